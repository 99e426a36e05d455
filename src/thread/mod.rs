//! Who spoke last in a thread, who waits and since when, and what we promised.

pub mod company;
pub mod promise;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::clock::{Interval, Zone};
use crate::page::Record;
use crate::reading::{Reading, ReplyNeed, Topic};
use crate::sort;
use crate::text::{contains_phrase, folded};
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
    /// When it was posted, where that is known.
    pub posted: Option<Interval>,
    /// The company has this badge or name: see [`company::Company::speaks`].
    pub own: bool,
}

/// A customer's wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Key of the oldest message that still waits.
    pub key: String,
    /// When that message was posted.
    pub posted: Option<Interval>,
    /// The page had answered this trouble before.
    pub follow_up: bool,
}

/// A thread, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Where it stands.
    pub state: State,
    /// Those who wait, the one that has waited longest first.
    pub waits: Vec<Wait>,
    /// The open promise that is due first.
    pub promise: Option<Due>,
}

impl Thread {
    /// The wait that began first.
    #[must_use]
    pub fn waiting_since(&self) -> Option<&Wait> {
        self.waits.first()
    }
}

/// Words by which a customer joins another's complaint.
const AGREEMENT: &[&str] = &[
    "samme her",
    "samme problem",
    "samme hos",
    "samme med mig",
    "heller ikke her",
    "også her",
    "også hos mig",
    "jeg har også",
    "meg også",
    "hos meg også",
    "same her",
    "likeins her",
    "same problem",
    "hos meg òg",
    "eg òg",
    "samma här",
    "samma problem",
    "här också",
    "jag med",
    "hos mig också",
    "same here",
    "me too",
    "same issue",
    "here too",
];

/// Words by which an answer speaks to everybody in the thread.
const TO_ALL: &[&str] = &[
    "alle sammen",
    "allesammen",
    "til alle",
    "kære alle",
    "hej alle",
    "hei alle",
    "jer alle",
    "dere alle",
    "dykk alle",
    "alle saman",
    "alla",
    "er alla",
    "everyone",
    "everybody",
    "all of you",
    "hi all",
    "dear all",
];

/// Words by which an answer says that no person wrote it.
const AUTOMATIC: &[&str] = &[
    "automatisk svar",
    "autosvar",
    "automatisk besked",
    "automatisk melding",
    "automatisk beskjed",
    "automatiskt svar",
    "automatiskt meddelande",
    "automatic reply",
    "automated reply",
    "automated message",
    "automatic response",
    "auto-reply",
    "autoreply",
    "chatbot",
];

/// Reads a thread: its first message is the root, the others follow in the
/// page's order. None where there is no message.
#[must_use]
pub fn read(messages: &[Message<'_>], zone: &Zone) -> Option<Thread> {
    let root = messages.first()?;
    let authors: HashMap<&str, String> = messages
        .iter()
        .map(|message| (message.record.key.as_str(), folded(&message.record.author)))
        .collect();
    let mut talk =
        Talk { zone, root, authors, waits: Vec::new(), promises: HashMap::new(), answers: 0 };
    for message in in_time_order(messages) {
        if !message.own {
            talk.customer_speaks(message);
        } else if !contains_phrase(&folded(&message.record.text), AUTOMATIC) {
            talk.page_speaks(message);
        }
    }
    Some(talk.conclude())
}

/// A thread as it is being read, message by message.
struct Talk<'a> {
    zone: &'a Zone,
    root: &'a Message<'a>,
    /// The folded author of each message.
    authors: HashMap<&'a str, String>,
    /// Open waits by the customer's folded name, oldest first.
    waits: Vec<(String, Wait)>,
    /// Open promises by the customer's folded name.
    promises: HashMap<String, Option<Due>>,
    /// How often the page has answered a customer.
    answers: usize,
}

impl Talk<'_> {
    fn customer_speaks(&mut self, message: &Message<'_>) {
        let customer = folded(&message.record.author);
        let is_root = message.record.key == self.root.record.key;
        let waits_already = self.waits.iter().any(|(name, _)| *name == customer);
        if waits_already || !(is_root || asks_something(message)) {
            return;
        }
        let wait = Wait {
            key: message.record.key.clone(),
            posted: message.posted,
            follow_up: self.answers > 0 && self.is_same_trouble(message, &customer),
        };
        self.waits.push((customer, wait));
    }

    /// The customer whose post this is, or one who reports the same trouble.
    fn is_same_trouble(&self, message: &Message<'_>, customer: &str) -> bool {
        folded(&self.root.record.author) == customer
            || self.promises.contains_key(customer)
            || joins_in(message)
            || main_topic(message).is_some_and(|topic| Some(topic) == main_topic(self.root))
    }

    fn page_speaks(&mut self, message: &Message<'_>) {
        if message.record.key == self.root.record.key {
            return;
        }
        self.answers += 1;
        let promise = promise::find(&message.record.text, message.posted, self.zone);
        for customer in self.addressed(message) {
            self.waits.retain(|(name, _)| *name != customer);
            // An answer without a promise keeps or settles the one before;
            // which of the two only the agent knows, so the word stands last.
            match &promise {
                Some(due) => self.promises.insert(customer, Some(*due)),
                None => self.promises.insert(customer, None),
            };
        }
    }

    /// The folded names of the customers whom an answer of the page answers:
    /// those it names, everybody where it says so, else the one under whose
    /// comment it stands, else the thread's own customer, else whoever spoke last.
    fn addressed(&self, message: &Message<'_>) -> Vec<String> {
        let text = folded(&message.record.text);
        if contains_phrase(&text, TO_ALL) {
            return self.waits.iter().map(|(name, _)| name.clone()).collect();
        }
        let mut addressed: Vec<String> = self
            .waits
            .iter()
            .filter(|(name, _)| names(&text, name))
            .map(|(name, _)| name.clone())
            .collect();
        let root_author = folded(&self.root.record.author);
        let parent = message.record.parent.as_deref();
        let above = parent
            .filter(|parent| *parent != self.root.record.key)
            .and_then(|parent| self.authors.get(parent));
        if let Some(author) = above {
            if !addressed.contains(author) {
                addressed.push(author.clone());
            }
        } else if addressed.is_empty() {
            let root_waits = self.waits.iter().any(|(name, _)| *name == root_author);
            match self.waits.last() {
                Some((last, _)) if !root_waits => addressed.push(last.clone()),
                _ => addressed.push(root_author),
            }
        }
        addressed
    }

    fn conclude(self) -> Thread {
        let promise =
            self.promises.into_values().flatten().min_by_key(|due| due.at.unwrap_or(i64::MAX));
        let waits: Vec<Wait> = self.waits.into_iter().map(|(_, wait)| wait).collect();
        let state = match waits.first() {
            Some(wait) if wait.follow_up => State::FollowUp,
            Some(_) => State::Waiting,
            None if promise.is_some() => State::Promised,
            None if self.root.own => State::Own,
            None => State::Answered,
        };
        Thread { state, waits, promise }
    }
}

/// A comment that wants something from the company.
fn asks_something(message: &Message<'_>) -> bool {
    message.reading.need.value == ReplyNeed::NeedsReply || joins_in(message)
}

fn joins_in(message: &Message<'_>) -> bool {
    contains_phrase(&folded(&message.record.text), AGREEMENT)
}

/// The topic, where it says something about the trouble.
fn main_topic(message: &Message<'_>) -> Option<Topic> {
    let topic = message.reading.topics.first()?.value;
    (!matches!(topic, Topic::Other | Topic::Chatter | Topic::Praise | Topic::Question))
        .then_some(topic)
}

/// The folded text speaks to the customer of the folded name, by the first
/// name at the text's beginning or the whole name anywhere.
fn names(text: &str, customer: &str) -> bool {
    let Some(first) = customer.split(' ').next().filter(|first| first.chars().count() > 1) else {
        return false;
    };
    let greeting = text.split(['\n', '.', '!', '?']).next().unwrap_or_default();
    contains_phrase(text, &[customer]) || contains_phrase(greeting, &[first])
}

/// The messages by their times; a message without one stays behind the one
/// it stands behind on the page, and an answer behind what it answers.
fn in_time_order<'a, 'b>(messages: &'b [Message<'a>]) -> Vec<&'b Message<'a>> {
    let mut at: HashMap<&str, i64> = HashMap::new();
    let mut previous = i64::MIN;
    let mut order: Vec<(i64, &Message<'_>)> = Vec::with_capacity(messages.len());
    for message in messages {
        let parent = message.record.parent.as_deref().and_then(|parent| at.get(parent).copied());
        let own = message.posted.map_or(previous, |posted| posted.earliest);
        let time = parent.map_or(own, |parent| own.max(parent));
        at.insert(&message.record.key, time);
        previous = time;
        order.push((time, message));
    }
    sort::by_key(&mut order, |(time, _)| *time);
    // The root came first, whatever a clock says.
    let root = messages.first().map(|root| root.record.key.as_str());
    sort::by_key(&mut order, |(_, message)| Some(message.record.key.as_str()) != root);
    order.into_iter().map(|(_, message)| message).collect()
}

#[cfg(test)]
mod tests;
