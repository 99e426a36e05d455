//! The page in front of the agent: its posts, where each stands in the
//! document, and the marks on them.

use std::collections::{HashMap, HashSet};

use crate::acts::{Act, Kind};
use crate::board::{Board, Context, News, Owed, Post};
use crate::clock::Zone;
use crate::message::{Coverage, Handle, Mark, RawPost, ToPage};
use crate::page::Record;
use crate::page::linked_data::LinkedData;
use crate::page::profile::{self, Missing, Profile, Sighting};
use crate::reading::Lang;
use crate::sort;
use crate::store::{Fit, Seen, Store};
use crate::words::Words;

/// Posts kept for linked data that is yet to come; most pages have it from the start.
const INCOMPLETE: usize = 1_000;

/// Marks and their posts in one message to the page.
const AT_ONCE: usize = 200;

const MINUTE_MS: i64 = 60_000;

/// Longer addresses are not handed on.
const LINK: usize = 1_000;

/// Milliseconds that a page may take to fetch its posts.
const LOADING_MS: i64 = 4_000;

/// One page, from its opening until it navigates away.
#[derive(Debug, Clone)]
pub(super) struct Page {
    host: String,
    /// What its address begins with: "https://".
    scheme: &'static str,
    /// Host and path.
    place: String,
    /// The shortest of the places that have been one page: a feed's, of its posts.
    home: String,
    /// The posts that stood there before the page went to a place that tells
    /// nothing: when none of them stands there any more, it is another page.
    before: HashSet<Handle>,
    /// When it went there.
    went_at: i64,
    zone: Zone,
    ui: Option<Lang>,
    reading: Option<Reading>,
    opened_at: i64,
    /// The minute of the last tick.
    minute: i64,
    /// The profile that the page's markup tells of, as long as it is not followed.
    pub detected: Option<String>,
    /// Posts in whose reply box the agent has typed on this page.
    pub typed_in: HashSet<String>,
    /// What stands in a box at no post, until the page is known to be the company's.
    pub typed_loose: Option<String>,
}

/// A page that is being read by a profile.
#[derive(Debug, Clone)]
struct Reading {
    profile: Profile,
    plan: u32,
    board: Board,
    keys: HashMap<Handle, String>,
    /// Keys of elements that have left: what comes later may still answer them.
    left: HashMap<Handle, String>,
    /// Elements of a post, the newest last: a page may show it twice.
    elements: HashMap<String, Vec<Handle>>,
    /// Posts were left unread: a feed that takes old ones out of the document
    /// may go on for ever.
    is_full: bool,
    /// Elements that stand under their post's parent.
    in_thread: HashSet<Handle>,
    unreadable: HashMap<Handle, Missing>,
    /// The addresses that the page links posts to, by key, as it writes them.
    links: HashMap<String, String>,
    /// How many comments the site says stand under a post, by its key.
    said: HashMap<String, u64>,
    coverage: Option<Coverage>,
    had_posts_before: bool,
    /// What later visits need is kept.
    is_kept: bool,
    shown: HashMap<Handle, Mark>,
    /// Marked elements in which other posts stand now.
    stale: Vec<Handle>,
    /// Posts that have got or lost an element.
    moved: HashSet<String>,
    /// Posts that were read before the post that contains them.
    early: Vec<RawPost>,
    /// Keys that comments' links give the post they stand under.
    named: HashMap<Handle, String>,
    linked: LinkedData,
    /// Posts to which linked data could still add, as they were read.
    incomplete: HashMap<Handle, RawPost>,
    /// What was decided of the waits at posts on the board.
    acts: HashMap<String, Decided>,
    /// Old and new keys of posts whose key changed while their element stayed:
    /// a hover that shows the real link, a "See more".
    renamed: Vec<(String, String)>,
}

/// What was decided of a wait.
#[derive(Debug, Clone)]
struct Decided {
    act: Act,
    /// The root of the thread that it was judged in; empty where it was not.
    root: String,
    /// A post of the customer's that says something new to it.
    overtaken_by: Option<String>,
}

impl Decided {
    fn is_aside(&self, now: i64) -> bool {
        self.overtaken_by.is_none() && self.act.is_aside(now)
    }

    /// Sees whether something new was said; true where that is not as before.
    /// `heard` are the posts that may have changed since it was judged.
    fn judge(&mut self, board: &Board, key: &str, heard: &[String]) -> bool {
        let Some(root) = board.root(key) else { return false };
        let was_overtaken = self.overtaken_by.is_some();
        let is_other =
            self.root != root || self.overtaken_by.as_ref().is_some_and(|by| heard.contains(by));
        if is_other {
            root.clone_into(&mut self.root);
            self.overtaken_by = self.act.overtaken_by(board, key);
        } else if !was_overtaken {
            let said = heard.iter().find(|said| self.act.is_overtaken_by(board, key, said));
            self.overtaken_by = said.cloned();
        }
        self.overtaken_by.is_some() != was_overtaken
    }

    fn is_pinned(&self) -> bool {
        self.act.kind == Kind::Pinned
    }
}

/// The posts whose author is owed something, in order.
#[derive(Debug, Default)]
pub(super) struct Due<'a> {
    /// What the agent is to see: what she has pinned, then the worst first.
    pub waiting: Vec<&'a str>,
    /// What she has set aside.
    pub aside: Vec<&'a str>,
}

/// Host and path of an address.
fn place_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['?', '#']).next().unwrap_or_default()
}

/// The address that a post's key was read from, without what sites add to
/// follow who presses it; None where it was read from no address.
fn link(key: &str) -> Option<String> {
    if !key.starts_with(['/', '?', '#']) && !key.starts_with("http") || key.len() > LINK {
        return None;
    }
    let (path, query) = key.split_once('?').unwrap_or((key, ""));
    let is_own = |part: &&str| !part.starts_with("__") && !part.starts_with("utm_");
    let query: Vec<&str> = query.split('&').filter(is_own).collect();
    let query = query.join("&");
    Some(if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") })
}

/// Whether a place lies further down than another that is more than a host.
fn is_under(place: &str, above: &str) -> bool {
    let above = above.trim_end_matches('/');
    above.contains('/')
        && place.strip_prefix(above).is_some_and(|rest| rest.len() > 1 && rest.starts_with('/'))
}

/// Whether two readings of one element are one post: more of its text shown,
/// another key. Else the page has put another post in the element.
fn is_same_post(before: &Record, now: &Record) -> bool {
    let beginning = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).take(40).collect()
    };
    let (before_text, now_text) = (beginning(&before.text), beginning(&now.text));
    before.author == now.author
        && (before_text.starts_with(&now_text) || now_text.starts_with(&before_text))
}

/// Why the desk may be showing less than there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Nothing has been read yet.
    Looking,
    /// The profile no longer fits the site.
    CannotRead,
    /// No profile knows the site.
    Generic,
    /// There were posts on an earlier visit and there are none now.
    NoPosts,
    NoAuthors,
    NoTexts,
    NoTimes,
    /// The page says of posts that they are yet to be written.
    TimesAhead {
        posts: usize,
    },
    CommentsHidden,
    /// The site counts more comments than have been seen.
    CommentsUnseen {
        seen: u64,
        said: u64,
    },
    Capped,
}

impl Trouble {
    /// Who waits cannot be told.
    pub fn leaves_unread(self) -> bool {
        match self {
            Self::Looking | Self::CannotRead | Self::NoPosts | Self::NoAuthors | Self::NoTexts => {
                true
            }
            Self::Generic
            | Self::NoTimes
            | Self::TimesAhead { .. }
            | Self::CommentsHidden
            | Self::CommentsUnseen { .. }
            | Self::Capped => false,
        }
    }
}

impl Page {
    pub fn new(url: &str, zone: Zone, ui: Option<Lang>, now: i64) -> Self {
        let place = place_of(url).to_owned();
        let host = place.split('/').next().unwrap_or_default();
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host).to_owned();
        Self {
            host,
            home: place.clone(),
            scheme: if url.starts_with("http:") { "http://" } else { "https://" },
            place,
            before: HashSet::new(),
            went_at: now,
            zone,
            ui,
            reading: None,
            detected: None,
            typed_in: HashSet::new(),
            typed_loose: None,
            opened_at: now,
            minute: now / MINUTE_MS,
        }
    }

    /// The address has changed within the document. True where what has been
    /// read goes on to hold: a post's own address, under its feed's or of a
    /// post that is known, and back; and a dialog's, as long as posts that
    /// stood there before still do.
    pub fn goes_to(&mut self, url: &str, now: i64) -> bool {
        let Some(reading) = &self.reading else { return false };
        let place = place_of(url);
        let host = place.split(['/', ':']).next().unwrap_or_default();
        // Where posts were left unread, another place is read from the start.
        let is_from_the_start = reading.is_capped() && place != self.place;
        if host != self.host || reading.keys.is_empty() || is_from_the_start {
            return false;
        }
        let is_known = |key: String| reading.board.post(&key).is_some();
        let post = reading.profile.key_of(url);
        let is_widened = is_under(&self.home, place);
        if is_widened {
            place.clone_into(&mut self.home);
        }
        if place == self.home && !is_widened
            || is_under(place, &self.home) && post.is_some()
            || post.is_some_and(is_known)
        {
            self.before.clear();
        } else {
            self.before = reading.keys.keys().copied().collect();
            self.went_at = now;
        }
        place.clone_into(&mut self.place);
        true
    }

    /// Nothing is left of what stood there before the page went elsewhere.
    /// What is left when a page has had its time to load is of this page.
    pub fn is_another(&mut self, now: i64) -> bool {
        let Some(reading) = self.reading.as_ref().filter(|_| !self.before.is_empty()) else {
            return false;
        };
        self.before.retain(|handle| reading.keys.contains_key(handle));
        let is_another = self.before.is_empty();
        if now - self.went_at > LOADING_MS {
            self.before.clear();
        }
        is_another
    }

    /// The same address as another page, of which nothing has been read.
    pub fn anew(&self, now: i64) -> Self {
        let anew = Self::new(&self.place, self.zone.clone(), self.ui, now);
        Self { scheme: self.scheme, ..anew }
    }

    #[cfg(test)]
    pub fn set_cap(&mut self, cap: u32) {
        if let Some(reading) = &mut self.reading {
            reading.profile.plan.cap = cap;
        }
    }

    /// Lets go of all that was read.
    pub fn stop(&mut self) -> Option<ToPage> {
        let unmark = self.take_marks_off();
        self.reading = None;
        unmark
    }

    /// A profile that was taught reads it, and has not yet found that it can't.
    pub fn is_read_as_taught(&self) -> bool {
        self.reading.as_ref().is_some_and(|reading| {
            let is_empty = reading.coverage.is_some_and(|coverage| coverage.items == 0);
            reading.profile.is_taught && !(is_empty && reading.keys.is_empty())
        })
    }

    /// The first posts in the order in which the page was read.
    pub fn first_posts(&self, count: usize) -> Vec<&Post> {
        let Some(reading) = &self.reading else { return Vec::new() };
        let mut read: Vec<(Handle, &str)> =
            reading.keys.iter().map(|(handle, key)| (*handle, key.as_str())).collect();
        sort::by_key(&mut read, |(handle, _)| *handle);
        let keys = read.into_iter().map(|(_, key)| key);
        keys.filter_map(|key| reading.board.post(key)).take(count).collect()
    }

    pub fn host(&self) -> &str {
        &self.host
    }

    /// The zone it is read in: the company's, where the settings name one.
    pub fn zone(&self) -> &Zone {
        self.board().map_or(&self.zone, Board::zone)
    }

    /// The browser's zone.
    pub fn browser_zone(&self) -> &Zone {
        &self.zone
    }

    pub fn ui(&self) -> Option<Lang> {
        self.ui
    }

    pub fn place(&self) -> &str {
        &self.place
    }

    pub fn board(&self) -> Option<&Board> {
        self.reading.as_ref().map(|reading| &reading.board)
    }

    pub fn site(&self) -> &str {
        self.reading.as_ref().map_or("", |reading| reading.profile.title.as_str())
    }

    /// The name of the profile that the page is read by.
    pub fn profile_name(&self) -> &str {
        self.reading.as_ref().map_or("", |reading| reading.profile.name.as_str())
    }

    /// Begins to read by a profile; what was read by another is let go.
    pub fn begin(&mut self, profile: Profile, context: Context, plan: u32) -> ToPage {
        let mut with_id = profile.plan.clone();
        with_id.id = plan;
        self.reading = Some(Reading {
            profile,
            plan,
            board: Board::new(context),
            keys: HashMap::new(),
            left: HashMap::new(),
            elements: HashMap::new(),
            is_full: false,
            in_thread: HashSet::new(),
            unreadable: HashMap::new(),
            links: HashMap::new(),
            said: HashMap::new(),
            coverage: None,
            had_posts_before: false,
            is_kept: false,
            shown: HashMap::new(),
            stale: Vec::new(),
            moved: HashSet::new(),
            early: Vec::new(),
            named: HashMap::new(),
            linked: LinkedData::default(),
            incomplete: HashMap::new(),
            acts: HashMap::new(),
            renamed: Vec::new(),
        });
        ToPage::Read { plan: Box::new(with_id) }
    }

    /// Takes in what the script read; false where it was read by an old plan.
    pub fn take_in(
        &mut self,
        plan: u32,
        seen: Vec<RawPost>,
        gone: &[Handle],
        coverage: Coverage,
        store: &Store,
        now: i64,
    ) -> bool {
        let Some(reading) = self.reading.as_mut().filter(|reading| reading.plan == plan) else {
            return false;
        };
        for handle in gone {
            reading.let_go(*handle);
            reading.early.retain(|early| early.handle != *handle);
            reading.named.remove(handle);
            reading.incomplete.remove(handle);
        }
        for raw in &seen {
            if let Some((at, key)) = reading.profile.key_above(raw) {
                reading.name(at, &key);
            }
        }
        for raw in &seen {
            reading.take_in(raw, self.ui, &self.host, store, now);
        }
        reading.coverage = Some(coverage);
        // By whatever profile: one that no longer knows its site leaves it to the generic one.
        reading.had_posts_before = store.fit(&self.place).is_some();
        true
    }

    /// Takes in what the page says of its posts for machines; false where it
    /// adds nothing.
    pub fn take_in_linked(&mut self, plan: u32, texts: &[String], store: &Store, now: i64) -> bool {
        let Some(reading) = self.reading.as_mut().filter(|reading| reading.plan == plan) else {
            return false;
        };
        for text in texts {
            reading.linked.take_in(text);
        }
        if reading.linked.is_empty() {
            return false;
        }
        let incomplete = std::mem::take(&mut reading.incomplete);
        for raw in incomplete.values() {
            reading.take_in(raw, self.ui, &self.host, store, now);
        }
        !incomplete.is_empty()
    }

    /// Old and new keys of posts that have got another since the last call.
    pub fn take_renamed(&mut self) -> Vec<(String, String)> {
        self.reading
            .as_mut()
            .map(|reading| std::mem::take(&mut reading.renamed))
            .unwrap_or_default()
    }

    /// Reads the threads with news, and keeps what later visits need; with
    /// the posts whose marks may be others now.
    pub fn settle(&mut self, store: &mut Store, now: i64) -> News {
        // Nothing is kept of a page where the company has not been seen, unless the site is its own.
        let is_companys = self.is_companys();
        let Some(reading) = &mut self.reading else { return News::default() };
        let mut news = reading.board.settle(now);
        news.posts.extend(std::mem::take(&mut reading.moved));
        reading.judge_acts(&mut news);
        if is_companys {
            if !std::mem::replace(&mut reading.is_kept, true) {
                let before = reading.board.queue().into_iter().map(ToOwned::to_owned);
                news.posts.extend(before.collect::<Vec<_>>());
            }
            reading.keep_for_later_visits(&news.posts, &self.host, &self.place, store, now);
        }
        news
    }

    /// Scores everything again, as an incident is open since then or none is;
    /// the posts that are marked.
    pub fn set_incident(&mut self, incident: Option<i64>, now: i64) -> Vec<String> {
        let Some(reading) = &mut self.reading else { return Vec::new() };
        reading.board.set_incident(incident);
        reading.board.tick(now);
        reading.board.queue().into_iter().map(ToOwned::to_owned).collect()
    }

    /// Where a post stands on the web, as the page links to it; else empty.
    pub fn link(&self, key: &str) -> String {
        let link = self.reading.as_ref().and_then(|reading| reading.links.get(key));
        let Some(link) = link else { return String::new() };
        let host = self.place.split('/').next().unwrap_or_default();
        let host = format!("{}{host}", self.scheme);
        match link.chars().next() {
            Some('/') if !link.starts_with("//") => format!("{host}{link}"),
            Some('?' | '#') => format!("{}{}{link}", self.scheme, self.place),
            _ => link.clone(),
        }
    }

    /// Scores everything again, as a minute has passed; the posts that are marked.
    pub fn tick(&mut self, now: i64) -> Vec<String> {
        self.is_another(now);
        let Some(reading) = &mut self.reading else { return Vec::new() };
        let minute = now / MINUTE_MS;
        if std::mem::replace(&mut self.minute, minute) == minute {
            return Vec::new();
        }
        reading.board.tick(now);
        reading.board.queue().into_iter().map(ToOwned::to_owned).collect()
    }

    /// What the script has to do so that just the right marks stand on these posts.
    pub fn change_marks(&mut self, posts: &[String], words: &Words, now: i64) -> Vec<ToPage> {
        let reading = self.reading.as_mut();
        let zone = &self.zone;
        reading.map(|reading| reading.change_marks(posts, words, zone, now)).unwrap_or_default()
    }

    /// The decision that holds of the wait at a post.
    pub fn act(&self, key: &str, now: i64) -> Option<&Act> {
        let decided = self.reading.as_ref()?.acts.get(key)?;
        (decided.is_aside(now) || decided.is_pinned()).then_some(&decided.act)
    }

    /// Takes in what the store holds of the wait at a post.
    pub fn hear_act(&mut self, key: &str, store: &Store) {
        let Some(reading) = &mut self.reading else { return };
        if reading.board.post(key).is_some() {
            reading.hear_act(key, &self.host, store);
            if let Some(decided) = reading.acts.get_mut(key) {
                decided.judge(&reading.board, key, &[]);
            }
        }
    }

    /// The posts whose author is owed something, in the order in which they are shown.
    pub fn due(&self, now: i64) -> Due<'_> {
        let Some(reading) = &self.reading else { return Due::default() };
        let queue = reading.board.queue();
        if reading.acts.is_empty() {
            return Due { waiting: queue, aside: Vec::new() };
        }
        let mut due = Due::default();
        let mut others = Vec::with_capacity(queue.len());
        for key in queue {
            match reading.acts.get(key) {
                Some(decided) if decided.is_aside(now) => due.aside.push(key),
                Some(decided) if decided.is_pinned() => due.waiting.push(key),
                _ => others.push(key),
            }
        }
        due.waiting.append(&mut others);
        due
    }

    pub fn take_marks_off(&mut self) -> Option<ToPage> {
        let reading = self.reading.as_mut()?;
        let shown = std::mem::take(&mut reading.shown);
        let mut at: Vec<Handle> = shown.into_keys().collect();
        sort::by_key(&mut at, |at| *at);
        (!at.is_empty()).then_some(ToPage::Unmark { at })
    }

    /// The page is known to be the company's: by its site, or because the
    /// company has been seen on it.
    pub fn is_companys(&self) -> bool {
        self.reading.as_ref().is_some_and(|reading| {
            let profile = &reading.profile;
            !(profile.is_everybodys() || profile.is_generic()) || reading.board.has_company()
        })
    }

    /// Key of the element's post.
    pub fn key_at(&self, handle: Handle) -> Option<&str> {
        self.reading.as_ref()?.keys.get(&handle).map(String::as_str)
    }

    /// What a draft is kept under: posts by their host, a box at no post by
    /// its page.
    pub fn scope(&self, key: &str) -> &str {
        if key.is_empty() { &self.place } else { &self.host }
    }

    /// How many posts could not be read.
    pub fn unreadable(&self) -> usize {
        self.reading.as_ref().map_or(0, |reading| reading.unreadable.len())
    }

    /// The element that shows a post now.
    pub fn element(&self, key: &str) -> Option<Handle> {
        self.reading.as_ref()?.elements.get(key)?.last().copied()
    }

    /// How many wait, and the highest tier among them.
    pub fn waiting(&self, now: i64) -> (usize, u8) {
        let Some(Reading { board, acts, .. }) = &self.reading else { return (0, 0) };
        let aside = acts.iter().filter(|(_, decided)| decided.is_aside(now));
        board.waiting_without(&aside.map(|(key, _)| key.as_str()).collect())
    }

    /// What the agent must know about what is shown, the worst first.
    pub fn troubles(&self, now: i64) -> Vec<Trouble> {
        let Some(reading) = &self.reading else { return vec![Trouble::Looking] };
        let Some(coverage) = reading.coverage else { return vec![Trouble::Looking] };
        let is_generic = reading.profile.is_generic();
        let mut troubles = Vec::new();
        let has_told = !(reading.unreadable.is_empty() && reading.keys.is_empty());
        if coverage.items > 0 && !has_told && reading.board.posts().next().is_none() {
            let is_young = now - self.opened_at <= LOADING_MS;
            troubles.push(if is_young { Trouble::Looking } else { Trouble::CannotRead });
        }
        if coverage.items == 0 && reading.keys.is_empty() {
            if coverage.evidence > 0 && !is_generic {
                troubles.push(Trouble::CannotRead);
            } else if reading.had_posts_before && now - self.opened_at > LOADING_MS {
                troubles.push(Trouble::NoPosts);
            } else if reading.had_posts_before || !is_generic {
                troubles.push(Trouble::Looking);
            }
        }
        let lost = |missing| reading.unreadable.values().filter(|lost| **lost == missing).count();
        let read = reading.keys.len();
        if lost(Missing::Author) > read {
            troubles.push(Trouble::NoAuthors);
        }
        if lost(Missing::Text) > read {
            troubles.push(Trouble::NoTexts);
        }
        let (timeless, ahead) = reading.board.mistimed();
        if timeless * 2 > reading.board.posts().len() {
            troubles.push(Trouble::NoTimes);
        }
        if ahead > 0 {
            troubles.push(Trouble::TimesAhead { posts: ahead });
        }
        if is_generic {
            troubles.push(Trouble::Generic);
        }
        let (seen, said) = reading.comments();
        if seen < said {
            troubles.push(Trouble::CommentsUnseen { seen, said });
        } else if coverage.hidden > 0 {
            troubles.push(Trouble::CommentsHidden);
        }
        if reading.is_capped() {
            troubles.push(Trouble::Capped);
        }
        troubles
    }
}

impl Reading {
    /// More posts than these are not read.
    fn most(&self) -> usize {
        usize::try_from(self.profile.plan.cap).unwrap_or(usize::MAX)
    }

    fn is_capped(&self) -> bool {
        self.is_full || self.coverage.is_some_and(|coverage| coverage.capped)
    }

    /// Of the posts whose site counts their comments: how many of those have
    /// been seen, and how many there are. A site's count may lag behind.
    fn comments(&self) -> (u64, u64) {
        let counted = self.said.iter().filter(|(key, _)| !self.is_counted_above(key));
        counted.fold((0, 0), |(seen, said), (key, here)| {
            (seen + (self.board.answers(key) as u64).min(*here), said + here)
        })
    }

    /// The comments under this one are among those of a post above it.
    fn is_counted_above(&self, key: &str) -> bool {
        self.board.root(key).is_some_and(|root| root != key && self.said.contains_key(root))
    }

    fn take_in(&mut self, raw: &RawPost, ui: Option<Lang>, host: &str, store: &Store, now: i64) {
        let key_of = |handle| self.keys.get(&handle).or_else(|| self.left.get(&handle));
        let parent = raw.parent.and_then(key_of).cloned();
        self.early.retain(|other| other.handle != raw.handle);
        if raw.parent.is_some() && parent.is_none() {
            self.early.push(raw.clone());
        }
        let completed = self.complete(raw);
        let raw = completed.as_ref().unwrap_or(raw);
        let named = self.named.get(&raw.handle).map(String::as_str);
        let sighting = self.profile.sighting(raw, parent.as_deref(), named, ui);
        let Sighting { record, comments } = match sighting {
            Ok(sighting) => sighting,
            // A feed empties what is off the screen; the post stays what it was.
            Err(_) if raw.is_empty() && self.keys.contains_key(&raw.handle) => return,
            Err(missing) => {
                self.free(raw.handle);
                self.unreadable.insert(raw.handle, missing);
                return;
            }
        };
        self.unreadable.remove(&raw.handle);
        let key = record.key.clone();
        self.let_go_of_another(raw.handle, &record);
        let is_known = self.keys.contains_key(&raw.handle) || self.board.post(&key).is_some();
        if !is_known && self.board.posts().len() >= self.most() {
            self.is_full = true;
            return;
        }
        self.give_key(raw.handle, &key);
        if let Some(link) = raw.key.iter().find_map(|candidate| link(candidate)) {
            self.links.insert(key.clone(), link);
        }
        let record = Record { parent: self.parent_of(raw.handle, &record), ..record };
        if let Some(comments) = comments {
            self.said.insert(key.clone(), comments);
        }
        self.board.put(record, now);
        if let Some(seen) = store.seen(host, &key) {
            self.board.sharpen(&key, Some(seen.posted));
            // Whether it is still worth keeping is seen when its thread is read.
            self.moved.insert(key.clone());
        }
        self.hear_act(&key, host, store);
        let is_child = |early: &RawPost| early.parent == Some(raw.handle);
        while let Some(at) = self.early.iter().position(is_child) {
            let child = self.early.swap_remove(at);
            self.take_in(&child, ui, host, store, now);
        }
    }

    fn hear_act(&mut self, key: &str, host: &str, store: &Store) {
        if let Some(act) = store.act(host, key) {
            if self.acts.get(key).is_none_or(|decided| decided.act != act) {
                let decided = Decided { act, root: String::new(), overtaken_by: None };
                self.acts.insert(key.to_owned(), decided);
            }
        } else if !self.acts.is_empty() {
            self.acts.remove(key);
        }
    }

    /// Sees where something new was said to what was decided on.
    fn judge_acts(&mut self, news: &mut News) {
        for (key, decided) in &mut self.acts {
            if decided.judge(&self.board, key, &news.heard) {
                news.posts.push(key.clone());
            }
        }
    }

    /// A post that a page shows here in its thread and there alone is of its
    /// thread, until the element that told so takes it back.
    fn parent_of(&mut self, at: Handle, record: &Record) -> Option<String> {
        if record.parent.is_some() {
            self.in_thread.insert(at);
            return record.parent.clone();
        }
        let known = self.board.post(&record.key).filter(|_| !self.in_thread.remove(&at));
        known.and_then(|known| known.record.parent.clone())
    }

    /// The page may use the element of one post for another: that one keeps
    /// its key, its draft and its place in the queue.
    fn let_go_of_another(&mut self, at: Handle, record: &Record) {
        let before = self.keys.get(&at).filter(|before| **before != record.key);
        let Some(before) = before.and_then(|before| self.board.post(before)) else { return };
        if is_same_post(&before.record, record) {
            return;
        }
        self.free(at);
    }

    /// The post with what linked data adds to it. One that still lacks
    /// something is kept for linked data that is yet to come.
    fn complete(&mut self, raw: &RawPost) -> Option<RawPost> {
        self.incomplete.remove(&raw.handle);
        let lacks = |raw: &RawPost| raw.author.is_empty() || raw.datetime.is_empty();
        if self.profile.plan.linked_data.is_none() || !lacks(raw) {
            return None;
        }
        let mut completed = raw.clone();
        self.linked.complete(&mut completed);
        if lacks(&completed) && self.incomplete.len() < INCOMPLETE {
            self.incomplete.insert(raw.handle, raw.clone());
        }
        Some(completed)
    }

    /// A comment's link has told what the post is called under which it stands.
    fn name(&mut self, at: Handle, key: &str) {
        if self.named.contains_key(&at) {
            return;
        }
        self.named.insert(at, key.to_owned());
        if self.keys.get(&at).is_some_and(|key| profile::is_made(key)) {
            self.give_key(at, key);
        }
    }

    fn give_key(&mut self, at: Handle, key: &str) {
        let old = self.keys.get(&at).filter(|old| *old != key).cloned();
        if let Some(old) = old.filter(|old| self.elements.get(old).is_some_and(|at| at.len() == 1))
        {
            self.board.rename(&old, key);
            if let Some(said) = self.said.remove(&old) {
                self.said.insert(key.to_owned(), said);
            }
            self.renamed.push((old, key.to_owned()));
        }
        if self.keys.get(&at).map(String::as_str) != Some(key) {
            self.free(at);
            self.keys.insert(at, key.to_owned());
            self.elements.entry(key.to_owned()).or_default().push(at);
            self.moved.insert(key.to_owned());
        }
    }

    fn keep_for_later_visits(
        &mut self,
        changed: &[String],
        host: &str,
        place: &str,
        store: &mut Store,
        now: i64,
    ) {
        for key in changed {
            let Some(post) = self.board.post(key) else { continue };
            match (post.posted, post.owed.is_some()) {
                (Some(posted), true) => {
                    let at = store.seen(host, key).map_or(now, |seen| seen.at);
                    store.set_seen(host, key, Some(Seen { posted, at }));
                }
                (_, false) => store.set_seen(host, key, None),
                (None, true) => {}
            }
        }
        if self.board.posts().next().is_some() && !self.had_posts_before {
            self.had_posts_before = true;
            let fit = Fit { profile: self.profile.name.clone(), at: now };
            store.set_fit(place, &fit);
        }
    }

    /// The element stays in the document without its post, and without a mark.
    fn free(&mut self, handle: Handle) {
        if self.shown.contains_key(&handle) {
            self.stale.push(handle);
        }
        self.let_go(handle);
    }

    /// The element has left the document; its post stays known.
    fn let_go(&mut self, handle: Handle) {
        self.unreadable.remove(&handle);
        self.in_thread.remove(&handle);
        self.shown.remove(&handle);
        let Some(key) = self.keys.remove(&handle) else { return };
        if let Some(elements) = self.elements.get_mut(&key) {
            elements.retain(|other| *other != handle);
        }
        self.moved.insert(key.clone());
        // Who answers what has left does so soon after.
        if self.left.len() >= self.most() {
            self.left.clear();
        }
        self.left.insert(handle, key);
    }

    fn change_marks(
        &mut self,
        posts: &[String],
        words: &Words,
        zone: &Zone,
        now: i64,
    ) -> Vec<ToPage> {
        let (mut on, mut off) = (Vec::new(), std::mem::take(&mut self.stale));
        for key in posts {
            let post = self.board.post(key);
            let owed = post.and_then(|post| Some((post, post.owed.as_ref()?)));
            let aside = self.acts.get(key).filter(|decided| decided.is_aside(now));
            let wanted = owed.map(|(post, owed)| match aside {
                Some(decided) => calm(&words.act(&decided.act, zone, now), words),
                None => mark(post, owed, words, now),
            });
            for &at in self.elements.get(key).into_iter().flatten() {
                let wanted = wanted.clone().map(|wanted| Mark { at, ..wanted });
                if self.shown.get(&at) == wanted.as_ref() {
                    continue;
                }
                match wanted {
                    Some(mark) => {
                        self.shown.insert(at, mark.clone());
                        on.push(mark);
                    }
                    None => {
                        self.shown.remove(&at);
                        off.push(at);
                    }
                }
            }
        }
        let off = off.chunks(AT_ONCE).map(|at| ToPage::Unmark { at: at.to_vec() });
        let on = on.chunks(AT_ONCE).map(|marks| ToPage::Mark { marks: marks.to_vec() });
        off.chain(on).collect()
    }
}

/// The mark of a post that is set aside.
fn calm(told: &str, words: &Words) -> Mark {
    Mark {
        at: 0,
        tier: 0,
        overdue: false,
        text: told.to_owned(),
        label: format!("Svarklar: {told}."),
        lang: words.lang.tag().to_owned(),
    }
}

/// The mark of a post whose author is owed something.
fn mark(post: &Post, owed: &Owed, words: &Words, now: i64) -> Mark {
    let Owed { state, urgency, .. } = owed;
    let is_overdue = urgency.overdue == Some(true);
    // "Waits 3–4 d · soon · overdue".
    let (said, age) = (words.state(*state), words.age(post.posted, now));
    let mut text = format!("{said} {age} · {}", words.tier(urgency.tier));
    if is_overdue {
        text.push_str(" · ");
        text.push_str(words.states.overdue);
    }
    let reasons: Vec<&str> =
        urgency.reasons.iter().map(|reason| words.reason(reason.rule)).collect();
    Mark {
        at: 0,
        tier: urgency.tier,
        overdue: is_overdue,
        label: format!("Svarklar: {text}. {}.", reasons.join(", ")),
        text,
        lang: words.lang.tag().to_owned(),
    }
}
