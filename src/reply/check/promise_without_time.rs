//! `promise_without_time`: the page will come back and says no time. "At once"
//! after the customer's own step is a time.

use super::super::{Situation, acts};
use super::words::{sentences, words};
use super::{Hit, Level, Rule, Says};
use crate::text::{folded, lowered};
use crate::thread::promise;

pub const RULE: Rule = Rule {
    name: "promise_without_time",
    level: Level::Warn,
    source: "Two clocks, first answer and concluding answer (research, rule 2); an honest holding answer has a name and a time (case 2)",
    says: Says {
        da: "Skriv, hvornår du vender tilbage.",
        nb: "Skriv når du kommer tilbake.",
        nn: "Skriv når du kjem tilbake.",
        sv: "Skriv när du återkommer.",
        en: "Say when you will be back.",
    },
    find,
};

/// At once.
const NOW: &[&str] = &[
    "nu",
    "nå",
    "no",
    "now",
    "straks",
    "strax",
    "omgående",
    "omgåande",
    "genast",
    "direkt",
    "direkte",
    "immediately",
    "samme",
    "gang",
    "gong",
    "away",
    "once",
];

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let body = acts::body(draft, situation);
    let open = sentences(body).into_iter().filter(|range| {
        let Some(sentence) = body.get(range.clone()) else { return false };
        promise::is_without_time(&folded(sentence))
            && !words(sentence).any(|(_, word)| NOW.contains(&lowered(word).as_str()))
    });
    open.map(Hit::at).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn a_promise_without_a_time_is_marked() {
        marks(
            &RULE,
            Lang::Da,
            &[("Hej Anders. Jeg vender tilbage til dig.", &["Jeg vender tilbage til dig."])],
        );
        marks(
            &RULE,
            Lang::Nb,
            &[(
                "Hei! Vi kommer tilbake til deg så snart vi vet mer.",
                &["Vi kommer tilbake til deg så snart vi vet mer."],
            )],
        );
        marks(&RULE, Lang::Nn, &[("Eg kjem tilbake til deg.", &["Eg kjem tilbake til deg."])]);
        marks(
            &RULE,
            Lang::Sv,
            &[("Jag återkommer så snart jag kan.", &["Jag återkommer så snart jag kan."])],
        );
        marks(
            &RULE,
            Lang::En,
            &[(
                "I'll get back to you as soon as possible.",
                &["I'll get back to you as soon as possible."],
            )],
        );
    }

    #[test]
    fn one_with_a_time_is_not() {
        marks(
            &RULE,
            Lang::Da,
            &[
                ("Jeg vender tilbage inden kl. 15.", &[]),
                ("Send mig nummeret, så vender jeg tilbage med det samme.", &[]),
            ],
        );
        marks(
            &RULE,
            Lang::Nb,
            &[("Jeg kommer tilbake til deg i morgen.", &[]), ("Takk for at du kom tilbake!", &[])],
        );
        marks(&RULE, Lang::Nn, &[("Eg kjem tilbake til deg i dag.", &[])]);
        marks(&RULE, Lang::Sv, &[("Jag återkommer på torsdag.", &[])]);
        marks(&RULE, Lang::En, &[("I'll get back to you within two hours.", &[])]);
    }
}
