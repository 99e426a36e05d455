//! Teaching a page: what to pick, what was picked, and what would be read.

use yew::prelude::*;

use crate::parts::{button, list, on, paragraph, span};
use svarklar::engine::Action;
use svarklar::engine::view::TeachView;
use svarklar::message::Command;
use svarklar::words::Words;

pub(super) fn panel(view: TeachView, words: &'static Words, act: &Callback<Action>) -> Html {
    let press = |action, class, text| button(act, action, class, text, None);
    let mut lines = Vec::new();
    lines.extend(view.fault.map(|fault| paragraph("lack", Some("alert"), fault)));
    let mut buttons = Vec::new();
    if let Some(ask) = view.ask {
        lines.push(paragraph("ask", None, ask));
        lines.push(paragraph("hint", None, words.teach.keys));
        if view.can_skip {
            buttons.push(press(Action::SkipPick, "skip", words.teach.skip));
        }
    }
    if let Some(shown) = view.shown {
        lines.push(paragraph("ask", Some("status"), shown.heading));
        for note in shown.notes {
            lines.push(paragraph("lack", None, note));
        }
        lines.push(list(
            "samples",
            shown.posts.into_iter().map(|(is_answer, row)| {
                let author = if is_answer { format!("↳ {}", row.author) } else { row.author };
                vec![
                    span("author", None, author),
                    span("state", None, row.state),
                    span("excerpt", Some(row.lang), row.excerpt),
                ]
            }),
        ));
        lines.push(html! {
            <label class="one-thread">
                <input type="checkbox" checked={shown.is_one_thread} onclick={on(act, Action::TeachThread)} />
                { words.teach.one_thread }
            </label>
        });
        if shown.can_save {
            buttons.push(press(Action::SaveTaught, "insert", words.setup.save));
            buttons.push(press(Action::TeachAnother, "another", words.teach.another));
        }
        buttons.push(press(Action::Teach, "again", words.teach.again));
    }
    buttons.push(press(Action::Press(Command::Cancel), "", words.setup.cancel));
    let picked = view.picked.into_iter().map(|(part, said)| {
        vec![span("part", None, format!("✓ {part}")), span("excerpt", None, said)]
    });
    html! {
        <section class="teach">
            <h2>{ words.teach.heading }</h2>
            { list("picked", picked) }
            { lines }
            <div class="actions">{ buttons }</div>
        </section>
    }
}
