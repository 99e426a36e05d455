//! `shouting`: capitals or rows of exclamation marks. Brand names and
//! abbreviations in capitals are none.

use super::super::{Situation, acts};
use super::words::words;
use super::{Find, Hit, Level, Rule, Says};
use crate::text::{lower, lowered, upper};

pub const RULE: Rule = Rule {
    name: "shouting",
    level: Level::Warn,
    source: "Informality is capped (van Hooijdonk & Liebrecht 2018); capitals and \"!!\" are arousal that spreads (Herhausen et al. 2019)",
    says: Says {
        da: "Store bogstaver og udråbstegn på rad læses som råb.",
        nb: "Store bokstaver og utropstegn på rad leses som roping.",
        nn: "Store bokstavar og utropsteikn på rad blir lesne som roping.",
        sv: "Versaler och utropstecken på rad läses som skrik.",
        en: "Capitals and rows of exclamation marks read as shouting.",
    },
    find: Find::Words(find),
};

/// A shorter word in capitals is an abbreviation.
const SHORTEST: usize = 5;
/// Unless more than one of these letters stand in a row.
const SHORTEST_OF_SEVERAL: usize = 3;
/// What stands before a word that is to be sent as it is ("Svar STOPP").
const BEFORE_KEYWORD: &[&str] = &[
    "svar",
    "svara",
    "skriv",
    "send",
    "skicka",
    "sms",
    "text",
    "reply",
    "type",
    "ordet",
    "kode",
    "koden",
    "kodeord",
    "kodeordet",
    "kodord",
    "kodordet",
    "word",
    "keyword",
    "code",
];

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let body = acts::body(draft, situation);
    let known = |word: &str| {
        let names = situation.page_names.iter().map(String::as_str);
        let mut names = names.chain([situation.customer, situation.agent.name.as_str()]);
        names.any(|name| words(name).any(|(_, part)| lowered(part) == lowered(word)))
            // The customer's own word, such as a product's name.
            || words(situation.post).any(|(_, theirs)| is_part(theirs, word))
                && !is_shouted(situation.post)
    };
    let loud: Vec<_> = words(body)
        .filter(|(_, word)| {
            let letters = word.chars().filter(|letter| letter.is_alphabetic());
            letters.count() >= SHORTEST_OF_SEVERAL && is_shouted(word) && !known(word)
        })
        .collect();
    let mut hits = Vec::new();
    let mut before: Option<usize> = None;
    for (at, (place, word)) in loud.iter().enumerate() {
        let next = loud.get(at + 1).map(|(next, _)| next.start);
        let beside = |start: usize, end: usize| {
            body.get(start..end).is_some_and(|gap| gap.chars().all(|letter| letter == ' '))
        };
        let in_row = next.is_some_and(|next| beside(place.end, next))
            || before.is_some_and(|before| beside(before, place.start));
        before = Some(place.end);
        let is_long = word.chars().count() >= SHORTEST && !word.contains(char::is_numeric);
        if in_row || is_long && !is_keyword(body, place.start) {
            let quieter: String = word.chars().map(lower).collect();
            hits.push(Hit {
                range: place.clone(),
                fix: Some(as_in_sentence(body, place.start, &quieter)),
            });
        }
    }
    let mut marks = body.match_indices('!').map(|(at, _)| at).peekable();
    while let Some(start) = marks.next() {
        let mut end = start + 1;
        while marks.next_if_eq(&end).is_some() {
            end += 1;
        }
        if end - start > 1 {
            hits.push(Hit { range: start..end, fix: Some("!".into()) });
        }
    }
    hits
}

/// It is the other word, or what stands before or behind a hyphen in it.
fn is_part(whole: &str, word: &str) -> bool {
    whole == word || whole.split('-').any(|part| part == word)
}

/// The word that begins here is one to send, named as such.
fn is_keyword(body: &str, start: usize) -> bool {
    let last = words(body.get(..start).unwrap_or_default()).last();
    last.is_some_and(|(_, word)| BEFORE_KEYWORD.contains(&lowered(word).as_str()))
}

fn is_shouted(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some()
        && letters.all(|letter| letter == upper(letter) && letter != lower(letter))
}

/// A word with a capital where it begins a sentence.
fn as_in_sentence(body: &str, start: usize, word: &str) -> String {
    let before = body.get(..start).unwrap_or_default().trim_end();
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if before.is_empty() || before.ends_with(['.', '!', '?', ':']) => {
            std::iter::once(upper(first)).chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn capitals_and_rows_of_marks_are_shouting() {
        marks(&RULE, Lang::Da, &[("Vi har ALDRIG sagt det.", &["ALDRIG"]), ("Tak!!!", &["!!!"])]);
        marks(
            &RULE,
            Lang::Nb,
            &[("Du MÅ IKKE betale.", &[]), ("Det er IKKE MÅTEN", &["IKKE", "MÅTEN"])],
        );
        marks(&RULE, Lang::Nn, &[("Ring OSS NO i dag", &[]), ("Det er IKKJE greitt", &["IKKJE"])]);
        marks(&RULE, Lang::Sv, &[("Läs VILLKOREN först.", &["VILLKOREN"])]);
        marks(&RULE, Lang::En, &[("PLEASE READ the terms", &["PLEASE", "READ"])]);
    }

    #[test]
    fn names_and_abbreviations_are_not() {
        marks(
            &RULE,
            Lang::Da,
            &[("Tjek din SMS og TELENOR-appen. MVH Lise", &[]), ("Hej ANDERS!", &[])],
        );
        marks(&RULE, Lang::Nn, &[("Svar STOPP på den siste, så er det slutt.", &[])]);
        marks(
            &RULE,
            Lang::En,
            &[("Text \"LEAVE\" to 85000.", &[]), ("STOP SHOUTING.", &["STOP", "SHOUTING"])],
        );
        marks(&RULE, Lang::Nb, &[("Send en PM med IMEI!", &[])]);
        marks(&RULE, Lang::Nn, &[("Start ruteren på nytt, og sjå om DSL lyser.", &[])]);
        marks(&RULE, Lang::Sv, &[("Har du BankID? Skicka ett PM!", &[])]);
        marks(&RULE, Lang::En, &[("Your PIN and PUK are in the app.", &[])]);
    }

    #[test]
    fn the_customers_own_capitals_are_no_shouting() {
        let mut case = super::super::testing::Case::new(Lang::Nn);
        let found = |case: &super::super::testing::Case| {
            find("Ja, HARDANGER har vi fem av.", &case.situation()).len()
        };
        assert_eq!(found(&case), 1);
        case.post = "Har de teppe frå HARDANGER-serien?";
        assert_eq!(found(&case), 0);
        case.post = "Har de USB-C?";
        assert!(find("Ja, med USB-C.", &case.situation()).is_empty());
    }
}
