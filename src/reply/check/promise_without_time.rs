//! `promise_without_time`: the page will come back and says no time. "At once"
//! after the customer's own step is a time.

use std::sync::OnceLock;

use super::super::{Situation, acts};
use super::words::{sentences, words};
use super::{Find, Hit, Level, Rule, Says};
use crate::data;
use crate::phrases::Phrases;
use crate::text::folded;
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
    find: Find::Words(find),
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
    "minute",
    "instant",
    // Half an hour, which counts without a number.
    "halvtime",
    "halvtimme",
    "halvtimen",
    "halvtimmen",
    "kvarter",
    "kvart",
];

/// Somebody stays: what comes, comes all the while (folded).
const STAYS: &[&str] = &[
    "bliver her",
    "sidder her",
    "blir her",
    "blir sittende",
    "sit her",
    "sitter her",
    "stannar haer",
    "sitter haer",
    "staying here",
    "i'm here",
    "staying on",
    // The customer says when.
    "hvornaar det passer",
    "naar det passer",
    "naar det passar",
    "naer det passar",
    "when suits",
    "when it suits",
    "what time suits",
];

/// A time that was said before (folded).
const THEN: &[&str] =
    &["before then", "by then", "innan dess", "inden da", "foer da", "innen da", "foer det"];

/// What makes it hang on something else than a step of the customer's.
const IF: &[&str] = &["hvis", "dersom", "viss", "ifall", "if", "unless", "om", "såfremt"];

/// Words before which "om" is whether (folded).
const LOOKS: &[&str] = &[
    "undersoeger",
    "undersoeker",
    "undersoekjer",
    "tjekker",
    "sjekker",
    "sjekkar",
    "kollar",
    "kontrollerer",
    "kontrollerar",
    "spoerger",
    "spoer",
    "fraagar",
];

/// Words that a question begins with (folded).
const OF_WHAT: &[&str] = &[
    "hvornaar", "naar", "naer", "hvad", "hva", "kva", "vad", "hvordan", "korleis", "hur", "hvor",
    "kor",
];

/// Verbs that begin a condition: "virker det ikke, så ringer vi" (folded).
const ASKS_IF: &[&str] = &[
    "er", "gaar", "virker", "verkar", "hjaelper", "hjelper", "driller", "staar", "sker", "skjer",
    "skulle", "funkar", "fungerar", "fungerer", "bliver", "blir", "faar", "finder", "finner",
    "gjer", "goer", "gjoer", "kommer", "kjem", "vil",
];

/// Parts of a day, however they end (folded).
const PARTS: &[&str] = &[
    "formiddag",
    "foeremiddag",
    "foermiddag",
    "eftermiddag",
    "ettermiddag",
    "lunsj",
    "lunch",
    "frokost",
    "lukketid",
    "stengetid",
    "stengjetid",
    "staengning",
    "fyraften",
    "middagstid",
    "noon",
    "closing",
    "teatime",
    "bedtime",
];
/// Words of how often (folded), and those that are so before a span of time: "kvar" is
/// "where" too, and "var" is "was".
const EVERY: &[&str] = &["hver", "hvert", "varje", "every", "hourly"];
const EVERY_SPAN: &[&str] = &["kvar", "kvart", "var"];
const SPANS: &[&str] = &[
    "time", "timme", "halve", "halv", "halvtime", "dag", "morgon", "kveld", "kvaell", "veke",
    "vecka", "maanad", "minutt", "minut", "gong", "gaang", "andre", "annan", "tredje", "femte",
    "tiande", "mandag", "maandag",
];

/// It tells how often, or a part of a day.
fn tells_often(said: &str) -> bool {
    let all: Vec<&str> = words(said).map(|(_, word)| word).collect();
    let is_every = |pair: &[&str]| matches!(pair, [every, span] if EVERY_SPAN.contains(every) && SPANS.contains(span));
    let is_often =
        |word: &&str| EVERY.contains(word) || PARTS.iter().any(|part| word.starts_with(part));
    all.iter().any(is_often) || all.windows(2).any(is_every)
}

/// What may be done if the customer wants it (folded), and what will be.
const CAN: &[&str] = &["can", "could", "kan", "kunne", "kunde"];
const WILL: &[&str] = &[
    "will",
    "i'll",
    "we'll",
    "skal",
    "ska",
    "vil",
    "vill",
    "kommer",
    "kjem",
    "vender",
    "vend",
    "aaterkommer",
    "melder",
    "hoerer",
    "hoeyrer",
    "hoer",
];

/// The customer is told to leave something (folded).
const REFRAINS: &[&str] = &[
    "lad vaere",
    "la vaere",
    "lat vere",
    "laat bli",
    "do not reply",
    "don't reply",
    "don't answer",
];

/// It tells the customer to leave something, and nothing of us.
fn refrains(said: &str) -> bool {
    const US: &[&str] = &["jeg", "eg", "jag", "vi", "me", "i", "we", "i'll", "we'll"];
    REFRAINS.iter().any(|refrains| said.contains(refrains))
        && !words(said).any(|(_, word)| US.contains(&word))
}

/// How soon, as far as somebody can.
const SOON: &[&str] = &["fort", "snart", "snarast", "raskt", "hurtigt", "soon", "quickly", "fast"];

/// Somebody is glad to, if wanted.
const GLADLY: &[&str] = &["gjerne", "gerne", "gaerna"];

/// It offers something, and promises nothing.
fn is_offered(said: &str) -> bool {
    let all: Vec<&str> = words(said).map(|(_, word)| word).collect();
    // "As soon as I can" offers nothing.
    let offers = |(at, word): (usize, &&str)| {
        let before = all.get(at.saturating_sub(3)..at).unwrap_or_default();
        CAN.contains(word) && !before.iter().any(|word| SOON.contains(word))
    };
    let is_wanted = all.iter().any(|word| IF.contains(word));
    let is_glad = is_wanted && all.iter().any(|word| GLADLY.contains(word));
    (is_glad || all.iter().enumerate().any(offers)) && !all.iter().any(|word| WILL.contains(word))
}

pub(super) fn is_asked(sentence: &str) -> bool {
    let first = words(sentence).next().map(|(_, word)| folded(word));
    // "Må jeg svare dig her?" asks for leave.
    sentence.trim_end().ends_with('?')
        || first.is_some_and(|first| ASKS_IF.contains(&first.as_str()))
}

/// The section of `news.txt`.
const SECTION: &str = "promises_news";

/// Whether a sentence promises more news: by the words of `news.txt`.
pub(super) fn promises(sentence: &str) -> bool {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| {
        Phrases::read(data::text("src/reply/check/news.txt").unwrap_or_default(), &[SECTION])
    });
    let folded: Vec<String> = words(sentence).map(|(_, word)| folded(word)).collect();
    let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
    let depends = |(at, word): (usize, &&str)| {
        // "Om når det kommer": of what, and not if.
        let is_about = folded.get(at + 1).is_some_and(|next| OF_WHAT.contains(next));
        let before = at.checked_sub(1).and_then(|at| folded.get(at));
        let is_whether = before.is_some_and(|before| LOOKS.contains(before));
        IF.iter().any(|one| crate::text::folded(one) == **word) && !is_about && !is_whether
    };
    // "Get in touch" is said to the customer.
    let is_order = folded.first() == Some(&"get");
    !is_asked(sentence)
        && !is_order
        && !folded.iter().enumerate().any(depends)
        && !phrases.find(&folded).is_empty()
}

/// A folded sentence before its last "and", and behind it; where there is none, nothing and
/// the whole.
fn parted_by_and(said: &str) -> (&str, &str) {
    let ands = [" og ", " och ", " and "];
    let at = ands.iter().filter_map(|and| said.rfind(and).map(|at| at + and.len())).max();
    at.and_then(|at| said.split_at_checked(at)).unwrap_or(("", said))
}

/// It tells what has been done: its times are not those of what comes.
fn tells_done(said: &str) -> bool {
    const DONE: &[&str] = &[
        "have", "has", "i've", "we've", "har", "told", "asked", "spoke", "snakka", "snakket",
        "spurte", "spurgte", "talte", "pratade", "fraagade",
    ];
    words(said).any(|(_, word)| DONE.contains(&word))
}

/// It says a time of the clock alone, as in "next news here 7.50".
fn tells_clock(said: &str) -> bool {
    const HERE: &[&str] = &["here", "her", "haer"];
    let is_clock = |token: &str| {
        let token = token.trim_matches(|mark: char| !mark.is_alphanumeric());
        let Some((hour, minute)) = token.split_once(['.', ':']) else { return false };
        let under = |digits: &str, most: u8| digits.parse::<u8>().is_ok_and(|it| it < most);
        minute.len() == 2 && under(hour, 24) && under(minute, 60)
    };
    let tokens: Vec<&str> = said.split_whitespace().collect();
    tokens
        .windows(2)
        .any(|pair| matches!(pair, [here, token] if HERE.contains(here) && is_clock(token)))
}

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let body = acts::body(draft, situation);
    let mut was_timed = false;
    let open = sentences(body).into_iter().filter(|range| {
        let Some(sentence) = body.get(range.clone()) else { return false };
        let said = folded(sentence);
        let promises =
            |said: &str| promise::is_without_time(said) && !is_asked(said) || promises(said);
        // "I've told them now and will call you": the promise is behind the last "and".
        let (first, last) = parted_by_and(&said);
        let is_last = promises(last);
        let after_time = was_timed;
        was_timed |= !promise::says_no_time(&said);
        let last = if is_last { last } else { &said };
        let timed = if is_last && tells_done(first) { last } else { &said };
        promises(&said)
            && !refrains(last)
            && !is_offered(&said)
            && !tells_often(&said)
            && promise::says_no_time(timed)
            && !tells_clock(timed)
            && !(after_time && THEN.iter().any(|then| last.contains(then)))
            && !STAYS.iter().any(|stays| said.contains(stays))
            && !words(last).any(|(_, word)| NOW.iter().any(|now| folded(now) == word))
    });
    open.map(Hit::at).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn every_example_is_as_the_file_says() {
        crate::phrases::check(include_str!("news.txt"), &[SECTION], |_, text| {
            promises(&crate::text::folded(text))
        });
    }

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
    fn a_time_of_what_was_done_is_none_of_what_comes() {
        for (lang, draft, open) in [
            (Lang::En, "I've put it to the engineer this morning and will get back to you.", true),
            (Lang::En, "I've told them this morning and will call you at 3.", false),
            (Lang::En, "He comes by 3.30. If he's held up I'll ring you before then.", false),
            (Lang::En, "I'll get back to you by then.", true),
            (Lang::En, "The invoice is for 12.50 and I'll get back to you about it.", true),
            (Lang::En, "I told them this morning and will call you back.", true),
            (Lang::Sv, "Nästa besked kommer här 7.50.", false),
            (Lang::Nn, "Eg har bede verkstaden sjå på han, og så gir eg deg lyd.", true),
        ] {
            let case = super::super::testing::Case::new(lang);
            assert_eq!(!find(draft, &case.situation()).is_empty(), open, "{draft}");
        }
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
        let none = |lang, drafts: &[&str]| {
            drafts.iter().for_each(|draft| marks(&RULE, lang, &[(draft, &[])]))
        };
        none(
            Lang::Da,
            &[
                "Skriv din sag til mig i en privat besked, så følger jeg den selv til dørs.",
                "Send mig gerne stedet i en privat besked, så kommer det med.",
                "Skriv sporingsnummeret til mig i en privat besked, så følger jeg sporet herfra.",
                "Må jeg svare dig i en privat besked om selve regningen?",
                "Jeg bliver her ved skærmen og svarer dig løbende.",
                "Jeg holder dig opdateret her hver time, til det virker.",
                "Skriv til mig i en privat besked, hvornår det passer dig at blive ringet op.",
            ],
        );
        none(
            Lang::Nb,
            &[
                "Det skal ikke være så vanskelig å komme inn igjen.",
                "Når noen lover å komme tilbake til deg, skal det skje.",
                "Bestill på nytt når du kommer tilbake til siden.",
                "Gi meg beskjed her, så ser jeg på det.",
                "Skriv når det passer deg å bli ringt opp.",
            ],
        );
        none(
            Lang::Nn,
            &[
                "Det skal ikkje vere så vanskeleg å kome inn att.",
                "Skriv når det passar deg å bli oppringt.",
            ],
        );
        none(
            Lang::Sv,
            &[
                "Bra att du säger till att det återkommer.",
                "Klicka inte på något och svara inte så länge.",
                "Svara här när du är framme.",
                "Skriv när det passar dig att bli uppringd.",
                "En telefon som inte går att ringa med är frustrerande, och jag tar det på allvar.",
            ],
        );
        none(
            Lang::En,
            &[
                "Send me the order number in a private message, and I'll follow it up.",
                "Send me the address in a private message, and I'll check whether it's in a plan.",
                "I want to help you get back in.",
                "Get in touch any time, day or night.",
                "Tell me in a private message when it suits you to be called back.",
                "It's open again, and I can write to your landlord to say it was our doing.",
            ],
        );
        marks(&RULE, Lang::En, &[("I'll get back to you within two hours.", &[])]);
    }

    #[test]
    fn where_and_was_are_no_how_often_and_can_is_no_offer() {
        for (lang, draft, open) in [
            (Lang::Nn, "Eg sjekkar kvar skjorta er, og så høyrer du frå oss.", true),
            (Lang::Nn, "Eg skriv til deg kvar time.", false),
            (Lang::Nb, "Jeg gir lyd fra meg så fort jeg kan.", true),
            (Lang::Da, "Jeg undersøger, om den er landet, og så hører du fra mig.", true),
            (Lang::Da, "Den er falsk, så lad være med at svare på den.", false),
        ] {
            let case = super::super::testing::Case::new(lang);
            assert_eq!(!find(draft, &case.situation()).is_empty(), open, "{draft}");
        }
    }
}
