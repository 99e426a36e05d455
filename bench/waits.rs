//! How long one step takes after one new comment, by how many wait already:
//! all under one post of the company's, or each in a thread of their own; and
//! the same by opening hours, and with so many of them decided to need no answer.

use std::time::Instant;

use svarklar::acts::Decision;
use svarklar::engine::{Action, Effect, Engine, Event, SettingsForm};
use svarklar::message::{Command, Coverage, FromPage, Opened, Posts, RawPost, ToPage};
use svarklar::reading::Lang;
use svarklar::timetable::Timetable;

const NOW: i64 = 1_716_000_000_000;
const STEPS: u32 = 50;

fn main() {
    let open = Timetable {
        week: "mon-thu 8-16, 16:30-20\nfri 9-17".to_owned(),
        holidays: "DK".to_owned(),
        days: "6.7.2026-31.7.2026\n24.12. 9-12".to_owned(),
        ..Timetable::default()
    };
    for (how, parent, hours, decisions) in [
        ("under one post", Some(1), Timetable::default(), 0),
        ("each a thread", None, Timetable::default(), 0),
        ("each a thread, with hours", None, open, 0),
        ("under one post, 100 decided", Some(1), Timetable::default(), 100),
    ] {
        let mut few = 0.0;
        for waits in [50, 1_000, 10_000] {
            let (step, view, next, tick) = measure(waits, parent, &hours, decisions);
            if waits == 50 {
                few = step;
            }
            let ratio = step / few;
            println!(
                "{how}, {waits}: a comment {step:.2} ms ({ratio:.1}×), its view {view:.2} ms, next {next:.2} ms, a minute later {tick:.2} ms"
            );
        }
    }
}

/// Milliseconds of a step with one comment more, of the view after it, of the
/// key to the next with its view, and of a tick.
fn measure(
    waits: u32,
    parent: Option<u32>,
    hours: &Timetable,
    decisions: u32,
) -> (f64, f64, f64, f64) {
    let Ok(mut engine) = Engine::new(Lang::En, Vec::new(), false) else {
        return Default::default();
    };
    let url = "https://shop.example/kundeservice".to_owned();
    let zone = "Europe/Copenhagen".to_owned();
    let opened = Opened { url, lang: Some("da".to_owned()), zone, offset_minutes: 60 };
    engine.step(Event::Page(FromPage::Opened(opened)), NOW);
    let form = SettingsForm {
        page_names: "Page".to_owned(),
        agent_name: "Lise".to_owned(),
        hours: Box::new(hours.clone()),
        ..SettingsForm::default()
    };
    let mut plan = 0;
    for effect in engine.step(Event::Agent(Action::SaveSettings(Box::new(form))), NOW) {
        if let Effect::Page(ToPage::Read { plan: read }) = effect {
            plan = read.id;
        }
    }
    let see = |engine: &mut Engine, seen: Vec<RawPost>| {
        let coverage = Coverage { items: waits, evidence: 0, hidden: 0, capped: false };
        let posts = Posts { plan, seen, gone: Vec::new(), coverage };
        engine.step(Event::Page(FromPage::Posts(posts)), NOW)
    };
    see(&mut engine, vec![post(1, None, "Page")]);
    let all: Vec<RawPost> =
        (2..waits + decisions + 2).map(|at| post(at, parent, "Kunde")).collect();
    for some in all.chunks(200) {
        see(&mut engine, some.to_vec());
    }
    for _ in 0..decisions {
        engine.step(Event::Agent(Action::Press(Command::Next)), NOW);
        engine.step(Event::Agent(Action::Decide(Decision::NotNeeded)), NOW);
    }
    let mut later = waits + decisions + 2;
    let step = timed(|| {
        see(&mut engine, vec![post(later, parent, "Kunde")]);
        later += 1;
    });
    let view = timed(|| drop(engine.view(NOW)));
    let next = timed(|| {
        engine.step(Event::Agent(Action::Press(Command::Next)), NOW);
        let _ = engine.view(NOW);
    });
    let mut now = NOW;
    let tick = timed(|| {
        now += 60_000;
        engine.step(Event::Tick, now);
    });
    (step, view, next, tick)
}

fn timed(mut work: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..STEPS {
        work();
    }
    start.elapsed().as_secs_f64() * 1000.0 / f64::from(STEPS)
}

fn post(handle: u32, parent: Option<u32>, author: &str) -> RawPost {
    let at = NOW / 1000 - 90_000 + i64::from(handle);
    RawPost {
        handle,
        parent,
        key: vec![format!("c{handle}")],
        author: vec![if handle == 1 { author.to_owned() } else { format!("{author} {handle}") }],
        text: format!("Hvorfor er min regning nummer {handle} forkert igen? Hvornår retter I den?"),
        datetime: vec![at.to_string()],
        ..RawPost::default()
    }
}
