//! What the agent decides of a wait.

use super::*;
use crate::acts::Snooze;

fn two_waits() -> Vec<RawPost> {
    vec![
        post(1, None, "Bo Lund", "HELE NETTET ER NEDE!!! Hvornår virker det igen?", 2),
        post(2, None, "Ida Krog", "Hvad koster fiber hos jer?", 1),
    ]
}

fn aside(scene: &Scene, now: i64) -> Vec<String> {
    match scene.engine.view(now).screen {
        Screen::Work { aside: Some((_, rows)), .. } => {
            rows.into_iter().map(|row| row.author).collect()
        }
        _ => Vec::new(),
    }
}

/// The script reads more, hours later.
fn see_later(scene: &mut Scene, hours: i64, seen: Vec<RawPost>) {
    let coverage = Coverage { items: 9, evidence: 9, ..Coverage::default() };
    let posts = Posts { plan: scene.plan, seen, gone: Vec::new(), coverage };
    scene.engine.step(Event::Page(FromPage::Posts(posts)), NOW + hours * HOUR);
}

fn scene_with(seen: Vec<RawPost>) -> Scene {
    let mut scene = Scene::new();
    scene.see(seen);
    scene
}

fn decide(scene: &mut Scene, key: &str, decision: Decision) {
    scene.act(Action::Choose(key.into()));
    scene.act(Action::Decide(decision));
}

#[test]
fn what_is_pinned_stands_first_until_that_is_taken_back() {
    let mut scene = scene_with(two_waits());
    assert_eq!(scene.queue(), ["Bo Lund", "Ida Krog"]);
    decide(&mut scene, "2", Decision::Pin);
    assert_eq!(scene.queue(), ["Ida Krog", "Bo Lund"]);
    assert_eq!(scene.engine.view(NOW).waiting, 2);
    let decided = scene.answer().acts.unwrap().decided;
    assert_eq!(decided.as_deref(), Some("pinned · Lise"));
    decide(&mut scene, "2", Decision::Undo);
    assert_eq!(scene.queue(), ["Bo Lund", "Ida Krog"]);
    // The same key again takes it back, too.
    decide(&mut scene, "2", Decision::Pin);
    decide(&mut scene, "2", Decision::Pin);
    assert_eq!(scene.queue(), ["Bo Lund", "Ida Krog"]);
}

#[test]
fn what_needs_no_answer_leaves_queue_badge_and_walk_and_keeps_a_calm_mark() {
    let mut scene = scene_with(two_waits());
    assert_eq!(scene.engine.view(NOW).tier, 3);
    decide(&mut scene, "1", Decision::NotNeeded);
    assert_eq!(
        (scene.queue(), aside(&scene, NOW)),
        (vec!["Ida Krog".into()], vec!["Bo Lund".into()])
    );
    let view = scene.engine.view(NOW);
    assert_eq!((view.waiting, view.tier), (1, 1));
    let mark = scene.marks().into_iter().find(|mark| mark.at == 1).unwrap();
    assert_eq!((mark.tier, mark.text.as_str()), (0, "no answer needed"));
    scene.act(Action::Press(Command::Next));
    scene.act(Action::Press(Command::Next));
    assert_eq!(scene.answer().customer, "Ida Krog");
    decide(&mut scene, "1", Decision::Undo);
    assert_eq!(scene.queue(), ["Bo Lund", "Ida Krog"]);
    assert!(scene.marks().iter().any(|mark| mark.at == 1 && mark.tier == 3));
}

#[test]
fn what_is_snoozed_comes_back_by_itself() {
    let mut scene = scene_with(two_waits());
    decide(&mut scene, "1", Decision::Snooze(Snooze::Hour));
    assert_eq!(aside(&scene, NOW), ["Bo Lund"]);
    assert_eq!(aside(&scene, NOW + HOUR - 90_000), ["Bo Lund"]);
    assert_eq!(aside(&scene, NOW + HOUR), Vec::<String>::new());
    assert_eq!(scene.engine.view(NOW + HOUR).waiting, 2);
    let effects = scene.engine.step(Event::Tick, NOW + HOUR);
    let marked = effects.iter().any(|effect| {
        matches!(effect, Effect::Page(ToPage::Mark { marks })
            if marks.iter().any(|mark| mark.at == 1 && mark.tier == 3))
    });
    assert!(marked, "{effects:?}");
}

#[test]
fn a_decision_holds_over_a_reload_and_in_other_tabs() {
    let mut scene = scene_with(two_waits());
    decide(&mut scene, "1", Decision::NotNeeded);
    let mut reloaded = Scene::with(scene.stored.clone());
    reloaded.see(two_waits());
    assert_eq!(reloaded.queue(), ["Ida Krog"]);
    let mut other = scene_with(two_waits());
    other.step(Event::Stored(scene.stored.clone()));
    assert_eq!(other.queue(), ["Ida Krog"]);
    assert!(other.marks().iter().any(|mark| mark.at == 1 && mark.tier == 0));
    decide(&mut scene, "1", Decision::Undo);
    other.step(Event::Stored(scene.stored.clone()));
    assert_eq!(other.queue(), ["Bo Lund", "Ida Krog"]);
}

#[test]
fn a_new_message_brings_a_thread_back_and_an_old_one_seen_late_does_not() {
    let mut scene = scene_with(two_waits());
    decide(&mut scene, "1", Decision::NotNeeded);
    scene.see(vec![post(3, Some(1), "Kim", "Det samme her", 30)]);
    assert_eq!(aside(&scene, NOW), ["Bo Lund"]);
    see_later(&mut scene, 2, vec![post(4, Some(1), "Bo Lund", "Hallo?", -1)]);
    assert_eq!(aside(&scene, NOW), Vec::<String>::new());
    assert!(scene.queue().contains(&"Bo Lund".to_owned()));
}

#[test]
fn an_edited_text_brings_it_back_and_more_of_it_shown_does_not() {
    let of = |text: &str| post(1, None, "Bo Lund", text, 2);
    let mut scene = scene_with(vec![of("Hvorfor er min regning forkert?")]);
    decide(&mut scene, "1", Decision::NotNeeded);
    scene.see(vec![RawPost {
        reactions: vec!["7".into()],
        ..of("Hvorfor er min regning forkert?")
    }]);
    assert_eq!(aside(&scene, NOW), ["Bo Lund"]);
    let edited = "Hvorfor er min regning forkert? Og nu er nettet også nede!";
    scene.see(vec![of(edited)]);
    assert_eq!((scene.queue(), aside(&scene, NOW)), (vec!["Bo Lund".into()], Vec::new()));
    // So it does when it is read the next day.
    let mut reloaded = Scene::with(scene.stored.clone());
    reloaded.see(vec![of(edited)]);
    assert_eq!(reloaded.queue(), ["Bo Lund"]);
    let mut scene = scene_with(vec![of("Hvorfor er min regning… Se mere")]);
    decide(&mut scene, "1", Decision::NotNeeded);
    scene.see(vec![of(edited)]);
    assert_eq!(aside(&scene, NOW), ["Bo Lund"]);
}

#[test]
fn after_a_decision_the_keys_go_on_from_the_place_it_had() {
    let ask = |at, author, age| post(at, None, author, "Hvorfor er min regning forkert?", age);
    let four = || {
        let mut scene =
            scene_with(vec![ask(1, "A", 4), ask(2, "B", 3), ask(3, "C", 2), ask(4, "D", 1)]);
        assert_eq!(scene.keys(), ["1", "2", "3", "4"]);
        scene.act(Action::Choose("2".into()));
        scene
    };
    let press = |scene: &mut Scene, command| {
        scene.act(Action::Press(command));
        scene.answer().customer
    };
    for decision in [Decision::Pin, Decision::Snooze(Snooze::Hour), Decision::NotNeeded] {
        let mut scene = four();
        scene.act(Action::Decide(decision));
        assert_eq!(press(&mut scene, Command::Next), "C", "{decision:?}");
        assert_eq!(press(&mut scene, Command::Next), "D");
        let mut scene = four();
        scene.act(Action::Decide(decision));
        assert_eq!(press(&mut scene, Command::Previous), "A", "{decision:?}");
    }
    // The last one, and what has been taken back.
    let mut scene = four();
    decide(&mut scene, "4", Decision::Pin);
    assert_eq!(press(&mut scene, Command::Next), "A");
    decide(&mut scene, "4", Decision::NotNeeded);
    assert_eq!(press(&mut scene, Command::Next), "A");
    decide(&mut scene, "3", Decision::Pin);
    scene.act(Action::Decide(Decision::Undo));
    assert_eq!(press(&mut scene, Command::Previous), "B");
}

#[test]
fn under_a_post_of_ours_another_customers_message_brings_nobody_back() {
    let mut scene = scene_with(vec![
        post(1, None, "Page", "Vi har åbnet en ny butik!", 9),
        post(2, Some(1), "Bo Lund", "Hvad koster fiber hos jer?", 2),
    ]);
    decide(&mut scene, "2", Decision::NotNeeded);
    scene.see(vec![post(3, Some(1), "Kim", "Hvornår åbner I?", 0)]);
    assert_eq!((scene.queue(), aside(&scene, NOW)), (vec!["Kim".into()], vec!["Bo Lund".into()]));
    see_later(&mut scene, 2, vec![post(4, Some(1), "Bo Lund", "Hallo? Svar nu!", -1)]);
    assert_eq!(aside(&scene, NOW), Vec::<String>::new());
}

#[test]
fn who_is_owed_nothing_has_nothing_to_decide() {
    let mut scene = scene_with(two_waits());
    scene.act(Action::Choose("1".into()));
    scene.see(vec![post(3, Some(1), "Page", "Hej Bo. Det virker nu. Mvh Lise", 0)]);
    assert_eq!(scene.answer().acts, None);
    scene.act(Action::Decide(Decision::Pin));
    assert_eq!(scene.engine.store.act("shop.example", "1"), None);
}

#[test]
fn a_company_weighs_what_counts_for_urgency() {
    let mut scene = scene_with(two_waits());
    let tier = |scene: &Scene| scene.marks().iter().find(|mark| mark.at == 1).unwrap().tier;
    assert_eq!(tier(&scene), 3);
    scene.act(Action::OpenSettings);
    let Screen::Settings { form, .. } = scene.engine.view(NOW).screen else { panic!() };
    let form = *form;
    let weights = vec!["outage off".into(), "haste off".into()];
    scene.act(Action::SaveSettings(Box::new(SettingsForm { weights, ..form })));
    scene.step(Event::Page(FromPage::Detected(Detected { profile: "isso".into() })));
    scene.see(two_waits());
    assert!(tier(&scene) < 3);
    let Screen::Work { .. } = scene.engine.view(NOW).screen else { panic!() };
    let reloaded = Scene::with(scene.stored.clone());
    assert_eq!(reloaded.engine.settings.unwrap().weights, ["outage off", "haste off"]);
}
