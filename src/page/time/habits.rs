//! How a page writes its times, as far as it has shown.

use super::grammar;
use super::token::{Token, tokens};
use super::words::{self, ALL};
use crate::reading::Lang;

/// In which language a page writes its times, and whether a date in figures
/// begins with the day or the month: as it says, and as its own words show. A
/// letter or a date that may mean two things is read in the light of the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habits {
    /// The languages it may be in as it says, a bit each.
    said: u8,
    /// The languages that all its time words so far are of; none where they
    /// are of several.
    heard: u8,
    /// A date has been seen that can only begin with the day.
    day_first: bool,
    /// A date has been seen that can only begin with the month.
    month_first: bool,
}

impl Habits {
    /// Of a page that says that its words are in this language.
    #[must_use]
    pub fn of(ui: Option<Lang>) -> Self {
        let said = ui.and_then(words::place_of).map_or(ALL, |place| 1 << place);
        Self { said, heard: ALL, day_first: false, month_first: false }
    }

    /// Learns from more of the page's time words; whether there was anything
    /// to learn.
    pub fn hear(&mut self, words: &str) -> bool {
        let before = *self;
        let tokens = tokens(words);
        let Some((start, found)) = grammar::find(&tokens, Self::of(None)) else { return false };
        let of_time = tokens.get(start..found.end).unwrap_or_default();
        match of_time.iter().fold(ALL, |langs, token| langs & words::languages(token)) {
            // Their own words are mixed: they tell nothing.
            0 => {}
            langs => self.heard &= langs,
        }
        for token in of_time {
            let Token::Number(number) = token else { continue };
            let mut parts = number.split(['/', '-']).map(str::parse::<u32>);
            match (parts.next(), parts.next()) {
                (Some(Ok(13..=31)), Some(Ok(1..=12))) => self.day_first = true,
                (Some(Ok(1..=12)), Some(Ok(13..=31))) => self.month_first = true,
                _ => {}
            }
        }
        *self != before
    }

    /// The languages that its words may be of: what it says counts, unless
    /// they show that it is wrong.
    pub(super) fn languages(self) -> u8 {
        match (self.said & self.heard, self.heard) {
            (0, 0) => self.said,
            (0, heard) => heard,
            (both, _) => both,
        }
    }

    /// Whether its words may be of this language.
    pub(super) fn may_be(self, lang: Lang) -> bool {
        words::place_of(lang).is_some_and(|place| self.languages() & (1 << place) != 0)
    }

    /// Whether its dates in figures begin with the day and never with the month.
    pub(super) fn puts_day_first(self) -> bool {
        self.day_first && !self.month_first
    }

    /// Whether its dates in figures begin with the month and never with the day.
    pub(super) fn puts_month_first(self) -> bool {
        self.month_first && !self.day_first
    }
}
