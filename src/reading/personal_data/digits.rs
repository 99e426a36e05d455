//! Runs of digits with little between them.

use std::ops::Range;

/// No number we look for has more groups.
pub(super) const MOST_GROUPS: usize = 12;

/// What stands between two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// A space or two, or nothing that can be seen.
    Space,
    /// A hyphen or a dash, spaces around it or not.
    Hyphen,
    Dot,
    Slash,
    Comma,
    Plus,
    /// `(`, as in "+46 (0)70".
    Open,
    /// `)`, as in "(415) 555".
    Close,
}

/// Digits without anything between them.
#[derive(Debug)]
pub(super) struct Group {
    /// Where in the text.
    pub range: Range<usize>,
    /// Which of the run's digits.
    digits: Range<usize>,
}

impl Group {
    /// How many digits.
    pub fn len(&self) -> usize {
        self.digits.len()
    }
}

/// Groups of digits in a row, apart by a sign or two.
#[derive(Debug)]
pub(super) struct Run<'a> {
    text: &'a str,
    pub groups: Vec<Group>,
    digits: Vec<u8>,
    /// What stands after each group but the last.
    between: Vec<Between>,
}

/// Some groups of a run, in a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    run: &'a Run<'a>,
    pub first: usize,
    pub last: usize,
    /// Values 0 to 9.
    pub digits: &'a [u8],
    lengths: [usize; MOST_GROUPS],
}

/// A digit's value, of those that a keyboard for Latin, Chinese or Japanese
/// has, and of those that stand for other fonts.
fn value(c: char) -> Option<u8> {
    let code = u32::from(c);
    let value = match c {
        '0'..='9' => code - 0x30,
        '\u{ff10}'..='\u{ff19}' => code - 0xff10,
        '\u{1d7ce}'..='\u{1d7ff}' => (code - 0x1d7ce) % 10,
        _ => return None,
    };
    u8::try_from(value).ok()
}

/// What cannot be seen.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe0f}' | '\u{20e3}' | '\u{feff}'
    )
}

/// A space within a line.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}')
}

/// What a text between two groups is, if groups are joined by it.
fn between(text: &str) -> Option<Between> {
    const LONGEST: usize = 12;
    if text.len() > LONGEST {
        return None;
    }
    let mut spaces = 0;
    let mut sign = None;
    for c in text.chars().filter(|&c| !is_unseen(c)) {
        let met = match c {
            c if is_space(c) => {
                spaces += 1;
                continue;
            }
            '-' | '\u{2010}'..='\u{2015}' | '−' | '－' | '_' => Between::Hyphen,
            '.' | '·' | '•' | '．' => Between::Dot,
            '/' => Between::Slash,
            ',' => Between::Comma,
            '+' => Between::Plus,
            '(' => Between::Open,
            ')' => Between::Close,
            _ => return None,
        };
        sign = match (sign, met) {
            (None, met) => Some(met),
            // "(0)-70".
            (Some(Between::Close), Between::Hyphen) => Some(Between::Close),
            _ => return None,
        };
    }
    match sign {
        None if spaces <= 2 => Some(Between::Space),
        Some(Between::Hyphen | Between::Open | Between::Close) if spaces <= 2 => sign,
        // A sentence ends with a full stop and a space.
        Some(Between::Dot | Between::Slash | Between::Comma | Between::Plus) if spaces == 0 => sign,
        _ => None,
    }
}

/// Every run of a text.
pub(super) fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    // No other byte begins a digit.
    let begins = |byte: u8| byte.is_ascii_digit() || byte >= 0xef;
    let digit = |at| {
        let c = text.get(at..)?.chars().next()?;
        Some((at, c, value(c)?))
    };
    let places = text.bytes().enumerate().filter_map(|(at, byte)| begins(byte).then_some(at));
    let mut digits = places.filter_map(digit).peekable();
    while let Some((start, c, first)) = digits.next() {
        let mut end = start + c.len_utf8();
        let joined = runs.last().and_then(|run: &Run<'_>| {
            let before = text.get(run.groups.last()?.range.end..start)?;
            between(before).or_else(|| run.awaits_account(before).then_some(Between::Space))
        });
        if joined.is_none() {
            let (groups, digits, between) = (Vec::new(), Vec::new(), Vec::new());
            runs.push(Run { text, groups, digits, between });
        }
        let Some(run) = runs.last_mut() else {
            continue;
        };
        run.between.extend(joined);
        let from = run.digits.len();
        run.digits.push(first);
        while let Some((_, c, digit)) = digits.next_if(|(at, ..)| *at == end) {
            end += c.len_utf8();
            run.digits.push(digit);
        }
        run.groups.push(Group { range: start..end, digits: from..run.digits.len() });
    }
    runs
}

impl<'a> Run<'a> {
    /// Whether it ends with a Swedish clearing number of five digits, behind
    /// which the account stands: "8327-9, 63 644 185-9".
    fn awaits_account(&self, after: &str) -> bool {
        let Some([.., a, b]) = self.groups.get(..) else {
            return false;
        };
        (after == ", ")
            && a.len() == 4
            && b.len() == 1
            && self.digits.get(a.digits.start) == Some(&8)
            && self.between.last() == Some(&Between::Hyphen)
    }

    /// Where it begins.
    pub fn start(&self) -> usize {
        self.groups.first().map_or(0, |group| group.range.start)
    }

    /// The groups `first..=last`.
    pub fn part(&'a self, first: usize, last: usize) -> Part<'a> {
        let groups = self.groups.get(first..=last).unwrap_or(&[]);
        let digits = match (groups.first(), groups.last()) {
            (Some(a), Some(b)) => self.digits.get(a.digits.start..b.digits.end).unwrap_or(&[]),
            _ => &[],
        };
        let mut lengths = [0; MOST_GROUPS];
        for (length, group) in lengths.iter_mut().zip(groups) {
            *length = group.len();
        }
        Part { run: self, first, last, digits, lengths }
    }

    /// What stands between a group and the next one.
    pub fn after(&self, group: usize) -> Option<Between> {
        self.between.get(group).copied()
    }

    /// Whether it is the rest of "NO93 8601 …": an account, right or mistyped.
    pub fn hangs_on_country(&self) -> bool {
        let before = self.text.get(..self.start()).unwrap_or("");
        let mut letters = before.bytes().rev();
        self.groups.first().is_some_and(|group| group.len() == 2)
            && self.groups.get(1).is_some_and(|next| next.len() == 4)
            && (0..2).all(|_| letters.next().is_some_and(|b| b.is_ascii_uppercase()))
            && letters.next().is_none_or(|b| !b.is_ascii_alphabetic())
    }

    fn number(&self, group: usize) -> Option<u32> {
        let digits = self.digits.get(self.groups.get(group)?.digits.clone())?;
        (digits.len() <= 9)
            .then(|| digits.iter().fold(0, |number, &digit| number * 10 + u32::from(digit)))
    }

    /// How many groups from this one are a date or two times of day.
    pub fn date_or_time(&self, first: usize) -> Option<usize> {
        let len = |at: usize| self.groups.get(first + at).map_or(0, Group::len);
        let sign = |at: usize| self.after(first + at);
        let year = |n: u32| (1900..2100).contains(&n);
        let clock = |hour: u32, minute: u32| hour <= 24 && minute < 60;
        let a = self.number(first)?;
        if len(0) == 8 {
            let (y, m, d) = (a / 10_000, a / 100 % 100, a % 100);
            let reversed = (a % 10_000, a / 10_000 % 100, a / 1_000_000);
            let is_date = |(y, m, d): (u32, u32, u32)| {
                year(y) && (1..=12).contains(&m) && (1..=31).contains(&d)
            };
            return (is_date((y, m, d)) || is_date(reversed)).then_some(1);
        }
        let b = self.number(first + 1)?;
        if len(0) == 4 && len(1) == 4 {
            // No telephone begins with nought here: "0900 1700".
            let open = self.digits.get(self.groups.get(first)?.digits.start) == Some(&0);
            let hours = (sign(0) == Some(Between::Hyphen) || open)
                && [a, b].iter().all(|n| clock(n / 100, n % 100) && n % 5 == 0);
            if hours || (year(a) && year(b)) {
                return Some(2);
            }
        }
        if let Some(c) = self.number(first + 2) {
            let signs = matches!(sign(0), Some(Between::Dot | Between::Hyphen | Between::Slash));
            let again = matches!(
                sign(1),
                Some(Between::Dot | Between::Hyphen | Between::Slash | Between::Space)
            );
            let ymd = len(0) == 4 && year(a) && (1..=12).contains(&b) && (1..=31).contains(&c);
            let dm = len(0) <= 2 && len(1) <= 2 && a <= 31 && (1..=12).contains(&b);
            let dmy = dm && len(2) == 4 && year(c);
            // Two digits for the year: the same signs and another pair are a telephone.
            let short = dm && len(2) == 2 && !(sign(0) == sign(1) && len(3) == 2);
            if ymd || dmy || (signs && again && short) {
                return Some(3);
            }
            if let Some(d) = self.number(first + 3)
                && sign(0) == Some(Between::Dot)
                && sign(2) == Some(Between::Dot)
                && sign(1) != Some(Between::Dot)
                && clock(a, b)
                && clock(c, d)
            {
                return Some(4);
            }
        }
        None
    }
}

impl<'a> Part<'a> {
    /// How long each group is.
    pub fn lengths(&self) -> &[usize] {
        self.lengths.get(..=self.last - self.first).unwrap_or(&[])
    }

    /// What stands between its groups.
    pub fn between(&self) -> &'a [Between] {
        self.run.between.get(self.first..self.last).unwrap_or(&[])
    }

    /// Whether only these stand between its groups.
    pub fn only(&self, signs: &[Between]) -> bool {
        self.between().iter().all(|sign| signs.contains(sign))
    }

    /// Whether the same sign stands between all its groups.
    pub fn is_even(&self) -> bool {
        self.between().windows(2).all(|pair| pair.first() == pair.last())
    }

    /// Where its digits stand.
    pub fn digits_range(&self) -> Range<usize> {
        let groups = self.run.groups.get(self.first..=self.last).unwrap_or(&[]);
        match (groups.first(), groups.last()) {
            (Some(a), Some(b)) => a.range.start..b.range.end,
            _ => 0..0,
        }
    }

    /// The text before it.
    pub fn before(&self) -> &'a str {
        self.run.text.get(..self.digits_range().start).unwrap_or("")
    }

    /// The text behind it.
    pub fn behind(&self) -> &'a str {
        self.run.text.get(self.digits_range().end..).unwrap_or("")
    }

    /// Where the plus sign before it begins.
    fn plus(&self) -> Option<usize> {
        let before = self.before();
        let tight = before.strip_suffix(is_space).unwrap_or(before);
        ['+', '＋'].into_iter().find_map(|plus| Some(tight.strip_suffix(plus)?.len()))
    }

    /// Whether a plus sign stands before it, and no digit before that.
    pub fn has_plus(&self) -> bool {
        self.plus().is_some_and(|at| {
            let before = self.run.text.get(..at).unwrap_or("");
            before.chars().next_back().is_none_or(|c| value(c).is_none())
        })
    }

    /// From its first digit to its last, with the plus sign and the bracket
    /// that belong to it.
    pub fn range(&self) -> Range<usize> {
        let Range { mut start, end } = self.digits_range();
        if self.has_plus() {
            start = self.plus().unwrap_or(start);
        }
        let opened = self.run.text.get(..start).is_some_and(|before| before.ends_with('('));
        if opened && self.between().first() == Some(&Between::Close) {
            start -= 1;
        }
        start..end
    }

    /// The letters that hang on its beginning.
    pub fn glued_before(&self) -> &'a str {
        let before = self.before();
        let letters: usize = before
            .chars()
            .rev()
            .take(24)
            .take_while(|c| c.is_alphabetic())
            .map(char::len_utf8)
            .sum();
        before.get(before.len() - letters..).unwrap_or("")
    }

    /// Whether nothing before it makes it part of something else, but for
    /// letters that hang on it.
    pub fn begins_free(&self) -> bool {
        if let Some(before) = self.first.checked_sub(1) {
            // A comma between numbers may be a list's.
            return matches!(
                self.run.after(before),
                Some(Between::Space | Between::Comma | Between::Slash)
            );
        }
        let hangs = |c| {
            matches!(
                c,
                '#' | '$' | '€' | '£' | '/' | '\\' | '_' | '=' | '-' | '–' | '&' | '*' | '~'
            )
        };
        !self.before().chars().next_back().is_some_and(hangs)
    }

    /// Whether nothing behind it makes it part of something else, but for letters.
    pub fn ends_free(&self) -> bool {
        let between = self.run.after(self.last);
        let rest = self.run.groups.get(self.last + 1..).unwrap_or(&[]);
        let next = rest.first().map_or(0, Group::len);
        let decimal = next == 2 && between == Some(Between::Comma);
        // "61 72 83 94/61 72 83 95".
        let again = || {
            let mut lengths = self.lengths().iter().zip(rest);
            rest.len() >= self.lengths().len() && lengths.all(|(len, group)| group.len() == *len)
        };
        let joined = match between {
            Some(Between::Dot | Between::Plus | Between::Hyphen) => true,
            Some(Between::Slash) => next < 8 && (self.digits.len() < 8 || !again()),
            _ => decimal,
        };
        let mut behind = self.behind().chars();
        let (next, second) = (behind.next(), behind.next());
        let hangs = next
            .is_some_and(|c| matches!(c, '%' | '_' | '$' | '€' | '£' | ':' | '=' | '&'))
            || (next == Some('/') && between.is_none())
            || (next == Some(',') && matches!(second, Some('-' | '–')));
        !joined && !hangs
    }
}
