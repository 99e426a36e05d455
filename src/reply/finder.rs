//! Finds in a post what the entries of a phrase book are about.

use std::collections::BTreeMap;

use crate::phrases::Phrases;
use crate::text::folded;

use super::check::words::{sentences, words};

/// How many lists tell an entry.
const LISTS: usize = 3;

/// The patterns that tell an entry, each list of phrases as in `src/phrases.rs`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told<'a> {
    /// One of these stands in a sentence of the post.
    pub find: &'a [String],
    /// And one of these anywhere in it; none: nothing else is needed.
    pub with: &'a [String],
    /// And none of these.
    pub unless: &'a [String],
}

impl<'a> Told<'a> {
    fn lists(self) -> [&'a [String]; LISTS] {
        [self.find, self.with, self.unless]
    }

    /// The first pattern with an empty word: its list's name, and its number there.
    pub fn empty_word(self) -> Option<(&'static str, usize)> {
        let lists = ["find", "with", "unless"].into_iter().zip(self.lists());
        let is_empty =
            |it: &String| it.split([' ', '|']).any(|word| word.trim_matches('*').is_empty());
        lists.into_iter().find_map(|(name, list)| Some((name, list.iter().position(is_empty)?)))
    }
}

/// The patterns of a list of entries, ready to be found.
#[derive(Debug)]
pub(super) struct Finder {
    phrases: Phrases,
    /// Of each entry, whether it needs one of `with`.
    needs: Vec<bool>,
}

impl Finder {
    /// Each entry's patterns.
    pub fn new<'a>(entries: impl Iterator<Item = Told<'a>> + Clone) -> Self {
        let lists = entries.clone().flat_map(Told::lists).enumerate();
        let patterns = lists.flat_map(|(at, list)| list.iter().map(move |it| (it.as_str(), at)));
        Self {
            phrases: Phrases::of(patterns),
            needs: entries.map(|told| !told.with.is_empty()).collect(),
        }
    }

    /// The places of the entries that are found in a text, in the list's order, each with
    /// the folded words that told it first.
    pub fn find(&self, text: &str) -> BTreeMap<usize, Vec<String>> {
        let mut all = BTreeMap::new();
        for sentence in sentences(text) {
            let text = text.get(sentence).unwrap_or_default();
            let folded: Vec<String> = words(text).map(|(_, word)| folded(word)).collect();
            let plain: Vec<&str> = folded.iter().map(String::as_str).collect();
            for found in self.phrases.find(&plain) {
                let told = || folded.get(found.words.clone()).unwrap_or_default().to_vec();
                all.entry(found.section).or_insert_with(told);
            }
        }
        let has = |entry: usize, list| all.contains_key(&(entry * LISTS + list));
        let needs = self.needs.iter().enumerate();
        let left = needs.filter(|(at, needs)| has(*at, 2) || **needs && !has(*at, 1));
        let left: Vec<usize> = left.map(|(at, _)| at * LISTS).collect();
        left.iter().for_each(|at| drop(all.remove(at)));
        all.retain(|at, _| at % LISTS == 0);
        all.into_iter().map(|(at, words)| (at / LISTS, words)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_may_need_a_second_word_elsewhere_and_another_absent() {
        let list = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let (find, with, unless) = (list(&["parcel*"]), list(&["late"]), list(&["locker"]));
        let bare = Told { find: &find, ..Told::default() };
        let told = Told { with: &with, unless: &unless, ..bare };
        let finder = Finder::new([told, bare].into_iter());
        let places = |post| finder.find(post).into_keys().collect::<Vec<_>>();
        assert_eq!(places("My parcel. It is late."), [0, 1]);
        assert_eq!(places("My parcel. It is here."), [1]);
        assert_eq!(places("The parcel is late. It was to be in a locker!"), [1]);
        assert_eq!(places("It is late."), [0_usize; 0]);
    }

    #[test]
    fn a_pattern_with_an_empty_word_is_named_by_its_list() {
        let list = ["a b".to_owned(), "a |b".to_owned()];
        assert_eq!(Told { unless: &list, ..Told::default() }.empty_word(), Some(("unless", 1)));
    }
}
