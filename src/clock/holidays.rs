//! The public holidays of the Nordic countries, by the rules in `holidays.txt`.

use time::{Date, Weekday};

use super::calendar;
use crate::data;

/// A country whose holidays we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Country {
    /// Denmark.
    Dk,
    /// Norway.
    No,
    /// Sweden.
    Se,
    /// Finland.
    Fi,
}

impl Country {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Dk, Self::No, Self::Se, Self::Fi];

    /// Its code in ISO 3166.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Dk => "DK",
            Self::No => "NO",
            Self::Se => "SE",
            Self::Fi => "FI",
        }
    }

    /// The country of a code, in any case.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|country| country.code().eq_ignore_ascii_case(code))
    }
}

/// A country's holidays.
#[derive(Debug, Clone)]
pub struct Holidays {
    rules: Vec<Rule>,
}

/// One holiday.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Rule {
    day: Day,
    /// The first and the last year that have it.
    first: i32,
    last: i32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Day {
    /// Month and day.
    Date(u8, u8),
    /// Days after Easter Sunday.
    Easter(i32),
    /// The first such weekday from a month and day on.
    From(Weekday, u8, u8),
}

impl Holidays {
    /// The holidays of a country, with the half ones where `half`.
    #[must_use]
    pub fn of(country: Country, half: bool) -> Self {
        let file = data::text("src/clock/holidays.txt").unwrap_or_default();
        let rules = file.lines().filter_map(|line| {
            let line = if half { line.strip_prefix("half ").unwrap_or(line) } else { line };
            Rule::read(line.strip_prefix(country.code())?.strip_prefix(' ')?)
        });
        Self { rules: rules.collect() }
    }

    /// Whether the day is one of them.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        let easter = easter(date.year()).map_or(0, |easter| easter.to_julian_day());
        let since_easter = date.to_julian_day() - easter;
        let (month, day) = (u8::from(date.month()), date.day());
        self.rules.iter().filter(|rule| (rule.first..=rule.last).contains(&date.year())).any(
            |rule| match rule.day {
                Day::Date(its_month, its_day) => (its_month, its_day) == (month, day),
                Day::Easter(days) => days == since_easter,
                Day::From(weekday, from_month, from_day) => {
                    let from = calendar::date(date.year(), from_month, from_day);
                    let days = from.map(|from| date.to_julian_day() - from.to_julian_day());
                    date.weekday() == weekday && days.is_some_and(|days| (0..7).contains(&days))
                }
            },
        )
    }
}

impl Rule {
    /// What a line says behind its country.
    fn read(line: &str) -> Option<Self> {
        let month_day = |text: &str| {
            let (month, day) = text.split_once('-')?;
            Some((month.parse().ok()?, day.parse().ok()?))
        };
        let mut words = line.split(' ');
        let word = words.next()?;
        let weekday = match word {
            "fri" => Some(Weekday::Friday),
            "sat" => Some(Weekday::Saturday),
            _ => None,
        };
        let day = if let Some(days) = word.strip_prefix("easter") {
            Day::Easter(days.parse().ok()?)
        } else if let Some(weekday) = weekday {
            let (month, day) = month_day(words.next()?)?;
            Day::From(weekday, month, day)
        } else {
            let (month, day) = month_day(word)?;
            Day::Date(month, day)
        };
        let (first, last) =
            words.next().and_then(|years| years.split_once("..")).unwrap_or_default();
        let year = |text: &str, else_: i32| text.parse().unwrap_or(else_);
        Some(Self { day, first: year(first, i32::MIN), last: year(last, i32::MAX) })
    }
}

/// Easter Sunday of a year of the Gregorian calendar: the anonymous algorithm
/// of Nature, 20 April 1876, as in Jean Meeus, Astronomical Algorithms
/// (1991), chapter 8. The names are his.
fn easter(year: i32) -> Option<Date> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b.rem_euclid(4));
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    calendar::date(year, u8::try_from(sum / 31).ok()?, u8::try_from(sum % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Month and day of Easter Sunday from 2000 on.
    const EASTERS: [(u8, u8); 41] = [
        (4, 23),
        (4, 15),
        (3, 31),
        (4, 20),
        (4, 11),
        (3, 27),
        (4, 16),
        (4, 8),
        (3, 23),
        (4, 12),
        (4, 4),
        (4, 24),
        (4, 8),
        (3, 31),
        (4, 20),
        (4, 5),
        (3, 27),
        (4, 16),
        (4, 1),
        (4, 21),
        (4, 12),
        (4, 4),
        (4, 17),
        (4, 9),
        (3, 31),
        (4, 20),
        (4, 5),
        (3, 28),
        (4, 16),
        (4, 1),
        (4, 21),
        (4, 13),
        (3, 28),
        (4, 17),
        (4, 9),
        (3, 25),
        (4, 13),
        (4, 5),
        (4, 25),
        (4, 10),
        (4, 1),
    ];

    fn day(iso: &str) -> Date {
        let mut parts = iso.split('-').map(|part| part.parse::<u16>().unwrap());
        let mut next = || parts.next().unwrap();
        let (year, month, day) = (next(), next(), next());
        calendar::date(year.into(), month.try_into().unwrap(), day.try_into().unwrap()).unwrap()
    }

    #[test]
    fn easter_is_when_it_is() {
        for ((month, day), year) in EASTERS.into_iter().zip(2000..) {
            assert_eq!(easter(year), calendar::date(year, month, day), "{year}");
        }
        // The earliest and the latest that can be.
        assert_eq!(easter(1818), calendar::date(1818, 3, 22));
        assert_eq!(easter(1943), calendar::date(1943, 4, 25));
    }

    #[test]
    fn every_rule_is_read_and_every_example_comes_out() {
        let file = data::text("src/clock/holidays.txt").unwrap();
        let mut examples = 0;
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (sign, rest) = match line.split_once(' ') {
                Some((sign @ ("=" | "!"), rest)) => (Some(sign), rest),
                _ => (None, line),
            };
            let (is_half, rest) = rest.strip_prefix("half ").map_or((false, rest), |it| (true, it));
            let (code, what) = rest.split_once(' ').unwrap();
            let country = Country::of_code(code).unwrap();
            match sign {
                None => assert!(Rule::read(what).is_some(), "{line}"),
                Some(sign) => {
                    let found = Holidays::of(country, is_half).contains(day(what));
                    assert_eq!(found, sign == "=", "{line}");
                    examples += 1;
                }
            }
        }
        assert!(examples > 25);
    }

    /// Counted by hand from the calendars of 2021 and 2026, in which none
    /// falls on another (2021: Whit Sunday is 23 May, Easter 4 April).
    #[test]
    fn a_year_has_so_many() {
        let count = |year: i32, country, half| {
            let holidays = Holidays::of(country, half);
            let days = (1..=365).filter_map(|day| Date::from_ordinal_date(year, day).ok());
            days.filter(|day| holidays.contains(*day)).count()
        };
        let counts = |year| {
            Country::ALL.map(|country| (count(year, country, false), count(year, country, true)))
        };
        assert_eq!(counts(2021), [(11, 15), (12, 16), (13, 17), (13, 17)]);
        assert_eq!(counts(2026), [(10, 14), (12, 16), (13, 17), (13, 17)]);
    }

    #[test]
    fn no_year_panics() {
        for year in [-9999, -1, 0, 1, 9999] {
            let holidays = Holidays::of(Country::Se, true);
            assert!(holidays.contains(calendar::date(year, 12, 25).unwrap()));
        }
    }
}
