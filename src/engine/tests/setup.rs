//! The settings as a file, and signatures in them.

use super::*;
use crate::engine::setup::{Part, lacks};
use crate::timetable::{Field, Timetable};

fn form() -> SettingsForm {
    SettingsForm {
        page_names: "Page".into(),
        agent_name: "Lise".into(),
        signature: "Mvh Lise fra Page".into(),
        signatures: "sv = Hälsningar {name}\nshop.example en = /Lise".into(),
        signs_once: true,
        leader: "Berit Bø, driftsdirektør".into(),
        colleagues: "Bo".into(),
        own_words: "fiberboks = levering".into(),
        weights: vec!["outage more".into()],
        blocking: vec!["unsigned".into()],
        ..SettingsForm::default()
    }
}

fn shown(scene: &Scene) -> (SettingsForm, Option<(bool, String)>) {
    match scene.engine.view(NOW).screen {
        Screen::Settings { form, file, .. } => (*form, file),
        _ => panic!("no settings are shown"),
    }
}

fn exported(scene: &mut Scene) -> String {
    let effects = scene.engine.step(Event::Agent(Action::ExportSettings), NOW);
    let [Effect::Host(ToHost::Save { name, json })] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(name, "svarklar-settings.json");
    json.clone()
}

#[test]
fn a_file_of_settings_goes_from_one_agent_to_another_and_back() {
    let mut lise = Scene::new();
    lise.act(Action::SaveSettings(Box::new(form())));
    let json = exported(&mut lise);

    // A colleague who has no settings yet fills in her name.
    let mut ida = Engine::new(Lang::En, Vec::new(), false).unwrap();
    ida.step(Event::Agent(Action::ImportSettings(json.clone())), NOW);
    let Screen::Settings { form: its, first, filled, .. } = ida.view(NOW).screen else { panic!() };
    assert!(first && filled == 1 && its.agent_name.is_empty());
    ida.step(
        Event::Agent(Action::SaveSettings(Box::new(SettingsForm {
            agent_name: "Ida".into(),
            ..*its
        }))),
        NOW,
    );
    let Screen::Work { .. } = ida.view(NOW).screen else { panic!("not saved") };

    // One who has some keeps hers, until she saves.
    let mut bo = Scene::new();
    bo.act(Action::SaveSettings(Box::new(SettingsForm {
        agent_name: "Bo".into(),
        page_names: "Other".into(),
        ..SettingsForm::default()
    })));
    bo.act(Action::OpenSettings);
    let stored = bo.stored.len();
    bo.act(Action::ImportSettings(json));
    assert_eq!(bo.stored.len(), stored, "nothing is stored yet");
    let (its, told) = shown(&bo);
    assert!(told.unwrap().0);
    let expected = SettingsForm {
        agent_name: "Bo".into(),
        signature: "Mvh {name} fra Page".into(),
        signatures: "sv = Hälsningar {name}\nshop.example en = /{name}".into(),
        colleagues: "Lise".into(),
        targets: its.targets,
        ..form()
    };
    assert_eq!(its, expected);
    bo.act(Action::CloseSettings);
    bo.act(Action::OpenSettings);
    assert_eq!(shown(&bo).0.page_names, "Other", "nothing is lost");
    assert_eq!(shown(&bo).1, None);

    // What storage holds does as well.
    let stored = lise.stored.iter().rfind(|entry| entry.key.ends_with("/settings"));
    let stored = stored.and_then(|entry| entry.value.clone()).unwrap();
    assert!(stored.contains("\"name\":\"Lise\""), "{stored}");
    bo.act(Action::ImportSettings(stored));
    assert_eq!(shown(&bo).0, expected);
    bo.act(Action::CloseSettings);
    bo.act(Action::OpenSettings);

    // The file of her colleague's settings is Lise's own again.
    bo.act(Action::ImportSettings(exported(&mut lise)));
    bo.act(Action::SaveSettings(Box::new(expected)));
    let back = exported(&mut bo);
    lise.act(Action::OpenSettings);
    lise.act(Action::ImportSettings(back));
    let (its, _) = shown(&lise);
    assert_eq!((its.agent_name.as_str(), its.colleagues.as_str()), ("Lise", "Bo"));
}

#[test]
fn a_file_tells_of_no_customer() {
    let mut scene = Scene::new();
    scene.see(vec![post(1, None, "Birgit Sand", "Hvorfor er min regning forkert?", 2)]);
    scene.act(Action::Choose(scene.keys().remove(0)));
    scene.act(Action::Edit("Hej Birgit, 12 34 56 78".into()));
    let json = exported(&mut scene);
    for word in ["Birgit", "regning", "12 34", "shop.example", "\"Lise\",\"signature"] {
        assert!(!json.contains(word), "{word}: {json}");
    }
}

#[test]
fn a_bad_file_is_refused_with_place_and_reason_and_changes_nothing() {
    let mut scene = Scene::new();
    scene.act(Action::SaveSettings(Box::new(form())));
    scene.act(Action::OpenSettings);
    let (before, good) = (shown(&scene).0, exported(&mut scene));
    let stored = scene.stored.len();
    for (old, new, reason) in [
        ("", "", "EOF while parsing a value at line 1 column 0"),
        ("{", "", "line 1 column"),
        ("\"version\":4", "\"version\":99", "version 99"),
        ("\"leader\"", "\"chief\"", "unknown field `chief`"),
        (
            "= levering",
            "= vejret",
            "Own words and products: Line 1, “fiberboks = vejret”: No topic",
        ),
        (
            "\"week\":\"\"",
            "\"week\":\"mon 8-25\"",
            "Opening hours, shifts and targets: Line 1, “mon 8-25”",
        ),
        ("\"sv = H", "\"tysk = H", "More signatures: Line 1, “tysk = Hälsningar {name}”"),
        ("outage more", "outage most", "What counts for urgency: outage most"),
        ("\"unsigned\"", "\"nameless\"", "What must be mended before inserting: nameless"),
        ("\"trades\":[]", "\"trades\":[\"magic\"]", "Trade: magic"),
    ] {
        let bad = if old.is_empty() { String::new() } else { good.replacen(old, new, 1) };
        assert_ne!(bad, good, "{old}");
        scene.act(Action::ImportSettings(bad));
        let (is, told) = shown(&scene);
        let (is_read, told) = told.unwrap();
        assert!(!is_read && told.contains(reason), "{told}");
        assert_eq!(is, before);
    }
    assert_eq!(scene.stored.len(), stored);
    scene.act(Action::ImportSettings(good));
    assert!(shown(&scene).1.unwrap().0, "a good one after a bad one");
}

#[test]
fn drafts_are_signed_by_page_and_language_and_bad_lines_are_not_saved() {
    let mut scene = Scene::new();
    scene.act(Action::SaveSettings(Box::new(SettingsForm { signs_once: false, ..form() })));
    scene.see(vec![
        post(1, None, "Birgit", "Hvorfor er min regning forkert?", 2),
        post(
            2,
            None,
            "Erik",
            "Varför är min faktura fel? Jag har inte fått någon bredbandsbox än.",
            2,
        ),
        post(
            3,
            None,
            "Tom",
            "Why is my bill wrong? I have not got any answer from your support yet.",
            2,
        ),
    ]);
    let mut signed = |author: &str| {
        let Screen::Work { rows, .. } = scene.engine.view(NOW).screen else { panic!() };
        let row = rows.into_iter().find(|row| row.author == author).unwrap();
        scene.act(Action::Choose(row.key));
        scene.answer().text
    };
    assert!(signed("Birgit").ends_with("\nMvh Lise fra Page"));
    assert!(signed("Erik").ends_with("\nHälsningar Lise"));
    assert!(signed("Tom").ends_with(" /Lise"));
    scene.act(Action::OpenSettings);
    scene.act(Action::SaveSettings(Box::new(SettingsForm {
        signatures: "tysk = x".into(),
        ..form()
    })));
    assert_eq!(shown(&scene).0.signatures, form().signatures);
}

#[test]
fn only_lines_that_were_not_stored_have_to_be_mended() {
    let of = |own_words: &str, signatures: &str, week: &str| SettingsForm {
        own_words: own_words.into(),
        signatures: signatures.into(),
        hours: Box::new(Timetable { week: week.into(), ..Timetable::default() }),
        ..SettingsForm::default()
    };
    let stored = of("fiberbox\nfiberboks = levering", "tysk = x", "xyz 8-16");
    let new = |form: SettingsForm| -> Vec<Part> {
        let its = lacks(&form, &stored, Words::of(Lang::En));
        its.into_iter().filter(|lack| lack.is_new).map(|lack| lack.part).collect()
    };
    assert_eq!(lacks(&stored, &stored, Words::of(Lang::En)).len(), 3);
    assert_eq!(new(stored.clone()), []);
    assert_eq!(new(of("fiberboks = levering\n fiberbox", " tysk = x", "xyz 8-16")), []);
    assert_eq!(new(of("fiberboks = regning", "da = x", "mon 8-16")), []);
    assert_eq!(new(of("fiberbox\nfibre", "", "")), [Part::OwnWords]);
    assert_eq!(new(of("fiberboks = levering\nFiberboks = regning", "", "")), [Part::OwnWords]);
    assert_eq!(new(of("", "tysk = y", "")), [Part::Signatures]);
    assert_eq!(new(of("", "", "xyz 8-17")), [Part::Hours(Field::Week)]);
    let wordings = SettingsForm { wordings: "da | midte | | Tak.".into(), ..stored.clone() };
    assert_eq!(new(wordings), [Part::Wordings]);
}
