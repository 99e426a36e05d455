//! The posts seen on one page, their threads and how urgent each is, kept up
//! to date as posts come.

use std::collections::{HashMap, HashSet};

use crate::clock::{Interval, Zone};
use crate::page::Record;
use crate::page::time::{self, TimeContext};
use crate::reading::{self, Lang, Priors, Reading};
use crate::sort;
use crate::thread::company::Company;
use crate::thread::{self, Message, Thread};
use crate::urgency::{self, Case, Targets, Urgency};

/// What a board reads its posts against.
#[derive(Debug, Clone)]
pub struct Context {
    /// Who speaks for the company.
    pub company: Company,
    /// The page's zone.
    pub zone: Zone,
    /// The language of the page's own words.
    pub ui: Option<Lang>,
    /// How long a wait may last.
    pub targets: Targets,
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
    /// The company wrote it.
    pub own: bool,
    root: String,
}

/// One thread on the board.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Keys of its posts in the page's order, the root first.
    pub posts: Vec<String>,
    /// Who waits.
    pub thread: Thread,
    /// How urgent it is.
    pub urgency: Urgency,
}

impl Standing {
    /// Somebody waits in it, or a promise of ours is overdue.
    #[must_use]
    pub fn is_due(&self) -> bool {
        !self.thread.waits.is_empty() || self.urgency.overdue == Some(true)
    }
}

/// The posts seen on one page.
#[derive(Debug, Clone)]
pub struct Board {
    context: Context,
    posts: HashMap<String, Post>,
    threads: HashMap<String, Standing>,
    /// Keys of posts by root, in the order seen.
    members: HashMap<String, Vec<String>>,
    /// Posts whose parent has not been seen, by that parent's key.
    orphans: HashMap<String, Vec<String>>,
    /// Roots of threads to read again.
    changed: HashSet<String>,
}

impl Board {
    /// An empty board.
    #[must_use]
    pub fn new(context: Context) -> Self {
        Self {
            context,
            posts: HashMap::new(),
            threads: HashMap::new(),
            members: HashMap::new(),
            orphans: HashMap::new(),
            changed: HashSet::new(),
        }
    }

    /// Puts a post on the board that was seen at `now`; the same key again
    /// replaces it and keeps what is known of its time.
    pub fn put(&mut self, record: Record, now: i64) {
        let seen_before = self.posts.get(&record.key);
        if let Some(before) = seen_before
            && before.record == record
        {
            self.sharpen(&record.key, time_of(&record, &self.context, now));
            return;
        }
        let known = seen_before.and_then(|before| before.posted);
        let posted = sharper(known, time_of(&record, &self.context, now));
        let reading = match seen_before {
            Some(before) if before.record.text == record.text => before.reading.clone(),
            _ => reading::read(
                &record.text,
                Priors { mark: record.lang.as_deref(), ui: self.context.ui },
            ),
        };
        let is_new = seen_before.is_none();
        let key = record.key.clone();
        let root = self.root_of(&record);
        self.changed.insert(root.clone());
        if is_new {
            self.members.entry(root.clone()).or_default().push(key.clone());
            if let Some(parent) =
                record.parent.as_ref().filter(|parent| !self.posts.contains_key(*parent))
            {
                self.orphans.entry(parent.clone()).or_default().push(key.clone());
            }
        }
        self.posts.insert(key.clone(), Post { record, reading, posted, own: false, root });
        if is_new {
            self.adopt(&key);
        }
    }

    /// Adds what an earlier visit knew of when a post was written.
    pub fn sharpen(&mut self, key: &str, known: Option<Interval>) {
        if let Some(post) = self.posts.get_mut(key) {
            let posted = sharper(known, post.posted);
            if posted != post.posted {
                post.posted = posted;
                self.changed.insert(post.root.clone());
            }
        }
    }

    /// Reads the threads with news again; their roots.
    pub fn settle(&mut self, now: i64) -> Vec<String> {
        let changed: Vec<String> = std::mem::take(&mut self.changed).into_iter().collect();
        for root in &changed {
            match self.read_thread(root, now) {
                Some(standing) => self.threads.insert(root.clone(), standing),
                None => self.threads.remove(root),
            };
        }
        changed
    }

    /// Scores every thread again, as time has passed.
    pub fn tick(&mut self, now: i64) {
        for (root, standing) in &mut self.threads {
            standing.urgency = score(&self.posts, &self.context, root, &standing.thread, now);
        }
    }

    /// The post of that key.
    #[must_use]
    pub fn post(&self, key: &str) -> Option<&Post> {
        self.posts.get(key)
    }

    /// All posts, by key.
    pub fn posts(&self) -> impl Iterator<Item = &Post> {
        self.posts.values()
    }

    /// The thread with that root.
    #[must_use]
    pub fn thread(&self, root: &str) -> Option<&Standing> {
        self.threads.get(root)
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

    /// The post to answer in a thread: the one that has waited longest, else the root.
    #[must_use]
    pub fn answer_to(&self, root: &str) -> Option<&Post> {
        answer_to(&self.posts, root, &self.threads.get(root)?.thread)
    }

    /// Roots of the threads in which somebody waits, worst first; equals by
    /// the longest wait.
    #[must_use]
    pub fn queue(&self) -> Vec<&str> {
        let mut queue: Vec<_> =
            self.threads.iter().filter(|(_, standing)| standing.is_due()).collect();
        sort::by_key(&mut queue, |(root, standing)| {
            let since = standing.thread.waiting_since().and_then(|wait| wait.posted);
            (
                std::cmp::Reverse(standing.urgency.score),
                since.map_or(i64::MAX, |posted| posted.latest),
                root.to_string(),
            )
        });
        queue.into_iter().map(|(root, _)| root.as_str()).collect()
    }

    /// The page's own words elsewhere, for the company's answers in view.
    pub fn own_texts(&self) -> impl Iterator<Item = &str> {
        self.posts.values().filter(|post| post.own).map(|post| post.record.text.as_str())
    }

    fn root_of(&self, record: &Record) -> String {
        let parent = record.parent.as_ref().and_then(|parent| self.posts.get(parent));
        match parent {
            Some(parent) if parent.root != record.key => parent.root.clone(),
            _ => record.key.clone(),
        }
    }

    /// Moves the threads of posts that waited for this parent under its root.
    fn adopt(&mut self, parent: &str) {
        let Some(root) = self.posts.get(parent).map(|post| post.root.clone()) else { return };
        let orphans = self.orphans.remove(parent).unwrap_or_default();
        for orphan in orphans.into_iter().filter(|orphan| *orphan != root) {
            let family = self.members.remove(&orphan).unwrap_or_default();
            for key in &family {
                if let Some(post) = self.posts.get_mut(key) {
                    post.root.clone_from(&root);
                }
            }
            self.members.entry(root.clone()).or_default().extend(family);
            self.threads.remove(&orphan);
            self.changed.insert(orphan);
        }
        self.changed.insert(root);
    }

    fn read_thread(&mut self, root: &str, now: i64) -> Option<Standing> {
        let keys = self.members.get(root)?;
        let root_record = &self.posts.get(root)?.record;
        let root_is_ours = self.context.company.speaks(root_record, Some(&root_record.author));
        let root_author = (!root_is_ours).then(|| root_record.author.clone());
        let mut posts: Vec<String> = keys.iter().filter(|key| *key != root).cloned().collect();
        posts.insert(0, root.to_owned());
        for key in &posts {
            if let Some(post) = self.posts.get_mut(key) {
                post.own = self.context.company.speaks(&post.record, root_author.as_deref());
            }
        }
        let messages: Vec<Message<'_>> = posts
            .iter()
            .filter_map(|key| self.posts.get(key))
            .map(|post| Message {
                record: &post.record,
                reading: &post.reading,
                posted: post.posted,
                own: post.own,
            })
            .collect();
        let thread = thread::read(&messages, &self.context.zone)?;
        let urgency = score(&self.posts, &self.context, root, &thread, now);
        Some(Standing { posts, thread, urgency })
    }
}

fn answer_to<'a>(
    posts: &'a HashMap<String, Post>,
    root: &str,
    thread: &Thread,
) -> Option<&'a Post> {
    let key = thread.waiting_since().map_or(root, |wait| wait.key.as_str());
    posts.get(key)
}

fn score(
    posts: &HashMap<String, Post>,
    context: &Context,
    root: &str,
    thread: &Thread,
    now: i64,
) -> Urgency {
    let nothing = Urgency { score: 0, tier: 0, overdue: None, reasons: Vec::new() };
    let (Some(first), Some(waiting)) = (posts.get(root), answer_to(posts, root, thread)) else {
        return nothing;
    };
    let case = Case {
        thread,
        text: &waiting.record.text,
        reading: &waiting.reading,
        reactions: first.record.reactions,
        posted: first.posted,
    };
    urgency::score(case, &context.targets, now)
}

fn time_of(record: &Record, context: &Context, now: i64) -> Option<Interval> {
    let context = TimeContext { now, zone: &context.zone, ui: context.ui };
    time::read(record.time.as_deref(), record.datetime.as_deref(), context)
}

/// What two sightings know together; where they contradict, the later one.
fn sharper(before: Option<Interval>, later: Option<Interval>) -> Option<Interval> {
    match (before, later) {
        (Some(before), Some(later)) => {
            let earliest = before.earliest.max(later.earliest);
            let latest = before.latest.min(later.latest);
            Some(if earliest <= latest { Interval { earliest, latest } } else { later })
        }
        (before, later) => later.or(before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thread::State;

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

    fn board() -> Board {
        Board::new(Context {
            company: Company::new(&["Page".to_owned()], &[], &[]),
            zone: Zone::named(None, 0),
            ui: None,
            targets: Targets::default(),
        })
    }

    #[test]
    fn an_answer_that_comes_later_takes_the_thread_off_the_queue() {
        let mut board = board();
        board.put(record("1", None, "Bo", "Hvorfor er min regning forkert?"), 0);
        board.settle(0);
        assert_eq!(board.queue(), ["1"]);
        board.put(record("2", Some("1"), "Page", "Hej Bo. Den er rettet. Mvh Lise"), 0);
        assert_eq!(board.settle(0), ["1"]);
        assert!(board.queue().is_empty());
        assert_eq!(board.thread("1").unwrap().thread.state, State::Answered);
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
    fn parents_in_a_circle_end() {
        let mut board = board();
        board.put(record("1", Some("2"), "Bo", "Hej"), 0);
        board.put(record("2", Some("1"), "Ida", "Hej"), 0);
        board.put(record("3", Some("3"), "Kim", "Hej"), 0);
        board.settle(0);
        let posts: usize = board.threads().map(|(_, standing)| standing.posts.len()).sum();
        assert_eq!(posts, 3);
    }

    #[test]
    fn sightings_sharpen_a_time_and_a_contradiction_gives_way() {
        let known = Interval { earliest: 10, latest: 20 };
        let later = Interval { earliest: 15, latest: 30 };
        assert_eq!(sharper(Some(known), Some(later)), Some(Interval { earliest: 15, latest: 20 }));
        let other = Interval { earliest: 50, latest: 60 };
        assert_eq!(sharper(Some(known), Some(other)), Some(other));
    }
}
