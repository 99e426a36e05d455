//! The texts that we ship as data, packed: a quarter of their size in the
//! Wasm. `packed/build.rs` packs them.

use std::sync::OnceLock;

use miniz_oxide::inflate::decompress_to_vec;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts"));

/// A file by its path in `src`; all are unpacked at the first call. None where
/// there is no such file.
#[must_use]
pub fn text(name: &str) -> Option<&'static str> {
    static TEXTS: OnceLock<String> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| {
        let bytes = decompress_to_vec(PACKED).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    });
    // Each file stands after a null, its name and a line break.
    texts.split('\0').find_map(|file| file.strip_prefix(name)?.strip_prefix('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_back_as_they_were() {
        assert_eq!(text("reply/phrases/sv.json"), Some(include_str!("reply/phrases/sv.json")));
        assert_eq!(
            text("reading/packs/any/cues.txt"),
            Some(include_str!("reading/packs/any/cues.txt"))
        );
        assert_eq!(text("reply/phrases"), None);
    }
}
