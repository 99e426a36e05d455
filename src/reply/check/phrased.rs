//! Rules that are phrases: a file each in `rules/`, examples inside.
//!
//! ```text
//! level warn                      hint or warn
//! when displeased                 not to a pleased customer
//! when owed                       only to one who is owed an answer
//! when spreading                  while many agree, or an incident is open
//! when follow_up                  only to one who is not greeted "again"; absent: always
//! where opening                   only in the first two sentences; absent: anywhere
//! also abbreviations              marks those that the customer did not write, too
//! fewest 2                        one place alone is none; absent: 1
//! source Huibers & Verhoeven 2014
//! says da Her skubbes skylden over på kunden.
//! [da nb]                         the answers' languages for the lines below
//! du burde|skulle ha|have         a phrase, found as whole words inside one sentence
//! ! have fået                     and not beside this in the same sentence
//! + Du burde have læst brevet.    must be marked, must not be: tests
//! - Det burde vi have sagt før.
//! ```
//!
//! The phrases are those of `src/phrases.rs`; `^` stands for a sentence's beginning and
//! `?` for the mark at its end.

use std::ops::Range;
use std::sync::OnceLock;

use super::super::{Situation, acts};
use super::humour_to_anger::is_playful;
use super::moves::is_irony;
use super::words::{addresses, sentences, words};
use super::{Hit, Level, Says, abbreviations};
use crate::data;
use crate::phrases::{Found, Phrases};
use crate::reading::{Lang, Mood, Priors, ReplyNeed, Topic, language};
use crate::text::{folded, lowered};

/// Where the rules stand in the repository.
const FOLDER: &str = "src/reply/check/rules/";

/// The rules of phrases.
#[derive(Debug)]
pub(super) struct PhraseRules {
    /// By their names.
    pub rules: Vec<PhraseRule>,
    phrases: Phrases,
    /// Of each phrase, by the number it is found with.
    lines: Vec<Line>,
}

/// A rule of phrases.
#[derive(Debug)]
pub(super) struct PhraseRule {
    pub name: &'static str,
    pub level: Level,
    pub source: &'static str,
    pub says: Says,
    when: When,
    /// Holds of the first two sentences only.
    opens: bool,
    /// Marks abbreviations too.
    abbreviations: bool,
    /// Fewer places in an answer are none.
    fewest: usize,
}

/// To which posts an answer is held against a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    /// Many agree with the post, and more by the hour, or an incident is open.
    Spreading,
    /// The page has answered the customer before.
    FollowUp,
    /// To anybody but a customer who is pleased or jokes.
    Displeased,
    /// To who asks or complains, and not to praise or talk.
    Owed,
}

impl When {
    fn holds(self, draft: &str, situation: &Situation<'_>) -> bool {
        match self {
            Self::Always => true,
            Self::Spreading => situation.spreads || situation.incident,
            Self::Displeased => {
                let reading = situation.reading;
                // Irony may be read as joy, but who is owed an answer is seldom pleased alone.
                let is_pleased = reading.mood.value == Mood::Positive
                    && (reading.need.value != ReplyNeed::NeedsReply
                        || is_first(situation, Topic::Praise))
                    && !is_irony(situation.post);
                // "Well spotted" is meant, to who doubts a message.
                !is_pleased && !is_first(situation, Topic::Security) && !is_playful(situation.post)
            }
            Self::Owed => {
                // A cry of an outage may be read as talk.
                let is_cry = is_first(situation, Topic::Outage) && situation.post.contains('?');
                situation.reading.need.value == ReplyNeed::NeedsReply || is_cry
            }
            Self::FollowUp => situation.follow_up && !greets_again(draft),
        }
    }
}

/// What the post is first of all about.
fn is_first(situation: &Situation<'_>, topic: Topic) -> bool {
    situation.reading.topics.first().is_some_and(|one| one.value == topic)
}

/// The draft's first words say that it is not the first answer.
fn greets_again(draft: &str) -> bool {
    const AGAIN: [&str; 3] = ["igen", "igjen", "again"];
    words(draft).take(4).any(|(_, word)| AGAIN.contains(&lowered(word).as_str()))
}

/// Whose a phrase is.
#[derive(Debug)]
struct Line {
    rule: usize,
    /// Numbered through all rules.
    section: usize,
    langs: Langs,
    /// Beside it the section's phrases say something else.
    excepts: bool,
}

/// All rules of phrases.
pub(super) fn rules() -> &'static PhraseRules {
    static RULES: OnceLock<PhraseRules> = OnceLock::new();
    RULES.get_or_init(|| {
        let files = data::names().filter_map(|file| {
            let name = file.strip_prefix(FOLDER)?.strip_suffix(".txt")?;
            Some((name, data::text(file)?))
        });
        PhraseRules::read(files)
    })
}

impl PhraseRules {
    fn read(files: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let (mut rules, mut lines, mut patterns) = (Vec::new(), Vec::new(), Vec::new());
        let mut section = 0;
        for (name, file) in files {
            let mut rule = PhraseRule::new(name);
            let mut langs = "";
            for line in file.lines() {
                if let Some(list) = line.strip_prefix('[') {
                    langs = list.trim_end_matches(']');
                    section += 1;
                } else if langs.is_empty() {
                    rule.take_head(line);
                } else if !line.is_empty() && !line.starts_with(['#', '+', '-']) {
                    let except = line.strip_prefix("! ");
                    patterns.push(except.unwrap_or(line));
                    let excepts = except.is_some();
                    let langs = langs_of(langs);
                    lines.push(Line { rule: rules.len(), section, langs, excepts });
                }
            }
            rules.push(rule);
        }
        let phrases = Phrases::of(patterns.into_iter().zip(0..));
        Self { rules, phrases, lines }
    }

    /// What the rules mark in a draft, each with its rule's place.
    pub fn find(&self, draft: &str, situation: &Situation<'_>) -> Vec<(&PhraseRule, Hit)> {
        let body = acts::body(draft, situation);
        let lang = written_in(body, situation.lang);
        let mut hits = Vec::new();
        // Of each rule, how many places it has found.
        let mut counts = vec![0; self.rules.len()];
        for (at, sentence) in sentences(body).into_iter().enumerate() {
            let Some(text) = body.get(sentence.clone()) else { continue };
            let words: Vec<_> = words(text).collect();
            let addresses = addresses(text);
            let is_of_one =
                |place: &Range<usize>| addresses.iter().any(|one| one.contains(&place.start));
            let folded = words.iter().map(|(place, word)| match is_of_one(place) {
                // Nobody says what an address is made of.
                true => String::new(),
                false => folded(word),
            });
            let folded: Vec<String> = folded.collect();
            // The marks of beginning and end are words here.
            let end = text.ends_with('?').then_some("?");
            let folded = std::iter::once("^").chain(folded.iter().map(String::as_str)).chain(end);
            let folded: Vec<&str> = folded.collect();
            let line = |found: &Found| self.lines.get(found.section);
            let is_in = |at: usize| self.lines.get(at).is_some_and(|line| line.is_in(lang));
            let found = self.phrases.find_those(&folded, is_in);
            for (number, rule) in self.rules.iter().enumerate() {
                let own = found.iter().filter_map(|one| Some((&one.words, line(one)?)));
                let mut own = own.filter(|(_, hit)| {
                    let excepted = |one: &Found| {
                        line(one).is_some_and(|other| other.excepts && other.section == hit.section)
                    };
                    hit.rule == number && !hit.excepts && !found.iter().any(excepted)
                });
                let hit = own.next();
                if let (Some(count), Some((first, _))) = (counts.get_mut(number), &hit) {
                    // A phrase, or a verb that hides who acts, weighs as much as two words.
                    let weight = |place: &Range<usize>| {
                        let first = place.start.checked_sub(1).and_then(|at| words.get(at));
                        1 + usize::from(
                            place.len() > 1 || first.is_some_and(|(_, one)| is_passive(one)),
                        )
                    };
                    // Phrases that overlap are one place.
                    let mut end = first.end;
                    *count += weight(first);
                    for (place, _) in own {
                        *count += if place.start >= end { weight(place) } else { 0 };
                        end = end.max(place.end);
                    }
                }
                if let Some((place, _)) = hit
                    && rule.when.holds(draft, situation)
                    && (at < 2 || !rule.opens)
                    && let (Some((first, _)), Some((last, _))) = (
                        words.get(place.start.saturating_sub(1)),
                        words.get(place.end.saturating_sub(2).min(words.len().saturating_sub(1))),
                    )
                {
                    let range = sentence.start + first.start..sentence.start + last.end;
                    hits.push((rule, Hit::at(range)));
                }
            }
        }
        for (rule, count) in self.rules.iter().zip(&mut counts) {
            if rule.abbreviations {
                let found = abbreviations::find(body, situation);
                *count += found.len();
                hits.extend(found.into_iter().map(|hit| (rule, hit)));
            }
        }
        hits.retain(|(rule, _)| {
            let count = self.rules.iter().zip(&counts).find(|(one, _)| one.name == rule.name);
            count.is_none_or(|(_, count)| *count >= rule.fewest)
        });
        hits
    }
}

/// "Undersøges", "behandlas", "handterast".
fn is_passive(word: &str) -> bool {
    word.len() > 5 && word.ends_with("es") | word.ends_with("as") | word.ends_with("ast")
}

/// The language that a text is surely in, or else this one.
fn written_in(text: &str, expected: Lang) -> Lang {
    const SURE: f32 = 0.9;
    let written = language::detect(text, Priors::default());
    let is_sure = written.confidence >= SURE && written.value != Lang::Und;
    if is_sure { written.value } else { expected }
}

/// Languages, in the order of [`Lang`]'s.
type Langs = [bool; 5];

const LANGS: [Lang; 5] = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En];

fn langs_of(tags: &str) -> Langs {
    LANGS.map(|lang| tags.split(' ').any(|tag| Lang::from_tag(tag) == Some(lang)))
}

impl Line {
    fn is_in(&self, lang: Lang) -> bool {
        let of = LANGS.iter().zip(self.langs).find(|(one, _)| **one == lang);
        of.is_some_and(|(_, is_of)| is_of)
    }
}

impl PhraseRule {
    fn new(name: &'static str) -> Self {
        let says = Says { da: "", nb: "", nn: "", sv: "", en: "" };
        let (level, when) = (Level::Warn, When::Always);
        Self { name, level, source: "", says, when, opens: false, abbreviations: false, fewest: 1 }
    }

    fn take_head(&mut self, line: &'static str) {
        match line.split_once(' ') {
            Some(("level", "hint")) => self.level = Level::Hint,
            Some(("source", source)) => self.source = source,
            Some(("when", "spreading")) => self.when = When::Spreading,
            Some(("when", "displeased")) => self.when = When::Displeased,
            Some(("when", "owed")) => self.when = When::Owed,
            Some(("fewest", count)) => self.fewest = count.parse().unwrap_or(1),
            Some(("when", "follow_up")) => self.when = When::FollowUp,
            Some(("where", "opening")) => self.opens = true,
            Some(("also", "abbreviations")) => self.abbreviations = true,
            Some(("says", says)) => match says.split_once(' ') {
                Some(("da", says)) => self.says.da = says,
                Some(("nb", says)) => self.says.nb = says,
                Some(("nn", says)) => self.says.nn = says,
                Some(("sv", says)) => self.says.sv = says,
                Some(("en", says)) => self.says.en = says,
                _ => {}
            },
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Case;
    use super::*;

    const HEADS: [&str; 8] = ["level", "when", "where", "also", "fewest", "source", "says", "#"];

    #[test]
    fn every_example_is_as_its_file_says() {
        let mut wrong = Vec::new();
        for rule in &rules().rules {
            let file = std::fs::read_to_string(format!("{FOLDER}{}.txt", rule.name)).unwrap();
            let mut langs: Vec<Lang> = Vec::new();
            let mut seen = [(0, 0); 5];
            for line in file.lines() {
                if let Some(list) = line.strip_prefix('[') {
                    let list = list.trim_end_matches(']').split(' ');
                    langs = list.map(|tag| Lang::from_tag(tag).unwrap()).collect();
                } else if langs.is_empty() {
                    let head = line.split(' ').next().unwrap_or_default();
                    assert!(line.is_empty() || HEADS.contains(&head), "{}: {line}", rule.name);
                } else if let Some(text) = line.strip_prefix(['+', '-']) {
                    let must = line.starts_with('+');
                    for lang in &langs {
                        let mut case = Case::new(*lang);
                        case.follow_up = rule.when == When::FollowUp;
                        case.spreads = rule.when == When::Spreading;
                        let times = if must { rule.fewest } else { 1 };
                        let text = vec![text.trim(); times].join(" ");
                        let found = rules().find(&text, &case.situation());
                        if found.iter().any(|(found, _)| found.name == rule.name) != must {
                            wrong.push(format!("{} {lang:?}: {line}", rule.name));
                        }
                        let place = LANGS.iter().position(|one| one == lang).unwrap();
                        if must { seen[place].0 += 1 } else { seen[place].1 += 1 }
                    }
                }
            }
            let is_shown = seen.iter().all(|(yes, no)| *yes > 0 && *no > 0);
            assert!(is_shown, "{}: an example and its contrary in each language", rule.name);
            let (says, name) = (&rule.says, rule.name);
            assert!(!rule.source.is_empty(), "{name} has no source");
            assert!(LANGS.iter().all(|lang| says.in_lang(*lang).ends_with('.')), "{name} is mute");
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn one_word_of_jargon_is_none_and_an_address_has_no_words() {
        let case = Case::new(Lang::Nn);
        let found = |text| rules().find(text, &case.situation()).len();
        assert_eq!(found("Noden er full."), 0);
        assert_eq!(found("Noden er full, og saka er eskalert."), 1);
        assert_eq!(found("Sjå fjord.no/noden/eskalert."), 0);
    }

    #[test]
    fn what_stands_beside_a_phrase_may_except_it() {
        let case = Case::new(Lang::Da);
        let found = |text| rules().find(text, &case.situation()).len();
        assert_eq!(found("Du skal ringe til os."), 1);
        assert_eq!(found("Du skal ikke ringe til os."), 0);
        assert_eq!(found("Du skal ikke betale. Du skal ringe til os."), 1);
    }
}
