//! A street's name and its number; in English the number stands first.

use super::super::pack::Section;
use super::super::text::{Kind, Token};
use super::{Marked, PersonalData, PersonalDataKind};

/// Finds them all.
pub(super) fn find(post: &Marked<'_>, found: &mut Vec<PersonalData>) {
    let tokens = &post.text.tokens;
    let mut push = |start: usize, end: usize| {
        let kind = PersonalDataKind::Address;
        found.push(PersonalData { kind, range: start..end });
    };
    for (at, word) in tokens.iter().enumerate() {
        if is_short_street(post, at, word)
            && let Some(end) = house_number(post, at + 1)
        {
            push(word.range.start, end);
        }
    }
    before_postcode(post, &mut push);
    for hit in &post.hits {
        let at = hit.tokens.start;
        match hit.section {
            Section::Closing => {
                if let Some((start, end)) = signed(post, hit.tokens.end) {
                    push(start, end);
                }
            }
            Section::Street => {
                let Some(street) = tokens.get(at) else {
                    continue;
                };
                let first = name_begins(post, at, hit.weight);
                let Some(begins) = tokens.get(first).map(|token| token.range.start) else {
                    continue;
                };
                let letters = street.folded.chars().count();
                let named = first < at
                    || (hit.weight >= 1.0 && street.capital && letters > 5)
                    || (hit.weight > 1.5 && letters > 6)
                    || (hit.weight >= 1.0 && letters > 6 && is_where_one_lives(post, at));
                if is_road(&street.folded) && first == at {
                    continue;
                }
                let behind = house_number(post, at + 1);
                let english = hit.weight < 1.0 && (first < at || is_the(post, at));
                let foremost = hit.weight >= 1.0
                    && named
                    && behind.is_none()
                    && street.capital
                    && !street.shouted
                    && post
                        .text
                        .text
                        .get(street.range.end..)
                        .is_some_and(|text| !text.starts_with('-'));
                let place = first - usize::from(english && first == at);
                if (english || foremost)
                    && let Some(start) = number_before(post, place, foremost)
                {
                    push(start, street.range.end);
                } else if named && let Some(end) = behind {
                    push(begins, end);
                }
            }
            Section::Lives => {
                if let Some((start, end)) = behind(post, hit.tokens.end) {
                    push(start, end);
                }
            }
            _ => {}
        }
    }
}

/// "Strandhuse 41, 6000 Kolding": told by the postcode and the town behind it.
fn before_postcode(post: &Marked<'_>, push: &mut impl FnMut(usize, usize)) {
    let tokens = &post.text.tokens;
    let digits = |at: usize, count: usize| {
        tokens.get(at).is_some_and(|token| token.kind == Kind::Number && token.range.len() == count)
    };
    for (at, number) in tokens.iter().enumerate().skip(1) {
        let code = if digits(at + 1, 4) {
            at + 2
        } else if digits(at + 1, 3) && digits(at + 2, 2) {
            at + 3
        } else {
            continue;
        };
        let (Some(street), Some(town)) = (tokens.get(at - 1), tokens.get(code)) else {
            continue;
        };
        let apart = gap(post, number, tokens.get(at + 1)) == Some(", ");
        let tight = code == at + 2
            || tokens.get(at + 1).and_then(|a| gap(post, a, tokens.get(at + 2))) == Some(" ");
        let town = town.kind == Kind::Word
            && town.capital
            && town.folded.chars().count() > 2
            && !post.marks(Section::Unit, code)
            && tokens.get(code - 1).and_then(|code| gap(post, code, Some(town))) == Some(" ");
        let letters = street.folded.chars().count();
        let named = apart && tight && town && is_name_word(street) && letters > 4;
        if let Some(end) = house_number(post, at).filter(|_| named) {
            let first = name_begins(post, at - 1, 1.0);
            push(tokens.get(first).map_or(street.range.start, |token| token.range.start), end);
        }
    }
}

/// "Mvh Ole Hansen, Tingbjerg Ås 22": behind the name of who signs.
fn signed(post: &Marked<'_>, at: usize) -> Option<(usize, usize)> {
    const FAR: usize = 6;
    let tokens = &post.text.tokens;
    let comma = (at + 1..at + FAR).find(|&place| {
        let before = tokens.get(place - 1);
        before.and_then(|before| gap(post, before, tokens.get(place))) == Some(", ")
    })?;
    let mut end = comma;
    while tokens.get(end).is_some_and(is_name_word) && end < comma + 4 {
        end += 1;
    }
    let (first, last) = (tokens.get(comma)?, tokens.get(end.checked_sub(1)?)?);
    let long = last.range.end.saturating_sub(first.range.start) > 6;
    (end > comma && long).then(|| Some((first.range.start, house_number(post, end)?)))?
}

/// A word with a capital, as a name has it.
fn is_name_word(token: &Token) -> bool {
    token.kind == Kind::Word && token.capital && !token.shouted
}

/// "Riksvei 3", "Länsväg 222": a road's own number.
fn is_road(folded: &str) -> bool {
    const KINDS: [&str; 9] =
        ["riks", "fylkes", "europa", "läns", "motor", "hoved", "hovud", "lande", "stats"];
    ["vei", "veg", "vej", "väg"]
        .iter()
        .find_map(|end| folded.strip_suffix(end))
        .is_some_and(|kind| KINDS.contains(&kind))
}

/// "5 The Crescent".
fn is_the(post: &Marked<'_>, street: usize) -> bool {
    let tokens = &post.text.tokens;
    let the = street.checked_sub(1).and_then(|at| tokens.get(at));
    the.is_some_and(|the| the.folded == "the" && the.capital)
        && tokens.get(street).is_some_and(|street| street.capital)
}

/// Where the house number that stands before a street's name begins; in the Nordic
/// languages a bus may have one too.
fn number_before(post: &Marked<'_>, first: usize, nordic: bool) -> Option<usize> {
    let tokens = &post.text.tokens;
    let at = first.checked_sub(1)?;
    let number = tokens.get(at)?;
    let far = !nordic && is_far_number(&number.folded);
    let near = matches!(gap(post, number, tokens.get(first))?, " " | ", ");
    if !near || !(far || is_house_number(&number.folded)) {
        return None;
    }
    let Some(before) = at.checked_sub(1).and_then(|at| tokens.get(at)) else {
        return Some(number.range.start);
    };
    let between = gap(post, before, Some(number))?;
    if between == "-" && is_house_number(&before.folded) {
        return Some(before.range.start);
    }
    let from = post.hits.partition_point(|hit| hit.tokens.start + 1 < at);
    let near = post.hits.get(from..).unwrap_or(&[]).iter();
    let other = near
        .take_while(|hit| hit.tokens.start < at)
        .any(|hit| hit.section == Section::OtherNumber && hit.tokens.end == at);
    let time = matches!(before.folded.as_str(), "kl" | "klokken" | "klokka" | "klockan" | "den");
    let free = between != "." && between != ":" && between != "," && between != "/";
    (free && (!nordic || !(other || time))).then_some(number.range.start)
}

/// Whether "bor" or "adressen er" stands before a token.
fn is_where_one_lives(post: &Marked<'_>, at: usize) -> bool {
    let from = post.hits.partition_point(|hit| hit.tokens.start + 4 < at);
    let near = post.hits.get(from..).unwrap_or(&[]).iter();
    near.take_while(|hit| hit.tokens.start < at).any(|hit| {
        hit.section == Section::Lives && (at.saturating_sub(2)..=at).contains(&hit.tokens.end)
    })
}

/// "Kungsg. 5", "Skolev. 12": a street cut to the first letter of its last part.
fn is_short_street(post: &Marked<'_>, at: usize, word: &Token) -> bool {
    if !word.capital || word.shouted || !matches!(word.folded.as_bytes().last(), Some(b'g' | b'v'))
    {
        return false;
    }
    let mut letters = word.folded.chars().rev().skip(1);
    let (before, third) = (letters.next(), letters.next());
    let vowel = |c: Option<char>| c.is_none_or(|c| "aeiouyæøåäö".contains(c));
    let dot = gap(post, word, post.text.tokens.get(at + 1)).is_some_and(|gap| gap == ". ");
    let town =
        ["berg", "borg", "torg", "sorg", "korg"].iter().any(|end| word.folded.ends_with(end));
    let cut = !vowel(before) && (before != Some('n') || !vowel(third));
    let long = word.folded.chars().count() > 4;
    long && cut && !town && (dot || before == Some('s'))
}

/// Capitalised words and a house number behind "Adressen er" or "Vi bor i".
fn behind(post: &Marked<'_>, mut at: usize) -> Option<(usize, usize)> {
    const MOST_WORDS: usize = 4;
    let tokens = &post.text.tokens;
    let sentence = tokens.get(at.checked_sub(1)?)?.sentence;
    let mut fillers = 0;
    while fillers < 4 && post.marks(Section::Leads, at) {
        fillers += 1;
        at += 1;
    }
    let first = tokens.get(at)?;
    let mut end = at;
    while let Some(token) = tokens.get(end)
        && token.kind == Kind::Word
        && token.capital
        && !token.shouted
        && end - at < MOST_WORDS
        && (end == at || gap(post, tokens.get(end - 1)?, Some(token)) == Some(" "))
    {
        end += 1;
    }
    if end == at || first.sentence > sentence + 1 {
        return None;
    }
    let last = tokens.get(end - 1)?;
    if last.range.end - first.range.start < 4 {
        return None;
    }
    if gap(post, last, tokens.get(end)) == Some(", ") {
        return None;
    }
    // "Bor i Sone 4" is no address, "levert til Rema 1000" none either.
    let zone = matches!(
        last.folded.as_str(),
        "zone"
            | "sone"
            | "område"
            | "level"
            | "plan"
            | "felt"
            | "etage"
            | "etasje"
            | "android"
            | "windows"
            | "ios"
    );
    if zone || tokens.get(end).is_some_and(|number| is_far_number(&number.folded)) {
        return None;
    }
    let house = house_number(post, end)?;
    let after = tokens.partition_point(|token| token.range.start < house);
    let goes_on = tokens.get(after).is_none_or(|next| {
        let between = post.text.text.get(house..next.range.start).unwrap_or("");
        between.trim() != "" || (next.range.len() <= 4 && !post.marks(Section::Small, after))
    });
    goes_on.then_some((first.range.start, house))
}

/// The first of the capitalised words just before a street's last word.
fn name_begins(post: &Marked<'_>, street: usize, weight: f32) -> usize {
    let tokens = &post.text.tokens;
    let begins_sentence = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        before.is_none_or(|before| {
            tokens.get(at).is_some_and(|token| token.sentence > before.sentence)
        })
    };
    let mut first = street;
    for before in (street.saturating_sub(3)..street).rev() {
        let (Some(token), after) = (tokens.get(before), tokens.get(first)) else {
            break;
        };
        let joined = match gap(post, token, after) {
            Some(" " | "-" | "\u{a0}") => true,
            Some("." | ". ") => is_abbreviation(post, before),
            _ => false,
        };
        let small =
            after.is_some_and(|after| !after.capital) && post.marks(Section::Direction, before);
        let capital = token.kind == Kind::Word
            && (token.capital || small || post.marks(Section::Small, before));
        // "Jeg bor på Nordre Allé": a name's words, not the sentence's first.
        if !joined || !capital || post.marks(Section::Negator, before) {
            break;
        }
        first = before;
    }
    // "S:t Eriksgatan".
    let folded = |at: usize| tokens.get(at).map_or("", |token| token.folded.as_str());
    if let Some(saint) = first.checked_sub(2)
        && (folded(saint), folded(saint + 1)) == ("s", "t")
        && tokens.get(saint).and_then(|s| gap(post, s, tokens.get(saint + 1))) == Some(":")
    {
        return saint;
    }
    // "av" and "de" stand inside a name.
    while first < street && post.marks(Section::Small, first) {
        first += 1;
    }
    // "Kumlokket Storgata 5", "Sen plats 12": a sentence's first word is a
    // name's only where the name asks for one.
    let Some(street_word) = tokens.get(street) else {
        return first;
    };
    let whole = street_word.capital && weight >= 1.0 && street_word.folded.chars().count() > 5;
    let lone = street - first == 1 && !street_word.capital;
    let unknown = (first..street).filter(|&at| !is_modifier(post, at)).count();
    let signed = first.checked_sub(1).is_some_and(|at| post.marks(Section::Closing, at));
    // "Mvh Anne Dahl Kirkestræde 14": whose street it is.
    if whole && (unknown >= 2 || (signed && unknown > 0)) {
        return street;
    }
    if first < street
        && begins_sentence(first)
        && !is_modifier(post, first)
        && (whole || (lone && weight < 1.5))
    {
        first += 1;
    }
    first
}

/// "Gl. Skolevej", "St. Olavs gate".
fn is_abbreviation(post: &Marked<'_>, at: usize) -> bool {
    let lone = |token: &Token| token.folded.chars().nth(1).is_none();
    post.marks(Section::Short, at) || post.text.tokens.get(at).is_some_and(lone)
}

/// Whether a street's name begins so, and no sentence: "Øvre", "Karl Johans".
fn is_modifier(post: &Marked<'_>, at: usize) -> bool {
    let word = post.text.tokens.get(at).map_or("", |token| token.folded.as_str());
    is_abbreviation(post, at)
        || post.marks(Section::Direction, at)
        || (word.len() > 3 && word.ends_with('s'))
}

/// Where the house number at a token ends, if one stands there.
fn house_number(post: &Marked<'_>, mut at: usize) -> Option<usize> {
    let tokens = &post.text.tokens;
    let street = tokens.get(at.checked_sub(1)?)?;
    let mut number = tokens.get(at)?;
    let mut between = gap(post, street, Some(number))?;
    // "Storgata nr. 12", "Hamng. 9".
    if matches!(number.folded.as_str(), "nr" | "no" | "nummer") && matches!(between, " " | ", ") {
        at += 1;
        let label = number;
        number = tokens.get(at)?;
        between = gap(post, label, Some(number))?;
        between = if between == ". " { " " } else { between };
    }
    let cut = between == ". " && is_short_street(post, at - 1, street);
    let far = street.capital && is_far_number(&number.folded);
    if !(far || is_house_number(&number.folded))
        || !(cut || matches!(between, " " | ", " | "\u{a0}" | "  "))
    {
        return None;
    }
    let next = tokens.get(at + 1);
    let between = gap(post, number, next).unwrap_or("");
    match next {
        Some(_) if matches!(between, " " | "") && post.marks(Section::Unit, at + 1) => None,
        // "Storgata 12:30", "vej 3,5", "Plads 1/2".
        Some(next)
            if matches!(between, ":" | "," | "/" | "." | "%") && next.kind == Kind::Number =>
        {
            None
        }
        // "Storgata 1. juli".
        Some(_) if between == ". " && is_month(post, at + 1) => None,
        Some(_) if between.starts_with(['%', '$', '€', '°']) || between.starts_with(",-") => {
            None
        }
        Some(next)
            if matches!(between, "-" | "–" | "/" | " - ") && is_house_number(&next.folded) =>
        {
            Some(next.range.end)
        }
        Some(next) if between == " " && is_house_letter(post, next) => Some(next.range.end),
        _ => Some(number.range.end),
    }
}

/// The letter of "Storgata 12 B".
fn is_house_letter(post: &Marked<'_>, token: &Token) -> bool {
    let letter =
        matches!(token.folded.as_str(), "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "k");
    let behind = post.text.text.get(token.range.end..).unwrap_or("");
    let ends = behind.trim_start_matches(' ').chars().next().is_none_or(|c| !c.is_alphanumeric());
    token.range.len() == 1 && letter && (token.capital || (ends && token.folded != "e"))
}

/// One to three digits and at most a letter.
fn is_house_number(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && !word.starts_with('0')
        && word.get(digits..).is_some_and(|rest| {
            rest.is_empty() || (rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_lowercase()))
        })
}

fn is_month(post: &Marked<'_>, at: usize) -> bool {
    let from = post.hits.partition_point(|hit| hit.tokens.start < at);
    let hits = post.hits.get(from..).unwrap_or(&[]).iter();
    hits.take_while(|hit| hit.tokens.start == at).any(|hit| hit.section == Section::Month)
}

/// Four digits, as farms along a road have, and no year.
fn is_far_number(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|b| b.is_ascii_digit())
        && !["0", "19", "20"].iter().any(|start| word.starts_with(start))
}

/// What stands between two tokens.
fn gap<'a>(post: &Marked<'a>, from: &Token, to: Option<&Token>) -> Option<&'a str> {
    post.text.text.get(from.range.end..to?.range.start)
}
