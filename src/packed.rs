//! The data files that we ship, packed: two fifths of their size in the Wasm.
//! `packed/build.rs` packs them.

use std::sync::OnceLock;

use miniz_oxide::inflate::decompress_to_vec;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packed"));
/// Where each file stands among the unpacked bytes.
static FILES: &[(&str, std::ops::Range<usize>)] = &include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A file by its path in the repository; all are unpacked at the first call. None where
/// there is no such file.
#[must_use]
pub fn bytes(name: &str) -> Option<&'static [u8]> {
    static UNPACKED: OnceLock<Vec<u8>> = OnceLock::new();
    let (_, range) = FILES.iter().find(|(file, _)| *file == name)?;
    UNPACKED.get_or_init(|| decompress_to_vec(PACKED).unwrap_or_default()).get(range.clone())
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
        assert_eq!(text("src/reply/phrases/sv.json"), Some(include_str!("reply/phrases/sv.json")));
        let table: &[u8] = include_bytes!("reading/language.bin");
        assert_eq!(bytes("src/reading/language.bin"), Some(table));
        assert_eq!(bytes("src/reply/phrases"), None);
    }
}
