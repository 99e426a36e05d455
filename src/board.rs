//! The posts seen on one page, their threads and how urgent each is, kept up
//! to date as posts come.

use std::collections::{HashMap, HashSet};

use crate::clock::{Interval, Zone};
use crate::page::Record;
use crate::page::time::{self, TimeContext};
use crate::reading::{self, Lang, Priors, Reading};
use crate::sort;
use crate::thread::company::{Company, Voice};
use crate::thread::cues::Cues;
use crate::thread::{self, Message, Thread, Wait};
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
    cues: Cues,
    weight: u8,
}

impl Post {
    /// The company has written it by its own name or signature: no badge alone.
    #[must_use]
    pub fn is_companys(&self) -> bool {
        self.cues.voice == Voice::Company
    }

    /// The key of another post that this one stands under.
    fn parent(&self) -> Option<&str> {
        self.record.parent.as_deref().filter(|parent| *parent != self.record.key)
    }
}

/// One thread on the board.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Keys of its posts in the page's order, the root first.
    pub posts: Vec<String>,
    /// Who waits.
    pub thread: Thread,
    /// How urgent it is: as its most urgent wait.
    pub urgency: Urgency,
    /// The place of that wait in the thread.
    worst: usize,
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
    /// Keys of posts by their parent's, seen or not, in the order seen.
    children: HashMap<String, Vec<String>>,
    /// Roots of threads to read again.
    changed: HashSet<String>,
    /// Roots of the threads in which somebody waits, worst first.
    queue: Vec<String>,
}

impl Board {
    /// An empty board.
    #[must_use]
    pub fn new(context: Context) -> Self {
        Self {
            context,
            posts: HashMap::new(),
            threads: HashMap::new(),
            children: HashMap::new(),
            changed: HashSet::new(),
            queue: Vec::new(),
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
        let key = record.key.clone();
        let cues = Cues::of(&record, &reading, &self.context.company);
        let weight = urgency::weight(&record.text, &reading, &cues);
        let root = seen_before.map_or_else(|| key.clone(), |before| before.root.clone());
        let is_new = seen_before.is_none();
        let moves = seen_before.map(|before| &before.record.parent) != Some(&record.parent);
        if moves {
            self.detach(&key, None);
        }
        if !is_new {
            self.changed.insert(root.clone());
        }
        let post = Post { record, reading, posted, own: false, root, cues, weight };
        let parent = post.parent().map(ToOwned::to_owned);
        self.posts.insert(key.clone(), post);
        if let Some(parent) = parent.filter(|_| moves) {
            self.children.entry(parent).or_default().push(key.clone());
        }
        if moves || is_new {
            self.find_root(&key);
        }
    }

    /// A post has got another key, as its true link or its whole text showed:
    /// it keeps its place and what stands under it.
    pub fn rename(&mut self, old: &str, new: &str) {
        if old == new || !self.posts.contains_key(old) {
            return;
        }
        let is_known = self.posts.contains_key(new);
        self.detach(old, Some(new).filter(|_| !is_known));
        let Some(mut post) = self.posts.remove(old) else { return };
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
            self.posts.insert(new.to_owned(), post);
        }
        self.find_root(new);
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
        if !changed.is_empty() {
            self.make_queue();
        }
        changed
    }

    /// Scores every thread again, as time has passed.
    pub fn tick(&mut self, now: i64) {
        for (root, standing) in &mut self.threads {
            (standing.urgency, standing.worst) =
                score(&self.posts, &self.context, root, &standing.thread, now);
        }
        self.make_queue();
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

    /// How many posts seen stand under this one, at any depth.
    #[must_use]
    pub fn answers(&self, key: &str) -> usize {
        match self.threads.get(key) {
            Some(thread) => thread.posts.len().saturating_sub(1),
            None => self.family(key).len().saturating_sub(1),
        }
    }

    /// The post to answer in a thread: the most urgent that waits, else the root.
    #[must_use]
    pub fn answer_to(&self, root: &str) -> Option<&Post> {
        let standing = self.threads.get(root)?;
        let wait = standing.thread.waits.get(standing.worst);
        self.posts.get(wait.map_or(root, |wait| wait.key.as_str()))
    }

    /// Roots of the threads in which somebody waits, worst first; equals by
    /// the longest wait.
    #[must_use]
    pub fn queue(&self) -> Vec<&str> {
        self.queue.iter().map(String::as_str).collect()
    }

    fn make_queue(&mut self) {
        let mut queue: Vec<_> = self
            .threads
            .iter()
            .filter(|(_, standing)| standing.is_due())
            .map(|(root, standing)| {
                let since = standing.thread.waiting_since().and_then(|wait| wait.posted);
                let since = since.map_or(i64::MAX, |posted| posted.latest);
                (std::cmp::Reverse(standing.urgency.score), since, root)
            })
            .collect();
        sort::by(&mut queue, Ord::cmp);
        self.queue = queue.into_iter().map(|(_, _, root)| root.clone()).collect();
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

    /// A post with all that stands under it, in the page's order.
    fn family(&self, key: &str) -> Vec<String> {
        let mut family = Vec::new();
        let mut next = vec![key];
        while let Some(at) = next.pop() {
            family.push(at.to_owned());
            let children = self.children.get(at).into_iter().flatten().rev();
            // Parents in a circle come back to where they began.
            next.extend(children.filter(|child| *child != key).map(String::as_str));
        }
        family
    }

    /// Finds the root of a post whose parent is new to it, for it and all under it.
    fn find_root(&mut self, key: &str) {
        let family = self.family(key);
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
        for member in &family {
            if let Some(post) = self.posts.get_mut(member).filter(|post| post.root != root) {
                let old = std::mem::replace(&mut post.root, root.clone());
                if self.threads.contains_key(&old) {
                    self.changed.insert(old);
                }
            }
        }
        self.changed.insert(root);
    }

    fn read_thread(&mut self, root: &str, now: i64) -> Option<Standing> {
        let first = self.posts.get(root).filter(|post| post.root == root)?;
        let author = first.cues.author.clone();
        let root_is_ours = first.cues.voice.is_own(&author, Some(&author));
        let root_author = (!root_is_ours).then_some(author.as_str());
        let posts = self.family(root);
        for key in &posts {
            if let Some(post) = self.posts.get_mut(key) {
                post.own = post.cues.voice.is_own(&post.cues.author, root_author);
            }
        }
        let messages: Vec<Message<'_>> = posts
            .iter()
            .filter_map(|key| self.posts.get(key))
            .map(|post| Message {
                record: &post.record,
                reading: &post.reading,
                cues: &post.cues,
                posted: post.posted,
                own: post.own,
            })
            .collect();
        let thread = thread::read(&messages, &self.context.zone)?;
        let (urgency, worst) = score(&self.posts, &self.context, root, &thread, now);
        Some(Standing { posts, thread, urgency, worst })
    }
}

/// A thread's urgency is that of its most urgent wait: with that wait's place.
fn score(
    posts: &HashMap<String, Post>,
    context: &Context,
    root: &str,
    thread: &Thread,
    now: i64,
) -> (Urgency, usize) {
    let first = posts.get(root);
    let of = |wait: Option<&Wait>| {
        let key = wait.map_or(root, |wait| wait.key.as_str());
        let (Some(first), Some(post)) = (first, posts.get(key)) else {
            return Urgency { score: 0, tier: 0, overdue: None, reasons: Vec::new() };
        };
        let case = Case {
            thread,
            wait,
            text: &post.record.text,
            reading: &post.reading,
            cues: &post.cues,
            reactions: first.record.reactions,
            posted: first.posted,
        };
        urgency::score(case, &context.targets, now)
    };
    let mut worst = (of(thread.waits.first()), 0);
    let mut heaviest = 0;
    for (at, wait) in thread.waits.iter().enumerate() {
        let weight = posts.get(&wait.key).map_or(0, |post| post.weight);
        let weight = if wait.follow_up { weight.max(30) + 22 } else { weight };
        // An older wait that weighs as much is more urgent.
        if at > 0 && weight <= heaviest {
            continue;
        }
        heaviest = weight;
        let mut urgency = if at == 0 { continue } else { of(Some(wait)) };
        let overdue = worst.0.overdue.max(urgency.overdue);
        if urgency.score > worst.0.score {
            urgency.overdue = overdue;
            worst = (urgency, at);
        } else {
            worst.0.overdue = overdue;
        }
    }
    worst
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
    fn the_most_urgent_wait_is_the_threads_and_the_one_to_answer() {
        let mut board = board();
        board.put(record("1", None, "Bo", "Verdens bedste service, tak!"), 0);
        board.put(record("2", Some("1"), "Ida", "Hvad koster fiber?"), 0);
        let alarm = "Min mors nødkald virker ikke, hun er alene og syg, det er livsfarligt!";
        board.put(record("3", Some("1"), "Kim", alarm), 0);
        board.settle(0);
        let standing = board.thread("1").unwrap();
        assert_eq!(standing.urgency.tier, 3, "{:?}", standing.urgency);
        assert_eq!(standing.thread.waiting_since().unwrap().key, "1");
        assert_eq!(board.answer_to("1").unwrap().record.key, "3");
        board.tick(1);
        assert_eq!(board.answer_to("1").unwrap().record.key, "3");
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
