//! Parts that the desk's views share; plain functions, for size.

use yew::prelude::*;

use svarklar::engine::Action;
use svarklar::words::Words;

/// Called by a press.
pub(super) fn on(act: &Callback<Action>, action: Action) -> Callback<MouseEvent> {
    act.reform(move |_: MouseEvent| action.clone())
}

/// A button with words on it.
pub(super) fn button(
    act: &Callback<Action>,
    action: Action,
    class: &'static str,
    text: &'static str,
    key: Option<&'static str>,
) -> Html {
    html! {
        <button type="button" {class} title={key} aria-keyshortcuts={key} onclick={on(act, action)}>{ text }</button>
    }
}

/// A button that is pressed in or not, or has opened something or not.
pub(super) fn toggle(
    act: &Callback<Action>,
    action: Action,
    class: &'static str,
    (text, title): (&'static str, AttrValue),
    (pressed, expanded): (Option<bool>, Option<bool>),
) -> Html {
    let said = |is: bool| if is { "true" } else { "false" };
    html! {
        <button type="button" {class} {title} aria-pressed={pressed.map(said)}
            aria-expanded={expanded.map(said)} onclick={on(act, action)}>{ text }</button>
    }
}

/// A button with a sign on it, and words for who can't see it.
pub(super) fn sign(
    act: &Callback<Action>,
    action: Action,
    sign: &'static str,
    label: &'static str,
) -> Html {
    html! {
        <button type="button" class="quiet" title={label} aria-label={label} onclick={on(act, action)}>{ sign }</button>
    }
}

/// How urgent, in words.
pub(super) fn tier(text: &'static str) -> Html {
    html! { <span class="tier">{ text }</span> }
}

/// Past its time, in words.
pub(super) fn overdue(is_overdue: bool, words: &'static Words) -> Html {
    html! { if is_overdue { {" "}<em class="overdue">{ words.states.overdue }</em> } }
}

/// A text of the agent's that stands aside, and what can be done with it.
pub(super) fn kept(text: &str, words: &'static Words, buttons: Html) -> Html {
    html! {
        <div class="kept">
            <p>{ words.notices.kept_text }</p>
            <blockquote>{ text.to_owned() }</blockquote>
            <div class="actions">{ buttons }</div>
        </div>
    }
}

/// Some words of their own.
pub(super) fn paragraph(
    class: &'static str,
    role: Option<&'static str>,
    text: impl Into<AttrValue>,
) -> Html {
    fn made(class: &'static str, role: Option<&'static str>, text: AttrValue) -> Html {
        html! { <p {class} {role}>{ text }</p> }
    }
    made(class, role, text.into())
}

/// Some words among others.
pub(super) fn span(class: &'static str, lang: Option<&'static str>, text: String) -> Html {
    html! { <span {class} {lang}>{ text }</span> }
}

/// A list, and what stands in each line.
pub(super) fn list(class: &'static str, lines: impl Iterator<Item = Vec<Html>>) -> Html {
    let lines: Vec<Html> = lines.map(|parts| html! { <li>{ parts }</li> }).collect();
    html! { <ol {class}>{ lines }</ol> }
}
