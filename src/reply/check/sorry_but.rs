//! `sorry_but`: an apology that its next word takes back, also over a full
//! stop. A "but" elsewhere is none.

use std::ops::Range;

use super::super::Situation;
use super::super::acts::{self, Sentence};
use super::words::words;
use super::{Find, Hit, Level, Rule, Says};
use crate::text::{lowered, upper};

pub const RULE: Rule = Rule {
    name: "sorry_but",
    level: Level::Warn,
    source: "An apology that is taken back is none (Lewicki 2016; research, rule 10)",
    says: Says {
        da: "Et \"men\" efter undskyldningen tager den tilbage.",
        nb: "Et «men» etter beklagelsen tar den tilbake.",
        nn: "Eit «men» etter orsakinga tek ho tilbake.",
        sv: "Ett \"men\" efter ursäkten tar tillbaka den.",
        en: "A \"but\" after the apology takes it back.",
    },
    find: Find::Acts(find),
};

const BUT: &[&str] = &[
    "men",
    "but",
    "however",
    "dock",
    "dog",
    "imidlertid",
    "likevel",
    "emellertid",
    "although",
    "though",
    "fast",
    "fastän",
    "samtidig",
    "samtidigt",
    "derimot",
    "däremot",
    "nevertheless",
];

/// What takes an apology back also behind a sentence's first word: "det er imidlertid …".
const LATER: &[&str] = &[
    "imidlertid",
    "emellertid",
    "derimot",
    "däremot",
    "dog",
    "dock",
    "however",
    "though",
    "although",
];

/// What follows a "but" that says the trouble is over.
const NOW: &[&str] = &["nu", "nå", "no", "now"];

fn find(sentences: &[Sentence], draft: &str, _: &Situation<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        if !sentence.is(acts::Act::Apologises) {
            continue;
        }
        let text = draft.get(sentence.range.clone()).unwrap_or_default();
        let all: Vec<_> = words(text).map(|(place, word)| (place, lowered(word))).collect();
        let is_but = |word: &str| BUT.contains(&word);
        // The apology stands before it: "vi har travlt, men beklager" has none to take back.
        let sorry = all.iter().position(|(_, word)| is_sorry(word)).unwrap_or(0);
        let but = all.iter().skip(sorry).position(|(_, word)| is_but(word)).map(|but| sorry + but);
        if let Some(but) = but {
            let mended = all.get(but + 1).is_some_and(|(_, word)| NOW.contains(&word.as_str()));
            if let Some((place, _)) = all.get(but).filter(|_| !mended) {
                let start = sentence.range.start;
                hits.push(mark(draft, start + place.start..start + place.end));
            }
            continue;
        }
        let next = sentences.get(at + 1).and_then(|next| {
            let text = draft.get(next.range.clone())?;
            let mut all = words(text);
            let (place, first) = all.next()?;
            let after = all.next().map(|(_, word)| lowered(word));
            let mended = after.is_some_and(|word| NOW.contains(&word.as_str()));
            let first = lowered(first);
            // "Fast" and "samtidig" begin sentences of other kinds.
            let takes_back =
                is_but(&first) && !matches!(first.as_str(), "fast" | "samtidig" | "samtidigt");
            let later = words(text).skip(1).take(3);
            let later = later.map(|(place, word)| (place, lowered(word)));
            let later = later.into_iter().find(|(_, word)| LATER.contains(&word.as_str()));
            let place = if takes_back && !mended { place } else { later?.0 };
            Some(next.range.start + place.start..next.range.start + place.end)
        });
        hits.extend(next.map(|place| mark(draft, place)));
    }
    hits
}

/// Marks the word at `place`. Where a full stop can take its place, or it can go behind one,
/// it does so with the word behind it.
fn mark(draft: &str, place: Range<usize>) -> Hit {
    mend(draft, &place).unwrap_or_else(|| Hit::at(place))
}

fn mend(draft: &str, place: &Range<usize>) -> Option<Hit> {
    let (before, word) = (draft.get(..place.start)?, draft.get(place.clone())?);
    let apology = before.trim_end_matches([' ', ',', '–', '-']);
    let follows = apology.ends_with(['.', '!', '…', '\n']);
    let goes = match lowered(word).as_str() {
        "men" | "but" => true,
        // Others are followed by their verb, or stand in the middle of what they say.
        "however" | "nevertheless" => follows,
        _ => false,
    };
    let behind = draft.get(place.end..)?;
    let rest = behind.trim_start_matches([' ', ',']);
    let (next, _) = words(rest).next().filter(|(next, _)| goes && next.start == 0)?;
    let start = if follows { place.start } else { apology.len() };
    let end = draft.len() - rest.len() + next.end;
    let mut letters = rest.get(next)?.chars();
    let capital = letters.next().map(upper)?;
    let stop = if follows { "" } else { ". " };
    Some(Hit { range: start..end, fix: Some(format!("{stop}{capital}{}", letters.as_str())) })
}

/// The word that says sorry, or stands in its place.
fn is_sorry(word: &str) -> bool {
    const STEMS: [&str; 12] = [
        "beklag", "undskyld", "unnskyld", "sorry", "apolog", "ursäkt", "förlåt", "ked", "lei",
        "ledsen", "ledsna", "regret",
    ];
    // "Orsaken" is a cause in Swedish.
    word == "orsak" || STEMS.iter().any(|stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, marks};
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn an_apology_that_is_taken_back_is_marked() {
        marks(
            &RULE,
            Lang::Da,
            &[
                ("Jeg beklager, men sådan er reglerne.", &[", men sådan"]),
                ("Undskyld ventetiden. Men vi har travlt.", &["Men vi"]),
            ],
        );
        marks(
            &RULE,
            Lang::Nb,
            &[
                ("Beklager. Men slik er det.", &["Men slik"]),
                ("Beklager ventetiden. Det er imidlertid mange som skriver.", &["imidlertid"]),
                ("Vi er lei for det, men du var sent ute.", &[", men du"]),
            ],
        );
        marks(&RULE, Lang::Nn, &[("Orsak, men slik er reglane.", &[", men slik"])]);
        marks(
            &RULE,
            Lang::Sv,
            &[
                ("Jag ber om ursäkt, men det står i avtalet.", &[", men det"]),
                ("Förlåt. Däremot är det ovanligt många som ringer.", &["Däremot"]),
            ],
        );
        marks(
            &RULE,
            Lang::En,
            &[
                ("Sorry, but those are the rules.", &[", but those"]),
                ("I'm sorry. However, you signed it.", &["However, you"]),
                ("I'm sorry. It is however in the contract.", &["however"]),
            ],
        );
    }

    #[test]
    fn one_key_lets_it_go() {
        let mended = |lang, draft: &str| {
            let case = Case::new(lang);
            let find = |draft: &str| {
                RULE.find(&acts::of(draft, &case.situation()), draft, &case.situation())
            };
            let hit = find(draft).pop().unwrap();
            let mut text = draft.to_owned();
            text.replace_range(hit.range, &hit.fix?);
            assert!(find(&text).is_empty(), "{text}");
            Some(text)
        };
        for (lang, draft, expected) in [
            (Lang::Da, "Beklager. Men vi har travlt.", "Beklager. Vi har travlt."),
            (
                Lang::Da,
                "Undskyld ventetiden! Men, øl er solgt ud.",
                "Undskyld ventetiden! Øl er solgt ud.",
            ),
            (Lang::Nb, "Jeg beklager, men slik er reglene.", "Jeg beklager. Slik er reglene."),
            (Lang::Nb, "Beklager.\nMen det står i avtalen.", "Beklager.\nDet står i avtalen."),
            (Lang::Nn, "Orsak. Men slik er det.", "Orsak. Slik er det."),
            (Lang::Nn, "Orsak – men eg fann ikkje saka.", "Orsak. Eg fann ikkje saka."),
            (Lang::Sv, "Förlåt. Men så står det i avtalet.", "Förlåt. Så står det i avtalet."),
            (
                Lang::Sv,
                "Jag ber om ursäkt men ångerrätten gäller.",
                "Jag ber om ursäkt. Ångerrätten gäller.",
            ),
            (Lang::En, "I'm sorry. But those are the rules.", "I'm sorry. Those are the rules."),
            (Lang::En, "I'm sorry. However, you signed it.", "I'm sorry. You signed it."),
        ] {
            assert_eq!(mended(lang, draft).as_deref(), Some(expected));
        }
        for (lang, draft) in [
            (Lang::Sv, "Förlåt. Däremot är det många som ringer."),
            (Lang::Nb, "Beklager ventetiden. Det er imidlertid mange som skriver."),
            (Lang::En, "I'm sorry. It is however in the contract."),
        ] {
            assert_eq!(mended(lang, draft), None);
        }
    }

    #[test]
    fn a_but_elsewhere_is_not() {
        marks(
            &RULE,
            Lang::Da,
            &[
                ("Det er dyrt, men hurtigt. Jeg beklager ventetiden.", &[]),
                ("Jeg beklager. Jeg ser på det nu.", &[]),
            ],
        );
        marks(&RULE, Lang::Nb, &[("Beklager ventetiden, men nå er det løst.", &[])]);
        marks(&RULE, Lang::Nn, &[("Eg er lei for det. Eg ser på saka.", &[])]);
        marks(&RULE, Lang::Sv, &[("Det var fel, men det är rättat. Förlåt!", &[])]);
        marks(&RULE, Lang::En, &[("I'm sorry about that. The bill is corrected.", &[])]);
    }
}
