//! Drafts of answers, and the checks before one is sent.

pub mod acts;
mod asked;
mod asks;
mod back;
pub mod check;
pub mod choice;
pub mod circumstance;
mod details;
pub mod draft;
mod finder;
pub mod limit;
pub mod matter;
pub mod matters;
pub mod name;
pub mod phrases;
mod said;
mod seen;
pub mod signature;
#[cfg(test)]
mod tests;
pub mod when;

use crate::clock::Zone;
use crate::clock::hours::Hours;
use crate::own_wordings::OwnWording;
use crate::reading::{Lang, Reading};

/// Everything a draft or a check needs to know of the thread.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The post to answer.
    pub post: &'a str,
    /// What it goes on from: the customer's posts before it in the thread, the latest
    /// first, or the one that it joins.
    pub before: &'a [(&'a str, &'a Reading)],
    /// Its author's name as shown.
    pub customer: &'a str,
    /// The post, understood.
    pub reading: &'a Reading,
    /// What language to answer in: the post's, or the page's where the post
    /// is too short to tell.
    pub lang: Lang,
    /// The page has answered in this thread before.
    pub follow_up: bool,
    /// Whole days the customer has waited at least, 0 on the first.
    pub days_waited: u32,
    /// Whose fault it is.
    pub fault: Fault,
    /// We promised the customer to come back, and the time has passed.
    pub broke_promise: bool,
    /// Agreement with the post gathers fast.
    pub spreads: bool,
    /// The company has said that something is down.
    pub incident: bool,
    /// Now, in epoch milliseconds.
    pub now: i64,
    /// When the company answers; None: at all hours.
    pub hours: Option<&'a Hours>,
    /// The company's zone, where it is known.
    pub zone: Option<&'a Zone>,
    /// The site's name, where it is known.
    pub site: &'a str,
    /// How long an answer may be where it will stand.
    pub limit: Option<Limit>,
    /// Names of the company.
    pub page_names: &'a [String],
    /// Names of the people in the thread, the customer's among them.
    pub people: &'a [String],
    /// The company's own domains.
    pub domains: &'a [String],
    /// Who answers, with the signatures of this page.
    pub agent: &'a Agent,
    /// The agent signs no further answer to this customer: see [`Agent::signs_once`].
    pub goes_unsigned: bool,
    /// The company's own wordings.
    pub wordings: &'a [OwnWording],
    /// Answers of this page that stand in view.
    pub earlier: &'a [String],
}

/// Whose fault the trouble is, as far as the agent knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The company's.
    Ours,
    /// Somebody else's.
    NotOurs,
    /// Not known yet.
    #[default]
    Unknown,
}

/// The agent who answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// First name.
    pub name: String,
    /// Stands under every answer; `{name}` is the agent's name. Empty or
    /// absent: the usual one of the answer's language.
    #[serde(default)]
    pub signature: String,
    /// What stands there instead on a page, in a language or both: `da = Mvh {name}`,
    /// each as a line of the settings.
    #[serde(default)]
    pub signatures: Vec<String>,
    /// Signs the first answer to a customer, and others only where another has answered
    /// in between.
    #[serde(default)]
    pub signs_once: bool,
}

/// What an agent's draft is made of, or a part of it.
pub use check::{Finding, Level, check};
pub use draft::{Draft, DraftKind, Part, Wish, draft};
pub use limit::Limit;
