//! How urgent a wait is: a sum of named, bounded reasons.

pub mod rules;
pub mod signs;
pub mod spread;
mod terms;

pub use rules::{Rule, Weight, Weights};
pub use terms::Terms;

use serde::{Deserialize, Serialize};

use crate::clock::Interval;
use crate::reading::{Mood, Reading, ReplyNeed, Topic, Verdict};
use crate::sort;
use crate::text::lowered;
use crate::thread::cues::Cues;
use crate::thread::promise::Due;
use signs::{Sign, Signs};
use spread::Spread;

/// Safety outranks everything: no sum of other reasons comes up to it.
const MOST_WITHOUT_SAFETY: u8 = 95;

const MINUTE_MS: i64 = 60_000;

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

/// A verdict less sure than this is told as such, and counts less than in full.
const SURE: f32 = 0.6;
/// From this chance on it is likely that a life is at stake.
const LIKELY: f32 = 0.3;
/// How likely "me too" is about the trouble that it stands under.
const JOINED: f32 = 0.5;
/// An answer is owed where [`need`] is more than this; the words count by how much more,
/// from the second number on and in full from the third.
const OWED: f32 = 0.1;
const DOUBTED: f32 = 0.3;
const ASKED: f32 = 0.8;
/// A chance no greater than this counts nothing.
const NOTHING: f32 = 0.1;
/// Tier 2 begins here, and no furious customer's score is below it.
const SOON: usize = 50;
/// Tier 3 begins here.
const NOW: usize = 75;

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
    /// The same, with the usual one in the place of a 0.
    #[must_use]
    pub fn or_usual(self) -> Self {
        let usual = Self::default();
        let or = |minutes, usual| if minutes == 0 { usual } else { minutes };
        Self {
            now_minutes: or(self.now_minutes, usual.now_minutes),
            soon_minutes: or(self.soon_minutes, usual.soon_minutes),
            routine_minutes: or(self.routine_minutes, usual.routine_minutes),
        }
    }

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
    /// What its words say of how urgent it is.
    pub signs: &'a Signs,
    /// What makes it more than its words.
    pub circumstances: Circumstances,
}

/// How a wait stands in its thread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// When the post that waits was written.
    pub posted: Option<Interval>,
    /// The page had answered this trouble before.
    pub follow_up: bool,
    /// What the page has promised the customer.
    pub promise: Option<Due>,
    /// How many others wait under a customer's own post.
    pub others: usize,
    /// How fast agreement gathers.
    pub spread: Option<Spread>,
    /// How often the customer has waited on this page before.
    pub earlier: usize,
    /// What the trouble is about that the customer joins.
    pub joins: Option<Topic>,
}

/// Scores a wait at `now` (epoch milliseconds).
#[must_use]
pub fn score(case: Case<'_>, terms: &Terms, now: i64) -> Urgency {
    let Circumstances { posted, promise, .. } = case.circumstances;
    let promise_overdue = promise.is_some_and(|promise| promise.is_past(now));
    if !promise_overdue && !is_owed(case) {
        let welcome = welcome(case.text, case.reading);
        return Urgency { overdue: Some(false), ..sum(vec![welcome]) };
    }
    let Circumstances { follow_up, joins, .. } = case.circumstances;
    let is_told = promise_overdue || follow_up || joins.is_some() || tells_of_outage(case);
    let share = if is_told || chance(case, Topic::Safety) >= SURE {
        1.0
    } else {
        ((need(case) - DOUBTED) / (ASKED - DOUBTED)).clamp(0.0, 1.0)
    };
    let mut reasons = Reasons { case, weights: &terms.weights, share, all: Vec::new() };
    reasons.add_words(terms.incident.is_some());
    reasons.add_circumstances(promise_overdue);
    let without_age = sum(reasons.all);
    // The latest moment the wait can have begun: never older than is certain.
    let waited = posted.map(|posted| terms.waited(posted.latest, now));
    let clock = waited.zip(terms.targets.of(without_age.tier));
    with_clock(without_age, clock, promise_overdue, terms, now)
}

fn is_owed(case: Case<'_>) -> bool {
    demands(case) || need(case) > OWED
}

/// Something is owed, whatever need was read: whoever comes back after our answer
/// with a word or two wants more, who joins a complaint has it too, and a
/// threat or what is at stake doesn't hang on how it is put.
fn demands(case: Case<'_>) -> bool {
    let Case { reading, cues, signs, circumstances, .. } = case;
    let says = |sign: Sign| signs.words(sign).is_some();
    circumstances.follow_up
        || circumstances.joins.is_some()
        || cues.threat.is_some()
        || says(Sign::TurnsTo)
        || cries(case)
        || tells_of_outage(case)
        || says(Sign::Authority) && reading.need.value != ReplyNeed::ThanksWelcome
        || chance(case, Topic::Safety) >= LIKELY
        || chance(case, Topic::Security) >= LIKELY && need(case) > OWED - 0.2
}

/// How far the words ask for an answer: the chance that they do, less what says that
/// they are praise or talk, and more where they sound urgent. Fitted with the points.
fn need(case: Case<'_>) -> f32 {
    let Reading { chances, haste, .. } = case.reading;
    let idle = (chances.topic(Topic::Praise) + chances.topic(Topic::Chatter)).min(1.0);
    let positive = chances.mood(Mood::Positive);
    chances.need(ReplyNeed::NeedsReply) - 0.8 * idle - 0.5 * positive + 0.3 * haste.soon
}

/// The least that a broken promise counts.
#[must_use]
pub fn broken_promise() -> Urgency {
    let reasons = [Rule::NeedsReply, Rule::PromiseOverdue];
    let reasons = reasons.map(|rule| Reason::new(rule, rule.points(), String::new()));
    Urgency { overdue: Some(true), ..sum(reasons.into()) }
}

/// Nothing is owed, but praise comes before chatter.
fn welcome(text: &str, reading: &Reading) -> Reason {
    let is_welcome = reading.need.value == ReplyNeed::ThanksWelcome;
    let points = if is_welcome { Rule::Welcome.points() } else { 5 };
    let is_read = reading.need.value != ReplyNeed::NeedsReply;
    let unsure = !is_read || reading.need.confidence < SURE;
    Reason { unsure, ..Reason::new(Rule::Welcome, points, words_at(text, &reading.need.evidence)) }
}

/// How much of a rule's points a chance is worth, from 0 to 1.
fn strength(chance: f32) -> f32 {
    ((chance - NOTHING) / (SURE - NOTHING)).clamp(0.0, 1.0)
}

/// A share of some points.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
#[expect(clippy::cast_precision_loss, reason = "from 0 to 100")]
fn part(points: usize, share: f32) -> usize {
    (points as f32 * share + 0.5) as usize
}

/// How likely it is about this, by its own words or those that it joins.
fn chance(case: Case<'_>, topic: Topic) -> f32 {
    let Case { text, reading, signs, circumstances, .. } = case;
    let says = |sign: Sign| signs.words(sign).is_some();
    let is_main = reading.topics.first().is_some_and(|main| main.value == topic);
    let own = reading.chances.topic(topic);
    let is_unlikely = own < LIKELY && only_joins(case);
    let is_guess = !is_main && is_short(text) && !cries(case);
    let own = if is_unlikely || is_guess { 0.0 } else { own };
    // Who is glad tells rather of help that came.
    let is_doubted = topic == Topic::Safety && own < SURE && !cries(case);
    let glad = if is_doubted { 0.7 * reading.chances.mood(Mood::Positive) } else { 0.0 };
    let own = own * (1.0 - glad);
    let is_cut_off = topic == Topic::Safety && says(Sign::FrailPlace) && says(Sign::CutOff);
    let is_down = topic == Topic::Outage && tells_of_outage(case);
    let own = if is_cut_off || is_down { own.max(SURE) } else { own };
    own.max(if circumstances.joins == Some(topic) { JOINED } else { 0.0 })
}

/// Its own words say "me too" and little else.
fn only_joins(case: Case<'_>) -> bool {
    case.circumstances.joins.is_some() && case.reading.need.value != ReplyNeed::NeedsReply
}

/// It is a cry for help and nothing else.
fn cries(case: Case<'_>) -> bool {
    let cry = case.signs.words(Sign::Cry);
    cry.is_some_and(|cry| cry.start == 0) && is_short(case.text)
}

/// It says that a service is down now, and little else: "Power out in Leith", "Internet gone.
/// Brilliant." What is of a price, a plan or a thing has another word or a figure.
fn tells_of_outage(case: Case<'_>) -> bool {
    const FEW: usize = 8;
    const OTHER: &[&str] = &[
        "up", "op", "opp", "upp", "to", "if", "when", "will", "tomorrow", "hvis", "om", "når",
        "när", "morgen", "morgon", "bra", "godt", "fint", "fort", "great", "tak", "takk", "tack",
        "thanks", "price", "pris", "button", "box", "stock",
    ];
    let Case { text, reading, signs, .. } = case;
    let says = |sign: Sign| signs.words(sign).is_some();
    let is_other = |word: &str| {
        let word = word.trim_matches(|mark: char| !mark.is_alphanumeric());
        OTHER.contains(&lowered(word).as_str())
    };
    says(Sign::Down)
        && !says(Sign::Over)
        && !says(Sign::Lasting)
        && reading.topics.iter().any(|topic| topic.value == Topic::Outage)
        && !text
            .contains(|mark: char| mark.is_ascii_digit() || matches!(mark, '?' | '£' | '€' | '%'))
        && text.split_whitespace().take(FEW + 1).count() <= FEW
        && !text.split_whitespace().any(is_other)
}

/// Of so few words ("Yesterday", an answer to what was asked) nothing is guessed.
fn is_short(text: &str) -> bool {
    const FEW: usize = 3;
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    (1..=FEW).contains(&text.split_whitespace().filter(is_word).take(FEW + 1).count())
}

/// The reasons of a score as they are gathered.
struct Reasons<'a> {
    case: Case<'a>,
    weights: &'a Weights,
    /// What share of their points the words are worth.
    share: f32,
    all: Vec<Reason>,
}

impl Reasons<'_> {
    fn add(&mut self, rule: Rule, points: usize, unsure: bool, evidence: String) {
        let points = self.weights.weigh(rule, points.min(rule.points()));
        self.all.push(Reason { unsure, ..Reason::new(rule, points, evidence) });
    }

    /// Adds what the words are worth by the chance that they ask for anything.
    fn add_read(&mut self, rule: Rule, points: usize, unsure: bool, evidence: String) {
        self.add(rule, part(points.min(rule.points()), self.share), unsure, evidence);
    }

    /// Adds what a topic of some chance is worth, with the words of a sign beside
    /// its own.
    fn add_topic(&mut self, rule: Rule, topic: Topic, points: usize, sign: Option<Sign>) {
        let chance = chance(self.case, topic);
        let found = self.case.reading.topics.iter().find(|found| found.value == topic);
        let mut evidence = found.map_or_else(Vec::new, |found| found.evidence.clone());
        evidence.truncate(2);
        evidence.extend(sign.and_then(|sign| self.case.signs.words(sign)));
        let evidence = words_at(self.case.text, &evidence);
        self.add_read(rule, part(points, strength(chance)), chance < SURE, evidence);
    }

    /// Adds what the words of a sign are worth.
    fn add_sign(&mut self, rule: Rule, sign: Sign, points: usize) {
        if let Some(words) = self.case.signs.words(sign) {
            self.add_read(rule, points, false, words_at(self.case.text, &[words]));
        }
    }

    /// What the text alone says, and whether its outage is known already.
    fn add_words(&mut self, is_known: bool) {
        let Case { text, reading, signs, .. } = self.case;
        let asked = &reading.need;
        let asks = asked.value == ReplyNeed::NeedsReply;
        let evidence = if asks { words_at(text, &asked.evidence) } else { String::new() };
        self.add(Rule::NeedsReply, 32, !asks || asked.confidence < SURE, evidence);
        if !only_joins(self.case) {
            self.add_haste(is_known);
        }
        self.add_mood();
        let bad = reading.chances.mood(Mood::Furious) + reading.chances.mood(Mood::Negative);
        let bad = bad.min(1.0);
        let says = |sign: Sign| signs.words(sign).is_some();

        self.add_topic(Rule::Safety, Topic::Safety, 32, None);
        // Asked calmly, "is this text from you?" can wait its turn.
        let (security, sign) = if says(Sign::Taken) {
            (6 + part(20, bad.max(0.8)), Some(Sign::Taken))
        } else if says(Sign::AsksIfReal) {
            (6, Some(Sign::AsksIfReal))
        } else {
            (6 + part(18, bad), None)
        };
        self.add_topic(Rule::Security, Topic::Security, security, sign);
        // One that is over, or that one customer has for weeks, is told by its tone.
        // "You promised to call on Monday" tells of the promise's day, not of the fault's.
        let over = Some(Sign::Over).filter(|sign| says(*sign) && !says(Sign::LetDown));
        let old = over.or(Some(Sign::Lasting).filter(|sign| says(*sign)));
        if old.is_some() {
            self.add_topic(Rule::LastingFault, Topic::Outage, part(6, bad), old);
        } else {
            self.add_topic(Rule::Outage, Topic::Outage, if is_known { 15 } else { 40 }, None);
            if says(Sign::Many) {
                self.add_topic(Rule::ManyHit, Topic::Outage, 14, Some(Sign::Many));
            }
        }
        let mistaken = Some(Sign::Mistaken).filter(|sign| says(*sign));
        let debt = part(7, bad) + if mistaken.is_some() { 3 } else { 0 };
        self.add_topic(Rule::DebtCollection, Topic::DebtCollection, debt, mistaken);
        let soon = [Sign::Deadline, Sign::Leaves].into_iter().find(|sign| says(*sign));
        let leaves = match soon {
            Some(Sign::Deadline) => 12,
            Some(_) => 6,
            None => 4,
        };
        self.add_topic(Rule::Cancellation, Topic::Cancellation, part(leaves, bad), soon);
        self.add_threat(bad);
        if says(Sign::LetDown) {
            self.add_sign(Rule::LetDown, Sign::LetDown, part(11, bad));
        } else {
            // What did not come, calmly and for the first time, is no broken word yet.
            let fury = strength(reading.chances.mood(Mood::Furious));
            let share = if says(Sign::Repeated) { bad } else { fury };
            self.add_sign(Rule::LetDown, Sign::NoShow, part(11, share));
        }
        self.add_sign(Rule::Repeated, Sign::Repeated, part(5, bad));
        self.add_sign(Rule::Vulnerable, Sign::Frail, 3);

        // The laws of tiers that no sum may break.
        let at_stake = chance(self.case, Topic::Safety);
        if at_stake >= SURE {
            self.lift(Rule::Safety, usize::from(MOST_WITHOUT_SAFETY) + 1);
        } else if at_stake >= LIKELY {
            self.lift(Rule::Safety, NOW - 1);
        }
        let is_sure = reading.chances.need(ReplyNeed::NeedsReply) >= SURE;
        if reading.mood.value == Mood::Furious && (is_sure || demands(self.case)) {
            self.lift(Rule::Furious, SOON);
        }
        if says(Sign::LetDown) && bad >= SURE && need(self.case) >= ASKED {
            self.lift(Rule::LetDown, SOON);
        }
    }

    /// What the words as a whole say. That an outage is news counts only where it is.
    fn add_haste(&mut self, is_known: bool) {
        let Case { text, reading: Reading { haste, chances, topics, .. }, .. } = self.case;
        let says_what = |topic: &Verdict<Topic>| {
            use Topic::{Chatter, Other, Praise, Question};
            !matches!(topic.value, Chatter | Other | Praise | Question)
        };
        if is_short(text) && !topics.first().is_some_and(says_what) && !cries(self.case) {
            return;
        }
        let is_news = !is_known || chances.topic(Topic::Outage) <= NOTHING;
        let now = if is_news { haste.now } else { 0.0 };
        let points = part(12, haste.soon) + part(23, now);
        let unsure = haste.now.max(haste.soon) < SURE;
        self.add_read(Rule::Haste, points, unsure, words_at(text, &haste.evidence));
    }

    /// Fury and dissatisfaction, each by its chance, as one reason.
    fn add_mood(&mut self) {
        let Reading { mood, chances, .. } = self.case.reading;
        let rule = if mood.value == Mood::Furious { Rule::Furious } else { Rule::Negative };
        let fury = part(13, strength(chances.mood(Mood::Furious)));
        let points = fury + part(3, strength(chances.mood(Mood::Negative)));
        let is_bad = mood.value.is_upset();
        let evidence = if is_bad { mood.evidence.as_slice() } else { &[] };
        let unsure = !is_bad || mood.confidence < SURE;
        self.add_read(rule, points, unsure, words_at(self.case.text, evidence));
    }

    /// With a date a threat is tier 3. Who is named and not threatened with counts less.
    fn add_threat(&mut self, bad: f32) {
        let Case { text, cues, signs, .. } = self.case;
        let date = signs.words(Sign::Deadline);
        let words = |sign: Sign| signs.words(sign).map(|words| words_at(text, &[words]));
        let named = words(Sign::Authority);
        let threat = cues.threat.clone().or_else(|| words(Sign::TurnsTo));
        let (points, evidence) = match (threat, named) {
            (Some(threat), _) if date.is_some() => (45, threat),
            (Some(threat), _) => (12, threat),
            (None, Some(named)) => (part(if date.is_some() { 25 } else { 8 }, bad), named),
            (None, None) => return,
        };
        let date = date.map(|date| format!(" … {}", words_at(text, &[date])));
        self.add(Rule::Threat, points, false, evidence + &date.unwrap_or_default());
    }

    /// What makes it more than its words.
    fn add_circumstances(&mut self, promise_overdue: bool) {
        let Circumstances { follow_up, others, spread, earlier, .. } = self.case.circumstances;
        if follow_up {
            self.add(Rule::FollowUp, 22, false, String::new());
        }
        if promise_overdue {
            self.add(Rule::PromiseOverdue, 25, false, String::new());
        }
        if others > 0 {
            self.add(Rule::SeveralWait, others * 2, false, (others + 1).to_string());
        }
        if let Some(spread) = spread {
            self.add(Rule::Spread, spread.points(), false, spread.per_hour.to_string());
            let (points, people) = spread::reach(spread.seen);
            self.add(Rule::Reach, points, true, people.to_string());
        }
        if earlier > 0 {
            self.add(Rule::EarlierWaits, earlier * 3, false, earlier.to_string());
        }
        if spread.is_some_and(|spread| spread.per_hour >= spread::FAST) {
            self.lift(Rule::Spread, NOW);
        }
    }

    /// Gives a reason that counts as much more as the sum lacks of so many points.
    fn lift(&mut self, rule: Rule, least: usize) {
        let sum: usize = self.all.iter().map(|reason| usize::from(reason.points)).sum();
        let weighs =
            self.weights.of(rule) == Weight::Usual || self.weights.of(rule) == Weight::More;
        let reason = self.all.iter_mut().find(|reason| reason.rule == rule);
        if let Some(reason) = reason.filter(|_| weighs && sum < least) {
            reason.points += u8::try_from(least - sum).unwrap_or(0);
        }
    }
}

/// Age raises a score inside its tier, and so does that nobody is there to see it;
/// past the target age may raise it into the next, never further. In steps, so that
/// the queue stands still from one minute to the next: quarters of the target, then
/// each doubling of it.
fn with_clock(
    urgency: Urgency,
    clock: Option<(i64, i64)>,
    promise_overdue: bool,
    terms: &Terms,
    now: i64,
) -> Urgency {
    let top =
        if urgency.reasons.iter().any(Reason::is_sure_safety) { 100 } else { MOST_WITHOUT_SAFETY };
    let ceiling = |tier: u8| usize::from(if tier >= 3 { top } else { (tier + 1) * 25 - 1 });
    let (tier, mut score) = (urgency.tier, usize::from(urgency.score));
    let mut reasons = urgency.reasons;
    let mut add = |rule: Rule, points: usize, most: usize, evidence: String| {
        let points = terms.weights.weigh(rule, points).min(most.saturating_sub(score));
        score += points;
        reasons.push(Reason { unsure: false, ..Reason::new(rule, points, evidence) });
    };
    if tier > 0 && terms.hours.as_ref().is_some_and(|hours| !hours.is_open(now)) {
        add(Rule::AfterHours, 4, ceiling(tier), String::new());
    }
    let Some((waited, target)) = clock else {
        return Urgency { overdue: promise_overdue.then_some(true), ..sum(reasons) };
    };
    let quarters = (i128::from(waited) * 4 / i128::from(target.max(1))).clamp(0, 4);
    let age = [0, 2, 5, 7, 10].get(usize::try_from(quarters).unwrap_or(0)).copied().unwrap_or(0);
    add(Rule::Age, age, ceiling(tier), (waited / MINUTE_MS).to_string());
    let is_past = waited > target;
    if is_past {
        // Another point for each doubling of the target, up to 15.
        let doublings = (i128::from(waited) / i128::from(target.max(1))).max(1).ilog2() + 5;
        let points = usize::try_from(doublings).unwrap_or(15).min(15);
        add(Rule::PastTarget, points, ceiling((tier + 1).min(3)), (target / MINUTE_MS).to_string());
    }
    Urgency { overdue: Some(is_past || promise_overdue), ..sum(reasons) }
}

impl Reason {
    fn new(rule: Rule, points: usize, evidence: String) -> Self {
        let points = u8::try_from(points.min(100)).unwrap_or(100);
        Self { rule, points, evidence, unsure: false }
    }

    fn is_sure_safety(&self) -> bool {
        self.rule == Rule::Safety && !self.unsure
    }
}

fn sum(mut reasons: Vec<Reason>) -> Urgency {
    reasons.retain(|reason| reason.points > 0);
    let order = |reason: &Reason| (!reason.is_sure_safety(), std::cmp::Reverse(reason.points));
    sort::by_key(&mut reasons, order);
    // The reasons add up to the score that is shown, so the weakest give way at
    // its end; what only life and health may reach lies above the rest.
    let most: u8 =
        if reasons.iter().any(Reason::is_sure_safety) { 100 } else { MOST_WITHOUT_SAFETY };
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
