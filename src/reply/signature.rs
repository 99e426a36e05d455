//! The name under an answer.

use crate::reading::Lang;

use super::Agent;

/// What stands for the agent's name in a signature.
const SLOT: &str = "{name}";

/// The agent's signature in an answer written in `lang`, or None where the
/// agent has no name: an answer signed by nobody is not signed.
///
/// An empty pattern means the language's own custom. A pattern that names
/// nobody ("Mvh kundeservice") gets the name behind it.
#[must_use]
pub fn render(agent: &Agent, lang: Lang) -> Option<String> {
    let name = agent.name.trim();
    if name.is_empty() {
        return None;
    }
    let pattern = agent.signature.trim();
    if pattern.is_empty() {
        return Some(usual(lang).replace(SLOT, name));
    }
    let signature = pattern.replace(SLOT, name);
    if holds_word(&signature, name) {
        Some(signature)
    } else {
        Some(format!("{signature} /{name}"))
    }
}

/// The text with the signature under it, once.
#[must_use]
pub fn append(text: &str, signature: &str) -> String {
    let body = text.trim_end();
    if body.ends_with(signature) || body.is_empty() {
        return if body.is_empty() { signature.to_owned() } else { body.to_owned() };
    }
    format!("{body}{}{signature}", separator(signature))
}

/// "/Erlend" stands behind the last sentence, a closing on its own line.
#[must_use]
pub fn separator(signature: &str) -> &'static str {
    if signature.starts_with(['/', '^', '-', '–']) { " " } else { "\n" }
}

fn usual(lang: Lang) -> &'static str {
    match lang {
        Lang::Da => "Hilsen {name}",
        Lang::Nb => "Vennlig hilsen {name}",
        Lang::Nn => "Helsing {name}",
        Lang::Sv => "Hälsningar {name}",
        Lang::En | Lang::Und => "Best, {name}",
    }
}

fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let before = text.get(..at).and_then(|rest| rest.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|rest| rest.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, pattern: &str, lang: Lang, expected: Option<&str>) {
        let agent = Agent { name: name.to_owned(), signature: pattern.to_owned() };
        assert_eq!(render(&agent, lang).as_deref(), expected);
    }

    #[test]
    fn the_pattern_carries_the_name() {
        check("Erlend", "/{name}", Lang::Nb, Some("/Erlend"));
        check("Lise", "Mvh {name} fra kundeservice", Lang::Da, Some("Mvh Lise fra kundeservice"));
        check(" Lise ", "/Lise", Lang::Da, Some("/Lise"));
    }

    #[test]
    fn a_pattern_that_names_nobody_gets_the_name() {
        check("Lise", "Mvh kundeservice", Lang::Da, Some("Mvh kundeservice /Lise"));
        check("Bo", "Mvh Boligbanken", Lang::Da, Some("Mvh Boligbanken /Bo"));
    }

    #[test]
    fn an_empty_pattern_is_the_custom_of_the_language() {
        check("Lise", "", Lang::Da, Some("Hilsen Lise"));
        check("Kari", " ", Lang::Nb, Some("Vennlig hilsen Kari"));
        check("Kari", "", Lang::Nn, Some("Helsing Kari"));
        check("Anna", "", Lang::Sv, Some("Hälsningar Anna"));
        check("Tom", "", Lang::En, Some("Best, Tom"));
    }

    #[test]
    fn nobody_signs_nothing() {
        check("", "Mvh {name}", Lang::Da, None);
        check("  ", "", Lang::Sv, None);
    }

    #[test]
    fn it_is_appended_once() {
        assert_eq!(append("Tak.", "/Lise"), "Tak. /Lise");
        assert_eq!(append("Tak.\n", "Mvh Lise"), "Tak.\nMvh Lise");
        assert_eq!(append("Tak. /Lise", "/Lise"), "Tak. /Lise");
        assert_eq!(append("", "/Lise"), "/Lise");
    }
}
