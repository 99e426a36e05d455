//! The patterns of a site profile: where in an attribute or a label the value
//! stands. None of them can be slow.
//!
//! A pattern is text that stands as it is, around one place for the value:
//!
//! ```text
//! &comment_id={digits}     the digits after it, when no letter follows them
//! /posts/{pfbid*}          a word (letters, digits, _) that begins so
//! /posts/*/{digits}        * is a part of an address: up to the next / ? & or #
//! ^isso-{digits}$          ^ is the beginning, $ the end
//! ?comment_id={digits64}   the digits at the end of what a word says in base64
//! ?lc={part}               a whole part of an address, as `*`
//! ^{count} comments$       a number as people read it: 23, 1,2 t, 30K
//! ^Reply from {text}$      any words; `^{text} (`: the words before the bracket
//! ^Author$                 the whole text, when it is this and nothing else
//! ```

use serde::Deserialize;

use super::count;

/// No word or part of an address is longer.
const LONGEST: usize = 200;

/// No count is longer: "1 234,5 tusind".
const LONGEST_COUNT: usize = 20;

/// More parts of an address than these are not passed over.
const MOST_STARS: usize = 4;

/// Only so far into a text is looked for a value.
const REACH: usize = 4_000;

/// A pattern, read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Pattern {
    at_start: bool,
    before: String,
    value: Value,
    after: String,
    at_end: bool,
}

/// What is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Digits,
    Digits64,
    Count,
    /// A word, and how it begins.
    Word(String),
    /// A part of an address.
    Part,
    /// Any words, up to what follows.
    Text,
    /// The whole text, which is `before`.
    Whole,
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(source: String) -> Result<Self, String> {
        let refuse = |reason: &str| format!("the pattern `{source}` {reason}");
        let (at_start, rest) = match source.strip_prefix('^') {
            Some(rest) => (true, rest),
            None => (false, source.as_str()),
        };
        let (rest, at_end) = match rest.strip_suffix('$') {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        if at_start && at_end && !rest.is_empty() && !rest.contains(['{', '}', '*']) {
            let (before, after) = (rest.to_owned(), String::new());
            return Ok(Self { at_start, before, value: Value::Whole, after, at_end });
        }
        let parts = rest.split_once('{').and_then(|(before, rest)| {
            let (value, after) = rest.split_once('}')?;
            Some((before, value, after))
        });
        let (before, value, after) = parts.ok_or_else(|| {
            refuse("has no {digits} or {…*}, and is no whole text between ^ and $")
        })?;
        if before.is_empty() && !at_start {
            return Err(refuse("begins with neither text nor ^"));
        }
        if before.matches('*').count() > MOST_STARS {
            return Err(refuse("has too many *"));
        }
        if [before, after].concat().contains(['{', '}']) || after.contains('*') {
            return Err(refuse("goes on with { } or * after its value"));
        }
        let value = match (value, value.strip_suffix('*')) {
            ("digits", _) => Value::Digits,
            ("digits64", _) => Value::Digits64,
            ("part", _) => Value::Part,
            ("count", _) if at_start && at_end => Value::Count,
            // Elsewhere than at the beginning it could be sought from every letter.
            ("text", _) if at_start => Value::Text,
            (_, Some(head)) if head.chars().all(is_word) => Value::Word(head.to_owned()),
            _ => {
                return Err(refuse(
                    "has another value than {digits}, {digits64}, {…*}, {part}, ^…{text} or ^…{count}…$",
                ));
            }
        };
        Ok(Self { at_start, before: before.to_owned(), value, after: after.to_owned(), at_end })
    }
}

impl Pattern {
    /// The first value that the text holds.
    pub fn find(&self, text: &str) -> Option<String> {
        let starts = text.char_indices().map(|(at, _)| at).take(REACH);
        starts
            .take(if self.at_start { 1 } else { usize::MAX })
            .find_map(|at| self.at(text.get(at..)?))
    }

    fn at(&self, text: &str) -> Option<String> {
        if self.value == Value::Whole {
            return (text == self.before).then(|| text.to_owned());
        }
        if self.value == Value::Count {
            let middle = text.strip_prefix(self.before.as_str())?.strip_suffix(self.after.as_str());
            return middle.map(str::trim).filter(|text| is_count(text)).map(ToOwned::to_owned);
        }
        let mut parts = self.before.split('*');
        let mut rest = text.strip_prefix(parts.next()?)?;
        for part in parts {
            let (_, after) = run(rest, is_of_part)?;
            rest = after.strip_prefix(part)?;
        }
        let (value, rest) = match &self.value {
            Value::Part => run(rest, is_of_part)?,
            Value::Text if self.after.is_empty() => (rest, ""),
            Value::Text => rest.split_at_checked(rest.find(self.after.as_str())?)?,
            Value::Digits | Value::Digits64 | Value::Word(_) | Value::Count | Value::Whole => {
                run(rest, is_word)?
            }
        };
        let fits = match &self.value {
            Value::Digits => value.bytes().all(|byte| byte.is_ascii_digit()),
            Value::Word(head) => value.len() > head.len() && value.starts_with(head.as_str()),
            Value::Digits64 | Value::Part | Value::Text => true,
            Value::Count | Value::Whole => false,
        };
        let value = value.trim();
        let rest = rest.strip_prefix(self.after.as_str()).filter(|_| fits && !value.is_empty())?;
        if self.at_end && !rest.is_empty() {
            return None;
        }
        if self.value == Value::Digits64 { digits_in_base64(value) } else { Some(value.to_owned()) }
    }
}

/// A number with its marks, and no word but a thousand or the like: "1,2 t",
/// "30K", "99+".
fn is_count(text: &str) -> bool {
    let is_figure = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' ');
    let word = text.trim_start_matches(is_figure).trim_end_matches(['.', '+']);
    text.starts_with(|letter: char| letter.is_ascii_digit())
        && text.chars().take(LONGEST_COUNT + 1).count() <= LONGEST_COUNT
        && (word.is_empty() || count::factor(word).is_some())
}

/// The digits at the end of what a word says in base64: some sites write
/// "comment:12_34" so.
fn digits_in_base64(word: &str) -> Option<String> {
    let mut said = Vec::new();
    let (mut bits, mut held) = (0_u32, 0);
    for letter in word.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            said.push(char::from((bits >> held & 0xff) as u8));
        }
    }
    let said: String = said.into_iter().collect();
    let head = said.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let is_text = head.chars().all(|letter| letter.is_ascii_graphic());
    said.get(head.len()..).filter(|digits| is_text && !digits.is_empty()).map(ToOwned::to_owned)
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn is_of_part(letter: char) -> bool {
    !matches!(letter, '/' | '?' | '&' | '#')
}

/// What `text` begins with that is accepted, and the rest.
fn run(text: &str, is_accepted: fn(char) -> bool) -> Option<(&str, &str)> {
    let run = text.chars().take(LONGEST).take_while(|letter| is_accepted(*letter));
    text.split_at_checked(run.map(char::len_utf8).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(source: &str) -> Result<Pattern, String> {
        Pattern::try_from(source.to_owned())
    }

    #[test]
    fn a_pattern_finds_its_value() {
        for (source, text, expected) in [
            ("&id={digits}", "/x?a=1&id=22&id=33", Some("22")),
            ("&id={digits}", "/x?a=1&id=y2&id=33", Some("33")),
            ("&id={digits}", "/x?a=1&id=33y", None),
            ("/posts/{pfbid*}", "/page/posts/pfbid02x?a", Some("pfbid02x")),
            ("/posts/{pfbid*}", "/page/posts/pfbid", None),
            ("/posts/*/{digits}", "/posts/en-æske/12/", Some("12")),
            ("/posts/*/{digits}", "/posts/en?x/12/", None),
            ("^isso-{digits}$", "isso-1", Some("1")),
            ("^isso-{digits}$", "isso-1-", None),
            ("^isso-{digits}$", "an isso-1", None),
            ("^{*}:", "Love: 181", Some("Love")),
            ("&lc={part}", "/watch?v=1&lc=Ug-x.9y&pp=2", Some("Ug-x.9y")),
            ("&lc={part}", "/watch?v=1&lc=&pp=2", None),
            ("^Svar fra {text}$", "Svar fra Nordfjord Tele", Some("Nordfjord Tele")),
            ("^Svar fra {text}$", "Svar fra ", None),
            ("^{text} (", "Nordfjord Tele (ejer)", Some("Nordfjord Tele")),
            ("^{text} (", "Nordfjord Tele", None),
            ("^{text}$", "Bo", Some("Bo")),
            ("^Författare$", "Författare", Some("Författare")),
            ("^Author$", "Author of the week", None),
            ("^Author$", "An Author", None),
            ("/{*}", "", None),
            ("?id={digits64}", "/x?id=Y29tbWVudDoxMl8zNA%3D%3D&a", Some("34")),
            ("?id={digits64}", "/x?id=Y29tbWVudDoxMl8zNHg", None),
            ("?id={digits64}", "/x?id=ZZZZ12", None),
            ("?id={digits64}", "/x?id=", None),
            ("^{count} comments$", "1,2 t comments", Some("1,2 t")),
            ("^{count} comments$", "30K comments", Some("30K")),
            ("^{count} comments$", "about 30 comments", None),
            ("^{count} comments$", "30 new old comments", None),
            ("^{count}$", "12 345", Some("12 345")),
            ("^{count}$", "99+", Some("99+")),
            ("^{count}$", "3 of 4", None),
            ("^{count}$", "12 comments", None),
            ("^{count}$", "123456789012345678901", None),
            ("^Alle: {count}$", "Alle: 7", Some("7")),
        ] {
            let found = pattern(source).unwrap().find(text);
            assert_eq!(found.as_deref(), expected, "{source} in {text}");
        }
    }

    #[test]
    fn a_malformed_pattern_is_refused_with_the_reason() {
        for source in [
            "",
            "id=",
            "id={",
            "id={}",
            "id={digit}",
            "{digits}",
            "i={*}{*}",
            "a}{*}",
            "a{*}*",
            "^$",
            "^a",
            "a$",
            "a {text}",
            "{count} a",
            "^{count} a",
            "a={count}$",
            "a*****{*}",
        ] {
            let reason = pattern(source).unwrap_err();
            assert!(reason.contains(&format!("`{source}`")), "{reason}");
        }
    }

    #[test]
    fn no_text_is_slow() {
        let text = "1".repeat(1_000_000);
        assert_eq!(pattern("1*1{digits}!").unwrap().find(&text), None);
    }
}
