//! `promise_without_time`: the page will come back and says no time. "At once"
//! after the customer's own step is a time.

use std::sync::OnceLock;

use super::super::{Situation, acts};
use super::words::{sentences, words};
use super::{Hit, Level, Rule, Says};
use crate::phrases::Phrases;
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
    // Half an hour, which counts without a number.
    "halvtime",
    "halvtimme",
    "halvtimen",
    "halvtimmen",
    "kvarter",
    "kvart",
];

/// Words that promise more news, beside those of the thread's promises. With a time
/// in the sentence they are none of these.
const MORE: &[&str] = &[
    // Danish
    "du|i hører|høre _ fra|nærmere|tilbage",
    "hører|høre du|i fra|nærmere",
    "jeg|vi _ vender|vende|melder|melde|ringer|ringe|skriver|skrive _ tilbage",
    "vender|melder|ringer|skriver jeg|vi _ tilbage",
    "holder|holde dig|jer|tråden _ opdateret|orienteret|underrettet|ajour",
    "opdaterer|opdatere _ dig|jer|her|tråden|løbende|opslaget|når|så",
    "giver|give|får _ lyd|besked|svar|nyt|opdatering _ når|så|hurtigst|snarest|senere",
    "du|i får _ besked|svar|nyt|opdatering",
    "jeg|vi _ _ _ hurtigst muligt",
    "jeg|vi _ _ _ så hurtigt|snart jeg|vi|som",
    "jeg|vi _ _ _ snarest|snarligt|snart",
    "kontakter|kontakte|ringer|ringe _ dig|jer _ når|så|senere",
    // Bokmål and Nynorsk
    "du|dere|de hører|høyrer|høre|høyre _ fra|frå|nærmere|nærare",
    "hører|høyrer du|dere|de fra|frå",
    "jeg|eg|vi _ kommer|komme|kjem|kome|melder|melde|ringer|ringe|ringjer|skriver|vender|vende _ tilbake|attende|att",
    "kommer|kjem|melder|ringer|ringjer|vender jeg|eg|vi _ tilbake|attende|att",
    "holder|holde|held|halde deg|dere|dykk|tråden _ oppdatert|orientert|informert",
    "oppdaterer|oppdaterar|oppdatere _ deg|dere|dykk|her|tråden|når|så|fortløpende",
    "gir|gi|gjev|gje|får _ lyd|beskjed|svar|nytt|tilbakemelding _ når|så|snarest|senere|seinare",
    "du|dere|de får|vil _ beskjed|svar|tilbakemelding|nytt",
    "jeg|eg|vi _ _ _ snarest|fortast|raskest mulig|mogleg|råd",
    "jeg|eg|vi _ _ _ så snart|fort jeg|eg|vi|me|som",
    "jeg|eg|vi _ _ _ snarest|snarlig|snart",
    // Swedish
    "jag|vi _ återkommer|återkomma|återkopplar|återkoppla",
    "återkommer|återkopplar jag|vi|med|till|så|när",
    "hör|höra _ av oss|mig|sig",
    "du|ni hör|får höra _ från|mer|besked|svar",
    "hör du|ni från",
    "håller|hålla dig|er|tråden _ uppdaterad|uppdaterade|informerad",
    "uppdaterar|uppdatera _ dig|er|här|tråden|när|så|löpande",
    "ger|ge|får|meddelar|meddela _ besked|svar|nytt|dig|er|uppdatering _ när|så|snarast|senare",
    "du|ni får besked|svar|ett",
    "jag|vi _ _ _ snarast|fortast möjligt|möjliga",
    "jag|vi _ _ _ så snart|fort jag|vi|som|möjligt",
    "jag|vi _ _ _ inom kort",
    "jag|vi _ _ _ snart",
    // English
    "i'll|we'll|will|i|we _ be|get|come _ back|touch|touch",
    "let|lets you know _ when|as|soon|once|how|what|more",
    "keep|keeping you|this _ posted|updated|informed|loop",
    "update|updates you|here|follow|this|will",
    "you'll|you|you will _ hear|have _ from|back|more",
    "hear from us|me|someone",
    "i'll|we'll|will|someone _ contact|call|ring|message|email|phone you _ when|as|once|soon|shortly|later",
    "i|we|i'll|we'll|i'm|we're _ _ _ as soon _ possible|can",
    "i'll|we'll|will _ _ _ in due course",
    "i'll|we'll|will _ _ _ shortly|soon",
];

/// What makes it hang on something else than a step of the customer's.
const IF: &[&str] = &["hvis", "dersom", "viss", "ifall", "if", "unless", "om", "såfremt"];

fn promises(sentence: &str) -> bool {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| Phrases::of(MORE.iter().map(|phrase| (*phrase, 0))));
    let folded: Vec<String> = words(sentence).map(|(_, word)| folded(word)).collect();
    let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
    let depends = |word: &&str| IF.iter().any(|one| crate::text::folded(one) == **word);
    !folded.iter().any(depends) && !phrases.find(&folded).is_empty()
}

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let body = acts::body(draft, situation);
    let open = sentences(body).into_iter().filter(|range| {
        let Some(sentence) = body.get(range.clone()) else { return false };
        let said = folded(sentence);
        (promise::is_without_time(&said) || promises(sentence) && promise::says_no_time(&said))
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
