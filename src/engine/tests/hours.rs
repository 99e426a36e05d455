//! Working hours in the settings, on the desk and in the handover.

use super::*;
use crate::acts::{Decision, Snooze};
use crate::timetable::Timetable;

/// Friday, 17 May 2024, 15.54 in Denmark.
const FRIDAY: i64 = 1_715_954_040_000;
const MINUTE: i64 = 60_000;

fn timetable() -> Timetable {
    Timetable {
        week: "man-fre 8-16".into(),
        shifts: "Evening 16-22, Bo".into(),
        holidays: "DK".into(),
        ..Timetable::default()
    }
}

fn form(hours: Timetable) -> SettingsForm {
    SettingsForm {
        page_names: "Page".into(),
        agent_name: "Lise".into(),
        hours: Box::new(hours),
        ..SettingsForm::default()
    }
}

/// A scene whose company has hours.
fn scene() -> Scene {
    let mut scene = Scene::new();
    scene.act(Action::SaveSettings(Box::new(form(timetable()))));
    scene.step(Event::Page(FromPage::Detected(Detected { profile: "isso".into() })));
    scene
}

fn clock(scene: &Scene, now: i64) -> (String, bool) {
    let clock = scene.engine.view(now).clock.unwrap();
    (clock.text, clock.is_soon)
}

fn handover(scene: &Scene) -> shift::HandoverView {
    match scene.engine.view(NOW).screen {
        Screen::Handover(view) => *view,
        _ => panic!("no handover is shown"),
    }
}

#[test]
fn without_hours_nothing_is_said_of_the_clock() {
    assert_eq!(clock(&Scene::new(), FRIDAY), (String::new(), false));
}

#[test]
fn the_desk_says_when_it_closes_and_opens_and_who_comes() {
    let scene = scene();
    let told = |minutes| clock(&scene, FRIDAY + minutes * MINUTE);
    let evening = "Evening (Bo) from 16:00";
    assert_eq!(told(-60), (format!("Open until 16:00 · {evening}"), false));
    assert_eq!(told(0), (format!("Closes in 6 minutes · {evening}"), true));
    let second = clock(&scene, FRIDAY + 5 * MINUTE + 1_000);
    assert_eq!(second, (format!("Closes in 1 minute · {evening}"), true));
    // Monday is Whit Monday.
    assert_eq!(told(6).0, "Closed; opens Tuesday 08:00");
    // Eight days before was Ascension Day.
    assert_eq!(told(-24 * 60 * 8).0, "Closed; opens tomorrow 08:00");
    assert_eq!(told(-60 * 8).0, format!("Closed; opens 08:00 · {evening}"));
}

#[test]
fn lines_that_cannot_be_used_are_not_saved() {
    let mut scene = scene();
    scene.act(Action::OpenSettings);
    let bad = Timetable { week: "man-fre 8-16\nlør".into(), ..timetable() };
    scene.act(Action::SaveSettings(Box::new(form(bad))));
    assert!(matches!(scene.engine.view(NOW).screen, Screen::Settings { .. }));
    scene.act(Action::CloseSettings);
    assert_eq!(clock(&scene, FRIDAY).0, "Closes in 6 minutes · Evening (Bo) from 16:00");
}

#[test]
fn a_target_left_empty_is_the_usual_one() {
    let mut scene = scene();
    let mut form = form(Timetable::default());
    (form.targets.soon_minutes, form.targets.routine_minutes) = (0, 45);
    scene.act(Action::SaveSettings(Box::new(form)));
    scene.act(Action::OpenSettings);
    let Screen::Settings { form, .. } = scene.engine.view(NOW).screen else { panic!() };
    assert_eq!((form.targets.soon_minutes, form.targets.routine_minutes), (60, 45));
}

#[test]
fn a_wait_over_a_closed_night_is_not_overdue_and_says_how_much_of_it_was_open() {
    // 4.40 in the night of Saturday: closed since Friday at 16.
    let mut scene = scene();
    let text = "Hvorfor er min regning forkert?";
    scene.see(vec![post(1, None, "Bo", text, 12), post(2, None, "Ida", text, 20)]);
    let row = |scene: &Scene, key| {
        let Screen::Work { rows, .. } = scene.engine.view(NOW).screen else { panic!() };
        rows.into_iter().find(|row| row.author == key).unwrap()
    };
    assert_eq!((row(&scene, "Bo").overdue, row(&scene, "Ida").overdue), (false, true));
    scene.act(Action::Choose(row(&scene, "Bo").key));
    assert_eq!(scene.answer().state, "Waiting 11–12 h, 0 min of it in opening hours");
    scene.act(Action::Choose(row(&scene, "Ida").key));
    assert_eq!(scene.answer().state, "Waiting 19–20 h, 7 h of it in opening hours");
    // While an incident is open all hours count.
    scene.act(Action::ToggleIncident);
    assert!(scene.engine.view(NOW).clock.unwrap().incident.is_some());
    scene.engine.step(Event::Tick, NOW + 7 * HOUR);
    let Screen::Work { rows, .. } = scene.engine.view(NOW + 7 * HOUR).screen else { panic!() };
    assert!(rows.iter().all(|row| row.overdue));
}

#[test]
fn an_incident_is_open_in_every_tab_until_it_is_closed() {
    let mut one = scene();
    let mut two = Scene::with(one.stored.clone());
    two.see(vec![post(1, None, "Bo", "Er nettet nede i Skive? Alt er dødt siden kl. 12", 0)]);
    let tier = |scene: &Scene| {
        let Screen::Work { rows, .. } = scene.engine.view(NOW).screen else { panic!() };
        rows.first().unwrap().tier
    };
    assert_eq!(tier(&two), 3);
    one.stored.clear();
    one.act(Action::ToggleIncident);
    two.step(Event::Stored(one.stored.clone()));
    assert_eq!(tier(&two), 2);
    let told = "Incident open since 04:40 (Lise)";
    assert_eq!(two.engine.view(NOW).clock.unwrap().incident.as_deref(), Some(told));
    let told = "Incident open since Saturday 04:40 (Lise)";
    let later = two.engine.view(NOW + 72 * HOUR).clock.unwrap().incident;
    assert_eq!(later.as_deref(), Some(told));
    one.act(Action::ToggleIncident);
    two.step(Event::Stored(one.stored.clone()));
    assert_eq!(tier(&two), 3);
}

#[test]
fn the_handover_tells_who_waits_and_what_is_promised_and_no_post() {
    let mut scene = scene();
    scene.see(vec![
        post(1, None, "Bo Lund", "Hvorfor er min regning forkert?", 20),
        post(2, None, "Ida Krog", "Hvornår kommer min pakke?", 3),
        post(3, Some(2), "Page", "Hej Ida. Jeg vender tilbage i morgen. Mvh Lise", 2),
        post(4, None, "Kim Dahl", "Tak!", 2),
        post(5, Some(4), "Page", "Hej Kim. Selv tak. Mvh Lise", 1),
    ]);
    assert!(!scene.engine.view(NOW).clock.unwrap().hands_over);
    scene.act(Action::ToggleHandover);
    let view = handover(&scene);
    assert_eq!(view.to, "For Evening (Bo), 16:00");
    let [waits, promised] = view.lists.as_slice() else { panic!("{:?}", view.lists) };
    assert_eq!(waits.heading, "1 waiting of 5 seen");
    let of = |rows: &[shift::HandoverRow]| -> Vec<(String, String, bool)> {
        rows.iter().map(|row| (row.author.clone(), row.state.clone(), row.overdue)).collect()
    };
    let bo =
        ("Bo Lund".to_owned(), "billing · Waiting 19–20 h, since Friday 08:40".to_owned(), true);
    assert_eq!(of(&waits.rows), [bo]);
    let ida = "delivery · promised by Sunday 23:59";
    assert_eq!(of(&promised.rows), [("Ida Krog".to_owned(), ida.to_owned(), false)]);

    let stored = scene.stored.len();
    let copied = scene.engine.step(Event::Agent(Action::CopyHandover), NOW);
    let [Effect::Host(ToHost::Copy { text })] = copied.as_slice() else { panic!("{copied:?}") };
    let bo = waits.rows.first().unwrap();
    let expected = format!(
        "Handover Saturday 2024-05-18 04:40: shop.example/kundeservice\n\
        For Evening (Bo), 16:00\n\n1 waiting of 5 seen\n\
        1. [{}] Bo Lund: billing · Waiting 19–20 h, since Friday 08:40, overdue{}{}\n\n\
        Promised an answer: 1\n1. Ida Krog: delivery · promised by Sunday 23:59",
        bo.tier_text,
        if bo.why.is_empty() { "" } else { " · " },
        bo.why,
    );
    assert_eq!(*text, expected);
    assert_eq!(scene.stored.len(), stored, "nothing of it is stored");
    assert!(scene.notices().contains(&"Copied.".to_owned()));

    scene.act(Action::Press(Command::Cancel));
    assert_eq!(scene.queue(), ["Bo Lund"]);
    scene.act(Action::ToggleHandover);
    scene.act(Action::Press(Command::Next));
    assert_eq!(scene.answer().customer, "Bo Lund");
    scene.act(Action::ToggleHandover);
    scene.open("https://other.example/forum");
    assert!(!scene.engine.view(NOW).clock.unwrap().hands_over);
}

#[test]
fn what_is_set_aside_is_handed_over_and_what_needs_no_answer_is_not() {
    let mut scene = scene();
    let text = "Hvorfor er min regning forkert?";
    let authors = ["Bo", "Ida", "Kim"];
    scene.see((1..).zip(authors).map(|(at, who)| post(at, None, who, text, 2)).collect());
    let decisions = [Decision::Snooze(Snooze::Tomorrow), Decision::NotNeeded, Decision::Pin];
    for (author, decision) in authors.into_iter().zip(decisions) {
        let Screen::Work { rows, .. } = scene.engine.view(NOW).screen else { panic!() };
        let row = rows.into_iter().find(|row| row.author == author).unwrap();
        scene.act(Action::Choose(row.key));
        scene.act(Action::Decide(decision));
    }
    scene.act(Action::ToggleHandover);
    let view = handover(&scene);
    let of = |rows: &[shift::HandoverRow]| -> Vec<(String, bool)> {
        let is_told = |row: &shift::HandoverRow, words| row.state.ends_with(words);
        rows.iter()
            .map(|row| {
                let told = is_told(row, " · set aside until Tuesday 08:00 (Lise)")
                    || is_told(row, " · pinned (Lise)");
                (row.author.clone(), told)
            })
            .collect()
    };
    let [waits, aside] = view.lists.as_slice() else { panic!("{:?}", view.lists) };
    assert_eq!(of(&waits.rows), [("Kim".to_owned(), true)]);
    assert_eq!(
        (aside.heading.as_str(), of(&aside.rows)),
        ("Set aside: 1", vec![("Bo".to_owned(), true)])
    );
    let copied = scene.engine.step(Event::Agent(Action::CopyHandover), NOW);
    let [Effect::Host(ToHost::Copy { text })] = copied.as_slice() else { panic!("{copied:?}") };
    assert!(text.contains("\n\nSet aside: 1\n1. [") && !text.contains("Ida"), "{text}");
}

#[test]
fn every_list_of_the_handover_is_bounded_and_says_how_many_more_there_are() {
    let mut scene = scene();
    let mut posts = Vec::new();
    for at in 0..70_u32 {
        let (asked, who) = (at * 10 + 1, format!("Bo {at}"));
        posts.push(post(asked, None, &who, "Hvornår kommer min pakke?", 2));
        let text = format!("Hej {who}. Jeg vender tilbage i morgen. Mvh Lise");
        posts.push(post(asked + 1, Some(asked), "Page", &text, 1));
        posts.push(post(asked + 2, None, &format!("Ida {at}"), "Hvor er min pakke?", 2));
    }
    scene.see(posts);
    scene.act(Action::ToggleHandover);
    let view = handover(&scene);
    let of =
        |list: &shift::HandoverList| (list.heading.clone(), list.rows.len(), list.more.clone());
    let expected = |heading: &str| (heading.to_owned(), 50, "and 20 more".to_owned());
    let lists: Vec<_> = view.lists.iter().map(of).collect();
    assert_eq!(lists, [expected("70 waiting of 210 seen"), expected("Promised an answer: 70")]);
    let copied = scene.engine.step(Event::Agent(Action::CopyHandover), NOW);
    let [Effect::Host(ToHost::Copy { text })] = copied.as_slice() else { panic!("{copied:?}") };
    assert_eq!(text.matches("\nand 20 more").count(), 2, "{text}");
}

#[test]
fn drafts_of_this_shift_that_were_not_sent_are_handed_over_without_their_words() {
    let mut scene = scene();
    let text = "Hvorfor er min regning forkert?";
    let authors = ["Bo", "Ida", "Kim"];
    scene.see((1..).zip(authors).map(|(at, who)| post(at, None, who, text, 2)).collect());
    let drafts = |scene: &mut Scene, hours: i64| {
        scene.engine.step(Event::Agent(Action::ToggleHandover), NOW + hours * HOUR);
        let Screen::Handover(view) = scene.engine.view(NOW + hours * HOUR).screen else { panic!() };
        scene.engine.step(Event::Agent(Action::ToggleHandover), NOW + hours * HOUR);
        let drafts = view.lists.into_iter().find(|list| list.heading.starts_with("Drafts"));
        drafts.map(|list| {
            let state = |row: shift::HandoverRow| (row.author, row.state, row.tier_text);
            (list.heading, list.rows.into_iter().map(state).collect::<Vec<_>>())
        })
    };
    assert_eq!(drafts(&mut scene, 0), None, "what Svarklar proposes is no draft of hers");
    scene.act(Action::Choose(scene.keys().remove(0)));
    let author = scene.answer().customer;
    scene.act(Action::Edit("Hej, jeg ser på det".into()));
    let row = (author, "billing · Lise 04:40".to_owned(), "");
    assert_eq!(drafts(&mut scene, 0), Some(("Drafts not sent: 1".to_owned(), vec![row])));
    let copied = scene.engine.step(Event::Agent(Action::CopyHandover), NOW);
    let [Effect::Host(ToHost::Copy { text })] = copied.as_slice() else { panic!("{copied:?}") };
    assert!(text.contains("Drafts not sent: 1\n1. ") && !text.contains("jeg ser"), "{text}");
    assert_eq!(drafts(&mut scene, 13), None, "that of another shift");
}

#[test]
fn an_open_incident_is_handed_over() {
    let mut scene = scene();
    scene.see(vec![post(1, None, "Bo", "Hvorfor er min regning forkert?", 2)]);
    scene.act(Action::ToggleHandover);
    assert_eq!(handover(&scene).incident, "");
    scene.act(Action::ToggleIncident);
    assert_eq!(handover(&scene).incident, "Incident open since 04:40 (Lise)");
    let copied = scene.engine.step(Event::Agent(Action::CopyHandover), NOW);
    let [Effect::Host(ToHost::Copy { text })] = copied.as_slice() else { panic!("{copied:?}") };
    assert!(text.contains("\nIncident open since 04:40 (Lise)\n\n1 waiting"), "{text}");
}

#[test]
fn a_link_is_handed_over_whole_and_without_what_follows_who_presses_it() {
    let link = |href: &str| {
        let mut scene = scene();
        let text = "Hvorfor er min regning forkert?";
        let mut record = post(1, None, "Bo", text, 1);
        record.key.push(href.into());
        scene.see(vec![record]);
        scene.act(Action::ToggleHandover);
        handover(&scene).lists[0].rows[0].link.clone()
    };
    assert_eq!(
        link("/posts/7?__cft__[0]=abc&comment_id=9&utm_source=x"),
        "https://shop.example/posts/7?comment_id=9"
    );
    assert_eq!(link("https://other.example/p/1"), "https://other.example/p/1");
    assert_eq!(link("?p=4"), "https://shop.example/kundeservice?p=4");
    assert_eq!(link("#isso-1"), "https://shop.example/kundeservice#isso-1");
    assert_eq!(link("isso-1"), "");
    assert_eq!(link("javascript:alert(1)"), "");
}

#[test]
fn tomorrow_morning_is_when_the_company_opens_next() {
    let zone = Zone::named(Some("Europe/Copenhagen"), 60);
    let tomorrow = |week: &str, now: i64| {
        let hours = Timetable { week: week.into(), ..timetable() }.hours(&zone);
        let until = Snooze::Tomorrow.until(&zone, hours.as_ref(), now).unwrap();
        let civil = zone.civil(until);
        (civil.day(), civil.hour(), civil.minute())
    };
    let weekdays = "man-fre 9:30-16";
    // Over the weekend and Whit Monday.
    assert_eq!(tomorrow(weekdays, FRIDAY), (21, 9, 30));
    assert_eq!(tomorrow(weekdays, FRIDAY - 24 * HOUR), (17, 9, 30));
    // In the small hours tomorrow is another day than today.
    assert_eq!(tomorrow(weekdays, FRIDAY - 38 * HOUR), (17, 9, 30));
    // Open over midnight, and all night.
    let nights = "man-tor 0-2, 10-24\nfre-søn 0-2, 10-24";
    assert_eq!(tomorrow(nights, FRIDAY), (18, 10, 0));
    assert_eq!(tomorrow("man-søn 0-24", FRIDAY), (18, 8, 0));
}
