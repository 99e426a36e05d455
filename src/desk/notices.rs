//! What the agent must know.

use yew::prelude::*;

use svarklar::engine::view::{Notice, Weight};

pub(super) fn notices(notices: &[Notice]) -> Html {
    html! {
        <div class="notices" role="status">
            { for notices.iter().map(|notice| {
                let (class, sign) = match notice.weight {
                    Weight::Info => ("info", "i"),
                    Weight::Warn => ("warn", "!"),
                    Weight::Alarm => ("alarm", "✕"),
                };
                html! {
                    <p class={classes!("notice", class)} key={notice.text.clone()}>
                        <span class="sign" aria-hidden="true">{ sign }</span>
                        { &notice.text }
                    </p>
                }
            }) }
        </div>
    }
}
