//! Who waits, worst first.

use yew::prelude::*;

use svarklar::engine::Action;
use svarklar::engine::view::Row;
use svarklar::message::Command;
use svarklar::words::Words;

#[derive(Debug)]
pub(super) struct Props {
    pub heading: String,
    pub empty: Option<&'static str>,
    pub rows: Vec<Row>,
    pub more: usize,
    pub words: &'static Words,
    pub act: Callback<Action>,
}

/// A plain function: each component takes some 6 KB of Wasm.
pub(super) fn queue(props: &Props) -> Html {
    let words = &props.words.desk;
    let press = |command| props.act.reform(move |_: MouseEvent| Action::Press(command));
    html! {
        <section class="queue">
            <div class="bar">
                <h2>{ &props.heading }</h2>
                <button class="quiet" title={format!("{} (Alt+K)", words.previous)} aria-label={words.previous}
                    aria-keyshortcuts="Alt+K" onclick={press(Command::Previous)}>{ "↑" }</button>
                <button class="next" title="Alt+J" aria-keyshortcuts="Alt+J" onclick={press(Command::Next)}>
                    { words.next }
                </button>
            </div>
            if let Some(empty) = props.empty {
                <p class="empty">{ empty }</p>
            }
            <ol>
                { for props.rows.iter().map(|row| item(row, props)) }
            </ol>
            if props.more > 0 {
                <p class="empty">{ words.more.replace("{n}", &props.more.to_string()) }</p>
            }
        </section>
    }
}

fn item(row: &Row, props: &Props) -> Html {
    let root = row.root.clone();
    let onclick = props.act.reform(move |_: MouseEvent| Action::Choose(root.clone()));
    let overdue = row.overdue.then_some(props.words.states.overdue);
    html! {
        <li key={row.root.clone()}>
            <button class={classes!("row", format!("tier-{}", row.tier))}
                aria-current={row.chosen.then_some("true")} {onclick}>
                <span class="tier">{ row.tier_text }</span>
                <span class="author">{ &row.author }</span>
                <span class="state">
                    { &row.state }
                    if let Some(overdue) = overdue { <em class="overdue">{ overdue }</em> }
                </span>
                <span class="excerpt" lang={row.lang}>{ &row.excerpt }</span>
            </button>
        </li>
    }
}
