//! E-mail addresses, also those that are written so that no machine shall read them.

use super::{PersonalData, PersonalDataKind};

const LONGEST_NAME: usize = 64;
const LONGEST_DOMAIN: usize = 120;

/// What stands for `@`, and whether it says so by itself. In lower case; a
/// word has spaces around it.
const ATS: &[(&str, bool)] = &[
    (" at ", false),
    (" a ", false),
    ("(at)", true),
    ("[at]", true),
    ("{at}", true),
    ("<at>", true),
    ("(a)", true),
    ("[a]", true),
    ("{a}", true),
    ("(@)", true),
    ("[@]", true),
    ("(snabela)", true),
    ("(snabel-a)", true),
    ("(alfakrøll)", true),
    ("(krøllalfa)", true),
    (" snabela ", true),
    (" snabel-a ", true),
    (" snabel a ", true),
    (" alfakrøll ", true),
    (" krøllalfa ", true),
    (" alfa krøll ", true),
    (" @ ", true),
    ("@ ", true),
];

/// What stands for a full stop.
const DOTS: &[&str] = &[
    ".",
    "(dot)",
    "[dot]",
    "{dot}",
    "(punktum)",
    "[punktum]",
    "(punkt)",
    "[punkt]",
    "(.)",
    "[.]",
    "(prikk)",
    " dot ",
    " punktum ",
    " punkt ",
    " prikk ",
    " prik ",
];

/// Finds them all.
pub(super) fn find(text: &str, found: &mut Vec<PersonalData>) {
    let bytes = text.as_bytes();
    for (byte, at) in bytes.iter().zip(0..) {
        let span = match byte {
            b'@' => sign(text, at, 1),
            b'(' | b'[' | b'{' | b'<' => veiled(text, at),
            // Only before what an at sign's name begins with.
            b' ' if matches!(
                bytes.get(at + 1..),
                Some(
                    [b'@', ..]
                        | [b'a' | b'A', b't' | b'T' | b'l' | b'L' | b' ', ..]
                        | [b'k' | b'K', b'r' | b'R', ..]
                        | [b's' | b'S', b'n' | b'N', ..]
                )
            ) =>
            {
                veiled(text, at)
            }
            // "＠" and "﹫".
            0xef if matches!(bytes.get(at + 1..), Some([0xbc, 0xa0, ..] | [0xb9, 0xab, ..])) => {
                sign(text, at, 3)
            }
            _ => None,
        };
        if let Some(range) = span
            && found.last().is_none_or(|last| last.range.end <= range.start)
        {
            found.push(PersonalData { kind: PersonalDataKind::Email, range });
        }
    }
}

/// An address around an at sign of so many bytes.
fn sign(text: &str, at: usize, len: usize) -> Option<std::ops::Range<usize>> {
    plain(text, at, len).or_else(|| veiled(text, at.checked_sub(1)?)).or_else(|| veiled(text, at))
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%')
}

fn is_host(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// How long the name before an at sign is.
fn name_len(before: &str) -> usize {
    let name = before.chars().rev().take(LONGEST_NAME).take_while(|&c| is_name(c));
    let name: usize = name.map(char::len_utf8).sum();
    let whole = before.get(before.len() - name..).unwrap_or("");
    whole.trim_start_matches(['.', '-', '+', '%']).len()
}

/// `name@domain.tld`.
fn plain(text: &str, at: usize, sign: usize) -> Option<std::ops::Range<usize>> {
    let name = name_len(text.get(..at)?);
    let rest = text.get(at + sign..)?;
    let domain: usize = rest
        .chars()
        .take(LONGEST_DOMAIN)
        .take_while(|&c| is_host(c) || c == '.')
        .map(char::len_utf8)
        .sum();
    let domain = rest.get(..domain)?.trim_end_matches(['.', '-']);
    let (host, end) = domain.rsplit_once('.')?;
    let whole = name > 0 && !host.is_empty() && is_end(end);
    whole.then(|| at - name..at + sign + domain.len())
}

/// Whether a domain may end so.
fn is_end(end: &str) -> bool {
    end.chars().count() >= 2 && end.len() <= 24 && end.chars().all(char::is_alphabetic)
}

/// `name (at) domain punktum tld`, where the sign stands at `at`.
fn veiled(text: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let rest = text.get(at..)?;
    let &(sign, sure) = ATS.iter().find(|(sign, _)| begins(rest, sign))?;
    let before = text.get(..at)?;
    let tight = before.strip_suffix(' ').unwrap_or(before);
    let mut name = name_len(tight);
    let mut end = at + sign.len();
    end += usize::from(!sign.ends_with(' ') && text.get(end..)?.starts_with(' '));
    let mut parts: usize = 0;
    let mut veiled = false;
    let mut closed = None;
    loop {
        let part = text.get(end..)?;
        let len: usize =
            part.chars().take(LONGEST_NAME).take_while(|&c| is_host(c)).map(char::len_utf8).sum();
        let part = part.get(..len)?;
        if len == 0 {
            break;
        }
        end += len;
        parts += 1;
        if parts > 1 && is_end(part) {
            closed = Some(end);
        }
        let rest = text.get(end..)?;
        let loose = rest.strip_prefix(' ').unwrap_or(rest);
        let dot = DOTS.iter().find_map(|dot| {
            if begins(rest, dot) {
                return Some((dot.len(), *dot != "."));
            }
            // "domain (dot) no".
            let bracketed = dot.starts_with(['(', '[', '{']) && begins(loose, dot);
            bracketed.then_some((rest.len() - loose.len() + dot.len(), true))
        });
        let Some((len, worded)) = dot.filter(|_| parts < 5) else {
            break;
        };
        veiled |= worded;
        end += len;
        end += usize::from(worded && text.get(end..)?.starts_with(' '));
    }
    // "john dot smith at fieldmail dot com".
    for _ in 0..3 {
        let earlier = tight.get(..tight.len() - name)?;
        let dot = DOTS.iter().find(|dot| dot.len() > 3 && earlier.ends_with(*dot));
        let longer = dot.map_or(0, |dot| {
            let rest = earlier.get(..earlier.len() - dot.len()).unwrap_or("");
            let more = name_len(rest);
            if more > 0 { dot.len() + more } else { 0 }
        });
        name += if veiled { longer } else { 0 };
    }
    // "Meet at home.dk" says no address, "ola at firma dot no" does.
    (name > 1 && (sure || veiled))
        .then(|| tight.len() - name..closed.unwrap_or(0))
        .filter(|span| span.end > at)
}

fn begins(text: &str, lower: &str) -> bool {
    let mut letters = text.chars().map(crate::text::lower);
    lower.chars().all(|c| letters.next() == Some(c))
}
