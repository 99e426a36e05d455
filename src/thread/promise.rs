//! Promises in our own answers, and when they are due.

use std::ops::Range;

use super::cues::words;
use super::phrases::{Hit, Kind};
use time::{Date, PrimitiveDateTime, Time, Weekday};

use crate::clock::calendar::days_after;
use crate::clock::{Interval, Zone};
use crate::text::{contains_phrase, find_phrase};

/// An open promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// When it is due, in epoch milliseconds (UTC): the end of what the words
    /// allow. None where they name no time ("as soon as possible").
    pub at: Option<i64>,
}

impl Due {
    /// The promise's time has passed.
    #[must_use]
    pub fn is_past(&self, now: i64) -> bool {
        self.at.is_some_and(|at| at < now)
    }
}

const TODAY: &[&str] = &[
    "i dag",
    "idag",
    "i løbet af dagen",
    "i løpet av dagen",
    "i løpet av dagen",
    "under dagen",
    "under dagens lopp",
    "today",
    "i aften",
    "i kveld",
    "i kväll",
    "ikväll",
    "tonight",
    "this afternoon",
    "i eftermiddag",
    "i ettermiddag",
];

const TOMORROW: &[&str] = &["i morgen", "imorgen", "i morgon", "imorgon", "tomorrow"];

const WEEKDAYS: &[(Weekday, &[&str])] = &[
    (Weekday::Monday, &["mandag", "måndag", "monday"]),
    (Weekday::Tuesday, &["tirsdag", "tysdag", "tisdag", "tuesday"]),
    (Weekday::Wednesday, &["onsdag", "wednesday"]),
    (Weekday::Thursday, &["torsdag", "thursday"]),
    (Weekday::Friday, &["fredag", "friday"]),
    (Weekday::Saturday, &["lørdag", "laurdag", "lördag", "saturday"]),
    (Weekday::Sunday, &["søndag", "sundag", "söndag", "sunday"]),
];

const CLOCK: &[&str] = &["kl.", "kl", "klokken", "klokka", "klockan", "by", "before", "at"];

const HOURS: &[&str] = &["time", "timer", "timar", "timme", "timmar", "hour", "hours"];

const ONE: &[&str] = &["en", "ein", "én", "an", "one", "a"];

const HOUR_MS: i64 = 3_600_000;

/// The sentence promises that we come back: by one of the phrases, with us
/// within two words of it or before its "and", and no negation.
pub(super) fn is_in(words: &[&str], hits: &[Hit]) -> bool {
    let has = |kind, range: Range<usize>| {
        hits.iter().any(|hit| {
            hit.kind == kind && hit.words.start < range.end && hit.words.end > range.start
        })
    };
    if has(Kind::CannotPromise, 0..words.len()) {
        return false;
    }
    hits.iter().any(|hit| {
        let (start, end) = (hit.words.start, hit.words.end);
        let clause = words.iter().take(start).rposition(|word| matches!(*word, "men" | "but"));
        let clause = clause.map_or(0, |at| at + 1);
        if has(Kind::Not, start.saturating_sub(4).max(clause)..end + 2) {
            return false;
        }
        let verb = words.iter().take(start).rposition(|word| !AUXILIARY.contains(word));
        let is_joined = verb
            .and_then(|at| words.get(at))
            .is_some_and(|word| matches!(*word, "og" | "och" | "and" | "men" | "but"));
        let from = if is_joined { 0 } else { start.saturating_sub(3) };
        hit.kind == Kind::WeComeBack || hit.kind == Kind::ComesBack && has(Kind::Us, from..end + 2)
    })
}

/// What may stand between "and" and the verb.
const AUXILIARY: &[&str] =
    &["will", "vil", "skal", "ska", "saa", "then", "to", "derefter", "deretter"];

/// The promise in an answer that was posted at `posted`. The due time counts
/// from the latest it can have been posted, so that a promise is never called
/// overdue too early.
pub(super) fn of(sentence: &str, posted: Option<Interval>, zone: &Zone) -> Due {
    Due { at: posted.and_then(|posted| due(sentence, posted.latest, zone)) }
}

/// The last instant that the sentence's time words allow.
fn due(sentence: &str, posted: i64, zone: &Zone) -> Option<i64> {
    if let Some(hours) = within_hours(sentence) {
        return Some(posted.saturating_add(hours.saturating_mul(HOUR_MS)));
    }
    let today = zone.civil(posted).date();
    let time = clock_time(sentence);
    let day = if contains_phrase(sentence, TOMORROW) {
        days_after(today, 1)?
    } else if contains_phrase(sentence, TODAY) {
        today
    } else if let Some(weekday) = weekday(sentence) {
        next(weekday, today)?
    } else if let Some(time) = time {
        let is_past = zone.instant(PrimitiveDateTime::new(today, time)) <= posted;
        if is_past { days_after(today, 1)? } else { today }
    } else {
        return None;
    };
    Some(zone.instant(PrimitiveDateTime::new(day, time.unwrap_or(Time::MAX))))
}

/// "within 2 hours", "om en time": the hours.
fn within_hours(sentence: &str) -> Option<i64> {
    let words = words(sentence);
    words.windows(2).find_map(|pair| {
        let [count, unit] = pair else { return None };
        if !HOURS.contains(unit) {
            return None;
        }
        if ONE.contains(count) {
            Some(1)
        } else {
            count.parse().ok().filter(|n| (1..=72).contains(n))
        }
    })
}

fn weekday(sentence: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(_, names)| contains_phrase(sentence, names)).map(|(day, _)| *day)
}

/// The next such day after `today`, a week ahead when it is today's own.
fn next(weekday: Weekday, today: Date) -> Option<Date> {
    let place = |weekday: Weekday| i64::from(weekday.number_days_from_monday());
    let ahead = (place(weekday) - place(today.weekday())).rem_euclid(7);
    days_after(today, if ahead == 0 { 7 } else { ahead })
}

/// "kl. 12", "klokka 14.30", "by 3 pm".
fn clock_time(sentence: &str) -> Option<Time> {
    CLOCK.iter().find_map(|word| {
        let (_, end) = find_phrase(sentence, word)?;
        let rest = sentence.get(end..)?.trim_start_matches(['.', ' ']);
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
        let hour_end = digits(rest);
        let mut hour: u8 = rest.get(..hour_end)?.parse().ok()?;
        let after = rest.get(hour_end..)?;
        let minute = after
            .strip_prefix(['.', ':'])
            .and_then(|text| text.get(..digits(text)))
            .filter(|text| text.len() == 2)
            .and_then(|text| text.parse().ok());
        let afternoon = words(after).into_iter().find(|word| word.chars().all(char::is_alphabetic));
        if afternoon == Some("pm") && hour < 12 {
            hour += 12;
        }
        Time::from_hms(hour, minute.unwrap_or(0), 0).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::calendar::testing::at;

    const POSTED: &str = "2024-05-15T10:20:00+02:00";

    /// What is promised by an answer of Wednesday 15 May 2024, 10.20 in Copenhagen.
    fn promised(text: &str) -> Option<Option<String>> {
        let posted = at(POSTED);
        let zone = Zone::named(Some("Europe/Copenhagen"), 0);
        let interval = Interval { earliest: posted, latest: posted };
        let text = crate::text::folded(text);
        let sentence = crate::thread::cues::sentences(&text).find(|sentence| {
            let words = words(sentence);
            is_in(&words, &crate::thread::phrases::find(&words))
        })?;
        let due = of(sentence, Some(interval), &zone);
        let shown = |at| {
            let at = jiff::Timestamp::from_millisecond(at).unwrap();
            at.in_tz("Europe/Copenhagen").unwrap().strftime("%a %d %H:%M").to_string()
        };
        Some(due.at.map(shown))
    }

    #[test]
    fn promises_have_the_time_their_words_name() {
        let cases = [
            ("Hej Bo. Jeg vender tilbage i morgen. Mvh Lise", "Thu 16 23:59"),
            ("Jeg kigger på det og vender tilbage inden kl. 12. Mvh Lise", "Wed 15 12:00"),
            ("Jeg vender tilbage til dig i løbet af dagen", "Wed 15 23:59"),
            ("Eg kjem tilbake til deg i morgon kl. 09.30", "Thu 16 09:30"),
            ("Jeg gir deg beskjed på fredag", "Fri 17 23:59"),
            ("Jag återkommer imorgon, Anna", "Thu 16 23:59"),
            ("Jag hör av mig inom 2 timmar", "Wed 15 12:20"),
            ("I'll get back to you by 3 pm", "Wed 15 15:00"),
            ("Vi kommer tilbake innen en time", "Wed 15 11:20"),
            ("We will update you on Wednesday", "Wed 22 23:59"),
        ];
        for (text, due) in cases {
            assert_eq!(promised(text), Some(Some(due.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_vague_promise_has_no_time() {
        assert_eq!(promised("Vi vender tilbage hurtigst muligt"), Some(None));
        assert_eq!(promised("I'll be in touch as soon as I know more."), Some(None));
    }

    #[test]
    fn who_comes_back_stands_beside_the_verb_and_nothing_denies_it() {
        for text in [
            "Strømmen kommer tilbage i aften",
            "Nettet kommer tilbake i kveld. Vi beklager.",
            "Vi kan ikke love at vi kommer tilbake i dag",
            "Jeg kan desværre ikke vende tilbage i dag",
            "We can't promise to get back to you today",
            "We will not get back to you",
            "Vi återkommer inte i dag",
            "The power will be back. You can call us and they call you",
        ] {
            assert_eq!(promised(text), None, "{text}");
        }
        for text in [
            "Vi återkommer så snart vi vet mer",
            "I've asked a colleague and will get back to you",
            "We'll let you know",
            "Du hører fra os",
            "Jeg ser på det, og i øvrigt vender jeg tilbage",
            "Jeg kan ikke se det herfra men vender tilbage",
        ] {
            assert_eq!(promised(text), Some(None), "{text}");
        }
    }

    #[test]
    fn what_the_customer_may_do_is_no_promise() {
        assert_eq!(promised("Du kan vende tilbage hertil, hvis det driller."), None);
        assert_eq!(promised("Det er ordnet nu, Bo. Mvh Lise"), None);
        assert_eq!(promised(""), None);
    }
}
