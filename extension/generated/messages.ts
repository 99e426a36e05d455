// Made from src/message.rs: `UPDATE=1 cargo test message` makes it anew.

/**
 * What the content script tells the desk: `{"kind": "opened", …}`.
 */
export type FromPage = { "kind": "opened" } & Opened | { "kind": "detected" } & Detected | { "kind": "posts" } & Posts | { "kind": "linked" } & Linked | { "kind": "typed" } & Typed | { "kind": "inserted" } & Inserted | { "kind": "pressed" } & Pressed | { "kind": "mark_pressed" } & MarkPressed | { "kind": "picked" } & Picked;

/**
 * [`FromPage::Opened`].
 */
export type Opened = { 
/**
 * The page's address.
 */
url: string, 
/**
 * The document's `lang` attribute.
 */
lang: string | null, 
/**
 * The browser's time zone, an IANA name.
 */
zone: string, 
/**
 * Minutes that the browser's local time is ahead of UTC now.
 */
offset_minutes: number, };

/**
 * [`FromPage::Detected`].
 */
export type Detected = { 
/**
 * The profile that fits.
 */
profile: string, };

/**
 * [`FromPage::Posts`].
 */
export type Posts = { 
/**
 * [`ReadingPlan::id`] of the plan they were read by.
 */
plan: number, 
/**
 * New or changed.
 */
seen: Array<RawPost>, 
/**
 * No longer in the document.
 */
gone: Array<number>, 
/**
 * What the last look over the page found, for the desk to judge
 * whether the profile still fits.
 */
coverage: Coverage, };

/**
 * [`FromPage::Linked`].
 */
export type Linked = { 
/**
 * [`ReadingPlan::id`] of the plan whose `linked_data` they match.
 */
plan: number, 
/**
 * The texts of elements that are new or have changed.
 */
texts: Array<string>, };

/**
 * [`FromPage::Typed`].
 */
export type Typed = { 
/**
 * The post the box stands at; null for one that belongs to none.
 */
at: number | null, 
/**
 * All the text in the box now.
 */
text: string, };

/**
 * [`FromPage::Inserted`].
 */
export type Inserted = { 
/**
 * The request's number.
 */
request: number, 
/**
 * How it went.
 */
outcome: InsertOutcome, };

/**
 * [`FromPage::Pressed`].
 */
export type Pressed = { 
/**
 * Which one.
 */
command: Command, };

/**
 * [`FromPage::MarkPressed`].
 */
export type MarkPressed = { 
/**
 * The marked post.
 */
at: number, };

/**
 * [`FromPage::Picked`].
 */
export type Picked = { 
/**
 * [`ToPage::Pick`]'s.
 */
slot: number, 
/**
 * The words in the picked element, cut short.
 */
words: string, 
/**
 * It holds a shadow root or another document, which the sketch leaves out.
 */
is_closed: boolean, 
/**
 * The page around it.
 */
page: Array<Sketch>, };

/**
 * One element of the page, for learning how the page is made. A page is its
 * elements in document order.
 */
export type Sketch = { 
/**
 * The place of the element that it stands in.
 */
parent: number | null, 
/**
 * Its name: `div`.
 */
tag: string, 
/**
 * Its attributes: a name, its value, a name, its value.
 */
attributes: Array<string>, 
/**
 * Letters of its own, not of the elements in it.
 */
letters: number, 
/**
 * The slots that it was picked for.
 */
picked: Array<number>, };

/**
 * What the desk asks of the content script: the whole list of what it may do
 * on a page.
 */
export type ToPage = { "kind": "probe", 
/**
 * Tried in this order.
 */
probes: Array<Probe>, } | { "kind": "read", 
/**
 * The plan.
 */
plan: ReadingPlan, } | { "kind": "mark", 
/**
 * The marks.
 */
marks: Array<Mark>, } | { "kind": "unmark", 
/**
 * The posts.
 */
at: Array<number>, } | { "kind": "go_to", 
/**
 * The post.
 */
at: number, } | { "kind": "insert", 
/**
 * Comes back in [`FromPage::Inserted`].
 */
request: number, 
/**
 * The post to answer.
 */
at: number, 
/**
 * The text.
 */
text: string, 
/**
 * What to do with text that stands in the box.
 */
mode: InsertMode, } | { "kind": "shape", 
/**
 * Folded to a small button at the page's edge.
 */
folded: boolean, } | { "kind": "pick", 
/**
 * Comes back in [`FromPage::Picked`], and names the element in it
 * until [`ToPage::StopPicking`].
 */
slot: number, 
/**
 * What to pick, in the agent's language, for a screen reader.
 */
label: string, 
/**
 * BCP 47 tag of `label`.
 */
lang: string, } | { "kind": "stop_picking" };

/**
 * What the desk asks of its host page's script, which holds the browser's
 * own storage and toolbar.
 */
export type ToHost = { "kind": "store", 
/**
 * Keys and their values; a null value removes the key.
 */
entries: Array<Entry>, } | { "kind": "badge", 
/**
 * How many customers wait, as far as seen.
 */
waiting: number, 
/**
 * The highest tier among them, 0 to 3.
 */
tier: number, } | { "kind": "copy", 
/**
 * The text.
 */
text: string, } | { "kind": "save", 
/**
 * Its name.
 */
name: string, 
/**
 * A JSON text.
 */
json: string, } | { "kind": "check", 
/**
 * The selectors.
 */
selectors: Array<string>, };

/**
 * Commands that have a key on the page as in the desk.
 */
export type Command = "next" | "previous" | "insert" | "toggle" | "cancel";

/**
 * One post element as the script read it: strings as they stand on the page.
 * A field holds its candidates in document order; [`crate::page::profile`] chooses.
 */
export type RawPost = { 
/**
 * The post's element.
 */
handle: number, 
/**
 * The element of the post that contains this one, or that begins its
 * [`ReadingPlan::thread`].
 */
parent: number | null, 
/**
 * Candidates for the site's own identifier.
 */
key: Array<string>, 
/**
 * Candidates for the identifier of the post this one answers.
 */
parent_key: Array<string>, 
/**
 * Candidates for the identifier of the post that begins its thread.
 */
post_key: Array<string>, 
/**
 * Candidates for the author's name.
 */
author: Array<string>, 
/**
 * Candidates for the owner badge.
 */
badge: Array<string>, 
/**
 * The text, lines separated by `\n`.
 */
text: string, 
/**
 * Candidates for the time words.
 */
time: Array<string>, 
/**
 * Candidates for an ISO 8601 time.
 */
datetime: Array<string>, 
/**
 * Candidates for the language mark.
 */
lang: Array<string>, 
/**
 * Candidates for the count of reactions.
 */
reactions: Array<string>, 
/**
 * Counts of one kind of reaction each.
 */
reaction_kinds: Array<string>, 
/**
 * Candidates for the count of shares.
 */
shares: Array<string>, 
/**
 * Candidates for the count of comments that the site says there are.
 */
comments: Array<string>, 
/**
 * Part of the text or of the comments under it is folded away.
 */
folded: boolean, };

/**
 * What a look over the page found.
 */
export type Coverage = { 
/**
 * Elements the plan's `item` matches now.
 */
items: number, 
/**
 * Elements that the plan's `evidence` matches: where there are some but
 * no items, the profile no longer fits the page.
 */
evidence: number, 
/**
 * Elements that the plan's `hides` matches: a sort order or a folded
 * list that keeps comments from us.
 */
hidden: number, 
/**
 * The script stopped at its cap and left elements unread.
 */
capped: boolean, };

/**
 * How the text came into the page's reply box.
 */
export type InsertOutcome = { "kind": "done" } | { "kind": "no_box" } | { "kind": "occupied", 
/**
 * The text that stood there.
 */
text: string, } | { "kind": "not_there", 
/**
 * What the box holds instead.
 */
found: string, };

/**
 * What an insertion does with text that already stands in the box.
 */
export type InsertMode = "if_empty" | "replace" | "append";

/**
 * A mark on a post.
 */
export type Mark = { 
/**
 * The post.
 */
at: number, 
/**
 * Urgency tier, 0 to 3.
 */
tier: number, 
/**
 * The wait is past its target.
 */
overdue: boolean, 
/**
 * What the mark says, in the agent's language: "Waits 3–4 d · now".
 */
text: string, 
/**
 * The same in whole words, for a screen reader, with the reasons.
 */
label: string, 
/**
 * BCP 47 tag of `text` and `label`.
 */
lang: string, };

/**
 * How to recognise a site by its markup.
 */
export type Probe = { 
/**
 * The profile's name.
 */
profile: string, 
/**
 * A selector that only pages of its kind match.
 */
detect: string, };

/**
 * How to read one site, as the content script carries it out: selectors
 * only, no decisions.
 */
export type ReadingPlan = { 
/**
 * Another plan, another number: what was read by an old one is let go.
 */
id: number, 
/**
 * Matches every post, comment and reply element.
 */
item: string, 
/**
 * Elements whose content is never read (editors, previews).
 */
skip: string | null, 
/**
 * Something every page of this site with posts has.
 */
evidence: string | null, 
/**
 * Something that shows that comments are hidden.
 */
hides: string | null, 
/**
 * Where not empty, an element that `hides` matches counts only when its
 * words are one of these; `#` is a number, `*` before them any words.
 */
hides_words: Array<string>, 
/**
 * Inside an item: something that shows that a part of it is folded.
 */
folds: string | null, 
/**
 * Text inside it keeps its line breaks, whatever its style says: the
 * style of a saved page may be gone.
 */
keeps_lines: string | null, 
/**
 * Around items that are one thread although they stand side by side: the
 * first item in it is the post, the others answer it.
 */
thread: string | null, 
/**
 * In a thread, the item that the page is about, or something in it:
 * those before it lead up to it, each answering the one before, and
 * those after it answer it.
 */
focus: string | null, 
/**
 * In a thread, an item or something in one that shows that it answers
 * the item right before it.
 */
follows: string | null, 
/**
 * Elements whose open shadow root or same-origin frame holds posts or
 * reply boxes.
 */
roots: string | null, 
/**
 * Elements that hold the page's posts as JSON-LD.
 */
linked_data: string | null, 
/**
 * Where each field is, best first.
 */
fields: PlanFields, 
/**
 * Matches the site's reply boxes (textarea or contenteditable).
 */
reply_box: string, 
/**
 * What holds the reply box of the item that it stands right after, where
 * a site does not put it inside the item.
 */
beside: string | null, 
/**
 * Inside an item: what opens its reply box where it must be opened.
 */
opener: string | null, 
/**
 * Where not empty, nothing is pressed but what says one of these, written
 * as [`Self::hides_words`].
 */
opener_words: Array<string>, 
/**
 * At most this many items are read.
 */
cap: number, };

/**
 * Where the fields of [`RawPost`] are, relative to the item. Elements that
 * belong to an item inside the item do not count.
 */
export type PlanFields = { 
/**
 * Of [`RawPost::key`].
 */
key: Array<Pick>, 
/**
 * Of [`RawPost::parent_key`].
 */
parent_key: Array<Pick>, 
/**
 * Of [`RawPost::post_key`].
 */
post_key: Array<Pick>, 
/**
 * Of [`RawPost::author`].
 */
author: Array<Pick>, 
/**
 * Of [`RawPost::badge`].
 */
badge: Array<Pick>, 
/**
 * Of [`RawPost::text`]: the first that matches anything, all its
 * matches joined by `\n`.
 */
text: Array<Pick>, 
/**
 * Of [`RawPost::time`].
 */
time: Array<Pick>, 
/**
 * Of [`RawPost::datetime`].
 */
datetime: Array<Pick>, 
/**
 * Of [`RawPost::lang`].
 */
lang: Array<Pick>, 
/**
 * Of [`RawPost::reactions`].
 */
reactions: Array<Pick>, 
/**
 * Of [`RawPost::reaction_kinds`].
 */
reaction_kinds: Array<Pick>, 
/**
 * Of [`RawPost::shares`].
 */
shares: Array<Pick>, 
/**
 * Of [`RawPost::comments`].
 */
comments: Array<Pick>, };

/**
 * One place where a field can be.
 */
export type Pick = { 
/**
 * A selector inside the item; null is the item itself.
 */
select: string | null, 
/**
 * The attribute that holds the value; null is the text. `aria-labelledby`
 * and `aria-describedby` give the text of the elements they name,
 * `location` the page's own address where `select` matches the item
 * itself or something in it.
 */
attr: string | null, 
/**
 * What the value is where `select` matches the item itself or something
 * in it, whatever stands there: "owner" for an answer marked by its place.
 */
value: string | null, };

/**
 * One key of the extension's storage and its value.
 */
export type Entry = { 
/**
 * The key; `store` owns what keys there are.
 */
key: string, 
/**
 * A JSON text, or null where the key is removed.
 */
value: string | null, };
