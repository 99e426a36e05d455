//! Every customer who waits, waits for themselves.

use super::*;

/// A post of the company's with three customers under it, none answered.
fn three_under_ours() -> Vec<RawPost> {
    vec![
        post(1, None, "Page", "Vi har åbnet en ny butik!", 9),
        post(2, Some(1), "Bo Lund", "Hvad koster fiber hos jer?", 1),
        post(3, Some(1), "Ida Krog", "HELE NETTET ER NEDE!!! Hvornår virker det igen?", 1),
        post(4, Some(1), "Kim", "Hvorfor er min regning forkert igen?", 8),
        post(5, Some(4), "Kim", "Hallo? Er der nogen? Hvorfor svarer I ikke?", 2),
    ]
}

#[test]
fn each_customer_has_a_row_an_age_and_a_tier() {
    let mut scene = Scene::new();
    scene.see(three_under_ours());
    let Screen::Work { heading, rows, .. } = scene.engine.view(NOW).screen else { panic!() };
    assert_eq!(heading, "3 waiting of 5 seen");
    let told: Vec<(&str, u8, &str)> =
        rows.iter().map(|row| (row.author.as_str(), row.tier, row.state.as_str())).collect();
    let expected = [
        ("Ida Krog", 3, "Waiting 0–1 h"),
        ("Kim", 2, "Waiting 7–8 h"),
        ("Bo Lund", 1, "Waiting 0–1 h"),
    ];
    assert_eq!(told, expected);
    let mut marks = scene.marks();
    marks.sort_by_key(|mark| mark.at);
    let tiers: Vec<(u32, u8)> = marks.iter().map(|mark| (mark.at, mark.tier)).collect();
    assert_eq!(tiers, [(2, 1), (3, 3), (4, 2)]);
    assert_eq!(scene.engine.view(NOW).waiting, 3);
}

#[test]
fn the_keys_walk_all_that_wait_in_one_thread() {
    let mut scene = Scene::new();
    scene.see(three_under_ours());
    let mut walked = Vec::new();
    for command in [Command::Next, Command::Next, Command::Next, Command::Next, Command::Previous] {
        scene.act(Action::Press(command));
        let chosen = scene.keys().iter().zip(scene.chosen()).filter(|(_, is)| *is).count();
        assert_eq!(chosen, 1);
        walked.push(scene.answer().customer);
    }
    assert_eq!(walked, ["Ida Krog", "Kim", "Bo Lund", "Ida Krog", "Bo Lund"]);
}

#[test]
fn an_answer_takes_one_row_and_one_mark_and_moves_no_other() {
    let mut scene = Scene::new();
    scene.see(three_under_ours());
    scene.sent.clear();
    scene.see(vec![post(6, Some(3), "Page", "Hej Ida. Det virker igen nu. Mvh Lise", 0)]);
    assert_eq!(scene.queue(), ["Kim", "Bo Lund"]);
    assert_eq!(scene.sent, [ToPage::Unmark { at: vec![3] }]);
    scene.sent.clear();
    scene.see(vec![post(7, Some(3), "Ida Krog", "Nej, det er stadig nede!", 0)]);
    assert_eq!(scene.queue(), ["Ida Krog", "Kim", "Bo Lund"]);
    let [ToPage::Mark { marks }] = scene.sent.as_slice() else { panic!("{:?}", scene.sent) };
    assert_eq!(marks.iter().map(|mark| mark.at).collect::<Vec<_>>(), [7]);
    assert!(marks[0].text.starts_with("Waiting again"), "{}", marks[0].text);
}

#[test]
fn who_joins_a_complaint_waits_beside_the_one_who_complained() {
    let mut scene = Scene::new();
    scene.see(vec![complaint(), post(2, Some(1), "Ida Krog", "Samme her!", 1)]);
    assert_eq!(scene.queue(), ["Bo Lund", "Ida Krog"]);
    let reasons = |scene: &Scene| -> Vec<&str> {
        scene.answer().reasons.iter().map(|reason| reason.text).collect()
    };
    scene.act(Action::Choose("1".into()));
    assert!(reasons(&scene).contains(&"Several wait here"));
    scene.act(Action::Choose("2".into()));
    assert!(!reasons(&scene).contains(&"Several wait here"));
}

#[test]
fn agreement_with_a_customer_counts_and_with_our_own_post_does_not() {
    let liked = |raw: RawPost| RawPost { reactions: vec!["40000".into()], ..raw };
    let tier = |posts: Vec<RawPost>| {
        let mut scene = Scene::new();
        scene.see(posts);
        scene.marks().last().map(|mark| mark.tier)
    };
    let ours = || post(1, None, "Page", "Vi har åbnet en ny butik!", 9);
    let bo = || post(2, Some(1), "Bo Lund", "Hvorfor er min regning forkert igen?", 1);
    assert_eq!(tier(vec![ours(), bo()]), Some(1));
    assert_eq!(tier(vec![liked(ours()), bo()]), Some(1));
    assert_eq!(tier(vec![ours(), liked(bo())]), Some(3));
}

#[test]
fn a_broken_promise_stands_at_the_customer_it_was_made_to() {
    let mut scene = Scene::new();
    scene.see(vec![
        post(1, None, "Page", "Vi har åbnet en ny butik!", 99),
        post(2, Some(1), "Bo Lund", "Hvorfor er min regning forkert igen?", 90),
        post(3, Some(2), "Page", "Hej Bo. Jeg vender tilbage i morgen. Mvh Lise", 80),
        post(4, Some(1), "Ida Krog", "Hvad koster fiber hos jer?", 0),
    ]);
    assert_eq!(scene.queue(), ["Bo Lund", "Ida Krog"]);
    let mut marks = scene.marks();
    marks.sort_by_key(|mark| mark.at);
    let tiers: Vec<(u32, u8)> = marks.iter().map(|mark| (mark.at, mark.tier)).collect();
    // Tier 2 by the promise, and 3 by days past the target.
    assert_eq!(tiers, [(2, 3), (4, 1)]);
    scene.see(vec![post(5, Some(2), "Page", "Hej Bo. Den er rettet nu. Mvh Lise", 0)]);
    assert_eq!(scene.queue(), ["Ida Krog"]);
}

#[test]
fn a_promise_that_time_breaks_is_marked_by_the_clock() {
    let mut scene = Scene::new();
    scene.see(vec![
        complaint(),
        post(2, Some(1), "Page", "Hej Bo. Jeg vender tilbage inden for 2 timer. Mvh Lise", 1),
    ]);
    assert_eq!(scene.queue(), Vec::<String>::new());
    let effects = scene.engine.step(Event::Tick, NOW + 2 * HOUR);
    let is_mark = |effect: &Effect| matches!(effect, Effect::Page(ToPage::Mark { marks }) if marks[0].at == 1);
    assert!(effects.iter().any(is_mark), "{effects:?}");
    assert_eq!(scene.queue(), ["Bo Lund"]);
}

#[test]
fn very_many_marks_go_to_the_page_a_part_at_a_time() {
    let mut scene = Scene::new();
    let of = |at: u32| post(at, None, &format!("Kunde {at}"), "Hvorfor er nettet nede igen?", 3);
    scene.sent.clear();
    scene.see((1..=500).map(of).collect());
    let marked = |message: &ToPage| match message {
        ToPage::Mark { marks } => marks.len(),
        ToPage::Unmark { at } => at.len(),
        _ => 0,
    };
    assert_eq!(scene.sent.iter().map(marked).collect::<Vec<_>>(), [200, 200, 100]);
    assert_eq!(scene.marks().len(), 500);
}

#[test]
fn of_very_many_the_list_shows_those_around_the_chosen_one() {
    let mut scene = Scene::new();
    let waits = (2..132).map(|at| {
        post(at, Some(1), &format!("Kunde {at}"), "Hvorfor er min regning forkert igen?", 3)
    });
    scene.see(std::iter::once(three_under_ours().remove(0)).chain(waits).collect());
    let shown = |scene: &Scene| match scene.engine.view(NOW).screen {
        Screen::Work { rows, more, .. } => (rows.len(), more),
        _ => panic!("no queue is shown"),
    };
    assert_eq!(shown(&scene), (50, 80));
    scene.act(Action::Press(Command::Previous));
    assert_eq!(shown(&scene), (30, 100));
    assert_eq!(scene.chosen().last(), Some(&true));
}
