//! The time zones a page can be in, without a zone database.
//!
//! Each zone is the POSIX rule that holds there today. In the European Union
//! that rule is of 1996, in the United States of 2007: older times can be an
//! hour off, which no post on a social page will notice.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::Interval;

/// POSIX rules, each with the IANA names it stands for.
const RULES: &[(&str, &[&str])] = &[
    (
        "CET-1CEST,M3.5.0,M10.5.0/3",
        &[
            "Europe/Copenhagen",
            "Europe/Oslo",
            "Europe/Stockholm",
            "Arctic/Longyearbyen",
            "Atlantic/Jan_Mayen",
            "Europe/Berlin",
            "Europe/Paris",
            "Europe/Madrid",
            "Europe/Rome",
            "Europe/Amsterdam",
            "Europe/Brussels",
            "Europe/Vienna",
            "Europe/Zurich",
            "Europe/Warsaw",
            "Europe/Prague",
            "Europe/Budapest",
            "Europe/Luxembourg",
            "Europe/Andorra",
            "Europe/Belgrade",
            "Europe/Bratislava",
            "Europe/Busingen",
            "Europe/Gibraltar",
            "Europe/Ljubljana",
            "Europe/Malta",
            "Europe/Monaco",
            "Europe/Podgorica",
            "Europe/San_Marino",
            "Europe/Sarajevo",
            "Europe/Skopje",
            "Europe/Tirane",
            "Europe/Vaduz",
            "Europe/Vatican",
            "Europe/Zagreb",
            "Africa/Ceuta",
            "CET",
            "MET",
            "Poland",
        ],
    ),
    (
        "EET-2EEST,M3.5.0/3,M10.5.0/4",
        &[
            "Europe/Helsinki",
            "Europe/Mariehamn",
            "Europe/Tallinn",
            "Europe/Riga",
            "Europe/Vilnius",
            "Europe/Athens",
            "Europe/Kyiv",
            "Europe/Kiev",
            "Europe/Bucharest",
            "Europe/Sofia",
            "Europe/Nicosia",
            "Asia/Nicosia",
            "EET",
        ],
    ),
    (
        "WET0WEST,M3.5.0/1,M10.5.0",
        &[
            "Atlantic/Faroe",
            "Atlantic/Faeroe",
            "Atlantic/Canary",
            "Atlantic/Madeira",
            "Europe/Lisbon",
            "Portugal",
            "WET",
        ],
    ),
    (
        "GMT0BST,M3.5.0/1,M10.5.0",
        &[
            "Europe/London",
            "Europe/Dublin",
            "Europe/Belfast",
            "Europe/Guernsey",
            "Europe/Isle_of_Man",
            "Europe/Jersey",
            "GB",
            "Eire",
        ],
    ),
    ("GMT0", &["Atlantic/Reykjavik", "Iceland", "UTC", "Etc/UTC", "GMT", "Etc/GMT"]),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", &["America/Nuuk", "America/Godthab"]),
    ("<-01>1<+00>,M3.5.0/0,M10.5.0/1", &["Atlantic/Azores"]),
    ("EET-2EEST,M3.5.0,M10.5.0/3", &["Europe/Chisinau", "Europe/Tiraspol"]),
    ("EET-2", &["Europe/Kaliningrad"]),
    ("<+03>-3", &["Europe/Istanbul", "Europe/Minsk"]),
    ("MSK-3", &["Europe/Moscow", "Europe/Simferopol"]),
    ("EST5EDT,M3.2.0,M11.1.0", &["America/New_York", "America/Toronto"]),
    ("CST6CDT,M3.2.0,M11.1.0", &["America/Chicago"]),
    ("MST7MDT,M3.2.0,M11.1.0", &["America/Denver"]),
    ("MST7", &["America/Phoenix"]),
    ("PST8PDT,M3.2.0,M11.1.0", &["America/Los_Angeles"]),
    ("AKST9AKDT,M3.2.0,M11.1.0", &["America/Anchorage"]),
    ("HST10", &["Pacific/Honolulu"]),
    ("AST4ADT,M3.2.0,M11.1.0", &["America/Halifax"]),
    ("IST-5:30", &["Asia/Kolkata"]),
    ("PST-8", &["Asia/Manila"]),
    ("<+08>-8", &["Asia/Singapore"]),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", &["Australia/Sydney"]),
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", &["Pacific/Auckland"]),
];

/// A time zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of an IANA name that we know the rules of (in any case); else
    /// a fixed offset of `offset_minutes` ahead of UTC, and UTC itself where
    /// no such offset exists.
    #[must_use]
    pub fn named(name: Option<&str>, offset_minutes: i32) -> Self {
        name.and_then(rule_of)
            .and_then(|rule| TimeZone::posix(rule).ok())
            .map_or_else(|| Self::fixed(offset_minutes), Self)
    }

    /// Whether [`Zone::named`] knows the rules of this IANA name.
    #[must_use]
    pub fn knows(name: &str) -> bool {
        rule_of(name).is_some()
    }

    /// The zone that is always `offset_minutes` ahead of UTC; UTC where no
    /// such offset exists.
    #[must_use]
    pub fn fixed(offset_minutes: i32) -> Self {
        let offset = Offset::from_seconds(offset_minutes.saturating_mul(60));
        Self(TimeZone::fixed(offset.unwrap_or(Offset::UTC)))
    }

    /// What calendar and clock show here at `at`, in epoch milliseconds. An
    /// instant outside the years −9999 to 9999 counts as the nearest inside.
    #[must_use]
    pub fn civil(&self, at: i64) -> DateTime {
        self.0.to_datetime(timestamp(at))
    }

    /// The instant, in epoch milliseconds, at which calendar and clock here
    /// show `civil`: the first of the two where an hour is repeated, and as
    /// long after the change as `civil` is after it where an hour is skipped.
    #[must_use]
    pub fn instant(&self, civil: DateTime) -> i64 {
        let found = self.0.to_ambiguous_timestamp(civil).compatible();
        found.map_or_else(|_| nearest(civil), Timestamp::as_millisecond)
    }

    /// All instants at which calendar and clock here show `first`, `last` or
    /// a time between. An hour that is repeated in autumn counts twice.
    #[must_use]
    pub fn interval(&self, first: DateTime, last: DateTime) -> Interval {
        let end = self.0.to_ambiguous_timestamp(last).later();
        Interval::between(
            self.instant(first),
            end.map_or_else(|_| nearest(last), Timestamp::as_millisecond),
        )
    }
}

/// The POSIX rule of an IANA name.
fn rule_of(name: &str) -> Option<&'static str> {
    RULES
        .iter()
        .find(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
        .map(|(rule, _)| *rule)
}

/// The instant itself, or the nearest that jiff can hold.
fn timestamp(at: i64) -> Timestamp {
    let bound = if at < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(at).unwrap_or(bound)
}

/// The epoch milliseconds of a civil time at the end of what jiff can hold.
fn nearest(civil: DateTime) -> i64 {
    let since_1970 = civil.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0));
    let bounded = since_1970.clamp(
        SignedDuration::from_millis(Timestamp::MIN.as_millisecond()),
        SignedDuration::from_millis(Timestamp::MAX.as_millisecond()),
    );
    i64::try_from(bounded.as_millis()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;
    use proptest::prelude::*;

    use super::*;

    const HOUR_MS: i64 = 3_600_000;

    fn check(name: &str, at: &str, shown: DateTime) {
        let at = at.parse::<Timestamp>().unwrap().as_millisecond();
        let zone = Zone::named(Some(name), 0);
        assert_eq!(zone.civil(at), shown, "{name}");
        assert_eq!(zone.instant(shown), at, "{name}");
    }

    #[test]
    fn every_rule_is_read_and_no_name_stands_twice() {
        let mut seen = Vec::new();
        for (rule, names) in RULES {
            assert!(TimeZone::posix(rule).is_ok(), "{rule}");
            for name in *names {
                assert!(!seen.contains(name), "{name}");
                assert_eq!(rule_of(name), Some(*rule));
                seen.push(name);
            }
        }
    }

    #[test]
    fn shows_summer_and_winter_time() {
        check("Europe/Copenhagen", "2012-08-03T07:00:00Z", datetime(2012, 8, 3, 9, 0, 0, 0));
        check("europe/oslo", "2012-12-31T23:30:00Z", datetime(2013, 1, 1, 0, 30, 0, 0));
        check("Europe/Helsinki", "2012-08-03T07:00:00Z", datetime(2012, 8, 3, 10, 0, 0, 0));
        check("Atlantic/Reykjavik", "2012-08-03T07:00:00Z", datetime(2012, 8, 3, 7, 0, 0, 0));
        check("Atlantic/Faroe", "2012-08-03T07:00:00Z", datetime(2012, 8, 3, 8, 0, 0, 0));
        check("Europe/Dublin", "2012-08-03T07:00:00Z", datetime(2012, 8, 3, 8, 0, 0, 0));
        check("Europe/Dublin", "2012-01-03T07:00:00Z", datetime(2012, 1, 3, 7, 0, 0, 0));
        check("America/Nuuk", "2026-07-03T07:00:00Z", datetime(2026, 7, 3, 6, 0, 0, 0));
        check("America/New_York", "2012-11-04T07:00:00Z", datetime(2012, 11, 4, 2, 0, 0, 0));
    }

    #[test]
    fn an_unknown_name_falls_back_to_the_offset() {
        assert_eq!(Zone::named(Some("Mars/Olympus"), 90), Zone::fixed(90));
        assert_eq!(Zone::named(None, 120).civil(0), datetime(1970, 1, 1, 2, 0, 0, 0));
        assert_eq!(Zone::fixed(i32::MAX), Zone::fixed(0));
        assert!(!Zone::knows("Mars/Olympus") && Zone::knows("UTC"));
    }

    #[test]
    fn a_repeated_hour_counts_twice_and_a_skipped_one_comes_after() {
        let zone = Zone::named(Some("Europe/Copenhagen"), 0);
        let repeated = zone.interval(
            datetime(2012, 10, 28, 2, 30, 0, 0),
            datetime(2012, 10, 28, 2, 30, 59, 999_000_000),
        );
        assert_eq!(repeated.latest - repeated.earliest, HOUR_MS + 59_999);
        let before = zone.interval(
            datetime(2012, 10, 28, 1, 59, 0, 0),
            datetime(2012, 10, 28, 1, 59, 59, 999_000_000),
        );
        assert_eq!(before.latest - before.earliest, 59_999);
        let day = zone.interval(
            datetime(2012, 3, 25, 0, 0, 0, 0),
            datetime(2012, 3, 25, 23, 59, 59, 999_000_000),
        );
        assert_eq!(day.latest - day.earliest, 23 * HOUR_MS - 1);
        assert_eq!(
            zone.civil(zone.instant(datetime(2012, 3, 25, 2, 30, 0, 0))),
            datetime(2012, 3, 25, 3, 30, 0, 0)
        );
    }

    proptest! {
        #[test]
        fn no_instant_and_no_offset_panics(at in any::<i64>(), offset in any::<i32>()) {
            for zone in [Zone::fixed(offset), Zone::named(Some("Europe/Oslo"), 0)] {
                let civil = zone.civil(at);
                let interval = zone.interval(civil, civil);
                prop_assert!(interval.earliest <= interval.latest);
            }
        }

        #[test]
        fn what_is_shown_leads_back(at in 0_i64..4_102_444_800_000, rule in 0..RULES.len()) {
            let zone = Zone::named(RULES[rule].1.first().copied(), 0);
            let civil = zone.civil(at);
            prop_assert!(zone.interval(civil, civil).contains(at));
        }

        #[test]
        fn the_ends_of_time_do_not_panic(year in -9999_i16..=9999, offset in -1_500_i32..1_500) {
            for civil in [DateTime::MIN, DateTime::MAX, datetime(year, 1, 1, 0, 0, 0, 0)] {
                let interval = Zone::fixed(offset).interval(civil, DateTime::MAX);
                prop_assert!(interval.earliest <= interval.latest);
            }
        }
    }
}
