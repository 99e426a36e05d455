//! A page's own time words as intervals.
//!
//! "3 t" was posted at least 3 and less than 4 hours before it was
//! seen; "i går kl. 16.54" in that minute; "28. juli" on that day in the
//! page's zone. Letters that mean different units in different languages
//! follow the page's language, as it says and as its other times show; without
//! it the interval is as wide as all readings together.

mod dated;
mod grammar;
mod habits;
mod machine;
mod moment;
mod relative;
#[cfg(test)]
mod tests;
mod token;
mod words;

pub use habits::Habits;
pub use machine::{Flaw, Stated, stated};

use crate::clock::{Interval, Zone};
use crate::reading::Lang;

/// What a page's time words are read against.
#[derive(Debug, Clone, Copy)]
pub struct TimeContext<'a> {
    /// When the words were seen, in epoch milliseconds (UTC).
    pub now: i64,
    /// The page's zone.
    pub zone: &'a Zone,
    /// How the page writes its times.
    pub habits: Habits,
}

/// The time of a post from the page's words ("18 t") and its ISO `datetime`,
/// which wins where it can be read. None where neither can.
///
/// Never after `context.now`: a page whose clock is ahead of ours says what
/// cannot be ([`as_said`] and [`is_ahead`] tell).
#[must_use]
pub fn read(
    words: Option<&str>,
    datetime: Option<&str>,
    context: TimeContext<'_>,
) -> Option<Interval> {
    as_said(words, datetime, context).map(|interval| interval.not_after(context.now))
}

/// Whether what a page says lies so far after `now` that a clock must be wrong.
#[must_use]
pub fn is_ahead(said: Interval, now: i64) -> bool {
    said.earliest > now.saturating_add(moment::SKEW_MS)
}

/// The words tell a time: what else stands in a post's head does not.
#[must_use]
pub fn tell(words: &str, ui: Option<Lang>) -> bool {
    !grammar::read(words, Habits::of(ui)).is_empty()
        || machine::read(words, &Zone::named(None, 0)).is_some()
}

/// Like [`read`], but as the page says it, even where that is in the future:
/// then a clock is wrong, or the page speaks of something that is to come.
#[must_use]
pub fn as_said(
    words: Option<&str>,
    datetime: Option<&str>,
    context: TimeContext<'_>,
) -> Option<Interval> {
    let from_words = words.and_then(|words| written(words, context));
    let from_datetime = datetime.and_then(|datetime| written(datetime, context));
    match (from_datetime, from_words) {
        (Some(datetime), Some(words)) => Some(datetime.intersect(words).unwrap_or(datetime)),
        (datetime, words) => datetime.or(words),
    }
}

/// The time of a text for machines or for people: pages put either in both
/// places.
fn written(text: &str, context: TimeContext<'_>) -> Option<Interval> {
    machine::read(text, context.zone).or_else(|| {
        let readings = grammar::read(text, context.habits);
        let said: Vec<Interval> =
            readings.iter().filter_map(|moment| moment.interval(context)).collect();
        let is_past = |interval: &&Interval| interval.earliest <= context.now;
        let past = said.iter().filter(is_past).copied().reduce(Interval::hull);
        past.or_else(|| said.into_iter().reduce(Interval::hull))
    })
}
