//! Rules about what an answer does, taken together: `only_a_question`,
//! `email_only_way_out`, `no_next_step`, `no_acknowledgement` and
//! `thanks_for_praise_with_complaint`.

use super::super::acts::{self, Act, Sentence};
use super::super::{Situation, limit};
use super::{Hit, Level, Rule, Says};
use crate::reading::{Mood, ReplyNeed, Topic};

pub const ONLY_A_QUESTION: Rule = Rule {
    name: "only_a_question",
    level: Level::Warn,
    source: "Asking for more is the commonest answer and does not appease (Einwiller & Steilen 2015; research, rule 8)",
    says: Says {
        da: "Svaret spørger kun. Sig også, at du har forstået, eller hvad der sker nu.",
        nb: "Svaret bare spør. Si også at du har forstått, eller hva som skjer nå.",
        nn: "Svaret berre spør. Sei òg at du har forstått, eller kva som skjer no.",
        sv: "Svaret bara frågar. Säg också att du har förstått, eller vad som händer nu.",
        en: "The answer only asks. Say too that you understand, or what happens now.",
    },
    find: |draft, situation| {
        whole(draft, situation, |said| {
            said.iter().any(|one| one.is(Act::Asks))
                && said.iter().all(|one| one.is_only(&[Act::Asks, Act::Closes, Act::AsksStep]))
                && said.iter().all(|one| one.is(Act::Asks) || one.is_only(&[Act::Closes]))
        })
    },
};

pub const EMAIL_ONLY_WAY_OUT: Rule = Rule {
    name: "email_only_way_out",
    level: Level::Warn,
    source: "Asking people to write elsewhere looked like hiding how many complained (case 1); answer in public first (research, rule 14)",
    says: Says {
        da: "Mail eller telefon er den eneste udvej. Svar også her.",
        nb: "E-post eller telefon er den eneste utveien. Svar også her.",
        nn: "E-post eller telefon er den einaste utvegen. Svar òg her.",
        sv: "Mejl eller telefon är den enda utvägen. Svara också här.",
        en: "Mail or phone is the only way out. Answer here too.",
    },
    find: |draft, situation| {
        const BESIDE: [Act; 6] = [
            Act::Contact,
            Act::Apologises,
            Act::Acknowledges,
            Act::Thanks,
            Act::Closes,
            Act::AsksStep,
        ];
        whole(draft, situation, |said| {
            let points = |one: &Sentence| one.is(Act::Contact) && !one.is(Act::Private);
            said.iter().any(points)
                && said.iter().all(|one| {
                    points(one) && !one.is(Act::Asks)
                        || one.is_only(&BESIDE) && !one.is(Act::AsksStep)
                })
                && !said.iter().any(|one| one.is(Act::Does) && !one.is(Act::Contact))
        })
    },
};

pub const NO_NEXT_STEP: Rule = Rule {
    name: "no_next_step",
    level: Level::Warn,
    source: "Corrective action, connecting and thanking raise satisfaction (Einwiller & Steilen 2015; research, rule 9)",
    says: Says {
        da: "Svaret siger ikke, hvad der sker nu.",
        nb: "Svaret sier ikke hva som skjer nå.",
        nn: "Svaret seier ikkje kva som skjer no.",
        sv: "Svaret säger inte vad som händer nu.",
        en: "The answer does not say what happens now.",
    },
    find: |draft, situation| {
        const WORDS: [Act; 3] = [Act::Apologises, Act::Acknowledges, Act::Closes];
        if situation.reading.need.value != ReplyNeed::NeedsReply {
            return Vec::new();
        }
        whole(draft, situation, |said| said.iter().all(|one| one.is_only(&WORDS)))
    },
};

pub const NO_ACKNOWLEDGEMENT: Rule = Rule {
    name: "no_acknowledgement",
    level: Level::Warn,
    source: "Empathy limits spread and high arousal needs more explanation (Herhausen et al. 2019; research, rule 15)",
    says: Says {
        da: "Kunden er vred, og svaret viser ikke, at det er set.",
        nb: "Kunden er sint, og svaret viser ikke at det er sett.",
        nn: "Kunden er sint, og svaret viser ikkje at det er sett.",
        sv: "Kunden är arg, och svaret visar inte att det har setts.",
        en: "The customer is angry and the answer does not show that it was seen.",
    },
    find: |draft, situation| {
        if situation.reading.mood.value != Mood::Furious {
            return Vec::new();
        }
        whole(draft, situation, |said| {
            !said.iter().any(|one| {
                one.is(Act::Acknowledges) || one.is(Act::Apologises) || one.is(Act::Thanks)
            })
        })
    },
};

pub const PRAISE_WITH_COMPLAINT: Rule = Rule {
    name: "thanks_for_praise_with_complaint",
    level: Level::Warn,
    source: "Restrained with praise, personal with complaints (Crijns et al. 2017; research, rule 7)",
    says: Says {
        da: "Der er også en klage i det, kunden skriver.",
        nb: "Det er også en klage i det kunden skriver.",
        nn: "Det er òg ein klage i det kunden skriv.",
        sv: "Det finns också ett klagomål i det kunden skriver.",
        en: "There is a complaint too in what the customer writes.",
    },
    find: |draft, situation| {
        let reading = situation.reading;
        let is_trouble = |topic: Topic| {
            !matches!(topic, Topic::Praise | Topic::Chatter | Topic::Question | Topic::Other)
        };
        let complains = reading.need.value == ReplyNeed::NeedsReply
            && reading.topics.iter().any(|topic| is_trouble(topic.value));
        let kind = [Act::Thanks, Act::Closes, Act::Tells];
        if !complains {
            return Vec::new();
        }
        whole(draft, situation, |said| {
            said.iter().any(|one| one.is(Act::Thanks) && is_for_praise(draft, one))
                && said.iter().all(|one| one.is_only(&kind))
        })
    },
};

/// Marks the whole answer where what it says is as `test` has it.
fn whole(draft: &str, situation: &Situation<'_>, test: impl Fn(&[Sentence]) -> bool) -> Vec<Hit> {
    let said = acts::of(draft, situation);
    match (said.first(), said.last()) {
        (Some(first), Some(last)) if test(&said) => {
            vec![Hit::at(first.range.start..last.range.end)]
        }
        _ => Vec::new(),
    }
}

/// Thanks for kind words, not for telling.
fn is_for_praise(draft: &str, sentence: &Sentence) -> bool {
    const PRAISE: [&str; 26] = [
        "ros",
        "rosen",
        "pæne",
        "søde",
        "gode",
        "fine",
        "flotte",
        "hyggelige",
        "hyggelig",
        "varme",
        "snille",
        "koselige",
        "beröm",
        "berömmet",
        "fina",
        "snälla",
        "varma",
        "kind",
        "nice",
        "lovely",
        "great",
        "wonderful",
        "glæder",
        "gleder",
        "gläder",
        "glad",
    ];
    let text = draft.get(sentence.range.clone()).unwrap_or_default();
    super::words::words(text).any(|(_, word)| PRAISE.contains(&crate::text::lowered(word).as_str()))
        || text.chars().any(|letter| "❤🙏🥰😍💙💚💛".contains(letter) && limit::is_emoji(letter))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Case;
    use super::*;
    use crate::reading::{Lang, Verdict};

    fn marks(rule: &Rule, lang: Lang, mood: Mood, drafts: &[(&str, bool)]) {
        let mut case = Case::new(lang);
        case.reading.mood.value = mood;
        for (draft, marked) in drafts {
            let found = !(rule.find)(draft, &case.situation()).is_empty();
            let said = acts::of(draft, &case.situation());
            assert_eq!(found, *marked, "{}: {draft} {said:?}", rule.name);
        }
    }

    #[test]
    fn an_answer_that_only_asks() {
        let rule = &ONLY_A_QUESTION;
        marks(
            rule,
            Lang::Da,
            Mood::Negative,
            &[
                ("Hej Anders. Hvornår skete det? Mvh Lise fra kundeservice", true),
                ("Hej Anders. Det er ikke godt nok. Hvornår skete det?", false),
                ("Hej Anders. Vil du sende mig dit kundenummer i en privat besked?", false),
            ],
        );
        marks(
            rule,
            Lang::Nb,
            Mood::Negative,
            &[
                ("Hei! Hvilken ruter har du? Er lampen rød?", true),
                ("Hei! Jeg ser på det nå. Er lampen rød?", false),
            ],
        );
        marks(
            rule,
            Lang::Nn,
            Mood::Negative,
            &[
                ("Hei. Kva modell har du?", true),
                ("Hei. Det var leitt å høyre. Kva modell har du?", false),
            ],
        );
        marks(
            rule,
            Lang::Sv,
            Mood::Negative,
            &[
                ("Hej! Vilket nummer gäller det?", true),
                ("Hej! Jag tittar på det. Vilken ort gäller det?", false),
            ],
        );
        marks(
            rule,
            Lang::En,
            Mood::Negative,
            &[
                ("Hi Anders, which postcode is that?", true),
                ("Hi Anders, I'm sorry about that. Which town is that?", false),
            ],
        );
    }

    #[test]
    fn an_answer_that_points_elsewhere() {
        let rule = &EMAIL_ONLY_WAY_OUT;
        marks(
            rule,
            Lang::Da,
            Mood::Negative,
            &[
                ("Hej Anders. Det er vi kede af. Skriv til os på hjaelp@example.dk.", true),
                ("Hej Anders. Ring venligst til kundeservice på 70 10 20 30.", true),
                (
                    "Hej Anders. Jeg har rettet regningen. Du kan også ringe til os på 70 10 20 30.",
                    false,
                ),
                ("Hej Anders. Send mig en privat besked.", false),
            ],
        );
        marks(
            rule,
            Lang::Nb,
            Mood::Negative,
            &[
                ("Hei. Kontakt kundeservice.", true),
                ("Hei. Vi jobber med feilen, og oppdaterer her kl. 15.", false),
            ],
        );
        marks(
            rule,
            Lang::Nn,
            Mood::Negative,
            &[
                ("Hei. Send ein e-post til hjelp@example.no.", true),
                ("Hei. Eg sjekkar det no og skriv her i dag.", false),
            ],
        );
        marks(
            rule,
            Lang::Sv,
            Mood::Negative,
            &[
                ("Hej! Tråkigt att höra. Kontakta kundtjänst.", true),
                ("Hej! Fakturan är rättad. Ring gärna oss annars.", false),
            ],
        );
        marks(
            rule,
            Lang::En,
            Mood::Negative,
            &[
                ("Hi, please email us at help@example.com.", true),
                ("Hi, I've corrected the bill. You can call us as well.", false),
            ],
        );
    }

    #[test]
    fn an_answer_that_goes_nowhere() {
        let rule = &NO_NEXT_STEP;
        marks(
            rule,
            Lang::Da,
            Mood::Negative,
            &[
                ("Hej Anders. Det er jeg virkelig ked af at høre.", true),
                ("Hej Anders. Det er jeg ked af. Jeg ser på det nu.", false),
                ("Hej Anders. Vi åbner klokken otte.", false),
            ],
        );
        marks(
            rule,
            Lang::Nb,
            Mood::Negative,
            &[
                ("Hei. Vi beklager dette.", true),
                ("Hei. Beklager! Prøv å starte ruteren på nytt.", false),
            ],
        );
        marks(
            rule,
            Lang::Nn,
            Mood::Negative,
            &[("Hei. Det er eg lei for.", true), ("Hei. Takk for at du seier frå.", false)],
        );
        marks(
            rule,
            Lang::Sv,
            Mood::Negative,
            &[
                ("Hej! Vi beklagar det inträffade.", true),
                ("Hej! Jag beklagar. Jag återkommer i eftermiddag.", false),
            ],
        );
        marks(
            rule,
            Lang::En,
            Mood::Negative,
            &[
                ("Hi Anders, we're sorry to hear that.", true),
                ("Hi Anders, I'm sorry. I'll call you at 3 pm.", false),
            ],
        );
    }

    #[test]
    fn an_angry_customer_is_seen() {
        let rule = &NO_ACKNOWLEDGEMENT;
        for (lang, cold, warm) in [
            (
                Lang::Da,
                "Hej Anders. Routeren er sendt.",
                "Hej Anders. Det skulle ikke være sket. Routeren er sendt.",
            ),
            (
                Lang::Nb,
                "Hei. Ruteren er sendt.",
                "Hei. Jeg skjønner at du er sint. Ruteren er sendt.",
            ),
            (Lang::Nn, "Hei. Ruteren er send.", "Hei. Dette var ikkje bra. Ruteren er send."),
            (
                Lang::Sv,
                "Hej! Routern är skickad.",
                "Hej! Jag förstår att du är arg. Routern är skickad.",
            ),
            (
                Lang::En,
                "Hi. The router is on its way.",
                "Hi. You're right. The router is on its way.",
            ),
        ] {
            marks(rule, lang, Mood::Furious, &[(cold, true), (warm, false)]);
            marks(rule, lang, Mood::Neutral, &[(cold, false)]);
        }
    }

    #[test]
    fn praise_that_carries_a_complaint() {
        for (lang, thanks, more) in [
            (Lang::Da, "Tak for de pæne ord!", "Tak for de pæne ord! Jeg ser på regningen nu."),
            (
                Lang::Nb,
                "Takk for hyggelige ord!",
                "Takk for hyggelige ord! Send meg en PM om regningen.",
            ),
            (Lang::Nn, "Takk for fine ord!", "Takk for fine ord! Eg sjekkar rekninga."),
            (Lang::Sv, "Tack för fina ord!", "Tack för fina ord! Jag tittar på fakturan."),
            (
                Lang::En,
                "Thanks for your kind words!",
                "Thanks for your kind words! I'm looking into the bill.",
            ),
        ] {
            marks(&PRAISE_WITH_COMPLAINT, lang, Mood::Positive, &[(thanks, true), (more, false)]);
            let mut case = Case::new(lang);
            case.reading.topics =
                vec![Verdict { value: Topic::Praise, confidence: 1.0, evidence: Vec::new() }];
            assert!((PRAISE_WITH_COMPLAINT.find)(thanks, &case.situation()).is_empty());
        }
    }
}
