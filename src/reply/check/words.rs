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
            || (matches!(letter, '.' | '!' | '?' | '…') && next.is_none_or(char::is_whitespace));
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
    fn words_keep_their_place() {
        let text = "– Anne-Mette's «kø»";
        let found: Vec<_> = words(text).collect();
        assert_eq!(found.iter().map(|(_, word)| *word).collect::<Vec<_>>(), ["Anne-Mette's", "kø"]);
        assert!(found.iter().all(|(range, word)| text.get(range.clone()) == Some(*word)));
    }
}
