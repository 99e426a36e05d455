//! A page's words cut into words, numbers and breaks.

use crate::text::lower;
use std::iter::Peekable;
use std::str::Chars;

/// Tokens that are kept: the last ones, for a label ends with its time.
const MOST_TOKENS: usize = 128;

/// A piece of the page's words. Commas, brackets and the like are dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Letters, in lower case and composed form.
    Word(String),
    /// Digits, with the marks that stand between them: "16", "16.54", "2/8-2012";
    /// with the sign before them where they are an offset from UTC: "+0200".
    Number(String),
    /// A mark between two statements: "·", "|", "–", a new line.
    Break,
}

/// Cuts `words` into tokens.
pub(super) fn tokens(words: &str) -> Vec<Token> {
    let seen: String = words.chars().filter_map(as_seen).collect();
    let mut rest = seen.chars().peekable();
    let mut found = Vec::new();
    while let Some(&next) = rest.peek() {
        if next.is_alphabetic() || next == '@' {
            found.push(Token::Word(word(&mut rest)));
        } else if next.is_ascii_digit() {
            found.push(Token::Number(number(&mut rest)));
        } else if let Some(offset) = offset(&mut rest, found.last()) {
            found.push(Token::Number(offset));
        } else if let Some(year) = short_year(&mut rest) {
            found.push(Token::Number(year));
        } else {
            rest.next();
            match next {
                '<' => found.push(Token::Word("<".to_owned())),
                '·' | '•' | '∙' | '⋅' | '‧' | '・' | '|' | '–' | '—' | '\n' | ';' => {
                    found.push(Token::Break);
                }
                _ => {}
            }
        }
    }
    let surplus = found.len().saturating_sub(MOST_TOKENS);
    found.drain(..surplus);
    found
}

/// A letter as the reader sees it: marks that tell only where a line may break
/// and which way it runs are none, and a hyphen is a hyphen.
fn as_seen(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => None,
        '\u{2060}'..='\u{2069}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}' => None,
        '\u{2010}'..='\u{2012}' | '\u{2212}' => Some('-'),
        _ => Some(letter),
    }
}

/// Takes a word, and the digits that are glued to its end ("Blink182"), for
/// these are no number of their own.
fn word(rest: &mut Peekable<Chars<'_>>) -> String {
    let mut word = String::new();
    while let Some(&next) = rest.peek() {
        match next {
            '\u{30a}' | '\u{308}' | '\u{301}' => compose(&mut word, next),
            '\'' | '’' if !begins_year(rest.clone()) => {}
            '.' if word.chars().count() == 1 => {
                rest.next();
                if !joins_meridiem(&word, rest.peek()) {
                    break;
                }
                continue;
            }
            _ if next.is_alphanumeric() || next == '@' || next == '_' => {
                word.push(lower(next));
            }
            _ => break,
        }
        rest.next();
    }
    word
}

/// Whether "a." or "p." goes on to "a.m." or "p.m.".
fn joins_meridiem(word: &str, next: Option<&char>) -> bool {
    matches!(word, "a" | "p" | "e" | "f") && matches!(next, Some('m' | 'M'))
}

/// Puts a combining ring, diaeresis or acute on the last letter.
fn compose(word: &mut String, mark: char) {
    let composed = match (word.pop(), mark) {
        (Some('a'), '\u{30a}') => 'å',
        (Some('e'), '\u{301}') => 'é',
        (Some('a'), '\u{308}') => 'ä',
        (Some('o'), '\u{308}') => 'ö',
        (Some(other), _) => other,
        (None, _) => return,
    };
    word.push(composed);
}

/// Takes an offset from UTC, as a sign and four digits: "+0200", "+02:00", and
/// "+2" after "UTC" or "GMT".
fn offset(rest: &mut Peekable<Chars<'_>>, before: Option<&Token>) -> Option<String> {
    let sign = rest.peek().copied().filter(|sign| matches!(sign, '+' | '-'))?;
    let is_named = match before? {
        Token::Word(word) => word == "utc" || word == "gmt",
        Token::Number(_) | Token::Break => false,
    };
    // "30-Jul-2012"
    if !is_named && matches!(before, Some(Token::Word(_))) {
        return None;
    }
    let mut ahead = rest.clone();
    ahead.next();
    let number = number(&mut ahead);
    let (hours, minutes) = match number.split_once(':') {
        Some(parts) => parts,
        None if is_named && number.len() <= 2 => (number.as_str(), "00"),
        None => number.split_at_checked(2)?,
    };
    let are_digits = format!("{hours:0>2}{minutes}");
    if are_digits.len() != 4 || are_digits.contains(|digit: char| !digit.is_ascii_digit()) {
        return None;
    }
    *rest = ahead;
    Some(format!("{sign}{are_digits}"))
}

/// Takes a year of two digits after an apostrophe, as four: "'21".
fn short_year(rest: &mut Peekable<Chars<'_>>) -> Option<String> {
    let is_apostrophe = matches!(rest.peek(), Some('\'' | '’'));
    if !is_apostrophe || !begins_year(rest.clone()) {
        return None;
    }
    rest.next();
    Some(format!("20{}", number(rest)))
}

/// Whether just two digits stand after the apostrophe that comes next.
fn begins_year(rest: Peekable<Chars<'_>>) -> bool {
    rest.skip(1).take_while(char::is_ascii_digit).count() == 2
}

/// Takes digits and the marks between them. A comma before a year of four
/// digits ends the number before it ("2,2012").
fn number(rest: &mut Peekable<Chars<'_>>) -> String {
    let mut number = String::new();
    while let Some(&next) = rest.peek() {
        if next.is_ascii_digit() {
            number.push(next);
            rest.next();
            continue;
        }
        let mut ahead = rest.clone();
        ahead.next();
        let digits = ahead.take_while(char::is_ascii_digit).count();
        let joins = match next {
            // "2.8." ends with its full stop: a date without a year.
            '.' if digits == 0 => number.len() <= 5 && number.matches('.').count() == 1,
            '.' | ':' | '/' | '-' => digits > 0,
            ',' => digits > 0 && digits != 4,
            _ => false,
        };
        if !joins {
            break;
        }
        number.push(next);
        rest.next();
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let shown: Vec<String> = tokens(words)
            .into_iter()
            .map(|token| match token {
                Token::Word(word) => word,
                Token::Number(number) => format!("#{number}"),
                Token::Break => "|".to_owned(),
            })
            .collect();
        assert_eq!(shown.join(" "), expected, "{words}");
    }

    #[test]
    fn cuts_words_numbers_and_breaks() {
        check("Edited · 3h", "edited | #3 h");
        check("2. august 2012 kl. 16.54", "#2 august #2012 kl #16.54");
        check("2/8-2012", "#2/8-2012");
        check("2.8. kl. 16.54. 3.", "#2.8. kl #16.54. #3");
        check("Aug 2,2012, 4:54\u{202f}p.m.", "aug #2 #2012 #4:54 pm");
        check("1,2 t", "#1,2 t");
        check("14:54:00 +0000 2012", "#14:54:00 #+0000 #2012");
        check("GMT-0500 - 2012-08-02", "gmt #-0500 #2012-08-02");
        check("Mar '21", "mar #2021");
        check("GMT+2 UTC+02:00 -05:30 +5", "gmt #+0200 utc #+0200 #-0530 #5");
        check("30-Jul-2012", "#30 jul #2012");
        check("2012\u{2011}08\u{2011}\u{200e}02", "#2012-08-02");
        check("< 1m", "< #1 m");
        check("Ann's 2 d", "anns #2 d");
        check("Blink182 3 d.", "blink182 #3 d");
        check("I GA\u{30a}R\u{200e} kl.\u{a0}16:54", "i går kl #16:54");
        check("Anders B. 2 d", "anders b #2 d");
        check("", "");
    }
}
