//! Who spoke last in a thread, who waits and since when, and what we promised.

pub mod company;
pub mod cues;
mod names;
mod order;
pub mod phrases;
pub mod promise;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::clock::Interval;
use crate::page::Record;
use crate::reading::{Mood, Place, Reading, Topic};
use crate::text::folded;
use cues::{Called, Cues};
use order::Order;
use promise::{Clock, Due};

/// Where a thread stands, from who spoke last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A customer has spoken and nobody from the page has answered since.
    Waiting,
    /// Like waiting, but the page has answered before.
    FollowUp,
    /// The page answered last and promised to come back.
    Promised,
    /// The page spoke last and promised nothing.
    Answered,
    /// The page's own post with nothing under it that waits.
    Own,
}

/// One message of a thread.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// The message as the page showed it.
    pub record: &'a Record,
    /// The message, understood.
    pub reading: &'a Reading,
    /// What its words say in a thread.
    pub cues: &'a Cues,
    /// When it was posted, where that is known.
    pub posted: Option<Interval>,
    /// The company has this badge or name: see [`company::Voice`].
    pub own: bool,
    /// The place in the thread of the message that it stands under.
    pub above: Option<usize>,
}

/// A customer's wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// The place in the thread of the oldest message that still waits.
    pub at: usize,
    /// The page had answered this trouble before.
    pub follow_up: bool,
    /// What the page has promised this customer.
    pub promise: Option<Due>,
}

/// What the page has answered a customer, by its places in the thread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Given {
    /// The last answer.
    pub last: Option<usize>,
    /// The last one that a person has signed.
    pub signed: Option<usize>,
}

/// A thread, understood.
#[derive(Debug, Clone)]
pub struct Thread {
    /// Where it stands.
    pub state: State,
    /// Those who wait, the one that has waited longest first.
    pub waits: Vec<Wait>,
    /// What the page has promised customers who don't wait: each with the
    /// place of the message that it answered.
    pub promises: Vec<(usize, Due)>,
    /// The open promise that is due first.
    pub promise: Option<Due>,
    /// The place of the last answer by a person.
    pub answer: Option<usize>,
    /// The place of the last automatic reply.
    pub automatic: Option<usize>,
    talk: Talk,
}

impl Thread {
    /// The wait that began first.
    #[must_use]
    pub fn waiting_since(&self) -> Option<&Wait> {
        self.waits.first()
    }

    /// The last answers by a person to the customer whose message stands at `at`.
    #[must_use]
    pub fn given(&self, at: usize) -> Given {
        let person = self.talk.authors.get(at).and_then(|person| self.talk.people.get(*person));
        person.map_or_else(Given::default, |person| person.given)
    }

    /// Takes in a customer's message that stands last on the page, at the
    /// place `at`; false where the thread has to be read again.
    pub fn hear(&mut self, at: usize, message: &Message<'_>) -> bool {
        let talk = &mut self.talk;
        // An answer from before may be to a customer who comes to speak only now.
        let is_known = talk.by_name.contains_key(message.cues.author.as_str());
        let is_called = |word: &str| {
            talk.called.contains(word) || talk.missed.iter().any(|name| names::near(name, word))
        };
        let may_be_called =
            !is_known && !message.cues.is_nobody && message.cues.author.split(' ').any(is_called);
        if message.own || may_be_called || !talk.order.add_last(message.posted) {
            return false;
        }
        let author = talk.person(message);
        if talk.people.get(author).is_none_or(|person| person.promise.is_some()) {
            return false;
        }
        talk.authors.push(author);
        talk.above.push(Some(0));
        talk.to.push(None);
        if let Some(follow_up) = talk.customer_speaks(at, message) {
            if self.waits.is_empty() {
                self.state = if follow_up { State::FollowUp } else { State::Waiting };
            }
            self.waits.push(Wait { at, follow_up, promise: None });
        }
        true
    }
}

/// Reads a thread: its first message is the root, the others follow in the
/// page's order. None where there is no message.
#[must_use]
pub fn read(messages: &[Message<'_>], clock: Clock<'_>) -> Option<Thread> {
    let root = messages.first()?;
    let (in_order, order) = order::of(messages);
    let mut talk = Talk {
        root: 0,
        root_is_ours: root.own,
        begins: root.posted.map(|posted| posted.earliest),
        root_invites: root.own && root.cues.invites,
        // What we are glad to tell is none.
        trouble: trouble(root).filter(|_| !root.own || root.reading.mood.value != Mood::Positive),
        has_waited: false,
        authors: vec![0; messages.len()],
        above: messages.iter().map(|message| message.above).collect(),
        people: Vec::new(),
        open: Vec::new(),
        to: vec![None; messages.len()],
        by_name: HashMap::new(),
        by_first_name: HashMap::new(),
        answers: 0,
        nobody_asked: None,
        called: HashSet::new(),
        missed: Vec::new(),
        order,
    };
    for at in &in_order {
        let author = messages.get(*at).map(|message| talk.person(message));
        if let (Some(place), Some(author)) = (talk.authors.get_mut(*at), author) {
            *place = author;
        }
    }
    talk.root = talk.authors.first().copied()?;
    let (mut answer, mut automatic) = (None, None);
    for at in in_order {
        let Some(message) = messages.get(at) else { continue };
        if !message.own {
            talk.customer_speaks(at, message);
        } else if message.cues.automatic {
            automatic = Some(at);
        } else if at > 0 && !message.cues.is_empty {
            answer = Some(at);
            talk.page_speaks(at, message, clock);
        }
    }
    Some(talk.conclude(answer, automatic))
}

/// A message under another customer's post waits from this chance on; where it seems to ask
/// or complain from the second one on, and from the third where something is down for many.
const BESIDE: f32 = 0.3;
const ASKS: f32 = 0.12;
const ONE_MORE: f32 = 0.06;
/// One under a post of ours; where it seems to ask or complain; and where we ask for talk.
const UNDER: f32 = 0.4;
const COMPLAINS: f32 = 0.03;
const INVITED: f32 = 0.8;
/// One behind our answer; where it may ask or complain; and where it may mock.
const AGAIN: f32 = 0.2;
const MAY_ASK: f32 = 0.06;
const MAY_MOCK: f32 = 0.01;
/// One that sounds of thanks for our answer; or of content alone; and one to another customer.
const THANKS: f32 = 0.5;
const CONTENT: f32 = 0.09;
const IN_TALK: f32 = 0.9;

/// Somebody in a thread.
#[derive(Debug, Clone, Default)]
struct Person {
    is_ours: bool,
    /// Without a name, and so known by one message alone.
    is_nobody: bool,
    /// The oldest message that waits.
    waits: Option<usize>,
    /// The message that last waited and was answered.
    waited: Option<usize>,
    follow_up: bool,
    /// The page has answered them.
    answered: bool,
    /// Its last answer to them asked something.
    asked: bool,
    /// It may have offered something.
    offered: bool,
    promise: Option<Due>,
    given: Given,
    /// The next one with the same first name.
    namesake: Option<usize>,
}

/// A thread as it is being read, message by message.
#[derive(Debug, Clone)]
struct Talk {
    /// The root's author.
    root: usize,
    root_is_ours: bool,
    /// When its first message was written at the earliest: later than an answer to it
    /// where a site shows when its words were updated.
    begins: Option<i64>,
    /// It asks for talk.
    root_invites: bool,
    /// What trouble the thread is about.
    trouble: Option<Topic>,
    /// A customer has waited in it.
    has_waited: bool,
    /// The author of each message.
    authors: Vec<usize>,
    /// The place of the message that each stands under.
    above: Vec<Option<usize>>,
    people: Vec<Person>,
    /// Who waits with which message, oldest first; some have been answered since.
    open: Vec<(usize, usize)>,
    /// Whom each answer of the page was to.
    to: Vec<Option<usize>>,
    /// Everybody by folded name; customers by what the page may call them.
    by_name: HashMap<String, usize>,
    by_first_name: HashMap<String, usize>,
    /// How often the page has answered a customer.
    answers: usize,
    /// It has answered one without a name, and whether it asked something.
    nobody_asked: Option<bool>,
    /// The words that messages may call customers by.
    called: HashSet<String>,
    /// Names in greetings that are no customer's, or another spelling of one.
    missed: Vec<String>,
    order: Order,
}

impl Talk {
    /// The author of a message.
    fn person(&mut self, message: &Message<'_>) -> usize {
        let name = message.cues.author.as_str();
        let person = self.people.len();
        if message.cues.is_nobody && !message.own {
            self.people.push(Person { is_nobody: true, ..Person::default() });
            return person;
        }
        if let Some(person) = self.by_name.get(name) {
            return *person;
        }
        self.by_name.insert(name.to_owned(), person);
        self.people.push(Person { is_ours: message.own, ..Person::default() });
        if let Some(first) = name.split(' ').next().filter(|_| !message.own) {
            self.call_also(person, first);
        }
        person
    }

    /// A customer may be called by this name.
    fn call(&mut self, person: usize, name: &str) {
        let known = self.by_first_name.get(name).copied();
        let next = |person: &usize| self.people.get(*person).and_then(|person| person.namesake);
        if !std::iter::successors(known, next).any(|namesake| namesake == person) {
            self.call_also(person, name);
        }
    }

    /// A customer who has not been called by this name may be.
    fn call_also(&mut self, person: usize, name: &str) {
        let known = self.by_first_name.get(name).copied();
        let Some(Person { namesake, .. }) = self.people.get_mut(person) else { return };
        if name.len() > 1 && namesake.is_none() {
            *namesake = known;
            self.by_first_name.insert(name.to_owned(), person);
        }
    }

    /// Where a wait begins with this message, whether the page had answered before.
    fn customer_speaks(&mut self, at: usize, message: &Message<'_>) -> Option<bool> {
        let author = self.authors.get(at).copied()?;
        let cues = message.cues;
        let signed = cues.signed.as_deref().map(folded);
        if let Some(first) = signed.as_deref().and_then(|signed| signed.split(' ').next()) {
            self.call(author, first);
        }
        for called in &cues.called {
            self.called.extend(called.words.iter().cloned());
        }
        // Under what the company says for itself "me too" may be anything.
        let is_trouble = !self.root_is_ours || self.trouble.is_some() || self.has_waited;
        // What may be thanks too ("detsamma") is, from one who was answered.
        let is_reply =
            cues.is_thanks && self.people.get(author).is_some_and(|person| person.answered);
        let joins = cues.joins && is_trouble && !is_reply;
        let trouble = trouble(message);
        let is_nobody = cues.is_nobody;
        let root_is_nobody = self.people.get(self.root).is_some_and(|root| root.is_nobody);
        // Who has no name may be the root's author, unless the trouble is another.
        let same_trouble = joins
            || author == self.root
            || is_nobody && root_is_nobody && trouble.is_none()
            || trouble.is_some() && trouble == self.trouble
            || cues.is_still && (trouble.is_none() || self.trouble.is_none());
        let nobody_asked = self.nobody_asked.filter(|_| is_nobody);
        let to_another =
            self.is_to_another(author, message) || at > 0 && cues.tags_friend && !joins;
        let is_aside = cues.is_aside || cues.is_wordless || cues.is_entry && self.root_invites;
        let chance = |place| message.reading.chances.waits(place);
        let asks = if at == 0 || joins || cues.is_empty {
            true
        } else if !self.root_is_ours && author == self.root {
            cues.may_ask && !is_aside
        } else {
            // Beside what is down for many a few words may name one more place.
            let is_grave = || message.reading.topics.iter().any(|topic| topic.value.is_stake());
            let (place, least) = match self.trouble {
                Some(Topic::Outage) => (Place::Beside, ONE_MORE),
                _ if self.root_invites => (Place::Under, INVITED),
                _ if self.root_is_ours && cues.may_ask && !is_aside => (Place::Under, COMPLAINS),
                _ if self.root_is_ours => (Place::Under, UNDER),
                _ if cues.asks || cues.is_still => (Place::Beside, ASKS),
                _ => (Place::Beside, BESIDE),
            };
            chance(place) >= least || is_grave()
        };
        let is_in_talk = message.above.is_some_and(|above| self.is_anothers(above, author));
        let person = self.people.get_mut(author)?;
        let is_asked = person.asked || nobody_asked == Some(true);
        // Who thanks for what was promised may say that they wait for it.
        let waits_on = cues.speaks_of_waiting && person.promise.is_none();
        let thanks = if is_asked {
            cues.is_bare_thanks
        } else if cues.takes {
            !person.offered
        } else {
            (cues.is_thanks || cues.is_content) && !waits_on
        };
        // While a promise holds, what neither asks nor complains lets us keep it.
        let posted = message.posted.map_or(i64::MAX, |posted| posted.latest);
        let holds = person.promise.is_some_and(|promise| !promise.is_past(posted));
        let lets_be = holds && !is_asked && !cues.asks;
        let least = match () {
            () if thanks && cues.is_only_thanks => f32::INFINITY,
            () if thanks && !cues.is_thanks && !cues.takes => CONTENT,
            () if thanks || lets_be => THANKS,
            () if is_asked || cues.is_empty || cues.is_wordless => 0.0,
            () if is_in_talk => IN_TALK,
            () if cues.is_sour || waits_on => 0.0,
            () if cues.may_be_sour => MAY_MOCK,
            () if cues.may_ask => MAY_ASK,
            () => AGAIN,
        };
        let begins = if person.answered || nobody_asked.is_some() {
            chance(Place::Again) >= least
        } else {
            asks
        };
        let begins = begins && person.waits.is_none() && !to_another;
        begins.then(|| {
            person.waits = Some(at);
            person.follow_up = person.answered || self.answers > 0 && same_trouble;
            self.open.push((author, at));
            self.has_waited = true;
            if self.root_is_ours {
                self.trouble = self.trouble.or(trouble);
            }
            person.follow_up
        })
    }

    /// Whether the message there is another customer's comment.
    fn is_anothers(&self, at: usize, author: usize) -> bool {
        let above = self.authors.get(at).filter(|above| at > 0 && **above != author);
        above.and_then(|above| self.people.get(*above)).is_some_and(|above| !above.is_ours)
    }

    /// Talk between customers: it begins with another's name and asks nothing.
    fn is_to_another(&self, author: usize, message: &Message<'_>) -> bool {
        let cues = message.cues;
        let Some(called) = cues.called.first().filter(|_| !cues.asks && !cues.joins) else {
            return false;
        };
        let mut named = Vec::new();
        self.named(called, None, &mut named);
        let is_customer = |person: &usize| self.people.get(*person).is_some_and(|it| !it.is_ours);
        named.first().is_some_and(|first| *first != author && is_customer(first))
    }

    fn page_speaks(&mut self, at: usize, message: &Message<'_>, clock: Clock<'_>) {
        self.answers += 1;
        // What was only asked after may be down for many.
        if !self.root_is_ours && trouble(message) == Some(Topic::Outage) {
            self.trouble = self.trouble.or(Some(Topic::Outage));
        }
        for called in &message.cues.called {
            self.called.extend(called.words.iter().cloned());
        }
        let promise = message.cues.promise.as_deref();
        let promise = promise.map(|sentence| promise::of(sentence, message.posted, clock));
        let addressed = self.addressed(message);
        if let Some(to) = self.to.get_mut(at) {
            *to = addressed.first().copied();
        }
        let times = message.posted.zip(self.begins);
        let is_to_older_words = times.is_some_and(|(posted, begins)| posted.latest < begins);
        for customer in addressed {
            if let Some(person) = self.people.get_mut(customer) {
                if customer == self.root && is_to_older_words {
                    person.follow_up = true;
                    continue;
                }
                person.waited = person.waits.take().or(person.waited);
                person.answered = true;
                let signed = message.cues.signed.as_ref().map(|_| at);
                person.given = Given { last: Some(at), signed: signed.or(person.given.signed) };
                person.asked = message.cues.asks_back;
                person.offered = message.cues.offers;
                if person.is_nobody {
                    self.nobody_asked = Some(person.asked);
                }
                // An answer without a promise keeps or settles the one before;
                // which of the two only the agent knows, so the word stands last.
                person.promise = promise;
            }
        }
    }

    fn waits(&self, (person, at): (usize, usize)) -> bool {
        self.people.get(person).is_some_and(|person| person.waits == Some(at))
    }

    /// The customers whom an answer of the page answers: everybody where it
    /// says so, else those it names, else one in the talk under the comment
    /// that it stands under, else the thread's own customer, else whoever
    /// spoke last.
    fn addressed(&mut self, message: &Message<'_>) -> Vec<usize> {
        let (most, open) = (message.cues.to_all, std::mem::take(&mut self.open));
        self.open = open.into_iter().filter(|wait| self.waits(*wait)).collect();
        if most > 0 && self.open.len() <= most {
            let has_promise = |(_, person): &(usize, &Person)| person.promise.is_some();
            let promised = self.people.iter().enumerate().filter(has_promise);
            let waits = self.open.iter().map(|wait| wait.0);
            return waits.chain(promised.map(|(person, _)| person)).collect();
        }
        let comment = message.above.filter(|above| *above > 0);
        let above = comment.and_then(|above| self.in_talk_under(above));
        let mut addressed = Vec::new();
        for called in &message.cues.called {
            self.named(called, above, &mut addressed);
        }
        if addressed.is_empty() {
            addressed.extend(self.nearly_named(&message.cues.called, above));
        }
        if !addressed.is_empty() {
            return addressed;
        }
        let root_waits = self.people.get(self.root).is_some_and(|root| root.waits.is_some());
        let last = self.open.last().filter(|_| !root_waits).map(|wait| wait.0);
        vec![above.or(last).unwrap_or(self.root)]
    }

    /// Whom an answer under a message is to: its author, where that is a
    /// customer who waits, else the last who waits with a message beside it,
    /// else its author, else whom it was to itself.
    fn in_talk_under(&self, above: usize) -> Option<usize> {
        let author = *self.authors.get(above)?;
        let person = self.people.get(author)?;
        if person.waits.is_some() {
            return Some(author);
        }
        let beside = |wait: &&(usize, usize)| self.above.get(wait.1) == Some(&Some(above));
        let waits = self.open.iter().rev().find(beside).map(|wait| wait.0);
        let customer =
            if person.is_ours { self.to.get(above).copied().flatten() } else { Some(author) };
        waits.or(customer)
    }

    /// The customers whose names stand in a run of words: whole names, and in
    /// a greeting first names.
    fn named(&self, called: &Called, above: Option<usize>, addressed: &mut Vec<usize>) {
        let mut words = called.words.as_slice();
        while let Some((first, mut rest)) = words.split_first() {
            let longest = words.len().min(4);
            let whole = (2..=longest).rev().find_map(|length| {
                let name = words.get(..length)?.join(" ");
                Some((*self.by_name.get(name.as_str())?, words.get(length..)?))
            });
            if let Some((person, after)) = whole {
                addressed.push(person);
                rest = after;
            } else if let Some(first) =
                self.by_first_name.get(first.as_str()).filter(|_| called.in_greeting)
            {
                addressed.push(self.of_namesakes(*first, above));
            }
            words = rest;
        }
    }

    /// The customer whose first name a greeting spells in another way.
    fn nearly_named(&mut self, called: &[Called], above: Option<usize>) -> Option<usize> {
        let greeted = called.iter().filter(|called| called.in_greeting);
        let greeted: Vec<&String> = greeted.filter_map(|called| called.words.first()).collect();
        if greeted.is_empty() {
            return None;
        }
        self.missed.extend(greeted.iter().copied().cloned());
        let near = |name: &String| greeted.iter().any(|greeted| names::near(greeted, name));
        let found = self.by_first_name.iter().filter(|(name, _)| near(name));
        let found: Vec<usize> = found.map(|(_, first)| self.of_namesakes(*first, above)).collect();
        let has = |person: Option<usize>| person.filter(|person| found.contains(person));
        let alone = found.first().copied().filter(|_| found.len() == 1);
        has(above).or_else(|| has(Some(self.root))).or(alone)
    }

    /// Of those with one first name the one above, else the root's author,
    /// else one who waits.
    fn of_namesakes(&self, first: usize, above: Option<usize>) -> usize {
        let next = |person: &usize| self.people.get(*person).and_then(|person| person.namesake);
        let all = || std::iter::successors(Some(first), next);
        let waits =
            |person: &usize| self.people.get(*person).is_some_and(|person| person.waits.is_some());
        all()
            .find(|person| Some(*person) == above)
            .or_else(|| all().find(|person| *person == self.root))
            .or_else(|| all().filter(waits).last())
            .unwrap_or(first)
    }

    fn conclude(self, answer: Option<usize>, automatic: Option<usize>) -> Thread {
        let promises = self.people.iter().filter_map(|person| person.promise);
        let promise = promises.min_by_key(|due| due.at.unwrap_or(i64::MAX));
        let waits: Vec<Wait> = self
            .open
            .iter()
            .filter(|wait| self.waits(**wait))
            .filter_map(|(person, at)| {
                let Person { follow_up, promise, .. } = *self.people.get(*person)?;
                Some(Wait { at: *at, follow_up, promise })
            })
            .collect();
        let answered = self.people.iter().filter(|person| person.waits.is_none());
        let promises =
            answered.filter_map(|person| Some((person.waited.unwrap_or(0), person.promise?)));
        let promises = promises.collect();
        let state = match waits.first() {
            Some(wait) if wait.follow_up => State::FollowUp,
            Some(_) => State::Waiting,
            None if promise.is_some() => State::Promised,
            None if self.root_is_ours => State::Own,
            None => State::Answered,
        };
        Thread { state, waits, promises, promise, answer, automatic, talk: self }
    }
}

/// The topic, where it says something about the trouble. Where the network is
/// weak and where it is down are told in the same words.
fn trouble(message: &Message<'_>) -> Option<Topic> {
    match message.reading.topics.first()?.value {
        Topic::Other | Topic::Chatter | Topic::Praise | Topic::Question => None,
        Topic::Coverage => Some(Topic::Outage),
        topic => Some(topic),
    }
}

#[cfg(test)]
mod tests;
