//! Drafts of an answer.

use serde::Serialize;

use super::Situation;

/// How drafts of one answer differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftKind {
    /// A few lines.
    Short,
    /// Says more of what is known and done.
    Fuller,
    /// Invites to a private message.
    Private,
}

/// One move of a draft, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The move's name, `snake_case`: greeting, concern, apology, thanks, next_step, signature…
    #[serde(rename = "move")]
    pub name: &'static str,
    /// Its words.
    pub text: String,
}

/// A draft of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// How it differs from the others.
    pub kind: DraftKind,
    /// The whole text, signature included.
    pub text: String,
    /// Its parts in order.
    pub parts: Vec<Part>,
}

/// Drafts for `situation`, best first. The same `seed`, the same drafts.
#[must_use]
pub fn draft(_situation: Situation<'_>, _seed: u64) -> Vec<Draft> {
    Vec::new()
}
