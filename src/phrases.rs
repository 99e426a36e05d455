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
    /// By how their first word begins, where any end will do.
    stems: Vec<Phrase>,
    /// Those whose first word is another pattern.
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
        let (mut plain, mut stems, mut wild) = (Vec::new(), Vec::new(), Vec::new());
        for (pattern, owner) in patterns {
            let pattern: &'static str = folded(pattern).leak();
            let (first, rest) = pattern.split_once(' ').unwrap_or((pattern, ""));
            for first in first.split('|').filter(|first| !first.is_empty()) {
                match first.strip_suffix('*') {
                    Some(stem) => stems.push((stem, rest, owner)),
                    None if first.contains(['*', '%']) => wild.push((first, rest, owner)),
                    None => plain.push((first, rest, owner)),
                }
            }
        }
        sort::by(&mut plain, |left: &Phrase, right| left.0.cmp(right.0));
        sort::by(&mut stems, |left: &Phrase, right| left.0.cmp(right.0));
        Self { plain, stems, wild }
    }

    /// The phrases in a sentence of folded words, in order.
    #[must_use]
    pub fn find(&self, words: &[&str]) -> Vec<Found> {
        self.find_those(words, |_| true)
    }

    /// The same, of the wanted owners.
    pub fn find_those(&self, words: &[&str], is_wanted: impl Fn(usize) -> bool) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let rest = words.get(at + 1..).unwrap_or_default();
            let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
            let starts = ends.filter_map(|end| word.get(..end));
            let stems = starts.flat_map(|start| of_first(&self.stems, start));
            let wild = self.wild.iter().filter(|phrase| fits(word.as_bytes(), phrase.0.as_bytes()));
            for &(_, pattern, section) in of_first(&self.plain, word).chain(stems).chain(wild) {
                if is_wanted(section)
                    && let Some(more) = begins(rest, pattern.as_bytes())
                {
                    found.push(Found { section, words: at..at + 1 + more });
                }
            }
        }
        found
    }

    /// Whether a section has any.
    #[cfg(test)]
    pub fn has(&self, section: usize) -> bool {
        self.plain.iter().chain(&self.stems).chain(&self.wild).any(|phrase| phrase.2 == section)
    }
}

/// The phrases, sorted by their first words, with this one.
fn of_first<'a>(phrases: &'a [Phrase], first: &'a str) -> impl Iterator<Item = &'a Phrase> {
    let from = phrases.partition_point(|phrase| phrase.0 < first);
    phrases.iter().skip(from).take_while(move |phrase| phrase.0 == first)
}

/// How many words the pattern takes at the beginning. By bytes, as it runs for each
/// word of an answer at each key.
fn begins(words: &[&str], pattern: &[u8]) -> Option<usize> {
    if pattern.is_empty() {
        return Some(0);
    }
    let end = pattern.iter().position(|byte| *byte == b' ').unwrap_or(pattern.len());
    let (item, rest) = pattern.split_at_checked(end)?;
    let rest = rest.get(1..).unwrap_or_default();
    if item == b"_" {
        return (0..=2).find_map(|skip| Some(skip + begins(words.get(skip..)?, rest)?));
    }
    let (word, words) = words.split_first()?;
    let word = word.as_bytes();
    let is_one = item.split(|byte| *byte == b'|').any(|one| fits(word, one));
    if is_one { Some(1 + begins(words, rest)?) } else { None }
}

fn fits(word: &[u8], item: &[u8]) -> bool {
    match item {
        [stem @ .., b'*'] => word.starts_with(stem),
        [b'*', tail @ ..] => word.ends_with(tail),
        b"%" => word.iter().all(u8::is_ascii_digit),
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
