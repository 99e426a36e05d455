//! Time zones, working hours, and when an answer is due.

pub mod calendar;
pub mod holidays;
pub mod hours;
pub mod interval;
pub mod zone;

pub use hours::Hours;
pub use interval::Interval;
pub use zone::Zone;
