//! The posts seen on one page, their threads, and what we owe the customers,
//! kept up to date as posts come.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::clock::{Interval, Zone};
use crate::page::Record;
use crate::page::time::{self, Habits, Said, TimeContext};
use crate::reading::{self, Lang, Own, Priors, Reading, ReplyNeed, Topic};
use crate::sort;
use crate::thread::company::{Company, Voice};
use crate::thread::cues::Cues;
use crate::thread::promise::{Clock, Due};
use crate::thread::{self, Message, State, Thread, Wait};
use crate::urgency::signs::Signs;
use crate::urgency::spread::{Growth, Spread};
use crate::urgency::{self, Case, Circumstances, Terms, Urgency};

/// So many of a customer's earlier waits count.
const EARLIER: usize = 3;
/// Who has written more often is no one person, whatever the name.
const ONE_PERSONS: usize = 20;

/// What a board reads its posts against.
#[derive(Debug, Clone)]
pub struct Context {
    /// Who speaks for the company.
    pub company: Company,
    /// The zone that the page's times are in.
    pub page_zone: Zone,
    /// The company's zone.
    pub zone: Zone,
    /// The language of the page's own words.
    pub ui: Option<Lang>,
    /// How long a wait may last.
    pub terms: Terms,
    /// What the company says of itself.
    pub own: Own,
}

impl Context {
    /// What our promises are reckoned by.
    fn clock(&self) -> Clock<'_> {
        Clock { zone: &self.zone, hours: self.terms.hours.as_ref() }
    }
}

/// One post on the board.
#[derive(Debug, Clone)]
pub struct Post {
    /// As the page showed it.
    pub record: Record,
    /// Understood.
    pub reading: Reading,
    /// When it was posted, as sharp as all sightings together know it.
    pub posted: Option<Interval>,
    /// The page says that it was posted after it was seen: a clock is wrong.
    pub is_ahead: bool,
    /// When its time words were seen first.
    timed_at: i64,
    /// The company wrote it.
    pub own: bool,
    /// What we owe its author.
    pub owed: Option<Owed>,
    root: String,
    /// Its place in its thread, once that has been read.
    at: usize,
    cues: Cues,
    signs: Signs,
    growth: Growth,
}

/// What we owe the author of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// An answer, or another one; or what we promised and have not done.
    pub state: State,
    /// How urgent it is.
    pub urgency: Urgency,
    /// What it was scored by; None where the post has changed since.
    by: Option<Circumstances>,
    /// Since when, for the queue.
    since: i64,
}

impl Owed {
    fn place(&self, key: &str) -> Place {
        (Reverse(self.urgency.score), self.since, key.to_owned())
    }
}

/// The worst first, equals by the longest wait.
type Place = (Reverse<u8>, i64, String);

impl Post {
    /// The company has written it by its own name or signature: no badge alone.
    #[must_use]
    pub fn is_companys(&self) -> bool {
        self.cues.voice == Voice::Company
    }

    fn said(&self) -> (&str, &Reading) {
        (&self.record.text, &self.reading)
    }

    /// The name that a person has signed the post with, or an agent's own.
    #[must_use]
    pub fn signed(&self) -> Option<&str> {
        self.cues.signed.as_deref()
    }

    /// The author of a post that begins a thread, where it is a customer's.
    fn customer(&self) -> Option<&str> {
        let author = self.cues.author.as_str();
        (!self.cues.voice.is_own(author, Some(author))).then_some(author)
    }

    /// As a message of a thread that this customer began.
    fn message(&self, customer: Option<&str>) -> Message<'_> {
        Message {
            record: &self.record,
            reading: &self.reading,
            cues: &self.cues,
            posted: self.posted,
            own: self.cues.voice.is_own(&self.cues.author, customer),
            above: None,
        }
    }

    /// By a customer with a name.
    fn is_customers(&self) -> bool {
        self.cues.voice == Voice::Customer && !self.cues.author.is_empty()
    }

    /// A customer joins the complaint that another began a thread with.
    fn joins(&self, first: &Post) -> bool {
        let (Cues { author, joins, voice, is_nobody, .. }, others) = (&self.cues, &first.cues);
        *joins && *voice == Voice::Customer && (*is_nobody || *author != others.author)
    }

    /// The key of another post that this one stands under.
    fn parent(&self) -> Option<&str> {
        self.record.parent.as_deref().filter(|parent| *parent != self.record.key)
    }
}

/// Who answers for the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answerer {
    /// Nobody who gives a name.
    Page,
    /// A person by name.
    Agent,
    /// A machine.
    Bot,
}

/// One thread on the board.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Keys of its posts in the page's order, the root first.
    pub posts: Vec<String>,
    /// Who waits.
    pub thread: Thread,
    /// When customers have joined the root's complaint, in order; of an unknown time
    /// the least number.
    joined: Vec<i64>,
}

/// What a look at the board's news has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// The roots of the threads that were read again.
    pub roots: Vec<String>,
    /// The keys of the posts whose author is owed something else than before.
    pub posts: Vec<String>,
    /// The keys of the posts that are new, or not as they were; some may have gone.
    pub heard: Vec<String>,
}

/// The posts seen on one page.
#[derive(Debug, Clone)]
pub struct Board {
    context: Context,
    posts: HashMap<String, Post>,
    threads: HashMap<String, Standing>,
    /// How many posts have no time, and how many one that is to come.
    timeless: usize,
    ahead: usize,
    /// Keys of posts by their parent's, seen or not, in the order seen.
    children: HashMap<String, Vec<String>>,
    /// Roots of threads to read again.
    changed: HashSet<String>,
    /// Keys of posts that have come to stand last in a thread.
    added: Vec<String>,
    /// Keys of customers' posts, by the author's folded name.
    by_customer: HashMap<String, Vec<String>>,
    /// Keys of posts whose author has waited elsewhere than was known.
    waited_elsewhere: Vec<String>,
    /// The posts whose author is owed something, in order.
    queue: Vec<Place>,
    /// Keys of posts whose author is owed something else than before.
    news: Vec<String>,
    /// Keys of posts that are new, or not as they were.
    heard: Vec<String>,
    has_company: bool,
    /// How the page writes its times.
    habits: Habits,
}

impl Board {
    /// An empty board.
    #[must_use]
    pub fn new(context: Context) -> Self {
        Self {
            habits: Habits::of(context.ui),
            context,
            posts: HashMap::new(),
            timeless: 0,
            ahead: 0,
            threads: HashMap::new(),
            children: HashMap::new(),
            changed: HashSet::new(),
            added: Vec::new(),
            by_customer: HashMap::new(),
            waited_elsewhere: Vec::new(),
            queue: Vec::new(),
            news: Vec::new(),
            heard: Vec::new(),
            has_company: false,
        }
    }

    /// By what waits are measured.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.context.terms
    }

    /// The company's zone.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.context.zone
    }

    /// An incident is open since then, or none; what is owed is not scored by it yet.
    pub fn set_incident(&mut self, incident: Option<i64>) {
        self.context.terms.incident = incident;
    }

    /// What the company says of itself.
    #[must_use]
    pub fn own(&self) -> &Own {
        &self.context.own
    }

    /// Puts a post on the board that was seen at `now`; the same key again
    /// replaces it and keeps what is known of its time.
    pub fn put(&mut self, record: Record, now: i64) {
        if self.posts.get(&record.key).is_some_and(|before| before.record == record) {
            return;
        }
        self.learn(&record);
        let seen_before = self.posts.get(&record.key);
        // Words that have not changed tell nothing new: not every page renews
        // its "3 t" as time passes.
        let is_told = |before: &&Post| {
            (&before.record.time, &before.record.datetime) == (&record.time, &record.datetime)
        };
        let told = seen_before.filter(is_told);
        let told = told.map(|before| (before.posted, before.is_ahead, before.timed_at));
        let (posted, is_ahead, timed_at) = told.unwrap_or_else(|| {
            let known = seen_before.and_then(|before| before.posted);
            let said = self.said(&record, now);
            let is_ahead = said.is_some_and(|said| said.is_ahead);
            (sharper(known, said.map(|said| said.at.not_after(now))), is_ahead, now)
        });
        let (reading, signs) = match seen_before {
            Some(before) if before.record.text == record.text => {
                (before.reading.clone(), before.signs.clone())
            }
            _ => {
                let mark = record.lang.as_deref();
                let priors = Priors { mark, ui: self.context.ui, own: &self.context.own };
                (reading::read(&record.text, priors), Signs::of(&record.text))
            }
        };
        let key = record.key.clone();
        let cues = Cues::of(&record, &reading, &self.context.company);
        self.has_company |= cues.voice == Voice::Company;
        let owed = seen_before.and_then(|before| before.owed.clone());
        let owed = owed.map(|owed| Owed { by: None, ..owed });
        let mut growth = seen_before.map_or_else(Growth::default, |before| before.growth.clone());
        growth.see(record.reactions, record.shares, now);
        let root = seen_before.map_or_else(|| key.clone(), |before| before.root.clone());
        let at = seen_before.map_or(0, |before| before.at);
        let is_new = seen_before.is_none();
        let moves = seen_before.map(|before| &before.record.parent) != Some(&record.parent);
        if moves {
            self.detach(&key, None);
        }
        if !is_new {
            self.changed.insert(root.clone());
        }
        let post = Post {
            record,
            reading,
            posted,
            is_ahead,
            timed_at,
            own: false,
            owed,
            root,
            at,
            cues,
            signs,
            growth,
        };
        let parent = post.parent().map(ToOwned::to_owned);
        self.heard.push(key.clone());
        self.forget_customer(&key);
        self.count_in(&post);
        if let Some(before) = self.posts.insert(key.clone(), post) {
            self.count_out(&before);
        }
        self.know_customer(&key);
        let is_last = is_new && self.children.get(&key).is_none_or(Vec::is_empty);
        let begins_thread = |parent: &String| {
            self.root(parent) == Some(parent) && self.threads.contains_key(parent)
        };
        let thread = parent.as_ref().filter(|parent| is_last && begins_thread(parent));
        if let (Some(root), Some(post)) = (thread, self.posts.get_mut(&key)) {
            root.clone_into(&mut post.root);
            self.children.entry(root.clone()).or_default().push(key.clone());
            self.added.push(key);
            return;
        }
        if let Some(parent) = parent.filter(|_| moves) {
            self.children.entry(parent).or_default().push(key.clone());
        }
        if moves || is_new {
            self.find_root(&key);
        }
    }

    /// Learns from a post's time words how the page writes them; what has been
    /// seen before is then read in the light of that.
    fn learn(&mut self, record: &Record) {
        let before = self.habits;
        if !record.time.as_deref().is_some_and(|words| self.habits.hear(words)) {
            return;
        }
        let mut read_anew = Vec::new();
        for (key, post) in &self.posts {
            let by = |habits| {
                let zone = &self.context.page_zone;
                let context = TimeContext { now: post.timed_at, zone, habits };
                time::read(post.record.time.as_deref(), post.record.datetime.as_deref(), context)
            };
            let (was, is) = (by(before), by(self.habits));
            if was != is {
                let posted = if post.posted == was { is } else { sharper(post.posted, is) };
                read_anew.push((key.clone(), posted));
            }
        }
        for (key, posted) in read_anew {
            self.set_posted(&key, posted);
        }
    }

    /// When a post was written, as the page says it.
    fn said(&self, record: &Record, now: i64) -> Option<Said> {
        let context = TimeContext { now, zone: &self.context.page_zone, habits: self.habits };
        time::said(record.time.as_deref(), record.datetime.as_deref(), context)
    }

    /// A post has got another key, as its true link or its whole text showed:
    /// it keeps its place and what stands under it.
    pub fn rename(&mut self, old: &str, new: &str) {
        if old == new || !self.posts.contains_key(old) {
            return;
        }
        let is_known = self.posts.contains_key(new);
        self.detach(old, Some(new).filter(|_| !is_known));
        self.owe(old, None);
        self.forget_customer(old);
        let Some(mut post) = self.posts.remove(old) else { return };
        self.heard.extend([old.to_owned(), new.to_owned()]);
        self.count_out(&post);
        self.changed.insert(post.root.clone());
        for child in self.children.remove(old).unwrap_or_default() {
            if let Some(child) = self.posts.get_mut(&child) {
                child.record.parent = Some(new.to_owned()).filter(|_| child.record.key != new);
            }
            if child != new {
                self.children.entry(new.to_owned()).or_default().push(child);
            }
        }
        if is_known {
            self.sharpen(new, post.posted);
        } else {
            new.clone_into(&mut post.record.key);
            self.count_in(&post);
            self.posts.insert(new.to_owned(), post);
            self.know_customer(new);
        }
        self.find_root(new);
    }

    /// Adds what an earlier visit knew of when a post was written.
    pub fn sharpen(&mut self, key: &str, known: Option<Interval>) {
        if let Some(post) = self.posts.get(key) {
            self.set_posted(key, sharper(known, post.posted));
        }
    }

    fn set_posted(&mut self, key: &str, posted: Option<Interval>) {
        if let Some(post) = self.posts.get_mut(key)
            && post.posted != posted
        {
            self.timeless -= usize::from(post.posted.is_none());
            self.timeless += usize::from(posted.is_none());
            post.posted = posted;
            self.heard.push(key.to_owned());
            self.changed.insert(post.root.clone());
            let author = post.cues.author.clone();
            self.score_again(&author);
        }
    }

    fn count_in(&mut self, post: &Post) {
        self.timeless += usize::from(post.posted.is_none());
        self.ahead += usize::from(post.is_ahead);
    }

    fn count_out(&mut self, post: &Post) {
        self.timeless -= usize::from(post.posted.is_none());
        self.ahead -= usize::from(post.is_ahead);
    }

    /// Reads the threads with news again.
    pub fn settle(&mut self, now: i64) -> News {
        let mut added = HashSet::new();
        for key in std::mem::take(&mut self.added) {
            let Some(root) = self.posts.get(&key).map(|post| post.root.clone()) else { continue };
            if self.changed.contains(&root) {
                continue;
            }
            if self.add(&root, &key, now).is_some() {
                added.insert(root);
            } else {
                self.changed.insert(root);
            }
        }
        let mut roots: Vec<String> = std::mem::take(&mut self.changed).into_iter().collect();
        for root in &roots {
            match self.read_thread(root, now) {
                Some(standing) => self.threads.insert(root.clone(), standing),
                None => self.threads.remove(root),
            };
        }
        roots.extend(added);
        for key in std::mem::take(&mut self.waited_elsewhere) {
            let again = self.posts.get(&key).and_then(|post| {
                let owed = post.owed.as_ref()?;
                let earlier = self.earlier(post);
                let by = owed.by.filter(|by| by.earlier != earlier)?;
                Some(self.owed(post, owed.state, Circumstances { earlier, ..by }, now))
            });
            if again.is_some() {
                self.owe(&key, again);
            }
        }
        let posts = std::mem::take(&mut self.news);
        News { roots, posts, heard: std::mem::take(&mut self.heard) }
    }

    /// Scores everything again, as time has passed.
    pub fn tick(&mut self, now: i64) {
        let mut changes = Vec::new();
        for Standing { posts, thread, joined } in self.threads.values() {
            let posts: Vec<&Post> = posts.iter().filter_map(|key| self.posts.get(key)).collect();
            let above = posts.first().filter(|root| !root.own);
            let above = above.and_then(|root| root.growth.spread(root.posted, joined, now));
            changes.extend(self.changes(&posts, thread, above, now, true));
        }
        for (key, owed) in changes {
            self.owe(&key, owed);
        }
        self.news.clear();
    }

    /// The post of that key.
    #[must_use]
    pub fn post(&self, key: &str) -> Option<&Post> {
        self.posts.get(key)
    }

    /// All posts, by key.
    pub fn posts(&self) -> impl ExactSizeIterator<Item = &Post> {
        self.posts.values()
    }

    /// How many posts tell no time, and how many one that is to come.
    #[must_use]
    pub fn mistimed(&self) -> (usize, usize) {
        (self.timeless, self.ahead)
    }

    /// The thread with that root.
    #[must_use]
    pub fn thread(&self, root: &str) -> Option<&Standing> {
        self.threads.get(root)
    }

    /// How urgent a thread is: as its most urgent wait.
    #[must_use]
    pub fn urgency(&self, root: &str) -> Urgency {
        let mut worst = Urgency::default();
        let Some(Standing { posts, thread, .. }) = self.threads.get(root) else { return worst };
        worst.overdue = thread.promise.and_then(|promise| promise.at).map(|_| false);
        let mut is_first = true;
        let waits = thread.waits.iter().map(|wait| wait.at);
        let due = waits.chain(thread.promises.iter().map(|(at, _)| *at));
        for owed in due.filter_map(|at| self.posts.get(posts.get(at)?)?.owed.as_ref()) {
            let overdue = worst.overdue.max(owed.urgency.overdue);
            if std::mem::take(&mut is_first) || owed.urgency.score > worst.score {
                worst = owed.urgency.clone();
            }
            worst.overdue = overdue;
        }
        worst
    }

    /// The last answer in a thread and who gave it: a person's, if there is one.
    #[must_use]
    pub fn answered_by(&self, root: &str) -> Option<(&Post, Answerer)> {
        let Standing { posts, thread, .. } = self.threads.get(root)?;
        let post = |at: usize| self.posts.get(posts.get(at)?);
        if let Some(post) = thread.answer.and_then(post) {
            let is_signed = post.signed().is_some();
            return Some((post, if is_signed { Answerer::Agent } else { Answerer::Page }));
        }
        Some((thread.automatic.and_then(post)?, Answerer::Bot))
    }

    /// How fast agreement with a customer's post gathers. Who likes the company's
    /// own agrees with nobody who waits under it.
    #[must_use]
    pub fn spread(&self, key: &str, now: i64) -> Option<Spread> {
        let post = self.posts.get(key).filter(|post| !post.own)?;
        let joined = self.threads.get(key).map_or(&[][..], |standing| &standing.joined);
        post.growth.spread(post.posted, joined, now)
    }

    /// The last answer to the author of a post in its thread, and who gave it: a
    /// person's, if there is one.
    #[must_use]
    pub fn given(&self, key: &str) -> Option<(&Post, Answerer)> {
        let (Standing { posts, thread, .. }, at) = self.place(key)?;
        let post = |at: usize| self.posts.get(posts.get(at)?);
        let given = thread.given(at);
        if let Some(post) = given.last.and_then(post) {
            let is_signed = given.last == given.signed;
            return Some((post, if is_signed { Answerer::Agent } else { Answerer::Page }));
        }
        let automatic = post(thread.automatic?)?;
        // Under the company's own post it is to the one whose message it stands under.
        let is_to_it = post(0)?.customer().is_some() || automatic.parent() == Some(key);
        is_to_it.then_some((automatic, Answerer::Bot))
    }

    /// Who has signed an answer to the author of a post last.
    #[must_use]
    pub fn last_signer(&self, key: &str) -> Option<&str> {
        let (Standing { posts, thread, .. }, at) = self.place(key)?;
        self.posts.get(posts.get(thread.given(at).signed?)?)?.signed()
    }

    /// The thread that a post is in, and its place there.
    fn place(&self, key: &str) -> Option<(&Standing, usize)> {
        let Post { root, at, .. } = self.posts.get(key)?;
        let standing = self.threads.get(root)?;
        (standing.posts.get(*at)? == key).then_some((standing, *at))
    }

    /// All threads, by root.
    pub fn threads(&self) -> impl Iterator<Item = (&str, &Standing)> {
        self.threads.iter().map(|(root, standing)| (root.as_str(), standing))
    }

    /// The root of the thread that a post is in.
    #[must_use]
    pub fn root(&self, key: &str) -> Option<&str> {
        self.posts.get(key).map(|post| post.root.as_str())
    }

    /// How many posts seen stand under this one, at any depth.
    #[must_use]
    pub fn answers(&self, key: &str) -> usize {
        match self.threads.get(key) {
            Some(thread) => thread.posts.len().saturating_sub(1),
            None => self.family(key).len().saturating_sub(1),
        }
    }

    /// The post at which the author of `key` is owed something, where that is
    /// another of theirs in the thread: what is typed at either answers it.
    #[must_use]
    pub fn owed_to_author_of(&self, key: &str) -> Option<&str> {
        let post = self.posts.get(key).filter(|post| post.owed.is_none())?;
        self.queue.iter().map(|(_, _, key)| key.as_str()).find(|other| {
            self.posts.get(*other).is_some_and(|other| {
                other.root == post.root && other.record.author == post.record.author
            })
        })
    }

    /// Keys of the posts whose author is owed something, worst first; equals
    /// by the longest wait.
    #[must_use]
    pub fn queue(&self) -> Vec<&str> {
        self.queue.iter().map(|(_, _, key)| key.as_str()).collect()
    }

    /// How many they are without these that are left out, and the highest tier
    /// among them.
    #[must_use]
    pub fn waiting_without(&self, out: &HashSet<&str>) -> (usize, u8) {
        let owed = |key: &str| self.posts.get(key)?.owed.as_ref();
        let left_out = out.iter().filter(|key| owed(key).is_some()).count();
        let mut keys = self.queue.iter().map(|(_, _, key)| key.as_str());
        let worst = keys.find(|key| !out.contains(key)).and_then(owed);
        (self.queue.len() - left_out, worst.map_or(0, |owed| owed.urgency.tier))
    }

    /// What we have promised the author of a post.
    #[must_use]
    pub fn promise(&self, post: &Post) -> Option<Due> {
        let (Standing { thread, .. }, its) = self.place(&post.record.key)?;
        let of_waits = thread.waits.iter().filter_map(|wait| Some((wait.at, wait.promise?)));
        let mut all = of_waits.chain(thread.promises.iter().copied());
        all.find(|(at, _)| *at == its).map(|(_, due)| due)
    }

    /// The posts whose authors wait for nothing but what we promised and what
    /// is not due yet: the next due first, those without a time last.
    #[must_use]
    pub fn promised(&self) -> Vec<(&Post, Due)> {
        let mut promised = Vec::new();
        for Standing { posts, thread, .. } in self.threads.values() {
            for (at, due) in &thread.promises {
                let post = posts.get(*at).and_then(|key| self.posts.get(key));
                promised.extend(post.filter(|post| post.owed.is_none()).map(|post| (post, *due)));
            }
        }
        sort::by_key(&mut promised, |(post, due)| {
            (due.at.unwrap_or(i64::MAX), post.record.key.clone())
        });
        promised
    }

    /// A post is by one of the company's names or has an agent's signature.
    #[must_use]
    pub fn has_company(&self) -> bool {
        self.has_company
    }

    /// The page's own words in view, the latest so many.
    #[must_use]
    pub fn latest_own_texts(&self, most: usize) -> Vec<String> {
        let mut own: Vec<&Post> = self.posts.values().filter(|post| post.own).collect();
        sort::by_key(&mut own, |post| {
            let latest = post.posted.map_or(i64::MIN, |posted| posted.latest);
            (std::cmp::Reverse(latest), post.record.key.as_str().to_owned())
        });
        own.into_iter().take(most).map(|post| post.record.text.clone()).collect()
    }

    /// Takes a post from under its parent, or gives its place to another.
    fn detach(&mut self, key: &str, to: Option<&str>) {
        let parent = self.posts.get(key).and_then(|post| post.record.parent.as_ref());
        let Some(siblings) = parent.and_then(|parent| self.children.get_mut(parent)) else {
            return;
        };
        if let Some(place) = siblings.iter().position(|sibling| sibling == key) {
            match (to, siblings.get_mut(place)) {
                (Some(to), Some(sibling)) => to.clone_into(sibling),
                _ => drop(siblings.remove(place)),
            }
        }
    }

    /// A post with all that stands under it, in the page's order; with each
    /// the place of the one that it stands under.
    fn family(&self, key: &str) -> Vec<(&Post, Option<usize>)> {
        let mut family = Vec::new();
        let mut next: Vec<_> = self.posts.get(key).map(|post| (post, None)).into_iter().collect();
        while let Some((post, above)) = next.pop() {
            let children = self.children.get(&post.record.key).into_iter().flatten().rev();
            // Parents in a circle come back to where they began.
            let children = children.filter(|child| *child != key);
            let posts = children.filter_map(|child| self.posts.get(child));
            next.extend(posts.map(|child| (child, Some(family.len()))));
            family.push((post, above));
        }
        family
    }

    /// Finds the root of a post whose parent is new to it, for it and all under it.
    fn find_root(&mut self, key: &str) {
        let family: Vec<String> =
            self.family(key).into_iter().map(|(member, _)| member.record.key.clone()).collect();
        let mut root = key;
        let mut at = self.posts.get(key);
        let above = |post: &Post| self.posts.get(post.parent()?);
        // In a circle the least key is the root, whoever came first.
        while let Some(parent) = at.and_then(above) {
            let parent_key = parent.record.key.as_str();
            if parent_key == key {
                break;
            }
            if !family.iter().any(|member| member == parent_key) {
                root = &parent.root;
                break;
            }
            root = root.min(parent_key);
            at = Some(parent);
        }
        let root = root.to_owned();
        let mut authors = Vec::new();
        for member in &family {
            if let Some(post) = self.posts.get_mut(member).filter(|post| post.root != root) {
                self.heard.push(member.clone());
                // What was asked in two threads may be asked in one now.
                authors.push(post.cues.author.clone());
                let old = std::mem::replace(&mut post.root, root.clone());
                if self.threads.contains_key(&old) {
                    self.changed.insert(old);
                }
            }
        }
        self.changed.insert(root);
        for author in authors {
            self.score_again(&author);
        }
    }

    fn read_thread(&mut self, root: &str, now: i64) -> Option<Standing> {
        let first = self.posts.get(root).filter(|post| post.root == root)?;
        let customer = first.customer();
        let mut posts = Vec::new();
        let mut messages = Vec::new();
        for (post, above) in self.family(root) {
            posts.push(post);
            messages.push(Message { above, ..post.message(customer) });
        }
        let thread = thread::read(&messages, self.context.clock())?;
        // Who has joined twice has joined when they did first.
        let mut joins: Vec<&Post> =
            posts.iter().filter(|post| post.joins(first)).copied().collect();
        sort::by_key(&mut joins, |post| joined_at(post));
        let mut met: HashSet<&str> = HashSet::new();
        joins.retain(|post| !self.is_one_person(post) || met.insert(&post.cues.author));
        let joined: Vec<i64> = joins.into_iter().map(joined_at).collect();
        let above = customer.and_then(|_| first.growth.spread(first.posted, &joined, now));
        let changes = self.changes(&posts, &thread, above, now, false);
        let own: Vec<bool> = messages.iter().map(|message| message.own).collect();
        let posts: Vec<String> = posts.into_iter().map(|post| post.record.key.clone()).collect();
        for (at, (key, own)) in posts.iter().zip(own).enumerate() {
            let Some(post) = self.posts.get_mut(key) else { continue };
            post.at = at;
            if post.own != own {
                post.own = own;
                self.heard.push(key.clone());
            }
        }
        for (key, owed) in changes {
            self.owe(&key, owed);
        }
        Some(Standing { posts, thread, joined })
    }

    /// Those of a thread's posts whose author is owed something else now than
    /// before. What stands as it stood keeps its score, unless all is scored again.
    fn changes(
        &self,
        posts: &[&Post],
        thread: &Thread,
        above: Option<Spread>,
        now: i64,
        again: bool,
    ) -> Vec<(String, Option<Owed>)> {
        let mut is_owed = vec![false; posts.len()];
        let mut changes = Vec::new();
        let waits = thread.waits.iter().map(|wait| Debt::of(wait, thread));
        let broken = thread.promises.iter().filter(|(_, promise)| promise.is_past(now));
        let broken = broken.map(|(at, promise)| Debt {
            at: *at,
            state: State::Promised,
            promise: Some(*promise),
            others: 0,
        });
        for debt in waits.chain(broken) {
            let at = debt.at;
            if let (Some(post), Some(is_owed)) = (posts.get(at), is_owed.get_mut(at))
                && !std::mem::replace(is_owed, true)
            {
                changes.extend(self.change(post, &debt, above, now, again));
            }
        }
        for (post, is_owed) in posts.iter().zip(is_owed) {
            if !is_owed && post.owed.is_some() {
                changes.push((post.record.key.clone(), None));
            }
        }
        changes
    }

    /// What the author of a post is owed now, where that is not what it was before.
    fn change(
        &self,
        post: &Post,
        debt: &Debt,
        above: Option<Spread>,
        now: i64,
        again: bool,
    ) -> Option<(String, Option<Owed>)> {
        let by = Circumstances {
            posted: post.posted,
            follow_up: debt.state == State::FollowUp,
            promise: debt.promise,
            others: debt.others,
            spread: post.growth.spread(post.posted, &[], now).max(above),
            earlier: self.earlier(post),
            joins: self.joined(post),
        };
        let stands = |owed: &Owed| owed.state == debt.state && owed.by == Some(by);
        if !again && post.owed.as_ref().is_some_and(stands) {
            return None;
        }
        Some((post.record.key.clone(), Some(self.owed(post, debt.state, by, now))))
    }

    /// What the author of a post is owed by these circumstances.
    fn owed(&self, post: &Post, state: State, by: Circumstances, now: i64) -> Owed {
        let Post { record, reading, cues, signs, .. } = post;
        let case = Case { text: &record.text, reading, cues, signs, circumstances: by };
        let mut urgency = urgency::score(case, &self.context.terms, now);
        let least = Some(urgency::broken_promise()).filter(|_| state == State::Promised);
        if let Some(least) = least.filter(|least| urgency.score < least.score) {
            urgency = least;
        }
        let since = post.posted.map_or(i64::MAX, |posted| posted.latest);
        Owed { state, urgency, by: Some(by), since }
    }

    /// What a post goes on from: its author's posts before it in the thread, the latest
    /// first, or the message that it joins.
    #[must_use]
    pub fn before(&self, key: &str) -> Vec<(&str, &Reading)> {
        let Some((post, (standing, at))) = self.posts.get(key).zip(self.place(key)) else {
            return Vec::new();
        };
        let posts = standing.posts.iter().take(at).rev().filter_map(|key| self.posts.get(key));
        let is_same = |other: &&Post| !other.own && other.cues.author == post.cues.author;
        let own: Vec<_> = posts.filter(is_same).map(Post::said).collect();
        if own.is_empty() && post.cues.joins {
            let joined = self.what_it_joins(post);
            return joined.map(Post::said).into_iter().collect();
        }
        own
    }

    /// The message above that a customer joins with a word, or the thread's first where
    /// that only joins too.
    fn what_it_joins(&self, post: &Post) -> Option<&Post> {
        let above = self.posts.get(post.parent()?).filter(|_| post.cues.joins)?;
        if above.cues.joins { self.posts.get(&post.root) } else { Some(above) }
    }

    /// What the trouble is about that a customer joins with a word: that of what it joins.
    fn joined(&self, post: &Post) -> Option<Topic> {
        let joined = self.what_it_joins(post)?;
        let is_trouble = joined.is_companys() || joined.reading.need.value == ReplyNeed::NeedsReply;
        is_trouble.then(|| joined.reading.topics.first().map_or(Topic::Other, |topic| topic.value))
    }

    /// How often the author of a post has asked for something in other threads
    /// before, as far as the times tell; [`EARLIER`] at most.
    fn earlier(&self, post: &Post) -> usize {
        let Some(posted) = post.posted.filter(|_| !post.cues.is_nobody) else { return 0 };
        let asks = self.by_customer.get(&post.cues.author).map_or(&[][..], Vec::as_slice);
        if asks.len() > ONE_PERSONS {
            return 0;
        }
        let mut roots: Vec<&str> = Vec::new();
        for other in asks.iter().filter_map(|key| self.posts.get(key)) {
            let is_before = other.posted.is_some_and(|other| other.latest < posted.earliest);
            let asks = other.reading.need.value == ReplyNeed::NeedsReply;
            let is_new = other.root != post.root && !roots.contains(&other.root.as_str());
            if asks && is_before && is_new && roots.len() < EARLIER {
                roots.push(&other.root);
            }
        }
        roots.len()
    }

    /// Whether the author of a post is one person, as far as the page tells.
    fn is_one_person(&self, post: &Post) -> bool {
        let asks = self.by_customer.get(&post.cues.author);
        !post.cues.is_nobody && asks.is_some_and(|asks| asks.len() <= ONE_PERSONS)
    }

    /// Whether its author has joined in this thread with another post too.
    fn has_joined(&self, post: &Post) -> bool {
        let asks = self.by_customer.get(&post.cues.author).filter(|_| self.is_one_person(post));
        asks.into_iter().flatten().filter(|key| **key != post.record.key).any(|key| {
            let other = self.posts.get(key);
            other.is_some_and(|other| other.root == post.root && other.cues.joins)
        })
    }

    fn know_customer(&mut self, key: &str) {
        let Some(post) = self.posts.get(key).filter(|post| post.is_customers()) else { return };
        let author = post.cues.author.clone();
        self.by_customer.entry(author.clone()).or_default().push(key.to_owned());
        self.score_again(&author);
    }

    fn forget_customer(&mut self, key: &str) {
        let Some(post) = self.posts.get(key).filter(|post| post.is_customers()) else { return };
        let author = post.cues.author.clone();
        if let Some(asks) = self.by_customer.get_mut(&author) {
            asks.retain(|other| other != key);
        }
        self.score_again(&author);
    }

    /// The posts of an author whose other posts are others now.
    fn score_again(&mut self, author: &str) {
        let asks = self.by_customer.get(author).filter(|asks| asks.len() <= ONE_PERSONS + 1);
        self.waited_elsewhere.extend(asks.into_iter().flatten().cloned());
    }

    /// Takes a new post into the thread that it stands last in; None where
    /// the thread has to be read again.
    fn add(&mut self, root: &str, key: &str, now: i64) -> Option<()> {
        let (first, post) = (self.posts.get(root)?, self.posts.get(key)?);
        let joins = post.joins(first) && !self.has_joined(post);
        let Standing { posts, thread, joined } = self.threads.get_mut(root)?;
        let at = posts.len();
        let message = Message { above: Some(0), ..post.message(first.customer()) };
        thread.hear(at, &message).then_some(())?;
        posts.push(key.to_owned());
        let spread = |joined: &[i64]| first.growth.spread(first.posted, joined, now);
        let above = first.customer().and_then(|_| spread(joined));
        if joins {
            let at = joined_at(post);
            joined.insert(joined.partition_point(|other| *other <= at), at);
            // It counts for all in the thread.
            (above == first.customer().and_then(|_| spread(joined))).then_some(())?;
        }
        // The wait that it begins, and how many wait under the root's.
        let new = thread.waits.last().filter(|wait| wait.at == at);
        let old = thread.waits.first().filter(|wait| wait.at == 0);
        let new = new.map(|wait| (post, Debt::of(wait, thread)));
        let old = old.map(|wait| (first, Debt::of(wait, thread)));
        let changed = new.into_iter().chain(old);
        let changes: Vec<_> = changed
            .filter_map(|(post, debt)| self.change(post, &debt, above, now, false))
            .collect();
        for (key, owed) in changes {
            self.owe(&key, owed);
        }
        if let Some(post) = self.posts.get_mut(key) {
            post.at = at;
        }
        Some(())
    }

    /// What we owe a post's author is this from now on.
    fn owe(&mut self, key: &str, owed: Option<Owed>) {
        let Some(post) = self.posts.get_mut(key) else { return };
        let place = |owed: &Option<Owed>| owed.as_ref().map(|owed| owed.place(key));
        let (old, new) = (place(&post.owed), place(&owed));
        post.owed = owed;
        self.news.push(key.to_owned());
        if old == new {
            return;
        }
        if let Some(at) = old.and_then(|old| self.queue.binary_search(&old).ok()) {
            self.queue.remove(at);
        }
        if let Some(new) = new
            && let Err(at) = self.queue.binary_search(&new)
        {
            self.queue.insert(at, new);
        }
    }
}

/// What a customer is owed, before it is scored.
struct Debt {
    /// The place of the post in its thread.
    at: usize,
    state: State,
    promise: Option<Due>,
    others: usize,
}

impl Debt {
    fn of(wait: &Wait, thread: &Thread) -> Self {
        Self {
            at: wait.at,
            state: if wait.follow_up { State::FollowUp } else { State::Waiting },
            promise: wait.promise,
            others: if wait.at == 0 { thread.waits.len() - 1 } else { 0 },
        }
    }
}

/// When a customer certainly had joined a complaint; the least number where nothing tells.
fn joined_at(post: &Post) -> i64 {
    post.posted.map_or(i64::MIN, |posted| posted.earliest)
}

/// What two sightings know together.
fn sharper(one: Option<Interval>, other: Option<Interval>) -> Option<Interval> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.sharpened_by(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod laws;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thread::State;
    use crate::urgency::Rule;

    fn record(key: &str, parent: Option<&str>, author: &str, text: &str) -> Record {
        Record {
            key: key.into(),
            parent: parent.map(Into::into),
            author: author.into(),
            badge: None,
            text: text.into(),
            time: None,
            datetime: None,
            reactions: None,
            shares: None,
            lang: None,
        }
    }

    #[test]
    fn a_customer_is_told_of_with_who_answered_them_last() {
        let mut board = board();
        let given = |board: &Board, key: &str| {
            let (post, by) = board.given(key)?;
            Some((post.record.key.clone(), by))
        };
        board.put(record("0", None, "Page", "Spørg os her!"), 0);
        board.put(record("1", Some("0"), "Bo", "Hvorfor er min regning forkert?"), 0);
        board.put(record("2", Some("0"), "Ida", "Hvornår kommer min pakke?"), 0);
        board.put(record("3", Some("1"), "Page", "Dette er et automatisk svar."), 0);
        board.settle(0);
        assert_eq!(given(&board, "1"), Some(("3".into(), Answerer::Bot)));
        assert_eq!(given(&board, "2"), None);
        board.put(record("4", Some("1"), "Page", "Hej Bo. Jeg ser på det nu. Mvh Lise"), 0);
        board.put(record("5", Some("1"), "Bo", "Den er stadig forkert!"), 0);
        board.settle(0);
        assert_eq!(given(&board, "5"), Some(("4".into(), Answerer::Agent)));
        assert_eq!((given(&board, "2"), given(&board, "0")), (None, None));
        board.put(record("6", Some("1"), "Page", "Hej Bo. Nu er den rettet."), 0);
        board.settle(0);
        assert_eq!(given(&board, "1"), Some(("6".into(), Answerer::Page)));
        assert_eq!(board.last_signer("1"), Some("Lise"));
    }

    fn board() -> Board {
        Board::new(Context {
            company: Company::new(&["Page".to_owned()], &[], &[]),
            page_zone: Zone::named(None, 0),
            zone: Zone::named(None, 0),
            ui: None,
            terms: Terms::default(),
            own: Own::default(),
        })
    }

    #[test]
    fn an_answer_that_comes_later_takes_the_thread_off_the_queue() {
        let mut board = board();
        board.put(record("1", None, "Bo", "Hvorfor er min regning forkert?"), 0);
        board.settle(0);
        assert_eq!(board.queue(), ["1"]);
        board.put(record("2", Some("1"), "Page", "Hej Bo. Den er rettet. Mvh Lise"), 0);
        let news = board.settle(0);
        assert_eq!((news.roots, news.posts), (vec!["1".into()], vec!["1".into()]));
        assert!(board.queue().is_empty());
        assert_eq!(board.thread("1").unwrap().thread.state, State::Answered);
    }

    #[test]
    fn only_posts_that_are_new_or_changed_are_heard() {
        let mut board = board();
        board.put(record("1", None, "Bo", "Hvorfor er min regning forkert?"), 0);
        board.put(record("2", Some("1"), "Ida", "Samme her!"), 0);
        board.settle(0);
        board.put(record("2", Some("1"), "Ida", "Samme her!"), 0);
        board.put(record("3", Some("1"), "Kim", "Også mig"), 0);
        assert_eq!(board.settle(0).heard, ["3"]);
        board.put(record("2", Some("1"), "Ida", "Samme her igen!"), 0);
        assert_eq!(board.settle(0).heard, ["2"]);
        board.put(record("4", Some("5"), "Bo", "Hallo?"), 0);
        board.settle(0);
        board.put(record("5", Some("1"), "Bo", "Er der nogen?"), 0);
        let heard = board.settle(0).heard;
        assert!(heard.contains(&"4".to_owned()), "it is in another thread now: {heard:?}");
    }

    #[test]
    fn the_order_of_arrival_does_not_matter() {
        let mut board = board();
        board.put(record("3", Some("2"), "Bo", "Tak"), 0);
        board.put(record("2", Some("1"), "Page", "Hej Bo. Den er rettet. Mvh Lise"), 0);
        board.settle(0);
        board.put(record("1", None, "Bo", "Hvorfor er min regning forkert?"), 0);
        board.settle(0);
        assert_eq!(board.threads().count(), 1);
        assert_eq!(board.root("3"), Some("1"));
        assert_eq!(board.thread("1").unwrap().posts.first().unwrap(), "1");
    }

    #[test]
    fn each_wait_has_its_own_tier_and_the_worst_is_the_threads() {
        let mut board = board();
        board.put(record("1", None, "Bo", "Verdens bedste service, tak!"), 0);
        board.put(record("2", Some("1"), "Ida", "Hvad koster fiber?"), 0);
        let alarm = "Min mors nødkald virker ikke, hun er alene og syg, det er livsfarligt!";
        board.put(record("3", Some("1"), "Kim", alarm), 0);
        board.settle(0);
        assert_eq!(board.queue(), ["3", "2", "1"]);
        assert_eq!(board.urgency("1").tier, 3);
        let tier = |key: &str| board.post(key).unwrap().owed.as_ref().unwrap().urgency.tier;
        assert_eq!(["1", "2", "3"].map(tier), [0, 1, 3]);
    }

    #[test]
    fn a_broken_promise_takes_nothing_from_what_is_at_stake() {
        let score = |text: &str| {
            let mut board = board();
            board.put(record("1", None, "Bo", text), 0);
            board.settle(0);
            let before = board.urgency("1").score;
            let promise = "Hej Bo. Jeg vender tilbage inden for 2 timer. Mvh Lise";
            let datetime = Some("1970-01-01T00:00:00Z".into());
            board.put(Record { datetime, ..record("2", Some("1"), "Page", promise) }, 0);
            board.settle(0);
            board.tick(3 * 3_600_000);
            assert_eq!(board.thread("1").unwrap().thread.state, State::Promised);
            let after = board.urgency("1");
            assert!(after.reasons.iter().any(|reason| reason.rule == Rule::PromiseOverdue));
            assert_eq!(after.overdue, Some(true));
            (before, after.score)
        };
        let (before, after) = score("Min mors nødkald virker ikke, hun er alene og syg!");
        assert!(before > 95 && after >= before, "{before} {after}");
        let (before, after) = score("Tak for hjælpen!");
        assert!(before < 25 && after >= 50, "{before} {after}");
    }

    #[test]
    fn who_joins_a_complaint_is_owed_an_answer_and_who_joins_praise_is_not() {
        let urgency = |author: &str, text: &str, joins: &str| {
            let mut board = board();
            board.put(record("1", None, author, text), 0);
            board.put(record("2", Some("1"), "Ida", joins), 0);
            board.settle(0);
            let owed = board.post("2").unwrap().owed.clone();
            owed.map(|owed| (owed.urgency.tier, owed.urgency.overdue))
        };
        let down = "Vi har driftsforstyrrelser på mobilnettet i Aarhus lige nu.";
        for joins in ["Samme her!", "+1"] {
            assert_eq!(urgency("Page", down, joins), Some((2, None)), "{joins}");
            let bill = "Hvorfor er min regning forkert?";
            assert_eq!(urgency("Bo", bill, joins), Some((1, None)), "{joins}");
            let praise = urgency("Bo", "Verdens bedste service, tak!", joins);
            assert!(praise.is_none_or(|praise| praise.0 == 0), "{joins}");
        }
    }

    #[test]
    fn comments_in_agreement_count_for_all_in_a_thread_by_their_rate() {
        let spread = |authors: [&str; 40], minutes: i64| {
            let (mut one, mut all) = (board(), board());
            let mut records = vec![record("0", None, "Bo", "Hvorfor er min regning forkert?")];
            for (at, author) in authors.iter().enumerate() {
                let seconds = NOW / 1000 - minutes * 60 * (40 - at as i64);
                let datetime = Some(seconds.to_string());
                let joins = record(&(at + 1).to_string(), Some("0"), author, "Samme her!");
                records.push(Record { datetime, ..joins });
            }
            for record in records {
                one.put(record.clone(), NOW);
                one.settle(NOW);
                all.put(record, NOW);
            }
            all.settle(NOW);
            assert_eq!(one.queue(), all.queue());
            let rates = ["0", "1", "40"].map(|key| {
                let owed = one.post(key)?.owed.as_ref()?;
                let mut reasons = owed.urgency.reasons.iter();
                reasons.find(|reason| reason.rule == Rule::Spread).map(|it| it.evidence.clone())
            });
            assert_eq!(rates[0], one.spread("0", NOW).map(|spread| spread.per_hour.to_string()));
            rates
        };
        let names: Vec<String> = (0..40).map(|at| format!("Kunde {at}")).collect();
        let authors = std::array::from_fn(|at| names[at].as_str());
        assert_eq!(spread(authors, 1), [const { Some("100") }; 3].map(|it| it.map(Into::into)));
        assert_eq!(spread(authors, 500), [None, None, None]);
        // One who says it again and again is one.
        assert_eq!(spread(["Ida"; 40].map(|ida| ida), 500)[0], None);
        let twice = std::array::from_fn(|at| if at < 20 { "Ida" } else { "Kim" });
        assert_eq!(spread(twice, 1)[0].as_deref(), Some("10"));
    }

    #[test]
    fn what_a_page_that_is_watched_gains_counts_though_nothing_tells_its_age() {
        let mut board = board();
        let ask = record("1", None, "Bo", "Hvorfor er min regning forkert?");
        for (minutes, reactions) in [(0, 30_000), (10, 32_000)] {
            let now = NOW + minutes * MINUTE;
            board.put(Record { reactions: Some(reactions), ..ask.clone() }, now);
            board.settle(now);
            let is_now = board.urgency("1").tier == 3;
            assert_eq!(is_now, minutes > 0, "{:?}", board.urgency("1"));
        }
        board.put(
            Record { key: "2".into(), shares: Some(400), time: Some("5 min.".into()), ..ask },
            NOW,
        );
        board.settle(NOW);
        assert_eq!(board.urgency("2").tier, 3);
    }

    #[test]
    fn a_post_that_gets_another_key_keeps_its_place() {
        let mut board = board();
        board.put(record("old", None, "Bo", "Hvorfor er min regning forkert?"), 0);
        board.put(record("2", Some("old"), "Page", "Hej Bo. Den er rettet. Mvh Lise"), 0);
        board.settle(0);
        board.rename("old", "new");
        board.settle(0);
        assert!(board.post("old").is_none() && board.thread("old").is_none());
        assert_eq!(board.root("2"), Some("new"));
        assert_eq!(board.thread("new").unwrap().posts, ["new", "2"]);
        assert_eq!(board.thread("new").unwrap().thread.state, State::Answered);
        board.rename("2", "3");
        board.rename("nobody", "4");
        board.settle(0);
        assert_eq!(board.thread("new").unwrap().posts, ["new", "3"]);
        board.put(record("5", Some("new"), "Ida", "Samme her"), 0);
        board.rename("5", "3");
        board.rename("new", "3");
        board.settle(0);
        assert_eq!(board.threads().count(), 1);
        assert_eq!(board.thread("3").unwrap().posts, ["3"]);
    }

    fn threads(board: &Board) -> Vec<(String, Vec<String>)> {
        let mut threads: Vec<_> = board
            .threads()
            .map(|(root, standing)| {
                let mut posts = standing.posts.clone();
                posts.sort();
                (root.to_owned(), posts)
            })
            .collect();
        threads.sort();
        threads
    }

    proptest::proptest! {
        #[test]
        fn the_last_records_alone_make_the_threads(
            puts in proptest::collection::vec((0_u8..9, 0_u8..12), 1..30), seed: u64,
        ) {
            let of = |&(key, parent): &(u8, u8)| {
                let parent = (parent < 10).then(|| parent.to_string());
                record(&key.to_string(), parent.as_deref(), "Bo", "Hej")
            };
            let mut one = board();
            let mut last = std::collections::BTreeMap::new();
            for put in &puts {
                one.put(of(put), 0);
                if put.1 % 3 == 0 {
                    one.settle(0);
                }
                last.insert(put.0, *put);
            }
            one.settle(0);
            let mut other = board();
            let mut last: Vec<_> = last.into_values().collect();
            last.sort_by_key(|put| crate::text::hash(&[&put.0.to_string(), &seed.to_string()]));
            for put in &last {
                other.put(of(put), 0);
            }
            other.settle(0);
            proptest::prop_assert_eq!(threads(&one), threads(&other));
            let posts: usize = other.threads().map(|(_, standing)| standing.posts.len()).sum();
            proptest::prop_assert_eq!(posts, last.len());
        }
    }

    proptest::proptest! {
        #[test]
        fn posts_that_come_one_by_one_stand_as_if_all_had_come_at_once(
            puts in proptest::collection::vec((0_u8..6, 0_usize..6, 0_usize..9, 0_u8..4), 1..25),
            ours: bool,
        ) {
            let authors = ["Bo Lund", "Ida Krog", "Bo Dahl", "Kim", "Page", "Page"];
            let texts = [
                "Hvorfor er min regning forkert?",
                "Samme her!",
                "Hej Bo. Den er rettet nu. Mvh Lise",
                "Hej Ida. Jeg vender tilbage i morgen. Mvh Lise",
                "Hej alle. Det er rettet. Mvh Lise",
                "Tak!",
                "Hallo?",
                "HELE NETTET ER NEDE!!!",
                "Hej Kim Dahl, prøv igen. Mvh Lise",
            ];
            let root = if ours { "Page" } else { "Bo Lund" };
            let mut records = vec![record("0", None, root, "Hvorfor virker nettet ikke?")];
            for (at, (parent, author, text, time)) in puts.iter().enumerate() {
                let parent = parent.saturating_sub(3).to_string();
                // Some at the same time, some before others, some without a time.
                let hour = if *time == 1 { at / 2 } else { at };
                records.push(Record {
                    datetime: (*time > 0).then(|| format!("2024-05-01T{hour:02}:00:00Z")),
                    ..record(&(at + 1).to_string(), Some(&parent), authors[*author], texts[*text])
                });
            }
            let now = 1_714_600_000_000;
            let (mut one, mut all) = (board(), board());
            for record in records {
                one.put(record.clone(), now);
                one.settle(now);
                all.put(record, now);
            }
            all.settle(now);
            proptest::prop_assert_eq!(one.queue(), all.queue());
            proptest::prop_assert_eq!(threads(&one), threads(&all));
            let state = |board: &Board| board.thread("0").unwrap().thread.state;
            proptest::prop_assert_eq!(state(&one), state(&all));
            for post in one.posts() {
                let key = &post.record.key;
                proptest::prop_assert_eq!(&post.owed, &all.post(key).unwrap().owed, "{}", key);
            }
        }
    }

    #[test]
    fn earlier_waits_of_the_customer_count_in_whatever_order_they_are_seen() {
        let at = |record: Record, day: u8| Record {
            datetime: Some(format!("2024-05-{day:02}T09:00:00Z")),
            ..record
        };
        let now = 1_714_986_000_000;
        let ask = "Hvorfor er min regning forkert?";
        let mut records = vec![
            at(record("1", None, "Bo Lund", ask), 1),
            at(record("2", None, "Bo Lund", ask), 2),
            at(record("3", Some("2"), "Bo Lund", ask), 3),
            at(record("4", None, "Bo Lund", ask), 4),
            at(record("5", None, "Ida Krog", ask), 5),
        ];
        let found = |records: &[Record]| {
            let mut board = board();
            for record in records {
                board.put(record.clone(), now);
                board.settle(now);
            }
            let earlier = |key: &str| {
                let reasons = &board.post(key).unwrap().owed.as_ref().unwrap().urgency.reasons;
                let reason = reasons.iter().find(|reason| reason.rule == Rule::EarlierWaits);
                reason.map_or(String::new(), |reason| reason.evidence.clone())
            };
            ["1", "2", "4", "5"].map(earlier)
        };
        assert_eq!(found(&records), ["", "1", "2", ""]);
        records.reverse();
        assert_eq!(found(&records), ["", "1", "2", ""]);
        let guests = (0..30).map(|key| record(&format!("g{key}"), None, "Bo Lund", ask));
        records.extend(guests);
        assert_eq!(found(&records), ["", "", "", ""]);
    }

    #[test]
    fn parents_in_a_circle_end() {
        let mut board = board();
        board.put(record("1", Some("2"), "Bo", "Hej"), 0);
        board.put(record("2", Some("1"), "Ida", "Hej"), 0);
        board.put(record("3", Some("3"), "Kim", "Hej"), 0);
        board.settle(0);
        let posts: usize = board.threads().map(|(_, standing)| standing.posts.len()).sum();
        assert_eq!(posts, 3);
    }

    fn at(time: &str) -> Record {
        Record { time: Some(time.into()), ..record("1", None, "Bo", "Hej") }
    }

    fn posted(board: &Board) -> Interval {
        board.post("1").unwrap().posted.unwrap()
    }

    const MINUTE: i64 = 60_000;
    const HOUR: i64 = 60 * MINUTE;
    const NOW: i64 = 1_714_600_000_000;

    #[test]
    fn a_time_is_sharpened_by_words_that_change_and_by_no_others() {
        let mut board = board();
        board.put(at("3 t"), NOW);
        let first = Interval { earliest: NOW - 4 * HOUR + 1, latest: NOW - 3 * HOUR };
        assert_eq!(posted(&board), first);
        // The page may have been drawn once for all.
        board.put(Record { reactions: Some(4), ..at("3 t") }, NOW + 30 * MINUTE);
        board.put(at("3 t"), NOW + 5 * HOUR);
        assert_eq!(posted(&board), first);
        board.put(at("4 t"), NOW + 10 * MINUTE);
        let second = Interval { earliest: first.earliest, latest: NOW - 4 * HOUR + 10 * MINUTE };
        assert_eq!(posted(&board), second);
    }

    #[test]
    fn times_that_contradict_each_other_leave_both_open_until_one_is_confirmed() {
        let mut board = board();
        board.put(at("3 t"), NOW);
        board.put(at("1 t"), NOW + MINUTE);
        let both = Interval { earliest: NOW - 4 * HOUR + 1, latest: NOW + MINUTE - HOUR };
        assert_eq!(posted(&board), both);
        board.put(at("3 t."), NOW + 2 * MINUTE);
        let confirmed = Interval {
            earliest: NOW + 2 * MINUTE - 4 * HOUR + 1,
            latest: NOW + 2 * MINUTE - 3 * HOUR,
        };
        assert_eq!(posted(&board), confirmed);
    }

    #[test]
    fn other_times_of_the_page_decide_what_a_letter_means() {
        let mut board = board();
        board.put(at("5 m"), NOW);
        let minutes = Interval { earliest: NOW - 6 * MINUTE + 1, latest: NOW - 5 * MINUTE };
        assert!(posted(&board).earliest < NOW - 100 * 24 * HOUR);
        let other = |key: &str, time: &str| Record { key: key.into(), ..at(time) };
        board.put(other("2", "3 d"), NOW);
        assert!(posted(&board).earliest < NOW - 100 * 24 * HOUR);
        board.put(other("3", "for 3 timer siden"), NOW);
        assert_eq!(posted(&board), minutes);
    }

    #[test]
    fn other_dates_of_the_page_decide_where_the_month_stands() {
        let mut board = board();
        board.put(at("1/2/2024"), NOW);
        assert!(posted(&board).latest - posted(&board).earliest > 24 * HOUR);
        board.put(Record { key: "2".into(), ..at("4/30/2024") }, NOW);
        let second_of_january = Interval { earliest: 1_704_153_600_000, latest: 1_704_239_999_999 };
        assert_eq!(posted(&board), second_of_january);
        // Nor does it write the month first everywhere.
        board.put(Record { key: "3".into(), ..at("30/4/2024") }, NOW);
        assert!(posted(&board).latest > second_of_january.latest);
    }

    #[test]
    fn a_time_to_come_counts_as_now_and_is_told() {
        let mut board = board();
        board.put(at("for 3 minutter siden"), NOW);
        assert!(!board.post("1").unwrap().is_ahead);
        let to_come = Record { key: "2".into(), ..at("om 3 timer") };
        board.put(to_come, NOW);
        let post = board.post("2").unwrap();
        assert!(post.is_ahead);
        assert_eq!(post.posted, Some(Interval { earliest: NOW, latest: NOW }));
    }
}
