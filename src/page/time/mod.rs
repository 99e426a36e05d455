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

/// When a post was written, as the page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Even where that is in the future.
    pub at: Interval,
    /// It says, in words or in its ISO `datetime`, what cannot be: a time so
    /// far after now that a clock is wrong, or that is of something to come.
    pub is_ahead: bool,
}

/// The time of a post from the page's words ("18 t") and its ISO `datetime`,
/// which wins where it can be read. None where neither can. Never after
/// `context.now`.
#[must_use]
pub fn read(
    words: Option<&str>,
    datetime: Option<&str>,
    context: TimeContext<'_>,
) -> Option<Interval> {
    said(words, datetime, context).map(|said| said.at.not_after(context.now))
}

/// Like [`read`], but as the page says it.
#[must_use]
pub fn said(words: Option<&str>, datetime: Option<&str>, context: TimeContext<'_>) -> Option<Said> {
    let written = |text: Option<&str>| {
        let at = text.and_then(|text| written(text, context))?;
        let is_ahead = at.earliest > context.now.saturating_add(moment::SKEW_MS);
        Some(Said { at, is_ahead })
    };
    match (written(datetime), written(words)) {
        (Some(datetime), Some(words)) => {
            // A clock that is wrong doesn't spoil an age.
            let wins = if datetime.is_ahead { words } else { datetime };
            let at = datetime.at.intersect(words.at).unwrap_or(wins.at);
            Some(Said { at, is_ahead: datetime.is_ahead || words.is_ahead })
        }
        (datetime, words) => datetime.or(words),
    }
}

/// The words tell a time: what else stands in a post's head does not.
#[must_use]
pub fn tell(words: &str, ui: Option<Lang>) -> bool {
    !grammar::read(words, Habits::of(ui)).0.is_empty()
        || machine::read(words, &Zone::named(None, 0)).is_some()
}

/// The time of a text for machines or for people: pages put either in both
/// places.
fn written(text: &str, context: TimeContext<'_>) -> Option<Interval> {
    machine::read(text, context.zone).or_else(|| {
        let (readings, is_of_edit) = grammar::read(text, context.habits);
        let said: Vec<Interval> =
            readings.iter().filter_map(|moment| moment.interval(context)).collect();
        let is_past = |interval: &&Interval| interval.earliest <= context.now;
        let past = said.iter().filter(is_past).copied().reduce(Interval::hull);
        let at = past.or_else(|| said.into_iter().reduce(Interval::hull))?;
        Some(if is_of_edit { Interval::until(at.latest) } else { at })
    })
}
