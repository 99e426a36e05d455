//! The named parts of a profile's selectors, spelled out. Used by the build,
//! which ships profiles without names, and by the command-line tool.

use serde_json::{Map, Value};

/// No profile is longer, spelled out: parts that name one another could make it endless.
const LONGEST: usize = 1_000_000;

/// The profile as the core reads it: without its examples, each `<name>` in
/// its selectors replaced by the part of that name.
///
/// # Errors
/// Where a selector names no part, or a part itself.
pub fn spelled_out(mut profile: Map<String, Value>) -> Result<Value, String> {
    profile.remove("$schema");
    profile.remove("examples");
    let names = match profile.remove("names") {
        None => Map::new(),
        Some(Value::Object(names)) => names,
        Some(_) => return Err("`names` is no object".to_owned()),
    };
    let mut profile = Value::Object(profile);
    // A part may name others, those in turn others.
    for _ in 0..=names.len() {
        let mut length = 0;
        each_text(&mut profile, &mut |text| {
            for (name, part) in &names {
                *text = text.replace(&format!("<{name}>"), part.as_str().unwrap_or_default());
            }
            length += text.len();
        });
        if length > LONGEST {
            return Err("its parts name one another without end".to_owned());
        }
    }
    let mut left = None;
    each_text(&mut profile, &mut |text| {
        if left.is_none() && names_a_part(text) {
            left = Some(format!("`{text}` names a part that is not there, or itself"));
        }
    });
    left.map_or(Ok(profile), Err)
}

fn each_text(value: &mut Value, found: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => found(text),
        Value::Array(values) => values.iter_mut().for_each(|value| each_text(value, found)),
        Value::Object(values) => values.values_mut().for_each(|value| each_text(value, found)),
        _ => {}
    }
}

fn names_a_part(text: &str) -> bool {
    text.split('<').skip(1).any(|rest| {
        let name = rest.split_once('>').map_or("", |(name, _)| name);
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(profile: &Value) -> Result<Value, String> {
        spelled_out(profile.as_object().unwrap().clone())
    }

    #[test]
    fn a_part_stands_for_itself_and_may_name_others() {
        let profile = json!({
            "names": { "all": "<a>, <b>", "a": ".a[b=\"c\"]", "b": ".b" },
            "item": ":is(<all>)", "fields": { "text": [{ "select": "<b> > p" }] }, "examples": ["<a>"],
        });
        let expected = json!({
            "item": ":is(.a[b=\"c\"], .b)", "fields": { "text": [{ "select": ".b > p" }] },
        });
        assert_eq!(of(&profile), Ok(expected));
        assert_eq!(of(&json!({ "item": "a > b" })), Ok(json!({ "item": "a > b" })));
    }

    #[test]
    fn a_part_that_is_not_there_or_never_ends_is_refused() {
        assert!(of(&json!({ "item": "<post>" })).unwrap_err().contains("`<post>`"));
        let around = json!({ "names": { "a": "<b>", "b": "<a>" }, "item": "<a>" });
        assert!(of(&around).unwrap_err().contains("itself"));
        let names: Map<String, Value> = (b'a'..=b'z')
            .map(|name| (char::from(name).to_string(), json!("<a><b><c><d><e><f><g><h>")))
            .collect();
        let bomb = json!({ "names": names, "item": "<a>" });
        assert!(of(&bomb).unwrap_err().contains("without end"));
    }
}
