//! The full reading of posts: how many in a second of about 200 characters,
//! and how its time grows from 100 bytes to a megabyte. Ends with a failure
//! where ten times the length takes more than [`MOST`] times as long.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use svarklar::reading::{Own, OwnWord, Priors, read};

/// Linear is 10; caches and the scheduler take their part.
const MOST: f64 = 15.0;

const POSTS: [&str; 4] = [
    "Nettet har været nede i Hjørring siden mandag, og jeg har nu ringet tre gange uden at få fat i nogen. I lovede at vende \
     tilbage i går! Ring til mig på 22 33 44 55, ellers siger jeg op og finder et andet selskab.",
    "Hei! Fakturaen for mars er på 1 299 kr, men jeg avtalte 499 kr i måneden da jeg bestilte. Har sendt to mailer uten svar. \
     Kundenummeret mitt er 5566778, kan noen hos dere se på dette før forfall på fredag? Mvh Kari",
    "Har väntat på mitt paket i två veckor nu och er kundtjänst svarar aldrig. Spårningen visar samma sak varje dag. Hur svårt \
     kan det vara att leverera till Storgatan 14? Jag vill ha pengarna tillbaka, helst i dag!!!",
    "Still no signal in Leeds since Tuesday and nobody answers the phone. I have been a customer for twelve years and this is \
     how you treat people? Please call me back on 07700 900123 or I will take my business elsewhere.",
];

/// As many words as a company may enter, of as many beginnings.
fn own() -> Own {
    let begin = ["fiber", "net", "kunde", "mobil", "tryg", "strøm", "for", "at", "boks", "st"];
    let end = ["hjem", "plus", "pakke", "boks", "fri"];
    let words = begin.iter().flat_map(|begin| end.map(|end| format!("{begin}{end}")));
    let words = words.flat_map(|word| (0..10).map(move |n| format!("{word} {n}")));
    Own::new(&[], words.filter_map(|word| OwnWord::new(&word, None).ok()).collect())
}

/// The shortest of some runs.
fn fastest(runs: usize, mut run: impl FnMut()) -> Duration {
    let once = |_| {
        let started = Instant::now();
        run();
        started.elapsed()
    };
    (0..runs).map(once).min().unwrap_or_default()
}

fn main() -> ExitCode {
    const ROUNDS: u32 = 200;
    let in_a_second = |own: &Own| {
        let priors = Priors { own, ..Priors::default() };
        let read_all =
            || POSTS.iter().for_each(|post| drop(std::hint::black_box(read(post, priors))));
        read_all();
        let took = fastest(5, || (0..ROUNDS).for_each(|_| read_all()));
        f64::from(ROUNDS) * POSTS.len() as f64 / took.as_secs_f64()
    };
    let posts = in_a_second(<&Own>::default());
    println!("{posts:.0} posts of about 200 characters in a second");
    let own = own();
    println!("{:.0} of them by a company with 500 own words", in_a_second(&own));

    let all = POSTS.join(" ");
    let text = |bytes: usize| {
        let mut text = all.repeat(bytes / all.len() + 1);
        let end = (0..=bytes).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text.truncate(end);
        text
    };
    let mut before: Option<Duration> = None;
    let mut linear = true;
    for bytes in [100, 1_000, 10_000, 100_000, 1_000_000] {
        let text = text(bytes);
        let runs = (1_000_000 / bytes).clamp(3, 2_000);
        let priors = Priors { own: &own, ..Priors::default() };
        let took = fastest(runs, || drop(std::hint::black_box(read(&text, priors))));
        let ratio = before.map(|before| took.as_secs_f64() / before.as_secs_f64());
        let grown = ratio
            .map(|ratio| format!(", {ratio:.1} times the time of a tenth"))
            .unwrap_or_default();
        println!("{bytes:>9} bytes: {:>8.3} ms{grown}", took.as_secs_f64() * 1_000.0);
        linear &= ratio.is_none_or(|ratio| ratio <= MOST);
        before = Some(took);
    }
    if linear { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
