//! Softmax regression for the second opinion on mood: all samples at once, by
//! Nesterov's method, as near to nought as `COST` lets the weights stay.

use svarklar::reading::features::DENSE;
use svarklar::reading::second::{LANGS, ROWS, RULES, Weights, chances, length};

use crate::data::{DOMAINS, Domain, Sample};

/// What the samples' losses count beside half of each weight's square.
const COST: f32 = 3.0;
const STEPS: u16 = 800;
/// What a snippet of a product review counts: there are many, and they are one kind of text.
const SNIPPET: f32 = 0.3;
/// The greatest step that is kept, as a part of the largest weight: larger ones are cut.
const CUT: f32 = 0.6;

/// How far a rare mood counts more: 1, all moods together count alike.
const RARE: f32 = 0.7;

/// What is learned: the rows, and behind them the rules' weights in each language.
type Learned = Vec<[f32; 3]>;

/// One text: where its values stand among the weights, its label and what it counts.
struct Line {
    values: Vec<(usize, f32)>,
    /// Negative, neutral, positive.
    mood: usize,
    counts: f32,
}

/// The table as `src/reading/second.rs` reads it.
pub fn table(samples: &[&Sample]) -> Vec<u8> {
    let learned: Vec<Weights> = learned(&lines(samples)).into_iter().map(against_neutral).collect();
    let (rows, rules) = learned.split_at(ROWS as usize);
    let largest =
        |column: usize| rows.iter().map(|row| row[column].abs()).fold(f32::MIN_POSITIVE, f32::max);
    let steps = [0, 1].map(|column| largest(column) * CUT / 7.0);
    let mut table = Vec::new();
    for number in steps.iter().chain(rules.iter().flatten()) {
        table.extend(number.to_le_bytes());
    }
    #[expect(clippy::cast_possible_truncation, reason = "from -8 to 7")]
    table.extend(rows.iter().map(|row| {
        let [bad, good] =
            [0, 1].map(|column| (row[column] / steps[column]).round().clamp(-8.0, 7.0) as i8);
        (bad & 15 | good << 4).cast_unsigned()
    }));
    table
}

/// The rated texts in a language that has places. In each domain the moods count alike.
fn lines(samples: &[&Sample]) -> Vec<Line> {
    use Domain::{Comments, News, Reviews, Snippets, Tweets};
    let mut counts = [[0.0_f32; 3]; DOMAINS];
    let mut lines = Vec::new();
    for sample in samples {
        let (Some(mood), Some((place, rows))) = (sample.any_mood(), &sample.features.spelled)
        else {
            continue;
        };
        if !matches!(sample.domain, Reviews | Tweets | Snippets | News | Comments) {
            continue;
        }
        counts[sample.domain as usize][mood] += sample.weight;
        let word = 1.0 / length(rows.len());
        let mut values: Vec<(usize, f32)> = rows.iter().map(|row| (*row as usize, word)).collect();
        let first = ROWS as usize + usize::from(*place) * (DENSE + 1);
        let rules = sample.features.dense.iter().copied().chain([1.0]);
        values.extend((first..).zip(rules.map(|value| value * RULES)));
        values.retain(|(_, value)| *value != 0.0);
        lines.push((sample.domain, Line { values, mood, counts: sample.weight }));
    }
    let weigh = |(domain, line): (Domain, Line)| {
        let counts = counts[domain as usize];
        let kind = if domain == Snippets { SNIPPET } else { 1.0 };
        let rare = (counts.iter().sum::<f32>() / 3.0 / counts[line.mood]).powf(RARE);
        Line { counts: line.counts * kind * rare, ..line }
    };
    lines.into_iter().map(weigh).collect()
}

fn learned(lines: &[Line]) -> Learned {
    let zero: Learned = vec![[0.0; 3]; ROWS as usize + LANGS * (DENSE + 1)];
    // The slope changes by this at most as the weights go 1 far.
    let steepest = 0.5 * largest_square(lines, zero.len()) + 1.0 / COST;
    let (mut weights, mut ahead) = (zero.clone(), zero.clone());
    let mut pace = 1.0_f32;
    for _ in 0..STEPS {
        let mut slope: Learned =
            ahead.iter().map(|weights| weights.map(|weight| weight / COST)).collect();
        for line in lines {
            let mut scores = [0.0; 3];
            for (at, value) in &line.values {
                add(&mut scores, ahead[*at], *value);
            }
            let mut errors = chances(against_neutral(scores));
            errors[line.mood] -= 1.0;
            for (at, value) in &line.values {
                add(&mut slope[*at], errors, line.counts * value);
            }
        }
        let next_pace = 0.5 * (1.0 + (1.0 + 4.0 * pace * pace).sqrt());
        let on = (pace - 1.0) / next_pace;
        pace = next_pace;
        for ((weights, ahead), slope) in weights.iter_mut().zip(&mut ahead).zip(slope) {
            for mood in 0..3 {
                let next = ahead[mood] - slope[mood] / steepest;
                ahead[mood] = next + on * (next - weights[mood]);
                weights[mood] = next;
            }
        }
    }
    weights
}

fn add(sums: &mut [f32; 3], more: [f32; 3], times: f32) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += times * more);
}

fn against_neutral([bad, neutral, good]: [f32; 3]) -> Weights {
    [bad - neutral, good - neutral]
}

/// The largest that the lines' values can make of a vector of length 1, squared and summed
/// as they count: by the power method, and a tenth more, as it comes from below.
fn largest_square(lines: &[Line], size: usize) -> f32 {
    let mut vector = vec![1.0_f32; size];
    let mut largest = 0.0;
    for _ in 0..30 {
        let length = vector.iter().map(|one| one * one).sum::<f32>().sqrt();
        vector.iter_mut().for_each(|one| *one /= length);
        let mut next = vec![0.0; size];
        for line in lines {
            let sum: f32 = line.values.iter().map(|(at, value)| vector[*at] * value).sum();
            line.values.iter().for_each(|(at, value)| next[*at] += line.counts * sum * value);
        }
        largest = next.iter().map(|one| one * one).sum::<f32>().sqrt();
        vector = next;
    }
    1.1 * largest
}
