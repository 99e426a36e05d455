//! The drafts for fifty posts in five languages, as a table for a reader of each language.

#![allow(
    clippy::unwrap_used,
    reason = "a test may fail; clippy.toml allows it in test functions only"
)]

use std::fmt::Write as _;

use serde_json::{Value, json};
use svarklar::snapshot;

const POSTS: &str = include_str!("fixtures/drafts.jsonl");

/// The requests, and the drafts for each.
fn answered() -> impl Iterator<Item = (Value, Vec<Value>)> {
    POSTS.lines().map(|line| {
        let request: Value = serde_json::from_str(line).unwrap();
        let drafts = snapshot::draft(&serde_json::from_str(line).unwrap()).unwrap().lines;
        (request, drafts.iter().map(|draft| serde_json::to_value(draft).unwrap()).collect())
    })
}

fn words(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn the_table_is_as_it_was_read() {
    for lang in ["da", "nb", "nn", "sv", "en"] {
        let mut table = String::new();
        for (request, drafts) in answered() {
            if request["snapshot"]["ui"] != lang {
                continue;
            }
            for post in request["snapshot"]["posts"].as_array().unwrap() {
                writeln!(table, "== {}: {}", words(&post["author"]), words(&post["text"])).unwrap();
            }
            for draft in drafts {
                let parts = draft["parts"].as_array().unwrap().iter();
                let parts: Vec<&str> = parts.map(|part| words(&part["move"])).collect();
                let (kind, text) = (words(&draft["kind"]), words(&draft["text"]));
                writeln!(table, "-- {kind}: {}\n{text}", parts.join(", ")).unwrap();
            }
        }
        insta::assert_snapshot!(lang, table);
    }
}

#[test]
fn no_draft_fires_a_check() {
    let mut fired = String::new();
    for (request, drafts) in answered() {
        for draft in drafts {
            let check = json!({
                "snapshot": request["snapshot"], "reply_to": request["reply_to"],
                "agent": request["agent"], "draft": draft["text"],
            });
            let found = snapshot::check(&serde_json::from_value(check).unwrap()).unwrap().lines;
            if !found.is_empty() {
                writeln!(fired, "{found:?}\n{}", words(&draft["text"])).unwrap();
            }
        }
    }
    assert!(fired.is_empty(), "{fired}");
}
