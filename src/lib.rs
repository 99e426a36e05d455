//! Svarklar's core: reads the posts of a company's social page and says which
//! of them wait for an answer, how urgent each is and what could be answered.
//!
//! The rooms, in the order a post walks through them. All of this crate is
//! pure: no browser, no clock, no storage, no randomness. The desk, which
//! knows a browser, is the crate in `src/desk/`.

pub use svarklar_reading::{data, reading, sort, text};

pub mod page;

pub mod clock;

mod phrases;

pub mod thread;

pub mod urgency;

pub mod reply;

pub mod acts;
pub mod board;
pub mod engine;
pub mod message;
pub mod own_wordings;
pub mod own_words;
pub mod refused;
pub mod store;
pub mod timetable;
pub mod words;

pub mod situation;
pub mod snapshot;

#[cfg(not(target_arch = "wasm32"))]
pub mod eval;
