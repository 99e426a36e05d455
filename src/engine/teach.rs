//! Teaching a page: one pick after another, what would be read, and the
//! profiles kept of it.

use super::page::Page;
use super::view::Flash;
use super::{Effect, Engine, context};
use crate::message::{Entry, Picked, ToHost, ToPage};
use crate::page::profile::Profile;
use crate::page::teach::{self, AUTHOR, BOX, Learned, TEXT, TIME};

/// What is asked for, in this order.
const SLOTS: [u32; 4] = [TEXT, AUTHOR, TIME, BOX];

/// A page being taught.
#[derive(Debug, Clone, Default)]
pub(super) struct Teaching {
    /// What has been picked: the slot and the words in it.
    pub picked: Vec<(u32, String)>,
    /// What is asked for; nothing once all has been.
    pub slot: Option<u32>,
    /// Why the last pick was none.
    pub fault: Option<Fault>,
    /// What has been learned of this kind of post.
    learned: Option<Learned>,
    /// What has been learned of other kinds of post on the page.
    others: Option<Learned>,
    /// All posts of a page answer its first.
    pub is_one_thread: bool,
    /// The page as it would be read.
    pub shown: Option<Page>,
}

/// Why a pick was none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is in a shadow root or in another document.
    Closed,
    /// Nothing can be learned from it.
    Teach(teach::Fault),
}

impl Teaching {
    fn begin(others: Option<Learned>) -> Self {
        Self { slot: Some(TEXT), others, ..Self::default() }
    }

    /// What has been learned of all kinds of post.
    fn all(&self) -> Option<Learned> {
        let learned = self.learned.clone()?;
        Some(match self.others.clone() {
            Some(others) => others.and(learned),
            None => learned,
        })
    }
}

impl Engine {
    pub(super) fn load_taught(&mut self) {
        self.profiles.taught.clear();
        self.broken.clear();
        for Entry { key, value } in self.store.taught() {
            match Profile::compile_taught(&value.unwrap_or_default()) {
                Ok(profile) => self.profiles.taught.push(profile),
                Err(error) => self.broken.push((key, error.to_string())),
            }
        }
    }

    /// Begins to teach the page, or begins again.
    pub(super) fn teach(&mut self) -> Vec<Effect> {
        self.teach_after(None)
    }

    /// Teaches another kind of post, beside those that were taught.
    pub(super) fn teach_another(&mut self) -> Vec<Effect> {
        let others = self.teaching.as_ref().and_then(Teaching::all);
        self.teach_after(others)
    }

    fn teach_after(&mut self, others: Option<Learned>) -> Vec<Effect> {
        if self.page.is_none() || self.settings.is_none() {
            return Vec::new();
        }
        self.flash = None;
        self.shows_settings = false;
        self.teaching = Some(Teaching::begin(others));
        self.ask()
    }

    /// What a profile is named that is taught on this page.
    fn taught_host(&self) -> &str {
        let host = self.page.as_ref().map_or("", Page::host);
        host.strip_prefix("www.").unwrap_or(host)
    }

    /// Asks for the next pick.
    fn ask(&self) -> Vec<Effect> {
        let Some(teaching) = &self.teaching else { return Vec::new() };
        let Some(slot) = teaching.slot else { return Vec::new() };
        let words = &self.words.teach;
        let label = format!("{} {}", self.words.ask(slot), words.keys);
        vec![Effect::Page(ToPage::Pick { slot, label, lang: self.words.lang.tag().to_owned() })]
    }

    pub(super) fn picked(&mut self, picked: Picked) -> Vec<Effect> {
        let Picked { slot, words, is_closed, page } = picked;
        let Some(teaching) = &mut self.teaching else { return Vec::new() };
        if teaching.slot != Some(slot) {
            return Vec::new();
        }
        let mut slots: Vec<u32> = teaching.picked.iter().map(|(slot, _)| *slot).collect();
        slots.push(slot);

        let learned = match is_closed {
            true => Err(Fault::Closed),
            false => teach::learn(&page, &slots, words.trim()).map_err(Fault::Teach),
        };
        match learned {
            Ok(learned) => {
                teaching.learned = learned;
                teaching.picked.push((slot, words));
                self.ask_next()
            }
            Err(fault) => {
                if fault == Fault::Teach(teach::Fault::Gone) {
                    *teaching = Teaching::begin(teaching.others.take());
                }
                teaching.fault = Some(fault);
                self.ask()
            }
        }
    }

    /// The page has no such thing, or it need not be known.
    pub(super) fn skip_pick(&mut self) -> Vec<Effect> {
        let slot = self.teaching.as_ref().and_then(|teaching| teaching.slot);
        if slot.is_some_and(can_skip) { self.ask_next() } else { Vec::new() }
    }

    fn ask_next(&mut self) -> Vec<Effect> {
        let Some(teaching) = &mut self.teaching else { return Vec::new() };
        let after = SLOTS.iter().skip_while(|slot| Some(**slot) != teaching.slot).nth(1);
        teaching.slot = after.copied();
        teaching.fault = None;
        if teaching.slot.is_none() { self.show_taught() } else { self.ask() }
    }

    /// Reads the page by what was learned, beside everything else: nothing of
    /// it is kept.
    fn show_taught(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::Page(ToPage::StopPicking)];
        self.put_answer_down();
        let profile = self.taught_json().map(|json| Profile::compile_taught(&json));
        let Some(Ok(profile)) = profile else { return self.stop_teaching() };
        let (Some(teaching), Some(page), Some(settings)) =
            (&mut self.teaching, &mut self.page, &self.settings)
        else {
            return effects;
        };
        effects.extend(page.stop().map(Effect::Page));
        let mut shown = page.anew(self.now);
        self.requests += 1;
        effects.push(Effect::Page(shown.begin(
            profile,
            context(settings, page, &self.store),
            self.requests,
        )));
        teaching.shown = Some(shown);
        effects
    }

    /// All posts of the page are one thread, or each is its own.
    pub(super) fn teach_thread(&mut self) -> Vec<Effect> {
        match &mut self.teaching {
            Some(teaching) if teaching.shown.is_some() => {
                teaching.is_one_thread = !teaching.is_one_thread;
                self.show_taught()
            }
            _ => Vec::new(),
        }
    }

    /// Leaves the page as it was before.
    pub(super) fn stop_teaching(&mut self) -> Vec<Effect> {
        let Some(teaching) = self.teaching.take() else { return Vec::new() };
        let mut effects = Vec::new();
        if teaching.slot.is_some() {
            effects.push(Effect::Page(ToPage::StopPicking));
        }
        if self.page.as_ref().is_some_and(|page| page.board().is_none()) {
            effects.extend(self.begin_again());
        }
        effects
    }

    /// Keeps what was learned, and reads the page by it from now on.
    pub(super) fn save_taught(&mut self) -> Vec<Effect> {
        let is_shown = self.teaching.as_ref().is_some_and(|teaching| teaching.shown.is_some());
        let Some(json) = self.taught_json().filter(|_| is_shown) else { return Vec::new() };
        self.teaching = None;
        self.flash = Some(Flash::Taught);
        self.keep(json)
    }

    fn taught_json(&self) -> Option<String> {
        let teaching = self.teaching.as_ref()?;
        Some(teaching.all()?.profile(self.taught_host(), teaching.is_one_thread))
    }

    fn keep(&mut self, json: String) -> Vec<Effect> {
        if let Ok(profile) = Profile::compile_taught(&json) {
            self.store.set_taught(&profile.name, Some(json));
        }
        self.load_taught();
        self.begin_again()
    }

    pub(super) fn copy_taught(&mut self, name: &str) -> Vec<Effect> {
        let mut all = self.store.taught().into_iter();
        let json = all.find(|entry| entry.key == name).and_then(|entry| entry.value);
        let Some(text) = json else { return Vec::new() };
        self.flash = Some(Flash::Copied);
        vec![Effect::Host(ToHost::Copy { text })]
    }

    pub(super) fn forget_taught(&mut self, name: &str) -> Vec<Effect> {
        self.store.set_taught(name, None);
        self.load_taught();
        self.begin_again()
    }

    /// Takes a profile in as soon as the browser has accepted its selectors.
    pub(super) fn import(&mut self, json: String) -> Vec<Effect> {
        self.flash = None;
        match Profile::compile_taught(&json) {
            Ok(profile) => {
                self.import_fault = None;
                self.importing = Some(json);
                vec![Effect::Host(ToHost::Check { selectors: profile.selectors() })]
            }
            Err(error) => {
                self.import_fault = Some(error.to_string());
                Vec::new()
            }
        }
    }

    /// The browser has looked at the selectors of the profile to import.
    pub(super) fn checked(&mut self, refused: &[String]) -> Vec<Effect> {
        let Some(json) = self.importing.take() else { return Vec::new() };
        if let Some(selector) = refused.first() {
            self.import_fault = Some(format!("selector: `{selector}`"));
            return Vec::new();
        }
        self.flash = Some(Flash::Imported);
        self.keep(json)
    }
}

pub(super) fn can_skip(slot: u32) -> bool {
    slot == TIME || slot == BOX
}
