//! `unsigned`: no person's name at the end.

use super::super::name::first_name;
use super::super::{Situation, signature};
use super::words::words;
use super::{Find, Hit, Level, Rule, Says};
use crate::text::lowered;

pub const RULE: Rule = Rule {
    name: "unsigned",
    level: Level::Warn,
    source: "Signing with a first name: natural experiment and trial at an airline, MISQ 2023; cases 1 and 5",
    says: Says {
        da: "Der står ikke noget navn under svaret.",
        nb: "Det står ikke noe navn under svaret.",
        nn: "Det står ikkje noko namn under svaret.",
        sv: "Det står inget namn under svaret.",
        en: "The answer isn't signed with a name.",
    },
    find: Find::Words(find),
};

/// Words that lead to a signature.
const CLOSINGS: &[&str] = &[
    "mvh",
    "vh",
    "kh",
    "hilsen",
    "hilsner",
    "hilsning",
    "helsing",
    "helsingar",
    "hälsning",
    "hälsningar",
    "hälsar",
    "hälsn",
    "regards",
    "best",
    "cheers",
    "sincerely",
    "ønsker",
    "ønskjer",
    "ynskjer",
    "önskar",
    "wishes",
    "greetings",
    "yours",
    "thanks",
    "tak",
    "takk",
    "tack",
    "klem",
    "kram",
    "knus",
];

/// Words between a closing and a name, or between a name and a company.
const LINKS: &[&str] = &[
    "fra", "frå", "från", "from", "i", "hos", "på", "at", "of", "the", "v", "din", "your", "ved",
    "og", "och", "and",
];

/// Words that stand beside a company's name.
const COMPANY_WORDS: &[&str] = &[
    "danmark",
    "denmark",
    "norge",
    "noreg",
    "norway",
    "sverige",
    "sweden",
    "norden",
    "nordic",
    "bank",
    "energi",
    "energy",
    "mobil",
    "mobile",
    "bredbånd",
    "bredband",
    "breiband",
    "forsikring",
    "försäkring",
    "insurance",
    "group",
    "as",
    "asa",
    "ab",
    "aps",
    "a",
    "s",
    "sosiale",
    "sociale",
    "sociala",
    "social",
    "medier",
    "media",
    "digital",
    "admin",
    "administrator",
    "moderator",
];

/// Beginnings and middles of words for a department.
const DEPARTMENTS: &[&str] = &[
    "service",
    "support",
    "team",
    "tjänst",
    "tjenest",
    "tenest",
    "afdeling",
    "avdeling",
    "avdelning",
    "senter",
    "center",
    "centre",
    "kunde",
    "kundt",
    "customer",
    "care",
    "crew",
    "redak",
    "ledelse",
    "leiing",
    "desk",
];

/// Words with a capital that are no name.
const NO_NAMES: &[&str] = &[
    "tak",
    "takk",
    "tack",
    "thanks",
    "thank",
    "hilsen",
    "mvh",
    "vh",
    "kh",
    "venlig",
    "vennlig",
    "vänliga",
    "med",
    "god",
    "godt",
    "good",
    "ha",
    "hav",
    "have",
    "hei",
    "hej",
    "hi",
    "hello",
    "hello",
    "best",
    "kind",
    "regards",
    "helsing",
    "hälsningar",
    "klem",
    "knus",
    "kram",
    "beklager",
    "beklagar",
    "undskyld",
    "unnskyld",
    "orsak",
    "sorry",
    "förlåt",
    "ja",
    "nei",
    "nej",
    "no",
    "yes",
    "ok",
    "okay",
    "jo",
    "vi",
    "jeg",
    "eg",
    "jag",
    "du",
    "det",
    "den",
    "you",
    "we",
    "it",
    "vær",
    "ver",
    "send",
    "skicka",
    "skriv",
    "pm",
    "pb",
    "dm",
    "sms",
    "facebook",
    "messenger",
    "velkommen",
    "velkomen",
    "välkommen",
    "welcome",
    "super",
    "supert",
    "fint",
    "fin",
    "perfekt",
    "perfect",
    "desværre",
    "dessverre",
    "diverre",
    "tyvärr",
    "unfortunately",
    "snart",
    "soon",
    "today",
    "please",
    "cheers",
    "great",
    "flott",
    "bra",
    "kära",
    "kære",
    "kjære",
    "dear",
    "alt",
    "all",
    "kanon",
    "igen",
    "igjen",
    "again",
    "weekend",
    "helg",
    "os",
    "oss",
    "us",
    "meg",
    "mig",
    "me",
    "alle",
    "alla",
    "everyone",
];

/// Among so many words at the end stands a signature.
const LAST_WORDS: usize = 6;

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    if situation.goes_unsigned || is_signed(draft, situation) {
        return Vec::new();
    }
    let end = draft.trim_end().len();
    let fix = signature::render(situation.agent, situation.lang)
        .map(|signature| format!("{}{signature}", signature::separator(&signature)));
    vec![Hit { range: end..end, fix }]
}

fn is_signed(draft: &str, situation: &Situation<'_>) -> bool {
    let own = signature::render(situation.agent, situation.lang);
    if own.is_some_and(|own| draft.trim_end().ends_with(own.as_str())) {
        return true;
    }
    let signer = Signer::of(situation);
    // Who writes their own name near the end has signed, in whatever form.
    let all: Vec<&str> = words(draft).map(|(_, word)| word).collect();
    if all.iter().rev().take(LAST_WORDS).any(|word| signer.holds_agent(word)) {
        return true;
    }
    let lines: Vec<&str> =
        draft.lines().map(str::trim).filter(|line| words(line).next().is_some()).collect();
    // A department or a company may stand on lines of its own under the name.
    for (below, line) in lines.iter().rev().take(3).enumerate() {
        let whole_draft = lines.len() == below + 1;
        // "Alt godt fra Erlend": a short line below the text that names the agent.
        if !whole_draft && words(line).count() <= 8 && signer.holds_agent(line) {
            return true;
        }
        if signer.ends_in_name(line, whole_draft) {
            return true;
        }
        if !signer.is_all_company(line) {
            return false;
        }
    }
    false
}

struct Signer {
    /// The words of the company's names, in lower case.
    company: Vec<String>,
    agent: Vec<String>,
    customer: Option<String>,
}

impl Signer {
    fn of(situation: &Situation<'_>) -> Self {
        let lower_words =
            |text: &str| words(text).map(|(_, word)| lowered(word)).collect::<Vec<_>>();
        let agent = lower_words(&situation.agent.name);
        Self {
            company: situation.page_names.iter().flat_map(|name| lower_words(name)).collect(),
            customer: first_name(situation.customer)
                .map(|name| lowered(&name))
                .filter(|name| !agent.contains(name)),
            agent,
        }
    }

    fn ends_in_name(&self, line: &str, whole_draft: bool) -> bool {
        // "Velbekomme." is a sentence, "Lise" a signature.
        let ended = line.ends_with(['.', '!', '?']);
        let line = line.trim_end_matches(|c: char| !c.is_alphanumeric());
        let behind_mark = last_mark(line).and_then(|at| line.get(at..));
        let closing = words(line)
            .filter(|(_, word)| CLOSINGS.contains(&lowered(word).as_str()))
            .last()
            .and_then(|(range, _)| line.get(range.end..));
        if behind_mark.is_some_and(|tail| self.begins_with_name(tail, true))
            || closing.is_some_and(|tail| self.begins_with_name(tail, true))
        {
            return true;
        }
        let sentence = line.rfind(['.', '!', '?', '…', ')', '(']).and_then(|at| line.get(at..));
        let comma = line.rfind(',').and_then(|at| line.get(at..));
        let closed = ended && !sentence.is_some_and(|tail| self.holds_agent(tail));
        sentence.is_some_and(|tail| !closed && self.is_all_name(tail))
            || comma.is_some_and(|tail| self.is_all_name(tail))
            || (!whole_draft && (self.is_all_name(line) || self.is_name_and_office(line)))
    }

    /// A name leads, whatever the person is said to be after it.
    fn begins_with_name(&self, tail: &str, customer_too: bool) -> bool {
        let mut left = words(tail).map(|(_, word)| word).filter(|word| !self.is_filler(word));
        words(tail).count() <= 8 && left.next().is_some_and(|word| self.is_name(word, customer_too))
    }

    /// Nothing but a name.
    fn is_all_name(&self, tail: &str) -> bool {
        let mut left =
            words(tail).map(|(_, word)| word).filter(|word| !self.is_filler(word)).peekable();
        left.peek().is_some()
            && words(tail).count() <= 6
            && left.all(|word| self.is_name(word, false))
    }

    /// "Lise, kundekonsulent".
    fn is_name_and_office(&self, line: &str) -> bool {
        line.split_once([',', '|', '–', '(']).is_some_and(|(name, office)| {
            words(office).count() <= 4 && words(name).count() <= 3 && self.is_all_name(name)
        })
    }

    fn holds_agent(&self, tail: &str) -> bool {
        words(tail).any(|(_, word)| self.agent.contains(&lowered(word)))
    }

    fn is_all_company(&self, line: &str) -> bool {
        words(line)
            .all(|(_, word)| self.is_filler(word) || NO_NAMES.contains(&lowered(word).as_str()))
    }

    /// A company, a department, or a word that leads to them.
    fn is_filler(&self, word: &str) -> bool {
        let lower = lowered(word);
        if self.agent.contains(&lower) {
            return false;
        }
        self.company.contains(&lower)
            || lower
                .strip_suffix('s')
                .is_some_and(|owner| self.company.iter().any(|name| name == owner))
            || LINKS.contains(&lower.as_str())
            || COMPANY_WORDS.contains(&lower.as_str())
            || DEPARTMENTS.iter().any(|part| lower.contains(part))
    }

    fn is_name(&self, word: &str, customer_too: bool) -> bool {
        let lower = lowered(word);
        if self.agent.contains(&lower) {
            return true;
        }
        if NO_NAMES.contains(&lower.as_str())
            || (!customer_too && self.customer.as_ref() == Some(&lower))
        {
            return false;
        }
        let letters = word.chars().count();
        let capital = word.starts_with(char::is_uppercase);
        let only_letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
        // Two or three capitals are initials or an abbreviation.
        let shouts = !word.chars().any(char::is_lowercase);
        capital && only_letters && letters >= if shouts { 4 } else { 2 }
    }
}

/// Where the last mark of a signature stands: "/Erlend", "- Lise", "^Bo".
fn last_mark(line: &str) -> Option<usize> {
    let mut before = ' ';
    let mut found = None;
    for (at, letter) in line.char_indices() {
        if matches!(letter, '/' | '^' | '~' | '-' | '–' | '—')
            && (before.is_whitespace() || matches!(before, '.' | '!' | '?' | ')'))
        {
            found = Some(at);
        }
        before = letter;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, marks};
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn a_leader_signs_a_status_post() {
        for (lang, leader, post) in [
            (Lang::Da, "Berit Bøgh, driftsdirektør", "Strømmen er tilbage i hele Skive."),
            (Lang::Nb, "Berit Bø, administrerende direktør", "Nettet er oppe igjen på Frogner."),
            (Lang::Nn, "Berit Bø, leiar for drifta", "Nettet er oppe att i Førde."),
            (Lang::Sv, "Berit Bö, driftchef", "Strömmen är tillbaka i Umeå."),
            (Lang::En, "Berit Boe, head of operations", "The lines in Leeds are working again."),
        ] {
            let signature = signature::of_leader(leader, lang).unwrap();
            let signed = signature::append(post, &signature);
            marks(&RULE, lang, &[(&signed, &[]), (post, &[""])]);
        }
    }

    #[test]
    fn a_person_at_the_end_signs() {
        let good = |lang, drafts: &[&str]| {
            drafts.iter().for_each(|draft| marks(&RULE, lang, &[(draft, &[])]))
        };
        good(
            Lang::Da,
            &[
                "Jeg ser på det nu.\nMvh Lise fra kundeservice",
                "Jeg ser på det nu. Hilsen Jens",
                "Jeg ser på det nu.\nVenlig hilsen\nMette Holm\nKundeservice\nTelenor",
                "Jeg ser på det. /lise",
                "Jeg ser på det.\nLise, kundekonsulent",
                "Det ordner jeg. God weekend, Lise",
                "Det ordner jeg. Lise.",
                "Det ordner jeg. Mvh Telenor v/ Mette",
                "Det er ordnet! :) /Søren 😊",
            ],
        );
        good(
            Lang::Nb,
            &[
                "Legg kontonavnet i en privat melding til meg, så ser jeg på det :) /Erlend",
                "Det fikser jeg.\n- Kari, Telenor",
                "Det fikser jeg. Med vennlig hilsen Kari N.",
                "Det fikser jeg. Hilsen Anders i kundeservice",
            ],
        );
        good(Lang::Nn, &["Det ordnar eg. Helsing Ola", "Det ordnar eg.\nOla"]);
        good(
            Lang::Sv,
            &[
                "Jag tittar på det. Hälsningar Anna",
                "Jag kollar.\nVänliga hälsningar,\nAnna på kundtjänst",
            ],
        );
        good(
            Lang::En,
            &[
                "I'm on it. Best, Tom",
                "I'm on it.\nKind regards\nTom Lee\nCustomer Service",
                "I'm on it. ^Tom",
            ],
        );
    }

    #[test]
    fn a_company_a_department_or_nobody_does_not() {
        let bad = |lang, drafts: &[&str]| {
            drafts.iter().for_each(|draft| marks(&RULE, lang, &[(draft, &[""])]))
        };
        bad(
            Lang::Da,
            &[
                "Jeg ser på det nu.",
                "Jeg ser på det nu. Mvh Telenor",
                "Jeg ser på det nu.\nVenlig hilsen\nTelenor Kundeservice",
                "Tak for din besked, Anders",
                "Hej Anders",
                "Skriv til os på https://telenor.dk/Hjaelp",
                "Beklager",
                "Det ordner jeg. Mvh Telenor Danmark",
                "Det ordner jeg.\nVenlig hilsen Telenors kundeservice",
                "Det ordner jeg. Velbekomme.",
                "Mvh sociale medier-teamet",
            ],
        );
        bad(
            Lang::Nb,
            &[
                "Det fikser vi – bare vent litt",
                "Hilsen oss i kundeservice",
                "Det fikser vi. Mvh Oss i Telenor",
                "Det ordner seg. Ha en fin dag!",
            ],
        );
        bad(Lang::Nn, &["Det ordnar eg. Helsing kundesenteret", "Takk for at du seier frå."]);
        bad(Lang::Sv, &["Jag kollar. Hälsningar kundtjänst", "Vi återkommer. Tack"]);
        bad(
            Lang::En,
            &[
                "We are looking into it. Regards, the Telenor team",
                "Thanks for the report. /TN",
                "On it. - The Telenor Team",
                "Cheers",
            ],
        );
    }

    #[test]
    fn one_touch_signs_it() {
        let case = Case::new(Lang::Da);
        let hits = find("Det ser jeg på. ", &case.situation());
        assert_eq!(hits[0].range, 16..16);
        assert_eq!(hits[0].fix.as_deref(), Some("\nMvh Lise fra kundeservice"));
    }
}
