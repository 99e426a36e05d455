//! Files of phrases, found as whole words inside one sentence, however they
//! are spelt: `a|b` is either, `ab*` a beginning, `*ab` an end, `%` a number and `_`
//! up to two words. A section `[name]` says what its phrases mean; lines with `+` or
//! `-` are examples that must, or must not, be found: tests.

use std::ops::Range;

use crate::sort;
use crate::text::folded;

/// Phrases, each with its owner's number.
#[derive(Debug)]
pub struct Phrases {
    /// By their first word.
    plain: Vec<Phrase>,
    /// Those whose first word is a pattern.
    wild: Vec<Phrase>,
}

/// First word, the rest, and the owner.
type Phrase = (&'static str, &'static str, usize);

/// A phrase that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its owner: in a file its section's place in the list of names.
    pub section: usize,
    /// The words that it takes.
    pub words: Range<usize>,
}

impl Phrases {
    /// Those of a file, in the sections of these names. They are kept for good.
    #[must_use]
    pub fn read(file: &str, sections: &[&str]) -> Self {
        let mut section = 0;
        Self::of(file.lines().filter_map(|line| {
            if let Some(name) = line.strip_prefix('[') {
                let known = sections.iter().position(|known| name.strip_suffix(']') == Some(known));
                section = known.unwrap_or(section);
                return None;
            }
            let is_phrase = !line.is_empty() && !line.starts_with(['#', '+', '-']);
            is_phrase.then_some((line, section))
        }))
    }

    /// Those of patterns and their owners. They are kept for good.
    pub fn of<'a>(patterns: impl Iterator<Item = (&'a str, usize)>) -> Self {
        let (mut plain, mut wild) = (Vec::new(), Vec::new());
        for (pattern, owner) in patterns {
            let pattern: &'static str = folded(pattern).leak();
            let (first, rest) = pattern.split_once(' ').unwrap_or((pattern, ""));
            for first in first.split('|').filter(|first| !first.is_empty()) {
                let is_wild = first.contains(['*', '%']);
                if is_wild { &mut wild } else { &mut plain }.push((first, rest, owner));
            }
        }
        sort::by(&mut plain, |left: &Phrase, right| left.0.cmp(right.0));
        Self { plain, wild }
    }

    /// The phrases in a sentence of folded words, in order.
    #[must_use]
    pub fn find(&self, words: &[&str]) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let from = self.plain.partition_point(|phrase| phrase.0 < *word);
            let rest = words.get(at + 1..).unwrap_or_default();
            let plain = self.plain.iter().skip(from).take_while(|phrase| phrase.0 == *word);
            let wild = self.wild.iter().filter(|phrase| fits(word, phrase.0));
            for &(_, pattern, section) in plain.chain(wild) {
                if let Some(more) = begins(rest, pattern) {
                    found.push(Found { section, words: at..at + 1 + more });
                }
            }
        }
        found
    }

    /// Whether a section has any.
    #[cfg(test)]
    pub fn has(&self, section: usize) -> bool {
        self.plain.iter().chain(&self.wild).any(|phrase| phrase.2 == section)
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

/// Asserts the examples of a file; `find` says whether a section is found in one.
#[cfg(test)]
pub(crate) fn check(file: &str, sections: &[&str], find: impl Fn(usize, &str) -> bool) {
    let mut section = None;
    let mut examples = 0;
    for line in file.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = sections.iter().position(|known| name == format!("{known}]"));
            assert!(section.is_some(), "{line}");
        } else if let Some(text) = line.strip_prefix(['+', '-']) {
            let section = section.unwrap();
            assert_eq!(find(section, text), line.starts_with('+'), "{}: {text}", sections[section]);
            examples += 1;
        }
    }
    assert!(examples > sections.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_by_their_words() {
        let patterns = [("få|får _ kr|kroner", 1), ("*ansvar", 2), ("% år*", 3)];
        let phrases = Phrases::of(patterns.into_iter());
        let find = |text: &str| {
            let found = phrases.find(&text.split(' ').collect::<Vec<_>>());
            found.into_iter().map(|one| (one.section, one.words)).collect::<Vec<_>>()
        };
        assert_eq!(find("du faar 200 kroner"), [(1, 1..4)]);
        assert_eq!(find("du faar hele 200 gode kroner"), []);
        assert_eq!(find("produktansvar i 3 aar"), [(2, 0..1), (3, 2..4)]);
        assert_eq!(find(""), []);
    }
}
