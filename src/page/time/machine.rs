//! Times that a page writes for machines: ISO 8601 and epoch seconds.

use jiff::civil::{Date, Time};

use crate::clock::{Interval, Zone};

const MINUTE_MS: i64 = 60_000;

/// Reads a `datetime` attribute or a `data-utime`: a date, a date and time
/// with or without an offset, epoch seconds or milliseconds. What has no
/// offset is in the page's `zone`. As precise as it is written.
pub(super) fn read(text: &str, zone: &Zone) -> Option<Interval> {
    let text = text.trim();
    epoch(text).or_else(|| iso(text, zone))
}

/// Epoch seconds (9 to 11 digits) or milliseconds (12 to 14).
fn epoch(text: &str) -> Option<Interval> {
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

/// An ISO 8601 date, or date and time.
fn iso(text: &str, zone: &Zone) -> Option<Interval> {
    let mut rest = Rest(text);
    let date = date(&mut rest)?;
    if rest.0.is_empty() {
        let end = Time::constant(23, 59, 59, 999_000_000);
        return Some(zone.interval(date.to_datetime(Time::midnight()), date.to_datetime(end)));
    }
    if !(rest.take("T") || rest.take("t") || rest.take(" ")) {
        return None;
    }
    let (first, last) = clock(&mut rest)?;
    rest.take(" ");
    let (first, last) = (date.to_datetime(first), date.to_datetime(last));
    let Some(ahead) = offset(&mut rest)? else {
        return Some(zone.interval(first, last));
    };
    let utc = Zone::fixed(0).interval(first, last);
    Some(Interval {
        earliest: utc.earliest.saturating_sub(ahead),
        latest: utc.latest.saturating_sub(ahead),
    })
}

/// "2012-08-02".
fn date(rest: &mut Rest<'_>) -> Option<Date> {
    let year = rest.digits(4)?;
    rest.expect("-")?;
    let month = rest.digits(2)?;
    rest.expect("-")?;
    let day = rest.digits(2)?;
    let small = |number: i32| i8::try_from(number).ok();
    Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()
}

/// "16:54", "16:54:30" or "16:54:30.123" as its first and last millisecond.
fn clock(rest: &mut Rest<'_>) -> Option<(Time, Time)> {
    let small = |number: i32| i8::try_from(number).ok();
    let hour = small(rest.digits(2)?)?;
    rest.expect(":")?;
    let minute = small(rest.digits(2)?)?;
    if !rest.take(":") {
        let first = Time::new(hour, minute, 0, 0).ok()?;
        return Some((first, Time::new(hour, minute, 59, 999_000_000).ok()?));
    }
    // A leap second counts as the second before it.
    let second = small(rest.digits(2)?)?.min(59);
    if !(rest.take(".") || rest.take(",")) {
        let first = Time::new(hour, minute, second, 0).ok()?;
        return Some((first, Time::new(hour, minute, second, 999_000_000).ok()?));
    }
    let mut nanosecond = 0;
    let mut worth = 100_000_000;
    while let Some(digit) = rest.digits(1) {
        nanosecond += digit * worth;
        worth /= 10;
    }
    let millisecond = nanosecond / 1_000_000 * 1_000_000;
    let time = Time::new(hour, minute, second, millisecond).ok()?;
    Some((time, time))
}

/// How far ahead of UTC in milliseconds; `Some(None)` where nothing is said,
/// None where something else stands there.
fn offset(rest: &mut Rest<'_>) -> Option<Option<i64>> {
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
    let hours = rest.digits(2)?;
    rest.take(":");
    let minutes = rest.digits(2).unwrap_or(0);
    // A zone's name may follow in brackets (RFC 9557); the offset says enough.
    let ends = rest.0.is_empty() || rest.0.starts_with('[');
    (ends && hours < 24 && minutes < 60)
        .then_some(Some(sign * (i64::from(hours) * 60 + i64::from(minutes)) * MINUTE_MS))
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
    fn expect(&mut self, mark: &str) -> Option<()> {
        self.take(mark).then_some(())
    }

    /// Takes just `count` digits as a number.
    fn digits(&mut self, count: usize) -> Option<i32> {
        let (digits, after) = self.0.split_at_checked(count)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.0 = after;
        digits.parse().ok()
    }
}
