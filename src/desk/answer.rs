//! The chosen thread: why it is urgent, the drafts, the answer and its checks.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use svarklar::engine::Action;
use svarklar::engine::view::AnswerView;
use svarklar::message::InsertMode;
use svarklar::words::Words;

#[derive(Debug)]
pub(super) struct Props {
    pub answer: AnswerView,
    pub words: &'static Words,
    pub act: Callback<Action>,
}

pub(super) fn panel(props: &Props) -> Html {
    let Props { answer, words, .. } = props;
    html! {
        <section class={classes!("answer", format!("tier-{}", answer.tier))}>
            <div class="bar">
                <h2>{ &answer.customer }</h2>
                <button class="quiet" onclick={click(props, || Action::GoTo)}>{ words.desk.go_to }</button>
            </div>
            <p class="standing">
                <span class="tier">{ answer.tier_text }</span>
                { format!(" {}", answer.state) }
                if answer.overdue { <em class="overdue">{ words.states.overdue }</em> }
            </p>
            <blockquote lang={answer.lang}>{ &answer.post }</blockquote>
            { why(props) }
            { drafts(props) }
            { field(props) }
            if !answer.text.trim().is_empty() { { checks(props) } }
        </section>
    }
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
    let Props { answer, words, .. } = props;
    html! {
        <fieldset class="drafts">
            <legend>{ words.desk.drafts }</legend>
            { for answer.drafts.iter().enumerate().map(|(index, (kind, text, is_taken))| html! {
                <button key={*kind} class="draft" title={text.clone()}
                    aria-pressed={is_taken.to_string()}
                    onclick={click(props, move || Action::TakeDraft(index))}>{ *kind }</button>
            }) }
        </fieldset>
    }
}

fn field(props: &Props) -> Html {
    let Props { answer, words, act } = props;
    let oninput = act.reform(|event: InputEvent| {
        Action::Edit(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let insert = |mode| click(props, move || Action::Insert(mode));
    html! {
        <div class="field">
            <label for="answer">{ words.desk.answer }</label>
            <textarea id="answer" rows="7" lang={answer.answer_lang} value={answer.text.clone()} {oninput} />
            { for answer.kept.iter().enumerate().map(|(index, kept)| html! {
                <div class="kept" key={kept.clone()}>
                    <p>{ words.notices.kept_text }</p>
                    <blockquote lang={answer.answer_lang}>{ kept }</blockquote>
                    <div class="actions">
                        <button class="take-back" onclick={click(props, move || Action::TakeBack(index))}>{ words.desk.put_back }</button>
                        <button onclick={click(props, move || Action::DropKept(index))}>{ words.desk.forget }</button>
                    </div>
                </div>
            }) }
            <div class="actions">
                if answer.occupied {
                    <button class="insert" onclick={insert(InsertMode::Append)}>{ words.desk.append }</button>
                    <button onclick={insert(InsertMode::Replace)}>{ words.desk.replace }</button>
                } else {
                    <button class="insert" title="Alt+I" aria-keyshortcuts="Alt+I"
                        onclick={insert(InsertMode::IfEmpty)}>{ words.desk.insert }</button>
                }
                <button class="copy" onclick={click(props, || Action::Copy)}>{ words.desk.copy }</button>
            </div>
        </div>
    }
}

fn checks(props: &Props) -> Html {
    let Props { answer, words, .. } = props;
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
                    <li key={index}>
                        <span class="sign" aria-hidden="true">{ "!" }</span>
                        <span>
                            { finding.text }
                            if !finding.quote.is_empty() { <q lang={answer.answer_lang}>{ &finding.quote }</q> }
                        </span>
                        if finding.can_mend {
                            <button onclick={click(props, move || Action::Mend(index))}>{ words.desk.mend }</button>
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

fn click(props: &Props, action: impl Fn() -> Action + 'static) -> Callback<MouseEvent> {
    props.act.reform(move |_: MouseEvent| action())
}
