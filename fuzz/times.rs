//! Reads time words that have been broken at random, for so many minutes, and
//! ends at the first that breaks a law: no panic, no time after now, the same
//! answer twice, nothing lost by a datetime beside the words, nothing learned
//! of the page from what it has said before.
//!
//! `cargo run --profile fuzz --example fuzz-times [MINUTES] [SEED]`; the same
//! seed, the same words.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a finding ends it; what it reads is made here"
)]

#[allow(dead_code, reason = "only the words are needed")]
#[path = "../tests/times/cases.rs"]
mod cases;
mod run;

use run::{Random, Run};
use svarklar::clock::Zone;
use svarklar::page::time::{self, Habits, TimeContext};
use svarklar::reading::Lang;

/// What stands in time words, and what they may stumble over.
const PARTS: &[&str] = &[
    "2 t",
    "14 min.",
    "5 m",
    "3 d",
    "1 u",
    "5 v",
    "2 å",
    "mån",
    "mdr.",
    " siden",
    "sedan",
    "for ",
    "för ",
    "om ",
    " ago",
    "en ",
    "et par ",
    "halv ",
    "næsten ",
    "under ",
    "< ",
    "> ",
    "i dag",
    "igår ",
    "i forgårs",
    "mandag",
    "Mon ",
    "on ",
    "to ",
    "last ",
    "förra ",
    "i fjor",
    " kl. ",
    " at ",
    "klokka ",
    "16.54",
    "4:54 PM",
    "p. m.",
    "24:00",
    "23:59:60",
    "00.00",
    " UTC",
    "GMT+2",
    "+02:00",
    "-0500",
    "CEST",
    "2. august ",
    "29. februar ",
    "31. april",
    "2/8",
    "8/2/12",
    "02-08-2012",
    "2012-08-02",
    "12-08-02",
    "T16:54",
    "Z",
    "2.8.",
    "'12",
    "’99",
    "2nd",
    ":a ",
    "1343919240",
    "99999999999999",
    "9999",
    "0000",
    "10000",
    "·",
    " • ",
    "–",
    "|",
    "\n",
    "Redigeret",
    "Edited ",
    "i nat ",
    "for ca. ",
    "about ",
    "et kvarter",
    "halvanden ",
    "20240513T070500Z",
    "Svar",
    "Like",
    "Comment by ",
    "\u{202f}",
    "\u{200e}",
    "\u{30a}",
    "\u{301}",
    "İ",
    "ß",
    "٣",
    "½",
    "🕒",
    "{n}",
    "\0",
];

const LANGS: [Option<Lang>; 7] = [
    None,
    Some(Lang::Da),
    Some(Lang::Nb),
    Some(Lang::Nn),
    Some(Lang::Sv),
    Some(Lang::En),
    Some(Lang::Und),
];

const ZONES: [&str; 5] =
    ["Europe/Copenhagen", "Europe/Helsinki", "Atlantic/Azores", "Pacific/Auckland", "UTC"];

fn main() {
    let corpus: Vec<String> = cases::cases().into_iter().map(|case| case.words).collect();
    let mut run = Run::begin();
    let (mut told, mut habits) = (0_u64, Habits::of(None));
    while run.goes_on() {
        let random = &mut run.random;
        if random.below(20) == 0 {
            habits = Habits::of(LANGS[random.below(LANGS.len())]);
        }
        let (words, other) = (broken(&corpus, random), broken(&corpus, random));
        run::read_next(&words);
        habits.hear(&other);
        told += u64::from(check(&words, &other, habits, random));
    }
    run.end(&format!("{} time words, of which {told} told a time,", run.count));
}

/// Words with some pieces taken out, doubled, turned round, or put in.
fn broken(corpus: &[String], random: &mut Random) -> String {
    let mut words: Vec<char> = corpus[random.below(corpus.len())].chars().collect();
    for _ in 0..random.below(6) {
        let from = random.below(words.len() + 1);
        let to = (from + random.below(8)).min(words.len());
        let put: Vec<char> = match random.below(8) {
            0 => Vec::new(),
            1 => words[from..to].repeat(1 + random.below(3)),
            2 => words[from..to].iter().rev().copied().collect(),
            3 => PARTS[random.below(PARTS.len())].repeat(1 + random.below(200)).chars().collect(),
            4 => corpus[random.below(corpus.len())].chars().collect(),
            5 => random.below(100_000).to_string().chars().collect(),
            _ => PARTS[random.below(PARTS.len())].chars().collect(),
        };
        words.splice(from..to, put);
    }
    words.into_iter().collect()
}

/// Whether a time was told.
fn check(words: &str, datetime: &str, habits: Habits, random: &mut Random) -> bool {
    let now = match random.below(20) {
        0 => i64::MIN,
        1 => i64::MAX,
        2 => 0,
        _ => i64::try_from(random.below(4_000_000_000_000)).unwrap(),
    };
    let zone = Zone::named(Some(ZONES[random.below(ZONES.len())]), 0);
    let context = TimeContext { now, zone: &zone, habits };
    let found = time::read(Some(words), None, context);
    assert!(found == time::read(Some(words), None, context), "two readings differ");
    let both = time::read(Some(words), Some(datetime), context);
    for found in found.iter().chain(&both) {
        assert!(found.earliest <= found.latest && found.latest <= now, "{found:?} at {now}");
    }
    assert!(both.is_some() || found.is_none(), "a datetime hides the words");
    let said = time::said(Some(words), None, context);
    assert!(said.map(|said| said.at.not_after(now)) == found, "said and read differ");
    let _ = time::stated(words);
    let mut learns = habits;
    learns.hear(words);
    assert!(!learns.hear(words), "what is heard twice is no news");
    found.is_some()
}
