//! The cases of `tests/fixtures/times`, which the benchmark reads too. What is
//! expected is reckoned by jiff, which the program does not use.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Span, Timestamp, ToSpan, Zoned};
use svarklar::clock::Interval;
use svarklar::reading::Lang;

const FILES: [(&str, &str); 8] = [
    ("da", include_str!("../fixtures/times/da.tsv")),
    ("nb", include_str!("../fixtures/times/nb.tsv")),
    ("nn", include_str!("../fixtures/times/nn.tsv")),
    ("sv", include_str!("../fixtures/times/sv.tsv")),
    ("en", include_str!("../fixtures/times/en.tsv")),
    ("any", include_str!("../fixtures/times/any.tsv")),
    ("sites", include_str!("../fixtures/times/sites.tsv")),
    ("strangers", include_str!("../fixtures/times/strangers.tsv")),
];

/// A page's words, and when that was.
pub struct Case {
    /// Its file and line.
    pub place: String,
    /// When the words were seen.
    pub seen: Zoned,
    /// The language of the page's own words.
    pub ui: Option<Lang>,
    pub words: String,
    /// As the file says it.
    pub expected: &'static str,
    /// What that is.
    pub posted: Option<Interval>,
}

pub fn cases() -> Vec<Case> {
    FILES.into_iter().flat_map(|(name, file)| cases_of(name, file)).collect()
}

fn cases_of(name: &str, file: &'static str) -> Vec<Case> {
    let (mut cases, mut seen, mut ui) = (Vec::new(), Zoned::default(), None);
    for (line, number) in file.lines().zip(1..) {
        if let Some(heading) = line.strip_prefix("@ ") {
            let parts: Vec<&str> = heading.split(' ').collect();
            let [at, zone, lang] = parts.as_slice() else { panic!("{name}:{number}") };
            seen = at.parse::<DateTime>().unwrap().in_tz(zone).unwrap();
            ui = Lang::from_tag(lang);
        } else if !line.is_empty() && !line.starts_with('#') {
            let (words, expected) = line.split_once('\t').unwrap();
            cases.push(Case {
                place: format!("{name}.tsv:{number}"),
                seen: seen.clone(),
                ui,
                words: unescaped(words),
                expected,
                posted: posted(expected, &seen),
            });
        }
    }
    cases
}

/// The words with `\u{…}` as the characters that they stand for.
fn unescaped(words: &str) -> String {
    let mut parts = words.split("\\u{");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, after) = part.split_once('}').unwrap();
        text.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        text.push_str(after);
    }
    text
}

fn posted(expected: &str, seen: &Zoned) -> Option<Interval> {
    let now = seen.timestamp().as_millisecond();
    match expected {
        "none" => None,
        "now" => Some(Interval::between(now, now)),
        _ => Some(described(expected, seen).not_after(now)),
    }
}

fn described(expected: &str, seen: &Zoned) -> Interval {
    if let Some((one, other)) = expected.split_once(" or ") {
        return described(one, seen).hull(described(other, seen));
    }
    if let Some(last) = expected.strip_prefix("until ") {
        let latest = match last.contains('-') {
            true => whole(last, seen.time_zone()).latest,
            false => seen.checked_sub(span(last)).unwrap().timestamp().as_millisecond(),
        };
        return Interval::until(latest);
    }
    if let Some((first, last)) = expected.split_once(" to ") {
        let (first, last) = (described(first, seen), described(last, seen));
        return Interval { earliest: first.earliest, latest: last.latest };
    }
    if let Some((least, most)) = expected.split_once("..") {
        let before = |age| seen.checked_sub(span(age)).unwrap().timestamp().as_millisecond();
        return Interval { earliest: before(most) + 1, latest: before(least) };
    }
    whole(expected, seen.time_zone())
}

/// "16h": time of a fixed length, but months and years by the calendar.
fn span(text: &str) -> Span {
    let digits = text.trim_end_matches(char::is_alphabetic);
    let count: i64 = digits.parse().unwrap();
    match &text[digits.len()..] {
        "s" => count.seconds(),
        "m" => count.minutes(),
        "h" => count.hours(),
        "d" => (24 * count).hours(),
        "w" => (7 * 24 * count).hours(),
        "mo" => count.months(),
        "y" => count.years(),
        other => panic!("no unit {other}"),
    }
}

/// All of a year, a month … or a millisecond; an hour that is repeated counts twice.
fn whole(text: &str, zone: &TimeZone) -> Interval {
    const FIRST: &str = "0000-01-01T00:00:00.000";
    let text = text.replace(' ', "T");
    let padded = format!("{text}{}", &FIRST[text.len()..]);
    let first: DateTime = padded.parse().unwrap();
    let length = match text.len() {
        4 => 1.year(),
        7 => 1.month(),
        10 => 1.day(),
        13 => 1.hour(),
        16 => 1.minute(),
        19 => 1.second(),
        _ => 1.millisecond(),
    };
    let last = first.checked_add(length).unwrap().checked_sub(1.millisecond()).unwrap();
    let instant = |at: Timestamp| at.as_millisecond();
    let earliest = zone.to_ambiguous_timestamp(first).compatible().unwrap();
    let end = zone.to_ambiguous_timestamp(last);
    let latest = match end.offset() {
        AmbiguousOffset::Gap { .. } => end.compatible(),
        _ => end.later(),
    };
    Interval { earliest: instant(earliest), latest: instant(latest.unwrap()) }
}
