//! Rules about what an answer does, taken together: `only_a_question`,
//! `email_only_way_out`, `no_next_step`, `no_acknowledgement` and
//! `thanks_for_praise_with_complaint`.

use super::super::acts::{self, Act, Sentence};
use super::super::{Situation, limit};
use super::words::{sentences, words};
use super::{Find, Hit, Level, Rule, Says};
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
    find: Find::Acts(|said, draft, _| {
        whole(said, |said| {
            let asks = |one: &Sentence| {
                let text = draft.get(one.range.clone()).unwrap_or_default();
                one.is(Act::Asks) || asks_to_tell(text)
            };
            let known =
                [Act::Asks, Act::Closes, Act::AsksStep, Act::Tells, Act::Contact, Act::Does];
            // "Are you on a phone or a computer?" does nothing, and tells nobody to ring.
            let points = |one: &Sentence| {
                let text = draft.get(one.range.clone()).unwrap_or_default();
                let text = text.trim_end();
                let is_plain = text.strip_suffix('?').is_some_and(is_mere);
                (one.is(Act::Contact) || one.is(Act::Does))
                    && (!is_plain || has(text, US) || has(text, OURSELVES))
            };
            said.iter().any(asks)
                && said.iter().all(|one| one.is_only(&known) && !points(one))
                && said.iter().all(|one| asks(one) || one.is_only(&[Act::Closes]))
        })
    }),
};

const US: &[&str] = &["os", "oss", "mig", "meg", "us", "me", "vi", "we"];

/// "Tell me which model it is": a question without its mark.
fn asks_to_tell(text: &str) -> bool {
    const TELL: &[&str] = &[
        "fortæl", "fortell", "fortel", "berätta", "tell", "let", "oplys", "oppgi", "oppgje",
        "uppge", "sig", "si", "sei", "säg", "skriv", "beskriv", "describe",
    ];
    const WHAT: &[&str] = &[
        "hvilken", "hvilket", "hvilke", "hvor", "hvornår", "hvad", "hva", "kva", "kor", "korleis",
        "hvordan", "vilken", "vilket", "vilka", "var", "vad", "när", "which", "what", "where",
        "when", "how", "hvem", "kven", "vem", "who",
    ];
    let said = words(text).map(|(_, word)| lowered(word)).filter(|word| !acts::greets(word));
    let first: Vec<String> = said.take(2).collect();
    first.iter().any(|word| TELL.contains(&word.as_str()))
        && has(text, WHAT)
        && !text.contains([',', '/'])
        && is_mere(text)
}

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
    find: Find::Acts(|said, draft, situation| {
        const BESIDE: [Act; 6] = [
            Act::Contact,
            Act::Apologises,
            Act::Acknowledges,
            Act::Thanks,
            Act::Closes,
            Act::Vague,
        ];
        // Who is in danger is told to ring; a mail is no help.
        let is_peril = is_peril(situation);
        // Who asks for the number is told it.
        let asks_where = has(situation.post, REACHED_AT);
        whole(said, |said| {
            let text = |one: &Sentence| draft.get(one.range.clone()).unwrap_or_default();
            let points = |one: &Sentence| {
                let text = text(one);
                (one.is(Act::Contact) && asks_to_write(one, text)
                    || tells_number(text)
                    || hands_on(text) && !asks_where)
                    && !one.is(Act::Private)
                    && !text.trim_end().ends_with('?')
                    && !has(text, ELSEWHERE)
                    && !is_short_number(text)
                    // A form has an address and is open at all hours.
                    && (text.contains('@') || !holds_address(text))
                    && (!is_peril || text.contains('@') && !has(text, FORWARDS))
            };
            let opens = said.first().map_or(0, |first| first.range.start);
            let leads_there = |one: &Sentence| {
                one.is_only(&BESIDE)
                    || one.is(Act::Acknowledges)
                        && is_mere(text(one))
                        && (one.range.start == opens || !one.is(Act::AsksStep))
                    // "… so they'll help you": what others do there.
                    || (!has(text(one), OURSELVES) || has(text(one), AGREES))
                        && !has(text(one), ADVISES)
                        && !one.is(Act::Does)
                        && !one.is(Act::AsksStep)
                        && is_mere_opening(text(one), situation.post)
            };
            // Nor is a form one where somebody answers the same day.
            let opens_form = |one: &Sentence| has(text(one), FORM) && holds_address(text(one));
            said.iter().any(points)
                && !said.iter().any(opens_form)
                && said.iter().all(|one| points(one) || leads_there(one))
                && !said.iter().any(|one| one.is(Act::Private))
        })
    }),
};

/// A message that may be a fraud is sent on.
const FORWARDS: &[&str] = &[
    "videresend",
    "vidaresend",
    "vidarebefordra",
    "forward",
    "phishing",
    "svindel",
    "skærmbillede",
    "skjermbilde",
    "skärmdump",
    "screenshot",
];

/// What is filled in on the web.
const FORM: &[&str] = &[
    "form",
    "formular",
    "formularen",
    "formularet",
    "skema",
    "skemaet",
    "skjema",
    "skjemaet",
    "formulär",
    "formuläret",
];

/// Beside mail and phone, places where one is answered.
const ELSEWHERE: &[&str] = &[
    "her", "here", "här", "branch", "branches", "shop", "store", "butik", "butikken", "butikk",
    "butiken", "kontoret", "filial", "filialen", "app", "appen", "chat", "chatten", "pm", "dm",
    "pb", "tråden", "112", "113", "999",
];
const ADVISES: &[&str] = &["bør", "bör", "should", "ought", "husk", "hugs", "remember"];
/// Who writes does it.
const OURSELVES: &[&str] =
    &["jeg", "eg", "jag", "i", "i'll", "i've", "i'm", "we've", "we're", "mig", "meg"];

/// Who writes sees it as the customer does.
const AGREES: &[&str] = &[
    "agree",
    "understand",
    "see",
    "forstår",
    "skjønner",
    "skjønar",
    "förstår",
    "enig",
    "einig",
    "samd",
    "ked",
    "lei",
    "sorry",
    "ledsen",
];

/// The customer is asked to write or ring, and nobody says where we have written.
fn asks_to_write(one: &Sentence, text: &str) -> bool {
    const VERBS: &[&str] = &[
        "ring",
        "ringe",
        "ringje",
        "ringa",
        "kontakt",
        "kontakte",
        "kontakta",
        "kontakter",
        "mail",
        "maile",
        "maila",
        "mejla",
        "skriv",
        "skrive",
        "skriva",
        "email",
        "e-mail",
        "call",
        "phone",
        "contact",
        "send",
        "sende",
        "skicka",
        "henvend",
        "henvende",
        "vänd",
        "vända",
        "reach",
        "nå",
        "når",
        "write",
        "find",
        "finn",
        "hitta",
        "fill",
        "fyll",
        "udfyld",
        "touch",
        "form",
        "website",
        "helpline",
        "hotline",
        "drop",
        "treffer",
        "fanger",
        "träffar",
        "give",
        "gi",
        "gje",
        "giv",
        "ge",
    ];
    let is_ours = one.is(Act::Does) && has(text, OURSELVES) && !one.is(Act::AsksStep);
    !is_ours && (one.is(Act::AsksStep) || has(text, VERBS))
}

/// An order to ring a number.
fn tells_number(text: &str) -> bool {
    const CALLS: &[&str] = &["ring", "call", "phone", "telefoner"];
    let first = words(text).next().map(|(_, word)| lowered(word));
    first.is_some_and(|first| CALLS.contains(&first.as_str()))
        && text.bytes().filter(u8::is_ascii_digit).count() >= 7
}

/// What one is reached at by phone or mail.
const REACHED_AT: &[&str] = &[
    "telefon",
    "telefonen",
    "telefonnummer",
    "tlf",
    "phone",
    "telephone",
    "nummer",
    "nummeret",
    "numret",
    "number",
    "line",
    "linjen",
    "linja",
    "mail",
    "mailen",
    "email",
    "mejl",
    "mejlen",
    "e-post",
    "epost",
    "ringer",
    "ringe",
    "ringa",
    "ringjer",
    "calls",
    "calling",
];

/// Others deal with it, at a number or an address: "Sager som denne tages på telefon 70 10 20 30".
fn hands_on(text: &str) -> bool {
    const OTHERS: &[&str] =
        &["kundes", "kundt", "kundc", "customer", "support", "service", "complaint", "claim"];
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    let names = |(_, word): (_, &str)| OTHERS.iter().any(|one| lowered(word).starts_with(one));
    let is_phone = || has(text, REACHED_AT) || words(text).any(names);
    !has(text, OURSELVES) && (text.contains('@') || figures >= 7 && is_phone())
}

/// Hands what the customer said to others.
const GREETS_ON: &[&str] = &["hilser", "helsar", "hälsar"];

/// A number of a few figures is a service to be dialled, and nobody to be called.
fn is_short_number(text: &str) -> bool {
    let numbers: Vec<&str> = words(text)
        .map(|(_, word)| word)
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let figures: usize = numbers.iter().map(|number| number.len()).sum();
    !text.contains('@') && figures <= 6 && numbers.iter().any(|number| number.len() >= 3)
}

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
    find: Find::Acts(|said, draft, situation| {
        const WORDS: [Act; 3] = [Act::Apologises, Act::Acknowledges, Act::Closes];
        const STEPS: [Act; 4] = [Act::Private, Act::Contact, Act::AsksStep, Act::Asks];
        let reading = situation.reading;
        if reading.need.value != ReplyNeed::NeedsReply {
            return Vec::new();
        }
        // To a complaint that asks nothing, what is told is no answer.
        let complains = reading.mood.value.is_upset() && !situation.post.contains('?');
        let is_calm = matches!(reading.mood.value, Mood::Positive | Mood::Neutral);
        whole(said, |said| {
            let text = |one: &Sentence| draft.get(one.range.clone()).unwrap_or_default();
            // Praise needs no step, and what it is handed to is one.
            let hands_on = |one: &Sentence| has(text(one), GREETS_ON) && has(text(one), OURSELVES);
            let is_glad = |one: &Sentence| is_calm && is_for_praise(text(one));
            // A plain question has its plain answer.
            let is_asked = is_calm && situation.post.contains('?');
            let answers = |one: &Sentence| {
                is_asked && begins(text(one), &["ja", "jo", "nei", "nej", "yes", "no"])
            };
            if said.iter().any(|one| hands_on(one) || is_glad(one) || answers(one)) {
                return false;
            }
            // Nor is who complains answered by thanks for telling.
            let is_owed = !is_calm || situation.post.contains('?');
            let is_idle = |one: &Sentence| {
                one.is_only(&WORDS)
                    || is_owed && one.is_only(&[&WORDS[..], &[Act::Thanks]].concat())
                    || sees(one, text(one))
                    || one.is(Act::Vague) && !STEPS.iter().any(|step| one.is(*step))
                    || complains && one.is_only(&[Act::Tells]) && is_remark(text(one))
            };
            let is_kind = |one: &Sentence| {
                one.is(Act::Acknowledges) || one.is(Act::Apologises) || one.is(Act::Vague)
            };
            let is_when =
                |one: &Sentence| !one.is_only(&[Act::Closes]) && tells_when(text(one), situation);
            said.iter().all(|one| is_idle(one) && !is_when(one)) && said.iter().any(is_kind)
        })
    }),
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
    find: Find::Acts(|said, draft, situation| {
        // What is asked calmly may be read as anger.
        if situation.reading.mood.value != Mood::Furious || asks_calmly(situation.post) {
            return Vec::new();
        }
        whole(said, |said| {
            // Who is in danger is told first what to do; to write to us is no such thing.
            let tells = |one: &Sentence| one.is(Act::AsksStep) && !one.is(Act::Private);
            let text = |one: &Sentence| draft.get(one.range.clone()).unwrap_or_default();
            // Nor has who asks in a fright time for it.
            let is_asked = situation.post.contains('?')
                && !has(situation.post, CHIDES)
                && !fails(situation.post);
            let is_urgent = |one: &Sentence| {
                tells(one) && (is_peril(situation) || is_asked && has(text(one), AT_ONCE))
            };
            if said.first().is_some_and(is_urgent) {
                return false;
            }
            !said.iter().enumerate().any(|(at, one)| {
                let sees = [Act::Acknowledges, Act::Apologises, Act::Thanks];
                sees.iter().any(|act| one.is(*act))
                    || at < 2 && begins_with_remark(text(one), situation)
                    || at == 0
                        && (says_again(text(one), situation)
                            || counts_again(text(one), situation.post)
                                && !one.is(Act::AsksStep)
                                && !one.is(Act::Private))
            })
        })
    }),
};

/// Words of who chides.
const CHIDES: &[&str] = &[
    "hvorfor",
    "kvifor",
    "varför",
    "why",
    "igen",
    "igjen",
    "again",
    "aldrig",
    "aldri",
    "never",
    "ever",
    "fanden",
    "faen",
    "fan",
    "helvede",
    "helvete",
    "jävla",
    "jævla",
    "satan",
    "hell",
    "bloody",
    "fuck",
    "wtf",
    "damn",
    "skam",
    "shame",
    "seriøst",
    "seriously",
    "allvar",
    "alvor",
    "tænkt",
    "tenkt",
    "tänkt",
    "snart",
    "still",
    "stadig",
    "fortsatt",
    "framleis",
    "fortfarande",
];

/// Said to who has to act now.
const AT_ONCE: &[&str] = &[
    "nu",
    "nå",
    "no",
    "now",
    "straks",
    "strax",
    "genast",
    "straight",
    "immediately",
    "omgående",
    "umiddelbart",
    "omedelbart",
    "øjeblikkeligt",
    "øyeblikkelig",
];

/// The post asks, and does no more: nothing is called out, chided or told to have failed.
fn asks_calmly(post: &str) -> bool {
    let is_loud =
        |word: &str| word.chars().count() > 3 && word.chars().all(|letter| letter.is_uppercase());
    sentences(post).into_iter().all(|one| post.get(one).is_some_and(|one| one.ends_with('?')))
        && !post.contains("??")
        && !words(post).any(|(_, word)| is_loud(word))
        && !has(post, CHIDES)
        && !fails(post)
}

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
    find: Find::Acts(|said, draft, situation| {
        let reading = situation.reading;
        let is_trouble = |topic: Topic| {
            !matches!(topic, Topic::Praise | Topic::Chatter | Topic::Question | Topic::Other)
        };
        let is_upset = reading.mood.value.is_upset();
        let is_owed = reading.need.value == ReplyNeed::NeedsReply;
        let is_mixed = is_owed
            && reading.topics.first().is_some_and(|topic| is_trouble(topic.value))
            && praises(situation.post);
        let is_praise = reading.topics.first().is_some_and(|topic| topic.value == Topic::Praise);
        // Irony is often read as the praise that it plays.
        // Nor is one pleased who is upset, and thanks for praise mock her.
        let is_irony = is_irony(situation.post) || is_upset && is_owed && !is_praise;
        let is_plain = turns_round(situation.post);
        // What is praised stands before a "but", or is the help that came.
        let is_honest = turns_round(situation.post) || has(situation.post, HELPED);
        whole(said, |said| {
            let text = |one: &Sentence| draft.get(one.range.clone()).unwrap_or_default();
            let thanks = |one: &Sentence| {
                is_for_praise(text(one))
                    && (one.is(Act::Thanks) || has(text(one), HEARING) && fails(situation.post))
            };
            // "Let us know if there is anything else" is said to anybody.
            let is_offer = |one: &Sentence| {
                let all: Vec<String> = words(text(one)).map(|(_, word)| lowered(word)).collect();
                let om_du = |pair: &[String]| {
                    let [om, du] = pair else { return false };
                    om == "om"
                        && matches!(du.as_str(), "du" | "det" | "de" | "dere" | "ni" | "noko")
                };
                has(text(one), IF) || all.windows(2).any(om_du)
            };
            let is_kind = |one: &Sentence| {
                is_for_praise(text(one)) || is_passed_on(text(one)) || parts(one, text(one))
            };
            let turns_to_it = |one: &Sentence| {
                // "You don't know how glad we are" denies nothing.
                let is_joy = is_for_praise(text(one)) && !has(text(one), TURNS);
                let shows = one.is_only(&[Act::AsksStep, Act::Tells]) && has(text(one), FINDS);
                one.is(Act::Apologises)
                    || has(text(one), NEGATIONS) && !is_joy
                    || sees_trouble(text(one), situation.post)
                        && !shows
                        && !(one.is(Act::Private) && is_offer(one))
                    || !is_kind(one)
                        && (one.is(Act::Acknowledges) || one.is(Act::Does) || one.is(Act::Asks))
                        && !is_offer(one)
                    || one.is(Act::Private) && !is_offer(one) && !has(text(one), INVITES)
            };
            // Praise that is mockery is thanked for in no words, whatever follows.
            let mocks = |one: &Sentence| thanks(one) && has_more_than(text(one), WEAK);
            let sees_it = |one: &Sentence| {
                one.is(Act::Apologises)
                    || one.is(Act::Acknowledges) && !one.is(Act::Thanks)
                    || has(text(one), TROUBLE) && !one.is(Act::Private)
                    || one.is(Act::Private) && tells_when(text(one), situation)
            };
            let plays = praises(situation.post) && !situation.post.contains('?');
            let cheers = is_mixed && has(situation.post, CHEERS);
            let is_mockery = is_irony || plays && (cheers || said.iter().any(sees_it));
            if is_mockery && !is_honest && said.iter().any(mocks) {
                return true;
            }
            // Who complains more than she praises is not thanked warmly and given a repair alone.
            let sees_complaint = |one: &Sentence| {
                let is_joy = is_for_praise(text(one)) && !has(text(one), TURNS);
                one.is(Act::Apologises)
                    || one.is(Act::Acknowledges) && !is_kind(one)
                    || has(text(one), NEGATIONS) && !is_joy
                    || has(text(one), TROUBLE)
            };
            let is_complaint = is_upset && (is_mixed || is_plain);
            let is_warm = |one: &Sentence| mocks(one) && one.is(Act::Thanks);
            if is_complaint && said.first().is_some_and(is_warm) && !said.iter().any(sees_complaint)
            {
                return true;
            }
            let is_kind_at_all = |one: &Sentence| is_plain && is_for_praise(text(one));
            (is_plain || is_irony || is_mixed)
                && said.iter().any(|one| is_kind_at_all(one) || thanks(one))
                && !said.iter().any(turns_to_it)
        })
    }),
};

/// What is called out to winners, and seldom meant beside a complaint.
const CHEERS: &[&str] = &[
    "bravo",
    "tillykke",
    "gratulerer",
    "grattis",
    "gratulerar",
    "congratulations",
    "congrats",
    "hurra",
    "hurrah",
    "hatten",
    "kudos",
];

/// Words of who was helped out of trouble: then praise is meant.
const HELPED: &[&str] = &[
    "hjalp",
    "hjulpet",
    "hjelp",
    "hjelpen",
    "hjalp",
    "hjælp",
    "hjælpen",
    "hjälp",
    "hjälpen",
    "hjälpte",
    "hjälpt",
    "hjelpte",
    "hjelpt",
    "helped",
    "help",
    "helpful",
    "løste",
    "løst",
    "løyste",
    "løyst",
    "löste",
    "löst",
    "solved",
    "fixed",
    "sorted",
    "fikset",
    "fiksa",
    "fixade",
    "fixat",
    "ordnet",
    "ordna",
    "ordnade",
    "reddede",
    "reddet",
    "redda",
    "räddade",
    "saved",
    "rescued",
    "trods",
    "tross",
    "trass",
    "trots",
    "despite",
    "although",
    "tålmodig",
    "patient",
    "kjempet",
    "fandt",
    "fant",
    "fann",
    "hittade",
    "found",
    "helte",
    "helt",
    "hero",
    "stayed",
];

/// The post praises, and complains too.
pub fn is_mixed(post: &str) -> bool {
    is_irony(post) || turns_round(post)
}

/// The post praises what went wrong.
pub(super) fn is_irony(post: &str) -> bool {
    praises(post) && fails(post) && !has(post, HELPED)
}

/// The post tells what went wrong: somebody or something came late, was cut off, shut or not
/// there at all.
fn fails(post: &str) -> bool {
    const STEMS: &[&str] = &[
        "forsink",
        "forsein",
        "försen",
        "delay",
        "inställ",
        "innstil",
        "aflys",
        "avlys",
        "cancel",
        "locked",
        "låst",
        "mistede",
        "mistet",
        "mista",
        "missed",
        "missade",
        "saknas",
        "missing",
        "ødelagt",
        "øydelagt",
        "trasig",
        "knust",
        "broken",
        "cracked",
        "forkert",
        "overfyldt",
        "overfylt",
        "fullsatt",
        "stengt",
        "stängd",
        "lukket",
        "afvist",
        "avvist",
        "nedlegg",
        "nedlæg",
        "nedlag",
        // "Slow clap".
        "clap",
    ];
    const SHUTS: &[&str] = &[
        "closing", "closes", "close", "shutting", "shut", "shuts", "lukker", "stenger", "stengjer",
        "stänger", "legger", "legg", "lægger", "lägger", "stopper", "stoppar",
    ];
    const LAST: &[&str] = &[
        "the", "our", "my", "down", "another", "den", "det", "siste", "sidste", "sista", "vores",
        "vår", "vårt", "ned", "ner", "enda", "nok", "hele", "heile", "hela",
    ];
    const NONE: &[&str] = &["null", "nul", "noll", "zero", "ingen", "inga", "inget", "intet"];
    const FINE: &[&str] = &[
        "problem",
        "problemer",
        "problemen",
        "køer",
        "kø",
        "sure",
        "stress",
        "bøvl",
        "ventetid",
        "väntan",
        "kö",
        "tvivl",
        "tvil",
        "sag",
        "sak",
        "i",
        "som",
        "der",
        "andre",
        "andra",
        "på",
    ];
    let all: Vec<String> = words(post).map(|(_, word)| lowered(word)).collect();
    let is_none = |pair: &[String]| {
        let [none, what] = pair else { return false };
        NONE.contains(&none.as_str()) && !FINE.contains(&what.as_str())
    };
    // "Closing the last shop".
    let shuts = |pair: &[String]| {
        let [shuts, what] = pair else { return false };
        SHUTS.contains(&shuts.as_str()) && LAST.contains(&what.as_str())
    };
    // What was lacking, but for what I lacked.
    let lacks = |pair: &[String]| {
        let [who, lacks] = pair else { return false };
        lacks.starts_with("mangl") && !matches!(who.as_str(), "jeg" | "eg" | "jag")
    };
    let counts = all.iter().any(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    all.windows(2).any(shuts)
        || all.iter().any(|word| STEMS.iter().any(|stem| word.starts_with(stem)))
        || all.windows(2).any(lacks)
        || all.windows(2).any(is_none)
        || counts && has(post, &["late", "sena", "sent", "sein", "seint", "sen"])
        || waited(post)
}

/// Hours, days or a queue are told of: praise that is meant tells of minutes.
fn waited(post: &str) -> bool {
    const LONG: &[&str] = &[
        "time", "timer", "timar", "timmar", "timme", "hour", "hours", "dag", "dage", "dager",
        "dagar", "day", "days", "uge", "uger", "uke", "uker", "veke", "veker", "vecka", "veckor",
        "week", "weeks", "døgn", "dygn", "måneder", "månader", "months",
    ];
    const QUEUE: &[&str] =
        &["kø", "kön", "køen", "queue", "hold", "venter", "ventar", "väntar", "waiting"];
    const COUNTS: &[&str] = &[
        "en", "et", "ein", "ei", "ett", "to", "två", "two", "tre", "three", "fire", "fyra", "four",
        "fem", "five", "seks", "sex", "six", "syv", "sju", "seven", "ti", "tio", "ten", "tredje",
        "third", "fjerde", "fjärde", "fourth", "anden", "andre", "andra", "second", "femte",
        "fifth", "hele", "heile", "hela", "whole", "several", "flere", "fleire", "flera", "halve",
        "halv",
    ];
    let all: Vec<String> = words(post).map(|(_, word)| lowered(word)).collect();
    let counts = |word: &String| {
        COUNTS.contains(&word.as_str()) || word.starts_with(|letter: char| letter.is_ascii_digit())
    };
    // Time that somebody has given is no wait.
    let is_given = |word: &String| GAVE.contains(&word.as_str());
    has(post, QUEUE)
        || all.windows(3).any(|words| {
            let [before, count, time] = words else { return false };
            counts(count) && LONG.contains(&time.as_str()) && !is_given(before)
        })
}

const GAVE: &[&str] = &[
    "brugte",
    "brukte",
    "brukt",
    "brugt",
    "la",
    "lade",
    "lagt",
    "gav",
    "gaf",
    "ga",
    "gave",
    "spent",
    "spenderte",
    "spenderade",
    "ägnade",
    "took",
];

/// Words of having heard or read what the customer says.
const HEARING: &[&str] = &[
    "høre",
    "høyre",
    "høyra",
    "höra",
    "hear",
    "læse",
    "lese",
    "lesa",
    "läsa",
    "read",
    "glad",
    "nøgd",
    "fornøyd",
    "fornøjet",
    "tilfreds",
    "nöjd",
    "pleased",
    "happy",
    "delighted",
];
/// Where a thing stands, which says nothing of what is wrong with it.
const FINDS: &[&str] = &["finder", "finner", "finn", "hittar", "find"];
const IF: &[&str] = &["hvis", "dersom", "viss", "if", "ever", "ifall", "når", "when", "whenever"];
/// Words of an invitation, where a step would be asked for plainly.
const INVITES: &[&str] = &["gerne", "gjerne", "gärna", "endelig", "feel", "welcome", "velkommen"];

/// The sentence speaks of trouble, or of what the post says behind its "but".
fn sees_trouble(text: &str, post: &str) -> bool {
    let stem = |word: &str| lowered(word).chars().take(5).collect::<String>();
    let long = |text: &str| -> Vec<String> {
        words(text).filter(|(_, word)| word.chars().count() >= 5).map(|(_, w)| stem(w)).collect()
    };
    let behind = behind_but(post).unwrap_or_default();
    let theirs = long(behind);
    has(text, TROUBLE) || long(text).iter().any(|word| theirs.contains(word))
}

/// What the post says behind its "but".
fn behind_but(post: &str) -> Option<&str> {
    let (but, _) = words(post).find(|(_, word)| TURNS.contains(&lowered(word).as_str()))?;
    post.get(but.end..)
}

/// Words of trouble.
const TROUBLE: &[&str] = &[
    "ærgerligt",
    "ærgerlig",
    "kedeligt",
    "kjedelig",
    "keisamt",
    "synd",
    "shame",
    "pity",
    "tråkigt",
    "trist",
    "leit",
    "leitt",
    "dumt",
    "fejl",
    "feil",
    "fel",
    "wrong",
    "mistake",
    "problem",
    "problemet",
    "irriterende",
    "irriterande",
    "annoying",
    "frustrating",
    "øv",
    "uff",
    "usch",
    "ringer",
    "mangler",
    "manglar",
    "saknas",
    "missing",
    "late",
    "delay",
    "træls",
    "kjipt",
    "desværre",
    "dessverre",
    "diverre",
    "tyvärr",
    "unfortunately",
    "men",
    "but",
    "retter",
    "rettar",
    "rättar",
    "fixar",
    "fikser",
    "refund",
    "replace",
    "replacement",
];

/// A first sentence that says again what the customer met: it speaks of them, and of what
/// has been.
fn says_again(text: &str, situation: &Situation<'_>) -> bool {
    const YOU: [&str; 8] = ["du", "i", "dere", "de", "ni", "you", "you've", "you'd"];
    const WAS: [&str; 24] = [
        "har", "havde", "hadde", "hade", "fik", "fikk", "fekk", "fick", "blev", "ble", "vart",
        "blei", "var", "betalte", "betalade", "betalt", "have", "had", "were", "was", "missede",
        "mistet", "missade", "missed",
    ];
    let after_greeting = |(range, word): &(std::ops::Range<usize>, &str)| {
        let lower = lowered(word);
        !acts::greets(word)
            && !words(situation.customer).any(|(_, name)| lowered(name) == lower)
            && !text.get(..range.start).is_some_and(|before| before.ends_with('@'))
    };
    let mut said = words(text).filter(after_greeting).map(|(_, word)| lowered(word));
    let (first, second) = (said.next(), said.next());
    let is = |word: &Option<String>, list: &[&str]| {
        word.as_ref().is_some_and(|word| list.contains(&word.as_str()))
    };
    is(&first, &YOU) && is(&second, &WAS) || is(&first, &["you've", "you'd"])
}

/// Its first clause does what [`remarks`] says.
fn begins_with_remark(text: &str, situation: &Situation<'_>) -> bool {
    let clauses = text.split([',', ':', ';', '–']);
    let mut said = clauses.map(|clause| (clause, acts::of(clause, situation)));
    let first = said.find(|(_, said)| !said.is_empty());
    first.is_some_and(|(clause, said)| {
        words(clause).count() >= 2 && said.iter().all(|one| remarks(one, clause, situation))
    })
}

/// It dwells on what the customer met, and tells no news: "An hour in that queue for a letter".
fn remarks(one: &Sentence, text: &str, situation: &Situation<'_>) -> bool {
    const CALLS_OUT: &[&str] = &[
        "sikke", "sikken", "hvilken", "hvilket", "vilken", "vilket", "what", "how", "so", "such",
        "for", "så",
    ];
    const DWELLS: &[&str] = &[
        "en", "et", "ein", "ei", "eit", "ett", "a", "an", "at", "å", "att", "hvor", "ingen",
        "nobody", "being", "having", "waiting", "paying", "losing", "sitting", "standing", "tre",
        "fire", "fyra", "fem", "six", "seks", "sex", "två", "two", "three", "four", "five",
        "seven", "syv", "sju", "eight", "otte", "åtte", "åtta", "nine", "ni", "nio", "ten", "ti",
        "tio", "tolv", "twelve", "uden", "uten", "utan", "without", "intet", "inget", "no",
    ];
    const THEN: &[&str] = &["kan", "skal", "ska", "vil", "kjem", "tek", "finn", "held", "er", "är"];
    const STEPS: [Act; 6] =
        [Act::Does, Act::AsksStep, Act::Private, Act::Contact, Act::Asks, Act::Vague];
    let post = situation.post;
    let stem = |word: &str| lowered(word).chars().take(5).collect::<String>();
    let long = |(_, word): &(std::ops::Range<usize>, &str)| word.chars().count() >= 4;
    let theirs: Vec<String> = words(post).filter(long).map(|(_, word)| stem(word)).collect();
    let is_name = |word: &str| words(situation.customer).any(|(_, name)| name == word);
    let own = || words(text).map(|(_, word)| word).filter(|w| !acts::greets(w) && !is_name(w));
    let again = own().filter(|w| w.chars().count() >= 4 && theirs.contains(&stem(w))).count();
    let first = own().next().map(lowered).unwrap_or_default();
    let second = own().nth(1).map(lowered).unwrap_or_default();
    // "Så opretter jeg sagen" tells, where "så kedeligt" calls out.
    let tells = first == "så" && (second.ends_with('r') || THEN.contains(&second.as_str()));
    let fewest = if tells {
        2
    } else if CALLS_OUT.contains(&first.as_str()) {
        0
    } else if DWELLS.contains(&first.as_str())
        || first.starts_with(|letter: char| letter.is_ascii_digit())
    {
        1
    } else {
        2
    };
    let is_news = |word: &str| {
        let lower = lowered(word);
        word.contains(|letter: char| letter.is_ascii_digit()) && !post.contains(word)
            || lower != "dag" && SOON.contains(&lower.as_str()) && !has(post, &[lower.as_str()])
    };
    let is_today = lowered(text).contains("i dag");
    !STEPS.iter().any(|act| one.is(*act))
        && !own().any(is_news)
        && !is_today
        && !holds_address(text)
        && again >= fewest
}

/// A first sentence that says a count or an amount of the customer's again: "Nine weeks and four
/// mails".
fn counts_again(text: &str, post: &str) -> bool {
    let theirs: Vec<String> = counts(post).collect();
    counts(text).any(|count| theirs.contains(&count))
}

/// The counts and amounts in a text, as figures; neither one nor a time of day.
fn counts(text: &str) -> impl Iterator<Item = String> {
    const NAMES: [&[&str]; 11] = [
        &["to", "två", "two", "begge", "båda", "både", "twice"],
        &["tre", "three", "tredje", "third", "3rd"],
        &["fire", "fyra", "four", "fjerde", "fjärde", "fourth", "4th"],
        &["fem", "five", "femte", "fifth", "5th"],
        &["seks", "sex", "six", "sjette", "sjätte", "sixth", "6th"],
        &["syv", "sju", "seven", "syvende", "sjunde", "sjuende", "seventh"],
        &["otte", "åtte", "åtta", "eight", "ottende", "åttende", "åttonde", "eighth"],
        &["ni", "nio", "nine", "niende", "nionde", "ninth"],
        &["ti", "tio", "ten", "tiende", "tionde", "tenth"],
        &["elleve", "elva", "eleven", "ellevte"],
        &["tolv", "twelve", "tolvte"],
    ];
    words(text).filter_map(move |(place, word)| {
        let lower = lowered(word);
        // "You", which is written as nine is.
        let is_name = |names: &&[&str]| names.contains(&lower.as_str()) && lower != "ni";
        if let Some(at) = NAMES.iter().position(is_name) {
            return (lower != "to").then(|| (at + 2).to_string());
        }
        let behind = text.get(place.end..).unwrap_or_default();
        let before = text.get(..place.start).unwrap_or_default();
        let is_part = behind.starts_with(['.', ':', ',', '/'])
            && behind.get(1..).is_some_and(|more| more.starts_with(|c: char| c.is_ascii_digit()));
        let is_rest = before.ends_with(['.', ':', ',', '/']);
        let is_count = lower.bytes().all(|byte| byte.is_ascii_digit()) && lower != "1";
        (is_count && !is_part && !is_rest).then_some(lower)
    })
}

const NEGATIONS: &[&str] =
    &["ikke", "ikkje", "inte", "not", "isn't", "wasn't", "shouldn't", "didn't"];

/// Somebody's life or money is at stake: there help comes before sympathy, and by phone.
fn is_peril(situation: &Situation<'_>) -> bool {
    let topics = &situation.reading.topics;
    topics.iter().take(1).any(|topic| topic.value.is_stake())
}

/// It tells no number, and asks nothing.
fn is_mere(text: &str) -> bool {
    !text.contains(|letter: char| letter.is_ascii_digit() || letter == '?' || letter == '@')
}

/// A sentence that leads to what follows: it tells no number that the customer didn't, and
/// neither yes nor no.
fn is_mere_opening(text: &str, post: &str) -> bool {
    const ANSWERS: [&str; 6] = ["ja", "jo", "nej", "nei", "yes", "no"];
    const DOES: &[&str] = &["jeg", "eg", "jag", "i'll", "i've", "we've"];
    let is_news =
        |word: &str| word.contains(|letter: char| letter.is_ascii_digit()) && !post.contains(word);
    let said = words(text).map(|(_, word)| word).filter(|word| !acts::greets(word));
    let first: Vec<String> = said.take(2).map(lowered).collect();
    !text.contains(['?', '@'])
        && !words(text).any(|(_, word)| is_news(word))
        && !first.iter().any(|word| ANSWERS.contains(&word.as_str()))
        && !has(text, DOES)
        && words(text).count() <= 18
}

/// It speaks of the trouble or of us, and tells of nothing that changes.
fn is_remark(text: &str) -> bool {
    const BEGINS: &[&str] = &[
        "det",
        "den",
        "dette",
        "detta",
        "that",
        "that's",
        "this",
        "it",
        "it's",
        "du",
        "i",
        "dere",
        "de",
        "ni",
        "you",
        "vi",
        "we",
        "jeg",
        "eg",
        "jag",
        "ingen",
        "nobody",
        "no",
        "sådan",
        "slik",
        "så",
        "such",
        "at",
        "att",
        "å",
        "to",
        "tre",
        "fire",
        "fyra",
        "två",
        "fem",
        "two",
        "three",
        "four",
        "five",
        "a",
        "an",
        "en",
        "ein",
        "et",
        "eit",
        "ett",
        "man",
        "der",
        "there",
        "kritikken",
        "kritiken",
        "kritikk",
        "your",
        "din",
        "dit",
        "ditt",
        "hver",
        "kvar",
        "varje",
        "every",
        "each",
        "her",
        "here",
        "här",
        "having",
        "being",
    ];
    const CHANGES: &[&str] = &[
        "will", "kommer", "kjem", "bliver", "blir", "får", "nu", "nå", "now", "gets", "back",
        "tilbage", "tilbake", "attende", "tillbaka", "already", "allerede", "allereie", "redan",
        "er klar",
    ];
    let first = words(text).next().map(|(_, word)| lowered(word));
    first.is_some_and(|first| BEGINS.contains(&first.as_str())) && !has(text, CHANGES)
}

/// "I can see why": which is no step of the customer's.
fn sees(one: &Sentence, text: &str) -> bool {
    const SEES: [&str; 5] = ["see", "understand", "imagine", "hear", "appreciate"];
    let all: Vec<String> = words(text).map(|(_, word)| lowered(word)).collect();
    let i_can = |three: &[String]| {
        let [i, can, see] = three else { return false };
        i == "i" && can == "can" && SEES.contains(&see.as_str())
    };
    one.is_only(&[Act::Acknowledges, Act::Apologises, Act::AsksStep]) && all.windows(3).any(i_can)
}

/// A day, an hour or a place to look that the customer didn't name.
fn tells_when(text: &str, situation: &Situation<'_>) -> bool {
    let number = |word: &str| word.contains(|letter: char| letter.is_ascii_digit());
    words(text).any(|(_, word)| number(word) && !situation.post.contains(word))
        || has(text, SOON)
        || holds_address(text)
}

/// An address on the web stands in it.
fn holds_address(text: &str) -> bool {
    text.contains("://")
        || text.split_whitespace().any(|word| {
            let dot = word.trim_end_matches(['.', ',', '!', '?', ')']).rfind('.');
            dot.and_then(|at| word.get(at + 1..))
                .is_some_and(|end| end.starts_with(|letter: char| letter.is_ascii_lowercase()))
        })
}

/// Days and parts of them that an answer names.
const SOON: &[&str] = &[
    "klokken",
    "klokka",
    "klockan",
    "o'clock",
    "noon",
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

fn begins(text: &str, sought: &[&str]) -> bool {
    words(text).next().is_some_and(|(_, word)| sought.contains(&lowered(word).as_str()))
}

fn has(text: &str, sought: &[&str]) -> bool {
    words(text).any(|(_, word)| sought.contains(&lowered(word).as_str()))
}

/// What turns praise round.
const TURNS: &[&str] = &[
    "men",
    "fast",
    "fastän",
    "likevel",
    "but",
    "dog",
    "dock",
    "however",
    "though",
    "except",
    "bortset",
    "bortsett",
    "synd",
    "shame",
    "pity",
    "ærgerligt",
    "ærgerlig",
    "desværre",
    "dessverre",
    "diverre",
    "tyvärr",
    "unfortunately",
    "trist",
    "leitt",
    "leit",
    "kjipt",
    "tråkigt",
    "kedeligt",
    "keisamt",
];

/// The post praises, and turns that round.
fn turns_round(post: &str) -> bool {
    let turns = |(place, word): (std::ops::Range<usize>, &str)| {
        let rest = post.get(place.end..).unwrap_or_default();
        TURNS.contains(&lowered(word).as_str())
            && words(rest).count() >= 2
            && !praises(rest)
            && !has(rest, HELPED)
    };
    words(post).any(turns) && praises(post)
}

/// It says goodbye: "see you soon", "vi ser frem til næste gang".
fn parts(one: &Sentence, text: &str) -> bool {
    has(text, &["fram", "frem", "forward"])
        || !one.is(Act::Does) && has(text, &["soon", "snart", "again", "igen", "igjen", "att"])
}

/// Praise that is handed to whom it is due.
fn is_passed_on(text: &str) -> bool {
    has(
        text,
        &[
            "share",
            "sharing",
            "shared",
            "deler",
            "dele",
            "delar",
            "dela",
            "kollegaene",
            "kollegerne",
            "kollegaer",
            "kolleger",
            "kollegorna",
            "kollegor",
            "team",
            "teamet",
            "holdet",
            "gänget",
            "gjengen",
            "crew",
            "alle",
            "everyone",
            "kontoret",
            "fortæller",
            "fortell",
            "fortel",
            "berättar",
            "videre",
            "vidare",
            "pass",
            "passing",
            "passed",
            "hilser",
            "helsar",
            "hälsar",
            "hilse",
            "høre",
            "høyre",
            "høyra",
            "höra",
            "hear",
            "told",
            "helse",
            "hälsa",
            "along",
        ],
    ) && !text.ends_with('?')
}

/// Marks the whole answer where what it says is as `test` has it.
fn whole(said: &[Sentence], test: impl Fn(&[Sentence]) -> bool) -> Vec<Hit> {
    match (said.first(), said.last()) {
        (Some(first), Some(last)) if test(said) => {
            vec![Hit::at(first.range.start..last.range.end)]
        }
        _ => Vec::new(),
    }
}

/// The post praises, or says so.
fn praises(post: &str) -> bool {
    const MORE: &[&str] = &[
        "flot",
        "fint",
        "fin",
        "bra",
        "grymt",
        "kjempebra",
        "kjempefin",
        "jättebra",
        "jättefina",
        "knall",
        "strålende",
        "strålande",
        "lysande",
        "bravo",
        "best",
        "beste",
        "bästa",
        "bäst",
        "bedst",
        "bedste",
        "great",
        "excellent",
        "superb",
        "imponerende",
        "imponerande",
        "genialt",
        "perfekt",
        "perfect",
        "godt",
        "gott",
        "well",
        "good",
        "top",
        "topp",
        "hurra",
        "tillykke",
        "gratulerer",
        "grattis",
        "congratulations",
        "smart",
        "dygtige",
        "flinke",
        "duktiga",
        "elsker",
        "älskar",
        "love",
        "verdensklasse",
        "världsklass",
        "amazing",
        "marvellous",
        "splendid",
        "supert",
        "nydelege",
        "elsker",
        "fina",
        "smukt",
        "smuk",
        "blide",
        "friendly",
        "likar",
        "liker",
        "gillar",
        "snabbt",
        "snabb",
        "snyggt",
        "snygg",
        "underbara",
        "underbar",
        "flink",
        "deilig",
        "nydeleg",
        "nydelig",
        "lekkert",
        "lekker",
        "dejlige",
        "skøn",
        "lækre",
        "lækker",
        "lækkert",
        "respekt",
        "respect",
        "kudos",
        "hatten",
        "first-class",
    ];
    is_for_praise(post) || has(post, MORE)
}

/// Thanks for kind words, not for telling.
fn is_for_praise(text: &str) -> bool {
    has_more_than(text, &[])
}

/// Words of praise that are said to anybody.
const WEAK: &[&str] = &[
    "feedback",
    "made",
    "glad",
    "glade",
    "glada",
    "happy",
    "super",
    "supert",
    "ord",
    "words",
    "kul",
    "roligt",
    "sol",
    "review",
    "pleased",
    "hyggeligt",
    "toppen",
];

/// The same, by a word that is none of these.
fn has_more_than(text: &str, weak: &[&str]) -> bool {
    const PRAISE: &[&str] = &[
        "ros",
        "godord",
        "godorda",
        "godordene",
        "skrøyt",
        "triveleg",
        "trivelig",
        "trevligt",
        "trevlig",
        "lovord",
        "komplimenten",
        "kompliment",
        "komplimangen",
        "komplimang",
        "stoltare",
        "stolte",
        "stolt",
        "proud",
        "gläds",
        "gleder",
        "review",
        "anmeldelse",
        "anmeldelsen",
        "omdömet",
        "recensionen",
        "rosen",
        "rosende",
        "pæne",
        "søde",
        "gode",
        "fine",
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
    // "I'm glad you asked."
    const TELLING: &[&str] = &["followed", "asked", "flagged", "checked", "reported"];
    // "Til gode", "made to be clicked", "med varme": these praise beside another word only.
    const BESIDE: &[(&str, &[&str])] = &[
        ("made", &["my", "our", "me", "us"]),
        ("roligt", &["att", "med"]),
        ("varme", &["ord", "tilbakemeldingen", "tilbakemeldinga", "hilsen", "tanker", "orda"]),
        (
            "gode",
            &["ord", "tilbagemelding", "tilbakemeldingen", "tilbakemeldinga", "orda", "ordene"],
        ),
    ];
    let all: Vec<String> = words(text).map(|(_, word)| lowered(word)).collect();
    let praises = |(at, word): (usize, &String)| {
        let next = all.get(at + 1).map_or("", String::as_str);
        let beside = BESIDE.iter().find(|(one, _)| one == word);
        PRAISE.contains(&word.as_str())
            && !weak.contains(&word.as_str())
            && beside.is_none_or(|(_, nexts)| nexts.contains(&next))
    };
    !has(text, TELLING) && all.iter().enumerate().any(praises)
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
            let said = acts::of(draft, &case.situation());
            let found = !rule.find(&said, draft, &case.situation()).is_empty();
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
                ("Hi Anders. Are you on a phone or a computer?", true),
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
    fn what_others_deal_with_by_phone_is_no_answer_here() {
        for (lang, draft, number) in [
            (Lang::Da, "Hej. Den slags tages på telefon 70 10 20 30.", "Hvad er jeres nummer?"),
            (Lang::Nb, "Hei. Slike saker tas på telefon 22 10 20 30.", "Hva er nummeret deres?"),
            (Lang::Nn, "Hei. Slikt blir teke på telefon 57 10 20 30.", "Kva er nummeret dykkar?"),
            (Lang::Sv, "Hej. Sådant tas emot på telefon 0771-10 20 30.", "Vad är ert nummer?"),
            (Lang::En, "Hi. Claims are taken on 0800 100 200.", "What's your number?"),
        ] {
            let mut case = Case::new(lang);
            for (post, marked) in [("…", true), (number, false)] {
                case.post = post;
                let said = acts::of(draft, &case.situation());
                let found = !EMAIL_ONLY_WAY_OUT.find(&said, draft, &case.situation()).is_empty();
                assert_eq!(found, marked, "{draft} {post}");
            }
        }
    }

    #[test]
    fn a_calm_question_needs_no_sympathy() {
        for (lang, calm, angry, draft) in [
            (
                Lang::Da,
                "Dækker forsikringen cyklen?",
                "Hvorfor dækker forsikringen aldrig noget?",
                "Hej. Ja, op til 5.000 kr.",
            ),
            (
                Lang::Nb,
                "Dekker forsikringen sykkelen?",
                "Hvorfor dekker forsikringen aldri noe?",
                "Hei. Ja, opp til 5000 kr.",
            ),
            (
                Lang::Nn,
                "Dekkjer forsikringa sykkelen?",
                "Kvifor dekkjer forsikringa aldri noko?",
                "Hei. Ja, opp til 5000 kr.",
            ),
            (
                Lang::Sv,
                "Täcker försäkringen cykeln?",
                "Varför täcker försäkringen aldrig något?",
                "Hej. Ja, upp till 5000 kr.",
            ),
            (
                Lang::En,
                "Does the insurance cover the bike?",
                "Why does the insurance never cover anything?",
                "Hi. Yes, up to £500.",
            ),
        ] {
            let mut case = Case::new(lang);
            case.reading.mood.value = Mood::Furious;
            for (post, marked) in [(calm, false), (angry, true)] {
                case.post = post;
                let said = acts::of(draft, &case.situation());
                let found = !NO_ACKNOWLEDGEMENT.find(&said, draft, &case.situation()).is_empty();
                assert_eq!(found, marked, "{post}");
            }
        }
    }

    #[test]
    fn what_follows_a_then_is_no_remark() {
        for (lang, draft) in [
            (Lang::Da, "Hej. Send et billede. Så ligger sagen klar i dag."),
            (Lang::Nb, "Hei. Send et bilde. Så ligger saken klar i dag."),
            (Lang::Nn, "Hei. Send eit bilete. Så kjem saka i gang."),
            (Lang::Sv, "Hej. Skicka en bild. Så ligger ärendet klart."),
            (Lang::En, "Hi. Send a photo. The fee comes off."),
        ] {
            marks(&NO_ACKNOWLEDGEMENT, lang, Mood::Furious, &[(draft, true)]);
        }
    }

    #[test]
    fn thanks_that_deny_or_part_see_no_complaint() {
        for (lang, post, draft) in [
            (
                Lang::Da,
                "Søde folk, men maden var kold.",
                "Tak for de pæne ord, du aner ikke hvor glade vi bliver! Vi ser frem til næste gang.",
            ),
            (
                Lang::Nb,
                "Hyggelige folk, men maten var kald.",
                "Takk for fine ord, du aner ikke hvor glade vi blir! Vi ser frem til neste gang.",
            ),
            (
                Lang::Nn,
                "Trivelege folk, fin plass, men maten var kald.",
                "Takk for fine ord, du veit ikkje kor glade vi blir! Vi ser fram til neste gong.",
            ),
            (
                Lang::Sv,
                "Trevliga, fina människor, men maten var kall.",
                "Tack för fina ord, du anar inte vad glada vi blir! Vi ser fram emot nästa gång.",
            ),
            (
                Lang::En,
                "Lovely staff, but the food was cold.",
                "Thanks for your kind words, you don't know how happy we are! See you soon.",
            ),
        ] {
            let mut case = Case::new(lang);
            case.post = post;
            let said = acts::of(draft, &case.situation());
            let found = PRAISE_WITH_COMPLAINT.find(&said, draft, &case.situation());
            assert!(!found.is_empty(), "{draft} {said:?}");
        }
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
    fn what_the_customer_counted_said_again_is_seen() {
        for (lang, post, draft) in [
            (Lang::Da, "Fjerde rykker, 3 opkald", "Hej Anders. Tre opkald for en rykker."),
            (Lang::Nb, "5 uker uten nett", "Hei. Fem uker uten nett. Ruteren er sendt."),
            (Lang::Nn, "Ventar i 40 minutt", "Hei. 40 minutt i kø. Ruteren er send."),
            (Lang::Sv, "Fem dagar utan nät", "Hej. Fem dagar och tre besked. Routern är skickad."),
            (Lang::En, "£412 for a flat", "Hi. £412 with nobody home. The router is sent."),
        ] {
            let mut case = Case::new(lang);
            case.reading.mood.value = Mood::Furious;
            case.post = post;
            let said = acts::of(draft, &case.situation());
            let found = NO_ACKNOWLEDGEMENT.find(&said, draft, &case.situation());
            assert!(found.is_empty(), "{draft}");
        }
    }

    #[test]
    fn praise_needs_no_step() {
        let glad = "Hi. It's lovely to hear that the help was of use.";
        marks(&NO_NEXT_STEP, Lang::En, Mood::Positive, &[(glad, false)]);
        marks(&NO_NEXT_STEP, Lang::En, Mood::Neutral, &[(glad, false)]);
    }

    #[test]
    fn words_of_praise_may_say_something_else() {
        for text in [
            "Bra at du spør om pengene du har til gode.",
            "Those messages are made to be clicked.",
            "Gå gjerne til nokon med varme.",
        ] {
            assert!(!is_for_praise(text), "{text}");
        }
        assert!(is_for_praise("You've made our day."));
        assert!(!turns_round("Just to say that he took his boots off without being asked"));
    }

    #[test]
    fn mockery_is_thanked_for_in_no_words() {
        for (lang, mockery, honest, thanks) in [
            (
                Lang::Da,
                "Flot arbejde. Ingen lyd de første 20 minutter.",
                "Flot film og søde folk, men der var ingen lyd.",
                "Tak for de flotte ord! Det er ærgerligt med lyden. Du får nye billetter i dag.",
            ),
            (
                Lang::Nb,
                "Bravo! Stengt dør og ingen varsel.",
                "Flinke folk, men døra var stengt.",
                "Tusen takk for rosen! Døra skulle vært åpen. Jeg sender nøkkelen i dag.",
            ),
            (
                Lang::Nn,
                "Gratulerer, bussen var forseinka att. Flott!",
                "Flott buss, men han var forseinka att.",
                "Tusen takk for dei gode orda! Bussen går i rute att no. Eg sender deg ny tavle i dag.",
            ),
            (
                Lang::Sv,
                "Stort grattis! Inställd båt igen, snyggt jobbat.",
                "Fin båt, men den blev inställd igen.",
                "Tack för de fina orden! Båten går igen i dag. Jag ringer dig klockan 14.",
            ),
            (
                Lang::En,
                "Superb job. Cancelled again.",
                "Lovely crew, but the train was cancelled again.",
                "Thank you for the kind words! The train runs again. I'm sending your refund today.",
            ),
        ] {
            let mut case = Case::new(lang);
            case.reading.mood.value = Mood::Positive;
            for (post, marked) in [(mockery, true), (honest, false)] {
                case.post = post;
                let said = acts::of(thanks, &case.situation());
                let found =
                    !PRAISE_WITH_COMPLAINT.find(&said, thanks, &case.situation()).is_empty();
                assert_eq!(found, marked, "{post}");
            }
        }
    }

    #[test]
    fn in_danger_only_what_to_do_comes_before_sympathy() {
        for (lang, writes, acts_now) in [
            (
                Lang::Da,
                "Send adressen i en privat besked. Bilen er på vej.",
                "Ring 112 nu. Bilen er på vej.",
            ),
            (
                Lang::Nb,
                "Send adressen i en privat melding. Bilen er på vei.",
                "Ring 112 nå. Bilen er på vei.",
            ),
            (
                Lang::Nn,
                "Send adressa i ei privat melding. Bilen er på veg.",
                "Ring 112 no. Bilen er på veg.",
            ),
            (
                Lang::Sv,
                "Skicka adressen i ett privat meddelande. Bilen är på väg.",
                "Ring 112 nu. Bilen är på väg.",
            ),
            (
                Lang::En,
                "Send the address in a private message. The car is coming.",
                "Call 999 now. The car is coming.",
            ),
        ] {
            let mut case = Case::new(lang);
            case.reading.mood.value = Mood::Furious;
            case.reading.topics[0].value = Topic::Safety;
            for (draft, marked) in [(writes, true), (acts_now, false)] {
                let said = acts::of(draft, &case.situation());
                let found = !NO_ACKNOWLEDGEMENT.find(&said, draft, &case.situation()).is_empty();
                assert_eq!(found, marked, "{draft}");
            }
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
            let mut case = Case::new(lang);
            case.reading.mood.value = Mood::Positive;
            let found = |case: &Case, draft: &str| {
                let said = acts::of(draft, &case.situation());
                !PRAISE_WITH_COMPLAINT.find(&said, draft, &case.situation()).is_empty()
            };
            assert!(!found(&case, thanks), "nothing in the post is a complaint");
            case.post = "Flink, fin, flot, nice. Feil, fejl, fel, wrong";
            assert!(found(&case, thanks), "{thanks}");
            assert!(!found(&case, more), "{more}");
            case.reading.topics =
                vec![Verdict { value: Topic::Praise, confidence: 1.0, evidence: Vec::new() }];
            let said = acts::of(thanks, &case.situation());
            let found = PRAISE_WITH_COMPLAINT.find(&said, thanks, &case.situation());
            assert!(found.is_empty());
        }
    }
}
