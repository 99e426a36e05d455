//! The wordings of each language, as data.
//!
//! A book is a JSON file (`phrases/da.json`): for each move of an answer, sets
//! of wordings with the conditions under which they fit. A book that isn't
//! sound is refused with the place and the reason.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::data;
use crate::reading::{Lang, Topic};
use crate::text::{folded, lowered};

use super::asked::Questions;
use super::circumstance::Circumstance;
use super::finder::{Finder, Told};
use super::matter::Matter;
use super::when::{Detail, When};

/// One act of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// Greets by first name, or without.
    Greeting,
    /// Safety first: the emergency number.
    Emergency,
    /// Says that the answer is late, and how late.
    Late,
    /// Takes up what was said before.
    Again,
    /// Names the concrete thing and takes it seriously.
    Concern,
    /// Names what weighs on the customer.
    Circumstance,
    /// Apologises as far as the facts allow.
    Apology,
    /// Says what is not known yet.
    Known,
    /// What I do now, or what you can do.
    NextStep,
    /// The question is taken up; the answer is not here yet.
    Hold,
    /// Where account data can be sent.
    Private,
    /// Personal data stands in the customer's post.
    Protect,
    /// Thanks for kind words.
    Thanks,
    /// Who else hears the kind words.
    PassOn,
    /// An answer to talk that asks nothing.
    Chat,
    /// When somebody is back at it.
    Back,
    /// The last words before the signature.
    Close,
}

impl Move {
    /// Every move, in the order of an answer.
    pub const ALL: [Self; 17] = [
        Self::Greeting,
        Self::Emergency,
        Self::Late,
        Self::Again,
        Self::Concern,
        Self::Circumstance,
        Self::Apology,
        Self::Known,
        Self::NextStep,
        Self::Hold,
        Self::Private,
        Self::Protect,
        Self::Thanks,
        Self::PassOn,
        Self::Chat,
        Self::Back,
        Self::Close,
    ];

    /// Its name, `snake_case`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Greeting => "greeting",
            Self::Emergency => "emergency",
            Self::Late => "late",
            Self::Again => "again",
            Self::Concern => "concern",
            Self::Circumstance => "circumstance",
            Self::Apology => "apology",
            Self::Known => "known",
            Self::NextStep => "next_step",
            Self::Hold => "hold",
            Self::Private => "private",
            Self::Protect => "protect",
            Self::Thanks => "thanks",
            Self::PassOn => "pass_on",
            Self::Chat => "chat",
            Self::Back => "back",
            Self::Close => "close",
        }
    }
}

/// Wordings that share their conditions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wordings {
    /// When they fit.
    #[serde(default)]
    pub when: When,
    /// Their words, with slots: those of [`SLOTS`].
    pub say: Vec<String>,
}

/// A thing that customers write about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thing {
    /// The topics in which it means this; none: any.
    #[serde(default)]
    pub topic: Vec<Topic>,
    /// How an answer names it, in a form that stands after "med", "om", "about".
    pub name: String,
    /// How customers write it: words, each as `regning*` (begins so) or `*regning*`, or a
    /// choice of them (`my|our card`).
    pub find: Vec<String>,
}

/// Words for a span of time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spans {
    /// One day and night.
    pub day: String,
    /// Several days; `{n}` is the number.
    pub days: String,
    /// Several weeks.
    pub weeks: String,
    /// Several months.
    pub months: String,
    /// The numbers from two to twelve in words.
    pub numbers: Vec<String>,
}

/// The words around what a customer names, which tell what it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Around {
    /// Before a place: "i".
    pub place: Vec<String>,
    /// Between that and a place: "hele".
    pub whole: Vec<String>,
    /// Before a day from which on it lasts: "siden".
    pub since: Vec<String>,
    /// Before a time that has lasted: "i".
    pub span: Vec<String>,
    /// Behind a time that is past: "ago".
    pub ago: Vec<String>,
    /// Before a day that is past: "sidste".
    pub past: Vec<String>,
    /// Who stays so long, or has to: "kunde i 31 år".
    pub bound: Vec<String>,
    /// Money, and what it is kept in: beginnings of words.
    pub money: Vec<String>,
}

/// The wordings of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// Its language.
    pub lang: Lang,
    /// Its spans of time.
    pub spans: Spans,
    /// The days of the week from Monday on, as they stand after "since".
    pub weekdays: Vec<String>,
    /// Yesterday, as it stands there.
    pub yesterday: String,
    /// Today and tomorrow, before a time of day.
    pub today: String,
    /// See `today`.
    pub tomorrow: String,
    /// The coming days of the week from Monday on: "on Monday".
    pub coming: Vec<String>,
    /// A time of day: a full hour, and with minutes; `{h}` or `{h12}` and `{am}`, `{m}`.
    pub clock: [String; 2],
    /// A minute, an hour, a day, a week, a month and a year: one and `{n}` of them.
    pub units: Vec<[String; 2]>,
    /// The things it knows by name.
    pub things: Vec<Thing>,
    /// What may weigh on a customer, the heaviest first.
    pub circumstances: Vec<Circumstance>,
    /// The matters it knows; of those that a post is about the first counts.
    pub matters: Vec<Matter>,
    /// The ordinals from second to tenth as customers write them, `|` between spellings.
    pub ordinals: Vec<String>,
    /// Words that lead to the name of somebody who is praised: "til", "teknikeren".
    pub leads_to_person: Vec<String>,
    /// The words around a place, a day or a time that a customer names.
    pub around: Around,
    /// How questions are built.
    pub questions: Questions,
    /// What shows that one of our wordings asks for a detail: phrases.
    pub asks: HashMap<Detail, Vec<String>>,
    /// A time in words after "we open" and after "by": `{day}` and `{clock}`.
    pub times: [String; 2],
    /// "a private message", and what it is called on X.
    pub private: [String; 2],
    /// Its wordings.
    pub moves: HashMap<Move, Vec<Wordings>>,
    #[serde(skip)]
    finders: OnceLock<Finders>,
}

/// What finds the entries of a book.
#[derive(Debug)]
struct Finders {
    matters: Finder,
    circumstances: Finder,
    asks: [(Detail, Finder); 4],
}

/// Why a book was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookError {
    /// Where: `line 3, column 9` or `moves.late[0].say[1]`.
    pub place: String,
    /// Why.
    pub reason: String,
}

impl fmt::Display for BookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

impl std::error::Error for BookError {}

impl Book {
    /// Reads a book and looks it over.
    ///
    /// # Errors
    /// Where the JSON is malformed, a move is missing, or a wording is not
    /// fit to be sent (empty, unknown slot, loose spaces, no capital, no end).
    pub fn parse(source: &str) -> Result<Self, BookError> {
        let book: Self = serde_json::from_str(source).map_err(|error| BookError {
            place: format!("line {}, column {}", error.line(), error.column()),
            reason: error.to_string(),
        })?;
        book.look_over()?;
        Ok(book)
    }

    fn look_over(&self) -> Result<(), BookError> {
        let refuse =
            |place: String, reason: &str| Err(BookError { place, reason: reason.to_owned() });
        for needed in Move::ALL {
            if needed != Move::Circumstance && !self.moves.contains_key(&needed) {
                return refuse(format!("moves.{}", needed.name()), "the move has no wordings");
            }
        }
        for (act, sets) in &self.moves {
            for (set_number, set) in sets.iter().enumerate() {
                if set.say.is_empty() {
                    return refuse(format!("moves.{}[{set_number}].say", act.name()), "no wording");
                }
                for (number, wording) in set.say.iter().enumerate() {
                    if let Err(reason) = fit_to_send(wording, *act) {
                        return refuse(
                            format!("moves.{}[{set_number}].say[{number}]", act.name()),
                            &reason.to_string(),
                        );
                    }
                }
            }
        }
        for (number, thing) in self.things.iter().enumerate() {
            if thing.name.trim().is_empty()
                || thing.find.iter().any(|pattern| pattern.trim_matches('*').is_empty())
            {
                return refuse(format!("things[{number}]"), "an empty name or pattern");
            }
        }
        for matter in &self.matters {
            let at = |list: &str, number| format!("matters.{}.{list}[{number}]", matter.name);
            if let Some((list, number)) = matter.told().empty_word() {
                return refuse(at(list, number), "an empty word in a pattern");
            }
            let act = if matter.praises() { Move::Thanks } else { Move::Concern };
            for (list, wordings) in matter.wordings() {
                for (number, wording) in wordings.iter().enumerate() {
                    if let Err(reason) = fit_to_send(wording, act) {
                        return refuse(at(list, number), &reason.to_string());
                    }
                }
            }
        }
        for circumstance in &self.circumstances {
            let at = |list: &str, number| {
                format!("circumstances.{}.{list}[{number}]", circumstance.name)
            };
            if let Some((list, number)) = circumstance.told().empty_word() {
                return refuse(at(list, number), "an empty word in a pattern");
            }
            for (number, wording) in circumstance.say.iter().enumerate() {
                if let Err(reason) = fit_to_send(wording, Move::Circumstance) {
                    return refuse(at("say", number), &reason.to_string());
                }
            }
        }
        if self.ordinals.len() != 9 {
            return refuse("ordinals".to_owned(), "the ordinals go from second to tenth");
        }
        if self.weekdays.len() != 7 || self.coming.len() != 7 || self.units.len() != 6 {
            return refuse(
                "weekdays, coming, units".to_owned(),
                "a week has seven days, and units are six",
            );
        }
        if self.spans.numbers.len() != 11 {
            return refuse("spans.numbers".to_owned(), "the numbers go from two to twelve");
        }
        for (key, span) in [
            ("days", &self.spans.days),
            ("weeks", &self.spans.weeks),
            ("months", &self.spans.months),
        ] {
            if !span.contains("{n}") {
                return refuse(format!("spans.{key}"), "the slot {n} is missing");
            }
        }
        Ok(())
    }

    /// A wait of whole days in words, rounded down.
    #[must_use]
    pub fn span(&self, days: u32) -> String {
        let (pattern, number) = match days {
            0 | 1 => return self.spans.day.clone(),
            2..=13 => (&self.spans.days, days),
            14..=61 => (&self.spans.weeks, days / 7),
            _ => (&self.spans.months, days / 31),
        };
        pattern.replace("{n}", &self.in_words(number))
    }

    /// A number in words up to twelve.
    #[must_use]
    pub fn in_words(&self, number: u32) -> String {
        let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(2));
        let word = place.and_then(|place| self.spans.numbers.get(place)).cloned();
        word.unwrap_or_else(|| number.to_string())
    }

    /// The first thing that a post names, as an answer names it: of the `topic`, or of
    /// none in particular.
    #[must_use]
    pub fn thing(&self, post: &str, topic: Option<Topic>) -> Option<&str> {
        let known: Vec<&Thing> = self
            .things
            .iter()
            .filter(|it| topic.map_or(it.topic.is_empty(), |topic| it.topic.contains(&topic)))
            .collect();
        let post = lowered(post).replace('’', "'");
        let words = post.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\''));
        let words = words.map(|word| word.trim_matches('\'')).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        (0..words.len()).filter_map(|at| words.get(at..)).find_map(|words| {
            let is_named = |thing: &&&Thing| thing.find.iter().any(|it| begins(words, it));
            known.iter().find(is_named).map(|thing| thing.name.as_str())
        })
    }

    /// The matters of the book that a post is about, the more exact first.
    #[must_use]
    pub fn matters_of(&self, post: &str) -> Vec<&Matter> {
        let found = self.finders().matters.find(post);
        found.into_keys().filter_map(|at| self.matters.get(at)).collect()
    }

    /// What weighs on the customer by a post, the heaviest first, each with the number
    /// that it was told with.
    #[must_use]
    pub fn circumstances_of(&self, post: &str) -> Vec<(&Circumstance, Option<u32>)> {
        let found = self.finders().circumstances.find(post).into_iter();
        found
            .filter_map(|(at, words)| {
                let number = words.iter().find_map(|word| self.number(word));
                Some((self.circumstances.get(at)?, number))
            })
            .collect()
    }

    /// The details that a wording of ours asks for.
    pub(super) fn asked_for(&self, wording: &str) -> impl Iterator<Item = Detail> {
        let asks = self.finders().asks.iter();
        asks.filter(|(_, finder)| !finder.find(wording).is_empty()).map(|(detail, _)| *detail)
    }

    fn finders(&self) -> &Finders {
        self.finders.get_or_init(|| Finders {
            matters: Finder::new(self.matters.iter().map(Matter::told)),
            circumstances: Finder::new(self.circumstances.iter().map(Circumstance::told)),
            asks: [Detail::Place, Detail::Since, Detail::Number, Detail::Phone].map(|detail| {
                let find = self.asks.get(&detail).map_or(&[][..], Vec::as_slice);
                (detail, Finder::new([Told { find, ..Told::default() }].into_iter()))
            }),
        })
    }

    /// The number from two on that a customer's folded word is, an ordinal too.
    fn number(&self, word: &str) -> Option<u32> {
        let is = |spelt: &str| spelt.split('|').any(|spelling| folded(spelling) == word);
        let numbers = (2..).zip(&self.spans.numbers).chain((2..).zip(&self.ordinals));
        let digits = || word.trim_end_matches('.').parse().ok().filter(|it| (2..=50).contains(it));
        numbers.into_iter().find(|(_, spelt)| is(spelt)).map(|(number, _)| number).or_else(digits)
    }

    /// The sets of wordings for a move.
    #[must_use]
    pub fn wordings(&self, act: Move) -> &[Wordings] {
        self.moves.get(&act).map_or(&[], Vec::as_slice)
    }
}

/// Whether the words begin with those of a pattern, each of which may leave a choice.
fn begins(words: &[&str], pattern: &str) -> bool {
    let mut words = words.iter();
    pattern.split(' ').all(|items| {
        words.next().is_some_and(|word| {
            let stem = word.strip_suffix("'s");
            let is = |item| fits(word, item) || stem.is_some_and(|stem| fits(stem, item));
            items.split('|').any(is)
        })
    })
}

/// By bytes, as it runs for each word of a post and each thing.
fn fits(word: &str, pattern: &str) -> bool {
    let word = word.as_bytes();
    match pattern.as_bytes() {
        [b'*', part @ .., b'*'] => word.windows(part.len().max(1)).any(|it| it == part),
        [b'*', end @ ..] => word.ends_with(end),
        [start @ .., b'*'] => word.starts_with(start),
        whole => word == whole,
    }
}

/// What a wording may leave open.
pub(super) const SLOTS: [&str; 14] = [
    "{first}", "{thing}", "{wait}", "{where}", "{since}", "{span}", "{back}", "{by}", "{on}",
    "{sum}", "{times}", "{person}", "{site}", "{asked}",
];

/// Why a wording can't stand in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It is no whole sentence.
    Form(&'static str),
    /// A slot that is unknown, out of place or missing.
    Slot(&'static str),
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Form(reason) | Self::Slot(reason)) = self;
        f.write_str(reason)
    }
}

/// Whether a wording can be a part of an answer.
///
/// # Errors
/// When it is empty, has loose spaces, a slot that nothing fills or is out of place, no
/// capital or no end.
pub fn fit_to_send(wording: &str, act: Move) -> Result<(), Unfit> {
    if wording.trim().is_empty() {
        return Err(Unfit::Form("the wording is empty"));
    }
    if wording.trim() != wording || wording.contains("  ") || wording.contains('\n') {
        return Err(Unfit::Form("loose spaces or a line break"));
    }
    let bare = SLOTS.iter().fold(wording.to_owned(), |text, slot| text.replace(slot, ""));
    if bare.contains(['{', '}']) {
        return Err(Unfit::Slot(
            "a slot other than {first}, {thing}, {wait}, {where}, {since}, {span}, {back}, {by}, \
             {on}, {sum}, {times}, {person}, {site}, {asked}",
        ));
    }
    let has_no_time = [Move::Greeting, Move::Late, Move::Back];
    if wording.contains("{by}") && has_no_time.contains(&act) {
        return Err(Unfit::Slot("{by} has no place in this part"));
    }
    if wording.contains("{times}") && act != Move::Circumstance {
        return Err(Unfit::Slot("{times} stands in circumstances only"));
    }
    if wording.contains("{person}") && !matches!(act, Move::Thanks | Move::PassOn) {
        return Err(Unfit::Slot("{person} stands in an answer to praise only"));
    }
    if wording.contains("{first}") && act != Move::Greeting {
        return Err(Unfit::Slot("the name stands in the greeting only"));
    }
    if wording.contains("{wait}") != (act == Move::Late) {
        return Err(Unfit::Slot("{wait} belongs in every wording of `late` and nowhere else"));
    }
    if wording.contains("{back}") != (act == Move::Back) {
        return Err(Unfit::Slot("{back} belongs in every wording of `back` and nowhere else"));
    }
    if !wording.starts_with(char::is_uppercase) {
        return Err(Unfit::Form("it begins without a capital letter"));
    }
    let ends: &[&str] =
        if act == Move::Greeting { &[".", "!", ","] } else { &[".", "!", "?", ":)", ";)"] };
    let is_emoji = |letter: char| !letter.is_ascii() && !letter.is_alphanumeric();
    if !ends.iter().any(|end| wording.ends_with(end)) && !wording.ends_with(is_emoji) {
        return Err(Unfit::Form("it has no end"));
    }
    Ok(())
}

/// The book of a language; English stands in for an unknown one.
#[must_use]
pub fn book(lang: Lang) -> Option<&'static Book> {
    static BOOKS: [OnceLock<Option<Book>>; 5] = [const { OnceLock::new() }; 5];
    let (place, name) = match lang {
        Lang::Da => (0, "src/reply/phrases/da.json"),
        Lang::Nb => (1, "src/reply/phrases/nb.json"),
        Lang::Nn => (2, "src/reply/phrases/nn.json"),
        Lang::Sv => (3, "src/reply/phrases/sv.json"),
        Lang::En | Lang::Und => (4, "src/reply/phrases/en.json"),
    };
    // A test reads every book that we ship, so None never happens.
    BOOKS.get(place)?.get_or_init(|| Book::parse(data::text(name)?).ok()).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGS: [Lang; 5] = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En];

    #[test]
    fn every_book_is_sound() {
        for lang in LANGS {
            let name = format!("src/reply/phrases/{}.json", lang.tag());
            if let Err(error) = Book::parse(data::text(&name).unwrap()) {
                panic!("{name}: {error}");
            }
            assert_eq!(book(lang).unwrap().lang, lang);
        }
    }

    #[test]
    fn no_wording_stands_twice_in_a_book() {
        for lang in LANGS {
            let book = book(lang).unwrap();
            let moves = book.moves.values();
            let of_moves = moves.flatten().map(|set| set.say.iter().collect());
            let matters = book.matters.iter().flat_map(Matter::wordings);
            let of_matters = matters.map(|(_, list)| list.iter().collect());
            for list in of_moves.chain(of_matters).collect::<Vec<Vec<&String>>>() {
                let mut seen = std::collections::HashSet::new();
                for wording in list {
                    assert!(seen.insert(wording), "{}: {wording}", lang.tag());
                }
            }
        }
    }

    #[test]
    fn a_bad_book_is_refused_with_place_and_reason() {
        let good = data::text("src/reply/phrases/da.json").unwrap();
        let refused = |from: &str, to: &str| {
            assert!(good.contains(from), "{from}");
            Book::parse(&good.replacen(from, to, 1)).unwrap_err()
        };
        assert!(refused("\"spans\"", "\"spasn\"").place.starts_with("line "));
        assert_eq!(refused("{wait}", "{wiat}").place, "moves.late[0].say[0]");
        assert_eq!(
            refused("\"Hej {first}.\"", "\"hej {first}.\"").place,
            "moves.greeting[0].say[0]"
        );
        assert_eq!(refused("\"Hej {first}.\"", "\"\"").reason, "the wording is empty");
        assert!(Book::parse("").is_err());
    }

    #[test]
    fn a_wait_is_said_in_words_and_never_too_long() {
        let check =
            |lang, days, expected: &str| assert_eq!(book(lang).unwrap().span(days), expected);
        check(Lang::Da, 1, "over et døgn");
        check(Lang::Da, 3, "tre dage");
        check(Lang::Nb, 13, "13 dager");
        check(Lang::Nn, 14, "to veker");
        check(Lang::Sv, 61, "åtta veckor");
        check(Lang::En, 62, "two months");
        check(Lang::En, u32::MAX, "138547332 months");
    }

    #[test]
    fn the_first_thing_named_is_the_thing() {
        let check = |lang, post, topic, expected| {
            assert_eq!(book(lang).unwrap().thing(post, Some(topic)), expected)
        };
        check(Lang::Da, "Hvorfor er min MOBILREGNING så høj?", Topic::Billing, Some("regningen"));
        check(Lang::Da, "Min beregning siger noget andet", Topic::Billing, None);
        check(Lang::Da, "Regningen", Topic::Outage, None);
        check(Lang::Sv, "", Topic::Billing, None);
        assert!(begins(&["my", "card's", "gone"], "my|our card"));
        assert!(begins(&["engineer's", "visit"], "the|engineer's visit*"));
        assert!(!begins(&["my", "new", "card"], "my|our card") && !begins(&["my"], "my card"));
    }
}
