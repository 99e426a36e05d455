//! Where a site's own name for a post may stand, and how to take it out.

use crate::page::pattern::Pattern;

/// Attributes that number something else than the post.
const OTHERS: &str = "user author member profile parent thread topic owner reply";
/// Numbers of what a program has drawn, other ones with every visit.
const DRAWN: &str = "ember react radix mui headlessui yui ext- gwt rc ui-";

/// The attribute may hold the site's own name for the post.
pub(super) fn is_numbering(name: &str) -> bool {
    let is_name = (name == "id" || name.starts_with("data-")) && !name.ends_with("testid");
    let ends = ["id", "-key", "-urn"].iter().any(|end| name.ends_with(end));
    is_name && ends && !OTHERS.split(' ').any(|other| name.contains(other))
}

/// The attribute holds a time for machines, or in full.
pub(super) fn is_date(name: &str, value: &str) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let year = value.split(|letter| !is_digit(letter)).any(|run| run.len() == 4);
    match name {
        "datetime" | "content" | "title" => year,
        _ if !name.starts_with("data-") || is_numbering(name) => false,
        _ => {
            (value.starts_with("20") && value.get(4..5) == Some("-"))
                || (matches!(value.len(), 10 | 13) && value.chars().all(is_digit))
        }
    }
}

/// A pattern by which these values, that of the post that was shown first,
/// tell the posts apart; an empty one where they do as they are.
pub(super) fn key_pattern(values: &[Option<&str>]) -> Option<String> {
    let shown = (*values.first()?)?;
    let tells_apart = |keys: &[String]| {
        let is_first =
            |(at, key): (usize, &String)| keys.iter().position(|it| it == key) == Some(at);
        keys.len() * 10 >= values.len() * 8 && keys.iter().enumerate().all(is_first)
    };
    // One value does not tell which part of it changes.
    if values.len() < 2 || DRAWN.split(' ').any(|start| shown.starts_with(start)) {
        return None;
    }
    let is_digit = |letter: char| letter.is_ascii_digit();
    let mut is_counted = false;
    let mut rest = shown;
    while let Some(end) = rest.rfind(is_digit) {
        rest = rest.get(..=end)?.trim_end_matches(is_digit);
        let word = rest.trim_end_matches(['/', '=', '-', '_']);
        let from = word.rfind(['/', '?', '&', '#', '=']);
        // What begins so is somebody's name.
        let from = if word.contains('@') { rest.rfind(['/', '=']) } else { from };
        let pattern = match from {
            Some(from) => format!("{}{{digits}}", rest.get(from..)?),
            None if end + 1 == shown.len() => format!("^{rest}{{digits}}$"),
            None => format!("^{rest}{{digits}}"),
        };
        let Ok(read) = Pattern::try_from(pattern.clone()) else { continue };
        let keys = values.iter().flatten().filter_map(|it| read.find(it));
        let keys: Vec<String> = keys.collect();
        if tells_apart(&keys) && !is_count(&keys) {
            return Some(pattern);
        }
        is_counted |= tells_apart(&keys);
    }
    let all: Vec<String> = values.iter().flatten().map(|it| (*it).to_owned()).collect();
    let is_address = shown.starts_with('/') || shown.starts_with("http");
    let is_steady = shown.len() >= 6 && !shown.contains(['?', '#']) && (is_address || !is_counted);
    (is_steady && tells_apart(&all)).then(String::new)
}

/// The numbers only count the posts of this page.
fn is_count(keys: &[String]) -> bool {
    let highest = keys.iter().map(|key| key.parse::<usize>().unwrap_or(usize::MAX)).max();
    highest.is_some_and(|highest| highest <= 2 * keys.len() + 5)
}
