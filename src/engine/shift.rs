//! The clock as the desk tells it, and what the next shift is told.

use super::page::{self, Page};
use super::view::Flash;
use super::{Effect, Engine, copy};
use crate::acts::Kind;
use crate::board::{Board, Post};
use crate::clock::hours::{Hours, Shift};
use crate::clock::{Interval, Zone};
use crate::sort;
use crate::store::{Draft, Incident};
use crate::thread::State;
use crate::thread::promise::Due;
use crate::urgency::Rule;
use crate::words::Words;

const MINUTE_MS: i64 = 60_000;

/// Minutes before it closes that are counted down.
const SOON: i64 = 30;

/// The next shift is named so long before it begins.
const NEXT_MS: i64 = 12 * 60 * MINUTE_MS;

/// No shift is much longer.
const SHIFT_MS: i64 = 12 * 60 * MINUTE_MS;

/// A time that is known better than this is told by the clock.
const EXACT_MS: i64 = 2 * MINUTE_MS;

/// So many customers are told of; the others are only counted.
const ROWS: usize = 50;

/// Between things told of one customer.
const SEPARATOR: &str = " · ";

/// Reasons told of each.
const REASONS: usize = 2;

/// What the desk says of the clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClockView {
    /// "Closes in 6 minutes"; empty where no hours are set.
    pub text: String,
    /// It closes soon.
    pub is_soon: bool,
    /// The incident that is open: "Incident open since Friday 14:10 (Lise)".
    pub incident: Option<String>,
    /// The handover is shown.
    pub hands_over: bool,
}

/// What the next shift is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverView {
    /// "Handover 15.54: shop.example".
    pub title: String,
    /// "For the evening (Bo)".
    pub to: String,
    /// The incident that is open, for the text: the desk shows it above. Empty where
    /// none is.
    pub incident: String,
    /// Who waits, worst first; then, where there are any: to whom we promised what is
    /// not due yet, the next due first; who was set aside until a time; and whose
    /// answer was begun in this shift and not sent.
    pub lists: Vec<HandoverList>,
}

/// Customers whom the next shift is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverList {
    /// "3 wait of 12 seen", "Promised an answer: 2".
    pub heading: String,
    /// The first of them.
    pub rows: Vec<HandoverRow>,
    /// "and 70 more"; empty where these are all.
    pub more: String,
}

/// A customer whom the next shift is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverRow {
    /// 0 to 3.
    pub tier: u8,
    /// The tier in words; empty of a promise.
    pub tier_text: &'static str,
    /// Who.
    pub author: String,
    /// What it is about, state, age and what was promised.
    pub state: String,
    /// Past its target.
    pub overdue: bool,
    /// Why it is urgent, in few words.
    pub why: String,
    /// Where it stands; empty where the page gives no link.
    pub link: String,
}

impl HandoverView {
    /// The same as a text to paste.
    fn text(&self, words: &Words) -> String {
        let mut text = self.title.clone();
        for line in [&self.to, &self.incident].into_iter().filter(|line| !line.is_empty()) {
            add(&mut text, &["\n", line]);
        }
        for HandoverList { heading, rows, more } in &self.lists {
            add(&mut text, &["\n\n", heading]);
            rows.iter().zip(1..).for_each(|(row, at)| row.add_to(&mut text, at, words));
            if !more.is_empty() {
                add(&mut text, &["\n", more]);
            }
        }
        text
    }
}

impl HandoverRow {
    fn add_to(&self, text: &mut String, at: usize, words: &Words) {
        add(text, &["\n", &at.to_string(), ". "]);
        if !self.tier_text.is_empty() {
            add(text, &["[", self.tier_text, "] "]);
        }
        add(text, &[&self.author, ": ", &self.state]);
        if self.overdue {
            add(text, &[", ", words.states.overdue]);
        }
        for more in [&self.why, &self.link] {
            if !more.is_empty() {
                add(text, &[SEPARATOR, more]);
            }
        }
    }
}

/// Adds parts to a text; smaller than `format!`.
fn add(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}

impl Engine {
    pub(super) fn clock(&self, now: i64) -> ClockView {
        let board = self.page.as_ref().and_then(Page::board);
        let hours = board.and_then(|board| board.terms().hours.as_ref());
        let (text, is_soon) = hours.map(|hours| self.told(hours, now)).unwrap_or_default();
        ClockView { text, is_soon, incident: self.incident(now), hands_over: self.shows_handover }
    }

    /// Since when an incident is open, and who said so.
    fn incident(&self, now: i64) -> Option<String> {
        let Incident { at, by } = self.store.incident()?;
        let zone = self.page.as_ref().map(|page| page.board().map_or(page.zone(), zone));
        let words = &self.words.hours;
        let Some(zone) = zone else { return Some(words.incident.to_owned()) };
        let told = words.incident_since.replace("{when}", &self.words.when(zone, at, now));
        Some(if by.is_empty() { told.replace(" ({by})", "") } else { told.replace("{by}", &by) })
    }

    /// When it closes or opens and who comes then; whether it closes soon.
    fn told(&self, hours: &Hours, now: i64) -> (String, bool) {
        let words = &self.words.hours;
        let when = |at| self.words.when_read_now(hours.zone(), at, now);
        let (mut text, mut is_soon) = (words.closed_for_good.to_owned(), false);
        if let Some(closes) = hours.closes(now) {
            // A minute that has begun counts whole.
            let minutes = (closes - now + MINUTE_MS - 1) / MINUTE_MS;
            is_soon = minutes <= SOON;
            text = match minutes {
                1 => words.closes_in_one.to_owned(),
                _ if is_soon => words.closes_in.replace("{n}", &minutes.to_string()),
                _ => words.open_until.replace("{when}", &when(closes)),
            };
        } else if hours.is_open(now) {
            words.open.clone_into(&mut text);
        } else if let Some(opens) = hours.opens(now) {
            text = words.closed.replace("{when}", &when(opens));
        }
        let next = hours.next_shift(now).filter(|(_, begins)| *begins <= now + NEXT_MS);
        if let Some((shift, begins)) = next {
            let told = words.next_shift.replace("{when}", &when(begins));
            add(&mut text, &[SEPARATOR, &told.replace("{shift}", &named(shift))]);
        }
        (text, is_soon)
    }

    /// What is to be known of the wait's part within the hours, where that is
    /// less than the whole: "10 min of it in opening hours".
    pub(super) fn open_part(&self, board: &Board, post: &Post, now: i64) -> String {
        let terms = board.terms();
        let posted = post
            .posted
            .filter(|posted| terms.hours.is_some() && posted.latest < now && !posted.is_open());
        let Some(posted) = posted else { return String::new() };
        let (least, most) = (terms.waited(posted.latest, now), terms.waited(posted.earliest, now));
        if least == now - posted.latest {
            return String::new();
        }
        let time = self.words.worked(Interval::between(now - most, now - least), now);
        format!(", {}", self.words.hours.of_which_open.replace("{time}", &time))
    }

    pub(super) fn toggle_incident(&mut self) -> Vec<Effect> {
        let by = self.settings.as_ref().map(|settings| settings.agent.name.clone());
        let opened = Incident { at: self.now, by: by.unwrap_or_default() };
        let is_open = self.store.incident().is_some();
        self.store.set_incident(Some(&opened).filter(|_| !is_open));
        self.follow_incident()
    }

    /// Scores everything by whether an incident is open.
    pub(super) fn follow_incident(&mut self) -> Vec<Effect> {
        let incident = self.store.incident().map(|incident| incident.at);
        let Some(page) = &mut self.page else { return Vec::new() };
        // Another tab writes at every key that is pressed there.
        if page.board().is_none_or(|board| board.terms().incident == incident) {
            return Vec::new();
        }
        let posts = page.set_incident(incident, self.now);
        let changes = page.change_marks(&posts, self.words, self.now);
        changes.into_iter().map(Effect::Page).collect()
    }

    pub(super) fn copy_handover(&mut self) -> Vec<Effect> {
        let page = self.page.as_ref().and_then(|page| Some((page, page.board()?)));
        let text = page.map(|(page, board)| self.handover(page, board, self.now).text(self.words));
        self.flash = text.as_ref().map(|_| Flash::Copied);
        copy(text)
    }

    pub(super) fn handover(&self, page: &Page, board: &Board, now: i64) -> HandoverView {
        let words = &self.words.handover;
        let hours = board.terms().hours.as_ref();
        let zone = zone(board);
        let next = hours.and_then(|hours| hours.next_shift(now)).map(|(shift, begins)| {
            let mut named = named(shift);
            add(&mut named, &[", ", &self.words.when(zone, begins, now)]);
            words.to.replace("{shift}", &named)
        });
        let row = |post: &Post, due: Option<Due>, is_owed: bool| {
            let urgency = post.owed.as_ref().map(|owed| &owed.urgency).filter(|_| is_owed);
            let why = urgency.map(|urgency| urgency.reasons.iter()).into_iter().flatten();
            let why = why.filter(|reason| tells(reason.rule)).take(REASONS);
            let why: Vec<&str> = why.map(|reason| self.words.reason(reason.rule)).collect();
            let mut state = self.words.topic(main_topic(post)).to_owned();
            if let Some(owed) = post.owed.as_ref().filter(|_| is_owed) {
                add(&mut state, &[SEPARATOR, self.words.state(owed.state)]);
                if owed.state != State::Promised {
                    add(&mut state, &[" ", &self.since(zone, post, now)]);
                }
                let answered = self.answered(board, post);
                if !answered.is_empty() {
                    add(&mut state, &[SEPARATOR, &answered]);
                }
            }
            if let Some(due) = due {
                let told = match due.at {
                    Some(at) => words.due.replace("{when}", &self.words.when(zone, at, now)),
                    None => words.no_due.to_owned(),
                };
                add(&mut state, &[SEPARATOR, &told]);
            }
            let act = page.act(&post.record.key, now).filter(|_| is_owed);
            if let Some(act) = act {
                let until = self.words.when(zone, act.until, now);
                add(
                    &mut state,
                    &[SEPARATOR, &self.words.act_until(act, &until), " (", &act.by, ")"],
                );
            }
            let tier = urgency.map_or(0, |urgency| urgency.tier);
            HandoverRow {
                tier,
                tier_text: if is_owed { self.words.tier(tier) } else { "" },
                author: post.record.author.clone(),
                state,
                overdue: urgency.is_some_and(|urgency| urgency.overdue == Some(true)),
                why: why.join("; "),
                link: page.link(&post.record.key),
            }
        };
        let page::Due { waiting, mut aside } = page.due(now);
        // What needs no answer is no work for the next shift.
        aside.retain(|key| page.act(key, now).is_some_and(|act| act.kind == Kind::Snoozed));
        let rows = |keys: &[&str]| -> Vec<HandoverRow> {
            let posts = keys.iter().take(ROWS).filter_map(|key| board.post(key));
            posts.map(|post| row(post, board.promise(post), true)).collect()
        };
        let all_promised = board.promised();
        let promised = all_promised.iter().take(ROWS);
        let promised = promised.map(|(post, due)| row(post, Some(*due), false)).collect();
        let all_drafts = self.drafts_of_shift(page, board, now);
        let drafts = all_drafts.iter().take(ROWS).map(|(post, draft)| {
            let mut row = row(post, None, false);
            add(
                &mut row.state,
                &[SEPARATOR, &draft.by, " ", &self.words.when(zone, draft.at, now)],
            );
            row
        });
        let drafts = drafts.collect();
        let list = |heading: &str, rows: Vec<HandoverRow>, count: usize| HandoverList {
            heading: heading.replace("{n}", &count.to_string()),
            more: match count.saturating_sub(rows.len()) {
                0 => String::new(),
                more => self.words.desk.more.replace("{n}", &more.to_string()),
            },
            rows,
        };
        let heading = self.words.desk.heading.replace("{waiting}", &waiting.len().to_string());
        let heading = heading.replace("{seen}", &board.posts().len().to_string());
        let mut lists = vec![
            list(&heading, rows(&waiting), waiting.len()),
            list(words.promised, promised, all_promised.len()),
            list(self.words.acts.aside, rows(&aside), aside.len()),
            list(words.drafts, drafts, all_drafts.len()),
        ];
        let is_nothing = lists.iter().all(|list| list.rows.is_empty());
        if let Some(waits) = lists.first_mut().filter(|_| is_nothing) {
            words.nothing.clone_into(&mut waits.heading);
        }
        let mut is_first = true;
        lists.retain(|list| std::mem::take(&mut is_first) || !list.rows.is_empty());
        // Read another day, perhaps.
        let title = words.title.replace("{when}", &self.words.dated(zone, now));
        HandoverView {
            title: title.replace("{page}", page.place().trim_end_matches('/')),
            to: next.unwrap_or_default(),
            incident: self.incident(now).unwrap_or_default(),
            lists,
        }
    }

    /// Answers to posts of the page that were begun in this shift and not sent, the
    /// oldest first. A shift that has just ended is told of too.
    fn drafts_of_shift<'a>(
        &self,
        page: &Page,
        board: &'a Board,
        now: i64,
    ) -> Vec<(&'a Post, Draft)> {
        let shift = board.terms().hours.as_ref().and_then(|hours| hours.shift(now));
        let since = shift.map_or(i64::MAX, |(_, began)| began).min(now - SHIFT_MS);
        let mut drafts = Vec::new();
        for key in self.store.drafted(page.host()) {
            let draft = self.store.draft(page.host(), &key);
            let draft = draft.filter(|draft| draft.at >= since && !draft.text.trim().is_empty());
            drafts.extend(board.post(&key).zip(draft));
        }
        sort::by_key(&mut drafts, |(post, draft)| (draft.at, post.record.key.clone()));
        drafts
    }

    /// How long a customer has waited, and since when where that is known.
    fn since(&self, zone: &Zone, post: &Post, now: i64) -> String {
        let age = self.words.age(post.posted, now);
        match post.posted.filter(|posted| posted.latest - posted.earliest <= EXACT_MS) {
            Some(posted) => {
                let since = self.words.when(zone, posted.earliest, now);
                format!("{age}, {}", self.words.handover.since.replace("{when}", &since))
            }
            None => age,
        }
    }
}

/// The zone that times are told in.
fn zone(board: &Board) -> &Zone {
    board.terms().hours.as_ref().map_or_else(|| board.zone(), Hours::zone)
}

fn main_topic(post: &Post) -> crate::reading::Topic {
    post.reading.topics.first().map_or(crate::reading::Topic::Other, |topic| topic.value)
}

/// A shift by its name and who has it.
fn named(shift: &Shift) -> String {
    if shift.who.is_empty() {
        shift.name.clone()
    } else {
        format!("{} ({})", shift.name, shift.who)
    }
}

/// The reason says more than state and age do.
fn tells(rule: Rule) -> bool {
    !matches!(
        rule,
        Rule::NeedsReply | Rule::Age | Rule::PastTarget | Rule::PromiseOverdue | Rule::FollowUp
    )
}
