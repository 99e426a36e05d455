//! The clock as the desk tells it, and what the next shift is told.

use super::page::{self, Page};
use super::view::Flash;
use super::{Effect, Engine, copy};
use crate::acts::Kind;
use crate::board::{Board, Post};
use crate::clock::hours::{Hours, Shift};
use crate::clock::{Interval, Zone};
use crate::store::Incident;
use crate::thread::State;
use crate::thread::promise::Due;
use crate::urgency::Rule;
use crate::words::Words;

const MINUTE_MS: i64 = 60_000;

/// Minutes before it closes that are counted down.
const SOON: i64 = 30;

/// The next shift is named so long before it begins.
const NEXT_MS: i64 = 12 * 60 * MINUTE_MS;

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
    /// An incident is open.
    pub incident: bool,
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
    /// "3 wait of 12 seen".
    pub heading: String,
    /// Who waits, worst first.
    pub waits: Vec<HandoverRow>,
    /// How many more wait than there are rows.
    pub more: usize,
    /// "Promised an answer: 2"; empty where nothing is promised.
    pub promised_heading: String,
    /// "Set aside: 2"; empty where nothing is.
    pub aside_heading: String,
    /// Who was set aside until a time.
    pub aside: Vec<HandoverRow>,
    /// To whom we promised what is not due yet, the next due first.
    pub promised: Vec<HandoverRow>,
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
        if !self.to.is_empty() {
            add(&mut text, &["\n", &self.to]);
        }
        list(&mut text, &self.heading, &self.waits, words);
        if self.more > 0 {
            let more = words.desk.more.replace("{n}", &self.more.to_string());
            add(&mut text, &["\n", &more]);
        }
        for (heading, rows) in
            [(&self.promised_heading, &self.promised), (&self.aside_heading, &self.aside)]
        {
            if !rows.is_empty() {
                list(&mut text, heading, rows, words);
            }
        }
        text
    }
}

fn list(text: &mut String, heading: &str, rows: &[HandoverRow], words: &Words) {
    add(text, &["\n\n", heading]);
    for (row, at) in rows.iter().zip(1..) {
        add(text, &["\n", &at.to_string(), ". "]);
        if !row.tier_text.is_empty() {
            add(text, &["[", row.tier_text, "] "]);
        }
        add(text, &[&row.author, ": ", &row.state]);
        if row.overdue {
            add(text, &[", ", words.states.overdue]);
        }
        for more in [&row.why, &row.link] {
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
        ClockView {
            text,
            is_soon,
            incident: self.store.incident().is_some(),
            hands_over: self.shows_handover,
        }
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
        let posted = post.posted.filter(|posted| terms.hours.is_some() && posted.latest < now);
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
        let zone = hours.map_or_else(|| board.zone(), Hours::zone);
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
        let page::Due { waiting: queue, mut aside } = page.due(now);
        // What needs no answer is no work for the next shift.
        aside.retain(|key| page.act(key, now).is_some_and(|act| act.kind == Kind::Snoozed));
        let rows = |keys: &[&str]| -> Vec<HandoverRow> {
            let posts = keys.iter().take(ROWS).filter_map(|key| board.post(key));
            posts.map(|post| row(post, board.promise(post), true)).collect()
        };
        let promised: Vec<HandoverRow> =
            board.promised().into_iter().map(|(post, due)| row(post, Some(due), false)).collect();
        let count = promised.len().to_string();
        // Read another day, perhaps.
        let title = words.title.replace("{when}", &self.words.dated(zone, now));
        HandoverView {
            title: title.replace("{page}", page.place().trim_end_matches('/')),
            to: next.unwrap_or_default(),
            heading: if queue.is_empty() && promised.is_empty() && aside.is_empty() {
                words.nothing.to_owned()
            } else {
                let heading =
                    self.words.desk.heading.replace("{waiting}", &queue.len().to_string());
                heading.replace("{seen}", &board.posts().len().to_string())
            },
            waits: rows(&queue),
            aside_heading: self.words.acts.aside.replace("{n}", &aside.len().to_string()),
            aside: rows(&aside),
            more: queue.len().saturating_sub(ROWS),
            promised_heading: words.promised.replace("{n}", &count),
            promised,
        }
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
