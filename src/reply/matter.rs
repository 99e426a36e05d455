//! What exactly went wrong or is asked, finer than a topic, so that an answer names the
//! concrete thing that the customer wrote.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::phrases::Phrases;
use crate::reading::Topic;
use crate::text::folded;

use super::check::words::{sentences, words};

/// A matter that customers write about, and its wordings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// Its name, `snake_case`.
    pub name: String,
    /// The topics of posts about it.
    pub topic: Vec<Topic>,
    /// How customers write it: phrases as in `src/phrases.rs`.
    pub find: Vec<String>,
    /// Takes it seriously, to who is upset.
    #[serde(default)]
    pub upset: Vec<String>,
    /// Takes it up, with who is calm; thanks who is pleased.
    #[serde(default)]
    pub calm: Vec<String>,
    /// What I do now, or what you can do; who hears the praise.
    #[serde(default)]
    pub next_step: Vec<String>,
    /// Invites to a private message.
    #[serde(default)]
    pub private: Vec<String>,
    /// Nothing is said beside it that is said of ordinary trouble: a death.
    #[serde(default)]
    pub solemn: bool,
    /// Posts that are about it: tests.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Posts that seem to be: tests.
    #[serde(default)]
    pub no: Vec<String>,
}

impl Matter {
    /// All its wordings, with the name of their list.
    pub(super) fn wordings(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        let lists = [
            ("upset", &self.upset),
            ("calm", &self.calm),
            ("next_step", &self.next_step),
            ("private", &self.private),
        ];
        lists.into_iter().map(|(name, list)| (name, list.as_slice()))
    }
}

/// The matters of a book, ready to be found.
#[derive(Debug)]
pub(super) struct Finder(Phrases);

impl Finder {
    pub fn new(matters: &[Matter]) -> Self {
        let all = matters.iter().enumerate();
        Self(Phrases::of(
            all.flat_map(|(at, matter)| matter.find.iter().map(move |find| (find.as_str(), at))),
        ))
    }

    /// The places in the list of the matters that a post is about, the first in the
    /// list first.
    pub fn find(&self, post: &str) -> BTreeSet<usize> {
        let mut all = BTreeSet::new();
        for sentence in sentences(post) {
            let text = post.get(sentence).unwrap_or_default();
            let folded: Vec<String> = words(text).map(|(_, word)| folded(word)).collect();
            let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
            all.extend(self.0.find(&folded).into_iter().map(|found| found.section));
        }
        all
    }
}
