//! The world around the engine: the clock, the content script and the frame.

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use svarklar::engine::view::View;
use svarklar::engine::{Effect, Engine, Event};
use svarklar::words::Words;

#[wasm_bindgen]
extern "C" {
    /// What JavaScript must supply.
    #[derive(Debug)]
    pub type Host;

    /// Sends a `ToPage` to the content script.
    #[wasm_bindgen(method, js_name = toPage)]
    fn to_page(this: &Host, message: JsValue);

    /// Carries out a `ToHost` in the frame.
    #[wasm_bindgen(method, js_name = toHost)]
    fn to_host(this: &Host, message: JsValue);
}

/// The engine and the world around it.
#[derive(Debug)]
pub struct Core {
    engine: RefCell<Engine>,
    host: Host,
}

impl Core {
    /// Sets an engine into a world.
    #[must_use]
    pub fn new(engine: Engine, host: Host) -> Self {
        Self { engine: RefCell::new(engine), host }
    }

    /// Lets the engine take a step, and the world carry out what follows.
    pub fn tell(&self, event: Event) {
        let effects = self.engine.borrow_mut().step(event, now());
        for effect in effects {
            match effect {
                Effect::Page(message) => self.host.to_page(to_js(&message)),
                Effect::Host(message) => self.host.to_host(to_js(&message)),
            }
        }
    }

    /// What the desk shows now.
    #[must_use]
    pub fn view(&self) -> View {
        self.engine.borrow().view(now())
    }

    /// The words the desk speaks.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        self.engine.borrow().words()
    }
}

/// Epoch milliseconds.
#[expect(clippy::cast_possible_truncation, reason = "Date.now() is a whole number far below 2^53")]
fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// Options stand as null, as the generated types say. Our own messages always
/// have a JavaScript form; undefined would be let go at the other end.
fn to_js<T: Serialize>(message: &T) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    message.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}
