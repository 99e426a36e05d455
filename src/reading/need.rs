//! Whether a post needs an answer.

use serde::{Deserialize, Serialize};

use super::{Lang, Mood, Topic, Verdict};

/// Whether a customer's post needs an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyNeed {
    /// Asks, complains, reports, accuses, threatens to leave.
    NeedsReply,
    /// Praise or thanks: an answer is kind, none is owed.
    ThanksWelcome,
    /// Talk between customers, a tag, a joke, an emoji, spam.
    NoReply,
}

/// Tells whether `text` needs an answer.
#[must_use]
pub fn detect(
    _text: &str,
    _lang: Lang,
    _mood: Mood,
    _topics: &[Verdict<Topic>],
) -> Verdict<ReplyNeed> {
    Verdict { value: ReplyNeed::NeedsReply, confidence: 0.0, evidence: Vec::new() }
}
