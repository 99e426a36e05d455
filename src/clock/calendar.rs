//! The calendar: what the crate `time` knows of dates, in the shapes needed
//! here. What lies outside the years −9999 to 9999 is None.

use time::{Date, Duration, Month, PrimitiveDateTime, Time};

/// A day that is as long as most, in milliseconds.
pub const DAY_MS: i64 = 86_400_000;

/// What epoch milliseconds are counted from.
const EPOCH: PrimitiveDateTime = PrimitiveDateTime::new(
    match Date::from_ordinal_date(1970, 1) {
        Ok(date) => date,
        Err(_) => Date::MIN,
    },
    Time::MIDNIGHT,
);

/// What calendar and clock show in UTC at `at`, in epoch milliseconds; the
/// nearest that they can show where that lies outside the calendar.
#[must_use]
pub fn of_utc(at: i64) -> PrimitiveDateTime {
    let bound = if at < 0 { PrimitiveDateTime::MIN } else { PrimitiveDateTime::MAX };
    EPOCH.checked_add(Duration::milliseconds(at)).unwrap_or(bound)
}

/// The epoch milliseconds at which calendar and clock in UTC show `civil`.
#[must_use]
pub fn in_utc(civil: PrimitiveDateTime) -> i64 {
    let days = civil.date().to_julian_day() - EPOCH.date().to_julian_day();
    let (hour, minute, second, millisecond) = civil.time().as_hms_milli();
    let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
    i64::from(days) * DAY_MS + seconds * 1_000 + i64::from(millisecond)
}

/// The date of a year, a month from 1 to 12 and a day from 1 to 31.
#[must_use]
pub fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

/// The day `days` days after `date`; before it where negative.
#[must_use]
pub fn days_after(date: Date, days: i64) -> Option<Date> {
    let day = i64::from(date.to_julian_day()).checked_add(days)?;
    Date::from_julian_day(i32::try_from(day).ok()?).ok()
}

/// The same day `months` months after `date`, or the last day of that month
/// where it has no such day; before it where negative.
#[must_use]
pub fn months_after(date: Date, months: i64) -> Option<Date> {
    let since_year_0 = i64::from(date.year()) * 12 + i64::from(u8::from(date.month()) - 1);
    let since_year_0 = since_year_0.checked_add(months)?;
    let year = i32::try_from(since_year_0.div_euclid(12)).ok()?;
    let month = u8::try_from(since_year_0.rem_euclid(12) + 1).ok()?;
    let last = Month::try_from(month).ok()?.length(year);
    self::date(year, month, date.day().min(last))
}

/// The last day of the month of `date`.
#[must_use]
pub fn end_of_month(date: Date) -> Date {
    date.replace_day(date.month().length(date.year())).unwrap_or(date)
}

/// Jiff's times as ours, for tests that hold one against the other.
#[cfg(test)]
pub(crate) mod testing {
    use time::{PrimitiveDateTime, Time};

    /// The civil time of jiff, to the millisecond.
    pub(crate) fn ours(theirs: jiff::civil::DateTime) -> PrimitiveDateTime {
        let small = |number: i8| u8::try_from(number).unwrap();
        let date =
            super::date(theirs.year().into(), small(theirs.month()), small(theirs.day())).unwrap();
        let time = Time::from_hms_milli(
            small(theirs.hour()),
            small(theirs.minute()),
            small(theirs.second()),
            u16::try_from(theirs.millisecond()).unwrap(),
        );
        PrimitiveDateTime::new(date, time.unwrap())
    }

    /// The instant that jiff reads, in epoch milliseconds.
    pub(crate) fn at(iso: &str) -> i64 {
        iso.parse::<jiff::Timestamp>().unwrap().as_millisecond()
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use proptest::prelude::*;

    use super::testing::ours;
    use super::*;

    fn any_day() -> impl Strategy<Value = jiff::civil::Date> {
        (-9_999_i16..=9_999, 1_i8..=12, 1_i8..=31).prop_map(|(year, month, day)| {
            let first = jiff::civil::date(year, month, 1);
            jiff::civil::date(year, month, day.min(first.days_in_month()))
        })
    }

    fn our_date(theirs: jiff::civil::Date) -> Date {
        ours(theirs.at(0, 0, 0, 0)).date()
    }

    proptest! {
        #[test]
        fn reckons_as_jiff_does(day in any_day(), count in -200_000_i64..200_000) {
            let ours = our_date(day);
            let days = day.checked_add(count.days()).ok().map(our_date);
            prop_assert_eq!(days_after(ours, count), days);
            let months = day.checked_add(count.months()).ok().map(our_date);
            prop_assert_eq!(months_after(ours, count), months);
            prop_assert_eq!(end_of_month(ours), our_date(day.last_of_month()));
        }

        #[test]
        fn nothing_panics_and_what_is_shown_leads_back(at in any::<i64>(), near in -200_000_000_000_000_i64..200_000_000_000_000) {
            let day = of_utc(at).date();
            prop_assert!(at.unsigned_abs() < 1_000_000_000_000_000 || days_after(day, at).is_none());
            prop_assert!(at.unsigned_abs() < 1_000_000_000_000_000 || months_after(day, at).is_none());
            prop_assert_eq!(in_utc(of_utc(near)), near);
            prop_assert_eq!(in_utc(of_utc(in_utc(of_utc(at)))), in_utc(of_utc(at)));
        }
    }

    #[test]
    fn the_ends_of_time() {
        assert_eq!(of_utc(i64::MIN), PrimitiveDateTime::MIN);
        assert_eq!(of_utc(i64::MAX), PrimitiveDateTime::MAX);
        assert_eq!(days_after(Date::MAX, 1), None);
        assert_eq!(months_after(Date::MIN, -1), None);
    }
}
