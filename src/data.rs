//! The data files that we ship, laid end to end by `data/build.rs`.
//!
//! The command-line tool has them inside. The desk does not: a Wasm module is
//! compiled whole before it runs, so they lie beside it, and the desk lends
//! them to the core before it starts.

use std::ops::Range;

/// Where each file stands among the bytes.
static FILES: &[(&str, Range<usize>)] = &include!(concat!(env!("OUT_DIR"), "/files.rs"));

#[cfg(not(target_arch = "wasm32"))]
mod place {
    pub(super) fn all() -> &'static [u8] {
        include_bytes!(concat!(env!("OUT_DIR"), "/data"))
    }
}

#[cfg(target_arch = "wasm32")]
mod place {
    use std::sync::OnceLock;

    pub(super) static LENT: OnceLock<Vec<u8>> = OnceLock::new();

    pub(super) fn all() -> &'static [u8] {
        LENT.get().map_or(&[], Vec::as_slice)
    }
}

/// Lends the core its data: the file that the build laid beside this very
/// module. False where it is another.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn lend(data: Vec<u8>) -> bool {
    const HASH: u64 = include!(concat!(env!("OUT_DIR"), "/hash.rs"));
    let is_ours = crate::text::hash_bytes(&data) == HASH;
    is_ours && (place::LENT.set(data).is_ok() || !place::all().is_empty())
}

/// The paths of all files in the repository, in alphabetical order.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}

/// A file by its path in the repository. None where there is no such file.
#[must_use]
pub fn bytes(name: &str) -> Option<&'static [u8]> {
    let (_, range) = FILES.iter().find(|(file, _)| *file == name)?;
    place::all().get(range.clone())
}

/// A file that is text.
#[must_use]
pub fn text(name: &str) -> Option<&'static str> {
    str::from_utf8(bytes(name)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_back_as_they_were() {
        assert_eq!(text("src/words/sv.txt"), Some(include_str!("words/sv.txt")));
        let table: &[u8] = include_bytes!("reading/language.bin");
        assert_eq!(bytes("src/reading/language.bin"), Some(table));
        assert_eq!(bytes("src/reply/phrases"), None);
    }

    #[test]
    fn the_build_and_the_core_hash_alike() {
        let hash: u64 = include!(concat!(env!("OUT_DIR"), "/hash.rs"));
        assert_eq!(crate::text::hash_bytes(place::all()), hash);
    }
}
