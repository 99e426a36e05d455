//! When somebody is back at a customer's trouble, in words.

use time::PrimitiveDateTime;

use crate::clock::hours::Hours;

use super::Situation;
use super::phrases::Book;

const MINUTE_MS: i64 = 60_000;
/// With less of the day than this left, nothing more is promised for today.
const SHORT_MS: i64 = 60 * MINUTE_MS;
/// So long after opening what waited overnight has been looked at.
const MORNING_MS: i64 = 120 * MINUTE_MS;

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
        let (then, now) = (hours.zone().civil(self.at), hours.zone().civil(now));
        let day = match (then.date() - now.date()).whole_days() {
            0 => book.today.clone(),
            1 => book.tomorrow.clone(),
            2..=6 => {
                let weekday = usize::from(then.weekday().number_days_from_monday());
                book.coming.get(weekday)?.clone()
            }
            _ => return None,
        };
        Some(format!("{day} {}", clock(book, then)))
    }
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
