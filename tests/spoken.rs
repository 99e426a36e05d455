//! What posts speak of, in sentences of our own, and the laws that hold on any text.

#![allow(
    clippy::unwrap_used,
    reason = "a test may fail; clippy.toml allows it in test functions only"
)]

use std::fmt::Write;

use proptest::prelude::*;
use svarklar::reading::{Lang, Own, OwnWord, Priors, Spoken, SpokenKind, read, spoken};

const SENTENCES: &str = include_str!("fixtures/spoken/sentences.txt");

fn spoken_of(text: &str) -> Vec<Spoken> {
    spoken::find(text, read(text, Priors::default()).lang.value)
}

/// A sentence with what is spoken of marked as `{kind:words=normal form}`.
fn marked(text: &str) -> String {
    let (mut marked, mut done) = (String::new(), 0);
    for spoken in spoken_of(text) {
        let kind = serde_json::to_value(spoken.kind).unwrap();
        let normal = spoken.normal.map(|normal| format!("={normal}")).unwrap_or_default();
        marked.push_str(text.get(done..spoken.range.start).unwrap());
        let words = text.get(spoken.range.clone()).unwrap();
        write!(marked, "{{{}:{words}{normal}}}", kind.as_str().unwrap()).unwrap();
        done = spoken.range.end;
    }
    marked.push_str(text.get(done..).unwrap());
    marked
}

/// A sentence without its marks.
fn plain(line: &str) -> String {
    let parts = line.split(['{', '}']).enumerate().map(|(index, part)| match index % 2 {
        1 => part
            .split_once(':')
            .unwrap()
            .1
            .rsplit_once('=')
            .map_or_else(|| part.split_once(':').unwrap().1, |(words, _)| words),
        _ => part,
    });
    parts.collect()
}

#[test]
fn what_sentences_of_our_own_speak_of_is_found() {
    let lines = || SENTENCES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let wrong: Vec<_> = lines()
        .map(|line| (line, marked(&plain(line))))
        .filter(|(line, found)| line != found)
        .map(|(line, found)| format!("{line}\n  {found}"))
        .collect();
    println!("{} of {} wrong", wrong.len(), lines().count());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_spoken_of_lies_in_the_text_in_order(words in prop::collection::vec(
        prop::sample::select(vec![
            "i", "in", "på", "Oslo", "hjørring", "3", "12.", "mars", "2024", "/", "-", "kr", "499", ",-", "£", "fra", "til", "Galaxy",
            "S24", "to", "uger", "rykkere", "her", "mandag", "i går", "«", "é", "\u{200d}", ".", ",", "22 33 44 55", "1.299,50", "999999999",
        ]), 0..30), separator in prop::sample::select(vec!["", " ", "\n"])) {
        let text = words.join(separator);
        let mut last = 0;
        for spoken in spoken_of(&text) {
            prop_assert!(spoken.range.start >= last && spoken.range.start < spoken.range.end);
            prop_assert!(text.get(spoken.range.clone()).is_some());
            last = spoken.range.end;
        }
    }
}

#[test]
fn a_product_that_the_company_has_told_is_found() {
    let text = "min fri tale virker ikke efter 12. marts";
    let product = |own: &Own| -> Vec<String> {
        let found = spoken::find_own(text, Lang::Da, own).into_iter();
        let products = found.filter(|one| one.kind == SpokenKind::Product);
        products.map(|one| text.get(one.range).unwrap().to_owned()).collect()
    };
    assert_eq!(product(&Own::default()), [""; 0]);
    let own = Own::new(&[], vec![OwnWord::new("Fri Tale", None).unwrap()]);
    assert_eq!(product(&own), ["fri tale"]);
}
