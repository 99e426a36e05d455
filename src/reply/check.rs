//! The last look before an answer is sent.
//!
//! Each rule is a file: what it looks for, where the rule comes from, what it
//! says to the agent, and examples it must and must not mark. Those that are
//! phrases are data, in `check/rules/`; the others a file of code in `check/`.

mod abbreviations;
mod asks_personal_data_public;
mod duplicate_of_earlier;
mod foreign_link;
mod humour_to_anger;
mod moves;
mod personal_data_public;
mod phrased;
mod promise_out_of_hours;
mod promise_without_time;
mod shouting;
mod sorry_but;
mod too_long;
mod unfilled_slot;
mod unsigned;
pub(super) mod words;
mod wrong_language;
mod wrong_name;
mod wrong_person;
pub(super) use moves::is_mixed;

use std::ops::Range;

use crate::reading::Lang;
use crate::sort;

use super::Situation;
use super::acts::{self, Sentence};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Worth a thought.
    Hint,
    /// Should be mended before sending.
    Warn,
    /// Has to be mended before the desk inserts it: so the company has set.
    Block,
}

/// What a check found in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, `snake_case`.
    pub rule: &'static str,
    /// How much it matters.
    pub level: Level,
    /// Where in the draft: byte range, on character boundaries; empty where
    /// something is missing.
    pub range: Range<usize>,
    /// What replaces the range, where one touch can mend it.
    pub fix: Option<String>,
}

impl Finding {
    /// What it says to an agent whose own language is `lang`.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &'static str {
        let coded = RULES.iter().map(|rule| (rule.name, &rule.says));
        let phrased = phrased::rules().rules.iter().map(|rule| (rule.name, &rule.says));
        let mut all = coded.chain(phrased);
        all.find(|(name, _)| *name == self.rule).map_or("", |(_, says)| says.in_lang(lang))
    }
}

/// One rule.
struct Rule {
    name: &'static str,
    level: Level,
    /// Where the rule comes from: research, a case, a law.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test asks every rule for its source"))]
    source: &'static str,
    says: Says,
    find: Find,
}

/// What a rule looks at.
enum Find {
    /// The answer's words.
    Words(fn(&str, &Situation<'_>) -> Vec<Hit>),
    /// What its sentences do, beside its words.
    Acts(fn(&[Sentence], &str, &Situation<'_>) -> Vec<Hit>),
}

impl Rule {
    /// Where it marks an answer whose sentences do this.
    fn find(&self, said: &[Sentence], draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
        match self.find {
            Find::Words(find) => find(draft, situation),
            Find::Acts(find) => find(said, draft, situation),
        }
    }
}

/// What a rule says, in the languages of the agents.
#[derive(Debug)]
struct Says {
    da: &'static str,
    nb: &'static str,
    nn: &'static str,
    sv: &'static str,
    en: &'static str,
}

impl Says {
    fn in_lang(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Da => self.da,
            Lang::Nb => self.nb,
            Lang::Nn => self.nn,
            Lang::Sv => self.sv,
            Lang::En | Lang::Und => self.en,
        }
    }
}

/// A place a rule marks.
#[derive(Debug)]
struct Hit {
    range: Range<usize>,
    fix: Option<String>,
}

impl Hit {
    fn at(range: Range<usize>) -> Self {
        Self { range, fix: None }
    }
}

const RULES: &[Rule] = &[
    wrong_name::RULE,
    wrong_language::RULE,
    unfilled_slot::RULE,
    asks_personal_data_public::RULE,
    personal_data_public::RULE,
    wrong_person::RULE,
    promise_without_time::RULE,
    promise_out_of_hours::RULE,
    sorry_but::RULE,
    humour_to_anger::RULE,
    shouting::RULE,
    foreign_link::RULE,
    duplicate_of_earlier::RULE,
    moves::ONLY_A_QUESTION,
    moves::EMAIL_ONLY_WAY_OUT,
    moves::NO_NEXT_STEP,
    moves::NO_ACKNOWLEDGEMENT,
    moves::PRAISE_WITH_COMPLAINT,
    too_long::RULE,
    unsigned::RULE,
];

/// The rules' names, and what each says to an agent whose own language is `lang`.
#[must_use]
pub fn rules(lang: Lang) -> Vec<(&'static str, &'static str)> {
    let coded = RULES.iter().map(|rule| (rule.name, &rule.says));
    let phrased = phrased::rules().rules.iter().map(|rule| (rule.name, &rule.says));
    coded.chain(phrased).map(|(name, says)| (name, says.in_lang(lang))).collect()
}

/// Marks the findings of the rules of these names: they have to be mended.
pub fn block(findings: &mut [Finding], rules: &[String]) {
    for finding in findings {
        if rules.iter().any(|rule| rule == finding.rule) {
            finding.level = Level::Block;
        }
    }
}

/// Whether words in an answer would be found by a rule that goes by its words alone.
pub(super) fn says_amiss(words: &str, situation: &Situation<'_>) -> bool {
    !phrased::rules().find(words, situation).is_empty()
}

/// Checks `draft` as an answer in `situation`; findings in the order of the text.
/// An empty draft has nothing to find.
#[must_use]
pub fn check(draft: &str, situation: Situation<'_>) -> Vec<Finding> {
    if draft.trim().is_empty() {
        return Vec::new();
    }
    let found = |rule, level, hit: Hit| Finding { rule, level, range: hit.range, fix: hit.fix };
    let mut findings: Vec<Finding> = Vec::new();
    let said = acts::of(draft, &situation);
    for rule in RULES {
        let hits = rule.find(&said, draft, &situation).into_iter();
        findings.extend(hits.map(|hit| found(rule.name, rule.level, hit)));
    }
    let phrased = phrased::rules().find(draft, &situation).into_iter();
    findings.extend(phrased.map(|(rule, hit)| found(rule.name, rule.level, hit)));
    sort::by_key(&mut findings, |finding| (finding.range.start, finding.range.end));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGS: [Lang; 5] = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En];

    #[test]
    fn every_rule_speaks_five_languages_and_names_its_source() {
        for rule in RULES {
            assert!(!rule.source.is_empty(), "{}", rule.name);
            for lang in LANGS {
                let says = rule.says.in_lang(lang);
                assert!(says.ends_with('.'), "{} {}: {says}", rule.name, lang.tag());
            }
        }
    }

    #[test]
    fn findings_come_in_the_order_of_the_text() {
        let case = testing::Case::new(Lang::Da);
        let findings = check("Hej Peter. Vi ses {dato}.", case.situation());
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["wrong_name", "unfilled_slot", "unsigned"]);
        assert_eq!(findings[0].message(Lang::Da), wrong_name::RULE.says.da);
    }

    /// Answers as agents write them, found good.
    #[test]
    fn good_answers_pass() {
        let check = |lang, answers: &[&str]| {
            for answer in answers {
                let found = check(answer, testing::Case::new(lang).situation());
                assert!(found.is_empty(), "{answer}\n{found:?}");
            }
        };
        check(
            Lang::Da,
            &[
                "Kære Anders. Jeg er ked af, at det er gået sådan. Skriv til mig i morgen formiddag, så følger jeg din sag helt til dørs. Mvh Lise fra kundeservice",
                "Hej Anders. Det er selvfølgelig ikke meningen! Smid mig lige en PB med dit kundenummer, så kigger jeg på det. /Lise",
                "Hej Anders, beløbet på 299 kr. er for perioden 1/8-31/8, og resten kommer retur i løbet af 3-5 hverdage. Vh Morten",
                "Hej Anders - vi har desværre nedbrud på Amager lige nu. Jeg opdaterer her i tråden kl. 15. Hilsen Lise, kundeservice",
                "Tak, fordi du siger til. Jeg har rettet prisen på siden :-) God weekend! Lise",
                "Hej Anders. Du kan altid ringe til os på 72 12 00 00 mellem 8 og 20. Du bør slette dit CPR-nummer fra opslaget. Venlig hilsen Lise",
            ],
        );
        check(
            Lang::Nb,
            &[
                "Hei Anders! Dette skal vi få orden på. Send meg kontonavnet på PM, så ser jeg på det med en gang :) /Erlend",
                "Hei. Så kjedelig at pakken ikke har kommet frem. Jeg har etterlyst den hos Posten nå, og oppdaterer deg her før kl. 16. Mvh Lise",
                "Heisann Anders, appen er oppe igjen. Prøv å logge inn på nytt, og si fra om det ikke virker. Ha en fin kveld! Hilsen Kari i kundeservice",
                "Hei, takk for at du sier ifra! Vi vet ikke ennå hva som er galt. Neste oppdatering kommer kl. 12 øverst på siden. /Lise",
            ],
        );
        check(
            Lang::Nn,
            &[
                "Hei Anders! Takk for at du melder frå. Eg har sendt saka vidare til teknikarane våre, og skriv til deg her i morgon føremiddag. Helsing Lise",
                "Hei, det var ikkje bra. Send meg ei privat melding med kundenummeret ditt, så ser eg på rekninga. Beste helsing Ola, kundesenteret",
            ],
        );
        check(
            Lang::Sv,
            &[
                "Hej Anders! Tråkigt att höra att leveransen dröjer. Skicka ett PM med ditt kundnummer så kollar jag direkt. Hälsningar Anna, kundtjänst",
                "Hej! Vi har ett driftstopp i Umeå just nu och felsöker. Jag uppdaterar här klockan 14. /Lise",
                "Tack för att du hör av dig, Anders. Fakturan är rättad och du ska inte betala avgiften. Vänliga hälsningar\nLise",
            ],
        );
        check(
            Lang::En,
            &[
                "Hi Anders, thanks for flagging this. I've refunded the fee and it should be back in 3-5 days. Kind regards, Lise",
                "Hello Anders! I'd like to look into this for you. Please DM me your account number and I'll check it today. Lise, Customer Care",
                "Hi Anders. We're aware of the outage and I'll post an update here at 3 pm. ^Lise",
            ],
        );
    }

    #[test]
    fn an_empty_draft_has_nothing_to_find() {
        assert_eq!(check(" \n", testing::Case::new(Lang::Da).situation()), []);
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::super::{Agent, Fault, Limit, Situation, acts};
    use super::Rule;
    use crate::clock::Zone;
    use crate::clock::hours::Hours;
    use crate::reading::{Chances, Haste, Lang, Mood, Reading, ReplyNeed, Topic, Verdict};

    /// A usual situation to hold a rule's examples in: Anders B wrote to
    /// Telenor, and Lise answers.
    pub struct Case {
        pub reading: Reading,
        pub agent: Agent,
        pub page_names: Vec<String>,
        pub domains: Vec<String>,
        pub post: &'static str,
        pub customer: &'static str,
        pub people: Vec<String>,
        pub earlier: Vec<String>,
        pub follow_up: bool,
        pub spreads: bool,
        pub limit: Option<Limit>,
        pub now: i64,
        pub hours: Option<Hours>,
        pub zone: Zone,
    }

    impl Case {
        pub fn new(lang: Lang) -> Self {
            fn sure<T>(value: T) -> Verdict<T> {
                Verdict { value, confidence: 1.0, evidence: Vec::new() }
            }
            Self {
                reading: Reading {
                    lang: sure(lang),
                    chances: Chances::found(
                        &sure(Mood::Negative),
                        &[sure(Topic::Billing)],
                        &sure(ReplyNeed::NeedsReply),
                    ),
                    mood: sure(Mood::Negative),
                    topics: vec![sure(Topic::Billing)],
                    need: sure(ReplyNeed::NeedsReply),
                    haste: Haste::default(),
                    personal_data: Vec::new(),
                    products: Vec::new(),
                },
                agent: Agent {
                    name: "Lise".into(),
                    signature: "Mvh {name} fra kundeservice".into(),
                    ..Agent::default()
                },
                page_names: vec!["Telenor".into()],
                domains: vec!["telenor.dk".into()],
                post: "…",
                customer: "Anders B",
                people: Vec::new(),
                earlier: Vec::new(),
                follow_up: false,
                spreads: false,
                limit: None,
                now: 0,
                hours: None,
                zone: Zone::fixed(0),
            }
        }

        pub fn situation(&self) -> Situation<'_> {
            Situation {
                post: self.post,
                customer: self.customer,
                reading: &self.reading,
                lang: self.reading.lang.value,
                follow_up: self.follow_up,
                days_waited: 0,
                fault: Fault::Unknown,
                spreads: self.spreads,
                broke_promise: false,
                incident: false,
                now: self.now,
                hours: self.hours.as_ref(),
                zone: Some(&self.zone),
                site: "",
                limit: self.limit,
                page_names: &self.page_names,
                before: &[],
                people: &self.people,
                domains: &self.domains,
                agent: &self.agent,
                goes_unsigned: false,
                wordings: &[],
                earlier: &self.earlier,
            }
        }
    }

    /// Holds a rule against examples; `marked` is what it must mark in each.
    pub(in super::super::check) fn marks(rule: &Rule, lang: Lang, examples: &[(&str, &[&str])]) {
        let case = Case::new(lang);
        for (draft, marked) in examples {
            let said = acts::of(draft, &case.situation());
            let found: Vec<&str> = rule
                .find(&said, draft, &case.situation())
                .into_iter()
                .filter_map(|hit| draft.get(hit.range))
                .collect();
            assert_eq!(&found, marked, "{} {}: {draft:?}", rule.name, lang.tag());
        }
    }
}
