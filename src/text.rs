//! Small helpers for comparing words.

/// A letter in lower case, where the Latin, Greek or Cyrillic alphabet has it.
/// (The standard library's tables of all scripts take 30 KB of Wasm.)
#[must_use]
pub fn lower(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let code = u32::from(letter);
    let is_even = code.is_multiple_of(2);
    let lower = match letter {
        'İ' => 'i'.into(),
        'Ÿ' => 'ÿ'.into(),
        'ẞ' => 'ß'.into(),
        'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => code + 32,
        'Ѐ'..='Џ' => code + 80,
        'Ĺ'..='ň' | 'Ź'..='ž' if !is_even => code + 1,
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ' if is_even => code + 1,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(letter)
}

/// A letter as a capital: what [`lower`] undoes.
#[must_use]
pub fn upper(letter: char) -> char {
    let capitals = [32, 1, 80].map(|step| u32::from(letter).checked_sub(step));
    let mut capitals = capitals.into_iter().flatten().filter_map(char::from_u32);
    capitals.find(|capital| *capital != letter && lower(*capital) == letter).unwrap_or(letter)
}

/// A text in lower case.
#[must_use]
pub fn lowered(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// Letters and digits alone, in lower case.
#[must_use]
pub fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() || !letter.is_ascii() && letter.is_alphanumeric() {
            letters.push(lower(letter));
        }
    }
    letters
}

/// Lower case, `å ø æ ö ä` as `aa oe ae oe ae`, and every run of white space
/// as one space but for line breaks, so that names and phrases compare equal
/// however they are typed.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if !out.is_empty() {
            out.push('\n');
        }
        for (index, word) in line.split_whitespace().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            for letter in word.chars().map(lower) {
                match letter {
                    'å' => out.push_str("aa"),
                    'ø' | 'ö' => out.push_str("oe"),
                    'æ' | 'ä' => out.push_str("ae"),
                    '\u{2019}' => out.push('\''),
                    other => out.push(other),
                }
            }
        }
    }
    out
}

/// One of the phrases stands in `folded_text` as whole words. The phrases
/// need not be folded.
#[must_use]
pub fn contains_phrase(folded_text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| find_phrase(folded_text, &folded(phrase)).is_some())
}

/// Where `folded_phrase` stands in `folded_text` as whole words: byte offsets.
#[must_use]
pub fn find_phrase(folded_text: &str, folded_phrase: &str) -> Option<(usize, usize)> {
    if folded_phrase.is_empty() {
        return None;
    }
    folded_text.match_indices(folded_phrase).find_map(|(start, found)| {
        let end = start + found.len();
        let before = folded_text.get(..start).and_then(|text| text.chars().next_back());
        let after = folded_text.get(end..).and_then(|text| text.chars().next());
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        (!is_word(before) && !is_word(after)).then_some((start, end))
    })
}

/// A number that stands for these parts, the same on every machine and in
/// every version (64-bit FNV-1a, a byte that no UTF-8 holds after each part).
#[must_use]
pub fn hash(parts: &[&str]) -> u64 {
    parts.iter().fold(FNV64_BASIS, |hash, part| fnv64(fnv64(hash, part.as_bytes()), &[0xff]))
}

/// The same for bytes.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    fnv64(FNV64_BASIS, bytes)
}

/// Where [`fnv`] begins.
pub const FNV_BASIS: u32 = 0x811c_9dc5;

/// 32-bit FNV-1a, one byte further.
#[must_use]
pub fn fnv(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

const FNV64_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv64(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "what ours is held against")]
    fn letters_are_lowered_and_raised_as_the_standard_library_does() {
        let ranges = ['\0'..='ſ', 'Α'..='ω', 'Ѐ'..='џ', 'Ḁ'..='ỿ'];
        for letter in ranges.into_iter().flatten() {
            let mut theirs = letter.to_lowercase();
            let theirs = theirs.next().filter(|_| letter == 'İ' || theirs.len() == 0);
            assert_eq!(Some(lower(letter)), theirs, "{letter}");
            let back = lower(upper(letter));
            assert_eq!(back, lower(letter), "{letter}");
        }
        for name in ["åse", "øyvind", "émile", "šárka", "жанна", "ŋ"] {
            let raised: String = name.chars().map(upper).collect();
            assert_eq!(raised, name.to_uppercase());
        }
    }

    #[test]
    fn folding_makes_spellings_equal() {
        assert_eq!(folded("  Søren   ÅGÅRD "), "soeren aagaard");
        assert_eq!(folded("Soeren Aagaard"), folded("SØREN ÅGÅRD"));
        assert_eq!(folded("en\n to"), "en\nto");
    }

    #[test]
    fn a_phrase_is_found_as_whole_words_only() {
        assert!(contains_phrase(&folded("Samme her!!"), &["samme her"]));
        assert!(!contains_phrase(&folded("Det samme herre"), &["samme her"]));
        assert!(!contains_phrase("", &["", "x"]));
    }
}
