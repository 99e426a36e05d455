//! A post as numbers, for the trained model: hashed words and parts of words,
//! and what the rules made of it.

use super::pack::{STAKES, Section};
use super::text::{Kind, Token};
use super::topic::Scores;
use super::{Lang, Marked, Mood, ReplyNeed, Topic, language, model, mood, need, second, topic};
use crate::text::{FNV_BASIS, fnv};

/// How many numbers the rules give.
pub const DENSE: usize = 87;
/// How many numbers tell what is at stake.
pub const AT_STAKE: usize = STAKES.len() + PAIRS;
/// Longer posts are told by their beginning.
const MOST_TOKENS: usize = 600;
/// Of a longer word only so many letters count.
const LONGEST: usize = 24;

/// What the rules say without the model.
#[derive(Debug)]
pub(super) struct Rules {
    pub tally: mood::Tally,
    pub scores: Scores,
    pub mood: super::Verdict<Mood>,
    pub topics: Vec<super::Verdict<Topic>>,
    pub need: super::Verdict<ReplyNeed>,
}

impl Rules {
    #[inline(never)]
    pub fn of(post: &Marked<'_>) -> Self {
        let scores = Scores::of(post);
        let (mood, tally) = mood::by_rules(post, &scores);
        let topics = topic::by_rules(post, &scores, mood.value);
        let need = need::by_rules(post, mood.value, &topics);
        Self { tally, scores, mood, topics, need }
    }
}

/// How good or bad words are, by the lexicons that the model was trained from:
/// four bytes for each, in order of the number they are: three of the word's
/// hash, one of its valence.
#[derive(Debug)]
pub struct Valences<'a> {
    all: &'a [[u8; 4]],
    /// How many stand before those of each first twelve bits.
    starts: Vec<usize>,
}

impl<'a> Valences<'a> {
    /// Of a table.
    #[must_use]
    pub fn new(table: &'a [u8]) -> Self {
        let all = table.as_chunks().0;
        let start = |bits: u32| all.partition_point(|word| u32::from_be_bytes(*word) >> 20 < bits);
        Self { all, starts: (0..1 << 12).map(start).collect() }
    }

    /// The upper bytes of a word's number; Norwegian is read as Danish.
    #[must_use]
    pub fn key(lang: Lang, word: &str) -> u32 {
        let kind = match lang {
            Lang::Sv => 11,
            Lang::En => 12,
            _ => 10,
        };
        mixed(hash(kind, word.as_bytes())) & 0xffff_ff00
    }

    /// From -1 to 1; 0 where the word is unknown.
    fn of(&self, lang: Lang, word: &str) -> f32 {
        let key = Self::key(lang, word);
        let start = self.starts.get((key >> 20) as usize).copied().unwrap_or(0);
        let behind = self.all.get(start..).unwrap_or(&[]).iter();
        let mut behind = behind.map(|bytes| u32::from_be_bytes(*bytes));
        match behind.find(|found| *found >= key) {
            Some(found) if found & 0xffff_ff00 == key => {
                f32::from(found.to_le_bytes()[0].cast_signed()) / 127.0
            }
            _ => 0.0,
        }
    }

    /// How much good and how much bad the words of a post say.
    #[inline(never)]
    fn sums(&self, post: &Marked<'_>, lang: Lang) -> (f32, f32) {
        let (mut good, mut bad) = (0.0, 0.0);
        let tokens = &post.text.tokens;
        let mut stress = 1.0;
        let mut sentence = 0;
        for (token, at) in tokens.iter().take(MOST_TOKENS).zip(0..) {
            if token.sentence != sentence {
                sentence = token.sentence;
                stress = 1.0;
            }
            if matches!(token.folded.as_str(), "men" | "but") {
                // What stands before a "but" is taken back.
                (good, bad, stress) = (good * 0.6, bad * 0.6, 1.4);
            }
            let mut valence = self.of(lang, &token.folded) * stress;
            if valence == 0.0 {
                continue;
            }
            for before in at.max(3) - 3..at {
                if tokens.get(before).is_none_or(|before| before.sentence != sentence) {
                } else if post.marks(Section::Negator, before) {
                    valence *= -0.7;
                } else if before + 2 >= at && post.marks(Section::Intensifier, before) {
                    valence *= 1.3;
                } else if before + 2 >= at && post.marks(Section::Diminisher, before) {
                    valence *= 0.7;
                }
            }
            if token.shouted || token.drawn_out {
                valence *= 1.2;
            }
            good += valence.max(0.0);
            bad -= valence.min(0.0);
        }
        (good, bad)
    }
}

/// What the rules and the lexicons made of a post, each number from 0 to 1.
#[inline(never)]
pub(super) fn dense(
    post: &Marked<'_>,
    lang: Lang,
    rules: &Rules,
    valences: &Valences<'_>,
) -> Vec<f32> {
    let mut all = Vec::with_capacity(DENSE);
    let flag = |is: bool| f32::from(u8::from(is));
    let squash = |weight: f32, half: f32| weight / (weight + half);
    let Rules { tally, scores, .. } = rules;
    for weight in [tally.good, tally.bad, tally.fury, tally.courtesy] {
        all.extend([squash(weight, 2.0), flag(weight > 0.0)]);
    }
    let balance = tally.good - tally.bad - tally.fury;
    all.extend([squash(balance.max(0.0), 2.0), squash((-balance).max(0.0), 2.0)]);
    // A sure rule counts more.
    let sure = rules.mood.confidence * 4.0 - 2.0;
    all.extend(Mood::ALL.map(|one| flag(rules.mood.value == one) * sure));
    let main = rules.topics.first();
    for one in Topic::ALL {
        let main = main.filter(|main| main.value == one);
        let sure = main.map_or(0.0, |main| main.confidence * 2.0);
        all.extend([sure, squash(scores.weight(one), 4.0)]);
    }
    all.extend(ReplyNeed::ALL.map(|one| flag(rules.need.value == one)));
    let sections = [
        Section::Resolved,
        Section::Talk,
        Section::Advice,
        Section::Me,
        Section::Company,
        Section::Still,
        Section::Spam,
        Section::Negator,
    ];
    all.extend(sections.map(|section| flag(post.has(section))));
    let words = post.text.words().count();
    let asks = !post.text.questions.is_empty();
    let holds = |kind| post.text.tokens.iter().any(|token| token.kind == kind);
    let signs = [
        post.is_advice(),
        post.is_tag(),
        post.begins_with_ask(),
        post.is_shouted(),
        asks,
        post.text.questions.len() > 1,
        !post.text.exclamations.is_empty(),
        post.text.exclamations.iter().any(|run| run.len() > 1),
        scores.has_fault(),
        scores.states_trouble(),
        // Thanks for a fault; thanks under a question.
        scores.has_fault() && tally.good_said > 0.0 && !post.is_resolved(),
        asks && tally.courtesy > 0.0 && tally.courtesy >= tally.good_said,
        // A name, and no word that only the company is told.
        post.is_tag() && !asks,
        words == 0,
        words <= 2,
        words <= 6,
        words <= 14,
        words <= 40,
        holds(Kind::Opaque),
        holds(Kind::Emoji),
        lang == Lang::Da,
        lang == Lang::Nb,
        lang == Lang::Nn,
        lang == Lang::Sv,
        lang == Lang::En,
    ];
    all.extend(signs.map(flag));
    let (good, bad) = valences.sums(post, lang);
    all.extend(
        [good, bad, (good - bad).max(0.0), (bad - good).max(0.0)].map(|sum| squash(sum, 1.0)),
    );
    all.extend([good > bad, bad > good, good + bad == 0.0].map(flag));
    #[expect(clippy::cast_precision_loss, reason = "a rough number")]
    let length = (words.max(1) as f32).sqrt();
    all.extend([good, bad].map(|sum| (sum / length).min(1.0)));
    all
}

/// The concepts of safety are these; those of security those after them, up to the negators.
const SAFETY: usize = 18;
const SECURITY: usize = 33;
/// Who is hidden from someone is in danger where others learn of it.
const PURSUER: usize = 13;
/// How many pairs of concepts are told.
const PAIRS: usize = 153 + 105 + 15 + 99;

/// Whether a concept is of safety, or of security.
pub(super) fn is_of(concept: u8, topic: Topic) -> bool {
    match topic {
        Topic::Safety => (0..SAFETY).contains(&usize::from(concept)),
        _ => (SAFETY..SECURITY).contains(&usize::from(concept)),
    }
}

/// Which concepts of what is at stake a post holds, and which by twos: most where
/// they stand in one sentence. Each that it holds is told by its place.
#[inline(never)]
pub(super) fn stakes(post: &Marked<'_>) -> Vec<(usize, f32)> {
    let mut sentences = [0_u64; STAKES.len()];
    for hit in &post.hits {
        if let Section::Stake(concept) = hit.section
            && let Some(held) = sentences.get_mut(usize::from(concept))
            && let Some(token) = post.text.tokens.get(hit.tokens.start)
        {
            *held |= 1 << token.sentence.min(63);
        }
    }
    let is_held = |(held, place): (u64, usize)| (held != 0).then_some((place, 1.0));
    let mut all: Vec<(usize, f32)> = sentences.into_iter().zip(0..).filter_map(is_held).collect();
    // One alone makes no pair.
    if all.len() < 2 {
        return all;
    }
    let mut pair = STAKES.len();
    for (one, at) in sentences.into_iter().zip(0..SECURITY) {
        if one == 0 {
            let alike = if at < SAFETY { SAFETY } else { SECURITY } - at - 1;
            let pursued = if at == PURSUER { SECURITY - SAFETY } else { 0 };
            pair += alike + pursued + STAKES.len() - SECURITY;
            continue;
        }
        for (other, to) in sentences.into_iter().zip(0..).skip(at + 1) {
            if (at < SAFETY) == (to < SAFETY) || at == PURSUER || to >= SECURITY {
                if other != 0 {
                    all.push((pair, if one & other == 0 { 0.5 } else { 1.0 }));
                }
                pair += 1;
            }
        }
    }
    all
}

/// One hashed feature.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feature {
    /// The row of the table that it falls on.
    pub row: u32,
    /// How much it counts, in halves.
    pub halves: u8,
    /// The token that it is of.
    pub token: usize,
}

/// The hashed features of a post: words, pairs of words, and what words are made of.
#[inline(never)]
pub(super) fn hashed(post: &Marked<'_>) -> Vec<Feature> {
    let mut all = Vec::with_capacity(post.text.tokens.len().min(MOST_TOKENS) * 16);
    let mut before: Option<&Token> = None;
    let mut before_hash = 0;
    for (token, at) in post.text.tokens.iter().take(MOST_TOKENS).zip(0..) {
        let mut add = |hash, halves| all.push(Feature { row: row(hash), halves, token: at });
        let own = match token.kind {
            Kind::Opaque => {
                before = None;
                continue;
            }
            // A number is told by its length.
            Kind::Number => hash(2, &[u8::try_from(token.folded.len()).unwrap_or(u8::MAX)]),
            Kind::Word | Kind::Emoji => hash(1, token.folded.as_bytes()),
        };
        add(own, 3);
        if before.is_some_and(|before| before.sentence == token.sentence) {
            add(hash(before_hash, &own.to_le_bytes()), 2);
        }
        before = Some(token);
        before_hash = own;
        if token.kind == Kind::Word {
            let mut word = Padded::new();
            token.folded.bytes().for_each(|letter| word.push(letter));
            let bones = skeleton(&token.folded);
            add(hash(3, bones.all()), 2);
            if word.len > 4 {
                word.all().array_windows::<4>().for_each(|gram| add(hash(4, gram), 1));
            }
            if bones.len > 4 {
                // Three letters, four and five from each on.
                let mut rest = bones.all();
                while let [first, second, third, behind @ ..] = rest {
                    let mut gram = hash(5, &[*first, *second, *third]);
                    add(gram, 1);
                    for letter in behind.iter().take(2) {
                        gram = fnv(gram, *letter);
                        add(gram, 1);
                    }
                    rest = rest.get(1..).unwrap_or(&[]);
                }
            }
        }
    }
    all
}

/// The rows of [`second`] that a post's words fall on, and each three to five bytes of a
/// word as it is spelled; each row once. `place` is the language's among [`second::LANGS`].
#[inline(never)]
pub(super) fn spelled(post: &Marked<'_>, place: u8) -> Vec<u32> {
    let kind = 16 + 2 * u32::from(place);
    let mut seen = vec![false; second::ROWS as usize];
    let mut all = Vec::new();
    let mut add = |kind, gram: &[u8]| {
        let row = mixed(hash(kind, gram)) % second::ROWS;
        if let Some(seen) = seen.get_mut(row as usize)
            && !std::mem::replace(seen, true)
        {
            all.push(row);
        }
    };
    for token in post.text.tokens.iter().take(MOST_TOKENS) {
        if !matches!(token.kind, Kind::Word | Kind::Emoji) {
            continue;
        }
        add(kind, token.folded.as_bytes());
        if token.kind == Kind::Word {
            let mut word = Padded::new();
            token.folded.bytes().for_each(|letter| word.push(letter));
            for long in 3..=5 {
                word.all().windows(long).for_each(|gram| add(kind + 1, gram));
            }
        }
    }
    all
}

/// The length of hashed features as a vector, as if none came twice.
pub(super) fn norm(features: &[Feature]) -> f32 {
    let squares = features.iter().map(|one| f32::from(one.halves) * f32::from(one.halves));
    (squares.sum::<f32>().sqrt() / 2.0).max(1.0)
}

/// A word's letters between two marks.
struct Padded {
    letters: [u8; LONGEST + 2],
    len: usize,
}

impl Padded {
    fn new() -> Self {
        Self { letters: [b'_'; LONGEST + 2], len: 1 }
    }

    fn push(&mut self, letter: u8) {
        if self.len <= LONGEST
            && let Some(place) = self.letters.get_mut(self.len)
        {
            *place = letter;
            self.len += 1;
        }
    }

    fn all(&self) -> &[u8] {
        self.letters.get(..=self.len).unwrap_or(&[])
    }
}

/// A word as the Scandinavian languages have it in common: "dækning", "dekning"
/// and "täckning" are one.
fn skeleton(word: &str) -> Padded {
    let mut last = 0;
    let mut bones = Padded::new();
    for letter in word.chars() {
        let bone = match letter {
            // Written without the letter: "foer", "vaere".
            'e' if last == b'o' => b'o',
            'æ' | 'ä' => b'e',
            'ø' | 'ö' => b'o',
            'å' => b'a',
            'd' => b't',
            'b' => b'p',
            'g' | 'c' | 'q' | 'x' => b'k',
            'z' => b's',
            'w' => b'v',
            'y' => b'i',
            other => u8::try_from(other).unwrap_or(b'?'),
        };
        if bone != last {
            bones.push(bone);
        }
        last = bone;
    }
    bones
}

/// FNV-1a of a feature.
fn hash(kind: u32, gram: &[u8]) -> u32 {
    gram.iter().fold(FNV_BASIS ^ kind, |hash, byte| fnv(hash, *byte))
}

/// A post as the trainer sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {
    /// Rows of the table and their values, in order, each row once.
    pub hashed: Vec<(u32, f32)>,
    /// What the rules made of it.
    pub dense: Vec<f32>,
    /// What is at stake in it.
    pub stakes: Vec<f32>,
    /// Its language's place in the table of [`second`], and the rows there.
    pub spelled: Option<(u8, Vec<u32>)>,
}

impl Features {
    /// Those of a text.
    #[must_use]
    pub fn of(text: &str, valences: &Valences<'_>) -> Self {
        let lang = language::detect(text, super::Priors::default()).value;
        let post = Marked::new(text, lang);
        let features = hashed(&post);
        let norm = norm(&features);
        let mut rows: Vec<(u32, u32)> =
            features.iter().map(|one| (one.row, u32::from(one.halves))).collect();
        rows.sort_unstable();
        rows.dedup_by(|next, first| {
            let same = next.0 == first.0;
            first.1 += if same { next.1 } else { 0 };
            same
        });
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^24")]
        let hashed =
            rows.into_iter().map(|(row, halves)| (row, halves as f32 / 2.0 / norm)).collect();
        let dense = dense(&post, lang, &Rules::of(&post), valences);
        let mut at_stake = vec![0.0; AT_STAKE];
        for (place, held) in stakes(&post) {
            if let Some(number) = at_stake.get_mut(place) {
                *number = held;
            }
        }
        let spelled = second::place(lang).map(|place| (place, spelled(&post, place)));
        Self { hashed, dense, stakes: at_stake, spelled }
    }
}

/// The row that a feature falls on.
fn row(hash: u32) -> u32 {
    mixed(hash) % model::ROWS
}

fn mixed(hash: u32) -> u32 {
    (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d)
}

/// A text's only token, folded. None where it has more.
#[must_use]
pub fn only_token(text: &str) -> Option<String> {
    let mut tokens = super::text::Tokens::new(text).tokens;
    if tokens.len() == 1 { tokens.pop().map(|token| token.folded) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn concepts_tell_most_by_twos_in_one_sentence() {
        let place = |name| STAKES.iter().position(|known| *known == name).unwrap();
        let (device, lost) = (place("device"), place("lost"));
        let told = |text| {
            let all = Features::of(text, &Valences::new(&[])).stakes;
            assert_eq!(all.len(), AT_STAKE);
            [all[device], all[lost], all[STAKES.len() + lost - device - 1]]
        };
        assert_eq!(told("Nødkaldet er dødt"), [1.0, 1.0, 1.0]);
        assert_eq!(told("Det gælder nødkaldet. Det er dødt."), [1.0, 1.0, 0.5]);
        assert_eq!(told("Nødkaldet virker fint"), [1.0, 0.0, 0.0]);
    }
}
