//! A post cut into tokens, once, for everything that reads it.

use crate::text::lower;
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, or letters and digits ("4g").
    Word,
    /// Digits alone.
    Number,
    /// An emoji, or an emoticon folded to one.
    Emoji,
    /// A link, an e-mail address or an `@mention`: never a word of the customer's.
    Opaque,
}

/// One token.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub kind: Kind,
    /// Byte range in the text.
    pub range: Range<usize>,
    /// Lower case, drawn-out letters shortened ("heeeelt" is "helt").
    pub folded: String,
    /// Begins with a capital.
    pub capital: bool,
    /// Capitals only, at least three letters.
    pub shouted: bool,
    /// Letters were drawn out.
    pub drawn_out: bool,
    /// Number of the sentence it stands in.
    pub sentence: u32,
}

/// A text and its tokens.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    /// Where the question marks stand.
    pub questions: Vec<Range<usize>>,
    /// Runs of exclamation marks.
    pub exclamations: Vec<Range<usize>>,
}

/// Emoticons and the emoji they are read as; longer ones first.
const EMOTICONS: &[(&str, &str)] = &[
    (":-)", "🙂"),
    (":-(", "🙁"),
    (":'(", "😢"),
    (";-)", "😉"),
    (">:(", "😡"),
    (":-D", "😀"),
    (":)", "🙂"),
    ("=)", "🙂"),
    (":(", "🙁"),
    (";)", "😉"),
    (":D", "😀"),
    (":P", "😉"),
    ("<3", "❤"),
    (":/", "😕"),
];

/// A token longer than this is read by its first characters only.
const LONGEST: usize = 48;

/// A combining accent; some are letters to Unicode, but without a base they spell nothing.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

impl<'a> Tokens<'a> {
    /// Cuts `text`.
    #[inline(never)]
    pub fn new(text: &'a str) -> Self {
        let mut cut = Self {
            text,
            tokens: Vec::with_capacity(text.len() / 5 + 1),
            questions: Vec::new(),
            exclamations: Vec::new(),
        };
        let has_at = text.contains('@');
        let mut sentence = 0;
        let mut rest = text;
        let mut at = 0;
        let mut after_space = true;
        while let Some(c) = rest.chars().next() {
            let may_be_opaque = after_space && (has_at || matches!(c, 'h' | 'H' | 'w' | 'W'));
            let taken = if may_be_opaque && let Some(len) = opaque(rest) {
                cut.push(Kind::Opaque, at..at + len, String::new(), sentence);
                len
            } else if c.is_alphanumeric() && !is_accent(c) {
                cut.push_word(at, rest, sentence)
            } else if let Some((len, emoji)) = emoticon(rest, after_space) {
                cut.push(Kind::Emoji, at..at + len, emoji.to_owned(), sentence);
                len
            } else if is_emoji(c) {
                cut.push(Kind::Emoji, at..at + c.len_utf8(), c.to_string(), sentence);
                c.len_utf8()
            } else {
                match c {
                    '?' => cut.questions.push(at..at + 1),
                    '!' => match cut.exclamations.last_mut() {
                        Some(run) if run.end == at => run.end += 1,
                        _ => cut.exclamations.push(at..at + 1),
                    },
                    _ => {}
                }
                if matches!(c, '?' | '!' | '.' | '\n' | '…' | ';') {
                    sentence += 1;
                }
                c.len_utf8()
            };
            after_space = c.is_whitespace() || matches!(c, '(' | '"' | '«');
            at += taken;
            rest = rest.get(taken..).unwrap_or("");
        }
        cut
    }

    fn push(&mut self, kind: Kind, range: Range<usize>, folded: String, sentence: u32) {
        self.tokens.push(Token {
            kind,
            range,
            folded,
            capital: false,
            shouted: false,
            drawn_out: false,
            sentence,
        });
    }

    /// The word that `rest` begins with, and its length; an apostrophe between
    /// letters belongs to it.
    fn push_word(&mut self, start: usize, rest: &str, sentence: u32) -> usize {
        let mut folded = String::with_capacity(16);
        let (mut count, mut letters, mut run, mut len) = (0, 0, 0, 0);
        let (mut capitals, mut drawn_out) = (true, false);
        let mut previous = None;
        let mut chars = rest.chars();
        while let Some(c) = chars.next() {
            let is_letter = c.is_alphabetic();
            // A letter written with a combining accent is left with its base.
            let is_mark = is_accent(c)
                || (matches!(c, '\'' | '’')
                    && chars.clone().next().is_some_and(char::is_alphabetic));
            if !is_letter && !is_mark && !c.is_numeric() {
                break;
            }
            len += c.len_utf8();
            count += 1;
            letters += u32::from(is_letter);
            capitals = capitals && (!is_letter || c.is_uppercase());
            if is_mark || count > LONGEST {
                continue;
            }
            let c = match lower(c) {
                'é' | 'è' | 'ê' => 'e',
                'á' | 'à' => 'a',
                'ó' | 'ò' => 'o',
                c => c,
            };
            if previous == Some(c) && is_letter {
                run += 1;
                if run == 3 {
                    drawn_out = true;
                    folded.pop();
                }
                if run >= 3 {
                    continue;
                }
            } else {
                run = 1;
                previous = Some(c);
            }
            folded.push(c);
        }
        self.tokens.push(Token {
            kind: if letters == 0 { Kind::Number } else { Kind::Word },
            range: start..start + len,
            folded,
            capital: rest.chars().next().is_some_and(char::is_uppercase),
            shouted: letters >= 3 && capitals,
            drawn_out,
            sentence,
        });
        len
    }

    /// The words alone.
    pub fn words(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| token.kind == Kind::Word)
    }

    /// The byte range from token `first` to token `last`.
    pub fn span(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = self.tokens.get(tokens.start).map(|t| t.range.start);
        let end =
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)).map(|t| t.range.end);
        match (start, end) {
            (Some(start), Some(end)) => start..end,
            _ => 0..0,
        }
    }
}

/// Length of the link, address or mention that `rest` begins with.
fn opaque(rest: &str) -> Option<usize> {
    // Only as far as a link's beginning can be, so that no text is read twice.
    let begins = |prefix: &str| {
        rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let end = || rest.find(char::is_whitespace).unwrap_or(rest.len());
    if begins("http://") || begins("https://") || begins("www.") {
        return Some(end());
    }
    if let Some(name) = rest.strip_prefix('@') {
        let len = name
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '-'))
            .unwrap_or(name.len());
        return (len > 0).then_some(len + 1);
    }
    let head = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_' | '-' | '+'))
        .filter(|&at| at > 0)?;
    rest.get(head..)?.starts_with('@').then(end)
}

fn emoticon(rest: &str, after_space: bool) -> Option<(usize, &'static str)> {
    if !matches!(rest.as_bytes().first(), Some(b':' | b';' | b'=' | b'<' | b'>')) {
        return None;
    }
    let found = EMOTICONS.iter().find(|(emoticon, _)| rest.starts_with(emoticon))?;
    // "http:/" and "(kl. 8:)" hold none.
    (after_space || !found.0.contains('/')).then_some((found.0.len(), found.1))
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}' | '\u{2b50}' | '\u{203c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        Tokens::new(text).tokens.into_iter().map(|token| token.folded).collect()
    }

    #[test]
    fn folds_case_and_drawn_out_letters() {
        assert_eq!(folded("HEEEELT Takk!!"), ["helt", "takk"]);
        assert_eq!(folded("can't 4G"), ["cant", "4g"]);
    }

    #[test]
    fn an_accent_without_a_letter_is_no_word() {
        assert_eq!(folded("\u{36a}.gerR cafe\u{301} \u{36a}net \u{363}"), ["gerr", "cafe", "net"]);
    }

    #[test]
    fn links_mentions_and_addresses_are_opaque() {
        let cut = Tokens::new("se https://x.dk/a?b=1 @lise a.b@c.dk slut?");
        let kinds: Vec<_> = cut.tokens.iter().map(|token| token.kind).collect();
        use Kind::{Opaque, Word};
        assert_eq!(kinds, [Word, Opaque, Opaque, Opaque, Word]);
        assert_eq!(cut.questions.len(), 1);
    }

    #[test]
    fn emoticons_are_emoji() {
        assert_eq!(folded("fint :) <3"), ["fint", "🙂", "❤"]);
    }

    #[test]
    fn runs_of_exclamation_marks_are_one() {
        assert_eq!(Tokens::new("nej!!! ja!").exclamations.len(), 2);
    }
}
