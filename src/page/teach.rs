//! Teaching: a site profile made from a few clicks on one post.
//!
//! The agent picks a post's text, its author, its time and its reply box.
//! Every selector that could mean one of them is tried on the page as it
//! stands, and the steadiest that finds the same in the other posts is taken:
//! names made for programs first, then those that a person has chosen, then
//! generated ones; a place among siblings last.

mod key;
mod names;
mod outline;
mod search;
mod selector;
#[cfg(test)]
pub(crate) mod tests;

use crate::message::Sketch;
use outline::Outline;
use search::{Target, always};
use selector::Selector;

/// [`Sketch::picked`]: a post's text.
pub const TEXT: u32 = 0;
/// [`Sketch::picked`]: its author.
pub const AUTHOR: u32 = 1;
/// [`Sketch::picked`]: its time.
pub const TIME: u32 = 2;
/// [`Sketch::picked`]: its reply box, or what opens one.
pub const BOX: u32 = 3;

/// Why nothing can be learned from what was picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is no longer on the page.
    Gone,
    /// There are no words in it.
    NoWords,
    /// Nothing on the page is around all of it and can be told from the rest.
    NoPost,
    /// Neither a box to write in nor a part of the post.
    NoBox,
}

/// What a button says is no longer.
const LABEL: usize = 40;

/// The parts of a profile that are learned.
const PARTS: [&str; 11] = [
    "item",
    "evidence",
    "key",
    "author",
    "text",
    "time",
    "datetime",
    "patterns",
    "reply_box",
    "opener",
    "opener_words",
];

/// What was learned: for each of the [`PARTS`], what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned([Vec<String>; PARTS.len()]);

impl Learned {
    /// What was learned of two kinds of post.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (ours, theirs) in self.0.iter_mut().zip(other.0) {
            for part in theirs {
                if !ours.contains(&part) {
                    ours.push(part);
                }
            }
        }
        self
    }

    /// As the file of a profile for `host`; `is_one_thread` where the first
    /// post of a page is what all others answer.
    #[must_use]
    pub fn profile(&self, host: &str, is_one_thread: bool) -> String {
        let host = quoted(host);
        let mut json =
            format!("{{\n  \"name\": {host},\n  \"title\": {host},\n  \"hosts\": [{host}]");
        if is_one_thread {
            json.push_str(",\n  \"thread\": \"body\"");
        }
        let mut fields = String::new();
        for (name, values) in PARTS.iter().zip(&self.0).filter(|(_, values)| !values.is_empty()) {
            match *name {
                "key" | "author" | "text" | "time" | "datetime" => {
                    let comma = if fields.is_empty() { "" } else { "," };
                    fields = format!("{fields}{comma}\n    \"{name}\": [{}]", values.join(", "));
                }
                "patterns" | "opener_words" => {
                    let all: Vec<String> = values.iter().map(|it| quoted(it)).collect();
                    let all = format!("[{}]", all.join(", "));
                    let is_of_key = *name == "patterns";
                    let all = if is_of_key { format!("{{ \"key\": {all} }}") } else { all };
                    json = format!("{json},\n  \"{name}\": {all}");
                }
                _ => json = format!("{json},\n  \"{name}\": {}", quoted(&values.join(", "))),
            }
        }
        format!("{json},\n  \"fields\": {{{fields}\n  }},\n  \"examples\": []\n}}\n")
    }
}

/// Learns from a page on which something has been picked for each of the
/// `slots`, `said` in the last; nothing as long as these are not both text
/// and author.
///
/// # Errors
/// When no selectors can be found for what was picked.
pub fn learn(page: &[Sketch], slots: &[u32], said: &str) -> Result<Option<Learned>, Fault> {
    let page = Outline::new(page);
    let picked = |slot| match slots.contains(&slot) {
        true => page.picked(slot).map(Some).ok_or(Fault::Gone),
        false => Ok(None),
    };
    let (text, author, time, answer) =
        (picked(TEXT)?, picked(AUTHOR)?, picked(TIME)?, picked(BOX)?);
    if [text, author, time].into_iter().flatten().any(|at| page.words(at) == 0) {
        return Err(Fault::NoWords);
    }
    let (Some(text), Some(author)) = (text, author) else { return Ok(None) };
    if page.are_of_two_posts(text, author) {
        return Err(Fault::NoPost);
    }
    let near = page.around(text, author);
    let around = page.around(near, time.unwrap_or(author));
    let nearer = page.around(text, time.unwrap_or(author));
    let near = if page.is_in(nearer, near) { nearer } else { near };
    let text = page.whole_text(text, near);
    let text = Target { parts: page.parts(&text), ..page.target(text) };
    let words = |at| Target { is_words: true, ..page.target(page.same_words(at, around)) };
    let (author, time) = (words(author), time.map(words));
    let mut fields = vec![&text, &author];
    fields.extend(&time);
    let way = page.way(around, &fields, answer).ok_or(Fault::NoPost)?;
    let posts = page.posts(way.shown, &page.matches(&way.selector));
    let chosen = |target| page.choose(target, &posts, always);
    let (Some(texts), Some(authors)) = (chosen(&text), chosen(&author)) else {
        return Err(Fault::NoPost);
    };
    let telling = |target| page.choose(target, &posts, Selector::is_telling);
    // A name alone may stand on any page.
    let evidence = telling(&text).map(|text| {
        let author = telling(&author).map(|author| format!(":has({})", author.selector.css()));
        format!("body:has({}){}", text.selector.css(), author.unwrap_or_default())
    });
    let times = time.as_ref().and_then(chosen);
    let datetime = time.as_ref().and_then(|time| page.datetime(time, &posts));
    let (reply_box, opener, is_all_it_says) = page.answering(answer, &posts)?;
    let is_plain = !said.contains(|letter: char| letter.is_ascii_digit() || letter == '\n');
    let can_tell = is_all_it_says && is_plain && !said.is_empty() && said.len() <= LABEL;
    let (key, pattern) = page.key(&posts, texts, time.as_ref()).unwrap_or_default();
    let parts = [
        way.selector.css(),
        evidence.unwrap_or_default(),
        key,
        pick(&authors.selector, ""),
        pick(&texts.selector, ""),
        times.map(|times| pick(&times.selector, "")).unwrap_or_default(),
        datetime.unwrap_or_default(),
        pattern,
        reply_box,
        opener,
        if can_tell { format!("*{said}") } else { String::new() },
    ];
    Ok(Some(Learned(parts.map(|part| if part.is_empty() { Vec::new() } else { vec![part] }))))
}

/// One place of a field, as a profile has it.
fn pick(selector: &Selector<'_>, attribute: &str) -> String {
    let select = quoted(&selector.css());
    if attribute.is_empty() {
        return format!("{{ \"select\": {select} }}");
    }
    format!("{{ \"select\": {select}, \"attr\": {} }}", quoted(attribute))
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
