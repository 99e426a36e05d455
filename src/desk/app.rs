//! The desk's root: the keys, the clock and what is shown.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Interval;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, window};
use yew::prelude::*;

use crate::answer;
use crate::host::Core;
use crate::notices::notices;
use crate::parts::{button, kept, on, sign};
use crate::queue;
use crate::settings::{self, SettingsCard};
use crate::shift;
use crate::teach;
use svarklar::acts::{Decision, Snooze};
use svarklar::engine::adjust::Adjust;
use svarklar::engine::view::{Screen, View};
use svarklar::engine::{Action, Event};
use svarklar::message::Command;
use svarklar::reply::when::Tone;
use svarklar::words::Words;

/// Ages are shown to the minute at best; a page that shows no posts is told sooner.
const TICK_MS: u32 = 5_000;

/// Keys that work in the desk as on the page, with Alt held: `KeyboardEvent.code`.
const KEYS: [(&str, Command); 4] = [
    ("KeyJ", Command::Next),
    ("KeyK", Command::Previous),
    ("KeyI", Command::Insert),
    ("KeyS", Command::Toggle),
];

/// Keys of the desk alone, with Alt held. The same key again takes it back.
const DECISIONS: [(&str, Decision); 3] = [
    ("KeyP", Decision::Pin),
    ("KeyZ", Decision::Snooze(Snooze::Hour)),
    ("KeyN", Decision::NotNeeded),
];

/// How a draft is had otherwise, with Alt held.
const ADJUSTING: [(&str, Adjust); 4] = [
    ("KeyM", Adjust::Shorter),
    ("KeyW", Adjust::Tone(Tone::Warm)),
    ("KeyG", Adjust::Tone(Tone::Formal)),
    ("KeyO", Adjust::TurnAgain),
];

/// What the desk stands on.
#[derive(Properties, Debug, Clone)]
pub struct AppProps {
    /// The engine and the world around it.
    pub core: Rc<Core>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.core, &other.core)
    }
}

/// What the desk's root is told.
#[derive(Debug)]
pub enum AppMessage {
    /// Show what the engine knows now.
    Show,
    /// The agent did something.
    Act(Action),
    /// Time has passed.
    Tick,
}

/// The desk's root.
#[derive(Debug)]
pub struct App {
    _keys: Option<EventListener>,
    _tick: Interval,
}

impl Component for App {
    type Message = AppMessage;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let tick = ctx.link().callback(|()| AppMessage::Tick);
        Self { _keys: listen_to_keys(ctx), _tick: Interval::new(TICK_MS, move || tick.emit(())) }
    }

    fn update(&mut self, ctx: &Context<Self>, message: AppMessage) -> bool {
        let core = &ctx.props().core;
        match message {
            AppMessage::Show => {}
            AppMessage::Act(action) => core.tell(Event::Agent(action)),
            AppMessage::Tick => core.tell(Event::Tick),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let core = &ctx.props().core;
        let words = core.words();
        let act = ctx.link().callback(AppMessage::Act);
        let view = core.view();
        // A folded desk is hidden and not taken down: a half-filled card stays filled.
        let button = view.folded.then(|| folded(&view, words, &act));
        html! { <>{ for button }{ open(view, words, &act) }</> }
    }
}

fn folded(view: &View, words: &'static Words, act: &Callback<Action>) -> Html {
    let onclick = on(act, Action::Press(Command::Toggle));
    let is_unknown = view.unread && view.waiting == 0;
    let count = if is_unknown { "!".to_owned() } else { view.waiting.to_string() };
    let told = if is_unknown { words.desk.not_read } else { &count };
    let label = format!("{}: {told}", words.desk.unfold);
    html! {
        <button class={classes!("folded", format!("tier-{}", view.tier))} aria-label={label} {onclick}>
            <span class="count">{ count }</span>
        </button>
    }
}

fn open(view: View, words: &'static Words, act: &Callback<Action>) -> Html {
    let is_work = view.clock.is_some();
    let clock = view.clock.map(|clock| shift::clock(clock, words, act));
    let screen = match view.screen {
        Screen::Settings { first, form, taught, refused, file, filled } => html! {
            <>
                <SettingsCard key={filled} {first} form={*form} {words} act={act.clone()} />
                { settings::file(first, file, words, act) }
                if !first { { settings::taught(taught, refused, words, act) } }
            </>
        },
        Screen::Teach(view) => teach::panel(*view, words, act),
        Screen::Handover(view) => shift::handover(*view, words, act),
        Screen::Work { heading, empty, rows, more, aside, loose, answer } => html! {
            <>
                { for loose.iter().enumerate().map(|(index, text)| kept(text, words, html! {
                    <>
                        { button(act, Action::CopyLoose(index), "", words.desk.copy, None) }
                        { button(act, Action::DropLoose(index), "", words.desk.forget, None) }
                    </>
                })) }
                { queue::queue(&queue::Props { heading, empty, rows, more, aside, words, act: act.clone() }) }
                if let Some(answer) = answer {
                    { answer::panel(&answer::Props { answer: *answer, words, act: act.clone() }) }
                }
            </>
        },
    };
    html! {
        <div class="desk" lang={view.lang} hidden={view.folded}>
            <header>
                <h1>{ "Svarklar" }</h1>
                if is_work {
                    { sign(act, Action::OpenSettings, "⚙", words.desk.settings) }
                }
                { sign(act, Action::Press(Command::Toggle), "»", words.desk.fold) }
            </header>
            { for clock }
            { notices(&view.notices) }
            if view.can_teach {
                <p class="offer">{ button(act, Action::Teach, "teach-page", words.teach.offer, None) }</p>
            }
            { screen }
        </div>
    }
}

fn listen_to_keys(ctx: &Context<App>) -> Option<EventListener> {
    let act = ctx.link().callback(AppMessage::Act);
    let options = EventListenerOptions::enable_prevent_default();
    let window = window()?;
    Some(EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.key() == "Escape" {
            act.emit(Action::Press(Command::Cancel));
        }
        let is_plain_alt = event.alt_key() && !event.ctrl_key() && !event.meta_key();
        if !is_plain_alt || event.shift_key() {
            return;
        }
        let code = event.code();
        let command = KEYS.iter().find(|(key, _)| *key == code);
        let decision = DECISIONS.iter().find(|(key, _)| *key == code);
        let adjust = ADJUSTING.iter().find(|(key, _)| *key == code);
        let action = match (command, decision, adjust) {
            (Some((_, command)), ..) => Action::Press(*command),
            (None, Some((_, decision)), _) => Action::Decide(*decision),
            (None, None, Some((_, adjust))) => Action::Adjust(*adjust),
            (None, None, None) => return,
        };
        event.prevent_default();
        act.emit(action);
    }))
}
