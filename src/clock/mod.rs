//! Time zones, and when an answer is due.

pub mod calendar;
pub mod interval;
pub mod zone;

pub use interval::Interval;
pub use zone::Zone;
