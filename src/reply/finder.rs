//! Finds in a post what the entries of a phrase book are about.

use std::collections::BTreeMap;

use crate::phrases::Phrases;
use crate::text::folded;

use super::check::words::{sentences, words};

/// The patterns of a list of entries, ready to be found.
#[derive(Debug)]
pub(super) struct Finder(Phrases);

impl Finder {
    /// Each entry's patterns, as in `src/phrases.rs`.
    pub fn new<'a>(entries: impl Iterator<Item = &'a [String]>) -> Self {
        let all = entries.enumerate();
        Self(Phrases::of(
            all.flat_map(|(at, find)| find.iter().map(move |find| (find.as_str(), at))),
        ))
    }

    /// The places of the entries that are found in a text, in the list's order, each with
    /// the folded words that told it first.
    pub fn find(&self, text: &str) -> BTreeMap<usize, Vec<String>> {
        let mut all = BTreeMap::new();
        for sentence in sentences(text) {
            let text = text.get(sentence).unwrap_or_default();
            let folded: Vec<String> = words(text).map(|(_, word)| folded(word)).collect();
            let plain: Vec<&str> = folded.iter().map(String::as_str).collect();
            for found in self.0.find(&plain) {
                let told = || folded.get(found.words.clone()).unwrap_or_default().to_vec();
                all.entry(found.section).or_insert_with(told);
            }
        }
        all
    }
}
