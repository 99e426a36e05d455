//! Phrases, found as whole words.
//!
//! In a phrase `a|b` is either, `ab*` a beginning, `*ab` an end, `%` a number and
//! `_` up to two words. Words and phrases are folded (`text::folded`).

use std::ops::Range;

use crate::sort;

/// Phrases, each with a number of its owner's.
#[derive(Debug, Default)]
pub struct Phrases {
    /// By their first word.
    plain: Vec<Phrase>,
    /// Those whose first word is a pattern.
    wild: Vec<Phrase>,
}

#[derive(Debug)]
struct Phrase {
    first: String,
    rest: String,
    owner: u16,
}

impl Phrases {
    /// Of patterns, folded here, and their owners' numbers.
    pub fn new<'a>(patterns: impl Iterator<Item = (&'a str, u16)>) -> Self {
        let mut phrases = Self::default();
        for (pattern, owner) in patterns {
            let pattern = crate::text::folded(pattern);
            let (first, rest) = pattern.split_once(' ').unwrap_or((&pattern, ""));
            for first in first.split('|').filter(|first| !first.is_empty()) {
                let phrase = Phrase { first: first.to_owned(), rest: rest.to_owned(), owner };
                let is_wild = first.contains(['*', '%', '_']);
                if is_wild { &mut phrases.wild } else { &mut phrases.plain }.push(phrase);
            }
        }
        sort::by(&mut phrases.plain, |left: &Phrase, right| left.first.cmp(&right.first));
        phrases
    }

    /// The phrases in a sentence of folded words, by the words they take, and
    /// their owners; in order of their first words.
    #[must_use]
    pub fn find(&self, words: &[&str]) -> Vec<(Range<usize>, u16)> {
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let rest = words.get(at + 1..).unwrap_or_default();
            let from = self.plain.partition_point(|phrase| phrase.first.as_str() < *word);
            let plain = self.plain.iter().skip(from).take_while(|phrase| phrase.first == *word);
            let wild = self.wild.iter().filter(|phrase| fits(word, &phrase.first));
            for phrase in plain.chain(wild) {
                if let Some(more) = begins(rest, &phrase.rest) {
                    found.push((at..at + 1 + more, phrase.owner));
                }
            }
        }
        found
    }
}

/// How many words the pattern takes at the beginning.
fn begins(words: &[&str], pattern: &str) -> Option<usize> {
    if pattern.is_empty() {
        return Some(0);
    }
    let (item, rest) = pattern.split_once(' ').unwrap_or((pattern, ""));
    if item == "_" {
        return (0..=2).find_map(|skip| Some(skip + begins(words.get(skip..)?, rest)?));
    }
    let (word, words) = words.split_first()?;
    if item.split('|').any(|one| fits(word, one)) { Some(1 + begins(words, rest)?) } else { None }
}

fn fits(word: &str, item: &str) -> bool {
    match (item.strip_suffix('*'), item.strip_prefix('*')) {
        (Some(stem), _) => word.starts_with(stem),
        (_, Some(tail)) => word.ends_with(tail),
        _ if item == "%" => word.bytes().all(|byte| byte.is_ascii_digit()),
        _ => word == item,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_by_their_words() {
        let phrases = Phrases::new(
            [("få|får _ kr|kroner", 1), ("*ansvar", 2), ("%. dag", 3), ("% år*", 4)].into_iter(),
        );
        let find = |text: &str| phrases.find(&text.split(' ').collect::<Vec<_>>());
        assert_eq!(find("du faar 200 kroner"), [(1..4, 1)]);
        assert_eq!(find("du faar hele 200 gode kroner"), []);
        assert_eq!(find("produktansvar i 3 aar"), [(0..1, 2), (2..4, 4)]);
        assert_eq!(find(""), []);
    }
}
