//! The last look before an answer is sent.

use std::ops::Range;

use super::Situation;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Worth a thought.
    Hint,
    /// Should be mended before sending.
    Warn,
}

/// What a check found in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, `snake_case`.
    pub rule: &'static str,
    /// How much it matters.
    pub level: Level,
    /// Where in the draft: byte range, on character boundaries; empty where
    /// something is missing.
    pub range: Range<usize>,
    /// What replaces the range, where one touch can mend it.
    pub fix: Option<String>,
}

impl Finding {
    /// The finding in words.
    #[must_use]
    pub fn message(&self, _lang: crate::reading::Lang) -> &'static str {
        self.rule
    }
}

/// Checks `draft` as an answer in `situation`; findings in the order of the text.
#[must_use]
pub fn check(_draft: &str, _situation: Situation<'_>) -> Vec<Finding> {
    Vec::new()
}
