//! Who spoke last in a thread, who waits and since when, and what we promised.

pub mod company;
pub mod cues;
pub mod phrases;
pub mod promise;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::clock::{Interval, Zone};
use crate::page::Record;
use crate::reading::{Reading, ReplyNeed, Topic};
use crate::sort;
use cues::{Called, Cues};
use promise::Due;

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
    talk: Talk,
}

impl Thread {
    /// The wait that began first.
    #[must_use]
    pub fn waiting_since(&self) -> Option<&Wait> {
        self.waits.first()
    }

    /// Takes in a customer's message that stands last on the page, at the
    /// place `at`; false where the thread has to be read again.
    pub fn hear(&mut self, at: usize, message: &Message<'_>) -> bool {
        let talk = &mut self.talk;
        let Some(posted) = message.posted.filter(|posted| posted.earliest >= talk.latest) else {
            return false;
        };
        // An answer from before may be to a customer who comes to speak only now.
        let author = message.cues.author.as_str();
        let is_called = author.split(' ').any(|word| talk.called.contains(word));
        if message.own || is_called && !talk.by_name.contains_key(author) {
            return false;
        }
        let author = talk.person(message);
        if talk.people.get(author).is_none_or(|person| person.promise.is_some()) {
            return false;
        }
        talk.authors.push(author);
        talk.latest = posted.earliest;
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
pub fn read(messages: &[Message<'_>], zone: &Zone) -> Option<Thread> {
    let root = messages.first()?;
    let mut talk = Talk {
        root: 0,
        root_topic: main_topic(root),
        authors: Vec::with_capacity(messages.len()),
        people: Vec::new(),
        open: Vec::new(),
        by_name: HashMap::new(),
        by_first_name: HashMap::new(),
        answers: 0,
        called: HashSet::new(),
        latest: i64::MIN,
    };
    for message in messages {
        let author = talk.person(message);
        talk.authors.push(author);
    }
    talk.root = talk.authors.first().copied()?;
    for (at, time) in in_time_order(messages) {
        let Some(message) = messages.get(at) else { continue };
        talk.latest = talk.latest.max(time);
        if !message.own {
            talk.customer_speaks(at, message);
        } else if !message.cues.automatic && at > 0 {
            talk.page_speaks(message, message.above.filter(|above| *above > 0), zone);
        }
    }
    Some(talk.conclude(root.own))
}

/// A customer in a thread.
#[derive(Debug, Clone, Default)]
struct Person {
    /// The oldest message that waits.
    waits: Option<usize>,
    /// The message that last waited and was answered.
    waited: Option<usize>,
    follow_up: bool,
    /// The page has answered them.
    answered: bool,
    promise: Option<Due>,
    /// The next one with the same first name.
    namesake: Option<usize>,
}

/// A thread as it is being read, message by message.
#[derive(Debug, Clone)]
struct Talk {
    /// The root's author.
    root: usize,
    root_topic: Option<Topic>,
    /// The author of each message.
    authors: Vec<usize>,
    people: Vec<Person>,
    /// Who waits with which message, oldest first; some have been answered since.
    open: Vec<(usize, usize)>,
    /// Customers by folded name; all by whom the page may call them.
    by_name: HashMap<String, usize>,
    by_first_name: HashMap<String, usize>,
    /// How often the page has answered a customer.
    answers: usize,
    /// The words that its answers may call customers by.
    called: HashSet<String>,
    /// The latest time of a message.
    latest: i64,
}

impl Talk {
    /// The author of a message.
    fn person(&mut self, message: &Message<'_>) -> usize {
        let name = message.cues.author.as_str();
        if let Some(person) = self.by_name.get(name) {
            return *person;
        }
        let person = self.people.len();
        let mut namesake = None;
        if let Some(first) = name.split(' ').next().filter(|first| first.len() > 1 && !message.own)
        {
            namesake = self.by_first_name.insert(first.to_owned(), person);
        }
        self.by_name.insert(name.to_owned(), person);
        self.people.push(Person { namesake, ..Person::default() });
        person
    }

    /// Where a wait begins with this message, whether the page had answered before.
    fn customer_speaks(&mut self, at: usize, message: &Message<'_>) -> Option<bool> {
        let author = self.authors.get(at).copied()?;
        let same_trouble = message.cues.joins
            || author == self.root
            || main_topic(message).is_some_and(|topic| Some(topic) == self.root_topic);
        let asks =
            at == 0 || message.cues.joins || message.reading.need.value == ReplyNeed::NeedsReply;
        let person = self.people.get_mut(author)?;
        let comes_back = person.answered && !message.cues.is_thanks;
        let begins = person.waits.is_none() && (asks || comes_back);
        begins.then(|| {
            person.waits = Some(at);
            person.follow_up = person.answered || self.answers > 0 && same_trouble;
            self.open.push((author, at));
            person.follow_up
        })
    }

    fn page_speaks(&mut self, message: &Message<'_>, parent: Option<usize>, zone: &Zone) {
        self.answers += 1;
        for called in &message.cues.called {
            self.called.extend(called.words.iter().cloned());
        }
        let promise = message.cues.promise.as_deref();
        let promise = promise.map(|sentence| promise::of(sentence, message.posted, zone));
        for customer in self.addressed(message, parent) {
            if let Some(person) = self.people.get_mut(customer) {
                person.waited = person.waits.take().or(person.waited);
                person.answered = true;
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
    /// says so, else those it names, else the one under whose comment it
    /// stands, else the thread's own customer, else whoever spoke last.
    fn addressed(&mut self, message: &Message<'_>, parent: Option<usize>) -> Vec<usize> {
        if message.cues.to_all {
            let open = std::mem::take(&mut self.open);
            return open.into_iter().filter(|wait| self.waits(*wait)).map(|wait| wait.0).collect();
        }
        let above = parent.and_then(|parent| self.authors.get(parent).copied());
        let mut addressed = Vec::new();
        for called in &message.cues.called {
            self.named(called, above, &mut addressed);
        }
        if !addressed.is_empty() {
            return addressed;
        }
        while self.open.last().is_some_and(|wait| !self.waits(*wait)) {
            self.open.pop();
        }
        let root_waits = self.people.get(self.root).is_some_and(|root| root.waits.is_some());
        let last = self.open.last().filter(|_| !root_waits).map(|wait| wait.0);
        vec![above.or(last).unwrap_or(self.root)]
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

    fn conclude(self, root_is_own: bool) -> Thread {
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
            None if root_is_own => State::Own,
            None => State::Answered,
        };
        Thread { state, waits, promises, promise, talk: self }
    }
}

/// The topic, where it says something about the trouble.
fn main_topic(message: &Message<'_>) -> Option<Topic> {
    let topic = message.reading.topics.first()?.value;
    (!matches!(topic, Topic::Other | Topic::Chatter | Topic::Praise | Topic::Question))
        .then_some(topic)
}

/// The messages by their times, the root first whatever a clock says; a
/// message without a time stays behind the one it stands behind on the page,
/// and an answer behind what it answers.
fn in_time_order(messages: &[Message<'_>]) -> Vec<(usize, i64)> {
    let mut times: Vec<i64> = Vec::with_capacity(messages.len());
    for message in messages {
        let parent = message.above.and_then(|above| times.get(above));
        let previous = times.last().copied().unwrap_or(i64::MIN);
        let own = message.posted.map_or(previous, |posted| posted.earliest);
        times.push(parent.map_or(own, |parent| own.max(*parent)));
    }
    let mut order: Vec<(usize, i64)> = times.into_iter().enumerate().collect();
    sort::by_key(&mut order, |(at, time)| (*at > 0, *time));
    order
}

#[cfg(test)]
mod tests;
