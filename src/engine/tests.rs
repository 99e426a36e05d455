mod adjusting;
mod decisions;
mod hours;
mod navigation;
mod setup;
mod teaching;
mod waits;

use super::*;
use crate::engine::view::{Screen, Weight};
use crate::message::{Coverage, Mark, RawPost};

const NOW: i64 = 1_716_000_000_000;
const HOUR: i64 = 3_600_000;

/// An engine on a page of Isso's, with the settings filled in.
struct Scene {
    engine: Engine,
    plan: u32,
    sent: Vec<ToPage>,
    stored: Vec<Entry>,
}

impl Scene {
    fn new() -> Self {
        Self::with(Vec::new())
    }

    fn with(stored: Vec<Entry>) -> Self {
        let engine = Engine::new(Lang::En, stored.clone(), false).unwrap();
        let mut scene = Self { engine, plan: 0, sent: Vec::new(), stored };
        scene.open("https://shop.example/kundeservice");
        if scene.engine.settings.is_none() {
            scene.act(Action::SaveSettings(Box::new(SettingsForm {
                page_names: "Page".into(),
                agent_name: "Lise".into(),
                ..SettingsForm::default()
            })));
        }
        scene.step(Event::Page(FromPage::Detected(Detected { profile: "isso".into() })));
        scene
    }

    fn open(&mut self, url: &str) {
        self.step(Event::Page(FromPage::Opened(Opened {
            url: url.into(),
            lang: Some("da".into()),
            zone: "Europe/Copenhagen".into(),
            offset_minutes: 60,
        })));
    }

    fn step(&mut self, event: Event) {
        for effect in self.engine.step(event, NOW) {
            match effect {
                Effect::Page(message) => {
                    if let ToPage::Read { plan } = &message {
                        self.plan = plan.id;
                    }
                    self.sent.push(message);
                }
                Effect::Host(ToHost::Store { entries }) => self.stored.extend(entries),
                Effect::Host(_) => {}
            }
        }
    }

    fn act(&mut self, action: Action) {
        self.step(Event::Agent(action));
    }

    fn see(&mut self, seen: Vec<RawPost>) {
        let items = u32::try_from(seen.len()).unwrap();
        let coverage = Coverage { items, evidence: items, hidden: 0, capped: false };
        self.look(seen, &[], coverage);
    }

    fn look(&mut self, seen: Vec<RawPost>, gone: &[u32], coverage: Coverage) {
        let gone = gone.to_vec();
        self.step(Event::Page(FromPage::Posts(Posts { plan: self.plan, seen, gone, coverage })));
    }

    /// The marks that stand on the page after everything sent so far.
    fn marks(&self) -> Vec<Mark> {
        let mut standing: Vec<Mark> = Vec::new();
        for message in &self.sent {
            match message {
                ToPage::Mark { marks } => {
                    standing.retain(|old| marks.iter().all(|new| new.at != old.at));
                    standing.extend(marks.iter().cloned());
                }
                ToPage::Unmark { at } => standing.retain(|mark| !at.contains(&mark.at)),
                _ => {}
            }
        }
        standing
    }

    fn queue(&self) -> Vec<String> {
        match self.engine.view(NOW).screen {
            Screen::Work { rows, .. } => rows.into_iter().map(|row| row.author).collect(),
            _ => panic!("no queue is shown"),
        }
    }

    fn answer(&self) -> view::AnswerView {
        match self.engine.view(NOW).screen {
            Screen::Work { answer: Some(answer), .. } => *answer,
            _ => panic!("nothing is answered"),
        }
    }

    /// What the desk says of an empty queue.
    fn empty(&self) -> Option<&'static str> {
        match self.engine.view(NOW).screen {
            Screen::Work { empty, .. } => empty,
            _ => panic!("no queue is shown"),
        }
    }

    fn notices(&self) -> Vec<String> {
        self.engine.view(NOW).notices.into_iter().map(|notice| notice.text).collect()
    }

    /// Keys of the posts in the queue.
    fn keys(&self) -> Vec<String> {
        match self.engine.view(NOW).screen {
            Screen::Work { rows, .. } => rows.into_iter().map(|row| row.key).collect(),
            _ => panic!("no queue is shown"),
        }
    }

    /// Which rows of the queue are the chosen ones.
    fn chosen(&self) -> Vec<bool> {
        match self.engine.view(NOW).screen {
            Screen::Work { rows, .. } => rows.into_iter().map(|row| row.chosen).collect(),
            _ => panic!("no queue is shown"),
        }
    }

    fn alarms(&self) -> Vec<String> {
        let notices = self.engine.view(NOW + 5_000).notices.into_iter();
        notices.filter(|notice| notice.weight == Weight::Alarm).map(|notice| notice.text).collect()
    }
}

fn post(handle: u32, parent: Option<u32>, author: &str, text: &str, hours: i64) -> RawPost {
    let at = (NOW - hours * HOUR) / 1000;
    RawPost {
        handle,
        parent,
        key: vec![format!("isso-{handle}")],
        author: vec![author.into()],
        text: text.into(),
        datetime: vec![at.to_string()],
        ..RawPost::default()
    }
}

#[test]
fn a_comment_answers_its_post_also_when_that_has_left_the_document() {
    let mut scene = Scene::new();
    scene.see(vec![complaint()]);
    let coverage = Coverage { items: 1, evidence: 1, hidden: 0, capped: false };
    scene.look(
        vec![post(2, Some(1), "Page", "Beklager, Bo. Den er rettet nu.", 1)],
        &[1],
        coverage,
    );
    assert_eq!(scene.queue(), Vec::<String>::new());
}

fn complaint() -> RawPost {
    post(1, None, "Bo Lund", "Hvorfor er min regning forkert igen?", 5)
}

fn bill() -> RawPost {
    post(2, None, "Ida Krog", "HELE NETTET ER NEDE!!! Hvornår virker det igen?", 1)
}

#[test]
fn nothing_is_read_before_we_know_who_we_are() {
    let engine = Engine::new(Lang::Da, Vec::new(), false).unwrap();
    assert!(matches!(engine.view(NOW).screen, Screen::Settings { first: true, .. }));
    let mut engine = engine;
    let opened = FromPage::Opened(Opened {
        url: "https://www.facebook.com/page".into(),
        lang: None,
        zone: "UTC".into(),
        offset_minutes: 0,
    });
    let shape = Effect::Page(ToPage::Shape { folded: false });
    assert_eq!(engine.step(Event::Page(opened), NOW), [shape]);
    engine.step(Event::Agent(Action::SaveSettings(Box::default())), NOW);
    assert!(matches!(engine.view(NOW).screen, Screen::Settings { first: true, .. }));
}

#[test]
fn the_path_from_a_post_to_its_answer() {
    let mut scene = Scene::new();
    scene.see(vec![complaint(), bill()]);
    assert_eq!(scene.queue(), ["Ida Krog", "Bo Lund"]);
    assert_eq!(scene.marks().len(), 2);

    scene.step(Event::Page(FromPage::Pressed(Pressed { command: Command::Next })));
    assert_eq!(scene.sent.last(), Some(&ToPage::GoTo { at: 2 }));
    let text = scene.answer().text;
    assert!(text.contains("Ida") && text.contains("Lise"), "{text}");
    assert_eq!(scene.answer().findings, []);

    scene.step(Event::Page(FromPage::Pressed(Pressed { command: Command::Insert })));
    let Some(ToPage::Insert { request, at: 2, text: inserted, mode: InsertMode::IfEmpty }) =
        scene.sent.last().cloned()
    else {
        panic!("no insertion: {:?}", scene.sent.last());
    };
    assert_eq!(inserted, text);
    scene.step(Event::Page(FromPage::Inserted(Inserted { request, outcome: InsertOutcome::Done })));

    scene.see(vec![post(3, Some(2), "Page", &text, 0)]);
    assert_eq!(scene.queue(), ["Bo Lund"]);
    assert_eq!(scene.marks().iter().map(|mark| mark.at).collect::<Vec<_>>(), [1]);
    let draft = scene.stored.iter().rev().find(|entry| entry.key.contains("/draft/"));
    assert_eq!(draft.unwrap().value, None, "the posted draft is let go");
}

#[test]
fn who_answered_a_customer_last_is_told() {
    let mut scene = Scene::new();
    let answered = |scene: &mut Scene, author: &str| {
        let Screen::Work { rows, .. } = scene.engine.view(NOW).screen else { panic!() };
        let row = rows.into_iter().find(|row| row.author == author).unwrap();
        scene.act(Action::Choose(row.key));
        (row.answered, scene.answer().answered)
    };
    let told = |text: &str| (text.to_owned(), text.to_owned());
    scene.see(vec![
        post(1, None, "Bo", "Hvorfor er min regning forkert?", 5),
        post(2, Some(1), "Page", "Hej Bo. Den er rettet. Mvh Lise", 4),
        post(3, Some(1), "Bo", "Den er stadig forkert!", 3),
        post(4, None, "Ida", "Hvornår kommer min pakke?", 5),
        post(5, Some(4), "Page", "Dette er et automatisk svar.", 4),
        post(6, None, "Kim", "Hvornår kommer min pakke?", 5),
    ]);
    assert_eq!(answered(&mut scene, "Bo"), told("Answered by Lise"));
    let by_machine = "Answered automatically only".to_owned();
    assert_eq!(answered(&mut scene, "Ida"), (String::new(), by_machine));
    assert_eq!(answered(&mut scene, "Kim"), told(""));
    scene.see(vec![
        post(7, Some(1), "Page", "Hej Bo. Nu er den rettet.", 2),
        post(8, Some(1), "Bo", "Den er stadig forkert!", 1),
    ]);
    assert_eq!(answered(&mut scene, "Bo"), told("Answered by the page"));
}

#[test]
fn an_own_word_of_the_settings_changes_the_topic_of_a_post_at_once() {
    let mut scene = Scene::new();
    let text = "Hvorfor har jeg endnu ikke fået svar om Fiberboksen?";
    scene.see(vec![post(1, None, "Ida Krog", text, 60)]);
    scene.step(Event::Page(FromPage::Pressed(Pressed { command: Command::Next })));
    assert_ne!(scene.answer().topic, "Topic: debt collection");

    scene.act(Action::OpenSettings);
    let Screen::Settings { form, .. } = scene.engine.view(NOW).screen else { panic!() };
    let form = *form;
    let form = |own_words: &str| SettingsForm {
        trades: vec!["energy".into()],
        own_words: own_words.into(),
        ..form.clone()
    };
    let stored = scene.stored.len();
    scene.act(Action::SaveSettings(Box::new(form("fiberboks = inkasso\nfiberboks"))));
    assert_eq!(scene.stored.len(), stored, "what is refused is not stored");
    assert!(matches!(scene.engine.view(NOW).screen, Screen::Settings { .. }));

    let good = form("fiberboks = inkasso\n Fri Tale = produkt");
    scene.act(Action::SaveSettings(Box::new(good)));
    scene.see(vec![post(1, None, "Ida Krog", text, 60)]);
    scene.step(Event::Page(FromPage::Pressed(Pressed { command: Command::Next })));
    let answer = scene.answer();
    assert_eq!(answer.topic, "Topic: debt collection");
    assert_eq!(answer.topic_quote, "Fiberboksen");

    let mut next = Scene::with(scene.stored);
    next.act(Action::OpenSettings);
    let Screen::Settings { form, .. } = next.engine.view(NOW).screen else { panic!() };
    let form = *form;
    assert_eq!(form.own_words, "fiberboks = inkasso\nFri Tale = produkt");
    assert_eq!(form.trades, ["energy"]);
}

#[test]
fn an_own_word_that_this_version_refuses_stays_and_blocks_nothing() {
    let mut scene = Scene::new();
    let stored = |scene: &Scene| {
        let entry = scene.stored.iter().rev().find(|entry| entry.key.ends_with("settings"));
        entry.and_then(|entry| entry.value.clone()).unwrap()
    };
    scene.act(Action::OpenSettings);
    let Screen::Settings { form, .. } = scene.engine.view(NOW).screen else { panic!() };
    let form = *form;
    scene.act(Action::SaveSettings(Box::new(SettingsForm {
        own_words: "fiberboks = inkasso".into(),
        ..form.clone()
    })));
    for entry in &mut scene.stored {
        // As another version, that knows more topics, has stored it.
        entry.value =
            entry.value.take().map(|value| value.replace("boks = inkasso", "boks = tilbud"));
    }
    let mut next = Scene::with(scene.stored);
    let text = "fiberboks = tilbud\nfiberkabel = levering";
    let form = SettingsForm { agent_name: "Mette".into(), own_words: text.into(), ..form };
    next.act(Action::OpenSettings);
    next.act(Action::SaveSettings(Box::new(SettingsForm {
        own_words: format!("{text}\nfiber = tilbud"),
        ..form.clone()
    })));
    assert!(matches!(next.engine.view(NOW).screen, Screen::Settings { .. }), "a new bad line");
    next.act(Action::SaveSettings(Box::new(form)));
    assert!(!matches!(next.engine.view(NOW).screen, Screen::Settings { .. }));
    let stored = stored(&next);
    for kept in ["fiberboks = tilbud", "fiberkabel = levering", "Mette"] {
        assert!(stored.contains(kept), "{stored}");
    }
}

#[test]
fn a_post_drawn_anew_is_marked_anew_and_once() {
    let mut scene = Scene::new();
    scene.see(vec![complaint()]);
    let redrawn = RawPost { handle: 7, ..complaint() };
    let coverage = Coverage { items: 1, ..Coverage::default() };
    scene.look(vec![redrawn], &[1], coverage);
    let at: Vec<u32> = scene.marks().iter().map(|mark| mark.at).filter(|at| *at != 1).collect();
    assert_eq!(at, [7]);
    assert_eq!(scene.queue(), ["Bo Lund"]);
}

#[test]
fn an_answer_seen_before_its_post_takes_no_mark_along() {
    let mut scene = Scene::new();
    let orphan =
        RawPost { parent_key: vec!["isso-1".into()], ..post(2, None, "Ida", "Samme her!", 1) };
    scene.see(vec![orphan]);
    assert_eq!(scene.marks().len(), 1);
    scene.see(vec![complaint()]);
    let mut at: Vec<u32> = scene.marks().iter().map(|mark| mark.at).collect();
    at.sort_unstable();
    assert_eq!(at, [1, 2]);
    scene.see(vec![post(3, None, "Page", "Hej alle. Det er rettet nu. Mvh Lise", 0)]);
    assert_eq!(scene.marks().len(), 2);
}

#[test]
fn a_post_that_does_not_tell_its_key_has_it_from_its_comments() {
    let mut scene = Scene::new();
    scene.open("https://www.facebook.com/page");
    let shown = RawPost { key: vec![], comments: vec!["1 kommentar".into()], ..complaint() };
    scene.see(vec![shown.clone()]);
    let comment = |handle, parent, id: &str| {
        let link = format!("/page/posts/pfbid7?comment_id={id}");
        let text = format!("Samme her i {id}!");
        RawPost {
            key: vec![link.clone()],
            post_key: vec![link],
            ..post(handle, Some(parent), "Ida", &text, 1)
        }
    };
    assert_ne!(scene.keys(), ["pfbid7"]);
    scene.see(vec![comment(2, 1, "81")]);
    assert_eq!(scene.keys(), ["pfbid7", "81"]);
    let unseen = |notice: &String| notice.contains("counts 1 comments");
    assert!(!scene.notices().iter().any(unseen), "{:?}", scene.notices());
    // The post's own dialog, where its link can be read.
    let link = vec!["https://www.facebook.com/page/posts/pfbid7".to_owned()];
    scene.see(vec![RawPost { handle: 11, key: link, ..shown.clone() }, comment(12, 11, "82")]);
    scene.see(vec![RawPost { text: format!("{}!", shown.text), ..shown }]);
    assert_eq!(scene.keys(), ["pfbid7", "81"]);
}

#[test]
fn a_time_to_come_is_told() {
    let mut scene = Scene::new();
    scene.open("https://shop.example/kundeservice");
    scene.see(vec![complaint()]);
    let told = |notice: &String| notice.contains("yet to be written: 1.");
    assert!(!scene.notices().iter().any(told), "{:?}", scene.notices());
    let ahead = RawPost { datetime: vec!["2099-01-01T00:00:00Z".into()], ..complaint() };
    scene.see(vec![RawPost { handle: 2, ..ahead }]);
    assert!(scene.notices().iter().any(told), "{:?}", scene.notices());
}

#[test]
fn linked_data_adds_what_the_page_does_not_show() {
    let mut scene = Scene::new();
    scene.open("https://shop.example/kundeservice");
    let nameless = RawPost { author: vec![], datetime: vec![], ..complaint() };
    scene.see(vec![nameless]);
    assert_eq!(scene.queue(), Vec::<String>::new());
    let json = r#"{"@type": "Comment", "author": {"name": "Bo Lund"},
        "datePublished": "2026-03-01T10:00:00Z", "text": "Hvorfor er min regning forkert igen?"}"#;
    let linked = |plan| Linked { plan, texts: vec![json.into(), "{".into()] };
    scene.step(Event::Page(FromPage::Linked(linked(scene.plan + 1))));
    assert_eq!(scene.queue(), Vec::<String>::new());
    scene.step(Event::Page(FromPage::Linked(linked(scene.plan))));
    assert_eq!(scene.queue(), ["Bo Lund"]);
    scene.see(vec![RawPost { author: vec![], datetime: vec![], handle: 5, ..complaint() }]);
    assert_eq!(scene.queue(), ["Bo Lund"]);
}

#[test]
fn a_post_that_left_the_page_stays_in_the_queue_but_cannot_be_shown() {
    let mut scene = Scene::new();
    scene.see(vec![complaint()]);
    scene.look(Vec::new(), &[1], Coverage { items: 5, ..Coverage::default() });
    assert_eq!(scene.queue(), ["Bo Lund"]);
    let sent = scene.sent.len();
    scene.act(Action::Press(Command::Next));
    assert_eq!(scene.sent.len(), sent);
    let notices = scene.engine.view(NOW).notices;
    assert!(notices.iter().any(|notice| notice.text.contains("no longer shows")), "{notices:?}");
}

#[test]
fn what_was_read_by_an_old_plan_is_let_go() {
    let mut scene = Scene::new();
    let old = scene.plan;
    scene.open("https://shop.example/kundeservice?side=2");
    scene.plan = old;
    scene.see(vec![complaint()]);
    assert_eq!(scene.queue(), Vec::<String>::new());
}

#[test]
fn a_profile_that_no_longer_fits_says_so_and_never_that_nothing_waits() {
    let mut scene = Scene::new();
    scene.see(vec![complaint()]);
    let mut later = Scene::with(scene.stored.clone());
    later.look(Vec::new(), &[], Coverage { evidence: 12, ..Coverage::default() });
    assert!(later.alarms().iter().any(|text| text.contains("can't read this page")));
    assert_eq!(later.empty(), None);
    assert!(later.engine.view(NOW).unread);
    let mut emptied = Scene::with(scene.stored);
    emptied.look(Vec::new(), &[], Coverage::default());
    assert!(emptied.engine.view(NOW).notices.iter().all(|notice| notice.weight == Weight::Info));
    assert!(emptied.alarms().iter().any(|text| text.contains("I see no posts here")));
    assert_eq!(emptied.empty(), None);
    let mut nameless = Scene::new();
    nameless.see(vec![RawPost { author: Vec::new(), ..complaint() }]);
    assert!(nameless.alarms().iter().any(|text| text.contains("who wrote")));
    assert_eq!(nameless.empty(), None);
}

#[test]
fn a_page_whose_profile_is_not_even_recognised_any_more_says_so() {
    let mut scene = Scene::new();
    scene.see(vec![complaint()]);
    let mut later = Scene::with(scene.stored);
    later.open("https://shop.example/kundeservice");
    later.look(Vec::new(), &[], Coverage::default());
    assert!(later.alarms().iter().any(|text| text.contains("I see no posts here")));
    assert_eq!(later.empty(), None);
}

#[test]
fn that_nobody_waits_is_said_only_of_a_page_that_was_read() {
    let mut scene = Scene::new();
    assert_eq!(scene.empty(), None, "nothing has been read yet");
    scene.look(Vec::new(), &[], Coverage::default());
    assert_eq!(scene.empty(), None, "a page of a known site that shows no post yet");
    scene.see(vec![post(1, None, "Page", "God weekend!", 1)]);
    assert!(scene.empty().is_some());
    assert_eq!(scene.alarms(), Vec::<String>::new());
    scene.step(Event::Disconnected);
    assert_eq!(scene.empty(), None);
}

#[test]
fn text_the_agent_typed_outlives_everything() {
    let mut scene = Scene::new();
    scene.see(vec![complaint(), bill()]);
    scene.step(Event::Page(FromPage::Typed(Typed { at: Some(1), text: "Hej Bo, jeg".into() })));
    scene.act(Action::Choose("1".into()));
    assert_eq!(scene.answer().text, "Hej Bo, jeg");
    scene.act(Action::TakeDraft(0));
    assert_ne!(scene.answer().text, "Hej Bo, jeg");
    assert_eq!(scene.answer().kept, ["Hej Bo, jeg"]);
    scene.act(Action::TakeBack(0));
    assert_eq!(scene.answer().text, "Hej Bo, jeg");

    let mut later = Scene::with(scene.stored);
    later.see(vec![complaint(), bill()]);
    later.act(Action::Choose("1".into()));
    assert_eq!(later.answer().text, "Hej Bo, jeg");
}

#[test]
fn text_typed_at_no_post_is_offered_on_the_next_visit_until_it_is_posted() {
    let loose = |scene: &Scene| match scene.engine.view(NOW).screen {
        Screen::Work { loose, .. } => loose,
        _ => Vec::new(),
    };
    let mut scene = Scene::new();
    let text = "Vi har en fejl på nettet";
    scene.step(Event::Page(FromPage::Typed(Typed { at: None, text: text.into() })));
    assert_eq!(loose(&scene), Vec::<String>::new(), "it still stands in its box");
    let mut later = Scene::with(scene.stored);
    assert_eq!(loose(&later), [text]);
    later.see(vec![post(9, None, "Page", text, 0)]);
    assert_eq!(loose(&later), Vec::<String>::new());
}

#[test]
fn text_that_stands_in_the_box_is_offered_back() {
    let mut scene = Scene::new();
    scene.see(vec![complaint()]);
    scene.act(Action::Choose("1".into()));
    scene.act(Action::Insert(InsertMode::IfEmpty));
    let Some(ToPage::Insert { request, .. }) = scene.sent.last() else { panic!("no insertion") };
    let outcome = InsertOutcome::Occupied { text: "min egen".into() };
    scene.step(Event::Page(FromPage::Inserted(Inserted { request: *request, outcome })));
    assert!(scene.answer().occupied);
    assert_eq!(scene.answer().kept, ["min egen"]);
}

#[test]
fn settings_of_another_tab_are_taken_over() {
    let first = Scene::new();
    let mut second = Engine::new(Lang::En, Vec::new(), false).unwrap();
    second.step(Event::Stored(first.stored), NOW);
    assert!(matches!(second.view(NOW).screen, Screen::Work { .. }));
}

#[test]
fn unreadable_settings_are_told_and_kept() {
    let broken = Entry { key: "svarklar/settings".into(), value: Some("{".into()) };
    let engine = Engine::new(Lang::En, vec![broken], false).unwrap();
    let notices = engine.view(NOW).notices;
    assert!(notices.iter().any(|notice| notice.text.contains("could not be read")));
}

#[test]
fn a_check_is_mended_by_one_touch() {
    let mut scene = Scene::new();
    scene.see(vec![complaint()]);
    scene.act(Action::Choose("1".into()));
    scene.act(Action::Edit("Hej Bo. Jeg kigger på din regning nu.".into()));
    let findings = scene.answer().findings;
    let unsigned = findings.iter().position(|finding| finding.can_mend).unwrap();
    scene.act(Action::Mend(unsigned));
    assert!(scene.answer().text.ends_with("Lise"), "{}", scene.answer().text);
    assert_eq!(scene.answer().findings, []);
}

#[test]
fn what_the_company_blocks_is_mended_before_it_is_inserted() {
    let mut scene = Scene::new();
    let form = scene.engine.settings.as_ref().map(Settings::form).unwrap();
    let blocking = vec!["unsigned".to_owned()];
    scene.act(Action::SaveSettings(Box::new(SettingsForm { blocking, ..form })));
    scene.step(Event::Page(FromPage::Detected(Detected { profile: "isso".into() })));
    scene.see(vec![complaint()]);
    scene.act(Action::Choose("1".into()));
    scene.act(Action::Edit("Hej Bo. Jeg kigger på din regning nu.".into()));
    let insert = Event::Agent(Action::Insert(InsertMode::IfEmpty));
    assert_eq!(scene.engine.step(insert.clone(), NOW), []);
    let findings = scene.answer().findings;
    let unsigned = findings.iter().position(|finding| finding.blocks).unwrap();
    scene.act(Action::Mend(unsigned));
    assert_eq!(scene.answer().findings, []);
    let effects = scene.engine.step(insert, NOW);
    assert!(matches!(effects.as_slice(), [.., Effect::Page(ToPage::Insert { .. })]), "{effects:?}");
}

#[test]
fn no_text_of_hers_is_ever_overwritten() {
    let mut scene = Scene::new();
    scene.see(vec![complaint(), bill()]);
    scene.act(Action::Choose("1".into()));
    scene.act(Action::Edit("FIRST".into()));
    scene.act(Action::TakeDraft(0));
    scene.act(Action::Edit("SECOND".into()));
    scene.step(Event::Page(FromPage::Typed(Typed { at: Some(1), text: "x".into() })));
    assert_eq!(scene.answer().text, "x");
    assert_eq!(scene.answer().kept, ["FIRST", "SECOND"]);

    let mut later = Scene::with(scene.stored);
    later.see(vec![complaint(), bill()]);
    later.step(Event::Page(FromPage::Typed(Typed { at: Some(1), text: "y".into() })));
    later.act(Action::Choose("1".into()));
    assert_eq!(later.answer().text, "y");
    assert_eq!(later.answer().kept, ["FIRST", "SECOND", "x"]);
    later.act(Action::DropKept(0));
    assert_eq!(later.answer().kept, ["SECOND", "x"]);
}

/// What is written to storage or sent back to the page from a post is its key,
/// its times and the agent's own text: no words of the customer's.
#[test]
fn personal_data_of_a_post_leaves_the_desk_nowhere() {
    let mut scene = Scene::new();
    let text = "Ingen svarer! Ring 22 33 44 55, Vestergade 12, ida@krog.dk, kundenr. 5566778";
    scene.see(vec![complaint(), post(2, Some(1), "Ida Krog", text, 3)]);
    scene.step(Event::Page(FromPage::MarkPressed(MarkPressed { at: 2 })));
    scene.act(Action::TakeDraft(0));
    scene.act(Action::Edit("Hej Ida".into()));
    let said = format!("{:?} {:?}", scene.sent, scene.stored);
    assert!(said.contains("Hej Ida"), "{said}");
    for part in ["22 33", "Vestergade", "ida@", "5566778", "Ingen svarer"] {
        assert!(!said.contains(part), "{part}: {said}");
    }
}

#[test]
fn the_pressed_mark_says_who_is_answered() {
    let mut scene = Scene::new();
    let other = post(2, Some(1), "Ida Krog", "Samme her, hvornår retter I min regning?", 3);
    scene.see(vec![complaint(), other]);
    scene.step(Event::Page(FromPage::MarkPressed(MarkPressed { at: 2 })));
    assert_eq!(scene.answer().customer, "Ida Krog");
    assert!(scene.answer().text.contains("Ida"), "{}", scene.answer().text);
}

#[test]
fn an_older_answer_with_the_same_words_is_not_the_one_being_written() {
    let mut scene = Scene::new();
    scene.see(vec![
        complaint(),
        post(3, Some(1), "Page", "Hej", 4),
        post(4, Some(1), "Bo Lund", "Og hvad så? Hvornår?", 2),
    ]);
    scene.step(Event::Page(FromPage::Typed(Typed { at: Some(4), text: "Hej".into() })));
    scene.act(Action::Choose("4".into()));
    scene.see(vec![post(5, Some(1), "Kim", "Samme problem her!", 1)]);
    assert_eq!(scene.answer().text, "Hej");
}

#[test]
fn what_is_typed_at_an_earlier_post_of_hers_answers_the_one_that_waits() {
    let mut scene = Scene::new();
    scene.see(vec![
        complaint(),
        post(3, Some(1), "Page", "Hej Bo. Prøv nu. /Lise", 4),
        post(4, Some(1), "Bo Lund", "Det virker stadig ikke!", 2),
    ]);
    scene.step(Event::Page(FromPage::Typed(Typed { at: Some(1), text: "Hej, jeg ser".into() })));
    scene.act(Action::Choose("4".into()));
    assert_eq!(scene.answer().text, "Hej, jeg ser");
}

#[test]
fn an_answer_by_a_colleague_is_told_to_the_one_who_writes() {
    let mut scene = Scene::new();
    scene.see(vec![complaint()]);
    scene.act(Action::Choose("1".into()));
    scene.act(Action::Edit("Hej Bo. Jeg kigger på det".into()));
    scene.see(vec![post(3, Some(1), "Page", "Hej Bo. Den er rettet nu. /Erlend", 0)]);
    assert_eq!(scene.answer().text, "Hej Bo. Jeg kigger på det");
    let notices = scene.engine.view(NOW).notices;
    assert!(notices.iter().any(|notice| notice.text.contains("meanwhile")), "{notices:?}");
    assert_eq!(scene.queue(), ["Bo Lund"], "a thread with a draft stays at hand");
}

#[test]
fn an_answer_is_taken_up_again_when_the_page_is_read_anew() {
    let mut scene = Scene::new();
    scene.see(vec![complaint()]);
    scene.act(Action::Choose("1".into()));
    scene.act(Action::Edit("Hej Bo".into()));
    scene.open("https://shop.example/kundeservice?dialog");
    scene.step(Event::Page(FromPage::Detected(Detected { profile: "isso".into() })));
    scene.see(vec![complaint()]);
    assert_eq!(scene.answer().text, "Hej Bo");
}

#[test]
fn a_comment_read_before_its_post_finds_its_thread() {
    let mut scene = Scene::new();
    let nameless = RawPost { author: Vec::new(), ..complaint() };
    scene.see(vec![nameless, post(3, Some(1), "Page", "Hej Bo. Den er rettet nu. Mvh Lise", 0)]);
    scene.see(vec![complaint()]);
    assert_eq!(scene.queue(), Vec::<String>::new());
}

#[test]
fn a_post_whose_key_changes_takes_its_thread_and_draft_along() {
    let mut scene = Scene::new();
    scene.see(vec![complaint(), post(3, Some(1), "Kim", "Samme problem her!", 1)]);
    scene.step(Event::Page(FromPage::MarkPressed(MarkPressed { at: 1 })));
    scene.act(Action::Edit("Hej Bo".into()));
    scene.see(vec![RawPost { key: vec!["isso-77".into()], ..complaint() }]);
    assert_eq!(scene.keys(), ["77", "3"]);
    assert_eq!(scene.engine.page.as_ref().unwrap().board().unwrap().root("3"), Some("77"));
    assert_eq!(scene.answer().text, "Hej Bo");
    let mut later = Scene::with(scene.stored);
    later.see(vec![RawPost { key: vec!["isso-77".into()], ..complaint() }]);
    later.act(Action::Choose("77".into()));
    assert_eq!(later.answer().text, "Hej Bo");
}

#[test]
fn storage_that_refuses_is_told() {
    let mut scene = Scene::new();
    scene.step(Event::StorageFailed);
    assert!(scene.alarms().iter().any(|text| text.contains("refuses")));
}

#[test]
fn nothing_is_kept_of_a_page_of_facebooks_where_the_company_is_not() {
    let mut scene = Scene::new();
    scene.open("https://www.facebook.com/somebody");
    let at_home = |raw: RawPost| RawPost {
        key: vec![format!("/somebody/posts/1?comment_id={}&x", raw.handle)],
        time: vec!["3 t".into()],
        datetime: Vec::new(),
        badge: Vec::new(),
        ..raw
    };
    let kept =
        |scene: &Scene| scene.stored.iter().filter(|entry| entry.key.contains("facebook")).count();
    scene.see(vec![at_home(complaint())]);
    assert_eq!(kept(&scene), 0);
    scene.see(vec![
        at_home(post(3, Some(1), "Page", "Hej alle. Det er rettet nu. Mvh Lise", 0)),
        at_home(bill()),
    ]);
    assert!(kept(&scene) > 0);
}

#[test]
fn nothing_is_kept_of_a_page_nobody_knows_until_the_company_is_seen_on_it() {
    let mut scene = Scene::new();
    scene.open("https://forum.example/t/1");
    let kept = |scene: &Scene| {
        let ours = scene.stored.iter().filter(|entry| entry.key.contains("forum.example"));
        ours.map(|entry| entry.key.clone()).collect::<Vec<_>>()
    };
    scene.see(vec![complaint(), bill()]);
    assert_eq!(scene.queue().len(), 2);
    assert_eq!(kept(&scene), Vec::<String>::new());
    scene.see(vec![post(3, Some(2), "Page", "Hej Ida. Det virker igen nu. Mvh Lise", 0)]);
    let facts = kept(&scene);
    assert_eq!(facts.len(), 2, "{facts:?}");
    assert!(facts.iter().any(|key| key.contains("/seen/")), "the wait from before: {facts:?}");
    assert!(facts.iter().any(|key| key.ends_with("fit/forum.example/t/1")));
}

#[test]
fn nothing_is_kept_of_a_page_that_another_company_owns() {
    let mut scene = Scene::new();
    scene.open("https://dk.trustpilot.com/review/bageri.example");
    let kept = |scene: &Scene| {
        scene.stored.iter().filter(|entry| entry.key.contains("trustpilot")).count()
    };
    let review = |raw: RawPost| RawPost {
        key: vec![format!("/reviews/{}", raw.handle)],
        datetime: vec!["2024-05-17T08:10:00Z".into()],
        ..raw
    };
    let owner = RawPost {
        badge: vec!["owner".into()],
        ..review(post(3, Some(1), "Fjeldby Bageri", "Hej Bo. Den er rettet nu.", 1))
    };
    scene.see(vec![review(complaint()), owner, review(bill())]);
    assert_eq!(scene.queue().len(), 1, "the owner's answer counts");
    assert_eq!(kept(&scene), 0);
    scene.see(vec![review(post(4, Some(2), "Page", "Hej Kim. Vi ser på det. Mvh Lise", 0))]);
    scene.see(vec![review(post(5, None, "Ida Holm", "Hvornår åbner I på lørdag?", 1))]);
    assert!(kept(&scene) > 0);
}

#[test]
fn text_typed_at_no_post_is_kept_only_where_the_page_is_the_companys() {
    let text = "Lad os ses på fredag";
    let kept = |scene: &Scene| {
        let mut values = scene.stored.iter().filter_map(|entry| entry.value.as_ref());
        values.any(|value| value.contains(text))
    };
    for url in ["https://mail.example/", "https://www.facebook.com/somebody"] {
        let mut scene = Scene::new();
        scene.open(url);
        scene.see(vec![post(2, None, "Bo Lund", "Tak for i går!", 1)]);
        scene.step(Event::Page(FromPage::Typed(Typed { at: None, text: text.into() })));
        assert!(!kept(&scene), "{url}");
        scene.see(vec![post(3, None, "Page", "Vi holder åbent i dag.", 1)]);
        assert!(kept(&scene), "what stood in the box when the company was seen: {url}");

        let mut scene = Scene::new();
        scene.open(url);
        scene.see(vec![post(2, None, "Bo Lund", "Hvornår åbner I på lørdag?", 1)]);
        scene.step(Event::Page(FromPage::Typed(Typed { at: Some(2), text: text.into() })));
        assert!(kept(&scene), "at a post: {url}");
    }
}

#[test]
fn an_element_that_the_page_uses_for_another_post_takes_nothing_along() {
    let mut scene = Scene::new();
    scene.see(vec![complaint()]);
    scene.act(Action::Choose("1".into()));
    scene.act(Action::Edit("Hej Bo, din regning".into()));
    let other =
        RawPost { handle: 1, ..post(9, None, "Ida Holm", "Hvornår åbner I på lørdag?", 1) };
    scene.see(vec![other]);
    assert_eq!(scene.queue(), ["Bo Lund", "Ida Holm"]);
    assert_eq!(scene.answer().text, "Hej Bo, din regning");
    assert_eq!(scene.marks().iter().map(|mark| mark.at).collect::<Vec<_>>(), [1]);
    scene.act(Action::Choose("9".into()));
    assert_ne!(scene.answer().text, "Hej Bo, din regning");
    // And one that nobody waits in: the mark goes.
    scene.see(vec![RawPost { handle: 1, ..post(7, None, "Page", "Vi holder åbent i dag.", 1) }]);
    assert_eq!(scene.marks(), []);
    assert_eq!(scene.queue(), ["Bo Lund", "Ida Holm"]);
}

#[test]
fn a_post_that_its_feed_has_emptied_stays_what_it_was() {
    let mut scene = Scene::new();
    scene.see(vec![complaint()]);
    scene.see(vec![RawPost { handle: 1, ..RawPost::default() }]);
    assert_eq!(scene.queue(), ["Bo Lund"]);
    assert_eq!(scene.notices(), Vec::<String>::new());
}

#[test]
fn posts_that_the_script_found_but_could_not_tell_are_an_alarm() {
    let mut scene = Scene::new();
    scene.look(Vec::new(), &[], Coverage { items: 5, evidence: 5, ..Coverage::default() });
    assert!(scene.alarms().iter().any(|text| text.contains("can't read this page")));
    assert_eq!(scene.empty(), None);
}

#[test]
fn linked_data_brings_no_old_text_back() {
    let mut scene = Scene::new();
    scene.open("https://shop.example/kundeservice");
    scene.see(vec![RawPost { datetime: vec![], ..complaint() }]);
    scene.see(vec![RawPost {
        text: "Hvorfor er min regning forkert igen? Svar!".into(),
        ..complaint()
    }]);
    let texts = vec![r#"{"@type": "Comment", "author": "X", "text": "Andet"}"#.into()];
    scene.step(Event::Page(FromPage::Linked(Linked { plan: scene.plan, texts })));
    scene.act(Action::Press(Command::Next));
    assert!(scene.answer().post.ends_with("Svar!"));
}
