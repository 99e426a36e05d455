//! Which of a book's matters a post is about: how likely each is, and how likely none.
//!
//! A phrase that tells a matter stands in many posts that are about something else, and
//! most posts about a matter have none of its phrases. So a linear model weighs what the
//! phrases found together with the post's words and what was read of it. Each language has
//! a table of its own (`matters/da.bin`); `train/README.md` says how it is trained.

use std::sync::OnceLock;

use crate::data;
use crate::reading::model::exp;
use crate::reading::{Lang, Mood, Reading, ReplyNeed, Topic};
use crate::text::{FNV_BASIS, fnv, folded};

use super::check::words::words;
use super::matter::Matter;

/// What is known of a post beside its words: how likely each topic, mood and need is, how
/// likely it can't wait, and a one.
pub const STATE: usize = Topic::ALL.len() + Mood::ALL.len() + ReplyNeed::ALL.len() + 2;
/// What is known of a matter beside its name: its phrases were found, it is the one that
/// they alone would choose, and the root of how likely its topics are.
pub const SHARED: usize = 3;
/// The lengths of the parts of words that count.
const PARTS: [usize; 2] = [4, 5];
/// What words, pairs of words and parts of words count together.
const KINDS: [f32; 3] = [1.5, 1.0, 1.5];

/// A post as the model sees it.
#[derive(Debug, Clone)]
pub struct Sight {
    /// Its words, pairs of words and parts of words, with what each counts.
    pub words: Vec<(u32, f32)>,
    /// See [`STATE`].
    pub state: [f32; STATE],
}

impl Sight {
    /// The post with what was read of it.
    #[must_use]
    pub fn of(post: &str, reading: &Reading) -> Self {
        let words: Vec<String> = words(post).map(|(_, word)| folded(word)).collect();
        let mut all = Vec::new();
        for (kind, weight) in KINDS.into_iter().enumerate() {
            let hashes = hashes(kind, &words);
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^24")]
            let each = weight / (hashes.len().max(1) as f32).sqrt();
            all.extend(hashes.into_iter().map(|hash| (hash, each)));
        }
        let chances = &reading.chances;
        let topics = Topic::ALL.iter().map(|topic| chances.topic(*topic));
        let moods = Mood::ALL.iter().map(|mood| chances.mood(*mood));
        let needs = ReplyNeed::ALL.iter().map(|need| chances.need(*need));
        let rest = [reading.haste.now, 1.0];
        let mut known = topics.chain(moods).chain(needs).chain(rest);
        let state = std::array::from_fn(|_| known.next().unwrap_or(0.0));
        Self { words: all, state }
    }
}

/// Words, pairs of words, or parts of words, by `kind`.
fn hashes(kind: usize, words: &[String]) -> Vec<u32> {
    let hash = |bytes: &[u8], start: u32| bytes.iter().fold(start, |hash, byte| fnv(hash, *byte));
    let mut all = Vec::new();
    let mut before = "";
    for word in words {
        match kind {
            0 => all.push(hash(word.as_bytes(), FNV_BASIS)),
            1 => all.push(hash(word.as_bytes(), fnv(hash(before.as_bytes(), !FNV_BASIS), b' '))),
            _ => {
                let bytes = [b"^", word.as_bytes(), b"$"].concat();
                for length in PARTS {
                    all.extend(bytes.windows(length).map(|part| hash(part, !FNV_BASIS)));
                }
            }
        }
        before = word;
    }
    all
}

/// What is known of each matter: see [`SHARED`]. `found` are the places of those whose
/// phrases stand in the post, `chosen` the place of the one that they alone would choose.
#[must_use]
pub fn shared(
    matters: &[Matter],
    reading: &Reading,
    found: &[usize],
    chosen: Option<usize>,
) -> Vec<[f32; SHARED]> {
    let is = |yes: bool| f32::from(u8::from(yes));
    let likely = |matter: &Matter| {
        let all = matter.topic.iter().map(|topic| reading.chances.topic(*topic));
        all.fold(0.0, f32::max)
    };
    let all = matters.iter().enumerate();
    all.map(|(at, matter)| [is(found.contains(&at)), is(chosen == Some(at)), likely(matter).sqrt()])
        .collect()
}

/// A trained table. Its file holds, all numbers little-endian: the number of classes (`u16`);
/// the weights of [`SHARED`], then what a step of the weights below is (`f32`); for each class
/// the hash of its matter's name (`u32`; nought: none of them) and its weights of [`STATE`]
/// (`i8`); the number of words (`u32`), their hashes in order (`u32`) and how many weights each
/// has (`u8`); then the weights, each a class (`u16`) and so many steps (`i8`).
#[derive(Debug)]
pub struct Table<'a> {
    shared: [f32; SHARED],
    step: f32,
    classes: &'a [[u8; CLASS]],
    hashes: &'a [[u8; 4]],
    /// Where each word's weights begin, and the last one's end.
    starts: Vec<usize>,
    weights: &'a [[u8; 3]],
}

/// Bytes of a class.
const CLASS: usize = 4 + STATE;

impl<'a> Table<'a> {
    /// Reads a table; None where it is none.
    #[must_use]
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (classes, rest) = bytes.split_first_chunk()?;
        let classes = usize::from(u16::from_le_bytes(*classes));
        let (floats, rest) = rest.split_at_checked(4 * (SHARED + 1))?;
        let [found, chosen, likely, step] =
            <[[u8; 4]; SHARED + 1]>::try_from(floats.as_chunks().0).ok()?.map(f32::from_le_bytes);
        let (classes, rest) = rest.split_at_checked(classes * CLASS)?;
        let (words, rest) = rest.split_first_chunk()?;
        let words = usize::try_from(u32::from_le_bytes(*words)).ok()?;
        let (hashes, rest) = rest.split_at_checked(words.checked_mul(4)?)?;
        let (counts, weights) = rest.split_at_checked(words)?;
        let mut starts = vec![0];
        let mut start = 0;
        for count in counts {
            start += usize::from(*count);
            starts.push(start);
        }
        let table = Self {
            shared: [found, chosen, likely],
            step,
            classes: classes.as_chunks().0,
            hashes: hashes.as_chunks().0,
            starts,
            weights: weights.as_chunks().0,
        };
        (weights.len() == 3 * start).then_some(table)
    }

    /// The place of a name's class, which mostly is the one that its matter has in the book.
    fn place(&self, name: u32, likely: usize) -> Option<usize> {
        let name = name.to_le_bytes();
        let is = |class: &[u8; CLASS]| class.starts_with(&name);
        let there = self.classes.get(likely).is_some_and(is).then_some(likely);
        there.or_else(|| self.classes.iter().position(is))
    }

    /// The chance that a post is about none of the matters, and those of each of them. One that
    /// the table does not know has what its phrases and its topics say.
    #[must_use]
    pub fn chances(
        &self,
        matters: &[Matter],
        sight: &Sight,
        shared: &[[f32; SHARED]],
    ) -> (f32, Vec<f32>) {
        let mut scores: Vec<f32> = Vec::with_capacity(self.classes.len());
        for class in self.classes {
            let weights = class.iter().skip(4).zip(sight.state);
            scores.push(weights.map(|(steps, value)| value * f32::from(steps.cast_signed())).sum());
        }
        for (hash, value) in &sight.words {
            let found = self.hashes.binary_search_by(|it| u32::from_le_bytes(*it).cmp(hash));
            let Ok(at) = found else { continue };
            let range = self.starts.get(at).zip(self.starts.get(at + 1));
            let weights = range.and_then(|(start, end)| self.weights.get(*start..*end));
            for [low, high, steps] in weights.unwrap_or_default() {
                if let Some(score) = scores.get_mut(usize::from(u16::from_le_bytes([*low, *high])))
                {
                    *score += value * f32::from(steps.cast_signed());
                }
            }
        }
        let score = |name: u32, likely: usize| {
            self.step * self.place(name, likely).and_then(|at| scores.get(at)).unwrap_or(&0.0)
        };
        let mut all = vec![score(NONE, 0)];
        for (matter, known) in matters.iter().zip(shared) {
            let known = self.shared.iter().zip(known).map(|(weight, value)| weight * value);
            all.push(score(name_hash(&matter.name), all.len()) + known.sum::<f32>());
        }
        let top = all.iter().copied().fold(f32::MIN, f32::max);
        all.iter_mut().for_each(|score| *score = exp(*score - top));
        let sum: f32 = all.iter().sum();
        all.iter_mut().for_each(|chance| *chance /= sum);
        (all.remove(0), all)
    }
}

impl Table<'static> {
    /// That of a language; None where there is none.
    pub(super) fn of(lang: Lang) -> Option<&'static Self> {
        static TABLES: [OnceLock<Option<Table>>; 5] = [const { OnceLock::new() }; 5];
        let langs = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En];
        let at = langs.iter().position(|it| *it == lang)?;
        let read =
            || data::bytes(&format!("src/reply/matters/{}.bin", lang.tag())).and_then(Self::parse);
        TABLES.get(at)?.get_or_init(read).as_ref()
    }
}

/// Stands for none of the matters.
pub const NONE: u32 = 0;

/// What stands for a matter's name in a table.
#[must_use]
pub fn name_hash(name: &str) -> u32 {
    name.bytes().fold(FNV_BASIS, fnv)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{self, Priors};
    use crate::reply::phrases;

    const LANGS: [Lang; 5] = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En];

    #[test]
    fn every_language_has_a_table_that_knows_its_matters() {
        for lang in LANGS {
            let table = Table::of(lang).unwrap();
            let book = phrases::book(lang).unwrap();
            let unknown =
                book.matters.iter().filter(|it| table.place(name_hash(&it.name), 0).is_none());
            // A matter may be younger than the table, which then goes by its phrases.
            assert!(unknown.count() <= book.matters.len() / 20, "{lang:?}: train again");
            assert_eq!(table.place(NONE, 7), Some(0));
        }
        assert!(Table::of(Lang::Und).is_none());
    }

    #[test]
    fn chances_are_of_one_or_none() {
        let book = phrases::book(Lang::En).unwrap();
        let table = Table::of(Lang::En).unwrap();
        for post in ["", "My parcel was left at the wrong house", "x ".repeat(20_000).as_str()] {
            let reading = reading::read(post, Priors::default());
            let known = shared(&book.matters, &reading, &[0], Some(0));
            let (none, all) = table.chances(&book.matters, &Sight::of(post, &reading), &known);
            assert_eq!(all.len(), book.matters.len());
            assert!((none + all.iter().sum::<f32>() - 1.0).abs() < 0.01, "{post:.40}");
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let bytes = data::bytes("src/reply/matters/en.bin").unwrap();
        assert!(Table::parse(bytes).is_some());
        for end in [0, 1, 13, 500, bytes.len() / 2, bytes.len() - 1] {
            assert!(Table::parse(&bytes[..end]).is_none());
        }
        assert!(Table::parse(&[bytes, &[0]].concat()).is_none());
        assert!(Table::parse(&[0xff; 64]).is_none());
    }
}
