//! A customer's first name, from the name a site shows.

use crate::text::{lower, lowered, upper};

/// Words that say that a shown name is a company, a club or nobody.
const NOT_A_PERSON: &[&str] = &[
    "a/s",
    "aps",
    "as",
    "asa",
    "ab",
    "hb",
    "i/s",
    "ivs",
    "oy",
    "oyj",
    "ltd",
    "inc",
    "llc",
    "plc",
    "gmbh",
    "bv",
    "ans",
    "enk",
    "&",
    "+",
    "og",
    "och",
    "and",
    "byg",
    "bygg",
    "salon",
    "salong",
    "frisør",
    "frisör",
    "cafe",
    "café",
    "kafé",
    "kafe",
    "bar",
    "pub",
    "restaurant",
    "restaurang",
    "pizza",
    "pizzeria",
    "klinik",
    "klinikk",
    "klub",
    "klubb",
    "klubben",
    "club",
    "forening",
    "foreningen",
    "förening",
    "föreningen",
    "lag",
    "idrettslag",
    "idrottsförening",
    "if",
    "fk",
    "il",
    "bk",
    "ik",
    "borettslag",
    "kommune",
    "kommun",
    "skole",
    "skolen",
    "skule",
    "skola",
    "skolan",
    "school",
    "team",
    "shop",
    "butik",
    "butikk",
    "butikken",
    "hotel",
    "hotell",
    "service",
    "group",
    "gruppe",
    "gruppen",
    "company",
    "firma",
    "studio",
    "media",
    "design",
    "auto",
    "transport",
    "gård",
    "gard",
    "gården",
    "kirke",
    "kyrka",
    "menighed",
    "menighet",
    "museum",
    "bibliotek",
    "teater",
    "festival",
    "avis",
    "news",
    "facebook",
    "instagram",
];

/// Words of a shown name that say that it is nobody's own.
const NOBODY: &[&str] = &[
    "user",
    "bruker",
    "brukar",
    "bruger",
    "användare",
    "facebook-bruger",
    "facebook-bruker",
    "facebook-användare",
    "anonym",
    "anonymt",
    "anonyme",
    "anonymous",
    "medlem",
    "member",
    "gæst",
    "gjest",
    "gäst",
    "guest",
    "deltager",
    "deltakar",
    "deltaker",
    "participant",
    "kunde",
    "kund",
    "customer",
    "admin",
    "administrator",
    "moderator",
    "deleted",
    "slettet",
    "sletta",
    "borttagen",
    "ukendt",
    "ukjent",
    "unknown",
    "okänd",
];

/// Titles that stand before a name.
const TITLES: &[&str] = &[
    "dr",
    "hr",
    "herr",
    "fr",
    "fru",
    "frøken",
    "fröken",
    "mr",
    "mrs",
    "ms",
    "miss",
    "prof",
    "professor",
    "pastor",
];

/// The first name to greet by, in its usual capitals; None where the shown
/// name is empty, an initial, a handle, or more likely a company than a person.
///
/// ```
/// use svarklar::reply::name::first_name;
/// assert_eq!(first_name("ANNE-METTE HOLM 🌻").as_deref(), Some("Anne-Mette"));
/// assert_eq!(first_name("Holm Byg ApS"), None);
/// ```
#[must_use]
pub fn first_name(shown: &str) -> Option<String> {
    // "Holm, Anne-Mette": the name is after the comma.
    let shown = match shown.split_once(',') {
        Some((_, given)) if !given.trim().is_empty() && !given.contains(',') => given,
        _ => shown,
    };
    let words: Vec<&str> = shown.split_whitespace().collect();
    if words.iter().any(|word| says_no_person(word)) {
        return None;
    }
    let mut names = words.iter().map(|word| word.trim_matches(|c: char| !c.is_alphabetic()));
    let mut first = names.next()?;
    while first.is_empty() || TITLES.contains(&lowered(first).as_str()) {
        first = names.next()?;
    }
    let alone = words.len() == 1;
    if !is_given_name(first, alone) {
        return None;
    }
    let second = names.next().filter(|name| SECOND.contains(&lowered(name).as_str()));
    let second = second.map(in_usual_capitals);
    let first = in_usual_capitals(first);
    Some(second.map_or(first.clone(), |second| [&first, " ", &second].concat()))
}

/// Given names that often are the second half of one, a surname behind it or not: "Odd Bjarne Lie".
const SECOND: &[&str] = &[
    "aage",
    "aleksander",
    "anders",
    "andre",
    "anita",
    "ann",
    "anna",
    "anne",
    "arild",
    "arne",
    "arvid",
    "asbjørn",
    "aslaug",
    "asle",
    "astrid",
    "atle",
    "beate",
    "bente",
    "berit",
    "birger",
    "birgitta",
    "birgitte",
    "bjarne",
    "bjørn",
    "bo",
    "britt",
    "carl",
    "cathrine",
    "cecilie",
    "charlotte",
    "christian",
    "christine",
    "dorthe",
    "edvard",
    "egil",
    "einar",
    "eirik",
    "eivind",
    "elin",
    "elisabeth",
    "elise",
    "emil",
    "emilie",
    "erik",
    "erling",
    "eva",
    "fredrik",
    "frode",
    "geir",
    "gerd",
    "grete",
    "grethe",
    "gunilla",
    "gunnar",
    "gunvor",
    "gustav",
    "göran",
    "hallvard",
    "halvor",
    "harald",
    "helen",
    "helene",
    "henning",
    "henrik",
    "hilde",
    "håkon",
    "inga",
    "inge",
    "inger",
    "ingrid",
    "ingvar",
    "iren",
    "irene",
    "ivar",
    "jakob",
    "jan",
    "jo",
    "johan",
    "johanne",
    "johannes",
    "john",
    "jon",
    "jorunn",
    "jørgen",
    "kari",
    "karin",
    "karl",
    "karoline",
    "kathrine",
    "katrine",
    "kerstin",
    "kirsten",
    "kjell",
    "kjersti",
    "kjetil",
    "kristian",
    "kristin",
    "kristine",
    "kåre",
    "lars",
    "leif",
    "lene",
    "lill",
    "line",
    "linn",
    "lisbeth",
    "lise",
    "liv",
    "louise",
    "magne",
    "magnus",
    "margrete",
    "margrethe",
    "mari",
    "maria",
    "marie",
    "marit",
    "marius",
    "martin",
    "mathilde",
    "merete",
    "mette",
    "mia",
    "michael",
    "morten",
    "nils",
    "odd",
    "oddvar",
    "olaf",
    "olav",
    "ole",
    "oline",
    "otto",
    "ove",
    "per",
    "peter",
    "petter",
    "pia",
    "ragnhild",
    "randi",
    "reidar",
    "roar",
    "robert",
    "roger",
    "rolf",
    "sigurd",
    "sissel",
    "sofie",
    "solveig",
    "sophie",
    "steinar",
    "stian",
    "svein",
    "sverre",
    "synnøve",
    "terje",
    "therese",
    "thomas",
    "tor",
    "tore",
    "torill",
    "torunn",
    "tove",
    "trond",
    "trygve",
    "turid",
    "ulla",
    "ulrik",
    "unni",
    "vidar",
    "viktoria",
    "åge",
    "øivind",
    "øystein",
    "øyvind",
];

/// The shown name is nobody's own ("Anonymous", "Guest", none at all): two with it
/// are likely two people.
#[must_use]
pub fn is_nobodys(shown: &str) -> bool {
    shown.split_whitespace().all(|word| {
        let word = lowered(word.trim_matches(|c: char| !c.is_alphanumeric()));
        word.is_empty() || NOBODY.contains(&word.as_str()) || GROUPS.contains(&word.as_str())
    })
}

/// Words that stand beside those of [`NOBODY`].
const GROUPS: &[&str] = &["facebook", "group", "gruppe", "gruppen", "af", "av", "i", "the", "a"];

fn says_no_person(word: &str) -> bool {
    let handle = word.starts_with(['@', '#']) || word.contains("://") || word.contains('_');
    if handle || word.chars().any(|c| c.is_ascii_digit()) {
        return true;
    }
    let word = lowered(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&' && c != '+'));
    NOT_A_PERSON.contains(&word.as_str()) || NOBODY.contains(&word.as_str())
}

fn is_given_name(word: &str, alone: bool) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let clean = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    if !(2..=20).contains(&letters) || !clean {
        return false;
    }
    if !alone {
        return true;
    }
    // A word alone may be an abbreviation ("DSB") or a brand ("BilligeBiler").
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let abbreviation = capitals == letters && (letters <= 3 || !word.chars().any(is_vowel));
    let inner_capital = capitals < letters
        && word.split(['-', '\'', '’']).any(|piece| piece.chars().skip(1).any(char::is_uppercase));
    !abbreviation && !inner_capital
}

fn is_vowel(letter: char) -> bool {
    "AEIOUYÆØÅÄÖÉaeiouyæøåäöé".contains(letter)
}

/// "ANNE-METTE" and "anne-mette" become "Anne-Mette"; "McLean" stays.
fn in_usual_capitals(name: &str) -> String {
    let all_upper = !name.chars().any(char::is_lowercase);
    let all_lower = !name.chars().any(char::is_uppercase);
    if !all_upper && !all_lower {
        return name.to_owned();
    }
    let mut at_start = true;
    let mut usual = String::with_capacity(name.len());
    for letter in name.chars() {
        if at_start {
            usual.push(upper(letter));
        } else {
            usual.push(lower(letter));
        }
        at_start = !letter.is_alphabetic();
    }
    usual
}

#[cfg(test)]
mod tests {
    use super::{first_name, is_nobodys};

    fn check(shown: &str, expected: Option<&str>) {
        assert_eq!(first_name(shown).as_deref(), expected, "{shown:?}");
    }

    #[test]
    fn people_are_greeted_by_their_first_name() {
        check("Anders B", Some("Anders"));
        check("Anne-Mette Holm", Some("Anne-Mette"));
        check("Kari N.", Some("Kari"));
        check("ANNE-METTE HOLM", Some("Anne-Mette"));
        check("ØYVIND", Some("Øyvind"));
        check("åse lien", Some("Åse"));
        check("🌻 Lotte 🌻 Friis", Some("Lotte"));
        check("Lotte❤️", Some("Lotte"));
        check("Holm, Anne-Mette", Some("Anne-Mette"));
        check("Dr. Sofie Lind", Some("Sofie"));
        check("Erik \"Kalle\" Svensson", Some("Erik"));
        check("Odd Bjarne Lie", Some("Odd Bjarne"));
        check("ANNE GRETE MOE", Some("Anne Grete"));
        check("Siv Jorunn Moe", Some("Siv Jorunn"));
        check("Kirsten Aabyholm Lund", Some("Kirsten"));
        check("D'Arcy Jones", Some("D'Arcy"));
        check("Bo", Some("Bo"));
        check("LiseLotte Dahl", Some("LiseLotte"));
        check("Michał Nowak", Some("Michał"));
        check("فاطمة علي", Some("فاطمة"));
    }

    #[test]
    fn nobody_is_greeted_by_a_guess() {
        for shown in [
            "",
            "   ",
            "🌻🌻",
            "A. Hansen",
            "K",
            "@anders_b",
            "anders_b_92",
            "user8812",
            "DSB",
            "BilligeBiler",
            "Holm Byg ApS",
            "Frisør Saks",
            "Sagene IF",
            "Café Nord",
            "Per og Kari Lie",
            "Lars & Co",
            "Anonymt medlem",
            "Facebook-bruger",
            "Group member 12",
            "Slettet bruker",
            "Oslo kommune",
            "...",
            ",",
            "-",
            "Hansen,",
        ] {
            if shown == "Hansen," {
                check(shown, Some("Hansen"));
            } else {
                check(shown, None);
            }
        }
    }

    #[test]
    fn a_name_that_many_have_is_nobodys() {
        for shown in [
            "",
            " ",
            "Anonym",
            "ANONYMOUS",
            "Guest",
            "Gæst",
            "Anonymt medlem",
            "Facebook user",
            "[deleted]",
        ] {
            assert!(is_nobodys(shown), "{shown:?}");
        }
        for shown in ["Bo", "Ida Krog", "Guest 1204", "user8812", "Anonym Ida", "Holm Byg ApS"] {
            assert!(!is_nobodys(shown), "{shown:?}");
        }
    }
}
