//! The trained model: what `train/reading` made of labelled text, as one table.
//!
//! A row for each number that the rules give, and one for each bucket of hashed
//! words; a column for each class. Where it comes from stands in `model.md`.

use std::ops::Range;
use std::sync::OnceLock;

use super::features::{self, AT_STAKE, DENSE, Feature, Rules, Valences};
use super::sums::{self, Few, Levels, MOST, Row};
use super::{Haste, Lang, Marked, second};
use crate::data;

/// The columns: mood in a post to a company, topic, reply need, whether safety
/// or security is at stake, how soon an answer is owed, mood in any text, whether
/// it is a post to a company, and whether a message in a thread waits.
pub const COLUMNS: usize = 32;
/// Columns of [`super::Mood::ALL`].
pub const MOOD: Range<usize> = 0..4;
/// Columns of [`super::Topic::ALL`].
pub const TOPIC: Range<usize> = 4..18;
/// Columns of [`super::ReplyNeed::ALL`].
pub const NEED: Range<usize> = 18..21;
/// Someone's health or life is at stake.
pub const SAFETY: usize = 21;
/// Money, identity or others' data are at stake.
pub const SECURITY: usize = 22;
/// An answer is owed now: the highest tier, by the text alone.
pub const NOW: usize = 23;
/// An answer is owed now or within the hour.
pub const SOON: usize = 24;
/// Negative, neutral, positive, in any text.
pub const ANY_MOOD: Range<usize> = 25..28;
/// A customer's post to a company, and no other text.
pub const IS_POST: usize = 28;
/// Its writer waits, where it stands under another customer's post, behind an answer of
/// ours to them, and under a post of our own.
pub const WAITS: Range<usize> = 29..32;
/// The columns that what is at stake speaks for.
pub const STAKED: Range<usize> = 4..25;
/// What a step of a weight is in the rows of what is at stake.
pub const STAKE_STEP: f32 = 1.0 / 32.0;
/// Rows for hashed words.
pub const ROWS: u32 = 24_576;
/// Numbers at the table's beginning: each column's scale in the hashed rows,
/// then what divides its scores before they become chances.
pub const HEADER: usize = 2 * COLUMNS;

/// A score for each column.
pub type Scores = [f32; COLUMNS];

/// The parts of the table.
#[derive(Debug)]
struct Table {
    header: &'static [[u8; 4]],
    /// The rules' rows, and one that counts always.
    dense: &'static [[u8; 4]],
    stakes: &'static [u8],
    levels: Levels,
    hashed: &'static [Row],
    valences: Valences<'static>,
}

impl Table {
    fn new(all: &'static [u8]) -> Option<Self> {
        let (header, rest) = all.split_at_checked(HEADER * 4)?;
        let (dense, rest) = rest.split_at_checked((DENSE + 1) * COLUMNS * 4)?;
        let (stakes, rest) = rest.split_at_checked(AT_STAKE * STAKED.len())?;
        let (levels, rest) = rest.split_first_chunk()?;
        let (hashed, valences) = rest.split_at_checked(ROWS as usize * size_of::<Row>())?;
        let (header, dense) = (header.as_chunks().0, dense.as_chunks().0);
        let levels = levels.map(u8::cast_signed);
        let (hashed, valences) = (hashed.as_chunks().0, Valences::new(valences));
        Some(Self { header, dense, stakes, levels, hashed, valences })
    }

    /// Ours; without its data an empty one.
    fn ours() -> &'static Self {
        static OURS: OnceLock<Table> = OnceLock::new();
        OURS.get_or_init(|| {
            data::bytes("src/reading/model.bin").and_then(Self::new).unwrap_or_else(|| Self {
                header: &[],
                dense: &[],
                stakes: &[],
                levels: [0; 16],
                hashed: &[],
                valences: Valences::new(&[]),
            })
        })
    }

    fn number(&self, at: usize) -> f32 {
        self.header.get(at).map_or(0.0, |bytes| f32::from_le_bytes(*bytes))
    }

    /// The weights of a feature.
    fn row(&self, feature: &Feature) -> Option<&'static Row> {
        self.hashed.get(feature.row as usize)
    }
}

/// What the model says of a post.
#[derive(Debug)]
pub(super) struct Judged {
    features: Vec<Feature>,
    /// From 0 to 1: of a head's columns together 1, of the others each by itself.
    pub chances: Scores,
}

impl Judged {
    #[inline(never)]
    pub fn new(post: &Marked<'_>, lang: Lang, rules: &Rules) -> Self {
        let table = Table::ours();
        let features = features::hashed(post);
        let dense = features::dense(post, lang, rules, &table.valences);
        let mut scores = [0.0; COLUMNS];
        let (rows, _) = table.dense.as_chunks::<COLUMNS>();
        for (value, row) in dense.iter().copied().chain([1.0]).zip(rows) {
            if value != 0.0 {
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += value * f32::from_le_bytes(*weight);
                }
            }
        }
        for (place, value) in features::stakes(post) {
            let row = table.stakes.chunks_exact(STAKED.len()).nth(place).unwrap_or(&[]);
            for (score, weight) in scores.iter_mut().skip(STAKED.start).zip(row) {
                *score += value * STAKE_STEP * f32::from(weight.cast_signed());
            }
        }
        let mut sums = [[0; 8]; size_of::<Row>() / 4];
        // A feature counts three halves at most.
        for features in features.chunks(MOST / 3) {
            let mut few = Few::none();
            for feature in features {
                if let Some(row) = table.row(feature) {
                    few.add_named(&table.levels, row, feature.halves);
                }
            }
            few.add_to(&mut sums);
        }
        let norm = 2.0 * features::norm(&features);
        for ((score, sum), column) in scores.iter_mut().zip(sums.as_flattened()).zip(0..) {
            #[expect(clippy::cast_precision_loss, reason = "sums are far below 2^24")]
            let sum = *sum as f32;
            *score += sum * table.number(column) / norm;
            *score /= table.number(COLUMNS + column).max(0.1);
        }
        let mut chances = chances(scores);
        let is_post = chances[IS_POST];
        if let Some(any) = chances.get_mut(ANY_MOOD) {
            second::mix(any, is_post, post, lang, &dense);
        }
        Self { features, chances }
    }

    /// As if the model had said so: these columns, and nothing of the others.
    #[cfg(test)]
    pub fn made(columns: &[(usize, f32)]) -> Self {
        let mut chances = [0.0; COLUMNS];
        columns.iter().for_each(|(column, chance)| chances[*column] = *chance);
        Self { features: Vec::new(), chances }
    }

    /// The class of a head with the greatest chance, and that chance.
    pub fn best<T: Copy>(&self, head: Range<usize>, classes: &[T]) -> Option<(T, f32)> {
        let chances = self.chances.get(head)?;
        let mut best: Option<(T, f32)> = None;
        for (class, chance) in classes.iter().zip(chances) {
            if best.is_none_or(|best| *chance > best.1) {
                best = Some((*class, *chance));
            }
        }
        best
    }

    /// How soon an answer is owed. A post without a word asks for none.
    pub fn haste(&self, post: &Marked<'_>) -> Haste {
        if post.is_bare() {
            return Haste { now: 0.0, soon: 0.0, evidence: Vec::new() };
        }
        let (now, soon) = (self.chances[NOW], self.chances[SOON]);
        let column = if now < 0.5 { SOON } else { NOW };
        Haste { now, soon, evidence: self.evidence(post, column, column..column + 1) }
    }

    /// The words that speak most for a column of a head.
    pub fn evidence(
        &self,
        post: &Marked<'_>,
        column: usize,
        head: Range<usize>,
    ) -> Vec<Range<usize>> {
        let mut speaks = vec![0_i32; post.text.tokens.len()];
        let others = i32::try_from(head.len()).map_or(0, |columns| columns - 1);
        let table = Table::ours();
        for feature in &self.features {
            let Some(row) = table.row(feature) else { continue };
            let weight = |column| i32::from(sums::weight(&table.levels, row, column));
            let mut ahead = weight(column);
            if others > 0 {
                let all: i32 = head.clone().map(weight).sum();
                ahead -= (all - ahead) / others;
            }
            if let Some(place) = speaks.get_mut(feature.token) {
                *place += ahead * i32::from(feature.halves);
            }
        }
        let most = speaks.iter().copied().max().unwrap_or(0);
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut last = None;
        for ((token, speaks), at) in post.text.tokens.iter().zip(speaks).zip(0_usize..) {
            if speaks > 0 && speaks * 2 >= most {
                match found.last_mut() {
                    Some(range) if last == at.checked_sub(1) => range.end = token.range.end,
                    _ => found.push(token.range.clone()),
                }
                last = Some(at);
            }
        }
        found
    }
}

/// Scores as chances.
#[must_use]
pub fn chances(scores: Scores) -> Scores {
    let mut chances = scores;
    for head in [MOOD, TOPIC, NEED, ANY_MOOD] {
        if let Some(chances) = chances.get_mut(head) {
            let top = chances.iter().copied().fold(f32::MIN, f32::max);
            chances.iter_mut().for_each(|chance| *chance = exp(*chance - top));
            let sum: f32 = chances.iter().sum();
            chances.iter_mut().for_each(|chance| *chance /= sum);
        }
    }
    for column in [SAFETY, SECURITY, NOW, SOON, IS_POST].into_iter().chain(WAITS) {
        if let Some(chance) = chances.get_mut(column) {
            let odds = exp(-chance.abs());
            *chance = if *chance < 0.0 { odds } else { 1.0 } / (1.0 + odds);
        }
    }
    chances
}

/// `e^x` for `x` up to 0, alike on every machine: ten squarings.
#[must_use]
pub fn exp(x: f32) -> f32 {
    (0..10).fold((1.0 + x / 1024.0).max(0.0), |power, _| power * power)
}
