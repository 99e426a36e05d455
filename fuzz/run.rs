//! What every fuzz program has: minutes and a seed from the command line,
//! chance, and what is being read, for the message of a panic.

use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What is being read.
static AT: Mutex<String> = Mutex::new(String::new());

/// A run for so many minutes.
pub struct Run {
    pub random: Random,
    /// How often it has gone on.
    pub count: u64,
    minutes: f64,
    seed: u64,
    ends: Instant,
}

impl Run {
    /// With the command line's MINUTES (ten) and SEED (1).
    pub fn begin() -> Self {
        let mut args = std::env::args().skip(1);
        let minutes: f64 = args.next().map_or(10.0, |minutes| minutes.parse().expect("minutes"));
        let seed: u64 = args.next().map_or(1, |seed| seed.parse().expect("a seed"));
        std::panic::set_hook(Box::new(|panic| {
            let at = AT.lock().map(|at| at.clone()).unwrap_or_default();
            eprintln!("finding: {panic}\nat: {at:?}");
        }));
        let random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let ends = Instant::now() + Duration::from_secs_f64(minutes * 60.0);
        Self { random, count: 0, minutes, seed, ends }
    }

    /// False when the minutes are over.
    pub fn goes_on(&mut self) -> bool {
        let goes_on = Instant::now() < self.ends;
        self.count += u64::from(goes_on);
        goes_on
    }

    /// Nothing was found in all of `what`.
    pub fn end(&self, what: &str) {
        println!("{what} in {} minutes, seed {}: no finding", self.minutes, self.seed);
    }
}

/// This is read next.
pub fn read_next(text: &str) {
    if let Ok(mut at) = AT.lock() {
        at.clear();
        at.push_str(text);
    }
}

/// Xorshift.
pub struct Random(u64);

impl Random {
    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.any() >> 11).unwrap_or(0) % end.max(1)
    }

    /// Any number.
    pub fn any(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
