//! The language of a post.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::model::exp;
use super::sums::Few;
use super::{Priors, Verdict};
use crate::data;
use crate::text::{FNV_BASIS, fnv};

/// A written language we read and answer in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Danish.
    Da,
    /// Norwegian Bokmål.
    Nb,
    /// Norwegian Nynorsk.
    Nn,
    /// Swedish.
    Sv,
    /// English.
    En,
    /// Another, or too little text to tell.
    Und,
}

impl Lang {
    /// The language of a BCP 47 tag; `no` counts as Bokmål. None for a
    /// language that we do not know.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "da" => Some(Self::Da),
            "nb" | "no" => Some(Self::Nb),
            "nn" => Some(Self::Nn),
            "sv" => Some(Self::Sv),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Its tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::Sv => "sv",
            Self::En => "en",
            Self::Und => "und",
        }
    }
}

/// The table that `train/language.py` wrote: the scale, then a row for each
/// bucket. Where it comes from stands in `language.md`.
fn table() -> &'static [u8] {
    data::bytes("src/reading/language.bin").unwrap_or_default()
}

/// The table's columns.
const CLASSES: [Lang; 6] = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En, Lang::Und];
const HEADER: usize = 4;
const BUCKETS: u32 = 12288;
/// Divides the scores, so that a confidence of 0.8 is right four times of five.
const TEMPERATURE: f32 = 1.1;
/// What the site's own mark adds to a language's score.
const MARK: f32 = 2.0;
/// What the language of the page's words adds.
const UI: f32 = 1.0;
/// What Bokmål adds to Nynorsk: pages in Norwegian have both.
const UI_NN: f32 = 0.5;
/// What a language loses by a word that it does not write.
const WORD: f32 = 1.5;
/// As many words as count against a language.
const MOST_AGAINST: u8 = 6;
/// Fewer letters than this tell nothing.
const FEWEST_LETTERS: usize = 4;
/// Below this the answer is [`Lang::Und`].
const LEAST_CONFIDENCE: f32 = 0.40;
/// From this on a language is told by the words alone.
const CLEAR: f32 = 0.55;
/// So likely the page's own must be.
const LEAST_UI: f32 = 0.25;
/// Longer texts are told by their beginning.
const MOST_WORDS: usize = 400;
/// Of a longer word only so many letters count.
const LONGEST: usize = 24;

/// Tells the language of `text`.
///
/// What is known beforehand shifts the scores; only a text too short to tell
/// takes the site's own mark for an answer, with little confidence.
#[must_use]
#[inline(never)]
pub fn detect(text: &str, priors: Priors<'_>) -> Verdict<Lang> {
    let words = Words::new(text);
    let letters: usize = words.iter().map(|word| word.len()).sum();
    let mark = priors.mark.and_then(Lang::from_tag);
    let verdict = |value, confidence| Verdict { value, confidence, evidence: Vec::new() };
    if letters < FEWEST_LETTERS || is_name(text) {
        return match mark {
            Some(lang) if letters > 0 && !is_name(text) => verdict(lang, 0.3),
            _ => verdict(Lang::Und, 0.9),
        };
    }
    let (sums, total) = sums(&words);
    let scale = table().first_chunk::<HEADER>().map_or(0.0, |bytes| f32::from_le_bytes(*bytes));
    #[expect(clippy::cast_precision_loss, reason = "sums are far below 2^24")]
    let mut scores = sums.map(|sum| sum as f32 * scale / (total as f32).sqrt() / TEMPERATURE);
    for ((score, lang), against) in scores.iter_mut().zip(CLASSES).zip(against(&words)) {
        *score -= f32::from(against) * WORD;
        // A prior never speaks against a word of the post.
        if against == 0 {
            *score += if mark == Some(lang) { MARK } else { 0.0 };
            *score += if priors.ui == Some(lang) { UI } else { 0.0 };
            *score += if priors.ui == Some(Lang::Nb) && lang == Lang::Nn { UI_NN } else { 0.0 };
        }
    }
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let chances = scores.map(|score| exp(score - top));
    let whole: f32 = chances.iter().sum();
    let mut best = (Lang::Und, 0.0);
    for (&chance, lang) in chances.iter().zip(CLASSES) {
        if chance / whole > best.1 {
            best = (lang, chance / whole);
        }
    }
    // Too close to call: the page's own.
    let is_ours = |lang: Lang| lang != Lang::Und;
    let ui = priors.ui.filter(|ui| is_ours(*ui) && is_ours(best.0));
    let chance_of = |lang| {
        let at = CLASSES.iter().position(|class| *class == lang)?;
        Some(chances.get(at)? / whole)
    };
    if best.1 < CLEAR
        && let Some((ui, chance)) = ui.and_then(|ui| Some((ui, chance_of(ui)?)))
        && chance >= LEAST_UI
    {
        best = (ui, chance.max(LEAST_CONFIDENCE));
    }
    if best.1 < LEAST_CONFIDENCE {
        return verdict(Lang::Und, 1.0 - best.1);
    }
    verdict(best.0, best.1)
}

/// Two to four words that all begin with a capital, and nothing else: a name, most likely.
pub(super) fn is_name(text: &str) -> bool {
    let mut count = 0;
    for word in text.split_whitespace().filter(|word| !word.starts_with('@')) {
        let mut chars = word.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        if count == 4 || !capital || !chars.all(|c| c.is_lowercase() || c == '-') {
            return false;
        }
        count += 1;
    }
    count >= 2
}

/// The words of a text, folded; links, mentions and addresses are left out.
/// The same as `words` in `train/language.py`.
struct Words {
    /// Each word between two marks: "_net_er_nede_".
    letters: Vec<u8>,
    /// Where the mark behind each word stands.
    ends: Vec<usize>,
}

impl Words {
    fn new(text: &str) -> Self {
        let mut letters = Vec::with_capacity(text.len() + 2);
        letters.push(b'_');
        let mut words = Self { letters, ends: Vec::with_capacity(text.len() / 4) };
        // Where the chunk between two spaces begins, after how many words.
        let (mut chunk, mut before) = (0, 0);
        let mut is_link = false;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match fold(c) {
                Some(letter) => words.push(letter),
                None => words.end_word(),
            }
            is_link |= match c {
                '@' => true,
                '#' => at == chunk,
                '/' => text.get(..at).is_some_and(|before| before.ends_with(":/")),
                '.' => text.get(chunk..at) == Some("www"),
                _ => false,
            };
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}') {
                if is_link {
                    words.ends.truncate(before);
                    words.letters.truncate(words.last_mark() + 1);
                }
                (chunk, before, is_link) = (at + c.len_utf8(), words.ends.len(), false);
                if before >= MOST_WORDS {
                    break;
                }
            }
        }
        words
    }

    fn last_mark(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// A letter more of the word that is being read; of three alike two stand,
    /// and of a long word its beginning.
    fn push(&mut self, letter: u8) {
        let len = self.letters.len() - self.last_mark() - 1;
        if len < LONGEST && !self.letters.ends_with(&[letter, letter]) {
            self.letters.push(letter);
        }
    }

    fn end_word(&mut self) {
        if self.letters.len() - 1 > self.last_mark() {
            self.ends.push(self.letters.len());
            self.letters.push(b'_');
        }
    }

    /// The words, each with the marks around it.
    fn padded(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).filter_map(|(start, &end)| self.letters.get(start..=end))
    }

    /// The words alone.
    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.padded().filter_map(|word| word.get(1..word.len() - 1))
    }
}

/// A letter's lower-case Latin-1 code, 1 for a letter beyond, None for the rest.
fn fold(c: char) -> Option<u8> {
    match c {
        'A'..='Z' | 'a'..='z' => u8::try_from(c.to_ascii_lowercase()).ok(),
        '×' | '÷' => None,
        'À'..='Þ' => u8::try_from(u32::from(c) + 32).ok(),
        'ß'..='ÿ' => u8::try_from(c).ok(),
        '\u{100}'..='\u{24f}' | '\u{370}'..='\u{1fff}' | '\u{3040}'..='\u{d7ff}' => Some(1),
        _ => None,
    }
}

/// How many words speak against each language.
fn against(words: &Words) -> [u8; CLASSES.len()] {
    /// Telling words by their hash, in bins by its last bits: the hash, and a
    /// bit for each language that doesn't write the word.
    static TELLING: OnceLock<Vec<Vec<(u32, u8)>>> = OnceLock::new();
    const BINS: u32 = 512;
    let bin = |hash: u32| (hash % BINS) as usize;
    let telling = TELLING.get_or_init(|| {
        let text = data::text("src/reading/packs/language.txt").unwrap_or_default();
        let mut bins = vec![Vec::new(); BINS as usize];
        for (langs, listed) in text.lines().filter_map(|line| line.split_once(": ")) {
            let foreign = CLASSES.iter().rev().fold(0, |bits, lang| {
                bits << 1 | u8::from(!langs.split(' ').any(|tag| tag == lang.tag()))
            });
            for word in Words::new(listed).iter() {
                let hash = hash(9, word);
                if let Some(bin) = bins.get_mut(bin(hash)) {
                    bin.push((hash, foreign));
                }
            }
        }
        bins
    });
    let mut against = [0; CLASSES.len()];
    for word in words.iter() {
        let hash = hash(9, word);
        let found = telling.get(bin(hash)).and_then(|bin| bin.iter().find(|entry| entry.0 == hash));
        let foreign = found.map_or(0, |entry| entry.1);
        for (place, count) in against.iter_mut().enumerate() {
            *count = MOST_AGAINST.min(*count + (foreign >> place & 1));
        }
    }
    against
}

/// The sum of the rows that the words' features fall on, and how many features there are.
#[inline(never)]
fn sums(words: &Words) -> ([i32; CLASSES.len()], u32) {
    let table = table();
    let mut sums = [[0; 8]];
    let mut total = 0;
    for word in words.padded() {
        let mut few = Few::none();
        each_feature(word, |bucket, count| {
            total += u32::from(count);
            // Eight bytes that end with the row.
            let start = HEADER + bucket as usize * CLASSES.len() - 2;
            let row = table.get(start..).and_then(|rows| rows.first_chunk());
            few.add(*row.unwrap_or(&[0; 8]), count);
        });
        few.add_to(&mut sums);
    }
    (sums.as_flattened().last_chunk().copied().unwrap_or_default(), total)
}

/// A word's character n-grams, and the word itself counted twice: no more than
/// [`super::sums::MOST`] of a word of [`LONGEST`] letters.
fn each_feature(padded: &[u8], mut found: impl FnMut(u32, u8)) {
    let word = padded.get(1..padded.len() - 1).unwrap_or(&[]);
    for letter in word {
        found(bucket(1, std::slice::from_ref(letter)), 1);
    }
    padded.array_windows::<2>().for_each(|gram| found(bucket(2, gram), 1));
    padded.array_windows::<3>().for_each(|gram| found(bucket(3, gram), 1));
    padded.array_windows::<4>().for_each(|gram| found(bucket(4, gram), 1));
    padded.array_windows::<5>().for_each(|gram| found(bucket(5, gram), 1));
    found(bucket(9, word), 2);
}

/// A feature's hash, folded to the table.
fn bucket(kind: u8, gram: &[u8]) -> u32 {
    let hash = hash(kind, gram);
    (hash ^ (hash >> 15)) % BUCKETS
}

/// FNV-1a of a feature.
fn hash(kind: u8, gram: &[u8]) -> u32 {
    gram.iter().fold(fnv(FNV_BASIS, kind), |hash, byte| fnv(hash, *byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the language of texts without priors.
    fn check(expected: Lang, texts: &[&str]) {
        for text in texts {
            let verdict = detect(text, Priors::default());
            assert_eq!(verdict.value, expected, "{text} ({})", verdict.confidence);
        }
    }

    #[test]
    fn features_and_sums_are_those_of_the_training_script() {
        #[derive(Deserialize)]
        struct Golden {
            text: String,
            total: u32,
            buckets: Vec<u32>,
            sums: [i32; 6],
        }
        let lines = include_str!("../../tests/fixtures/reading/language_golden.jsonl");
        for line in lines.lines() {
            let golden: Golden = serde_json::from_str(line).unwrap();
            let words = Words::new(&golden.text);
            let mut buckets = std::collections::BTreeSet::new();
            for word in words.padded() {
                each_feature(word, |bucket, _| {
                    buckets.insert(bucket);
                });
            }
            assert_eq!(Vec::from_iter(buckets), golden.buckets, "{}", golden.text);
            assert_eq!(sums(&words), (golden.sums, golden.total), "{}", golden.text);
        }
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(table().len(), HEADER + BUCKETS as usize * CLASSES.len());
    }

    #[test]
    fn tells_the_five_languages() {
        check(
            Lang::Da,
            &["Hvorfor svarer I ikke på min mail?", "Tusind tak for hjælpen, I er søde"],
        );
        check(
            Lang::Nb,
            &["Hvorfor svarer dere ikke på mailen min?", "Tusen takk for hjelpen, dere er flinke"],
        );
        check(Lang::Nn, &["Kvifor svarar de ikkje på mailen min?", "Eg er kjempenøgd med hjelpa"]);
        check(Lang::Sv, &["Varför svarar ni inte på mitt mejl?", "Tack för hjälpen, ni är bäst"]);
        check(
            Lang::En,
            &["Why don't you answer my mail?", "thanks for the help, you are the best"],
        );
    }

    #[test]
    fn too_little_text_is_no_language() {
        check(
            Lang::Und,
            &[
                "",
                "👍👍",
                "ok",
                "https://www.telenor.dk/fejl",
                "Anders Bjerregaard",
                "@Lise",
                "123 456",
            ],
        );
    }

    #[test]
    fn another_language_is_none_of_ours() {
        check(
            Lang::Und,
            &["Почему не работает интернет?", "Warum funktioniert mein Internet nicht mehr?"],
        );
    }

    #[test]
    fn no_prior_speaks_against_a_telling_word() {
        for (text, lang) in [
            ("er det bare meg eller er hele mobilnettet nede i Steinvika??", Lang::Nb),
            ("Er det bare mig, eller er nettet nede?", Lang::Da),
            ("Er det berre meg?", Lang::Nn),
        ] {
            for ui in CLASSES {
                let verdict = detect(text, Priors { ui: Some(ui), ..Priors::default() });
                assert_eq!(verdict.value, lang, "{text} ({ui:?} {})", verdict.confidence);
            }
        }
    }

    #[test]
    fn a_page_in_bokmaal_speaks_for_nynorsk_before_swedish() {
        let read = |ui| {
            let priors = Priors { ui: Some(ui), ..Priors::default() };
            detect("Ingen svarar på telefonen", priors).value
        };
        assert_eq!(
            [read(Lang::Nb), read(Lang::Nn), read(Lang::Sv)],
            [Lang::Nn, Lang::Nn, Lang::Sv]
        );
    }

    #[test]
    fn telling_words_are_of_our_languages_and_listed_once() {
        let text = data::text("src/reading/packs/language.txt").unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for line in text.lines() {
            let (langs, listed) = line.split_once(": ").unwrap();
            assert!(langs.split(' ').all(|tag| Lang::from_tag(tag).is_some()), "{langs}");
            for word in listed.split(' ') {
                assert!(seen.insert(word) && Words::new(word).iter().count() == 1, "{word}");
            }
        }
        assert!(seen.len() > 400);
    }

    #[test]
    fn the_mark_shifts_but_does_not_decide() {
        let marked =
            |text, mark| detect(text, Priors { mark: Some(mark), ..Priors::default() }).value;
        assert_eq!(marked("ok", "da"), Lang::Da);
        assert_eq!(marked("👍", "da"), Lang::Und);
        assert_eq!(marked("Varför svarar ni inte på mitt mejl?", "da"), Lang::Sv);
    }
}
