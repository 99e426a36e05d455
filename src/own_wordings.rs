//! The company's own wordings as lines of the settings: `language | part | topic | words`.
//! The topic may be left empty. Behind a part a `!` puts the line in the place of the
//! phrase book's own wordings of that part and topic. What is known and may be told
//! ("We are working on the fault") is a wording of the part `known`.

use crate::reading::{Lang, Topic};
use crate::refused::{self, Refused};
use crate::reply::phrases::{Move, Unfit, fit_to_send};
use crate::text::lowered;
use crate::words::Words;

const LANGS: [Lang; 5] = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En];

/// More lines than this nobody keeps up.
const MOST: usize = 500;

/// A wording of the company's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWording {
    /// Its language.
    pub lang: Lang,
    /// The part of an answer that it is.
    pub act: Move,
    /// The topic of the posts that it answers; None: any.
    pub topic: Option<Topic>,
    /// The phrase book's wordings of that part and topic are not used.
    pub replaces: bool,
    /// Its words.
    pub say: String,
}

impl OwnWording {
    /// Whether it can be this part of an answer to a post about `topic`.
    #[must_use]
    pub fn fits(&self, lang: Lang, act: Move, topic: Topic) -> bool {
        self.lang == lang && self.act == act && self.topic.is_none_or(|own| own == topic)
    }
}

/// Why a line can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It has not four parts.
    Parts,
    /// No language has this name.
    Lang(String),
    /// No part of an answer has this name.
    Act(String),
    /// No topic has this name.
    Topic(String),
    /// The words can't stand in an answer.
    Words(Unfit),
    /// There are too many lines.
    TooMany,
}

/// The wordings that lines tell, and the lines that can't be used.
#[must_use]
pub fn read(lines: &[String]) -> (Vec<OwnWording>, Vec<Refused<Flaw>>) {
    let (mut wordings, mut refused) = (Vec::new(), Vec::new());
    for (text, line) in lines.iter().zip(1..) {
        if text.trim().is_empty() {
            continue;
        }
        let read = if wordings.len() < MOST { one(text) } else { Err(Flaw::TooMany) };
        match read {
            Ok(wording) => wordings.push(wording),
            Err(flaw) => refused.push(Refused { line, text: text.trim().to_owned(), flaw }),
        }
    }
    (wordings, refused)
}

fn one(line: &str) -> Result<OwnWording, Flaw> {
    let mut parts = line.splitn(4, '|').map(str::trim);
    let (Some(lang), Some(act), Some(topic), Some(say)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Flaw::Parts);
    };
    let lang = LANGS.into_iter().find(|known| known.tag() == lowered(lang));
    let lang = lang
        .ok_or_else(|| Flaw::Lang(line.split('|').next().unwrap_or_default().trim().to_owned()))?;
    let (name, replaces) = match act.strip_suffix('!') {
        Some(name) => (name.trim(), true),
        None => (act, false),
    };
    let act = named(name).ok_or_else(|| Flaw::Act(name.to_owned()))?;
    let topic = match topic {
        "" => None,
        name => Some(own_topic(name).ok_or_else(|| Flaw::Topic(name.to_owned()))?),
    };
    fit_to_send(say, act).map_err(Flaw::Words)?;
    Ok(OwnWording { lang, act, topic, replaces, say: say.to_owned() })
}

/// The part of an answer that has this name in one of our languages.
fn named(name: &str) -> Option<Move> {
    let name = lowered(name);
    let is = |act: &Move| {
        act.name() == name
            || LANGS.iter().any(|lang| Words::of(*lang).draft_part(act.name()) == Some(&name))
    };
    named_parts().find(is)
}

/// What weighs on a customer is told by phrases, which a line has not.
fn named_parts() -> impl Iterator<Item = Move> {
    Move::ALL.into_iter().filter(|act| *act != Move::Circumstance)
}

fn own_topic(name: &str) -> Option<Topic> {
    crate::own_words::topic(name).flatten()
}

impl refused::Flaw for Flaw {
    fn why(&self, words: &Words) -> String {
        let own = &words.own_wordings;
        match self {
            Self::Parts => own.parts.to_owned(),
            Self::Lang(name) => own.unknown_lang.replace("{name}", name),
            Self::Act(name) => {
                own.unknown_part.replace("{parts}", &parts(words)).replace("{name}", name)
            }
            Self::Topic(name) => (words.own.unknown_topic)
                .replace("{topics}", &crate::own_words::topics(words))
                .replace("{name}", name),
            Self::Words(Unfit::Form(_)) => own.form.to_owned(),
            Self::Words(Unfit::Slot(_)) => own.slot.to_owned(),
            Self::TooMany => words.own.too_many.replace("{n}", &MOST.to_string()),
        }
    }
}

/// The names of all parts of an answer.
#[must_use]
pub fn parts(words: &Words) -> String {
    let names = named_parts().map(|act| words.draft_part(act.name()).unwrap_or_default());
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(ToOwned::to_owned).collect()
    }

    #[test]
    fn a_line_is_a_language_a_part_a_topic_and_words() {
        let (read, refused) = read(&lines(
            "da | næste skridt | regning | Ring til os | på nummeret.\n\n\
             NB | next_step! | | Skriv her, så svarer jeg.\nsv|det vi vet|driftstopp|Vi arbetar med felet.",
        ));
        assert!(refused.is_empty(), "{refused:?}");
        let own = |lang, act, topic, replaces, say: &str| OwnWording {
            lang,
            act,
            topic,
            replaces,
            say: say.to_owned(),
        };
        let expected = [
            own(
                Lang::Da,
                Move::NextStep,
                Some(Topic::Billing),
                false,
                "Ring til os | på nummeret.",
            ),
            own(Lang::Nb, Move::NextStep, None, true, "Skriv her, så svarer jeg."),
            own(Lang::Sv, Move::Known, Some(Topic::Outage), false, "Vi arbetar med felet."),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn every_parts_name_means_the_same_in_every_language() {
        for act in named_parts() {
            for lang in LANGS {
                let name = Words::of(lang).draft_part(act.name()).unwrap();
                // Two parts of one name in a language: the first of them is meant.
                let first = named_parts()
                    .find(|other| Words::of(lang).draft_part(other.name()) == Some(name));
                assert_eq!(first, Some(act), "{name}");
                assert_eq!(named(name), Some(act), "{name}");
            }
        }
    }

    #[test]
    fn every_bad_line_is_refused_with_its_place_and_reason() {
        let (read, refused) = read(&lines(
            "da | afslutning | Tak.\nfi | close | | Kiitos.\nda | midte | | Tak.\nda | close | vejr | Tak.\n\
             da | close | | tak.\nda | close | | Tak\nda | close | | Tak, {first}.\nda | close | | Tak, {navn}.",
        ));
        assert!(read.is_empty());
        let flaws: Vec<&Flaw> = refused.iter().map(|one| &one.flaw).collect();
        assert!(
            matches!(
                flaws[..],
                [
                    Flaw::Parts,
                    Flaw::Lang(_),
                    Flaw::Act(_),
                    Flaw::Topic(_),
                    Flaw::Words(Unfit::Form(_)),
                    Flaw::Words(Unfit::Form(_)),
                    Flaw::Words(Unfit::Slot(_)),
                    Flaw::Words(Unfit::Slot(_)),
                ]
            ),
            "{flaws:?}"
        );
        for lang in LANGS {
            for one in &refused {
                let told = one.told(Words::of(lang));
                assert!(told.contains(&one.text) && told.contains(&one.line.to_string()), "{told}");
            }
        }
    }
}
