//! How fast agreement gathers under a post: reactions, shares and comments that
//! agree, by their rate. A total alone misleads.

use crate::clock::Interval;

const HOUR_MS: i64 = 3_600_000;

/// A share or a comment in agreement shows more than a reaction does: so many.
const COUNTS: u64 = 5;

/// From this rate on it is tier 3 by itself, for whoever is owed an answer (labels:
/// "a post that gathers agreement fast").
pub const FAST: u64 = 1_000;

/// Rates that are told apart, so that a few more move nothing, with their points.
const STEPS: [(u64, usize); 6] =
    [(10, 5), (32, 10), (100, 15), (316, 20), (FAST, 25), (10_000, 35)];

/// Agreement that gathers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spread {
    /// How much of it in an hour, at least: one of a few steps.
    pub per_hour: u64,
    /// The reactions and shares by which more may have seen it.
    pub seen: u64,
}

impl Spread {
    /// 5 for 10 an hour, each tenfold 10 more, 35 at most.
    #[must_use]
    pub fn points(self) -> usize {
        STEPS.iter().rev().find(|step| step.0 <= self.per_hour).map_or(0, |step| step.1)
    }
}

/// A post's counts at one sighting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sighting {
    at: i64,
    agreement: u64,
}

/// What is known of how a post's counts grew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Growth {
    seen: u64,
    agreement: u64,
    /// An hour apart at least: the latest, and of those before it the one from which
    /// the counts have grown fastest. Empty where nothing was ever counted.
    sightings: Vec<Sighting>,
}

impl Growth {
    /// Takes in the counts that the page shows at `now`.
    pub fn see(&mut self, reactions: Option<u64>, shares: Option<u64>, now: i64) {
        if reactions.is_none() && shares.is_none() {
            return;
        }
        let (reactions, shares) = (reactions.unwrap_or(0), shares.unwrap_or(0));
        self.seen = reactions.saturating_add(shares);
        self.agreement = reactions.saturating_add(shares.saturating_mul(COUNTS));
        let is_due = |last: &Sighting| now.saturating_sub(last.at) >= HOUR_MS;
        if self.sightings.last().is_none_or(is_due) {
            if let [one, other] = self.sightings.as_slice() {
                let slower = usize::from(self.rate(*one, now) >= self.rate(*other, now));
                self.sightings.remove(slower);
            }
            self.sightings.push(Sighting { at: now, agreement: self.agreement });
        }
    }

    fn rate(&self, since: Sighting, now: i64) -> u64 {
        rate(self.agreement.saturating_sub(since.agreement), since.at, now)
    }

    /// How fast agreement gathers, where it is worth a word: since the post was written
    /// or since a sighting, whichever is faster. `joined` are the moments, in order, at
    /// which customers have agreed in comments; of an unknown time the least number.
    #[must_use]
    pub fn spread(&self, posted: Option<Interval>, joined: &[i64], now: i64) -> Option<Spread> {
        let comments = |since: i64| {
            let before = joined.partition_point(|at| *at < since);
            u64::try_from(joined.len() - before).unwrap_or(0).saturating_mul(COUNTS)
        };
        let all = self.agreement.saturating_add(comments(i64::MIN));
        // The longest it can have taken, so the slowest rate.
        let since_posted = posted.map_or(0, |posted| rate(all, posted.earliest, now));
        let fastest = self.sightings.iter().map(|since| self.rate(*since, now)).max();
        let lately = fastest.unwrap_or(0).saturating_add(comments(now.saturating_sub(HOUR_MS)));
        let per_hour = since_posted.max(lately);
        let step = STEPS.iter().rev().find(|step| step.0 <= per_hour)?;
        Some(Spread { per_hour: step.0, seen: self.seen })
    }
}

/// How much it is in an hour, by whole hours.
fn rate(count: u64, since: i64, now: i64) -> u64 {
    let hours = now.saturating_sub(since).max(HOUR_MS) / HOUR_MS;
    count / u64::try_from(hours).unwrap_or(1).max(1)
}

/// The friends that each who reacts may show it to, on average (a press release
/// of 2012 on one such post).
const FRIENDS: u64 = 197;

/// Points for how many may have seen it, and how many: an estimate.
#[must_use]
pub fn reach(seen: u64) -> (usize, u64) {
    let people = seen.saturating_mul(FRIENDS);
    let points = match people {
        0 => 0,
        1..10_000 => 1,
        10_000..100_000 => 2,
        100_000..1_000_000 => 3,
        1_000_000..10_000_000 => 4,
        _ => 5,
    };
    (points, people)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(sightings: &[(i64, u64, u64)]) -> Growth {
        let mut growth = Growth::default();
        for (hour, reactions, shares) in sightings {
            growth.see(Some(*reactions), Some(*shares), hour * HOUR_MS);
        }
        growth
    }

    fn points(growth: &Growth, age: Option<i64>, joined: &[i64], hour: i64) -> usize {
        let now = hour * HOUR_MS;
        let at = age.map(|age| now - age * HOUR_MS);
        let spread = growth.spread(at.map(|at| Interval::between(at, now)), joined, now);
        spread.map_or(0, Spread::points)
    }

    #[test]
    fn the_rate_counts_and_not_the_total() {
        let once = |count| seen(&[(0, count, 0)]);
        assert_eq!(points(&once(30_000), Some(17), &[], 0), 25);
        assert_eq!(points(&once(30_000), Some(24 * 365), &[], 0), 0);
        assert_eq!(points(&once(30_000), None, &[], 0), 0);
        assert_eq!(points(&once(9), Some(0), &[], 0), 0);
        let ever = Some(Interval { earliest: i64::MIN, latest: 0 });
        let most = once(u64::MAX).spread(ever, &[i64::MAX], i64::MAX).unwrap();
        assert_eq!(most.points(), 35);
    }

    #[test]
    fn shares_and_comments_in_agreement_count_more_than_reactions() {
        assert_eq!(points(&seen(&[(0, 20, 0)]), Some(1), &[], 0), 5);
        assert_eq!(points(&seen(&[(0, 0, 20)]), Some(1), &[], 0), 15);
        let (lately, never) = ([HOUR_MS * 99 / 100; 20], [i64::MIN; 20]);
        assert_eq!(points(&Growth::default(), Some(1), &never, 1), 15);
        // Those of the last hour count as such on an old post too, or on one of unknown age.
        assert_eq!(points(&Growth::default(), Some(900), &never, 1), 0);
        assert_eq!(points(&Growth::default(), Some(900), &lately, 1), 15);
        assert_eq!(points(&Growth::default(), None, &lately, 1), 15);
        assert_eq!(points(&Growth::default(), None, &lately, 2), 0);
    }

    #[test]
    fn what_has_come_since_it_was_seen_counts_whatever_the_posts_age() {
        for age in [None, Some(24 * 365)] {
            let growth = seen(&[(0, 30_000, 0), (0, 32_000, 0)]);
            assert_eq!(points(&growth, age, &[], 0), 25);
            // Nothing came after that, and the rate falls.
            assert_eq!(points(&growth, age, &[], 4), 20);
            // What came in the fifth hour counts by the hours since.
            let growth = seen(&[(0, 30_000, 0), (4, 30_001, 0), (5, 32_000, 0), (6, 32_001, 0)]);
            assert_eq!((points(&growth, age, &[], 6), points(&growth, age, &[], 8)), (25, 20));
        }
    }

    proptest! {
        #[test]
        fn more_never_slows_it_down(
            counts in proptest::collection::vec((0_i64..9, 0_u64..9_000, 0_u64..900), 1..9),
            age in proptest::option::of(0_i64..99), more: bool,
        ) {
            let (mut growth, mut now, mut all) = (Growth::default(), 0, (0, 0));
            for (hours, reactions, shares) in counts {
                now += hours;
                all = (all.0 + reactions, all.1 + shares);
                let at = age.map(|age| age + now);
                let before = points(&growth, at, &[], now);
                growth.see(Some(all.0), Some(all.1).filter(|_| more), now * HOUR_MS);
                prop_assert!(points(&growth, at, &[], now) >= before);
                let joined = [now * HOUR_MS - 1];
                prop_assert!(points(&growth, at, &joined, now) >= before);
                prop_assert!(growth.sightings.len() <= 2);
            }
        }
    }
}
