//! The card of the settings: what in it can't be used, and the same as a file, for a
//! colleague or for another browser.

use super::{Effect, Engine, SettingsForm, own_words, signature};
use crate::message::ToHost;
use crate::own_wordings;
use crate::reading::Trade;
use crate::reply::check;
use crate::store::Settings;
use crate::timetable::Field;
use crate::urgency::Weights;
use crate::words::Words;

/// The file's name.
const FILE: &str = "svarklar-settings.json";

/// Settings that were read from a file, as long as they are not saved.
#[derive(Debug, Clone, Default)]
pub(super) struct Import {
    pub settings: Option<Settings>,
    /// Why the last file was none.
    pub fault: Option<String>,
    /// How many files were read: each fills the card anew.
    pub count: u32,
}

impl Import {
    /// What came of the last file, and whether it can be used.
    pub fn told(&self, words: &Words) -> Option<(bool, String)> {
        let refused = |reason: &String| (false, words.files.refused.replace("{reason}", reason));
        let read = || self.settings.as_ref().map(|_| (true, words.files.read.to_owned()));
        self.fault.as_ref().map(refused).or_else(read)
    }
}

impl Engine {
    /// Gives the agent the saved settings as a file.
    pub(super) fn export_settings(&mut self) -> Vec<Effect> {
        let Some(settings) = &self.settings else { return Vec::new() };
        let (name, json) = (FILE.to_owned(), settings.file());
        vec![Effect::Host(ToHost::Save { name, json })]
    }

    /// Fills the card with the settings of a file: nothing is changed until the agent
    /// saves them. She keeps her name.
    pub(super) fn import_settings(&mut self, json: &str) {
        let words = self.words;
        let read = Settings::read(json).and_then(|file| flaw(&file, words).map_or(Ok(file), Err));
        self.import.fault = read.as_ref().err().cloned();
        let Ok(mut file) = read.map(Settings::for_anybody) else { return };
        file.agent.name =
            self.settings.as_ref().map(|own| own.agent.name.clone()).unwrap_or_default();
        file.colleagues.retain(|name| *name != file.agent.name);
        self.import.settings = Some(file);
        self.import.count += 1;
    }

    /// Lets go of what was read and not saved.
    pub(super) fn forget_import(&mut self) {
        self.import = Import { count: self.import.count, ..Import::default() };
    }
}

/// A part of the settings that is made of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The company's own words and products.
    OwnWords,
    /// The company's own wordings.
    Wordings,
    /// Signatures for pages and languages.
    Signatures,
    /// A part of the hours.
    Hours(Field),
}

/// A line of the settings that can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// The part that it stands in.
    pub part: Part,
    /// Its place, and why.
    pub text: String,
    /// It has not been stored yet, and has to be mended first. What another version
    /// has stored stays, and is passed over.
    pub is_new: bool,
}

/// The lines of a card that can't be used; `stored` is the card as it was opened.
#[must_use]
pub fn lacks(form: &SettingsForm, stored: &SettingsForm, words: &Words) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let is_new = |line: &str, stored: &str| stored.lines().all(|known| known.trim() != line);
    for one in own_words::read(&form.own_words).err().unwrap_or_default() {
        let is_new = is_new(&one.text, &stored.own_words);
        lacks.push(Lack { part: Part::OwnWords, text: one.told(words), is_new });
    }
    let wordings: Vec<String> = form.wordings.lines().map(ToOwned::to_owned).collect();
    for one in own_wordings::read(&wordings).1 {
        let is_new = is_new(&one.text, &stored.wordings);
        lacks.push(Lack { part: Part::Wordings, text: one.told(words), is_new });
    }
    for one in signature::refused(form.signatures.lines()) {
        let is_new = is_new(&one.text, &stored.signatures);
        lacks.push(Lack { part: Part::Signatures, text: one.told(words), is_new });
    }
    for (field, one) in form.hours.refused() {
        let (part, text) = (Part::Hours(field), one.told(words));
        lacks.push(Lack { part, text, is_new: form.hours != stored.hours });
    }
    lacks
}

/// The first thing in a file that can't be used: where, and why.
fn flaw(file: &Settings, words: &Words) -> Option<String> {
    let trade = file.trades.iter().find(|name| Trade::named(name).is_none());
    let weights = Weights::read(&file.weights).1;
    let weight = weights.first().map(|line| (*line).to_owned());
    let line = lacks(&file.form(), &SettingsForm::default(), words).into_iter().next();
    let line = line.map(|lack| {
        let place = match lack.part {
            Part::OwnWords => words.own.words,
            Part::Wordings => words.own_wordings.label,
            Part::Signatures => words.signing.heading,
            Part::Hours(_) => words.hours.heading,
        };
        (place, lack.text)
    });
    let trade = trade.map(|name| (words.own.trades, name.clone()));
    let rules = check::rules(words.lang);
    let no_rule = |name: &&String| rules.iter().all(|(rule, _)| rule != name);
    let check = file.blocking.iter().find(no_rule);
    let check = check.map(|name| (words.blocking.heading, name.clone()));
    let weight = weight.map(|line| (words.weights.heading, line));
    let (place, why) = trade.or(line).or(weight).or(check)?;
    Some([place, ": ", &why].concat())
}

impl Settings {
    /// As they stand in the card.
    pub(super) fn form(&self) -> SettingsForm {
        SettingsForm {
            page_names: self.page_names.join("\n"),
            agent_name: self.agent.name.clone(),
            colleagues: self.colleagues.join("\n"),
            signature: self.agent.signature.clone(),
            signatures: self.agent.signatures.join("\n"),
            signs_once: self.agent.signs_once,
            leader: self.leader.clone(),
            domains: self.domains.join("\n"),
            trades: self.trades.clone(),
            own_words: self.own_words.join("\n"),
            wordings: self.wordings.join("\n"),
            hours: self.hours.clone(),
            targets: self.targets,
            weights: self.weights.clone(),
            blocking: self.blocking.clone(),
        }
    }
}
