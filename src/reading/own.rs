//! What a company says of itself: its trades, and its own words for topics and
//! products.
//!
//! Its words are found as they stand, also with an ending ("fiberboks" in
//! "fiberboksen"), and with `*` behind them as the beginning of longer ones.

use std::ops::Range;

use super::Topic;
use super::text::{Kind, Token, Tokens};
use crate::sort;

/// A trade that we ship a pack for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trade {
    /// Telephony, broadband, television.
    Telecom,
    /// Electricity, heat, gas.
    Energy,
    /// Accounts, cards, loans, insurance.
    Bank,
    /// Letters and parcels.
    Parcel,
    /// Trains, buses, ferries.
    Transport,
    /// Shops, on the street and online.
    Retail,
    /// What a municipality does.
    Municipality,
}

impl Trade {
    /// Every trade, in the order of their packs.
    pub const ALL: [Self; 7] = [
        Self::Telecom,
        Self::Energy,
        Self::Bank,
        Self::Parcel,
        Self::Transport,
        Self::Retail,
        Self::Municipality,
    ];

    /// The trade of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trade| trade.name() == name)
    }

    /// Its name in the settings and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Telecom => "telecom",
            Self::Energy => "energy",
            Self::Bank => "bank",
            Self::Parcel => "parcel",
            Self::Transport => "transport",
            Self::Retail => "retail",
            Self::Municipality => "municipality",
        }
    }
}

/// Why a word cannot be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadWord {
    /// There is no word in it.
    NoWord,
    /// A `*` stands elsewhere than behind three letters or more.
    Star,
    /// It is longer than any phrase.
    TooLong,
}

/// A phrase of more words than this is a sentence, which no post repeats.
const MOST_WORDS: usize = 8;
/// A beginning of fewer letters would stand in every post.
const LEAST_BEGINNING: usize = 3;
/// What may follow a whole word of three letters or more: Nordic and English endings.
const ENDINGS: [&str; 28] = [
    "a", "e", "n", "r", "s", "t", "an", "ar", "as", "en", "er", "es", "et", "or", "na", "ne",
    "ane", "ens", "ene", "ers", "ets", "ans", "arna", "erna", "orna", "erne", "enes", "ernes",
];

/// A word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    folded: String,
    /// Longer words begin with it.
    begins: bool,
    /// Full stops stand in names too ("Fiber 2.0").
    sentence: u32,
}

impl Part {
    fn stands_at(&self, token: &Token, is_last: bool) -> bool {
        let Some(rest) = token.folded.strip_prefix(self.folded.as_str()) else { return false };
        let has_ending = || {
            let letters = self.folded.chars().rev().take_while(|c| c.is_alphabetic()).count();
            is_last && letters >= LEAST_BEGINNING && ENDINGS.contains(&rest)
        };
        rest.is_empty() || self.begins || has_ending()
    }
}

/// A word or phrase of the company's, as it is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWord {
    parts: Vec<Part>,
    /// What it speaks for. None: it names a product.
    topic: Option<Topic>,
    /// As the company wrote it.
    pub word: String,
}

impl OwnWord {
    /// Of a topic, or of a product.
    ///
    /// # Errors
    /// Why it can't be looked for.
    pub fn new(word: &str, topic: Option<Topic>) -> Result<Self, BadWord> {
        let mut parts: Vec<Part> = Vec::new();
        let plain = word.replace('*', "");
        let whole = Tokens::new(&plain).tokens;
        let first = whole.first().map_or(0, |token| token.sentence);
        let mut sentences = whole.iter().map(|token| token.sentence - first);
        for piece in word.split_whitespace() {
            let (piece, begins) = match piece.strip_suffix('*') {
                Some(piece) => (piece, true),
                None => (piece, false),
            };
            let tokens = Tokens::new(piece).tokens;
            let last = tokens.last();
            let is_short = last.is_none_or(|last| last.folded.chars().count() < LEAST_BEGINNING);
            if piece.contains('*') || (begins && is_short) {
                return Err(BadWord::Star);
            }
            for token in tokens {
                if token.kind == Kind::Opaque {
                    return Err(BadWord::NoWord);
                }
                let sentence = sentences.next().unwrap_or(token.sentence);
                parts.push(Part { folded: token.folded, begins: false, sentence });
            }
            if let Some(last) = parts.last_mut() {
                last.begins = begins;
            }
        }
        match parts.len() {
            0 => Err(BadWord::NoWord),
            1..=MOST_WORDS => Ok(Self { parts, topic, word: word.to_owned() }),
            _ => Err(BadWord::TooLong),
        }
    }

    /// Whether it stands wherever another stands.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.parts == other.parts
    }

    /// Its first word, by which it is looked up.
    fn first(&self) -> &str {
        self.parts.first().map_or("", |part| part.folded.as_str())
    }

    /// Whether it stands at a token.
    fn stands_at(&self, tokens: &[Token], at: usize) -> bool {
        let first = tokens.get(at).map_or(0, |token| token.sentence);
        for (part, nth) in self.parts.iter().zip(0..) {
            let is_with = |token: &&Token| token.sentence.checked_sub(first) == Some(part.sentence);
            let token = tokens.get(at + nth).filter(is_with);
            let is_last = nth + 1 == self.parts.len();
            if token.is_none_or(|token| !part.stands_at(token, is_last)) {
                return false;
            }
        }
        true
    }
}

/// A company's own, ready to be looked for in posts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// A bit for each trade of [`Trade::ALL`]; none: it told no trade.
    trades: u32,
    /// In the order of their first words.
    words: Vec<OwnWord>,
}

impl Default for &Own {
    fn default() -> Self {
        static NONE: Own = Own { trades: 0, words: Vec::new() };
        &NONE
    }
}

/// A word of the company's in a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub tokens: Range<usize>,
    /// None of a product.
    pub topic: Option<Topic>,
    /// Its place among the company's words.
    word: usize,
}

/// A product of the company's that a post names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its name as the company writes it.
    pub name: String,
    /// Where: byte range, on character boundaries.
    pub range: Range<usize>,
}

impl Own {
    /// Of a company in these trades (none: it may be any), with words for topics
    /// and products.
    #[must_use]
    pub fn new(trades: &[Trade], mut words: Vec<OwnWord>) -> Self {
        sort::by(&mut words, |one, other| one.first().cmp(other.first()));
        Self { trades: trades.iter().fold(0, |all, trade| all | 1 << *trade as u32), words }
    }

    /// The packs to look in, a bit for each.
    pub(super) fn packs(&self) -> u32 {
        if self.trades == 0 { u32::MAX } else { self.trades }
    }

    /// Where its words stand, in order; of those that begin at one place the longest.
    pub(super) fn find(&self, text: &Tokens<'_>) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for at in 0..text.tokens.len() {
            let mut longest = 0;
            let Some(token) = text.tokens.get(at) else { break };
            for word in self.beginning(token) {
                let Some(own) = self.words.get(word) else { continue };
                let long = own.parts.len();
                if long >= longest && own.stands_at(&text.tokens, at) {
                    if long > longest {
                        while found.pop_if(|found| found.tokens.start == at).is_some() {}
                    }
                    longest = long;
                    found.push(Found { tokens: at..at + long, topic: own.topic, word });
                }
            }
        }
        found
    }

    /// The products among what was found.
    pub(super) fn products(&self, found: &[Found], text: &Tokens<'_>) -> Vec<Product> {
        let products = found.iter().filter(|found| found.topic.is_none());
        let product = |found: &Found| {
            let name = self.words.get(found.word)?.word.replace('*', "");
            Some(Product { name, range: text.span(&found.tokens) })
        };
        products.filter_map(product).collect()
    }

    /// The places of the words whose first word a token begins with.
    fn beginning<'a>(&'a self, token: &'a Token) -> impl Iterator<Item = usize> {
        let word = token.folded.as_str();
        let first = |at: usize| self.words.get(at).map_or("", OwnWord::first);
        let mut from = 0;
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.map_while(move |end| {
            let start = word.get(..end)?;
            let rest = self.words.get(from..)?;
            from += rest.partition_point(|own| own.first() < start);
            // No word begins so: none that goes on is there either.
            (from < self.words.len() && first(from).starts_with(start)).then_some((from, start))
        })
        .flat_map(move |(from, start)| {
            (from..self.words.len()).take_while(move |at| first(*at) == start)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(word: &str, topic: Topic) -> OwnWord {
        OwnWord::new(word, Some(topic)).unwrap()
    }

    fn found(word: &str, text: &str) -> Vec<String> {
        let own = Own::new(&[], vec![own(word, Topic::Delivery)]);
        let tokens = Tokens::new(text);
        let spans = own.find(&tokens).into_iter().map(|found| tokens.span(&found.tokens));
        spans.map(|span| text.get(span).unwrap().to_owned()).collect()
    }

    #[test]
    fn a_name_with_a_full_stop_is_found() {
        assert_eq!(found("Fiber 2.0", "Vi har fiber 2.0. Hjemme."), ["fiber 2.0"]);
        assert_eq!(found("St. Hans-tilbud", "Er St. Hans-tilbud slut?"), ["St. Hans-tilbud"]);
        assert_eq!(found("!Ja", "Har du !ja"), ["ja"]);
        assert_eq!(found("fiber boks", "Vi har fiber. Boks nej."), [""; 0]);
        assert_eq!(found("\u{36a}.gerR 8U", "otnok 4321 \u{36a}.gerR 8U"), ["gerR 8U"]);
        assert_eq!(OwnWord::new("Support @lise", None), Err(BadWord::NoWord));
        assert_eq!(OwnWord::new("\u{36a}", None), Err(BadWord::NoWord));
    }

    #[test]
    fn a_word_is_found_as_it_stands_and_with_an_ending() {
        let text = "FIBERBOKSEN blinker, to fiberbokser!";
        assert_eq!(found("Fiberboks", text), ["FIBERBOKSEN", "fiberbokser"]);
        assert_eq!(found("fiberboks", "fiberboksleverandøren"), [""; 0]);
        assert_eq!(found("4g", "4gen"), [""; 0]);
        assert_eq!(found("fiberb*", "Fiberboksleverandøren"), ["Fiberboksleverandøren"]);
        assert_eq!(found("Wi-Fi Total", "min wi-fi total virker ikke"), ["wi-fi total"]);
        assert_eq!(found("Wi-Fi Total", "Wi-fi. Total"), [""; 0]);
    }

    #[test]
    fn of_two_that_begin_at_one_place_the_longer_counts() {
        let words = [own("tryg", Topic::Billing), own("tryg alarm", Topic::Safety)];
        let product = OwnWord::new("Tryg", None).unwrap();
        for words in [words.clone(), [words[1].clone(), words[0].clone()]] {
            let own = Own::new(&[], words.into_iter().chain([product.clone()]).collect());
            let found = own.find(&Tokens::new("Min Tryg Alarm?"));
            assert_eq!(found.len(), 1);
            assert_eq!((&found[0].tokens, found[0].topic), (&(1..3), Some(Topic::Safety)));
        }
    }

    #[test]
    fn words_are_looked_up_by_their_first() {
        let words = ["fiber", "fiberboks", "fi", "fib*", "boks", "fiber 2.0", "føner"];
        let own = Own::new(&[], words.map(|word| own(word, Topic::Delivery)).to_vec());
        let found = |text: &str| {
            let tokens = Tokens::new(text);
            own.find(&tokens).into_iter().map(|found| found.tokens).collect::<Vec<_>>()
        };
        assert_eq!(found("Fiberboksen, fiber 2.0; en føn"), [0..1, 0..1, 1..4]);
        assert_eq!(found("fiberen fa f fibre FØNEREN"), [0..1, 0..1, 3..4, 4..5]);
        assert_eq!(Own::default().find(&Tokens::new("fiber")), []);
    }

    #[test]
    fn what_cannot_be_looked_for_says_why() {
        let check = |word| OwnWord::new(word, None).map(|_| ());
        assert_eq!(check("fiber*"), Ok(()));
        assert_eq!(check("👍"), Ok(()));
        for none in ["", " ", "!?", "@lise", "https://example.com"] {
            assert_eq!(check(none), Err(BadWord::NoWord), "{none}");
        }
        for star in ["*", "fi*", "*boks", "fi*ber", "tv* boks"] {
            assert_eq!(check(star), Err(BadWord::Star), "{star}");
        }
        assert_eq!(check("et to tre fire fem seks syv otte ni"), Err(BadWord::TooLong));
    }

    #[test]
    fn a_trade_is_known_by_its_name() {
        for trade in Trade::ALL {
            assert_eq!(Trade::named(trade.name()), Some(trade));
        }
        assert_eq!(Trade::named("other"), None);
    }
}
