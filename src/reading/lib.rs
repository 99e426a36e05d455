//! The reading and what it stands on, compiled for speed where the rest of the
//! core is compiled for size. The core has all of it by the same names.

#[path = "../data.rs"]
pub mod data;
#[path = "mod.rs"]
pub mod reading;
#[path = "../sort.rs"]
pub mod sort;
#[path = "../text.rs"]
pub mod text;
