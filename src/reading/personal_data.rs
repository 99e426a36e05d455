//! Personal data in a text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Lang, Marked};
use crate::sort;

mod address;
mod checksum;
mod digits;
mod email;
mod number;
mod phone;

/// A kind of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonalDataKind {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// CPR, fødselsnummer, personnummer.
    NationalId,
    /// A payment card's number.
    Card,
    /// An international bank account number.
    Iban,
    /// A Nordic bank account.
    BankAccount,
    /// Street and number.
    Address,
    /// A customer number beside a word that says so.
    CustomerNumber,
}

/// A span of personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalData {
    /// What it is.
    pub kind: PersonalDataKind,
    /// Where: byte range, on character boundaries.
    pub range: Range<usize>,
}

/// Finds personal data in `text`, in order, never overlapping.
#[must_use]
pub fn find(text: &str) -> Vec<PersonalData> {
    of(&Marked::new(text, Lang::Und))
}

/// Replaces each character of personal data by a dot, so that what is left
/// keeps its place: offsets in characters stay true, offsets in bytes don't.
#[must_use]
pub fn mask(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for PersonalData { range, .. } in find(text) {
        masked.push_str(text.get(done..range.start).unwrap_or(""));
        masked.extend(text.get(range.clone()).unwrap_or("").chars().map(|_| '•'));
        done = range.end;
    }
    masked.push_str(text.get(done..).unwrap_or(""));
    masked
}

/// The personal data of a post.
#[inline(never)]
pub(super) fn of(post: &Marked<'_>) -> Vec<PersonalData> {
    let text = post.text.text;
    let mut found = Vec::new();
    email::find(text, &mut found);
    ibans(post, &mut found);
    address::find(post, &mut found);
    let mut found = apart(found);
    let mut numbers = Vec::new();
    number::find(post, &found, &mut numbers);
    found.append(&mut numbers);
    apart(found)
}

/// In order and without those that overlap: the first one stands, and the
/// longer of two that begin together.
fn apart(mut found: Vec<PersonalData>) -> Vec<PersonalData> {
    let mut kept: Vec<PersonalData> = Vec::with_capacity(found.len());
    sort::by_key(&mut found, |data| (data.range.start, std::cmp::Reverse(data.range.end)));
    for data in found {
        if kept.last().is_none_or(|last| last.range.end <= data.range.start) {
            kept.push(data);
        }
    }
    kept
}

/// Country letters, check digits and an account, the groups apart or not.
fn ibans(post: &Marked<'_>, found: &mut Vec<PersonalData>) {
    const LONGEST: usize = 34;
    for token in &post.text.tokens {
        let text = post.text.text.get(token.range.start..).unwrap_or("");
        let begins = matches!(
            text.as_bytes(),
            [b'A'..=b'Z' | b'a'..=b'z', b'A'..=b'Z' | b'a'..=b'z', b'0'..=b'9', b'0'..=b'9', ..]
        );
        if !begins {
            continue;
        }
        let mut compact = Vec::with_capacity(LONGEST);
        let mut ends = None;
        let mut bytes = text.bytes().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            if byte.is_ascii_alphanumeric() && compact.len() < LONGEST {
                compact.push(byte.to_ascii_uppercase());
                let next = bytes.peek().map(|(_, next)| *next);
                let group_ends =
                    next.is_none_or(|next| !next.is_ascii_alphanumeric() && next < 0x80);
                if group_ends && checksum::is_iban(&compact) {
                    ends = Some(at + 1);
                }
            } else if !matches!(byte, b' ' | b'-' | b'.') || compact.len() >= LONGEST {
                break;
            }
        }
        if let Some(len) = ends {
            found.push(PersonalData {
                kind: PersonalDataKind::Iban,
                range: token.range.start..token.range.start + len,
            });
        }
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a range off its boundary shall fail the test")]
mod tests {
    use super::*;

    /// Asserts what is found in a text: `kind:words`, apart by `|`.
    fn check(text: &str, expected: &str) {
        let found: Vec<_> = find(text)
            .iter()
            .map(|data| {
                let kind = serde_json::to_string(&data.kind).unwrap();
                format!("{}:{}", kind.trim_matches('"'), &text[data.range.clone()])
            })
            .collect();
        assert_eq!(found.join("|"), expected, "{text}");
    }

    #[test]
    fn phones() {
        check("Ring på 22 33 44 55 tak", "phone:22 33 44 55");
        check("Ring til mig på 22334455.", "phone:22334455");
        check("tlf. 400 12 345", "phone:400 12 345");
        check("mobil +47 912 34 567, haster", "phone:+47 912 34 567");
        check("0045 22 33 44 55", "phone:0045 22 33 44 55");
        check("Nummer: 070-123 45 67", "phone:070-123 45 67");
        check("ring 0701234567", "phone:0701234567");
        check("08-123 456 78", "phone:08-123 456 78");
        check("call me on +44 7700 900123", "phone:+44 7700 900123");
        check("(555) 123-4567", "phone:(555) 123-4567");
        check("Ordre 12345678, tlf 22 33 44 55", "phone:22 33 44 55");
    }

    #[test]
    fn emails_() {
        check("skriv til a.b+c@firma.co.uk.", "email:a.b+c@firma.co.uk");
        check("øyvind@eksempel.no!", "email:øyvind@eksempel.no");
        check("@lise hej @ alle a@b", "");
    }

    #[test]
    fn national_ids_need_a_date_and_their_checksum() {
        check("cpr 010190-1234", "national_id:010190-1234");
        check("mit cpr er 3112851234", "national_id:3112851234");
        check("320190-1234", "");
        check("fnr 01019012480", "national_id:01019012480");
        check("01019012481", "");
        check("personnummer 811228-9874", "national_id:811228-9874");
        check("19811228-9874", "national_id:19811228-9874");
        check("811228-9875", "");
        check("samordningsnummer 701063-2391", "national_id:701063-2391");
    }

    #[test]
    fn cards_and_accounts() {
        check("kort 4111 1111 1111 1111", "card:4111 1111 1111 1111");
        check("4111 1111 1111 1112", "");
        check("IMEI 353879234252633", "");
        check("NO93 8601 1117 947 takk", "iban:NO93 8601 1117 947");
        check("DK5000400440116243", "iban:DK5000400440116243");
        check("NO93 8601 1117 948", "");
        check("konto 8601.11.17947", "bank_account:8601.11.17947");
        check("reg. 1234 konto 0012345678", "bank_account:reg. 1234 konto 0012345678");
        check(
            "clearing 8327-9 konto 123 456 789",
            "bank_account:clearing 8327-9 konto 123 456 789",
        );
    }

    #[test]
    fn addresses_are_street_and_number() {
        check("Jeg bor Vestergade 12, 3. tv", "address:Vestergade 12");
        check("bor i Karl Johans gate 5B i Oslo", "address:Karl Johans gate 5B");
        check("på Nordre Allé 3", "address:Nordre Allé 3");
        check("Storgatan 14 i Umeå", "address:Storgatan 14");
        check("storgata 14", "address:storgata 14");
        check("I live at 221B Baker Street", "address:221B Baker Street");
        check("Strandvägen 7-9", "address:Strandvägen 7-9");
        check("alle 3 gange", "");
        check("gate 12 på flyplassen", "");
        check("på vei 3 ganger", "");
    }

    #[test]
    fn customer_numbers_stand_beside_a_word_that_says_so() {
        check("Kundenr. 1234567", "customer_number:1234567");
        check("mitt kundenummer er 445566", "customer_number:445566");
        check("kundnummer: 99887766", "customer_number:99887766");
        check("my account number is 5566778", "customer_number:5566778");
        check("1234567", "");
    }

    #[test]
    fn other_numbers_are_nobodys() {
        for text in [
            "Ordrenr 12345678",
            "ordrenummer: 4455 6677",
            "sag 22334455",
            "Order #22334455",
            "den 12.03.2024 kl. 16.54",
            "2012-08-02",
            "20240315",
            "kr 12 500 000",
            "1 299,00 kr",
            "499,- om måneden",
            "22 334 455 kr",
            "100/100 mbit",
            "1000/1000",
            "8000 Aarhus C",
            "0150 Oslo",
            "123 45 Stockholm",
            "åbent 08.00-16.00 og 20.00-22.00",
            "2019 2020",
            "fejlkode 80072EFD",
            "https://x.dk/22334455",
            "30000 likes og 3.000 kommentarer",
            "iPhone 15, 128 GB",
            "112",
            "05000",
            "tracking 370712345678901234",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn masking_keeps_places() {
        let text = "Ring på 22 33 44 55 æøå a@b.dk!";
        assert_eq!(mask(text), "Ring på ••••••••••• æøå ••••••!");
        assert_eq!(mask(text).chars().count(), text.chars().count());
    }
}
