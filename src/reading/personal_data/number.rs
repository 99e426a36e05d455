//! Telephones, national ids, cards, accounts and customer numbers.

use std::ops::Range;

use super::super::pack::Section;
use super::super::text::{Kind, Token};
use super::digits::{self, Between, MOST_GROUPS, Part, Run};
use super::phone::{is_phone, is_swedish_mobile};
use super::{Marked, PersonalData, PersonalDataKind, checksum};
use crate::text::lowered;

/// How many tokens before a number a word may stand that says what it is.
const REACH: usize = 7;
/// The same for a word that says no more than what kind of number it is.
const NEAR: usize = 4;

/// A word of this weight or less only hints.
const HINT: f32 = 0.4;

/// Finds numbers where nothing has been found yet.
pub(super) fn find(post: &Marked<'_>, taken: &[PersonalData], found: &mut Vec<PersonalData>) {
    let cues = cues(post);
    for run in digits::runs(post.text.text) {
        if run.hangs_on_country() || is_in_link(post, run.start()) {
            continue;
        }
        find_in(post, &cues, &run, taken, found);
    }
}

fn find_in(
    post: &Marked<'_>,
    cues: &Cues,
    run: &Run<'_>,
    taken: &[PersonalData],
    found: &mut Vec<PersonalData>,
) {
    // A word speaks for all groups that follow it, until one has been found.
    let mut said = None;
    // Whether the group before belongs to nothing that was found.
    let mut loose = false;
    let mut at = 0;
    while let Some(group) = run.groups.get(at) {
        let next_taken = taken.partition_point(|data| data.range.end <= group.range.start);
        if taken.get(next_taken).is_some_and(|data| data.range.start < group.range.end) {
            (loose, said) = (false, None);
            at += 1;
            continue;
        }
        let beside = *said.get_or_insert_with(|| Beside::of(post, cues, group.range.start));
        let longest = run.groups.len().min(at + MOST_GROUPS);
        let number = (at..longest).rev().find_map(|last| {
            let part = run.part(at, last);
            let kind = classify(post, cues, &part, run, beside, loose)?;
            Some((last, kind, part))
        });
        match number {
            Some((last, kind, part)) => {
                found.push(PersonalData { kind, range: range(&part, kind) });
                at = last + 1;
                // "Kundenr. 123 456" has been said; what follows has not.
                (loose, said) = (false, Some(Beside::default()));
            }
            None => match run.date_or_time(at) {
                Some(groups) => {
                    loose = false;
                    at += groups;
                }
                None => {
                    let joined = !matches!(run.after(at), Some(Between::Comma | Between::Slash));
                    loose = joined && group.len() >= 3;
                    at += 1;
                }
            },
        }
    }
}

/// What a word beside a number says that it is.
#[derive(Debug, Clone, Copy, Default)]
struct Beside {
    section: Option<Section>,
    money: bool,
    /// A customer's number, if it can be nothing else.
    hinted: bool,
}

impl Beside {
    fn is(self, section: Section) -> bool {
        self.section == Some(section)
    }

    fn of(post: &Marked<'_>, cues: &Cues, start: usize) -> Self {
        let tokens = &post.text.tokens;
        let at = tokens.partition_point(|token| token.range.start < start);
        // "tlf22334455" is one token with its number.
        let glued =
            at.checked_sub(1).filter(|&i| tokens.get(i).is_some_and(|t| t.range.end > start));
        let mut beside = Self::default();
        if let Some(word) = at.checked_sub(1).and_then(|i| tokens.get(i)) {
            let text = post.text.text.get(word.range.clone()).unwrap_or("");
            let near = start.saturating_sub(word.range.end) <= 2;
            beside.money = near
                && (matches!(text, "NOK" | "SEK" | "DKK" | "EUR" | "USD" | "GBP")
                    || matches!(word.folded.as_str(), "kr" | "kroner" | "kronor" | "euro"));
        }
        let (mut only_fillers, mut only_links) = (true, true);
        let mut next = glued.map_or(start, |i| tokens.get(i).map_or(start, |t| t.range.end));
        for (distance, before) in (at.saturating_sub(REACH)..at).rev().enumerate() {
            let Some(token) = tokens.get(before) else {
                break;
            };
            let gap = post.text.text.get(token.range.end..next).unwrap_or("");
            if is_listed(post, before, at) {
                (only_fillers, next) = (true, token.range.start);
                continue;
            }
            let is_number = token.kind != Kind::Word && glued != Some(before);
            let cue = cues.get(before).copied().flatten();
            if is_number || ends_sentence(token, gap, cue.is_some_and(|cue| cue.weight >= 1.0)) {
                break;
            }
            // What was said before a comma is of something else; "det er" goes on.
            if gap.contains(',') && ((distance > 1 && !only_links) || beside.section.is_some()) {
                break;
            }
            only_links &= is_link(post, before);
            if let Some(cue) = cue {
                let own = matches!(
                    cue.section,
                    Section::CustomerNumber | Section::Account | Section::Identity
                );
                if cue.weight >= 1.0 && (own || (distance < NEAR && beside.section.is_none())) {
                    beside.section = Some(cue.section);
                    break;
                }
                // "Kundenummeret på fakturaen er 123" is still a customer number.
                if only_fillers && cue.weight <= HINT {
                    beside.hinted = true;
                } else if only_fillers {
                    beside.section = beside.section.or(Some(cue.section));
                }
            }
            // "Tracking GB 5520 7781".
            only_fillers &= post.marks(Section::Filler, before) || is_country(post, token);
            next = token.range.start;
        }
        beside
    }

    /// "Can you look up 7719 0043? That's my customer number": said last, of
    /// the only number so far.
    fn said_after(post: &Marked<'_>, cues: &Cues, at: usize) -> bool {
        const FAR: usize = 8;
        let tokens = &post.text.tokens;
        let number = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Number);
        let mine = |at: usize| post.marks(Section::Filler, at);
        let found = (at..at + FAR).take_while(|&place| !number(place)).find(|&place| {
            cues.get(place).copied().flatten().is_some_and(|cue| {
                cue.section == Section::CustomerNumber
                    && cue.weight >= 1.0
                    && (1..3).any(|back| place.checked_sub(back).is_some_and(mine))
            })
        });
        found.is_some_and(|place| !(place + 1..place + FAR).any(number))
    }

    /// "90-33817 är mitt kundnummer".
    fn behind(post: &Marked<'_>, cues: &Cues, end: usize) -> Option<Section> {
        const FAR: usize = 4;
        let tokens = &post.text.tokens;
        let at = tokens.partition_point(|token| token.range.start < end);
        let copula = tokens.get(at)?;
        let gap = post.text.text.get(end..copula.range.start)?;
        if gap == " (" {
            return cues.get(at).copied().flatten().map(|cue| cue.section);
        }
        // "I pay 249. Have been a customer for years."
        if !post.marks(Section::Filler, at) || gap.contains(['.', '?', '!']) {
            return Self::said_after(post, cues, at).then_some(Section::CustomerNumber);
        }
        (at + 1..=at + FAR).find_map(|place| {
            let same = tokens.get(place)?.sentence == copula.sentence;
            let cue = cues.get(place).copied().flatten()?;
            (same && cue.section != Section::Phone).then_some(cue.section)
        })
    }
}

/// Whether a number is one of two alike: "orders 70518832 and 70518833".
fn is_listed(post: &Marked<'_>, number: usize, other: usize) -> bool {
    let tokens = &post.text.tokens;
    let (Some(one), Some(joint), Some(two)) =
        (tokens.get(number), tokens.get(number + 1), tokens.get(other))
    else {
        return false;
    };
    other == number + 2
        && one.kind == Kind::Number
        && one.range.len() == two.range.len()
        && one.range.len() >= 5
        // "And" or "or".
        && joint.kind == Kind::Word
        && joint.range.len() <= 5
}

/// Whether a sentence ends behind a word, as told by what stands there; a full
/// stop ends none behind a word that numbers follow: "Kundenr. 123".
fn ends_sentence(word: &Token, gap: &str, leads: bool) -> bool {
    let leads = || {
        leads
            || ["nr", "no", "adr", "ref", "cust", "nummer"]
                .iter()
                .any(|end| word.folded.ends_with(end))
    };
    gap.contains(['?', '!', '…'])
        || (gap.contains('\n') && !gap.contains(':'))
        || (gap.contains('.') && !leads())
}

/// What a token's word says of the number behind it.
#[derive(Debug, Clone, Copy)]
struct Cue {
    section: Section,
    weight: f32,
    /// How long its pattern is: words, then letters.
    length: (usize, usize),
}

/// The cue whose words end at each token.
type Cues = Vec<Option<Cue>>;

fn cues(post: &Marked<'_>) -> Cues {
    let mut cues: Cues = vec![None; post.text.tokens.len()];
    for hit in &post.hits {
        let says = matches!(
            hit.section,
            Section::CustomerNumber
                | Section::Account
                | Section::OtherNumber
                | Section::Phone
                | Section::Identity
        );
        let last = hit.tokens.end.saturating_sub(1);
        let bare = |token: &Token| {
            matches!(token.folded.as_str(), "nummer" | "nummeret" | "numret" | "nummret" | "nr")
        };
        if !says || (hit.tokens.len() == 1 && post.text.tokens.get(last).is_some_and(bare)) {
            continue;
        }
        // A longer name wins over its last word ("account number").
        let length = (hit.tokens.len(), hit.spelled);
        if let Some(place) = cues.get_mut(last)
            && place.is_none_or(|cue| {
                cue.length < length || (cue.length == length && cue.section == Section::OtherNumber)
            })
        {
            *place = Some(Cue { section: hit.section, weight: hit.weight, length });
        }
    }
    hint(post, &mut cues);
    cues
}

/// "Mitt nr är" hints at a customer's number where one has been spoken of, "nr" soon
/// behind that too; and "dok.nr" is nobody's.
fn hint(post: &Marked<'_>, cues: &mut Cues) {
    const SOON: usize = 6;
    let mut spoken_of = None;
    const PAPERS: [&str; 12] =
        ["art", "best", "bil", "dok", "fakt", "j", "kvit", "lev", "mod", "ord", "prod", "ser"];
    let mut before: Option<&Token> = None;
    for ((token, cue), at) in post.text.tokens.iter().zip(cues).zip(0..) {
        let word = token.folded.as_str();
        if let (None, Some(last), "nr" | "nummer" | "number" | "no") = (*cue, before, word) {
            let mine = matches!(last.folded.as_str(), "mit" | "mitt" | "my" | "vårt" | "our");
            let soon = spoken_of.is_some_and(|known| known + SOON > at);
            let paper = PAPERS.contains(&last.folded.as_str());
            let dot = post.text.text.get(last.range.end..token.range.start) == Some(".");
            let said = |section, weight| Some(Cue { section, weight, length: (0, 0) });
            if soon || (mine && spoken_of.is_some()) {
                *cue = said(Section::CustomerNumber, HINT);
            } else if paper && dot {
                *cue = said(Section::OtherNumber, 0.9);
            }
        }
        if cue.is_some_and(|cue| cue.section == Section::CustomerNumber) {
            spoken_of = Some(at);
        }
        before = Some(token);
    }
}

/// "It is" between a word and its number.
fn is_link(post: &Marked<'_>, at: usize) -> bool {
    let word = post.text.tokens.get(at).map_or("", |token| token.folded.as_str());
    post.marks(Section::Filler, at) || matches!(word, "det" | "that" | "thats" | "it" | "its")
}

/// "GB", "DK": up to three capitals.
fn is_country(post: &Marked<'_>, token: &Token) -> bool {
    let written = post.text.text.get(token.range.clone()).unwrap_or("");
    written.len() <= 3 && written.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether it stands inside a link or behind an `@`.
fn is_in_link(post: &Marked<'_>, start: usize) -> bool {
    let tokens = &post.text.tokens;
    let token = tokens.get(tokens.partition_point(|token| token.range.end <= start));
    token.is_some_and(|token| {
        let text = post.text.text.get(token.range.clone()).unwrap_or("");
        let begins = |prefix: &str| {
            text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        token.kind == Kind::Opaque
            && token.range.start < start
            && (begins("http") || begins("www.") || begins("@"))
    })
}

/// What groups of a run are together.
fn classify(
    post: &Marked<'_>,
    cues: &Cues,
    part: &Part<'_>,
    run: &Run<'_>,
    beside: Beside,
    loose: bool,
) -> Option<PersonalDataKind> {
    use PersonalDataKind::{BankAccount, Card, CustomerNumber, NationalId, Phone};
    const LONGEST: usize = 19;
    let digits = part.digits;
    let lengths = part.lengths();
    let amount = beside.money || is_amount(post, part);
    // "Sort code 20-45-77, account number 12345678" is no customer's.
    let customers = beside.is(Section::CustomerNumber) && !amount && branch(part.before()) == 0;
    let after = Beside::behind(post, cues, part.digits_range().end);
    // "Account #77410936".
    let account = beside.is(Section::Account) && part.before().ends_with('#');
    let named = customers || account || after == Some(Section::CustomerNumber);
    let begins_free = part.begins_free()
        || ((named || beside.hinted)
            && (part.before().ends_with(['#', '/']) || lettered(part.before()) > 0));
    if digits.len() > LONGEST || !begins_free || !part.ends_free() {
        return None;
    }
    let is_date = run.date_or_time(part.first).is_some_and(|groups| groups == lengths.len());
    if named {
        let year = matches!(digits, [1, 9, _, _] | [2, 0, _, _]);
        return ((3..=16).contains(&digits.len()) && !is_date && !year).then_some(CustomerNumber);
    }
    let other = beside.is(Section::OtherNumber) || after == Some(Section::OtherNumber);
    let plus = part.has_plus();
    if is_date || (other && !plus) || amount || !letters_leave_free(part, beside) {
        return None;
    }
    let said_phone = beside.is(Section::Phone);
    if !plus {
        // "55.676098 12.568337" is a place.
        let fours = || lengths.iter().all(|&len| len == 4);
        let grouped = lengths.iter().all(|&len| len >= 2)
            && (!part.between().contains(&Between::Dot) || fours());
        if checksum::is_card(digits) && !loose && grouped {
            return Some(Card);
        }
        let mobile = is_swedish_mobile(digits) && !beside.is(Section::Identity);
        if is_national_id(part) && !loose && !(lengths.len() == 1 && (mobile || said_phone)) {
            return Some(NationalId);
        }
        let account = beside.is(Section::Account)
            || after == Some(Section::Account)
            || branch(part.before()) > 0;
        if !loose && !said_phone && is_account(part, account) {
            return Some(BankAccount);
        }
    }
    // The beginning of a longer number in threes and fours.
    let goes_on = !plus
        && lengths.len() > 1
        && lengths.iter().all(|&len| len >= 3)
        && run.after(part.last) == Some(Between::Space)
        && run.groups.get(part.last + 1).is_some_and(|next| {
            let behind = post.text.text.get(next.range.end..).unwrap_or("");
            next.len() >= 2 || !behind.starts_with(' ')
        });
    if (plus || !loose) && !goes_on && is_phone(part, said_phone) {
        return Some(Phone);
    }
    let long = (6..=16).contains(&digits.len());
    (beside.hinted && long && part.only(&[Between::Space, Between::Hyphen]))
        .then_some(CustomerNumber)
}

/// Whether a word behind it makes it an amount: "22 334 455 kr".
fn is_amount(post: &Marked<'_>, part: &Part<'_>) -> bool {
    let end = part.digits_range().end;
    let next = post.text.tokens.partition_point(|token| token.range.start < end);
    let token = post.text.tokens.get(next);
    token.is_some_and(|token| token.range.start <= end + 2) && post.marks(Section::Unit, next)
}

/// Whether letters that hang on a number leave it one: "tlf22334455" does.
fn letters_leave_free(part: &Part<'_>, beside: Beside) -> bool {
    let behind = part.behind().chars().next();
    let glued = !part.glued_before().is_empty() && !part.has_plus();
    (!glued || beside.section.is_some())
        && (!behind.is_some_and(char::is_alphabetic) || beside.section.is_some())
}

/// Where a number stands, with the letters of a customer number, and with the
/// branch that a bank account is at.
fn range(part: &Part<'_>, kind: PersonalDataKind) -> Range<usize> {
    let Range { start, end } = part.range();
    match kind {
        PersonalDataKind::CustomerNumber => {
            start - lettered(part.before())..end + lettered_behind(part.behind())
        }
        PersonalDataKind::BankAccount => start - branch(part.before())..end,
        _ => start..end,
    }
}

/// How much of "Kundenr. A-" belongs to the number behind it.
fn lettered(before: &str) -> usize {
    const LONGEST: usize = 12;
    let mut letters = 0;
    let mut len = 0;
    for c in before.chars().rev().take(LONGEST + 1) {
        letters = if c.is_ascii_alphabetic() { letters + 1 } else { 0 };
        // A word, not letters of a number.
        if letters > 4 || len == LONGEST {
            return 0;
        }
        if !c.is_ascii_alphanumeric() && c != '-' && c != '/' {
            break;
        }
        len += 1;
    }
    let own = before.get(before.len() - len..).unwrap_or("").trim_start_matches(['-', '/']).len();
    if own > 0 {
        return own;
    }
    // "Kundnr A 123", but no word in capitals before it.
    let spaced = before.strip_suffix(' ').unwrap_or(before);
    let letters = spaced.bytes().rev().take(4).take_while(u8::is_ascii_uppercase).count();
    let rest = spaced.get(..spaced.len() - letters).unwrap_or("");
    const LEADS: [&str; 11] =
        ["nr ", "nr. ", "no ", "no. ", ": ", "mmer ", "mber ", " er ", " är ", " is ", " id "];
    let lone = (1..=3).contains(&letters) && LEADS.iter().any(|end| rest.ends_with(end));
    if lone { before.len() - rest.len() } else { 0 }
}

/// How much of "4471B-2" behind a customer number's digits belongs to it.
fn lettered_behind(behind: &str) -> usize {
    const LONGEST: usize = 8;
    let own = behind.bytes().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'-');
    let own = behind.get(..own.count()).unwrap_or("").trim_end_matches('-');
    if own.bytes().filter(u8::is_ascii_alphabetic).count() <= 3 { own.len() } else { 0 }
}

/// How much of "reg. 1551 konto " belongs to the account behind it.
fn branch(before: &str) -> usize {
    const FARTHEST: usize = 40;
    let mut from = before.len().saturating_sub(FARTHEST);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let near = before.get(from..).unwrap_or("");
    let word = |text: &str| {
        let text = text.trim_end_matches([' ', '.', ':', ',', '/']);
        let len: usize =
            text.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        (text.len() - len, lowered(text.get(text.len() - len..).unwrap_or("")))
    };
    let (at, account) = word(near);
    if !["konto", "kto", "account", "acc", "kontonr", "kontonummer", "number", "no", "nr"]
        .contains(&account.as_str())
    {
        return 0;
    }
    let signs = [' ', '.', ':', ',', '/', '&'];
    let mut rest = near.get(..at).unwrap_or("").trim_end_matches(signs);
    // "Account number".
    if matches!(account.as_str(), "number" | "no" | "nr") {
        let (at, name) = word(rest);
        if ["account", "konto", "acc"].contains(&name.as_str()) {
            rest = near.get(..at).unwrap_or("").trim_end_matches(signs);
        }
    }
    let number = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').len();
    let digits = rest.bytes().rev().take(number).filter(u8::is_ascii_digit).count();
    if !(4..=6).contains(&digits) {
        return 0;
    }
    let mut start = rest.len() - number;
    let (label, name) = word(rest.get(..start).unwrap_or(""));
    if ["reg", "regnr", "clearing", "clearingnr", "code", "nr"].contains(&name.as_str()) {
        start = label;
        let (first, name) = word(near.get(..label).unwrap_or(""));
        if ["sort", "reg"].contains(&name.as_str()) {
            start = first;
        }
    }
    near.len() - start
}

/// A bank account; `said` where a word before it says so.
fn is_account(part: &Part<'_>, said: bool) -> bool {
    use Between::{Comma, Dot, Hyphen, Space};
    let digits = part.digits;
    let lengths = part.lengths();
    if digits.len() == 11
        && matches!(lengths, [4, 2, 5] | [11])
        && part.only(&[Dot, Space, Hyphen])
        && (said || digits.first() != Some(&0))
        && checksum::is_norwegian_account(digits)
    {
        return true;
    }
    if said {
        return (7..=16).contains(&digits.len())
            && lengths.len() <= 6
            && part.only(&[Space, Hyphen, Dot, Comma]);
    }
    let year = matches!(digits, [1, 9, ..] | [2, 0, ..]);
    part.only(&[Space, Hyphen])
        && match *lengths {
            // A Danish branch and account; "0161 496 0000" is a telephone.
            [4, 10] => true,
            [4, 7..=9] => !year && digits.first() != Some(&0),
            // A Swedish clearing number and an account in the usual groups.
            [4, 3, 3, 1 | 3] | [4, 3, 2, 2] | [4, 2, 3, 2] | [4, 6, 4] => {
                !year && digits.first() != Some(&0)
            }
            [4, 1, ..] => digits.first() == Some(&8) && (11..=15).contains(&digits.len()),
            // A British one.
            [2, 2, 2, 8] => part.between().first() == Some(&Hyphen),
            _ => false,
        }
}

/// A Danish, Norwegian or Swedish personal number.
fn is_national_id(part: &Part<'_>) -> bool {
    let digits = part.digits;
    match (digits.len(), part.lengths()) {
        (10, [10] | [6, 4]) => {
            let plus = part.between() == [Between::Plus];
            let joined = plus || part.only(&[Between::Space, Between::Hyphen]);
            joined && ((!plus && checksum::is_cpr(digits)) || checksum::is_personnummer(digits))
        }
        (11, [11] | [6, 5] | [2, 2, 2, 5] | [6, 3, 2]) => {
            part.only(&[Between::Space, Between::Hyphen, Between::Dot])
                && checksum::is_fodselsnummer(digits)
        }
        (10, [2, 2, 2, 4]) => {
            part.only(&[Between::Space, Between::Hyphen]) && checksum::is_cpr(digits)
        }
        (12, [12] | [8, 4]) => {
            part.only(&[Between::Space, Between::Hyphen])
                && checksum::is_personnummer(digits.get(2..).unwrap_or(&[]))
                && matches!(digits, [1, 9, ..] | [2, 0, ..] | [1, 8, ..])
        }
        _ => false,
    }
}
