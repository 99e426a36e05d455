//! Reads posts of the corpus that have been broken at random, for so many
//! minutes, and ends at the first that breaks a law of the reading: no panic,
//! spans in the text and in order, masking that hides personal data and keeps
//! every place, the same answer twice, time in proportion to length. Each is read
//! by a company without own words too, and by one with five hundred: a word that
//! can be looked for is found where it stands.
//!
//! `cargo run --profile fuzz --example fuzz [MINUTES] [SEED]`; the same seed,
//! the same posts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a finding ends it; what it reads is made here"
)]

mod run;

use std::ops::Range;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use run::{Random, Run};
use svarklar::own_words;
use svarklar::reading::{Lang, Own, OwnWord, Priors, Reading, Topic, personal_data, read, spoken};
use svarklar::words::Words;

/// What the reading looks for, and what it may stumble over.
const PARTS: &[&str] = &[
    "22 33 44 55",
    "+45",
    "0047",
    "(0)",
    "070-",
    "010190-1234",
    "01019012480",
    "811228+9874",
    "4111 1111 1111 1111",
    "NO93 8601 1117 947",
    "8327-9, ",
    "reg. 1234 konto ",
    "1234 ",
    "a@b.dk",
    " (at) ",
    " punktum no",
    " snabela ",
    "@",
    "kundenr. A-",
    " er mitt kundnummer",
    "ordrenr ",
    "Storgata 12B",
    "bor i ",
    "Kungsg. ",
    "Gl. ",
    "12/3",
    "12. mars 2024",
    "kr ",
    ",-",
    "£",
    "1.299,50",
    "tre uger",
    "rykkere",
    "i Skagen",
    "siden ",
    "ikke",
    "aldri",
    "NEDE",
    "tak",
    "👏",
    "😡",
    ":)",
    "!!!",
    "???",
    "https://x.dk/1",
    "www.",
    "#",
    "９９９",
    "\u{ad}",
    "\u{200d}",
    "\u{301}",
    "İ",
    "ﬁ",
    "\u{fe0f}",
    "\u{a0}",
    "\n",
    "\t",
    "\0",
    "\u{202e}",
    "Å",
    "ø",
    "999999999999999999999",
    "0",
    "-",
    "–",
    "'",
    "’",
    "(",
    ")",
    "/",
    ".",
    ",",
    "…",
    "%",
];

fn main() {
    let posts = corpus();
    let mut run = Run::begin();
    let own = own(&posts, &mut run.random);
    while run.goes_on() {
        let text = broken(&posts, &mut run.random);
        run::read_next(&text);
        check(&text, <&Own>::default());
        check(&text, &own);
        check_own_words(&text, &mut run.random);
        if run.count.is_multiple_of(5_000) {
            check_cost(&text, &own);
        }
    }
    run.end(&format!("{} posts", run.count));
}

fn corpus() -> Vec<String> {
    let root = env!("CARGO_MANIFEST_DIR");
    let lines = |path: &str| std::fs::read_to_string(format!("{root}/{path}")).expect(path);
    let mut posts: Vec<String> = Vec::new();
    for lang in ["da", "nb", "nn", "sv", "en", "und"] {
        for line in lines(&format!("train/corpus/{lang}.jsonl")).lines() {
            let post: serde_json::Value = serde_json::from_str(line).expect("a post");
            posts.push(post["text"].as_str().expect("a text").to_owned());
        }
    }
    for file in ["hard", "forms", "look_alikes"] {
        let file = lines(&format!("tests/fixtures/personal_data/{file}.txt"));
        posts.extend(file.lines().map(str::to_owned));
    }
    posts.extend(lines("tests/fixtures/spoken/sentences.txt").lines().map(str::to_owned));
    posts
}

/// Five hundred words of posts as a company's own, of topics and products.
fn own(posts: &[String], random: &mut Random) -> Own {
    let mut words = Vec::new();
    while words.len() < 500 {
        let word = some_words(&posts[random.below(posts.len())], random);
        let topic = Topic::ALL.get(random.below(Topic::ALL.len() * 2)).copied();
        words.extend(OwnWord::new(&word, topic));
    }
    Own::new(&[], words)
}

/// Up to four words in a row, some as a beginning.
fn some_words(text: &str, random: &mut Random) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let from = random.below(words.len());
    let to = (from + 1 + random.below(4)).min(words.len());
    let words = words.get(from..to).unwrap_or(&[]).join(" ");
    if random.below(4) == 0 { words + "*" } else { words }
}

/// A post with some pieces taken out, doubled, swapped, or put in.
fn broken(posts: &[String], random: &mut Random) -> String {
    const LONGEST: usize = 4_000;
    let mut post: Vec<char> = posts[random.below(posts.len())].chars().collect();
    for _ in 0..random.below(8) {
        let from = random.below(post.len() + 1);
        let to = (from + random.below(30)).min(post.len());
        let put: Vec<char> = match random.below(8) {
            0 => Vec::new(),
            1 => post[from..to].repeat(2),
            2 => post[from..to].iter().rev().copied().collect(),
            3 => PARTS[random.below(PARTS.len())].repeat(1 + random.below(12)).chars().collect(),
            4 => {
                let other = &posts[random.below(posts.len())];
                other.chars().skip(random.below(20)).take(random.below(80)).collect()
            }
            5 => char::from_u32(u32::try_from(random.below(0x11_0000)).unwrap_or(0))
                .into_iter()
                .collect(),
            _ => PARTS[random.below(PARTS.len())].chars().collect(),
        };
        post.splice(from..to, put);
        post.truncate(LONGEST);
    }
    post.into_iter().collect()
}

fn check(text: &str, own: &Own) {
    let priors = Priors { own, ..Priors::default() };
    let reading = read(text, priors);
    assert!(reading == read(text, priors), "two readings differ");
    check_reading(text, &reading);
    let found = spoken::find_own(text, reading.lang.value, own);
    check_apart("spoken", &Vec::from_iter(found.into_iter().map(|found| found.range)), text);
    let masked = personal_data::mask(text);
    assert!(masked.chars().count() == text.chars().count(), "the mask has another length");
    let found = personal_data::find(text);
    for ((at, c), masked) in text.char_indices().zip(masked.chars()) {
        let hidden = found.iter().any(|data| data.range.contains(&at));
        assert!(masked == if hidden { '•' } else { c }, "the mask at {at}");
    }
}

fn check_reading(text: &str, reading: &Reading) {
    assert!(!reading.topics.is_empty(), "no topic");
    let inside =
        |range: &Range<usize>| range.start <= range.end && text.get(range.clone()).is_some();
    let verdicts = [reading.lang.confidence, reading.mood.confidence, reading.need.confidence];
    let topics = reading.topics.iter().map(|topic| topic.confidence);
    for confidence in verdicts.into_iter().chain(topics) {
        assert!((0.0..=1.0).contains(&confidence), "confidence {confidence}");
    }
    let topics = reading.topics.iter().flat_map(|topic| &topic.evidence);
    let evidence = reading.mood.evidence.iter().chain(&reading.need.evidence).chain(topics);
    assert!(evidence.chain(&reading.lang.evidence).all(inside), "evidence outside");
    let personal: Vec<_> = reading.personal_data.iter().map(|data| data.range.clone()).collect();
    check_apart("personal data", &personal, text);
    let mut last = 0;
    for product in &reading.products {
        let apart = |data: &Range<usize>| {
            data.end <= product.range.start || product.range.end <= data.start
        };
        assert!(personal.iter().all(apart), "a product in personal data");
        assert!(inside(&product.range) && product.range.start >= last, "product {product:?}");
        last = product.range.start;
    }
}

/// What a post's words would be as a company's own: told well where they can't be
/// looked for, found where they can.
fn check_own_words(text: &str, random: &mut Random) {
    for refused in own_words::read(text).err().unwrap_or_default() {
        let told = refused.told(Words::of(Lang::En));
        assert!(told.contains(&refused.line.to_string()), "{told}");
    }
    let word = some_words(text, random);
    if let Ok(own) = OwnWord::new(&word, None) {
        let own = Own::new(&[], vec![own]);
        let post = word.replace('*', "");
        let reading = read(&post, Priors { own: &own, ..Priors::default() });
        let found = reading.products.first().is_some_and(|found| found.name == post);
        assert!(found || !reading.personal_data.is_empty(), "the own word {word:?} is not found");
    }
}

fn check_apart(what: &str, ranges: &[Range<usize>], text: &str) {
    let mut last = 0;
    for range in ranges {
        let fits = range.start >= last && range.start < range.end;
        assert!(fits && text.get(range.clone()).is_some(), "{what} at {range:?}");
        last = range.end;
    }
}

/// A long text may cost what its parts cost together, with room for caches.
fn check_cost(text: &str, own: &Own) {
    const SHORT: usize = 16_000;
    const PARTS: usize = 16;
    const MOST: f64 = 3.0;
    if text.is_empty() {
        return;
    }
    let short = text.repeat(SHORT / text.len() + 1);
    let long = short.repeat(PARTS);
    let cost = |text: &str, times: usize| {
        let started = cpu_time();
        for _ in 0..times {
            let priors = Priors { own, ..Priors::default() };
            let _ = (read(text, priors), spoken::find_own(text, Lang::Und, own));
        }
        (cpu_time() - started).as_secs_f64()
    };
    let ratio = cost(&long, 1) / cost(&short, PARTS).max(1e-3);
    assert!(
        ratio < MOST,
        "{PARTS} times the length costs {:.1} times as much",
        ratio * PARTS as f64
    );
}

/// How long this thread has been on a processor: other work on the machine
/// doesn't count. (Where there is no Linux, it does.)
fn cpu_time() -> Duration {
    static STARTED: OnceLock<Instant> = OnceLock::new();
    // Brings the account up to now.
    std::thread::yield_now();
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match account.split(' ').next().and_then(|nanos| nanos.parse().ok()) {
        Some(nanos) => Duration::from_nanos(nanos),
        None => STARTED.get_or_init(Instant::now).elapsed(),
    }
}
