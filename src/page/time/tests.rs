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
fn reads_danish() {
    check(
        Lang::Da,
        &[
            ("2 t", "2h..3h"),
            ("2 t.", "2h..3h"),
            ("16 t", "16h..17h"),
            ("18 T", "18h..19h"),
            ("14 min.", "14m..15m"),
            ("14 min", "14m..15m"),
            ("5 m", "5m..6m"),
            ("30 sek.", "30s..31s"),
            ("3 d", "3d..4d"),
            ("1 u", "1w..2w"),
            ("5 u.", "5w..6w"),
            ("2 å", ">2009-08-03 09:00:00 to 2010-08-03 09:00:00"),
            ("1 år", ">2010-08-03 09:00:00 to 2011-08-03 09:00:00"),
            ("2 mdr.", ">2012-05-03 09:00:00 to 2012-06-03 09:00:00"),
            ("1 md.", ">2012-06-03 09:00:00 to 2012-07-03 09:00:00"),
            ("Lige nu", "0s..1m"),
            ("lige nu", "0s..1m"),
            ("Nu", "0s..1m"),
            ("for få sekunder siden", "0s..1m"),
            ("mindre end et minut siden", "0s..1m"),
            ("en time siden", "1h..2h"),
            ("for en time siden", "1h..2h"),
            ("for ca. 3 timer siden", "3h..4h"),
            ("3 timer siden", "3h..4h"),
            ("for 2 timer og 5 minutter siden", "125m..126m"),
            ("for et par minutter siden", "2m..12m"),
            ("en halv time siden", "30m..60m"),
            ("for næsten 3 dage siden", "2d..3d"),
            ("for 2 dage siden", "2d..3d"),
            ("for 15 måneder siden", ">2011-04-03 09:00:00 to 2011-05-03 09:00:00"),
            ("sidste måned", "2012-07"),
            ("sidste år", "2011"),
            ("i dag", "2012-08-03"),
            ("i dag kl. 08.00", "2012-08-03 08:00"),
            ("I dag 08.00", "2012-08-03 08:00"),
            ("i dag kl. 8", "2012-08-03 08"),
            ("i går", "2012-08-02"),
            ("I går kl. 16.54", "2012-08-02 16:54"),
            ("i går kl. 16:54", "2012-08-02 16:54"),
            ("i\u{a0}går · 16.54", "2012-08-02 16:54"),
            ("i aftes kl. 20.15", "2012-08-02 20:15"),
            ("i morges kl. 7.15", "2012-08-03 07:15"),
            ("3 dg", "3d..4d"),
            ("i forgårs kl. 7.05", "2012-08-01 07:05"),
            ("mandag kl. 12.30", "2012-07-30 12:30"),
            ("Mandag", "2012-07-30"),
            ("i mandags kl. 12.30", "2012-07-30 12:30"),
            ("fredag kl. 08.59", "2012-08-03 08:59"),
            ("fredag kl. 09.01", "2012-07-27 09:01"),
            ("fre. 08.59", "2012-08-03 08:59"),
            ("28. juli kl. 09.05", "2012-07-28 09:05"),
            ("28. jul. kl. 09.05", "2012-07-28 09:05"),
            ("28. juli", "2012-07-28"),
            ("28. december", "2011-12-28"),
            ("3. august kl. 08.00", "2012-08-03 08:00"),
            ("4. august", "2011-08-04"),
            ("2. august 2012", "2012-08-02"),
            ("torsdag den 2. august 2012 kl. 16.54", "2012-08-02 16:54"),
            ("torsdag d. 2. august 2012 kl. 16.54", "2012-08-02 16:54"),
            ("fredag, 03 september 2010", "2010-09-03"),
            ("den 2. august 2012 klokken 16.54", "2012-08-02 16:54"),
            ("2. aug. 2012 16.54.30", "2012-08-02 16:54:30"),
            ("02.08.2012", "2012-08-02"),
            ("02.08.2012 16.54", "2012-08-02 16:54"),
            ("2/8-2012", "2012-08-02"),
            ("2/8 kl. 16.54", "2012-08-02 16:54"),
            ("02.08. kl. 16.54", "2012-08-02 16:54"),
            ("02-08-2012 16:54", "2012-08-02 16:54"),
            ("02.08.12", "2012-08-02"),
            ("august 2011", "2011-08"),
            ("2 t · Redigeret", "2h..3h"),
            ("Redigeret · 2 t", "2h..3h"),
            ("2 t redigeret", "2h..3h"),
            ("3 d · redigeret for 2 t. siden", "3d..4d"),
            ("2 t Synes godt om Svar", "2h..3h"),
            ("2 t Følg", "2h..3h"),
            ("08.15", "2012-08-03 08:15"),
            ("16.54", "2012-08-02 16:54"),
        ],
    );
}

#[test]
fn reads_bokmal() {
    check(
        Lang::Nb,
        &[
            ("18 t", "18h..19h"),
            ("2 t.", "2h..3h"),
            ("3 t", "3h..4h"),
            ("1 u", "1w..2w"),
            ("2 uker siden", "2w..3w"),
            ("1 uke siden", "1w..2w"),
            ("3 mnd siden", ">2012-04-03 09:00:00 to 2012-05-03 09:00:00"),
            ("5 år siden", ">2006-08-03 09:00:00 to 2007-08-03 09:00:00"),
            ("akkurat nå", "0s..1m"),
            ("Akkurat nå", "0s..1m"),
            ("Nå nettopp", "0s..1m"),
            ("Nå", "0s..1m"),
            ("for 3 timer siden", "3h..4h"),
            ("for én uke siden", "1w..2w"),
            ("for to dager siden", "2d..3d"),
            ("30 minutter siden", "30m..31m"),
            ("45 sekunder siden", "45s..46s"),
            ("forrige uke", ">2012-07-22 23:59:59.999 to 2012-07-29 23:59:59.999"),
            ("i fjor", "2011"),
            ("i går kl. 16.54", "2012-08-02 16:54"),
            ("I går kl. 16:54", "2012-08-02 16:54"),
            ("i går, 16:54", "2012-08-02 16:54"),
            ("tirsdag kl. 12:30", "2012-07-31 12:30"),
            ("2. august kl. 16:54", "2012-08-02 16:54"),
            ("2. mai", "2012-05-02"),
            ("17. mai 2011", "2011-05-17"),
            ("24. des. 2011 kl. 17.00", "2011-12-24 17:00"),
            ("ons 15 des 2001", "2001-12-15"),
            ("2 mars 1998 torsdag", "1998-03-02"),
            ("Torsdag 2. august 2012 kl. 16:54", "2012-08-02 16:54"),
            ("klokka 08.30", "2012-08-03 08:30"),
            ("Redigert 3 t", "3h..4h"),
            ("Redigert · 3 t", "3h..4h"),
            ("3 d Liker Svar", "3d..4d"),
        ],
    );
}

#[test]
fn reads_nynorsk() {
    check(
        Lang::Nn,
        &[
            ("for 3 dagar sidan", "3d..4d"),
            ("3 timar sidan", "3h..4h"),
            ("ein time sidan", "1h..2h"),
            ("ei veke sidan", "1w..2w"),
            ("for 5 minutt sidan", "5m..6m"),
            ("2 v", "2w..3w"),
            ("2 veker sidan", "2w..3w"),
            ("2 månader sidan", ">2012-05-03 09:00:00 to 2012-06-03 09:00:00"),
            ("eit år sidan", ">2010-08-03 09:00:00 to 2011-08-03 09:00:00"),
            ("akkurat no", "0s..1m"),
            ("Nett no", "0s..1m"),
            ("i går kl. 16.54", "2012-08-02 16:54"),
            ("måndag kl. 12.30", "2012-07-30 12:30"),
            ("laurdag kl. 12.30", "2012-07-28 12:30"),
            ("tysdag 31. juli 2012 kl. 01.12", "2012-07-31 01:12"),
            ("tysdag 2 september 1997 01:12 fm", "1997-09-02 01:12"),
            ("2 mai 2000 søndag 09:18 ettermiddag", "2000-05-02 21:18"),
            ("2. august 2012 klokka 16.54", "2012-08-02 16:54"),
            ("førre veke", ">2012-07-22 23:59:59.999 to 2012-07-29 23:59:59.999"),
        ],
    );
}

#[test]
fn reads_swedish() {
    check(
        Lang::Sv,
        &[
            ("2 tim", "2h..3h"),
            ("2 tim.", "2h..3h"),
            ("2 h", "2h..3h"),
            ("14 min", "14m..15m"),
            ("3 d", "3d..4d"),
            ("5 v", "5w..6w"),
            ("5 v.", "5w..6w"),
            ("2 mån", ">2012-05-03 09:00:00 to 2012-06-03 09:00:00"),
            ("2 å", ">2009-08-03 09:00:00 to 2010-08-03 09:00:00"),
            ("Just nu", "0s..1m"),
            ("Nyss", "0s..1m"),
            ("för några sekunder sedan", "0s..1m"),
            ("för 3 timmar sedan", "3h..4h"),
            ("för en timme sedan", "1h..2h"),
            ("en vecka sedan", "1w..2w"),
            ("för två dagar sen", "2d..3d"),
            ("för 15 vecka sedan", "15w..16w"),
            ("ett år sedan", ">2010-08-03 09:00:00 to 2011-08-03 09:00:00"),
            ("för ungefär en timme sedan", "1h..2h"),
            ("förra veckan", ">2012-07-22 23:59:59.999 to 2012-07-29 23:59:59.999"),
            ("förra månaden", "2012-07"),
            ("förra året", "2011"),
            ("i fjol", "2011"),
            ("idag", "2012-08-03"),
            ("Idag kl 08:00", "2012-08-03 08:00"),
            ("igår kl 20:00", "2012-08-02 20:00"),
            ("igår kväll kl 20:00", "2012-08-02 20:00"),
            ("4 dgr", "4d..5d"),
            ("Igår kl 20:00", "2012-08-02 20:00"),
            ("I ga\u{30a}r kl. 20:00", "2012-08-02 20:00"),
            ("förrgår", "2012-08-01"),
            ("måndag kl 12:30", "2012-07-30 12:30"),
            ("Mån 12:30", "2012-07-30 12:30"),
            ("i måndags 12.30", "2012-07-30 12:30"),
            ("lördag", "2012-07-28"),
            ("den 2 augusti 2012 kl. 16:54", "2012-08-02 16:54"),
            ("2 augusti 2012 kl 16:54", "2012-08-02 16:54"),
            ("28 juli kl. 09:05", "2012-07-28 09:05"),
            ("28 juli", "2012-07-28"),
            ("4 augusti 2007 lördag 02:44 fm", "2007-08-04 02:44"),
            ("onsdag 16 mars 08:15 eftermiddag", "2012-03-16 20:15"),
            ("2012-08-02 16:54", "2012-08-02 16:54"),
            ("2012-08-02 kl. 16.54", "2012-08-02 16:54"),
            ("2012-08-02", "2012-08-02"),
            ("Redigerad · 2 tim", "2h..3h"),
            ("Redigerad 2 tim", "2h..3h"),
            ("2 tim Gilla Svara", "2h..3h"),
        ],
    );
}

#[test]
fn reads_english() {
    check(
        Lang::En,
        &[
            ("1w", "1w..2w"),
            ("5y", ">2006-08-03 09:00:00 to 2007-08-03 09:00:00"),
            ("3h", "3h..4h"),
            ("14m", "14m..15m"),
            ("2d", "2d..3d"),
            ("30s", "30s..31s"),
            ("2mo", ">2012-05-03 09:00:00 to 2012-06-03 09:00:00"),
            ("2 hrs", "2h..3h"),
            ("15 mins", "15m..16m"),
            ("Edited · 3h", "3h..4h"),
            ("3h · Edited", "3h..4h"),
            ("2 days ago (edited)", "2d..3d"),
            ("3d • Edited •", "3d..4d"),
            ("Just now", "0s..1m"),
            ("now", "0s..1m"),
            ("a few seconds ago", "0s..1m"),
            ("less than a minute ago", "0s..1m"),
            ("a minute ago", "1m..2m"),
            ("an hour ago", "1h..2h"),
            ("about an hour ago", "1h..2h"),
            ("half an hour ago", "30m..60m"),
            ("a couple of hours ago", "2h..12h"),
            ("2 hours, 5 minutes ago", "125m..126m"),
            ("1d 2h ago", "26h..27h"),
            ("a week ago", "1w..2w"),
            ("3 weeks ago", "3w..4w"),
            ("11 months ago", ">2011-08-03 09:00:00 to 2011-09-03 09:00:00"),
            ("a year ago", ">2010-08-03 09:00:00 to 2011-08-03 09:00:00"),
            ("last month", "2012-07"),
            ("last week", ">2012-07-22 23:59:59.999 to 2012-07-29 23:59:59.999"),
            ("today", "2012-08-03"),
            ("Today at 8:00 AM", "2012-08-03 08:00"),
            ("Yesterday", "2012-08-02"),
            ("Yesterday at 4:54 PM", "2012-08-02 16:54"),
            ("Yesterday at 4:54\u{202f}PM", "2012-08-02 16:54"),
            ("Yesterday at 4:54 p.m.", "2012-08-02 16:54"),
            ("Yesterday at 16:54", "2012-08-02 16:54"),
            ("Yesterday at 12:05 AM", "2012-08-02 00:05"),
            ("Yesterday at 12:05 PM", "2012-08-02 12:05"),
            ("Yesterday at 4 PM", "2012-08-02 16"),
            ("Monday at 12:30 PM", "2012-07-30 12:30"),
            ("Mon at 12:30", "2012-07-30 12:30"),
            ("Last Monday", "2012-07-30"),
            ("30 May at 11:02", "2012-05-30 11:02"),
            ("May 30 at 11:02 AM", "2012-05-30 11:02"),
            ("May 30", "2012-05-30"),
            ("2 August 2012 at 16:54", "2012-08-02 16:54"),
            ("August 2, 2012 at 4:54 PM", "2012-08-02 16:54"),
            ("August 2nd, 2012", "2012-08-02"),
            ("the 2nd of August 2012", "2012-08-02"),
            ("Thursday, August 2, 2012 at 4:54 PM", "2012-08-02 16:54"),
            ("Thursday 2 August 2012 at 16:54", "2012-08-02 16:54"),
            ("Aug 2, 2012", "2012-08-02"),
            ("Aug 2,2012", "2012-08-02"),
            ("Sept 3 2011", "2011-09-03"),
            ("2 Aug 12", "2012-08-02"),
            ("4:54 PM · Aug 2, 2012", "2012-08-02 16:54"),
            ("4:54 PM · Aug 2, 2012 · 1,234 Views", "2012-08-02 16:54"),
            ("Aug 02, 2012, 16:54 UTC", "2012-08-02 18:54"),
            ("Thu, 02 Aug 2012 14:54:00 GMT", "2012-08-02 16:54:00"),
            ("Thu Aug 02 14:54:30 +0000 2012", "2012-08-02 16:54:30"),
            ("Thu Aug 02 2012 09:54:30 GMT-0500 (CDT)", "2012-08-02 16:54:30"),
            ("August 2011", "2011-08"),
            ("8/2/2012", "2012-08-02 or 2012-02-08"),
            ("7/30/2012", "2012-07-30"),
            ("10/8/2011", "2011-08-10 or 2011-10-08"),
            ("12/7/2012", "2012-07-12"),
        ],
    );
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
fn reads_the_time_at_the_end_of_a_label() {
    check(
        Lang::Nb,
        &[
            ("Kommentar fra Anders Berg for 2 dager siden", "2d..3d"),
            ("Kommentar fra Jan 2 dager siden", "2d..3d"),
            ("Kommentar fra Mai Juni Torsdag for en uke siden", "1w..2w"),
            ("Svar fra Kari på Ola sin kommentar for 5 t siden", "5h..6h"),
            ("Kommentar fra Firma 24. 3 d", "3d..4d"),
            ("Kommentar fra I Dag AS i går kl. 16.54", "2012-08-02 16:54"),
            ("Kommentar fra Tor Hansen", "none"),
            ("Kommentar fra August Strindberg", "none"),
            ("Kommentar fra Nå", "none"),
        ],
    );
    check(
        Lang::En,
        &[
            ("Comment by Anna Smith a week ago", "1w..2w"),
            ("Comment by Blink182 3 days ago", "3d..4d"),
            ("Comment by Studio 54: 2 hours ago", "2h..3h"),
            ("Comment by April May 5 hours ago", "5h..6h"),
            ("Comment by Seven Days 7 days ago", "7d..8d"),
            ("Reply by Bo to Ann's comment 12 minutes ago", "12m..13m"),
            ("Comment by Sunday Times yesterday at 4:54 PM", "2012-08-02 16:54"),
            ("Comment by 3 Days Grace", "none"),
            ("Comment by May West", "none"),
        ],
    );
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
fn letters_without_a_language_widen() {
    check_at(
        NOW,
        None,
        &[
            ("5 m", "5m..6m or >2012-02-03 09:00:00 to 2012-03-03 09:00:00"),
            ("2 t", "2h..3h"),
            ("1 u", "1w..2w"),
            ("5 v", "5w..6w"),
            ("5y", ">2006-08-03 09:00:00 to 2007-08-03 09:00:00"),
            ("1/2/2012", "2012-01-02 or 2012-02-01"),
            ("for 3 dagar sidan", "3d..4d"),
            ("igår kl 20:00", "2012-08-02 20:00"),
            ("torsdag den 2. august 2012 kl. 16.54", "2012-08-02 16:54"),
        ],
    );
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
        assert!(as_said(Some(words), None, context).unwrap().contains(instant), "{words}");
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
