//! What holds of every score: the laws of tiers, that more harm never lowers it,
//! and that the queue stands still.

use super::*;

/// Phrases that tell of harm, each in one of the languages. (That trouble is
/// over, lasts or may be none tells of less.)
const HARM: [&str; 9] = [
    "I lovede at ringe i mandags.",
    "Tredje gang jeg skriver om det her.",
    "Innen fredag kl. 12!",
    "Stevningen er sendt i morges.",
    "Jag är inte ensam, hela byn är drabbad.",
    "My mum is 84 and alone.",
    "Jeg har betalt, og alligevel får jeg inkasso.",
    "Nogen har tømt min konto.",
    "Jag orkar inte leva längre.",
];

/// A wait of which all is known that a score asks for.
#[derive(Debug, Clone)]
struct Wait {
    need: ReplyNeed,
    mood: (Mood, f32),
    haste: f32,
    topics: Vec<(Topic, f32)>,
    text: String,
    waited_minutes: i64,
    circumstances: Circumstances,
}

impl Wait {
    fn score(&self, now: i64) -> Urgency {
        self.score_by(&Terms::default(), now)
    }

    fn score_by(&self, terms: &Terms, now: i64) -> Urgency {
        let sure = |confidence| move |value| Verdict { value, confidence, evidence: Vec::new() };
        let mood = Verdict { value: self.mood.0, confidence: self.mood.1, evidence: Vec::new() };
        let mut topics: Vec<Verdict<Topic>> =
            self.topics.iter().map(|(topic, chance)| sure(*chance)(*topic)).collect();
        topics.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
        let need = verdict(self.need);
        let reading = Reading {
            chances: Chances::found(&mood, &topics, &need),
            mood,
            topics,
            need,
            haste: Haste { now: self.haste / 2.0, soon: self.haste, evidence: Vec::new() },
            ..reading(ReplyNeed::NoReply, Mood::Neutral, Topic::Other)
        };
        let cues = cues(&self.text, &reading);
        let signs = Signs::of(&self.text);
        let at = NOW - self.waited_minutes * MINUTE_MS;
        let posted = Some(Interval::between(at, at));
        let circumstances = Circumstances { posted, ..self.circumstances };
        let case =
            Case { text: &self.text, reading: &reading, cues: &cues, signs: &signs, circumstances };
        score(case, terms, now)
    }
}

fn a_wait() -> impl Strategy<Value = Wait> {
    let needs = vec![
        ReplyNeed::NeedsReply,
        ReplyNeed::NeedsReply,
        ReplyNeed::ThanksWelcome,
        ReplyNeed::NoReply,
    ];
    let topics =
        proptest::collection::vec((prop::sample::select(Topic::ALL.to_vec()), 0.0_f32..1.0), 1..4);
    let text = prop::sample::subsequence(HARM.to_vec(), 0..4);
    let circumstances = (
        any::<bool>(),
        proptest::option::of(NOW - 900 * HOUR..NOW + 900 * HOUR),
        0_usize..12,
        proptest::option::of((10_u64..20_000, 10_u64..100_000)),
        0_usize..4,
    );
    (
        prop::sample::select(needs),
        (prop::sample::select(Mood::ALL.to_vec()), 0.0_f32..1.0, 0.0_f32..1.0),
        topics,
        text,
        0_i64..60_000,
        circumstances,
    )
        .prop_map(|(need, (mood, sure, haste), mut topics, text, waited_minutes, of)| {
            topics.dedup_by_key(|topic| topic.0);
            let (follow_up, promise, others, spread, earlier) = of;
            let promise = promise.map(|at| Due { at: Some(at) });
            let spread = spread.map(|(per_hour, seen)| Spread { per_hour, seen });
            let circumstances = Circumstances {
                follow_up,
                promise,
                others,
                spread,
                earlier,
                ..Circumstances::default()
            };
            let mood = (mood, sure);
            Wait { need, mood, haste, topics, text: text.join(" "), waited_minutes, circumstances }
        })
}

/// What makes a wait worse.
#[derive(Debug, Clone, Copy)]
enum Harm {
    Fury,
    Haste,
    MoreOf(Topic),
    Words(&'static str),
    FollowUp,
    PromiseOverdue,
    Other,
    Spread,
    Earlier,
    Later,
}

fn a_harm() -> impl Strategy<Value = Harm> {
    let stakes = vec![
        Topic::Safety,
        Topic::Security,
        Topic::Outage,
        Topic::DebtCollection,
        Topic::Cancellation,
    ];
    prop_oneof![
        Just(Harm::Fury),
        Just(Harm::Haste),
        prop::sample::select(stakes).prop_map(Harm::MoreOf),
        prop::sample::select(HARM.to_vec()).prop_map(Harm::Words),
        Just(Harm::FollowUp),
        Just(Harm::PromiseOverdue),
        Just(Harm::Other),
        Just(Harm::Spread),
        Just(Harm::Earlier),
        Just(Harm::Later),
    ]
}

impl Harm {
    fn done_to(self, wait: &Wait) -> Wait {
        let mut wait = wait.clone();
        let of = &mut wait.circumstances;
        match self {
            Self::Fury => {
                wait.mood.0 = match wait.mood.0 {
                    Mood::Positive => Mood::Neutral,
                    Mood::Neutral => Mood::Negative,
                    Mood::Negative | Mood::Furious => Mood::Furious,
                };
            }
            Self::Haste => wait.haste = (wait.haste + 0.2).min(1.0),
            Self::MoreOf(topic) => match wait.topics.iter_mut().find(|known| known.0 == topic) {
                Some(known) => known.1 = (known.1 + 0.3).min(1.0),
                None => wait.topics.push((topic, 0.3)),
            },
            Self::Words(words) => wait.text = format!("{} {words}", wait.text),
            Self::FollowUp => of.follow_up = true,
            Self::PromiseOverdue => of.promise = Some(Due { at: Some(NOW - HOUR) }),
            Self::Other => of.others += 1,
            Self::Spread => {
                let Spread { per_hour, seen } =
                    of.spread.unwrap_or(Spread { per_hour: 10, seen: 10 });
                of.spread = Some(Spread { per_hour: per_hour * 4, seen: seen * 2 });
            }
            Self::Earlier => of.earlier += 1,
            Self::Later => wait.waited_minutes += 90,
        }
        wait
    }
}

proptest! {
    #[test]
    fn more_harm_never_lowers_a_score(wait in a_wait(), harm in a_harm()) {
        let (before, after) = (wait.score(NOW), harm.done_to(&wait).score(NOW));
        prop_assert!(after.score >= before.score, "{:?}\n{:?}\n{:?}", harm, before, after);
        prop_assert!(after.tier >= before.tier);
    }

    #[test]
    fn the_laws_of_tiers_hold_of_every_score(wait in a_wait()) {
        let found = wait.score(NOW);
        // Whatever need was read: what was promised, threatened or is at stake is owed.
        let of = &wait.circumstances;
        let broken = of.promise.is_some_and(|promise| promise.is_past(NOW));
        let has = |topic: Topic, least: f32| {
            wait.topics.iter().any(|known| known.0 == topic && known.1 >= least)
        };
        let says = |words: &str| wait.text.contains(words);
        let is_glad = wait.mood.0 == Mood::Positive;
        let is_idle = is_glad || has(Topic::Praise, 0.0) || has(Topic::Chatter, 0.0);
        let asks = wait.need == ReplyNeed::NeedsReply;
        let owed = asks && !is_idle
            || of.follow_up
            || broken
            || has(Topic::Safety, if is_glad { SURE } else { LIKELY })
            || says("Stevningen") && wait.need != ReplyNeed::ThanksWelcome;
        prop_assert!(!owed || found.tier > 0, "{:?}", found);
        // And nothing is, of what asks nothing in calm words.
        let at_stake = has(Topic::Safety, LIKELY) || has(Topic::Security, LIKELY);
        let may_be = owed || asks || at_stake || wait.haste > 0.3;
        prop_assert!(may_be || found.tier == 0, "{:?}", found);
        prop_assert!(!broken || found.score >= broken_promise().score, "{:?}", found);
        prop_assert!(wait.mood.0 != Mood::Furious || !owed || found.tier >= 2, "{:?}", found);
        prop_assert!(!wait.circumstances.follow_up || found.tier >= 2, "{:?}", found);
        let worst = wait.topics.iter().max_by(|one, other| one.1.total_cmp(&other.1));
        let is_safety = worst.is_some_and(|worst| worst.0 == Topic::Safety && worst.1 >= SURE);
        prop_assert!(!is_safety || !owed || found.tier == 3, "{:?}", found);
        // The reasons are bounded and add up to the score that is shown.
        let sum: u32 = found.reasons.iter().map(|reason| u32::from(reason.points)).sum();
        prop_assert_eq!(sum, u32::from(found.score));
        let has_safety = found.reasons.iter().any(|reason| reason.is_sure_safety());
        let most = if has_safety { 100 } else { MOST_WITHOUT_SAFETY };
        prop_assert!(found.score <= most);
        for reason in &found.reasons {
            let is_lifted = matches!(reason.rule, Rule::Safety | Rule::Furious | Rule::LetDown | Rule::Spread);
            prop_assert!(is_lifted || usize::from(reason.points) <= reason.rule.points());
            prop_assert!(reason.points > 0);
        }
        for (at, reason) in found.reasons.iter().enumerate() {
            prop_assert!(found.reasons[..at].iter().all(|other| other.rule != reason.rule));
        }
    }

    #[test]
    fn a_life_outranks_all_else(
        wait in a_wait(), other in a_wait(), chance in 0.0_f32..1.0,
        off in prop::sample::select(Rule::weighable().collect::<Vec<_>>()),
    ) {
        let at_stake = |mut wait: Wait, chance: f32| {
            wait.need = ReplyNeed::NeedsReply;
            wait.topics.retain(|topic| topic.0 != Topic::Safety);
            wait.topics.push((Topic::Safety, chance));
            wait
        };
        let (weights, _) = Weights::read(&[format!("{} off", off.name())]);
        let terms = Terms { weights, ..Terms::default() };
        let (found, without) = (at_stake(wait.clone(), chance), at_stake(other, 0.0));
        let found = found.score_by(&terms, NOW).score;
        let least = if chance >= SURE { without.score(NOW).score.saturating_add(1) }
            else if chance >= LIKELY && wait.mood.0 != Mood::Positive { 74 } else { 0 };
        prop_assert!(found >= least, "{} < {}", found, least);
    }

    #[test]
    fn a_company_may_weigh_a_reason_and_the_need_stands(
        wait in a_wait(), rule in prop::sample::select(Rule::weighable().collect::<Vec<_>>()),
    ) {
        let score = |weight: Weight| {
            let (weights, refused) = {
                let line = format!("{} {}", rule.name(), weight.name());
                let (weights, refused) = Weights::read(std::slice::from_ref(&line));
                (weights, refused.len())
            };
            assert_eq!(refused, 0);
            wait.score_by(&Terms { weights, ..Terms::default() }, NOW)
        };
        let [off, less, usual, more] = Weight::ALL.map(score);
        prop_assert!(off.reasons.iter().all(|reason| reason.rule != rule));
        prop_assert!(off.score <= less.score && less.score <= usual.score);
        prop_assert!(usual.score <= more.score);
        prop_assert_eq!(off.tier == 0, usual.tier == 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn passing_minutes_reshuffle_nothing(wait in a_wait(), other in a_wait()) {
        // A score changes when an age passes a quarter of the target, doubles it,
        // or a promise falls due: not from minute to minute, and never down.
        let (mut steps, mut swaps) = (0, 0);
        let (mut last, mut order) = (wait.score(NOW).score, None);
        for minute in 0..2 * 24 * 60 {
            let now = NOW + minute * MINUTE_MS;
            let (score, others) = (wait.score(now).score, other.score(now).score);
            prop_assert!(score >= last);
            steps += u32::from(score != last);
            last = score;
            let next = Some(score > others);
            swaps += u32::from(order.is_some() && order != next);
            order = next;
        }
        prop_assert!(steps <= 18, "{} steps", steps);
        prop_assert!(swaps <= 8, "{} swaps", swaps);
    }
}
