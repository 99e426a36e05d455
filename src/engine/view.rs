//! What the desk shows, as data.

use super::shift::{ClockView, HandoverView};
use super::teach::{Fault, Teaching, can_skip};
use super::{Engine, SettingsForm};
use crate::acts::{Act, Snooze};
use crate::board::{Answerer, Board, Owed, Post};
use crate::clock::Interval;
use crate::engine::answer::Answer;
use crate::engine::page::{Due, Page, Trouble};
use crate::page::teach;
use crate::reading::{Lang, Reading};
use crate::reply::Level;
use crate::reply::when::Tone;
use crate::sort;
use crate::store::{Loaded, Settings};
use crate::thread::State;
use crate::urgency::{Reason, Rule, Urgency, words_at};
use crate::words::Words;

/// So many rows are shown at once; the others are only counted.
const ROWS: usize = 50;
/// So many posts show what was taught.
const SAMPLES: usize = 4;
/// A row shows at most this many characters of a post.
const EXCERPT: usize = 140;

/// Everything the desk shows at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The words of the agent's language.
    pub lang: &'static str,
    /// The desk is folded to a button.
    pub folded: bool,
    /// How many wait.
    pub waiting: usize,
    /// The highest tier among them.
    pub tier: u8,
    /// The page could not be read: that nobody waits is not known.
    pub unread: bool,
    /// What it says of the clock; None where there is no queue to work on.
    pub clock: Option<ClockView>,
    /// What it shows.
    pub screen: Screen,
    /// What the agent must know.
    pub notices: Vec<Notice>,
    /// The page is read badly or not at all: offer to be taught.
    pub can_teach: bool,
}

/// What fills the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// The card that asks who we are; `first` on the first run.
    Settings {
        /// There are no settings yet.
        first: bool,
        /// What stands in the fields.
        form: Box<SettingsForm>,
        /// The names of the profiles that were taught, and why one can't be used.
        taught: Vec<(String, String)>,
        /// Why the last one was not imported.
        refused: Option<String>,
        /// What came of the last file of settings, and whether it can be used.
        file: Option<(bool, String)>,
        /// Another number for each file that has filled the fields.
        filled: u32,
    },
    /// A page being taught.
    Teach(Box<TeachView>),
    /// What the next shift is told.
    Handover(Box<HandoverView>),
    /// The queue and the answer.
    Work {
        /// "3 wait of 12 seen".
        heading: String,
        /// What an empty queue means; nothing where the page could not be read.
        empty: Option<&'static str>,
        /// The queue, worst first.
        rows: Vec<Row>,
        /// How many more wait than there are rows.
        more: usize,
        /// What the agent has set aside: "Set aside: 2", and the rows.
        aside: Option<(String, Vec<Row>)>,
        /// Texts typed on an earlier visit in a box at no post.
        loose: Vec<String>,
        /// The chosen post.
        answer: Option<Box<AnswerView>>,
    },
}

/// A page being taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeachView {
    /// What has been picked: the part, and the words in it.
    pub picked: Vec<(&'static str, String)>,
    /// What to pick now.
    pub ask: Option<&'static str>,
    /// It can be skipped.
    pub can_skip: bool,
    /// Why the last pick was none.
    pub fault: Option<&'static str>,
    /// Once all is picked: what would be read.
    pub shown: Option<ShownView>,
}

/// What would be read of a page that was taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownView {
    /// "I would read 12 posts."
    pub heading: String,
    /// What the agent must know of it.
    pub notes: Vec<String>,
    /// The first posts, and whether each answers another.
    pub posts: Vec<(bool, Row)>,
    /// All posts of the page are one thread.
    pub is_one_thread: bool,
    /// It is worth keeping.
    pub can_save: bool,
}

/// One post in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its key.
    pub key: String,
    /// Who waits.
    pub author: String,
    /// The beginning of what they wrote.
    pub excerpt: String,
    /// The language it is in, for the browser.
    pub lang: &'static str,
    /// 0 to 3.
    pub tier: u8,
    /// The tier in words.
    pub tier_text: &'static str,
    /// State and age.
    pub state: String,
    /// "Answered by Lise", where a person has answered them before; else empty.
    pub answered: String,
    /// Past its target.
    pub overdue: bool,
    /// The chosen one.
    pub chosen: bool,
}

/// The post being answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerView {
    /// Who is answered.
    pub customer: String,
    /// What they wrote.
    pub post: String,
    /// Its language, a BCP 47 tag.
    pub lang: &'static str,
    /// State and age.
    pub state: String,
    /// Who has answered them last: "Answered by Lise"; empty where nobody has.
    pub answered: String,
    /// 0 to 3.
    pub tier: u8,
    /// The tier in words.
    pub tier_text: &'static str,
    /// 0 to 100.
    pub score: u8,
    /// Past its target.
    pub overdue: bool,
    /// What can be decided of it; None where its author is owed nothing.
    pub acts: Option<ActsView>,
    /// "Topic: billing".
    pub topic: String,
    /// The words that speak for it.
    pub topic_quote: String,
    /// " · delivery · praise": what else it is about.
    pub further_topics: String,
    /// Why, strongest first.
    pub reasons: Vec<ReasonView>,
    /// Kind and text of the drafts, and whether it is the one in the field.
    pub drafts: Vec<(&'static str, String, bool)>,
    /// Its parts that have other wordings: their place, name and words. None where
    /// the text is the agent's own.
    pub parts: Vec<(usize, &'static str, String)>,
    /// The tone that was asked for.
    pub tone: Option<Tone>,
    /// The answer's text.
    pub text: String,
    /// The language of the answer.
    pub answer_lang: &'static str,
    /// Texts of the agent's that stand aside.
    pub kept: Vec<String>,
    /// What the checks found.
    pub findings: Vec<FindingView>,
    /// Text of the agent's stands in the page's box: offer to replace it.
    pub occupied: bool,
}

/// What the agent can decide of a wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActsView {
    /// What holds now, and who decided it.
    pub decided: Option<String>,
    /// For how long it can be set aside.
    pub snoozes: Vec<(Snooze, &'static str)>,
}

/// One reason of a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonView {
    /// In words.
    pub text: &'static str,
    /// The words or figures it rests on.
    pub evidence: String,
    /// They are the customer's words.
    pub is_quote: bool,
    /// What it adds.
    pub points: u8,
    /// It was read with little confidence.
    pub unsure: bool,
}

/// One finding of the checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingView {
    /// In words.
    pub text: &'static str,
    /// The words it is about.
    pub quote: String,
    /// One touch mends it.
    pub can_mend: bool,
    /// It has to be mended before the answer is inserted.
    pub blocks: bool,
}

/// Something the agent must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub weight: Weight,
    /// What it is.
    pub text: String,
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Good to know.
    Info,
    /// The desk may show less than there is.
    Warn,
    /// Svarklar does not work here now.
    Alarm,
}

/// How the agent's last act went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flash {
    Inserted,
    Copied,
    NoBox,
    Occupied,
    NotThere,
    OffScreen,
    Posted,
    Taught,
    Imported,
}

impl Engine {
    /// The words the desk speaks.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        self.words
    }

    /// What the desk shows at `now` (epoch milliseconds).
    #[must_use]
    pub fn view(&self, now: i64) -> View {
        let (waiting, tier) = self.page.as_ref().map_or((0, 0), |page| page.waiting(now));
        View {
            lang: self.words.lang.tag(),
            folded: self.folded,
            waiting,
            tier,
            unread: self.settings.is_some() && !self.is_read(now),
            clock: self.is_at_work().then(|| self.clock(now)),
            screen: self.screen(now),
            notices: self.notices(now),
            can_teach: self.can_teach(now),
        }
    }

    /// Neither the settings nor the teaching fill the desk.
    fn is_at_work(&self) -> bool {
        self.settings.is_some() && !self.shows_settings && self.teaching.is_none()
    }

    fn screen(&self, now: i64) -> Screen {
        if self.settings.is_none() || self.shows_settings {
            let refused = &self.import_fault;
            return Screen::Settings {
                first: self.settings.is_none(),
                form: Box::new(self.form()),
                taught: self.taught(),
                refused: refused
                    .as_ref()
                    .map(|reason| self.words.teach.refused.replace("{reason}", reason)),
                file: self.import.told(self.words),
                filled: self.import.count,
            };
        }
        if let Some(teaching) = &self.teaching {
            return Screen::Teach(Box::new(self.teach_view(teaching, now)));
        }
        let page = self.page.as_ref();
        let Some((page, board)) = page.and_then(|page| Some((page, page.board()?))) else {
            let heading = self.words.notices.looking.to_owned();
            return Screen::Work {
                heading,
                empty: None,
                rows: Vec::new(),
                more: 0,
                aside: None,
                loose: Vec::new(),
                answer: None,
            };
        };
        if self.shows_handover {
            return Screen::Handover(Box::new(self.handover(page, board, now)));
        }
        let Due { waiting: due, aside } = page.due(now);
        let drafted = self.drafted(board, page);
        let queue: Vec<&str> =
            due.iter().copied().chain(drafted.iter().map(String::as_str)).collect();
        let chosen = self.answer.as_ref().map(|answer| answer.to.as_str());
        // The page of the list that the chosen one is on.
        let at = queue.iter().position(|key| Some(*key) == chosen).unwrap_or(0);
        let row = |key: &&str| {
            let post = board.post(key)?;
            let urgency = urgency(post);
            Some(Row {
                tier: urgency.tier,
                tier_text: self.words.tier(urgency.tier),
                overdue: urgency.overdue == Some(true),
                answered: self.answered(board, post),
                chosen: Some(*key) == chosen,
                ..row(post, self.state(board, post, now))
            })
        };
        let rows: Vec<Row> = queue.iter().skip(at - at % ROWS).take(ROWS).filter_map(row).collect();
        let words = &self.words.desk;
        let is_unknown = rows.is_empty() && !self.is_read(now);
        let heading = if is_unknown { words.not_read } else { words.heading }
            .replace("{waiting}", &due.len().to_string())
            .replace("{seen}", &board.posts().len().to_string());
        let empty = (rows.is_empty() && !is_unknown).then_some(words.nothing_waits);
        let more = queue.len() - rows.len();
        let answer = self.answer_view(now).map(Box::new);
        let told = self.words.acts.aside.replace("{n}", &aside.len().to_string());
        let aside: Vec<Row> = aside.iter().take(ROWS).filter_map(row).collect();
        let aside = (!aside.is_empty()).then_some((told, aside));
        Screen::Work { heading, empty, rows, more, aside, loose: self.loose_texts(), answer }
    }

    fn can_teach(&self, now: i64) -> bool {
        let is_idle = self.is_at_work() && !self.is_disconnected;
        let page = self.page.as_ref().filter(|_| is_idle);
        page.is_some_and(|page| {
            let troubles = page.troubles(now).into_iter();
            let mut bad = troubles.filter(|it| {
                *it == Trouble::Generic || (*it != Trouble::Looking && it.leaves_unread())
            });
            bad.next().is_some()
        })
    }

    fn teach_view(&self, teaching: &Teaching, now: i64) -> TeachView {
        let words = &self.words.teach;
        let picked = teaching.picked.iter();
        TeachView {
            picked: picked.map(|(slot, words)| (self.words.part(*slot), excerpt(words))).collect(),
            ask: teaching.slot.map(|slot| self.words.ask(slot)),
            can_skip: teaching.slot.is_some_and(can_skip),
            fault: teaching.fault.map(|fault| match fault {
                Fault::Closed => words.closed,
                Fault::Teach(teach::Fault::Gone) => words.gone,
                Fault::Teach(teach::Fault::NoWords) => words.no_words,
                Fault::Teach(teach::Fault::NoPost) => words.no_post,
                Fault::Teach(teach::Fault::NoBox) => words.no_box,
            }),
            shown: teaching
                .shown
                .as_ref()
                .map(|page| self.shown_view(page, teaching.is_one_thread, now)),
        }
    }

    fn shown_view(&self, page: &Page, is_one_thread: bool, now: i64) -> ShownView {
        let words = self.words;
        let count = page.board().map_or(0, |board| board.posts().len());
        let troubles = page.troubles(now);
        let mut notes = Vec::new();
        if count == 1 {
            notes.push(words.teach.lone.to_owned());
        }
        if page.unreadable() > 0 {
            let unreadable = page.unreadable().to_string();
            notes.push(words.notices.unreadable.replace("{n}", &unreadable));
        }
        if count > 0 && troubles.contains(&Trouble::NoTimes) {
            notes.push(words.notices.no_times.to_owned());
        }
        let posts = page.first_posts(SAMPLES).into_iter().map(|post| {
            let age = words.age(post.posted, now);
            (post.record.parent.is_some(), row(post, age))
        });
        ShownView {
            heading: words.teach.found.replace("{n}", &count.to_string()),
            notes,
            posts: posts.collect(),
            is_one_thread,
            can_save: count > 0,
        }
    }

    fn taught(&self) -> Vec<(String, String)> {
        let mut taught = Vec::new();
        for profile in &self.profiles.taught {
            taught.push((profile.name.clone(), String::new()));
        }
        for (name, reason) in &self.broken {
            let unusable = self.words.teach.unusable.replace("{reason}", reason);
            taught.push((name.clone(), unusable));
        }
        taught
    }

    /// Posts whose author is owed nothing but to which an answer is being written.
    fn drafted(&self, board: &Board, page: &Page) -> Vec<String> {
        let is_owed_nothing =
            |key: &String| board.post(key).is_some_and(|post| post.owed.is_none());
        let mut keys: Vec<String> =
            self.store.drafted(page.host()).filter(is_owed_nothing).collect();
        sort::by_key(&mut keys, |key| key.clone());
        keys
    }

    /// What a reason rests on, for people.
    fn evidence(&self, reason: &Reason) -> String {
        let minutes = reason.evidence.parse::<i64>().ok();
        match (reason.rule, minutes) {
            (Rule::Age | Rule::PastTarget, Some(minutes)) => {
                let posted = minutes.saturating_mul(-60_000);
                let posted = Interval { earliest: posted, latest: posted };
                let board = self.page.as_ref().and_then(Page::board);
                // A day of working time is no day.
                if board.is_some_and(|board| board.terms().hours.is_some()) {
                    self.words.worked(posted, 0)
                } else {
                    self.words.age(Some(posted), 0)
                }
            }
            _ => reason.evidence.clone(),
        }
    }

    /// The page has been read and can be, so that an empty queue says something.
    fn is_read(&self, now: i64) -> bool {
        let page = self.page.as_ref().filter(|_| !self.is_disconnected);
        page.is_some_and(|page| !page.troubles(now).into_iter().any(Trouble::leaves_unread))
    }

    /// State and age of a post.
    fn state(&self, board: &Board, post: &Post, now: i64) -> String {
        let state = self.standing(board, post, now);
        match self.decided(&post.record.key, now) {
            Some(decided) if post.owed.is_some() => format!("{state} · {decided}"),
            _ => state,
        }
    }

    /// What was decided of the wait at a post.
    fn decided(&self, key: &str, now: i64) -> Option<String> {
        let page = self.page.as_ref()?;
        Some(self.words.act(page.act(key, now)?, page.zone(), now))
    }

    fn standing(&self, board: &Board, post: &Post, now: i64) -> String {
        let key = &post.record.key;
        let age = self.words.age(post.posted, now);
        let thread = board.root(key).and_then(|root| board.thread(root));
        let state = match (&post.owed, thread) {
            (Some(Owed { state: State::Promised, .. }), _) => {
                return self.words.state(State::Promised).to_owned();
            }
            (Some(owed), _) => return format!("{} {age}", self.words.state(owed.state)),
            // Of somebody who waits beside others it is not known what this post is.
            (None, Some(standing)) if standing.thread.waits.is_empty() => {
                self.words.state(standing.thread.state).to_owned()
            }
            (None, _) => age,
        };
        let draft = self.page.as_ref().and_then(|page| self.store.draft(page.host(), key));
        if draft.is_some_and(|draft| !draft.text.trim().is_empty()) {
            return format!("{state} · {}", self.words.desk.with_draft);
        }
        state
    }

    /// The person who has answered the author of a post last, in a list.
    pub(super) fn answered(&self, board: &Board, post: &Post) -> String {
        // Who waits for the first time has been answered by nobody.
        let is_first = post.owed.as_ref().is_some_and(|owed| owed.state == State::Waiting);
        if is_first { String::new() } else { self.answerer(board, post, false) }
    }

    fn answerer(&self, board: &Board, post: &Post, machines_too: bool) -> String {
        let words = &self.words.states;
        match board.given(&post.record.key) {
            Some((answer, Answerer::Agent)) => {
                words.answered_by.replace("{name}", answer.signed().unwrap_or_default())
            }
            Some((_, Answerer::Page)) => words.answered_by_page.to_owned(),
            Some((_, Answerer::Bot)) if machines_too => words.answered_by_bot.to_owned(),
            _ => String::new(),
        }
    }

    fn answer_view(&self, now: i64) -> Option<AnswerView> {
        let answer = self.answer.as_ref()?;
        let board = self.page.as_ref()?.board()?;
        let post = board.post(&answer.to)?;
        let urgency = urgency(post);
        Some(AnswerView {
            customer: post.record.author.clone(),
            post: post.record.text.clone(),
            lang: post.reading.lang.value.tag(),
            state: self.state(board, post, now) + &self.open_part(board, post, now),
            answered: self.answerer(board, post, true),
            tier: urgency.tier,
            tier_text: self.words.tier(urgency.tier),
            score: urgency.score,
            overdue: urgency.overdue == Some(true),
            acts: self.acts_view(post, now),
            topic: self.topics(&post.reading, 0),
            further_topics: self.topics(&post.reading, 1),
            topic_quote: (post.reading.topics.first())
                .map_or_else(String::new, |main| words_at(&post.record.text, &main.evidence)),
            reasons: urgency
                .reasons
                .iter()
                .map(|reason| ReasonView {
                    text: self.words.reason(reason.rule),
                    evidence: self.evidence(reason),
                    is_quote: !reason.evidence.is_empty() && quotes(reason.rule),
                    points: reason.points,
                    unsure: reason.unsure,
                })
                .collect(),
            drafts: answer
                .drafts
                .iter()
                .map(|draft| {
                    (self.words.kind(draft.kind), draft.text.clone(), draft.text == answer.text)
                })
                .collect(),
            parts: self.parts(answer),
            tone: answer.wish.tone,
            text: answer.text.clone(),
            answer_lang: self.answer_lang(answer, &post.reading)?.tag(),
            kept: answer.kept.clone(),
            findings: answer
                .findings
                .iter()
                .map(|finding| FindingView {
                    text: finding.message(self.words.lang),
                    quote: answer.text.get(finding.range.clone()).unwrap_or_default().to_owned(),
                    can_mend: finding.fix.is_some(),
                    blocks: finding.level == Level::Block,
                })
                .collect(),
            occupied: self.flash == Some(Flash::Occupied),
        })
    }

    /// The parts of the draft in the field that have other wordings.
    fn parts(&self, answer: &Answer) -> Vec<(usize, &'static str, String)> {
        let taken = answer.drafts.get(answer.taken).filter(|draft| draft.text == answer.text);
        let parts = taken.map_or(&[][..], |draft| &draft.parts).iter().enumerate();
        let of_words = parts.filter_map(|(at, part)| {
            Some((at, self.words.draft_part(part.name)?, part.text.clone()))
        });
        of_words.collect()
    }

    fn answer_lang(&self, answer: &Answer, reading: &Reading) -> Option<Lang> {
        let ui = self.page.as_ref()?.ui();
        Some(answer.wish.lang.unwrap_or_else(|| reading.answer_language(ui)))
    }

    fn acts_view(&self, post: &Post, now: i64) -> Option<ActsView> {
        post.owed.as_ref()?;
        let page = self.page.as_ref()?;
        let act = page.act(&post.record.key, now);
        let words = &self.words.acts;
        let mut snoozes = vec![
            (Snooze::Hour, words.hour),
            (Snooze::Afternoon, words.afternoon),
            (Snooze::Tomorrow, words.tomorrow),
        ];
        let hours = page.board().and_then(|board| board.terms().hours.as_ref());
        snoozes.retain(|(snooze, _)| snooze.until(page.zone(), hours, now).is_some());
        let told = |act: &Act| format!("{} · {}", self.words.act(act, page.zone(), now), act.by);
        Some(ActsView { decided: act.map(told), snoozes })
    }

    /// The main topic, or the further ones.
    fn topics(&self, reading: &Reading, from: usize) -> String {
        let mut told = if from == 0 { self.words.desk.topic.to_owned() } else { String::new() };
        let to = if from == 0 { 1 } else { reading.topics.len() };
        for topic in reading.topics.get(from..to).unwrap_or(&[]) {
            told.push_str(if from == 0 { ": " } else { " · " });
            told.push_str(self.words.topic(topic.value));
        }
        told
    }

    /// A colleague has answered while the agent writes.
    fn is_answered_meanwhile(&self) -> bool {
        let answer = self.answer.as_ref().filter(|answer| answer.is_edited || answer.in_box);
        let board = self.page.as_ref().and_then(Page::board);
        answer.zip(board).is_some_and(|(answer, board)| {
            board.post(&answer.to).is_some_and(|post| post.owed.is_none())
        })
    }

    pub(super) fn form(&self) -> SettingsForm {
        let settings = self.import.settings.as_ref().or(self.settings.as_ref());
        settings.map(Settings::form).unwrap_or_default()
    }

    fn notices(&self, now: i64) -> Vec<Notice> {
        let words = &self.words.notices;
        let mut notices = Vec::new();
        let mut tell = |weight, text: &str| notices.push(Notice { weight, text: text.to_owned() });
        if self.is_disconnected {
            tell(Weight::Alarm, words.disconnected);
        }
        if let Loaded::Unreadable(reason) = self.store.settings() {
            tell(Weight::Alarm, &words.settings_unreadable.replace("{reason}", &reason));
        }
        if self.storage_failed {
            tell(Weight::Alarm, words.storage_failed);
        }
        if self.was_restarted {
            tell(Weight::Info, words.restarted);
        }
        let is_read = self.settings.is_some() && self.teaching.is_none();
        let page = self.page.as_ref().filter(|_| is_read);
        for trouble in page.map(|page| page.troubles(now)).unwrap_or_default() {
            let site = page.map_or("", Page::site);
            let (weight, text) = match trouble {
                Trouble::Looking => (Weight::Info, words.looking),
                Trouble::CannotRead => (Weight::Alarm, words.cannot_read),
                Trouble::NoPosts => (Weight::Alarm, words.no_posts),
                Trouble::NoAuthors => (Weight::Alarm, words.no_authors),
                Trouble::NoTexts => (Weight::Alarm, words.no_texts),
                Trouble::NoTimes => (Weight::Warn, words.no_times),
                Trouble::TimesAhead { .. } => (Weight::Warn, words.times_ahead),
                Trouble::Generic => (Weight::Warn, words.generic),
                Trouble::CommentsHidden => (Weight::Info, words.comments_hidden),
                Trouble::CommentsUnseen { .. } => (Weight::Info, words.comments_unseen),
                Trouble::Capped => (Weight::Warn, words.capped),
            };
            let seen = page.and_then(Page::board).map_or(0, |board| board.posts().len());
            let counted = match trouble {
                Trouble::TimesAhead { posts } => posts,
                _ => seen,
            };
            let text = text.replace("{site}", site).replace("{n}", &counted.to_string());
            match trouble {
                Trouble::CommentsUnseen { seen, said } => {
                    let text = text.replace("{seen}", &seen.to_string());
                    tell(weight, &text.replace("{said}", &said.to_string()));
                }
                _ => tell(weight, &text),
            }
        }
        let unreadable = page.map_or(0, Page::unreadable);
        if unreadable > 0 {
            tell(Weight::Warn, &words.unreadable.replace("{n}", &unreadable.to_string()));
        }
        if self.is_answered_meanwhile() {
            tell(Weight::Warn, words.answered_meanwhile);
        }
        if let Some(flash) = self.flash {
            let (weight, text) = match flash {
                Flash::Inserted => (Weight::Info, words.inserted),
                Flash::Copied => (Weight::Info, words.copied),
                Flash::NoBox => (Weight::Warn, words.no_box),
                Flash::Occupied => (Weight::Warn, words.occupied),
                Flash::NotThere => (Weight::Alarm, words.not_there),
                Flash::OffScreen => (Weight::Warn, words.off_screen),
                Flash::Posted => (Weight::Info, words.posted),
                Flash::Taught => (Weight::Info, self.words.teach.saved),
                Flash::Imported => (Weight::Info, self.words.teach.imported),
            };
            tell(weight, &text.replace("{site}", page.map_or("", Page::site)));
        }
        notices
    }
}

/// The rule's evidence is the customer's words, not a figure.
fn quotes(rule: Rule) -> bool {
    use Rule::{Age, EarlierWaits, PastTarget, Reach, SeveralWait, Spread};
    !matches!(rule, Age | PastTarget | SeveralWait | Spread | Reach | EarlierWaits)
}

/// How urgent a post is; not at all where its author is owed nothing.
fn urgency(post: &Post) -> Urgency {
    post.owed.as_ref().map(|owed| owed.urgency.clone()).unwrap_or_default()
}

/// A post as a row of a list.
fn row(post: &Post, state: String) -> Row {
    Row {
        key: post.record.key.clone(),
        author: post.record.author.clone(),
        excerpt: excerpt(&post.record.text),
        lang: post.reading.lang.value.tag(),
        tier: 0,
        tier_text: "",
        state,
        answered: String::new(),
        overdue: false,
        chosen: false,
    }
}

fn excerpt(text: &str) -> String {
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", flat.get(..end).unwrap_or_default().trim_end()),
        None => flat,
    }
}
