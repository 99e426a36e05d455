//! `promise_out_of_hours`: the page will come back at a time that has passed, or when
//! nobody is at work.

use super::super::{Situation, acts};
use super::promise_without_time::{is_asked, promises};
use super::words::{sentences, words};
use super::{Find, Hit, Level, Rule, Says};
use crate::text::folded;
use crate::thread::promise::{self, Clock};

pub const RULE: Rule = Rule {
    name: "promise_out_of_hours",
    level: Level::Warn,
    source: "Two clocks, first answer and concluding answer (research, rule 2); a promise that is broken costs more than none (case 2)",
    says: Says {
        da: "Det tidspunkt er gået, eller I har lukket da.",
        nb: "Det tidspunktet er passert, eller dere har stengt da.",
        nn: "Det tidspunktet er passert, eller de har stengt då.",
        sv: "Den tiden har passerat, eller så har ni stängt då.",
        en: "That time has passed, or you are closed then.",
    },
    find: Find::Words(find),
};

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let Some(zone) = situation.zone else { return Vec::new() };
    let clock = Clock { zone, hours: situation.hours };
    let body = acts::body(draft, situation);
    // "The fitter comes tomorrow. I'll ring at 8.30": on that day.
    let mut later = false;
    let missed = sentences(body).into_iter().filter(|range| {
        let Some(sentence) = body.get(range.clone()) else { return false };
        let said = folded(sentence);
        let is_later = later && !names_day(&said);
        later = promise::names_later_day(&said, situation.now, clock) && !tells_of_past(&said);
        let misses = |said: &str| {
            (promise::is_one(said) || promises(said))
                && !tells_since(said)
                && !tells_what_was(said)
                && (promise::misses(said, situation.now, clock).is_some_and(|_| !is_later)
                    || situation.hours.is_none() && calls(said) && wakes(said))
        };
        let ands = said.split(" og ").flat_map(|part| part.split(" och "));
        let mut parts = ands.flat_map(|part| part.split(" and "));
        !is_asked(sentence) && (misses(&said) || parts.any(|part| names_day(part) && misses(part)))
    });
    missed.map(Hit::at).collect()
}

/// It names the time since when something is so: "uden strøm fra 10.04", "åbent fra kl. 8".
fn tells_since(said: &str) -> bool {
    const SINCE: &[&str] = &["fra", "fraa", "fraan", "siden", "sidan", "sedan", "since"];
    let mut pairs = words(said).zip(words(said).skip(1));
    pairs.any(|((_, one), (_, next))| {
        SINCE.contains(&one)
            && (next == "kl" || next.starts_with(|letter: char| letter.is_ascii_digit()))
    })
}

/// It names the time at which something was done: "er overført i dag kl. 13.05".
fn tells_what_was(said: &str) -> bool {
    const WAS: &[&str] = &[
        "blev", "ble", "vart", "blei", "har", "havde", "hadde", "hade", "gik", "gikk", "gjekk",
        "gick", "kom", "was", "were", "has", "had", "been", "went", "came", "left",
    ];
    // Beside these, what has been done is asked for or comes.
    const COMES: &[&str] = &[
        "inden", "senest", "foer", "innen", "innan", "seinast", "by", "before", "ringe", "ringa",
        "ringje", "skrive", "skriva", "svare", "svara", "sende", "skicka", "komme", "komma",
        "kome", "ring", "call", "write", "be", "til", "till", "tid", "time", "to",
    ];
    const AT: &[&str] = &["kl", "klokken", "klokka", "klockan", "at"];
    /// So far before its time a verb stands.
    const NEAR: usize = 5;
    let all: Vec<&str> = words(said).map(|(_, word)| word).collect();
    let Some(at) = all.iter().position(|word| AT.contains(word)) else { return false };
    let near = all.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    let is_done = |pair: &[&str]| matches!(pair, ["er" | "aer" | "is" | "are", done] if done.ends_with(['t', 'd']));
    (near.iter().any(|word| WAS.contains(word)) || near.windows(2).any(is_done))
        && !near.iter().any(|word| COMES.contains(word))
}

/// It names a day ("loerdag", "i dag", "Sunday").
fn names_day(said: &str) -> bool {
    let is_day = |word: &str| word.ends_with("dag") || word.ends_with("day");
    words(said).any(|(_, word)| is_day(word) || matches!(word, "morgen" | "morgon" | "tomorrow"))
}

/// It tells of what has been: "gik i stykker i fredags".
fn tells_of_past(said: &str) -> bool {
    const PAST: &[&str] = &[
        "gaar",
        "igaar",
        "yesterday",
        "sidste",
        "siste",
        "forrige",
        "foerre",
        "foerra",
        "last",
        "var",
        "blev",
        "ble",
        "blei",
        "vart",
        "was",
        "were",
        "kom",
        "came",
        "gik",
        "gikk",
        "gjekk",
        "gick",
        "went",
        "skulle",
        "should",
    ];
    words(said).any(|(_, word)| PAST.contains(&word))
}

/// Somebody is to be rung up.
fn calls(said: &str) -> bool {
    const CALLS: &[&str] =
        &["ringer", "ringjer", "ringe", "ringje", "ringa", "ring", "call", "phone", "calling"];
    words(said).any(|(_, word)| CALLS.contains(&word))
}

/// Whatever a company's hours are, nobody is rung up at night.
fn wakes(said: &str) -> bool {
    const NIGHT: &[&str] =
        &["nat", "natt", "natten", "natta", "night", "am", "morgenen", "morgonen", "daggry"];
    const AT: &[&str] = &["kl", "klokken", "klokka", "klockan", "at", "inden", "foer", "before"];
    const LATE: u32 = 22;
    const EARLY: u32 = 7;
    let all: Vec<&str> = words(said).map(|(_, word)| word).collect();
    let is_dark = all.iter().any(|word| NIGHT.contains(word) || word.ends_with("am"));
    all.windows(2).any(|pair| {
        let [at, hour] = pair else { return false };
        let figures = hour.trim_end_matches("am");
        let is_early = || is_dark || figures.len() == 2;
        AT.contains(at)
            && figures
                .parse::<u32>()
                .is_ok_and(|hour| (LATE..24).contains(&hour) || hour < EARLY && is_early())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::Case;
    use super::*;
    use crate::clock::Zone;
    use crate::clock::hours::Hours;
    use crate::reading::Lang;

    /// Friday 22 May 2026, 17:00, UTC.
    const FRIDAY_FIVE: i64 = 1_779_469_200_000;

    fn marks(lang: Lang, has_hours: bool, draft: &str, expected: bool) {
        let mut case = Case::new(lang);
        case.now = FRIDAY_FIVE;
        // Monday to Friday from 8 to 18.
        let open = || vec![(8 * 60, 18 * 60)];
        let week = [open(), open(), open(), open(), open(), Vec::new(), Vec::new()];
        let hours = Hours::new(Zone::fixed(0), week, Vec::new(), None, Vec::new());
        case.hours = has_hours.then_some(hours);
        assert_eq!(!find(draft, &case.situation()).is_empty(), expected, "{draft}");
    }

    #[test]
    fn a_time_that_has_passed_is_marked() {
        for (lang, past, coming) in [
            (Lang::Da, "Jeg vender tilbage inden kl. 16.", "Jeg vender tilbage inden kl. 17.30."),
            (
                Lang::Nb,
                "Jeg kommer tilbake til deg før kl. 16.",
                "Jeg kommer tilbake til deg i morgen før kl. 16.",
            ),
            (
                Lang::Nn,
                "Eg kjem tilbake til deg før klokka 16.",
                "Eg kjem tilbake til deg måndag før klokka 16.",
            ),
            (
                Lang::Sv,
                "Jag återkommer före klockan 16.",
                "Jag återkommer på måndag före klockan 16.",
            ),
            (
                Lang::En,
                "I'll get back to you by 4 pm today.",
                "I'll get back to you by 4 pm tomorrow.",
            ),
        ] {
            marks(lang, false, past, true);
            marks(lang, false, coming, false);
        }
    }

    #[test]
    fn a_bare_time_is_of_the_day_named_before_it() {
        marks(Lang::En, false, "The fitter comes tomorrow. I'll write to you by 10.30.", false);
        marks(Lang::Sv, false, "Bilen kommer på måndag. Jag skriver här kl. 10.", false);
        marks(Lang::Sv, false, "Jag skriver här kl. 10.", true);
        marks(Lang::Da, false, "Den gik i stykker på din fødselsdag. Jeg skriver her kl. 8.", true);
        marks(Lang::Nb, false, "Den kom bort mandag. Jeg skriver her kl. 8.", true);
    }

    #[test]
    fn a_bare_english_hour_may_be_of_either_half_of_the_day() {
        marks(Lang::En, false, "I'll write to you by 7.30.", false);
        marks(Lang::En, false, "I'll write to you by 7.30 am.", true);
        marks(Lang::En, false, "I'll write to you by 7.45 this evening.", false);
        // Nobody is there at ten in the evening.
        marks(Lang::En, false, "I'll write to you by 10.15.", true);
    }

    #[test]
    fn a_time_when_it_is_closed_is_marked() {
        for (lang, closed, open) in [
            (Lang::Da, "Jeg vender tilbage på søndag.", "Jeg vender tilbage på mandag."),
            (
                Lang::Nb,
                "Jeg kommer tilbake til deg på lørdag.",
                "Jeg kommer tilbake til deg på mandag.",
            ),
            (
                Lang::Nn,
                "Eg kjem tilbake til deg i kveld klokka 20.",
                "Eg kjem tilbake til deg i dag.",
            ),
            (Lang::Sv, "Jag återkommer på lördag.", "Jag återkommer på måndag klockan 9."),
            (
                Lang::En,
                "I'll get back to you tomorrow.",
                "I'll get back to you within half an hour.",
            ),
        ] {
            marks(lang, true, closed, true);
            marks(lang, true, open, false);
            marks(lang, false, closed, false);
        }
    }

    #[test]
    fn what_was_done_then_is_no_promise() {
        for (lang, done, comes) in [
            (
                Lang::Da,
                "Nu kan jeg give dig svar: beløbet er overført i dag kl. 13.05.",
                "Beløbet er overført, og jeg vender tilbage i dag inden kl. 13.",
            ),
            (
                Lang::Nb,
                "Nå kan jeg gi deg svar: pakken ble levert i dag kl. 11.",
                "Pakken ble funnet, og jeg kommer tilbake til deg i dag før kl. 11.",
            ),
            (
                Lang::Nn,
                "No kan eg gje deg svar: pakka vart levert i dag klokka 11.",
                "Pakka vart funnen, og eg kjem tilbake til deg i dag før klokka 11.",
            ),
            (
                Lang::Sv,
                "Nu kan jag ge dig besked: paketet blev levererat i dag klockan 11.",
                "Paketet är hittat, och jag återkommer i dag före klockan 11.",
            ),
            (
                Lang::En,
                "I can get back to you with good news: it was delivered today at 11 am.",
                "It was found, and I'll get back to you today by 11 am.",
            ),
        ] {
            marks(lang, true, done, false);
            marks(lang, true, comes, true);
        }
    }

    #[test]
    fn an_answer_that_is_promised_for_then_is_marked_wherever_it_stands() {
        for (lang, message, second, offer) in [
            (
                Lang::Da,
                "Du får besked fra mig søndag kl. 9.",
                "Jeg har en tid til dig på mandag kl. 9, og jeg ringer til dig lørdag kl. 19 og hører.",
                "Er du i tvivl, må du gerne ringe til os, så sidder vi klar fra kl. 8.",
            ),
            (
                Lang::Nb,
                "Du får melding fra meg søndag kl. 9 om når det kjøres ut.",
                "Jeg har en time til deg mandag kl. 9, og jeg ringer deg lørdag kl. 19.",
                "Er du i tvil, må du gjerne ringe oss, så sitter vi klare fra kl. 8.",
            ),
            (
                Lang::Nn,
                "Du får melding frå meg søndag klokka 9.",
                "Eg har ein time til deg måndag klokka 9, og eg ringjer deg laurdag klokka 19.",
                "Er du i tvil, må du gjerne ringje oss, så sit vi klare frå kl. 8.",
            ),
            (
                Lang::Sv,
                "Du får ett meddelande från mig söndag klockan 9.",
                "Jag har en tid till dig på måndag klockan 9, och jag ringer dig lördag klockan 19.",
                "Är du osäker får du gärna ringa oss, så sitter vi redo från kl. 8.",
            ),
            (
                Lang::En,
                "You'll get a message from me on Sunday at 9.",
                "I have a slot for you on Monday at 9, and I'll call you on Saturday at 7 pm.",
                "You can always ring us from 8 in the morning.",
            ),
        ] {
            marks(lang, true, message, true);
            marks(lang, true, second, true);
            marks(lang, true, offer, false);
        }
    }

    #[test]
    fn a_time_behind_an_and_is_of_the_day_before_it() {
        let draft = "You are his first stop on Monday at 8.00, and I'll ring you at 8.15.";
        marks(Lang::En, true, draft, false);
    }

    #[test]
    fn nobody_is_rung_up_at_night() {
        for (lang, night, day) in [
            (Lang::Da, "Jeg ringer til dig kl. 23.15.", "Jeg ringer til dig kl. 21."),
            (
                Lang::Nb,
                "Jeg ringer deg første juledag kl. 6 om morgenen.",
                "Jeg skriver til deg her i kveld kl. 23.",
            ),
            (Lang::Nn, "Eg ringjer deg laurdag kl. 22.30.", "Eg ringjer deg laurdag kl. 11.30."),
            (Lang::Sv, "Jag ringer dig i morgon kl. 03.15.", "Jag ringer dig i morgon kl. 13.15."),
            (Lang::En, "I'll call you on Saturday at 23.30.", "I'll call you on Saturday at 10."),
        ] {
            marks(lang, false, night, true);
            marks(lang, false, day, false);
        }
    }

    #[test]
    fn what_has_been_since_is_no_promise() {
        marks(Lang::Nb, false, "Vi ser på 210 boliger som er uten strøm fra 10.04.", false);
    }

    #[test]
    fn what_is_open_then_for_others_is_none() {
        marks(Lang::Da, true, "Toget kørte kl. 16.", false);
        marks(Lang::En, true, "The branch opens on Sunday at 10.", false);
    }
}
