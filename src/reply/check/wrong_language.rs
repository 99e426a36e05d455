//! `wrong_language`: another language than the customer's. Bokmål to Nynorsk
//! counts, as does Danish to Norwegian.

use crate::reading::{Lang, Priors, Verdict, language};

use super::super::{Situation, signature};
use super::words::words;
use super::{Find, Hit, Level, Rule, Says};

pub const RULE: Rule = Rule {
    name: "wrong_language",
    level: Level::Warn,
    source: "Case 5: signed and answered in the customer's own language; labels.md, language",
    says: Says {
        da: "Svaret er på et andet sprog end kundens.",
        nb: "Svaret er på et annet språk enn kundens.",
        nn: "Svaret er på eit anna språk enn det kunden skriv.",
        sv: "Svaret är på ett annat språk än kundens.",
        en: "The answer isn't in the customer's language.",
    },
    find: Find::Words(find),
};

/// Below this the languages of the North can't be told apart.
const SURE: f32 = 0.95;
const SURE_OF_POST: f32 = 0.9;
/// Words of Norwegian dialects that neither written Norwegian has.
const DIALECT: &[&str] = &[
    "æ", "æg", "mæ", "dæ", "sæ", "dokker", "dokke", "nokka", "nåkka", "itj", "ittj", "itte", "kæm",
    "koffer", "katti", "hainn", "vårres", "ækje", "trur'n",
];
const FEWEST_WORDS: usize = 5;

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    if situation.reading.lang.value == Lang::Und || situation.lang == Lang::Und {
        return Vec::new();
    }
    // The page's signature is in the page's language.
    let signature = signature::render(situation.agent, situation.lang);
    let body = signature.and_then(|signature| draft.trim_end().strip_suffix(signature.as_str()));
    let body = body.unwrap_or(draft);
    if words(body).count() < FEWEST_WORDS {
        return Vec::new();
    }
    let written = language::detect(body, Priors::default());
    // A few words may be Danish, Bokmål or Nynorsk: then the answer's writer knows better.
    let near = |lang| matches!(lang, Lang::Da | Lang::Nb | Lang::Nn);
    let is_near = near(situation.lang) && near(written.value);
    if is_near && situation.reading.lang.confidence < SURE_OF_POST {
        return Vec::new();
    }
    // One who writes a dialect is answered in either written Norwegian.
    let is_norwegian = |lang| matches!(lang, Lang::Nb | Lang::Nn);
    let is_dialect = words(situation.post)
        .any(|(_, word)| DIALECT.contains(&crate::text::lowered(word).as_str()));
    if is_dialect && is_norwegian(situation.lang) && is_norwegian(written.value) {
        return Vec::new();
    }
    // Words that the customer wrote are said again in her dialect.
    if is_near {
        let theirs: Vec<String> =
            words(situation.post).map(|(_, word)| crate::text::lowered(word)).collect();
        let own = words(body).map(|(_, word)| word);
        let own: Vec<&str> =
            own.filter(|word| !theirs.contains(&crate::text::lowered(word))).collect();
        if language::detect(&own.join(" "), Priors::default()).value == situation.lang {
            return Vec::new();
        }
    }
    let is_other =
        |found: &Verdict<Lang>| found.value != Lang::Und && found.value != situation.lang;
    let as_customers = Priors { mark: Some(situation.lang.tag()), ..Priors::default() };
    let as_answers = Priors { mark: Some(written.value.tag()), ..Priors::default() };
    // What may be the customer's language is: only words that it does not write, or a
    // whole text that leans the other way, speak against it. Nor does a post that may as
    // well be in the answer's language.
    let other = is_other(&written)
        && written.confidence >= SURE
        && is_other(&language::detect(body, as_customers))
        && language::detect(situation.post, as_answers).value != written.value;
    if other { vec![Hit::at(0..draft.trim_end().len())] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Case;
    use super::*;

    const ANSWERS: [(Lang, &str); 5] = [
        (
            Lang::Da,
            "Hej Anders. Det er vores fejl, og det beklager jeg meget. Jeg undersøger, hvad der er sket med regningen.",
        ),
        (
            Lang::Nb,
            "Hei, Anders. Det er vår feil, og det beklager jeg. Jeg undersøker hva som har skjedd med regningen nå.",
        ),
        (
            Lang::Nn,
            "Hei, Anders. Det er vår feil, og det er eg lei for. Eg undersøkjer kva som har skjedd med rekninga no.",
        ),
        (
            Lang::Sv,
            "Hej Anders. Det är vårt fel, och jag ber om ursäkt. Jag tar reda på vad som har hänt med räkningen.",
        ),
        (
            Lang::En,
            "Hi Anders, this is our mistake, and I'm sorry. I'm finding out what happened to the bill.",
        ),
    ];

    #[test]
    fn each_language_is_marked_in_each_other_and_never_in_itself() {
        for (customers, _) in ANSWERS {
            let case = Case::new(customers);
            for (answers, draft) in ANSWERS {
                let expected = usize::from(customers != answers);
                assert_eq!(
                    find(draft, &case.situation()).len(),
                    expected,
                    "{customers:?} answered in {answers:?}"
                );
            }
        }
    }

    #[test]
    fn the_customers_own_dialect_said_again_is_none() {
        let mut case = Case::new(Lang::Nb);
        case.post = "E det bare æ som ikkje får inn nokka på telefon i Rana i dag??";
        let draft = "Hei Ola! Nei, det e ikkje bare deg :) Vi har en feil på to master i Rana \
                     siden kl. 7. Vet ikke hva det er ennå, men jeg legger ut nytt her kl. 10.";
        assert!(find(draft, &case.situation()).is_empty());
        // Nor where the dialect seems to be Nynorsk.
        let mut case = Case::new(Lang::Nn);
        case.post = "E det bare æ som ikkje får inn nokka på telefon i Rana i dag??";
        assert!(find(draft, &case.situation()).is_empty());
    }

    #[test]
    fn a_customer_whose_language_is_unknown_is_answered_in_any() {
        let case = Case::new(Lang::Und);
        assert!(find(ANSWERS[0].1, &case.situation()).is_empty());
    }
}
