//! Working hours: whether the company answers at an instant, when it closes or
//! opens next, and working time as an amount.

use time::{Date, PrimitiveDateTime, Time};

use super::calendar::{self, days_after};
use super::holidays::Holidays;
use super::{Interval, Zone};

const MINUTE_MS: i64 = 60_000;

/// Minutes of a day.
pub const DAY: u16 = 24 * 60;

/// The years that hours are reckoned in. Before and after them it is always open.
const YEARS: std::ops::Range<i32> = 2004..2045;

/// What opens or closes later than so many days from now is not asked for.
const DAYS_AHEAD: usize = 8;

/// From one minute of a day until before another; from 0 to [`DAY`].
pub type Period = (u16, u16);

/// A date, or a day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// None: every year.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Days that have other hours than their weekday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The first of them.
    pub first: Day,
    /// The last of them; both have a year or neither.
    pub last: Day,
    /// Their hours; none: closed.
    pub periods: Vec<Period>,
}

impl Exception {
    fn holds(&self, date: Date) -> bool {
        let of = |day: Day| (day.year.unwrap_or_default(), day.month, day.day);
        let year = self.first.year.map_or(0, |_| date.year());
        let (first, last) = (of(self.first), of(self.last));
        let it = (year, date.month().into(), date.day());
        // From Christmas to Twelfth Night, every year.
        if first > last { first <= it || it <= last } else { first <= it && it <= last }
    }
}

/// A named part of the day that somebody has the work in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Its name.
    pub name: String,
    /// Who has it, as it was written.
    pub who: String,
    /// Its weekdays, Monday first.
    pub days: [bool; 7],
    /// The minute of the day that it begins in.
    pub from: u16,
    /// That it ends before; of the next day where not after `from`.
    pub to: u16,
}

/// When the company answers. Minutes and days are those of its zone.
#[derive(Debug, Clone)]
pub struct Hours {
    zone: Zone,
    /// By weekday, Monday first; each in order.
    week: [Vec<Period>; 7],
    /// Of those that hold for a day the last one counts.
    exceptions: Vec<Exception>,
    holidays: Option<Holidays>,
    shifts: Vec<Shift>,
    /// Minutes open from the first of the [`YEARS`] until each of their days begins.
    opened: Vec<u32>,
    first: Date,
}

impl Hours {
    /// Hours in a zone. Periods may come in any order and overlap.
    #[must_use]
    pub fn new(
        zone: Zone,
        mut week: [Vec<Period>; 7],
        mut exceptions: Vec<Exception>,
        holidays: Option<Holidays>,
        shifts: Vec<Shift>,
    ) -> Self {
        let first = calendar::date(YEARS.start, 1, 1).unwrap_or(Date::MIN);
        week.iter_mut().for_each(put_in_order);
        exceptions.iter_mut().for_each(|exception| put_in_order(&mut exception.periods));
        let mut hours =
            Self { zone, week, exceptions, holidays, shifts, opened: Vec::new(), first };
        let (mut opened, mut date) = (0, first);
        hours.opened.push(opened);
        while date.year() < YEARS.end {
            opened += hours.minutes(date);
            hours.opened.push(opened);
            let Some(next) = date.next_day() else { break };
            date = next;
        }
        hours
    }

    /// Whether it is open at `at` (epoch milliseconds, as all instants here).
    #[must_use]
    pub fn is_open(&self, at: i64) -> bool {
        match self.day(at) {
            Some(day) => self.spans(day).any(|span| span.0 <= at && at < span.1),
            None => true,
        }
    }

    /// When it closes; None where it is closed, or stays open for days.
    #[must_use]
    pub fn closes(&self, at: i64) -> Option<i64> {
        let mut end = at;
        let mut day = self.day(at)?;
        for _ in 0..DAYS_AHEAD {
            for (from, to) in self.spans(day) {
                if from <= end && end < to {
                    end = to;
                } else if from > end {
                    return Some(end).filter(|end| *end > at);
                }
            }
            if end < self.ends(day) {
                return Some(end).filter(|end| *end > at);
            }
            day = day.next_day()?;
        }
        None
    }

    /// When it closes for the day; None where it is closed all day.
    #[must_use]
    pub fn closing(&self, day: Date) -> Option<i64> {
        self.spans(day).last().map(|span| span.1)
    }

    /// When it opens; None where it is open, or never opens again.
    #[must_use]
    pub fn opens(&self, at: i64) -> Option<i64> {
        let day = self.day(at)?;
        if self.is_open(at) {
            return None;
        }
        if let Some(span) = self.spans(day).find(|span| span.0 > at) {
            return Some(span.0);
        }
        let next = self.index(day)? + 1;
        let so_far = self.opened.get(next)?;
        let later = self.opened.iter().skip(next + 1).position(|opened| opened > so_far)?;
        let day = days_after(self.first, i64::try_from(next + later).ok()?)?;
        self.spans(day).next().map(|span| span.0)
    }

    /// Open milliseconds from one instant to another; less than 0 where the
    /// other is earlier.
    #[must_use]
    pub fn between(&self, from: i64, to: i64) -> i64 {
        self.worked(to).saturating_sub(self.worked(from))
    }

    /// The first instant by which it has been open for `ms` milliseconds since
    /// `at`; `at` itself where `ms` is not more than 0.
    #[must_use]
    pub fn after(&self, at: i64, ms: i64) -> i64 {
        if ms <= 0 {
            return at;
        }
        let worked = self.worked(at).saturating_add(ms);
        let is_before = |opened: &u32| i64::from(*opened) * MINUTE_MS < worked;
        let days = self.opened.partition_point(is_before);
        let begins = |day: Date| self.edge(day, 0);
        let (Some(before), true) = (days.checked_sub(1), days < self.opened.len()) else {
            // Outside the years that are reckoned in, where it is always open.
            let (edge, opened) = match days {
                0 => (Some(self.first), 0),
                _ => (self.last(), self.opened.last().copied().unwrap_or_default()),
            };
            let left = worked.saturating_sub(i64::from(opened) * MINUTE_MS);
            return edge.map_or(at, begins).saturating_add(left);
        };
        let opened = self.opened.get(before).copied().unwrap_or_default();
        let mut left = worked - i64::from(opened) * MINUTE_MS;
        let Some(day) = days_after(self.first, i64::try_from(before).unwrap_or(i64::MAX)) else {
            return at;
        };
        for (from, to) in self.spans(day) {
            if left <= to - from {
                return from + left;
            }
            left -= to - from;
        }
        self.ends(day)
    }

    /// The shift at `at` and when it began: of several the one that began last.
    #[must_use]
    pub fn shift(&self, at: i64) -> Option<(&Shift, i64)> {
        let mut now: Option<(&Shift, i64)> = None;
        for (shift, span) in self.shifts_near(at, -1, 1) {
            if span.contains(at) && now.is_none_or(|(_, began)| span.earliest > began) {
                now = Some((shift, span.earliest));
            }
        }
        now
    }

    /// The shift that begins next after `at`, and when.
    #[must_use]
    pub fn next_shift(&self, at: i64) -> Option<(&Shift, i64)> {
        let mut next: Option<(&Shift, i64)> = None;
        for (shift, span) in self.shifts_near(at, 0, DAYS_AHEAD) {
            let begins = span.earliest;
            if begins > at && next.is_none_or(|(_, first)| begins < first) {
                next = Some((shift, begins));
            }
        }
        next
    }

    /// The zone that they are in.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Shifts of some days beginning so many after that of `at`. A day off has none.
    fn shifts_near(
        &self,
        at: i64,
        from: i64,
        count: usize,
    ) -> impl Iterator<Item = (&Shift, Interval)> {
        let today = self.zone.civil(at).date();
        let days = (from..).take(count + 1).filter_map(move |days| days_after(today, days));
        let days = days.filter(|day| !self.is_off(*day));
        days.flat_map(move |day| {
            let weekday = usize::from(day.weekday().number_days_from_monday());
            let its =
                self.shifts.iter().filter(move |shift| shift.days.get(weekday) == Some(&true));
            its.map(move |shift| {
                let last = if shift.to > shift.from { Some(day) } else { day.next_day() };
                let to = self.edge(last.unwrap_or(day), shift.to);
                (shift, Interval::between(self.edge(day, shift.from), to - 1))
            })
        })
    }

    /// A day that would be open by its weekday is closed.
    fn is_off(&self, day: Date) -> bool {
        self.periods(day).is_empty() && !self.by_weekday(day).is_empty()
    }

    fn by_weekday(&self, day: Date) -> &[Period] {
        let weekday = usize::from(day.weekday().number_days_from_monday());
        self.week.get(weekday).map_or(&[], Vec::as_slice)
    }

    fn periods(&self, day: Date) -> &[Period] {
        let exception = self.exceptions.iter().rev().find(|exception| exception.holds(day));
        match exception {
            Some(exception) => &exception.periods,
            None if self.holidays.as_ref().is_some_and(|all| all.contains(day)) => &[],
            None => self.by_weekday(day),
        }
    }

    /// Minutes that a day is open.
    fn minutes(&self, day: Date) -> u32 {
        if self.zone.may_change(day) {
            let open: i64 = self.spans(day).map(|(from, to)| to - from).sum();
            return u32::try_from(open / MINUTE_MS).unwrap_or_default();
        }
        self.periods(day).iter().map(|(from, to)| u32::from(to - from)).sum()
    }

    /// From when to when it is open on a day: in order, none touching another day.
    fn spans(&self, day: Date) -> impl Iterator<Item = (i64, i64)> {
        let (mut done, end) = (self.edge(day, 0), self.ends(day));
        self.periods(day).iter().filter_map(move |(from, to)| {
            let (from, to) = (self.edge(day, *from).max(done), self.edge(day, *to).min(end));
            // A minute that no clock shows in spring comes as long after the change.
            done = done.max(to);
            (from < to).then_some((from, to))
        })
    }

    /// The instant at which the clocks show this minute of a day.
    fn edge(&self, day: Date, minute: u16) -> i64 {
        let (day, minute) = if minute < DAY {
            (day, minute)
        } else {
            (day.next_day().unwrap_or(day), minute - DAY)
        };
        let hour = u8::try_from(minute / 60).unwrap_or_default();
        let minute = u8::try_from(minute % 60).unwrap_or_default();
        let time = Time::from_hms(hour, minute, 0).unwrap_or(Time::MIDNIGHT);
        self.zone.instant(PrimitiveDateTime::new(day, time))
    }

    fn ends(&self, day: Date) -> i64 {
        self.edge(day, DAY)
    }

    /// The day of an instant, where hours are reckoned then.
    fn day(&self, at: i64) -> Option<Date> {
        let day = self.zone.civil(at).date();
        YEARS.contains(&day.year()).then_some(day)
    }

    /// The day's place among those that are reckoned.
    fn index(&self, day: Date) -> Option<usize> {
        usize::try_from(day.to_julian_day() - self.first.to_julian_day()).ok()
    }

    /// The day after the last that is reckoned.
    fn last(&self) -> Option<Date> {
        days_after(self.first, i64::try_from(self.opened.len()).ok()? - 1)
    }

    /// Open milliseconds since the first day that is reckoned.
    fn worked(&self, at: i64) -> i64 {
        let Some(day) = self.day(at) else {
            let first = self.edge(self.first, 0);
            if at < first {
                return at.saturating_sub(first);
            }
            let opened = self.opened.last().copied().unwrap_or_default();
            let end = self.last().map_or(at, |last| self.edge(last, 0));
            return at.saturating_sub(end).saturating_add(i64::from(opened) * MINUTE_MS);
        };
        let opened = self.index(day).and_then(|index| self.opened.get(index));
        let today: i64 = self.spans(day).map(|(from, to)| at.clamp(from, to) - from).sum();
        i64::from(opened.copied().unwrap_or_default()) * MINUTE_MS + today
    }
}

/// Sorts periods and joins those that overlap.
fn put_in_order(periods: &mut Vec<Period>) {
    crate::sort::by_key(periods, |period| period.0);
    let mut joined: Vec<Period> = Vec::new();
    for (from, to) in periods.drain(..) {
        let to = to.min(DAY);
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ if from < to => joined.push((from, to)),
            _ => {}
        }
    }
    *periods = joined;
}

#[cfg(test)]
mod tests;
