//! A question's words, turned into the clause of an answer: their order, and who is who.

use std::collections::HashMap;

use serde::Deserialize;

use crate::reading::Lang;
use crate::reply::acts;
use crate::reply::details::capital;
use crate::text::lowered;

use super::lists::{
    ADVERBIALS, ALL, ARTICLES, BE, DEFINING, HERE, HOW, JOINING, OFTEN, OPEN, OPEN_OR_NOT, OTHERS,
    PARTICLES, PLACES, POINTING, SCORNING, SELF, SOMEBODY, STATES, THANKS, THINGS, THIS, TIMES,
    UNLIKE_VERBS, US, WAYS, WHETHER, WHO, WHY, is,
};

/// How questions are built in a language: its lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Questions(HashMap<List, Vec<String>>);

/// A list of lower-case words, or of pairs of them with a space between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// Before what is answered by yes or no: "om", "whether".
    Whether,
    /// Begin a question: "hvornår".
    Opens,
    /// May stand between those and the verb: "mange", "lang tid".
    Measures,
    /// Verbs that stand before their subject.
    Verbs,
    /// Verbs of which nothing follows but their subject to the end: "koster".
    Closing,
    /// Verbs that an infinitive follows: "kan".
    Modals,
    /// Verbs behind whose subject a preposition is no more of it: "kommer bussen til byen".
    Moving,
    /// What we may be asked whether we do or have; of no other verb is anything said of us.
    Offers,
    /// Pairs: what may be asked after, and how an answer names it: "jeg" is "du".
    Subjects,
    /// Pairs: how an answer names what else the customer names from her side: "min" is "din".
    Sides,
    /// Among those, what is us and what is ours in one word: "er" in Swedish.
    Owners,
    /// Stand before a noun: "min", "the".
    Determiners,
    /// What may follow a noun of several words ("the lift pass"), where nothing else ends it.
    Predicates,
    /// Ends of words that are no noun but stand before one: "e" of "nye".
    Adjectives,
    /// Such words that end as a verb does: "ene".
    Attributes,
    /// Ends of nouns that are known: "en" of "butikken".
    Known,
    /// Have a capital always: "Monday".
    Capitals,
    /// Before somebody who does nothing: "til", "hos".
    Prepositions,
    /// Begin another clause: "og", "fordi".
    Joins,
    /// Move before the verb: "også".
    Adverbs,
    /// Lead in or out and say nothing: "men", "mon".
    Fillers,
    /// Ask somebody to tell: "ved", "lurer", behind which a clause stands as it is told.
    Ask,
    /// Words with which a question is none, or none to take up: a "not", scorn, a request.
    Never,
    /// Beginnings of words for harm, crime, slander and what is nobody's business.
    Harms,
}

/// A question in the order of a main clause.
struct Main<'a> {
    /// The question words, else "whether".
    head: Vec<String>,
    verb: &'a str,
    /// What is asked after, as the customer names it: its first word.
    asked_after: &'a str,
    /// And as the answer does.
    subject: Vec<String>,
    adverbs: Vec<String>,
    rest: &'a [&'a str],
}

impl Questions {
    fn list(&self, list: List) -> &[String] {
        self.0.get(&list).map_or(&[], Vec::as_slice)
    }

    fn has(&self, list: List, word: &str) -> bool {
        self.list(list).contains(&lowered(word))
    }

    /// The other word of a pair.
    fn other(&self, list: List, word: &str) -> Option<&str> {
        let word = lowered(word);
        let mut pairs = self.list(list).iter().filter_map(|pair| pair.split_once(' '));
        pairs.find_map(|(one, other)| (one == word).then_some(other))
    }

    /// Whether a word ends as one of a list.
    fn ends_as(&self, list: List, word: &str) -> bool {
        self.list(list).iter().any(|end| word.ends_with(end.as_str()))
    }

    /// Before what is answered by yes or no.
    pub(in crate::reply) fn whether(&self) -> &str {
        self.list(List::Whether).first().map_or("", String::as_str)
    }

    /// Whether a word asks somebody to tell.
    pub(super) fn asks(&self, word: &str) -> bool {
        self.has(List::Ask, word)
    }

    /// Whether a question may begin with this word.
    pub(super) fn begins(&self, word: &str) -> bool {
        self.has(List::Opens, word) || self.has(List::Verbs, word)
    }

    /// "Ved I, hvornår strømmen kommer": the clause as it stands, from the answer's side.
    /// It may be `led` to by the words before a pause.
    pub(super) fn told(&self, words: &[&str], led: bool, upset: bool) -> Option<Vec<String>> {
        /// So far behind the word that asks a clause may begin.
        const REACH: usize = 4;
        let is_start = |word: &&str| self.has(List::Opens, word) || is(WHETHER, word);
        let start = if led && words.first().is_some_and(is_start) {
            0
        } else {
            let asks = words.iter().position(|word| self.asks(word))?;
            // "Si opp" tells nothing, and what she wonders is not asked of us.
            let of_another = words.iter().take(asks).any(|word| is(OTHERS, word));
            if of_another || words.get(asks + 1).is_some_and(|word| is(PARTICLES, word)) {
                return None;
            }
            asks + 1 + words.iter().skip(asks + 1).take(REACH).position(is_start)?
        };
        let (first, rest) = words.get(start..)?.split_first()?;
        let second = rest.first()?;
        // "Ved du hvad": a main clause follows, or nothing.
        if self.has(List::Verbs, second) && self.has(List::Opens, first) {
            return None;
        }
        let (subject, rest) = match self.pronoun(second) {
            Some(named) => (vec![named.to_owned()], rest.get(1..)?),
            None => self.noun(rest, false, "")?,
        };
        // "Fortæl om kampagnen" has no verb.
        let verb = rest.first()?;
        let is_verb =
            self.whether() == "whether" || self.has(List::Verbs, verb) || verb.ends_with('r');
        let of_us = subject.first().is_some_and(|it| is(US, it));
        if !is_verb || of_us && (upset || !self.is_offer(verb, rest.get(1..)?)) {
            return None;
        }
        let mut clause = vec![lowered(first)];
        clause.extend(subject);
        clause.extend(self.rest(rest)?);
        self.is_harmless(&clause).then_some(clause)
    }

    /// Whether we may be asked about what the verb says of us.
    fn is_offer(&self, verb: &str, rest: &[&str]) -> bool {
        let next = rest.iter().find(|word| !self.has(List::Adverbs, word)).copied();
        let next = next.unwrap_or_default();
        if is(&["have"], verb) && is(&["to"], next) {
            return false;
        }
        if is(BE, verb) {
            return is(OPEN_OR_NOT, next);
        }
        if self.has(List::Modals, verb) || is(&["do"], verb) {
            let behind = rest.iter().skip_while(|word| **word != next).nth(1);
            return self.has(List::Offers, next)
                && !(is(&["have"], next) && behind.is_some_and(|it| is(&["to"], it)));
        }
        // "Har I mistet forstanden".
        let is_done = verb.starts_with("ha") && is_participle(next) && !is(OPEN_OR_NOT, next);
        self.has(List::Offers, verb) && !is_done
    }

    /// Whether nothing in a clause accuses us, and no more than a place is named.
    fn is_harmless(&self, clause: &[String]) -> bool {
        let of_us = clause.iter().any(|word| is(US, word));
        let asks_why = clause.first().is_some_and(|word| is(WHY, word));
        let harms = |word: &String| {
            let word = lowered(word);
            self.list(List::Harms).iter().any(|stem| word.starts_with(stem.as_str()))
        };
        let names = clause.windows(2).any(|pair| {
            let [before, word] = pair else { return false };
            is_name(word) && !self.has(List::Capitals, word) && !self.is_place(before)
        });
        !(names || clause.iter().any(harms) || of_us && asks_why)
    }

    /// Whether a name behind the word is a place's or a time's.
    fn is_place(&self, word: &str) -> bool {
        is(PLACES, word) || is(WAYS, word)
    }

    /// A question in the order of a main clause, turned.
    pub(super) fn turned(&self, words: &[&str], upset: bool, lang: Lang) -> Option<Vec<String>> {
        let main = self.main(words, lang)?;
        if self.wants_no_answer(&main, upset) {
            return None;
        }
        let rest = self.rest(main.rest)?;
        let verb = match &*lowered(main.verb) {
            // Who asks politely wants to know whether it can be done.
            "kunne" | "kunde" => "kan".to_owned(),
            "could" => "can".to_owned(),
            verb => verb.to_owned(),
        };
        let clause = if lang == Lang::En {
            in_english(main, verb, rest)?
        } else {
            in_nordic(main, verb, rest)
        };
        let is_whole = !clause.last().is_some_and(|last| is(OPEN, last));
        (is_whole && self.is_harmless(&clause)).then_some(clause)
    }

    /// The parts of a question.
    fn main<'a>(&self, words: &'a [&'a str], lang: Lang) -> Option<Main<'a>> {
        let is_lead = |word: &&&str| self.has(List::Fillers, word) || acts::greets(word);
        let skipped = words.iter().take_while(is_lead).count();
        let (lead, words) = words.split_at_checked(skipped)?;
        let opens = words.first().is_some_and(|word| self.has(List::Opens, word));
        if !opens && lead.last().is_some_and(|word| is(ADVERBIALS, word)) {
            return None;
        }
        let at = if opens { self.verb_behind(words)? } else { 0 };
        let (head, rest) = words.split_at_checked(at)?;
        let (verb, rest) = rest.split_first()?;
        let asked_after = *rest.first()?;
        let is_verb = self.has(List::Verbs, verb)
            || lang != Lang::En
                && verb.ends_with('r')
                && self.other(List::Subjects, asked_after).is_some()
                && !self.has(List::Determiners, verb)
                && !is(UNLIKE_VERBS, verb);
        if !is_verb {
            return None;
        }
        let (subject, rest) = self.subject(rest, verb, opens)?;
        let moved = rest.iter().take_while(|word| self.has(List::Adverbs, word)).count();
        let (adverbs, rest) = rest.split_at_checked(moved)?;
        let head = match head {
            [] => vec![self.whether().to_owned()],
            _ => head.iter().map(|word| lowered(word)).collect(),
        };
        let adverbs = adverbs.iter().map(|word| lowered(word)).collect();
        Some(Main { head, verb, asked_after, subject, adverbs, rest })
    }

    /// Whether a question wants another answer than that it will be found out, or none.
    fn wants_no_answer(&self, main: &Main<'_>, upset: bool) -> bool {
        let first = main.head.first().map_or("", String::as_str);
        let is_modal = self.has(List::Modals, main.verb);
        let of_thing = is(THINGS, main.asked_after);
        // "How can it take so long", "how many times must I".
        let wonders = main.head.len() == 1 && is(HOW, first) && is_modal && of_thing;
        let counts = main.head.iter().any(|word| self.has(List::Never, word) || is(TIMES, word));
        let of_us = self.is_us(main.asked_after);
        let scorns = upset && (of_us || main.head.iter().any(|word| is(SCORNING, word)));
        // "Can you look at it" is to be done, and "can anybody" as well.
        let is_request = of_us && !self.is_offer(main.verb, main.rest)
            || is_modal && is(SOMEBODY, main.asked_after);
        // "Is it a joke", "is that fair".
        let judges = is(BE, main.verb) && of_thing && main.rest.len() < 2;
        // "Vem äger det" is asked after who owns it.
        let of_whom = is(WHO, first) && of_thing && !is_modal && !is(BE, main.verb);
        // "Er det bare meg", "er det jeg som leser feil".
        let of_self = of_thing
            && is(BE, main.verb)
            && main
                .adverbs
                .iter()
                .map(String::as_str)
                .chain(main.rest.iter().copied())
                .take(2)
                .any(|word| is(SELF, word));
        // "Er der nogen her, der ved det".
        let of_readers = matches!(main.rest, [some, next, ..]
            if is(SOMEBODY, some) && (is(DEFINING, next) || is(HERE, next)));
        wonders || counts || scorns || is_request || judges || of_whom || of_self || of_readers
    }

    /// Where the verb stands behind the words that open a question.
    fn verb_behind(&self, words: &[&str]) -> Option<usize> {
        let measured =
            words.iter().skip(1).take_while(|word| self.has(List::Measures, word)).count();
        let at = 1 + measured;
        let is_verb = |at: usize| {
            let is_subject = words.get(at + 1).is_some_and(|word| {
                self.other(List::Subjects, word).is_some() || self.has(List::Determiners, word)
            });
            words.get(at).is_some_and(|word| {
                self.has(List::Verbs, word) || word.ends_with('r') && is_subject
            })
        };
        // A noun may stand between: "hvilken buss går".
        (at..at + 2).find(|at| is_verb(*at))
    }

    /// Whether it is us whom a question is after.
    fn is_us(&self, subject: &str) -> bool {
        let side = self.other(List::Subjects, subject);
        let side = side.or_else(|| self.other(List::Sides, subject));
        side.is_some_and(|side| is(US, side))
    }

    /// How an answer names a pronoun. The Danish "I" is no "i".
    fn pronoun(&self, word: &str) -> Option<&str> {
        self.other(List::Subjects, word).filter(|_| self.is_itself(word))
    }

    fn is_itself(&self, word: &str) -> bool {
        word != "i" || self.other(List::Subjects, "i") == Some("you")
    }

    /// What is asked after behind the verb of a question, and what follows it.
    fn subject<'a>(
        &self,
        words: &'a [&'a str],
        verb: &str,
        opens: bool,
    ) -> Option<(Vec<String>, &'a [&'a str])> {
        let (first, rest) = words.split_first()?;
        let is_modal = self.has(List::Modals, verb);
        // "En" is one, and before a noun its article.
        let pronoun = self.pronoun(first).filter(|_| is_modal || !is(&["ein", "en"], first));
        if let Some(named) = pronoun {
            let next = rest.first().copied().unwrap_or_default();
            // "Det nye bibliotek"; behind a modal "det" is none ("kan det sende").
            let may_be_noun = !is_modal || !is(&["det"], first);
            let is_article = is(ARTICLES, first)
                && !self.has(List::Adverbs, next)
                && (self.has(List::Attributes, next)
                    || is(HERE, next)
                    || may_be_noun && rest.len() > 1 && self.ends_as(List::Adjectives, next));
            // "Jeg og min kone", "han Per".
            let goes_on = is(JOINING, next) || is_capital(next);
            let is_more = is_article
                || goes_on
                || is(DEFINING, next)
                || is(ALL, first) && !rest.is_empty()
                || is(THIS, first) && rest.len() > 1 && !self.goes_on(next)
                || is(SOMEBODY, first) && !self.ends(verb, rest);
            return (!is_more).then(|| (vec![named.to_owned()], rest));
        }
        if self.has(List::Closing, verb) {
            return Some((self.rest(words)?, &[]));
        }
        let (named, rest) = self.noun(words, opens, verb)?;
        self.ends(verb, rest).then_some((named, rest))
    }

    /// Whether a word tells of what stands before it, and is no noun.
    fn goes_on(&self, word: &str) -> bool {
        use List::{Adverbs, Determiners, Predicates, Prepositions};
        let mut lists = [Determiners, Predicates, Prepositions, Adverbs].into_iter();
        is(PLACES, word) || lists.any(|list| self.has(list, word))
    }

    /// Whether what follows a noun is no more of it.
    fn ends(&self, verb: &str, rest: &[&str]) -> bool {
        /// "Er pakken på vei til Bergen".
        const PLACE: usize = 3;
        let Some(next) = rest.first() else { return true };
        let is_short = is(BE, verb) && rest.len() <= PLACE && is(PLACES, next);
        let goes_on = self.has(List::Prepositions, next) || is(PLACES, next);
        !self.has(List::Joins, next)
            && (self.other(List::Subjects, next).is_none() || is(ARTICLES, next))
            && (!goes_on || is_short || self.has(List::Moving, verb))
    }

    /// A noun, and what follows it.
    fn noun<'a>(
        &self,
        words: &'a [&'a str],
        opens: bool,
        verb: &str,
    ) -> Option<(Vec<String>, &'a [&'a str])> {
        /// It has no more words; without anything behind it one less.
        const WORDS: usize = 3;
        /// Letters of a noun that is known, at least.
        const LETTERS: usize = 5;
        let (first, rest) = words.split_first()?;
        let name = |word: &str| {
            let word = lowered(word);
            self.other(List::Sides, &word).map_or_else(|| word.clone(), str::to_owned)
        };
        if self.has(List::Determiners, first) {
            let ends = |word: &&str| self.has(List::Predicates, word);
            let count = match rest.iter().position(ends) {
                _ if self.list(List::Predicates).is_empty() => 1,
                Some(at) => at,
                None if opens && rest.len() < WORDS => rest.len(),
                None => return None,
            };
            let (noun, rest) = rest.split_at_checked(count)?;
            let is_of_it = |word: &&str| {
                word.chars().all(|c| c.is_alphabetic() || c == '-')
                    && !self.ends_as(List::Adjectives, word)
                    && !self.has(List::Joins, word)
                    && !self.has(List::Never, word)
            };
            let is_noun = (1..=WORDS).contains(&count) && noun.iter().all(is_of_it);
            let noun = noun.iter().map(|word| (*word).to_owned());
            return is_noun.then(|| (std::iter::once(name(first)).chain(noun).collect(), rest));
        }
        // "Har lavet" and "har varsla" are verbs.
        let is_perfect = lowered(verb).starts_with("ha");
        let is_known = self.ends_as(List::Known, first)
            && (!is_perfect || first.ends_with("en"))
            && first.chars().count() >= LETTERS
            && first.chars().all(char::is_lowercase)
            && !is(POINTING, first)
            && !self.has(List::Never, first);
        // "Pakka mi".
        let owner = rest.first().filter(|word| self.has(List::Determiners, word));
        let rest = rest.get(usize::from(owner.is_some())..)?;
        let owner = owner.map(|word| name(word));
        is_known.then(|| (std::iter::once(lowered(first)).chain(owner).collect(), rest))
    }

    /// The rest of a question from the answer's side; none where a word is not to be said
    /// again.
    fn rest(&self, words: &[&str]) -> Option<Vec<String>> {
        let mut said: Vec<String> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let (before, behind) = words.split_at_checked(at)?;
            let behind = behind.get(1..)?;
            let is_last = behind.iter().all(|it| self.has(List::Fillers, it));
            let begins = |it: &&str| {
                self.has(List::Opens, it)
                    || self.has(List::Verbs, it)
                    || self.other(List::Subjects, it).is_some()
            };
            let is_over = is_last && self.has(List::Fillers, word)
                || is(THANKS, word)
                || is(JOINING, word) && behind.first().is_some_and(begins);
            if is_over {
                break;
            }
            if !is_plain(word) || self.has(List::Never, word) {
                return None;
            }
            let named = self.named(word, before.last(), behind.first().filter(|_| !is_last))?;
            // "If I was charged".
            let is_you = said.last().is_some_and(|it| it == "you") && is(&["was"], word);
            let named = if is_you { "were".to_owned() } else { named };
            said.push(if self.has(List::Capitals, word) { capital(&named) } else { named });
        }
        Some(said)
    }

    /// A word as the answer says it, between its neighbours; none where it can't be told
    /// who is meant.
    fn named(&self, word: &str, before: Option<&&str>, next: Option<&&str>) -> Option<String> {
        let behind_preposition = before.is_some_and(|it| self.has(List::Prepositions, it));
        let is_free = next.is_none_or(|it| self.has(List::Prepositions, it) || is(PLACES, it));
        if self.has(List::Owners, word) && !(behind_preposition && is_free) {
            return None;
        }
        // "Mitt i" is a place.
        let is_place = is(&["mitt"], word) && next.is_some() && is_free;
        let side = self.other(List::Sides, word);
        let Some(side) = side.filter(|_| self.is_itself(word) && !is_place) else {
            return Some(word.to_owned());
        };
        // Who does something and to whom it is done are two words in the answer.
        let named = match self.other(List::Subjects, word).filter(|doer| *doer != side) {
            Some(doer) if !behind_preposition && next.is_some() => {
                before.is_some_and(|it| self.has(List::Joins, it)).then_some(doer)?
            }
            _ => side,
        };
        Some(named.to_owned())
    }
}

/// Whether a word is one that says no secret: no address on the net, no number that is
/// somebody's, nothing in capitals, nothing drawn together but a genitive.
fn is_plain(word: &str) -> bool {
    let figures = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let is_year =
        figures == 4 && letters == 0 && (word.starts_with("19") || word.starts_with("20"));
    let is_drawn = word.contains(['\'', '’']) && !word.ends_with("'s") && !word.ends_with("’s");
    let is_inner = |c: char| c.is_alphanumeric() || "-'’.,:%&".contains(c);
    word.chars().all(is_inner)
        && word.chars().filter(|c| c.is_uppercase()).count() <= 3
        && (figures <= 3 || is_year)
        && (figures == 0 || letters <= 2)
        && !(letters > 0 && word.trim_end_matches('.').contains('.'))
        && !is_drawn
}

/// Whether a word is a name by its capital, and no abbreviation.
fn is_name(word: &str) -> bool {
    is_capital(word) && word.chars().any(char::is_lowercase)
}

/// Whether a word is what somebody has done, by its end.
fn is_participle(word: &str) -> bool {
    ["et", "it", "at", "tt", "dd", "ed", "en", "t"].iter().any(|end| word.ends_with(end))
}

/// Whether a word of more than a letter begins with a capital.
fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && word.chars().nth(1).is_some()
}

/// The clause in a language where the verb follows the adverbs.
fn in_nordic(main: Main<'_>, verb: String, rest: Vec<String>) -> Vec<String> {
    // What is asked is what to do, not what is done.
    let verbs = match &*verb {
        "gør" => vec!["skal".to_owned(), "gøre".to_owned()],
        "gjør" => vec!["skal".to_owned(), "gjøre".to_owned()],
        "gjer" => vec!["skal".to_owned(), "gjere".to_owned()],
        "gör" => vec!["ska".to_owned(), "göra".to_owned()],
        _ => vec![verb],
    };
    [main.head, main.subject, main.adverbs, verbs, rest].concat()
}

/// The clause in English: what "do" asks for the verb tells.
fn in_english(main: Main<'_>, verb: String, mut rest: Vec<String>) -> Option<Vec<String>> {
    let is_asker = main.subject.first().is_some_and(|it| it == "you");
    let opens_with = |word: &str| matches!(&*main.head, [one] if one == word);
    let is_state = rest.first().is_some_and(|it| is(STATES, it));
    let does = matches!(&*verb, "do" | "does");
    let verb = match &*verb {
        "did" => return None,
        "do" | "does" if rest.first().is_none_or(|it| it.ends_with("ly") || is(OFTEN, it)) => {
            return None;
        }
        "does" => third_person(&rest.remove(0)),
        // "How you can end it" and not "how you end it".
        "do" if is_asker && (opens_with("how") || opens_with("where")) => "can".to_owned(),
        "do" if is_asker && opens_with("what") && !is_state => "should".to_owned(),
        "do" => rest.remove(0),
        "shall" => "should".to_owned(),
        "am" => "are".to_owned(),
        "was" if is_asker => "were".to_owned(),
        _ => verb,
    };
    let mut told = [vec![verb], main.adverbs];
    if does {
        told.reverse();
    }
    Some([main.head, main.subject, told.concat(), rest].concat())
}

/// "work" as it is of one: "works".
fn third_person(verb: &str) -> String {
    let hisses = ["s", "x", "ch", "sh", "o"].iter().any(|end| verb.ends_with(end));
    match verb.strip_suffix('y') {
        _ if verb == "have" => "has".to_owned(),
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if hisses => format!("{verb}es"),
        _ => format!("{verb}s"),
    }
}
