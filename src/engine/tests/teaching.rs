//! Teaching a page, and the profiles kept of it.

use super::*;
use crate::engine::view::TeachView;
use crate::message::Picked;
use crate::page::teach::tests::page;
use crate::page::teach::{AUTHOR, BOX, TEXT, TIME};

const WALL: &str = "<body><div class=\"wall\">
    <div class=\"card\"><b class=\"name\" pick=\"1\">Bo</b><p class=\"words\" pick=\"0\">Hej</p></div>
    <div class=\"card\"><b class=\"name\">Ida</b><p class=\"words\">Hallo</p></div></div></body>";

/// A scene on a page that no profile knows.
fn unknown() -> Scene {
    let mut scene = Scene::new();
    scene.open("https://www.forum.example/wall");
    scene
}

impl Scene {
    fn pick(&mut self, slot: u32, html: &str) {
        let (words, page) = ("Hej".into(), page(html));
        self.step(Event::Page(FromPage::Picked(Picked { slot, words, is_closed: false, page })));
    }

    /// The last slot that the agent was asked for.
    fn asked(&self) -> Option<u32> {
        self.sent.iter().rev().find_map(|message| match message {
            ToPage::Pick { slot, .. } => Some(Some(*slot)),
            ToPage::StopPicking => Some(None),
            _ => None,
        })?
    }

    fn teaching(&self) -> TeachView {
        match self.engine.view(NOW).screen {
            Screen::Teach(view) => *view,
            _ => panic!("nothing is taught"),
        }
    }

    /// The item of the plan that the page is read by.
    fn item(&self) -> &str {
        let mut items = self.sent.iter().filter_map(|message| match message {
            ToPage::Read { plan } => Some(plan.item.as_str()),
            _ => None,
        });
        items.next_back().unwrap()
    }

    fn teach(&mut self) {
        self.act(Action::Teach);
        self.pick(TEXT, WALL);
        self.pick(AUTHOR, WALL);
        self.act(Action::SkipPick);
        self.act(Action::SkipPick);
    }
}

fn taught(scene: &Scene) -> Vec<String> {
    let stored = scene.stored.iter().filter(|entry| entry.key.contains("/taught/"));
    stored.filter_map(|entry| entry.value.clone()).collect()
}

#[test]
fn a_page_is_taught_shown_and_known_from_then_on() {
    let mut scene = unknown();
    scene.see(Vec::new());
    assert!(scene.engine.view(NOW).can_teach);
    scene.act(Action::Teach);
    assert_eq!(scene.asked(), Some(TEXT));
    scene.act(Action::SkipPick);
    assert_eq!(scene.asked(), Some(TEXT), "a post has a text");
    scene.pick(TEXT, WALL);
    scene.pick(AUTHOR, WALL);
    assert_eq!(scene.asked(), Some(TIME));
    assert_eq!(scene.teaching().picked, [("Text", "Hej".into()), ("Author", "Hej".into())]);
    scene.act(Action::SkipPick);
    assert_eq!(scene.asked(), Some(BOX));
    scene.act(Action::SkipPick);
    assert_eq!(scene.asked(), None);
    assert_eq!(scene.item(), ".card");

    scene.see(vec![complaint(), bill()]);
    let shown = scene.teaching().shown.unwrap();
    assert_eq!(
        shown.posts.iter().map(|(_, row)| row.author.as_str()).collect::<Vec<_>>(),
        ["Bo Lund", "Ida Krog"]
    );
    assert!(shown.heading.contains("2 posts"), "{}", shown.heading);
    assert!(
        taught(&scene).is_empty() && scene.stored.iter().all(|entry| !entry.key.contains("forum"))
    );
    assert_eq!(scene.marks(), []);

    scene.act(Action::TeachThread);
    assert!(scene.sent.iter().any(|message| {
        matches!(message, ToPage::Read { plan } if plan.thread.as_deref() == Some("body"))
    }));
    scene.act(Action::TeachThread);
    scene.act(Action::SaveTaught);
    scene.see(vec![complaint(), bill()]);
    assert_eq!(scene.queue().len(), 2);
    let mut later = Scene::with(scene.stored);
    later.open("https://forum.example/another");
    assert_eq!(later.item(), ".card");
    later.see(vec![complaint()]);
    assert!(!later.engine.view(NOW).can_teach);
}

#[test]
fn a_second_kind_of_post_is_taught_beside_the_first() {
    let mut scene = unknown();
    scene.teach();
    scene.act(Action::TeachAnother);
    assert_eq!((scene.asked(), scene.teaching().picked.len()), (Some(TEXT), 0));
    let other = WALL.replace("card", "note").replace("name", "who").replace("words", "said");
    scene.pick(TEXT, &other);
    scene.pick(AUTHOR, &other);
    scene.act(Action::SkipPick);
    scene.act(Action::SkipPick);
    assert_eq!(scene.item(), ".card, .note");
    scene.act(Action::SaveTaught);
    let [json] = taught(&scene).try_into().unwrap();
    assert!(json.contains(r#""author": [{ "select": ".name" }, { "select": ".who" }]"#), "{json}");
}

#[test]
fn nothing_is_left_of_teaching_that_is_stopped() {
    let mut scene = unknown();
    let generic = scene.item().to_owned();
    scene.act(Action::Teach);
    scene.act(Action::Press(Command::Next));
    scene.step(Event::Page(FromPage::Pressed(Pressed { command: Command::Cancel })));
    assert_eq!(scene.asked(), None);
    assert_eq!(scene.queue(), Vec::<String>::new());
    scene.teach();
    assert_eq!(scene.item(), ".card");
    scene.act(Action::Press(Command::Cancel));
    assert_eq!(scene.item(), generic);
    scene.see(vec![complaint()]);
    assert_eq!(scene.queue(), ["Bo Lund"]);
    assert!(taught(&scene).is_empty());
    scene.act(Action::Press(Command::Cancel));
    assert_eq!(scene.queue(), ["Bo Lund"]);
}

#[test]
fn a_pick_that_is_none_is_asked_for_again_with_the_reason() {
    let mut scene = unknown();
    scene.act(Action::Teach);
    scene.pick(AUTHOR, WALL);
    assert_eq!(scene.teaching().picked, [], "a click that came too late");
    let (words, page) = (String::new(), page(WALL));
    scene.step(Event::Page(FromPage::Picked(Picked { slot: TEXT, words, is_closed: true, page })));
    assert!(scene.teaching().fault.unwrap().contains("inside"));
    scene.pick(TEXT, WALL);
    assert_eq!(scene.teaching().fault, None);
    scene.pick(
        AUTHOR,
        &WALL
            .replace("\"name\" pick=\"1\"", "\"name\"")
            .replace("\"name\">Ida", "\"name\" pick=\"1\">Ida"),
    );
    assert_eq!((scene.asked(), scene.teaching().picked.len()), (Some(AUTHOR), 1));
    assert!(scene.teaching().fault.unwrap().contains("one and the same post"));
    scene.pick(AUTHOR, &WALL.replace(" pick=\"0\"", ""));
    assert_eq!((scene.asked(), scene.teaching().picked.len()), (Some(TEXT), 0));
    assert!(scene.teaching().fault.unwrap().contains("no longer"));
}

#[test]
fn a_page_that_goes_elsewhere_is_taught_no_more() {
    for is_shown in [false, true] {
        let mut scene = unknown();
        scene.act(Action::Teach);
        if is_shown {
            scene.teach();
        }
        scene.open("https://www.forum.example/other");
        scene.see(vec![complaint()]);
        assert_eq!(scene.queue(), ["Bo Lund"]);
        scene.pick(TEXT, WALL);
        scene.act(Action::SaveTaught);
        assert!(taught(&scene).is_empty());
    }
}

#[test]
fn a_profile_goes_from_one_browser_to_another_and_can_be_forgotten() {
    let mut scene = unknown();
    scene.teach();
    scene.act(Action::SaveTaught);
    let [json] = taught(&scene).try_into().unwrap();
    let copied = scene.engine.step(Event::Agent(Action::CopyTaught("forum.example".into())), NOW);
    assert!(copied.contains(&Effect::Host(ToHost::Copy { text: json.clone() })));

    let mut other = unknown();
    other.act(Action::OpenSettings);
    let checks = other.engine.step(Event::Agent(Action::Import(json.clone())), NOW);
    let [Effect::Host(ToHost::Check { selectors })] = checks.as_slice() else {
        panic!("{checks:?}")
    };
    assert!(selectors.contains(&".card".to_owned()));
    assert!(taught(&other).is_empty(), "before the browser has looked at it");
    other.step(Event::Checked(Vec::new()));
    assert_eq!(taught(&other), [json]);
    assert_eq!(other.item(), ".card");
    other.act(Action::ForgetTaught("forum.example".into()));
    assert_ne!(other.item(), ".card");
    let mut later = Scene::with(other.stored);
    later.open("https://forum.example/wall");
    later.see(Vec::new());
    assert!(later.engine.view(NOW).can_teach);
}

#[test]
fn a_profile_that_cannot_be_used_is_refused_and_told() {
    let refused = |scene: &Scene| match scene.engine.view(NOW).screen {
        Screen::Settings { refused, .. } => refused,
        _ => None,
    };
    let mut scene = unknown();
    scene.act(Action::OpenSettings);
    scene.act(Action::Import("{\n\"name\": 1}".into()));
    assert!(refused(&scene).unwrap().contains("line 2"), "{:?}", refused(&scene));
    let isso = include_str!("../../../extension/profiles/isso.json");
    scene.act(Action::Import(isso.into()));
    assert_eq!(refused(&scene), None);
    scene.step(Event::Checked(vec!["a:b".into()]));
    assert!(refused(&scene).unwrap().contains("`a:b`"));
    scene.step(Event::Checked(Vec::new()));
    assert!(taught(&scene).is_empty(), "what was refused");

    let entry =
        |json: &str| Entry { key: "svarklar/taught/a.example".into(), value: Some(json.into()) };
    scene.step(Event::Stored(vec![entry("{\"newer\": 1}")]));
    match scene.engine.view(NOW).screen {
        Screen::Settings { taught, .. } => {
            let [(name, reason)] = taught.try_into().unwrap();
            assert_eq!(name, "a.example");
            assert!(reason.contains("unknown field `newer`"), "{reason}");
        }
        _ => panic!("the settings are not shown"),
    }
}

#[test]
fn what_is_taught_for_a_host_gives_way_where_it_finds_nothing_and_the_markup_tells_of_another() {
    let mut scene = unknown();
    scene.teach();
    scene.act(Action::SaveTaught);
    scene.open("https://forum.example/blog");
    scene.step(Event::Page(FromPage::Detected(Detected { profile: "isso".into() })));
    assert_eq!(scene.item(), ".card");
    scene.see(Vec::new());
    assert_eq!(scene.item(), ".isso-comment[id]");
    scene.open("https://forum.example/wall");
    scene.see(vec![complaint()]);
    scene.step(Event::Page(FromPage::Detected(Detected { profile: "isso".into() })));
    assert_eq!(scene.item(), ".card");
}
