//! When a wording fits.

use serde::{Deserialize, Serialize};

use crate::reading::{Mood, ReplyNeed, Topic};

use super::{DraftKind, Fault};

/// What an answer is for; it decides which moves it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// Something is wrong.
    Trouble,
    /// The customer wants to know something.
    Question,
    /// The customer is pleased.
    Thanks,
    /// Nothing is asked.
    Talk,
}

/// A detail that a customer may have written or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Where.
    Place,
    /// Since when.
    Since,
    /// The number of an order, a case, a customer.
    Number,
    /// A telephone's.
    Phone,
    /// That money or a card is at stake.
    Money,
}

/// How long the customer has waited, as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waited {
    /// Up to thirteen days.
    Days,
    /// Up to two months.
    Weeks,
    /// Longer.
    Months,
}

/// What kind of place the answer stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Short posts: X and its like.
    X,
    /// Reviews: one answer, and no private messages.
    Review,
    /// Everything else.
    Social,
}

impl Channel {
    /// That of the site of this name (a profile's).
    #[must_use]
    pub fn of(site: &str) -> Self {
        match site {
            "x" | "mastodon" | "bluesky" | "threads" => Self::X,
            "trustpilot" | "google" => Self::Review,
            _ => Self::Social,
        }
    }
}

/// A tone that the agent asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Warmer than usual.
    Warm,
    /// More formal than usual.
    Formal,
}

/// When a wording fits; what is not said doesn't matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// What the answer is for.
    pub occasion: Option<Vec<Occasion>>,
    /// What the post is about.
    pub topic: Option<Vec<Topic>>,
    /// The customer's mood.
    pub mood: Option<Vec<Mood>>,
    /// What the customer needs.
    pub need: Option<Vec<ReplyNeed>>,
    /// Whose fault it is.
    pub fault: Option<Vec<Fault>>,
    /// Which of the drafts.
    pub kind: Option<Vec<DraftKind>>,
    /// How long the customer has waited.
    pub waited: Option<Vec<Waited>>,
    /// Where the answer will stand.
    pub channel: Option<Vec<Channel>>,
    /// The page has answered before.
    pub follow_up: Option<bool>,
    /// The page promised to come back and did not.
    pub broke_promise: Option<bool>,
    /// The company is closed.
    pub closed: Option<bool>,
    /// The company has said that something is down.
    pub incident: Option<bool>,
    /// The customer is pleased and plays.
    pub playful: Option<bool>,
    /// It can't wait.
    pub hasty: Option<bool>,
    /// Only where the agent asks for this tone.
    pub tone: Option<Tone>,
    /// They ask for one of these, and are not said where it is known.
    pub asks: Option<Vec<Detail>>,
    /// The customer has written all of these.
    pub knows: Option<Vec<Detail>>,
}

/// What the conditions of a wording are held against.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// What the answer is for.
    pub occasion: Occasion,
    /// What the post is about.
    pub topic: Topic,
    /// The customer's mood.
    pub mood: Mood,
    /// What the customer needs.
    pub need: ReplyNeed,
    /// Whose fault it is.
    pub fault: Fault,
    /// Which of the drafts.
    pub kind: DraftKind,
    /// How long the customer has waited; None: not a day.
    pub waited: Option<Waited>,
    /// Where the answer will stand.
    pub channel: Channel,
    /// The page has answered before.
    pub follow_up: bool,
    /// The page promised to come back and did not.
    pub broke_promise: bool,
    /// The company is closed.
    pub closed: bool,
    /// The company has said that something is down.
    pub incident: bool,
    /// The customer is pleased and plays.
    pub playful: bool,
    /// It can't wait.
    pub hasty: bool,
    /// The tone that the agent asks for.
    pub tone: Option<Tone>,
    /// The customer has written where.
    pub place: bool,
    /// The customer has written since when.
    pub since: bool,
    /// A place stands in what the customer wrote, however it is named.
    pub told_place: bool,
    /// A time does.
    pub told_since: bool,
    /// A long number does.
    pub told_number: bool,
    /// A telephone's does.
    pub told_phone: bool,
    /// Money or a card is spoken of.
    pub told_money: bool,
}

impl Facts {
    fn knows(self, detail: Detail) -> bool {
        match detail {
            Detail::Place => self.place,
            Detail::Since => self.since,
            Detail::Number => self.told_number,
            Detail::Phone => self.told_phone,
            Detail::Money => self.told_money,
        }
    }

    /// Whether asking for a detail would be asking again.
    pub(super) fn told(self, detail: Detail) -> bool {
        match detail {
            Detail::Place => self.told_place,
            Detail::Since => self.told_since,
            Detail::Number => self.told_number,
            Detail::Phone => self.told_phone,
            Detail::Money => self.told_money,
        }
    }
}

impl When {
    /// Whether the conditions hold.
    #[must_use]
    pub fn holds(&self, facts: Facts) -> bool {
        fn among<T: PartialEq>(list: Option<&Vec<T>>, value: &T) -> bool {
            list.is_none_or(|list| list.contains(value))
        }
        let is = |wanted: Option<bool>, value| wanted.is_none_or(|wanted| wanted == value);
        among(self.occasion.as_ref(), &facts.occasion)
            && among(self.topic.as_ref(), &facts.topic)
            && among(self.mood.as_ref(), &facts.mood)
            && among(self.need.as_ref(), &facts.need)
            && among(self.fault.as_ref(), &facts.fault)
            && among(self.kind.as_ref(), &facts.kind)
            && among(self.channel.as_ref(), &facts.channel)
            && self
                .waited
                .as_ref()
                .is_none_or(|list| list.iter().any(|it| facts.waited == Some(*it)))
            && is(self.follow_up, facts.follow_up)
            && is(self.broke_promise, facts.broke_promise)
            && is(self.closed, facts.closed)
            && is(self.incident, facts.incident)
            && is(self.playful, facts.playful)
            && is(self.hasty, facts.hasty)
            && self.tone.is_none_or(|tone| facts.tone == Some(tone))
            && !self.asks.iter().flatten().any(|detail| facts.told(*detail))
            && self.knows.iter().flatten().all(|detail| facts.knows(*detail))
    }
}
