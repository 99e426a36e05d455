//! The formats of the command-line tool: a snapshot of a page in, one line
//! for each answer out.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::board::{Answerer, Board, Context, Post, Standing};
use crate::clock::{Interval, Zone};
use crate::message::{RawPost, ReadingPlan, Sketch};
use crate::own_wordings;
use crate::own_words;
use crate::page::linked_data::LinkedData;
use crate::page::names;
use crate::page::profile::{Missing, Profile, Sighting};
use crate::page::time::{self, Stated};
use crate::page::{Record, teach};
use crate::reading::{
    Lang, Mood, PersonalDataKind, ReplyNeed, SpokenKind, Topic, Trade, personal_data, spoken,
};
use crate::reply::{self, Agent, DraftKind, Fault, Level, Part, Situation};
use crate::situation::{Answering, with_situation};
use crate::text::hash;
use crate::thread::State;
use crate::thread::company::Company;
use crate::timetable::Timetable;
use crate::urgency::{Reason, Rule, Targets, Terms, Weights};
use crate::words::Words;

/// A page at one moment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The site's name.
    #[serde(default)]
    pub site: Option<String>,
    /// The language of the page's own words.
    #[serde(default)]
    pub ui: Option<String>,
    /// The page's zone, an IANA name; else the offset of `now` stands in.
    #[serde(default)]
    pub zone: Option<String>,
    /// When the page was seen: ISO 8601 with an offset.
    pub now: String,
    /// The company's page.
    pub page: PageNames,
    /// Since when an incident is open, written as `now`; absent where none is.
    #[serde(default)]
    pub incident: Option<String>,
    /// Its posts, in the page's order: each a [`Record`], and read one by one,
    /// so that a broken one does not take the others with it.
    pub posts: Vec<serde_json::Value>,
}

/// The company's page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageNames {
    /// The names it answers under.
    #[serde(default)]
    pub names: Vec<String>,
    /// Its agents.
    #[serde(default)]
    pub agents: Vec<String>,
    /// The company's own domains.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Its trades; none: it may be in any.
    #[serde(default)]
    pub trades: Vec<String>,
    /// Its own words and products, each as a line of the settings.
    #[serde(default)]
    pub own_words: Vec<String>,
    /// Its own wordings, each as a line of the settings.
    #[serde(default)]
    pub wordings: Vec<String>,
    /// When it answers; absent: at all hours.
    #[serde(default)]
    pub hours: Timetable,
    /// How much the reasons of urgency count, as in the settings.
    #[serde(default)]
    pub weights: Vec<String>,
    /// The checks that have to be mended, by their rules' names.
    #[serde(default)]
    pub blocking: Vec<String>,
}

/// What `draft` reads.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftRequest {
    /// The page.
    pub snapshot: Snapshot,
    /// Key of the post to answer.
    pub reply_to: String,
    /// Who answers.
    pub agent: Agent,
    /// Answers of this page in view.
    #[serde(default)]
    pub earlier: Vec<String>,
    /// Whose fault the trouble is.
    #[serde(default)]
    pub fault: Fault,
    /// The company has said that something is down; absent or null: it has not.
    #[serde(default)]
    pub incident: Option<serde_json::Value>,
    /// How the drafts are wanted otherwise.
    #[serde(default)]
    pub wish: reply::Wish,
}

/// What `check` reads.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// The page.
    pub snapshot: Snapshot,
    /// Key of the post that is answered.
    pub reply_to: String,
    /// Who answers.
    pub agent: Agent,
    /// The answer.
    pub draft: String,
    /// Answers of this page in view.
    #[serde(default)]
    pub earlier: Vec<String>,
}

/// A site profile, as its file has it.
pub type ProfileFile = serde_json::Map<String, serde_json::Value>;

/// What `records` reads: a profile at work.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordsRequest {
    /// A profile, as its file has it.
    pub profile: ProfileFile,
    /// The language of the page's own words.
    #[serde(default)]
    pub ui: Option<String>,
    /// What the content script read by the profile's plan.
    pub posts: Vec<RawPost>,
    /// The texts that the plan's `linked_data` matched.
    #[serde(default)]
    pub linked: Vec<String>,
}

/// What `teach` reads: a page on which parts of one post were picked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeachRequest {
    /// The page's host.
    pub host: String,
    /// Its elements in document order.
    pub page: Vec<Sketch>,
}

/// One post that a profile has read.
#[derive(Debug, Clone, Serialize)]
pub struct RecordLine {
    #[serde(flatten)]
    record: Record,
    /// How many comments the site says stand under it.
    comments: Option<u64>,
}

/// One post of a triage. The thread's verdicts stand on its first post only.
#[derive(Debug, Clone, Serialize)]
pub struct TriageLine {
    key: String,
    lang: Lang,
    lang_confidence: f32,
    mood: Mood,
    topic: Topic,
    topics: Vec<Topic>,
    reply_need: ReplyNeed,
    personal_data: Vec<PersonalSpan>,
    posted: Option<Interval>,
    #[serde(flatten)]
    thread: Option<ThreadVerdict>,
}

#[derive(Debug, Clone, Serialize)]
struct PersonalSpan {
    kind: PersonalDataKind,
    start: usize,
    end: usize,
}

/// What one post speaks of.
#[derive(Debug, Clone, Serialize)]
pub struct SpokenLine {
    key: String,
    spoken: Vec<SpokenSpan>,
}

#[derive(Debug, Clone, Serialize)]
struct SpokenSpan {
    kind: SpokenKind,
    start: usize,
    end: usize,
    normal: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ThreadVerdict {
    state: State,
    waiting_since: Option<WaitingSince>,
    #[serde(skip_serializing_if = "Option::is_none")]
    promise: Option<PromiseLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_by: Option<AnsweredBy>,
    overdue: Option<bool>,
    score: u8,
    tier: u8,
    reasons: Vec<ReasonLine>,
}

/// What the page has promised and not done.
#[derive(Debug, Clone, Serialize)]
struct PromiseLine {
    /// Until when, in epoch milliseconds; null where it named no time.
    due: Option<i64>,
}

/// Who answered last.
#[derive(Debug, Clone, Serialize)]
struct AnsweredBy {
    key: String,
    kind: Answerer,
    /// The agent's.
    name: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct WaitingSince {
    key: String,
    earliest: Option<i64>,
    latest: Option<i64>,
}

#[derive(Debug, Clone, Serialize)]
struct ReasonLine {
    rule: Rule,
    points: u8,
    evidence: String,
}

/// One draft of an answer.
#[derive(Debug, Clone, Serialize)]
pub struct DraftLine {
    kind: DraftKind,
    lang: Lang,
    text: String,
    parts: Vec<Part>,
}

/// One finding of the checks; offsets count Unicode scalar values of the draft.
#[derive(Debug, Clone, Serialize)]
pub struct CheckLine {
    rule: &'static str,
    level: Level,
    start: usize,
    end: usize,
    message: &'static str,
    fix: Option<String>,
}

/// What the content script carries out for a profile.
///
/// # Errors
/// When the profile is broken: where and why.
pub fn plan(profile: &ProfileFile) -> Result<Answers<ReadingPlan>, BadRequest> {
    let plan = compiled(profile)?.plan;
    Ok(Answers { lines: vec![plan], passed_over: Vec::new(), notes: Vec::new() })
}

fn compiled(profile: &ProfileFile) -> Result<Profile, BadRequest> {
    let spelled_out = names::spelled_out(profile.clone())
        .map_err(|reason| BadRequest { place: "profile".to_owned(), reason })?;
    Profile::compile(&spelled_out.to_string()).map_err(|error| {
        let place = format!("profile, {}", error.place);
        BadRequest { place, reason: error.reason }
    })
}

/// What a profile makes of what the content script read: for those who write
/// profiles.
///
/// # Errors
/// When the profile is broken: where and why.
pub fn records(request: &RecordsRequest) -> Result<Answers<RecordLine>, BadRequest> {
    let profile = compiled(&request.profile)?;
    let ui = request.ui.as_deref().and_then(Lang::from_tag);
    let mut keys = HashMap::new();
    let mut answers = Answers { lines: Vec::new(), passed_over: Vec::new(), notes: Vec::new() };
    let mut linked = LinkedData::default();
    for text in &request.linked {
        linked.take_in(text);
    }
    let mut named = HashMap::new();
    for (at, key) in request.posts.iter().filter_map(|raw| profile.key_above(raw)) {
        named.entry(at).or_insert(key);
    }
    for (at, raw) in request.posts.iter().enumerate() {
        let parent = raw.parent.and_then(|parent| keys.get(&parent)).map(String::as_str);
        let mut raw = raw.clone();
        linked.complete(&mut raw);
        let named = named.get(&raw.handle).map(String::as_str);
        match profile.sighting(&raw, parent, named, ui) {
            Ok(Sighting { record, comments }) => {
                keys.insert(raw.handle, record.key.clone());
                answers.lines.push(RecordLine { record, comments });
            }
            Err(missing) => {
                let reason = match missing {
                    Missing::Author => "has no author",
                    Missing::Text => "has no text",
                };
                let place = format!("posts[{at}]");
                answers.passed_over.push(BadRequest { place, reason: reason.to_owned() });
            }
        }
    }
    Ok(answers)
}

/// Makes a profile of what was picked: its text and author at least.
///
/// # Errors
/// When nothing can be learned from it.
pub fn teach(request: &TeachRequest) -> Result<Answers<serde_json::Value>, BadRequest> {
    let picked = request.page.iter().flat_map(|element| element.picked.iter().copied());
    let slots: Vec<u32> = picked.collect();
    let refuse = |reason: String| BadRequest { place: "page".to_owned(), reason };
    let learned = teach::learn(&request.page, &slots, "")
        .map_err(|fault| refuse(format!("{fault:?}")))?
        .ok_or_else(|| refuse("no text and author are picked".to_owned()))?
        .profile(&request.host, false);
    let profile = serde_json::from_str(&learned).map_err(|error| refuse(error.to_string()))?;
    Ok(Answers { lines: vec![profile], passed_over: Vec::new(), notes: Vec::new() })
}

/// What every post of a snapshot speaks of.
///
/// # Errors
/// When `now` is no time with an offset.
pub fn spoken(snapshot: &Snapshot) -> Result<Answers<SpokenLine>, BadRequest> {
    let Seen { board, keys, passed_over, notes, .. } = see(snapshot)?;
    let line = |key: &String| {
        let Post { record, reading, .. } = board.post(key)?;
        let spoken = spoken::find_own(&record.text, reading.lang.value, board.own())
            .into_iter()
            .map(|found| {
                let (start, end) = scalars(&record.text, &found.range);
                let normal = found.normal.map(|normal| normal.to_string());
                SpokenSpan { kind: found.kind, start, end, normal }
            });
        Some(SpokenLine { key: key.clone(), spoken: spoken.collect() })
    };
    Ok(Answers { lines: keys.iter().filter_map(line).collect(), passed_over, notes })
}

/// A snapshot with the personal data in its posts masked, and all else as it was.
#[must_use]
pub fn mask(snapshot: &serde_json::Map<String, serde_json::Value>) -> Answers<serde_json::Value> {
    let mut snapshot = snapshot.clone();
    let mut answers = Answers { lines: Vec::new(), passed_over: Vec::new(), notes: Vec::new() };
    let posts = snapshot.get_mut("posts").and_then(serde_json::Value::as_array_mut);
    if posts.is_none() {
        let (place, reason) = ("posts".to_owned(), "there are none".to_owned());
        answers.passed_over.push(BadRequest { place, reason });
    }
    for post in posts.into_iter().flatten() {
        if let Some(serde_json::Value::String(text)) = post.get_mut("text") {
            *text = personal_data::mask(text);
        }
    }
    answers.lines.push(snapshot.into());
    answers
}

/// The answer to a request, as far as it could be given.
#[derive(Debug, Clone)]
pub struct Answers<T> {
    /// What is known.
    pub lines: Vec<T>,
    /// What could not be read or found.
    pub passed_over: Vec<BadRequest>,
    /// What was read otherwise than it says.
    pub notes: Vec<BadRequest>,
}

/// Why a request cannot be answered: the place in it and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRequest {
    /// Where.
    pub place: String,
    /// What is wrong there.
    pub reason: String,
}

impl fmt::Display for BadRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

impl std::error::Error for BadRequest {}

/// Reads every post of a snapshot and every thread. Posts that cannot be
/// read are passed over and told.
///
/// # Errors
/// When `now` is no time with an offset.
pub fn triage(snapshot: &Snapshot) -> Result<Answers<TriageLine>, BadRequest> {
    let Seen { board, keys, passed_over, notes, .. } = see(snapshot)?;
    let lines = keys.iter().filter_map(|key| line(&board, board.post(key)?)).collect();
    Ok(Answers { lines, passed_over, notes })
}

/// Drafts for one post, best first. Posts that cannot be read are passed over
/// and told, and so is a `reply_to` that no post has for its key.
///
/// # Errors
/// When `now` is no time with an offset.
pub fn draft(request: &DraftRequest) -> Result<Answers<DraftLine>, BadRequest> {
    let seed = hash(&[&request.reply_to]);
    let subject = Subject {
        snapshot: &request.snapshot,
        reply_to: &request.reply_to,
        agent: &request.agent,
        earlier: &request.earlier,
        fault: request.fault,
    };
    subject.with_situation(|mut situation| {
        situation.incident |= request.incident.as_ref().is_some_and(|it| !it.is_null());
        let lang = request.wish.lang.unwrap_or(situation.lang);
        reply::draft(situation, &request.wish, seed)
            .into_iter()
            .map(|draft| DraftLine { kind: draft.kind, lang, text: draft.text, parts: draft.parts })
            .collect()
    })
}

/// What the checks find in an answer; told like [`draft`].
///
/// # Errors
/// When `now` is no time with an offset.
pub fn check(request: &CheckRequest) -> Result<Answers<CheckLine>, BadRequest> {
    let text = &request.draft;
    let subject = Subject {
        snapshot: &request.snapshot,
        reply_to: &request.reply_to,
        agent: &request.agent,
        earlier: &request.earlier,
        fault: Fault::Unknown,
    };
    subject.with_situation(|situation| {
        let mut findings = reply::check(text, situation);
        reply::check::block(&mut findings, &request.snapshot.page.blocking);
        findings
            .into_iter()
            .map(|finding| {
                let (start, end) = scalars(text, &finding.range);
                let message = finding.message(situation.lang);
                CheckLine {
                    rule: finding.rule,
                    level: finding.level,
                    start,
                    end,
                    message,
                    fix: finding.fix,
                }
            })
            .collect()
    })
}

/// The post that a draft or a check is about.
struct Subject<'a> {
    snapshot: &'a Snapshot,
    reply_to: &'a str,
    agent: &'a Agent,
    earlier: &'a [String],
    fault: Fault,
}

impl Subject<'_> {
    fn with_situation<T>(
        &self,
        then: impl FnOnce(Situation<'_>) -> Vec<T>,
    ) -> Result<Answers<T>, BadRequest> {
        let Seen { board, now, mut passed_over, notes, .. } = see(self.snapshot)?;
        let wordings = own_wordings::read(&self.snapshot.page.wordings).0;
        let answering = Answering {
            wordings: &wordings,
            site: self.snapshot.site.as_deref().unwrap_or_default(),
            place: "",
            page_names: &self.snapshot.page.names,
            domains: &self.snapshot.page.domains,
            agent: self.agent,
            fault: self.fault,
            earlier: self.earlier,
        };
        let ui = self.snapshot.ui.as_deref().and_then(Lang::from_tag);
        let lines = with_situation(&board, self.reply_to, ui, answering, now, then);
        if lines.is_none() {
            passed_over.push(BadRequest {
                place: "reply_to".to_owned(),
                reason: format!("no post has the key \"{}\"", self.reply_to),
            });
        }
        Ok(Answers { lines: lines.unwrap_or_default(), passed_over, notes })
    }
}

/// A snapshot, seen.
struct Seen {
    board: Board,
    now: i64,
    /// The posts' keys in the order given.
    keys: Vec<String>,
    passed_over: Vec<BadRequest>,
    notes: Vec<BadRequest>,
}

fn see(snapshot: &Snapshot) -> Result<Seen, BadRequest> {
    let Stated { at: now, offset_minutes } = time::stated(&snapshot.now)
        .map_err(|flaw| BadRequest { place: "now".to_owned(), reason: flaw.to_string() })?;
    let incident = snapshot.incident.as_deref().map(time::stated).transpose();
    let incident = incident
        .map_err(|flaw| BadRequest { place: "incident".to_owned(), reason: flaw.to_string() })?;
    let zone = Zone::named(snapshot.zone.as_deref(), offset_minutes);
    let timetable = &snapshot.page.hours;
    let mut board = Board::new(Context {
        company: Company::new(&snapshot.page.names, &snapshot.page.agents, &[]),
        zone: timetable.zone(&zone),
        page_zone: zone.clone(),
        ui: snapshot.ui.as_deref().and_then(Lang::from_tag),
        terms: Terms {
            hours: timetable.hours(&zone),
            incident: incident.map(|incident| incident.at),
            weights: Weights::read(&snapshot.page.weights).0,
            targets: Targets::default(),
        },
        own: own_words::own(&snapshot.page.trades, &snapshot.page.own_words),
    });
    let (mut keys, mut passed_over) = (Vec::new(), not_own(&snapshot.page));
    let mut notes = Vec::new();
    for (index, post) in snapshot.posts.iter().enumerate() {
        match record(post, &board) {
            Ok(record) => {
                let key = record.key.clone();
                board.put(record, now);
                if board.post(&key).is_some_and(|post| post.is_ahead) {
                    let reason = "its time is after `now`, and counts as that: a clock is wrong";
                    notes.push(BadRequest {
                        place: format!("posts[{index}]"),
                        reason: reason.to_owned(),
                    });
                }
                keys.push(key);
            }
            Err(reason) => {
                passed_over.push(BadRequest { place: format!("posts[{index}]"), reason })
            }
        }
    }
    board.settle(now);
    let unknown_zone = snapshot.zone.as_deref().filter(|name| !Zone::knows(name));
    notes.extend(unknown_zone.map(|name| BadRequest {
        place: "zone".to_owned(),
        reason: format!("no zone known is named \"{name}\"; the offset of `now` stands in"),
    }));
    Ok(Seen { board, now, keys, passed_over, notes })
}

/// The trades, own words, hours, weights and checks that are none.
fn not_own(page: &PageNames) -> Vec<BadRequest> {
    let mut bad = Vec::new();
    for (trade, at) in page.trades.iter().zip(0..) {
        if Trade::named(trade).is_none() {
            let reason = format!("no trade is called \"{trade}\"");
            bad.push(BadRequest { place: format!("page.trades[{at}]"), reason });
        }
    }
    let refused = own_words::read(&page.own_words.join("\n")).err().unwrap_or_default();
    for one in refused {
        let at = one.line.saturating_sub(1);
        let reason = one.told(Words::of(Lang::En));
        bad.push(BadRequest { place: format!("page.own_words[{at}]"), reason });
    }
    for one in own_wordings::read(&page.wordings).1 {
        let at = one.line.saturating_sub(1);
        let reason = one.told(Words::of(Lang::En));
        bad.push(BadRequest { place: format!("page.wordings[{at}]"), reason });
    }
    for line in Weights::read(&page.weights).1 {
        let reason = format!("\"{line}\" is no rule with off, less, usual or more");
        bad.push(BadRequest { place: "page.weights".to_owned(), reason });
    }
    let rules = reply::check::rules(Lang::En);
    for (name, at) in page.blocking.iter().zip(0..) {
        if rules.iter().all(|(rule, _)| rule != name) {
            let reason = format!("no check is called \"{name}\"");
            bad.push(BadRequest { place: format!("page.blocking[{at}]"), reason });
        }
    }
    for (field, one) in page.hours.refused() {
        let reason = one.told(Words::of(Lang::En));
        bad.push(BadRequest { place: format!("page.hours.{}", field.name()), reason });
    }
    bad
}

/// A message on bad JSON without what stood there: it may be a customer's words.
#[must_use]
pub fn without_values(message: &str) -> String {
    let mut told = message.to_owned();
    for said in ["invalid type: ", "invalid value: "] {
        let Some((before, value)) = message.split_once(said) else { continue };
        // The value may hold the word too, so the last one counts.
        let Some((value, wanted)) = value.rsplit_once(", expected ") else { continue };
        let kind = value.split([' ', '`', '"']).next().unwrap_or_default();
        told = format!("{before}{said}{kind}, expected {wanted}");
    }
    told
}

fn record(post: &serde_json::Value, board: &Board) -> Result<Record, String> {
    let record = Record::deserialize(post).map_err(|error| without_values(&error.to_string()))?;
    if record.key.is_empty() {
        return Err("the key is empty".to_owned());
    }
    if board.post(&record.key).is_some() {
        return Err(format!("another post has the key \"{}\"", record.key));
    }
    Ok(record)
}

fn line(board: &Board, post: &Post) -> Option<TriageLine> {
    let reading = &post.reading;
    let is_root = board.root(&post.record.key) == Some(post.record.key.as_str());
    let thread = is_root.then(|| board.thread(&post.record.key)).flatten();
    Some(TriageLine {
        key: post.record.key.clone(),
        lang: reading.lang.value,
        lang_confidence: (reading.lang.confidence * 1000.0).round() / 1000.0,
        mood: reading.mood.value,
        topic: reading.topics.first()?.value,
        topics: reading.topics.iter().map(|topic| topic.value).collect(),
        reply_need: reading.need.value,
        personal_data: reading
            .personal_data
            .iter()
            .map(|found| {
                let (start, end) = scalars(&post.record.text, &found.range);
                PersonalSpan { kind: found.kind, start, end }
            })
            .collect(),
        posted: post.posted,
        thread: thread.map(|standing| verdict(board, &post.record.key, standing)),
    })
}

fn verdict(board: &Board, root: &str, standing: &Standing) -> ThreadVerdict {
    let urgency = board.urgency(root);
    let since = standing.thread.waiting_since();
    let since = since.and_then(|wait| board.post(standing.posts.get(wait.at)?));
    let reason = |reason: &Reason| ReasonLine {
        rule: reason.rule,
        points: reason.points,
        evidence: evidence(reason),
    };
    ThreadVerdict {
        state: standing.thread.state,
        waiting_since: since.map(|post| WaitingSince {
            key: post.record.key.clone(),
            earliest: post.posted.map(|posted| posted.earliest),
            latest: post.posted.map(|posted| posted.latest),
        }),
        promise: standing.thread.promise.map(|promise| PromiseLine { due: promise.at }),
        answered_by: board.answered_by(root).map(|(post, kind)| AnsweredBy {
            key: post.record.key.clone(),
            kind,
            name: post.signed().map(ToOwned::to_owned).filter(|_| kind == Answerer::Agent),
        }),
        overdue: urgency.overdue,
        score: urgency.score,
        tier: urgency.tier,
        reasons: urgency.reasons.iter().map(reason).collect(),
    }
}

/// What a reason rests on; a bare figure says of what.
fn evidence(reason: &Reason) -> String {
    match reason.rule {
        Rule::Spread => format!(
            "{} reactions an hour at least; a share or a comment in agreement counts as five",
            reason.evidence
        ),
        _ => reason.evidence.clone(),
    }
}

/// Puts the replacement character for half a character: JSON can escape a
/// lone surrogate, which no text holds. Every byte keeps its place, so that a
/// message about the JSON still names the right one.
pub fn mend_half_characters(json: &mut [u8]) {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        let (_, escape) = rest.split_at_mut(at);
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => Some(12),
            (Some(0xD800..0xE000), _) => None,
            (Some(_), _) => Some(6),
            (None, _) => Some(2),
        };
        if length.is_none()
            && let Some(digits) = escape.get_mut(2..6)
        {
            digits.copy_from_slice(b"fffd");
        }
        rest = escape.get_mut(length.unwrap_or(6)..).unwrap_or_default();
    }
}

/// The UTF-16 unit that the bytes begin with, written as `\uXXXX`.
fn unit(escape: &[u8]) -> Option<u16> {
    let digits = escape.strip_prefix(b"\\u")?.get(..4)?;
    let digits = str::from_utf8(digits).ok()?;
    u16::from_str_radix(digits, 16).ok()
}

/// A byte range as Unicode scalar values.
fn scalars(text: &str, range: &Range<usize>) -> (usize, usize) {
    let count = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
    (count(range.start), count(range.end))
}
