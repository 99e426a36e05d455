//! Runs of digits with little between them, and which of them are phones.

use std::ops::Range;

/// No number we look for has more groups.
pub(super) const MOST_GROUPS: usize = 7;

/// Groups of digits in a row, apart by a sign or two.
#[derive(Debug)]
pub(super) struct Run<'a> {
    text: &'a str,
    pub groups: Vec<Range<usize>>,
}

/// Every run of a text.
pub(super) fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((start, byte)) = bytes.next() {
        if !byte.is_ascii_digit() {
            continue;
        }
        let mut end = start + 1;
        while bytes.next_if(|(_, byte)| byte.is_ascii_digit()).is_some() {
            end += 1;
        }
        let joined =
            groups.last().and_then(|last| text.get(last.end..start)).is_some_and(|between| {
                matches!(
                    between,
                    " " | "-" | "." | "/" | ") " | ")" | " - " | "–" | "\u{a0}" | "," | "+"
                )
            });
        if !joined && !groups.is_empty() {
            runs.push(Run { text, groups: std::mem::take(&mut groups) });
        }
        groups.push(start..end);
    }
    if !groups.is_empty() {
        runs.push(Run { text, groups });
    }
    runs
}

impl<'a> Run<'a> {
    /// Where it begins.
    pub fn start(&self) -> usize {
        self.groups.first().map_or(0, |group| group.start)
    }

    /// From one group to another, with the plus sign before it.
    pub fn span(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.groups.get(first).map_or(0, |group| group.start);
        let end = self.groups.get(last).map_or(start, |group| group.end);
        start - usize::from(self.has_plus(first))..end
    }

    /// The digits of some groups as values.
    pub fn digits(&self, first: usize, last: usize) -> Vec<u8> {
        self.groups
            .get(first..=last)
            .unwrap_or(&[])
            .iter()
            // No number that we know is longer.
            .flat_map(|group| {
                let end = group.end.min(group.start + 40);
                self.text.get(group.start..end).unwrap_or("").bytes()
            })
            .map(|byte| byte.wrapping_sub(b'0'))
            .collect()
    }

    /// How long each group is.
    pub fn lengths(&self, first: usize, last: usize) -> Vec<usize> {
        self.groups.get(first..=last).unwrap_or(&[]).iter().map(Range::len).collect()
    }

    /// What stands between the groups.
    pub fn separators(&self, first: usize, last: usize) -> impl Iterator<Item = &'a str> {
        let groups = self.groups.get(first..=last).unwrap_or(&[]);
        groups.windows(2).filter_map(|pair| match pair {
            [a, b] => self.text.get(a.end..b.start),
            _ => None,
        })
    }

    /// Whether a plus sign stands right before a group.
    pub fn has_plus(&self, group: usize) -> bool {
        self.groups
            .get(group)
            .and_then(|group| self.text.get(..group.start))
            .is_some_and(|before| before.ends_with('+'))
    }

    /// The word that follows a group, at most a space away.
    pub fn word_after(&self, group: usize) -> Option<&'a str> {
        let rest = self.text.get(self.groups.get(group)?.end..)?;
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        rest.get(..len)
    }

    /// Whether it is the rest of "NO93 8601 …": an account, right or mistyped.
    pub fn hangs_on_country(&self) -> bool {
        let before = self.text.get(..self.start()).unwrap_or("");
        let mut letters = before.bytes().rev();
        self.groups.first().is_some_and(|group| group.len() == 2)
            && (0..2).all(|_| letters.next().is_some_and(|b| b.is_ascii_uppercase()))
            && letters.next().is_none_or(|b| !b.is_ascii_alphabetic())
    }

    /// Whether nothing hangs on the groups that makes them part of something else.
    pub fn stands_free(&self, first: usize, last: usize) -> bool {
        let (Some(first), Some(last)) = (self.groups.get(first), self.groups.get(last)) else {
            return false;
        };
        let before = self.text.get(..first.start).unwrap_or("").chars().next_back();
        let mut after = self.text.get(last.end..).unwrap_or("").chars();
        let (next, second) = (after.next(), after.next());
        let hangs_before = before.is_some_and(|c| {
            c.is_alphanumeric()
                || matches!(c, '#' | '$' | '€' | '£' | '/' | '_' | '=' | '-' | '.' | ',')
        });
        let hangs_after = next.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '%' | '_' | '/' | '$' | '€' | '£' | ':')
        }) || (matches!(next, Some(',' | '.' | '-' | '+'))
            && second.is_some_and(|c| c.is_ascii_digit()))
            || (next == Some(',') && second == Some('-'));
        !hangs_before && !hangs_after
    }

    /// How many groups from this one are a date or two times of day.
    pub fn date_or_time(&self, first: usize) -> Option<usize> {
        let value = |at: usize| -> Option<u32> {
            let group = self.groups.get(first + at)?;
            self.text.get(group.clone())?.parse().ok()
        };
        let len = |at: usize| self.groups.get(first + at).map_or(0, Range::len);
        let separator =
            |at: usize| self.separators(first + at, first + at + 1).next().unwrap_or("");
        let year = |n: u32| (1900..2100).contains(&n);
        if len(0) == 8 {
            let whole = value(0)?;
            let (y, m, d) = (whole / 10_000, whole / 100 % 100, whole % 100);
            let reversed = (whole % 10_000, whole / 10_000 % 100, whole / 1_000_000);
            let is_date = |(y, m, d): (u32, u32, u32)| {
                year(y) && (1..=12).contains(&m) && (1..=31).contains(&d)
            };
            return (is_date((y, m, d)) || is_date(reversed)).then_some(1);
        }
        let (a, b) = (value(0)?, value(1)?);
        if year(a) && year(b) && len(0) == 4 && len(1) == 4 {
            return Some(2);
        }
        let c = value(2);
        if let Some(c) = c {
            let signs = matches!(separator(0), "." | "-" | "/")
                && matches!(separator(1), "." | "-" | "/" | " ");
            let ymd = len(0) == 4 && year(a) && b <= 12 && c <= 31;
            let dmy = len(0) <= 2
                && len(1) <= 2
                && a <= 31
                && (1..=12).contains(&b)
                && (len(2) == 2 || (len(2) == 4 && year(c)));
            if signs
                && (ymd
                    || (dmy
                        && separator(0) != " "
                        && !(separator(0) == separator(1) && len(3) == 2)))
            {
                return Some(3);
            }
        }
        if let (Some(c), Some(d)) = (c, value(3)) {
            let clock = |hour: u32, minute: u32| hour <= 24 && minute < 60;
            if separator(0) == "."
                && separator(2) == "."
                && separator(1) != "."
                && clock(a, b)
                && clock(c, d)
            {
                return Some(4);
            }
        }
        None
    }
}

/// Ten digits that begin as a Swedish mobile number does.
pub(super) fn is_swedish_mobile(digits: &[u8]) -> bool {
    digits.len() == 10 && matches!(digits, [0, 7, 0 | 2 | 3 | 6 | 9, ..])
}

/// Whether groups of a run have the form of a telephone number.
pub(super) fn is_phone(run: &Run<'_>, first: usize, last: usize) -> bool {
    let digits = run.digits(first, last);
    let lengths = run.lengths(first, last);
    let separators: Vec<&str> = run.separators(first, last).collect();
    let count = digits.len();
    if separators.iter().any(|s| matches!(*s, "/" | "," | "+" | " - ")) {
        return false;
    }
    if run.has_plus(first) {
        return (8..=15).contains(&count);
    }
    if matches!(digits.as_slice(), [0, 0, 1..=9, ..]) {
        return (10..=15).contains(&count);
    }
    // Apart by one sign all the way, but for the one behind an area code.
    let even = separators.windows(2).skip(1).all(|pair| pair.first() == pair.last());
    let same = separators.windows(2).all(|pair| pair.first() == pair.last());
    match digits.first() {
        Some(0) => {
            let area = matches!(lengths.first(), Some(2..=5)) && lengths.len() > 1;
            let swedish = area && even && (8..=11).contains(&count) && digits.get(1) != Some(&0);
            let plain = lengths.len() == 1
                && (is_swedish_mobile(&digits) || (count == 11 && digits.get(1) == Some(&7)));
            let not_decimal = separators.first() != Some(&".");
            (swedish && not_decimal) || plain
        }
        Some(2..=9) if count == 8 && same => match lengths.as_slice() {
            [8] | [2, 2, 2, 2] | [3, 2, 3] | [2, 6] => true,
            // Not the beginning of a longer number in fours.
            [4, 4] => run.groups.get(last + 1).is_none_or(|next| next.len() != 4),
            [2, 3, 3] => separators.first() == Some(&" "),
            _ => false,
        },
        Some(2..=9) if count == 10 => lengths == [3, 3, 4] && separators.last() == Some(&"-"),
        _ => false,
    }
}
