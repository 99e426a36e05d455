//! The time zones a page can be in, without a zone database.
//!
//! Each zone has the rule that holds there today. In the European Union that
//! rule is of 1996, in the United States of 2007: older times can be an hour
//! off, which no post on a social page will notice.

use time::{Date, Month, PrimitiveDateTime, Time};

use super::Interval;
use super::calendar;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// When summer time begins and ends. It is an hour ahead of standard time.
#[derive(Debug, PartialEq)]
struct Summer {
    begins: Turn,
    ends: Turn,
}

/// A change of the clocks, on a Sunday of every year.
#[derive(Debug, PartialEq)]
struct Turn {
    month: Month,
    /// It is the first Sunday from this day of the month on: from 1 the first,
    /// from 8 the second, from 25 the last of a month of 31 days.
    from_day: u8,
    at: At,
}

/// The hour of that Sunday.
#[derive(Debug, PartialEq)]
enum At {
    /// In UTC.
    Utc(i64),
    /// What the clocks there show just before they are changed.
    Wall(i64),
}

const fn summer(begins: (Month, u8, At), ends: (Month, u8, At)) -> Summer {
    Summer {
        begins: Turn { month: begins.0, from_day: begins.1, at: begins.2 },
        ends: Turn { month: ends.0, from_day: ends.1, at: ends.2 },
    }
}

static EUROPE: Summer = summer((Month::March, 25, At::Utc(1)), (Month::October, 25, At::Utc(1)));
static NORTH_AMERICA: Summer =
    summer((Month::March, 8, At::Wall(2)), (Month::November, 1, At::Wall(2)));
static AUSTRALIA: Summer = summer((Month::October, 1, At::Wall(2)), (Month::April, 1, At::Wall(3)));
static NEW_ZEALAND: Summer =
    summer((Month::September, 24, At::Wall(2)), (Month::April, 1, At::Wall(3)));

/// A family of zones: the minutes that standard time is ahead of UTC, when
/// summer time is, and the IANA names.
type Family = (i32, Option<&'static Summer>, &'static [&'static str]);

static FAMILIES: &[Family] = &[
    (
        60,
        Some(&EUROPE),
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
        120,
        Some(&EUROPE),
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
            "Europe/Chisinau",
            "Europe/Tiraspol",
            "EET",
        ],
    ),
    (
        0,
        Some(&EUROPE),
        &[
            "Atlantic/Faroe",
            "Atlantic/Faeroe",
            "Atlantic/Canary",
            "Atlantic/Madeira",
            "Europe/Lisbon",
            "Portugal",
            "WET",
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
    (0, None, &["Atlantic/Reykjavik", "Iceland", "UTC", "Etc/UTC", "GMT", "Etc/GMT"]),
    (-120, Some(&EUROPE), &["America/Nuuk", "America/Godthab"]),
    (-60, Some(&EUROPE), &["Atlantic/Azores"]),
    (120, None, &["Europe/Kaliningrad"]),
    (180, None, &["Europe/Istanbul", "Europe/Minsk", "Europe/Moscow", "Europe/Simferopol"]),
    (-300, Some(&NORTH_AMERICA), &["America/New_York", "America/Toronto"]),
    (-360, Some(&NORTH_AMERICA), &["America/Chicago"]),
    (-420, Some(&NORTH_AMERICA), &["America/Denver"]),
    (-420, None, &["America/Phoenix"]),
    (-480, Some(&NORTH_AMERICA), &["America/Los_Angeles"]),
    (-540, Some(&NORTH_AMERICA), &["America/Anchorage"]),
    (-600, None, &["Pacific/Honolulu"]),
    (-240, Some(&NORTH_AMERICA), &["America/Halifax"]),
    (330, None, &["Asia/Kolkata"]),
    (480, None, &["Asia/Manila", "Asia/Singapore"]),
    (600, Some(&AUSTRALIA), &["Australia/Sydney"]),
    (720, Some(&NEW_ZEALAND), &["Pacific/Auckland"]),
];

/// A time zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// How far standard time is ahead of UTC, in milliseconds.
    standard: i64,
    summer: Option<&'static Summer>,
}

impl Zone {
    /// The zone of an IANA name that we know the rules of (in any case); else
    /// a fixed offset of `offset_minutes` ahead of UTC, and UTC itself where
    /// no such offset exists.
    #[must_use]
    pub fn named(name: Option<&str>, offset_minutes: i32) -> Self {
        name.and_then(family).map_or_else(
            || Self::fixed(offset_minutes),
            |(minutes, summer, _)| Self { summer: *summer, ..Self::fixed(*minutes) },
        )
    }

    /// Whether [`Zone::named`] knows the rules of this IANA name.
    #[must_use]
    pub fn knows(name: &str) -> bool {
        family(name).is_some()
    }

    /// The zone that is always `offset_minutes` ahead of UTC; UTC where no
    /// such offset exists.
    #[must_use]
    pub fn fixed(offset_minutes: i32) -> Self {
        let minutes = if offset_minutes.unsigned_abs() < 24 * 60 { offset_minutes } else { 0 };
        Self { standard: i64::from(minutes) * MINUTE_MS, summer: None }
    }

    /// Whether the clocks here may be changed on a day: some days are named
    /// on which they are not.
    #[must_use]
    pub fn may_change(&self, day: Date) -> bool {
        let months = self.summer.map(|summer| [summer.begins.month, summer.ends.month]);
        months.is_some_and(|months| months.contains(&day.month()))
    }

    /// What calendar and clock show here at `at`, in epoch milliseconds. A
    /// time outside the years −9999 to 9999 counts as the nearest inside.
    #[must_use]
    pub fn civil(&self, at: i64) -> PrimitiveDateTime {
        calendar::of_utc(at.saturating_add(self.ahead(at)))
    }

    /// The instant, in epoch milliseconds, at which calendar and clock here
    /// show `civil`: the first of the two where an hour is repeated, and as
    /// long after the change as `civil` is after it where an hour is skipped.
    #[must_use]
    pub fn instant(&self, civil: PrimitiveDateTime) -> i64 {
        let (in_summer, in_standard) = self.instants(civil);
        in_summer.unwrap_or(in_standard)
    }

    /// All instants at which calendar and clock here show `first`, `last` or
    /// a time between. An hour that is repeated in autumn counts twice.
    #[must_use]
    pub fn interval(&self, first: PrimitiveDateTime, last: PrimitiveDateTime) -> Interval {
        let (in_summer, in_standard) = self.instants(last);
        let is_standard = self.ahead(in_standard) == self.standard;
        let end = in_summer.filter(|_| !is_standard).unwrap_or(in_standard);
        Interval::between(self.instant(first), end)
    }

    /// When it is `civil` here by summer time, if that holds then; and by
    /// standard time, whether that holds or not.
    fn instants(&self, civil: PrimitiveDateTime) -> (Option<i64>, i64) {
        let in_standard = calendar::in_utc(civil).saturating_sub(self.standard);
        let in_summer = in_standard.saturating_sub(HOUR_MS);
        let is_summer = self.ahead(in_summer) != self.standard;
        (is_summer.then_some(in_summer), in_standard)
    }

    /// How far the clocks here are ahead of UTC at `at`, in milliseconds.
    fn ahead(&self, at: i64) -> i64 {
        let summer_time = self.standard + HOUR_MS;
        let is_summer = self.summer.is_some_and(|summer| {
            let year = calendar::of_utc(at.saturating_add(self.standard)).year();
            let begins = summer.begins.instant(year, self.standard);
            let ends = summer.ends.instant(year, summer_time);
            // South of the equator summer lasts over the new year.
            if begins < ends { begins <= at && at < ends } else { at < ends || begins <= at }
        });
        if is_summer { summer_time } else { self.standard }
    }
}

impl Turn {
    /// The instant of this change in `year`, where the clocks were `ahead`
    /// milliseconds ahead of UTC before it.
    fn instant(&self, year: i32, ahead: i64) -> i64 {
        let from = Date::from_calendar_date(year, self.month, self.from_day).unwrap_or(Date::MIN);
        let days = (7 - from.weekday().number_days_from_sunday()) % 7;
        let midnight = calendar::in_utc(PrimitiveDateTime::new(from, Time::MIDNIGHT));
        let since = match self.at {
            At::Utc(hour) => hour * HOUR_MS,
            At::Wall(hour) => hour * HOUR_MS - ahead,
        };
        midnight + i64::from(days) * calendar::DAY_MS + since
    }
}

/// The family of an IANA name.
fn family(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|(_, _, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::{DateTime, datetime};
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    use super::*;
    use crate::clock::calendar::testing::{at, ours};

    fn check(name: &str, iso: &str, shown: DateTime) {
        let zone = Zone::named(Some(name), 0);
        assert_eq!(zone.civil(at(iso)), ours(shown), "{name}");
        assert_eq!(zone.instant(ours(shown)), at(iso), "{name}");
    }

    fn names() -> impl Iterator<Item = &'static str> {
        FAMILIES.iter().flat_map(|(_, _, names)| names.iter().copied())
    }

    #[test]
    fn no_name_stands_twice() {
        let mut seen = Vec::new();
        for family in FAMILIES {
            for name in family.2 {
                assert!(!seen.contains(name), "{name}");
                assert_eq!(super::family(name), Some(family));
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
        assert_eq!(Zone::named(None, 120).civil(0), ours(datetime(1970, 1, 1, 2, 0, 0, 0)));
        assert_eq!(Zone::fixed(i32::MAX), Zone::fixed(0));
        assert_eq!(Zone::fixed(i32::MIN), Zone::fixed(0));
        assert!(!Zone::knows("Mars/Olympus") && Zone::knows("UTC"));
    }

    #[test]
    fn a_repeated_hour_counts_twice_and_a_skipped_one_comes_after() {
        let zone = Zone::named(Some("Europe/Copenhagen"), 0);
        let repeated = zone.interval(
            ours(datetime(2012, 10, 28, 2, 30, 0, 0)),
            ours(datetime(2012, 10, 28, 2, 30, 59, 999_000_000)),
        );
        assert_eq!(repeated.latest - repeated.earliest, HOUR_MS + 59_999);
        let before = zone.interval(
            ours(datetime(2012, 10, 28, 1, 59, 0, 0)),
            ours(datetime(2012, 10, 28, 1, 59, 59, 999_000_000)),
        );
        assert_eq!(before.latest - before.earliest, 59_999);
        let day = zone.interval(
            ours(datetime(2012, 3, 25, 0, 0, 0, 0)),
            ours(datetime(2012, 3, 25, 23, 59, 59, 999_000_000)),
        );
        assert_eq!(day.latest - day.earliest, 23 * HOUR_MS - 1);
        assert_eq!(
            zone.civil(zone.instant(ours(datetime(2012, 3, 25, 2, 30, 0, 0)))),
            ours(datetime(2012, 3, 25, 3, 30, 0, 0))
        );
    }

    /// Holds our zone of this name against jiff's at `at`.
    fn agrees(name: &str, theirs: &TimeZone, at: i64) {
        let zone = Zone::named(Some(name), 0);
        let shown = theirs.to_datetime(Timestamp::from_millisecond(at).unwrap());
        assert_eq!(zone.civil(at), ours(shown), "{name} at {at}");
        // Also what no clock shows in spring: an hour on, by the civil calendar.
        for civil in [shown, shown.saturating_add(jiff::Span::new().hours(1))] {
            let ambiguous = theirs.to_ambiguous_timestamp(civil);
            let earliest = ambiguous.compatible().unwrap().as_millisecond();
            let latest = ambiguous.later().unwrap().as_millisecond();
            assert_eq!(zone.instant(ours(civil)), earliest, "{name} {civil}");
            let both = zone.interval(ours(civil), ours(civil));
            assert_eq!(both, Interval::between(earliest, latest), "{name} {civil}");
        }
    }

    /// Every half hour of two days around each change in these years.
    fn agrees_around_changes(name: &str, years: std::ops::RangeInclusive<i16>) {
        let theirs = TimeZone::get(name).unwrap();
        let start = DateTime::new(*years.start(), 1, 1, 0, 0, 0, 0).unwrap();
        let start = theirs.to_timestamp(start).unwrap();
        for change in theirs.following(start) {
            if theirs.to_datetime(change.timestamp()).year() > *years.end() {
                break;
            }
            let change = change.timestamp().as_millisecond();
            for half_hours in -48..=48 {
                for near in [-1, 0, 1] {
                    agrees(name, &theirs, change + half_hours * HOUR_MS / 2 + near);
                }
            }
        }
    }

    const FROM_2007: [&str; 7] = [
        "Europe/Copenhagen",
        "Europe/Oslo",
        "Europe/Stockholm",
        "Europe/Helsinki",
        "Europe/London",
        "Atlantic/Reykjavik",
        "America/New_York",
    ];

    #[test]
    fn the_zone_database_changes_the_clocks_when_we_do() {
        for name in FROM_2007 {
            agrees_around_changes(name, 2007..=2040);
        }
        for name in names() {
            agrees_around_changes(name, 2026..=2030);
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_zone_database(at in at("2007-01-01T00Z")..at("2041-01-01T00Z")) {
            for name in FROM_2007 {
                agrees(name, &TimeZone::get(name).unwrap(), at);
            }
        }

        #[test]
        fn every_zone_has_the_rule_of_today(at in at("2026-07-01T00Z")..at("2041-01-01T00Z")) {
            for name in names() {
                agrees(name, &TimeZone::get(name).unwrap(), at);
            }
        }

        #[test]
        fn a_rule_holds_in_all_years(at in at("-009999-01-04T00Z")..at("9999-12-28T00Z")) {
            for (name, rule) in [
                ("Europe/Copenhagen", "CET-1CEST,M3.5.0,M10.5.0/3"),
                ("America/New_York", "EST5EDT,M3.2.0,M11.1.0"),
                ("Pacific/Auckland", "NZST-12NZDT,M9.5.0,M4.1.0/3"),
            ] {
                agrees(name, &TimeZone::posix(rule).unwrap(), at);
            }
        }

        #[test]
        fn no_instant_and_no_offset_panics(at in any::<i64>(), offset in any::<i32>()) {
            for zone in names().map(|name| Zone::named(Some(name), 0)).chain([Zone::fixed(offset)]) {
                for at in [at, i64::MIN, i64::MAX] {
                    let civil = zone.civil(at);
                    let interval = zone.interval(civil, civil);
                    prop_assert!(interval.earliest <= interval.latest);
                }
            }
        }

        #[test]
        fn what_is_shown_leads_back(at in -62_000_000_000_000_i64..4_102_444_800_000, family in 0..FAMILIES.len()) {
            let zone = Zone::named(FAMILIES[family].2.first().copied(), 0);
            let civil = zone.civil(at);
            prop_assert!(zone.interval(civil, civil).contains(at));
        }

        #[test]
        fn the_ends_of_time_do_not_panic(year in -9999_i16..=9999, offset in -1_500_i32..1_500) {
            let new_year = ours(datetime(year, 1, 1, 0, 0, 0, 0));
            for civil in [PrimitiveDateTime::MIN, PrimitiveDateTime::MAX, new_year] {
                for zone in [Zone::fixed(offset), Zone::named(Some("Pacific/Auckland"), 0)] {
                    let interval = zone.interval(civil, PrimitiveDateTime::MAX);
                    prop_assert!(interval.earliest <= interval.latest);
                }
            }
        }
    }
}
