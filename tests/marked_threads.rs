//! Each message of threads of our own, read as the last one of its thread: whether it waits,
//! beside what people say.
//!
//! A file of `fixtures/threads/marked` holds threads in one language, an empty line between
//! them. The first line names the page and its agents (`## Nordfiber | Lise, Bo`); each other
//! line is a message: `>` under the post and `>>` under the comment above, then `=` ours,
//! `?` one that waits and `-` one that doesn't, the author, a colon and the words.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail; clippy.toml allows these in test functions only"
)]

use svarklar::clock::{Interval, Zone};
use svarklar::page::Record;
use svarklar::reading::{self, Lang, Priors, Reading};
use svarklar::thread::company::Company;
use svarklar::thread::cues::Cues;
use svarklar::thread::promise::Clock;
use svarklar::thread::{Message, read};

const FILES: [(Lang, &str); 5] = [
    (Lang::Da, include_str!("fixtures/threads/marked/da.txt")),
    (Lang::Nb, include_str!("fixtures/threads/marked/nb.txt")),
    (Lang::Nn, include_str!("fixtures/threads/marked/nn.txt")),
    (Lang::Sv, include_str!("fixtures/threads/marked/sv.txt")),
    (Lang::En, include_str!("fixtures/threads/marked/en.txt")),
];
const HOUR: i64 = 3_600_000;

/// How many messages wait, and how many of them are missed; how many don't, and how many of
/// them are taken to.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    waiting: usize,
    missed: usize,
    others: usize,
    needless: usize,
}

fn count(thread: &str, lang: Lang, counts: &mut Counts) {
    let mut lines = thread.lines();
    let head = lines.next().unwrap().strip_prefix("## ").unwrap();
    let (page, agents) = head.split_once('|').unwrap_or((head, ""));
    let agents = agents.split(',').map(str::trim).filter(|agent| !agent.is_empty());
    let agents: Vec<String> = agents.map(str::to_owned).collect();
    let company = Company::new(&[page.trim().to_owned()], &agents, &[]);
    let (mut records, mut above, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    let mut comment = None;
    for (at, line) in lines.enumerate() {
        let rest = line.trim_start_matches('>').trim_start();
        let (mark, rest) = rest.split_once(' ').unwrap();
        let (author, text) = rest.split_once(": ").unwrap_or_else(|| panic!("no words: {line}"));
        let is_reply = line.starts_with(">>");
        above.push(if at == 0 { None } else { comment.filter(|_| is_reply).or(Some(0)) });
        if !is_reply && at > 0 {
            comment = Some(at);
        }
        marks.push(mark);
        records.push(Record {
            key: at.to_string(),
            parent: above[at].map(|above| above.to_string()),
            author: author.to_owned(),
            badge: (mark == "=").then(|| "Author".to_owned()),
            text: text.to_owned(),
            time: None,
            datetime: None,
            reactions: None,
            shares: None,
            lang: None,
        });
    }
    let ui = Some(if lang == Lang::Nn { Lang::Nb } else { lang });
    let reading = |record: &Record| reading::read(&record.text, Priors { ui, ..Priors::default() });
    let readings: Vec<Reading> = records.iter().map(reading).collect();
    let cues: Vec<Cues> =
        records.iter().zip(&readings).map(|(record, it)| Cues::of(record, it, &company)).collect();
    let root = Some(cues[0].author.as_str());
    let root = root.filter(|root| !cues[0].voice.is_own(root, Some(*root)));
    let messages: Vec<Message<'_>> = (0..)
        .zip(records.iter().zip(readings.iter().zip(&cues)))
        .map(|(hour, (record, (reading, cues)))| Message {
            record,
            reading,
            cues,
            posted: Some(Interval { earliest: hour * HOUR, latest: hour * HOUR + 59_999 }),
            own: cues.voice.is_own(&cues.author, root),
            above: record.parent.as_ref().map(|parent| parent.parse().unwrap()),
        })
        .collect();
    let clock = Clock { zone: &Zone::named(None, 0), hours: None };
    let waits = |to: usize| read(&messages[..to], clock).unwrap().waits;
    for at in (1..messages.len()).filter(|at| marks[*at] != "=") {
        // Who waits already waits no more for saying more.
        if waits(at).iter().any(|wait| cues[wait.at].author == cues[at].author) {
            continue;
        }
        let is_waiting = waits(at + 1).iter().any(|wait| wait.at == at);
        if marks[at] == "?" {
            counts.waiting += 1;
            counts.missed += usize::from(!is_waiting);
        } else {
            counts.others += 1;
            counts.needless += usize::from(is_waiting);
        }
    }
}

/// The figures of November 2026, and no worse. About every third message is short and sharp
/// on purpose, sincere and bitter in the same words.
#[test]
fn messages_wait_as_often_right_as_measured() {
    let mut all = Counts::default();
    for (lang, file) in FILES {
        let mut counts = Counts::default();
        for thread in file.split("\n\n").filter(|thread| !thread.trim().is_empty()) {
            count(thread.trim(), lang, &mut counts);
        }
        println!("{}: {counts:?}", lang.tag());
        all.waiting += counts.waiting;
        all.missed += counts.missed;
        all.others += counts.others;
        all.needless += counts.needless;
    }
    println!("all: {all:?}");
    assert!(all.missed * 1000 <= all.waiting * 170, "{all:?}");
    assert!(all.needless * 1000 <= all.others * 318, "{all:?}");
}
