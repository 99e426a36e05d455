use proptest::prelude::*;

use super::*;
use crate::clock::calendar::testing::at;
use crate::clock::holidays::Country;

const HOUR_MS: i64 = 60 * MINUTE_MS;

/// Near the end of the years that are reckoned in.
const LAST: i64 = 2_366_668_800_000;

/// Monday to Thursday 8–16 and 16.30–20, Friday 9–17, in Denmark.
fn hours() -> Hours {
    let long = || vec![(990, 1200), (480, 960)];
    let week = [long(), long(), long(), long(), vec![(540, 1020)], Vec::new(), Vec::new()];
    let zone = Zone::named(Some("Europe/Copenhagen"), 0);
    Hours::new(zone, week, Vec::new(), Some(Holidays::of(Country::Dk, false)), Vec::new())
}

fn always(periods: &[Period], zone: &str) -> Hours {
    let week = [const { Vec::new() }; 7].map(|_: Vec<Period>| periods.to_vec());
    Hours::new(Zone::named(Some(zone), 0), week, Vec::new(), None, Vec::new())
}

#[test]
fn friday_afternoon_and_an_hour_is_monday_morning() {
    let hours = hours();
    let friday = at("2026-11-20T16:30+01:00");
    // Until 17 on Friday, and from 8 on Monday.
    assert_eq!(hours.after(friday, HOUR_MS), at("2026-11-23T08:30+01:00"));
    assert_eq!(hours.after(friday, HOUR_MS / 2), at("2026-11-20T17:00+01:00"));
    assert_eq!(hours.between(friday, at("2026-11-23T09:30+01:00")), 2 * HOUR_MS);
    assert_eq!(hours.after(friday, 0), friday);
    assert_eq!(hours.after(friday, -5), friday);
}

#[test]
fn it_says_when_it_closes_and_opens() {
    let hours = hours();
    let told = |iso: &str| (hours.closes(at(iso)), hours.opens(at(iso)));
    assert_eq!(told("2026-11-20T16:54+01:00"), (Some(at("2026-11-20T17:00+01:00")), None));
    assert_eq!(told("2026-11-20T17:00+01:00"), (None, Some(at("2026-11-23T08:00+01:00"))));
    assert_eq!(told("2026-11-23T16:10+01:00"), (None, Some(at("2026-11-23T16:30+01:00"))));
    assert!(hours.is_open(at("2026-11-23T08:00+01:00")));
    // From Wednesday before Easter until Tuesday after it.
    assert_eq!(told("2026-04-01T20:00+02:00").1, Some(at("2026-04-07T08:00+02:00")));
}

#[test]
fn a_period_that_runs_on_over_midnight_closes_at_its_end() {
    let night = always(&[(0, 360), (1320, DAY)], "Europe/Oslo");
    assert_eq!(night.closes(at("2026-11-20T23:00+01:00")), Some(at("2026-11-21T06:00+01:00")));
    let ever = always(&[(0, DAY)], "Europe/Oslo");
    assert!(ever.is_open(0) && ever.closes(at("2026-11-20T23:00+01:00")).is_none());
    let never = always(&[], "Europe/Oslo");
    assert_eq!(never.opens(at("2026-11-20T23:00+01:00")), None);
}

#[test]
fn a_day_the_clocks_are_changed_is_as_long_as_it_is() {
    let night = always(&[(60, 240)], "Europe/Copenhagen");
    let of = |from: &str, to: &str| night.between(at(from), at(to)) / HOUR_MS;
    assert_eq!(of("2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00"), 2);
    assert_eq!(of("2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00"), 4);
    assert_eq!(of("2026-10-24T00:00+02:00", "2026-10-25T00:00+02:00"), 3);
    // A period that ends in the hour that is skipped, and one that begins there.
    let split = always(&[(60, 150), (150, 240)], "Europe/Copenhagen");
    assert_eq!(
        split.between(at("2026-03-29T00:00+01:00"), at("2026-03-30T00:00+02:00")),
        2 * HOUR_MS
    );
}

#[test]
fn the_last_exception_holds_before_a_holiday_and_the_week() {
    let day = |year, month, day| Day { year, month, day };
    let exception =
        |first, last, periods: &[Period]| Exception { first, last, periods: periods.to_vec() };
    let hours = Hours {
        exceptions: vec![
            exception(day(None, 12, 23), day(None, 1, 2), &[]),
            exception(day(None, 12, 24), day(None, 12, 24), &[(540, 720)]),
            exception(day(Some(2026), 7, 6), day(Some(2026), 7, 31), &[]),
            exception(day(Some(2026), 5, 14), day(Some(2026), 5, 14), &[(600, 660)]),
        ],
        ..hours()
    };
    let open = |iso| hours.is_open(at(iso));
    assert!(!open("2026-12-28T10:00+01:00") && !open("2027-01-01T10:00+01:00"));
    assert!(open("2026-12-24T10:00+01:00") && !open("2026-12-24T12:00+01:00"));
    assert!(!open("2026-07-06T10:00+02:00") && open("2027-07-06T10:00+02:00"));
    assert!(open("2026-05-14T10:30+02:00") && !open("2027-05-06T10:30+02:00"));
}

#[test]
fn shifts_are_known_by_the_time() {
    let shift = |name: &str, from, to, days| Shift {
        name: name.to_owned(),
        who: String::new(),
        days,
        from,
        to,
    };
    let all = [true; 7];
    let week = [true, true, true, true, true, false, false];
    let hours = Hours {
        shifts: vec![
            shift("day", 480, 960, week),
            shift("evening", 960, 1320, all),
            shift("night", 1320, 480, all),
        ],
        ..hours()
    };
    let now = |iso| hours.shift(at(iso)).map(|(shift, _)| shift.name.as_str());
    let next =
        |iso| hours.next_shift(at(iso)).map(|(shift, at)| (shift.name.as_str(), at)).unwrap();
    assert_eq!(now("2026-11-20T07:59+01:00"), Some("night"));
    assert_eq!(now("2026-11-20T08:00+01:00"), Some("day"));
    assert_eq!(next("2026-11-20T15:50+01:00"), ("evening", at("2026-11-20T16:00+01:00")));
    assert_eq!(next("2026-11-20T23:00+01:00"), ("evening", at("2026-11-21T16:00+01:00")));
    assert_eq!(now("2026-11-21T10:00+01:00"), None);
    // Nobody comes on Christmas Day, a Friday.
    assert_eq!(next("2026-12-24T23:00+01:00"), ("evening", at("2026-12-26T16:00+01:00")));
}

fn any_hours() -> impl Strategy<Value = Hours> {
    let period = || (0_u16..=DAY, 0_u16..=DAY);
    let week = proptest::collection::vec(proptest::collection::vec(period(), 0..4), 7);
    let zone = prop::sample::select(vec![
        "Europe/Copenhagen",
        "Europe/Helsinki",
        "America/Nuuk",
        "Atlantic/Azores",
        "Pacific/Auckland",
        "UTC",
    ]);
    let day = || (proptest::option::of(2020_i32..2024), 1_u8..=12, 1_u8..=31);
    let exception = (day(), day(), proptest::collection::vec(period(), 0..2));
    let country = proptest::option::of(prop::sample::select(Country::ALL.to_vec()));
    (week, zone, country, any::<bool>(), proptest::collection::vec(exception, 0..4)).prop_map(
        |(week, zone, country, half, exceptions)| {
            let mut week = week.into_iter();
            let week = std::array::from_fn(|_| week.next().unwrap());
            let exceptions = exceptions.into_iter().map(|(first, last, periods)| Exception {
                first: Day { year: first.0, month: first.1, day: first.2 },
                last: Day { year: first.0.and(last.0.or(first.0)), month: last.1, day: last.2 },
                periods,
            });
            let holidays = country.map(|country| Holidays::of(country, half));
            let zone = Zone::named(Some(zone), 0);
            Hours::new(zone, week, exceptions.collect(), holidays, Vec::new())
        },
    )
}

/// Most near now, and many around a change of the clocks.
fn instant() -> impl Strategy<Value = i64> {
    let changes =
        ["2022-03-27T01:00Z", "2022-10-30T01:00Z", "2022-04-02T14:00Z", "2022-09-24T14:00Z"];
    let change = prop::sample::select(changes.map(at).to_vec());
    prop_oneof![
        4 => at("2019-12-01T00Z")..at("2025-01-01T00Z"),
        3 => (change, -40 * HOUR_MS..40 * HOUR_MS).prop_map(|(change, off)| change + off),
        1 => at("1990-01-01T00Z")..at("2060-01-01T00Z"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn working_time_adds_up_and_never_runs_faster_than_the_clock(
        hours in any_hours(), a in instant(), b in instant(), c in instant(),
    ) {
        prop_assert_eq!(hours.between(a, b) + hours.between(b, c), hours.between(a, c));
        let (from, to) = (a.min(b), a.max(b));
        let open = hours.between(from, to);
        prop_assert!((0..=to - from).contains(&open));
    }

    #[test]
    fn what_is_added_is_what_lies_between_and_no_earlier_instant_has_it(
        hours in any_hours(), from in instant(), ms in 1_i64..400 * HOUR_MS,
    ) {
        let to = hours.after(from, ms);
        prop_assert_eq!(hours.between(from, to), ms);
        prop_assert!(hours.between(from, to - 1) < ms);
        prop_assert!(hours.after(from, ms + 1) > to);
    }

    #[test]
    fn it_is_open_just_when_working_time_passes(hours in any_hours(), at in instant()) {
        let is_open = hours.is_open(at);
        prop_assert_eq!(i64::from(is_open), hours.between(at, at + 1));
        if let Some(closes) = hours.closes(at) {
            prop_assert!(is_open && !hours.is_open(closes));
            prop_assert_eq!(hours.between(at, closes), closes - at);
        }
        if let Some(opens) = hours.opens(at) {
            prop_assert!(!is_open && hours.is_open(opens));
            prop_assert_eq!(hours.between(at, opens), 0);
        } else if !is_open {
            prop_assert_eq!(hours.between(at, LAST), 0);
        }
    }

    #[test]
    fn no_instant_panics(hours in any_hours(), at in any::<i64>(), ms in any::<i64>()) {
        for at in [at, i64::MIN, i64::MAX] {
            prop_assert!(hours.after(at, ms) >= at);
            prop_assert!(hours.closes(at).is_none_or(|closes| closes > at));
            prop_assert!(hours.opens(at).is_none_or(|opens| opens > at));
            prop_assert!(hours.is_open(at) || hours.closes(at).is_none());
            prop_assert!(hours.between(at.min(ms), at.max(ms)) >= 0);
        }
    }

    /// Minute by minute, by the clocks that jiff shows. What holds on a day on
    /// which they are changed is told above.
    #[test]
    fn a_day_is_open_in_the_minutes_its_clock_shows(
        from in 0_u16..DAY, length in 1_u16..DAY, day in 0_i64..365,
        name in prop::sample::select(vec!["Europe/Copenhagen", "America/Nuuk", "Pacific/Auckland"]),
    ) {
        let period = (from, (from + length).min(DAY));
        let hours = always(&[period], name);
        let zone = jiff::tz::TimeZone::get(name).unwrap();
        let shown = |at| zone.to_datetime(jiff::Timestamp::from_millisecond(at).unwrap());
        let start = at("2026-01-01T00Z") + day * 24 * HOUR_MS;
        let end = start + 24 * HOUR_MS;
        prop_assume!(shown(start).time() == shown(end).time());
        let minutes = (start..end).step_by(60_000).map(|at| shown(at).time());
        let is_open = |time: &jiff::civil::Time| {
            let minute = u16::try_from(time.hour()).unwrap() * 60 + u16::try_from(time.minute()).unwrap();
            (period.0..period.1).contains(&minute)
        };
        let expected = i64::try_from(minutes.filter(is_open).count()).unwrap();
        prop_assert_eq!(hours.between(start, end), expected * MINUTE_MS);
    }
}
