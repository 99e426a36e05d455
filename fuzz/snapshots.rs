//! Triages whole snapshots made at random of threads that were broken at
//! random, for so many minutes, and ends at the first that breaks a law: no
//! panic, a line for every record that can be read and a message for every
//! other, one verdict for each thread, who waits is a customer in it, the same
//! answer twice.
//!
//! `cargo run --profile fuzz --example fuzz-snapshots [MINUTES] [SEED]`; the
//! same seed, the same snapshots.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a finding ends it; what it reads is made here"
)]

mod run;

use run::{Random, Run};
use serde_json::{Value, json};
use svarklar::snapshot::{Snapshot, triage};

/// Names of a page, of its agents and of customers, and what is none.
const NAMES: &[&str] = &[
    "Nordtel",
    "NORDTEL",
    "Nordtél",
    "Bo Lund",
    "Bo Dahl",
    "bo",
    "Ida Krog",
    "Idda Krog",
    "Lise Holm",
    "Lise",
    "Åse Ørn",
    "Aase Oern",
    "@",
    "",
    " ",
    "\u{202e}",
    "👩‍💻",
    "Ж",
    "a b c d e f g h",
];

/// What a page may say of a time.
const TIMES: &[&str] = &[
    "3 t",
    "3 tim",
    "14 min.",
    "1 d",
    "5 år",
    "Lige nu",
    "i går kl. 16.54",
    "2. august 2012 kl. 16.54",
    "Redigeret · 3 t",
    "Redigeret i går kl. 10.00",
    "Yesterday at 4:54 PM",
    "5y",
    "999999999999 t",
    "-1 d",
    "0",
    "29. februar 2023",
    "",
    "igår kl 25:61",
    "2012-08-03T09:00:00+02:00",
    "2012-02-30T24:00:60Z",
    "9999-12-31T23:59:59Z",
    "-0001-01-01",
    "1343919240",
    "99999999999999999999",
];

const PARTS: &[&str] = &[
    "Hej Bo. ",
    "Hej alle. ",
    "Hei begge to! ",
    "@Ida Krog ",
    "Kære ",
    "Jeg vender tilbage ",
    "i morgen",
    " inden kl. 99",
    " om 999 timer",
    " den 31. februar",
    " om en halv ",
    "by tomorrow at 3",
    "nästa vecka",
    " d. 20/5",
    "20.5. kl. 10",
    " mellem 12 og 14",
    " før middag",
    " om 2-3 dage",
    " inden lukketid",
    "EOD",
    " halv to",
    " 1,5 time",
    " den 31.",
    "Ida Krog: ",
    "Tak for din henvendelse, vi svarer inden 24 timer",
    "Mvh Lise",
    "\n/",
    "—",
    "Tak",
    "👍🏽",
    "+1",
    "?",
    " ikke",
    "Samme her",
    "\u{0}",
    "\u{301}",
    "\u{200d}",
    "ﬁ",
    "İ",
];

fn main() {
    let texts = texts();
    let mut run = Run::begin();
    let mut records = 0;
    while run.goes_on() {
        let snapshot = snapshot(&texts, &mut run.random);
        run::read_next(&snapshot.to_string());
        records += check(&snapshot);
    }
    run.end(&format!("{} snapshots of {records} posts", run.count));
}

/// The posts' texts of the threads that the tests hold.
fn texts() -> Vec<String> {
    let folder = format!("{}/tests/fixtures/threads", env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the threads").map(|file| file.unwrap().path()).collect();
    // The marked messages have a folder of their own.
    files.retain(|file| file.is_file());
    files.sort();
    for file in files {
        for line in std::fs::read_to_string(&file).expect("a file").lines() {
            texts.extend(line.split_once(": ").map(|(_, text)| text.to_owned()));
        }
    }
    texts
}

fn snapshot(texts: &[String], random: &mut Random) -> Value {
    let most = [3, 8, 30, 200][random.below(4)];
    let count = random.below(most);
    let posts: Vec<Value> = (0..count).map(|at| post(at, count, texts, random)).collect();
    let some = |random: &mut Random, of: &[&str]| -> Value { of[random.below(of.len())].into() };
    let mut snapshot = json!({
        "now": some(random, &["2026-05-06T12:00:00+02:00", "2012-02-29T23:59:59Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"]),
        "zone": some(random, &["Europe/Copenhagen", "Europe/London", "America/Nowhere", ""]),
        "ui": some(random, &["da", "nb", "nn", "sv", "en", "xx"]),
        "page": {"names": [some(random, NAMES)], "agents": [some(random, NAMES), some(random, NAMES)]},
        "posts": posts,
    });
    if random.below(2) == 0 {
        snapshot["page"]["hours"] = json!({
            "week": some(random, &["mon-fri 8-12, 13-17", "sat 22-6", "mon-sun 0-24", ""]),
            "days": some(random, &["", "1.1. - 31.12.", "6.5.2026 9-10"]),
            "zone": some(random, &["", "Europe/Helsinki", "Pacific/Auckland"]),
            "holidays": some(random, &["", "DK", "SE"]),
        });
    }
    for field in ["zone", "ui"] {
        if random.below(4) == 0 {
            snapshot[field] = Value::Null;
        }
    }
    snapshot
}

fn post(at: usize, count: usize, texts: &[String], random: &mut Random) -> Value {
    let name = |random: &mut Random| NAMES[random.below(NAMES.len())];
    let time = |random: &mut Random| match random.below(3) {
        0 => Value::Null,
        _ => TIMES[random.below(TIMES.len())].into(),
    };
    // Mostly under what came before, else under what comes, nothing or itself.
    let parent = match random.below(10) {
        0 => Value::Null,
        1 => random.below(count + 3).to_string().into(),
        2..5 => "0".into(),
        _ => random.below(at + 1).to_string().into(),
    };
    let mut post = json!({
        "key": if random.below(40) == 0 { random.below(count).to_string() } else { at.to_string() },
        "parent": parent, "author": name(random), "text": text(texts, random),
        "time": time(random), "datetime": time(random),
    });
    match random.below(12) {
        0 => post["badge"] = name(random).into(),
        1 => post["reactions"] = json!(random.any()),
        2 => post["shares"] = json!(random.below(9)),
        3 => post["lang"] = name(random).into(),
        4 if random.below(5) == 0 => post["author"] = json!([1]),
        5 if random.below(5) == 0 => post["key"] = "".into(),
        6 if random.below(5) == 0 => {
            post =
                [Value::Null, json!({"a": 1e300}), "b".into(), 3.into()][random.below(4)].clone();
        }
        _ => {}
    }
    post
}

fn text(texts: &[String], random: &mut Random) -> String {
    let mut text: Vec<char> = texts[random.below(texts.len())].chars().collect();
    for _ in 0..random.below(5) {
        let from = random.below(text.len() + 1);
        let to = (from + random.below(30)).min(text.len());
        let put: Vec<char> = match random.below(4) {
            0 => Vec::new(),
            1 => text[from..to].repeat(2),
            2 => texts[random.below(texts.len())].chars().collect(),
            _ => PARTS[random.below(PARTS.len())].chars().collect(),
        };
        text.splice(from..to, put);
    }
    text.into_iter().collect()
}

/// How many posts were read.
fn check(value: &Value) -> usize {
    let snapshot: Snapshot = serde_json::from_value(value.clone()).expect("a snapshot");
    let answers = triage(&snapshot).expect("a moment");
    let posts = value["posts"].as_array().expect("posts");
    let bad = answers.passed_over.iter().filter(|bad| bad.place.starts_with("posts[")).count();
    assert!(answers.lines.len() + bad == posts.len(), "a post without an answer");
    let lines: Vec<Value> =
        answers.lines.iter().map(|line| serde_json::to_value(line).expect("a line")).collect();
    let again = triage(&snapshot).expect("a moment").lines;
    for (line, again) in lines.iter().zip(&again) {
        assert!(*line == serde_json::to_value(again).expect("a line"), "two answers differ");
    }
    let is_read = |post: &&Value| post["author"].is_string();
    let record = |key: &Value| posts.iter().filter(is_read).find(|post| post["key"] == *key);
    let page = value["page"]["names"][0].as_str().unwrap_or_default();
    for line in &lines {
        let Some(state) = line.get("state").and_then(Value::as_str) else { continue };
        let since = &line["waiting_since"];
        assert!(matches!(state, "waiting" | "follow_up") == since.is_object(), "{line}");
        if since.is_object() {
            let post = record(&since["key"]).expect("the post that waits");
            let author = post["author"].as_str().expect("an author");
            assert!(page.trim().is_empty() || author != page, "the page waits: {line}");
        }
        let due = line.get("promise").is_some();
        assert!(state != "promised" || due, "a promise without a promise: {line}");
    }
    let is_root = |line: &&Value| line.get("state").is_some();
    assert!(lines.is_empty() || lines.iter().any(|line| is_root(&line)), "no thread");
    lines.len()
}
