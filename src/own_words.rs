//! The company's own words as lines of the settings: `word or phrase = topic`,
//! or `name = product`. A line that can't be used is refused with its place and
//! the reason.

use crate::reading::own::BadWord;
use crate::reading::{Lang, Own, OwnWord, Topic, Trade};
use crate::refused::{self, Refused};
use crate::text::lowered;
use crate::words::Words;

/// Those that a topic has a name in.
const LANGS: [Lang; 5] = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En];

/// More lines than this nobody keeps up.
const MOST: usize = 500;

/// Why a line can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It says no topic.
    NoTopic,
    /// No topic has this name.
    UnknownTopic(String),
    /// The word can't be looked for.
    Word(BadWord),
    /// The same word stands on an earlier line.
    Twice(usize),
    /// There are too many lines.
    TooMany,
}

/// What the settings say of the company. What can't be used is passed over.
#[must_use]
pub fn own(trades: &[String], words: &[String]) -> Own {
    let mut all = Vec::new();
    for line in words {
        all.extend(one(line));
    }
    let trades: Vec<Trade> = trades.iter().filter_map(|name| Trade::named(name)).collect();
    Own::new(&trades, all)
}

/// The own words that lines tell. A topic may have its name in any of our languages.
///
/// # Errors
/// Every line that can't be used.
pub fn read(lines: &str) -> Result<Vec<OwnWord>, Vec<Refused<Flaw>>> {
    let mut words: Vec<OwnWord> = Vec::new();
    let mut refused = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    for (text, line) in lines.lines().zip(1..) {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let read = if words.len() + refused.len() < MOST { one(text) } else { Err(Flaw::TooMany) };
        let flaw = match read {
            Ok(own) => match words.iter().zip(&places).find(|(known, _)| known.is_same(&own)) {
                Some((_, before)) => Flaw::Twice(*before),
                None => {
                    places.push(line);
                    words.push(own);
                    continue;
                }
            },
            Err(flaw) => flaw,
        };
        let is_end = flaw == Flaw::TooMany;
        refused.push(Refused { line, text: text.to_owned(), flaw });
        if is_end {
            break;
        }
    }
    if refused.is_empty() { Ok(words) } else { Err(refused) }
}

fn one(line: &str) -> Result<OwnWord, Flaw> {
    let (word, name) = line.rsplit_once(['=', '→']).ok_or(Flaw::NoTopic)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(Flaw::NoTopic);
    }
    let topic = topic(name).ok_or_else(|| Flaw::UnknownTopic(name.to_owned()))?;
    OwnWord::new(word.trim(), topic).map_err(Flaw::Word)
}

impl refused::Flaw for Flaw {
    fn why(&self, words: &Words) -> String {
        let own = &words.own;
        match self {
            Self::NoTopic => own.no_topic.to_owned(),
            Self::UnknownTopic(name) => {
                own.unknown_topic.replace("{topics}", &topics(words)).replace("{name}", name)
            }
            Self::Word(BadWord::NoWord) => own.no_word.to_owned(),
            Self::Word(BadWord::Star) => own.star.to_owned(),
            Self::Word(BadWord::TooLong) => own.too_long.to_owned(),
            Self::Twice(line) => own.twice.replace("{line}", &line.to_string()),
            Self::TooMany => own.too_many.replace("{n}", &MOST.to_string()),
        }
    }
}

/// The names of all topics.
#[must_use]
pub fn topics(words: &Words) -> String {
    Topic::ALL.map(|topic| words.topic(topic)).join(", ")
}

/// The topic that has this name in one of our languages; None within of a product's.
#[expect(clippy::option_option, reason = "a product is no topic, and is known")]
pub(crate) fn topic(name: &str) -> Option<Option<Topic>> {
    let name = lowered(name).replace('_', " ");
    for lang in LANGS {
        let words = Words::of(lang);
        if words.own.product == name {
            return Some(None);
        }
        for topic in Topic::ALL {
            if words.topic(topic) == name {
                return Some(Some(topic));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(word: &str, topic: Topic) -> OwnWord {
        OwnWord::new(word, Some(topic)).unwrap()
    }

    #[test]
    fn a_line_is_a_word_and_a_topic_in_any_language() {
        let lines = "\n  Tryg Hjem →  debt_collection \n\nfiberboks=Leverans\na = b = ros\nFri Tale = Produkt";
        let words = [
            own("Tryg Hjem", Topic::DebtCollection),
            own("fiberboks", Topic::Delivery),
            own("a = b", Topic::Praise),
            OwnWord::new("Fri Tale", None).unwrap(),
        ];
        assert_eq!(read(lines).unwrap(), words);
    }

    #[test]
    fn a_topics_name_means_the_same_in_every_language() {
        for one in Topic::ALL {
            for lang in LANGS {
                let name = Words::of(lang).topic(one);
                assert_eq!(topic(name), Some(Some(one)), "{name}");
                assert_eq!(topic(&name.to_uppercase()), Some(Some(one)), "{name}");
                assert!(!name.contains(['=', '→', ',']) && name == lowered(name), "{name}");
            }
            assert_eq!(serde_json::to_value(one).unwrap(), one.name());
            assert_eq!(topic(one.name()), Some(Some(one)));
        }
    }

    #[test]
    fn every_bad_line_is_refused_with_its_place_and_reason() {
        let lines = "fiberboks = levering\nfiberbox\n! = levering\n\nfi* = levering\nbox = post\n\
                     FIBERBOKS = regning\nbox =";
        let refused = read(lines).unwrap_err();
        let flaws: Vec<(usize, &Flaw)> = refused.iter().map(|one| (one.line, &one.flaw)).collect();
        let expected = [
            (2, &Flaw::NoTopic),
            (3, &Flaw::Word(BadWord::NoWord)),
            (5, &Flaw::Word(BadWord::Star)),
            (6, &Flaw::UnknownTopic("post".to_owned())),
            (7, &Flaw::Twice(1)),
            (8, &Flaw::NoTopic),
        ];
        assert_eq!(flaws, expected);
        for lang in LANGS {
            for one in &refused {
                let told = one.told(Words::of(lang));
                assert!(told.contains(&one.text) && told.contains(&one.line.to_string()), "{told}");
                assert!(!told.contains(['{', '}']), "{told}");
            }
        }
    }

    #[test]
    fn a_word_is_the_same_that_stands_at_the_same_places() {
        let twice = |lines: &str| {
            let refused = read(lines).err().unwrap_or_default();
            refused.iter().any(|one| matches!(one.flaw, Flaw::Twice(1)))
        };
        for same in ["Wi-Fi Total = billing", "wi fi  TOTAL = praise", "«Wí-Fi» Total = product"]
        {
            assert_eq!(twice(&format!("wi-fi total = billing\n{same}")), !same.contains('í'));
        }
        assert!(twice("Café Ravn = praise\ncafe ravn = product"));
        assert!(twice("fiber* = billing\nFIBER* = praise"));
        assert!(!twice("fiber = billing\nfiber* = praise"));
        assert!(!twice("fiber boks = billing\nfiberboks = praise"));
    }

    #[test]
    fn there_is_an_end_to_lines() {
        let lines: Vec<String> = (0..MOST + 2).map(|n| format!("word{n} = billing")).collect();
        let refused = read(&lines.join("\n")).unwrap_err();
        assert_eq!(refused.iter().map(|one| one.line).collect::<Vec<_>>(), [MOST + 1]);
        assert_eq!(read(&lines[..MOST].join("\n")).map(|own| own.len()), Ok(MOST));
    }
}
