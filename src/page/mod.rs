//! What the page gave us: records, the site profiles that read them, and the
//! page's own time words, counts and linked data.

pub mod count;
pub mod linked_data;
pub mod names;
mod pattern;
pub mod profile;
pub mod record;
pub mod teach;
pub mod time;

pub use record::Record;
