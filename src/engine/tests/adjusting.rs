//! Drafts had otherwise.

use super::*;
use crate::engine::adjust::Adjust;
use crate::reply::when::Tone;

fn answering() -> Scene {
    let mut scene = Scene::new();
    scene.see(vec![post(1, None, "Bo Lund", "Jeres regning er HELT FORKERT igen!!", 2)]);
    scene.act(Action::Choose("1".into()));
    scene
}

fn adjust(scene: &mut Scene, adjust: Adjust) -> String {
    scene.act(Action::Adjust(adjust));
    scene.answer().text
}

#[test]
fn shorter_comes_to_an_end_and_back() {
    let mut scene = answering();
    let first = scene.answer().text;
    let mut lengths = vec![first.chars().count()];
    loop {
        let text = adjust(&mut scene, Adjust::Shorter);
        if text == first {
            break;
        }
        assert!(lengths.len() < 20);
        lengths.push(text.chars().count());
    }
    assert!(lengths.len() > 1 && lengths.is_sorted_by(|one, next| one >= next), "{lengths:?}");
}

#[test]
fn a_tone_holds_until_it_is_pressed_again() {
    let mut scene = answering();
    let plain = scene.answer().text;
    let warm = adjust(&mut scene, Adjust::Tone(Tone::Warm));
    assert_eq!(scene.answer().tone, Some(Tone::Warm));
    assert_ne!(warm, plain);
    assert_ne!(adjust(&mut scene, Adjust::Tone(Tone::Formal)), warm);
    assert_eq!(adjust(&mut scene, Adjust::Tone(Tone::Formal)), plain);
}

#[test]
fn a_part_is_turned_and_turned_again() {
    let mut scene = answering();
    let (before, parts) = (scene.answer().text, scene.answer().parts);
    let (at, name, words) = parts.into_iter().nth(1).unwrap();
    let turned = adjust(&mut scene, Adjust::Turn(at));
    assert!(before.contains(&words) && !turned.contains(&words), "{name}: {turned}");
    let again = adjust(&mut scene, Adjust::TurnAgain);
    assert!(again != turned && again != before);
}

#[test]
fn another_language_is_the_answers_alone() {
    let mut scene = answering();
    let before = scene.answer();
    assert!(adjust(&mut scene, Adjust::Lang(Lang::En)).starts_with("He"));
    assert_eq!((scene.answer().lang, scene.answer().answer_lang), (before.lang, "en"));
    assert_eq!(adjust(&mut scene, Adjust::Lang(Lang::Da)), before.text);
}

#[test]
fn what_she_wrote_is_kept_beside_the_adjusted_draft() {
    let mut scene = answering();
    scene.act(Action::Edit("Hej Bo. Mit eget svar.".into()));
    assert!(scene.answer().parts.is_empty());
    adjust(&mut scene, Adjust::Shorter);
    assert_eq!(scene.answer().kept, ["Hej Bo. Mit eget svar."]);
    scene.act(Action::TakeBack(0));
    assert_eq!(scene.answer().text, "Hej Bo. Mit eget svar.");
}
