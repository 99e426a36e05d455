//! Who waits, worst first.

use yew::prelude::*;

use crate::parts::{button, on, overdue, sign, tier};
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
    pub aside: Option<(String, Vec<Row>)>,
    pub words: &'static Words,
    pub act: Callback<Action>,
}

/// A plain function: each component takes some 6 KB of Wasm.
pub(super) fn queue(props: &Props) -> Html {
    let words = &props.words.desk;
    html! {
        <>
        <section class="queue">
            <div class="bar">
                <h2>{ &props.heading }</h2>
                { sign(&props.act, Action::Press(Command::Previous), "↑", words.previous) }
                { button(&props.act, Action::Press(Command::Next), "next", words.next, Some("Alt+J")) }
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
        if let Some((told, rows)) = &props.aside {
            <details class="aside">
                <summary>{ told }</summary>
                <ol>{ for rows.iter().map(|row| item(row, props)) }</ol>
            </details>
        }
        </>
    }
}

fn item(row: &Row, props: &Props) -> Html {
    let onclick = on(&props.act, Action::Choose(row.key.clone()));
    html! {
        <li key={row.key.clone()}>
            <button class={classes!("row", format!("tier-{}", row.tier))}
                aria-current={row.chosen.then_some("true")} {onclick}>
                { tier(row.tier_text) }
                <span class="author">{ &row.author }</span>
                <span class="state">
                    { &row.state }
                    { overdue(row.overdue, props.words) }
                </span>
                if !row.answered.is_empty() { <span class="answered">{ &row.answered }</span> }
                <span class="excerpt" lang={row.lang}>{ &row.excerpt }</span>
            </button>
        </li>
    }
}
