//! `sorry_but`: an apology that its next word takes back, also over a full
//! stop. A "but" elsewhere is none.

use super::super::Situation;
use super::super::acts::{self, Sentence};
use super::words::words;
use super::{Find, Hit, Level, Rule, Says};
use crate::text::lowered;

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
                hits.push(Hit::at(start + place.start..start + place.end));
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
        hits.extend(next.map(Hit::at));
    }
    hits
}

/// The word that says sorry, or stands in its place.
fn is_sorry(word: &str) -> bool {
    const STEMS: [&str; 13] = [
        "beklag", "undskyld", "unnskyld", "orsak", "sorry", "apolog", "ursäkt", "förlåt", "ked",
        "lei", "ledsen", "ledsna", "regret",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn an_apology_that_is_taken_back_is_marked() {
        marks(
            &RULE,
            Lang::Da,
            &[
                ("Jeg beklager, men sådan er reglerne.", &["men"]),
                ("Undskyld ventetiden. Men vi har travlt.", &["Men"]),
            ],
        );
        marks(
            &RULE,
            Lang::Nb,
            &[
                ("Beklager. Men slik er det.", &["Men"]),
                ("Beklager ventetiden. Det er imidlertid mange som skriver.", &["imidlertid"]),
                ("Vi er lei for det, men du var sent ute.", &["men"]),
            ],
        );
        marks(&RULE, Lang::Nn, &[("Orsak, men slik er reglane.", &["men"])]);
        marks(
            &RULE,
            Lang::Sv,
            &[
                ("Jag ber om ursäkt, men det står i avtalet.", &["men"]),
                ("Förlåt. Däremot är det ovanligt många som ringer.", &["Däremot"]),
            ],
        );
        marks(
            &RULE,
            Lang::En,
            &[
                ("Sorry, but those are the rules.", &["but"]),
                ("I'm sorry. However, you signed it.", &["However"]),
            ],
        );
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
