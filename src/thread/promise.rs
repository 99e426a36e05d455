//! Promises in our own answers, and when they are due.

use std::ops::Range;

use super::cues::words;
use super::phrases::{Hit, Kind};
use time::{Date, PrimitiveDateTime, Time, Weekday};

use crate::clock::calendar::{date, days_after};
use crate::clock::{Interval, Zone};

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

/// The sentence promises that we come back: by one of the phrases, with us
/// within two words of it or before its "and", and no negation.
pub(super) fn is_in(words: &[&str], hits: &[Hit]) -> bool {
    let has = |kind, range: Range<usize>| {
        hits.iter().any(|hit| {
            hit.kind == kind && hit.words.start < range.end && hit.words.end > range.start
        })
    };
    if has(Kind::CannotPromise, 0..words.len()) || has(Kind::If, 0..words.len()) {
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
        let before = start.checked_sub(1).and_then(|at| words.get(at));
        let is_theirs = || before.is_some_and(|word| OTHERS.contains(word));
        match hit.kind {
            Kind::WeComeBack => true,
            Kind::ComesBack => has(Kind::Us, from..end + 2),
            Kind::IAnswer => !is_theirs() && has(Kind::Me, from..end + 1),
            Kind::WeLook => {
                !is_theirs()
                    && has(Kind::Us, from..end + 1)
                    && due_of(words, 0, &Zone::fixed(0)).is_some()
            }
            _ => false,
        }
    })
}

/// Before a verb, another than us.
const OTHERS: &[&str] = &[
    "du", "i", "de", "dere", "dykk", "dei", "ni", "you", "they", "he", "she", "han", "hun", "hon",
    "ho", "der", "som", "who", "at", "att", "that",
];

/// What may stand between "and" and the verb.
const AUXILIARY: &[&str] =
    &["will", "vil", "skal", "ska", "saa", "then", "to", "derefter", "deretter"];

/// The promise in an answer that was posted at `posted`. The due time counts
/// from the latest it can have been posted, so that a promise is never called
/// overdue too early.
pub(super) fn of(sentence: &str, posted: Option<Interval>, zone: &Zone) -> Due {
    Due { at: posted.and_then(|posted| due(sentence, posted.latest, zone)) }
}

/// A folded sentence of an answer promises to come back and says no time.
#[must_use]
pub fn is_without_time(sentence: &str) -> bool {
    let words = words(sentence);
    is_in(&words, &super::phrases::find(&words)) && due(sentence, 0, &Zone::fixed(0)).is_none()
}

/// A folded sentence says no time by which something will be, nor a condition.
#[must_use]
pub fn says_no_time(sentence: &str) -> bool {
    due(sentence, 0, &Zone::fixed(0)).is_none()
}

/// The last instant that the sentence's time words allow.
fn due(sentence: &str, posted: i64, zone: &Zone) -> Option<i64> {
    due_of(&words(sentence), posted, zone)
}

fn due_of(words: &[&str], posted: i64, zone: &Zone) -> Option<i64> {
    let posted_at = zone.civil(posted);
    let today = posted_at.date();
    let mut day = None;
    let mut time = clock_time(words);
    for (at, word) in words.iter().enumerate() {
        let before = |back: usize| at.checked_sub(back).and_then(|at| words.get(at)).copied();
        let after = words.get(at + 1).copied();
        let is_running = before(1).is_some_and(|word| RUNNING.contains(&word));
        let is_next = || (1..=2).any(|back| before(back).is_some_and(|word| NEXT.contains(&word)));
        let word = match morning_of(word) {
            Some(weekday) => {
                time = time.or(Time::from_hms(NOON, 0, 0).ok());
                weekday
            }
            None => word,
        };
        let found = match time_word(word) {
            Some(Said::Unit(Unit::Day)) if is_running => Some(today),
            Some(Said::Unit(Unit::Week)) if is_next() => end_of_week(today, 1),
            Some(Said::Unit(Unit::Week)) if is_running => end_of_week(today, 0),
            Some(Said::Unit(unit)) => match (unit, count(words, at)) {
                (_, None) => None,
                (Unit::Minute, Some(halves)) => return Some(posted + halves * MINUTE_MS / 2),
                (Unit::Hour, Some(halves)) => return Some(posted + halves * 30 * MINUTE_MS),
                (Unit::Day, Some(halves)) => days_after(today, (halves + 1) / 2),
                (Unit::WorkingDay, Some(halves)) => working_days_after(today, (halves + 1) / 2),
                (Unit::Week, Some(halves)) => days_after(today, 7 * halves / 2),
            },
            Some(Said::Today) => day.or(Some(today)),
            Some(Said::Morning) => match before(1) {
                Some("i") | None => days_after(today, 1),
                Some(
                    "god" | "gode" | "hver" | "kvar" | "varje" | "var" | "hele" | "heile" | "hela",
                ) => None,
                // "Monday morning".
                Some(word) if matches!(time_word(word), Some(Said::Weekday(_))) => {
                    time = time.or(Time::from_hms(NOON, 0, 0).ok());
                    day
                }
                Some(_) => days_after(today, 1),
            },
            Some(Said::Tomorrow) => days_after(today, 1),
            Some(Said::AfterTomorrow) => days_after(today, 2),
            Some(Said::Part(hour)) => {
                time = time.or(Time::from_hms(hour, 0, 0).ok());
                let is_todays = before(1).is_some_and(|it| THIS.contains(&it));
                day.or(is_todays.then_some(today))
            }
            Some(Said::Weekday(weekday)) => {
                let next = next(weekday, today)?;
                let is_week_later = after.is_some_and(|after| NEXT.contains(&after));
                if is_week_later { days_after(next, 7) } else { Some(next) }
            }
            Some(Said::Weekend) => {
                let is_said = |words: &[&str]| {
                    (1..=2).any(|back| before(back).is_some_and(|word| words.contains(&word)))
                };
                let last = if is_said(AFTER) {
                    Weekday::Monday
                } else if is_said(CLOCK) {
                    Weekday::Friday
                } else {
                    Weekday::Sunday
                };
                next(last, today)
            }
            Some(Said::Month(month)) => {
                before(1).and_then(number).or(after.and_then(number)).and_then(|day| {
                    let date = |year| date(year, month, u8::try_from(day).ok()?);
                    date(today.year()).filter(|date| *date >= today).or(date(today.year() + 1))
                })
            }
            Some(Said::Halves(_)) | None => None,
        };
        day = found.or(day);
    }
    let day = day.or(time.map(|_| today))?;
    let at = zone.instant(PrimitiveDateTime::new(day, time.unwrap_or(Time::MAX)));
    if at > posted {
        return Some(at);
    }
    let later = PrimitiveDateTime::new(days_after(day, 1)?, time.unwrap_or(Time::MAX));
    Some(zone.instant(later))
}

/// What a word says of a time.
#[derive(Clone, Copy)]
enum Said {
    Unit(Unit),
    Today,
    Tomorrow,
    /// Behind "i" tomorrow, behind a weekday its morning.
    Morning,
    AfterTomorrow,
    /// A part of a day, by the hour at which it ends.
    Part(u8),
    Weekday(Weekday),
    Weekend,
    Month(u8),
    /// A number, in halves.
    Halves(i64),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Minute,
    Hour,
    Day,
    WorkingDay,
    Week,
}

/// When a morning ends.
const NOON: u8 = 12;
const MINUTE_MS: i64 = 60_000;

/// Time words, folded.
const WORDS: &[(&str, Said)] = &[
    ("minutter minutt minuter minuttar minutes min mins", Said::Unit(Unit::Minute)),
    ("time timer times timar timme timmes timmar hour hours", Said::Unit(Unit::Hour)),
    ("dag dage dagar dager dagen day days doegn doeger dygn", Said::Unit(Unit::Day)),
    (
        "hverdag hverdage hverdager arbejdsdag arbejdsdage arbeidsdager vardag vardagar arbetsdag \
         arbetsdagar virkedag virkedager virkedagar kvardag kvardagar",
        Said::Unit(Unit::WorkingDay),
    ),
    (
        "uge ugen uger uke uken uka uker veke veka veker vecka veckan veckor week weeks",
        Said::Unit(Unit::Week),
    ),
    ("idag today kveld aften kvaell ikvaell ikveld tonight evening", Said::Today),
    ("imorgen imorgon imorgo imorra tomorrow", Said::Tomorrow),
    ("morgen morgon morgn morgo morra", Said::Morning),
    ("overmorgen oevermorgon overmorgon overimorgen", Said::AfterTomorrow),
    (
        "formiddag formiddagen foermiddag foermiddagen bitti tidlig tidleg tidligt noon morning \
         morgenen morgonen",
        Said::Part(NOON),
    ),
    ("eftermiddag eftermiddagen ettermiddag ettermiddagen afternoon", Said::Part(18)),
    ("mandag maandag monday", Said::Weekday(Weekday::Monday)),
    ("tirsdag tysdag tisdag tuesday", Said::Weekday(Weekday::Tuesday)),
    ("onsdag wednesday", Said::Weekday(Weekday::Wednesday)),
    ("torsdag thursday", Said::Weekday(Weekday::Thursday)),
    ("fredag friday", Said::Weekday(Weekday::Friday)),
    ("loerdag laurdag saturday", Said::Weekday(Weekday::Saturday)),
    ("soendag sundag sunday", Said::Weekday(Weekday::Sunday)),
    ("weekend weekenden helg helga helgen helgi", Said::Weekend),
    ("januar januari january", Said::Month(1)),
    ("februar februari february", Said::Month(2)),
    ("marts mars march", Said::Month(3)),
    ("april", Said::Month(4)),
    ("maj mai may", Said::Month(5)),
    ("juni june", Said::Month(6)),
    ("juli july", Said::Month(7)),
    ("august augusti", Said::Month(8)),
    ("september", Said::Month(9)),
    ("oktober october", Said::Month(10)),
    ("november", Said::Month(11)),
    ("december desember", Said::Month(12)),
    ("halv halve halva half", Said::Halves(1)),
    ("en ein et eit ett een an a one the", Said::Halves(2)),
    ("halvanden halvannen", Said::Halves(3)),
    ("to tvaa two", Said::Halves(4)),
    // What is said loosely is as much as it allows.
    ("par couple nogle noen naagra few tre three", Said::Halves(6)),
    ("fire fyra four", Said::Halves(8)),
    ("fem five", Said::Halves(10)),
    ("seks sex six", Said::Halves(12)),
    ("syv sju seven", Said::Halves(14)),
    ("otte aatte aatta eight", Said::Halves(16)),
    ("ni nio nine", Said::Halves(18)),
    ("ti tio ten", Said::Halves(20)),
];

const NEXT: &[&str] = &["naeste", "neste", "naesta", "next", "kommende"];
const THIS: &[&str] = &["i", "this", "paa", "the"];
const AFTER: &[&str] = &["efter", "etter", "over", "oever", "after"];
/// Before a day that is the one running.
const RUNNING: &[&str] = &["i", "av", "af", "under", "denne", "the", "this", "during"];
const CLOCK: &[&str] = &[
    "kl", "klokken", "klokka", "klockan", "by", "before", "at", "foer", "innan", "inden", "innen",
];

fn time_word(word: &str) -> Option<Said> {
    let is = |names: &str| names.split(' ').any(|name| name == word);
    WORDS.iter().find(|(names, _)| is(names)).map(|(_, said)| *said)
}

/// The weekday of a morning in one word ("mandagmorgen", "fredagsmorgonen").
fn morning_of(word: &str) -> Option<&str> {
    let word = word
        .strip_suffix("en")
        .filter(|it| it.ends_with("morgon") || it.ends_with("morgen"))
        .unwrap_or(word);
    let weekday = word.strip_suffix("morgen").or_else(|| word.strip_suffix("morgon"))?;
    let weekday = weekday.strip_suffix('s').unwrap_or(weekday);
    matches!(time_word(weekday), Some(Said::Weekday(_))).then_some(weekday)
}

fn is_unit(word: &str) -> bool {
    matches!(time_word(word), Some(Said::Unit(_)))
}

/// The folded word is a month's name.
pub(super) fn is_month(word: &str) -> bool {
    matches!(time_word(word), Some(Said::Month(_)))
}

fn number(word: &str) -> Option<i64> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    digits.parse().ok().filter(|number| (0..=999).contains(number))
}

/// How many halves of the unit at `at`: by the two words before it.
fn count(words: &[&str], at: usize) -> Option<i64> {
    let said = |back: usize| {
        let word = words.get(at.checked_sub(back)?)?;
        match time_word(word) {
            Some(Said::Halves(halves)) => Some(halves),
            _ => number(word).map(|number| 2 * number),
        }
    };
    match (said(1), said(2)) {
        // "Half an hour".
        (Some(2), Some(1)) => Some(1),
        (near, far) => near.or(far),
    }
}

/// The next such day after `today`, a week ahead when it is today's own.
fn next(weekday: Weekday, today: Date) -> Option<Date> {
    let place = |weekday: Weekday| i64::from(weekday.number_days_from_monday());
    let ahead = (place(weekday) - place(today.weekday())).rem_euclid(7);
    days_after(today, if ahead == 0 { 7 } else { ahead })
}

/// The Sunday that ends this week, or one so many later.
fn end_of_week(today: Date, weeks: usize) -> Option<Date> {
    let ahead = 6 - i64::from(today.weekday().number_days_from_monday());
    days_after(today, ahead + if weeks > 0 { 7 } else { 0 })
}

fn working_days_after(today: Date, count: i64) -> Option<Date> {
    const MOST: i64 = 30;
    let mut day = today;
    for _ in 0..count.min(MOST) {
        day = days_after(day, 1)?;
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            day = days_after(day, 1)?;
        }
    }
    Some(day)
}

/// "kl. 12", "klokka 14.30", "by 3 pm": of the words, "3pm" one and "14.30" two.
fn clock_time(words: &[&str]) -> Option<Time> {
    words.iter().enumerate().find_map(|(at, word)| {
        if !CLOCK.contains(word) {
            return None;
        }
        let rest = words.get(at + 1..)?;
        let said =
            rest.iter().take(2).position(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
        let hour = *rest.get(said)?;
        let after = rest.get(said + 1).copied().unwrap_or_default();
        let digits = hour.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        let suffix = hour.get(digits.len()..)?;
        let (minute, half) = match after.parse().ok().filter(|_| after.len() == 2) {
            Some(minute) => (minute, rest.get(said + 2).copied().unwrap_or_default()),
            None => (0, after),
        };
        let half = if suffix.is_empty() { half } else { suffix };
        // "By 3 days" is no clock, nor is "at 3 May".
        let ends_span = rest.get(said + 2).copied().unwrap_or_default();
        let is_span = after.parse::<u8>().is_ok() && is_unit(ends_span);
        // "Within 2-3 days" neither.
        if is_span || is_unit(half) || is_month(half) {
            return None;
        }
        let mut hour: u8 = digits.parse().ok()?;
        let is_small = (1..=6).contains(&hour) && digits.len() == 1 && !word.starts_with('k');
        if hour < 12 && (half == "pm" || is_small && half != "am") {
            hour += 12;
        }
        Time::from_hms(hour, minute, 0).ok()
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
