//! One post understood: language, mood, topic, reply need, personal data.
//! Every verdict carries its confidence and the words it rests on.

pub mod features;
pub mod language;
pub mod model;
pub mod mood;
pub mod need;
pub mod own;
mod pack;
pub mod personal_data;
pub mod second;
pub mod spoken;
pub mod sums;
mod text;
pub mod topic;

use std::ops::Range;

pub use language::Lang;
pub use mood::Mood;
pub use need::ReplyNeed;
pub use own::{Own, OwnWord, Product, Trade};
pub use personal_data::{PersonalData, PersonalDataKind};
pub use spoken::{Spoken, SpokenKind};
pub use topic::Topic;

use features::Rules;
use model::Judged;
use pack::{Hit, Section};
use text::Tokens;
use topic::Told;

/// A verdict on a text, how sure it is and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict<T> {
    /// The verdict.
    pub value: T,
    /// 0 to 1.
    pub confidence: f32,
    /// Byte ranges of the text, always on character boundaries.
    pub evidence: Vec<Range<usize>>,
}

/// What is known before a post's text is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Priors<'a> {
    /// The site's own mark on the post, a BCP 47 tag.
    pub mark: Option<&'a str>,
    /// The language of the page's own words.
    pub ui: Option<Lang>,
    /// What the company says of itself.
    pub own: &'a Own,
}

/// How likely each mood, topic and need is, also those that were not found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chances {
    moods: [f32; Mood::ALL.len()],
    topics: [f32; Topic::ALL.len()],
    needs: [f32; ReplyNeed::ALL.len()],
    waits: [f32; model::WAITS.end - model::WAITS.start],
}

/// Where a customer's message stands in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Under another customer's post.
    Beside,
    /// Behind an answer of the company's to the same customer.
    Again,
    /// Under a post of the company's own.
    Under,
}

impl Chances {
    /// Those that the model told, of which none is below what its verdict says.
    fn of(
        told: &model::Scores,
        mood: &Verdict<Mood>,
        topics: &[Verdict<Topic>],
        need: &Verdict<ReplyNeed>,
    ) -> Self {
        let by_itself = |column: usize| told.get(column).copied().unwrap_or(0.0);
        let told = |head: Range<usize>, at: usize| told.get(head.start + at).copied();
        let one = |value: usize, sure: f32, head: Range<usize>, at: usize| {
            let told = told(head, at).unwrap_or(0.0);
            if value == at { told.max(sure) } else { told }
        };
        Self {
            moods: std::array::from_fn(|at| {
                one(mood.value as usize, mood.confidence, model::MOOD, at)
            }),
            topics: std::array::from_fn(|at| {
                let likely = told(model::TOPIC, at).unwrap_or(0.0);
                let told = match Topic::ALL.get(at) {
                    Some(Topic::Safety) => f32::midpoint(likely, by_itself(model::SAFETY)),
                    Some(Topic::Security) => f32::midpoint(likely, by_itself(model::SECURITY)),
                    _ => likely,
                };
                let found = topics.iter().find(|topic| topic.value as usize == at);
                found.map_or(told, |found| found.confidence)
            }),
            needs: std::array::from_fn(|at| {
                one(need.value as usize, need.confidence, model::NEED, at)
            }),
            waits: std::array::from_fn(|at| told(model::WAITS, at).unwrap_or(0.0)),
        }
    }

    /// Of what was found alone.
    #[must_use]
    pub fn found(
        mood: &Verdict<Mood>,
        topics: &[Verdict<Topic>],
        need: &Verdict<ReplyNeed>,
    ) -> Self {
        let told = Self::of(&[0.0; model::COLUMNS], mood, topics, need);
        let need = told.need(ReplyNeed::NeedsReply);
        Self { waits: told.waits.map(|_| need), ..told }
    }

    /// How likely a message there waits for an answer of the company's.
    #[must_use]
    pub fn waits(&self, place: Place) -> f32 {
        self.waits.get(place as usize).copied().unwrap_or(0.0)
    }

    /// How likely the mood is.
    #[must_use]
    pub fn mood(&self, mood: Mood) -> f32 {
        self.moods.get(mood as usize).copied().unwrap_or(0.0)
    }

    /// How likely the topic is, as the main one or beside it.
    #[must_use]
    pub fn topic(&self, topic: Topic) -> f32 {
        self.topics.get(topic as usize).copied().unwrap_or(0.0)
    }

    /// How likely the need is.
    #[must_use]
    pub fn need(&self, need: ReplyNeed) -> f32 {
        self.needs.get(need as usize).copied().unwrap_or(0.0)
    }
}

/// A post, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The language it is written in.
    pub lang: Verdict<Lang>,
    /// The customer's mood.
    pub mood: Verdict<Mood>,
    /// Topics, strongest first; never empty ([`Topic::Other`] stands in).
    pub topics: Vec<Verdict<Topic>>,
    /// Whether the customer needs an answer.
    pub need: Verdict<ReplyNeed>,
    /// How soon the text alone asks for an answer.
    pub haste: Haste,
    /// Personal data in the text, in order, never overlapping.
    pub personal_data: Vec<PersonalData>,
    /// How sure all that is, and what else it may be.
    pub chances: Chances,
    /// The company's own products that it names, in order; two may begin at one place.
    pub products: Vec<Product>,
}

/// How soon a post's text alone asks for an answer, as learned from posts whose
/// tier was labelled: each a chance from 0 to 1, and the words that speak for it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Haste {
    /// Harm or spread grows by the minute: tier 3.
    pub now: f32,
    /// An answer is owed within the hour: tier 2 or 3.
    pub soon: f32,
    /// The words that speak for either, by its own chance: for `now` from one half on.
    pub evidence: Vec<Range<usize>>,
}

/// Reads one post.
///
/// Its large steps stay functions of their own (`inline(never)`): a browser makes
/// slow code of one function of them all.
#[must_use]
pub fn read(text: &str, priors: Priors<'_>) -> Reading {
    let lang = language::detect(text, priors);
    let post = Marked::of(text, lang.value, priors.own);
    let rules = Rules::of(&post);
    let judged = Judged::new(&post, lang.value, &rules);
    let told = Told::of(&post, lang.value, priors.own);
    let topics = topic::of(&post, &rules, &judged, &told);
    let mood = mood::of(&post, &rules, &judged);
    let need = need::of(&post, &rules, &judged, &topics);
    let chances = if post.is_bare() {
        Chances::found(&mood, &topics, &need)
    } else {
        Chances::of(&judged.chances, &mood, &topics, &need)
    };
    let haste = judged.haste(&post);
    let personal_data = personal_data::of(&post);
    let mut products = priors.own.products(&post.own, &post.text);
    products.retain(|product| {
        let after = personal_data.partition_point(|data| data.range.end <= product.range.start);
        personal_data.get(after).is_none_or(|data| product.range.end <= data.range.start)
    });
    Reading { personal_data, products, chances, haste, mood, need, topics, lang }
}

impl Reading {
    /// The language of an answer: the post's own, else the page's, else English.
    #[must_use]
    pub fn answer_language(&self, ui: Option<Lang>) -> Lang {
        match self.lang.value {
            Lang::Und => ui.filter(|lang| *lang != Lang::Und).unwrap_or(Lang::En),
            lang => lang,
        }
    }
}

/// A post cut into tokens, with everything that the packs found in it: made
/// once, read by mood, topic, need and personal data.
#[derive(Debug)]
struct Marked<'a> {
    text: Tokens<'a>,
    hits: Vec<Hit>,
    /// Which sections that mark single words stand at each token.
    marks: Vec<u16>,
    /// The sentences that end with a question mark, in order.
    asked: Vec<u32>,
    /// The company's own words and products.
    own: Vec<own::Found>,
}

impl<'a> Marked<'a> {
    fn new(text: &'a str, lang: Lang) -> Self {
        Self::of(text, lang, <&Own>::default())
    }

    #[inline(never)]
    fn of(text: &'a str, lang: Lang, own: &Own) -> Self {
        let text = Tokens::new(text);
        let own = own.find(&text);
        let hits = pack::ours().hits(&text, lang);
        let mut marks = vec![0; text.tokens.len()];
        for hit in &hits {
            if let (Some(bit), Some(places)) =
                (mark_bit(hit.section), marks.get_mut(hit.tokens.clone()))
            {
                places.iter_mut().for_each(|place| *place |= bit);
            }
        }
        let asked = (text.questions.iter())
            .filter_map(|mark| {
                let after = text.tokens.partition_point(|token| token.range.end <= mark.start);
                text.tokens.get(after.checked_sub(1)?).map(|token| token.sentence)
            })
            .collect();
        Self { text, hits, marks, asked, own }
    }

    /// Whether it holds no word, or a name alone: nothing that the model could judge.
    fn is_bare(&self) -> bool {
        self.text.words().next().is_none() || language::is_name(self.text.text)
    }

    /// Whether the token is of a section that marks single words.
    fn marks(&self, section: Section, token: usize) -> bool {
        let bits = self.marks.get(token).copied().unwrap_or(0);
        mark_bit(section).is_some_and(|bit| bits & bit != 0)
    }

    /// Whether the token stands in a question.
    fn is_asked(&self, token: usize) -> bool {
        (self.text.tokens.get(token))
            .is_some_and(|token| self.asked.binary_search(&token.sentence).is_ok())
    }

    /// Whether a sentence begins as a question does; many write no question mark.
    fn begins_with_ask(&self) -> bool {
        self.hits.iter().any(|hit| {
            let sentence = |at: usize| self.text.tokens.get(at).map(|token| token.sentence);
            let before = hit.tokens.start.checked_sub(1).and_then(sentence);
            hit.section == Section::Ask && before != sentence(hit.tokens.start)
        })
    }

    /// Whether it says, and does not ask, that all is well again.
    fn is_resolved(&self) -> bool {
        !self.says(Section::Still)
            && self.hits.iter().any(|hit| {
                let before = hit.tokens.start.saturating_sub(3)..hit.tokens.start;
                hit.section == Section::Resolved
                    && !self.is_asked(hit.tokens.start)
                    && !before.into_iter().any(|at| self.marks(Section::Negator, at))
            })
    }

    /// Whether anything of this section was found.
    fn has(&self, section: Section) -> bool {
        self.hits.iter().any(|hit| hit.section == section)
    }

    /// Whether a word of this section was found, in the post's own language or its nearest.
    fn says(&self, section: Section) -> bool {
        self.hits.iter().any(|hit| hit.section == section && hit.weight >= 0.8)
    }

    /// Whether one customer advises or answers another, and tells nothing of their own.
    fn is_advice(&self) -> bool {
        let theirs = [Section::Me, Section::Company, Section::Still];
        self.says(Section::Advice) && !theirs.into_iter().any(|section| self.says(section))
    }

    /// Whether it begins with a name and goes on to its owner: a friend, as
    /// far as no word stands there that only the company is told. What the
    /// company sells has a name too, and is none.
    fn is_tag(&self) -> bool {
        let tokens = &self.text.tokens;
        let name = |at: usize| {
            tokens.get(at).is_some_and(|token| {
                token.kind == text::Kind::Word
                    && token.sentence == 0
                    && token.capital
                    && !token.shouted
                    && token.folded.len() > 1
            })
        };
        let apart = |hit: &Hit| match hit.section {
            Section::Ask => hit.tokens.start == 0,
            Section::Topic(topic) => topic != Topic::Chatter && hit.weight >= 1.9,
            Section::Negator | Section::Negative | Section::Furious => true,
            Section::Company => hit.weight >= 0.8,
            _ => false,
        };
        let is_own = self.own.iter().any(|own| own.tokens.start < 2);
        name(0) && name(1) && tokens.len() > 2 && !is_own && !self.hits.iter().any(apart)
    }

    /// Where the words of a section stand.
    fn evidence(&self, section: Section) -> Vec<Range<usize>> {
        self.hits
            .iter()
            .filter(|hit| hit.section == section)
            .map(|hit| self.text.span(&hit.tokens))
            .collect()
    }

    /// Where the concepts stand that say that safety, or security, is at stake.
    fn stakes(&self, topic: Topic) -> Vec<Range<usize>> {
        let of = |hit: &&Hit| match hit.section {
            Section::Stake(concept) => features::is_of(concept, topic),
            _ => false,
        };
        self.hits.iter().filter(of).map(|hit| self.text.span(&hit.tokens)).collect()
    }

    /// Whether most of it is in capitals.
    fn is_shouted(&self) -> bool {
        let long = self.text.words().filter(|word| word.range.len() >= 3).count();
        let shouted = self.text.words().filter(|word| word.shouted).count();
        shouted >= 3 && shouted * 3 >= long * 2
    }
}

fn mark_bit(section: Section) -> Option<u16> {
    match section {
        Section::Negator => Some(1),
        Section::Intensifier => Some(2),
        Section::Diminisher => Some(4),
        Section::Curse => Some(8),
        Section::Unit => Some(16),
        Section::Filler => Some(32),
        Section::Leads => Some(64),
        Section::Direction => Some(128),
        Section::Short => Some(256),
        Section::Small => Some(512),
        Section::Closing => Some(1024),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_knows_the_products_that_are_named() {
        let product = |word| OwnWord::new(word, None).unwrap();
        let words = vec![product("Fri Tale"), product("Fiber*"), product("fri")];
        let own = Own::new(&[], words);
        let named = |text: &str| {
            let reading = read(text, Priors { own: &own, ..Priors::default() });
            let told = |product: Product| {
                format!("{}:{}", product.name, text.get(product.range).unwrap_or("?"))
            };
            reading.products.into_iter().map(told).collect::<Vec<_>>().join("|")
        };
        assert_eq!(named("Er fri tale med i Fiberpakken?"), "Fri Tale:fri tale|Fiber:Fiberpakken");
        assert_eq!(named("Skriv til fiber.fri@posthus.dk, er jeg fri?"), "fri:fri");
        assert_eq!(named("Ingen af dem"), "");
    }
}
