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

/// One of them.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    /// Its first word, or how that begins.
    first: &'static str,
    rest: &'static str,
    owner: usize,
    /// What the rest's first word that is not any may be, by [`mark`].
    next: u64,
    /// Among so many words it stands; 0: there is none.
    reach: usize,
}

impl Phrase {
    fn new(first: &'static str, rest: &'static str, owner: usize) -> Self {
        let items = || rest.split(' ').filter(|item| !item.is_empty());
        let skipped = items().take_while(|item| *item == "_").count();
        let item = items().nth(skipped);
        Self {
            first,
            rest,
            owner,
            next: item.unwrap_or("").split('|').fold(0, |all, one| all | marks(one)),
            reach: if item.is_some() { 1 + skipped * MOST_ANY } else { 0 },
        }
    }
}

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
                    Some(stem) => stems.push(Phrase::new(stem, rest, owner)),
                    None if first.contains(['*', '%']) => {
                        wild.push(Phrase::new(first, rest, owner));
                    }
                    None => plain.push(Phrase::new(first, rest, owner)),
                }
            }
        }
        sort::by(&mut plain, |left: &Phrase, right| left.first.cmp(right.first));
        sort::by(&mut stems, |left: &Phrase, right| left.first.cmp(right.first));
        Self { plain, stems, wild }
    }

    /// The phrases in a sentence of folded words, in order.
    #[must_use]
    pub fn find(&self, words: &[&str]) -> Vec<Found> {
        self.find_those(words, |_| true)
    }

    /// The same, of the wanted owners.
    pub fn find_those(&self, words: &[&str], is_wanted: impl Fn(usize) -> bool) -> Vec<Found> {
        let marks: Vec<u64> = words.iter().map(|word| mark(word.as_bytes())).collect();
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let rest = words.get(at + 1..).unwrap_or_default();
            let marks = marks.get(at + 1..).unwrap_or_default();
            let from = self.plain.partition_point(|phrase| phrase.first < *word);
            let plain = self.plain.iter().skip(from);
            let plain = plain.take_while(|phrase| phrase.first == *word);
            let wild = self.wild.iter();
            let wild = wild.filter(|phrase| fits(word.as_bytes(), phrase.first.as_bytes()));
            for phrase in plain.chain(stems(&self.stems, word)).chain(wild) {
                let may_be = |mark: &u64| phrase.next & mark != 0;
                if (phrase.reach == 0 || marks.iter().take(phrase.reach).any(may_be))
                    && is_wanted(phrase.owner)
                    && let Some(more) = begins(rest, phrase.rest.as_bytes())
                {
                    found.push(Found { section: phrase.owner, words: at..at + 1 + more });
                }
            }
        }
        found
    }

    /// Whether a section has any.
    #[cfg(test)]
    pub fn has(&self, section: usize) -> bool {
        self.plain.iter().chain(&self.stems).chain(&self.wild).any(|phrase| phrase.owner == section)
    }
}

/// The stems that a word begins with, the shortest first: they are sorted.
fn stems<'a>(sorted: &'a [Phrase], word: &'a str) -> impl Iterator<Item = &'a Phrase> {
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let starts = ends.filter_map(|end| word.get(..end));
    let narrower = |left: &mut &'a [Phrase], start: &'a str| {
        *left = left.get(left.partition_point(|phrase| phrase.first < start)..)?;
        let begin = |phrase: &Phrase| phrase.first.starts_with(start);
        *left = left.get(..left.partition_point(begin))?;
        let same = left.partition_point(|phrase| phrase.first == start);
        (!left.is_empty()).then(|| left.get(..same).unwrap_or_default())
    };
    starts.scan(sorted, narrower).flatten()
}

/// A bit for how a word begins: two words that begin alike have the same.
fn mark(word: &[u8]) -> u64 {
    let place = match word {
        [] => 0,
        [first, ..] if first.is_ascii_digit() => 1,
        [first] => usize::from(*first),
        [first, second, ..] => usize::from(*first) * 7 + usize::from(*second) * 3,
    };
    1 << (place % 64)
}

/// The bits of the words that fit an item of a pattern.
fn marks(item: &str) -> u64 {
    match item.as_bytes() {
        [b'*', ..] | [_, b'*'] => u64::MAX,
        b"%" => mark(b"0"),
        [start @ .., b'*'] => mark(start),
        word => mark(word),
    }
}

/// `_` stands for no more words.
const MOST_ANY: usize = 2;

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
        return (0..=MOST_ANY).find_map(|skip| Some(skip + begins(words.get(skip..)?, rest)?));
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

    proptest::proptest! {
        #[test]
        fn a_word_that_fits_is_never_passed_over(word in "[a-d0-2]{1,4}", other in "[a-d0-2]{1,4}") {
            let cuts = (1..=word.len()).filter_map(|cut| word.split_at_checked(cut));
            let cuts = cuts.flat_map(|(start, end)| [format!("{start}*"), format!("*{end}")]);
            let items = cuts.chain([word.clone(), format!("{other}*"), other.clone(), "%".to_owned()]);
            for item in items {
                let fits = fits(word.as_bytes(), item.as_bytes());
                proptest::prop_assert!(!fits || marks(&item) & mark(word.as_bytes()) != 0, "{item}");
            }
        }
    }
}
