//! Time words of five languages, read on Friday 3 August 2012 at 09.00 in
//! Copenhagen unless a test says otherwise.

use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;

use super::*;
use crate::clock::calendar::testing::{at, ours};

const NOW: &str = "2012-08-03T09:00:00+02:00";

fn copenhagen() -> Zone {
    Zone::named(Some("Europe/Copenhagen"), 0)
}

/// The interval that `expected` describes:
/// - `none`: no time; `now`: this very millisecond;
/// - `16h..17h`: an age of at least 16 and less than 17 hours (s, m, h, d, w);
/// - `2012`, `2012-08`, `2012-08-02`, `2012-08-02 16`, `… 16:54`, `… 16:54:30`:
///   that year, month, day, hour, minute, second in the zone, up to now;
/// - `>2012-06-03 09:00:00 to 2012-07-03 09:00:00`: after the first and not after
///   the second;
/// - `A or B`: the hull of both.
fn described(expected: &str, now: i64, zone: &Zone) -> Option<Interval> {
    if expected == "none" {
        return None;
    }
    if expected == "now" {
        return Some(Interval::between(now, now));
    }
    if let Some((one, other)) = expected.split_once(" or ") {
        let one = described(one, now, zone).unwrap();
        return Some(one.hull(described(other, now, zone).unwrap()));
    }
    if let Some((least, most)) = expected.split_once("..") {
        let (least, most) = (length(least), length(most));
        return Some(Interval::between(now - most + 1, now - least));
    }
    if let Some(both) = expected.strip_prefix('>') {
        let (after, until) = both.split_once(" to ").unwrap();
        let instant = |civil: &str| zone.instant(ours(civil.parse::<DateTime>().unwrap()));
        return Some(Interval::between(instant(after) + 1, instant(until)));
    }
    let whole = |text: &str, end: &str| {
        format!("{text}{}", end.get(text.len()..).unwrap()).parse::<DateTime>().unwrap()
    };
    let first = whole(expected, "0000-01-01T00:00:00");
    let last = match expected.len() {
        7 => {
            let first: Date = format!("{expected}-01").parse().unwrap();
            first.last_of_month().at(23, 59, 59, 0)
        }
        _ => whole(expected, "0000-12-31T23:59:59"),
    };
    let interval = zone.interval(ours(first), ours(last));
    Some(Interval::between(interval.earliest, interval.latest + 999).not_after(now))
}

/// "16h" in milliseconds.
fn length(text: &str) -> i64 {
    let (count, unit) = text.split_at(text.len() - 1);
    let unit = match unit {
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => 7 * 86_400_000,
    };
    count.parse::<i64>().unwrap() * unit
}

fn check_at(now: &str, ui: Option<Lang>, cases: &[(&str, &str)]) {
    let zone = copenhagen();
    let now = at(now);
    let context = TimeContext { now, zone: &zone, habits: Habits::of(ui) };
    for (words, expected) in cases {
        let found = read(Some(words), None, context);
        let shown = found.map(|found| (zone.civil(found.earliest), zone.civil(found.latest)));
        assert_eq!(
            found,
            described(expected, now, &zone),
            "{words:?} in {ui:?} should be {expected}, is {shown:?}"
        );
    }
}

fn check(ui: Lang, cases: &[(&str, &str)]) {
    check_at(NOW, Some(ui), cases);
}

fn check_datetime(datetime: &str, words: Option<&str>, expected: &str) {
    let zone = copenhagen();
    let now = at(NOW);
    let context = TimeContext { now, zone: &zone, habits: Habits::of(Some(Lang::Da)) };
    let found = read(words, Some(datetime), context);
    assert_eq!(found, described(expected, now, &zone), "{datetime:?} {words:?}");
}

#[test]
fn a_hyphenated_date_without_a_year_may_start_with_its_month() {
    for ui in [Lang::Da, Lang::En, Lang::Sv] {
        check(
            ui,
            &[
                ("3-14", "2012-03-14"),
                ("24-12", "2011-12-24"),
                ("7-7", "2012-07-07"),
                ("3-7", "2012-07-03 or 2012-03-07"),
            ],
        );
    }
}

#[test]
fn finds_no_time_where_none_is() {
    for ui in [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En] {
        check(
            ui,
            &[
                ("", "none"),
                (" · ", "none"),
                ("181 people", "none"),
                ("4 svar", "none"),
                ("1,2 t", "none"),
                ("3.5 h", "none"),
                ("Synes godt om", "none"),
                ("Rediger", "none"),
                ("redigeret", "none"),
                ("5 min read", "none"),
                ("2012", "none"),
                ("25:61", "none"),
                ("31. april kl. 12.00", "none"),
                ("kl.", "none"),
                ("i", "none"),
                ("999999999 d", "none"),
                ("999999 å", "none"),
            ],
        );
    }
}

#[test]
fn the_new_year_and_leap_days() {
    check_at(
        "2013-01-03T09:00:00+01:00",
        Some(Lang::Da),
        &[
            ("28. december kl. 09.05", "2012-12-28 09:05"),
            ("2. januar", "2013-01-02"),
            ("29. februar", "2012-02-29"),
            ("mandag kl. 12.30", "2012-12-31 12:30"),
            ("i fjor", "2012"),
            ("sidste måned", "2012-12"),
            ("sidste uge", ">2012-12-23 23:59:59.999 to 2012-12-30 23:59:59.999"),
        ],
    );
    check_at(
        "2012-03-31T09:00:00+02:00",
        Some(Lang::Da),
        &[("1 md.", ">2012-01-31 09:00:00 to 2012-02-29 09:00:00")],
    );
    check_at(
        "2011-02-28T12:00:00+01:00",
        Some(Lang::Da),
        &[("29. februar", "2008-02-29"), ("29. februar 2011", "none")],
    );
    // The page's clock is a minute ahead of ours.
    check_at(
        "2012-12-31T23:59:30+01:00",
        Some(Lang::Da),
        &[("1. januar kl. 00.00", "2013-01-01 00:00")],
    );
}

#[test]
fn summer_time_begins_and_ends() {
    let zone = copenhagen();
    check_at(
        "2012-03-26T12:00:00+02:00",
        Some(Lang::Da),
        &[("i går kl. 01.30", "2012-03-25 01:30"), ("2 d", "2d..3d"), ("i går", "2012-03-25")],
    );
    let context =
        TimeContext { now: at("2012-10-29T12:00:00+01:00"), zone: &zone, habits: Habits::of(None) };
    let repeated = read(Some("i går kl. 02.30"), None, context).unwrap();
    assert_eq!(repeated.earliest, at("2012-10-28T02:30:00+02:00"));
    assert_eq!(repeated.latest, at("2012-10-28T02:30:59.999+01:00"));
    let day = read(Some("i går"), None, context).unwrap();
    assert_eq!(day.latest - day.earliest + 1, length("25h"));
}

#[test]
fn the_machine_time_wins() {
    check_datetime("2012-08-02T16:54:30+02:00", None, "2012-08-02 16:54:30");
    check_datetime("2012-08-02T14:54:30Z", None, "2012-08-02 16:54:30");
    check_datetime("2012-08-02T14:54:30+0000", None, "2012-08-02 16:54:30");
    check_datetime("2012-08-02T16:54", None, "2012-08-02 16:54");
    check_datetime("2012-08-02 16:54:30", None, "2012-08-02 16:54:30");
    check_datetime("2012-08-02T16:54+02:00[Europe/Copenhagen]", None, "2012-08-02 16:54");
    check_datetime("2012-08-02", None, "2012-08-02");
    check_datetime("1343919270", None, "2012-08-02 16:54:30");
    check_datetime("torsdag den 2. august 2012 kl. 16.54", None, "2012-08-02 16:54");
    check_datetime("", Some("i går kl. 16.54"), "2012-08-02 16:54");
    check_datetime("x", Some("16 t"), "16h..17h");
    check_datetime("2012-08-02", Some("i går kl. 16.54"), "2012-08-02 16:54");
    check_datetime("2012-08-02T16:54:30+02:00", Some("5 d"), "2012-08-02 16:54:30");
    check_datetime("2012-13-02T16:54:30+02:00", None, "none");
    check_datetime("2012-08-02T16:54:30+02:00 x", None, "none");
    check_datetime("2013-08-02T16:54:30+02:00", None, "now");
    check_datetime("2012-08-03T11:00:00+02:00", Some("16 t"), "16h..17h");
    check_datetime("2012-08-03T11:00:00+02:00", Some("om 6 timer"), "now");
    let exact = Interval::between(1_343_919_270_123, 1_343_919_270_123);
    let zone = copenhagen();
    assert_eq!(machine::read("2012-08-02T14:54:30.123456Z", &zone), Some(exact));
    assert_eq!(machine::read("1343919270123", &zone), Some(exact));
}

#[test]
fn a_stated_time_has_an_offset_or_a_flaw() {
    let found = |text: &str| stated(text).map(|stated| (stated.at, stated.offset_minutes));
    for (text, offset_minutes) in [
        ("2024-05-15T10:20:00+02:00", 120),
        ("2024-05-15T10:20:30.125-0330", -210),
        ("2024-05-15 10:20Z", 0),
        ("2024-05-15T10:20:00+02:00[Europe/Copenhagen]", 120),
    ] {
        assert_eq!(found(text), Ok((at(text), offset_minutes)), "{text}");
    }
    for (text, flaw) in [
        ("", Flaw::NoDate),
        ("1343919270", Flaw::NoDate),
        ("15.5.2024 10:20", Flaw::NoDate),
        ("2023-02-29T10:20Z", Flaw::Date),
        ("2024-05-15", Flaw::NoOffset),
        ("2024-05-15X10:20Z", Flaw::NoTime),
        ("2024-05-15T10Z", Flaw::NoTime),
        ("2024-05-15T25:20Z", Flaw::Time),
        ("2024-05-15T10:20:00", Flaw::NoOffset),
        ("2024-05-15T10:20:00+99:00", Flaw::Offset),
        ("2024-05-15T10:20:00 CEST", Flaw::Offset),
    ] {
        assert_eq!(found(text), Err(flaw), "{text}");
    }
}

#[test]
fn what_is_in_the_future_is_said_and_clamped() {
    let zone = copenhagen();
    let now = at(NOW);
    let context = TimeContext { now, zone: &zone, habits: Habits::of(Some(Lang::Nb)) };
    for (words, instant) in [
        ("om 6 timer", now + length("6h")),
        ("om 3 uker", now + length("3w")),
        ("i morgen", now + length("1d")),
        ("neste uke", now + length("1w")),
        ("i dag kl. 16.54", at("2012-08-03T16:54:00+02:00")),
    ] {
        assert!(said(Some(words), None, context).unwrap().at.contains(instant), "{words}");
        assert_eq!(read(Some(words), None, context), Some(Interval::between(now, now)), "{words}");
    }
}

/// Strings in the manner of time words.
fn time_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,12}",
        "[0-9]{1,4}[.:/-][0-9]{1,4}([.:/-][0-9]{1,4})?",
        prop::sample::select(vec![
            "t",
            "d",
            "u",
            "v",
            "å",
            "m",
            "mo",
            "min",
            "timer",
            "år",
            "mån",
            "i",
            "går",
            "dag",
            "mandag",
            "kl",
            "den",
            "juli",
            "august",
            "feb",
            "PM",
            "AM",
            "siden",
            "for",
            "om",
            "en",
            "a",
            "ago",
            "week",
            "·",
            ",",
            "Redigeret",
            "sidste",
            "nästa",
            "halv",
            "par",
            "et",
            "mindre",
            "end",
            "less",
            "than",
            "UTC",
            "-",
            "T",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.join(" "))
}

fn any_ui() -> impl Strategy<Value = Option<Lang>> {
    prop::sample::select(vec![
        None,
        Some(Lang::Da),
        Some(Lang::Nb),
        Some(Lang::Nn),
        Some(Lang::Sv),
        Some(Lang::En),
        Some(Lang::Und),
    ])
}

fn any_now() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), 0_i64..4_102_444_800_000, Just(i64::MIN), Just(i64::MAX)]
}

proptest! {
    #[test]
    fn nothing_panics_and_nothing_is_after_now(
        words in prop_oneof![any::<String>(), time_like()],
        datetime in prop_oneof![any::<String>(), time_like(), "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+Z-]{0,20}"],
        ui in any_ui(),
        now in any_now(),
        offset in -1_500_i32..1_500,
    ) {
        for zone in [copenhagen(), Zone::fixed(offset)] {
            let _ = stated(&datetime);
            let context = TimeContext { now, zone: &zone, habits: Habits::of(ui) };
            for found in [
                read(Some(&words), None, context),
                read(None, Some(&datetime), context),
                read(Some(&words), Some(&datetime), context),
            ].into_iter().flatten() {
                prop_assert!(found.earliest <= found.latest && found.latest <= now);
            }
        }
    }

    #[test]
    fn an_age_in_units_holds_every_such_age(
        hours in 0_i64..100_000,
        rest in 0_i64..3_600_000,
        now in 1_000_000_000_000_i64..2_000_000_000_000,
    ) {
        let zone = copenhagen();
        let posted = now - hours * 3_600_000 - rest;
        let context = TimeContext { now, zone: &zone, habits: Habits::of(Some(Lang::Da)) };
        let found = read(Some(&format!("{hours} t")), None, context).unwrap();
        prop_assert!(found.contains(posted));
        prop_assert!(!found.contains(now - hours * 3_600_000 + 1));
        prop_assert!(!found.contains(now - (hours + 1) * 3_600_000));
    }

    #[test]
    fn a_date_written_out_reads_back(days in 0_i32..20_000, minute in 0_i8..60, hour in 4_i8..24, lang in any_ui()) {
        let zone = copenhagen();
        let day = date(1990, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let tables = words::tables(Habits::of(lang)).next().unwrap();
        let month = tables.months[day.month() as usize - 1][0];
        let text = format!("{}. {month} {} kl. {hour:02}.{minute:02}", day.day(), day.year());
        let context = TimeContext { now: i64::MAX, zone: &zone, habits: Habits::of(lang) };
        let earliest = zone.instant(ours(day.at(hour, minute, 0, 0)));
        prop_assert_eq!(read(Some(&text), None, context), Some(Interval::between(earliest, earliest + 59_999)));
    }

    #[test]
    fn surrounding_words_do_not_change_an_age(name in "[A-ZÆØÅ][a-zæøå]{2,9}( [A-ZÆØÅ][a-zæøå]{2,9})?", days in 1_u32..300) {
        let zone = copenhagen();
        let context = TimeContext { now: at(NOW), zone: &zone, habits: Habits::of(Some(Lang::Da)) };
        let alone = read(Some(&format!("for {days} dage siden")), None, context);
        let label = read(Some(&format!("Kommentar fra {name} for {days} dage siden")), None, context);
        prop_assert_eq!(alone, label);
    }
}
