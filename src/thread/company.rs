//! Who speaks for the company.

use super::phrases;
use crate::page::Record;
use crate::text::{find_phrase, folded};

/// What a profile calls the page's owner, where the site's own words don't.
const OWNER: &str = "owner";

/// The company's own names on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Company {
    names: Vec<String>,
    agents: Vec<String>,
    first_names: Vec<String>,
    signatures: Vec<String>,
}

impl Company {
    /// `names` are the page's names and `agents` those of its agents: an
    /// agent's full name is also that person's own profile, a first name
    /// alone makes no stranger an agent. `signatures` are the agents'
    /// patterns with `{name}` for the name.
    #[must_use]
    pub fn new(names: &[String], agents: &[String], signatures: &[String]) -> Self {
        let is_full = |name: &&String| name.split_whitespace().count() > 1;
        Self {
            names: names.iter().map(|name| folded(name)).filter(|name| !name.is_empty()).collect(),
            agents: agents.iter().filter(is_full).map(|name| folded(name)).collect(),
            first_names: agents.iter().filter_map(|name| first_name(name)).collect(),
            signatures: signatures
                .iter()
                .flat_map(|pattern| {
                    agents.iter().map(|agent| folded(&pattern.replace("{name}", agent)))
                })
                .filter(|signature| is_distinctive(signature))
                .collect(),
        }
    }

    /// Who speaks in a record of this folded author and text.
    #[must_use]
    pub fn voice(&self, record: &Record, author: &str, text: &str) -> Voice {
        let signed = self.signatures.iter().any(|signature| {
            text.len() > signature.len()
                && text.ends_with(signature.as_str())
                && text
                    .get(text.len() - signature.len()..)
                    .is_some_and(|end| find_phrase(end, signature).is_some())
        });
        let badge = record.badge.as_deref().unwrap_or_default().trim();
        let is_in = |names: &[String]| names.iter().any(|name| name == author);
        if signed || is_in(&self.names) {
            Voice::Company
        } else if badge == OWNER || self.is_agent(author) {
            Voice::Owner
        } else if !badge.is_empty() {
            Voice::Badge
        } else {
            Voice::Customer
        }
    }

    /// The folded name is an agent's full one.
    #[must_use]
    pub fn is_agent(&self, name: &str) -> bool {
        self.agents.iter().any(|agent| agent == name)
    }

    /// An agent's first name is this folded word.
    #[must_use]
    pub fn has_agent(&self, word: &str) -> bool {
        self.first_names.iter().any(|name| name == word)
    }

    /// One of the page's names begins with this folded word.
    #[must_use]
    pub fn begins_with(&self, word: &str) -> bool {
        self.names.iter().any(|name| name.split(' ').next() == Some(word))
    }
}

/// The first of an agent's names that is a person's ("Kundservice Nadja").
fn first_name(agent: &str) -> Option<String> {
    agent.split_whitespace().map(folded).find(|word| !phrases::is_nobody(word))
}

/// Who speaks in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The company, by its name or an agent's signature.
    Company,
    /// An agent under her own name, or the owner by what the profile knows of
    /// the site: a blog's articles and their author's answers are its owner's.
    /// On everybody's site that tells nothing of whose page it is.
    Owner,
    /// The one with the site's badge: the company, or the customer who carries
    /// an author's badge under their own post.
    Badge,
    /// Somebody else.
    Customer,
}

impl Voice {
    /// The company speaks. `root` is the thread's first author where that is a
    /// customer; names are folded.
    #[must_use]
    pub fn is_own(self, author: &str, root: Option<&str>) -> bool {
        match self {
            Self::Company | Self::Owner => true,
            Self::Badge => root != Some(author),
            Self::Customer => false,
        }
    }
}

/// A signature that no customer writes: three words or more ("mvh lise fra
/// kundeservice"). "/Erlend" or "Mvh Lise" could be anybody's.
fn is_distinctive(signature: &str) -> bool {
    signature.split_whitespace().count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaks(author: &str, badge: Option<&str>, text: &str, root: Option<&str>) -> bool {
        let company = Company::new(
            &["Nordfjord Tele".to_owned(), "Blåfjell Strøm".to_owned()],
            &["Erlend".to_owned(), "Lise Holm".to_owned()],
            &["/{name}".to_owned(), "Mvh {name} fra kundeservice".to_owned()],
        );
        let record = Record {
            key: "1".into(),
            parent: None,
            author: author.into(),
            badge: badge.map(Into::into),
            text: text.into(),
            time: None,
            datetime: None,
            reactions: None,
            shares: None,
            lang: None,
        };
        let name = folded(author);
        let voice = company.voice(&record, &name, &folded(text));
        voice.is_own(&name, root.map(folded).as_deref())
    }

    #[test]
    fn page_names_match_however_they_are_spelt() {
        assert!(speaks("NORDFJORD  tele", None, "Hei", None));
        assert!(speaks("Blaafjell Stroem", None, "Hei", None));
        assert!(!speaks("Nordfjord Tele Fans", None, "Hei", None));
    }

    #[test]
    fn a_name_that_only_looks_like_the_pages_is_a_strangers() {
        for name in [
            "Nordfjord\u{200b} Tele",
            "Nord\u{ad}fjord Tele",
            "Nordfjord\u{2060}Tele",
            "\u{202e}eleT drojfdroN",
            // A Cyrillic o, a Greek N, a digit.
            "Nordfj\u{43e}rd Tele",
            "\u{39d}ordfjord Tele",
            "Nordfjord Te1e",
            "Nordfjord Tele \u{2713}",
        ] {
            assert!(!speaks(name, None, "Hei", None), "{name:?}");
        }
    }

    #[test]
    fn only_an_agents_full_name_is_the_agent() {
        assert!(speaks("Lise Holm", None, "Hei", None));
        assert!(!speaks("Erlend", None, "Hei", None));
        assert!(!speaks("Erlend Vik", None, "Hei", None));
    }

    #[test]
    fn the_badge_speaks_but_not_for_the_customer_under_their_own_post() {
        assert!(speaks("Somebody", Some("Author"), "Hei", Some("Bo Lund")));
        assert!(!speaks("Bo Lund", Some("Author"), "Hei", Some("Bo Lund")));
    }

    #[test]
    fn whom_the_profile_calls_the_owner_is_the_owner_under_their_own_post_too() {
        assert!(speaks("Somebody", Some("owner"), "Hei", Some("Somebody")));
    }

    #[test]
    fn a_signature_speaks_when_no_customer_would_write_it() {
        assert!(speaks("Kunde", None, "Det er ordnet.\nMvh Erlend fra kundeservice", None));
        assert!(!speaks("Erlend", None, "Svar meg!\n/Erlend", None));
    }
}
