//! The words by which a thread is understood: the file `phrases.txt`.

use std::ops::Range;
use std::sync::OnceLock;

use crate::text::folded;
use crate::{data, sort};

/// What a phrase says: the sections of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A customer joins another's complaint.
    Agreement,
    /// An answer speaks to everybody.
    ToAll,
    /// No person wrote it.
    Automatic,
    /// A message has come in.
    Received,
    /// An answer will come.
    Soon,
    /// Promises to come back, beside a word for who does.
    ComesBack,
    /// The same with who does inside.
    WeComeBack,
    /// We, as those who come back.
    Us,
    /// It does not.
    Not,
    /// It cannot be promised.
    CannotPromise,
    /// Thanks.
    Thanks,
    /// What makes thanks more than thanks.
    But,
    /// Before a name at a message's beginning.
    Greeting,
    /// Before a name at a message's end.
    Closing,
    /// No person's name at a message's end.
    Nobody,
    /// The press, an authority or a lawyer as a threat.
    Threat,
}

const KINDS: [(&str, Kind); 16] = [
    ("agreement", Kind::Agreement),
    ("to_all", Kind::ToAll),
    ("automatic", Kind::Automatic),
    ("received", Kind::Received),
    ("soon", Kind::Soon),
    ("comes_back", Kind::ComesBack),
    ("we_come_back", Kind::WeComeBack),
    ("us", Kind::Us),
    ("not", Kind::Not),
    ("cannot_promise", Kind::CannotPromise),
    ("thanks", Kind::Thanks),
    ("but", Kind::But),
    ("greeting", Kind::Greeting),
    ("closing", Kind::Closing),
    ("nobody", Kind::Nobody),
    ("threat", Kind::Threat),
];

/// A phrase that was found, by the words it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it says.
    pub kind: Kind,
    /// The words.
    pub words: Range<usize>,
}

struct Phrase {
    first: &'static str,
    rest: &'static str,
    kind: Kind,
}

/// The phrases in a sentence of folded words, in order.
#[must_use]
pub fn find(words: &[&str]) -> Vec<Hit> {
    let phrases = phrases();
    let mut hits = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let from = phrases.partition_point(|phrase| phrase.first < *word);
        let rest = words.get(at + 1..).unwrap_or_default();
        for phrase in phrases.iter().skip(from).take_while(|phrase| phrase.first == *word) {
            if let Some(more) = begins(rest, phrase.rest) {
                hits.push(Hit { kind: phrase.kind, words: at..at + 1 + more });
            }
        }
    }
    hits
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

fn phrases() -> &'static [Phrase] {
    static PHRASES: OnceLock<Vec<Phrase>> = OnceLock::new();
    static FOLDED: OnceLock<String> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let file =
            FOLDED.get_or_init(|| folded(data::text("src/thread/phrases.txt").unwrap_or_default()));
        let mut phrases = Vec::new();
        let mut kind = Kind::Agreement;
        for line in file.lines() {
            if let Some(name) = line.strip_prefix('[') {
                let known = KINDS.iter().find(|known| name.strip_suffix(']') == Some(known.0));
                kind = known.map_or(kind, |known| known.1);
            } else if !line.starts_with(['#', '+', '-']) {
                let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
                let firsts = first.split('|').filter(|first| !first.is_empty());
                phrases.extend(firsts.map(|first| Phrase { first, rest, kind }));
            }
        }
        sort::by(&mut phrases, |left: &Phrase, right| left.first.cmp(right.first));
        phrases
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thread::cues::{sentences, words};

    fn finds(text: &str, kind: Kind) -> bool {
        let text = folded(text);
        sentences(&text).any(|sentence| find(&words(sentence)).iter().any(|hit| hit.kind == kind))
    }

    #[test]
    fn every_example_is_as_the_file_says() {
        let file = include_str!("phrases.txt");
        let mut kind = None;
        let mut examples = 0;
        for line in file.lines() {
            if let Some(name) = line.strip_prefix('[') {
                kind = KINDS.iter().find(|known| name == format!("{}]", known.0));
                assert!(kind.is_some(), "{line}");
            } else if let Some(text) = line.strip_prefix(['+', '-']) {
                let kind = kind.unwrap().1;
                let found = match kind {
                    Kind::ToAll => crate::thread::cues::speaks_to_all(&folded(text)),
                    kind => finds(text, kind),
                };
                assert_eq!(found, line.starts_with('+'), "{kind:?}: {text}");
                examples += 1;
            }
        }
        assert!(examples > 60);
    }

    #[test]
    fn every_section_is_in_the_file() {
        for (name, kind) in KINDS {
            assert!(phrases().iter().any(|phrase| phrase.kind == kind), "{name}");
        }
    }
}
