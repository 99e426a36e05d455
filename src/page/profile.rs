//! Site profiles: how a site's markup becomes records, as data.
//!
//! A profile is a JSON file in `extension/profiles/`. It is compiled once
//! into a [`ReadingPlan`], which the content script carries out, and the
//! patterns that pick a value out of what the script brings back (their
//! language: [`super::pattern`]).

use std::collections::HashMap;
use std::{fmt, slice};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::pattern::Pattern;
use super::{Record, count, time};
use crate::data;
use crate::message::{Handle, PlanFields, Probe, RawPost, ReadingPlan};
use crate::reading::Lang;
use crate::text::hash;

/// More posts than this on one page are left unread, with a message.
const CAP: u32 = 20_000;

/// How a key begins that no site has given.
const MADE: &str = "text-";

/// What a profile that did not come with Svarklar may have at most.
const LARGEST: usize = 100_000;
const MOST_SELECTORS: usize = 200;
const LONGEST_SELECTOR: usize = 4_000;
const MOST_PATTERNS: usize = 100;

/// Where the profiles are, and the one among them that is for no site.
const FOLDER: &str = "extension/profiles/";
const GENERIC: &str = "extension/profiles/generic.json";

/// A profile as its file has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFile {
    /// For editors: where the schema is.
    #[serde(default, rename = "$schema")]
    _schema: IgnoredAny,
    /// For the tests: markup and the records it must give.
    #[serde(default, rename = "examples")]
    _examples: IgnoredAny,
    name: String,
    title: String,
    hosts: Vec<String>,
    detect: Option<String>,
    item: String,
    #[serde(default)]
    skip: Option<String>,
    #[serde(default)]
    evidence: Option<String>,
    #[serde(default)]
    hides: Option<String>,
    #[serde(default)]
    hides_words: Vec<String>,
    #[serde(default)]
    folds: Option<String>,
    #[serde(default)]
    keeps_lines: Option<String>,
    #[serde(default)]
    thread: Option<String>,
    #[serde(default)]
    focus: Option<String>,
    #[serde(default)]
    follows: Option<String>,
    #[serde(default)]
    roots: Option<String>,
    #[serde(default)]
    linked_data: Option<String>,
    fields: PlanFields,
    #[serde(default)]
    patterns: HashMap<Field, Vec<Pattern>>,
    reply_box: String,
    #[serde(default)]
    beside: Option<String>,
    #[serde(default)]
    opener: Option<String>,
    #[serde(default)]
    opener_words: Vec<String>,
}

/// The fields that a pattern can pick a value out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Field {
    Key,
    ParentKey,
    PostKey,
    Author,
    Badge,
    Time,
    Datetime,
    Lang,
    Reactions,
    Shares,
    Comments,
}

/// A profile, compiled.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its name: `facebook`, `isso`, `generic`.
    pub name: String,
    /// The site's name for people.
    pub title: String,
    /// What the content script carries out.
    pub plan: ReadingPlan,
    /// It was taught or imported; else it came with Svarklar.
    pub is_taught: bool,
    hosts: Vec<String>,
    detect: Option<String>,
    patterns: HashMap<Field, Vec<Pattern>>,
}

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// Where in the profile: a JSON place or a field.
    pub place: String,
    /// What is wrong there.
    pub reason: String,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

impl std::error::Error for ProfileError {}

/// A post as it was seen, and what the site says of what it does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// The post.
    pub record: Record,
    /// How many comments the site says stand under it.
    pub comments: Option<u64>,
}

/// Why a post on the page could not become a record: the field that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// Nobody's name.
    Author,
    /// No text; a picture alone has none.
    Text,
}

impl Profile {
    /// Compiles a profile's JSON.
    ///
    /// # Errors
    /// Says the place and the reason when the JSON or a pattern is wrong.
    pub fn compile(json: &str) -> Result<Self, ProfileError> {
        let file: ProfileFile = serde_json::from_str(json).map_err(|error| {
            let told = error.to_string();
            ProfileError {
                place: format!("line {}, column {}", error.line(), error.column()),
                reason: told.rsplit_once(" at line ").map_or(&*told, |(told, _)| told).to_owned(),
            }
        })?;
        Ok(Self {
            name: file.name,
            title: file.title,
            plan: ReadingPlan {
                id: 0,
                item: file.item,
                skip: file.skip,
                evidence: file.evidence,
                hides: file.hides,
                hides_words: file.hides_words,
                folds: file.folds,
                keeps_lines: file.keeps_lines,
                thread: file.thread,
                focus: file.focus,
                follows: file.follows,
                roots: file.roots,
                linked_data: file.linked_data,
                fields: file.fields,
                reply_box: file.reply_box,
                beside: file.beside,
                opener: file.opener,
                opener_words: file.opener_words,
                cap: CAP,
            },
            is_taught: false,
            hosts: file.hosts,
            detect: file.detect,
            patterns: file.patterns,
        })
    }

    /// Compiles a profile that did not come with Svarklar.
    ///
    /// # Errors
    /// As [`Profile::compile`], and when it is larger than a profile has to
    /// be, or is for no site.
    pub fn compile_taught(json: &str) -> Result<Self, ProfileError> {
        let refuse =
            |place: &str, reason: String| Err(ProfileError { place: place.to_owned(), reason });
        if json.len() > LARGEST {
            return refuse("size", format!("{} bytes, and {LARGEST} are the most", json.len()));
        }
        let profile = Self { is_taught: true, ..Self::compile(json)? };
        let is_domain_letter = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.' || byte == b'-'
        };
        let is_domain = |host: &String| {
            (host.contains('.') || host == "localhost")
                && !host.starts_with('.')
                && host.bytes().all(is_domain_letter)
        };
        let name = profile.name.as_str();
        if name.is_empty() || name.len() > 81 || !name.bytes().all(is_domain_letter) {
            return refuse("name", format!("`{name}` is not of the letters a-z, digits, . and -"));
        }
        if profile.title.is_empty() || profile.title.chars().count() > 80 {
            return refuse("title", "it is empty or too long".to_owned());
        }
        if let Some(host) = profile.hosts.iter().find(|host| !is_domain(host)) {
            return refuse("hosts", format!("`{host}` is no domain"));
        }
        if profile.is_generic() {
            return refuse("hosts", "there are none, nor `detect`: it is for no site".to_owned());
        }
        let selectors = profile.selectors();
        if selectors.len() > MOST_SELECTORS {
            return refuse("fields", format!("more than {MOST_SELECTORS} selectors"));
        }
        if let Some(long) = selectors.iter().find(|selector| selector.len() > LONGEST_SELECTOR) {
            let start: String = long.chars().take(40).collect();
            return refuse("selector", format!("`{start}…` has over {LONGEST_SELECTOR} letters"));
        }
        if profile.patterns.values().map(Vec::len).sum::<usize>() > MOST_PATTERNS {
            return refuse("patterns", format!("there are more than {MOST_PATTERNS}"));
        }
        Ok(profile)
    }

    /// Every selector in it.
    #[must_use]
    pub fn selectors(&self) -> Vec<String> {
        // None is left out by `..`: a new one has to be thought of here.
        let ReadingPlan {
            id: _,
            item,
            skip,
            evidence,
            hides,
            hides_words: _,
            folds,
            keeps_lines,
            thread,
            focus,
            follows,
            roots,
            linked_data,
            fields,
            reply_box,
            beside,
            opener,
            opener_words: _,
            cap: _,
        } = &self.plan;
        let PlanFields {
            key,
            parent_key,
            post_key,
            author,
            badge,
            text,
            time,
            datetime,
            lang,
            reactions,
            reaction_kinds,
            shares,
            comments,
        } = fields;
        let picks = [key, parent_key, post_key, author, badge, text, time, datetime, lang];
        let picks = picks.into_iter().chain([reactions, reaction_kinds, shares, comments]);
        let picks = picks.flatten();
        let more = [skip, evidence, hides, folds, keeps_lines, thread, focus, follows, roots];
        let more = more.into_iter().chain([linked_data, beside, opener, &self.detect]);
        let all = more.chain(picks.map(|pick| &pick.select)).flatten();
        [item, reply_box].into_iter().chain(all).cloned().collect()
    }

    /// The profile is for this host or a domain above it.
    #[must_use]
    pub fn is_for_host(&self, host: &str) -> bool {
        self.domain(host) > 0
    }

    /// How long the longest of the profile's domains is that the host is in.
    fn domain(&self, host: &str) -> usize {
        let mut longest = 0;
        for own in &self.hosts {
            let rest = host.strip_suffix(own.as_str());
            if rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.')) {
                longest = longest.max(own.len());
            }
        }
        longest
    }

    /// It knows no site, and reads pages of any kind.
    #[must_use]
    pub fn is_generic(&self) -> bool {
        self.hosts.is_empty() && self.detect.is_none()
    }

    /// The site is everybody's: beside the company's page it holds pages that
    /// are none of Svarklar's business.
    #[must_use]
    pub fn is_everybodys(&self) -> bool {
        !self.hosts.is_empty()
    }

    /// How the content script recognises the site, where its markup tells.
    #[must_use]
    pub fn probe(&self) -> Option<Probe> {
        self.detect
            .as_ref()
            .map(|detect| Probe { profile: self.name.clone(), detect: detect.clone() })
    }

    /// Makes a record of what the script read; `parent` is the key of the
    /// post that it stands under, `named` the key that comments give the post
    /// itself ([`Self::key_above`]), for one that does not tell its own.
    ///
    /// # Errors
    /// Names the field without which a post is none.
    pub fn sighting(
        &self,
        raw: &RawPost,
        parent: Option<&str>,
        named: Option<&str>,
        ui: Option<Lang>,
    ) -> Result<Sighting, Missing> {
        let author = self.pick(Field::Author, &raw.author).ok_or(Missing::Author)?;
        let author = author.trim_matches(is_direction).to_owned();
        let text = raw.text.trim().to_owned();
        if text.is_empty() {
            return Err(Missing::Text);
        }
        let parent =
            self.pick(Field::ParentKey, &raw.parent_key).or_else(|| parent.map(ToOwned::to_owned));
        let time = self.time(&raw.time, ui);
        let datetime = self.pick(Field::Datetime, &raw.datetime);
        let told = self.pick(Field::Key, &raw.key).or_else(|| named.map(ToOwned::to_owned));
        let key = told.unwrap_or_else(|| {
            content_key(&[
                parent.as_deref().unwrap_or_default(),
                &author,
                &text,
                datetime.as_deref().unwrap_or_default(),
            ])
        });
        let record = Record {
            parent: parent.filter(|parent| *parent != key),
            badge: self.pick(Field::Badge, &raw.badge),
            lang: self.pick(Field::Lang, &raw.lang),
            reactions: self
                .count(Field::Reactions, &raw.reactions, ui)
                .or_else(|| self.sum_of_kinds(&raw.reaction_kinds, ui)),
            shares: self.count(Field::Shares, &raw.shares, ui),
            key,
            author,
            text,
            time,
            datetime,
        };
        let comments = self.count(Field::Comments, &raw.comments, ui);
        Ok(Sighting { record, comments })
    }

    /// The first candidate that one of the field's patterns accepts; any
    /// candidate will do where the field has no pattern.
    fn pick(&self, field: Field, candidates: &[String]) -> Option<String> {
        let mut candidates = candidates.iter().map(|text| text.trim()).filter(|t| !t.is_empty());
        let Some(patterns) = self.patterns.get(&field) else {
            return candidates.next().map(ToOwned::to_owned);
        };
        candidates.find_map(|candidate| patterns.iter().find_map(|pattern| pattern.find(candidate)))
    }

    /// The first candidate that tells a time: where a site gives the time no
    /// name of its own, other words of the post's head are candidates too.
    fn time(&self, candidates: &[String], ui: Option<Lang>) -> Option<String> {
        let told = candidates.iter().filter(|_| candidates.len() > 1);
        told.filter(|words| time::tell(words, ui))
            .find_map(|words| self.pick(Field::Time, slice::from_ref(words)))
            .or_else(|| self.pick(Field::Time, candidates))
    }

    /// The first candidate that says a number.
    fn count(&self, field: Field, candidates: &[String], ui: Option<Lang>) -> Option<u64> {
        candidates.iter().find_map(|candidate| {
            let words = self.pick(field, slice::from_ref(candidate))?;
            count::read(&words, ui)
        })
    }

    /// The reactions to a post whose site counts each kind for itself.
    fn sum_of_kinds(&self, kinds: &[String], ui: Option<Lang>) -> Option<u64> {
        let mut sum = None;
        for (at, kind) in kinds.iter().enumerate() {
            // A page that shows a post's counts twice says the same words twice.
            let is_new = kinds.iter().take(at).all(|before| before != kind);
            if let Some(count) = count::read(kind, ui).filter(|_| is_new) {
                sum = Some(count.saturating_add(sum.unwrap_or_default()));
            }
        }
        sum
    }

    /// The key of the post that a link is to.
    #[must_use]
    pub fn key_of(&self, url: &str) -> Option<String> {
        self.pick(Field::Key, &[url.to_owned()])
    }

    /// The element of the post that a comment stands under, and the key that
    /// the comment's own link gives that post.
    #[must_use]
    pub fn key_above(&self, raw: &RawPost) -> Option<(Handle, String)> {
        Some((raw.parent?, self.pick(Field::PostKey, &raw.post_key)?))
    }
}

/// A mark that tells which way the words run, as sites put around names.
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A key for a post that its site gives none: the same words by the same
/// author in the same place are the same post.
fn content_key(parts: &[&str]) -> String {
    format!("{MADE}{:016x}", hash(parts))
}

/// Whether a key was made of the post's words because its site gave none.
#[must_use]
pub fn is_made(key: &str) -> bool {
    key.starts_with(MADE)
}

/// The profiles that come with Svarklar, and those that go before them.
#[derive(Debug, Clone)]
pub struct Profiles {
    /// Taught or imported.
    pub taught: Vec<Profile>,
    sites: Vec<Profile>,
    generic: Profile,
}

impl Profiles {
    /// The profiles in `extension/profiles/`.
    ///
    /// # Errors
    /// When a file that was built in is broken, which the tests rule out.
    pub fn built_in() -> Result<Self, ProfileError> {
        let generic = Profile::compile(data::text(GENERIC).unwrap_or_default())?;
        let others = data::names().filter(|name| name.starts_with(FOLDER) && *name != GENERIC);
        let sites = others.map(|name| Profile::compile(data::text(name).unwrap_or_default()));
        Ok(Self { taught: Vec::new(), sites: sites.collect::<Result<_, _>>()?, generic })
    }

    /// The profile for a page's host: that of the innermost domain.
    #[must_use]
    pub fn for_host(&self, host: &str) -> Option<&Profile> {
        let mut best: Option<&Profile> = None;
        for profile in self.all() {
            if profile.domain(host) > best.map_or(0, |best| best.domain(host)) {
                best = Some(profile);
            }
        }
        best
    }

    /// The profile of that name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Profile> {
        self.all().find(|profile| profile.name == name)
    }

    fn all(&self) -> impl Iterator<Item = &Profile> {
        self.taught.iter().chain(&self.sites)
    }

    /// The reading of pages that no profile knows.
    #[must_use]
    pub fn generic(&self) -> &Profile {
        &self.generic
    }

    /// How to recognise the sites by their markup.
    #[must_use]
    pub fn probes(&self) -> Vec<Probe> {
        self.all().filter_map(Profile::probe).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(key: &[&str], author: &str, text: &str) -> RawPost {
        RawPost {
            handle: 1,
            key: key.iter().map(|&key| key.to_owned()).collect(),
            author: vec![author.to_owned()],
            text: text.to_owned(),
            ..RawPost::default()
        }
    }

    fn site(name: &str) -> Profile {
        Profiles::built_in().unwrap().named(name).unwrap().clone()
    }

    #[test]
    fn a_host_matches_itself_and_its_subdomains_only() {
        let facebook = site("facebook");
        assert!(facebook.is_for_host("facebook.com"));
        assert!(facebook.is_for_host("www.facebook.com"));
        assert!(!facebook.is_for_host("notfacebook.com"));
        assert!(!facebook.is_for_host("facebook.com.evil.example"));
    }

    #[test]
    fn a_facebook_key_is_the_comments_own_number() {
        let keys = [
            "https://www.facebook.com/page/posts/pfbid02x?comment_id=111&reply_comment_id=222",
            "/someone?comment_id=Y29tbWVudDo5XzIyMg%3D%3D",
        ];
        let record = site("facebook")
            .sighting(&raw(&keys, "Bo", "Hej"), Some("111"), None, None)
            .unwrap()
            .record;
        assert_eq!(record.key, "222");
        assert_eq!(record.parent.as_deref(), Some("111"));
        let hidden = site("facebook").sighting(&raw(&keys[1..], "Bo", "Hej"), None, None, None);
        assert_eq!(hidden.unwrap().record.key, "222");
        let post = ["https://www.facebook.com/page/posts/pfbid02x?__cft__=1"];
        let record =
            site("facebook").sighting(&raw(&post, "Bo", "Hej"), None, None, None).unwrap().record;
        assert_eq!(record.key, "pfbid02x");
    }

    #[test]
    fn only_the_owners_badge_on_facebook_is_the_owners() {
        let badge_in = |words: &[&str]| {
            let badge = words.iter().map(|&words| words.to_owned()).collect();
            let raw = RawPost { badge, ..raw(&["?comment_id=1"], "Bo", "Hej") };
            site("facebook").sighting(&raw, None, None, None).unwrap().record.badge
        };
        for owner in ["Author", "Forfatter", "Författare", "Forfattar", "Verfasser"] {
            assert_eq!(badge_in(&[owner]).as_deref(), Some(owner));
            assert_eq!(badge_in(&["Top fan", owner]).as_deref(), Some(owner));
        }
        for other in ["Top fan", "Stor fan", "Admin", "Group expert", "Author's friend"] {
            assert_eq!(badge_in(&[other]), None, "{other}");
        }
    }

    #[test]
    fn reactions_of_each_kind_are_added_where_no_total_stands() {
        let reactions_of = |total: &[&str], kinds: &[&str]| {
            let list = |all: &[&str]| all.iter().map(|&words| words.to_owned()).collect();
            let (reactions, reaction_kinds) = (list(total), list(kinds));
            let raw = RawPost { reactions, reaction_kinds, ..raw(&["1"], "Bo", "Hej") };
            site("facebook").sighting(&raw, None, None, Some(Lang::En)).unwrap().record.reactions
        };
        let kinds = ["Love: 181 people", "Like: 1.2K people", "Love: 181 people", "More"];
        assert_eq!(reactions_of(&[], &kinds), Some(1_381));
        assert_eq!(reactions_of(&["See all", "30K"], &kinds), Some(30_000));
        assert_eq!(reactions_of(&["See all"], &[]), None);
    }

    #[test]
    fn a_post_without_a_key_keeps_one_from_its_words() {
        let generic = Profiles::built_in().unwrap().generic().clone();
        let one = generic.sighting(&raw(&[], "Bo", "Hej"), None, None, None).unwrap().record;
        let again = generic.sighting(&raw(&[], "Bo", " Hej\n"), None, None, None).unwrap().record;
        let other = generic.sighting(&raw(&[], "Bo", "Hejsa"), None, None, None).unwrap().record;
        assert_eq!(one.key, again.key);
        assert_ne!(one.key, other.key);
    }

    #[test]
    fn a_post_without_author_or_text_is_none() {
        let isso = site("isso");
        assert_eq!(
            isso.sighting(&raw(&["isso-1"], " ", "Hej"), None, None, None),
            Err(Missing::Author)
        );
        assert_eq!(
            isso.sighting(&raw(&["isso-1"], "Bo", " \n"), None, None, None),
            Err(Missing::Text)
        );
    }

    #[test]
    fn of_the_words_in_a_posts_head_the_time_is_what_tells_one() {
        let time_of = |words: &[&str]| {
            let time = words.iter().map(|&words| words.to_owned()).collect();
            let raw = RawPost { time, ..raw(&["isso-1"], "Bo", "Hej") };
            site("isso").sighting(&raw, None, None, Some(Lang::Da)).unwrap().record.time
        };
        assert_eq!(time_of(&["Svar", "18 t", "2 d"]).as_deref(), Some("18 t"));
        assert_eq!(time_of(&["engang", "forleden"]).as_deref(), Some("engang"));
    }

    #[test]
    fn a_name_is_freed_from_its_marks_of_direction() {
        let named = raw(&["isso-1"], "\u{202a}Bo Lund\u{202c}", "Hej");
        assert_eq!(
            site("isso").sighting(&named, None, None, None).unwrap().record.author,
            "Bo Lund"
        );
    }

    #[test]
    fn what_was_taught_goes_first_and_the_innermost_domain_before_that() {
        let mut profiles = Profiles::built_in().unwrap();
        let taught = |host: &str| {
            let isso = include_str!("../../extension/profiles/isso.json");
            let json = isso.replacen("\"hosts\": []", &format!("\"hosts\": [\"{host}\"]"), 1);
            Profile::compile_taught(&json.replacen("\"Isso\"", &format!("\"{host}\""), 1)).unwrap()
        };
        profiles.taught = ["example.dk", "facebook.com", "forum.example.dk"].map(taught).into();
        for (host, expected) in [
            ("www.example.dk", "example.dk"),
            ("forum.example.dk", "forum.example.dk"),
            ("www.facebook.com", "facebook.com"),
            ("www.youtube.com", "YouTube"),
        ] {
            assert_eq!(profiles.for_host(host).unwrap().title, expected);
        }
        assert!(profiles.for_host("example.se").is_none());
    }

    #[test]
    fn our_own_profiles_could_be_imported() {
        for name in data::names().filter(|name| name.starts_with(FOLDER) && *name != GENERIC) {
            let profile = Profile::compile_taught(data::text(name).unwrap()).unwrap();
            assert!(profile.selectors().contains(&profile.plan.reply_box), "{name}");
        }
    }

    #[test]
    fn a_profile_from_elsewhere_is_refused_with_place_and_reason() {
        let isso = include_str!("../../extension/profiles/isso.json");
        for (part, other, place) in [
            ("\"name\": \"isso\"", "\"name\": \"../isso\"", "name"),
            ("\"title\": \"Isso\"", "\"title\": \"\"", "title"),
            ("\"hosts\": []", "\"hosts\": [\"dk\"]", "hosts"),
            ("\"hosts\": []", "\"hosts\": [\"forum.example/a\"]", "hosts"),
            ("\"detect\": \"#isso-thread, .isso-comment[id]\"", "\"detect\": null", "hosts"),
            ("^isso-{digits}$", "(a+)+$", "line "),
            ("^isso-{digits}$", "a*a*a*a*a*a{digits}", "line "),
            ("\"evidence\"", "\"script\"", "line "),
            (
                "\"select\": \".isso-votes\"",
                &format!("\"select\": \"{}\"", "a ".repeat(2_001)),
                "selector",
            ),
            ("\"^isso-{digits}$\"", &["\"^a{digits}\""; 101].join(","), "patterns"),
            ("{ \"attr\": \"id\" }", &["{ \"select\": \"a\" }"; 201].join(","), "fields"),
            ("\"Isso\"", &format!("\"{}\"", "a".repeat(100_000)), "size"),
        ] {
            let json = isso.replacen(part, other, 1);
            assert_ne!(json, isso, "{part}");
            let error = Profile::compile_taught(&json).unwrap_err();
            assert!(error.place.starts_with(place), "{other:.40}: {error:.200}");
        }
    }

    #[test]
    fn a_broken_profile_says_where() {
        let error = Profile::compile("{\n \"name\": 1}").unwrap_err();
        assert!(error.place.starts_with("line 2"), "{error}");
        let json =
            include_str!("../../extension/profiles/isso.json").replace("{digits}", "{number}");
        let error = Profile::compile(&json).unwrap_err();
        assert!(error.place.starts_with("line 21, column "), "{error}");
        assert!(error.reason.contains("`^isso-{number}$`"), "{error}");
    }
}
