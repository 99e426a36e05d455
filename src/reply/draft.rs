//! Drafts of an answer.
//!
//! A draft is a plan (which moves, in what order) filled from the phrase book
//! of the language. The wording of each move is the best that fits: one that
//! doesn't stand on the page already, that knows the topic, that names the
//! thing; among equals the seed decides.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::iter;

use serde::{Deserialize, Serialize};

use crate::own_wordings::OwnWording;
use crate::reading::{Lang, Mood, Reading, ReplyNeed, Topic};
use crate::sort;
use crate::text::lowered;

use super::back::{self, Back};
use super::check;
use super::check::words::sentences;
use super::choice::{self, Choice};
use super::circumstance::Circumstance;
use super::details::Details;
use super::matter::Matter;
use super::name::first_name;
use super::phrases::{self, Book, Move};
use super::said::Said;
use super::seen::Seen;
use super::when::{Channel, Facts, Occasion, Tone, Waited, When};
use super::{Fault, Situation, asked, asks, signature};

/// How drafts of one answer differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftKind {
    /// A few lines.
    Short,
    /// Says more of what is known and done.
    Fuller,
    /// Invites to a private message.
    Private,
    /// Says when somebody is back at it.
    Holding,
}

/// How the agent wants a draft to be otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Wish {
    /// In this language.
    pub lang: Option<Lang>,
    /// In this tone.
    pub tone: Option<Tone>,
    /// By so many steps shorter.
    pub shorter: u8,
    /// Moves whose next wording was asked for, each as often as it stands here.
    pub turns: Vec<Move>,
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

/// Drafts for `situation`, best first. The same `seed` and wish, the same drafts.
#[must_use]
pub fn draft(mut situation: Situation<'_>, wish: &Wish, seed: u64) -> Vec<Draft> {
    situation.lang = wish.lang.unwrap_or(situation.lang);
    let Some(book) = phrases::book(situation.lang) else {
        return Vec::new();
    };
    let choice = choice::choose(situation.post, situation.reading, book);
    let before = || {
        let mut posts = situation.before.iter();
        posts.find_map(|(post, reading)| choice::choose(post, reading, book).matter)
    };
    let matter = choice.matter.or_else(before);
    let weighing = book.circumstances_of(situation.post);
    let occasion = Occasion::of(&situation, &choice, matter, !weighing.is_empty());
    let is_solemn = weighing.iter().any(|(circumstance, _)| circumstance.solemn);
    let matter = match occasion {
        // Beside a death no more is said than that it is read with thanks.
        Occasion::Thanks if is_solemn => matter.filter(|it| it.praises() && it.solemn),
        Occasion::Thanks => matter.filter(|it| it.praises()).or_else(|| praise(&situation, book)),
        Occasion::Talk => matter.filter(|matter| matter.is_talk()),
        Occasion::Trouble | Occasion::Question => {
            matter.filter(|matter| !matter.praises() && !matter.is_talk())
        }
    };
    let danger = danger(situation.reading)
        .filter(|topic| *topic != Topic::Safety || is_told(matter, &choice, situation.reading));
    let main = main_topic(&situation, occasion, matter, danger);
    // The matter's own topic, unless the post's is another one of it.
    let own = matter.filter(|matter| !matter.topic.contains(&main));
    let topic = own.and_then(|matter| matter.topic.first()).copied().unwrap_or(main);
    let back = Back::of(&situation);
    let back_in_words = || back?.in_words(book, situation.hours?, situation.now);
    let mut writer = Writer {
        situation,
        wish,
        book,
        occasion,
        topic,
        matter,
        first: first_name_of(&situation),
        thing: thing(&situation, book, topic),
        details: Details::of(&situation, book),
        circumstances: circumstances(&situation, book, weighing, occasion, topic, matter),
        asked: asked(&situation, book).filter(|_| danger.is_none()),
        back: back_in_words(),
        by: back::by(&situation, book),
        closed: back.is_some_and(|back| back.closed),
        earlier: Seen::of(situation.earlier),
        seed,
    };
    let mut otherwise = wish.clone();
    otherwise.turns.push(Move::NextStep);
    let mut drafts: Vec<Draft> = Vec::new();
    for kind in writer.order() {
        let is_known = |draft: &Draft| drafts.iter().any(|known| known.text == draft.text);
        let mut draft = writer.write(kind);
        // Where little fits, the fuller one may be no fuller: it may say it in other words.
        if is_known(&draft) {
            writer.wish = &otherwise;
            draft = writer.write(kind);
            writer.wish = wish;
            if is_known(&draft) {
                continue;
            }
        }
        drafts.push(draft);
    }
    drafts
}

impl Occasion {
    /// A matter that was found by its words says more than what the post seems to be about.
    fn of(
        situation: &Situation<'_>,
        choice: &Choice,
        matter: Option<&Matter>,
        weighs: bool,
    ) -> Self {
        let reading = situation.reading;
        let is_sure = reading.mood.confidence >= SURE;
        let is_plain = is_plainly_asked(situation);
        let upset = reading.mood.value.is_upset() && !is_plain;
        let is_pleased = reading.mood.value == Mood::Positive;
        let is_laughed = is_playful(situation.post) && !situation.post.contains('?');
        // "Nice fitter, but it took eleven weeks."
        let turns = says_but(situation.post) && weighs;
        let topics = matter.map_or(&[][..], |matter| &matter.topic);
        let praises = matter.is_some_and(Matter::praises);
        let talks = matter.is_some_and(Matter::is_talk);
        // Who thanks for help in mourning has no trouble.
        let is_trouble = matter
            .is_some_and(|it| !it.topic.contains(&Topic::Praise) && !it.solemn && !it.is_talk());
        let asks = topics.first() == Some(&Topic::Question);
        // Nobody who can't wait is smiled at.
        let can_wait = reading.haste.now < SURE_NOW;
        let is_danger = !can_wait || reading.chances.topic(Topic::Safety) >= SURE_LIFE;
        let first = reading.topics.first();
        let (first, sureness) = first.map_or((Topic::Other, 0.0), |it| (it.value, it.confidence));
        let only_asks = is_plain && first == Topic::Question && !is_danger;
        let grave = danger(reading).is_some() && !only_asks;
        let is_safe = danger(reading).is_none() && reading.haste.now < NOW;
        let welcome = reading.chances.need(ReplyNeed::ThanksWelcome);
        // "My parcel has seen more of Norway than I have 😂" is a parcel that hasn't come.
        let is_wry = is_playful(situation.post)
            && !matches!(first, Topic::Praise | Topic::Chatter | Topic::Other | Topic::Question)
            && sureness >= FAIRLY_SURE
            && reading.chances.topic(Topic::Praise) < MAY_PRAISE;
        // What is down is reported, with a question mark or without.
        let is_fault = matches!(first, Topic::Outage | Topic::Coverage) && sureness >= VAGUE;
        let is_praise = reading.need.value == ReplyNeed::ThanksWelcome
            || reading.topics.iter().any(|topic| topic.value == Topic::Praise);
        // Who is glad that a fault or a danger is over reports neither.
        let is_over = is_pleased && first != Topic::Chatter && can_wait && {
            let pleased = reading.chances.mood(Mood::Positive);
            let is_told = matter.is_none() && pleased + welcome >= GLAD;
            (pleased >= LIKELY_GLAD && welcome >= LIKELY_GLAD || is_told)
                && !situation.post.contains('?')
                && !(says_but(situation.post) && (grave || is_trouble))
        };
        let wants = reading.need.value == ReplyNeed::NeedsReply && situation.post.contains('?');
        let is_talk = reading.need.value == ReplyNeed::NoReply
            && reading.need.confidence >= SURE
            && matches!(first, Topic::Chatter | Topic::Other);
        match reading.need.value {
            _ if situation.broke_promise => Self::Trouble,
            ReplyNeed::ThanksWelcome if turns => Self::Trouble,
            _ if choice.praise >= MOSTLY
                && !upset
                && is_safe
                && !check::is_mixed(situation.post) =>
            {
                Self::Thanks
            }
            _ if choice.talk >= MOSTLY
                && reading.mood.value != Mood::Furious
                && is_safe
                && !wants =>
            {
                Self::Talk
            }
            _ if is_talk && !grave && can_wait => Self::Talk,
            _ if is_wry && matter.is_none_or(|matter| !matter.praises()) => Self::Trouble,
            _ if !upset && !grave && !is_danger && matter.is_none() && is_laughed => Self::Talk,
            ReplyNeed::NeedsReply | ReplyNeed::ThanksWelcome
                if is_plain && !grave && matter.is_none() && !is_fault =>
            {
                Self::Question
            }
            // What is calmly thanked for is no danger, if none is sure.
            _ if praises
                && (!upset || welcome >= FAIR && reading.mood.value != Mood::Furious)
                && !is_danger
                && !says_but(situation.post) =>
            {
                Self::Thanks
            }
            _ if is_over => Self::Thanks,
            _ if praises && (is_praise || is_pleased) && !(upset && is_sure) => Self::Thanks,
            ReplyNeed::ThanksWelcome if first == Topic::Praise && !is_trouble && !is_sure => {
                Self::Thanks
            }
            ReplyNeed::ThanksWelcome if !upset && !is_trouble && can_wait => Self::Thanks,
            _ if talks && !upset && !grave && can_wait => Self::Talk,
            _ if asks && !upset && !grave => Self::Question,
            ReplyNeed::NoReply if !upset && !grave && !is_trouble && can_wait => Self::Talk,
            ReplyNeed::NeedsReply if !upset && !grave => {
                let asks = matter.is_none() && !is_fault && situation.post.contains('?');
                if first == Topic::Question || asks { Self::Question } else { Self::Trouble }
            }
            _ => Self::Trouble,
        }
    }
}

/// One sentence that asks and no more seems cross to the model now and then.
fn is_plainly_asked(situation: &Situation<'_>) -> bool {
    let mood = &situation.reading.mood;
    let is_calm = match mood.value {
        Mood::Furious => mood.confidence < UNSURE,
        Mood::Negative => mood.confidence < SURE && sentences(situation.post).len() <= 2,
        Mood::Neutral | Mood::Positive => mood.confidence < SURE,
    };
    is_calm && asks::plainly(situation.post, situation.reading.lang.value)
}

/// The strongest topic, as far as it fits the occasion; danger outranks all, but that it
/// must be surer where a matter was found by its words. A life counts from a lower chance on.
fn main_topic(
    situation: &Situation<'_>,
    occasion: Occasion,
    matter: Option<&Matter>,
    danger: Option<Topic>,
) -> Topic {
    let mut topics = situation.reading.topics.iter().map(|topic| topic.value);
    if occasion != Occasion::Trouble {
        let is_calm = |topic: &Topic| {
            !topic.is_stake() || occasion != Occasion::Thanks && danger == Some(*topic)
        };
        let topic = topics.find(is_calm).unwrap_or(Topic::Other);
        // A fault that is only asked about is none that was reported.
        let is_fault = matches!(topic, Topic::Outage | Topic::Coverage) && matter.is_none();
        return if is_fault && occasion == Occasion::Question { Topic::Question } else { topic };
    }
    let is_of = |grave: &Topic| matter.is_none_or(|matter| matter.topic.contains(grave));
    if let Some(grave) = danger.filter(is_of) {
        return grave;
    }
    let is_trouble =
        |topic: &Topic| !matches!(topic, Topic::Praise | Topic::Chatter) && !topic.is_stake();
    topics.find(is_trouble).unwrap_or(Topic::Other)
}

/// Whether danger to a life that a post may be about is spoken of: where a matter is found, where the
/// table finds danger likely or knows nothing like it, and where it can't wait.
fn is_told(matter: Option<&Matter>, choice: &Choice, reading: &Reading) -> bool {
    let safety = reading.chances.topic(Topic::Safety);
    matter.is_some()
        || choice.peril >= PERIL
        || choice.none >= UNKNOWN
        || safety >= CERTAIN
        || reading.haste.now >= AT_ONCE && safety >= UNSURE_LIFE
}

/// The danger that a post is likely about.
fn danger(reading: &Reading) -> Option<Topic> {
    let is = |grave: Topic, least| {
        let mut topics = reading.topics.iter();
        topics.any(|topic| topic.value == grave && topic.confidence >= least)
    };
    let life = is(Topic::Safety, LIFE).then_some(Topic::Safety);
    life.or_else(|| is(Topic::Security, LIKELY).then_some(Topic::Security))
}

/// What the post asks, as a clause for an answer. The customer's words are not ours: what they
/// say there is looked over.
fn asked(situation: &Situation<'_>, book: &Book) -> Option<String> {
    let Situation { post, reading, lang, .. } = *situation;
    let asked = asked::asked(post, reading, &book.questions, lang)?;
    let sets = book.wordings(Move::Hold).iter().flat_map(|set| &set.say);
    let said = sets.filter(|wording| wording.contains("{asked}"));
    let said: Vec<String> = said.map(|wording| wording.replace("{asked}", &asked)).collect();
    (!check::says_amiss(&said.join(" "), situation)).then_some(asked)
}

/// What is praised.
fn praise(situation: &Situation<'_>, book: &'static Book) -> Option<&'static Matter> {
    book.matters_of(situation.post).into_iter().find(|matter| matter.praises())
}

/// What the post is about, as an answer names it: a thing that the book knows, else a
/// product of the company's own, which is nothing to be reminded of or in danger from.
fn thing<'a>(situation: &Situation<'a>, book: &'static Book, topic: Topic) -> Option<&'a str> {
    let product = || {
        let names = situation.reading.products.iter().map(|product| product.name.as_str());
        let mut plain = names.filter(|name| !name.contains(['{', '}']));
        let is_apart = matches!(
            topic,
            Topic::DebtCollection | Topic::SupportExperience | Topic::Security | Topic::Safety
        );
        plain.next().filter(|_| !is_apart)
    };
    let in_post = |topic| book.thing(opening(situation.post), topic);
    let before =
        || situation.before.iter().find_map(|(post, _)| book.thing(opening(post), Some(topic)));
    let of_topic = in_post(Some(topic)).or_else(before);
    of_topic.or_else(|| in_post(None)).or_else(product)
}

/// A post up to the end of its first whole sentence, which mostly names what it is about: a
/// thing that comes up later may be any.
fn opening(post: &str) -> &str {
    const GREETING: usize = 3;
    let mut sentences = sentences(post).into_iter();
    let whole = sentences.find(|range| {
        post.get(range.clone()).is_some_and(|text| text.split_whitespace().count() > GREETING)
    });
    whole.and_then(|range| post.get(..range.end)).unwrap_or(post)
}

/// What weighs on the customer, the heaviest first, as far as an answer speaks of it: by
/// the post, or by what was written before.
fn circumstances(
    situation: &Situation<'_>,
    book: &'static Book,
    in_post: Vec<(&'static Circumstance, Option<u32>)>,
    occasion: Occasion,
    topic: Topic,
    matter: Option<&Matter>,
) -> Vec<(&'static Circumstance, Option<u32>)> {
    // What has happened is grave enough without a detail.
    if matter.is_some_and(|matter| matter.over) {
        return Vec::new();
    }
    let upset = situation.reading.mood.value.is_upset();
    let fitting = |mut found: Vec<(&'static Circumstance, Option<u32>)>| {
        found.retain(|(it, _)| {
            // A plain question is answered.
            let fits = match occasion {
                Occasion::Trouble => true,
                Occasion::Question => upset || it.solemn,
                Occasion::Thanks | Occasion::Talk => false,
            };
            let is_said = matter.is_some_and(|matter| matter.name == it.name);
            fits && !is_said && (it.topic.is_empty() || it.topic.contains(&topic))
        });
        found
    };
    let before = situation.before.iter().map(|(post, _)| book.circumstances_of(post));
    let mut found = iter::once(in_post).chain(before).map(fitting);
    found.find(|found| !found.is_empty()).unwrap_or_default()
}

/// The name to greet by, unless the page itself wears it.
fn first_name_of(situation: &Situation<'_>) -> Option<String> {
    let shown = lowered(situation.customer.trim());
    if situation.page_names.iter().any(|page| lowered(page.trim()) == shown) {
        return None;
    }
    first_name(situation.customer)
}

/// A topic less sure than this doesn't say what is wrong.
const VAGUE: f32 = 0.6;
/// A verdict no less sure than this stands against the words of a matter.
pub(super) const SURE: f32 = 0.75;
/// Who is so likely pleased, and to be thanked, reports no fault; where no matter is known
/// both count together.
const LIKELY_GLAD: f32 = 0.5;
const GLAD: f32 = 1.1;
/// Where matters of praise, or such as ask nothing, are so likely together, it is one of them: of
/// 1,600 posts of other writers 112 and 75 are, rightly 109 and 68.
const MOSTLY: f32 = 0.6;
/// A mood less sure than this may be another.
const UNSURE: f32 = 0.5;
/// A topic of this chance is that of a joke about it.
const FAIRLY_SURE: f32 = 0.5;
/// Praise less likely than this is none.
const MAY_PRAISE: f32 = 0.2;
/// So likely thanks must be where words praise and the mood seems low.
const FAIR: f32 = 0.25;
/// A life is spoken of from this chance on; from the next one and only where it can't wait
/// as well, where the words tell of a matter that is likely.
pub(super) const LIFE: f32 = 0.3;
pub(super) const SURE_LIFE: f32 = 0.6;
pub(super) const SURE_NOW: f32 = 0.5;
/// The emergency number is named from this chance on that it can't wait, and from these of
/// that and of danger together: where a matter is danger by itself, and where none is known.
/// With these figures 307 of 406 posts about a life in `train/corpus` (`test`) have it, 239
/// of them before all else, and 5 of 500 others, 3 of them so.
const NOW: f32 = 0.2;
const TOGETHER: [f32; 2] = [0.4, 0.7];
/// Danger that no matter tells is spoken of from these chances on: any matter of danger, none of
/// the matters, danger, and that it can't wait beside a danger. Of 37 posts of other writers 11 of
/// the 12 in danger are so, and 16 of the 25 that are in none.
const PERIL: f32 = 0.43;
const UNKNOWN: f32 = 0.3;
const CERTAIN: f32 = 0.9;
const AT_ONCE: f32 = 0.85;
const UNSURE_LIFE: f32 = 0.5;
/// Other danger is spoken of from this chance on.
const LIKELY: f32 = 0.7;

/// Moves that an answer can do without, the first to go first.
const SPARE: [Move; 8] = [
    Move::Close,
    Move::PassOn,
    Move::Known,
    Move::Apology,
    Move::Again,
    Move::Protect,
    Move::Late,
    Move::Circumstance,
];

/// The numbers to call in an emergency.
const EMERGENCY: [&str; 5] = ["110", "112", "113", "911", "999"];

/// Who names the person that was praised is as close as the matter's own words.
const PERSON: usize = 4;

/// More steps shorten nothing more.
const STEPS: u8 = 8;

/// The names of what a wording leaves open.
fn slots(wording: &str) -> impl Iterator<Item = &str> {
    wording.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(slot, _)| slot)
}

/// Whether a text names a number to call in an emergency.
fn names_emergency(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| EMERGENCY.contains(&word))
}

struct Writer<'a> {
    situation: Situation<'a>,
    wish: &'a Wish,
    book: &'static Book,
    occasion: Occasion,
    topic: Topic,
    matter: Option<&'static Matter>,
    first: Option<String>,
    thing: Option<&'a str>,
    details: Details,
    /// With the number that each was told with.
    circumstances: Vec<(&'static Circumstance, Option<u32>)>,
    /// What is asked, as a clause.
    asked: Option<String>,
    /// When somebody is back, in words.
    back: Option<String>,
    /// When there will be word, in words.
    by: Option<String>,
    closed: bool,
    earlier: Seen,
    seed: u64,
}

impl Writer<'_> {
    fn mood(&self) -> Mood {
        let mood = self.situation.reading.mood.value;
        let is_calm = self.occasion == Occasion::Question && is_plainly_asked(&self.situation);
        if is_calm && mood.is_upset() { Mood::Neutral } else { mood }
    }

    fn upset(&self) -> bool {
        self.mood().is_upset()
    }

    /// The angrier the customer and the longer the story, the more is said; who can't
    /// answer before tomorrow says so first.
    fn order(&self) -> [DraftKind; 3] {
        use DraftKind::{Fuller, Holding, Private, Short};
        let is_asked = matches!(self.occasion, Occasion::Trouble | Occasion::Question);
        let holds = self.back.is_some() && is_asked && !self.topic.is_stake();
        // Late and again in one answer are long enough.
        let long_story = self.situation.follow_up != (self.situation.days_waited > 0)
            || self.upset() && !self.situation.follow_up;
        let fuller =
            self.occasion == Occasion::Trouble && self.topic != Topic::Safety && long_story;
        let fuller = fuller || self.occasion == Occasion::Thanks || self.is_solemn();
        match (holds, fuller) {
            (true, _) if self.closed && self.topic != Topic::Outage => [Holding, Short, Fuller],
            (true, true) => [Fuller, Short, Holding],
            (true, false) => [Short, Fuller, Holding],
            (false, true) => [Fuller, Short, Private],
            (false, false) => [Short, Fuller, Private],
        }
    }

    fn plan(&self, kind: DraftKind) -> Vec<Move> {
        let mut plan = vec![Move::Greeting];
        match self.occasion {
            Occasion::Trouble => self.plan_trouble(kind, &mut plan),
            Occasion::Question => {
                plan.extend(self.late());
                let asks = |matter: &Matter| matter.topic.first() == Some(&Topic::Question);
                let known = self.matter.is_some_and(|matter| {
                    !matter.next_step.is_empty() && (self.asked.is_none() || !asks(matter))
                });
                let step = if known { Move::NextStep } else { Move::Hold };
                match kind {
                    DraftKind::Short => plan.push(step),
                    DraftKind::Fuller => plan.extend([Move::Concern, step, Move::Close]),
                    DraftKind::Private if known => plan.extend([Move::Concern, Move::Private]),
                    DraftKind::Private => plan.extend([Move::Concern, step, Move::Private]),
                    DraftKind::Holding => plan.extend([Move::Concern, Move::Back]),
                }
                if self.situation.fault == Fault::Ours {
                    plan.insert(plan.len().min(2), Move::Apology);
                }
                self.protect(&mut plan);
            }
            Occasion::Thanks => {
                plan.push(Move::Thanks);
                match kind {
                    DraftKind::Short => {}
                    DraftKind::Fuller => plan.push(Move::PassOn),
                    DraftKind::Private | DraftKind::Holding => plan.push(Move::Private),
                }
            }
            Occasion::Talk => {
                plan.push(Move::Chat);
                match kind {
                    DraftKind::Short => {}
                    DraftKind::Fuller => plan.push(Move::Close),
                    DraftKind::Private | DraftKind::Holding => plan.push(Move::Private),
                }
            }
        }
        plan
    }

    fn plan_trouble(&self, kind: DraftKind, plan: &mut Vec<Move>) {
        let step = if self.asks_alone() { Move::Hold } else { Move::NextStep };
        let grave = self.topic == Topic::Safety;
        let ours = self.situation.fault == Fault::Ours;
        // Of a matter that only may endanger somebody the model must be surer.
        let reading = self.situation.reading;
        let found = reading.topics.iter().find(|topic| topic.value == Topic::Safety);
        let likely = found.map_or(reading.chances.topic(Topic::Safety), |topic| topic.confidence);
        let (now, together) = (reading.haste.now, reading.haste.now + likely);
        let is_urgent = match self.matter {
            Some(matter) if matter.topic.first() == Some(&Topic::Safety) => together >= TOGETHER[0],
            Some(_) => now >= NOW && likely >= SURE_LIFE,
            None => now >= NOW && together >= TOGETHER[1],
        };
        // Who asks what to do some day is in no danger.
        let only_asks = now < NOW && asks::plainly(self.situation.post, reading.lang.value);
        let is_over = self.matter.is_some_and(|matter| matter.over);
        if grave && is_urgent && !only_asks && !is_over {
            plan.push(Move::Emergency);
        }
        plan.extend(self.late());
        let taken_up = if self.situation.follow_up && !grave { Move::Again } else { Move::Concern };
        match kind {
            DraftKind::Short => {
                // A short answer says one thing of each kind.
                if !(grave && self.late().is_some()) {
                    plan.push(taken_up);
                }
                if ours {
                    plan.push(Move::Apology);
                }
                plan.push(step);
                self.protect(plan);
            }
            DraftKind::Fuller => {
                if self.situation.follow_up {
                    plan.push(Move::Again);
                }
                // A calm customer who writes again is thanked once.
                let is_known = !self.of_matter(Move::Concern).is_empty();
                if !self.situation.follow_up || self.upset() && is_known {
                    plan.push(Move::Concern);
                }
                // One is enough where the answer is late and there was one before.
                let is_said = self.situation.follow_up && self.late().is_some();
                let asks = |matter: &Matter| matter.topic.first() == Some(&Topic::Question);
                if ours || self.upset() && !is_said && !self.matter.is_some_and(asks) {
                    plan.push(Move::Apology);
                }
                if self.is_outage() {
                    plan.push(Move::Known);
                }
                plan.push(step);
                self.protect(plan);
                plan.push(Move::Close);
            }
            DraftKind::Private => {
                plan.push(taken_up);
                if ours {
                    plan.push(Move::Apology);
                }
                plan.push(Move::Private);
                self.protect(plan);
            }
            DraftKind::Holding => {
                plan.push(taken_up);
                if ours {
                    plan.push(Move::Apology);
                }
                if self.is_outage() {
                    plan.push(Move::Known);
                }
                if !self.of_matter(Move::NextStep).is_empty() {
                    plan.push(Move::NextStep);
                }
                plan.push(Move::Back);
            }
        }
    }

    /// What is to be done of a trouble is to answer the question: where no matter is known that
    /// has a step of its own, and nothing is to be reported first.
    fn asks_alone(&self) -> bool {
        let has_step = |matter: &Matter| {
            self.upset()
                || !matter.next_step.is_empty() && matter.topic.first() != Some(&Topic::Question)
        };
        self.asked.is_some()
            && !self.matter.is_some_and(has_step)
            && self.mood() != Mood::Furious
            && !self.situation.follow_up
            && !self.topic.is_stake()
            && !self.is_solemn()
            && !matches!(self.topic, Topic::Outage | Topic::DebtCollection)
    }

    /// What weighs on the customer follows what is said of the matter, and says more than
    /// general words and a general apology do. Where a life is at stake and no more is known only the
    /// fuller one has the time.
    fn weigh(&self, kind: DraftKind, plan: &mut Vec<Move>) {
        let fuller = kind == DraftKind::Fuller;
        let has_time = self.topic != Topic::Safety || self.matter.is_some();
        // One more where nothing else is said of the customer's trouble.
        let is_told = self.late().is_some()
            || self.situation.follow_up
            || !self.of_matter(Move::Concern).is_empty();
        let most = usize::from(fuller || has_time) + usize::from(fuller && !is_told);
        let count = self.circumstances.len().min(most);
        let taken_up = |act: &Move| matches!(act, Move::Concern | Move::Again | Move::Late);
        let mut behind = plan.iter().rposition(taken_up).map_or(1, |at| at + 1);
        if count > 0 {
            let ours = self.situation.fault == Fault::Ours;
            // Who is upset about no matter that is known is told more than a detail.
            let is_mourning = self.is_solemn() && self.mood() != Mood::Furious;
            let says_more = self.of_matter(Move::Concern).is_empty()
                && self.topic != Topic::Safety
                && (!self.upset() || is_mourning);
            let goes = |act: Move| match act {
                Move::Apology => !ours,
                Move::Concern => says_more,
                _ => false,
            };
            let gone = plan.iter().take(behind).filter(|act| goes(**act)).count();
            behind -= gone;
            plan.retain(|act| !goes(*act));
        }
        plan.splice(behind..behind, iter::repeat_n(Move::Circumstance, count));
    }

    /// Nothing runs, and when it will is not known.
    fn is_outage(&self) -> bool {
        let is = |matter: &Matter| matter.topic.first() == Some(&Topic::Outage);
        self.topic == Topic::Outage && self.matter.is_none_or(is)
    }

    fn is_solemn(&self) -> bool {
        self.matter.is_some_and(|matter| matter.solemn)
            || self.circumstances.iter().any(|(circumstance, _)| circumstance.solemn)
    }

    fn late(&self) -> Option<Move> {
        (self.situation.days_waited > 0).then_some(Move::Late)
    }

    fn protect(&self, plan: &mut Vec<Move>) {
        if !self.situation.reading.personal_data.is_empty() {
            plan.push(Move::Protect);
        }
    }

    /// As short as it must be where it will stand.
    fn write(&self, kind: DraftKind) -> Draft {
        let mut draft = self.write_shortened(kind, 0);
        let mut steps = 1..=STEPS;
        for _ in 0..self.wish.shorter {
            // A step that leaves out what was not there makes nothing shorter.
            let is_shorter = |next: &Draft| next.text.len() < draft.text.len();
            let next = steps.by_ref().map(|step| self.write_shortened(kind, step)).find(is_shorter);
            let Some(next) = next else { break };
            draft = next;
        }
        let fits = |draft: &Draft| {
            let limit = self.situation.limit;
            limit.is_none_or(|limit| limit.length(&draft.text) <= limit.most)
        };
        while !fits(&draft)
            && let Some(step) = steps.next()
        {
            draft = self.write_shortened(kind, step);
        }
        draft
    }

    fn write_shortened(&self, kind: DraftKind, shorter: u8) -> Draft {
        let mut plan = self.plan(kind);
        self.weigh(kind, &mut plan);
        let spare = SPARE.iter().filter(|spare| plan.contains(spare));
        let gone: Vec<Move> = spare.take(usize::from(shorter)).copied().collect();
        if self.is_solemn() {
            plan.retain(|act| !matches!(act, Move::Apology | Move::Close));
        }
        // What is left of an answer to trouble still takes it up.
        let takes_up = plan.contains(&Move::Concern);
        plan.retain(|act| !gone.contains(act) || *act == Move::Again && !takes_up);
        let facts = self.facts(kind);
        let mut parts: Vec<Part> = Vec::new();
        let mut named = Vec::new();
        let mut said = Said::default();
        // No exclamation marks where somebody is in danger, in debt or mourns.
        let is_calm =
            self.topic.is_stake() || self.topic == Topic::DebtCollection || self.is_solemn();
        let greeting = Facts { mood: if is_calm { Mood::Negative } else { facts.mood }, ..facts };
        let mut circumstances = self.circumstances.iter();
        for act in plan {
            let (facts, shorter) = match act {
                Move::Greeting => (greeting, 0),
                // It isn't us whom they are cross with.
                Move::Chat | Move::Close if self.occasion == Occasion::Talk && self.upset() => {
                    (Facts { mood: Mood::Neutral, ..facts }, shorter)
                }
                _ => (facts, shorter),
            };
            let (of_matter, times) = if act == Move::Circumstance {
                let Some((circumstance, times)) = circumstances.next() else { continue };
                (&*circumstance.say, *times)
            } else {
                (self.of_matter(act), None)
            };
            let is_said = |part: &Part| part.name != "greeting" && regrets(&part.text);
            if act == Move::Apology
                && self.situation.fault != Fault::Ours
                && parts.iter().any(is_said)
            {
                continue;
            }
            let found = self.wording(act, of_matter, times, facts, (&named, &said), shorter);
            let Some((text, wording)) = found else { continue };
            let first = self.fill(wording, times, facts).unwrap_or_default();
            if act == Move::Circumstance && said.has_run_of(&first) {
                continue;
            }
            // What weighs on the customer says it better than general words.
            if act == Move::Circumstance && regrets(&first) && parts.iter().any(is_said) {
                let is_general = |part: &Part| part.name == Move::Concern.name();
                let at = parts.iter().position(is_general);
                let Some(at) = at.filter(|_| self.of_matter(Move::Concern).is_empty()) else {
                    continue;
                };
                parts.remove(at);
            }
            said.add(&first);
            parts.push(Part { name: act.name(), text });
            named.extend(slots(wording));
        }
        // Where the matter's own words say whom to call, nothing says it before them.
        let calls = |part: &Part| part.name == Move::NextStep.name() && names_emergency(&part.text);
        if parts.iter().any(calls) {
            parts.retain(|part| part.name != Move::Emergency.name());
        }
        let mut text = lay_out(&parts);
        let signature = signature::render(self.situation.agent, self.situation.lang);
        if let Some(signature) = signature.filter(|_| !self.situation.goes_unsigned) {
            text = signature::append(&text, &signature);
            parts.push(Part { name: "signature", text: signature });
        }
        Draft { kind, text, parts }
    }

    fn facts(&self, kind: DraftKind) -> Facts {
        let situation = &self.situation;
        Facts {
            occasion: self.occasion,
            topic: self.topic,
            mood: self.mood(),
            need: situation.reading.need.value,
            fault: situation.fault,
            kind,
            waited: match situation.days_waited {
                0 => None,
                1..=13 => Some(Waited::Days),
                14..=61 => Some(Waited::Weeks),
                _ => Some(Waited::Months),
            },
            channel: Channel::of(situation.site),
            follow_up: situation.follow_up,
            broke_promise: situation.broke_promise,
            closed: self.closed,
            incident: situation.incident,
            playful: (self.mood() == Mood::Positive || self.occasion == Occasion::Talk)
                && is_playful(situation.post),
            hasty: situation.reading.haste.now >= SURE_NOW,
            tone: self.wish.tone,
            place: self.details.place.is_some(),
            since: self.details.since.is_some(),
            told_place: self.details.told_place,
            told_since: self.details.told_since,
            told_number: self.details.told_number,
            told_phone: self.details.told_phone,
            told_money: self.details.told_money,
        }
    }

    /// The wording of a move that fits best, or the next ones by turns, filled; and the
    /// best one with its slots. The slots that are `named` are not named again, and what is
    /// `said` is said again only where the customer's matter has no other words.
    fn wording(
        &self,
        act: Move,
        of_matter: &'static [String],
        times: Option<u32>,
        facts: Facts,
        (named, said): (&[&str], &Said),
        shorter: u8,
    ) -> Option<(String, &str)> {
        let own = || {
            let fits = |own: &&OwnWording| own.fits(self.situation.lang, act, self.topic);
            self.situation.wordings.iter().filter(fits)
        };
        let is_replaced = own().any(|own| own.replaces);
        let of_own = own().map(|own| (Source::Own(own.topic.is_some()), own.say.as_str()));
        let sets = self.book.wordings(act).iter();
        let sets = sets.filter(|set| !is_replaced && set.when.holds(facts));
        let of_book = sets.flat_map(|set| {
            set.say.iter().map(move |wording| (Source::Book(&set.when), wording.as_str()))
        });
        let matter = if is_replaced { &[] } else { of_matter };
        let of_matter = matter.iter().map(|wording| (Source::Matter, wording.as_str()));
        // A time of day may be too late for danger that is tonight's.
        let is_tonight = self.topic.is_stake() && says_tonight(self.situation.post);
        let mut found: Vec<_> = of_own
            .chain(of_matter)
            .chain(of_book)
            .filter(|(source, wording)| {
                // What is asked is taken up in its own words where they are known.
                let is_general = act == Move::Hold && matches!(source, Source::Book(_));
                !is_general || self.asked.is_none() || wording.contains("{asked}")
            })
            .filter_map(|(source, wording)| {
                let text = self.fill(wording, times, facts)?;
                let repeats = slots(wording).any(|slot| named.contains(&slot));
                let is_late = is_tonight && wording.contains("{by}");
                let names_person = act == Move::PassOn && wording.contains("{person}");
                let rank = Reverse((
                    self.fits(act, source, facts),
                    (shorter > 0).then(|| {
                        let close = if shorter < STEPS { source.closeness() } else { 0 };
                        (close, Reverse(text.len()))
                    }),
                    self.freshness(act, wording),
                    source.is_toned(facts),
                    source.closeness().max(if names_person { PERSON } else { 0 }),
                    !is_late,
                    !repeats,
                    slots(wording).count(),
                ));
                Some((rank, lot(self.seed, facts.kind, wording), text, wording))
            })
            .collect();
        sort::by(&mut found, |one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
        let fit = found.first()?.0.0.0;
        found.retain(|one| one.0.0.0 == fit);
        let mut seen = HashSet::new();
        found.retain(|one| seen.insert(one.3));
        // What asks for what is told comes last; where nothing is turned one that doesn't is enough.
        let turns = self.wish.turns.iter().filter(|turned| **turned == act).count();
        let asks = |wording| self.asks_again(wording, facts);
        if turns > 0 {
            let (plain, asking): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| !asks(one.3));
            found = plain;
            found.extend(asking);
        } else if let Some(plain) = found.iter().position(|one| !asks(one.3)) {
            found.swap(0, plain);
        }
        // What repeats comes behind another one that is as close.
        let closeness = |one: &(Reverse<(_, _, _, _, usize, _, _, _)>, _, String, &str)| one.0.0.4;
        let best = found.first()?;
        if said.has_run_of(&best.2) {
            let is_other = |one: &_| {
                closeness(one) == closeness(best) && !asks(one.3) && !said.has_run_of(&one.2)
            };
            if let Some(other) = found.iter().position(is_other) {
                let other = found.remove(other);
                found.insert(0, other);
            }
        }
        // What the other moves name goes by the first wording, so that a turn leaves them.
        let first = found.first()?.3;
        let chosen = turns % found.len();
        Some((found.swap_remove(chosen).2, first))
    }

    /// The matter's own wordings of a move.
    fn of_matter(&self, act: Move) -> &'static [String] {
        let Some(matter) = self.matter else { return &[] };
        match (self.occasion, act) {
            (Occasion::Thanks, Move::Thanks) | (Occasion::Talk, Move::Chat) => &matter.calm,
            (Occasion::Thanks, Move::PassOn) => &matter.next_step,
            (Occasion::Trouble | Occasion::Question, Move::Concern) => {
                if self.upset() {
                    &matter.upset
                } else {
                    &matter.calm
                }
            }
            (Occasion::Trouble | Occasion::Question, Move::NextStep) => &matter.next_step,
            (Occasion::Trouble | Occasion::Question, Move::Private) => &matter.private,
            _ => &[],
        }
    }

    /// Danger is never talked about in general words, and a reviewer is not invited to
    /// a private message that there is not.
    fn fits(&self, act: Move, source: Source<'_>, facts: Facts) -> bool {
        let leads_away = matches!(act, Move::NextStep | Move::Private);
        let knows_topic = source.closeness() > 0 && source != Source::Own(false);
        let for_channel = match source {
            Source::Own(_) => true,
            Source::Matter => false,
            Source::Book(when) => when.channel.is_some(),
        };
        (!self.topic.is_stake() || knows_topic)
            && (!leads_away || facts.channel != Channel::Review || for_channel)
    }

    /// None where the wording has a slot that nothing is known for.
    fn fill(&self, wording: &str, times: Option<u32>, facts: Facts) -> Option<String> {
        let mut text = String::with_capacity(wording.len());
        let mut rest = wording;
        // Piece by piece, so that nothing in a customer's words is taken for a slot.
        while let Some((before, slot)) = rest.split_once('{') {
            let (slot, after) = slot.split_once('}')?;
            text.push_str(before);
            match slot {
                "wait" => text.push_str(&self.book.span(self.situation.days_waited)),
                "thing" => text.push_str(self.thing?),
                "first" => text.push_str(self.first.as_deref()?),
                "where" => text.push_str(self.details.place.as_deref()?),
                "since" => text.push_str(self.details.since.as_deref()?),
                "back" => text.push_str(self.back.as_deref()?),
                "span" => text.push_str(self.details.span.as_deref()?),
                // When somebody is back says it already.
                "by" if facts.kind == DraftKind::Holding => return None,
                "by" => text.push_str(self.by.as_deref()?),
                "on" => text.push_str(self.details.on.as_deref()?),
                "site" => text.push_str(self.situation.domains.first()?),
                "sum" => text.push_str(self.details.sum.as_deref()?),
                "asked" => text.push_str(self.asked.as_deref()?),
                "person" => text.push_str(self.details.person.as_deref()?),
                // Twice is not so often, and has a word of its own in English.
                "times" => text.push_str(&self.book.in_words(times.filter(|times| *times > 2)?)),
                _ => return None,
            }
            rest = after;
        }
        text.push_str(rest);
        if Channel::of(self.situation.site) == Channel::X {
            let [long, short] = &self.book.private;
            text = text.replace(long, short);
        }
        Some(text)
    }

    /// Whether the wording asks for what the customer has told.
    fn asks_again(&self, wording: &str, facts: Facts) -> bool {
        (facts.told_place || facts.told_since || facts.told_number || facts.told_phone)
            && self.book.asked_for(wording).any(|detail| facts.told(detail))
    }

    /// How long ago the wording was used on the page, in answers; a new one counts most.
    fn freshness(&self, act: Move, wording: &str) -> usize {
        if act == Move::Greeting {
            return 0;
        }
        self.earlier.ago(wording).unwrap_or(usize::MAX)
    }
}

/// Where a wording is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source<'a> {
    /// The company's own lines; whether it is for the topic.
    Own(bool),
    /// The matter that the post is about.
    Matter,
    /// The book's sets for a situation.
    Book(&'a When),
}

impl Source<'_> {
    /// How close a wording is to the company and to what the customer wrote.
    fn closeness(self) -> usize {
        match self {
            Self::Own(true) => 5,
            Self::Matter => PERSON,
            Self::Own(false) => 3,
            Self::Book(when) if when.hasty == Some(true) => 2,
            Self::Book(when) => {
                let special = [when.broke_promise, when.closed, when.incident, when.playful];
                usize::from(when.topic.is_some() || special.contains(&Some(true)))
            }
        }
    }

    /// A wording of the tone that is asked for.
    fn is_toned(self, facts: Facts) -> bool {
        let Self::Book(when) = self else { return false };
        facts.tone.is_some() && when.tone == facts.tone
    }
}

/// Whether a pleased customer plays.
fn is_playful(post: &str) -> bool {
    const SIGNS: [&str; 14] =
        [":)", ":-)", ":d", ";)", ";-)", "haha", "hehe", "hihi", "😂", "🤣", "😄", "😅", "😉", "☺"];
    let post = lowered(post);
    SIGNS.iter().any(|sign| post.contains(sign))
}

fn says_tonight(post: &str) -> bool {
    const SIGNS: [&str; 6] = ["i kveld", "i aften", "ikväll", "i kväll", "tonight", "this evening"];
    let post = lowered(post);
    SIGNS.iter().any(|sign| post.contains(sign))
}

/// Whether a wording of ours says already that we are sorry.
fn regrets(text: &str) -> bool {
    const STEMS: [&str; 11] = [
        "sorry", "apolog", "beklag", "ked af", "lei for", "lei meg", "leit", "ledsen", "undskyld",
        "unnskyld", "förlåt",
    ];
    let text = lowered(text);
    STEMS.iter().any(|stem| text.contains(stem))
}

/// Whether praise may turn into something else.
fn says_but(post: &str) -> bool {
    const BUT: &[&str] = &["men", "but", "dock", "however"];
    const THE_ONLY_THING: &[&str] =
        &["only thing", "det eneste er", "det einaste er", "det enda är"];
    let post = lowered(post);
    let mut words = post.split(|c: char| !c.is_alphanumeric());
    words.any(|word| BUT.contains(&word)) || THE_ONLY_THING.iter().any(|only| post.contains(only))
}

/// The greeting on a line of its own, the rest in one paragraph.
fn lay_out(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push(
                if text.contains('\n')
                    || parts.first().is_some_and(|first| first.name != "greeting")
                {
                    ' '
                } else {
                    '\n'
                },
            );
        }
        text.push_str(&part.text);
    }
    text
}

/// A wording's lot in the draw of a seed (FNV-1a, then mixed).
fn lot(seed: u64, kind: DraftKind, wording: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut hash = [kind as u8]
        .iter()
        .chain(wording.as_bytes())
        .fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    hash ^= hash >> 31;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 29)
}
