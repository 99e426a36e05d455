//! A page's counts ("1,2 t", "30K") as numbers.

use crate::reading::Lang;
use crate::text::{lower, lowered};

/// What a word after a number multiplies it by. A count has no hours, so "t"
/// is a thousand here.
const FACTORS: &[(u64, &[&str])] = &[
    (1_000, &["k", "t", "tn", "tus", "tusen", "tusind", "tusinde", "tusund", "thousand"]),
    (
        1_000_000,
        &[
            "m",
            "mn",
            "mio",
            "mill",
            "milj",
            "million",
            "millioner",
            "millionar",
            "millions",
            "miljon",
            "miljoner",
        ],
    ),
    (
        1_000_000_000,
        &[
            "b",
            "bn",
            "md",
            "mia",
            "mrd",
            "mdr",
            "milliard",
            "milliarder",
            "milliardar",
            "miljard",
            "miljarder",
            "billion",
            "billions",
        ],
    ),
];

/// "others", after a number that leaves out the people named before it.
const OTHERS: &[&str] = &[
    "andre", "anden", "andra", "annan", "annen", "anna", "other", "others", "more", "til", "till",
    "fler",
];

/// "and", between the people named and the number of others.
const AND: &[&str] = &["og", "och", "and", "&"];

/// The number that the words of a page show: "1,2 t" (Danish thousand) is
/// 1200, "30K" 30000, "Love: 181 people" 181, "Bo, Lise og 28 andre" 30. None
/// where there is none.
#[must_use]
pub fn read(words: &str, ui: Option<Lang>) -> Option<u64> {
    let start = first_number(words)?;
    let (before, rest) = words.split_at_checked(start)?;
    // A score below nothing counts nobody.
    let minus = before.strip_suffix(['-', '−']);
    if minus.is_some_and(|before| !before.ends_with(char::is_alphanumeric)) {
        return None;
    }
    let figures_end = figures_end(rest, ui);
    let (figures, after) = rest.split_at_checked(figures_end)?;
    let word: String =
        after.trim_start().chars().take_while(|letter| letter.is_alphabetic()).map(lower).collect();
    let count = match factor(&word) {
        Some(factor) => multiplied(figures, factor)?,
        None => whole(figures)?,
    };
    let unnamed = OTHERS.contains(&word.as_str());
    let named = if unnamed { people_named(before) } else { 0 };
    count.checked_add(named)
}

/// What a word after a number multiplies it by: "t", "mio", "K".
pub(super) fn factor(word: &str) -> Option<u64> {
    let word = lowered(word);
    let factor = FACTORS.iter().find(|(_, names)| names.contains(&word.as_str()));
    factor.map(|(factor, _)| *factor)
}

/// Where the first digit stands that is not part of a word ("Blink182").
fn first_number(words: &str) -> Option<usize> {
    let mut in_word = false;
    for (at, letter) in words.char_indices() {
        if letter.is_ascii_digit() && !in_word {
            return Some(at);
        }
        in_word = letter.is_alphabetic() || in_word && letter.is_ascii_digit();
    }
    None
}

/// Where the figures end with which `rest` begins. A space belongs to them
/// where three digits follow, but in English, which writes none.
fn figures_end(rest: &str, ui: Option<Lang>) -> usize {
    let letters: Vec<(usize, char)> = rest.char_indices().collect();
    let is_digit =
        |place: usize| letters.get(place).is_some_and(|(_, letter)| letter.is_ascii_digit());
    let digits_from =
        |place: usize| (place..place + 4).take_while(|place| is_digit(*place)).count();
    for (place, (at, letter)) in letters.iter().enumerate() {
        let belongs = match letter {
            '0'..='9' => true,
            '.' | ',' | '\'' | '’' => is_digit(place + 1),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => digits_from(place + 1) == 3,
            ' ' => ui != Some(Lang::En) && digits_from(place + 1) == 3,
            _ => false,
        };
        if !belongs {
            return *at;
        }
    }
    rest.len()
}

/// Groups of digits as one whole number: "1.234", "12 345". None for "1,2",
/// which counts nothing.
fn whole(figures: &str) -> Option<u64> {
    let groups = groups(figures);
    let are_thousands = groups.iter().skip(1).all(|group| group.len() == 3);
    are_thousands.then(|| groups.concat().parse().ok()).flatten()
}

/// Figures before "thousand" or the like: the last mark is a decimal sign,
/// but where the same mark stands twice ("1.234.567 t") or is a space.
fn multiplied(figures: &str, factor: u64) -> Option<u64> {
    let marks: Vec<char> = figures.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    let is_decimal = match marks.as_slice() {
        [mark] => matches!(mark, '.' | ','),
        [.., before, mark] => matches!(mark, '.' | ',') && before != mark,
        [] => false,
    };
    let mut groups = groups(figures);
    let decimals = if is_decimal { groups.pop()? } else { "" };
    let whole: u64 = groups.concat().parse().ok()?;
    let scale =
        u32::try_from(decimals.len()).ok().and_then(|digits| 10_u128.checked_pow(digits))?;
    let parts: u128 = if decimals.is_empty() { 0 } else { decimals.parse().ok()? };
    let fraction = parts.checked_mul(u128::from(factor))? / scale;
    whole.checked_mul(factor)?.checked_add(u64::try_from(fraction).ok()?)
}

/// The digits between the marks.
fn groups(figures: &str) -> Vec<&str> {
    figures.split(|letter: char| !letter.is_ascii_digit()).collect()
}

/// How many people "Bo, Lise og " names. What stands before a colon is no
/// name.
fn people_named(before: &str) -> u64 {
    let names = before.rsplit(':').next().unwrap_or(before).trim();
    let Some((names, and)) = names.rsplit_once(char::is_whitespace) else {
        return 0;
    };
    if !AND.contains(&lowered(and).as_str()) {
        return 0;
    }
    names.split(',').filter(|name| !name.trim().is_empty()).count() as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(ui: Option<Lang>, cases: &[(&str, Option<u64>)]) {
        for (words, expected) in cases {
            assert_eq!(read(words, ui), *expected, "{words:?} {ui:?}");
        }
    }

    #[test]
    fn reads_danish_counts() {
        check(
            Some(Lang::Da),
            &[
                ("1,2 t", Some(1_200)),
                ("1,2 t.", Some(1_200)),
                ("30 t kommentarer", Some(30_000)),
                ("1,2 mio.", Some(1_200_000)),
                ("1,2\u{a0}tusind", Some(1_200)),
                ("1.234", Some(1_234)),
                ("1.234.567", Some(1_234_567)),
                ("12 345", Some(12_345)),
                ("4 svar", Some(4)),
                ("Alle reaktioner: 30", Some(30)),
                ("Alle reaktioner:1,2 t", Some(1_200)),
                ("181 personer", Some(181)),
                ("Synes godt om: 1.181 personer", Some(1_181)),
                ("Bo Hansen og 28 andre", Some(29)),
                ("Bo Hansen, Lise og 28 andre", Some(30)),
                ("Alle reaktioner: Bo og 3 andre", Some(4)),
                ("3 mia.", Some(3_000_000_000)),
                ("Ingen kommentarer", None),
                ("4,5", None),
                ("", None),
            ],
        );
    }

    #[test]
    fn reads_norwegian_counts() {
        for ui in [Lang::Nb, Lang::Nn] {
            check(
                Some(ui),
                &[
                    ("1,2 mill.", Some(1_200_000)),
                    ("1,2k", Some(1_200)),
                    ("1,2 tusen", Some(1_200)),
                    ("2 181 personer", Some(2_181)),
                    ("Vis 4 svar", Some(4)),
                    ("4 delinger", Some(4)),
                    ("1 mrd.", Some(1_000_000_000)),
                    ("Kari og 1 annen", Some(2)),
                    ("0 kommentarer", Some(0)),
                ],
            );
        }
    }

    #[test]
    fn reads_swedish_counts() {
        check(
            Some(Lang::Sv),
            &[
                ("3 tn", Some(3_000)),
                ("1,2\u{a0}tn", Some(1_200)),
                ("2 mn", Some(2_000_000)),
                ("2,5 mn gilla-markeringar", Some(2_500_000)),
                ("12\u{202f}345 visningar", Some(12_345)),
                ("Anna och 7 andra", Some(8)),
                ("Gilla: 181 personer", Some(181)),
            ],
        );
    }

    #[test]
    fn reads_english_counts() {
        check(
            Some(Lang::En),
            &[
                ("1.2K", Some(1_200)),
                ("30K", Some(30_000)),
                ("30k+", Some(30_000)),
                ("1.234K", Some(1_234)),
                ("1,234", Some(1_234)),
                ("1,234.5K", Some(1_234_500)),
                ("1.2M views", Some(1_200_000)),
                ("Love: 181 people", Some(181)),
                ("99+", Some(99)),
                ("Blink182: 30 likes", Some(30)),
                ("3 100", Some(3)),
                ("Ann, Bo and 28 others", Some(30)),
                ("view 3 more comments", Some(3)),
                ("2B", Some(2_000_000_000)),
                ("like", None),
                ("-1", None),
                ("(−3 points)", None),
                ("Bo - 3 likes", Some(3)),
                ("top-10", Some(10)),
            ],
        );
    }

    #[test]
    fn reads_counts_without_a_language() {
        check(
            None,
            &[
                ("1,2 t", Some(1_200)),
                ("1.234", Some(1_234)),
                ("1'234", Some(1_234)),
                ("99999999999999999999", None),
                ("99999999999999999 mio", None),
                ("0,00000000000000000000000000000000000000000000001 t", None),
            ],
        );
    }

    proptest! {
        #[test]
        fn no_words_panic(words in any::<String>(), figures in "[0-9., kKtm]{0,60}") {
            let _ = (read(&words, None), read(&figures, Some(Lang::Da)));
        }

        #[test]
        fn a_number_reads_back(count in 0_u64..1_000_000_000) {
            prop_assert_eq!(read(&format!("{count} svar"), None), Some(count));
        }
    }
}
