//! `wrong_name`: greets by a name that is not the customer's (misspelt too),
//! nor the one the post is signed with.

use std::ops::Range;

use super::super::Situation;
use super::super::acts::greets;
use super::super::name::first_name;
use super::words::words;
use super::{Find, Hit, Level, Rule, Says};
use crate::text::lowered;

pub const RULE: Rule = Rule {
    name: "wrong_name",
    level: Level::Warn,
    source: "The customer's first name is the first element of a human voice (van Hooijdonk & Liebrecht 2018)",
    says: Says {
        da: "Kunden hedder noget andet.",
        nb: "Kunden heter noe annet.",
        nn: "Kunden heiter noko anna.",
        sv: "Kunden heter något annat.",
        en: "That isn't the customer's name.",
    },
    find: Find::Words(find),
};

/// What may stand between the greeting and the name.
const BETWEEN: &[&str] =
    &["igen", "igjen", "att", "again", "på", "du", "dig", "deg", "there", "kjære", "kære"];
/// What may stand before a surname.
const TITLES: &[&str] =
    &["mr", "mrs", "ms", "miss", "mx", "dr", "herr", "hr", "fru", "fr", "fröken"];

/// Words with a capital after a greeting that are no name.
const NO_NAMES: &[&str] = &[
    "tak",
    "takk",
    "tack",
    "thanks",
    "thank",
    "kunde",
    "kund",
    "customer",
    "alle",
    "alla",
    "all",
    "everyone",
    "everybody",
    "sir",
    "madam",
    "jeg",
    "eg",
    "jag",
    "i",
    "vi",
    "we",
    "du",
    "det",
    "den",
    "you",
    "så",
    "så",
    "beklager",
    "undskyld",
    "unnskyld",
    "sorry",
    "og",
    "och",
    "and",
    "der",
    "her",
    "här",
    "hvor",
    "hvad",
    "hva",
    "kva",
    "vad",
    "what",
    "ja",
    "nei",
    "nej",
    "no",
    "yes",
    "godt",
    "bra",
    "fint",
    "i'm",
    "it's",
    "that's",
    "venner",
    "vänner",
    "folk",
    "velkommen",
];

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let customer: Vec<String> = names(situation.customer).collect();
    let Some((place, greeted)) = greeted(draft) else {
        return Vec::new();
    };
    if customer.is_empty() {
        return Vec::new();
    }
    let lower = lowered(greeted);
    let known = customer.contains(&lower)
        || names_also(draft, &place, &customer)
        || customer.iter().any(|name| name.split('-').any(|half| half == lower))
        || customer.concat() == lower
        || customer.iter().any(|name| name.is_ascii() && *name == without_marks(&lower))
        || signs(situation.post, &lower)
        || situation.page_names.iter().any(|page| names(page).any(|name| name == lower));
    if known { Vec::new() } else { vec![Hit { range: place, fix: first_name(situation.customer) }] }
}

/// As a name's letters stand in an address or a handle.
fn without_marks(name: &str) -> String {
    let plain = |letter| match letter {
        'å' | 'ä' | 'á' | 'à' => 'a',
        'ø' | 'ö' | 'ó' => 'o',
        'é' | 'è' | 'ë' => 'e',
        'ü' => 'u',
        other => other,
    };
    name.chars().map(plain).collect()
}

fn names(text: &str) -> impl Iterator<Item = String> {
    words(text).map(|(_, word)| lowered(word))
}

/// The name a draft greets by, at its beginning.
pub(super) fn greeted(draft: &str) -> Option<(Range<usize>, &str)> {
    let mut found = words(draft);
    let (greeting, word) = found.next()?;
    if !greets(word) {
        return None;
    }
    let mut before = greeting.end;
    let mut is_behind_title = false;
    for (place, word) in found {
        let gap = draft.get(before..place.start)?;
        let lower = lowered(word);
        // "Mr. Smith".
        let joins = gap.chars().all(|c| c == ' ' || c == ',') || is_behind_title && gap == ". ";
        if !joins {
            return None;
        }
        is_behind_title = TITLES.contains(&lower.as_str());
        if is_behind_title || BETWEEN.contains(&lower.as_str()) {
            before = place.end;
            continue;
        }
        let name = word.starts_with(char::is_uppercase)
            && !NO_NAMES.contains(&lower.as_str())
            && !lower.contains("kund");
        // "Hei, Vipps er nede" names no one: after a comma the name stands alone.
        let rest = draft.get(place.end..)?;
        let alone = !gap.contains(',')
            || rest.trim_start_matches(' ').is_empty()
            || rest.starts_with(['.', ',', '!', '\n', ':', ' ']) && !follows_word(rest);
        return (name && alone).then_some((place, word));
    }
    None
}

/// Whether a greeting goes on, behind the name at `place`, to one of these: "Hej Bo og Ida".
pub(super) fn names_also(draft: &str, place: &Range<usize>, names: &[String]) -> bool {
    let rest = draft.get(place.end..).unwrap_or_default();
    let mut end = 0;
    let mut is_joined = false;
    for (place, word) in words(rest) {
        let gap = rest.get(end..place.start).unwrap_or_default();
        if !gap.chars().all(|c| matches!(c, ' ' | ',' | '&')) {
            return false;
        }
        end = place.end;
        let joins = matches!(lowered(word).as_str(), "og" | "och" | "and");
        is_joined |= joins || gap.contains('&');
        if !joins && !word.starts_with(char::is_uppercase) {
            return false;
        }
        // "Hej Bo, Anders har ret" speaks of Anders.
        if is_joined && names.contains(&lowered(word)) {
            return true;
        }
    }
    false
}

fn follows_word(rest: &str) -> bool {
    rest.trim_start_matches(' ').starts_with(char::is_lowercase)
}

/// Whether the post ends with this name.
fn signs(post: &str, lower: &str) -> bool {
    let all: Vec<&str> = words(post).map(|(_, word)| word).collect();
    all.iter().rev().take(3).any(|word| lowered(word) == lower)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, marks};
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn another_name_is_marked() {
        marks(
            &RULE,
            Lang::Da,
            &[("Hej Peter. Jeg ser på det.", &["Peter"]), ("Kære Andres, tak", &["Andres"])],
        );
        marks(&RULE, Lang::Nb, &[("Hei, Kari! Takk", &["Kari"]), ("Hei igjen, Lise.", &["Lise"])]);
        marks(&RULE, Lang::Nn, &[("Hei Andreas.", &["Andreas"])]);
        marks(&RULE, Lang::Sv, &[("Hej Anna! Tack", &["Anna"])]);
        marks(
            &RULE,
            Lang::En,
            &[("Hi Andrew,\nI'm on it.", &["Andrew"]), ("Hi Mr. Smith, thanks", &["Smith"])],
        );
    }

    #[test]
    fn the_customers_name_or_none_is_not() {
        marks(
            &RULE,
            Lang::Da,
            &[
                ("Hej Anders. Jeg ser på det.", &[]),
                ("Hej igen, ANDERS.", &[]),
                ("Jeg ringer til Peter.", &[]),
            ],
        );
        marks(
            &RULE,
            Lang::Nb,
            &[
                ("Hei! Takk for meldingen", &[]),
                ("Hei, Vipps er nede nå", &[]),
                ("Kjære kunde", &[]),
                ("Hei Telenor-kunde", &[]),
            ],
        );
        marks(&RULE, Lang::Nn, &[("Hei, takk for at du seier frå", &[])]);
        marks(&RULE, Lang::Sv, &[("Hej alla!", &[]), ("Hej. Tack", &[])]);
        marks(&RULE, Lang::En, &[("Hi there, Thanks for writing", &[]), ("Hello Anders,", &[])]);
    }

    #[test]
    fn who_is_greeted_with_another_is_greeted() {
        marks(
            &RULE,
            Lang::Da,
            &[
                ("Hej Birger og Anders. Jeg ser på det.", &[]),
                ("Hej Ida, Birger og Anders!", &[]),
                ("Hej Birger. Anders har ret.", &["Birger"]),
                ("Hej Birger, Anders har ret.", &["Birger"]),
                ("Hej Birger, jeg ser, at Anders og du har skrevet.", &["Birger"]),
                ("Hej Birger & Anders.", &[]),
                ("Hej Birger og Ida.", &["Birger"]),
            ],
        );
    }

    #[test]
    fn the_name_the_post_is_signed_with_is_known() {
        let mut case = Case::new(Lang::Da);
        case.customer = "Holm Byg ApS";
        case.post = "Hvor bliver regningen af? Mvh Mette Holm";
        assert!(find("Hej Mette.", &case.situation()).is_empty());
        assert_eq!(find("Hej Peter.", &case.situation()).len(), 1);
    }
}
