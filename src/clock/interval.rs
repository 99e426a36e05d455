//! A time that is known only to lie between two instants.

use serde::{Deserialize, Serialize};

/// From `earliest` to `latest`, both included, in epoch milliseconds (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// Not before this.
    pub earliest: i64,
    /// Not after this.
    pub latest: i64,
}

/// No page tells of a time before.
const SINCE_EVER: i64 = 0;

impl Interval {
    /// The interval between two instants in epoch milliseconds, in either
    /// order.
    #[must_use]
    pub fn between(one: i64, other: i64) -> Self {
        Self { earliest: one.min(other), latest: one.max(other) }
    }

    /// Any time until `latest`, as far as a page can tell of: since 1970.
    #[must_use]
    pub fn until(latest: i64) -> Self {
        Self { earliest: SINCE_EVER.min(latest), latest }
    }

    /// Nothing tells from when on it may be.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.earliest == SINCE_EVER
    }

    /// Whether the instant `at`, in epoch milliseconds, may be the time.
    #[must_use]
    pub fn contains(self, at: i64) -> bool {
        self.earliest <= at && at <= self.latest
    }

    /// What is known when both hold: two sightings of the same post. None
    /// where they contradict each other.
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        let earliest = self.earliest.max(other.earliest);
        let latest = self.latest.min(other.latest);
        (earliest <= latest).then_some(Self { earliest, latest })
    }

    /// What is known when either may hold: the least interval around both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { earliest: self.earliest.min(other.earliest), latest: self.latest.max(other.latest) }
    }

    /// What is known when the same time was told twice: what both say. Where
    /// they contradict each other one of them is wrong, nobody knows which, and
    /// all from the one to the other may be: so the time is in it as long as
    /// it was in one of them, and a third telling sharpens it again.
    #[must_use]
    pub fn sharpened_by(self, other: Self) -> Self {
        self.intersect(other).unwrap_or_else(|| self.hull(other))
    }

    /// The same without what lies after `now`, in epoch milliseconds; `now`
    /// itself where everything does.
    #[must_use]
    pub fn not_after(self, now: i64) -> Self {
        Self { earliest: self.earliest.min(now), latest: self.latest.min(now) }
    }

    /// The least and the greatest age in milliseconds that it can have at
    /// `now`, in epoch milliseconds. What lies after `now` has no age: 0.
    #[must_use]
    pub fn age_at(self, now: i64) -> (i64, i64) {
        let age = |at: i64| now.saturating_sub(at).max(0);
        (age(self.latest), age(self.earliest))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Interval;

    fn interval() -> impl Strategy<Value = Interval> {
        let instant = prop_oneof![any::<i64>(), -50_i64..50];
        (instant.clone(), instant).prop_map(|(one, other)| Interval::between(one, other))
    }

    proptest! {
        #[test]
        fn an_intersection_holds_just_what_both_hold(a in interval(), b in interval(), at in -60_i64..60) {
            let both = a.intersect(b).is_some_and(|both| both.contains(at));
            prop_assert_eq!(both, a.contains(at) && b.contains(at));
        }

        #[test]
        fn intersecting_is_commutative_associative_idempotent(a in interval(), b in interval(), c in interval()) {
            prop_assert_eq!(a.intersect(b), b.intersect(a));
            prop_assert_eq!(a.intersect(a), Some(a));
            prop_assert_eq!(
                a.intersect(b).and_then(|ab| ab.intersect(c)),
                b.intersect(c).and_then(|bc| a.intersect(bc))
            );
        }

        #[test]
        fn a_hull_holds_all_that_either_holds(a in interval(), b in interval(), at in -60_i64..60) {
            let hull = a.hull(b);
            prop_assert_eq!(hull, b.hull(a));
            prop_assert_eq!(hull.intersect(a), Some(a));
            prop_assert!(hull.contains(at) || !(a.contains(at) || b.contains(at)));
        }

        #[test]
        fn two_tellings_never_lose_what_either_knew(a in interval(), b in interval(), at in -60_i64..60) {
            let both = a.sharpened_by(b);
            prop_assert_eq!(both, b.sharpened_by(a));
            prop_assert!(both.contains(at) || !(a.contains(at) && b.contains(at)));
            match a.intersect(b) {
                Some(least) => prop_assert_eq!(both, least),
                None => prop_assert!(both.contains(a.earliest) && both.contains(b.latest)),
            }
        }

        #[test]
        fn an_age_only_sharpens(a in interval(), b in interval(), now in any::<i64>()) {
            let (least, greatest) = a.age_at(now);
            prop_assert!(0 <= least && least <= greatest);
            if let Some(both) = a.intersect(b) {
                let (sharper_least, sharper_greatest) = both.age_at(now);
                prop_assert!(least <= sharper_least && sharper_greatest <= greatest);
            }
        }

        #[test]
        fn clamping_keeps_the_age(a in interval(), now in any::<i64>()) {
            let clamped = a.not_after(now);
            prop_assert!(clamped.earliest <= clamped.latest && clamped.latest <= now);
            prop_assert_eq!(clamped.age_at(now), a.age_at(now));
        }
    }

    #[test]
    fn intervals_that_contradict_have_no_intersection() {
        assert_eq!(Interval::between(1, 5).intersect(Interval::between(6, 9)), None);
    }
}
