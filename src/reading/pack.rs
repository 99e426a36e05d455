//! Packs: our own words and phrases as data, and the one pass that finds them.
//!
//! A pack is a text file beside this one. Its lines:
//!
//! ```text
//! # a comment
//! [topic.outage]                a section: what the lines under it speak for
//! [topic.outage nb]             the same in a pack of several languages
//! 3 nede | netnedbrud* | ...    a weight, and patterns of that weight
//! + Er nettet nede igen?        an example that the line above matches
//! - Jeg bor nede ved havnen     and one that it must not match (both are tests)
//! ```
//!
//! The build ships a pack without its comments and examples (`data/build.rs`).
//!
//! A pattern is one or more words. `ord` is that word, `ord*` a word that begins
//! so, `*ord` one that ends so (a compound's last part), `*ord*` one that holds
//! it; `a/b` is either; `_` stands for up to two words, `...` for up to five, in the same
//! sentence; `!a/b` is any word but these. A pattern's first word is neither.

use std::ops::Range;
use std::sync::OnceLock;

use super::text::{Token, Tokens};
use super::{Lang, Topic};
use crate::data;
use crate::text::{FNV_BASIS, fnv};

/// What a line of a pack speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Section {
    /// This topic.
    Topic(Topic),
    /// A good word, by weight.
    Positive,
    /// A bad word, by weight.
    Negative,
    /// Insult, curse, threat, contempt.
    Furious,
    /// Curse that only strengthens what stands after it.
    Curse,
    /// Makes the next mood word stronger.
    Intensifier,
    /// Makes the next mood word weaker.
    Diminisher,
    /// Turns the next mood word around.
    Negator,
    /// Says that it is over and well again.
    Resolved,
    /// Asks for something.
    Ask,
    /// Talk between customers.
    Talk,
    /// Advice or a retort to another customer.
    Advice,
    /// The customer's own person.
    Me,
    /// Speaks to the company.
    Company,
    /// Says that it still fails.
    Still,
    /// An advertisement.
    Spam,
    /// Beside a customer number.
    CustomerNumber,
    /// Beside a bank account.
    Account,
    /// Beside a number that is nobody's (order, case, error).
    OtherNumber,
    /// Beside a telephone number.
    Phone,
    /// Beside a personal number or a card.
    Identity,
    /// Before an address.
    Lives,
    /// Ends a street's name.
    Street,
    /// Makes the number before it an amount.
    Unit,
    /// May stand between a number and what says what it is.
    Filler,
    /// May stand between "we live" and a street.
    Leads,
    /// Tells two streets of one name apart.
    Direction,
    /// A part of a street's name cut short.
    Short,
    /// A small word inside a street's name.
    Small,
    /// Before the name of who signs.
    Closing,
    /// A month by its number.
    Month,
    /// A weekday by its number.
    Weekday,
    /// So many days before today.
    Ago,
    /// So many days from today.
    Ahead,
    /// A unit of time.
    Length,
    /// A currency.
    Money,
    /// A number in words.
    Number,
    /// Is counted in posts.
    Counted,
    /// Before a place.
    At,
    /// Before a place in small letters.
    Frame,
    /// No place, though it stands like one.
    Elsewhere,
    /// Before a product's name.
    Product,
    /// Before a date.
    Since,
    /// Between a number and what it counts.
    Whole,
    /// A concept of what is at stake, by its place among [`STAKES`].
    Stake(u8),
}

/// The concepts of what is at stake: of safety first, of security, then those that
/// say that neither is.
pub(super) const STAKES: [&str; 36] = [
    "device",
    "medicine",
    "emergency",
    "gas",
    "wire",
    "hazard",
    "food",
    "frail",
    "child",
    "kin",
    "alone",
    "harm",
    "grave",
    "pursuer",
    "lost",
    "utility",
    "cold",
    "danger",
    "fraud",
    "message",
    "genuine",
    "gave",
    "secret",
    "anothers",
    "data",
    "leak",
    "money",
    "notme",
    "taken",
    "lookalike",
    "visitor",
    "block",
    "stolen",
    "idiom",
    "mended",
    "figure",
];

impl Section {
    /// Whether it tells personal data, which stands in any language's text.
    fn is_data(self) -> bool {
        matches!(
            self,
            Self::CustomerNumber
                | Self::Account
                | Self::OtherNumber
                | Self::Phone
                | Self::Identity
                | Self::Lives
                | Self::Street
                | Self::Unit
                | Self::Filler
                | Self::Leads
                | Self::Direction
                | Self::Short
                | Self::Small
                | Self::Closing
        ) || self.is_spoken()
    }

    /// Whether it tells what is spoken of; its weight is a value.
    pub(super) fn is_spoken(self) -> bool {
        matches!(
            self,
            Self::Month
                | Self::Weekday
                | Self::Ago
                | Self::Ahead
                | Self::Length
                | Self::Money
                | Self::Number
                | Self::Counted
                | Self::At
                | Self::Frame
                | Self::Elsewhere
                | Self::Product
                | Self::Since
                | Self::Whole
        )
    }

    fn from_name(name: &str) -> Option<Self> {
        if let Some(name) = name.strip_prefix("stake.") {
            let place = STAKES.iter().position(|known| *known == name)?;
            return u8::try_from(place).ok().map(Self::Stake);
        }
        SECTIONS.iter().find(|(known, _)| *known == name).map(|(_, section)| *section)
    }
}

/// Sections by the names that packs give them.
const SECTIONS: [(&str, Section); 56] = [
    ("topic.outage", Section::Topic(Topic::Outage)),
    ("topic.coverage", Section::Topic(Topic::Coverage)),
    ("topic.billing", Section::Topic(Topic::Billing)),
    ("topic.debt_collection", Section::Topic(Topic::DebtCollection)),
    ("topic.cancellation", Section::Topic(Topic::Cancellation)),
    ("topic.delivery", Section::Topic(Topic::Delivery)),
    ("topic.account", Section::Topic(Topic::Account)),
    ("topic.support_experience", Section::Topic(Topic::SupportExperience)),
    ("topic.security", Section::Topic(Topic::Security)),
    ("topic.safety", Section::Topic(Topic::Safety)),
    ("topic.question", Section::Topic(Topic::Question)),
    ("topic.praise", Section::Topic(Topic::Praise)),
    ("topic.chatter", Section::Topic(Topic::Chatter)),
    ("mood.positive", Section::Positive),
    ("mood.negative", Section::Negative),
    ("mood.furious", Section::Furious),
    ("mood.curse", Section::Curse),
    ("mood.intensifier", Section::Intensifier),
    ("mood.diminisher", Section::Diminisher),
    ("mood.negator", Section::Negator),
    ("cue.resolved", Section::Resolved),
    ("cue.ask", Section::Ask),
    ("cue.talk", Section::Talk),
    ("cue.advice", Section::Advice),
    ("cue.me", Section::Me),
    ("cue.company", Section::Company),
    ("cue.still", Section::Still),
    ("cue.spam", Section::Spam),
    ("data.customer_number", Section::CustomerNumber),
    ("data.account", Section::Account),
    ("data.other_number", Section::OtherNumber),
    ("data.phone", Section::Phone),
    ("data.identity", Section::Identity),
    ("data.lives", Section::Lives),
    ("data.unit", Section::Unit),
    ("data.filler", Section::Filler),
    ("data.leads", Section::Leads),
    ("data.direction", Section::Direction),
    ("data.short", Section::Short),
    ("data.small", Section::Small),
    ("data.closing", Section::Closing),
    ("spoken.month", Section::Month),
    ("spoken.weekday", Section::Weekday),
    ("spoken.ago", Section::Ago),
    ("spoken.ahead", Section::Ahead),
    ("spoken.length", Section::Length),
    ("spoken.money", Section::Money),
    ("spoken.number", Section::Number),
    ("spoken.counted", Section::Counted),
    ("spoken.at", Section::At),
    ("spoken.frame", Section::Frame),
    ("spoken.elsewhere", Section::Elsewhere),
    ("spoken.product", Section::Product),
    ("spoken.since", Section::Since),
    ("spoken.whole", Section::Whole),
    ("data.street", Section::Street),
];

/// A line's words found in a text.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub section: Section,
    pub weight: f32,
    /// How many bytes of its first word the pattern spells out.
    pub spelled: usize,
    /// Which tokens.
    pub tokens: Range<usize>,
}

/// A finding in a pack file: where, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub pack: &'static str,
    pub line: usize,
    pub what: &'static str,
}

/// An example that a pack brings: the entries of `line` must, or must not, match it.
#[cfg(test)]
#[derive(Debug)]
struct Example {
    source: usize,
    line: usize,
    text: &'static str,
    matches: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Exact,
    Prefix,
    Suffix,
    Inside,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct WordPattern {
    shape: Shape,
    word: &'static str,
}

impl WordPattern {
    fn new(written: &'static str) -> Self {
        let (word, tail) = match written.strip_suffix('*') {
            Some(word) => (word, true),
            None => (written, false),
        };
        let (word, head) = match word.strip_prefix('*') {
            Some(word) => (word, true),
            None => (word, false),
        };
        let shape = match (head, tail) {
            (false, false) => Shape::Exact,
            (false, true) => Shape::Prefix,
            (true, false) => Shape::Suffix,
            (true, true) => Shape::Inside,
        };
        Self { shape, word }
    }

    fn matches(self, token: &str) -> bool {
        match self.shape {
            Shape::Exact => token == self.word,
            Shape::Prefix => token.starts_with(self.word),
            Shape::Suffix => token.ends_with(self.word),
            Shape::Inside => token.contains(self.word),
        }
    }
}

#[derive(Debug)]
enum Step {
    /// One of these.
    Word(Vec<WordPattern>),
    /// None of these.
    Not(Vec<WordPattern>),
    /// Up to so many tokens.
    Gap(usize),
}

#[derive(Debug)]
struct Entry {
    section: Section,
    /// None: every language's.
    lang: Option<Lang>,
    weight: f32,
    /// What follows the first word.
    rest: Vec<Step>,
    /// Which of the packs compiled together it stands in.
    source: usize,
    #[cfg(test)]
    line: usize,
}

/// A first word and the entry that begins with it.
#[derive(Debug, Clone)]
struct Key {
    word: &'static str,
    shape: Shape,
    entry: usize,
    /// How far behind the word what follows it may stand, as a place in [`near`].
    reach: usize,
    /// How it may begin, of [`opening`].
    follows: u64,
    /// The next key is of the same word.
    goes_on: bool,
}

/// A bit for how a word begins, by its first two letters.
fn opening(word: &str) -> u64 {
    let mut letters = word.bytes().map(u32::from);
    let (first, second) = (letters.next().unwrap_or(0), letters.next().unwrap_or(0));
    1 << ((first * 5 + second) % 64)
}

/// How the tokens begin that stand behind one in its sentence: the next, some of the
/// next three, some of the next six; and anything.
fn near(tokens: &[Token], at: usize, sentence: u32) -> [u64; 4] {
    let mut near = [0, 0, 0, u64::MAX];
    let behind = tokens.get(at + 1..).unwrap_or(&[]).iter();
    for (token, place) in behind.take_while(|token| token.sentence == sentence).take(6).zip(0..) {
        let bit = opening(&token.folded);
        near[0] |= if place < 1 { bit } else { 0 };
        near[1] |= if place < 3 { bit } else { 0 };
        near[2] |= bit;
    }
    near
}

/// What of [`near`] tells that the rest of a pattern may stand there, and by which bits.
fn follows(rest: &[Step]) -> (usize, u64) {
    let openings = |patterns: &[WordPattern]| {
        let of = |pattern: &WordPattern| match pattern.shape {
            Shape::Exact => opening(pattern.word),
            Shape::Prefix if pattern.word.len() > 1 => opening(pattern.word),
            _ => u64::MAX,
        };
        patterns.iter().map(of).fold(0, |all, bits| all | bits)
    };
    match rest {
        [Step::Word(patterns), ..] => (0, openings(patterns)),
        [Step::Not(_), ..] => (0, u64::MAX),
        [Step::Gap(most), Step::Word(patterns), ..] => {
            (if *most > 2 { 2 } else { 1 }, openings(patterns))
        }
        _ => (3, u64::MAX),
    }
}

/// No key.
const NONE: usize = usize::MAX;

/// Keys by the hash of their word, those of a word side by side.
#[derive(Debug, Default)]
struct Index {
    keys: Vec<Key>,
    /// The first key of a word, at the word's hash or behind it.
    slots: Vec<usize>,
    /// Two bits at the hash of each beginning of a word: that it is one, that a word ends there.
    beginnings: Vec<u8>,
}

impl Index {
    /// Makes the keys that have been added findable.
    fn close(&mut self) {
        let letters: usize = self.keys.iter().map(|key| key.word.len()).sum();
        self.slots = vec![NONE; (self.keys.len() * 3).next_power_of_two()];
        self.beginnings = vec![0; letters.next_power_of_two()];
        let mut next = vec![NONE; self.keys.len()];
        // From the last to the first, so that a word's keys stand in order.
        for at in (0..self.keys.len()).rev() {
            let word = self.keys.get(at).map_or("", |key| key.word);
            let mut hash = FNV_BASIS;
            for (byte, left) in word.bytes().zip((0..word.len()).rev()) {
                hash = fnv(hash, byte);
                let (place, shift) = self.beginning(hash);
                if let Some(bits) = self.beginnings.get_mut(place) {
                    *bits |= if left == 0 { 3 } else { 1 } << shift;
                }
            }
            let (slot, first) = self.first(hash, word.as_bytes());
            if let (Some(slot), Some(next)) = (self.slots.get_mut(slot), next.get_mut(at)) {
                *slot = at;
                *next = first;
            }
        }
        let mut keys = Vec::with_capacity(self.keys.len());
        for slot in self.slots.iter_mut().filter(|slot| **slot != NONE) {
            let mut at = std::mem::replace(slot, keys.len());
            while let (Some(key), Some(next)) = (self.keys.get(at), next.get(at)) {
                keys.push(Key { goes_on: *next != NONE, ..key.clone() });
                at = *next;
            }
        }
        self.keys = keys;
    }

    fn beginning(&self, hash: u32) -> (usize, u32) {
        let hash = hash ^ (hash >> 15);
        ((hash >> 2) as usize & (self.beginnings.len() - 1), hash % 4 * 2)
    }

    /// The slot of a word, and the first key in it.
    fn first(&self, hash: u32, word: &[u8]) -> (usize, usize) {
        let mut slot = hash as usize & (self.slots.len() - 1);
        loop {
            let at = self.slots.get(slot).copied().unwrap_or(NONE);
            if self.keys.get(at).is_none_or(|key| key.word.as_bytes() == word) {
                return (slot, at);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// Calls `found` with every key whose word `token` begins with, and whether
    /// it is all of it.
    fn look_up(&self, token: &[u8], found: &mut impl FnMut(&Key, bool)) {
        let mut hash = FNV_BASIS;
        for (byte, end) in token.iter().zip(1..) {
            hash = fnv(hash, *byte);
            let (place, shift) = self.beginning(hash);
            let bits = self.beginnings.get(place).map_or(0, |bits| bits >> shift);
            if bits & 1 == 0 {
                return;
            }
            if bits & 2 != 0 {
                let (_, at) = self.first(hash, token.get(..end).unwrap_or(&[]));
                for key in self.keys.get(at..).unwrap_or(&[]) {
                    found(key, end == token.len());
                    if !key.goes_on {
                        break;
                    }
                }
            }
        }
    }
}

/// The packs, compiled: entries looked up by their first word.
#[derive(Debug, Default)]
pub(super) struct Packs {
    entries: Vec<Entry>,
    /// Looked up from a token's beginning.
    heads: Index,
    /// Looked up from inside a token.
    inners: Index,
    pub faults: Vec<Fault>,
    #[cfg(test)]
    examples: Vec<Example>,
}

/// A pack's name, language and text.
type Source = (&'static str, Option<Lang>, &'static str);

/// Every pack that we ship: its name and language.
const NAMES: [(&str, Option<Lang>); 20] = [
    ("any/data.txt", None),
    ("any/mood.txt", None),
    ("any/cues.txt", None),
    ("da/mood.txt", Some(Lang::Da)),
    ("da/topics.txt", Some(Lang::Da)),
    ("da/cues.txt", Some(Lang::Da)),
    ("nb/mood.txt", Some(Lang::Nb)),
    ("nb/topics.txt", Some(Lang::Nb)),
    ("nb/cues.txt", Some(Lang::Nb)),
    ("nn/mood.txt", Some(Lang::Nn)),
    ("nn/topics.txt", Some(Lang::Nn)),
    ("nn/cues.txt", Some(Lang::Nn)),
    ("sv/mood.txt", Some(Lang::Sv)),
    ("sv/topics.txt", Some(Lang::Sv)),
    ("sv/cues.txt", Some(Lang::Sv)),
    ("en/mood.txt", Some(Lang::En)),
    ("en/topics.txt", Some(Lang::En)),
    ("en/cues.txt", Some(Lang::En)),
    // Of all three Scandinavian languages.
    ("nordic/stakes.txt", Some(Lang::Nb)),
    ("en/stakes.txt", Some(Lang::En)),
];

/// The packs of [`super::Trade::ALL`], apart from the others.
const TRADES: [&str; 7] = [
    "trades/telecom.txt",
    "trades/energy.txt",
    "trades/bank.txt",
    "trades/parcel.txt",
    "trades/transport.txt",
    "trades/retail.txt",
    "trades/municipality.txt",
];

/// The pack of what is spoken of, apart from the others.
const SPOKEN: &str = "any/spoken.txt";

/// Packs that we ship. A test sees to it that all are there.
fn sources(names: impl Iterator<Item = (&'static str, Option<Lang>)>) -> Vec<Source> {
    let text = |name: &str| data::text(&format!("src/reading/packs/{name}"));
    names.filter_map(|(name, lang)| Some((name, lang, text(name)?))).collect()
}

/// The packs that we ship, compiled at first use.
pub(super) fn ours() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(|| Packs::compile(&sources(NAMES.into_iter())))
}

/// The packs of the trades, compiled at first use.
pub(super) fn trades() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    let names = || TRADES.into_iter().map(|name| (name, None));
    PACKS.get_or_init(|| Packs::compile(&sources(names())))
}

/// What is spoken of, compiled at first use.
pub(super) fn spoken() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    let text = || data::text(&format!("src/reading/packs/{SPOKEN}"));
    PACKS.get_or_init(|| Packs::compile(&[(SPOKEN, None, text().unwrap_or(""))]))
}

impl Packs {
    /// Compiles packs. A line that can't be read is left out and named in `faults`.
    pub fn compile(sources: &[Source]) -> Self {
        let mut packs = Self::default();
        for (index, &(name, lang, text)) in sources.iter().enumerate() {
            packs.add(index, name, lang, text);
        }
        packs.heads.close();
        packs.inners.close();
        packs
    }

    fn add(&mut self, source: usize, pack: &'static str, lang: Option<Lang>, text: &'static str) {
        let mut section = None;
        let mut lang_here = lang;
        #[cfg(test)]
        let mut entry_line = 0;
        for (index, line) in text.lines().enumerate() {
            let at = index + 1;
            let line = line.trim();
            let mut fault = |what| {
                self.faults.push(Fault { pack, line: at, what });
            };
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                let (name, tag) = name.split_once(' ').unwrap_or((name, ""));
                let own_lang = Lang::from_tag(tag);
                lang_here = own_lang.or(lang);
                section = Section::from_name(name).filter(|_| tag.is_empty() || own_lang.is_some());
                if section.is_none() {
                    fault("no such section");
                }
                continue;
            }
            #[cfg(test)]
            if let Some(text) = line.strip_prefix("+ ").or_else(|| line.strip_prefix("- ")) {
                self.examples.push(Example {
                    source,
                    line: entry_line,
                    text,
                    matches: line.starts_with('+'),
                });
                continue;
            }
            let Some((weight, patterns)) =
                line.split_once(' ').and_then(|(weight, rest)| Some((weight_of(weight)?, rest)))
            else {
                fault("no weight");
                continue;
            };
            let Some(section) = section else {
                fault("outside a section");
                continue;
            };
            #[cfg(test)]
            {
                entry_line = at;
            }
            for pattern in patterns.split('|') {
                let mut words = pattern.split_whitespace();
                let Some(first) =
                    words.next().filter(|w| *w != "_" && *w != "..." && !w.starts_with('!'))
                else {
                    fault("a pattern begins with a word");
                    continue;
                };
                let either = |words: &'static str| words.split('/').map(WordPattern::new).collect();
                let rest: Vec<Step> = words
                    .map(|word| match (word, word.strip_prefix('!')) {
                        ("_", _) => Step::Gap(2),
                        ("...", _) => Step::Gap(5),
                        (_, Some(word)) => Step::Not(either(word)),
                        (word, None) => Step::Word(either(word)),
                    })
                    .collect();
                let entry = self.entries.len();
                let (reach, follows) = follows(&rest);
                self.entries.push(Entry {
                    section,
                    lang: lang_here,
                    weight,
                    rest,
                    source,
                    #[cfg(test)]
                    line: at,
                });
                for first in first.split('/') {
                    let WordPattern { shape, word } = WordPattern::new(first);
                    if word.chars().any(char::is_uppercase) || word.is_empty() {
                        fault("a word in capitals, or none");
                    }
                    let key = Key { word, shape, entry, reach, follows, goes_on: false };
                    if matches!(shape, Shape::Suffix | Shape::Inside) {
                        self.inners.keys.push(key.clone());
                    }
                    self.heads.keys.push(key);
                }
            }
        }
    }

    /// Everything of the packs that the text holds, in order of its beginning.
    pub fn hits(&self, text: &Tokens<'_>, lang: Lang) -> Vec<Hit> {
        self.hits_of(u32::MAX, text, lang)
    }

    /// The same of some packs, a bit for each.
    pub fn hits_of(&self, packs: u32, text: &Tokens<'_>, lang: Lang) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.each_hit(text, lang, |entry, key, share, tokens| {
            if packs & (1 << entry.source) != 0 {
                hits.push(Hit {
                    spelled: key.word.len(),
                    section: entry.section,
                    weight: entry.weight * share,
                    tokens,
                });
            }
        });
        hits
    }

    fn each_hit(
        &self,
        text: &Tokens<'_>,
        lang: Lang,
        mut found: impl FnMut(&Entry, &Key, f32, Range<usize>),
    ) {
        for (at, token) in text.tokens.iter().enumerate() {
            let near = near(&text.tokens, at, token.sentence);
            let mut try_key = |key: &Key, whole: bool| {
                let may_follow = near.get(key.reach).is_some_and(|near| near & key.follows != 0);
                if !may_follow || (!whole && matches!(key.shape, Shape::Exact | Shape::Suffix)) {
                    return;
                }
                let Some(entry) = self.entries.get(key.entry) else {
                    return;
                };
                let share = match entry.lang {
                    Some(pack) if !entry.section.is_data() => affinity(pack, lang),
                    _ => 1.0,
                };
                if share > 0.0
                    && let Some(end) = follow(&text.tokens, at + 1, token.sentence, &entry.rest)
                {
                    found(entry, key, share, at..end);
                }
            };
            let word = token.folded.as_bytes();
            self.heads.look_up(word, &mut try_key);
            if word.len() > 4 {
                // Behind the first two letters.
                let from = token.folded.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
                for from in from..word.len() {
                    self.inners.look_up(word.get(from..).unwrap_or(&[]), &mut try_key);
                }
            }
        }
    }

    /// Whether a line of a pack matches a text; for the packs' own examples.
    #[cfg(test)]
    pub fn line_matches(&self, source: usize, line: usize, text: &str) -> bool {
        let mut matched = false;
        self.each_hit(&Tokens::new(text), Lang::Und, |entry, _, _, _| {
            matched |= entry.source == source && entry.line == line;
        });
        matched
    }
}

/// "3" or "2.5". (The standard library's reader of fractions takes 15 KB of Wasm.)
fn weight_of(written: &str) -> Option<f32> {
    let (ones, tenths) = written.split_once('.').unwrap_or((written, "0"));
    let tenths = tenths.parse::<u8>().ok().filter(|tenths| *tenths < 10)?;
    Some((f32::from(ones.parse::<u8>().ok()?) * 10.0 + f32::from(tenths)) / 10.0)
}

/// Where the rest of a pattern ends if it stands at token `at`.
fn follow(tokens: &[Token], at: usize, sentence: u32, steps: &[Step]) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(at);
    };
    match step {
        Step::Word(patterns) | Step::Not(patterns) => {
            let token = tokens.get(at).filter(|token| token.sentence == sentence)?;
            let found = patterns.iter().any(|pattern| pattern.matches(&token.folded));
            (found == matches!(step, Step::Word(_)))
                .then(|| follow(tokens, at + 1, sentence, rest))?
        }
        Step::Gap(most) => {
            (0..=*most).find_map(|skipped| follow(tokens, at + skipped, sentence, rest))
        }
    }
}

/// How much a pack of one language says about a text in another.
/// Bokmål's pack is Nynorsk's too: its own holds only what is written otherwise.
fn affinity(pack: Lang, text: Lang) -> f32 {
    use Lang::{Da, En, Nb, Nn, Sv, Und};
    match (pack, text) {
        (a, b) if a == b => 1.0,
        (_, Und) | (Nb, Nn) | (Nn, Nb) => 1.0,
        (Da, Nb | Nn) | (Nb | Nn, Da) => 0.9,
        (Sv, Da | Nb | Nn) | (Da | Nb | Nn, Sv) => 0.5,
        (En, _) | (_, En) => 0.0,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Packs as they are written, and not as they are shipped.
    fn written(names: impl Iterator<Item = (&'static str, Option<Lang>)>) -> Packs {
        let sources = names.map(|(name, lang)| {
            let path = format!("{}/packs/{name}", env!("CARGO_MANIFEST_DIR"));
            let text: &'static str = std::fs::read_to_string(path).unwrap().leak();
            (name, lang, text)
        });
        Packs::compile(&sources.collect::<Vec<_>>())
    }

    fn all_written() -> [Packs; 3] {
        let any = |names: &'static [&str]| names.iter().map(|name| (*name, None));
        [written(NAMES.into_iter()), written(any(&TRADES)), written(any(&[SPOKEN]))]
    }

    #[test]
    fn every_line_of_our_packs_can_be_read() {
        for packs in all_written() {
            assert_eq!(packs.faults, []);
            assert!(packs.entries.len() > 100);
        }
    }

    #[test]
    fn packs_are_shipped_whole_but_for_comments_and_examples() {
        let told = |packs: &Packs| {
            let entry = |entry: &Entry| {
                format!("{:?} {:?} {} {:?}", entry.section, entry.lang, entry.weight, entry.rest)
            };
            let keys = packs.heads.keys.iter().map(|key| format!("{} {:?}", key.word, key.shape));
            packs.entries.iter().map(entry).chain(keys).collect::<Vec<_>>()
        };
        for (shipped, written) in [ours(), trades(), spoken()].into_iter().zip(all_written()) {
            assert_eq!(shipped.faults, []);
            assert_eq!(shipped.examples.len(), 0);
            assert_eq!(told(shipped), told(&written));
        }
    }

    #[test]
    fn the_packs_own_examples_hold() {
        let [ours, trades, _] = all_written();
        for (packs, least) in [(ours, 60), (trades, 14)] {
            let wrong: Vec<_> = packs
                .examples
                .iter()
                .filter(|e| packs.line_matches(e.source, e.line, e.text) != e.matches)
                .map(|e| (e.source, e.line, e.text))
                .collect();
            assert_eq!(wrong, []);
            assert!(packs.examples.len() >= least, "{}", packs.examples.len());
        }
    }

    #[test]
    fn patterns_match_words_parts_and_gaps() {
        const PACK: Source = (
            "test",
            None,
            "[topic.outage]\n1 net*\n+ nettet\n- internet\n1 *net\n+ internet\n- nettet\n1 *net*\n+ internettet\n\
             1 ikke/aldrig _ net\n+ ikke noget net\n- ikke. Net\n- ikke i det fri net\n1 nede\n+ NEDE!\n- nedenfor\n\
             1 til !jer/dig\n+ til Telia\n- til jer\n- til",
        );
        let packs = Packs::compile(&[PACK]);
        assert_eq!(packs.faults, []);
        for e in &packs.examples {
            assert_eq!(packs.line_matches(0, e.line, e.text), e.matches, "{} {}", e.line, e.text);
        }
    }

    #[test]
    fn a_pack_can_be_of_several_languages_and_trades_are_chosen() {
        let one = "[topic.outage nb]\n4 nede\n[topic.outage en]\n4 down\n[topic.billing xx]\n4 low";
        let packs =
            Packs::compile(&[("one", None, one), ("two", None, "[topic.coverage en]\n3 down")]);
        assert_eq!(packs.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [5, 6]);
        let hits = |of, lang| {
            let hits = packs.hits_of(of, &Tokens::new("nede down"), lang);
            hits.into_iter().map(|hit| hit.section).collect::<Vec<_>>()
        };
        let (outage, coverage) = (Section::Topic(Topic::Outage), Section::Topic(Topic::Coverage));
        assert_eq!(hits(1, Lang::Nb), [outage]);
        assert_eq!(hits(3, Lang::En), [outage, coverage]);
        assert_eq!(hits(2, Lang::Da), []);
        assert_eq!(TRADES.len(), super::super::Trade::ALL.len());
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let packs = Packs::compile(&[(
            "test",
            None,
            "1 early\n[topic.none]\n[topic.outage]\nword\n1 _ word\n1 good",
        )]);
        let lines: Vec<_> = packs.faults.iter().map(|f| f.line).collect();
        assert_eq!(lines, [1, 2, 4, 5]);
        assert_eq!(packs.entries.len(), 1);
    }
}
