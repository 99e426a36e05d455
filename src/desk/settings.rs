//! The card that asks who we are.

use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::parts::{button, list, paragraph, span};
use svarklar::clock::holidays::Country;
use svarklar::engine::setup::{self, Lack, Part};
use svarklar::engine::{Action, SettingsForm};
use svarklar::reading::Trade;
use svarklar::reply::check;
use svarklar::timetable::Field;
use svarklar::urgency::{Rule, Weight, Weights};
use svarklar::words::Words;
use svarklar::{own_wordings, own_words};

/// So many of the lines that were refused are told at once.
const TOLD: usize = 3;

#[derive(Properties, Debug)]
pub(super) struct Props {
    pub first: bool,
    pub form: SettingsForm,
    pub words: &'static Words,
    pub act: Callback<Action>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.first == other.first && self.form == other.form
    }
}

#[component]
pub(super) fn SettingsCard(props: &Props) -> Html {
    let (words, own, signing) = (&props.words.setup, &props.words.own, &props.words.signing);
    let words_own = &props.words.own_wordings;
    let (hours, tiers) = (&props.words.hours, &props.words.tiers);
    let form = use_state(|| props.form.clone());
    let was_tried = use_state(|| false);
    let opened = [use_node_ref(), use_node_ref(), use_node_ref()];
    let [own_details, hours_details, signing_details] = &opened;
    let lacks_page = form.page_names.trim().is_empty();
    let lacks_agent = form.agent_name.trim().is_empty();
    let lacks = setup::lacks(&form, &props.form, props.words);
    // What another version has stored is told at once.
    let known = setup::lacks(&props.form, &props.form, props.words);
    let is_in = |lacks: &[Lack], place: usize, is_new: bool| {
        lacks.iter().any(|lack| details_of(lack.part) == place && lack.is_new == is_new)
    };
    let to_mend: [bool; 3] = std::array::from_fn(|place| is_in(&lacks, place, true));
    let [knows_own, knows_hours, knows_signing] =
        std::array::from_fn(|place| is_in(&known, place, false));

    let onsubmit = {
        let (act, form) = (props.act.clone(), form.clone());
        let was_tried = was_tried.clone();
        let parts = opened.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            was_tried.set(true);
            // Whoever closed them sees again what is to mend.
            for (part, is_to_mend) in parts.iter().zip(to_mend) {
                if let Some(part) = part.cast::<HtmlElement>().filter(|_| is_to_mend) {
                    let _ = part.set_attribute("open", "");
                }
            }
            if !lacks_page && !lacks_agent && !to_mend.contains(&true) {
                act.emit(Action::SaveSettings(Box::new((*form).clone())));
            }
        })
    };
    let trade = |trade: Trade| {
        let toggle = form.clone();
        let is_chosen = form.trades.iter().any(|name| name == trade.name());
        let onchange = Callback::from(move |_: Event| {
            let mut next = (*toggle).clone();
            next.trades.retain(|name| name != trade.name());
            if !is_chosen {
                next.trades.push(trade.name().to_owned());
            }
            toggle.set(next);
        });
        html! {
            <label>
                <input type="checkbox" checked={is_chosen} {onchange} />
                { props.words.trade(trade) }
            </label>
        }
    };
    let line =
        |id, label, hint: &'static str, value: &str, change: fn(&mut SettingsForm, String)| {
            let form = form.clone();
            let oninput = Callback::from(move |event: InputEvent| {
                let mut next = (*form).clone();
                change(&mut next, event.target_unchecked_into::<HtmlInputElement>().value());
                form.set(next);
            });
            let control =
                html! { <input {id} value={value.to_owned()} autocomplete="off" {oninput} /> };
            labelled(id, label, hint.into(), control)
        };
    let lines = |id, label, hint: AttrValue, value: &str, change: fn(&mut SettingsForm, String)| {
        let form = form.clone();
        let oninput = Callback::from(move |event: InputEvent| {
            let mut next = (*form).clone();
            change(&mut next, event.target_unchecked_into::<HtmlTextAreaElement>().value());
            form.set(next);
        });
        let control = html! { <textarea {id} rows="2" value={value.to_owned()} {oninput} /> };
        labelled(id, label, hint, control)
    };
    let countries = {
        let form = form.clone();
        let chosen = Country::of_code(form.hours.holidays.trim());
        let mut names = hours.countries.split(' ');
        // One has to say that it is chosen: the last stands in the list first.
        let none =
            html! { <option value="" selected={chosen.is_none()}>{ hours.no_holidays }</option> };
        let mut options = vec![none];
        for country in Country::ALL {
            let (code, is_chosen) = (country.code(), chosen == Some(country));
            options.push(html! {
                <option value={code} selected={is_chosen}>{ names.next() }</option>
            });
        }
        let onchange = Callback::from(move |event: Event| {
            let mut next = (*form).clone();
            next.hours.holidays = event.target_unchecked_into::<HtmlSelectElement>().value();
            form.set(next);
        });
        let control = html! { <select id="hours-holidays" {onchange}>{ options }</select> };
        labelled("hours-holidays", hours.holidays, "".into(), control)
    };
    let toggle = |id, label, checked: bool, change: fn(&mut SettingsForm, bool)| {
        let form = form.clone();
        let onchange = Callback::from(move |_: Event| {
            let mut next = (*form).clone();
            change(&mut next, !checked);
            form.set(next);
        });
        html! {
            <label class="one-thread">
                <input {id} type="checkbox" {checked} {onchange} />
                { label }
            </label>
        }
    };
    let target = |id, label, minutes: u32, change: fn(&mut SettingsForm, u32)| {
        let form = form.clone();
        let oninput = Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            let mut next = (*form).clone();
            change(&mut next, typed.parse().unwrap_or_default());
            form.set(next);
        });
        // Empty: the usual one.
        let value = if minutes == 0 { String::new() } else { minutes.to_string() };
        html! { <label for={id}>{ label }<input {id} type="number" min="1" {value} {oninput} /></label> }
    };
    let weighed = Weights::read(&form.weights).0;
    let weight = |rule: Rule| {
        let form = form.clone();
        let options = Weight::ALL.map(|weight| {
            let selected = weighed.of(rule) == weight;
            html! { <option value={weight.name()} {selected}>{ props.words.weight(weight) }</option> }
        });
        let onchange = Callback::from(move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            let mut next = (*form).clone();
            next.weights.retain(|line| line.split(' ').next() != Some(rule.name()));
            if chosen != Weight::Usual.name() {
                next.weights.push(format!("{} {chosen}", rule.name()));
            }
            form.set(next);
        });
        html! {
            <label>
                { props.words.reason_alone(rule) }
                <select name={rule.name()} {onchange}>{ for options }</select>
            </label>
        }
    };
    let blocks = |(name, says): (&'static str, &'static str)| {
        let toggle = form.clone();
        let checked = form.blocking.iter().any(|rule| rule == name);
        let onchange = Callback::from(move |_: Event| {
            let mut next = (*toggle).clone();
            next.blocking.retain(|rule| rule != name);
            if !checked {
                next.blocking.push(name.to_owned());
            }
            toggle.set(next);
        });
        html! { <label><input type="checkbox" {name} {checked} {onchange} />{ says }</label> }
    };
    let told = |part: Part| -> Html {
        let its = lacks.iter().filter(|lack| lack.part == part && (*was_tried || !lack.is_new));
        its.take(TOLD).map(|lack| paragraph("lack", Some("alert"), lack.text.clone())).collect()
    };
    let words_hint = own.words_hint.replace("{topics}", &own_words::topics(props.words));
    let words_own_hint = words_own.hint.replace("{parts}", &own_wordings::parts(props.words));
    let lack = |is_lacking, text| {
        let shown = *was_tried && is_lacking;
        html! { if shown { <p class="lack" role="alert">{ text }</p> } }
    };
    html! {
        <form class="setup" {onsubmit} novalidate=true>
            <h2>{ words.heading }</h2>
            <p>{ words.lead }</p>
            { lines("page-names", words.page_names, words.page_names_hint.into(), &form.page_names,
                |form, text| form.page_names = text) }
            { lack(lacks_page, words.missing_page_name) }
            { line("agent-name", words.agent_name, words.agent_name_hint, &form.agent_name,
                |form, text| form.agent_name = text) }
            { lack(lacks_agent, words.missing_agent_name) }
            { line("signature", words.signature, words.signature_hint, &form.signature,
                |form, text| form.signature = text) }
            <details class="part signing" ref={signing_details.clone()} open={knows_signing}>
                <summary>{ signing.heading }</summary>
                { lines("signatures", signing.lines, signing.lines_hint.into(), &form.signatures,
                    |form, text| form.signatures = text) }
                { told(Part::Signatures) }
                { toggle("signs-once", signing.once, form.signs_once,
                    |form, checked| form.signs_once = checked) }
                { line("leader", signing.leader, signing.leader_hint, &form.leader,
                    |form, text| form.leader = text) }
            </details>
            { lines("colleagues", words.colleagues, words.colleagues_hint.into(), &form.colleagues,
                |form, text| form.colleagues = text) }
            { lines("domains", words.domains, words.domains_hint.into(), &form.domains,
                |form, text| form.domains = text) }
            <details class="part own" ref={own_details.clone()} open={knows_own}>
                <summary>{ own.heading }</summary>
                <fieldset class="trades">
                    <legend>{ own.trades }</legend>
                    { for Trade::ALL.map(trade) }
                    { paragraph("hint", None, own.trades_hint) }
                </fieldset>
                { lines("own-words", own.words, words_hint.into(), &form.own_words,
                    |form, text| form.own_words = text) }
                { told(Part::OwnWords) }
                { lines("own-wordings", words_own.label, words_own_hint.into(), &form.wordings,
                    |form, text| form.wordings = text) }
                { told(Part::Wordings) }
            </details>
            <details class="part hours" ref={hours_details.clone()} open={knows_hours}>
                <summary>{ hours.heading }</summary>
                { lines("hours-week", hours.week, hours.week_hint.into(), &form.hours.week,
                    |form, text| form.hours.week = text) }
                { told(Part::Hours(Field::Week)) }
                { countries }
                { toggle("half-holidays", hours.half_holidays, form.hours.half_holidays,
                    |form, checked| form.hours.half_holidays = checked) }
                { lines("hours-days", hours.days, hours.days_hint.into(), &form.hours.days,
                    |form, text| form.hours.days = text) }
                { told(Part::Hours(Field::Days)) }
                { lines("hours-shifts", hours.shifts, hours.shifts_hint.into(), &form.hours.shifts,
                    |form, text| form.hours.shifts = text) }
                { told(Part::Hours(Field::Shifts)) }
                <fieldset class="targets">
                    <legend>{ hours.targets }</legend>
                    { target("target-3", tiers.now, form.targets.now_minutes,
                        |form, minutes| form.targets.now_minutes = minutes) }
                    { target("target-2", tiers.soon, form.targets.soon_minutes,
                        |form, minutes| form.targets.soon_minutes = minutes) }
                    { target("target-1", tiers.routine, form.targets.routine_minutes,
                        |form, minutes| form.targets.routine_minutes = minutes) }
                </fieldset>
                { line("hours-zone", hours.zone, hours.zone_hint, &form.hours.zone,
                    |form, text| form.hours.zone = text) }
                { told(Part::Hours(Field::Zone)) }
            </details>
            <details class="part weights">
                <summary>{ props.words.weights.heading }</summary>
                { paragraph("hint", None, props.words.weights.hint) }
                { for Rule::weighable().map(weight) }
            </details>
            <details class="part blocking">
                <summary>{ props.words.blocking.heading }</summary>
                { paragraph("hint", None, props.words.blocking.hint) }
                { for check::rules(props.words.lang).into_iter().map(blocks) }
            </details>
            <div class="actions">
                <button class="insert" type="submit">{ words.save }</button>
                if !props.first {
                    <button type="button" onclick={props.act.reform(|_: MouseEvent| Action::CloseSettings)}>
                        { words.cancel }
                    </button>
                }
            </div>
            <p class="stays">{ words.stays_here }</p>
        </form>
    }
}

/// Which of the parts that open and close has these lines.
fn details_of(part: Part) -> usize {
    match part {
        Part::OwnWords | Part::Wordings => 0,
        Part::Hours(_) => 1,
        Part::Signatures => 2,
    }
}

/// The settings as a file, to give and to take. The host reads the file that is chosen.
pub(super) fn file(
    first: bool,
    told: Option<(bool, String)>,
    words: &'static Words,
    act: &Callback<Action>,
) -> Html {
    let field =
        html! { <input id="import-settings" type="file" accept=".json,application/json" /> };
    let told = told.map(|(is_read, text)| {
        let (class, role) = if is_read { ("read", "status") } else { ("lack", "alert") };
        paragraph(class, Some(role), text)
    });
    html! {
        <section class="setup file">
            <h2>{ words.files.heading }</h2>
            if !first { <div class="actions">{ button(act, Action::ExportSettings, "export", words.files.export, None) }</div> }
            { labelled("import-settings", words.files.import, words.files.hint.into(), field) }
            { for told }
        </section>
    }
}

/// The profiles that were taught, and a field for one from elsewhere: what is
/// pasted there is taken in at once.
pub(super) fn taught(
    sites: Vec<(String, String)>,
    refused: Option<String>,
    words: &'static Words,
    act: &Callback<Action>,
) -> Html {
    let oninput = act.reform(|event: InputEvent| {
        Action::Import(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let field = html! { <textarea id="import" rows="2" spellcheck="false" {oninput} /> };
    let sites = sites.into_iter().map(|(name, unusable)| {
        let copy = Action::CopyTaught(name.clone());
        let forget = Action::ForgetTaught(name.clone());
        vec![
            span("name", None, name),
            button(act, copy, "", words.desk.copy, None),
            button(act, forget, "", words.desk.forget, None),
            span("lack", None, unusable),
        ]
    });
    html! {
        <section class="setup taught">
            <h2>{ words.teach.sites }</h2>
            { list("sites", sites) }
            { labelled("import", words.teach.import_label, words.teach.import_hint.into(), field) }
            { for refused.map(|refused| paragraph("lack", Some("alert"), refused)) }
        </section>
    }
}

fn labelled(id: &'static str, label: &'static str, hint: AttrValue, control: Html) -> Html {
    html! {
        <div class="setting">
            <label for={id}>{ label }</label>
            { control }
            if !hint.is_empty() { <p class="hint">{ hint }</p> }
        </div>
    }
}
