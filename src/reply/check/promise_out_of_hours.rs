//! `promise_out_of_hours`: the page will come back at a time that has passed, or when
//! nobody is at work.

use super::super::{Situation, acts};
use super::promise_without_time::promises;
use super::words::sentences;
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
    let missed = sentences(body).into_iter().filter(|range| {
        let Some(sentence) = body.get(range.clone()) else { return false };
        let said = folded(sentence);
        (promise::is_one(&said) || promises(&said))
            && promise::misses(&said, situation.now, clock).is_some()
    });
    missed.map(Hit::at).collect()
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
    fn what_is_open_then_for_others_is_none() {
        marks(Lang::Da, true, "Toget kørte kl. 16.", false);
        marks(Lang::En, true, "The branch opens on Sunday at 10.", false);
    }
}
