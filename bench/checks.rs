//! How long the checks of an answer take at each key: one of 400 characters, beside a
//! hundred earlier ones. Ends with a failure where that is more than a quarter of a frame.

#![allow(clippy::unwrap_used, reason = "a benchmark may fail")]

use std::process::ExitCode;
use std::time::Instant;

use svarklar::reading::{self, Lang, Priors};
use svarklar::reply::{self, Agent, Fault, Situation};

/// A quarter of a sixtieth of a second, in milliseconds.
const LIMIT: f64 = 4.0;
const RUNS: u32 = 200;

const POST: &str = "Nu har jeg ringet fire gange om den samme regning, og ingen kan forklare mig, hvorfor den er dobbelt så stor. Hvornår får jeg et svar?";
const ANSWER: &str = "Hej Bo. Fire opkald om den samme regning er alt for mange, og det beklager jeg. \
    Jeg har gennemgået den linje for linje nu: prisen for maj og juni står på den samme side, og \
    det burde vi have skrevet tydeligt. Du skal ikke betale gebyret, og jeg har sendt dig en ny \
    regning, som du finder på Mit Nordtel i aften. Ser noget stadig mærkeligt ud, så skriv til mig \
    i en privat besked, og jeg ringer dig op i morgen mellem 9 og 10.\nMvh Lise";

fn main() -> ExitCode {
    let reading = reading::read(POST, Priors { ui: Some(Lang::Da), ..Priors::default() });
    let agent = Agent { name: "Lise".into(), signature: "Mvh {name}".into(), ..Agent::default() };
    let earlier: Vec<String> = (0..100).map(|at| format!("Nr. {at}: {ANSWER}")).collect();
    let other: Vec<String> = earlier.iter().map(|text| text.chars().rev().collect()).collect();
    let names = ["Nordtel".to_owned()];
    let situation = Situation {
        post: POST,
        customer: "Bo Lund",
        reading: &reading,
        lang: Lang::Da,
        follow_up: false,
        days_waited: 0,
        fault: Fault::Unknown,
        broke_promise: false,
        spreads: true,
        incident: false,
        now: 0,
        hours: None,
        zone: None,
        site: "facebook",
        limit: None,
        page_names: &names,
        before: &[],
        people: &[],
        domains: &["nordtel.dk".to_owned()],
        agent: &agent,
        goes_unsigned: false,
        wordings: &[],
        earlier: &other,
    };
    let started = Instant::now();
    let found = reply::check(ANSWER, situation).len();
    let first = started.elapsed();
    let started = Instant::now();
    for _ in 0..RUNS {
        assert_eq!(reply::check(ANSWER, situation).len(), found);
    }
    let each = started.elapsed().as_secs_f64() * 1e3 / f64::from(RUNS);
    println!(
        "check of an answer of {} characters beside {} others: {each:.2} ms ({:.0} ms the first time, {found} findings), limit {LIMIT} ms",
        ANSWER.chars().count(),
        other.len(),
        first.as_secs_f64() * 1e3,
    );
    if each <= LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
