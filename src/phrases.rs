//! Files of phrases, found as whole words inside one sentence, however they
//! are spelt: `a|b` is either, `ab*` a beginning, `%` a number and `_` up to
//! two words. A section `[name]` says what its phrases mean; lines with `+` or
//! `-` are examples that must, or must not, be found: tests.

use std::ops::Range;

use crate::sort;
use crate::text::folded;

/// The phrases of a file, by their first word.
#[derive(Debug)]
pub struct Phrases {
    /// First word, the rest, and the section's place in the list of names.
    all: Vec<(&'static str, &'static str, usize)>,
}

/// A phrase that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its section's place in the list of names.
    pub section: usize,
    /// The words that it takes.
    pub words: Range<usize>,
}

impl Phrases {
    /// Those of a file, in the sections of these names. They are kept for good.
    #[must_use]
    pub fn read(file: &str, sections: &[&str]) -> Self {
        let file: &'static str = folded(file).leak();
        let mut all = Vec::new();
        let mut section = 0;
        for line in file.lines() {
            if let Some(name) = line.strip_prefix('[') {
                let known = sections.iter().position(|known| name.strip_suffix(']') == Some(known));
                section = known.unwrap_or(section);
            } else if !line.starts_with(['#', '+', '-']) {
                let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
                let firsts = first.split('|').filter(|first| !first.is_empty());
                all.extend(firsts.map(|first| (first, rest, section)));
            }
        }
        sort::by(&mut all, |left: &(&str, _, _), right| left.0.cmp(right.0));
        Self { all }
    }

    /// The phrases in a sentence of folded words, in order.
    #[must_use]
    pub fn find(&self, words: &[&str]) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let from = self.all.partition_point(|phrase| phrase.0 < *word);
            let rest = words.get(at + 1..).unwrap_or_default();
            let all = self.all.iter().skip(from);
            for &(_, pattern, section) in all.take_while(|phrase| phrase.0 == *word) {
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
        self.all.iter().any(|phrase| phrase.2 == section)
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
    let fits = item.split('|').any(|one| match one.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None if one == "%" => word.bytes().all(|byte| byte.is_ascii_digit()),
        None => one == *word,
    });
    if fits { Some(1 + begins(words, rest)?) } else { None }
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
