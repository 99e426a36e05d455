//! The company's hours as lines of the settings. A line that can't be used is
//! refused with its place and the reason.

use serde::{Deserialize, Serialize};

use crate::clock::calendar;
use crate::clock::holidays::{Country, Holidays};
use crate::clock::hours::{DAY, Day, Exception, Period, Shift};
use crate::clock::{Hours, Zone};
use crate::reading::Lang;
use crate::refused::{self, Refused};
use crate::text::lowered;
use crate::words::Words;

/// Those that weekdays have names in.
const LANGS: [Lang; 5] = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En];

/// Nobody needs more lines.
const MOST: usize = 200;

/// When the company answers, as it was typed. All empty: at all hours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Timetable {
    /// Weekdays and their periods, one a line: `mon-thu 08:00-16:00, 16:30-20:00`.
    pub week: String,
    /// Days with other hours or none: `24.12. 09:00-12:00`, `2026-07-06 - 2026-07-31`.
    pub days: String,
    /// Named periods and who has them: `Evening mon-fri 16:00-22:00, Bo`.
    pub shifts: String,
    /// The country whose holidays are days off, by its code; none: none.
    pub holidays: String,
    /// Its half holidays too.
    pub half_holidays: bool,
    /// An IANA name; none: the browser's zone.
    pub zone: String,
}

/// A part of a timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// [`Timetable::week`].
    Week,
    /// [`Timetable::days`].
    Days,
    /// [`Timetable::shifts`].
    Shifts,
    /// [`Timetable::holidays`].
    Holidays,
    /// [`Timetable::zone`].
    Zone,
}

impl Field {
    /// Its name in the JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Days => "days",
            Self::Shifts => "shifts",
            Self::Holidays => "holidays",
            Self::Zone => "zone",
        }
    }
}

/// Why a line can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It doesn't begin with weekdays.
    NoDays,
    /// No weekday has this name.
    UnknownDay(String),
    /// It has no times, or something that is none.
    NoTime,
    /// It ends before it begins.
    Backwards,
    /// It doesn't begin with a date.
    NoDate,
    /// A shift without a name.
    NoName,
    /// There are too many lines.
    TooMany,
    /// No such zone is known.
    NoZone,
    /// No such country is known.
    NoCountry,
}

/// A timetable that was read.
#[derive(Debug, Default)]
struct Lines {
    week: [Vec<Period>; 7],
    exceptions: Vec<Exception>,
    shifts: Vec<Shift>,
    holidays: Option<Country>,
    refused: Vec<(Field, Refused<Flaw>)>,
}

impl Timetable {
    /// Every line that can't be used.
    #[must_use]
    pub fn refused(&self) -> Vec<(Field, Refused<Flaw>)> {
        self.read().refused
    }

    /// The zone that it names; else `page`, that of the page.
    #[must_use]
    pub fn zone(&self, page: &Zone) -> Zone {
        let name = self.zone.trim();
        if Zone::knows(name) { Zone::named(Some(name), 0) } else { page.clone() }
    }

    /// The hours; None where nothing that can be used is said of them. Without a
    /// week they are the shifts. What can't be used is passed over. `page` is the zone where none is named.
    #[must_use]
    pub fn hours(&self, page: &Zone) -> Option<Hours> {
        let Lines { mut week, exceptions, shifts, holidays, .. } = self.read();
        let has_no_week = week.iter().all(Vec::is_empty);
        if has_no_week && exceptions.is_empty() && shifts.is_empty() && holidays.is_none() {
            return None;
        }
        if has_no_week && shifts.is_empty() {
            // Days off alone: open on all others.
            week = [const { Vec::new() }; 7].map(|_: Vec<Period>| vec![(0, DAY)]);
        } else if has_no_week {
            // When nobody has a shift nobody answers.
            for shift in &shifts {
                add(&mut week, shift.days, (shift.from, shift.to));
            }
        }
        let holidays = holidays.map(|country| Holidays::of(country, self.half_holidays));
        Some(Hours::new(self.zone(page), week, exceptions, holidays, shifts))
    }

    fn read(&self) -> Lines {
        let mut read =
            Lines { holidays: Country::of_code(self.holidays.trim()), ..Lines::default() };
        let mut refused = Vec::new();
        each(&self.week, Field::Week, &mut refused, &mut |line| {
            let (days, periods) = week_line(line)?;
            periods.into_iter().for_each(|period| add(&mut read.week, days, period));
            Ok(())
        });
        each(&self.days, Field::Days, &mut refused, &mut |line| {
            read.exceptions.push(exception(line)?);
            Ok(())
        });
        each(&self.shifts, Field::Shifts, &mut refused, &mut |line| {
            read.shifts.push(shift(line)?);
            Ok(())
        });
        let mut whole = |field, text: &str, flaw| {
            refused.push((field, Refused { line: 1, text: text.trim().to_owned(), flaw }));
        };
        if read.holidays.is_none() && !self.holidays.trim().is_empty() {
            whole(Field::Holidays, &self.holidays, Flaw::NoCountry);
        }
        if !self.zone.trim().is_empty() && !Zone::knows(self.zone.trim()) {
            whole(Field::Zone, &self.zone, Flaw::NoZone);
        }
        Lines { refused, ..read }
    }
}

/// Adds a period to some weekdays; one that ends before it begins goes on in the next.
fn add(week: &mut [Vec<Period>; 7], days: [bool; 7], (from, to): Period) {
    for (day, _) in days.into_iter().enumerate().filter(|(_, has)| *has) {
        let goes_on = to <= from;
        if let Some(it) = week.get_mut(day) {
            it.push((from, if goes_on { DAY } else { to }));
        }
        if let Some(next) = week.get_mut((day + 1) % 7).filter(|_| goes_on) {
            next.push((0, to));
        }
    }
}

/// Reads each line of a field.
fn each(
    text: &str,
    field: Field,
    refused: &mut Vec<(Field, Refused<Flaw>)>,
    read: &mut dyn FnMut(&str) -> Result<(), Flaw>,
) {
    for (text, line) in text.lines().zip(1..) {
        let text = text.trim();
        let is_past = line > MOST;
        let flaw = if text.is_empty() {
            None
        } else if is_past {
            Some(Flaw::TooMany)
        } else {
            read(&plain(text)).err()
        };
        refused.extend(flaw.map(|flaw| (field, Refused { line, text: text.to_owned(), flaw })));
        if is_past {
            break;
        }
    }
}

/// A line with one kind of dash, and no space around it.
fn plain(line: &str) -> String {
    let mut plain = String::new();
    for part in line.split(['-', '–', '—']) {
        if !plain.is_empty() {
            plain.truncate(plain.trim_end().len());
            plain.push('-');
        }
        plain.push_str(if plain.is_empty() { part } else { part.trim_start() });
    }
    plain
}

fn week_line(line: &str) -> Result<([bool; 7], Vec<Period>), Flaw> {
    let times = line.find(|letter: char| letter.is_ascii_digit()).unwrap_or(line.len());
    let (head, times) = line.split_at(times);
    let periods = periods(times)?;
    if periods.iter().any(|(from, to)| from == to) {
        return Err(Flaw::Backwards);
    }
    Ok((weekdays(head)?, periods))
}

/// `mon-thu, sat`.
fn weekdays(text: &str) -> Result<[bool; 7], Flaw> {
    let mut days = [false; 7];
    let names = text.split([',', ';', ' ']).map(|name| name.trim_matches([':', '.', '=']));
    for name in names.filter(|name| !name.is_empty()) {
        let (first, last) = name.split_once('-').unwrap_or((name, name));
        let (first, last) = (weekday(first)?, weekday(last)?);
        // From Friday to Monday goes over the weekend.
        for day in first..=(if last < first { last + 7 } else { last }) {
            if let Some(day) = days.get_mut(day % 7) {
                *day = true;
            }
        }
    }
    if days.contains(&true) { Ok(days) } else { Err(Flaw::NoDays) }
}

/// A weekday's place, by its name or the beginning of it in any of our languages.
fn weekday(name: &str) -> Result<usize, Flaw> {
    let beginning = lowered(name.trim_matches('.'));
    let known = LANGS.into_iter().find_map(|lang| {
        let mut days = Words::of(lang).hours.weekdays.split(' ').map(lowered);
        days.position(|day| beginning.chars().count() > 1 && day.starts_with(&beginning))
    });
    known.ok_or_else(|| Flaw::UnknownDay(name.to_owned()))
}

/// `08:00-16:00, 16:30-20:00`.
fn periods(text: &str) -> Result<Vec<Period>, Flaw> {
    text.split(',').map(|part| period(part.trim()).ok_or(Flaw::NoTime)).collect()
}

fn period(text: &str) -> Option<Period> {
    let (from, to) = text.split_once('-')?;
    Some((time(from)?, time(to)?))
}

/// A minute of the day: `8`, `08:00`, `8.30`.
fn time(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "00"));
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        let is_number = digits.contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
        text.parse::<u16>().ok().filter(|_| is_number)
    };
    let (hour, minute) = (number(hour, 1..=2)?, number(minute, 2..=2)?);
    Some(hour * 60 + minute).filter(|at| minute < 60 && *at <= DAY)
}

fn exception(line: &str) -> Result<Exception, Flaw> {
    let (first, rest) = date(line).ok_or(Flaw::NoDate)?;
    let (last, rest) = match rest.strip_prefix('-') {
        Some(rest) => date(rest).ok_or(Flaw::NoDate)?,
        None => (first, rest),
    };
    if first.year.is_some() != last.year.is_some() {
        return Err(Flaw::NoDate);
    }
    let of = |day: Day| (day.year, day.month, day.day);
    if first.year.is_some() && of(last) < of(first) {
        return Err(Flaw::Backwards);
    }
    let times = rest.trim_matches([' ', ':', '=', ',']);
    let periods = if times.is_empty() { Vec::new() } else { periods(times)? };
    if periods.iter().any(|(from, to)| to <= from) {
        return Err(Flaw::Backwards);
    }
    Ok(Exception { first, last, periods })
}

/// `24.12.`, `24.12.2026`, `24/12-2026` or `2026-12-24`, and what follows it.
fn date(text: &str) -> Option<(Day, &str)> {
    let (one, digits, rest) = number(text.trim_start())?;
    let (year, month, day, rest) = if digits == 4 {
        let (month, _, rest) = number(rest.strip_prefix('-')?)?;
        let (day, _, rest) = number(rest.strip_prefix('-')?)?;
        (Some(one), month, day, rest)
    } else {
        let (month, _, rest) = number(rest.strip_prefix(['.', '/'])?.trim_start())?;
        let year = rest.strip_prefix(['.', '/', '-']).and_then(number);
        match year.filter(|(_, digits, _)| *digits == 4) {
            Some((year, _, rest)) => (Some(year), month, one, rest),
            None => (None, month, one, rest.strip_prefix('.').unwrap_or(rest)),
        }
    };
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    // Of every year: 29 February too.
    calendar::date(year.unwrap_or(2024), month, day)?;
    Some((Day { year, month, day }, rest))
}

/// The number that a text begins with, its digits, and what follows it.
fn number(text: &str) -> Option<(i32, usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    Some((number.parse().ok()?, digits, rest))
}

/// `Evening mon-fri 16:00-22:00, Bo`: a name, weekdays where not all, times, who.
fn shift(line: &str) -> Result<Shift, Flaw> {
    let is_end = |letter: char| letter == ' ' || letter == ',';
    let mut at = 0;
    for word in line.split(is_end) {
        if let Some((from, to)) = period(word.trim_end_matches([':', '.'])) {
            let (before, after) = (line.get(..at), line.get(at + word.len()..));
            let mut names: Vec<&str> = before.unwrap_or_default().split_whitespace().collect();
            let days =
                names.last().and_then(|last| weekdays(last).ok()).filter(|_| names.len() > 1);
            if days.is_some() {
                names.pop();
            }
            let name = names.join(" ").trim_end_matches([',', ':']).to_owned();
            if name.is_empty() {
                return Err(Flaw::NoName);
            }
            if from == to {
                return Err(Flaw::Backwards);
            }
            let who = after.unwrap_or_default().trim_matches([' ', ',', ':', '=']).to_owned();
            return Ok(Shift { name, who, days: days.unwrap_or([true; 7]), from, to });
        }
        at += word.len() + 1;
    }
    Err(Flaw::NoTime)
}

impl refused::Flaw for Flaw {
    fn why(&self, words: &Words) -> String {
        let own = &words.hours;
        match self {
            Self::NoDays => own.no_days.to_owned(),
            Self::UnknownDay(name) => own.unknown_day.replace("{name}", name),
            Self::NoTime => own.no_time.to_owned(),
            Self::Backwards => own.backwards.to_owned(),
            Self::NoDate => own.no_date.to_owned(),
            Self::NoName => own.no_name.to_owned(),
            Self::TooMany => words.own.too_many.replace("{n}", &MOST.to_string()),
            Self::NoZone => own.no_zone.to_owned(),
            Self::NoCountry => own.no_country.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::calendar::testing::at;

    const MON_THU: [bool; 7] = [true, true, true, true, false, false, false];

    fn minutes(from: u16, to: u16) -> Period {
        (from * 60, to * 60)
    }

    #[test]
    fn weekdays_have_names_in_every_language() {
        for line in [
            "mon-thu 08:00-16:00, 16:30-20:00",
            "man-tor 8-16, 16.30-20",
            "man.–tors. 08.00 – 16.00, 16.30 – 20.00",
            "Mandag, tirsdag, onsdag, torsdag: 8-16,16:30-20",
            "mån-tors 8-16, 16:30-20",
            "mån tis ons tor 8-16, 16:30-20",
            "måndag-torsdag 8-16, 16:30-20",
            "mån, tys, on-to = 8-16, 16:30-20:00",
        ] {
            let periods = vec![minutes(8, 16), (990, 1200)];
            assert_eq!(week_line(&plain(line)), Ok((MON_THU, periods)), "{line}");
        }
        let weekend = [true, false, false, false, true, true, true];
        assert_eq!(week_line("fre-man 0-24"), Ok((weekend, vec![minutes(0, 24)])));
        for lang in LANGS {
            let days: Vec<&str> = Words::of(lang).hours.weekdays.split(' ').collect();
            assert_eq!(days.len(), 7);
            for (place, day) in days.into_iter().enumerate() {
                for end in 2..=day.chars().count() {
                    let name: String = day.chars().take(end).collect();
                    assert_eq!(weekday(&name), Ok(place), "{name}");
                }
            }
        }
    }

    #[test]
    fn days_are_dates_and_ranges_with_or_without_hours() {
        let day = |year, month, day| Day { year, month, day };
        let read = |line: &str| exception(&plain(line)).map(|it| (it.first, it.last, it.periods));
        let eve = day(None, 12, 24);
        let in_26 = |month, of| day(Some(2026), month, of);
        assert_eq!(read("24.12. 09:00-12:00"), Ok((eve, eve, vec![minutes(9, 12)])));
        assert_eq!(
            read("24/12 9-12, 13-14"),
            Ok((eve, eve, vec![minutes(9, 12), minutes(13, 14)]))
        );
        assert_eq!(read("24.12.-2.1."), Ok((eve, day(None, 1, 2), Vec::new())));
        assert_eq!(read("24. 12. – 2. 1."), Ok((eve, day(None, 1, 2), Vec::new())));
        let weeks = Ok((in_26(7, 6), in_26(7, 31), Vec::new()));
        assert_eq!(read("2026-07-06 - 2026-07-31"), weeks);
        assert_eq!(read("6.7.2026-31.7.2026"), weeks);
        assert_eq!(read("6/7-2026 – 31/7-2026"), weeks);
        assert_eq!(read("2026-07-06: 9-12").map(|it| it.2), Ok(vec![minutes(9, 12)]));
        for (line, flaw) in [
            ("jul", Flaw::NoDate),
            ("30.2.", Flaw::NoDate),
            ("29.2.2026", Flaw::NoDate),
            ("24.12.-2.1.2027", Flaw::NoDate),
            ("31.7.2026-6.7.2026", Flaw::Backwards),
            ("24.12. 12-9", Flaw::Backwards),
            ("24.12. closed", Flaw::NoTime),
        ] {
            assert_eq!(read(line), Err(flaw), "{line}");
        }
    }

    #[test]
    fn shifts_have_a_name_and_may_have_days_and_people() {
        let of = |line: &str| shift(&plain(line));
        let expected = |name: &str, who: &str, days, (from, to)| {
            Ok(Shift { name: name.to_owned(), who: who.to_owned(), days, from, to })
        };
        let all = [true; 7];
        assert_eq!(of("morgen 08–16, Lise"), expected("morgen", "Lise", all, minutes(8, 16)));
        assert_eq!(
            of("Sen aften man-tor 16:00 - 22:00: Bo og Ida"),
            expected("Sen aften", "Bo og Ida", MON_THU, minutes(16, 22))
        );
        assert_eq!(of("Hold 2, 22-06"), expected("Hold 2", "", all, minutes(22, 6)));
        assert_eq!(of("08-16 Lise"), Err(Flaw::NoName));
        assert_eq!(of("morgen"), Err(Flaw::NoTime));
        assert_eq!(of("morgen 8-8"), Err(Flaw::Backwards));
    }

    #[test]
    fn every_bad_line_is_refused_with_its_place_and_reason() {
        let table = Timetable {
            week: "man-fre 8-16\n\nxyz 8-16\n8-16\nfre 8\nlør 25-26\nsøn 9-9".into(),
            days: "24.12.\nsommer".into(),
            shifts: "aften 16-22, Bo\naften".into(),
            holidays: "DE".into(),
            zone: "Mars/Olympus".into(),
            ..Timetable::default()
        };
        let refused = table.refused();
        let flaws: Vec<_> =
            refused.iter().map(|(field, one)| (*field, one.line, &one.flaw)).collect();
        let expected = [
            (Field::Week, 3, &Flaw::UnknownDay("xyz".into())),
            (Field::Week, 4, &Flaw::NoDays),
            (Field::Week, 5, &Flaw::NoTime),
            (Field::Week, 6, &Flaw::NoTime),
            (Field::Week, 7, &Flaw::Backwards),
            (Field::Days, 2, &Flaw::NoDate),
            (Field::Shifts, 2, &Flaw::NoTime),
            (Field::Holidays, 1, &Flaw::NoCountry),
            (Field::Zone, 1, &Flaw::NoZone),
        ];
        assert_eq!(flaws, expected);
        for lang in LANGS {
            for (_, one) in &refused {
                let told = one.told(Words::of(lang));
                assert!(told.contains(&one.text) && told.contains(&one.line.to_string()), "{told}");
                assert!(!told.contains(['{', '}']), "{told}");
            }
        }
        // What can be used is.
        let hours = table.hours(&Zone::fixed(60)).unwrap();
        assert!(hours.is_open(at("2026-11-20T09:00+01:00")));
        assert!(!hours.is_open(at("2026-12-24T09:00+01:00")));
        let many = "1.1.\n".repeat(MOST + 2);
        let refused = Timetable { days: many, ..Timetable::default() }.refused();
        assert_eq!(refused.iter().map(|(_, one)| one.line).collect::<Vec<_>>(), [MOST + 1]);
    }

    #[test]
    fn nothing_said_is_no_hours_and_days_off_alone_leave_the_others_open() {
        let zone = Zone::fixed(0);
        assert!(Timetable::default().hours(&zone).is_none());
        let off = Timetable { holidays: "no".into(), ..Timetable::default() };
        let hours = off.hours(&zone).unwrap();
        assert!(hours.is_open(at("2026-05-16T03:00Z")) && !hours.is_open(at("2026-05-17T03:00Z")));
    }

    #[test]
    fn shifts_alone_are_the_hours() {
        let zone = Zone::fixed(0);
        let shifts = "Aften man-fre 16-22, Bo\nNat lør 22-02".into();
        let alone = Timetable { shifts, days: "20.11.".into(), ..Timetable::default() };
        let hours = alone.hours(&zone).unwrap();
        let open = |iso: &str| hours.is_open(at(iso));
        assert!(open("2026-11-23T16:00Z") && open("2026-11-23T21:59Z"));
        assert!(!open("2026-11-23T03:10Z") && !open("2026-11-23T22:00Z"));
        assert!(open("2026-11-21T23:00Z") && open("2026-11-22T01:59Z"));
        assert!(!open("2026-11-22T02:00Z") && !open("2026-11-21T16:00Z"));
        // A day off has no shift.
        assert!(!open("2026-11-20T17:00Z"));
        let with_week = Timetable { week: "man-søn 8-16".into(), ..alone };
        assert!(!with_week.hours(&zone).unwrap().is_open(at("2026-11-23T17:00Z")));
    }

    #[test]
    fn a_night_goes_on_in_the_next_day_and_a_named_zone_counts() {
        let night = Timetable {
            week: "søn 22-06".into(),
            zone: "Europe/Helsinki".into(),
            ..Timetable::default()
        };
        let hours = night.hours(&Zone::fixed(0)).unwrap();
        let open = |iso: &str| hours.is_open(at(iso));
        assert!(open("2026-11-22T22:00+02:00") && open("2026-11-23T05:59+02:00"));
        assert!(!open("2026-11-23T06:00+02:00") && !open("2026-11-23T22:00+02:00"));
    }

    proptest! {
        #[test]
        fn no_text_panics(week in "(?s).{0,30}", days in "[0-9./ –-]{0,24}", shifts in "[a-z0-9:, -]{0,24}") {
            let table = Timetable { week, days, shifts, ..Timetable::default() };
            let lines = table.week.lines().count() + table.days.lines().count() + table.shifts.lines().count();
            prop_assert!(table.refused().len() <= lines);
        }
    }
}
