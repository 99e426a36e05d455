//! Promises in our own answers, and when they are due.

use std::ops::Range;
use std::sync::OnceLock;

use super::cues::words;
use super::phrases::{Hit, Kind};
use time::{Date, PrimitiveDateTime, Time, Weekday};

use crate::clock::calendar::{date, days_after, end_of_month, months_after};
use crate::clock::{Hours, Interval, Zone};
use crate::sort;

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

/// What the times in our answers are reckoned by.
#[derive(Debug, Clone, Copy)]
pub struct Clock<'a> {
    /// The company's zone.
    pub zone: &'a Zone,
    /// When it answers; None: at all hours.
    pub hours: Option<&'a Hours>,
}

/// The sentence promises that we come back: by one of the phrases, with us
/// within two words of it or before its "and", and no negation; or by what
/// we say that we do at a coming time. That "we answer" only a person promises,
/// who has signed it.
pub(super) fn is_in(sentence: &str, words: &[&str], hits: &[Hit], is_signed: bool) -> bool {
    let has = |kind, range: Range<usize>| {
        hits.iter().any(|hit| {
            hit.kind == kind && hit.words.start < range.end && hit.words.end > range.start
        })
    };
    if has(Kind::CannotPromise, 0..words.len()) || has(Kind::If, 0..words.len()) {
        return false;
    }
    let by_phrase = hits.iter().any(|hit| {
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
            Kind::IAnswer => {
                let is_person =
                    || is_signed && has(Kind::Us, from..end + 1) && !says_no_time(sentence);
                !is_theirs() && (has(Kind::Me, from..end + 1) || is_person())
            }
            Kind::WeLook => !is_theirs() && has(Kind::Us, from..end + 1) && !says_no_time(sentence),
            _ => false,
        }
    });
    by_phrase || !hits.iter().any(Hit::is_of_office) && clauses(sentence).any(is_done_by_us)
}

/// Before a verb, another than us.
const OTHERS: &[&str] = &[
    "du", "i", "de", "dere", "dykk", "dei", "ni", "you", "they", "he", "she", "han", "hun", "hon",
    "ho", "der", "som", "who", "at", "att", "that",
];

/// What may stand between "and" and the verb.
const AUXILIARY: &[&str] =
    &["will", "vil", "skal", "ska", "saa", "then", "to", "derefter", "deretter"];

/// The parts of a sentence that each say who does something and when.
fn clauses(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split([',', ':', ';', '(']).flat_map(|part| {
        let mut rest = Some(part);
        std::iter::from_fn(move || {
            let text = rest?;
            let mut end = 0;
            let edge = text.split_inclusive(' ').find_map(|word| {
                let start = end;
                end += word.len();
                let next = text.get(end..).unwrap_or_default().split(' ').next();
                is_edge(word.trim(), next.unwrap_or_default()).then_some((start, end))
            });
            rest = edge.and_then(|(_, end)| text.get(end..));
            text.get(..edge.map_or(text.len(), |(start, _)| start))
        })
    })
}

/// Somebody else may do what is said behind the word.
fn is_edge(word: &str, next: &str) -> bool {
    let is_edge = match word {
        "og" | "och" => !next.ends_with('r'),
        "and" => OTHERS.contains(&next) || matches!(next, "the" | "your" | "our" | "it" | "then"),
        "som" | "who" | "which" | "hvor" | "where" | "at" | "att" | "that" | "men" | "but" => true,
        _ => false,
    };
    // Between two times, or before one, it is none.
    is_edge && !next.starts_with(|next: char| next.is_ascii_digit()) && time_word(next).is_none()
}

/// In a folded clause we say that we do something at a coming time.
fn is_done_by_us(clause: &str) -> bool {
    let words = words(clause);
    let is_verb = |at: usize| {
        words.get(at).is_some_and(|word| {
            word.len() > 2
                && word.ends_with('r')
                && !STANDING
                    .iter()
                    .any(|stem| word == stem || stem.len() > 3 && word.starts_with(stem))
                && time_word(word).is_none()
        })
    };
    let does = words.iter().enumerate().any(|(at, word)| match *word {
        "jeg" | "jag" | "vi" | "eg" => {
            let next = words.get(at + 1).copied().unwrap_or_default();
            matches!(next, "skal" | "ska") || is_verb(at + 1) || at > 0 && is_verb(at - 1)
        }
        "i'll" | "we'll" => true,
        "i'm" | "we're" => words.get(at + 1).is_some_and(|next| next.ends_with("ing")),
        "will" => at > 0 && words.get(at - 1).is_some_and(|before| matches!(*before, "i" | "we")),
        _ => false,
    });
    let denies = words.iter().any(|word| NOT_DONE.contains(word))
        || words.windows(2).any(|pair| pair == ["i", "gaar"]);
    does && !denies && !says_no_time(clause)
}

/// Verbs of what is so, is hoped or asked for, or goes by post: long ones by how they begin.
const STANDING: &[&str] = &[
    "har",
    "aer",
    "var",
    "ser",
    "ber",
    "beder",
    "forvent",
    "forvaent",
    "vaentar",
    "venter",
    "haaber",
    "haaper",
    "tror",
    "mener",
    "regner",
    "reknar",
    "raeknar",
    "beklager",
    "beklagar",
    "anbefal",
    "rekommend",
    "foreslaa",
    "foeresl",
    "foresl",
    "lukker",
    "stenger",
    "staenger",
    "aabner",
    "aapner",
    "opnar",
    "oeppnar",
    "oplever",
    "opplev",
    "upplev",
    "arbejder",
    "arbeider",
    "arbetar",
    "jobber",
    "jobbar",
    "sender",
    "skickar",
    "levere",
    "forstaar",
    "foerstaar",
    "tilbyder",
    "tilbyr",
    "erbjuder",
    "sidder",
    "sitter",
    "hilser",
    "haelsar",
    "glaeder",
    "gleder",
    "takker",
    "takkar",
    "tackar",
    "behoever",
    "trenger",
    "hedder",
    "heter",
    "holder",
    "haaller",
    "svarer",
    "svarar",
    "besvarer",
    "besvarar",
    "behandler",
    "behandlar",
    "faar",
    "ved",
    "vet",
    "veit",
];

/// With one of these nothing is done at a coming time, or not by us.
const NOT_DONE: &[&str] = &[
    "ikke",
    "ikkje",
    "inte",
    "ej",
    "not",
    "never",
    "aldrig",
    "aldri",
    "igaar",
    "yesterday",
    "siden",
    "sedan",
    "sidan",
    "ago",
    "du",
    "ses",
    "sees",
    "aabent",
    "aapent",
    "oeppet",
    "open",
    "closed",
    "lukket",
    "stengt",
    "staengt",
    "expecting",
    "hoping",
    "working",
    "sending",
    "expect",
    "send",
    "need",
    "ask",
    "see",
    "hoppas",
    "away",
    "off",
];

/// The promise in an answer that was posted at `posted`. The due time counts
/// from the latest it can have been posted, so that a promise is never called
/// overdue too early.
pub(super) fn of(sentence: &str, posted: Option<Interval>, clock: Clock<'_>) -> Due {
    Due { at: posted.and_then(|posted| due(sentence, posted.latest, clock)) }
}

/// A folded sentence of an answer promises to come back and says no time.
#[must_use]
pub fn is_without_time(sentence: &str) -> bool {
    let words = words(sentence);
    says_no_time(sentence) && is_in(sentence, &words, &super::phrases::find(&words), false)
}

/// A folded sentence says no time by which something will be, nor a condition.
#[must_use]
pub fn says_no_time(sentence: &str) -> bool {
    let clock = Clock { zone: &Zone::fixed(0), hours: None };
    due(sentence, 0, clock).is_none()
}

/// What is wrong with the time that a sentence names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Miss {
    /// It has passed.
    Past,
    /// Nobody is at work then.
    Closed,
}

/// Whether a folded sentence of an answer that is written at `now` promises to come back,
/// and at what time.
#[must_use]
pub fn is_one(sentence: &str) -> bool {
    let words = words(sentence);
    is_in(sentence, &words, &super::phrases::find(&words), false)
}

/// What is wrong with the time by which a folded sentence, written at `now`, says that
/// something will be. None too where it names none.
#[must_use]
pub fn misses(sentence: &str, now: i64, clock: Clock<'_>) -> Option<Miss> {
    let words = timed(sentence);
    let today = clock.zone.civil(now).date();
    let mut told = Told::new(clock, now, today);
    let span = (0..words.len()).find_map(|at| told.take(&words, at));
    let is_shut =
        |from: i64, to: i64| clock.hours.is_some_and(|hours| hours.between(from, to) == 0);
    let closed = |is_shut: bool| is_shut.then_some(Miss::Closed);
    if let Some(span) = span {
        return closed(is_shut(now, now.saturating_add(span)));
    }
    let day = told.day.unwrap_or(today);
    let at = |day, time| clock.zone.instant(PrimitiveDateTime::new(day, time));
    match told.time {
        _ if told.closes => None,
        Some(time) => {
            let missed = |at: i64| {
                // "Before 4 pm" is kept at four to the minute.
                let is_past = day == today && at <= now;
                let closed =
                    || closed(is_shut(at.saturating_sub(MINUTE_MS), at.saturating_add(MINUTE_MS)));
                if is_past { Some(Miss::Past) } else { closed() }
            };
            let first = at(day, time);
            let other = if time.hour() < 12 { HALF_DAY_MS } else { -HALF_DAY_MS };
            // Whose hours nobody knows are hardly there at night.
            let is_night = clock.hours.is_none() && !(8..20).contains(&((time.hour() + 12) % 24));
            let other = missed(first.saturating_add(other)).is_none() && !is_night;
            missed(first).filter(|_| !(told.halves && other))
        }
        None => {
            let day = told.day?;
            let (begins, ends) = (at(day, Time::MIDNIGHT), at(days_after(day, 1)?, Time::MIDNIGHT));
            closed(is_shut(begins.max(now), ends))
        }
    }
}

/// Whether a folded sentence, written at `now`, names a day to come.
#[must_use]
pub fn names_later_day(sentence: &str, now: i64, clock: Clock<'_>) -> bool {
    let words = timed(sentence);
    let today = clock.zone.civil(now).date();
    let mut told = Told::new(clock, now, today);
    for at in 0..words.len() {
        told.take(&words, at);
    }
    told.day.is_some_and(|day| day > today)
}

/// The last instant that the sentence's time words allow.
fn due(sentence: &str, posted: i64, clock: Clock<'_>) -> Option<i64> {
    let words = timed(sentence);
    let mut told = Told::new(clock, posted, clock.zone.civil(posted).date());
    let spans = (0..words.len()).filter_map(|at| told.take(&words, at));
    let span = spans.max().map(|span| posted.saturating_add(span));
    // "In the next hours, before 6 tonight": the later of the two.
    span.into_iter().chain(told.instant()).max()
}

/// A word of a sentence, as far as it may tell a time.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Word<'a> {
    Text(&'a str),
    /// A number, in halves.
    Number(i64),
    /// "20th", "18:e".
    Ordinal(i64),
    /// "14.30", "9:15", "12.05"
    Pair(u8, u8, char),
    /// "20/5", "20.5.2026".
    Date(u8, u8, Option<i32>),
    /// Between two numbers.
    Dash,
}

/// Cuts a folded sentence into such words.
fn timed(sentence: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut rest = sentence;
    while let Some(next) = rest.chars().next() {
        let of = |is: fn(char) -> bool| {
            let end = rest.find(|letter| !is(letter)).unwrap_or(rest.len());
            rest.split_at_checked(end).unwrap_or((rest, ""))
        };
        if next.is_ascii_digit() {
            let (digits, _) =
                of(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ':' | '/' | ','));
            let digits = digits.trim_end_matches(['.', ':', '/', ',']);
            rest = rest.get(digits.len()..).unwrap_or_default();
            let end = rest.strip_prefix(':').unwrap_or(rest);
            let after = end.find(|letter: char| !letter.is_alphabetic()).unwrap_or(end.len());
            let (ending, after) = end.split_at_checked(after).unwrap_or((end, ""));
            match (figures(digits), ending) {
                (Some(Word::Number(day)), "st" | "nd" | "rd" | "th" | "e" | "a") => {
                    found.push(Word::Ordinal(day / 2));
                    rest = after;
                }
                (Some(number), _) if ending.is_empty() || is_of_number(ending) => {
                    found.push(number)
                }
                // "5g".
                _ => {}
            }
        } else if next.is_alphabetic() {
            let (word, after) = of(|letter| letter.is_alphanumeric() || letter == '\'');
            found.push(Word::Text(word.trim_end_matches('\'')));
            rest = after;
        } else {
            let is_dash = matches!(next, '-' | '–' | '—');
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
            if is_dash && rest.trim_start().starts_with(|next: char| next.is_ascii_digit()) {
                found.push(Word::Dash);
            }
        }
    }
    found
}

/// What may be glued to a number that tells a time: "3pm", "48h".
fn is_of_number(word: &str) -> bool {
    matches!(word, "am" | "pm") || is_unit(word)
}

/// What digits with marks between them are.
fn figures(digits: &str) -> Option<Word<'static>> {
    let mark = digits.chars().find(|letter| !letter.is_ascii_digit());
    let Some(mark) = mark else {
        return digits
            .parse()
            .ok()
            .filter(|number| *number < 10_000)
            .map(|number: i64| Word::Number(2 * number));
    };
    let mut parts = digits.split(mark);
    let (first, second) = (parts.next()?, parts.next()?);
    let (one, other): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    match (mark, parts.next()) {
        ('/', None) | ('.', Some(_)) | ('/', Some(_)) => {
            let year = digits.rsplit(mark).next().filter(|_| digits.matches(mark).count() == 2);
            let year = year.and_then(|year| year.parse::<i32>().ok());
            Some(Word::Date(
                one,
                other,
                year.map(|year| if year < 100 { year + 2000 } else { year }),
            ))
        }
        (',', None) => Some(Word::Number(2 * i64::from(one) + i64::from(other > 0))),
        _ => Some(Word::Pair(one, other, if second.len() == 2 { mark } else { '-' })),
    }
}

/// The time that a sentence has told so far.
struct Told<'a> {
    clock: Clock<'a>,
    posted: i64,
    today: Date,
    day: Option<Date>,
    time: Option<Time>,
    /// It may be meant in either half of the day: "at 8.30".
    halves: bool,
    /// Before the company closes.
    closes: bool,
}

impl<'a> Told<'a> {
    fn new(clock: Clock<'a>, posted: i64, today: Date) -> Self {
        Self { clock, posted, today, day: None, time: None, halves: false, closes: false }
    }

    /// Takes the word at `at`: how long from now it is, where it tells that.
    fn take(&mut self, words: &[Word<'_>], at: usize) -> Option<i64> {
        let (today, near) = (self.today, Near { words, at });
        match *words.get(at)? {
            Word::Date(24, 7, None) => {}
            Word::Date(day, month, year) if near.is_led() => {
                self.day = self.date(month, day, year).or(self.day);
            }
            Word::Pair(..) | Word::Number(_) | Word::Ordinal(_) => self.take_number(near),
            Word::Date(..) | Word::Dash => {}
            Word::Text(word) => {
                let word = match morning_of(word) {
                    Some(weekday) => {
                        self.time = self.time.or(hour(NOON));
                        weekday
                    }
                    None => word,
                };
                let is_next = || near.is_before(2, NEXT);
                let said = match time_word(word)? {
                    Said::Unit(Unit::Day) if near.is_at_end() => self.day.or(Some(today)),
                    Said::Unit(Unit::Day) if near.is_before(1, RUNNING) => self.day.or(Some(today)),
                    Said::Unit(Unit::Week) if is_next() => end_of_week(today, 1),
                    Said::Unit(Unit::Week) if near.is_before(1, RUNNING) || near.is_at_end() => {
                        end_of_week(today, 0)
                    }
                    Said::Unit(Unit::Month) if is_next() => {
                        months_after(today, 1).map(end_of_month)
                    }
                    Said::Unit(Unit::Month) if near.is_before(1, RUNNING) || near.is_at_end() => {
                        Some(end_of_month(today))
                    }
                    Said::Unit(unit) => match (unit, near.count()) {
                        (_, None) => None,
                        (Unit::Minutes(minutes), Some(halves)) => {
                            return Some(halves * minutes * MINUTE_MS / 2);
                        }
                        (Unit::Day, Some(halves)) if near.is_before(1, WORKING) => {
                            self.working_days_after((halves + 1) / 2)
                        }
                        (Unit::Day, Some(halves)) => days_after(today, (halves + 1) / 2),
                        (Unit::WorkingDay, Some(halves)) => {
                            self.working_days_after((halves + 1) / 2)
                        }
                        (Unit::Week, Some(halves)) => days_after(today, 7 * halves / 2),
                        (Unit::Month, Some(halves)) => months_after(today, (halves + 1) / 2),
                    },
                    Said::Today => self.day.or(Some(today)),
                    Said::Morning => match near.before(1) {
                        Some("i") | None => days_after(today, 1),
                        Some(
                            "god" | "gode" | "hver" | "kvar" | "varje" | "var" | "hele" | "heile"
                            | "hela",
                        ) => None,
                        // "Monday morning".
                        Some(word) if matches!(time_word(word), Some(Said::Weekday(_))) => {
                            self.time = self.time.or(hour(NOON));
                            self.day
                        }
                        Some(_) => days_after(today, 1),
                    },
                    Said::Tomorrow => {
                        days_after(today, if near.is_before(1, AFTER) { 2 } else { 1 })
                    }
                    Said::AfterTomorrow => days_after(today, 2),
                    Said::Part(end) => {
                        let end = if near.is_before(1, AFTER) { EVENING } else { end };
                        self.time = self.time.or(hour(end));
                        self.day.or(near.is_before(1, THIS).then_some(today))
                    }
                    Said::Closing => {
                        let is_meant = !CLOSES.contains(&word) || near.is_before(3, BEFORE);
                        self.closes |= is_meant;
                        self.day
                    }
                    Said::First => {
                        // "First thing tomorrow".
                        let is_of_day = words.get(at + 1) == Some(&Word::Text("thing"));
                        self.time = self.time.or(hour(NOON).filter(|_| is_of_day));
                        self.day
                    }
                    Said::Weekday(weekday) => {
                        let next = next(weekday, today);
                        let is_week_later =
                            near.after(1).is_some_and(|after| NEXT.contains(&after));
                        if is_week_later { next.and_then(|next| days_after(next, 7)) } else { next }
                    }
                    Said::Weekend => {
                        let last = if near.is_before(2, AFTER) {
                            Weekday::Monday
                        } else if near.is_before(2, BEFORE) {
                            Weekday::Friday
                        } else {
                            Weekday::Sunday
                        };
                        next(last, today)
                    }
                    Said::Month(month) => near
                        .day_beside()
                        .and_then(|day| self.date(month, u8::try_from(day).ok()?, None)),
                    Said::Halves(halves) => {
                        let is_half =
                            near.before(1) == Some("halv") && near.before(2).is_some_and(is_lead);
                        if (is_half || near.is_before(1, OCLOCK)) && near.unit_after().is_none() {
                            self.take_hour(halves / 2, near);
                        }
                        None
                    }
                };
                self.day = said.or(self.day);
            }
        }
        None
    }

    /// Takes a number: a clock time where one may stand, a day of the month
    /// behind "the", nothing where it counts something.
    fn take_number(&mut self, near: Near<'_>) {
        /// Before the hours of a clock with twelve.
        const TWELVE: &[&str] = &["at", "by", "before", "until", "till"];
        match near.words.get(near.at) {
            Some(Word::Pair(hour, minute, mark))
                if near.unit_after().is_none() && (*mark == ':' || near.is_led()) =>
            {
                let is_date = !(*mark == ':' || near.follows(OCLOCK));
                let has_half = near.after(1).is_some_and(|half| matches!(half, "am" | "pm"));
                self.halves = near.is_before(1, TWELVE) && (1..=12).contains(hour) && !has_half;
                let date = self.date(*minute, *hour, None).filter(|_| is_date);
                // "By 12.05" is a date where that is soon, and else a clock time.
                let soon = days_after(self.today, SOON);
                match date.filter(|date| *mark == '-' || soon.is_some_and(|soon| *date < soon)) {
                    Some(date) => self.day = Some(date),
                    _ => self.time = self.clock_time(i64::from(*hour), *minute, near).or(self.time),
                }
            }
            Some(Word::Ordinal(day)) if near.is_led() => self.take_day(*day, near),
            Some(Word::Number(halves)) if near.unit_after().is_none() && !near.names_month() => {
                if near.is_before(1, THE) {
                    self.take_day(halves / 2, near);
                } else if near.is_led() && (!near.is_before(1, LOOSE) || near.may_be_clock()) {
                    self.take_hour(halves / 2, near);
                }
            }
            _ => {}
        }
    }

    /// The next such day of a month.
    fn take_day(&mut self, day: i64, near: Near<'_>) {
        let Some(day) = u8::try_from(day).ok().filter(|_| !near.names_month()) else { return };
        let this = date(self.today.year(), self.today.month().into(), day);
        let next = months_after(self.today, 1);
        let next = next.and_then(|next| date(next.year(), next.month().into(), day));
        self.day = this.filter(|date| *date >= self.today).or(next).or(self.day);
    }

    fn take_hour(&mut self, hour: i64, near: Near<'_>) {
        // "Half two" is half an hour before two in all languages but English.
        let time = if near.before(1) == Some("halv") {
            self.clock_time(hour - 1, 30, near)
        } else {
            self.clock_time(hour, 0, near)
        };
        self.time = time.or(self.time);
    }

    /// The hour of the day that is meant: nobody answers before seven.
    fn clock_time(&self, hour: i64, minute: u8, near: Near<'_>) -> Option<Time> {
        /// "7.45 this evening", "i kveld klokka 8".
        const EVENINGS: &[&str] =
            &["evening", "tonight", "kveld", "ikveld", "aften", "iaften", "kvaell", "ikvaell"];
        let half = near.after(1).unwrap_or_default();
        let beside = (1..=2).flat_map(|far| [near.before(far), near.after(far)]);
        let is_evening = beside.flatten().any(|word| EVENINGS.contains(&word));
        let is_evening = is_evening && (7..=11).contains(&hour);
        let is_night = matches!(near.words.get(near.at), Some(Word::Pair(hour, ..)) if *hour == 0);
        let is_late =
            half == "pm" || is_evening || (1..=6).contains(&hour) && half != "am" && !is_night;
        let hour = if hour < 12 && is_late { hour + 12 } else { hour };
        let minute = if matches!(half, "tiden" | "tida") { 59 } else { minute };
        Time::from_hms(u8::try_from(hour).ok()?, minute, 0).ok()
    }

    /// Such a date, from today on where no year is said.
    fn date(&self, month: u8, day: u8, year: Option<i32>) -> Option<Date> {
        match year {
            Some(year) => date(year, month, day),
            None => date(self.today.year(), month, day)
                .filter(|date| *date >= self.today)
                .or(date(self.today.year() + 1, month, day)),
        }
    }

    fn working_days_after(&self, count: i64) -> Option<Date> {
        const MOST: i64 = 30;
        let mut day = self.today;
        let is_off = |day: Date| {
            let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            is_weekend || self.clock.hours.is_some_and(|hours| hours.closing(day).is_none())
        };
        for _ in 0..count.min(MOST) {
            day = days_after(day, 1)?;
            // Nothing is open again where it is closed for so long.
            for _ in 0..MOST {
                if is_off(day) {
                    day = days_after(day, 1)?;
                }
            }
        }
        Some(day)
    }

    fn instant(&self) -> Option<i64> {
        let Clock { zone, hours } = self.clock;
        let (said, time) = (self.day, self.time.unwrap_or(Time::MAX));
        if let (true, Some(hours)) = (self.closes, hours) {
            let first = said.unwrap_or(self.today);
            let days = (0..DAYS_AHEAD).filter_map(|days| days_after(first, days));
            let mut closes = days.filter_map(|day| hours.closing(day));
            return closes.find(|closes| *closes > self.posted);
        }
        let day = said.or((self.closes || self.time.is_some()).then_some(self.today))?;
        let at = zone.instant(PrimitiveDateTime::new(day, time));
        if at > self.posted {
            return Some(at);
        }
        Some(zone.instant(PrimitiveDateTime::new(days_after(day, 1)?, time)))
    }
}

/// The words around one.
#[derive(Clone, Copy)]
struct Near<'a> {
    words: &'a [Word<'a>],
    at: usize,
}

impl<'a> Near<'a> {
    fn text(&self, at: Option<usize>) -> Option<&'a str> {
        match self.words.get(at?)? {
            Word::Text(word) => Some(*word),
            _ => None,
        }
    }

    fn before(&self, back: usize) -> Option<&'a str> {
        self.text(self.at.checked_sub(back))
    }

    fn after(&self, ahead: usize) -> Option<&'a str> {
        self.text(Some(self.at + ahead))
    }

    /// One of these stands so many words before it at most.
    fn is_before(&self, most: usize, words: &[&str]) -> bool {
        (1..=most).any(|back| self.before(back).is_some_and(|word| words.contains(&word)))
    }

    /// A time may stand behind what does before it: "by", "Friday".
    fn is_led(&self) -> bool {
        let is_day = |word: &str| {
            matches!(
                time_word(word),
                Some(
                    Said::Today | Said::Tomorrow | Said::Morning | Said::Part(_) | Said::Weekday(_)
                )
            )
        };
        let leads = |back: usize| self.before(back).is_some_and(is_lead);
        leads(1)
            || leads(2)
            || self.before(1).is_some_and(is_day)
            || [OCLOCK, BEFORE, LOOSE, THE].into_iter().any(|words| self.goes_on(words))
    }

    /// One of these stands before it, or before the span that it ends.
    fn follows(&self, words: &[&str]) -> bool {
        self.is_before(2, words) || self.goes_on(words)
    }

    /// No word stands behind that it may count.
    fn may_be_clock(&self) -> bool {
        self.after(1).is_none_or(|after| {
            time_word(after).is_some()
                || JOINS.contains(&after)
                || matches!(after, "am" | "pm" | "tiden" | "tida" | "i" | "on" | "paa")
        })
    }

    /// It ends a span whose first number stands behind one of these: "between 12 and 14".
    fn goes_on(&self, words: &[&str]) -> bool {
        let joins = self.at.checked_sub(1).and_then(|at| self.words.get(at));
        let joins = match joins {
            Some(Word::Dash) => true,
            Some(Word::Text(word)) => JOINS.contains(word),
            _ => false,
        };
        let first = (2..=3).find_map(|back| {
            let at = self.at.checked_sub(back)?;
            let is_number = matches!(self.words.get(at), Some(Word::Number(_) | Word::Pair(..)));
            is_number.then_some(Near { at, ..*self })
        });
        joins && first.is_some_and(|first| first.is_before(2, words))
    }

    /// The end of a day or week is spoken of, before its word or behind it.
    fn is_at_end(&self) -> bool {
        let is_end = |word: Option<&str>| word.is_some_and(|word| ENDS.contains(&word));
        self.is_before(3, ENDS)
            || is_end(self.after(1))
            || is_end(self.after(2)) && self.after(1) == Some("er")
    }

    /// What the number counts, perhaps with another behind it: "2-3 days".
    fn unit_after(&self) -> Option<Unit> {
        let rest = self.words.get(self.at + 1..)?;
        rest.iter().take(4).find_map(|word| match word {
            Word::Dash | Word::Number(_) | Word::Pair(..) => None,
            Word::Text(word) if JOINS.contains(word) || WORKING.contains(word) => None,
            Word::Text(word) => Some(match time_word(word) {
                Some(Said::Unit(unit)) => Some(unit),
                Some(Said::Halves(_)) => None?,
                _ => None,
            }),
            _ => Some(None),
        })?
    }

    /// A month's name stands beside the number: "12 May", "May 12".
    fn names_month(&self) -> bool {
        let is = |word: Option<&str>| word.is_some_and(is_month);
        is(self.before(1)) || is(self.after(1)) || self.after(1) == Some("of") && is(self.after(2))
    }

    /// The day of the month that is named here.
    fn day_beside(&self) -> Option<i64> {
        let number = |at: Option<usize>| match self.words.get(at?)? {
            Word::Number(halves) => Some(halves / 2),
            Word::Ordinal(day) => Some(*day),
            _ => None,
        };
        let of = (self.before(1) == Some("of")).then(|| self.at.checked_sub(2));
        number(self.at.checked_sub(1)).or_else(|| number(of?)).or_else(|| number(Some(self.at + 1)))
    }

    /// How many halves of the unit here: by the words before it.
    fn count(&self) -> Option<i64> {
        let said = |back: usize| match self.words.get(self.at.checked_sub(back)?)? {
            Word::Number(halves) => Some(*halves),
            // "1.5 hours".
            Word::Pair(whole, part, _) => Some(2 * i64::from(*whole) + i64::from(*part > 0)),
            Word::Text(word) => match time_word(word) {
                Some(Said::Halves(halves)) => Some(halves),
                _ => None,
            },
            _ => None,
        };
        let joins = |back: usize| matches!(self.before(back), Some("og" | "och" | "and"));
        let half_more = joins_half(self);
        // "By the time" is none.
        if self.before(1) == Some("the") && self.text(Some(self.at)) == Some("time") {
            return None;
        }
        let count = match (said(1), said(2)) {
            // "Half an hour".
            (Some(2), Some(1)) => Some(1),
            // "One and a half hours".
            (Some(1), Some(_)) if joins(3) => said(4).map(|whole| whole + 1),
            (Some(1), None) if joins(2) => said(3).map(|whole| whole + 1),
            (near, far) => near.or(far),
        };
        let within = || self.is_before(1, NEXT).then_some(2);
        count.or_else(within).map(|count| count + half_more)
    }
}

/// "An hour and a half": a half more behind the unit.
fn joins_half(near: &Near<'_>) -> i64 {
    let is =
        |ahead: usize, words: &[&str]| near.after(ahead).is_some_and(|word| words.contains(&word));
    i64::from(is(1, &["and", "og", "och"]) && is(3, &["half", "halv", "halvt"]))
}

/// A time may stand behind the word.
fn is_lead(word: &str) -> bool {
    [OCLOCK, BEFORE, LOOSE, THE].into_iter().any(|words| words.contains(&word))
}

fn hour(hour: u8) -> Option<Time> {
    Time::from_hms(hour, 0, 0).ok()
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
    /// When the company closes.
    Closing,
    First,
    Weekday(Weekday),
    Weekend,
    Month(u8),
    /// A number, in halves.
    Halves(i64),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// So many minutes.
    Minutes(i64),
    Day,
    WorkingDay,
    Week,
    Month,
}

/// When a morning ends.
const NOON: u8 = 12;
/// When an afternoon ends.
const EVENING: u8 = 18;
const MINUTE_MS: i64 = 60_000;
const HALF_DAY_MS: i64 = 12 * 60 * MINUTE_MS;
/// A date that is told like a clock time is less than so many days ahead.
const SOON: i64 = 60;
/// The company closes within so many days.
const DAYS_AHEAD: i64 = 8;

/// Time words, folded.
const WORDS: &[(&str, Said)] = &[
    (
        "minutter minutt minuter minuttar minut minute minutes min mins",
        Said::Unit(Unit::Minutes(1)),
    ),
    ("kvarter kvart quarter quarters", Said::Unit(Unit::Minutes(15))),
    ("halvtime halvtimes halvtimme halvtima", Said::Unit(Unit::Minutes(30))),
    (
        "time timer times timar timme timmes timmar timen timmen timene timane hour hours hrs hr h t",
        Said::Unit(Unit::Minutes(60)),
    ),
    (
        "dag dage dagar dager dagen dagens day days doegn doeger dygn dygnet doegnet",
        Said::Unit(Unit::Day),
    ),
    (
        "hverdag hverdage hverdager arbejdsdag arbejdsdage arbeidsdag arbeidsdager arbeidsdagar vardag vardagar arbetsdag \
         arbetsdagar virkedag virkedager virkedagar kvardag kvardagar bankdage bankdager bankdagar",
        Said::Unit(Unit::WorkingDay),
    ),
    (
        "uge ugen uger ugens uke uken uka uker ukas ukens veke veka veker vecka veckan veckor veckans week weeks",
        Said::Unit(Unit::Week),
    ),
    (
        "maaned maaneden maaneder maanedens maanad maanaden maanader maanadens maanadar month months",
        Said::Unit(Unit::Month),
    ),
    (
        "idag today kveld kvelden aften aftenen kvaell kvaellen ikvaell ikveld iaften tonight evening eod",
        Said::Today,
    ),
    ("imorgen imorgon imorgo imorra imorn tomorrow morgendagen morgondagen", Said::Tomorrow),
    ("morgen morgon morgn morgo morra", Said::Morning),
    ("overmorgen oevermorgon overmorgon overimorgen", Said::AfterTomorrow),
    (
        "formiddag formiddagen foermiddag foermiddagen bitti tidlig tidleg tidligt noon midday morning \
         morgenen morgonen middag middagstid lunch lunchen lunchtid lunchtime lunsj lunsjen lunsjtid \
         frokost frokosten frokosttid",
        Said::Part(NOON),
    ),
    ("eftermiddag eftermiddagen ettermiddag ettermiddagen afternoon", Said::Part(EVENING)),
    (
        "business lukketid lukketiden stengetid stengetida stengetiden staengningstid staengningsdags staengning staengningen \
         fyraften lukker lukke stenger stengjer stenge \
         stengjetid staenger staenga close closes closing cob",
        Said::Closing,
    ),
    ("first", Said::First),
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
    ("halv halvt halve halva half", Said::Halves(1)),
    ("en ein et eit ett een ei an a one the", Said::Halves(2)),
    ("halvanden halvannen halvannan halvandet halvannet", Said::Halves(3)),
    ("to tvaa two", Said::Halves(4)),
    // What is said loosely is as much as it allows.
    ("par couple nogle noen nokre naagra few tre three", Said::Halves(6)),
    ("fire fyra four", Said::Halves(8)),
    ("fem five", Said::Halves(10)),
    ("seks sex six", Said::Halves(12)),
    ("syv sju seven", Said::Halves(14)),
    ("otte aatte aatta eight", Said::Halves(16)),
    ("ni nio nine", Said::Halves(18)),
    ("ti tio ten", Said::Halves(20)),
    ("elleve elva eleven", Said::Halves(22)),
    ("tolv twelve", Said::Halves(24)),
    ("femten femton fifteen", Said::Halves(30)),
    ("tyve tjue tjuge tjugo twenty", Said::Halves(40)),
    ("tredive tretti trettio thirty", Said::Halves(60)),
    ("fyrre foerti fyrti fyrtio forty", Said::Halves(80)),
];

const NEXT: &[&str] = &["naeste", "neste", "naesta", "next", "kommende", "komande", "kommande"];
const THIS: &[&str] = &["i", "this", "paa", "the"];
const AFTER: &[&str] = &["efter", "etter", "over", "oever", "after"];
/// Before a day that is the one running.
const RUNNING: &[&str] = &["i", "av", "af", "under", "denne", "the", "this", "during", "paa"];
const WORKING: &[&str] = &["business", "working"];
/// Beside a day, a week or a month that ends.
const ENDS: &[&str] = &[
    "end",
    "udgang",
    "udgangen",
    "utgang",
    "utgangen",
    "slut",
    "slutt",
    "slutten",
    "slutet",
    "slutning",
    "slutningen",
    "ende",
    "omme",
    "omgang",
];
/// Before a clock time alone.
const OCLOCK: &[&str] = &["kl", "klokken", "klokka", "klockan"];
/// Before the last moment of something.
const BEFORE: &[&str] = &[
    "by", "before", "foer", "foere", "innan", "inden", "innen", "senest", "seinast", "senast",
    "until",
];
/// Before a time, and before much else: "at 3", but not "at 3 shops".
const LOOSE: &[&str] = &[
    "at", "til", "till", "tills", "mellem", "mellom", "mellan", "between", "omkring", "rundt",
    "runt", "ca", "cirka", "around", "about", "ved", "vid", "fra", "fraa", "fraan", "from", "on",
    "paa",
];
/// Between two numbers of a span.
const JOINS: &[&str] = &["og", "och", "and", "to", "til", "till", "eller", "or"];
/// Before a day of the month.
const THE: &[&str] = &["d", "den", "the"];
/// What closes, where it stands behind "before".
const CLOSES: &[&str] = &[
    "lukker", "lukke", "stenger", "stengjer", "stenge", "staenger", "staenga", "close", "closes",
    "closing", "business",
];

fn time_word(word: &str) -> Option<Said> {
    static SORTED: OnceLock<Vec<(&str, Said)>> = OnceLock::new();
    let sorted = SORTED.get_or_init(|| {
        let each =
            WORDS.iter().flat_map(|(names, said)| names.split(' ').map(|name| (name, *said)));
        let mut all: Vec<_> = each.collect();
        sort::by(&mut all, |one, other| one.0.cmp(other.0));
        all
    });
    let at = sorted.binary_search_by(|(name, _)| (*name).cmp(word)).ok()?;
    sorted.get(at).map(|(_, said)| *said)
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

/// The folded word is one that time is counted in.
pub(super) fn is_unit(word: &str) -> bool {
    matches!(time_word(word), Some(Said::Unit(_)))
}

/// The folded word is a month's name.
pub(super) fn is_month(word: &str) -> bool {
    matches!(time_word(word), Some(Said::Month(_)))
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
            is_in(sentence, &words, &crate::thread::phrases::find(&words), false)
        })?;
        let due = of(sentence, Some(interval), Clock { zone: &zone, hours: None });
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
