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
use outline::{NONE, Outline};
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

/// What was learned: what stands in which of the [`PARTS`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Learned(Vec<(&'static str, String)>);

impl Learned {
    fn add(&mut self, part: &'static str, value: String) {
        if !value.is_empty() && !self.0.iter().any(|it| it.0 == part && it.1 == value) {
            self.0.push((part, value));
        }
    }

    /// What was learned of two kinds of post.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (part, value) in other.0 {
            self.add(part, value);
        }
        self
    }

    /// As the file of a profile for `host`; `is_one_thread` where the first
    /// post of a page is what all others answer.
    #[must_use]
    pub fn profile(&self, host: &str, is_one_thread: bool) -> String {
        let host = quoted(host);
        let (mut lines, mut fields) = (String::new(), String::new());
        for part in PARTS {
            let mut values = String::new();
            for (_, value) in self.0.iter().filter(|it| it.0 == part) {
                if !values.is_empty() {
                    values.push_str(", ");
                }
                values.push_str(value);
            }
            let (place, value) = match part {
                _ if values.is_empty() => continue,
                "key" | "author" | "text" | "time" | "datetime" => {
                    (&mut fields, format!("[{values}]"))
                }
                "patterns" => (&mut lines, format!("{{ \"key\": [{values}] }}")),
                "opener_words" => (&mut lines, format!("[{values}]")),
                _ => (&mut lines, quoted(&values)),
            };
            let indent = if place.is_empty() { "" } else { ",\n" };
            *place = format!("{place}{indent}    \"{part}\": {value}");
        }
        let thread = if is_one_thread { "    \"thread\": \"body\",\n" } else { "" };
        format!(
            "{{\n    \"name\": {host},\n    \"title\": {host},\n    \"hosts\": [{host}],\n{thread}{lines},\n    \
             \"fields\": {{\n{fields}\n    }},\n    \"examples\": []\n}}\n"
        )
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
    let picked = |slot| if slots.contains(&slot) { page.picked(slot) } else { NONE };
    let (text, author, time, answer) = (picked(TEXT), picked(AUTHOR), picked(TIME), picked(BOX));
    if slots.iter().any(|slot| picked(*slot) == NONE) {
        return Err(Fault::Gone);
    }
    if [text, author, time].iter().any(|at| *at != NONE && page.words(*at) == 0) {
        return Err(Fault::NoWords);
    }
    if text == NONE || author == NONE {
        return Ok(None);
    }
    if page.are_of_two_posts(text, author) {
        return Err(Fault::NoPost);
    }
    let other = if time == NONE { author } else { time };
    let (near, nearer) = (page.around(text, author), page.around(text, other));
    let around = page.around(near, other);
    let text = page.whole_text(text, if page.is_in(nearer, near) { nearer } else { near });
    let text = Target { parts: page.parts(&text), ..page.target(text) };
    let words = |at| Target { is_words: true, ..page.target(page.same_words(at, around)) };
    let (author, times) = (words(author), words(time));
    let fields: &[&Target<'_>] =
        if time == NONE { &[&text, &author] } else { &[&text, &author, &times] };
    let way = page.way(around, fields, answer).ok_or(Fault::NoPost)?;
    let posts = page.posts(way.shown, &page.matches(&way.selector));
    let css = |target, is_accepted| {
        let chosen = page.choose(target, &posts, is_accepted);
        chosen.map(|chosen| chosen.selector.css()).unwrap_or_default()
    };

    let mut learned = Learned::default();
    learned.add("item", way.selector.css());
    for (part, target) in ["text", "author", "time"].into_iter().zip(fields) {
        learned.add(part, pick(&css(target, always), ""));
    }
    // A name alone may stand on any page.
    let (said_here, named) = (css(&text, Selector::is_telling), css(&author, Selector::is_telling));
    if !said_here.is_empty() {
        let named = if named.is_empty() { named } else { format!(":has({named})") };
        learned.add("evidence", format!("body:has({said_here}){named}"));
    }
    if time != NONE {
        learned.add("datetime", page.datetime(&times, &posts));
    }
    let (key, pattern) = page.key(&posts, &text, &times);
    learned.add("key", key);
    if !pattern.is_empty() {
        learned.add("patterns", quoted(&pattern));
    }
    let (reply_box, opener, is_all_it_says) = page.answering(answer, &posts)?;
    learned.add("reply_box", reply_box);
    learned.add("opener", opener);
    let is_plain = !said.contains(|letter: char| letter.is_ascii_digit() || letter == '\n');
    if is_all_it_says && is_plain && !said.is_empty() && said.len() <= LABEL {
        learned.add("opener_words", quoted(&format!("*{said}")));
    }
    Ok(Some(learned))
}

/// One place of a field, as a profile has it.
fn pick(select: &str, attribute: &str) -> String {
    let select = quoted(select);
    if attribute.is_empty() {
        return format!("{{ \"select\": {select} }}");
    }
    format!("{{ \"select\": {select}, \"attr\": {} }}", quoted(attribute))
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
