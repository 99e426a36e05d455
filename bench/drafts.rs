//! How long the drafts of an answer take, and the checks of the first of them, over fifty
//! posts in five languages. `drafts.bench.ts` holds the same in the browser against a limit.

mod answering;

use std::process::ExitCode;
use std::time::Instant;

use answering::Posts;

const POSTS: &str = include_str!("../tests/fixtures/drafts.jsonl");
const ROUNDS: u32 = 200;

fn main() -> ExitCode {
    let Some(mut posts) = Posts::read(POSTS) else { return ExitCode::FAILURE };
    for (what, act) in
        [("drafts", Posts::draft as fn(&Posts, usize) -> usize), ("check", Posts::check)]
    {
        let first: Vec<f64> = (0..posts.len()).map(|at| measure(1, || act(&posts, at))).collect();
        if what == "drafts" {
            posts.answer_all();
        }
        let each: Vec<f64> =
            (0..posts.len()).map(|at| measure(ROUNDS, || act(&posts, at))).collect();
        let most = |times: &[f64]| times.iter().copied().fold(0.0, f64::max);
        let mean = each.iter().sum::<f64>() / each.len() as f64;
        println!(
            "{what} of a post: {mean:.2} ms, {:.2} ms the slowest, {:.0} ms the first time",
            most(&each),
            most(&first)
        );
    }
    ExitCode::SUCCESS
}

/// Milliseconds of one, the mean of so many.
fn measure(rounds: u32, act: impl Fn() -> usize) -> f64 {
    let started = Instant::now();
    for _ in 0..rounds {
        std::hint::black_box(act());
    }
    started.elapsed().as_secs_f64() * 1e3 / f64::from(rounds)
}
