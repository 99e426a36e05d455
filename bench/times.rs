//! Time words: how many are read right, and how many in a second, beside
//! dateparser (Python) and chrono-node (JavaScript), on the list of
//! `tests/fixtures/times` and on dateparser's own cases where
//! `$SVARKLAR_DATA/dateparser/triples.csv` is there. `$SVARKLAR_DATEPARSER` is
//! a Python that has dateparser. What is absent is said and done without.
//!
//! Ours are right where they are just the interval that the list says; those
//! of the others, which are moments, wherever they lie in it. Ends with a
//! failure where we read a line of the list wrong.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a benchmark may fail"
)]

#[allow(dead_code, reason = "a test says which line is wrong")]
#[path = "../tests/times/cases.rs"]
mod cases;

use std::env;
use std::fs;
use std::io::Write;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use svarklar::clock::{Interval, Zone};
use svarklar::page::time::{self, Habits, TimeContext};
use svarklar::reading::Lang;

/// What the others get: a list of these.
#[derive(Serialize)]
struct Given {
    words: String,
    /// None where the page's language is not known.
    lang: Option<&'static str>,
    /// When the words were seen, in epoch milliseconds.
    now: i64,
    zone: String,
}

/// What the others give back.
#[derive(Deserialize)]
struct Answered {
    /// Epoch milliseconds; None where no time was found.
    answers: Vec<Option<i64>>,
    per_second: f64,
}

/// A list of time words, and what is right.
struct List {
    name: &'static str,
    given: Vec<Given>,
    /// Whether our answer to the case of this place is right.
    ours: Box<dyn Fn(usize, Option<Interval>) -> bool>,
    /// Whether a moment is.
    theirs: Box<dyn Fn(usize, Option<i64>) -> bool>,
}

fn main() -> ExitCode {
    let own = own();
    let all_right = compare(&own);
    match env::var("SVARKLAR_DATA") {
        Ok(folder) => {
            let path = format!("{folder}/dateparser/triples.csv");
            match fs::read_to_string(&path) {
                Ok(csv) => drop(compare(&triples(&csv))),
                Err(error) => println!("dateparser's own cases: without ({path}: {error})"),
            }
        }
        Err(_) => println!("dateparser's own cases: without (SVARKLAR_DATA names no folder)"),
    }
    if all_right { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints what everybody makes of a list; whether we are right throughout.
fn compare(list: &List) -> bool {
    let count = list.given.len();
    println!("{}: {count} time words", list.name);
    let tell = |who: &str, right: usize, per_second: f64| {
        println!("  {who:<18} {right:>4} right {per_second:>9.0} in a second");
    };
    let places = 0..count;
    let ours: Vec<Option<Interval>> = list.given.iter().map(read).collect();
    let right = places.clone().filter(|&at| (list.ours)(at, ours[at])).count();
    tell("svarklar", right, speed(&list.given));
    let python = env::var("SVARKLAR_DATEPARSER").unwrap_or_default();
    let here = env!("CARGO_MANIFEST_DIR");
    for (who, program, script) in
        [("dateparser", python.as_str(), "times.py"), ("chrono-node", "node", "times.mjs")]
    {
        match ask(program, &format!("{here}/bench/{script}"), &list.given) {
            Ok(Answered { answers, per_second }) => {
                let right = places.clone().filter(|&at| (list.theirs)(at, answers[at])).count();
                tell(who, right, per_second);
            }
            Err(reason) => println!("  {who:<18} without ({reason})"),
        }
    }
    right == count
}

fn read(given: &Given) -> Option<Interval> {
    let zone = Zone::named(Some(&given.zone), 0);
    let habits = Habits::of(given.lang.and_then(Lang::from_tag));
    let context = TimeContext { now: given.now, zone: &zone, habits };
    time::said(Some(&given.words), None, context).map(|said| said.at)
}

/// How many we read in a second.
fn speed(given: &[Given]) -> f64 {
    let (mut count, started) = (0, Instant::now());
    while started.elapsed() < Duration::from_secs(1) {
        given.iter().for_each(|given| {
            std::hint::black_box(read(given));
        });
        count += given.len();
    }
    count as f64 / started.elapsed().as_secs_f64()
}

/// Runs a program of another language over the list.
fn ask(program: &str, script: &str, given: &[Given]) -> Result<Answered, String> {
    if program.is_empty() {
        return Err("SVARKLAR_DATEPARSER names no Python".to_owned());
    }
    let mut child = Command::new(program)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{program}: {error}"))?;
    let mut input = child.stdin.take().ok_or("no standard input")?;
    let json = serde_json::to_vec(given).map_err(|error| error.to_string())?;
    input.write_all(&json).map_err(|error| error.to_string())?;
    drop(input);
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("{program} ended with {}", output.status));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

/// The list of the tests.
fn own() -> List {
    let cases = cases::cases();
    let given = cases.iter().map(|case| Given {
        words: case.words.clone(),
        lang: case.ui.map(Lang::tag),
        now: case.seen.timestamp().as_millisecond(),
        zone: case.seen.time_zone().iana_name().unwrap_or("UTC").to_owned(),
    });
    let given: Vec<Given> = given.collect();
    let now: Vec<i64> = given.iter().map(|given| given.now).collect();
    let posted: Vec<Option<Interval>> = cases.iter().map(|case| case.posted).collect();
    let is_ahead: Vec<bool> = cases.iter().map(|case| case.expected == "now").collect();
    let (of_ours, of_theirs) = ((now.clone(), posted.clone()), (now, posted, is_ahead));
    List {
        name: "our own list",
        given,
        ours: Box::new(move |at, found| {
            let (now, posted) = &of_ours;
            found.map(|found| found.not_after(now[at])) == posted[at]
        }),
        theirs: Box::new(move |at, found| {
            let (now, posted, is_ahead) = &of_theirs;
            match (posted[at], found) {
                (Some(_), Some(found)) if is_ahead[at] => found >= now[at],
                (Some(posted), Some(found)) => posted.contains(found),
                (posted, found) => posted.is_none() && found.is_none(),
            }
        }),
    }
}

/// dateparser's own cases, in UTC: the moment that they expect is in ours, and
/// ours no longer than a year; or theirs is that moment, or that day where it
/// is the beginning of one.
fn triples(csv: &str) -> List {
    let mut given = Vec::new();
    let mut expected = Vec::new();
    for line in csv.lines().skip(1) {
        let fields = fields(line);
        let instant = |text: &str| {
            text.parse::<jiff::civil::DateTime>()
                .and_then(|civil| civil.in_tz("UTC"))
                .map(|zoned| zoned.timestamp().as_millisecond())
        };
        let [lang, _, words, reference, _, wanted, ..] = fields.as_slice() else { continue };
        let (Ok(now), Ok(wanted)) = (instant(reference), instant(wanted)) else { continue };
        expected.push(wanted);
        given.push(Given {
            words: words.clone(),
            lang: Lang::from_tag(lang).map(Lang::tag),
            now,
            zone: "UTC".to_owned(),
        });
    }
    const DAY: i64 = 86_400_000;
    let wanted = expected.clone();
    List {
        name: "dateparser's own cases",
        given,
        ours: Box::new(move |at, found| {
            found.is_some_and(|found| {
                found.contains(wanted[at]) && found.latest - found.earliest < 366 * DAY
            })
        }),
        theirs: Box::new(move |at, found| {
            let wanted = expected[at];
            let is_day = wanted.rem_euclid(DAY) == 0;
            found.is_some_and(|found| {
                (found - wanted).abs() < 60_000
                    || is_day && found.div_euclid(DAY) == wanted.div_euclid(DAY)
            })
        }),
    }
}

/// The fields of a line of comma-separated values.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            _ => fields.last_mut().into_iter().for_each(|field| field.push(letter)),
        }
    }
    fields
}
