//! The checks before sending, held against answers by somebody who had not seen the
//! rules: what they find in faulty ones, and how often they mark a good one.
//!
//! All these lines were tuned on; others are read from the folder that `ANSWERS` names.

#![allow(
    clippy::unwrap_used,
    reason = "a test may fail; clippy.toml allows it in test functions only"
)]

use std::collections::BTreeMap;

use serde_json::Value;
use svarklar::snapshot::{self, CheckRequest};

/// The lines of `faulty.jsonl` or `good.jsonl`, of the folder that `ANSWERS` names or ours.
fn lines(name: &str) -> Vec<String> {
    let folder = std::env::var("ANSWERS").unwrap_or_else(|_| "tests/fixtures/answers".to_owned());
    let text = std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
    text.lines().map(ToOwned::to_owned).collect()
}

/// Of an answer: what is wrong with it, and what the checks find, with the words marked.
fn judged(line: &str) -> (Vec<String>, Vec<(String, String)>) {
    let mut answer: Value = serde_json::from_str(line).unwrap();
    let fields = answer.as_object_mut().unwrap();
    fields.remove("lang");
    let faults = fields.remove("rules").unwrap_or_else(|| Value::Array(Vec::new()));
    let request: CheckRequest = serde_json::from_value(answer).unwrap();
    let found = snapshot::check(&request).unwrap().lines.into_iter().map(|line| {
        let line = serde_json::to_value(line).unwrap();
        let place = |name| usize::try_from(line.get(name).unwrap().as_u64().unwrap()).unwrap();
        let (start, end) = (place("start"), place("end"));
        let words = request.draft.chars().skip(start).take(end - start).collect();
        (line.get("rule").and_then(Value::as_str).unwrap().to_owned(), words)
    });
    (serde_json::from_value(faults).unwrap(), found.collect())
}

/// A post and its answer, for who reads what was missed.
fn told(line: &str) -> String {
    let answer: Value = serde_json::from_str(line).unwrap();
    let text = |path: &str| answer.pointer(path).and_then(Value::as_str).unwrap_or_default();
    format!("{} {:?}", text("/lang"), text("/draft"))
}

#[test]
fn faults_are_found_and_good_answers_pass() {
    let good = lines("good.jsonl");
    let (mut faults, mut hits, mut marked) = (0, 0, 0);
    // By rule: faults, those found, and good answers that are marked.
    let mut rules: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for line in &lines("faulty.jsonl") {
        let (labels, found) = judged(line);
        for rule in labels {
            let hit = found.iter().any(|(name, _)| *name == rule);
            if !hit {
                println!("missed {rule}: {}", told(line));
            }
            let counts = rules.entry(rule).or_default();
            counts[0] += 1;
            counts[1] += u32::from(hit);
            faults += 1;
            hits += u32::from(hit);
        }
    }
    for line in &good {
        let (_, mut found) = judged(line);
        marked += usize::from(!found.is_empty());
        found.sort();
        for (rule, words) in &found {
            println!("marked {rule}: {words:?} in {}", told(line));
        }
        let mut found: Vec<String> = found.into_iter().map(|(rule, _)| rule).collect();
        found.dedup();
        for rule in found {
            rules.entry(rule).or_default()[2] += 1;
        }
    }
    for (rule, [faults, hits, marked]) in rules {
        println!("{rule}: {hits} of {faults} found, {marked} good answers marked");
    }
    println!("{hits} of {faults} found, {marked} of {} good answers marked", good.len());
    assert!(hits * 100 >= faults * 98, "{hits} of {faults} faults found");
    assert!(marked <= 5, "{marked} good answers marked");
}
