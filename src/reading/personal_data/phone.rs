//! Which groups of digits have the form of a telephone number.

use super::digits::{Between, Part};

/// Ten digits that begin as a Swedish mobile number does.
pub(super) fn is_swedish_mobile(digits: &[u8]) -> bool {
    digits.len() == 10 && matches!(digits, [0, 7, 0 | 2 | 3 | 6 | 9, ..])
}

/// Whether it is one; `said` where a word before it says so.
pub(super) fn is_phone(part: &Part<'_>, said: bool) -> bool {
    use Between::{Close, Comma, Dot, Hyphen, Open, Plus, Slash, Space};
    let digits = part.digits;
    let lengths = part.lengths();
    let between = part.between();
    if between.iter().any(|sign| matches!(sign, Comma | Plus)) {
        return false;
    }
    if part.has_plus() {
        return is_international(digits) && !between.contains(&Slash);
    }
    if let [0, 0, rest @ ..] = digits {
        // Parcels begin with two noughts too: unless it is said, of Europe or America.
        let near = said || lengths.len() > 1 || matches!(rest, [1 | 3 | 4, ..]);
        return near && is_international(rest) && part.only(&[Space, Hyphen, Dot, Open, Close]);
    }
    let behind_area = between.get(1..).unwrap_or(&[]);
    let even = behind_area.windows(2).all(|pair| pair.first() == pair.last());
    if behind_area.iter().any(|sign| matches!(sign, Open | Close | Slash)) && !said {
        return false;
    }
    match (digits.first(), digits.len()) {
        (Some(0), count) => is_with_area(part, count, even, said),
        (Some(1), 8) => said && part.is_even(),
        (Some(_), 8) if part.is_even() => is_eight(part, said),
        // Apart by two signs: "22 33-44 55".
        (Some(_), 8) => said,
        (Some(_), 10) if matches!(digits, [4, 5..=7, ..]) => {
            lengths == [2, 2, 2, 2, 2] || (said && matches!(lengths, [2, ..] | [10]))
        }
        (Some(2..=9), 10) => {
            lengths == [3, 3, 4]
                && (said
                    || between == [Close, Hyphen]
                    || matches!(between, [Hyphen | Dot | Close, Hyphen | Dot]))
        }
        // A Swedish mobile without its nought.
        (Some(7), 9) => said && matches!(lengths, [2, ..]),
        // Icelandic.
        (Some(4..=8), 7) => said && lengths == [3, 4],
        // Mistyped, or a country's code without its plus sign.
        (Some(2..=9), 9..=13) => {
            let usual = lengths.iter().all(|len| (2..=4).contains(len)) && part.is_even();
            said && usual && (digits.len() == 9 || is_international(digits))
        }
        _ => false,
    }
}

/// Eight digits: Danish and Norwegian numbers, in any groups where a word
/// says what they are, else in the usual ones.
fn is_eight(part: &Part<'_>, said: bool) -> bool {
    let round = part.digits.get(5..) == Some(&[0, 0, 0]);
    let usual = match part.lengths() {
        [8]
        | [2, 2, 2, 2]
        | [3, 2, 3]
        | [2, 6]
        | [2, 2, 4]
        | [4, 2, 2]
        | [2, 4, 2]
        | [3, 5]
        | [1, 1, 1, 1, 1, 1, 1, 1] => true,
        // Not the beginning of a longer number in fours.
        [4, 4] => true,
        // "25 000 000" is an amount.
        [2, 3, 3] | [3, 3, 2] => !round && part.between().first() != Some(&Between::Dot),
        _ => false,
    };
    // "55.676098" is a place.
    let usual = usual && (part.lengths() != [2, 6] || part.between() != [Between::Dot]);
    said || (usual && !part.between().contains(&Between::Slash))
}

/// Digits behind a plus sign: a country's code, and as many as are usual there.
fn is_international(digits: &[u8]) -> bool {
    let count = digits.len();
    match digits {
        [4, 5 | 7, ..] => count == 10 || (count == 11 && digits.get(2) == Some(&0)),
        [4, 6, 0, ..] => (10..=13).contains(&count),
        [4, 6, ..] => (9..=12).contains(&count),
        [1, ..] => count == 11,
        [3, 5, 3 | 4, ..] => (10..=13).contains(&count),
        [2, 9, 8 | 9, ..] => count == 9,
        [3, 7, 0..=2, ..] => (10..=11).contains(&count),
        [4, 4, ..] => (11..=13).contains(&count),
        [0, ..] => false,
        _ => (8..=14).contains(&count),
    }
}

/// An area code that begins with nought, or a mobile number that does.
fn is_with_area(part: &Part<'_>, count: usize, even: bool, said: bool) -> bool {
    let digits = part.digits;
    let lengths = part.lengths();
    let area = match digits {
        [0, 8 | 9, ..] => matches!(lengths.first(), Some(2..=5)),
        // "01 23 45 67 89" is French; a date in pairs is no number.
        _ if lengths.first() == Some(&2) => count == 10 || said,
        _ => matches!(lengths.first(), Some(3..=5)),
    };
    if lengths.len() == 1 {
        return is_swedish_mobile(digits)
            || (count == 11 && digits.get(1) == Some(&7))
            || (said && (9..=11).contains(&count));
    }
    let sign = part.between().first();
    area && even
        && (8..=12).contains(&count)
        && (said || (lengths.iter().skip(1).all(|&len| len >= 2) && sign != Some(&Between::Dot)))
        && digits.get(1) != Some(&0)
}
