//! `step(event, now) -> effects`: everything Svarklar decides, without a
//! browser.

pub mod adjust;
mod answer;
mod page;
pub mod setup;
pub mod shift;
mod teach;
pub mod view;

use crate::acts::Decision;
use crate::board::Context;
use crate::clock::Zone;
use crate::message::{
    Command, Detected, Entry, FromPage, InsertMode, InsertOutcome, Inserted, Linked, MarkPressed,
    Opened, Posts, Pressed, ToHost, ToPage, Typed,
};
use crate::own_words;
use crate::page::profile::{ProfileError, Profiles};
use crate::reading::Lang;
use crate::reply::signature;
use crate::store::{Loaded, Settings, Store};
use crate::thread::company::Company;
use crate::timetable::Timetable;
use crate::urgency::{Targets, Terms, Weights};
use crate::words::Words;
use adjust::Adjust;
use answer::Answer;
use page::Page;
use teach::Teaching;
use view::Flash;

/// What happens to the engine.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The content script tells something.
    Page(FromPage),
    /// The agent does something in the desk.
    Agent(Action),
    /// Another tab wrote to the extension's storage.
    Stored(Vec<Entry>),
    /// The port to the content script is gone.
    Disconnected,
    /// The browser refused to write to the extension's storage.
    StorageFailed,
    /// Those of [`ToHost::Check`]'s that are no selectors to the browser.
    Checked(Vec<String>),
    /// Time has passed.
    Tick,
}

/// What the agent does in the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Pressed one of the keys.
    Press(Command),
    /// Chose a post in the queue, by its key.
    Choose(String),
    /// Wants to see the chosen post on the page.
    GoTo,
    /// Took one of the drafts.
    TakeDraft(usize),
    /// Wants the draft otherwise.
    Adjust(Adjust),
    /// Changed the answer.
    Edit(String),
    /// Wants back a text that stands aside, by its place in the list.
    TakeBack(usize),
    /// Lets a text go that stands aside.
    DropKept(usize),
    /// Mends what a check found, by its place in the list.
    Mend(usize),
    /// Puts the answer in the page's reply box.
    Insert(InsertMode),
    /// Copies the answer.
    Copy,
    /// Copies a text typed in a box at no post, by its place in the list.
    CopyLoose(usize),
    /// Lets that text go.
    DropLoose(usize),
    /// Says that an incident is open, or no longer.
    ToggleIncident,
    /// Shows what the next shift is told, or the queue again.
    ToggleHandover,
    /// Copies what the next shift is told.
    CopyHandover,
    /// Decides something of the chosen wait.
    Decide(Decision),
    /// Opens the settings.
    OpenSettings,
    /// Leaves the settings as they were.
    CloseSettings,
    /// Saves the settings.
    SaveSettings(Box<SettingsForm>),
    /// Gives the settings as a file.
    ExportSettings,
    /// Fills the card with the settings of a file.
    ImportSettings(String),
    /// Teaches the page, from the start.
    Teach,
    /// Teaches another kind of post of the page.
    TeachAnother,
    /// All posts of the page are one thread, or no longer.
    TeachThread,
    /// Leaves out what is asked for.
    SkipPick,
    /// Keeps the profile that was taught.
    SaveTaught,
    /// Copies a profile that was taught, by its name.
    CopyTaught(String),
    /// Forgets it.
    ForgetTaught(String),
    /// Takes in a profile's file.
    Import(String),
}

/// The settings as the agent fills them in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsForm {
    /// One a line.
    pub page_names: String,
    /// First name.
    pub agent_name: String,
    /// One a line.
    pub colleagues: String,
    /// With `{name}`; empty for the usual one.
    pub signature: String,
    /// `page or language = signature`, one a line.
    pub signatures: String,
    /// See [`crate::reply::Agent::signs_once`].
    pub signs_once: bool,
    /// Who signs status posts.
    pub leader: String,
    /// One a line.
    pub domains: String,
    /// The names of the company's trades; none: it may be any.
    pub trades: Vec<String>,
    /// `word or phrase = topic`, one a line.
    pub own_words: String,
    /// `language | part | topic | words`, one a line.
    pub wordings: String,
    /// When the company answers.
    pub hours: Box<Timetable>,
    /// How long a wait may last; 0 for the usual.
    pub targets: Targets,
    /// Rules that count less or more than usual: each `rule weight`.
    pub weights: Vec<String>,
    /// The checks that have to be mended before an answer is inserted.
    pub blocking: Vec<String>,
}

/// What the engine asks of the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Of the content script.
    Page(ToPage),
    /// Of the frame that the desk lives in.
    Host(ToHost),
}

/// The state of one desk, on one page.
#[derive(Debug, Clone)]
pub struct Engine {
    profiles: Profiles,
    words: &'static Words,
    store: Store,
    settings: Option<Settings>,
    page: Option<Page>,
    answer: Option<Answer>,
    teaching: Option<Teaching>,
    /// Taught profiles that can't be read, and why.
    broken: Vec<(String, String)>,
    /// A profile's file whose selectors the browser is looking at.
    importing: Option<String>,
    import_fault: Option<String>,
    import: setup::Import,
    flash: Option<Flash>,
    folded: bool,
    shows_settings: bool,
    shows_handover: bool,
    /// The post that was being answered before the page was read anew.
    resumes: Option<String>,
    storage_failed: bool,
    is_disconnected: bool,
    was_restarted: bool,
    /// Numbers the insertions and the reading plans.
    requests: u32,
    /// The badge as it was last told.
    badge: (u32, u8),
    /// The time of the step under way.
    now: i64,
}

impl Engine {
    /// An engine that speaks the agent's language and knows what storage holds.
    ///
    /// # Errors
    /// When a profile that was built in is broken, which the tests rule out.
    pub fn new(lang: Lang, stored: Vec<Entry>, was_restarted: bool) -> Result<Self, ProfileError> {
        let mut engine = Self {
            profiles: Profiles::built_in()?,
            words: Words::of(lang),
            store: Store::default(),
            settings: None,
            page: None,
            answer: None,
            teaching: None,
            broken: Vec::new(),
            importing: None,
            import_fault: None,
            import: setup::Import::default(),
            flash: None,
            folded: false,
            shows_settings: false,
            shows_handover: false,
            resumes: None,
            storage_failed: false,
            is_disconnected: false,
            was_restarted,
            requests: 0,
            badge: (0, 0),
            now: 0,
        };
        engine.store.take_in(stored);
        engine.load_settings();
        engine.load_taught();
        engine.folded = engine.store.is_folded();
        Ok(engine)
    }

    /// Takes one event in at `now` (epoch milliseconds, UTC).
    pub fn step(&mut self, event: Event, now: i64) -> Vec<Effect> {
        self.now = now;
        let mut effects = match event {
            Event::Page(told) => self.page_tells(told),
            Event::Agent(action) => self.agent_does(action),
            Event::Stored(entries) => self.storage_changed(entries),
            Event::Disconnected => {
                self.is_disconnected = true;
                self.teaching = None;
                Vec::new()
            }
            Event::StorageFailed => {
                self.storage_failed = true;
                Vec::new()
            }
            Event::Checked(refused) => self.checked(&refused),
            Event::Tick => self.time_passes(),
        };
        effects.extend(self.badge());
        let entries = self.store.to_write();
        if !entries.is_empty() {
            effects.push(Effect::Host(ToHost::Store { entries }));
        }
        effects
    }

    fn page_tells(&mut self, told: FromPage) -> Vec<Effect> {
        match told {
            FromPage::Opened(Opened { url, lang, zone, offset_minutes }) => {
                let was_disconnected = std::mem::take(&mut self.is_disconnected);
                let page = self.page.as_mut().filter(|_| !was_disconnected);
                if page.is_some_and(|page| page.goes_to(&url, self.now)) {
                    return Vec::new();
                }
                self.flash = None;
                self.teaching = None;
                self.shows_handover = false;
                self.put_answer_down();
                let zone = Zone::named(Some(&zone), offset_minutes);
                let ui = lang.as_deref().and_then(Lang::from_tag);
                self.page = Some(Page::new(&url, zone, ui, self.now));
                if let Some(settings) = &self.settings {
                    self.store.forget_old(settings.keep_days, self.now);
                }
                let shape = Effect::Page(ToPage::Shape { folded: self.folded });
                std::iter::once(shape).chain(self.begin_to_read()).collect()
            }
            FromPage::Detected(Detected { profile }) => self.detected(&profile),
            FromPage::Posts(Posts { plan, seen, gone, coverage }) => {
                let shown = self.teaching.as_mut().and_then(|teaching| teaching.shown.as_mut());
                if let Some(shown) = shown {
                    shown.take_in(plan, seen, &gone, coverage, &self.store, self.now);
                    return Vec::new();
                }
                let Some(page) = &mut self.page else { return Vec::new() };
                if !page.take_in(plan, seen, &gone, coverage, &self.store, self.now) {
                    return Vec::new();
                }
                if page.is_another(self.now) {
                    *page = page.anew(self.now);
                    return self.begin_again();
                }
                self.follow_renamed();
                let mut effects = self.settle();
                effects.extend(self.follow_detected());
                effects
            }
            FromPage::Linked(Linked { plan, texts }) => {
                let Some(page) = &mut self.page else { return Vec::new() };
                if !page.take_in_linked(plan, &texts, &self.store, self.now) {
                    return Vec::new();
                }
                self.follow_renamed();
                self.settle()
            }
            FromPage::Typed(Typed { at, text }) => {
                self.typed(at, text);
                Vec::new()
            }
            FromPage::Inserted(Inserted { request, outcome }) => {
                self.inserted(request, outcome);
                Vec::new()
            }
            FromPage::Pressed(Pressed { command }) => self.press(command),
            FromPage::MarkPressed(MarkPressed { at }) => {
                let key = self.page.as_ref().and_then(|page| page.key_at(at));
                let Some(key) = key.map(ToOwned::to_owned) else { return Vec::new() };
                self.shows_handover = false;
                self.choose_post(&key);
                self.fold(false)
            }
            FromPage::Picked(picked) => self.picked(picked),
        }
    }

    fn agent_does(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Press(command) => return self.press(command),
            Action::Choose(key) => {
                self.choose_post(&key);
                return self.go_to();
            }
            Action::GoTo => return self.go_to(),
            Action::TakeDraft(index) => self.take_draft(index),
            Action::Adjust(adjust) => self.adjust(adjust),
            Action::Edit(text) => self.edit(text),
            Action::TakeBack(index) => self.take_back(index),
            Action::DropKept(index) => self.drop_kept(index),
            Action::Mend(index) => self.mend(index),
            Action::Insert(mode) => return self.insert(mode),
            Action::Copy => {
                self.flash = Some(Flash::Copied);
                let text = self.answer.as_ref().map(|answer| answer.text.clone());
                return copy(text);
            }
            Action::CopyLoose(index) => {
                self.flash = Some(Flash::Copied);
                return copy(self.loose_texts().into_iter().nth(index));
            }
            Action::DropLoose(index) => self.drop_loose_text(index),
            Action::ToggleIncident => return self.toggle_incident(),
            Action::ToggleHandover => {
                self.flash = None;
                self.shows_handover = !self.shows_handover;
            }
            Action::CopyHandover => return self.copy_handover(),
            Action::Decide(decision) => return self.decide(decision),
            Action::OpenSettings => {
                self.flash = None;
                self.shows_handover = false;
                self.import_fault = None;
                self.forget_import();
                self.shows_settings = true;
            }
            Action::CloseSettings => {
                self.forget_import();
                self.shows_settings = false;
            }
            Action::SaveSettings(form) => return self.save_settings(&form),
            Action::ExportSettings => return self.export_settings(),
            Action::ImportSettings(json) => self.import_settings(&json),
            Action::Teach => return self.teach(),
            Action::TeachThread => return self.teach_thread(),
            Action::TeachAnother => return self.teach_another(),
            Action::SkipPick => return self.skip_pick(),
            Action::SaveTaught => return self.save_taught(),
            Action::CopyTaught(name) => return self.copy_taught(&name),
            Action::ForgetTaught(name) => return self.forget_taught(&name),
            Action::Import(json) => return self.import(json),
        }
        Vec::new()
    }

    fn press(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Toggle => self.fold(!self.folded),
            Command::Cancel => {
                self.shows_handover = false;
                self.stop_teaching()
            }
            _ if self.teaching.is_some() => Vec::new(),
            Command::Next | Command::Previous => {
                self.shows_handover = false;
                self.walk(command == Command::Next)
            }
            Command::Insert => self.insert(InsertMode::IfEmpty),
        }
    }

    fn storage_changed(&mut self, entries: Vec<Entry>) -> Vec<Effect> {
        let before = self.settings.clone();
        let was_taught = entries.iter().any(|entry| Store::is_of_taught(&entry.key));
        let host = self.page.as_ref().map(Page::host);
        let decided = entries.iter().filter_map(|entry| Store::decided(&entry.key, host?));
        let decided: Vec<String> = decided.map(ToOwned::to_owned).collect();
        self.store.take_in(entries);
        let marks = self.hear_acts(&decided);
        self.load_settings();
        if self.settings == before && !was_taught {
            return marks.into_iter().chain(self.follow_incident()).collect();
        }
        self.load_taught();
        let mut effects = self.stop_teaching();
        effects.extend(self.begin_again());
        effects
    }

    fn time_passes(&mut self) -> Vec<Effect> {
        let Some(page) = &mut self.page else { return Vec::new() };
        let marked = page.tick(self.now);
        let changes = page.change_marks(&marked, self.words, self.now);
        changes.into_iter().map(Effect::Page).collect()
    }

    fn load_settings(&mut self) {
        self.settings = match self.store.settings() {
            Loaded::Settings(settings) => Some(*settings),
            Loaded::Missing => None,
            // An agent at work keeps the settings that were read before.
            Loaded::Unreadable(_) => self.settings.take(),
        };
    }

    fn save_settings(&mut self, form: &SettingsForm) -> Vec<Effect> {
        let lines = |text: &str| -> Vec<String> {
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Into::into).collect()
        };
        let imported = self.import.settings.as_ref();
        let mut settings = imported.or(self.settings.as_ref()).cloned().unwrap_or_default();
        settings.page_names = lines(&form.page_names);
        settings.agent.name = form.agent_name.trim().to_owned();
        settings.agent.signature = form.signature.trim().to_owned();
        settings.agent.signatures = lines(&form.signatures);
        settings.agent.signs_once = form.signs_once;
        form.leader.trim().clone_into(&mut settings.leader);
        settings.colleagues = lines(&form.colleagues);
        settings.domains = lines(&form.domains);
        settings.trades.clone_from(&form.trades);
        settings.own_words = lines(&form.own_words);
        settings.wordings = lines(&form.wordings);
        settings.hours.clone_from(&form.hours);
        settings.targets = form.targets.or_usual();
        settings.weights.clone_from(&form.weights);
        settings.blocking.clone_from(&form.blocking);
        // The card tells which lines can't be used.
        if setup::lacks(form, &self.form(), self.words).iter().any(|lack| lack.is_new) {
            return Vec::new();
        }
        if settings.page_names.is_empty() || settings.agent.name.is_empty() {
            return Vec::new();
        }
        self.store.set_settings(&settings);
        self.settings = Some(settings);
        self.forget_import();
        self.shows_settings = false;
        self.begin_again()
    }

    /// Reads the page from the start, as when other settings hold.
    fn begin_again(&mut self) -> Vec<Effect> {
        self.put_answer_down();
        let mut effects = Vec::new();
        if let Some(page) = &mut self.page {
            effects.extend(page.take_marks_off().map(Effect::Page));
        }
        effects.extend(self.begin_to_read());
        effects
    }

    /// The answer is taken up again when its post has been read anew.
    fn put_answer_down(&mut self) {
        if let Some(answer) = self.answer.take() {
            self.resumes = Some(answer.to);
        }
    }

    fn begin_to_read(&mut self) -> Vec<Effect> {
        let (Some(settings), Some(page)) = (&self.settings, &mut self.page) else {
            return Vec::new();
        };
        let known = self.profiles.for_host(page.host());
        let profile = known.unwrap_or_else(|| self.profiles.generic()).clone();
        // One page of a site can have been taught where another is of a known kind.
        let is_sure = known.is_some_and(|known| !known.is_taught);
        let probes = if is_sure { Vec::new() } else { self.profiles.probes() };
        self.requests += 1;
        let context = context(settings, page, &self.store);
        let read = page.begin(profile, context, self.requests);
        let probe = (!probes.is_empty()).then_some(Effect::Page(ToPage::Probe { probes }));
        probe.into_iter().chain([Effect::Page(read)]).collect()
    }

    fn detected(&mut self, name: &str) -> Vec<Effect> {
        let Some(page) = &mut self.page else { return Vec::new() };
        page.detected = Some(name.to_owned());
        self.follow_detected()
    }

    /// Reads the page by the profile that its markup told of, unless one that
    /// was taught for its host finds posts.
    fn follow_detected(&mut self) -> Vec<Effect> {
        let Some(page) = self.page.as_mut().filter(|_| self.teaching.is_none()) else {
            return Vec::new();
        };
        let detected = if page.is_read_as_taught() { None } else { page.detected.take() };
        let profile = detected.and_then(|name| self.profiles.named(&name).cloned());
        let (Some(settings), Some(page), Some(profile)) = (&self.settings, &mut self.page, profile)
        else {
            return Vec::new();
        };
        self.requests += 1;
        let mut effects: Vec<Effect> =
            page.take_marks_off().map(Effect::Page).into_iter().collect();
        let context = context(settings, page, &self.store);
        effects.push(Effect::Page(page.begin(profile, context, self.requests)));
        effects
    }

    /// Reads the threads with news and brings marks and answer up to date.
    fn settle(&mut self) -> Vec<Effect> {
        let Some(page) = &mut self.page else { return Vec::new() };
        let news = page.settle(&mut self.store, self.now);
        let changes = page.change_marks(&news.posts, self.words, self.now);
        let effects = changes.into_iter().map(Effect::Page).collect();
        self.keep_loose();
        self.let_go_of_posted_drafts(&news.roots);
        self.resume_answer();
        effects
    }

    fn fold(&mut self, folded: bool) -> Vec<Effect> {
        self.folded = folded;
        self.store.set_folded(folded);
        vec![Effect::Page(ToPage::Shape { folded })]
    }

    fn badge(&mut self) -> Option<Effect> {
        let (waiting, tier) = self.page.as_ref().map_or((0, 0), |page| page.waiting(self.now));
        let waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
        if self.badge == (waiting, tier) {
            return None;
        }
        self.badge = (waiting, tier);
        Some(Effect::Host(ToHost::Badge { waiting, tier }))
    }

    fn inserted(&mut self, request: u32, outcome: InsertOutcome) {
        let Some(answer) = self.answer.as_mut().filter(|answer| answer.request == Some(request))
        else {
            return;
        };
        answer.request = None;
        self.flash = Some(match outcome {
            InsertOutcome::Done => {
                answer.in_box = true;
                Flash::Inserted
            }
            InsertOutcome::NoBox => Flash::NoBox,
            InsertOutcome::Occupied { text } => {
                answer::keep(&mut answer.kept, text);
                Flash::Occupied
            }
            InsertOutcome::NotThere { .. } => Flash::NotThere,
        });
        self.save_answer();
    }
}

fn copy(text: Option<String>) -> Vec<Effect> {
    text.map(|text| Effect::Host(ToHost::Copy { text })).into_iter().collect()
}

/// What a page is read against.
fn context(settings: &Settings, page: &Page, store: &Store) -> Context {
    let agents: Vec<String> = std::iter::once(settings.agent.name.clone())
        .chain(settings.colleagues.iter().cloned())
        .collect();
    let signatures = signature::all(&settings.agent, &settings.leader);
    Context {
        company: Company::new(&settings.page_names, &agents, &signatures),
        page_zone: page.browser_zone().clone(),
        zone: settings.hours.zone(page.browser_zone()),
        ui: page.ui(),
        terms: Terms {
            targets: settings.targets,
            hours: settings.hours.hours(page.browser_zone()),
            incident: store.incident().map(|incident| incident.at),
            weights: Weights::read(&settings.weights).0,
        },
        own: own_words::own(&settings.trades, &settings.own_words),
    }
}

#[cfg(test)]
mod tests;
