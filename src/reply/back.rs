//! When somebody is back at a customer's trouble, in words.

use std::ops::Range;

use time::{Duration, PrimitiveDateTime};

use crate::clock::Zone;
use crate::clock::hours::Hours;

use super::Situation;
use super::draft::SURE_NOW;
use super::phrases::Book;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// So long we take until there is word.
const WORD_MS: i64 = 2 * HOUR_MS;
/// And no less than this where somebody can't wait.
const SOON_MS: i64 = 30 * MINUTE_MS;
const QUARTER_MS: i64 = 15 * MINUTE_MS;
/// Hours in which somebody who answers may be there for as long.
const DAY: Range<u8> = 8..20;
/// With less of the day than this left, nothing more is promised for today.
const SHORT_MS: i64 = HOUR_MS;
/// So long after opening what waited overnight has been looked at.
const MORNING_MS: i64 = 2 * HOUR_MS;

/// When the company takes a trouble up that it can't take up now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Back {
    /// In epoch milliseconds.
    at: i64,
    /// The company is closed until then.
    pub closed: bool,
}

impl Back {
    /// None while the company is open for another hour, and where its hours are not known.
    pub fn of(situation: &Situation<'_>) -> Option<Self> {
        let (hours, now) = (situation.hours?, situation.now);
        if !hours.is_open(now) {
            return Some(Self { at: hours.opens(now)?, closed: true });
        }
        let closes = hours.closes(now).filter(|closes| closes - now < SHORT_MS)?;
        Some(Self { at: hours.after(hours.opens(closes)?, MORNING_MS), closed: false })
    }

    /// "i morgen kl. 8". None where it is a week away or more.
    pub fn in_words(self, book: &Book, hours: &Hours, now: i64) -> Option<String> {
        in_words(book, &book.times[0], hours.zone(), self.at, now)
    }
}

/// When the customer will have word from us, "i dag kl. 15".
pub(super) fn by(situation: &Situation<'_>, book: &Book) -> Option<String> {
    let (zone, now) = (situation.zone?, situation.now);
    let is_hasty = situation.reading.haste.now >= SURE_NOW;
    let soon = soon_at(situation.hours, zone, now).filter(|_| is_hasty);
    let at = soon.or_else(|| word_at(situation.hours, zone, now))?;
    in_words(book, &book.times[1], zone, at, now)
}

/// Half an hour from now and then the next full quarter, if somebody is there then.
fn soon_at(hours: Option<&Hours>, zone: &Zone, now: i64) -> Option<i64> {
    let at = now.saturating_add(SOON_MS + QUARTER_MS - 1).div_euclid(QUARTER_MS) * QUARTER_MS;
    let is_open = match hours {
        Some(hours) => hours.is_open(now) && hours.is_open(at - MINUTE_MS),
        None => DAY.contains(&zone.civil(now).hour()),
    };
    is_open.then_some(at)
}

/// Two working hours from now and then the next full hour. Where the hours are not known,
/// days are from 8 to 22, as long as somebody who answers now may be there.
fn word_at(hours: Option<&Hours>, zone: &Zone, now: i64) -> Option<i64> {
    let full = |at: i64| at.saturating_add(HOUR_MS - 1).div_euclid(HOUR_MS) * HOUR_MS;
    let Some(hours) = hours else {
        let civil = zone.civil(now);
        let at = |days, hour| {
            let day = civil.date().saturating_add(Duration::days(days));
            zone.instant(day.midnight().saturating_add(Duration::hours(hour)))
        };
        return Some(match civil.hour() {
            hour if hour < DAY.start => at(0, 10),
            hour if DAY.contains(&hour) => full(now.saturating_add(WORD_MS)),
            _ => at(1, 10),
        });
    };
    let at = full(hours.after(hours.opens(now).unwrap_or(now), WORD_MS));
    if hours.is_open(at - MINUTE_MS) {
        return Some(at);
    }
    let at = full(hours.after(hours.opens(at)?, WORD_MS));
    Some(at).filter(|at| hours.is_open(at - MINUTE_MS))
}

/// A time within a week by a pattern with `{day}` and `{clock}`.
fn in_words(book: &Book, pattern: &str, zone: &Zone, at: i64, now: i64) -> Option<String> {
    let (then, now) = (zone.civil(at), zone.civil(now));
    let day = match (then.date() - now.date()).whole_days() {
        0 => book.today.clone(),
        1 => book.tomorrow.clone(),
        2..=6 => {
            let weekday = usize::from(then.weekday().number_days_from_monday());
            book.coming.get(weekday)?.clone()
        }
        _ => return None,
    };
    Some(pattern.replace("{day}", &day).replace("{clock}", &clock(book, then)))
}

fn clock(book: &Book, time: PrimitiveDateTime) -> String {
    let [full, minutes] = &book.clock;
    let pattern = if time.minute() == 0 { full } else { minutes };
    let (half, hour) = (if time.hour() < 12 { "am" } else { "pm" }, (time.hour() + 11) % 12 + 1);
    pattern
        .replace("{h}", &time.hour().to_string())
        .replace("{h12}", &hour.to_string())
        .replace("{am}", half)
        .replace("{m}", &format!("{:02}", time.minute()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Open on weekdays from 8 to 16 in Copenhagen.
    fn office() -> Hours {
        let week = [480, 480, 480, 480, 480, 0, 0]
            .map(|from| if from == 0 { Vec::new() } else { vec![(from, 960)] });
        Hours::new(zone(), week, Vec::new(), None, Vec::new())
    }

    fn zone() -> Zone {
        Zone::named(Some("Europe/Copenhagen"), 0)
    }

    #[test]
    fn word_comes_two_working_hours_from_now() {
        let word = |hours: Option<&Hours>, now: &str| {
            let now = crate::page::time::stated(now).unwrap().at;
            let at = zone().civil(word_at(hours, &zone(), now).unwrap());
            format!("{} {}", at.date(), at.hour())
        };
        let office = office();
        for (now, in_hours, at_all_hours) in [
            ("2026-11-19T10:20:00+01:00", "2026-11-19 13", "2026-11-19 13"),
            ("2026-11-19T14:00:00+01:00", "2026-11-19 16", "2026-11-19 16"),
            ("2026-11-19T15:30:00+01:00", "2026-11-20 10", "2026-11-19 18"),
            ("2026-11-20T16:54:00+01:00", "2026-11-23 10", "2026-11-20 19"),
            ("2026-11-20T20:01:00+01:00", "2026-11-23 10", "2026-11-21 10"),
            ("2026-11-20T05:00:00+01:00", "2026-11-20 10", "2026-11-20 10"),
        ] {
            assert_eq!(word(Some(&office), now), in_hours, "{now}");
            assert_eq!(word(None, now), at_all_hours, "{now}");
        }
    }

    #[test]
    fn who_cannot_wait_has_word_within_the_hour() {
        let soon = |hours: Option<&Hours>, now: &str| {
            let now = crate::page::time::stated(now).unwrap().at;
            let at = zone().civil(soon_at(hours, &zone(), now)?);
            Some((at.hour(), at.minute()))
        };
        let office = office();
        for (now, in_hours, at_all_hours) in [
            ("2026-11-19T10:00:00+01:00", Some((10, 30)), Some((10, 30))),
            ("2026-11-19T10:01:00+01:00", Some((10, 45)), Some((10, 45))),
            ("2026-11-19T15:30:00+01:00", Some((16, 0)), Some((16, 0))),
            ("2026-11-19T15:31:00+01:00", None, Some((16, 15))),
            ("2026-11-19T03:00:00+01:00", None, None),
        ] {
            assert_eq!(soon(Some(&office), now), in_hours, "{now}");
            assert_eq!(soon(None, now), at_all_hours, "{now}");
        }
    }

    proptest! {
        #[test]
        fn word_comes_while_somebody_is_there(now in 1_767_225_600_000_i64..1_798_761_600_000) {
            let office = office();
            let at = word_at(Some(&office), &zone(), now).unwrap();
            prop_assert!(at - now >= WORD_MS && office.is_open(at - MINUTE_MS), "{now} {at}");
            let at = word_at(None, &zone(), now).unwrap();
            prop_assert!(at - now >= WORD_MS && (10..=22).contains(&zone().civil(at).hour()));
        }
    }
}
