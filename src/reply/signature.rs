//! The name under an answer.

use crate::reading::Lang;
use crate::refused::{self, Refused};
use crate::sort;
use crate::text::{folded, lowered};
use crate::words::Words;

use super::Agent;

/// What stands for the agent's name in a signature.
const SLOT: &str = "{name}";

/// Nobody has more pages.
const MOST: usize = 100;

/// What languages are called in a line of the settings.
const LANGS: [(Lang, &[&str]); 5] = [
    (Lang::Da, &["da", "dansk", "danska", "danish"]),
    (Lang::Nb, &["nb", "no", "norsk", "norska", "norwegian", "bokmål"]),
    (Lang::Nn, &["nn", "nynorsk"]),
    (Lang::Sv, &["sv", "svensk", "svenska", "swedish"]),
    (Lang::En, &["en", "engelsk", "engelska", "english"]),
];

/// A line of the settings: where a signature stands, and what it is.
#[derive(Debug, PartialEq, Eq)]
struct Line<'a> {
    /// A host, perhaps with a path; empty: everywhere.
    place: &'a str,
    /// None: in every language.
    lang: Option<Lang>,
    pattern: &'a str,
}

/// Why a line can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It has no signature.
    NoSignature,
    /// It doesn't say where it stands.
    Nowhere,
    /// This is neither a language nor an address, or one too many.
    Unknown(String),
    /// Something stands in braces that is not the name.
    Slot,
    /// There are too many lines.
    TooMany,
}

/// Every line that can't be used.
pub fn refused<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<Refused<Flaw>> {
    let mut refused = Vec::new();
    for (text, line) in lines.map(str::trim).zip(1..) {
        let read = if line > MOST { Err(Flaw::TooMany) } else { read(text).map(drop) };
        if let Some(flaw) = read.err().filter(|_| !text.is_empty()) {
            refused.push(Refused { line, text: text.to_owned(), flaw });
        }
        if line > MOST {
            break;
        }
    }
    refused
}

impl refused::Flaw for Flaw {
    fn why(&self, words: &Words) -> String {
        let signing = &words.signing;
        match self {
            Self::NoSignature => signing.nothing.to_owned(),
            Self::Nowhere => signing.nowhere.to_owned(),
            Self::Unknown(name) => signing.unknown.replace("{word}", name),
            Self::Slot => signing.slot.to_owned(),
            Self::TooMany => words.own.too_many.replace("{n}", &MOST.to_string()),
        }
    }
}

/// `da = Mvh {name}`, `facebook.com/nordfjord = /{name}`, or both before the sign.
fn read(line: &str) -> Result<Line<'_>, Flaw> {
    let (head, pattern) = line.split_once('=').ok_or(Flaw::NoSignature)?;
    let mut read = Line { place: "", lang: None, pattern: pattern.trim() };
    if read.pattern.is_empty() {
        return Err(Flaw::NoSignature);
    }
    if read.pattern.replace(SLOT, "").contains(['{', '}']) {
        return Err(Flaw::Slot);
    }
    for word in head.split([' ', ',']).filter(|word| !word.is_empty()) {
        let name = lowered(word);
        let lang = LANGS.iter().find(|(_, names)| names.contains(&name.as_str()));
        match lang.map(|(lang, _)| *lang) {
            Some(lang) if read.lang.is_none() => read.lang = Some(lang),
            None if read.place.is_empty() && word.contains('.') => read.place = bare(word),
            _ => return Err(Flaw::Unknown(word.to_owned())),
        }
    }
    let is_somewhere = read.lang.is_some() || !read.place.is_empty();
    if is_somewhere { Ok(read) } else { Err(Flaw::Nowhere) }
}

/// An address as host and path.
fn bare(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/')
}

/// The agent with the signatures of the page at that host and path, the most
/// particular last.
#[must_use]
pub fn at(agent: &Agent, page: &str) -> Agent {
    let is_here = |place: &str| {
        let (place, page) = (lowered(place), lowered(page));
        let (host, path) = place.split_once('/').unwrap_or((&place, ""));
        let (its_host, its_path) = page.split_once('/').unwrap_or((&page, ""));
        let its_host = its_host.split(':').next().unwrap_or_default();
        let is_host = its_host.strip_suffix(host);
        let is_under = its_path.strip_prefix(path);
        place.is_empty()
            || is_host.is_some_and(|above| above.is_empty() || above.ends_with('.'))
                && is_under.is_some_and(|below| {
                    path.is_empty() || below.is_empty() || below.starts_with('/')
                })
    };
    let mut here = Vec::new();
    for line in &agent.signatures {
        if let Some(read) = read(line).ok().filter(|read| is_here(read.place)) {
            here.push((read.place.len(), read.lang.is_some(), line.clone()));
        }
    }
    sort::by_key(&mut here, |(place, has_lang, _)| (*place, *has_lang));
    let signatures = here.into_iter().map(|(_, _, line)| line).collect();
    Agent { signatures, ..agent.clone() }
}

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
    let mut particular = agent.signatures.iter().rev().filter_map(|line| read(line).ok());
    let particular = particular.find(|line| line.lang.is_none_or(|its| its == lang));
    let pattern = particular.map_or(agent.signature.trim(), |line| line.pattern);
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
    if body.is_empty() {
        return signature.to_owned();
    }
    if ends_in(body, signature) {
        return body.to_owned();
    }
    format!("{body}{}{signature}", separator(signature))
}

/// The text ends in the signature, whatever smileys and marks stand behind it.
fn ends_in(text: &str, signature: &str) -> bool {
    let words = |text: &str| folded(text.trim_end_matches(|end: char| !end.is_alphanumeric()));
    let (words, signature) = (words(text), words(signature));
    let above = words.strip_suffix(signature.as_str()).filter(|_| !signature.is_empty());
    above.is_some_and(|above| !above.ends_with(char::is_alphanumeric))
}

/// A post of the company's that its leader signs, as of what is down: with her name
/// and what she is, by the language's custom. None where nobody is named.
#[must_use]
pub fn of_leader(leader: &str, lang: Lang) -> Option<String> {
    let leader = leader.trim();
    (!leader.is_empty()).then(|| usual(lang).replace(SLOT, leader))
}

/// The patterns of every signature that the company's posts may end in.
#[must_use]
pub fn all(agent: &Agent, leader: &str) -> Vec<String> {
    let lines = agent.signatures.iter().filter_map(|line| Some(read(line).ok()?.pattern.into()));
    let leaders = LANGS.iter().filter_map(|(lang, _)| of_leader(leader, *lang));
    std::iter::once(agent.signature.clone()).chain(lines).chain(leaders).collect()
}

/// A name that an answer is signed with is this agent's.
#[must_use]
pub fn is_of(signer: &str, agent: &Agent) -> bool {
    let first = |name: &str| folded(name).split(' ').next().unwrap_or_default().to_owned();
    let name = first(&agent.name);
    !name.is_empty() && first(signer) == name
}

/// A signature for everybody, where it was one agent's: her name in it is the slot.
#[must_use]
pub fn of_anybody(pattern: &str, name: &str) -> String {
    let name = name.trim();
    let (mut anybodys, mut done) = (String::new(), 0);
    for (at, found) in pattern.match_indices(name).filter(|(_, found)| !found.is_empty()) {
        if is_word(pattern, at, found) {
            anybodys.push_str(pattern.get(done..at).unwrap_or_default());
            anybodys.push_str(SLOT);
            done = at + found.len();
        }
    }
    anybodys.push_str(pattern.get(done..).unwrap_or_default());
    anybodys
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
    text.match_indices(word).any(|(at, found)| is_word(text, at, found))
}

/// What was found there is no part of a longer word.
fn is_word(text: &str, at: usize, found: &str) -> bool {
    let before = text.get(..at).and_then(|rest| rest.chars().next_back());
    let after = text.get(at + found.len()..).and_then(|rest| rest.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, pattern: &str, lang: Lang, expected: Option<&str>) {
        let (name, signature) = (name.to_owned(), pattern.to_owned());
        let agent = Agent { name, signature, ..Agent::default() };
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

    fn lise(lines: &[&str]) -> Agent {
        let signatures = lines.iter().map(|line| (*line).to_owned()).collect();
        let (name, signature) = ("Lise".to_owned(), "Mvh {name}".to_owned());
        Agent { name, signature, signatures, ..Agent::default() }
    }

    #[test]
    fn the_most_particular_of_page_and_language_holds() {
        let agent = lise(&[
            "facebook.com/nordfjord svensk = Hälsningar {name}",
            "da = Mvh {name} fra kundeservice",
            "https://www.facebook.com/nordfjord/ = /{name}",
            "sv = Hej då, {name}",
            "facebook.com = –{name}",
        ]);
        let signed = |page: &str, lang| render(&at(&agent, page), lang).unwrap();
        let own = "www.Facebook.com/Nordfjord/posts/7";
        for (page, lang, expected) in [
            ("shop.example/", Lang::Da, "Mvh Lise fra kundeservice"),
            ("shop.example/", Lang::Nb, "Mvh Lise"),
            ("facebook.com/nordfjordtele", Lang::Da, "–Lise"),
            ("notfacebook.com/nordfjord", Lang::Sv, "Hej då, Lise"),
            ("m.facebook.com:8080/nordfjord", Lang::Da, "/Lise"),
            (own, Lang::Nn, "/Lise"),
            (own, Lang::Sv, "Hälsningar Lise"),
            ("", Lang::Sv, "Hej då, Lise"),
        ] {
            assert_eq!(signed(page, lang), expected, "{page} {lang:?}");
        }
    }

    #[test]
    fn bad_lines_are_refused_with_their_place_and_reason() {
        let lines =
            "da = Mvh {name}\n\nda nb = x\ntysk = x\nda\nda =\n= x\nda = {navn}\na.dk b.dk = x";
        let refused = refused(lines.lines());
        let flaws: Vec<_> = refused.iter().map(|one| (one.line, &one.flaw)).collect();
        let unknown = |word: &str| Flaw::Unknown(word.to_owned());
        let expected = [
            (3, &unknown("nb")),
            (4, &unknown("tysk")),
            (5, &Flaw::NoSignature),
            (6, &Flaw::NoSignature),
            (7, &Flaw::Nowhere),
            (8, &Flaw::Slot),
            (9, &unknown("b.dk")),
        ];
        assert_eq!(flaws, expected);
        for (lang, _) in LANGS {
            for one in &refused {
                let told = one.told(Words::of(lang));
                assert!(told.contains(&one.text) && told.contains(&one.line.to_string()), "{told}");
            }
        }
        let many = "da = x\n".repeat(MOST + 2);
        let lines: Vec<_> = super::refused(many.lines()).iter().map(|one| one.line).collect();
        assert_eq!(lines, [MOST + 1]);
    }

    #[test]
    fn an_agent_is_known_by_her_first_name_and_a_leader_signs_with_what_she_is() {
        let agent = lise(&[]);
        assert!(is_of("Lise Holm", &agent) && is_of("lise", &agent));
        assert!(!is_of("Anne", &agent) && !is_of("", &Agent::default()));
        let leader = of_leader(" Berit Bø, driftsdirektør ", Lang::Nb);
        assert_eq!(leader.as_deref(), Some("Vennlig hilsen Berit Bø, driftsdirektør"));
        assert_eq!(of_leader(" ", Lang::Nb), None);
        let all = all(&lise(&["sv = Hälsningar {name}", "tysk"]), "Berit Bø");
        assert_eq!(all.get(..2).unwrap(), ["Mvh {name}", "Hälsningar {name}"]);
        assert!(all.len() == 7 && all.contains(&"Best, Berit Bø".to_owned()), "{all:?}");
        assert_eq!(of_anybody("Mvh Lise fra Lisebo", "Bo"), "Mvh Lise fra Lisebo");
        assert_eq!(of_anybody("/Lise", "Lise"), "/{name}");
        assert_eq!(of_anybody("Mvh Bo fra Boligbanken", "Bo"), "Mvh {name} fra Boligbanken");
        assert_eq!(of_anybody("Mvh Bo", " "), "Mvh Bo");
    }

    #[test]
    fn it_is_appended_once() {
        assert_eq!(append("Tak. /lise :)", "/Lise"), "Tak. /lise :)");
        assert_eq!(append("Tak.\nmvh  Lise!", "Mvh Lise"), "Tak.\nmvh  Lise!");
        assert_eq!(append("Det ved Mette-Lise", "Lise"), "Det ved Mette-Lise");
        assert_eq!(append("Det ved Annelise", "Lise"), "Det ved Annelise\nLise");
        assert_eq!(append("Tak.", "/Lise"), "Tak. /Lise");
        assert_eq!(append("Tak.\n", "Mvh Lise"), "Tak.\nMvh Lise");
        assert_eq!(append("Tak. /Lise", "/Lise"), "Tak. /Lise");
        assert_eq!(append("", "/Lise"), "/Lise");
    }
}
