//! One post understood: language, mood, topic, reply need, personal data.
//! Every verdict carries its confidence and the words it rests on.

pub mod language;
pub mod mood;
pub mod need;
pub mod personal_data;
pub mod topic;

use std::ops::Range;

pub use language::Lang;
pub use mood::Mood;
pub use need::ReplyNeed;
pub use personal_data::{PersonalData, PersonalDataKind};
pub use topic::Topic;

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

/// What is known of a post's language before its text is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Priors<'a> {
    /// The site's own mark on the post, a BCP 47 tag.
    pub mark: Option<&'a str>,
    /// The language of the page's own words.
    pub ui: Option<Lang>,
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
    /// Personal data in the text, in order, never overlapping.
    pub personal_data: Vec<PersonalData>,
}

/// Reads one post.
#[must_use]
pub fn read(text: &str, priors: Priors<'_>) -> Reading {
    let lang = language::detect(text, priors);
    let mood = mood::detect(text, lang.value);
    let topics = topic::detect(text, lang.value);
    let need = need::detect(text, lang.value, mood.value, &topics);
    Reading { personal_data: personal_data::find(text), lang, mood, topics, need }
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
