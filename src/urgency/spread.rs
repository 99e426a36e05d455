//! How fast agreement gathers under a post.

use crate::clock::Interval;

const HOUR_MS: i64 = 3_600_000;

/// Points for the rate of reactions since the post was written: a total alone
/// misleads, so a post of unknown age gets none. 10 an hour gives 5 points,
/// each tenfold 10 more, 35 at most.
#[must_use]
pub fn points(reactions: Option<u64>, posted: Option<Interval>, now: i64) -> Option<usize> {
    let reactions = reactions.filter(|count| *count >= 10)?;
    // The longest it can have taken, so the slowest rate.
    let hours = now.saturating_sub(posted?.earliest).max(HOUR_MS) / HOUR_MS;
    let per_hour = reactions / u64::try_from(hours).unwrap_or(1).max(1);
    let points = match per_hour {
        0..10 => return None,
        10..32 => 5,
        32..100 => 10,
        100..316 => 15,
        316..1_000 => 20,
        1_000..10_000 => 25,
        _ => 35,
    };
    Some(points)
}

/// The friends that each who reacts may show it to, on average (a press release
/// of 2012 on one such post).
const FRIENDS: u64 = 197;

/// Points for how many may have seen it, and how many: an estimate, at most.
#[must_use]
pub fn reach(reactions: u64) -> (usize, u64) {
    let people = reactions.saturating_mul(FRIENDS);
    let points = match people {
        0..10_000 => 1,
        10_000..100_000 => 2,
        100_000..1_000_000 => 3,
        1_000_000..10_000_000 => 4,
        _ => 5,
    };
    (points, people)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_counts_and_not_the_total() {
        let hours = |hours: i64| Some(Interval { earliest: -hours * HOUR_MS, latest: 0 });
        assert_eq!(points(Some(30_000), hours(17), 0), Some(25));
        assert_eq!(points(Some(30_000), hours(24 * 365), 0), None);
        assert_eq!(points(Some(30_000), None, 0), None);
        assert_eq!(points(Some(9), hours(0), 0), None);
        assert_eq!(
            points(Some(u64::MAX), Some(Interval { earliest: i64::MIN, latest: 0 }), i64::MAX),
            Some(35)
        );
    }
}
