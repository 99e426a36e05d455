//! Threads of our own, each as a snapshot of a page, against the states that
//! they are in.
//!
//! A file of `fixtures/threads` holds threads of one kind. A line that begins
//! with `@` says something of the page: above the first thread for the whole
//! file from there on, inside one for that thread. A thread begins with `== NAME`;
//! its posts follow, `KEY[>PARENT] AUTHOR [BADGE] (TIME): TEXT` with `\n` for a new line, and the verdict:
//! `-> [?] STATE [KEY OF THE OLDEST WAIT] [at ROOT] [by WHO] [due WHEN | nodue] [overdue]`;
//! with a `?` it is one that the program does not reach yet.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail; clippy.toml allows these in test functions only"
)]

use std::fmt::Write;

use jiff::Timestamp;
use jiff::civil::DateTime;
use proptest::prelude::*;
use serde_json::{Value, json};
use svarklar::snapshot::{Snapshot, triage};

const FILES: [(&str, &str); 11] = [
    ("ordinary", include_str!("fixtures/threads/ordinary.txt")),
    ("others", include_str!("fixtures/threads/others.txt")),
    ("automatic", include_str!("fixtures/threads/automatic.txt")),
    ("thanks", include_str!("fixtures/threads/thanks.txt")),
    ("own_posts", include_str!("fixtures/threads/own_posts.txt")),
    ("promises", include_str!("fixtures/threads/promises.txt")),
    ("shape", include_str!("fixtures/threads/shape.txt")),
    ("later", include_str!("fixtures/threads/later.txt")),
    ("review", include_str!("fixtures/threads/review.txt")),
    ("voices", include_str!("fixtures/threads/voices.txt")),
    ("strangers", include_str!("fixtures/threads/strangers.txt")),
];

const WAITS: &str = include_str!("fixtures/threads/waits.txt");
const ANSWERS: &str = include_str!("fixtures/threads/answers.txt");

/// One thread of a file.
#[derive(Clone)]
struct Case {
    name: String,
    snapshot: Value,
    verdict: String,
}

fn cases(file: &str) -> Vec<Case> {
    let mut page = json!({"page": {}});
    let mut cases: Vec<Case> = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(said) = line.strip_prefix('@') {
            let (what, value) = said.split_once(' ').unwrap();
            let open = cases.last_mut().filter(|case| case.verdict.is_empty());
            let page = open.map_or(&mut page, |case| &mut case.snapshot);
            let list = || value.split("; ").map(Into::into).collect::<Vec<Value>>();
            match what {
                "page" => page["page"]["names"] = list().into(),
                "agents" => page["page"]["agents"] = list().into(),
                _ => page[what] = value.into(),
            }
        } else if let Some(name) = line.strip_prefix("== ") {
            let mut snapshot = page.clone();
            snapshot["posts"] = json!([]);
            cases.push(Case { name: name.to_owned(), snapshot, verdict: String::new() });
        } else if let Some(verdict) = line.strip_prefix("-> ") {
            cases.last_mut().unwrap().verdict = verdict.to_owned();
        } else {
            let posts = cases.last_mut().unwrap().snapshot["posts"].as_array_mut().unwrap();
            posts.push(post(line));
        }
    }
    assert!(cases.iter().all(|case| !case.verdict.is_empty()), "a thread without a verdict");
    cases
}

fn post(line: &str) -> Value {
    let (head, text) = line
        .split_once(':')
        .filter(|(head, _)| !head.contains('('))
        .unwrap_or_else(|| line.split_once("):").unwrap_or_else(|| panic!("no post: {line}")));
    let (key, author) = head.split_once(' ').unwrap();
    let (key, parent) = key.split_once('>').map_or((key, None), |(key, above)| (key, Some(above)));
    let (author, time) = author.split_once(" (").map_or((author, None), |(a, t)| (a, Some(t)));
    let (author, badge) =
        author.split_once(" [").map_or((author, None), |(a, b)| (a, Some(b.trim_end_matches(']'))));
    let is_iso = time.is_some_and(|time| time.starts_with("20"));
    json!({
        "key": key, "parent": parent, "author": author, "badge": badge, "text": text.trim().replace("\\n", "\n"),
        "time": time.filter(|_| !is_iso), "datetime": time.filter(|_| is_iso),
    })
}

/// What is wrong with the verdict on a thread; whether one who waits is
/// taken for answered; whether one who is answered is taken for waiting.
fn judge(case: &Case) -> (String, bool, bool) {
    let snapshot: Snapshot = serde_json::from_value(case.snapshot.clone()).unwrap();
    let answers = triage(&snapshot).unwrap();
    assert!(answers.passed_over.is_empty(), "{}: {:?}", case.name, answers.passed_over);
    let lines: Vec<Value> =
        answers.lines.iter().map(|line| serde_json::to_value(line).unwrap()).collect();
    let mut wrong = String::new();
    let mut words = case.verdict.trim_start_matches("? ").split(' ').peekable();
    let state = words.next().unwrap();
    let since = words.next_if(|word| word.parse::<u32>().is_ok());
    let root = words.next_if_eq(&"at").and_then(|_| words.next()).unwrap_or("1");
    let roots: Vec<&Value> = lines.iter().filter(|line| line.get("state").is_some()).collect();
    let line = match roots.as_slice() {
        [line] => line,
        several => several.iter().find(|line| line["key"] == root).unwrap(),
    };
    let mut expect = |what: &str, found: &Value, right: Value| {
        if *found != right {
            writeln!(wrong, "    {what}: {found}, not {right}").unwrap();
        }
    };
    expect("root", &line["key"], root.into());
    expect("state", &line["state"], state.into());
    expect("since", &line["waiting_since"]["key"], since.into());
    let mut overdue = false;
    while let Some(word) = words.next() {
        match word {
            "overdue" => overdue = true,
            "nodue" => expect("due", &line["promise"]["due"], Value::Null),
            "by" => {
                let by = words.next().unwrap();
                let kind = match by {
                    "page" | "bot" => by,
                    name => {
                        let found = line["answered_by"]["name"].as_str().unwrap_or_default();
                        expect("name", &found.split(' ').next().into(), name.into());
                        "agent"
                    }
                };
                expect("by", &line["answered_by"]["kind"], kind.into());
            }
            "due" => {
                let zone = case.snapshot["zone"].as_str().unwrap();
                let due = line["promise"]["due"].as_i64().map_or_else(String::new, |due| {
                    let due = Timestamp::from_millisecond(due).unwrap().in_tz(zone).unwrap();
                    due.strftime("%Y-%m-%dT%H:%M").to_string()
                });
                if !is_due(words.next().unwrap(), &due) {
                    expect("due", &due.into(), case.verdict.as_str().into());
                }
            }
            word => panic!("{}: {word}", case.name),
        }
    }
    if state == "promised" {
        let found = line["overdue"].as_bool().unwrap_or(false);
        expect("overdue", &found.into(), overdue.into());
    }
    let waits = |state: &str| matches!(state, "waiting" | "follow_up");
    let (is, should) = (waits(line["state"].as_str().unwrap()), waits(state));
    (wrong, should && !is, is && !should)
}

/// A due time is as the file says: to the minute, at the end of a day, or
/// between two times.
fn is_due(said: &str, due: &str) -> bool {
    match said.split_once("..") {
        Some((from, to)) => {
            let day = from.split('T').next().unwrap();
            let to = if to.contains('-') { to.to_owned() } else { format!("{day}T{to}") };
            let full = |time: &str| -> Option<DateTime> {
                format!("{time}{}", if time.len() == 13 { ":00" } else { "" }).parse().ok()
            };
            let due = full(due);
            due.is_some() && full(from) <= due && due <= full(&to)
        }
        None if said.len() == 10 => due == format!("{said}T23:59"),
        None => due == said,
    }
}

#[test]
fn threads_stand_as_they_should() {
    let (mut all, mut wrong, mut missed, mut needless) = (0, String::new(), 0, 0);
    for (file, text) in FILES {
        for case in cases(text) {
            all += 1;
            let (faults, is_missed, is_needless) = judge(&case);
            missed += usize::from(is_missed);
            needless += usize::from(is_needless);
            if case.verdict.starts_with('?') {
                println!("not yet: {file}: {}\n{faults}", case.name);
                assert!(!faults.is_empty() && !is_missed, "{}: take its ? away", case.name);
                continue;
            }
            if is_needless {
                println!("kept waiting: {file}: {}", case.name);
            } else if !faults.is_empty() {
                let mark = if is_missed { ", who waits and is missed" } else { "" };
                write!(wrong, "{file}: {}{mark}\n{faults}", case.name).unwrap();
            }
        }
    }
    println!("{all} threads: {missed} who wait missed, {needless} kept waiting needlessly");
    assert!(wrong.is_empty(), "\n{wrong}");
    // What might wait waits: the reading of a text is not always right.
    assert!(needless * 50 <= all, "{needless} of {all} kept waiting needlessly");
}

#[test]
fn what_asks_or_complains_in_few_words_waits() {
    let before = |section: &str| match section {
        "under a post of ours that asks for nothing" => {
            &["1 Nordtel (5 t): God weekend til alle vores kunder ☀️"][..]
        }
        "from the customer behind our answer" => &[
            "1 Bo Lund (5 t): Mit net er nede",
            "2>1 Nordtel (4 t): Hej Bo. Det er rettet nu. Mvh Lise",
        ],
        _ => &[
            "1 Ida Krog (5 t): Hvorfor er min regning dobbelt så høj?",
            "2>1 Nordtel (4 t): Hej Ida. Den er rettet nu. Mvh Lise",
        ],
    };
    let (mut posts, mut wrong, mut all) = (Vec::new(), Vec::new(), 0);
    for line in WAITS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(section) = line.strip_prefix("== ") {
            posts = before(section).iter().map(|line| post(line)).collect();
            continue;
        }
        all += 1;
        let (line, is_reached) = line.strip_prefix("? ").map_or((line, true), |line| (line, false));
        let mut posts = posts.clone();
        posts.push(post(&format!("3>1 Bo Lund (3 t): {line}")));
        let snapshot = json!({
            "now": "2026-05-06T12:00:00+02:00", "zone": "Europe/Copenhagen", "ui": "da",
            "page": {"names": ["Nordtel"]}, "posts": posts,
        });
        let lines = triage(&serde_json::from_value(snapshot).unwrap()).unwrap().lines;
        let root = serde_json::to_value(&lines[0]).unwrap();
        if (root["waiting_since"]["key"] == "3") != is_reached {
            wrong.push(line);
        }
    }
    println!("{all} messages that wait");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// An answer's promise, as the file of answers says it.
fn judge_answer(due: &str, sentence: &str) -> String {
    let (now, zone) = ("2026-05-06T09:00:30+02:00", "Europe/Copenhagen");
    let page = json!({"names": ["Nordtel"], "hours": {"week": "mon-fri 8-12, 13-17"}});
    let posts = [
        "1 Bo Lund (2026-05-06T08:00): Hvor er min tekniker?".to_owned(),
        format!("2>1 Nordtel (2026-05-06T09:00): Hej Bo. {sentence} Mvh Lise"),
    ];
    let posts: Vec<Value> = posts.iter().map(|line| post(line)).collect();
    let verdict = match due {
        "answered" => due.to_owned(),
        "nodue" => "promised nodue".to_owned(),
        due => format!("promised due {due}"),
    };
    let snapshot = json!({"now": now, "zone": zone, "page": page, "posts": posts});
    judge(&Case { name: sentence.to_owned(), snapshot, verdict }).0
}

#[test]
fn answers_promise_what_they_say() {
    let (mut all, mut wrong) = (0, String::new());
    for line in ANSWERS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (due, sentence) = line.split_once(" | ").unwrap();
        all += 1;
        let faults = judge_answer(due, sentence);
        if !faults.is_empty() {
            writeln!(wrong, "{sentence} ({due})\n{faults}").unwrap();
        }
    }
    println!("{all} answers");
    assert!(wrong.is_empty(), "\n{wrong}");
}

const NOW: i64 = 1_778_061_600_000;
const HOUR: i64 = 3_600_000;

/// Customers' and our words, of those that the files are made of.
const CUSTOMERS: [&str; 12] = [
    "Hvorfor er min regning forkert?",
    "Samme her!",
    "Tak!",
    "👍",
    "Nej, den er stadig forkert",
    "@Ida Krog haha",
    "Hallo?",
    "HELE NETTET ER NEDE!!!",
    "Tack, men det funkar inte",
    "Great, thanks for nothing",
    "",
    "Kan man få fiber på Mors? Hilsen Toffer",
];
const OURS: [&str; 9] = [
    "Hej Bo. Den er rettet nu. Mvh Lise",
    "Hej Ida. Jeg vender tilbage i morgen. Mvh Lise",
    "Hej alle. Det er rettet. Mvh Lise",
    "Hej begge to. Det er rettet. Mvh Lise",
    "Hvad er dit kundenummer?",
    "Hej Christofer, prøv igen. Mvh Lise",
    "PM sendt",
    "Jag ringer upp dig inom två timmar. /Emma",
    "",
];
const AUTHORS: [&str; 5] = ["Bo Lund", "Ida Krog", "Bo Dahl", "Kristoffer Skov", "Ida"];
const AUTOMATIC: &str = "Tak for din henvendelse, vi svarer inden 24 timer.";

/// One message: under which of those before it, ours or by which customer,
/// which words, and the hour that it was written in where that is known.
type Said = (usize, Option<usize>, usize, Option<u8>);

fn said() -> impl Strategy<Value = Said> {
    let author = prop::option::weighted(0.7, 0..AUTHORS.len());
    (0..8_usize, author, 0..12_usize, prop::option::weighted(0.8, 0..20_u8))
}

fn message(at: usize, author: &str, above: Option<usize>, text: &str, hour: Option<u8>) -> Value {
    let written = |hour| Timestamp::from_millisecond(NOW + HOUR * (i64::from(hour) - 30)).unwrap();
    json!({
        "key": at.to_string(), "parent": above.map(|above| above.to_string()), "author": author,
        "text": text, "datetime": hour.map(|hour| written(hour).to_string()),
    })
}

/// A thread of these messages; a time that is known rises from one to the next.
fn thread(said: &[Said], rises: bool) -> Vec<Value> {
    let mut posts = Vec::new();
    for (at, (above, author, words, hour)) in said.iter().enumerate() {
        let above = (at > 0).then(|| above % at);
        let hour = hour.map(|hour| if rises { u8::try_from(at).unwrap() } else { hour });
        posts.push(match author {
            Some(author) => message(at, AUTHORS[*author], above, CUSTOMERS[*words], hour),
            None => message(at, "Page", above, OURS[words % OURS.len()], hour),
        });
    }
    posts
}

/// The verdict on the one thread of these posts.
fn verdict(posts: &[Value]) -> Value {
    let snapshot: Snapshot = serde_json::from_value(json!({
        "now": Timestamp::from_millisecond(NOW).unwrap().to_string(),
        "zone": "Europe/Copenhagen", "page": {"names": ["Page"]}, "posts": posts,
    }))
    .unwrap();
    let lines = triage(&snapshot).unwrap().lines;
    let mut lines = lines.iter().map(|line| serde_json::to_value(line).unwrap());
    lines.find(|line| line.get("state").is_some()).unwrap()
}

fn waits(line: &Value) -> bool {
    matches!(line["state"].as_str(), Some("waiting" | "follow_up"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_customers_message_answers_nobody(
        before in prop::collection::vec(said(), 1..8), words in 0..12_usize, above in 0..8_usize,
    ) {
        let mut posts = thread(&before, true);
        let was = verdict(&posts);
        let above = above % posts.len();
        posts.push(message(posts.len(), "Kim Rask", Some(above), CUSTOMERS[words], Some(25)));
        let is = verdict(&posts);
        if waits(&was) {
            prop_assert!(waits(&is));
            prop_assert_eq!(&is["waiting_since"], &was["waiting_since"]);
        }
    }

    #[test]
    fn more_from_who_waits_moves_nothing(
        before in prop::collection::vec(said(), 1..8), words in 0..12_usize,
    ) {
        let mut posts = thread(&before, true);
        let was = verdict(&posts);
        if waits(&was) {
            let since: usize = was["waiting_since"]["key"].as_str().unwrap().parse().unwrap();
            let author = posts[since]["author"].as_str().unwrap().to_owned();
            posts.push(message(posts.len(), &author, Some(0), CUSTOMERS[words], Some(25)));
            let is = verdict(&posts);
            prop_assert_eq!(&is["state"], &was["state"]);
            prop_assert_eq!(&is["waiting_since"], &was["waiting_since"]);
        }
    }

    #[test]
    fn an_automatic_reply_changes_nothing(
        said in prop::collection::vec(said(), 1..8), at in 1..9_usize, above in 0..8_usize,
    ) {
        let mut posts = thread(&said, true);
        let was = verdict(&posts);
        let at = at.min(posts.len());
        let mut automatic = message(99, "Page", Some(above % at), AUTOMATIC, None);
        automatic["datetime"] = posts[at - 1]["datetime"].clone();
        posts.insert(at, automatic);
        let is = verdict(&posts);
        for field in ["state", "waiting_since", "promise", "overdue", "score"] {
            prop_assert_eq!(&is[field], &was[field], "{}", field);
        }
    }

    #[test]
    fn the_order_of_records_with_times_does_not_matter(
        said in prop::collection::vec(said(), 1..8), seed: u64,
    ) {
        let said: Vec<Said> =
            said.into_iter().map(|(above, author, words, _)| (above, author, words, Some(0))).collect();
        let posts = thread(&said, true);
        let mut mixed: Vec<(u64, Value)> = (0..)
            .zip(posts.iter().cloned())
            .map(|(at, post): (u64, Value)| ((seed ^ at).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 7, post))
            .collect();
        mixed.sort_by_key(|(place, _)| *place);
        let mixed: Vec<Value> = mixed.into_iter().map(|(_, post)| post).collect();
        let (one, other) = (verdict(&posts), verdict(&mixed));
        for field in ["key", "state", "waiting_since", "promise", "answered_by", "score"] {
            prop_assert_eq!(&one[field], &other[field], "{}", field);
        }
    }

    #[test]
    fn who_waits_and_since_when_agree(said in prop::collection::vec(said(), 1..12)) {
        let posts = thread(&said, false);
        let line = verdict(&posts);
        prop_assert_eq!(waits(&line), line["waiting_since"].is_object());
        prop_assert_eq!(line["state"] == "promised", line.get("promise").is_some() && !waits(&line));
        if let Some(since) = line["waiting_since"]["key"].as_str() {
            let since = posts.iter().find(|post| post["key"] == since).unwrap();
            prop_assert_ne!(&since["author"], "Page");
        }
    }
}
