//! What an agent has decided of a wait: pinned, set aside for a while, or in
//! need of no answer. A decision is a fact with an author and a time; of two
//! the later holds, whichever was heard of first.

use serde::{Deserialize, Serialize};
use time::{PrimitiveDateTime, Time};

use crate::board::{Board, Post};
use crate::clock::calendar::days_after;
use crate::clock::{Hours, Zone};
use crate::sort;
use crate::text::hash;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Hours of the day: what "this afternoon" and "tomorrow morning" mean.
const AFTERNOON: u8 = 15;
const MORNING: u8 = 8;
/// So many of the latest messages are told from new ones where times are rough.
const KNOWN: usize = 16;
/// "… See more" is at most so many bytes long.
const MORE: usize = 24;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Nothing: what was decided before has been taken back.
    Nothing,
    /// It stays on top.
    Pinned,
    /// It is set aside until a time.
    Snoozed,
    /// It needs no answer.
    NotNeeded,
}

/// A decision on the wait at one post.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Act {
    /// When, in epoch milliseconds.
    pub at: i64,
    /// Who decided.
    pub by: String,
    /// What.
    pub kind: Kind,
    /// Until when it is set aside, in epoch milliseconds.
    #[serde(default)]
    pub until: i64,
    /// The customers' latest messages that she had seen, by the hash of their key.
    #[serde(default)]
    pub known: Vec<u32>,
    /// For each of them what it said, by the hash of key and text; 0 where the
    /// page showed only its beginning.
    #[serde(default)]
    pub texts: Vec<u32>,
}

/// What the agent can decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Keep it on top.
    Pin,
    /// Set it aside.
    Snooze(Snooze),
    /// It needs no answer.
    NotNeeded,
    /// Take back what was decided.
    Undo,
}

/// For how long a wait is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Snooze {
    /// For an hour.
    Hour,
    /// Until the afternoon.
    Afternoon,
    /// Until tomorrow morning; by opening hours, until the next day's opening
    /// or that of the first open day after it.
    Tomorrow,
    /// Until the next time that it is so many minutes past midnight.
    At(u16),
}

impl Snooze {
    /// When it ends, in epoch milliseconds; None where that has been today.
    #[must_use]
    pub fn until(self, zone: &Zone, hours: Option<&Hours>, now: i64) -> Option<i64> {
        let civil = zone.civil(now);
        let at = |days: i64, hour: u8, minute: u8| {
            let date = days_after(civil.date(), days)?;
            let time = Time::from_hms(hour, minute, 0).ok()?;
            Some(zone.instant(PrimitiveDateTime::new(date, time)))
        };
        match self {
            Self::Hour => Some((now + HOUR_MS) / MINUTE_MS * MINUTE_MS),
            Self::Afternoon => at(0, AFTERNOON, 0).filter(|until| *until > now),
            Self::Tomorrow => {
                let (midnight, morning) = (at(1, 0, 0)?, at(1, MORNING, 0)?);
                // Who is open at midnight opens no more unless they close before the morning.
                let opens = |from| hours.and_then(|hours| hours.opens(from));
                Some(opens(midnight).or_else(|| opens(morning)).unwrap_or(morning))
            }
            Self::At(minutes) => {
                let hour = u8::try_from(minutes / 60).ok()?;
                let minute = u8::try_from(minutes % 60).ok()?;
                let today = at(0, hour, minute).filter(|until| *until > now);
                today.or_else(|| at(1, hour, minute))
            }
        }
    }
}

impl Act {
    /// What two stores know together: the later one, of equals the greater, so
    /// that the order in which they are heard of does not matter.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        self.max(other)
    }

    /// Whether the wait is set aside at `now`, as far as nothing new was said.
    #[must_use]
    pub fn is_aside(&self, now: i64) -> bool {
        match self.kind {
            Kind::Snoozed => now < self.until,
            Kind::NotNeeded => true,
            Kind::Nothing | Kind::Pinned => false,
        }
    }

    /// A post in which a customer has said something since in what it was
    /// decided on.
    #[must_use]
    pub fn overtaken_by(&self, board: &Board, key: &str) -> Option<String> {
        let mut said = said_to_it(board, key).into_iter();
        said.find(|post| self.is_news(post)).map(|post| post.record.key.clone())
    }

    /// Whether the post `other` is one.
    #[must_use]
    pub fn is_overtaken_by(&self, board: &Board, key: &str, other: &str) -> bool {
        let Some(other) = board.post(other).filter(|other| self.is_news(other)) else {
            return false;
        };
        let is_in_thread = board.root(key) == board.root(&other.record.key);
        is_in_thread && Wait::at(board, key).is_some_and(|wait| wait.holds(other))
    }

    /// Whether a post was written or edited after she had decided.
    fn is_news(&self, post: &Post) -> bool {
        let key = short(&[&post.record.key]);
        let known = self.known.iter().position(|known| *known == key);
        let is_new = match post.posted {
            Some(posted) if posted.latest <= self.at => false,
            Some(posted) if posted.earliest > self.at => true,
            _ => known.is_none(),
        };
        let read = known.and_then(|at| self.texts.get(at).copied());
        let now = said(post);
        is_new || read.is_some_and(|read| read != now && read != 0 && now != 0)
    }
}

/// What an agent has seen of the wait at a post: [`Act::known`] and [`Act::texts`].
#[must_use]
pub fn known(board: &Board, key: &str) -> (Vec<u32>, Vec<u32>) {
    let mut all = said_to_it(board, key);
    sort::by_key(&mut all, |post| {
        let latest = post.posted.map_or(i64::MAX, |posted| posted.latest);
        // What is decided on is known first.
        (post.record.key != key, std::cmp::Reverse(latest))
    });
    let known = all.into_iter().take(KNOWN);
    known.map(|post| (short(&[&post.record.key]), said(post))).unzip()
}

/// A post at which somebody waits, and the root of its thread.
struct Wait<'a> {
    root: &'a Post,
    post: &'a Post,
}

impl<'a> Wait<'a> {
    fn at(board: &'a Board, key: &str) -> Option<Self> {
        Some(Self { root: board.post(board.root(key)?)?, post: board.post(key)? })
    }

    /// Whether another post of the thread belongs to it: every customer's in a
    /// customer's thread; under the company's post, where everybody waits for
    /// themselves, its author's.
    fn holds(&self, other: &Post) -> bool {
        !other.own && (!self.root.own || other.record.author == self.post.record.author)
    }
}

/// What customers have said that belongs to the wait at a post.
fn said_to_it<'a>(board: &'a Board, key: &str) -> Vec<&'a Post> {
    let Some(wait) = Wait::at(board, key) else { return Vec::new() };
    let thread = board.thread(&wait.root.record.key);
    let posts = thread.into_iter().flat_map(|thread| &thread.posts);
    posts.filter_map(|key| board.post(key)).filter(|other| wait.holds(other)).collect()
}

/// What a post says, as a hash; 0 where the page shows only its beginning.
fn said(post: &Post) -> u32 {
    let text = post.record.text.as_str();
    let is_cut = text.rfind('…').is_some_and(|at| text.len() - at <= MORE);
    if is_cut { 0 } else { short(&[&post.record.key, text]).max(1) }
}

#[expect(clippy::cast_possible_truncation, reason = "half of a hash is one")]
fn short(parts: &[&str]) -> u32 {
    hash(parts) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_act() -> impl Strategy<Value = Act> {
        let kinds = vec![Kind::Nothing, Kind::Pinned, Kind::Snoozed, Kind::NotNeeded];
        let known = proptest::collection::vec(0_u32..3, 0..3);
        (0_i64..4, 0_u8..3, prop::sample::select(kinds), 0_i64..3, known).prop_map(
            |(at, by, kind, until, known)| {
                let texts = known.clone();
                Act { at, by: by.to_string(), kind, until, known, texts }
            },
        )
    }

    proptest! {
        #[test]
        fn facts_merge_alike_in_any_order(one in any_act(), two in any_act(), three in any_act()) {
            let merged = |left: &Act, right: &Act| left.clone().merged(right.clone());
            prop_assert_eq!(merged(&one, &two), merged(&two, &one));
            prop_assert_eq!(
                merged(&merged(&one, &two), &three),
                merged(&one, &merged(&two, &three))
            );
            prop_assert_eq!(merged(&one, &one), one.clone());
            prop_assert!(merged(&one, &two).at >= one.at.max(two.at));
        }

        #[test]
        fn a_snooze_ends_later_and_within_two_days(
            now in 0_i64..4_000_000_000_000, minutes in 0_u16..1440,
        ) {
            let zone = Zone::named(Some("Europe/Copenhagen"), 60);
            for snooze in [Snooze::Hour, Snooze::Afternoon, Snooze::Tomorrow, Snooze::At(minutes)] {
                if let Some(until) = snooze.until(&zone, None, now) {
                    prop_assert!(until > now && until - now <= 49 * HOUR_MS, "{:?}", snooze);
                } else {
                    prop_assert_eq!(snooze, Snooze::Afternoon);
                }
            }
        }
    }

    #[test]
    fn a_time_that_has_been_today_is_tomorrows() {
        let zone = Zone::fixed(60);
        // 13.00 there.
        let now = 12 * HOUR_MS;
        assert_eq!(Snooze::At(14 * 60 + 30).until(&zone, None, now), Some(now + 90 * MINUTE_MS));
        assert_eq!(Snooze::At(12 * 60).until(&zone, None, now), Some(now + 23 * HOUR_MS));
        assert_eq!(Snooze::Afternoon.until(&zone, None, now), Some(now + 2 * HOUR_MS));
        assert_eq!(Snooze::Afternoon.until(&zone, None, now + 3 * HOUR_MS), None);
        assert_eq!(Snooze::Tomorrow.until(&zone, None, now), Some(now + 19 * HOUR_MS));
    }
}
