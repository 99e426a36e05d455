//! What holds when a page goes elsewhere inside itself.

use super::*;

/// One post of everybody's site that nobody has answered.
fn on_facebook(scene: &mut Scene, handle: u32) {
    scene.see(vec![RawPost {
        key: vec![format!("/somebody/posts/1?comment_id={handle}&x")],
        time: vec!["3 t".into()],
        datetime: Vec::new(),
        ..post(handle, None, "Bo Lund", &format!("Hvornår svarer I på min mail nr. {handle}?"), 1)
    }]);
}

#[test]
fn a_posts_own_address_is_the_same_page_as_its_feed() {
    let mut scene = Scene::new();
    scene.open("https://www.facebook.com/somebody");
    on_facebook(&mut scene, 1);
    let plan = scene.plan;
    scene.open("https://www.facebook.com/somebody/posts/pfbid1");
    let coverage = Coverage { items: 1, evidence: 1, hidden: 0, capped: false };
    scene.look(Vec::new(), &[1], coverage);
    on_facebook(&mut scene, 2);
    scene.open("https://www.facebook.com/somebody");
    assert_eq!(scene.plan, plan);
    assert_eq!(scene.queue().len(), 2);
}

#[test]
fn a_dialog_keeps_what_was_read_and_another_page_does_not() {
    let mut scene = Scene::new();
    scene.open("https://www.facebook.com/somebody");
    on_facebook(&mut scene, 1);
    let plan = scene.plan;
    scene.open("https://www.facebook.com/photo/?fbid=1");
    on_facebook(&mut scene, 2);
    assert_eq!((scene.plan, scene.queue().len()), (plan, 2));
    // Nothing of the first page is left.
    let coverage = Coverage { items: 1, evidence: 1, hidden: 0, capped: false };
    scene.open("https://www.facebook.com/another");
    scene.look(Vec::new(), &[1, 2], coverage);
    assert_ne!(scene.plan, plan);
    assert_eq!(scene.queue(), Vec::<String>::new());
    on_facebook(&mut scene, 3);
    assert_eq!(scene.queue().len(), 1);
}

/// The elements `gone` have left, and `handle` shows another post.
fn turn_over(scene: &mut Scene, gone: &[u32], handle: u32) {
    let coverage = Coverage { items: 1, evidence: 1, hidden: 0, capped: false };
    scene.look(Vec::new(), gone, coverage);
    on_facebook(scene, handle);
}

#[test]
fn back_from_a_dialog_the_feed_may_turn_over() {
    let mut scene = Scene::new();
    scene.open("https://www.facebook.com/somebody");
    on_facebook(&mut scene, 1);
    scene.open("https://www.facebook.com/photo/?fbid=1");
    scene.open("https://www.facebook.com/somebody");
    turn_over(&mut scene, &[1], 2);
    assert_eq!(scene.queue().len(), 2);
}

#[test]
fn a_dialog_that_has_stood_for_long_is_of_its_page() {
    let mut scene = Scene::new();
    scene.open("https://www.facebook.com/somebody");
    on_facebook(&mut scene, 1);
    scene.open("https://www.facebook.com/photo/?fbid=1");
    scene.engine.step(Event::Tick, NOW + 5_000);
    turn_over(&mut scene, &[1], 2);
    assert_eq!(scene.queue().len(), 2);
    // Soon after it went there it is another page.
    scene.open("https://www.facebook.com/another");
    scene.engine.step(Event::Tick, NOW + 3_000);
    turn_over(&mut scene, &[2], 3);
    assert_eq!(scene.queue().len(), 1);
}

#[test]
fn a_feed_without_end_is_read_up_to_the_cap_and_says_so() {
    let mut scene = Scene::new();
    scene.open("https://www.facebook.com/somebody");
    scene.engine.page.as_mut().unwrap().set_cap(3);
    let says_so =
        |scene: &Scene| scene.notices().iter().any(|text| text.contains("than I read: 3"));
    for handle in 1..=3 {
        turn_over(&mut scene, &[handle - 1], handle);
        assert!(!says_so(&scene));
    }
    turn_over(&mut scene, &[3], 4);
    on_facebook(&mut scene, 2);
    assert_eq!(scene.queue().len(), 3);
    assert!(says_so(&scene));
    // An element of a post that was read, used for one that is not.
    let marked = |scene: &Scene| scene.marks().iter().any(|mark| mark.at == 2);
    assert!(marked(&scene));
    scene.see(vec![RawPost {
        key: vec!["/somebody/posts/1?comment_id=9&x".into()],
        ..post(2, None, "Ida Krog", "Hvor finder jeg min regning?", 1)
    }]);
    assert!(!marked(&scene));
    // Another place is read from the start.
    let plan = scene.plan;
    scene.open("https://www.facebook.com/somebody/photos");
    assert_ne!(scene.plan, plan);
    on_facebook(&mut scene, 5);
    assert_eq!(scene.queue().len(), 1);
    assert!(!says_so(&scene));
}

#[test]
fn what_the_script_left_unread_is_told_until_the_page_goes_elsewhere() {
    let mut scene = Scene::new();
    scene.open("https://www.facebook.com/somebody");
    on_facebook(&mut scene, 1);
    let told = |scene: &Scene| scene.notices().iter().any(|text| text.contains("than I read"));
    scene.look(Vec::new(), &[], Coverage { items: 2, capped: true, ..Coverage::default() });
    assert!(told(&scene));
    scene.open("https://www.facebook.com/somebody/photos");
    on_facebook(&mut scene, 2);
    assert!(!told(&scene));
}

/// A post on X, by its number.
fn on_x(handle: u32, id: u32, parent: Option<u32>) -> RawPost {
    RawPost {
        key: vec![format!("/kunde/status/{id}")],
        ..post(handle, parent, &format!("Kunde {id}"), "Hvorfor er nettet nede igen?", 1)
    }
}

#[test]
fn the_address_of_a_post_that_is_known_keeps_what_was_read() {
    let mut scene = Scene::new();
    scene.open("https://x.com/home");
    scene.see(vec![on_x(1, 71, None), on_x(2, 72, None)]);
    let plan = scene.plan;
    let coverage = Coverage { items: 1, evidence: 1, hidden: 0, capped: false };
    scene.open("https://x.com/kunde/status/72");
    scene.look(vec![on_x(3, 72, None), on_x(4, 73, Some(3))], &[1, 2], coverage);
    assert_eq!((scene.plan, scene.queue().len()), (plan, 3));
    scene.open("https://x.com/kunde/status/99");
    scene.look(vec![on_x(5, 99, None)], &[3, 4], coverage);
    assert_ne!(scene.plan, plan, "nobody has seen that one");
}

#[test]
fn a_post_shown_alone_and_in_its_thread_is_of_its_thread() {
    let mut scene = Scene::new();
    scene.open("https://x.com/kunde/status/71");
    let root = |scene: &Scene| {
        let board = scene.engine.page.as_ref().and_then(|page| page.board()).unwrap();
        board.root("72").map(ToOwned::to_owned)
    };
    scene.see(vec![on_x(1, 71, None), on_x(2, 72, Some(1))]);
    for text in ["Hvorfor er nettet nede igen?", "Hvorfor er nettet nede igen? Svar!"] {
        scene.see(vec![RawPost { text: text.into(), ..on_x(3, 72, None) }]);
        assert_eq!(root(&scene).as_deref(), Some("71"));
    }
    scene.look(Vec::new(), &[2], Coverage { items: 2, ..Coverage::default() });
    scene.see(vec![on_x(3, 72, None)]);
    assert_eq!(root(&scene).as_deref(), Some("71"));
    // The element that told so takes it back.
    scene.see(vec![on_x(4, 72, Some(1))]);
    scene.see(vec![on_x(4, 72, None)]);
    assert_eq!(root(&scene).as_deref(), Some("72"));
}

#[test]
fn two_groups_under_a_list_of_groups_are_two_pages() {
    let mut scene = Scene::new();
    scene.open("https://www.facebook.com/groups/one");
    on_facebook(&mut scene, 1);
    let plan = scene.plan;
    scene.open("https://www.facebook.com/groups");
    turn_over(&mut scene, &[1], 2);
    scene.open("https://www.facebook.com/groups/two");
    turn_over(&mut scene, &[2], 3);
    assert_ne!(scene.plan, plan);
    assert_eq!(scene.queue().len(), 1);
}
