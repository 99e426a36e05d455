//! The chosen thread: why it is urgent, the drafts, the answer and its checks.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::parts::{button, kept, on, overdue, span, tier, toggle};
use svarklar::acts::{Decision, Snooze};
use svarklar::engine::Action;
use svarklar::engine::adjust::Adjust;
use svarklar::engine::view::{ActsView, AnswerView};
use svarklar::message::InsertMode;
use svarklar::reading::Lang;
use svarklar::reply::when::Tone;
use svarklar::words::Words;

#[derive(Debug)]
pub(super) struct Props {
    pub answer: AnswerView,
    pub words: &'static Words,
    pub act: Callback<Action>,
}

pub(super) fn panel(props: &Props) -> Html {
    let Props { answer, words, act } = props;
    html! {
        <section class={classes!("answer", format!("tier-{}", answer.tier))}>
            <div class="bar">
                <h2>{ &answer.customer }</h2>
                { button(act, Action::GoTo, "quiet", words.desk.go_to, None) }
            </div>
            <p class="standing">
                { tier(answer.tier_text) }
                { format!(" {}", answer.state) }
                { overdue(answer.overdue, words) }
                if !answer.answered.is_empty() { <span class="answered">{ &answer.answered }</span> }
            </p>
            { for answer.acts.as_ref().map(|acts| decide(acts, props)) }
            <blockquote lang={answer.lang}>{ &answer.post }</blockquote>
            <p class="topics">
                { &answer.topic }
                if !answer.topic_quote.is_empty() { <q lang={answer.lang}>{ &answer.topic_quote }</q> }
                { &answer.further_topics }
            </p>
            { why(props) }
            { drafts(props) }
            { adjust(props) }
            { field(props) }
            if !answer.text.trim().is_empty() { { checks(props) } }
        </section>
    }
}

/// What can be decided of the wait, or what was, to take it back.
fn decide(acts: &ActsView, Props { words, act, .. }: &Props) -> Html {
    let words = &words.acts;
    let press = |decision, text, key| button(act, Action::Decide(decision), "", text, key);
    if let Some(decided) = &acts.decided {
        return html! {
            <div class="acts">
                { span("decided", None, decided.clone()) }
                { press(Decision::Undo, words.undo, None) }
            </div>
        };
    }
    let snooze = act.clone();
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(minutes) = chosen_time(&event) {
            snooze.emit(Action::Decide(Decision::Snooze(Snooze::At(minutes))));
        }
    });
    html! {
        <div class="acts">
            { press(Decision::Pin, words.pin, Some("Alt+P")) }
            { press(Decision::NotNeeded, words.not_needed, Some("Alt+N")) }
            <details class="snooze">
                <summary>{ words.snooze }</summary>
                { for acts.snoozes.iter().map(|(snooze, text)| {
                    let key = (*snooze == Snooze::Hour).then_some("Alt+Z");
                    press(Decision::Snooze(*snooze), text, key)
                }) }
                <form {onsubmit}>
                    <label for="until">{ words.at }</label>
                    <input id="until" type="time" required=true />
                    <button type="submit">{ words.until }</button>
                </form>
            </details>
        </div>
    }
}

/// Minutes past midnight, of the time in a form's field.
fn chosen_time(event: &SubmitEvent) -> Option<u16> {
    let form: HtmlElement = event.target_unchecked_into();
    let field: HtmlInputElement = form.query_selector("input").ok()??.unchecked_into();
    let value = field.value();
    let (hours, minutes) = value.split_once(':')?;
    Some(hours.parse::<u16>().ok()? * 60 + minutes.parse::<u16>().ok()?)
}

fn why(Props { answer, words, .. }: &Props) -> Html {
    if answer.reasons.is_empty() {
        return html! {};
    }
    html! {
        <details class="why">
            <summary>{ format!("{} · {} {}", words.desk.why, answer.score, words.desk.points) }</summary>
            <ul>
                { for answer.reasons.iter().map(|reason| html! {
                    <li key={reason.text}>
                        <span class="points">{ format!("+{}", reason.points) }</span>
                        { reason.text }
                        if reason.unsure {
                            <span class="unsure">{ words.desk.unsure }</span>
                        }
                        if reason.is_quote {
                            <q lang={answer.lang}>{ &reason.evidence }</q>
                        } else if !reason.evidence.is_empty() {
                            <span class="figure">{ &reason.evidence }</span>
                        }
                    </li>
                }) }
            </ul>
        </details>
    }
}

fn drafts(props: &Props) -> Html {
    let Props { answer, words, act } = props;
    html! {
        <fieldset class="drafts">
            <legend>{ words.desk.drafts }</legend>
            { for answer.drafts.iter().enumerate().map(|(index, (kind, text, is_taken))| {
                let (action, words) = (Action::TakeDraft(index), (*kind, text.clone().into()));
                toggle(act, action, "draft", words, (Some(*is_taken), None))
            }) }
        </fieldset>
    }
}

/// The languages that an answer can be had in, by their own names.
const LANGS: [(Lang, &str); 5] = [
    (Lang::Da, "dansk"),
    (Lang::Nb, "bokmål"),
    (Lang::Nn, "nynorsk"),
    (Lang::Sv, "svenska"),
    (Lang::En, "English"),
];

/// The draft shorter, in another tone, another language or other words.
fn adjust(props: &Props) -> Html {
    let Props { answer, words, act } = props;
    let said = &words.adjust;
    let onchange = act.reform(|event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        let lang = usize::try_from(chosen).ok().and_then(|at| LANGS.get(at));
        Action::Adjust(Adjust::Lang(lang.map_or(Lang::Und, |(lang, _)| *lang)))
    });
    let tone = |tone, text, key: &'static str| {
        let pressed = Some(answer.tone == Some(tone));
        toggle(act, Action::Adjust(Adjust::Tone(tone)), "", (text, key.into()), (pressed, None))
    };
    html! {
        <fieldset class="adjust">
            <legend>{ said.heading }</legend>
            { button(act, Action::Adjust(Adjust::Shorter), "", said.shorter, Some("Alt+M")) }
            { tone(Tone::Warm, said.warm, "Alt+W") }
            { tone(Tone::Formal, said.formal, "Alt+G") }
            <label>
                { said.lang }{ " " }
                <select {onchange}>
                    { for LANGS.iter().map(|(lang, name)| html! {
                        <option lang={lang.tag()} selected={lang.tag() == answer.answer_lang}>{ *name }</option>
                    }) }
                </select>
            </label>
            if !answer.parts.is_empty() {
                <details class="turn">
                    <summary title="Alt+O">{ said.turn }{ "…" }</summary>
                    { for answer.parts.iter().map(|(at, name, text)| {
                        let words = (*name, text.clone().into());
                        toggle(act, Action::Adjust(Adjust::Turn(*at)), "", words, (None, None))
                    }) }
                </details>
            }
        </fieldset>
    }
}

fn field(props: &Props) -> Html {
    let Props { answer, words, act } = props;
    let oninput = act.reform(|event: InputEvent| {
        Action::Edit(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let is_blocked = answer.findings.iter().any(|finding| finding.blocks);
    let why_not = is_blocked.then_some("mend-first");
    let put = |mode, class: &'static str, text: &'static str, key: Option<&'static str>| {
        let onclick = on(act, Action::Insert(mode));
        html! {
            <button type="button" {class} title={key} aria-keyshortcuts={key} disabled={is_blocked}
                aria-describedby={why_not} {onclick}>{ text }</button>
        }
    };
    html! {
        <div class="field">
            <label for="answer">{ words.desk.answer }</label>
            <textarea id="answer" rows="7" lang={answer.answer_lang} value={answer.text.clone()} {oninput} />
            { for answer.kept.iter().enumerate().map(|(index, text)| kept(text, words, html! {
                <>
                    { button(act, Action::TakeBack(index), "take-back", words.desk.put_back, None) }
                    { button(act, Action::DropKept(index), "", words.desk.forget, None) }
                </>
            })) }
            <div class="actions">
                if answer.occupied {
                    { put(InsertMode::Append, "insert", words.desk.append, None) }
                    { put(InsertMode::Replace, "replace", words.desk.replace, None) }
                } else {
                    { put(InsertMode::IfEmpty, "insert", words.desk.insert, Some("Alt+I")) }
                }
                { button(act, Action::Copy, "copy", words.desk.copy, None) }
            </div>
            if is_blocked {
                <p id="mend-first" class="lack" role="status">{ words.blocking.mend_first }</p>
            }
        </div>
    }
}

fn checks(props: &Props) -> Html {
    let Props { answer, words, act } = props;
    html! {
        <section class="checks">
            <h3>
                { words.desk.checks }
                <span class="count" role="status">{ findings_count(answer.findings.len()) }</span>
            </h3>
            if answer.findings.is_empty() {
                <p class="pass">{ format!("✓ {}", words.desk.checks_pass) }</p>
            }
            <ul>
                { for answer.findings.iter().enumerate().map(|(index, finding)| html! {
                    <li key={index} class={finding.blocks.then_some("blocks")}>
                        <span class="sign" aria-hidden="true">{ "!" }</span>
                        <span>
                            { finding.text }
                            if !finding.quote.is_empty() { <q lang={answer.answer_lang}>{ &finding.quote }</q> }
                        </span>
                        if finding.can_mend {
                            { button(act, Action::Mend(index), "", words.desk.mend, None) }
                        }
                    </li>
                }) }
            </ul>
        </section>
    }
}

/// Told alone when it changes: the findings themselves would be read out at every key.
fn findings_count(count: usize) -> String {
    if count == 0 { String::new() } else { format!(" ({count})") }
}
