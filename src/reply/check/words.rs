//! Sentences and words of a draft, with their places.

use std::ops::Range;

/// The sentences of a text; a line break ends one too.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let ends = letter == '\n'
            || (matches!(letter, '.' | '!' | '?' | '…')
                && next.is_none_or(char::is_whitespace)
                && !(letter == '.' && is_short(text, at)));
        if ends || next.is_none() {
            let end = at + letter.len_utf8();
            if text.get(start..end).is_some_and(|sentence| !sentence.trim().is_empty()) {
                found.push(trimmed(text, start..end));
            }
            start = end;
        }
    }
    found
}

/// The full stop at `at` stands behind a word cut short ("kl. 15") or a number ("3. august").
fn is_short(text: &str, at: usize) -> bool {
    const SHORT: &[&str] = &[
        "kl", "ca", "kr", "nr", "evt", "tlf", "bl.a", "f.eks", "t.ex", "dvs", "d.v.s", "inkl",
        "ekskl", "maks", "min", "fx", "o.l", "m.m", "e.g", "i.e", "no", "approx", "resp", "jf",
        "pga", "ang", "st", "str", "stk", "tr",
    ];
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let next = after.trim_start_matches('.').trim_start().chars().next();
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let goes_on = next.is_some_and(|next| next.is_lowercase() || next.is_ascii_digit());
    goes_on && (is_number || SHORT.contains(&crate::text::lowered(word).as_str()))
}

/// The words of a text, as they stand.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let start_of_text = text.as_ptr() as usize;
    text.split(move |c: char| !is_inner(c)).filter_map(move |piece| {
        let word = piece.trim_matches(['-', '\'', '’']);
        let start = word.as_ptr() as usize - start_of_text;
        (!word.is_empty()).then_some((start..start + word.len(), word))
    })
}

/// The addresses in a text, of sites and of mail.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let pieces = text.split_inclusive(char::is_whitespace).map(|piece| {
        start += piece.len();
        (start - piece.len(), piece.trim_end().trim_end_matches(['.', ',', '!', '?', ')', ':']))
    });
    let is_one = |piece: &str| {
        // "mit.dk", and neither "kl.15" nor "f.eks".
        let site = piece.split('/').next().unwrap_or_default();
        let (name, end) = site.rsplit_once('.').unwrap_or_default();
        let is_end = end.len() >= 2 && end.bytes().all(|byte| byte.is_ascii_lowercase());
        piece.contains("://") || piece.contains('@') && is_end || name.len() >= 3 && is_end
    };
    pieces.filter(|(_, piece)| is_one(piece)).map(|(at, piece)| at..at + piece.len()).collect()
}

/// Whether the words of `phrase`, already in lower case, follow each other in `words`.
pub fn holds_phrase(words: &[String], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words
        .windows(phrase.len())
        .any(|window| window.iter().zip(&phrase).all(|(word, sought)| word == sought))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(piece) = text.get(range.clone()) else {
        return range;
    };
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_mark_or_line() {
        let text = "Hej. Se telenor.dk nu!\nMvh Lise ";
        let found: Vec<&str> =
            sentences(text).into_iter().filter_map(|range| text.get(range)).collect();
        assert_eq!(found, ["Hej.", "Se telenor.dk nu!", "Mvh Lise"]);
    }

    #[test]
    fn an_address_is_found_whole() {
        let found = |text: &'static str| -> Vec<&str> {
            addresses(text).into_iter().filter_map(|range| text.get(range)).collect()
        };
        assert_eq!(
            found("Se fjord.no/avvik, eller skriv til os@mit.fjord.dk."),
            ["fjord.no/avvik", "os@mit.fjord.dk"]
        );
        assert_eq!(found("Kom kl.15, f.eks. i dag."), Vec::<&str>::new());
    }

    #[test]
    fn a_word_cut_short_ends_none() {
        let found = |text| sentences(text).len();
        assert_eq!(found("Jeg ringer kl. 15. Eller den 3. august."), 2);
        assert_eq!(found("Det koster 30. Tak."), 2);
        assert_eq!(found("Vi har åbent nu, ca. 8-16, f.eks. i dag"), 1);
    }

    #[test]
    fn words_keep_their_place() {
        let text = "– Anne-Mette's «kø»";
        let found: Vec<_> = words(text).collect();
        assert_eq!(found.iter().map(|(_, word)| *word).collect::<Vec<_>>(), ["Anne-Mette's", "kø"]);
        assert!(found.iter().all(|(range, word)| text.get(range.clone()) == Some(*word)));
    }
}
