//! Times that a page writes for machines: ISO 8601 and epoch seconds.

use std::fmt;
use std::str::FromStr;

use time::{Date, PrimitiveDateTime, Time};

use crate::clock::{Interval, Zone, calendar};

/// Reads a `datetime` attribute or a `data-utime`: a date, a date and time
/// with or without an offset, epoch seconds or milliseconds. What has no
/// offset is in the page's `zone`. As precise as it is written.
pub(super) fn read(text: &str, zone: &Zone) -> Option<Interval> {
    let text = text.trim();
    epoch(text).or_else(|| {
        let Written { first, last, offset_minutes } = iso(text).ok()?;
        Some(match offset_minutes {
            Some(minutes) => Zone::fixed(minutes).interval(first, last),
            None => zone.interval(first, last),
        })
    })
}

/// An instant, and where its clock stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// In epoch milliseconds (UTC).
    pub at: i64,
    /// How many minutes that clock was ahead of UTC.
    pub offset_minutes: i32,
}

/// Reads an ISO 8601 date and time with an offset from UTC.
///
/// # Errors
/// What is wrong with it.
pub fn stated(text: &str) -> Result<Stated, Flaw> {
    let Written { first, offset_minutes, .. } = iso(text.trim())?;
    let offset_minutes = offset_minutes.ok_or(Flaw::NoOffset)?;
    Ok(Stated { at: Zone::fixed(offset_minutes).instant(first), offset_minutes })
}

/// Why a text is no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// No date stands first.
    NoDate,
    /// The calendar has no such date.
    Date,
    /// Something other than a time follows the date.
    NoTime,
    /// No clock shows such a time.
    Time,
    /// What follows the time is no offset.
    Offset,
    /// The offset is missing.
    NoOffset,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoDate => "it does not begin with a date such as 2024-05-15",
            Self::Date => "there is no such date",
            Self::NoTime => "after the date stands no time such as T10:20 or T10:20:30.5",
            Self::Time => "there is no such time of day",
            Self::Offset => "after the time stands no offset from UTC such as Z or +02:00",
            Self::NoOffset => "it has no offset from UTC such as Z or +02:00",
        })
    }
}

impl std::error::Error for Flaw {}

/// Epoch seconds (9 to 11 digits, and perhaps a fraction) or milliseconds (12
/// to 14).
fn epoch(text: &str) -> Option<Interval> {
    let (text, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = || text.parse::<i64>().ok();
    match text.len() {
        9..=11 => number().map(|seconds| Interval::between(seconds * 1_000, seconds * 1_000 + 999)),
        12..=14 => number().map(|at| Interval::between(at, at)),
        _ => None,
    }
}

/// A date, or date and time: its first and last millisecond.
struct Written {
    first: PrimitiveDateTime,
    last: PrimitiveDateTime,
    offset_minutes: Option<i32>,
}

/// An ISO 8601 date, or date and time.
fn iso(text: &str) -> Result<Written, Flaw> {
    let mut rest = Rest(text);
    let date = date(&mut rest)?;
    let (mut first, mut last) = (Time::MIDNIGHT, Time::MAX);
    let mut offset_minutes = None;
    if !rest.0.is_empty() {
        if !(rest.take("T") || rest.take("t") || rest.take(" ")) {
            return Err(Flaw::NoTime);
        }
        (first, last) = clock(&mut rest)?;
        rest.take(" ");
        offset_minutes = offset(&mut rest).ok_or(Flaw::Offset)?;
    }
    let on = |time| PrimitiveDateTime::new(date, time);
    Ok(Written { first: on(first), last: on(last), offset_minutes })
}

/// "2012-08-02", and "20120802" before a time.
fn date(rest: &mut Rest<'_>) -> Result<Date, Flaw> {
    let is_compact = rest.0.as_bytes().get(8) == Some(&b'T');
    let mark = if is_compact { "" } else { "-" };
    let mut figures = || {
        let year = rest.digits(4)?;
        let month = rest.after(mark)?.digits(2)?;
        Some((year, month, rest.after(mark)?.digits(2)?))
    };
    let (year, month, day) = figures().ok_or(Flaw::NoDate)?;
    calendar::date(year, month, day).ok_or(Flaw::Date)
}

/// "16:54", "16:54:30", "16:54:30.123" or "165430" as its first and last millisecond.
fn clock(rest: &mut Rest<'_>) -> Result<(Time, Time), Flaw> {
    let is_compact = rest.0.as_bytes().get(2).is_some_and(u8::is_ascii_digit);
    let mark = if is_compact { "" } else { ":" };
    let mut figures = || Some((rest.digits(2)?, rest.after(mark)?.digits(2)?));
    let (hour, minute) = figures().ok_or(Flaw::NoTime)?;
    let time = |second, millisecond| {
        Time::from_hms_milli(hour, minute, second, millisecond).map_err(|_| Flaw::Time)
    };
    let goes_on = !is_compact || rest.0.starts_with(|next: char| next.is_ascii_digit());
    if !goes_on || !rest.take(mark) {
        return Ok((time(0, 0)?, time(59, 999)?));
    }
    // A leap second counts as the second before it.
    let second = rest.digits::<u8>(2).ok_or(Flaw::NoTime)?.min(59);
    if !(rest.take(".") || rest.take(",")) {
        return Ok((time(second, 0)?, time(second, 999)?));
    }
    let mut millisecond = 0;
    let mut worth = 100;
    while let Some(digit) = rest.digits::<u16>(1) {
        millisecond += digit * worth;
        worth /= 10;
    }
    let time = time(second, millisecond)?;
    Ok((time, time))
}

/// How many minutes ahead of UTC; `Some(None)` where nothing is said, None
/// where something else stands there.
fn offset(rest: &mut Rest<'_>) -> Option<Option<i32>> {
    if rest.0.is_empty() {
        return Some(None);
    }
    if rest.take("Z") || rest.take("z") || rest.take("UTC") || rest.take("GMT") {
        return rest.0.is_empty().then_some(Some(0));
    }
    let sign = if rest.take("+") {
        1
    } else if rest.take("-") || rest.take("−") {
        -1
    } else {
        return None;
    };
    let hours: i32 = rest.digits(2)?;
    rest.take(":");
    let minutes: i32 = rest.digits(2).unwrap_or(0);
    // A zone's name may follow in brackets (RFC 9557); the offset says enough.
    let ends = rest.0.is_empty() || rest.0.starts_with('[');
    (ends && hours < 24 && minutes < 60).then_some(Some(sign * (hours * 60 + minutes)))
}

/// What is still to be read.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    /// Takes `mark` if it comes next.
    fn take(&mut self, mark: &str) -> bool {
        let after = self.0.strip_prefix(mark);
        self.0 = after.unwrap_or(self.0);
        after.is_some()
    }

    /// Takes `mark`, which must come next.
    fn after(&mut self, mark: &str) -> Option<&mut Self> {
        self.take(mark).then_some(self)
    }

    /// Takes just `count` digits as a number.
    fn digits<T: FromStr>(&mut self, count: usize) -> Option<T> {
        let (digits, after) = self.0.split_at_checked(count)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.0 = after;
        digits.parse().ok()
    }
}
