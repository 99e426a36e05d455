//! Rules about what an answer does, taken together: `only_a_question`,
//! `email_only_way_out`, `no_next_step`, `no_acknowledgement` and
//! `thanks_for_praise_with_complaint`.

use super::super::acts::{self, Act, Sentence};
use super::super::{Situation, limit};
use super::words::words;
use super::{Hit, Level, Rule, Says};
use crate::reading::{Mood, ReplyNeed, Topic};
use crate::text::lowered;

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
        const BESIDE: [Act; 5] =
            [Act::Contact, Act::Apologises, Act::Acknowledges, Act::Thanks, Act::Closes];
        if is_peril(situation) {
            return Vec::new();
        }
        whole(draft, situation, |said| {
            let points = |one: &Sentence| one.is(Act::Contact) && !one.is(Act::Private);
            let text = |one: &Sentence| draft.get(one.range.clone()).unwrap_or_default();
            let is_kindness = |one: &Sentence| {
                one.is_only(&BESIDE) || !one.is(Act::Does) && is_mere_opening(text(one))
            };
            said.iter().any(points)
                && said.iter().enumerate().all(|(at, one)| {
                    points(one) && !one.is(Act::Asks) && !is_also(text(one))
                        || (one.is_only(&BESIDE) || at == 0 && is_kindness(one))
                })
                && !said
                    .iter()
                    .any(|one| one.is(Act::Does) && !one.is(Act::Contact) && !is_kindness(one))
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
        whole(draft, situation, |said| {
            let text = |one: &Sentence| draft.get(one.range.clone()).unwrap_or_default();
            said.iter().all(|one| {
                (one.is_only(&WORDS) || is_of_the_customer(one, text(one)))
                    && !tells_when(text(one), situation)
            }) && said.iter().any(|one| !one.is(Act::Closes))
        })
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
            if is_peril(situation) && said.first().is_some_and(|one| one.is(Act::AsksStep)) {
                return false;
            }
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
        let reads = reading.need.value == ReplyNeed::NeedsReply
            && reading.need.confidence >= SURE
            && reading
                .topics
                .iter()
                .any(|topic| is_trouble(topic.value) && topic.confidence >= SURE);
        if !reads && !has_a_but(situation.post) {
            return Vec::new();
        }
        let kind = [Act::Thanks, Act::Closes, Act::Tells];
        whole(draft, situation, |said| {
            let text = |one: &Sentence| draft.get(one.range.clone()).unwrap_or_default();
            said.iter().any(|one| is_for_praise(text(one)))
                && said.iter().all(|one| {
                    let leads_on =
                        [Act::Asks, Act::AsksStep, Act::Private, Act::Contact, Act::Apologises];
                    let is_kind = is_for_praise(text(one)) || is_passed_on(text(one));
                    !has(text(one), NEGATIONS)
                        && (one.is_only(&kind)
                            || is_kind && !leads_on.iter().any(|act| one.is(*act)))
                })
        })
    },
};

/// From here on the reading alone says that praise carries a complaint.
const SURE: f32 = 0.8;
const NEGATIONS: &[&str] =
    &["ikke", "ikkje", "inte", "not", "isn't", "wasn't", "shouldn't", "didn't"];

/// Somebody's life or money is at stake: there help comes before sympathy, and by phone.
fn is_peril(situation: &Situation<'_>) -> bool {
    let topics = &situation.reading.topics;
    topics.iter().take(1).any(|topic| matches!(topic.value, Topic::Safety | Topic::Security))
}

/// The phone is one way of several.
fn is_also(text: &str) -> bool {
    has(
        text,
        &[
            "også",
            "også",
            "òg",
            "også",
            "också",
            "eller",
            "also",
            "or",
            "too",
            "ellers",
            "alternativt",
        ],
    )
}

/// A sentence that leads to what follows: it tells no number, and neither yes nor no.
fn is_mere_opening(text: &str) -> bool {
    !text.contains(|letter: char| letter.is_ascii_digit() || letter == '?' || letter == '@')
        && !has(
            text,
            &["ja", "jo", "nej", "nei", "yes", "no", "jeg", "eg", "jag", "i'll", "i've", "we've"],
        )
        && words(text).count() <= 14
}

/// It speaks of what the customer met, and of nothing that is done.
fn is_of_the_customer(one: &Sentence, text: &str) -> bool {
    const YOU: [&str; 8] = ["du", "dere", "de", "ni", "you", "you've", "you're", "you'd"];
    let first = words(text).next().map(|(_, word)| lowered(word));
    one.is_only(&[Act::Acknowledges, Act::Apologises, Act::AsksStep, Act::Tells])
        && first.is_some_and(|first| YOU.contains(&first.as_str()))
        && has(
            text,
            &[
                "har",
                "have",
                "had",
                "you've",
                "you'd",
                "fortjener",
                "förtjänar",
                "deserve",
                "skulle",
                "burde",
                "borde",
                "should",
            ],
        )
        && !has(text, &["kan", "can", "får", "skal", "ska", "vil", "will"])
}

/// A day, an hour or a place to look that the customer didn't name.
fn tells_when(text: &str, situation: &Situation<'_>) -> bool {
    let number = |word: &str| word.contains(|letter: char| letter.is_ascii_digit());
    words(text).any(|(_, word)| number(word) && !situation.post.contains(word)) || has(text, SOON)
}

/// Days and parts of them that an answer names.
const SOON: &[&str] = &[
    "dag",
    "idag",
    "today",
    "morgen",
    "morgon",
    "imorgen",
    "imorgon",
    "tomorrow",
    "tonight",
    "aften",
    "kveld",
    "kväll",
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "søndag",
    "måndag",
    "tysdag",
    "tisdag",
    "laurdag",
    "sundag",
    "lördag",
    "söndag",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

fn has(text: &str, sought: &[&str]) -> bool {
    words(text).any(|(_, word)| sought.contains(&lowered(word).as_str()))
}

/// The post goes on with a "but", and what follows is not as it should be.
fn has_a_but(post: &str) -> bool {
    const BUT: &[&str] = &[
        "men",
        "but",
        "dock",
        "dog",
        "however",
        "although",
        "though",
        "except",
        "bortset",
        "bortsett",
        "desværre",
        "dessverre",
        "diverre",
        "tyvärr",
        "unfortunately",
        "shame",
        "pity",
        "synd",
        "ærgerligt",
        "bare",
        "berre",
        "bara",
        "only",
        "just",
        "selv",
        "selvom",
        "selv",
        "trots",
        "trods",
        "tross",
        "däremot",
        "derimot",
        "samtidig",
        "samtidigt",
        "still",
    ];
    const NOT: &[&str] = &[
        "ikke",
        "ikkje",
        "inte",
        "not",
        "ingen",
        "intet",
        "inget",
        "inga",
        "ingenting",
        "aldrig",
        "aldri",
        "never",
        "no",
        "stadig",
        "stadigvæk",
        "fortfarande",
        "fortsatt",
        "framleis",
        "fremdeles",
        "still",
        "again",
        "igen",
        "igjen",
        "att",
        "mangler",
        "manglar",
        "saknas",
        "missing",
        "mangla",
        "forkert",
        "feil",
        "fel",
        "wrong",
        "late",
        "sent",
        "sen",
        "forsinket",
        "forsinka",
        "försenad",
        "uden",
        "uten",
        "utan",
        "without",
        "dyrt",
        "dyr",
        "dyra",
        "dyrere",
        "expensive",
        "broken",
        "ødelagt",
        "øydelagt",
        "trasig",
        "trasigt",
        "i stykker",
        "knust",
        "langsom",
        "langsomt",
        "treg",
        "tregt",
        "slow",
        "långsam",
        "långsamt",
        "venter",
        "ventar",
        "vente",
        "vänta",
        "väntade",
        "ventede",
        "ventet",
        "venta",
        "waiting",
        "wait",
        "waited",
        "hour",
        "hours",
        "timer",
        "timar",
        "timmar",
        "uger",
        "uker",
        "veker",
        "veckor",
        "weeks",
        "twice",
        "gange",
        "ganger",
        "gånger",
        "nede",
        "ned",
        "down",
        "dårlig",
        "dårligt",
        "dårleg",
        "dålig",
        "dåligt",
        "bad",
        "poor",
        "cold",
        "kold",
        "kald",
        "kall",
        "kallt",
        "for",
        "för",
        "too",
        "isn't",
        "doesn't",
        "didn't",
        "wasn't",
        "hasn't",
        "haven't",
        "can't",
        "couldn't",
        "won't",
        "don't",
        "wouldn't",
        "aren't",
        "nobody",
        "none",
        "nothing",
        "damaged",
        "scratched",
        "ripa",
        "ripe",
        "ridse",
        "repa",
        "bule",
        "dent",
        "hul",
        "hål",
        "revne",
        "spricka",
        "sprekk",
        "lost",
        "væk",
        "borte",
        "borta",
        "gone",
    ];
    let all: Vec<String> = words(post).map(|(_, word)| lowered(word)).collect();
    let but = all.iter().position(|word| BUT.contains(&word.as_str()));
    but.and_then(|at| all.get(at + 1..))
        .is_some_and(|rest| rest.iter().any(|word| NOT.contains(&word.as_str())))
}

/// Praise that is handed to whom it is due.
fn is_passed_on(text: &str) -> bool {
    has(
        text,
        &[
            "videre", "vidare", "pass", "passing", "passed", "hilser", "helsar", "hälsar", "hilse",
            "helse", "hälsa", "along",
        ],
    ) && !text.ends_with('?')
}

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
fn is_for_praise(text: &str) -> bool {
    const PRAISE: &[&str] = &[
        "ros",
        "rosen",
        "rosende",
        "pæne",
        "søde",
        "gode",
        "fine",
        "fint",
        "flotte",
        "hyggelige",
        "hyggelig",
        "hyggeleg",
        "hyggelege",
        "varme",
        "snille",
        "snilt",
        "koselige",
        "koselig",
        "koseleg",
        "kjekt",
        "kjekke",
        "beröm",
        "berömmet",
        "fina",
        "snälla",
        "varma",
        "skryt",
        "skrytet",
        "skrytt",
        "kind",
        "nice",
        "lovely",
        "wonderful",
        "brilliant",
        "fantastic",
        "glæder",
        "gleder",
        "gler",
        "gläder",
        "glad",
        "glade",
        "glada",
        "dejligt",
        "dejlig",
        "herlig",
        "herleg",
        "skønt",
        "härligt",
        "roligt",
        "kul",
        "toppen",
        "kanon",
        "supert",
        "super",
        "flott",
        "fantastisk",
        "fantastiskt",
        "pleased",
        "happy",
        "delighted",
        "thrilled",
        "compliment",
        "praise",
        "ord",
        "words",
        "feedback",
        "sol",
        "solskin",
        "made",
        "varmer",
        "värmer",
        "varmar",
        "smil",
        "smile",
        "stjerner",
        "stjärnor",
        "stars",
    ];
    has(text, PRAISE)
        || text
            .chars()
            .any(|letter| "❤🙏🥰😍💙💚💛😊☀🌟⭐".contains(letter) && limit::is_emoji(letter))
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
