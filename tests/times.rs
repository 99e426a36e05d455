//! The time words of social pages in five languages, each with when that was;
//! and the laws that hold for a post that is watched on a site as it ages.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail; clippy.toml allows it in test functions only"
)]

#[path = "times/cases.rs"]
mod cases;
#[path = "times/site.rs"]
mod site;

use jiff::Timestamp;
use proptest::prelude::*;
use site::{Site, Style};
use svarklar::board::{Board, Context};
use svarklar::clock::{Interval, Zone};
use svarklar::page::Record;
use svarklar::page::time::{self, Habits, TimeContext};
use svarklar::reading::Own;
use svarklar::thread::company::Company;
use svarklar::urgency::Terms;

#[test]
fn words_are_read_as_what_they_mean() {
    let mut wrong = Vec::new();
    for case in cases::cases() {
        let zone = Zone::named(case.seen.time_zone().iana_name(), 0);
        let now = case.seen.timestamp().as_millisecond();
        let context = TimeContext { now, zone: &zone, habits: Habits::of(case.ui) };
        let found = time::read(Some(&case.words), None, context);
        if found != case.posted {
            let shown = found.map(|Interval { earliest, latest }| {
                (zone.civil(earliest).to_string(), zone.civil(latest).to_string())
            });
            let (place, words, expected) = (case.place, case.words, case.expected);
            wrong.push(format!("{place}: {words:?} should be {expected}, is {shown:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn board(site: &Site) -> Board {
    Board::new(Context {
        company: Company::new(&[], &[], &[]),
        page_zone: Zone::named(Some(site.zone), 0),
        zone: Zone::named(Some(site.zone), 0),
        ui: Some(site.ui),
        terms: Terms::default(),
        own: Own::default(),
    })
}

fn record(words: &str, reactions: i64) -> Record {
    Record {
        key: "1".to_owned(),
        parent: None,
        author: "Bo".to_owned(),
        badge: None,
        text: "Hej".to_owned(),
        time: Some(words.to_owned()),
        datetime: None,
        reactions: u64::try_from(reactions).ok(),
        shares: None,
        lang: None,
    }
}

fn any_instant() -> impl Strategy<Value = i64> {
    1_262_304_000_000_i64..2_051_222_400_000
}

/// From a millisecond to some years, as often short as long.
fn any_while() -> impl Strategy<Value = i64> {
    (0_u32..37, 0.0..1.0_f64).prop_map(|(doublings, part)| {
        let least = 1_i64 << doublings;
        least + (least as f64 * part) as i64
    })
}

fn at(milliseconds: i64, site: &Site) -> jiff::Zoned {
    Timestamp::from_millisecond(milliseconds).unwrap().in_tz(site.zone).unwrap()
}

proptest! {
    /// What is known of a post holds its true time at every moment and never
    /// grows, on sites that renew their words as time passes and on others.
    #[test]
    fn a_post_that_is_watched_only_gets_sharper(
        posted in any_instant(),
        site in site::any(),
        watched in prop::collection::vec((any_while(), any::<bool>()), 1..12),
    ) {
        let mut board = board(&site);
        let (mut seen, mut words, mut known) = (posted, None, None::<Interval>);
        for (later, is_renewed) in watched {
            seen += later;
            if is_renewed || words.is_none() {
                words = Some(site.words(&at(posted, &site), &at(seen, &site)));
            }
            let shown = words.as_deref().unwrap();
            board.put(record(shown, later), seen);
            let now_known = board.post("1").unwrap().posted;
            let Some(is) = now_known else { panic!("{shown:?} is not read") };
            prop_assert!(is.contains(posted), "{shown:?} at {}", at(seen, &site));
            if let Some(was) = known {
                prop_assert!(was.earliest <= is.earliest && is.latest <= was.latest, "{shown:?}");
            }
            known = now_known;
        }
    }

    /// Of two posts seen at the same moment the older is never the younger by
    /// its words.
    #[test]
    fn an_older_age_is_never_a_younger_time(
        posted in any_instant(),
        site in site::any().prop_filter("ages", |site| site.style != Style::Calendar),
        between in any_while(),
        later in any_while(),
    ) {
        let zone = Zone::named(Some(site.zone), 0);
        let seen = posted + between + later;
        let context = TimeContext { now: seen, zone: &zone, habits: Habits::of(Some(site.ui)) };
        let read = |posted: i64| {
            let words = site.words(&at(posted, &site), &at(seen, &site));
            time::read(Some(&words), None, context).unwrap()
        };
        let (older, younger) = (read(posted), read(posted + between));
        prop_assert!(older.earliest <= younger.earliest && older.latest <= younger.latest);
    }
}
