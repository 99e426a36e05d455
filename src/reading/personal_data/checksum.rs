//! The dates and check digits that numbers carry. All take digits as values 0 to 9.

/// A Danish CPR number: a date; its check digit decides nothing since 2007.
pub(super) fn is_cpr(digits: &[u8]) -> bool {
    let [d1, d2, m1, m2, y1, y2, ..] = *digits else {
        return false;
    };
    digits.len() == 10 && is_day(d1 * 10 + d2, m1 * 10 + m2, y1 * 10 + y2)
}

/// A Norwegian fødselsnummer or D-number (day + 40): a date and two check
/// digits. Numbers made for tests have 40 or 80 added to the month.
pub(super) fn is_fodselsnummer(digits: &[u8]) -> bool {
    let [d1, d2, m1, m2, y1, y2, ..] = *digits else {
        return false;
    };
    let day = d1 * 10 + d2;
    let day = if day > 40 { day - 40 } else { day };
    digits.len() == 11
        && is_day(day, (m1 * 10 + m2) % 40, y1 * 10 + y2)
        && weighted(digits, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).is_multiple_of(11)
        && weighted(digits, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

/// The ten digits of a Swedish personnummer or samordningsnummer (day + 60): a
/// date and Luhn's check digit.
pub(super) fn is_personnummer(digits: &[u8]) -> bool {
    let [y1, y2, m1, m2, d1, d2, ..] = *digits else {
        return false;
    };
    let day = d1 * 10 + d2;
    let day = if day > 60 { day - 60 } else { day };
    digits.len() == 10 && is_day(day, m1 * 10 + m2, y1 * 10 + y2) && is_luhn(digits)
}

/// A payment card: an issuer's beginning, its length, and Luhn's check digit.
pub(super) fn is_card(digits: &[u8]) -> bool {
    let head = digits.iter().take(4).fold(0_u32, |head, &digit| head * 10 + u32::from(digit));
    let issued = match digits.len() {
        13 => head / 1000 == 4,
        14 => matches!(head / 100, 30 | 36 | 38),
        // An IMEI has fifteen digits and Luhn's digit too.
        15 => matches!(head / 100, 34 | 37),
        16 => {
            matches!(head / 1000, 4)
                || matches!(head / 100, 51..=55 | 62 | 65 | 67)
                || matches!(head, 2221..=2720 | 3528..=3589 | 5019 | 6011)
        }
        19 => matches!(head / 1000, 4 | 6),
        _ => false,
    };
    issued && is_luhn(digits)
}

/// A Norwegian account: eleven digits, the last by modulus 11.
pub(super) fn is_norwegian_account(digits: &[u8]) -> bool {
    digits.len() == 11 && weighted(digits, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

/// An IBAN in capitals without spaces: its country's length, and modulus 97.
pub(super) fn is_iban(compact: &[u8]) -> bool {
    let expected = match compact.get(..2) {
        Some(b"NO") => 15,
        Some(b"BE") => 16,
        Some(b"DK" | b"FO" | b"GL" | b"FI" | b"NL") => 18,
        Some(b"MK" | b"SI") => 19,
        Some(b"AT" | b"BA" | b"EE" | b"LT" | b"LU" | b"XK") => 20,
        Some(b"CH" | b"HR" | b"LI" | b"LV") => 21,
        Some(b"BG" | b"DE" | b"GB" | b"GE" | b"IE" | b"ME" | b"RS") => 22,
        Some(b"AE" | b"GI" | b"IL") => 23,
        Some(b"AD" | b"CZ" | b"ES" | b"MD" | b"PK" | b"RO" | b"SA" | b"SE" | b"SK") => 24,
        Some(b"PT") => 25,
        Some(b"IS" | b"TR") => 26,
        Some(b"FR" | b"GR" | b"IT" | b"MC" | b"SM") => 27,
        Some(b"AL" | b"AZ" | b"BY" | b"CY" | b"HU" | b"LB" | b"PL") => 28,
        Some(b"UA") => 29,
        Some(b"MT") => 31,
        _ => return false,
    };
    if compact.len() != expected {
        return false;
    }
    let (head, tail) = compact.split_at(4);
    let rest = tail.iter().chain(head).fold(0_u32, |rest, byte| {
        let longer = match byte {
            b'0'..=b'9' => rest * 10 + u32::from(byte - b'0'),
            b'A'..=b'Z' => rest * 100 + u32::from(byte - b'A') + 10,
            _ => rest,
        };
        longer % 97
    });
    rest == 1
}

fn is_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &digit)| match (place % 2, u32::from(digit) * 2) {
            (0, _) => u32::from(digit),
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum();
    sum.is_multiple_of(10)
}

fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(&digit, weight)| u32::from(digit) * weight).sum()
}

/// Whether a month has such a day; of the year two digits are known.
fn is_day(day: u8, month: u8, year: u8) -> bool {
    let days = match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Vec<u8> {
        text.bytes().map(|byte| byte - b'0').collect()
    }

    #[test]
    fn a_d_number_is_a_fodselsnummer() {
        let valid =
            |head: &str| (0..100).any(|end| is_fodselsnummer(&digits(&format!("{head}{end:02}"))));
        assert!((100..110).any(|n| valid(&format!("410190{n}"))));
        assert!(!(100..110).any(|n| valid(&format!("400190{n}"))));
    }

    #[test]
    fn a_wrong_digit_is_no_iban() {
        assert!(is_iban(b"SE4550000000058398257466"));
        assert!(!is_iban(b"SE4550000000058398257467"));
        assert!(!is_iban(b"NO"));
    }
}
