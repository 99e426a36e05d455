//! What crosses the port between the page's content script and the desk.
//!
//! The TypeScript side's types are generated from these
//! (`extension/generated/messages.ts`), never typed twice.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

#[cfg(test)]
use ts_rs::TS;

/// Names a DOM element in the content script's own table. Another element,
/// another handle, also when the page draws the same post again.
pub type Handle = u32;

/// What the content script tells the desk: `{"kind": "opened", …}`.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(test, derive(TS), ts(tag = "kind", rename_all = "snake_case"))]
pub enum FromPage {
    /// The script stands on a page, or the page navigated inside itself.
    Opened(Opened),
    /// The first of [`ToPage::Probe`]'s selectors that matched the page, told
    /// once, whenever it comes to match.
    Detected(Detected),
    /// Posts that are new or have changed, and elements that have left.
    Posts(Posts),
    /// What the page says of its posts for machines.
    Linked(Linked),
    /// A reply box's text changed by the agent's hand.
    Typed(Typed),
    /// How an insertion asked for by [`ToPage::Insert`] went.
    Inserted(Inserted),
    /// The agent pressed one of Svarklar's keys while on the page.
    Pressed(Pressed),
    /// The agent pressed the mark on a post.
    MarkPressed(MarkPressed),
    /// The agent picked an element, as [`ToPage::Pick`] asked.
    Picked(Picked),
}

impl FromPage {
    /// Reads a message whose `kind` is known. (Serde's own reading of tagged
    /// enums keeps the whole message aside first, in 35 KB of Wasm.)
    ///
    /// # Errors
    /// When there is no such kind, or the message is not of its shape.
    pub fn read<'de, D: Deserializer<'de>>(kind: &str, message: D) -> Result<Self, D::Error> {
        match kind {
            "opened" => Opened::deserialize(message).map(Self::Opened),
            "detected" => Detected::deserialize(message).map(Self::Detected),
            "posts" => Posts::deserialize(message).map(Self::Posts),
            "linked" => Linked::deserialize(message).map(Self::Linked),
            "typed" => Typed::deserialize(message).map(Self::Typed),
            "inserted" => Inserted::deserialize(message).map(Self::Inserted),
            "pressed" => Pressed::deserialize(message).map(Self::Pressed),
            "mark_pressed" => MarkPressed::deserialize(message).map(Self::MarkPressed),
            "picked" => Picked::deserialize(message).map(Self::Picked),
            _ => Err(D::Error::custom(format_args!("no message is of the kind `{kind}`"))),
        }
    }
}

/// [`FromPage::Opened`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Opened {
    /// The page's address.
    pub url: String,
    /// The document's `lang` attribute.
    pub lang: Option<String>,
    /// The browser's time zone, an IANA name.
    pub zone: String,
    /// Minutes that the browser's local time is ahead of UTC now.
    pub offset_minutes: i32,
}

/// [`FromPage::Detected`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Detected {
    /// The profile that fits.
    pub profile: String,
}

/// [`FromPage::Posts`].
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Posts {
    /// [`ReadingPlan::id`] of the plan they were read by.
    pub plan: u32,
    /// New or changed.
    pub seen: Vec<RawPost>,
    /// No longer in the document.
    pub gone: Vec<Handle>,
    /// What the last look over the page found, for the desk to judge
    /// whether the profile still fits.
    pub coverage: Coverage,
}

/// [`FromPage::Linked`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Linked {
    /// [`ReadingPlan::id`] of the plan whose `linked_data` they match.
    pub plan: u32,
    /// The texts of elements that are new or have changed.
    pub texts: Vec<String>,
}

/// [`FromPage::Typed`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Typed {
    /// The post the box stands at; null for one that belongs to none.
    pub at: Option<Handle>,
    /// All the text in the box now.
    pub text: String,
}

/// [`FromPage::Inserted`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Inserted {
    /// The request's number.
    pub request: u32,
    /// How it went.
    pub outcome: InsertOutcome,
}

/// [`FromPage::Pressed`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Pressed {
    /// Which one.
    pub command: Command,
}

/// [`FromPage::MarkPressed`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct MarkPressed {
    /// The marked post.
    pub at: Handle,
}

/// [`FromPage::Picked`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Picked {
    /// [`ToPage::Pick`]'s.
    pub slot: u32,
    /// The words in the picked element, cut short.
    pub words: String,
    /// It holds a shadow root or another document, which the sketch leaves out.
    pub is_closed: bool,
    /// The page around it.
    pub page: Vec<Sketch>,
}

/// One element of the page, for learning how the page is made. A page is its
/// elements in document order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Sketch {
    /// The place of the element that it stands in.
    pub parent: Option<u32>,
    /// Its name: `div`.
    pub tag: String,
    /// Its attributes: a name, its value, a name, its value.
    pub attributes: Vec<String>,
    /// Letters of its own, not of the elements in it.
    pub letters: u32,
    /// The slots that it was picked for.
    pub picked: Vec<u32>,
}

/// Commands that have a key on the page as in the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Go to the next post that waits, worst first.
    Next,
    /// Go back to the one before.
    Previous,
    /// Insert the chosen draft in the page's reply box.
    Insert,
    /// Open or fold the desk.
    Toggle,
    /// Stop picking; its key is Escape while the agent picks.
    Cancel,
}

/// One post element as the script read it: strings as they stand on the page.
/// A field holds its candidates in document order; [`crate::page::profile`] chooses.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct RawPost {
    /// The post's element.
    pub handle: Handle,
    /// The element of the post that contains this one, or that begins its
    /// [`ReadingPlan::thread`].
    pub parent: Option<Handle>,
    /// Candidates for the site's own identifier.
    pub key: Vec<String>,
    /// Candidates for the identifier of the post this one answers.
    pub parent_key: Vec<String>,
    /// Candidates for the identifier of the post that begins its thread.
    pub post_key: Vec<String>,
    /// Candidates for the author's name.
    pub author: Vec<String>,
    /// Candidates for the owner badge.
    pub badge: Vec<String>,
    /// The text, lines separated by `\n`.
    pub text: String,
    /// Candidates for the time words.
    pub time: Vec<String>,
    /// Candidates for an ISO 8601 time.
    pub datetime: Vec<String>,
    /// Candidates for the language mark.
    pub lang: Vec<String>,
    /// Candidates for the count of reactions.
    pub reactions: Vec<String>,
    /// Counts of one kind of reaction each.
    pub reaction_kinds: Vec<String>,
    /// Candidates for the count of shares.
    pub shares: Vec<String>,
    /// Candidates for the count of comments that the site says there are.
    pub comments: Vec<String>,
    /// Part of the text or of the comments under it is folded away.
    pub folded: bool,
}

impl RawPost {
    /// Nothing stands in the element but itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.author.is_empty()
    }
}

/// What a look over the page found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Coverage {
    /// Elements the plan's `item` matches now.
    pub items: u32,
    /// Elements that the plan's `evidence` matches: where there are some but
    /// no items, the profile no longer fits the page.
    pub evidence: u32,
    /// Elements that the plan's `hides` matches: a sort order or a folded
    /// list that keeps comments from us.
    pub hidden: u32,
    /// The script stopped at its cap and left elements unread.
    pub capped: bool,
}

/// How the text came into the page's reply box.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "AnyOutcome")]
#[cfg_attr(test, derive(TS), ts(tag = "kind", rename_all = "snake_case"))]
pub enum InsertOutcome {
    /// The box holds the text; read back and compared.
    Done,
    /// No reply box was found at the post.
    NoBox,
    /// Text of the agent's stood in the box and was left as it was.
    Occupied {
        /// The text that stood there.
        text: String,
    },
    /// The box does not hold the text after the insertion.
    NotThere {
        /// What the box holds instead.
        found: String,
    },
}

/// An [`InsertOutcome`] of any kind, with the fields of all.
#[derive(Deserialize)]
struct AnyOutcome {
    kind: String,
    text: Option<String>,
    found: Option<String>,
}

impl TryFrom<AnyOutcome> for InsertOutcome {
    type Error = &'static str;

    fn try_from(any: AnyOutcome) -> Result<Self, Self::Error> {
        match (any.kind.as_str(), any.text, any.found) {
            ("done", ..) => Ok(Self::Done),
            ("no_box", ..) => Ok(Self::NoBox),
            ("occupied", Some(text), _) => Ok(Self::Occupied { text }),
            ("not_there", _, Some(found)) => Ok(Self::NotThere { found }),
            _ => Err("no outcome of an insertion is like this"),
        }
    }
}

/// What the desk asks of the content script: the whole list of what it may do
/// on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToPage {
    /// Tell which of these fits the page, now or as soon as one does.
    Probe {
        /// Tried in this order.
        probes: Vec<Probe>,
    },
    /// Read the page by this plan from now on, from the start.
    Read {
        /// The plan.
        plan: Box<ReadingPlan>,
    },
    /// Show these marks; a post that has one already gets this one instead.
    Mark {
        /// The marks.
        marks: Vec<Mark>,
    },
    /// Take the marks off these posts.
    Unmark {
        /// The posts.
        at: Vec<Handle>,
    },
    /// Scroll to the post and focus it.
    GoTo {
        /// The post.
        at: Handle,
    },
    /// Put the text in the reply box at the post.
    Insert {
        /// Comes back in [`FromPage::Inserted`].
        request: u32,
        /// The post to answer.
        at: Handle,
        /// The text.
        text: String,
        /// What to do with text that stands in the box.
        mode: InsertMode,
    },
    /// Give the desk's frame this shape.
    Shape {
        /// Folded to a small button at the page's edge.
        folded: bool,
    },
    /// Let the agent pick an element of the page by mouse or keyboard. Nothing
    /// on the page is pressed by it.
    Pick {
        /// Comes back in [`FromPage::Picked`], and names the element in it
        /// until [`ToPage::StopPicking`].
        slot: u32,
        /// What to pick, in the agent's language, for a screen reader.
        label: String,
        /// BCP 47 tag of `label`.
        lang: String,
    },
    /// Take the picker off the page and the focus back to the desk.
    StopPicking,
}

/// How to recognise a site by its markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Probe {
    /// The profile's name.
    pub profile: String,
    /// A selector that only pages of its kind match.
    pub detect: String,
}

/// What an insertion does with text that already stands in the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum InsertMode {
    /// Leave it and report [`InsertOutcome::Occupied`].
    IfEmpty,
    /// Replace it.
    Replace,
    /// Put ours after it.
    Append,
}

/// A mark on a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Mark {
    /// The post.
    pub at: Handle,
    /// Urgency tier, 0 to 3.
    pub tier: u8,
    /// The wait is past its target.
    pub overdue: bool,
    /// What the mark says, in the agent's language: "Waits 3–4 d · now".
    pub text: String,
    /// The same in whole words, for a screen reader, with the reasons.
    pub label: String,
    /// BCP 47 tag of `text` and `label`.
    pub lang: String,
}

/// How to read one site, as the content script carries it out: selectors
/// only, no decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct ReadingPlan {
    /// Another plan, another number: what was read by an old one is let go.
    pub id: u32,
    /// Matches every post, comment and reply element.
    pub item: String,
    /// Elements whose content is never read (editors, previews).
    pub skip: Option<String>,
    /// Something every page of this site with posts has.
    pub evidence: Option<String>,
    /// Something that shows that comments are hidden.
    pub hides: Option<String>,
    /// Where not empty, an element that `hides` matches counts only when its
    /// words are one of these; `#` is a number, `*` before them any words.
    pub hides_words: Vec<String>,
    /// Inside an item: something that shows that a part of it is folded.
    pub folds: Option<String>,
    /// Text inside it keeps its line breaks, whatever its style says: the
    /// style of a saved page may be gone.
    pub keeps_lines: Option<String>,
    /// Around items that are one thread although they stand side by side: the
    /// first item in it is the post, the others answer it.
    pub thread: Option<String>,
    /// In a thread, the item that the page is about, or something in it:
    /// those before it lead up to it, each answering the one before, and
    /// those after it answer it.
    pub focus: Option<String>,
    /// In a thread, an item or something in one that shows that it answers
    /// the item right before it.
    pub follows: Option<String>,
    /// Elements whose open shadow root or same-origin frame holds posts or
    /// reply boxes.
    pub roots: Option<String>,
    /// Elements that hold the page's posts as JSON-LD.
    pub linked_data: Option<String>,
    /// Where each field is, best first.
    pub fields: PlanFields,
    /// Matches the site's reply boxes (textarea or contenteditable).
    pub reply_box: String,
    /// What holds the reply box of the item that it stands right after, where
    /// a site does not put it inside the item.
    pub beside: Option<String>,
    /// Inside an item: what opens its reply box where it must be opened.
    pub opener: Option<String>,
    /// Where not empty, nothing is pressed but what says one of these, written
    /// as [`Self::hides_words`].
    pub opener_words: Vec<String>,
    /// At most this many items are read.
    pub cap: u32,
}

/// Where the fields of [`RawPost`] are, relative to the item. Elements that
/// belong to an item inside the item do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(default, deny_unknown_fields)]
pub struct PlanFields {
    /// Of [`RawPost::key`].
    pub key: Vec<Pick>,
    /// Of [`RawPost::parent_key`].
    pub parent_key: Vec<Pick>,
    /// Of [`RawPost::post_key`].
    pub post_key: Vec<Pick>,
    /// Of [`RawPost::author`].
    pub author: Vec<Pick>,
    /// Of [`RawPost::badge`].
    pub badge: Vec<Pick>,
    /// Of [`RawPost::text`]: the first that matches anything, all its
    /// matches joined by `\n`.
    pub text: Vec<Pick>,
    /// Of [`RawPost::time`].
    pub time: Vec<Pick>,
    /// Of [`RawPost::datetime`].
    pub datetime: Vec<Pick>,
    /// Of [`RawPost::lang`].
    pub lang: Vec<Pick>,
    /// Of [`RawPost::reactions`].
    pub reactions: Vec<Pick>,
    /// Of [`RawPost::reaction_kinds`].
    pub reaction_kinds: Vec<Pick>,
    /// Of [`RawPost::shares`].
    pub shares: Vec<Pick>,
    /// Of [`RawPost::comments`].
    pub comments: Vec<Pick>,
}

/// One place where a field can be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(default, deny_unknown_fields)]
pub struct Pick {
    /// A selector inside the item; null is the item itself.
    pub select: Option<String>,
    /// The attribute that holds the value; null is the text. `aria-labelledby`
    /// and `aria-describedby` give the text of the elements they name,
    /// `location` the page's own address where `select` matches the item
    /// itself or something in it.
    pub attr: Option<String>,
    /// What the value is where `select` matches the item itself or something
    /// in it, whatever stands there: "owner" for an answer marked by its place.
    pub value: Option<String>,
}

/// What the desk asks of its host page's script, which holds the browser's
/// own storage and toolbar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToHost {
    /// Keep these in the extension's storage.
    Store {
        /// Keys and their values; a null value removes the key.
        entries: Vec<Entry>,
    },
    /// Show this number on the toolbar button.
    Badge {
        /// How many customers wait, as far as seen.
        waiting: u32,
        /// The highest tier among them, 0 to 3.
        tier: u8,
    },
    /// Put the text on the clipboard.
    Copy {
        /// The text.
        text: String,
    },
    /// Give the agent a file.
    Save {
        /// Its name.
        name: String,
        /// A JSON text.
        json: String,
    },
    /// Tell which of these the browser does not know as selectors.
    Check {
        /// The selectors.
        selectors: Vec<String>,
    },
}

/// One key of the extension's storage and its value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Entry {
    /// The key; `store` owns what keys there are.
    pub key: String,
    /// A JSON text, or null where the key is removed.
    pub value: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The TypeScript side's types, in one text.
    fn typescript() -> String {
        fn declared<T: TS>(config: &ts_rs::Config) -> String {
            let docs = T::docs().unwrap_or_default();
            format!("\n{docs}export {}\n", T::decl(config))
        }
        let config = ts_rs::Config::new();
        let declarations = [
            declared::<FromPage>(&config),
            declared::<Opened>(&config),
            declared::<Detected>(&config),
            declared::<Posts>(&config),
            declared::<Linked>(&config),
            declared::<Typed>(&config),
            declared::<Inserted>(&config),
            declared::<Pressed>(&config),
            declared::<MarkPressed>(&config),
            declared::<Picked>(&config),
            declared::<Sketch>(&config),
            declared::<ToPage>(&config),
            declared::<ToHost>(&config),
            declared::<Command>(&config),
            declared::<RawPost>(&config),
            declared::<Coverage>(&config),
            declared::<InsertOutcome>(&config),
            declared::<InsertMode>(&config),
            declared::<Mark>(&config),
            declared::<Probe>(&config),
            declared::<ReadingPlan>(&config),
            declared::<PlanFields>(&config),
            declared::<Pick>(&config),
            declared::<Entry>(&config),
        ];
        let header = "// Made from src/message.rs: `UPDATE=1 cargo test message` makes it anew.\n";
        format!("{header}{}", declarations.concat())
    }

    #[test]
    fn typescript_has_the_same_messages() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/extension/generated/messages.ts");
        let made = typescript();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, &made).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), made);
    }

    #[test]
    fn every_kind_of_message_that_typescript_knows_can_be_read() {
        let declared = FromPage::decl(&ts_rs::Config::new());
        let kinds: Vec<_> = declared.split('"').skip(3).step_by(4).collect();
        assert_eq!(kinds.len(), 9, "{declared}");
        let all = serde_json::json!({
            "url": "", "lang": null, "zone": "", "offset_minutes": 0, "profile": "", "plan": 1,
            "seen": [], "gone": [], "texts": [], "at": 1, "text": "", "request": 1, "command": "next",
            "slot": 0, "words": "", "is_closed": false, "page": [],
            "coverage": { "items": 0, "evidence": 0, "hidden": 0, "capped": false },
            "outcome": { "kind": "done" },
        });
        for kind in kinds {
            assert!(FromPage::read(kind, &all).is_ok(), "{kind}");
        }
        assert!(FromPage::read("closed", &all).is_err());
    }

    #[test]
    fn an_outcome_is_read_with_the_fields_of_its_kind() {
        let read = |json: &str| serde_json::from_str::<InsertOutcome>(json).ok();
        assert_eq!(read(r#"{"kind":"no_box"}"#), Some(InsertOutcome::NoBox));
        let occupied = InsertOutcome::Occupied { text: "Hej".into() };
        assert_eq!(read(r#"{"kind":"occupied","text":"Hej"}"#), Some(occupied));
        assert_eq!(read(r#"{"kind":"not_there","text":"Hej"}"#), None);
        assert_eq!(read(r#"{"kind":"lost"}"#), None);
    }
}
