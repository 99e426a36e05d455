//! A page's own time words as intervals.

use crate::clock::{Interval, Zone};
use crate::reading::Lang;

/// What a page's time words are read against.
#[derive(Debug, Clone, Copy)]
pub struct TimeContext<'a> {
    /// When the words were seen, in epoch milliseconds (UTC).
    pub now: i64,
    /// The page's zone.
    pub zone: &'a Zone,
    /// The language of the page's own words.
    pub ui: Option<Lang>,
}

/// The time of a post from the page's words ("18 t") and its ISO `datetime`,
/// which wins where it can be read. None where neither can.
#[must_use]
pub fn read(
    _words: Option<&str>,
    _datetime: Option<&str>,
    _context: TimeContext<'_>,
) -> Option<Interval> {
    None
}
