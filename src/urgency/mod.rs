//! How urgent a wait is: a sum of named, bounded reasons.

pub mod spread;
mod terms;

pub use terms::Terms;

use serde::{Deserialize, Serialize};

use crate::clock::Interval;
use crate::reading::{Mood, Reading, ReplyNeed, Topic, Verdict};
use crate::sort;
use crate::thread::cues::Cues;
use crate::thread::promise::Due;

/// Safety outranks everything: no sum of other reasons comes up to it.
const MOST_WITHOUT_SAFETY: u8 = 95;

const MINUTE_MS: i64 = 60_000;

/// A reason's rule. The words for people are in [`crate::words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The customer needs an answer.
    NeedsReply,
    /// Nothing is owed, but an answer would be kind.
    Welcome,
    /// Someone's health or life may depend on it.
    Safety,
    /// Fraud or a leak.
    Security,
    /// Service is down.
    Outage,
    /// Reminder or debt collection.
    DebtCollection,
    /// The customer leaves.
    Cancellation,
    /// The press, an authority or a lawyer is named.
    Threat,
    /// The customer is furious.
    Furious,
    /// The customer is dissatisfied.
    Negative,
    /// The customer came back after our answer.
    FollowUp,
    /// A promise of ours is overdue.
    PromiseOverdue,
    /// More customers than the one who wrote the post wait under it.
    SeveralWait,
    /// Reactions gather fast.
    Spread,
    /// The wait is past the answer target.
    PastTarget,
    /// How long the customer has waited.
    Age,
}

/// One reason of a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub rule: Rule,
    /// What it adds to the score.
    pub points: u8,
    /// The words or figures it rests on.
    pub evidence: String,
    /// It was read with little confidence.
    pub unsure: bool,
}

/// A verdict less sure than this is told as such.
const SURE: f32 = 0.6;

/// How urgent a wait is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Urgency {
    /// 0 to 100: the sum of the reasons' points.
    pub score: u8,
    /// 0 to 3: the score's quarter.
    pub tier: u8,
    /// The wait or a promise is past its time. None where neither is known.
    pub overdue: Option<bool>,
    /// Why, strongest first.
    pub reasons: Vec<Reason>,
}

/// How long a wait may last, in minutes, by tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// Tier 3, `now`.
    pub now_minutes: u32,
    /// Tier 2, `soon`.
    pub soon_minutes: u32,
    /// Tier 1, `routine`.
    pub routine_minutes: u32,
}

impl Default for Targets {
    /// An hour and six hours are what customers on Facebook expect of a first
    /// answer (vendor surveys); a quarter of an hour where harm grows is ours.
    fn default() -> Self {
        Self { now_minutes: 15, soon_minutes: 60, routine_minutes: 360 }
    }
}

impl Targets {
    /// The target of a tier in milliseconds; none is owed in tier 0.
    fn of(&self, tier: u8) -> Option<i64> {
        let minutes = match tier {
            3 => self.now_minutes,
            2 => self.soon_minutes,
            1 => self.routine_minutes,
            _ => return None,
        };
        Some(i64::from(minutes) * MINUTE_MS)
    }
}

/// A wait as urgency sees it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The text of the post that waits.
    pub text: &'a str,
    /// That post, understood.
    pub reading: &'a Reading,
    /// What that post says in the thread.
    pub cues: &'a Cues,
    /// What makes it more than its words.
    pub circumstances: Circumstances,
}

/// How a wait stands in its thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// When the post that waits was written.
    pub posted: Option<Interval>,
    /// The page had answered this trouble before.
    pub follow_up: bool,
    /// What the page has promised the customer.
    pub promise: Option<Due>,
    /// How many others wait under a customer's own post.
    pub others: usize,
    /// How fast agreement gathers: points, and the reactions they are for.
    pub spread: Option<(usize, u64)>,
}

/// Scores a wait at `now` (epoch milliseconds).
#[must_use]
pub fn score(case: Case<'_>, terms: &Terms, now: i64) -> Urgency {
    let Circumstances { posted, follow_up, promise, others, spread } = case.circumstances;
    // Whoever comes back after our answer with a word or two wants more.
    if case.reading.need.value != ReplyNeed::NeedsReply && !follow_up {
        let welcome = welcome(case.text, case.reading);
        return Urgency { overdue: Some(false), ..sum(vec![welcome]) };
    }
    let mut reasons = text_reasons(case.text, case.reading, case.cues, terms.incident.is_some());
    if follow_up {
        reasons.push(Reason::new(Rule::FollowUp, 22, String::new()));
    }
    let promise_overdue = promise.is_some_and(|promise| promise.is_past(now));
    if promise_overdue {
        reasons.push(Reason::new(Rule::PromiseOverdue, 25, String::new()));
    }
    if others > 0 {
        let points = (others * 2).min(15);
        reasons.push(Reason::new(Rule::SeveralWait, points, (others + 1).to_string()));
    }
    if let Some((points, reactions)) = spread {
        reasons.push(Reason::new(Rule::Spread, points, reactions.to_string()));
    }
    let without_age = sum(reasons);
    // The latest moment the wait can have begun: never older than is certain.
    let waited = posted.map(|posted| terms.waited(posted.latest, now));
    let past = waited
        .zip(terms.targets.of(without_age.tier))
        .map(|(waited, target)| (waited > target, waited, target));
    with_age(without_age, past, promise_overdue)
}

/// We broke a promise to somebody who doesn't ask again.
#[must_use]
pub fn broken_promise() -> Urgency {
    let reasons = vec![
        Reason::new(Rule::NeedsReply, 30, String::new()),
        Reason::new(Rule::PromiseOverdue, 25, String::new()),
    ];
    Urgency { overdue: Some(true), ..sum(reasons) }
}

/// Nothing is owed, but praise comes before chatter.
fn welcome(text: &str, reading: &Reading) -> Reason {
    let points = if reading.need.value == ReplyNeed::ThanksWelcome { 15 } else { 5 };
    Reason::read(Rule::Welcome, points, text, &reading.need)
}

/// What the text alone says, and whether its outage is known already.
fn text_reasons(text: &str, reading: &Reading, cues: &Cues, incident: bool) -> Vec<Reason> {
    let mut reasons = vec![Reason::read(Rule::NeedsReply, 30, text, &reading.need)];
    for topic in &reading.topics {
        let (rule, points) = match topic.value {
            Topic::Safety => (Rule::Safety, 70),
            // "Is this text from you?", asked calmly, can wait its turn.
            Topic::Security if reading.mood.value == Mood::Neutral => (Rule::Security, 12),
            Topic::Security => (Rule::Security, 47),
            Topic::Outage if incident => (Rule::Outage, 20),
            Topic::Outage => (Rule::Outage, 46),
            Topic::DebtCollection => (Rule::DebtCollection, 22),
            Topic::Cancellation => (Rule::Cancellation, 12),
            _ => continue,
        };
        // A topic that only follows the main one counts half.
        let points = if Some(topic.value) == reading.topics.first().map(|main| main.value) {
            points
        } else {
            points / 2
        };
        reasons.push(Reason::read(rule, points, text, topic));
    }
    match reading.mood.value {
        Mood::Furious => {
            reasons.push(Reason::read(Rule::Furious, 25, text, &reading.mood));
        }
        Mood::Negative => {
            reasons.push(Reason::read(Rule::Negative, 8, text, &reading.mood));
        }
        Mood::Neutral | Mood::Positive => {}
    }
    if let Some(threat) = &cues.threat {
        reasons.push(Reason::new(Rule::Threat, 45, threat.clone()));
    }
    reasons
}

/// Age raises a score inside its tier; past the target it may raise it into
/// the next, never further.
fn with_age(urgency: Urgency, past: Option<(bool, i64, i64)>, promise_overdue: bool) -> Urgency {
    let Some((is_past, waited, target)) = past else {
        return Urgency { overdue: promise_overdue.then_some(true), ..urgency };
    };
    let is_safety = urgency.reasons.iter().any(|reason| reason.rule == Rule::Safety);
    let top = if is_safety { 100 } else { MOST_WITHOUT_SAFETY };
    let ceiling = |tier: u8| if tier >= 3 { top } else { (tier + 1) * 25 - 1 };
    let mut reasons = urgency.reasons;
    let inside = ceiling(urgency.tier) - urgency.score;
    let share = i128::from(waited) * 10 / i128::from(target.max(1));
    let age = u8::try_from(share.clamp(0, 10)).unwrap_or(10).min(inside);
    if age > 0 {
        reasons.push(Reason::new(Rule::Age, usize::from(age), (waited / MINUTE_MS).to_string()));
    }
    if is_past && urgency.tier > 0 {
        let room = ceiling((urgency.tier + 1).min(3)) - urgency.score - age;
        // Another point for each doubling of the target, up to 15.
        let doublings = (i128::from(waited) / i128::from(target.max(1))).max(1).ilog2() + 5;
        let points = u8::try_from(doublings.min(15)).unwrap_or(15).min(room);
        reasons.push(Reason::new(
            Rule::PastTarget,
            usize::from(points),
            (target / MINUTE_MS).to_string(),
        ));
    }
    Urgency { overdue: Some(is_past || promise_overdue), ..sum(reasons) }
}

impl Reason {
    fn new(rule: Rule, points: usize, evidence: String) -> Self {
        let points = u8::try_from(points.min(100)).unwrap_or(100);
        Self { rule, points, evidence, unsure: false }
    }

    /// What a verdict on a text adds.
    fn read<T>(rule: Rule, points: usize, text: &str, verdict: &Verdict<T>) -> Self {
        let unsure = verdict.confidence < SURE;
        Self { unsure, ..Self::new(rule, points, words_at(text, &verdict.evidence)) }
    }
}

fn sum(mut reasons: Vec<Reason>) -> Urgency {
    reasons.retain(|reason| reason.points > 0);
    sort::by_key(&mut reasons, |reason| std::cmp::Reverse(reason.points));
    // The reasons add up to the score that is shown, so the weakest give way at
    // its end; what only life and health may reach lies above the rest.
    let is_safety = reasons.iter().any(|reason| reason.rule == Rule::Safety);
    let most: u8 = if is_safety { 100 } else { MOST_WITHOUT_SAFETY };
    let mut left = most;
    for reason in &mut reasons {
        reason.points = reason.points.min(left);
        left -= reason.points;
    }
    reasons.retain(|reason| reason.points > 0);
    let score = most - left;
    Urgency { score, tier: (score / 25).min(3), overdue: None, reasons }
}

/// The words at the evidence's places, as the post has them.
#[must_use]
pub fn words_at(text: &str, evidence: &[std::ops::Range<usize>]) -> String {
    let found: Vec<&str> =
        evidence.iter().filter_map(|range| text.get(range.clone())).take(3).collect();
    found.join(" … ")
}

#[cfg(test)]
mod tests;
