//! What a customer wrote, as an answer can name it: where, since when, how long.

use crate::reading::spoken::{self, Normal};
use crate::reading::{Lang, SpokenKind};
use crate::text::{lowered, upper};

use super::Situation;
use super::phrases::Book;

/// The details of a post, each in words that follow a noun or a verb.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Details {
    /// "i Hjørring".
    pub place: Option<String>,
    /// "siden mandag", "i tre uger".
    pub since: Option<String>,
    /// "55 minutter": how long the customer was kept waiting on a phone or in a queue.
    pub span: Option<String>,
}

/// What stands before a place as it is named.
const IN: &[&str] = &["i", "på", "in", "at", "ved", "vid"];
const SINCE: &[&str] = &["siden", "sidan", "sedan", "since"];
/// What stands before a time that has lasted, and behind one that is past.
const FOR: &[&str] = &["i", "på", "for", "in"];

impl Details {
    pub fn of(situation: &Situation<'_>, book: &Book) -> Self {
        let mut details = Self::default();
        // In another language than the customer's her words can't be named.
        if situation.reading.lang.value != situation.lang || situation.lang == Lang::Und {
            return details;
        }
        let post = situation.post;
        for spoken in spoken::find(post, situation.lang) {
            let before = post.get(..spoken.range.start).and_then(last_word);
            let before = before.as_deref().unwrap_or_default();
            let after = post.get(spoken.range.end..).and_then(first_word);
            match spoken.kind {
                SpokenKind::Place if IN.contains(&before) => {
                    let place =
                        post.get(spoken.range).map(|name| format!("{before} {}", capital(name)));
                    details.place = details.place.or(place);
                }
                // Days go by: "since Monday" is another Monday next week.
                SpokenKind::Date if SINCE.contains(&before) && situation.days_waited == 0 => {
                    let day = spoken.normal.and_then(|normal| book.day(normal));
                    details.since = details.since.or(day.map(|day| format!("{before} {day}")));
                }
                SpokenKind::Duration => {
                    let Some(Normal::Length(count, unit)) = spoken.normal else { continue };
                    let Some(length) = book.length(count, unit) else { continue };
                    let is_past = after.is_some_and(|after| {
                        SINCE.contains(&after.as_str()) || matches!(after.as_str(), "ago" | "ago.")
                    });
                    // "På två dagar" is how fast it went.
                    let is_pace = before == "på" && matches!(situation.lang, Lang::Da | Lang::Sv);
                    if is_past || is_pace || !FOR.contains(&before) {
                        continue;
                    }
                    if matches!(unit, 1 | 2) {
                        details.span = details.span.or(Some(length));
                    } else if situation.days_waited == 0 {
                        details.since = details.since.or(Some(format!("{before} {length}")));
                    }
                }
                _ => {}
            }
        }
        details
    }
}

impl Book {
    /// A day as an answer names it after "since".
    fn day(&self, normal: Normal) -> Option<String> {
        match normal {
            Normal::Weekday(day) => self.weekdays.get(usize::from(day).checked_sub(1)?).cloned(),
            Normal::Days(-1) => Some(self.yesterday.clone()),
            _ => None,
        }
    }

    /// So many of a unit: 1 a minute to 6 a year.
    fn length(&self, count: u16, unit: u16) -> Option<String> {
        let [one, many] = self.units.get(usize::from(unit).checked_sub(1)?)?;
        match count {
            0 => None,
            1 => Some(one.clone()),
            _ => Some(many.replace("{n}", &self.in_words(count.into()))),
        }
    }
}

fn last_word(text: &str) -> Option<String> {
    let word = text.trim_end_matches(' ').rsplit(char::is_whitespace).next()?;
    word.chars().all(char::is_alphabetic).then(|| lowered(word))
}

fn first_word(text: &str) -> Option<String> {
    text.split_whitespace().next().map(lowered)
}

/// A name with its capital.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(upper).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::super::check::testing::Case;
    use super::super::phrases;
    use super::*;

    fn check(lang: Lang, post: &'static str, place: &str, since: &str, span: &str) {
        let mut case = Case::new(lang);
        case.post = post;
        let details = Details::of(&case.situation(), phrases::book(lang).unwrap());
        let found = [details.place, details.since, details.span].map(Option::unwrap_or_default);
        assert_eq!(found, [place, since, span], "{post}");
    }

    #[test]
    fn what_the_customer_wrote_can_be_named() {
        check(
            Lang::Da,
            "Nettet har været nede i Hjørring siden mandag",
            "i Hjørring",
            "siden mandag",
            "",
        );
        check(
            Lang::Nb,
            "Strømmen har vært borte på Frogner i tre dager",
            "på Frogner",
            "i tre dager",
            "",
        );
        check(Lang::Nn, "Eg venta i 55 minutt på telefonen", "", "", "55 minutt");
        check(Lang::Sv, "Inget bredband i Umeå sedan i går", "i Umeå", "sedan i går", "");
        check(Lang::En, "I was on hold for an hour", "", "", "an hour");
    }

    #[test]
    fn what_is_past_or_unsaid_is_not() {
        check(Lang::Da, "Jeg ringede for tre uger siden", "", "", "");
        check(Lang::En, "I called three weeks ago", "", "", "");
        check(Lang::Sv, "Det fungerar inte", "", "", "");
    }

    #[test]
    fn since_a_day_is_not_said_when_days_have_passed() {
        let mut case = Case::new(Lang::Da);
        case.post = "Nede siden mandag";
        let situation = Situation { days_waited: 2, ..case.situation() };
        let details = Details::of(&situation, phrases::book(Lang::Da).unwrap());
        assert_eq!(details.since, None);
    }
}
