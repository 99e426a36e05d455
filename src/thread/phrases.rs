//! The words by which a thread is understood: the file `phrases.txt`.

use std::ops::Range;
use std::sync::OnceLock;

use crate::data;
use crate::phrases::{Found, Phrases};

/// What a phrase says: the sections of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A customer joins another's complaint.
    Agreement,
    /// In a short message, a customer joins another's complaint.
    Also,
    /// In a short message, the trouble above goes on.
    Still,
    /// In a few words that are all, it asks for help or accuses.
    Cry,
    /// An answer speaks to everybody.
    ToAll,
    /// An answer speaks to two.
    ToBoth,
    /// No person wrote it.
    Automatic,
    /// A message has come in.
    Received,
    /// An answer will come.
    Soon,
    /// Nobody is there to answer.
    Closed,
    /// When somebody is there to answer.
    Hours,
    /// A message has its place among others.
    Queued,
    /// An answer asks the customer for something.
    Asks,
    /// A customer has done what an answer asked for.
    Done,
    /// Promises to come back, beside a word for who does.
    ComesBack,
    /// The same with who does inside.
    WeComeBack,
    /// One who says it of herself answers, which promises as much.
    IAnswer,
    /// We do something about it, which at a coming time promises as much.
    WeLook,
    /// One of us.
    Me,
    /// We, as those who come back.
    Us,
    /// It does not.
    Not,
    /// It cannot be promised.
    CannotPromise,
    /// Only if something else comes first.
    If,
    /// Thanks.
    Thanks,
    /// In a few words, thanks too.
    Fine,
    /// What makes thanks more than thanks.
    But,
    /// What was offered is taken.
    Taken,
    /// In a few words that end well, regret.
    Regret,
    /// Before a name at a message's beginning.
    Greeting,
    /// Before a name at a message's end.
    Closing,
    /// No person's name at a message's end.
    Nobody,
    /// The press, an authority or a lawyer as a threat.
    Threat,
}

pub(super) const KINDS: [(&str, Kind); 32] = [
    ("agreement", Kind::Agreement),
    ("also", Kind::Also),
    ("still", Kind::Still),
    ("cry", Kind::Cry),
    ("to_all", Kind::ToAll),
    ("to_both", Kind::ToBoth),
    ("automatic", Kind::Automatic),
    ("received", Kind::Received),
    ("soon", Kind::Soon),
    ("closed", Kind::Closed),
    ("hours", Kind::Hours),
    ("queued", Kind::Queued),
    ("asks", Kind::Asks),
    ("done", Kind::Done),
    ("comes_back", Kind::ComesBack),
    ("we_come_back", Kind::WeComeBack),
    ("i_answer", Kind::IAnswer),
    ("we_look", Kind::WeLook),
    ("me", Kind::Me),
    ("us", Kind::Us),
    ("not", Kind::Not),
    ("cannot_promise", Kind::CannotPromise),
    ("if", Kind::If),
    ("thanks", Kind::Thanks),
    ("fine", Kind::Fine),
    ("but", Kind::But),
    ("taken", Kind::Taken),
    ("regret", Kind::Regret),
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

impl Hit {
    /// It says something of when we answer, as a machine may.
    #[must_use]
    pub fn is_of_office(&self) -> bool {
        matches!(self.kind, Kind::Received | Kind::Soon | Kind::Closed | Kind::Hours | Kind::Queued)
    }
}

/// The phrases in a sentence of folded words, in order.
#[must_use]
pub fn find(words: &[&str]) -> Vec<Hit> {
    let kind = |section: usize| KINDS.get(section).map(|known| known.1);
    let found = phrases().find(words).into_iter();
    found.filter_map(|Found { section, words }| Some(Hit { kind: kind(section)?, words })).collect()
}

/// The folded word is no person's name.
pub(super) fn is_nobody(word: &str) -> bool {
    find(&[word]).iter().any(|hit| hit.kind == Kind::Nobody)
}

fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let file = data::text("src/thread/phrases.txt").unwrap_or_default();
        Phrases::read(file, &KINDS.map(|known| known.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases;
    use crate::text::folded;
    use crate::thread::cues::{self, sentences, words};

    #[test]
    fn every_example_is_as_the_file_says() {
        let names = KINDS.map(|known| known.0);
        phrases::check(include_str!("phrases.txt"), &names, |section, text| {
            let text = folded(text);
            let kind = KINDS[section].1;
            let is_found = |sentence| find(&words(sentence)).iter().any(|hit| hit.kind == kind);
            match kind {
                Kind::ToAll => cues::speaks_to_all(&text) > 2,
                Kind::ToBoth => cues::speaks_to_all(&text) == 2,
                _ => sentences(&text).any(is_found),
            }
        });
    }

    #[test]
    fn every_section_is_in_the_file() {
        for (section, (name, _)) in KINDS.iter().enumerate() {
            assert!(super::phrases().has(section), "{name}");
        }
    }
}
