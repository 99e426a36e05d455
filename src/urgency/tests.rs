mod laws;

use proptest::prelude::*;

use super::*;
use crate::clock::{Hours, Zone};
use crate::page::Record;
use crate::reading::{Chances, Haste, Lang, Verdict};
use crate::thread::company::Company;

const HOUR: i64 = 60 * MINUTE_MS;

/// A midnight (UTC).
const NOW: i64 = 1_715_990_400_000;

fn verdict<T>(value: T) -> Verdict<T> {
    Verdict { value, confidence: 1.0, evidence: Vec::new() }
}

fn reading(need: ReplyNeed, mood: Mood, topic: Topic) -> Reading {
    Reading {
        lang: verdict(Lang::Da),
        chances: Chances::found(&verdict(mood), &[verdict(topic)], &verdict(need)),
        mood: verdict(mood),
        topics: vec![verdict(topic)],
        need: verdict(need),
        haste: Haste::default(),
        personal_data: Vec::new(),
        products: Vec::new(),
    }
}

fn cues(text: &str, reading: &Reading) -> Cues {
    let record = Record {
        key: "1".into(),
        parent: None,
        author: String::new(),
        badge: None,
        text: text.into(),
        time: None,
        datetime: None,
        reactions: None,
        shares: None,
        lang: None,
    };
    Cues::of(&record, reading, &Company::default())
}

fn urgency(reading: &Reading, follow_up: bool, hours: i64, reactions: u64) -> Urgency {
    urgency_by(&Terms::default(), reading, follow_up, hours, reactions)
}

fn urgency_by(
    terms: &Terms,
    reading: &Reading,
    follow_up: bool,
    hours: i64,
    reactions: u64,
) -> Urgency {
    let posted = Some(Interval::between(NOW - hours * HOUR, NOW - hours * HOUR));
    let cues = cues("", reading);
    let mut growth = spread::Growth::default();
    growth.see(Some(reactions), None, NOW);
    let spread = growth.spread(posted, &[], NOW);
    let circumstances = Circumstances { posted, follow_up, spread, ..Circumstances::default() };
    let signs = Signs::default();
    let case = Case { text: "", reading, cues: &cues, signs: &signs, circumstances };
    score(case, terms, NOW)
}

#[test]
fn a_reason_tells_that_it_was_read_with_little_confidence() {
    let mut reading = reading(ReplyNeed::NeedsReply, Mood::Furious, Topic::Outage);
    reading.mood.confidence = 0.5;
    let unsure: Vec<Rule> = urgency(&reading, false, 1, 0)
        .reasons
        .into_iter()
        .filter(|reason| reason.unsure)
        .map(|reason| reason.rule)
        .collect();
    assert_eq!(unsure, [Rule::Furious]);
}

#[test]
fn tiers_are_those_of_the_table() {
    use Mood::{Furious, Negative, Neutral, Positive};
    use ReplyNeed::{NeedsReply, NoReply, ThanksWelcome};
    let cases = [
        (NeedsReply, Negative, Topic::Safety, false, 3),
        (NeedsReply, Negative, Topic::Outage, false, 3),
        (NeedsReply, Furious, Topic::Billing, false, 2),
        (NeedsReply, Negative, Topic::DebtCollection, false, 1),
        (NeedsReply, Negative, Topic::Cancellation, false, 1),
        (NeedsReply, Neutral, Topic::Billing, true, 2),
        (NeedsReply, Negative, Topic::Billing, false, 1),
        (NeedsReply, Neutral, Topic::Question, false, 1),
        (ThanksWelcome, Positive, Topic::Praise, false, 0),
        (NoReply, Neutral, Topic::Chatter, false, 0),
    ];
    for (need, mood, topic, follow_up, tier) in cases {
        let found = urgency(&reading(need, mood, topic), follow_up, 0, 0);
        assert_eq!(found.tier, tier, "{need:?} {mood:?} {topic:?}: {found:?}");
    }
}

#[test]
fn a_post_that_gathers_agreement_fast_is_urgent_now() {
    let post = reading(ReplyNeed::NeedsReply, Mood::Furious, Topic::Billing);
    let found = urgency(&post, false, 16, 30_000);
    assert_eq!(found.tier, 3);
    assert!(found.reasons.iter().any(|reason| reason.rule == Rule::Spread));
    assert_eq!(found.overdue, Some(true));
}

/// Open from 18 to 24 UTC.
fn evenings(incident: Option<i64>) -> Terms {
    let week = [const { Vec::new() }; 7].map(|_: Vec<(u16, u16)>| vec![(1080, 1440)]);
    let hours = Hours::new(Zone::fixed(0), week, Vec::new(), None, Vec::new());
    Terms { targets: Targets::default(), hours: Some(hours), incident, weights: Weights::default() }
}

#[test]
fn only_working_time_is_past_a_target_and_all_time_of_an_incident() {
    let post = reading(ReplyNeed::NeedsReply, Mood::Neutral, Topic::Billing);
    let overdue = |terms: &Terms, hours| urgency_by(terms, &post, false, hours, 0).overdue;
    assert_eq!(overdue(&Terms::default(), 10), Some(true));
    // Six hours are the target: of the last 24 the company was there for six.
    assert_eq!(overdue(&evenings(None), 24), Some(false));
    assert_eq!(overdue(&evenings(None), 25), Some(true));
    assert_eq!(overdue(&evenings(Some(NOW - 7 * HOUR)), 24), Some(true));
    assert_eq!(overdue(&evenings(Some(NOW - 30 * HOUR)), 6), Some(false));
}

#[test]
fn an_outage_that_is_known_is_less_urgent_than_one_that_is_news() {
    let post = reading(ReplyNeed::NeedsReply, Mood::Negative, Topic::Outage);
    let tier = |incident| {
        let terms = Terms { incident, ..Terms::default() };
        urgency_by(&terms, &post, false, 0, 0).tier
    };
    assert_eq!((tier(None), tier(Some(NOW))), (3, 2));
}

proptest! {
    #[test]
    fn no_clock_runs_faster_than_the_wall_or_backwards(
        since in -60 * HOUR..HOUR, now in -60 * HOUR..HOUR, later in 0..60 * HOUR,
        incident in proptest::option::of(-60 * HOUR..HOUR),
    ) {
        let (since, now) = (NOW + since, NOW + now);
        let terms = evenings(incident.map(|opened| NOW + opened));
        let waited = terms.waited(since, now);
        prop_assert!((0..=(now - since).max(0)).contains(&waited));
        prop_assert!(terms.waited(since, now + later) >= waited);
        prop_assert!(terms.waited(since - later, now) >= waited);
        prop_assert!(waited >= evenings(None).waited(since, now));
    }
}

#[test]
fn praise_stays_in_tier_0_however_old() {
    let post = reading(ReplyNeed::ThanksWelcome, Mood::Positive, Topic::Praise);
    assert_eq!(urgency(&post, false, 24 * 400, 50_000).tier, 0);
}

proptest! {
    #[test]
    fn age_and_agreement_never_lower_a_score_and_age_lifts_one_tier_at_most(
        hours in 0_i64..20_000, more in 0_i64..20_000, reactions in 0_u64..100_000, follow_up: bool,
        topic in prop::sample::select(vec![Topic::Billing, Topic::Question, Topic::Outage, Topic::Cancellation]),
        mood in prop::sample::select(vec![Mood::Neutral, Mood::Negative, Mood::Furious]),
    ) {
        let post = reading(ReplyNeed::NeedsReply, mood, topic);
        let now = urgency(&post, follow_up, hours, 0);
        let later = urgency(&post, follow_up, hours + more, 0);
        prop_assert!(later.score >= now.score);
        prop_assert!(later.tier <= urgency(&post, follow_up, 0, 0).tier + 1);
        let agreed = urgency(&post, follow_up, hours, reactions);
        prop_assert!(agreed.score >= now.score, "{:?} {:?}", agreed, now);
        let sum: u32 = agreed.reasons.iter().map(|reason| u32::from(reason.points)).sum();
        prop_assert_eq!(sum, u32::from(agreed.score));
    }
}
