//! A second opinion on the mood of a text that is no post to a company: a small table,
//! in which each language has weights of its own, beside the model's columns that all
//! languages share. The two err apart. Where it comes from stands in `model.md`.

use std::sync::OnceLock;

use super::features::{self, DENSE};
use super::{Lang, Marked, model};
use crate::data;

/// Rows for hashed words.
pub const ROWS: u32 = 45_056;
/// How many languages have one: those of which there is text of others' hands to learn from.
pub const LANGS: usize = 3;
/// What a number of the rules counts beside the words, which together are 1 long.
pub const RULES: f32 = 0.3;
/// What the second opinion counts, of 1, where the text surely is no post to a company.
const PART: f32 = 0.6;
/// Words of the shortest text that it is heard on: it learned from sentences.
const FEWEST: usize = 4;
/// It counts whole up to this chance that the text is a post to a company.
const UNLIKE_A_POST: f32 = 0.7;
/// And from this one on not at all.
const LIKE_A_POST: f32 = 0.97;

/// Weights for negative and for positive; those for neutral are nought.
pub type Weights = [f32; 2];

/// Which of [`LANGS`] a language is.
#[must_use]
pub const fn place(lang: Lang) -> Option<u8> {
    match lang {
        Lang::Da => Some(0),
        Lang::Nb | Lang::Nn => Some(1),
        Lang::En => Some(2),
        Lang::Sv | Lang::Und => None,
    }
}

/// The parts of the table.
#[derive(Debug)]
struct Table {
    /// What a step of the rows is.
    steps: Weights,
    /// The rules' weights in each language, and behind them one that counts always.
    rules: &'static [[u8; 8]],
    /// Steps from -8 to 7: those for positive in the upper half.
    rows: &'static [u8],
}

impl Table {
    fn new(all: &'static [u8]) -> Option<Self> {
        let (steps, rest) = all.split_first_chunk()?;
        let (rules, rows) = rest.split_at_checked(LANGS * (DENSE + 1) * size_of::<Weights>())?;
        Some(Self { steps: weights(*steps), rules: rules.as_chunks().0, rows })
    }

    /// Ours; none without its data.
    fn ours() -> Option<&'static Self> {
        static OURS: OnceLock<Option<Table>> = OnceLock::new();
        let ours = || data::bytes("src/reading/second.bin").and_then(Self::new);
        OURS.get_or_init(ours).as_ref()
    }
}

fn weights(bytes: [u8; 8]) -> Weights {
    let [a, b, c, d, e, f, g, h] = bytes;
    [[a, b, c, d], [e, f, g, h]].map(f32::from_le_bytes)
}

/// Mixes a second opinion into what the model says of negative, neutral and positive in
/// any text. `dense` is what [`features::dense`] made of the post.
pub(super) fn mix(any: &mut [f32], is_post: f32, post: &Marked<'_>, lang: Lang, dense: &[f32]) {
    let unlike = (LIKE_A_POST - is_post) / (LIKE_A_POST - UNLIKE_A_POST);
    let part = PART * unlike.clamp(0.0, 1.0);
    let (Some(place), Some(table)) = (place(lang), Table::ours()) else { return };
    if part == 0.0 || post.text.words().count() < FEWEST {
        return;
    }
    let second = told(table, place, &features::spelled(post, place), dense);
    for (chance, second) in any.iter_mut().zip(second) {
        *chance += part * (second - *chance);
    }
}

fn told(table: &Table, place: u8, rows: &[u32], dense: &[f32]) -> [f32; 3] {
    let mut sums = [0_i32; 2];
    for row in rows {
        let byte = table.rows.get(*row as usize).copied().unwrap_or(0).cast_signed();
        sums = [sums[0] + i32::from(byte << 4 >> 4), sums[1] + i32::from(byte >> 4)];
    }
    let length = length(rows.len());
    let mut scores = table.steps;
    for (score, sum) in scores.iter_mut().zip(sums) {
        #[expect(clippy::cast_precision_loss, reason = "sums are far below 2^24")]
        let sum = sum as f32;
        *score *= sum / length;
    }
    let rules = table.rules.chunks_exact(DENSE + 1).nth(place.into()).unwrap_or(&[]);
    for (value, rule) in dense.iter().copied().chain([1.0]).zip(rules) {
        let value = value * RULES;
        scores.iter_mut().zip(weights(*rule)).for_each(|(score, weight)| *score += value * weight);
    }
    chances(scores)
}

/// The length of a vector of so many ones.
#[must_use]
pub fn length(rows: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^24")]
    let rows = rows.max(1) as f32;
    rows.sqrt()
}

/// Scores of negative and positive as chances of negative, neutral and positive.
#[must_use]
pub fn chances([bad, good]: Weights) -> [f32; 3] {
    let top = bad.max(good).max(0.0);
    let all = [bad, 0.0, good].map(|score| model::exp(score - top));
    let sum: f32 = all.iter().sum();
    all.map(|chance| chance / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: [f32; 3] = [0.2, 0.5, 0.3];

    fn second(text: &str, lang: Lang, is_post: f32) -> [f32; 3] {
        let mut any = ANY;
        mix(&mut any, is_post, &Marked::new(text, lang), lang, &[0.0; DENSE]);
        any
    }

    #[test]
    fn each_language_has_its_own_and_a_post_none() {
        let text = "Denne filmen er fantastisk";
        for lang in [Lang::Da, Lang::Nb, Lang::Nn, Lang::En] {
            let [bad, neutral, good] = second(text, lang, 0.0);
            assert!((bad + neutral + good - 1.0).abs() < 1e-5);
            assert_ne!([bad, neutral, good], ANY, "{lang:?}");
            assert_eq!(second(text, lang, LIKE_A_POST), ANY, "{lang:?}");
        }
        assert_eq!(second(text, Lang::Nb, 0.0), second(text, Lang::Nn, 0.0));
        assert_ne!(second(text, Lang::Da, 0.0), second(text, Lang::Nb, 0.0));
        assert_eq!(second(text, Lang::Sv, 0.0), ANY);
        assert_eq!(second("Filmen er fantastisk", Lang::Nb, 0.0), ANY);
        let [sure, half] = [0.0, 0.835].map(|is_post| second(text, Lang::Nb, is_post)[2] - ANY[2]);
        assert!((sure - 2.0 * half).abs() < 1e-5);
    }

    #[test]
    fn a_byte_holds_both_steps() {
        let rows: &[u8] = &[0x8f, 0x70];
        let table = Table { steps: [0.1, 0.2], rules: &[], rows };
        let far = |rows: &[u32]| {
            let [bad, neutral, good] = told(&table, 0, rows, &[]);
            [bad / neutral, good / neutral].map(|odds| (odds.ln() * 100.0).round() / 100.0)
        };
        assert_eq!(far(&[1]), [0.0, 1.4]);
        assert_eq!(far(&[0]), [-0.1, -1.6]);
        assert_eq!(far(&[0, 1, 1, 1]), [-0.05, 1.3]);
        // A row that is not there counts nothing.
        assert_eq!(far(&[7]), [0.0, 0.0]);
    }
}
