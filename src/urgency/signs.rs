//! What a customer's words say of how urgent their trouble is: the file
//! `signs.txt`.

use std::ops::Range;
use std::sync::OnceLock;

use crate::data;
use crate::phrases::{Found, Phrases};
use crate::text::folded;
use crate::thread::cues;

/// What some words say: the sections of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// The trouble is over.
    Over,
    /// Asks when it will be over.
    AsksWhen,
    /// It lasts for days or weeks, or comes over and over.
    Lasting,
    /// The company said that something would happen, and it did not.
    LetDown,
    /// Somebody or something did not come.
    NoShow,
    /// The customer has asked or complained before.
    Repeated,
    /// A date or an hour by which something is to happen.
    Deadline,
    /// The press, an authority or a lawyer.
    Authority,
    /// Turns to one of them: found only beside their name.
    TurnsTo,
    /// A home of the frail, or who comes to theirs.
    FrailPlace,
    /// No way to call, no alarm or no power.
    CutOff,
    /// A cry for help.
    Cry,
    /// More than the customer alone.
    Many,
    /// Somebody who is weaker than most, or depends on the service.
    Frail,
    /// A claim is not owed.
    Mistaken,
    /// Whether a message is real.
    AsksIfReal,
    /// Money, an identity or others' data are taken.
    Taken,
    /// The customer is gone, or goes within days.
    Leaves,
    /// A service is down.
    Down,
}

const SIGNS: [(&str, Sign); 19] = [
    ("over", Sign::Over),
    ("asks_when", Sign::AsksWhen),
    ("lasting", Sign::Lasting),
    ("let_down", Sign::LetDown),
    ("no_show", Sign::NoShow),
    ("repeated", Sign::Repeated),
    ("deadline", Sign::Deadline),
    ("authority", Sign::Authority),
    ("turns_to", Sign::TurnsTo),
    ("frail_place", Sign::FrailPlace),
    ("cut_off", Sign::CutOff),
    ("cry", Sign::Cry),
    ("many", Sign::Many),
    ("frail", Sign::Frail),
    ("mistaken", Sign::Mistaken),
    ("asks_if_real", Sign::AsksIfReal),
    ("taken", Sign::Taken),
    ("leaves", Sign::Leaves),
    ("down", Sign::Down),
];

/// The signs in a post, each with the first words that say so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signs(Vec<(Sign, Range<usize>)>);

impl Signs {
    /// Those of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let folded = folded(text);
        // The same words as the customer wrote them.
        let shown = cues::words(text);
        let at = |word: usize| {
            let word = shown.get(word)?;
            let start = (word.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
            Some(start..start + word.len())
        };
        let mut signs: Vec<(Sign, Range<usize>)> = Vec::new();
        let mut before = 0;
        for sentence in cues::sentences(&folded) {
            let words = cues::words(sentence);
            let found = phrases().find(&words);
            let sign = |found: &Found| SIGNS.get(found.section).map(|known| known.1);
            let asks_when = found.iter().any(|found| sign(found) == Some(Sign::AsksWhen));
            for one in &found {
                let words = match sign(one) {
                    Some(Sign::Over) if asks_when => None,
                    // Who says that they turn to somebody may mean anybody.
                    Some(Sign::TurnsTo) => found.iter().find_map(|them| {
                        (sign(them) == Some(Sign::Authority)).then(|| together(one, them))?
                    }),
                    _ => Some(one.words.clone()),
                };
                let Some((sign, words)) = sign(one).zip(words) else { continue };
                let (first, last) = (at(before + words.start), at(before + words.end - 1));
                if let (Some(first), Some(last)) = (first, last)
                    && !signs.iter().any(|known| known.0 == sign)
                {
                    signs.push((sign, first.start..last.end));
                }
            }
            before += words.len();
        }
        Self(signs)
    }

    /// The words that say so; None where none does.
    #[must_use]
    pub fn words(&self, sign: Sign) -> Option<Range<usize>> {
        self.0.iter().find(|known| known.0 == sign).map(|known| known.1.clone())
    }
}

/// The words of one who turns to somebody, with whom they turn to: close behind them, or
/// close before where they are several words ("they will hear from me").
fn together(turns: &Found, them: &Found) -> Option<Range<usize>> {
    const CLOSE: usize = 3;
    let (turns, them) = (&turns.words, &them.words);
    let is_behind = (turns.start..=turns.end + CLOSE).contains(&them.start);
    let is_before = turns.len() > 1 && (them.end..them.end + CLOSE).contains(&turns.start);
    (is_behind || is_before).then(|| turns.start.min(them.start)..turns.end.max(them.end))
}

fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let file = data::text("src/urgency/signs.txt").unwrap_or_default();
        Phrases::read(file, &SIGNS.map(|known| known.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases;

    #[test]
    fn every_example_is_as_the_file_says() {
        let names = SIGNS.map(|known| known.0);
        phrases::check(include_str!("signs.txt"), &names, |section, text| {
            Signs::of(text).words(SIGNS[section].1).is_some()
        });
    }
}
