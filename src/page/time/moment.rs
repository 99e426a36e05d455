//! What time words mean, and the interval that this is at a given now.

use time::{Date, PrimitiveDateTime, Time};

use super::TimeContext;
use super::words::Unit;
use crate::clock::calendar::{self, DAY_MS, days_after, months_after};
use crate::clock::{Interval, Zone};

/// How far a page's clock may run ahead of ours before a date without a year,
/// or a clock time without a date, is taken for an earlier one.
pub(super) const SKEW_MS: i64 = 120_000;

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// What a page's words say about a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Moment {
    /// An age of at least `least` and less than `most`.
    Ago {
        /// The age at least.
        least: Elapsed,
        /// The age is less than this.
        most: Elapsed,
    },
    /// At least `least` and less than `most` from now.
    Ahead {
        /// The wait at least.
        least: Elapsed,
        /// The wait is less than this.
        most: Elapsed,
    },
    /// The whole calendar week, month or year so many before this one.
    Turn {
        /// Week, month or year.
        unit: Unit,
        /// How many before this one; negative after it.
        back: i32,
    },
    /// A whole calendar month.
    Month {
        /// The year.
        year: i32,
        /// 1 to 12.
        month: u8,
    },
    /// A day, or a clock time on it.
    Day {
        /// Which day.
        day: Day,
        /// When on that day; at any time where None.
        clock: Option<Clock>,
    },
}

/// A day as a page names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days before today.
    Back(i32),
    /// The last such weekday that is not in the future.
    Weekday {
        /// 1 (Monday) to 7.
        weekday: u8,
        /// It is said to be past: never today.
        is_past: bool,
    },
    /// The last such day that is not in the future.
    OfYear {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// A date.
    Date(Date),
    /// Today, or yesterday where the clock time has not come yet.
    Unsaid,
}

/// A clock time, as precise as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59, if it was written.
    pub minute: Option<u8>,
    /// 0 to 59, if it was written.
    pub second: Option<u8>,
    /// How many minutes ahead of UTC it was given, if not in the page's zone.
    pub offset_minutes: Option<i32>,
}

/// An age: calendar months, and time of a fixed length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Elapsed {
    months: i64,
    milliseconds: i64,
}

impl Elapsed {
    /// This and `count` more of `unit`.
    pub(super) fn plus(self, count: u32, unit: Unit) -> Self {
        let count = i64::from(count);
        let (months, milliseconds) = match unit {
            Unit::Second => (0, SECOND_MS),
            Unit::Minute => (0, MINUTE_MS),
            Unit::Quarter => (0, 15 * MINUTE_MS),
            Unit::Hour => (0, HOUR_MS),
            Unit::Day => (0, DAY_MS),
            Unit::Week => (0, 7 * DAY_MS),
            Unit::Month => (1, 0),
            Unit::Year => (12, 0),
        };
        Self {
            months: self.months.saturating_add(months * count),
            milliseconds: self.milliseconds.saturating_add(milliseconds * count),
        }
    }

    /// This and half of `unit` more: of a month 15 days, and nothing of what is no longer
    /// than a second.
    pub(super) fn plus_half(self, unit: Unit) -> Self {
        match unit {
            Unit::Second => self,
            Unit::Minute => self.plus(30, Unit::Second),
            Unit::Quarter => self.plus(450, Unit::Second),
            Unit::Hour => self.plus(30, Unit::Minute),
            Unit::Day => self.plus(12, Unit::Hour),
            Unit::Week => self.plus(84, Unit::Hour),
            Unit::Month => self.plus(15, Unit::Day),
            Unit::Year => self.plus(6, Unit::Month),
        }
    }

    /// The instant that is this long before `now` (`sign` −1) or after it (1),
    /// in epoch milliseconds. None before the calendar begins or after it ends.
    fn away(self, sign: i64, now: i64, zone: &Zone) -> Option<i64> {
        let mut at = now;
        if self.months != 0 {
            let civil = zone.civil(now);
            let date = months_after(civil.date(), sign * self.months)?;
            at = zone.instant(civil.replace_date(date));
        }
        Some(at.saturating_add(sign * self.milliseconds))
    }
}

impl Moment {
    /// When this is, on a page seen at `context.now`. It may lie in the
    /// future. None where there is no such day.
    pub(super) fn interval(&self, context: TimeContext<'_>) -> Option<Interval> {
        let TimeContext { now, zone, .. } = context;
        match self {
            Self::Ago { least, most } => Some(Interval::between(
                most.away(-1, now, zone)?.saturating_add(1),
                least.away(-1, now, zone)?,
            )),
            Self::Ahead { least, most } => Some(Interval::between(
                least.away(1, now, zone)?,
                most.away(1, now, zone)?.saturating_sub(1),
            )),
            Self::Turn { unit, back } => turn(*unit, *back, now, zone),
            Self::Month { year, month } => {
                let first = calendar::date(*year, *month, 1)?;
                Some(days(first, calendar::end_of_month(first), zone))
            }
            Self::Day { day, clock } => day.interval(*clock, now, zone),
        }
    }
}

impl Day {
    /// This day, or `clock` on it, on a page seen at `now`.
    fn interval(self, clock: Option<Clock>, now: i64, zone: &Zone) -> Option<Interval> {
        let today = zone.civil(now).date();
        let on = |date: Date| on(date, clock, zone);
        match self {
            Self::Back(back) => on(days_after(today, -i64::from(back))?),
            Self::Date(date) => on(date),
            Self::Weekday { weekday, is_past } => {
                let mut days = (i64::from(is_past)..=7)
                    .filter_map(|back| days_after(today, -back))
                    .filter(|date| date.weekday().number_from_monday() == weekday)
                    .filter_map(on)
                    .filter(|interval| interval.earliest <= now);
                let last = days.next()?;
                // Without a clock time today's weekday may be that of a week ago.
                let other = days.next().filter(|_| clock.is_none());
                Some(other.map_or(last, |other| last.hull(other)))
            }
            Self::OfYear { month, day } => (-1..=8)
                .filter_map(|back| today.year().checked_sub(back))
                .filter_map(|year| calendar::date(year, month, day))
                .filter_map(on)
                .find(|interval| interval.earliest <= now.saturating_add(SKEW_MS)),
            Self::Unsaid => [-1, 0, 1]
                .into_iter()
                .filter_map(|back| days_after(today, -back))
                .filter_map(on)
                .find(|interval| interval.earliest <= now.saturating_add(SKEW_MS)),
        }
    }
}

/// The instants of `clock` on `date`; of the whole day without a clock time.
fn on(date: Date, clock: Option<Clock>, zone: &Zone) -> Option<Interval> {
    let Some(clock) = clock else {
        return Some(days(date, date, zone));
    };
    let (minute, second) = (clock.minute, clock.second);
    let first = Time::from_hms(clock.hour, minute.unwrap_or(0), second.unwrap_or(0)).ok()?;
    let (minute, second) = (minute.unwrap_or(59), second.unwrap_or(59));
    let last = Time::from_hms_milli(clock.hour, minute, second, 999).ok()?;
    let (first, last) = (PrimitiveDateTime::new(date, first), PrimitiveDateTime::new(date, last));
    Some(match clock.offset_minutes {
        Some(minutes) => Zone::fixed(minutes).interval(first, last),
        None => zone.interval(first, last),
    })
}

/// All instants from `first` to `last`, both days included.
fn days(first: Date, last: Date, zone: &Zone) -> Interval {
    zone.interval(
        PrimitiveDateTime::new(first, Time::MIDNIGHT),
        PrimitiveDateTime::new(last, Time::MAX),
    )
}

/// The calendar week (from Monday), month or year `back` before the one of
/// `now`.
fn turn(unit: Unit, back: i32, now: i64, zone: &Zone) -> Option<Interval> {
    let today = zone.civil(now).date();
    let back = i64::from(back);
    let (first, last) = match unit {
        Unit::Week => {
            let since_monday = i64::from(today.weekday().number_days_from_monday());
            let first = days_after(today, -since_monday - 7 * back)?;
            (first, days_after(first, 6)?)
        }
        Unit::Month => {
            let first = months_after(today.replace_day(1).ok()?, -back)?;
            (first, calendar::end_of_month(first))
        }
        Unit::Year => {
            let year = months_after(today, -12 * back)?.year();
            (calendar::date(year, 1, 1)?, calendar::date(year, 12, 31)?)
        }
        Unit::Second | Unit::Minute | Unit::Quarter | Unit::Hour | Unit::Day => return None,
    };
    Some(days(first, last, zone))
}
