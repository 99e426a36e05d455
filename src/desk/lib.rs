//! The desk: the views, and the boundary to JavaScript in a few coarse calls.

mod answer;
#[cfg(feature = "bench")]
#[path = "../../bench/answering.rs"]
mod answering;
mod app;
mod host;
mod notices;
mod parts;
mod queue;
mod settings;
mod shift;
mod teach;

use std::rc::Rc;

use js_sys::Reflect;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Deserializer;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::AppHandle;

use crate::app::{App, AppMessage, AppProps};
use crate::host::{Core, Host};
use svarklar::engine::{Action, Engine, Event};
use svarklar::message::{Entry, FromPage};
use svarklar::reading::Lang;

/// The desk as JavaScript holds it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Desk {
    core: Rc<Core>,
    app: AppHandle<App>,
}

#[wasm_bindgen]
impl Desk {
    /// Starts the desk under `root`.
    ///
    /// `stored` holds everything of the extension's storage under `svarklar/`
    /// (`Entry[]`), `language` is the browser's own, `restarted` tells that the
    /// core before this one broke down, and `data` is the file that the build
    /// laid beside this module.
    ///
    /// # Errors
    /// When `stored` is not of that shape, or `data` not that file.
    pub fn start(
        root: HtmlElement,
        stored: JsValue,
        language: &str,
        host: Host,
        restarted: bool,
        data: Vec<u8>,
    ) -> Result<Desk, JsError> {
        console_error_panic_hook::set_once();
        if !svarklar::data::lend(data) {
            return Err(JsError::new("svarklar.data is of another build"));
        }
        let stored: Vec<Entry> = from_js(stored)?;
        let lang = Lang::from_tag(language).unwrap_or(Lang::En);
        let engine = Engine::new(lang, stored, restarted)?;
        let core = Rc::new(Core::new(engine, host));
        let props = AppProps { core: Rc::clone(&core) };
        let app = yew::Renderer::<App>::with_root_and_props(root.into(), props).render();
        Ok(Self { core, app })
    }

    /// Takes in what the content script tells (`FromPage`).
    ///
    /// # Errors
    /// When the message is not of that shape; it is let go.
    pub fn from_page(&self, message: JsValue) -> Result<(), JsError> {
        let kind = Reflect::get(&message, &"kind".into()).ok().and_then(|kind| kind.as_string());
        let message = FromPage::read(&kind.unwrap_or_default(), Deserializer::from(message))
            .map_err(|error| JsError::new(&error.to_string()))?;
        self.tell(Event::Page(message));
        Ok(())
    }

    /// Takes in what another tab wrote to the storage (`Entry[]`).
    ///
    /// # Errors
    /// When the entries are not of that shape; they are let go.
    pub fn stored(&self, entries: JsValue) -> Result<(), JsError> {
        let entries: Vec<Entry> = from_js(entries)?;
        self.tell(Event::Stored(entries));
        Ok(())
    }

    /// The port to the content script is gone.
    pub fn disconnected(&self) {
        self.tell(Event::Disconnected);
    }

    /// Takes in which of the selectors that the core asked about are none to
    /// the browser (`string[]`).
    ///
    /// # Errors
    /// When they are not of that shape; they are let go.
    pub fn checked(&self, refused: JsValue) -> Result<(), JsError> {
        let refused: Vec<String> = from_js(refused)?;
        self.tell(Event::Checked(refused));
        Ok(())
    }

    /// Takes in what stands in a file of settings that the agent has chosen.
    pub fn imported(&self, json: String) {
        self.tell(Event::Agent(Action::ImportSettings(json)));
    }

    /// The browser refused to write to the extension's storage.
    pub fn storage_failed(&self) {
        self.tell(Event::StorageFailed);
    }

    fn tell(&self, event: Event) {
        self.core.tell(event);
        self.app.send_message(AppMessage::Show);
    }
}

fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, JsError> {
    serde_wasm_bindgen::from_value(value).map_err(|error| JsError::new(&error.to_string()))
}

/// Lends the core its data, as [`Desk::start`] does.
#[cfg(feature = "bench")]
#[wasm_bindgen]
#[must_use]
pub fn lend(data: Vec<u8>) -> bool {
    svarklar::data::lend(data)
}

/// Reads one post and counts what was found in it.
#[cfg(feature = "bench")]
#[wasm_bindgen]
#[must_use]
pub fn read_post(text: &str) -> usize {
    let reading = svarklar::reading::read(text, svarklar::reading::Priors::default());
    reading.topics.len() + reading.personal_data.len()
}

/// Posts whose drafts and checks are measured.
#[cfg(feature = "bench")]
#[wasm_bindgen]
pub struct Posts(answering::Posts);

#[cfg(feature = "bench")]
#[wasm_bindgen]
impl Posts {
    /// Those of a file in the format of `svarklar draft`.
    ///
    /// # Errors
    /// When it is not of that format.
    #[wasm_bindgen(constructor)]
    pub fn new(lines: &str) -> Result<Posts, JsError> {
        answering::Posts::read(lines).map(Self).ok_or_else(|| JsError::new("no posts to answer"))
    }

    /// Lets the first draft of each stand on the pages of all.
    pub fn answer_all(&mut self) {
        self.0.answer_all();
    }

    /// Makes the drafts of one post, and counts them.
    #[must_use]
    pub fn draft(&self, at: usize) -> usize {
        self.0.draft(at)
    }

    /// Checks the first of them, and counts what is found.
    #[must_use]
    pub fn check(&self, at: usize) -> usize {
        self.0.check(at)
    }
}
