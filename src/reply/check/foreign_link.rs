//! `foreign_link`: a link outside the company's own domains. Subdomains count
//! as own.

use super::super::Situation;
use super::super::limit::is_link;
use super::{Find, Hit, Level, Rule, Says};
use crate::text::lowered;

pub const RULE: Rule = Rule {
    name: "foreign_link",
    level: Level::Warn,
    source: "A link in the company's name is trusted: fake support accounts answer customers with theirs (angler phishing, Proofpoint 2016)",
    says: Says {
        da: "Linket går ikke til et af firmaets egne domæner.",
        nb: "Lenken går ikke til et av bedriftens egne domener.",
        nn: "Lenkja går ikkje til eit av domena til bedrifta.",
        sv: "Länken går inte till någon av företagets egna domäner.",
        en: "The link does not go to one of the company's own domains.",
    },
    find: Find::Words(find),
};

/// Ends of addresses that are written without "www".
const ENDS: &[&str] = &[
    "dk", "no", "se", "fi", "is", "com", "net", "org", "eu", "io", "me", "ly", "co", "info", "biz",
    "shop", "app", "uk", "de", "link", "online", "site", "page", "gl", "to", "cc", "ru", "xyz",
    "nu",
];

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    if situation.domains.is_empty() {
        return Vec::new();
    }
    // A name that is an address is the company's own, too.
    let own = situation.domains.iter().filter_map(|domain| host_of(domain, |_| true));
    let own: Vec<String> = own.chain(situation.page_names.iter().filter_map(|n| host(n))).collect();
    let mut hits = Vec::new();
    let mut start = 0;
    for piece in draft.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let begin = word.len() - word.trim_start_matches(OPENS).len();
        let shown = word.trim_matches(OPENS).trim_end_matches(ENDS_SENTENCE);
        // An address of mail is no link.
        let is_mail = shown.contains('@') && !is_link(shown);
        if let Some(host) = host(shown).filter(|_| !is_mail) {
            let is_own = own.iter().any(|own| {
                host == *own
                    || host.strip_suffix(own.as_str()).is_some_and(|sub| sub.ends_with('.'))
            });
            if !is_own {
                hits.push(Hit::at(start + begin..start + begin + shown.len()));
            }
        }
        start += piece.len();
    }
    hits
}

const OPENS: [char; 8] = ['(', ')', '"', '«', '»', '<', '>', '\''];
const ENDS_SENTENCE: [char; 7] = ['.', ',', '!', '?', ':', ';', ')'];

/// The host of an address, without "www."; None where the word is no address.
fn host(word: &str) -> Option<String> {
    host_of(word, |end| ENDS.contains(&end))
}

/// The same, where an address may end so.
fn host_of(word: &str, may_end: impl Fn(&str) -> bool) -> Option<String> {
    let word = lowered(word);
    let bare = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    let has_scheme = bare.is_some();
    let bare = bare.unwrap_or(&word);
    // What stands before an "@" is no part of the host, whatever it looks like.
    let authority = bare.split(['/', '?', '#', '\\']).next()?;
    let authority = authority.rsplit('@').next()?;
    let host = authority.split(':').next()?.trim_end_matches('.');
    let (name, end) = host.rsplit_once('.')?;
    let is_host =
        host.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-'));
    let is_known = has_scheme || host.starts_with("www.") || may_end(end);
    let reads = !name.is_empty() && !name.ends_with('.') && name.contains(char::is_alphabetic);
    (is_host && is_known && reads).then(|| host.trim_start_matches("www.").to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, marks};
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn another_domain_is_marked() {
        marks(
            &RULE,
            Lang::Da,
            &[("Se https://facebook.com/hjaelp nu", &["https://facebook.com/hjaelp"])],
        );
        marks(&RULE, Lang::Nb, &[("Se (bit.ly/abc).", &["bit.ly/abc"])]);
        marks(&RULE, Lang::Nn, &[("Sjå www.nedetid.no!", &["www.nedetid.no"])]);
        marks(&RULE, Lang::Sv, &[("Gå till telenor.dk.example.com", &["telenor.dk.example.com"])]);
        marks(
            &RULE,
            Lang::En,
            &[
                ("See http://telenor.dk@example.com/x", &["http://telenor.dk@example.com/x"]),
                ("See nottelenor.dk", &["nottelenor.dk"]),
            ],
        );
    }

    #[test]
    fn our_own_is_not() {
        marks(
            &RULE,
            Lang::Da,
            &[("Se telenor.dk, www.telenor.dk/drift eller https://min.telenor.dk.", &[])],
        );
        marks(&RULE, Lang::Nb, &[("Kl. 16.30 er det kr. 2.500,- i bl.a. Oslo.Takk", &[])]);
        marks(&RULE, Lang::Nn, &[("Skriv til hjelp@example.no.", &[])]);
        marks(&RULE, Lang::Sv, &[("T.ex. 1.2.3 och v.2", &[])]);
        marks(&RULE, Lang::En, &[("i.e. TELENOR.DK/help", &[])]);
    }

    #[test]
    fn own_domains_may_end_in_anything() {
        let mut case = Case::new(Lang::En);
        case.domains = vec!["harbour.group".into(), "www.harbour.example".into()];
        case.page_names = vec!["Harbour.no".into()];
        let found = |draft| find(draft, &case.situation()).len();
        assert_eq!(found("See https://help.harbour.group/fees or shop.harbour.no."), 0);
        assert_eq!(found("See https://status.harbour.example."), 0);
        assert_eq!(found("See https://harbour.group.example/fees."), 1);
    }
}
