//! What a page says of its posts in JSON-LD, for machines: it fills in what
//! the markup for people leaves out, the time above all.
//!
//! Pages write anything there. Nothing of it becomes a post of its own: it
//! only adds to posts that stand on the page and say the same words or bear
//! the same name.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::message::RawPost;
use crate::text::{folded, lower};

/// More than this of one text is not read.
const LONGEST: usize = 1_000_000;

/// More posts than this are not kept.
const MOST: usize = 5_000;

/// A text of so many letters may be the beginning of the other.
const ENOUGH: usize = 40;

/// Bytes of a tag, and of a character reference, up to their end.
const LONGEST_TAG: usize = 1_000;
const LONGEST_REFERENCE: usize = 9;

/// The kinds of things that are posts.
const KINDS: [&str; 12] = [
    "Answer",
    "Article",
    "BlogPosting",
    "Comment",
    "CorrectionComment",
    "DiscussionForumPosting",
    "NewsArticle",
    "Question",
    "Review",
    "SocialMediaPosting",
    "UserReview",
    "VideoObject",
];

/// All that a page's JSON-LD says of posts.
#[derive(Debug, Clone, Default)]
pub struct LinkedData {
    posts: Vec<Stated>,
    /// Places in `posts` by a name, and by the first letters of the text.
    by_name: HashMap<String, Vec<u32>>,
    by_head: HashMap<String, Vec<u32>>,
}

/// A JSON value as far as posts need it: numbers and the like are nothing.
/// (`serde_json::Value` would be 10 KB more Wasm.)
#[derive(Debug)]
enum Value {
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
    Nothing,
}

/// What is stated of one post.
#[derive(Debug, Clone)]
struct Stated {
    author: Option<String>,
    posted: Option<String>,
    letters: String,
}

impl LinkedData {
    /// Nothing has been stated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.posts.is_empty()
    }

    /// Takes in a JSON-LD text; what is no JSON or says nothing of posts is
    /// passed over. (Serde's JSON reader goes 128 levels deep and no deeper.)
    pub fn take_in(&mut self, json: &str) {
        if json.len() > LONGEST {
            return;
        }
        if let Ok(all) = serde_json::from_str::<Value>(json) {
            self.walk(&all);
        }
    }

    fn walk(&mut self, value: &Value) {
        match value {
            Value::List(values) => values.iter().for_each(|value| self.walk(value)),
            Value::Object(fields) => {
                if is_post(value) {
                    self.keep(value);
                }
                fields.iter().for_each(|(_, value)| self.walk(value));
            }
            Value::Text(_) | Value::Nothing => {}
        }
    }

    fn keep(&mut self, post: &Value) {
        if self.posts.len() >= MOST {
            return;
        }
        let posted = first(post, &["datePublished", "dateCreated", "uploadDate"]).map(plain);
        let author = post.get("author").and_then(Value::name).map(plain);
        let text = first(post, &["text", "articleBody", "reviewBody", "description"]);
        // Twice: some pages escape markup that others write as it is.
        let letters = letters(&text.map(|text| plain(&plain(text))).unwrap_or_default());
        let Ok(at) = u32::try_from(self.posts.len()) else { return };
        for name in ["@id", "url", "identifier"].iter().filter_map(|field| post.get(field)) {
            for name in names(name.text().unwrap_or_default()) {
                self.by_name.entry(name.to_owned()).or_default().push(at);
            }
        }
        if !letters.is_empty() {
            self.by_head.entry(head(&letters).to_owned()).or_default().push(at);
        }
        self.posts.push(Stated { author, posted, letters });
    }

    /// Adds to a post what is stated of it and what the markup lacks.
    pub fn complete(&self, raw: &mut RawPost) {
        if let Some(stated) = self.find(raw) {
            let fill = |field: &mut Vec<String>, value: &Option<String>| {
                if field.is_empty() {
                    field.extend(value.clone());
                }
            };
            fill(&mut raw.author, &stated.author);
            fill(&mut raw.datetime, &stated.posted);
        }
    }

    fn at(&self, place: u32) -> Option<&Stated> {
        self.posts.get(usize::try_from(place).ok()?)
    }

    /// The one that is meant: by its words, and where several say the same, by
    /// its name or its author.
    fn find(&self, raw: &RawPost) -> Option<&Stated> {
        let said = letters(&raw.text);
        let by_name = raw.key.iter().flat_map(|key| names(key)).find_map(|name| {
            let stated = self.at(*self.by_name.get(name)?.first()?)?;
            (stated.letters.is_empty() || is_same(&stated.letters, &said)).then_some(stated)
        });
        if by_name.is_some() || said.is_empty() {
            return by_name;
        }
        let author = raw.author.first().map(|author| folded(author));
        let mut fitting = self.by_head.get(head(&said))?.iter().filter_map(|at| {
            let stated = self.at(*at)?;
            let by_another = author
                .as_deref()
                .zip(stated.author.as_deref())
                .is_some_and(|(author, other)| author != folded(other));
            (!by_another && is_same(&stated.letters, &said)).then_some(stated)
        });
        let one = fitting.next()?;
        fitting.all(|other| other.author == one.author && other.posted == one.posted).then_some(one)
    }
}

/// The same words, or the one the beginning of the other: pages shorten.
fn is_same(one: &str, other: &str) -> bool {
    let is_beginning = one.starts_with(other) || other.starts_with(one);
    one == other || is_beginning && head(one).len() == head(other).len()
}

impl Value {
    fn get(&self, field: &str) -> Option<&Self> {
        let Self::Object(fields) = self else { return None };
        fields.iter().find_map(|(name, value)| (name == field).then_some(value))
    }

    /// A text, also one that stands as a value of its own: `{"@value": "…"}`.
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Object(_) => {
                ["@value", "value", "@id"].iter().find_map(|at| self.get(at)?.text())
            }
            Self::List(_) | Self::Nothing => None,
        }
    }

    /// The name of a person: the text itself, its `name`, or that of the first.
    fn name(&self) -> Option<&str> {
        match self {
            Self::List(all) => all.first()?.name(),
            Self::Object(_) => self.get("name")?.text(),
            Self::Text(_) | Self::Nothing => self.text(),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Value::Object(fields))
    }
}

fn is_post(value: &Value) -> bool {
    let is_kind = |kind: &Value| kind.text().is_some_and(|kind| KINDS.contains(&kind));
    match value.get("@type") {
        Some(Value::List(kinds)) => kinds.iter().any(is_kind),
        Some(kind) => is_kind(kind),
        None => false,
    }
}

fn first<'post>(post: &'post Value, fields: &[&str]) -> Option<&'post str> {
    let texts = fields.iter().filter_map(|field| post.get(field)?.text());
    texts.map(str::trim).find(|text| !text.is_empty())
}

/// What a post may be named by: its address, and what follows its `#`.
fn names(address: &str) -> impl Iterator<Item = &str> {
    let address = address.trim();
    let fragment = address.rsplit_once('#').map(|(_, fragment)| fragment);
    [Some(address), fragment].into_iter().flatten().filter(|name| !name.is_empty())
}

/// The text without markup, its character references as what they mean. Read
/// as text all the way: no browser ever sees it as HTML.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let (mark, after) = from.split_at(1);
        let end = if mark == "<" { tag(after) } else { reference(after, &mut plain) };
        if end.is_none() {
            plain.push_str(mark);
        }
        rest = end.unwrap_or(after);
    }
    plain.push_str(rest);
    plain.trim().to_owned()
}

/// What follows a tag.
fn tag(after: &str) -> Option<&str> {
    let begins = after.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
    if begins { split_near(after, '>', LONGEST_TAG).map(|(_, rest)| rest) } else { None }
}

/// What stands before and after the first `mark`. It is looked for only so many
/// bytes on: in a hostile text something begins at every letter.
fn split_near(text: &str, mark: char, bytes: usize) -> Option<(&str, &str)> {
    let (near, _) = text.split_at(text.floor_char_boundary(bytes));
    let (before, _) = near.split_once(mark)?;
    Some((before, text.split_at(before.len() + mark.len_utf8()).1))
}

/// What follows a character reference, with what it means put on `plain`.
fn reference<'text>(after: &'text str, plain: &mut String) -> Option<&'text str> {
    let (name, rest) = split_near(after, ';', LONGEST_REFERENCE)?;
    let number = name.strip_prefix('#').and_then(|number| {
        let hex = number.strip_prefix(['x', 'X']);
        hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())
    });
    plain.push(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "aelig" => 'æ',
        "AElig" => 'Æ',
        "oslash" => 'ø',
        "Oslash" => 'Ø',
        "aring" => 'å',
        "Aring" => 'Å',
        "auml" => 'ä',
        "Auml" => 'Ä',
        "ouml" => 'ö',
        "Ouml" => 'Ö',
        _ => number.and_then(char::from_u32)?,
    });
    Some(rest)
}

/// Letters and digits alone: lines, emoji and punctuation come out differently
/// for people and for machines.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).map(lower).collect()
}

/// As many letters as are enough.
fn head(letters: &str) -> &str {
    let end = letters.char_indices().nth(ENOUGH).map_or(letters.len(), |(at, _)| at);
    letters.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn post(author: &str, key: &str, text: &str) -> RawPost {
        let list = |text: &str| (!text.is_empty()).then(|| text.to_owned()).into_iter().collect();
        RawPost { author: list(author), key: list(key), text: text.into(), ..RawPost::default() }
    }

    fn completed(json: &str, mut raw: RawPost) -> (Option<String>, Option<String>) {
        let mut linked = LinkedData::default();
        linked.take_in(json);
        linked.complete(&mut raw);
        (raw.author.pop(), raw.datetime.pop())
    }

    fn check(json: &str, raw: RawPost, author: Option<&str>, posted: Option<&str>) {
        let (found, time) = completed(json, raw);
        assert_eq!((found.as_deref(), time.as_deref()), (author, posted), "{json}");
    }

    const FORUM: &str = r##"{"@context": "https://schema.org", "@graph": [{
        "@type": ["DiscussionForumPosting"], "@id": "https://f.example/t/1#p1",
        "author": [{"@type": "Person", "name": "Hanne &amp; Bo"}],
        "datePublished": "2026-03-02T07:15:00Z",
        "text": "<p>Nettet er v&aelig;k i <b>Skive</b>.<br>Hvorn&#229;r kommer det igen?</p>",
        "comment": [
            {"@type": "Comment", "url": "#p2", "author": "Kim", "text": "Tak!", "dateCreated": "2026-03-02"},
            {"@type": "Comment", "url": "#p3", "author": "Ida", "text": "Tak!", "dateCreated": "2026-03-03"}
        ]}]}"##;

    #[test]
    fn the_same_words_are_the_same_post() {
        let text = "Nettet er væk i Skive. 😡\nHvornår kommer det igen?";
        check(FORUM, post("", "", text), Some("Hanne & Bo"), Some("2026-03-02T07:15:00Z"));
        check(FORUM, post("Bo", "", text), Some("Bo"), None);
        check(FORUM, post("", "", "Nettet er væk"), None, None);
    }

    #[test]
    fn a_name_or_an_author_tells_equal_words_apart() {
        check(FORUM, post("", "", "Tak"), None, None);
        check(FORUM, post("IDA", "", "Tak"), Some("IDA"), Some("2026-03-03"));
        check(FORUM, post("", "/t/1#p2", "Tak"), Some("Kim"), Some("2026-03-02"));
        check(FORUM, post("", "#p2", "Noget andet"), None, None);
    }

    #[test]
    fn a_long_text_may_be_cut() {
        let json = r#"{"@type": "Review", "author": {"name": "Mona"}, "datePublished": "2026-03-02",
            "reviewBody": "Vi har ventet i seks uger på en tekniker som aldrig er kommet…"}"#;
        let text =
            "Vi har ventet i seks uger på en tekniker som aldrig er kommet, og nu er det nok.";
        check(json, post("", "", text), Some("Mona"), Some("2026-03-02"));
    }

    #[test]
    fn markup_may_be_escaped() {
        let json = r#"{"@type": "Comment", "author": "Siv", "text": "&lt;p&gt;N&aring;r &amp;amp; hvor? 5 < 6 & 7"}"#;
        check(json, post("", "", "Når & hvor? 5 < 6 & 7"), Some("Siv"), None);
    }

    #[test]
    fn what_the_page_shows_stays() {
        let json =
            r#"{"@type": "Comment", "author": "Ida", "text": "Tak", "dateCreated": "2026-03-03"}"#;
        let mut raw = post("Ida", "", "Tak");
        raw.datetime.push("2026-01-01".into());
        assert_eq!(completed(json, raw).1.as_deref(), Some("2026-01-01"));
    }

    #[test]
    fn what_says_nothing_of_posts_is_passed_over() {
        let deep = "[".repeat(100_000);
        for json in [
            "",
            "{",
            "[1, null]",
            r#"{"@type": 1}"#,
            r#"{"@type": "Person", "text": "Tak"}"#,
            &deep,
        ] {
            check(json, post("", "", "Tak"), None, None);
        }
        let huge = format!(
            r#"{{"@type": "Comment", "author": "{}", "text": "Tak"}}"#,
            "x".repeat(LONGEST)
        );
        check(&huge, post("", "", "Tak"), None, None);
    }

    #[test]
    fn no_end_is_looked_for_far_away() {
        let gap = "a".repeat(LONGEST_TAG);
        for mark in ["&", "<", "<a", "</", "&#"] {
            let text = format!("{}{gap};>", mark.repeat(500_000));
            assert!(plain(&text) == text, "{mark}");
        }
        let link = format!("<a href=\"{}\">hej</a> &#x01F621; &#x001F621;", "å".repeat(400));
        assert_eq!(plain(&link), "hej 😡 &#x001F621;");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>(), mark in "[<&#;xA-Za-z0-9 >]{0,60}") {
            let json = serde_json::json!({"@type": "Comment", "@id": text, "text": mark, "author": text});
            let _ = completed(&json.to_string(), post("", &text, &mark));
            let _ = completed(&text, post("", "", &text));
        }
    }
}
