//! The settings as a file: for a colleague, or for another browser.

use super::{Effect, Engine, own_words, signature};
use crate::message::ToHost;
use crate::reading::Trade;
use crate::store::Settings;
use crate::timetable;
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

/// The first thing in a file that can't be used: where, and why.
fn flaw(file: &Settings, words: &Words) -> Option<String> {
    let trade = file.trades.iter().find(|name| Trade::named(name).is_none());
    let own = own_words::read(&file.own_words.join("\n")).err().unwrap_or_default();
    let hours = file.hours.refused();
    let signatures = signature::refused(file.agent.signatures.iter().map(String::as_str));
    let weights = Weights::read(&file.weights).1;
    let all = [
        (words.own.trades, trade.cloned()),
        (words.own.words, own.first().map(|one| own_words::told(one, words))),
        (words.hours.heading, hours.first().map(|one| timetable::told(one, words))),
        (words.signing.heading, signatures.first().map(|one| signature::told(one, words))),
        (words.weights.heading, weights.first().map(|line| (*line).to_owned())),
    ];
    let found = all.into_iter().find_map(|(place, why)| Some((place, why?)));
    found.map(|(place, why)| [place, ": ", &why].concat())
}
