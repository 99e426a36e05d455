//! `unfilled_slot`: a placeholder nobody filled in.

use super::super::Situation;
use super::super::acts::GREETINGS;
use super::super::name::first_name;
use super::{Find, Hit, Level, Rule, Says};
use crate::text::lowered;

pub const RULE: Rule = Rule {
    name: "unfilled_slot",
    level: Level::Warn,
    source: "Prompt for missing placeholders (asked of Chatwoot by its users)",
    says: Says {
        da: "Her mangler der noget at blive udfyldt.",
        nb: "Her er det noe som ikke er fylt ut.",
        nn: "Her er det noko som ikkje er fylt ut.",
        sv: "Här är det något som inte är ifyllt.",
        en: "Something here hasn't been filled in.",
    },
    find: Find::Words(find),
};

/// Words that stand in a slot between brackets.
const SLOT_WORDS: &[&str] = &[
    "navn",
    "namn",
    "name",
    "fornavn",
    "fornamn",
    "förnamn",
    "dato",
    "datum",
    "date",
    "tid",
    "time",
    "tidspunkt",
    "klokkeslæt",
    "klokkeslett",
    "klokkeslag",
    "beløb",
    "beløp",
    "belopp",
    "amount",
    "produkt",
    "product",
    "kunde",
    "kund",
    "customer",
    "kunden",
    "link",
    "lenke",
    "lenkje",
    "länk",
    "nummer",
    "number",
    "sagsnummer",
    "saksnummer",
    "ordrenummer",
    "ordernummer",
    "adresse",
    "adress",
    "address",
    "by",
    "stad",
    "sted",
    "ort",
    "agent",
    "signatur",
    "signature",
    "indsæt",
    "sett inn",
    "set inn",
    "infoga",
    "insert",
    "fyll i",
    "fyll inn",
    "udfyld",
    "skriv",
    "firma",
    "company",
];
/// Words that a slot in parentheses begins with.
const FILL_IN: &[&str] =
    &["indsæt", "sett inn", "set inn", "infoga", "insert", "fyll i", "fyll inn", "udfyld"];
/// What alone in parentheses is a slot, also after [`WHOSE`].
const NAMES: &[&str] = &[
    "navn",
    "namn",
    "name",
    "dato",
    "datum",
    "date",
    "beløb",
    "beløp",
    "belopp",
    "amount",
    "tidspunkt",
    "fornavn",
    "fornamn",
    "förnamn",
    "first name",
    "dag",
    "day",
    "ugedag",
    "ukedag",
    "vekedag",
    "veckodag",
    "weekday",
    "klokkeslæt",
    "klokkeslett",
    "klockslag",
    "link",
    "lenke",
    "lenkje",
    "länk",
];
const WHOSE: &[&str] = &["kundens ", "customer "];
/// What is counted in "xx kr".
const UNITS: &[&str] = &[
    "kr",
    "kroner",
    "kronor",
    "dage",
    "dager",
    "dagar",
    "days",
    "minutter",
    "minutt",
    "minuter",
    "minutes",
    "timer",
    "timar",
    "timmar",
    "hours",
    "uger",
    "uker",
    "veker",
    "veckor",
    "weeks",
    "gb",
    "mbit",
    "pounds",
    "kg",
    "stk",
    "hverdage",
    "hverdager",
    "kvardagar",
    "vardagar",
    "arbejdsdage",
    "arbeidsdager",
    "arbetsdagar",
    "working",
];
const AGAIN: &[&str] = &[" igen", " igjen", " again"];

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = '\n';
    while let Some(rest) = draft.get(at..)
        && let Some(next) = rest.chars().next()
    {
        let whole = [bracketed, underscores].iter().find_map(|slot| slot(rest));
        let length = whole
            .or_else(|| if is_word(before) { None } else { words(rest) })
            .or_else(|| if before == '\n' { greets_nobody(rest) } else { None });
        if let Some(length) = length {
            let slot = rest.get(..length).unwrap_or_default();
            found.push(Hit { range: at..at + length, fix: name_for(slot, situation) });
        }
        let taken = draft.get(at..at + length.unwrap_or(next.len_utf8())).unwrap_or_default();
        before = taken.chars().next_back().unwrap_or(next);
        at += taken.len().max(1);
    }
    found
}

/// The customer's name, where the slot asks for that.
fn name_for(slot: &str, situation: &Situation<'_>) -> Option<String> {
    const NAME: &[&str] =
        &["navn", "namn", "name", "fornavn", "fornamn", "förnamn", "firstname", "first_name"];
    let slot = lowered(slot);
    let word = slot.trim_matches(|letter: char| !letter.is_alphanumeric());
    let is_name = NAME.contains(&word) || WHOSE.iter().any(|whose| word.starts_with(whose));
    first_name(situation.customer).filter(|_| is_name)
}

/// Length of a slot between marks that `rest` begins with: `{any}`, `[WORD]`,
/// `[a slot word …]`, the same in `<>`, `(insert …)`, `%NAME%`, `#NAME#`.
fn bracketed(rest: &str) -> Option<usize> {
    let open = rest.chars().next()?;
    let close = match open {
        '{' => '}',
        '[' => ']',
        '<' => '>',
        '(' => ')',
        '%' | '#' => open,
        _ => return None,
    };
    let is_doubled = open == '{' && rest.starts_with("{{");
    let marks = if is_doubled { 2 } else { 1 };
    let inner = rest.get(marks..)?;
    let end = inner.find([open, close, '\n'])?;
    let (inner, after) = inner.split_at_checked(end)?;
    let after = after.strip_prefix(close)?;
    let letters = inner.chars().count();
    let is_slot = match open {
        '{' => (1..=60).contains(&letters),
        // Beside a key, a footnote and a link nobody writes a few words in these.
        '[' => {
            let is_small = inner.starts_with(char::is_lowercase)
                && inner.split(' ').count() <= 4
                && !inner.contains([':', '.'])
                && !after.starts_with('(');
            is_slot_word(inner.trim()) || is_small
        }
        // Nobody writes a word between these otherwise: "<kWh>".
        '<' => {
            is_slot_word(inner.trim())
                || (2..=30).contains(&letters)
                    && inner.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '_' | '-'))
        }
        '(' => is_to_fill_in(&inner.to_ascii_lowercase()),
        '%' => (3..=30).contains(&letters) && inner.chars().all(|c| c.is_alphabetic() || c == '_'),
        _ => (3..=30).contains(&letters) && inner.chars().all(|c| c.is_uppercase() || c == '_'),
    };
    let second = usize::from(open == '{' && after.starts_with(close));
    is_slot.then_some(marks + inner.len() + 1 + second)
}

fn is_slot_word(inner: &str) -> bool {
    let is_capitals = inner.starts_with(char::is_uppercase)
        && inner.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '_'));
    if is_capitals && (3..=41).contains(&inner.chars().count()) {
        return true;
    }
    let lower = inner.to_ascii_lowercase();
    let ends = |word: &&str| {
        lower.strip_suffix(word).is_some_and(|before| {
            !before.is_empty() && !before.ends_with(is_word) && before.chars().count() <= 20
        })
    };
    begins(&lower, SLOT_WORDS) || SLOT_WORDS.iter().any(ends)
}

fn is_to_fill_in(lower: &str) -> bool {
    let name = WHOSE.iter().find_map(|whose| lower.strip_prefix(whose)).unwrap_or(lower);
    NAMES.contains(&name) || begins(lower, FILL_IN)
}

/// It begins with one of the words, and little stands after that.
fn begins(lower: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        lower
            .strip_prefix(word)
            .is_some_and(|after| !after.starts_with(is_word) && after.chars().count() <= 40)
    })
}

/// A rule to write on.
fn underscores(rest: &str) -> Option<usize> {
    let length = rest.len() - rest.trim_start_matches('_').len();
    (length >= 3).then_some(length)
}

/// A run of X, a note to oneself, "kl. xx", "xx kr", at the beginning of a word.
fn words(rest: &str) -> Option<usize> {
    let first = word(rest);
    let lower = first.to_ascii_lowercase();
    let unit = lower.trim_start_matches('x');
    let xs = lower.len() - unit.len();
    let after = rest.get(first.len()..)?;
    // "Xx:xx".
    let clock = after.strip_prefix([':', '.']).map(word);
    let is_clock = clock.is_some_and(|more| matches!(more, "xx" | "XX"));
    if unit.is_empty() && xs == 2 && is_clock {
        return Some(first.len() + 3);
    }
    let is_end = after.is_empty() || after.starts_with([',', '.', '!', '\n']);
    let is_run = unit.is_empty() && (xs >= 4 || xs >= 2 && !first.contains('x'));
    if is_run
        || matches!(first, "TODO" | "TBD")
        || first == "NN" && is_end
        || matches!(lower.as_str(), "klx" | "klxx")
    {
        return Some(first.len());
    }
    if lower == "kl" {
        let time = after.strip_prefix('.').unwrap_or(after);
        let time = time.strip_prefix(' ').unwrap_or(time);
        let xs = word(time);
        let is_open = ["x", "xx"].iter().any(|open| xs.eq_ignore_ascii_case(open));
        return is_open.then_some(rest.len() - time.len() + xs.len());
    }
    if !(1..=3).contains(&xs) {
        return None;
    }
    if UNITS.contains(&unit) {
        return Some(first.len());
    }
    let next = word(after.strip_prefix(' ')?);
    let is_unit = unit.is_empty() && UNITS.contains(&next.to_ascii_lowercase().as_str());
    is_unit.then_some(first.len() + 1 + next.len())
}

/// "Hei ," at the beginning of a line.
fn greets_nobody(rest: &str) -> Option<usize> {
    let strip = |text: &str, word: &str| {
        let (head, _) = text.split_at_checked(word.len())?;
        head.eq_ignore_ascii_case(word).then_some(word.len())
    };
    GREETINGS.iter().find_map(|greeting| {
        let greeting = strip(rest, greeting)?;
        let after = rest.get(greeting..)?;
        let again = AGAIN.iter().find_map(|again| strip(after, again)).unwrap_or(0);
        let after = after.get(again..)?;
        let mark = after.trim_start_matches([' ', '.', '…', '_', '-']);
        let spaces = after.len() - mark.len();
        (spaces > 0 && mark.starts_with([',', '!'])).then_some(greeting + again + spaces + 1)
    })
}

/// The word that `rest` begins with.
fn word(rest: &str) -> &str {
    rest.split(|c| !is_word(c)).next().unwrap_or_default()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn slots_are_marked() {
        marks(
            &RULE,
            Lang::Da,
            &[
                ("Hej {navn}, vi ses kl. XX", &["{navn}", "kl. XX"]),
                ("Kære [kundens navn].", &["[kundens navn]"]),
                ("Vi ringer (indsæt dato)", &["(indsæt dato)"]),
                ("Din sag er ____ nu", &["____"]),
                ("Hej (navn), kl. xx", &["(navn)", "kl. xx"]),
                ("XX kr, xx kr eller xxdage. xxxx", &["XX", "xx kr", "xxdage", "xxxx"]),
                ("a ___b\nKÆRE igen , hej ! Hej", &["___"]),
                ("Hej \nhej igen  ! kl.", &["hej igen  !"]),
                ("Hej …, det tager xx hverdage", &["Hej …,", "xx hverdage"]),
                ("Vi ses [ugedag] kl. xx:xx", &["[ugedag]", "kl. xx"]),
                ("Hej NN. Om X minutter", &["NN", "X minutter"]),
            ],
        );
        marks(
            &RULE,
            Lang::Nb,
            &[
                ("Hei <fornavn>!", &["<fornavn>"]),
                ("Hei , takk", &["Hei ,"]),
                ("[NAVN]", &["[NAVN]"]),
            ],
        );
        marks(
            &RULE,
            Lang::Nn,
            &[("Hei [set inn namn]", &["[set inn namn]"]), ("Hei {{namn}}", &["{{namn}}"])],
        );
        marks(
            &RULE,
            Lang::Sv,
            &[("Hej %FÖRNAMN%", &["%FÖRNAMN%"]), ("[belopp] kr", &["[belopp]"])],
        );
        marks(
            &RULE,
            Lang::En,
            &[
                ("Dear #NAME#, call TODO", &["#NAME#", "TODO"]),
                ("<insert link>", &["<insert link>"]),
            ],
        );
    }

    #[test]
    fn a_name_is_filled_in_by_one_touch() {
        let case = super::super::testing::Case::new(Lang::Da);
        let fix = |draft| find(draft, &case.situation()).remove(0).fix;
        assert_eq!(fix("Hej {navn}.").as_deref(), Some("Anders"));
        assert_eq!(fix("Hej [kundens navn]!").as_deref(), Some("Anders"));
        assert_eq!(fix("Vi ses kl. XX."), None);
    }

    #[test]
    fn what_only_looks_like_one_is_not() {
        for draft in [
            "Tak <3",
            "50 % af 100 %",
            "Se punkt [1] og [2].",
            ":{ det er trist",
            "Størrelse XL eller XXL",
            "Hei, takk",
            "(se navn på regningen)",
            "#telenor",
            "Love it x",
            "Super Bowl LIX",
            "a_b og snake_case",
            "Hi!",
            "5 < 7 > 3",
        ] {
            for lang in [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En] {
                marks(&RULE, lang, &[(draft, &[])]);
            }
        }
        marks(&RULE, Lang::Nn, &[("(sjå namnet på rekninga) 20 % av 50 kr", &[])]);
        marks(&RULE, Lang::Sv, &[("(se namnet på fakturan) i storlek XL", &[])]);
    }
}
