//! The time words of social pages in five languages, each with when that was.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test may fail; clippy.toml allows it in test functions only"
)]

#[path = "times/cases.rs"]
mod cases;

use svarklar::clock::{Interval, Zone};
use svarklar::page::time::{self, Habits, TimeContext};

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
