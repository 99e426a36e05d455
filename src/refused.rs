//! Lines of the settings that can't be used.

use crate::words::Words;

/// A line that can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused<F> {
    /// Counted from 1.
    pub line: usize,
    /// The line.
    pub text: String,
    /// Why.
    pub flaw: F,
}

/// Why a line can't be used.
pub trait Flaw {
    /// In words of the desk.
    fn why(&self, words: &Words) -> String;
}

impl<F: Flaw> Refused<F> {
    /// What is said of it.
    #[must_use]
    pub fn told(&self, words: &Words) -> String {
        told(self.line, &self.text, &self.flaw.why(words), words)
    }
}

fn told(line: usize, text: &str, why: &str, words: &Words) -> String {
    /// Characters shown of the line.
    const SHOWN: usize = 80;
    let text: String = text.chars().take(SHOWN).collect();
    let told = words.own.refused.replace("{line}", &line.to_string());
    told.replace("{why}", why).replace("{text}", &text)
}
