//! What outlives the page: settings, and small keyed facts with a time.
//!
//! Every fact is a key of its own in the extension's storage, so that two
//! tabs never overwrite each other's. Customers' words are not among them.

use std::collections::{HashMap, HashSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::acts::Act;
use crate::clock::Interval;
use crate::message::Entry;
use crate::reply::{Agent, signature};
use crate::sort;
use crate::timetable::Timetable;
use crate::urgency::Targets;

/// All keys begin with this.
pub const PREFIX: &str = "svarklar/";

const SETTINGS: &str = "svarklar/settings";
const SETTINGS_OLD: &str = "svarklar/settings.old";
const FOLDED: &str = "svarklar/folded";
const INCIDENT: &str = "svarklar/incident";
const TAUGHT: &str = "svarklar/taught/";
const ACT: &str = "svarklar/act/";
const DRAFT: &str = "svarklar/draft/";
/// Settings of version 1 told neither trades nor own words, those of version 2
/// neither hours nor weights, those of version 3 one signature and no leader.
const VERSION: u32 = 4;
const DAY_MS: i64 = 24 * 3_600_000;

/// What the company and the agent have set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    version: u32,
    /// The page's names, as they stand beside the company's answers.
    pub page_names: Vec<String>,
    /// The agent at this browser.
    pub agent: Agent,
    /// Names of the others who answer.
    pub colleagues: Vec<String>,
    /// The company's own domains.
    pub domains: Vec<String>,
    /// How long a wait may last.
    pub targets: Targets,
    /// Days after which facts are forgotten.
    pub keep_days: u32,
    /// The names of the trades that the company is in; none: it may be any.
    #[serde(default)]
    pub trades: Vec<String>,
    /// The company's own words and products, as the lines that were typed: so that
    /// one that another version can't use is not lost.
    #[serde(default)]
    pub own_words: Vec<String>,
    /// Lines of own wordings, as they were written.
    #[serde(default)]
    pub wordings: Vec<String>,
    /// When the company answers.
    #[serde(default)]
    pub hours: Box<Timetable>,
    /// How much the reasons of urgency count, where not as usual: each a rule
    /// and a weight.
    #[serde(default)]
    pub weights: Vec<String>,
    /// The checks that have to be mended before the desk inserts an answer: names of rules.
    #[serde(default)]
    pub blocking: Vec<String>,
    /// Who signs status posts: her name and what she is.
    #[serde(default)]
    pub leader: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: VERSION,
            page_names: Vec::new(),
            agent: Agent::default(),
            colleagues: Vec::new(),
            domains: Vec::new(),
            targets: Targets::default(),
            keep_days: 90,
            trades: Vec::new(),
            own_words: Vec::new(),
            wordings: Vec::new(),
            hours: Box::default(),
            weights: Vec::new(),
            blocking: Vec::new(),
            leader: String::new(),
        }
    }
}

impl Settings {
    /// Reads settings of this version or an older one.
    ///
    /// # Errors
    /// Why they can't be read, and where.
    pub fn read(json: &str) -> Result<Self, String> {
        match serde_json::from_str::<Self>(json) {
            Ok(settings @ Self { version: 1..=VERSION, .. }) => {
                Ok(Self { version: VERSION, ..settings })
            }
            Ok(settings) => Err(format!("version {}", settings.version)),
            Err(error) => Err(error.to_string()),
        }
    }

    /// The same for any agent of the company: this one is among the colleagues, and
    /// her name in a signature anybody's.
    #[must_use]
    pub fn for_anybody(mut self) -> Self {
        let name = std::mem::take(&mut self.agent.name);
        self.agent.signature = signature::of_anybody(&self.agent.signature, &name);
        for line in &mut self.agent.signatures {
            *line = signature::of_anybody(line, &name);
        }
        if !name.is_empty() && !self.colleagues.contains(&name) {
            self.colleagues.push(name);
        }
        self
    }

    /// As a file.
    #[must_use]
    pub fn file(&self) -> String {
        serde_json::to_string(&self.clone().for_anybody()).unwrap_or_default()
    }
}

/// When a post was written, as far as earlier visits know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// When it was written.
    pub posted: Interval,
    /// When it was first seen, in epoch milliseconds.
    pub at: i64,
}

/// An answer that is being written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The agent's text.
    pub text: String,
    /// Texts of the agent's that stand aside, the oldest first.
    #[serde(default)]
    pub kept: Vec<String>,
    /// Who wrote it.
    pub by: String,
    /// When it was last changed, in epoch milliseconds.
    pub at: i64,
}

/// An incident that was declared open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// When, in epoch milliseconds.
    pub at: i64,
    /// By whom.
    pub by: String,
}

/// A profile found posts on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fit {
    /// The profile's name.
    pub profile: String,
    /// When, in epoch milliseconds.
    pub at: i64,
}

/// What the settings in the store are worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loaded {
    /// There are none: the first run.
    Missing,
    /// They could not be read, and why. They are left where they are.
    Unreadable(String),
    /// The settings.
    Settings(Box<Settings>),
}

/// The extension's storage as the engine knows it, and what to write there.
#[derive(Debug, Clone, Default)]
pub struct Store {
    entries: HashMap<String, String>,
    /// Those of the keys that are drafts': few, among those of all posts that were seen.
    drafts: HashSet<String>,
    unwritten: HashMap<String, Option<String>>,
}

impl Store {
    /// Takes in what storage holds, at the start or when another tab wrote.
    /// Keys that are not ours are passed over.
    pub fn take_in(&mut self, entries: Vec<Entry>) {
        for Entry { key, value } in entries {
            if key.starts_with(PREFIX) {
                match value {
                    Some(value) => self.take_in_one(key, value),
                    None => self.hold(key, None),
                }
            }
        }
    }

    fn take_in_one(&mut self, key: String, value: String) {
        // Where two tabs decided at once, both come to hold the later decision.
        let merged = self.get::<Act>(&key).filter(|_| key.starts_with(ACT)).and_then(|ours| {
            let theirs: Act = serde_json::from_str(&value).ok()?;
            (theirs < ours).then(|| ours.merged(theirs))
        });
        match merged {
            Some(merged) => self.unwritten.extend([(key, serde_json::to_string(&merged).ok())]),
            None => self.hold(key, Some(value)),
        }
    }

    /// What has to be written since the last call.
    pub fn to_write(&mut self) -> Vec<Entry> {
        let unwritten = std::mem::take(&mut self.unwritten).into_iter();
        let mut entries: Vec<Entry> = unwritten.map(|(key, value)| Entry { key, value }).collect();
        sort::by_key(&mut entries, |entry| entry.key.clone());
        entries
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> Loaded {
        let Some(json) = self.entries.get(SETTINGS) else { return Loaded::Missing };
        match Settings::read(json) {
            Ok(settings) => Loaded::Settings(Box::new(settings)),
            Err(reason) => Loaded::Unreadable(reason),
        }
    }

    /// Saves the settings. Old ones that could not be read are put aside.
    pub fn set_settings(&mut self, settings: &Settings) {
        if let (Loaded::Unreadable(_), Some(old)) = (self.settings(), self.entries.get(SETTINGS)) {
            self.unwritten.insert(SETTINGS_OLD.to_owned(), Some(old.clone()));
        }
        self.set(SETTINGS.to_owned(), Some(settings));
    }

    /// When a post was written, from earlier visits.
    #[must_use]
    pub fn seen(&self, host: &str, post: &str) -> Option<Seen> {
        self.get(&seen_key(host, post))
    }

    /// Keeps when a post was written.
    pub fn set_seen(&mut self, host: &str, post: &str, seen: Option<Seen>) {
        self.set(seen_key(host, post), seen.as_ref());
    }

    /// The answer being written to a post.
    #[must_use]
    pub fn draft(&self, host: &str, post: &str) -> Option<Draft> {
        self.get(&draft_key(host, post))
    }

    /// Keeps an answer being written; None once it is posted or given up.
    pub fn set_draft(&mut self, host: &str, post: &str, draft: Option<&Draft>) {
        self.set(draft_key(host, post), draft);
    }

    /// Keys of the posts on a host to which an answer is being written.
    pub fn drafted(&self, host: &str) -> impl Iterator<Item = String> {
        let prefix = draft_key(host, "");
        let keys = self.drafts.iter().filter_map(move |key| key.strip_prefix(&prefix));
        keys.map(ToOwned::to_owned)
    }

    /// What was decided of the wait at a post.
    #[must_use]
    pub fn act(&self, host: &str, post: &str) -> Option<Act> {
        self.get(&act_key(host, post))
    }

    /// Keeps a decision, unless a later one is known.
    pub fn set_act(&mut self, host: &str, post: &str, act: Act) {
        let merged = match self.act(host, post) {
            Some(known) => known.merged(act),
            None => act,
        };
        self.set(act_key(host, post), Some(&merged));
    }

    /// The post on a host that an entry's key is a decision of.
    #[must_use]
    pub fn decided<'a>(key: &'a str, host: &str) -> Option<&'a str> {
        key.strip_prefix(ACT)?.strip_prefix(host)?.strip_prefix('/')
    }

    /// Whether the desk is folded.
    #[must_use]
    pub fn is_folded(&self) -> bool {
        self.get(FOLDED).unwrap_or(false)
    }

    /// Keeps whether the desk is folded.
    pub fn set_folded(&mut self, folded: bool) {
        self.set(FOLDED.to_owned(), Some(&folded));
    }

    /// The incident that is open.
    #[must_use]
    pub fn incident(&self) -> Option<Incident> {
        self.get(INCIDENT)
    }

    /// Keeps that an incident is open; None closes it.
    pub fn set_incident(&mut self, incident: Option<&Incident>) {
        self.set(INCIDENT.to_owned(), incident);
    }

    /// The profile that has found posts on a page (host and path).
    #[must_use]
    pub fn fit(&self, place: &str) -> Option<Fit> {
        self.get(&fit_key(place))
    }

    /// Keeps that a profile found posts on a page.
    pub fn set_fit(&mut self, place: &str, fit: &Fit) {
        self.set(fit_key(place), Some(fit));
    }

    /// The files of the profiles that were taught or imported, and their names.
    #[must_use]
    pub fn taught(&self) -> Vec<Entry> {
        let ours = self.entries.iter().filter_map(|(key, json)| {
            let key = key.strip_prefix(TAUGHT)?.to_owned();
            Some(Entry { key, value: Some(json.clone()) })
        });
        let mut taught: Vec<Entry> = ours.collect();
        sort::by_key(&mut taught, |entry| entry.key.clone());
        taught
    }

    /// The key is of such a profile.
    #[must_use]
    pub fn is_of_taught(key: &str) -> bool {
        key.starts_with(TAUGHT)
    }

    /// Keeps a profile's file under its name; None forgets it.
    pub fn set_taught(&mut self, name: &str, json: Option<String>) {
        self.put(format!("{TAUGHT}{name}"), json);
    }

    /// Forgets the facts older than `keep_days` before `now` (epoch
    /// milliseconds). Settings and profiles stay, and so does what cannot be read.
    pub fn forget_old(&mut self, keep_days: u32, now: i64) {
        #[derive(Deserialize)]
        struct Dated {
            at: i64,
        }
        let oldest = now.saturating_sub(i64::from(keep_days).saturating_mul(DAY_MS));
        let old: Vec<String> = self
            .entries
            .iter()
            .filter(|(_, json)| {
                serde_json::from_str::<Dated>(json).is_ok_and(|fact| fact.at < oldest)
            })
            .map(|(key, _)| key.clone())
            .collect();
        for key in old {
            self.set::<()>(key, None);
        }
    }

    fn get<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        serde_json::from_str(self.entries.get(key)?).ok()
    }

    fn set<T: Serialize>(&mut self, key: String, value: Option<&T>) {
        self.put(key, value.and_then(|value| serde_json::to_string(value).ok()));
    }

    fn put(&mut self, key: String, json: Option<String>) {
        if self.entries.get(&key) == json.as_ref() {
            return;
        }
        self.hold(key.clone(), json.clone());
        self.unwritten.insert(key, json);
    }

    fn hold(&mut self, key: String, json: Option<String>) {
        let Some(json) = json else {
            self.entries.remove(&key);
            self.drafts.remove(&key);
            return;
        };
        if key.starts_with(DRAFT) {
            self.drafts.insert(key.clone());
        }
        self.entries.insert(key, json);
    }
}

fn seen_key(host: &str, post: &str) -> String {
    format!("{PREFIX}seen/{host}/{post}")
}

fn draft_key(host: &str, post: &str) -> String {
    format!("{DRAFT}{host}/{post}")
}

fn act_key(host: &str, post: &str) -> String {
    format!("{ACT}{host}/{post}")
}

fn fit_key(place: &str) -> String {
    format!("{PREFIX}fit/{place}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::Kind;

    fn draft(text: &str, at: i64) -> Draft {
        Draft { text: text.into(), kept: Vec::new(), by: "Lise".into(), at }
    }

    #[test]
    fn what_was_written_is_read_back_by_the_next_store() {
        let mut store = Store::default();
        let settings = Settings {
            page_names: vec!["Page".into()],
            trades: vec!["telecom".into(), "energy".into()],
            own_words: vec!["Fiberboks* = levering".into()],
            wordings: vec!["da | close | | Tak.".into()],
            hours: Box::new(Timetable { week: "man-fre 8-16\n".into(), ..Timetable::default() }),
            ..Settings::default()
        };
        store.set_settings(&settings);
        store.set_draft("host", "1", Some(&draft("Hej Bo", 5)));
        let mut next = Store::default();
        next.take_in(store.to_write());
        assert_eq!(next.settings(), Loaded::Settings(Box::new(settings)));
        assert_eq!(next.draft("host", "1"), Some(draft("Hej Bo", 5)));
        assert!(next.to_write().is_empty());
    }

    #[test]
    fn settings_of_older_versions_are_read() {
        let old = r#"{"version":1,"page_names":["Page"],"agent":{"name":"Lise","signature":""},"colleagues":["Bo"],"domains":[],"targets":{"now_minutes":1,"soon_minutes":2,"routine_minutes":3},"keep_days":7}"#;
        let mut store = Store::default();
        store.take_in(vec![Entry { key: SETTINGS.into(), value: Some(old.into()) }]);
        let Loaded::Settings(settings) = store.settings() else { panic!("{:?}", store.settings()) };
        assert_eq!((settings.colleagues.as_slice(), settings.keep_days), (&["Bo".into()][..], 7));
        assert!(settings.trades.is_empty() && settings.own_words.is_empty());
        assert!(settings.agent.signatures.is_empty() && !settings.agent.signs_once);
        assert_eq!(settings.leader, "");
        assert_eq!(*settings.hours, Timetable::default());
        store.set_settings(&settings);
        let written = store.to_write().remove(0).value.unwrap();
        assert!(written.starts_with(r#"{"version":4,"#), "{written}");
    }

    #[test]
    fn broken_settings_say_why_and_stay() {
        let mut store = Store::default();
        let entry = |value: &str| Entry { key: SETTINGS.into(), value: Some(value.into()) };
        store.take_in(vec![entry("{\"version\":1,")]);
        assert!(
            matches!(store.settings(), Loaded::Unreadable(reason) if reason.contains("line 1"))
        );
        let newer = serde_json::to_string(&Settings { version: 9, ..Settings::default() }).unwrap();
        store.take_in(vec![entry(&newer)]);
        assert_eq!(store.settings(), Loaded::Unreadable("version 9".into()));
        store.forget_old(0, i64::MAX);
        assert!(store.to_write().is_empty());
    }

    #[test]
    fn profiles_are_kept_by_name_and_never_forgotten() {
        let mut store = Store::default();
        store.set_taught("forum.example", Some("{}".into()));
        store.set_taught("a.example", Some("{".into()));
        store.forget_old(0, i64::MAX);
        let mut next = Store::default();
        next.take_in(store.to_write());
        let names = |store: &Store| -> Vec<String> {
            store.taught().into_iter().map(|entry| entry.key).collect()
        };
        assert_eq!(names(&next), ["a.example", "forum.example"]);
        next.set_taught("a.example", None);
        assert_eq!(names(&next), ["forum.example"]);
    }

    #[test]
    fn a_decision_of_another_tab_holds_where_it_is_the_later_one() {
        let act = |at, kind| Act {
            at,
            by: "Lise".into(),
            kind,
            until: 0,
            known: vec![7],
            texts: vec![8],
        };
        let entry = |act: &Act| Entry {
            key: act_key("host", "1"),
            value: Some(serde_json::to_string(act).unwrap()),
        };
        let (old, new) = (act(1, Kind::Pinned), act(2, Kind::NotNeeded));
        for [first, second] in [[&old, &new], [&new, &old]] {
            let mut store = Store::default();
            store.set_act("host", "1", first.clone());
            store.to_write();
            store.take_in(vec![entry(second)]);
            assert_eq!(store.act("host", "1"), Some(new.clone()));
            let written = store.to_write();
            // What storage holds is put right where it held the older one.
            assert_eq!(written.is_empty(), first == &old, "{written:?}");
            store.forget_old(1, 3 * DAY_MS);
            assert_eq!(store.act("host", "1"), None);
        }
    }

    #[test]
    fn old_facts_are_forgotten() {
        let mut store = Store::default();
        store.set_draft("host", "old", Some(&draft("Hej", 0)));
        store.set_draft("host", "new", Some(&draft("Hej", 9 * DAY_MS)));
        store.to_write();
        store.forget_old(5, 10 * DAY_MS);
        assert_eq!(store.draft("host", "old"), None);
        assert!(store.draft("host", "new").is_some());
        assert_eq!(store.to_write(), [Entry { key: draft_key("host", "old"), value: None }]);
    }
}
