//! Softmax regression by AdaGrad, one pass after another in a fixed order: the
//! same samples give the same weights on any machine.

use std::panic::resume_unwind;
use std::thread;

use svarklar::reading::features::{AT_STAKE as CONCEPTS, DENSE};
use svarklar::reading::model::{
    ANY_MOOD, COLUMNS, HEADER, IS_POST, MOOD, NEED, NOW, ROWS, SAFETY, SECURITY, SOON, STAKE_STEP,
    STAKED, Scores, TOPIC, WAITS, chances,
};
use svarklar::reading::sums::{Levels, Row};

use crate::data::{DOMAINS, Domain, Sample};

/// In how many orders the samples are learned from: the weights are the mean.
const ORDERS: u64 = 3;
const SEED: u64 = 20_120_802;
const PASSES: u8 = 8;
const RATE: f32 = 0.4;
/// The part of it in the columns of any text's mood: what is learned there should hold
/// for texts of other kinds, and so not follow any text far.
const ANY_RATE: f32 = 0.3;
/// What each weight's sum of squared steps begins with.
const START: f32 = 0.1;
/// A second topic's part of the label.
const SECOND: f32 = 0.2;
/// What a lexicon's word counts, and a post of ours in the columns of any text's mood.
const WORD: f32 = 0.3;
const POST: f32 = 0.12;
/// What any other text counts in the columns of a post's mood.
const OTHERS: f32 = 0.1;
/// What a question to a bank counts.
const QUESTION: f32 = 0.2;
/// What a term counts that is hardly ever about anything else.
const TERM: f32 = 0.25;
/// What a post counts where it is told from other texts, and where safety or security is at stake.
const IS_ONE: f32 = 3.0;
const AT_STAKE: f32 = 3.0;

/// The weights.
#[derive(Debug)]
pub struct Model {
    dense: Vec<Scores>,
    /// Only the columns of `STAKED` are learned.
    stakes: Vec<Scores>,
    hashed: Vec<Scores>,
    /// What lexicons' words have for a beginning: they are never neutral.
    words: Scores,
    /// What each column's scores are divided by before they become chances.
    temperatures: Scores,
}

impl Model {
    /// Learns from samples.
    pub fn train(samples: &[&Sample]) -> Self {
        let orders = thread::scope(|scope| {
            let learn = |order| scope.spawn(move || Self::in_order(samples, order));
            let orders: Vec<_> = (0..ORDERS).map(learn).collect();
            orders.into_iter().map(|order| order.join()).collect::<Result<Vec<_>, _>>()
        });
        let mut orders = orders.unwrap_or_else(|panic| resume_unwind(panic)).into_iter();
        let mut mean = orders.next().unwrap_or_else(|| Self::in_order(samples, 0));
        orders.for_each(|other| mean.add(&other));
        mean.rows_mut().flatten().for_each(|weight| *weight /= ORDERS as f32);
        mean
    }

    fn add(&mut self, other: &Self) {
        let others =
            other.dense.iter().chain(&other.stakes).chain(&other.hashed).chain([&other.words]);
        for (row, other) in self.rows_mut().zip(others) {
            row.iter_mut().zip(other).for_each(|(weight, other)| *weight += other);
        }
    }

    /// All that is learned.
    fn rows_mut(&mut self) -> impl Iterator<Item = &mut Scores> {
        let rows = self.dense.iter_mut().chain(&mut self.stakes).chain(&mut self.hashed);
        rows.chain([&mut self.words])
    }

    /// Learns from samples in one of many orders.
    fn in_order(samples: &[&Sample], nth: u64) -> Self {
        let zero = [0.0; COLUMNS];
        let mut model = Self {
            dense: vec![zero; DENSE + 1],
            stakes: vec![zero; CONCEPTS],
            hashed: vec![zero; ROWS as usize],
            words: zero,
            temperatures: [1.0; COLUMNS],
        };
        let start = [START; COLUMNS];
        let mut dense = vec![start; DENSE + 1];
        let mut stakes = vec![start; CONCEPTS];
        let mut hashed = vec![start; ROWS as usize];
        let mut words = start;
        let mut rates = [1.0; COLUMNS];
        rates[ANY_MOOD].fill(ANY_RATE);
        let rare = rare(samples);
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut seed = SEED + nth;
        for pass in 0..PASSES {
            shuffle(&mut order, &mut seed);
            let rate = RATE * (1.0 - f32::from(pass) / f32::from(PASSES));
            for sample in order.iter().map(|at| samples[*at]) {
                let mut errors = errors(sample, &chances(model.scores(sample)));
                if let Some(mood) = sample.any_mood() {
                    errors[ANY_MOOD]
                        .iter_mut()
                        .for_each(|error| *error *= rare[sample.domain as usize][mood]);
                }
                let mut staked = [0.0; COLUMNS];
                staked[STAKED].copy_from_slice(&errors[STAKED]);
                let step =
                    |weights: &mut Scores, squares: &mut Scores, errors: Scores, value: f32| {
                        let columns = weights.iter_mut().zip(squares).zip(errors).zip(rates);
                        for (((weight, square), error), part) in columns {
                            if error != 0.0 {
                                let slope = error * value;
                                *square += slope * slope;
                                *weight -= rate * part * slope / square.sqrt();
                            }
                        }
                    };
                let values = sample.features.dense.iter().copied().chain([1.0]);
                for ((value, row), square) in values.zip(&mut model.dense).zip(&mut dense) {
                    if value != 0.0 {
                        step(row, square, errors, value);
                    }
                }
                let values = sample.features.stakes.iter().copied();
                for ((value, row), square) in values.zip(&mut model.stakes).zip(&mut stakes) {
                    if value != 0.0 {
                        step(row, square, staked, value);
                    }
                }
                for (row, value) in &sample.features.hashed {
                    let row = *row as usize;
                    step(&mut model.hashed[row], &mut hashed[row], errors, *value);
                }
                if matches!(sample.domain, Domain::Words | Domain::Terms) {
                    step(&mut model.words, &mut words, errors, 1.0);
                }
            }
        }
        model
    }

    /// The scores of a sample, before they are divided.
    fn scores(&self, sample: &Sample) -> Scores {
        let mut scores = [0.0; COLUMNS];
        let mut add = |row: &Scores, value: f32| {
            scores.iter_mut().zip(row).for_each(|(score, weight)| *score += value * weight);
        };
        let values = sample.features.dense.iter().copied().chain([1.0]);
        values.zip(&self.dense).for_each(|(value, row)| add(row, value));
        for (value, row) in sample.features.stakes.iter().zip(&self.stakes) {
            if *value != 0.0 {
                add(row, *value);
            }
        }
        for (row, value) in &sample.features.hashed {
            add(&self.hashed[*row as usize], *value);
        }
        if matches!(sample.domain, Domain::Words | Domain::Terms) {
            add(&self.words, 1.0);
        }
        scores
    }

    /// What makes the chances right as often as they say, by the sum of squared errors.
    pub fn calibrate(&mut self, samples: &[Sample]) {
        let alone = |column| column..column + 1;
        let heads = [
            MOOD,
            TOPIC,
            NEED,
            SAFETY..SECURITY + 1,
            NOW..SOON + 1,
            ANY_MOOD,
            alone(IS_POST),
            WAITS,
        ];
        for head in heads {
            let mut best = f32::MAX;
            for temperature in (10..=40_u8).map(|steps| f32::from(steps) / 20.0) {
                let mut loss = 0.0;
                for sample in samples {
                    let mut scores = self.scores(sample);
                    scores[head.clone()].iter_mut().for_each(|score| *score /= temperature);
                    let errors = errors(sample, &chances(scores));
                    loss += errors[head.clone()].iter().map(|error| error * error).sum::<f32>();
                }
                if loss < best {
                    best = loss;
                    self.temperatures[head.clone()].fill(temperature);
                }
            }
        }
    }

    /// Takes another's temperatures.
    pub fn calibrate_like(&mut self, other: &Self) {
        self.temperatures = other.temperatures;
    }

    /// The table as `src/reading/model.rs` reads it, but for the valences at its end.
    pub fn table(&self) -> Vec<u8> {
        let mut scales = [0.0; COLUMNS];
        for (scale, column) in scales.iter_mut().zip(0..) {
            let mut sizes: Vec<f32> = self.hashed.iter().map(|row| row[column].abs()).collect();
            sizes.sort_by(f32::total_cmp);
            // A few rare rows must not coarsen the rest: what is larger is cut.
            *scale = sizes[sizes.len() - sizes.len() / 2000 - 1].max(1e-6) / 127.0;
        }
        let mut table = Vec::with_capacity(HEADER * 4);
        let numbers = scales.iter().chain(&self.temperatures).chain(self.dense.iter().flatten());
        numbers.for_each(|number| table.extend(number.to_le_bytes()));
        #[expect(clippy::cast_possible_truncation, reason = "from -127 to 127")]
        let byte = |steps: f32| (steps.round().clamp(-127.0, 127.0) as i8).cast_unsigned();
        for row in &self.stakes {
            table.extend(row[STAKED].iter().map(|weight| byte(weight / STAKE_STEP)));
        }
        let steps = self.hashed.iter().map(|row| {
            let mut steps = row.iter().zip(scales).map(|(weight, scale)| byte(weight / scale));
            std::array::from_fn(|_| steps.next().unwrap_or_default().cast_signed())
        });
        let steps: Vec<[i8; COLUMNS]> = steps.collect();
        let levels = levels(&steps);
        table.extend(levels.map(i8::cast_unsigned));
        let nearest = |step: i8| {
            let far = |level: &i8| i16::from(*level).abs_diff(step.into());
            let place = (0..).zip(&levels).min_by_key(|(_, level)| far(level));
            place.map_or(0, |(place, _)| place)
        };
        let places: Vec<u8> = (i8::MIN..=i8::MAX).map(nearest).collect();
        let place = |step: i8| places[usize::from(step.cast_unsigned().wrapping_add(128))];
        for row in steps {
            let mut bytes = Row::default();
            for (column, step) in row.into_iter().enumerate() {
                let half = column / bytes.len() * 4;
                bytes[column % bytes.len()] |= place(step) << half;
            }
            table.extend(bytes);
        }
        table
    }
}

/// The weights that all rows together are nearest to (Lloyd's algorithm).
fn levels(rows: &[[i8; COLUMNS]]) -> Levels {
    const LEVELS: usize = size_of::<Levels>();
    const ROUNDS: u16 = 500;
    let mut counts = [0.0_f64; 256];
    for step in rows.iter().flatten() {
        counts[usize::from(step.cast_unsigned().wrapping_add(128))] += 1.0;
    }
    // Most are near nought. (None is nought: with one held there, mood is .006 worse on reviews.)
    let mut levels: [f64; LEVELS] = std::array::from_fn(|at| {
        let part = (2.0 * at as f64 + 1.0) / LEVELS as f64 - 1.0;
        127.0 * part * part.abs()
    });
    for _ in 0..ROUNDS {
        let mut sums = [(0.0, 0.0); LEVELS];
        for (step, count) in (-128..).map(f64::from).zip(counts) {
            let far = |level: &f64| (level - step).abs();
            let places = levels.iter().zip(&mut sums);
            let nearest = places.min_by(|(one, _), (other, _)| far(one).total_cmp(&far(other)));
            if let Some((_, (sum, all))) = nearest {
                *sum += step * count;
                *all += count;
            }
        }
        for (level, (sum, all)) in levels.iter_mut().zip(sums) {
            if all > 0.0 {
                *level = sum / all;
            }
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "from -127 to 127")]
    levels.map(|level| level.round() as i8)
}

/// How far the chances are from a sample's labels, times what it counts.
fn errors(sample: &Sample, chances: &Scores) -> Scores {
    let mut errors = [0.0; COLUMNS];
    let is_post = sample.domain == Domain::Posts;
    let is = |yes: bool| f32::from(u8::from(yes));
    if sample.mood.contains(&false) {
        let allowed = |at: usize| is(sample.mood[at]);
        let right: f32 = MOOD.map(|at| chances[at] * allowed(at)).sum();
        let counts = if is_post {
            1.0
        } else if sample.domain == Domain::Words {
            WORD * OTHERS
        } else {
            OTHERS
        };
        for at in MOOD {
            errors[at] = counts * chances[at] * (1.0 - allowed(at) / right.max(1e-6));
        }
        let counts = match sample.domain {
            Domain::Posts => POST,
            Domain::Words => WORD,
            _ => 1.0,
        };
        let [furious, negative, neutral, positive] = sample.mood;
        for (at, yes) in ANY_MOOD.zip([furious || negative, neutral, positive]) {
            errors[at] = counts * (chances[at] - is(yes));
        }
    }
    use Domain::{Questions, Talk, Terms, Words};
    if !matches!(sample.domain, Words | Terms | Questions | Talk) {
        errors[IS_POST] = (chances[IS_POST] - is(is_post)) * if is_post { IS_ONE } else { 1.0 };
    }
    let counts = match sample.domain {
        Domain::Posts => 1.0,
        Domain::Terms => TERM * sample.weight,
        _ => QUESTION,
    };
    if !sample.topics.is_empty() {
        for at in TOPIC {
            errors[at] = counts * chances[at];
        }
        let second = if sample.topics.len() > 1 { SECOND } else { 0.0 };
        for (topic, part) in sample.topics.iter().zip([1.0 - second, second]) {
            errors[TOPIC.start + topic] -= counts * part;
        }
    }
    if !sample.topics.is_empty() || sample.domain == Domain::Terms {
        for (at, yes) in [(SAFETY, sample.safety), (SECURITY, sample.security)] {
            errors[at] = counts * (chances[at] - is(yes)) * if yes { AT_STAKE } else { 1.0 };
        }
    }
    if let Some(tier) = sample.tier {
        for (at, yes) in [(NOW, tier > 2), (SOON, tier > 1)] {
            errors[at] = chances[at] - is(yes);
        }
    }
    if sample.need.is_some() {
        for (at, need) in NEED.zip(0..) {
            errors[at] = chances[at] - is(sample.need == Some(need));
        }
    }
    for (at, waits) in WAITS.zip(sample.waits) {
        if let Some((waits, counts)) = waits {
            errors[at] = counts * (chances[at] - is(waits));
        }
    }
    errors
}

/// What each mood counts in each domain: more where it is rare, by the fourth root of
/// how rare, 1 in the mean.
fn rare(samples: &[&Sample]) -> [[f32; 3]; DOMAINS] {
    let mut counts = [[0.0_f32; 3]; DOMAINS];
    for sample in samples {
        if let Some(mood) = sample.any_mood() {
            counts[sample.domain as usize][mood] += 1.0;
        }
    }
    counts.map(|counts| {
        let all: f32 = counts.iter().sum();
        let weights = counts.map(|count| (all / 3.0 / count.max(1.0)).sqrt().sqrt().min(5.0));
        let sum: f32 = counts.iter().zip(weights).map(|(count, weight)| count * weight).sum();
        weights.map(|weight| weight * all / sum.max(1.0))
    })
}

/// Fisher and Yates's, by a xorshift.
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for at in (1..order.len()).rev() {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        #[expect(clippy::cast_possible_truncation, reason = "less than a usize")]
        order.swap(at, (*seed % (at as u64 + 1)) as usize);
    }
}
