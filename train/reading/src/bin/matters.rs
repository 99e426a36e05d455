//! Trains the tables with which `src/reply/matters.rs` tells which matter a post is about:
//! see `train/README.md`. Arguments are files of labelled posts to measure the tables on,
//! each line a language, the names of the matters that would serve, and the post.
#![allow(clippy::indexing_slicing, reason = "a trainer may stop where its input is wrong")]

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::{fs, thread};

use serde::Deserialize;
use svarklar::reading::model::exp;
use svarklar::reading::{self, Lang, Priors, Topic};
use svarklar::reply::matter::Matter;
use svarklar::reply::matters::{NONE, SHARED, STATE, Sight, Table, name_hash};
use svarklar::reply::phrases::{self, Book};

const LANGS: [Lang; 5] = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En];
/// The name of no matter.
const NOTHING: &str = "-";
/// How often all samples are learned from.
const PASSES: u16 = 14;
/// The first step, which shrinks to nothing, and what the sums of squares begin with.
const RATE: f32 = 0.25;
const START: f32 = 0.05;
/// What the second of two matters that would serve counts, of 1.
const SECOND: f32 = 0.35;
/// What a matter's own examples in the phrase book count.
const EXAMPLE: f32 = 0.6;
/// What another language's sample counts for the matter that is the same there.
const OTHER: f32 = 0.5;
/// How much a matter's own words speak for it before anything is learned, and what those of
/// our answers count beside those of customers.
const OWN_WORDS: f32 = 4.0;
const WORDING: f32 = 0.3;
/// Of the words those count that stand in so many samples.
const FEWEST: u32 = 2;
/// So many weights of words are kept in each language, the largest.
const KEPT: usize = 40_000;
/// Every so many-th sample is left out to measure on, where that is asked for.
const LEFT_OUT: usize = 5;

/// A post of the corpus, as far as it is needed here.
#[derive(Deserialize)]
struct Line {
    text: String,
}

/// A post with the classes that would serve: nought is none of the matters.
#[derive(Clone)]
struct Sample {
    sight: Sight,
    /// How likely each topic is.
    likely: Vec<f32>,
    shared: Vec<[f32; SHARED]>,
    /// What the phrases alone would choose.
    chosen: Option<usize>,
    right: Vec<usize>,
    counts: f32,
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut measured = String::new();
    for file in std::env::args().skip(1) {
        measured += &fs::read_to_string(file)?;
    }
    let run = |lang| one(lang, &root, &measured).map_err(|error| error.to_string());
    let all = thread::scope(|scope| {
        let threads = LANGS.map(|lang| scope.spawn(move || run(lang)));
        threads.map(|it| it.join())
    });
    for told in all {
        print!("{}", told.map_err(|_| "a thread has panicked")??);
    }
    Ok(())
}

/// What was labelled in a language.
fn samples_of(lang: Lang, root: &Path) -> Result<Vec<Sample>, Box<dyn Error>> {
    let book = phrases::book(lang).ok_or("no phrase book")?;
    let tag = lang.tag();
    let posts = fs::read_to_string(root.join(format!("train/corpus/{tag}.jsonl")))?;
    let posts: Vec<Line> = posts.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut samples = Vec::new();
    for line in fs::read_to_string(root.join(format!("train/matters/{tag}.tsv")))?.lines() {
        let (number, names) = line.split_once('\t').ok_or("no tab")?;
        let post = &posts[number.parse::<usize>()? - 1].text;
        samples.extend(Sample::of(post, names, lang, book, 1.0));
    }
    Ok(samples)
}

/// For each matter of one language those of another that are the same, by way of Bokmål.
fn same(from: Lang, to: Lang, root: &Path) -> Result<Vec<Vec<usize>>, Box<dyn Error>> {
    let bridges = |lang: Lang| -> Result<Vec<String>, Box<dyn Error>> {
        let matters = &phrases::book(lang).ok_or("no phrase book")?.matters;
        let file = root.join(format!("train/matters/same.{}.tsv", lang.tag()));
        let text = if lang == Lang::Nb { String::new() } else { fs::read_to_string(file)? };
        let named: HashMap<&str, &str> =
            text.lines().filter_map(|line| line.split_once('\t')).collect();
        let bridge = |name: &str| match lang {
            Lang::Nb => name.to_owned(),
            _ => named.get(name).copied().unwrap_or(NOTHING).to_owned(),
        };
        Ok(matters.iter().map(|matter| bridge(&matter.name)).collect())
    };
    let (ours, theirs) = (bridges(from)?, bridges(to)?);
    let alike = |ours: &String| {
        let theirs = theirs.iter().enumerate().filter(|(_, it)| *it == ours && ours != NOTHING);
        theirs.map(|(at, _)| at).collect()
    };
    Ok(ours.iter().map(alike).collect())
}

/// Trains and writes the table of a language, and says how often it is right.
fn one(lang: Lang, root: &Path, measured: &str) -> Result<String, Box<dyn Error>> {
    let book = phrases::book(lang).ok_or("no phrase book")?;
    let tag = lang.tag();
    let mut samples = samples_of(lang, root)?;
    let mut told = String::new();
    let is_measured = std::env::var_os("LEAVE_OUT").is_some();
    let mut left = Vec::new();
    if is_measured {
        let mut at = 0..;
        left = samples
            .extract_if(.., |_| at.next().is_some_and(|at: usize| at.is_multiple_of(LEFT_OUT)))
            .collect();
    }
    add_examples(&mut samples, lang, book);
    add_others(&mut samples, lang, book, root)?;
    let table = Model::train(&samples, book).table(book);
    if is_measured {
        told += &measure(&format!("{tag} left out"), &left, &table, book)?;
    } else {
        fs::write(root.join(format!("src/reply/matters/{tag}.bin")), &table)?;
    }
    let mut others = Vec::new();
    for line in measured.lines() {
        let mut parts = line.splitn(3, '\t');
        if parts.next() == Some(tag) {
            let (names, post) = parts.next().zip(parts.next()).ok_or("no tab")?;
            others.extend(Sample::of(post, names, lang, book, 1.0));
        }
    }
    told += &format!("{tag}: {} samples, {} bytes\n", samples.len(), table.len());
    if !others.is_empty() {
        told += &measure(&format!("{tag} others"), &others, &table, book)?;
    }
    Ok(told)
}

/// What was labelled in the languages that have most words in common with this one.
fn add_others(
    samples: &mut Vec<Sample>,
    lang: Lang,
    book: &'static Book,
    root: &Path,
) -> Result<(), Box<dyn Error>> {
    const ALIKE: [Lang; 4] = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv];
    for other in ALIKE.into_iter().filter(|other| *other != lang && ALIKE.contains(&lang)) {
        let to = same(other, lang, root)?;
        let others = samples_of(other, root)?;
        samples.extend(others.iter().filter_map(|it| it.translated(&to, book, OTHER)));
    }
    Ok(())
}

/// A matter's own examples.
fn add_examples(samples: &mut Vec<Sample>, lang: Lang, book: &'static Book) {
    for matter in &book.matters {
        let examples = matter.yes.iter();
        samples.extend(
            examples.filter_map(|post| Sample::of(post, &matter.name, lang, book, EXAMPLE)),
        );
    }
}

impl Sample {
    /// None where no name is one of the book's.
    fn of(post: &str, names: &str, lang: Lang, book: &'static Book, counts: f32) -> Option<Self> {
        let class = |name: &str| match name {
            NOTHING => Some(0),
            name => Some(book.matters.iter().position(|it| it.name == name)? + 1),
        };
        let right: Vec<usize> = names.split(',').filter_map(class).collect();
        let reading = reading::read(post, Priors { mark: Some(lang.tag()), ..Priors::default() });
        let (shared, chosen) = svarklar::reply::choice::known(post, &reading, book);
        let likely = Topic::ALL.iter().map(|topic| reading.chances.topic(*topic)).collect();
        (!right.is_empty()).then(|| Self {
            likely,
            sight: Sight::of(post, &reading),
            shared,
            chosen,
            right,
            counts,
        })
    }

    /// The same for another language's book: `to` are the places there of each matter here.
    fn translated(&self, to: &[Vec<usize>], book: &Book, counts: f32) -> Option<Self> {
        let right: Vec<usize> = self
            .right
            .iter()
            .flat_map(|class| {
                if *class == 0 { vec![0] } else { to[*class - 1].iter().map(|it| it + 1).collect() }
            })
            .collect();
        if right.is_empty() {
            return None;
        }
        let mut shared = vec![[0.0_f32; SHARED]; book.matters.len()];
        for (at, known) in self.shared.iter().enumerate() {
            for target in &to[at] {
                shared[*target][0] = shared[*target][0].max(known[0]);
                shared[*target][1] = shared[*target][1].max(known[1]);
            }
        }
        for (known, matter) in shared.iter_mut().zip(&book.matters) {
            known[2] = matter
                .topic
                .iter()
                .map(|topic| self.likely[*topic as usize])
                .fold(0.0, f32::max)
                .sqrt();
        }
        Some(Self {
            sight: self.sight.clone(),
            likely: self.likely.clone(),
            shared,
            chosen: None,
            right,
            counts,
        })
    }

    /// What part of the sample each class should have.
    fn parts(&self) -> impl Iterator<Item = (usize, f32)> {
        let count = self.right.len();
        self.right.iter().copied().enumerate().map(move |(at, class)| {
            (
                class,
                match (count, at) {
                    (1, _) => 1.0,
                    (2, 0) => 1.0 - SECOND,
                    (2, _) => SECOND,
                    _ => 1.0 / count as f32,
                },
            )
        })
    }
}

/// What is learned.
struct Model {
    shared: [f32; SHARED],
    state: Vec<[f32; STATE]>,
    words: HashMap<u32, usize>,
    /// For each word a weight for each class.
    weights: Vec<Vec<f32>>,
}

impl Model {
    /// By AdaGrad, from the matters' own words on.
    fn train(samples: &[Sample], book: &'static Book) -> Self {
        let classes = book.matters.len() + 1;
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for (hash, _) in samples.iter().flat_map(|sample| &sample.sight.words) {
            *counts.entry(*hash).or_default() += 1;
        }
        let mut known: Vec<u32> =
            counts.into_iter().filter(|it| it.1 >= FEWEST).map(|it| it.0).collect();
        let documents: Vec<_> = book.matters.iter().map(document).collect();
        let mut common: HashMap<u32, f32> = HashMap::new();
        for hash in documents.iter().flat_map(HashMap::keys) {
            *common.entry(*hash).or_default() += 1.0;
        }
        known.extend(common.keys());
        known.sort_unstable();
        known.dedup();
        let words: HashMap<u32, usize> = known.into_iter().zip(0..).collect();
        let mut first = vec![vec![0.0; classes]; words.len()];
        for (class, document) in (1..).zip(&documents) {
            let rare = |hash: &u32| (classes as f32 / common[hash]).sqrt().sqrt();
            let mut sorted: Vec<_> = document.iter().collect();
            sorted.sort_unstable_by_key(|it| it.0);
            let length = sorted
                .iter()
                .map(|(hash, count)| (*count * rare(hash)) * (*count * rare(hash)))
                .sum::<f32>()
                .sqrt();
            for (hash, count) in sorted {
                first[words[hash]][class] = OWN_WORDS * count * rare(hash) * rare(hash) / length;
            }
        }
        let mut model = Self {
            shared: [1.0; SHARED],
            state: vec![[0.0; STATE]; classes],
            weights: first,
            words,
        };
        let mut shared = [1.0_f32; SHARED];
        let mut state = vec![[START; STATE]; classes];
        let mut weights = vec![vec![START; classes]; model.words.len()];
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut seed = 0x5eed_u64;
        for pass in 0..PASSES {
            shuffle(&mut order, &mut seed);
            let rate = RATE * (1.0 - f32::from(pass) / f32::from(PASSES));
            let step = |weight: &mut f32, square: &mut f32, slope: f32| {
                *square += slope * slope;
                *weight -= rate * slope / square.sqrt();
            };
            for sample in order.iter().map(|at| &samples[*at]) {
                let rows: Vec<(usize, f32)> = sample
                    .sight
                    .words
                    .iter()
                    .filter_map(|(hash, value)| Some((*model.words.get(hash)?, *value)))
                    .collect();
                let mut errors = model.chances(sample, &rows);
                sample.parts().for_each(|(class, part)| errors[class] -= part);
                for (class, error) in errors.iter_mut().enumerate() {
                    *error *= sample.counts;
                    if error.abs() < 1e-4 {
                        continue;
                    }
                    for (row, value) in &rows {
                        step(
                            &mut model.weights[*row][class],
                            &mut weights[*row][class],
                            *error * value,
                        );
                    }
                    let known = model.state[class].iter_mut().zip(&mut state[class]);
                    for ((weight, square), value) in known.zip(sample.sight.state) {
                        step(weight, square, *error * value);
                    }
                }
                for at in 0..SHARED {
                    let slope: f32 = errors[1..]
                        .iter()
                        .zip(&sample.shared)
                        .map(|(error, known)| error * known[at])
                        .sum();
                    step(&mut model.shared[at], &mut shared[at], slope);
                }
            }
        }
        model
    }

    fn chances(&self, sample: &Sample, rows: &[(usize, f32)]) -> Vec<f32> {
        let mut scores: Vec<f32> = self
            .state
            .iter()
            .map(|weights| {
                weights.iter().zip(sample.sight.state).map(|(weight, value)| weight * value).sum()
            })
            .collect();
        for (row, value) in rows {
            for (score, weight) in scores.iter_mut().zip(&self.weights[*row]) {
                *score += weight * value;
            }
        }
        for (score, known) in scores[1..].iter_mut().zip(&sample.shared) {
            *score +=
                self.shared.iter().zip(known).map(|(weight, value)| weight * value).sum::<f32>();
        }
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        scores.iter_mut().for_each(|score| *score = exp(*score - top));
        let sum: f32 = scores.iter().sum();
        scores.iter_mut().for_each(|score| *score /= sum);
        scores
    }

    /// The table's file: see [`Table`].
    fn table(&self, book: &Book) -> Vec<u8> {
        let mut hashes: Vec<(u32, usize)> =
            self.words.iter().map(|(hash, row)| (*hash, *row)).collect();
        hashes.sort_unstable();
        let all = self.weights.iter().flatten().map(|weight| weight.abs());
        let mut sizes: Vec<f32> = all.clone().filter(|it| *it > 0.0).collect();
        sizes.sort_unstable_by(|one, other| other.total_cmp(one));
        let least = sizes.get(KEPT).copied().unwrap_or(0.0);
        let most =
            all.chain(self.state.iter().flatten().map(|weight| weight.abs())).fold(0.0, f32::max);
        let unit = most / 127.0;
        #[expect(clippy::cast_possible_truncation, reason = "no more than 127")]
        let steps = |weight: f32| (weight / unit).round() as i8;
        let mut table = Vec::new();
        table.extend(u16::try_from(self.state.len()).unwrap_or(u16::MAX).to_le_bytes());
        self.shared.iter().chain([&unit]).for_each(|it| table.extend(it.to_le_bytes()));
        let names = [NONE].into_iter().chain(book.matters.iter().map(|it| name_hash(&it.name)));
        for (name, state) in names.zip(&self.state) {
            table.extend(name.to_le_bytes());
            table.extend(state.map(|weight| steps(weight).cast_unsigned()));
        }
        let kept = |row: usize| {
            let weights = self.weights[row].iter().enumerate();
            weights
                .filter(|(_, it)| it.abs() > least && steps(**it) != 0)
                .take(255)
                .map(|(class, weight)| (class, steps(*weight)))
                .collect::<Vec<_>>()
        };
        let rows: Vec<(u32, Vec<(usize, i8)>)> = hashes
            .into_iter()
            .map(|(hash, row)| (hash, kept(row)))
            .filter(|it| !it.1.is_empty())
            .collect();
        table.extend(u32::try_from(rows.len()).unwrap_or(u32::MAX).to_le_bytes());
        rows.iter().for_each(|(hash, _)| table.extend(hash.to_le_bytes()));
        rows.iter().for_each(|(_, row)| table.push(u8::try_from(row.len()).unwrap_or(u8::MAX)));
        for (class, steps) in rows.iter().flat_map(|(_, row)| row) {
            table.extend(u16::try_from(*class).unwrap_or(u16::MAX).to_le_bytes());
            table.push(steps.cast_unsigned());
        }
        table
    }
}

/// The words of a matter's own phrases, examples and wordings, and what each counts.
fn document(matter: &Matter) -> HashMap<u32, f32> {
    let reading = reading::read("", Priors::default());
    let finds = matter.find.iter().map(|it| (it.replace(['*', '_', '|'], " "), 1.0));
    let examples = matter.yes.iter().map(|it| (it.clone(), 1.0));
    let wordings = [&matter.upset, &matter.calm, &matter.next_step].into_iter().flatten();
    let wordings = wordings.map(|it| (it.clone(), WORDING));
    let mut document: HashMap<u32, f32> = HashMap::new();
    for (text, counts) in finds.chain(examples).chain(wordings) {
        for (hash, _) in Sight::of(&text, &reading).words {
            let known = document.entry(hash).or_default();
            *known = known.max(counts);
        }
    }
    document
}

/// How often the phrases alone and the table choose a matter that would serve.
fn measure(
    name: &str,
    samples: &[Sample],
    table: &[u8],
    book: &Book,
) -> Result<String, Box<dyn Error>> {
    let table = Table::parse(table).ok_or("the table does not parse")?;
    let mut told = format!(
        "{name}: {} posts, {} with a matter\n",
        samples.len(),
        samples.iter().filter(|it| it.right != [0]).count()
    );
    let mut row = |what: String, choose: &dyn Fn(&Sample) -> usize| {
        let chosen = samples.iter().map(|sample| (choose(sample), sample));
        let fired: Vec<_> = chosen.filter(|it| it.0 > 0).collect();
        let right = fired.iter().filter(|(class, sample)| sample.right.contains(class)).count();
        told += &format!(
            "  {what}: chosen {}, right {right} ({:.3})\n",
            fired.len(),
            right as f32 / fired.len().max(1) as f32
        );
    };
    row("phrases".to_owned(), &|sample| sample.chosen.map_or(0, |at| at + 1));
    for least in [0.0, 0.3, 0.4, 0.5] {
        row(format!("table, from {least}"), &|sample| {
            let (none, all) = table.chances(&book.matters, &sample.sight, &sample.shared);
            let best =
                all.iter().copied().enumerate().max_by(|one, other| one.1.total_cmp(&other.1));
            best.filter(|it| it.1 >= least && it.1 > none).map_or(0, |it| it.0 + 1)
        });
    }
    Ok(told)
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
