//! Drafts of an answer.
//!
//! A draft is a plan (which moves, in what order) filled from the phrase book
//! of the language. The wording of each move is the best that fits: one that
//! doesn't stand on the page already, that knows the topic, that names the
//! thing; among equals the seed decides.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::reading::{Mood, ReplyNeed, Topic};
use crate::text::{lower, lowered};

use super::details::Details;
use super::name::first_name;
use super::phrases::{self, Book, Facts, Move, Occasion, SLOTS};
use super::{Fault, Situation, signature};

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
pub fn draft(situation: Situation<'_>, seed: u64) -> Vec<Draft> {
    let Some(book) = phrases::book(situation.lang) else {
        return Vec::new();
    };
    let occasion = Occasion::of(&situation);
    let topic = main_topic(&situation, occasion);
    let writer = Writer {
        situation,
        book,
        occasion,
        topic,
        first: first_name_of(&situation),
        thing: thing(&situation, book, topic),
        details: Details::of(&situation, book),
        earlier: situation.earlier.iter().map(|text| letters(text)).collect(),
        seed,
    };
    writer.order().into_iter().map(|kind| writer.write(kind)).collect()
}

impl Occasion {
    fn of(situation: &Situation<'_>) -> Self {
        let reading = situation.reading;
        let upset = matches!(reading.mood.value, Mood::Furious | Mood::Negative);
        let grave = reading
            .topics
            .iter()
            .any(|topic| matches!(topic.value, Topic::Safety | Topic::Security));
        let first = reading.topics.first().map_or(Topic::Other, |topic| topic.value);
        match reading.need.value {
            ReplyNeed::ThanksWelcome if !upset => Self::Thanks,
            ReplyNeed::NoReply if !upset && !grave => Self::Talk,
            ReplyNeed::NeedsReply if first == Topic::Question && !upset && !grave => Self::Question,
            _ => Self::Trouble,
        }
    }
}

/// The strongest topic, as far as it fits the occasion; danger outranks all.
fn main_topic(situation: &Situation<'_>, occasion: Occasion) -> Topic {
    let topics = || situation.reading.topics.iter().map(|topic| topic.value);
    let first = topics().next().unwrap_or(Topic::Other);
    if occasion != Occasion::Trouble {
        return first;
    }
    if let Some(grave) = [Topic::Safety, Topic::Security]
        .into_iter()
        .find(|&grave| topics().any(|topic| topic == grave))
    {
        return grave;
    }
    match first {
        Topic::Praise | Topic::Chatter => topics()
            .find(|topic| !matches!(topic, Topic::Praise | Topic::Chatter))
            .unwrap_or(Topic::Other),
        topic => topic,
    }
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
    book.thing(situation.post, topic).or_else(product)
}

/// The name to greet by, unless the page itself wears it.
fn first_name_of(situation: &Situation<'_>) -> Option<String> {
    let shown = lowered(situation.customer.trim());
    if situation.page_names.iter().any(|page| lowered(page.trim()) == shown) {
        return None;
    }
    first_name(situation.customer)
}

struct Writer<'a> {
    situation: Situation<'a>,
    book: &'static Book,
    occasion: Occasion,
    topic: Topic,
    first: Option<String>,
    thing: Option<&'a str>,
    details: Details,
    earlier: Vec<String>,
    seed: u64,
}

impl Writer<'_> {
    fn mood(&self) -> Mood {
        self.situation.reading.mood.value
    }

    fn upset(&self) -> bool {
        matches!(self.mood(), Mood::Furious | Mood::Negative)
    }

    /// The angrier the customer and the longer the story, the more is said.
    fn order(&self) -> [DraftKind; 3] {
        use DraftKind::{Fuller, Private, Short};
        let long_story = self.mood() == Mood::Furious
            || self.situation.follow_up
            || self.situation.days_waited > 0;
        if self.occasion == Occasion::Trouble && self.topic != Topic::Safety && long_story {
            [Fuller, Short, Private]
        } else {
            [Short, Fuller, Private]
        }
    }

    fn plan(&self, kind: DraftKind) -> Vec<Move> {
        let mut plan = vec![Move::Greeting];
        match self.occasion {
            Occasion::Trouble => self.plan_trouble(kind, &mut plan),
            Occasion::Question => {
                plan.extend(self.late());
                match kind {
                    DraftKind::Short => plan.push(Move::Hold),
                    DraftKind::Fuller => plan.extend([Move::Concern, Move::Hold, Move::Close]),
                    DraftKind::Private => plan.extend([Move::Concern, Move::Hold, Move::Private]),
                }
                if self.situation.fault == Fault::Ours {
                    plan.insert(plan.len().min(2), Move::Apology);
                }
                self.protect(kind, &mut plan);
            }
            Occasion::Thanks => {
                plan.push(Move::Thanks);
                match kind {
                    DraftKind::Short => {}
                    DraftKind::Fuller => plan.push(Move::PassOn),
                    DraftKind::Private => plan.push(Move::Private),
                }
            }
            Occasion::Talk => {
                plan.push(Move::Chat);
                match kind {
                    DraftKind::Short => {}
                    DraftKind::Fuller => plan.push(Move::Close),
                    DraftKind::Private => plan.push(Move::Private),
                }
            }
        }
        plan
    }

    fn plan_trouble(&self, kind: DraftKind, plan: &mut Vec<Move>) {
        let grave = self.topic == Topic::Safety;
        let ours = self.situation.fault == Fault::Ours;
        if grave {
            plan.push(Move::Emergency);
        }
        plan.extend(self.late());
        let taken_up = if self.situation.follow_up { Move::Again } else { Move::Concern };
        match kind {
            DraftKind::Short => {
                // A short answer says one thing of each kind.
                if !(grave && self.late().is_some()) {
                    plan.push(taken_up);
                }
                if ours {
                    plan.push(Move::Apology);
                }
                plan.push(Move::NextStep);
            }
            DraftKind::Fuller => {
                if self.situation.follow_up {
                    plan.push(Move::Again);
                }
                // A calm customer who writes again is thanked once.
                if !self.situation.follow_up || self.upset() {
                    plan.push(Move::Concern);
                }
                if ours || self.upset() {
                    plan.push(Move::Apology);
                }
                if self.topic == Topic::Outage {
                    plan.push(Move::Known);
                }
                plan.push(Move::NextStep);
                self.protect(kind, plan);
                plan.push(Move::Close);
            }
            DraftKind::Private => {
                plan.push(taken_up);
                if ours {
                    plan.push(Move::Apology);
                }
                plan.push(Move::Private);
                self.protect(kind, plan);
            }
        }
    }

    fn late(&self) -> Option<Move> {
        (self.situation.days_waited > 0).then_some(Move::Late)
    }

    fn protect(&self, kind: DraftKind, plan: &mut Vec<Move>) {
        if kind != DraftKind::Short && !self.situation.reading.personal_data.is_empty() {
            plan.push(Move::Protect);
        }
    }

    fn write(&self, kind: DraftKind) -> Draft {
        let mut parts: Vec<Part> = Vec::new();
        let mut named = Vec::new();
        for act in self.plan(kind) {
            if let Some((text, wording)) = self.wording(act, kind, &named) {
                parts.push(Part { name: act.name(), text });
                named.extend(SLOTS.iter().filter(|slot| wording.contains(**slot)));
            }
        }
        let mut text = lay_out(&parts);
        let signature = signature::render(self.situation.agent, self.situation.lang);
        if let Some(signature) = signature.filter(|_| !self.situation.goes_unsigned) {
            text = signature::append(&text, &signature);
            parts.push(Part { name: "signature", text: signature });
        }
        Draft { kind, text, parts }
    }

    /// The wording of a move that fits best, filled and with its slots. The slots
    /// that are `named` are not named again.
    fn wording(&self, act: Move, kind: DraftKind, named: &[&str]) -> Option<(String, &str)> {
        let facts = Facts {
            occasion: self.occasion,
            topic: self.topic,
            mood: self.mood(),
            need: self.situation.reading.need.value,
            fault: self.situation.fault,
            kind,
            follow_up: self.situation.follow_up,
            place: self.details.place.is_some(),
            since: self.details.since.is_some(),
        };
        self.book
            .wordings(act)
            .iter()
            .filter(|set| set.when.holds(facts))
            .flat_map(|set| set.say.iter().map(move |wording| (set, wording)))
            .filter_map(|(set, wording)| {
                let text = self.fill(wording)?;
                let fresh = act == Move::Greeting || !self.stands_already(&text);
                let knows_topic = set.when.topic.is_some();
                // Danger is never talked about in general words.
                let fits = knows_topic || !matches!(self.topic, Topic::Safety | Topic::Security);
                let slots = || SLOTS.iter().filter(|slot| wording.contains(**slot));
                let repeats = slots().any(|slot| named.contains(slot));
                let rank = Reverse((fits, fresh, knows_topic, !repeats, slots().count()));
                Some((rank, lot(self.seed, kind, wording), text, wording.as_str()))
            })
            .min()
            .map(|(.., text, wording)| (text, wording))
    }

    /// None where the wording has a slot that nothing is known for.
    fn fill(&self, wording: &str) -> Option<String> {
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
                "span" => text.push_str(self.details.span.as_deref()?),
                _ => return None,
            }
            rest = after;
        }
        text.push_str(rest);
        Some(text)
    }

    fn stands_already(&self, text: &str) -> bool {
        let text = letters(text);
        self.earlier.iter().any(|earlier| earlier.contains(&text))
    }
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

/// Letters and digits alone, so that punctuation doesn't hide a repetition.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).map(lower).collect()
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
