//! The rules that a score is the sum of, and what each may add.

use serde::{Deserialize, Serialize};

/// A reason's rule. The words for people are in [`crate::words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The customer needs an answer.
    NeedsReply,
    /// Nothing is owed, but an answer would be kind.
    Welcome,
    /// The words sound urgent, by all that was learned of labelled posts.
    Haste,
    /// Someone's health or life may depend on it.
    Safety,
    /// Fraud or a leak.
    Security,
    /// Service is down now.
    Outage,
    /// Service was down, or has failed for days: no news that spreads.
    LastingFault,
    /// More than the customer alone are hit.
    ManyHit,
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
    /// What we said would happen did not.
    LetDown,
    /// The customer has asked before, here or elsewhere.
    Repeated,
    /// Somebody weak, or a child, depends on it.
    Vulnerable,
    /// The customer came back after our answer.
    FollowUp,
    /// A promise of ours is overdue.
    PromiseOverdue,
    /// More customers than the one who wrote the post wait under it.
    SeveralWait,
    /// Reactions, shares or comments in agreement gather fast.
    Spread,
    /// How many may have seen it: an estimate.
    Reach,
    /// The customer has waited on this page before.
    EarlierWaits,
    /// We are closed: nobody sees it before we open.
    AfterHours,
    /// The wait is past the answer target.
    PastTarget,
    /// How long the customer has waited.
    Age,
}

/// Each rule with its name in data and its points: what it adds at most, where
/// what it rests on is certain and the company has not weighed it otherwise.
/// A chance is worth its share ([`super::strength`]).
///
/// The points of words are fitted on `train/corpus` (`train`, by models that had
/// not seen the post), to agreement of the tier and to few tier-3 posts below 62
/// points, and then rounded; haste, the moods and by how much all words count
/// (`need`) on its `dev` part alone. Those marked "labels" are what our own label guide
/// asks for. Of circumstances no labelled posts exist: they are judged.
const RULES: [(Rule, &str, usize); 25] = [
    // Labels: what needs an answer is never in tier 0.
    (Rule::NeedsReply, "needs_reply", 32),
    (Rule::Welcome, "welcome", 15),
    // Fitted: a third for tier 2, the rest for tier 3.
    (Rule::Haste, "haste", 35),
    // Labels: tier 3.
    (Rule::Safety, "safety", 32),
    // Fitted; labels: 3 where something is being taken, 1 for "is this from you?".
    (Rule::Security, "security", 26),
    // Labels: tier 3.
    (Rule::Outage, "outage", 40),
    // Fitted; labels: by its tone, 1 or 2.
    (Rule::LastingFault, "lasting_fault", 6),
    (Rule::ManyHit, "many_hit", 14),
    // Fitted; labels: 2 where it is by mistake.
    (Rule::DebtCollection, "debt_collection", 10),
    // Fitted; labels: 2 for who leaves today.
    (Rule::Cancellation, "cancellation", 12),
    // Labels: tier 3 with a date, when it is the customer who threatens.
    (Rule::Threat, "threat", 45),
    // Labels: 2 at least.
    (Rule::Furious, "furious", 16),
    // 3, and what chance there is of fury.
    (Rule::Negative, "negative", 12),
    // Labels: 2, with a mood that is not good.
    (Rule::LetDown, "let_down", 11),
    (Rule::Repeated, "repeated", 5),
    // The corpus gives the weak no higher tier; who has more to lose goes first.
    (Rule::Vulnerable, "vulnerable", 3),
    // Labels: 2.
    (Rule::FollowUp, "follow_up", 22),
    (Rule::PromiseOverdue, "promise_overdue", 25),
    (Rule::SeveralWait, "several_wait", 15),
    // Labels: 3 for what gathers agreement fast; arousal spreads (Herhausen et al. 2019).
    (Rule::Spread, "spread", 35),
    (Rule::Reach, "reach", 5),
    (Rule::EarlierWaits, "earlier_waits", 9),
    (Rule::AfterHours, "after_hours", 4),
    (Rule::PastTarget, "past_target", 15),
    (Rule::Age, "age", 10),
];

/// How much a rule counts for a company.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    /// Nothing.
    Off,
    /// Half.
    Less,
    /// What the table says.
    #[default]
    Usual,
    /// Half as much again.
    More,
}

impl Weight {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Off, Self::Less, Self::Usual, Self::More];

    /// Its name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Less => "less",
            Self::Usual => "usual",
            Self::More => "more",
        }
    }
}

impl Rule {
    /// Every rule, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        RULES.iter().map(|known| known.0)
    }

    /// The rules that a company may weigh: what is owed at all, and what a life
    /// depends on, is not for settings.
    pub fn weighable() -> impl Iterator<Item = Self> {
        let fixed = [Self::NeedsReply, Self::Welcome, Self::Safety];
        Self::all().filter(move |rule| !fixed.contains(rule))
    }

    /// Its name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        RULES.get(self as usize).map_or("", |known| known.1)
    }

    pub(super) fn points(self) -> usize {
        RULES.get(self as usize).map_or(0, |known| known.2)
    }
}

/// How much the rules count for a company.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weights([Weight; RULES.len()]);

impl Weights {
    /// By lines of the settings, each `rule weight`; and those lines that
    /// name no rule or no weight, which count nothing.
    #[must_use]
    pub fn read(lines: &[String]) -> (Self, Vec<&str>) {
        let mut weights = Self::default();
        let mut refused = Vec::new();
        for line in lines {
            let read = line.split_once(' ').and_then(|(rule, weight)| {
                let rule = Rule::weighable().find(|known| known.name() == rule)?;
                let weight = Weight::ALL.into_iter().find(|known| known.name() == weight)?;
                *weights.0.get_mut(rule as usize)? = weight;
                Some(())
            });
            if read.is_none() {
                refused.push(line.as_str());
            }
        }
        (weights, refused)
    }

    /// How much a rule counts.
    #[must_use]
    pub fn of(&self, rule: Rule) -> Weight {
        self.0.get(rule as usize).copied().unwrap_or_default()
    }

    /// The points as they count for the company.
    pub(super) fn weigh(&self, rule: Rule, points: usize) -> usize {
        match self.of(rule) {
            Weight::Off => 0,
            Weight::Less => points / 2,
            Weight::Usual => points,
            Weight::More => points + points / 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_stands_at_its_place_under_the_name_that_it_has_in_data() {
        for (at, (rule, name, points)) in RULES.iter().enumerate() {
            assert_eq!(*rule as usize, at);
            assert_eq!(serde_json::to_string(rule).unwrap(), format!("\"{name}\""));
            assert!(*points > 0 && *points <= 60, "{name}");
        }
    }

    #[test]
    fn a_company_weighs_what_it_may() {
        let lines = ["outage less".into(), "reach off".into()];
        let (weights, refused) = Weights::read(&lines);
        assert!(refused.is_empty());
        assert_eq!(weights.weigh(Rule::Outage, 40), 20);
        assert_eq!(weights.weigh(Rule::Reach, 5), 0);
        assert_eq!(weights.weigh(Rule::Furious, 16), 16);
        for line in ["safety off", "needs_reply less", "outage", "outage loud", "nothing more"] {
            assert_eq!(Weights::read(&[line.into()]), (Weights::default(), vec![line]));
        }
    }
}
