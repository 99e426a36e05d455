//! Times told by the calendar: "i går kl. 16.54", "mandag", "28. juli",
//! "Thursday, August 2, 2012 at 4:54 PM", "2/8-2012".

use super::grammar::{Found, Reader, Stand};
use super::habits::Habits;
use super::moment::{Clock, Day, Moment};
use super::words::{self, Unit};
use crate::clock::calendar;
use crate::reading::Lang;

/// The time told by the calendar that can be read from `start` on.
pub(super) fn find(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let mut told = Told::default();
    let mut end = start;
    let mut at = start;
    loop {
        if let Some(next) = told.take(reader, at) {
            (at, end) = (next, next);
        } else if end == start {
            return None;
        } else if reader.is_break(at) {
            at += 1;
        } else if let Some(next) = reader.pass(at, |words| words.joiners) {
            at = next;
        } else {
            break;
        }
    }
    let (moments, stand) = told.moments();
    (!moments.is_empty()).then_some(Found { moments, end, stand })
}

/// The parts of a date and time that have been told so far.
#[derive(Default)]
struct Told {
    back: Option<i32>,
    /// "Last night".
    is_night: bool,
    weekday: Option<Day>,
    day: Option<u8>,
    month: Option<u8>,
    year: Option<i32>,
    /// All that a date in figures may mean.
    figures: Vec<Figures>,
    clock: Option<Clock>,
}

/// A date in figures.
#[derive(Clone, Copy)]
struct Figures {
    year: Option<i32>,
    month: u8,
    day: u8,
}

impl Told {
    /// Takes the part at `at`, if it is one that has not been told yet: the
    /// token after it.
    fn take(&mut self, reader: &Reader<'_>, at: usize) -> Option<usize> {
        self.take_day_word(reader, at)
            .or_else(|| self.take_month(reader, at))
            .or_else(|| self.take_clock(reader, at))
            .or_else(|| self.take_figures(reader, at))
            .or_else(|| self.take_day_or_year(reader, at))
    }

    /// "i går", "mandag", and "3 dage siden" where a clock time stands beside it.
    fn take_day_word(&mut self, reader: &Reader<'_>, at: usize) -> Option<usize> {
        if self.back.is_none()
            && let Some((back, end)) = reader.value(at, |words| words.days)
        {
            self.back = Some(back);
            return Some(end);
        }
        if let Some(end) = reader.pass(at, |words| words.night).filter(|_| !self.is_night) {
            self.is_night = true;
            return Some(end);
        }
        if let (None, Some((back, _)), [Unit::Day]) =
            (self.back, reader.integer(at), reader.units(at + 1).as_slice())
            && let Some(end) = reader.pass(at + 2, |words| words.ago)
        {
            self.back = i32::try_from(back).ok();
            return Some(end);
        }
        let word = reader.word(at)?;
        let clock_follows = || {
            let at = reader.pass(at + 1, |words| words.clock).unwrap_or(at + 1);
            reader.number(at).and_then(clock).is_some_and(|(clock, _)| clock.minute.is_some())
        };
        let brief = || words::brief_weekday(word).filter(|_| clock_follows());
        let weekday = words::weekday(word, reader.habits).or_else(brief)?;
        self.weekday.is_none().then(|| {
            let last = |at| reader.value(at, |words| words.turns) == Some((1, at + 1));
            let is_past = word.ends_with("dags") || at.checked_sub(1).is_some_and(last);
            self.weekday = Some(Day::Weekday { weekday, is_past });
            at + 1
        })
    }

    /// "juli".
    fn take_month(&mut self, reader: &Reader<'_>, at: usize) -> Option<usize> {
        let month = reader.month(at)?;
        (self.month.is_none() && self.figures.is_empty()).then(|| {
            self.month = Some(month);
            at + 1
        })
    }

    /// "kl. 16.54", "16:54", "4 PM".
    fn take_clock(&mut self, reader: &Reader<'_>, at: usize) -> Option<usize> {
        if self.clock.is_some() {
            return None;
        }
        let announced = reader.pass(at, |words| words.clock);
        let at = announced.unwrap_or(at);
        let (mut clock, has_colon) = clock(reader.number(at)?)?;
        let is_date = reader.pass(at + 1, |words| words.clock).is_some();
        let has_two_pairs = reader.number(at)?.len() == "08.15".len();
        let is_apart =
            at == 0 && has_two_pairs || clock.minute.is_some() && reader.is_break(at + 1);
        let is_plain = has_colon || is_apart && !is_date;
        let mut end = at + 1;
        if let Some((hour, next)) = twelve_hour(reader, end, clock.hour, has_colon) {
            (clock.hour, end) = (hour, next);
        } else if !(is_plain || announced.is_some() || self.tells_day() && clock.minute.is_some()) {
            return None;
        }
        if let Some((minutes, next)) = offset_minutes(reader, end) {
            (clock.offset_minutes, end) = (Some(minutes), next);
        }
        self.clock = Some(clock);
        Some(end)
    }

    /// "2012-08-02", "2/8-2012", "02.08.12", "2. 8. 2012", and "28.7" before a
    /// clock time.
    fn take_figures(&mut self, reader: &Reader<'_>, at: usize) -> Option<usize> {
        if self.month.is_some() || !self.figures.is_empty() {
            return None;
        }
        let number = reader.number(at)?;
        if let (Some((day, 1..=2)), Some((month, 1..=2)), Some((year, 4))) =
            (reader.integer(at), reader.integer(at + 1), reader.integer(at + 2))
        {
            self.figures = figures(&format!("{day}.{month}.{year}"), reader.habits);
            return (!self.figures.is_empty()).then_some(at + 3);
        }
        let end = at + 1;
        let clock_follows = reader.pass(end, |words| words.clock).is_some();
        if !number.contains(['/', '-']) && number.matches('.').count() < 2 && !clock_follows {
            return None;
        }
        self.figures = figures(number, reader.habits);
        (!self.figures.is_empty()).then_some(end)
    }

    /// "2." before or after a month, "2012" after one.
    fn take_day_or_year(&mut self, reader: &Reader<'_>, at: usize) -> Option<usize> {
        let (number, digits) = reader.integer(at)?;
        let end = at + 1;
        let is_day = digits <= 2 && (1..=31).contains(&number);
        // What stands behind "May 2024 ·" counts something else.
        let is_apart =
            self.month.is_some() && at.checked_sub(1).is_some_and(|at| reader.is_break(at));
        if is_day && !is_apart && self.day.is_none() && self.figures.is_empty() {
            let is_ordinal =
                matches!(reader.word(end), Some("st" | "nd" | "rd" | "th" | "a" | "e"));
            let end = if is_ordinal { end + 1 } else { end };
            let month_at = reader.pass(end, |words| words.joiners).unwrap_or(end);
            if self.month.is_some() || reader.month(month_at).is_some() {
                self.day = u8::try_from(number).ok();
                return Some(end);
            }
        }
        let is_undated = self.figures.iter().any(|figures| figures.year.is_none());
        let wants_year = self.year.is_none() && (self.month.is_some() || is_undated);
        let is_short_year = digits == 2 && (self.day.is_some() || is_undated) && reader.is_end(end);
        let year = match digits {
            4 if number >= 1000 => number,
            2 if is_short_year => number + 2000,
            _ => return None,
        };
        if !wants_year {
            return None;
        }
        self.year = i32::try_from(year).ok();
        Some(end)
    }

    /// Whether a day has been told.
    fn tells_day(&self) -> bool {
        self.back.is_some()
            || self.is_night
            || self.weekday.is_some()
            || self.day.is_some()
            || !self.figures.is_empty()
    }

    /// What all of it means, and where it may stand.
    fn moments(&self) -> (Vec<Moment>, Stand) {
        let clock = self.clock;
        let with_clock = |day| Moment::Day { day, clock };
        let dated =
            if clock.is_some() || self.year.is_some() { Stand::Anywhere } else { Stand::Last };
        if !self.figures.is_empty() {
            let days = self.figures.iter().filter_map(|figures| {
                let year = figures.year.or(self.year);
                day_of(year, figures.month, figures.day)
            });
            return (days.map(with_clock).collect(), dated);
        }
        match (self.month, self.day, self.year) {
            (Some(month), Some(day), year) => {
                let day = day_of(year, month, day);
                return (day.map(with_clock).into_iter().collect(), dated);
            }
            (Some(month), None, Some(year)) if clock.is_none() => {
                return (vec![Moment::Month { year, month }], Stand::Alone);
            }
            (Some(_), ..) => return (Vec::new(), Stand::Alone),
            (None, ..) => {}
        }
        match (self.back, self.weekday, clock) {
            (Some(back), ..) => (vec![with_clock(Day::Back(back))], dated),
            (None, Some(weekday), Some(_)) => (vec![with_clock(weekday)], Stand::Anywhere),
            (None, Some(weekday), None) => (vec![with_clock(weekday)], Stand::Alone),
            (None, None, Some(_)) if self.is_night => (vec![with_clock(Day::Unsaid)], dated),
            (None, None, Some(_)) => (vec![with_clock(Day::Unsaid)], Stand::Alone),
            // It began yesterday.
            (None, None, None) if self.is_night => {
                (vec![with_clock(Day::Back(0)), with_clock(Day::Back(1))], dated)
            }
            (None, None, None) => (Vec::new(), Stand::Alone),
        }
    }
}

/// The day of a date; without a year the last such day. None where there is
/// no such date.
fn day_of(year: Option<i32>, month: u8, day: u8) -> Option<Day> {
    match year {
        Some(year) => calendar::date(year, month, day).map(Day::Date),
        // A leap year has every date there is.
        None => calendar::date(2000, month, day).map(|_| Day::OfYear { month, day }),
    }
}

/// All that a date in figures may mean. Day before month, but in English and
/// in a language we do not know "8/2" may be either, and so may "12-3" in any:
/// TikTok writes its dates of this year so, month first, to everyone. Swedes
/// write the year first, also with two digits.
fn figures(number: &str, habits: Habits) -> Vec<Figures> {
    let mut parts = number.trim_end_matches('.').split(['/', '-', '.']);
    let (first, second) = (parts.next(), parts.next());
    let (third, rest) = (parts.next(), parts.next());
    let (Some(first), Some(second), None) = (first, second, rest) else {
        return Vec::new();
    };
    let small = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2);
    let year_of = |part: &str| match (part.len(), part.parse::<i32>()) {
        (4, Ok(year)) => Some(year),
        (2, Ok(year)) => Some(year + 2000),
        _ => None,
    };
    let year_first = || {
        let (month, day) = (small(second)?, small(third?)?);
        valid((year_of(first), month, day))
    };
    if first.len() == 4 {
        return year_first().into_iter().collect();
    }
    let is_hyphened = number.contains('-') && !number.contains('/');
    let short_year = year_first().filter(|_| {
        let digits = (first.len(), second.len(), third.map(str::len));
        is_hyphened && habits.may_be(Lang::Sv) && digits == (2, 2, Some(2))
    });
    if short_year.is_some() && !habits.may_be(Lang::Da) {
        return short_year.into_iter().collect();
    }
    let year = third.map(year_of);
    let (Some(first), Some(second), None | Some(Some(_))) = (small(first), small(second), year)
    else {
        return Vec::new();
    };
    let year = year.flatten();
    let has_hyphen = number.contains('-');
    let month_may_be_first = has_hyphen && year.is_none()
        || (has_hyphen || number.contains('/')) && habits.may_be(Lang::En);
    let mut readings = Vec::new();
    if !(month_may_be_first && habits.puts_month_first()) {
        readings.push((year, second, first));
    }
    if month_may_be_first && !habits.puts_day_first() && (first != second || readings.is_empty()) {
        readings.push((year, first, second));
    }
    readings.into_iter().filter_map(valid).chain(short_year).collect()
}

/// The figures of a year, month and day, if there can be such a date.
fn valid((year, month, day): (Option<i32>, u8, u8)) -> Option<Figures> {
    day_of(year, month, day).map(|_| Figures { year, month, day })
}

/// The clock time of "16:54", "16.54", "16:54:30" or "16", and whether a colon
/// tells that it can be nothing else.
fn clock(number: &str) -> Option<(Clock, bool)> {
    let number = number.trim_end_matches('.');
    let has_colon = number.contains(':');
    let mut parts = number.split(if has_colon { ':' } else { '.' });
    let (hour, minute, second) = (parts.next()?, parts.next(), parts.next());
    let two = |part: Option<&str>| match part {
        None => Some(None),
        Some(part) if part.len() == 2 => part.parse::<u8>().ok().map(Some),
        Some(_) => None,
    };
    if hour.len() > 2 || parts.next().is_some() {
        return None;
    }
    let clock = Clock {
        hour: hour.parse().ok()?,
        minute: two(minute)?,
        second: two(second)?,
        offset_minutes: None,
    };
    let in_range = clock.hour < 24
        && clock.minute.is_none_or(|minute| minute < 60)
        && clock.second.is_none_or(|second| second < 60);
    in_range.then_some((clock, has_colon))
}

/// The hour of the day when "am" or "pm" stands at `at`, and the token after;
/// "a" or "p" after minutes too.
fn twelve_hour(reader: &Reader<'_>, at: usize, hour: u8, has_minutes: bool) -> Option<(u8, usize)> {
    let letter = |letter| (has_minutes && reader.word(at) == Some(letter)).then_some(at + 1);
    let before_noon = reader.pass(at, |words| words.meridiem[0]).or_else(|| letter("a"));
    let after_noon = reader.pass(at, |words| words.meridiem[1]).or_else(|| letter("p"));
    match (before_noon, after_noon) {
        (Some(end), _) if hour == 12 => Some((0, end)),
        (Some(end), _) => Some((hour, end)),
        (None, Some(end)) if hour < 12 => Some((hour + 12, end)),
        (None, Some(end)) => Some((hour, end)),
        (None, None) => None,
    }
}

/// The minutes ahead of UTC of "CEST", "GMT+0200" or "+0200" at `at`, and the
/// token after.
fn offset_minutes(reader: &Reader<'_>, at: usize) -> Option<(i32, usize)> {
    let named = reader.word(at).and_then(zone_minutes);
    let after_name = if named.is_some() { at + 1 } else { at };
    let signed = reader.number(after_name).and_then(|number| {
        let (sign, digits) = match number.strip_prefix('+') {
            Some(digits) => (1, digits),
            None => (-1, number.strip_prefix('-')?),
        };
        let digits: i32 = digits.parse().ok()?;
        Some(sign * (digits / 100 * 60 + digits % 100))
    });
    match signed {
        Some(minutes) => Some((minutes, after_name + 1)),
        None => named.map(|minutes| (minutes, after_name)),
    }
}

/// The minutes ahead of UTC of a zone's abbreviation.
fn zone_minutes(word: &str) -> Option<i32> {
    let hours = match word {
        "utc" | "gmt" | "z" | "wet" => 0,
        "bst" | "west" | "cet" => 1,
        "cest" | "eet" => 2,
        "eest" => 3,
        "edt" => -4,
        "est" | "cdt" => -5,
        "cst" | "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        _ => return None,
    };
    Some(hours * 60)
}
