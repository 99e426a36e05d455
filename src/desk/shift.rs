//! The clock, and what the next shift is told.

use yew::prelude::*;

use crate::parts::{button, list, overdue, paragraph, span, tier, toggle};
use svarklar::engine::Action;
use svarklar::engine::shift::{ClockView, HandoverRow, HandoverView};
use svarklar::words::Words;

/// The strip above the queue and the handover: it stays where it is as these
/// change, and so does the focus on its buttons.
pub(super) fn clock(view: ClockView, words: &'static Words, act: &Callback<Action>) -> Html {
    let class = if view.is_soon { "clock soon" } else { "clock" };
    html! {
        <div {class}>
            <p>{ view.text }</p>
            if let Some(incident) = &view.incident { { paragraph("since", None, incident.clone()) } }
            { toggle(act, Action::ToggleIncident, "incident",
                (words.hours.incident, words.hours.incident_hint.into()), (Some(view.incident.is_some()), None)) }
            { toggle(act, Action::ToggleHandover, "hand-over",
                (words.handover.heading, "".into()), (None, Some(view.hands_over))) }
        </div>
    }
}

pub(super) fn handover(view: HandoverView, words: &'static Words, act: &Callback<Action>) -> Html {
    let lists = view.lists.into_iter().map(|told| {
        let rows = list("told", told.rows.into_iter().map(|row| item(row, words)));
        html! {
            <>
                <h3>{ told.heading }</h3>
                { rows }
                if !told.more.is_empty() { { paragraph("empty", None, told.more) } }
            </>
        }
    });
    html! {
        <section class="handover">
            <div class="bar">
                <h2>{ view.title }</h2>
                { button(act, Action::CopyHandover, "insert", words.desk.copy, None) }
            </div>
            if !view.to.is_empty() { { paragraph("to", None, view.to) } }
            { paragraph("hint", None, words.handover.lead) }
            { for lists }
            <div class="actions">
                { button(act, Action::ToggleHandover, "", words.handover.close, None) }
            </div>
        </section>
    }
}

fn item(row: HandoverRow, words: &'static Words) -> Vec<Html> {
    let level = if row.tier_text.is_empty() {
        html! {}
    } else {
        tier(row.tier_text)
    };
    vec![html! {
        <div class={classes!("told-row", format!("tier-{}", row.tier))}>
            { level }
            { span("author", None, row.author) }
            <span class="state">{ row.state }{ overdue(row.overdue, words) }</span>
            { span("excerpt", None, row.why) }
            if !row.link.is_empty() { { span("link", None, row.link) } }
        </div>
    }]
}
