//! `personal_data_public`: personal data stands in the answer, also when the
//! customer wrote it or has it on the account.

use std::ops::Range;

use crate::reading::personal_data;
use crate::reading::{PersonalData, PersonalDataKind};
use crate::text::{lower, lowered};

use super::super::Situation;
use super::words::{sentences, words};
use super::{Find, Hit, Level, Rule, Says};

pub const RULE: Rule = Rule {
    name: "personal_data_public",
    level: Level::Warn,
    source: "GDPR articles 5(1)(f) and 6: an answer in public discloses to everyone; research, rule 14",
    says: Says {
        da: "Her står personoplysninger, som alle kan læse.",
        nb: "Her står det personopplysninger som alle kan lese.",
        nn: "Her står det personopplysningar som alle kan lese.",
        sv: "Här står personuppgifter som alla kan läsa.",
        en: "This shows personal data to everyone.",
    },
    find: Find::Words(find),
};

/// Words beside a number or address that is the company's own.
const OWN: &[&str] = &[
    "os",
    "oss",
    "us",
    "vores",
    "vår",
    "vårt",
    "våre",
    "våra",
    "our",
    "kundeservice",
    "kundeservicen",
    "kundesenter",
    "kundesenteret",
    "kundtjänst",
    "support",
    "hotline",
    "reception",
    "receptionen",
    "resepsjonen",
    "butik",
    "butikken",
    "butikk",
    "butiken",
    "store",
    "shop",
    "kontor",
    "kontoret",
    "office",
    "hovedkontor",
    "vagttelefon",
    "vakttelefon",
    "giftinformasjonen",
    "giftinformasjon",
    "giftlinjen",
    "giftinformationscentralen",
    "emergency",
];

/// Parts of such words.
const OWN_PARTS: &[&str] = &[
    "linje",
    "linja",
    "linjen",
    "linjan",
    "butik",
    "kontor",
    "hotline",
    "helpline",
    "vagttele",
    "vakttele",
    "jour",
    "kundeservice",
    "kundesenter",
    "kundtjänst",
    "kundservice",
    "support",
    "station",
    "stasjon",
    "filial",
    "afdeling",
    "avdeling",
    "avdelning",
    "branch",
    "lager",
    "warehouse",
    "skranke",
    "showroom",
    "verksted",
    "værksted",
    "verkstad",
    "borgerservice",
    "rådhus",
    "bibliotek",
    "udleverings",
    "utlevering",
    "utlämning",
    "pakkeshop",
    "ombud",
    "posthus",
    "postkont",
    "skranken",
    "legevakt",
    "lægevagt",
    "switchboard",
    "sentralbord",
    "växel",
    "omstilling",
    "centralen",
    "sentralen",
    "telefonen",
    "desk",
    "depot",
    "museet",
    "hallen",
    "arbeid",
    "arbejd",
    "arbete",
    "gravear",
    "works",
    "roadwork",
];
/// Words by which the customer is told to call.
const CALL: &[&str] = &[
    "ring",
    "ringe",
    "ringje",
    "ringa",
    "call",
    "phone",
    "nå",
    "når",
    "reach",
    "kontakt",
    "kontakte",
    "kontakta",
    "contact",
    "spær",
    "sperr",
    "spärr",
    "spärra",
    "text",
    "sms",
    "tlf",
    "telefon",
    "åbent",
    "åpent",
    "ope",
    "öppet",
    "open",
    "number",
    "nummer",
    "nummeret",
    "numret",
    "freephone",
];
const NUMBER: &[&str] = &[
    "number",
    "nummer",
    "numret",
    "nummeret",
    "telefon",
    "phone",
    "mobil",
    "mobile",
    "telefonnummer",
    "mobilnummer",
];
const YOURS: &[&str] =
    &["dig", "deg", "din", "di", "dit", "ditt", "dine", "dina", "your", "du", "you", "bor", "bur"];

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let places = sentences(draft);
    // "Hilsen Jonas, Treningssenter 24" is no address.
    let names = situation.page_names.iter().filter(|name| name.contains(' '));
    let named: Vec<_> = names.flat_map(|name| draft.match_indices(name.as_str())).collect();
    let names_us = |place: &Range<usize>| {
        named.iter().any(|(at, name)| *at <= place.start && place.end <= at + name.len())
    };
    personal_data::find(draft)
        .into_iter()
        .filter(|data| !names_us(&data.range))
        .filter(|data| {
            let text = draft.get(data.range.clone()).unwrap_or_default();
            is_the_customers(text, situation)
                || !is_the_companys(data, text, draft, &places, situation)
        })
        .map(|data| {
            let shown = draft.get(data.range.clone()).unwrap_or_default();
            Hit { fix: Some(shown.chars().map(|_| '•').collect()), range: data.range }
        })
        .collect()
}

/// The customer wrote it.
fn is_the_customers(text: &str, situation: &Situation<'_>) -> bool {
    let bare =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).map(lower).collect::<String>();
    situation
        .reading
        .personal_data
        .iter()
        .filter_map(|data| situation.post.get(data.range.clone()))
        .any(|written| bare(written) == bare(text))
}

fn is_the_companys(
    data: &PersonalData,
    text: &str,
    draft: &str,
    places: &[std::ops::Range<usize>],
    situation: &Situation<'_>,
) -> bool {
    match data.kind {
        PersonalDataKind::Email => {
            let host = lowered(text.rsplit('@').next().unwrap_or_default());
            // "Harbour Broadband" writes from harbourbroadband.no.
            let label = host.rsplit('.').nth(1).unwrap_or_default();
            let is_named = |name: &String| {
                label.chars().count() >= 4 && lowered(name).replace(' ', "").starts_with(label)
            };
            situation.page_names.iter().any(is_named)
                || situation.domains.iter().map(|domain| lowered(domain)).any(|domain| {
                    host == domain
                        || host.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.'))
                })
        }
        PersonalDataKind::Phone | PersonalDataKind::Address => {
            let sentence = places.iter().find(|place| place.contains(&data.range.start));
            let before = sentence
                .and_then(|place| draft.get(place.start..data.range.start))
                .unwrap_or_default();
            // "Our driver went to the old one; we've got you down at …": what stands before is of us.
            let clause = before.rsplit(';').next().unwrap_or_default();
            let is_of_you = words(clause).any(|(_, word)| YOURS.contains(&lowered(word).as_str()));
            let before = if is_of_you { clause } else { before };
            let whole = sentence.and_then(|place| draft.get(place.clone())).unwrap_or_default();
            let is_own = |(_, word): (_, &str)| {
                let word = lowered(word);
                OWN.contains(&word.as_str()) || OWN_PARTS.iter().any(|part| word.contains(part))
            };
            let has = |text, sought: &[&str]| {
                words(text).any(|(_, word)| sought.contains(&lowered(word).as_str()))
            };
            // "Spær kortet på 70 10 00 00": the customer calls, and nobody calls the customer.
            let near = last_words(before, NEAR);
            // "Dit nummer 20 12 34 56 er åbnet."
            let is_yours = words(near).zip(words(near).skip(1)).any(|((_, whose), (_, what))| {
                YOURS.contains(&lowered(whose).as_str()) && NUMBER.contains(&lowered(what).as_str())
            });
            let is_called = data.kind == PersonalDataKind::Phone
                && has(near, CALL)
                && !is_yours
                && !has(
                    near,
                    &["jeg", "eg", "jag", "vi", "we", "i'll", "we'll", "i've", "dig", "deg"],
                )
                && !words(near).any(|(_, word)| word == "I");
            words(before).any(is_own) || is_called || {
                // "Butikken flytter. Torggata 3 åpner mandag."
                data.kind == PersonalDataKind::Address
                    && words(whole).any(is_own)
                    && !has(whole, YOURS)
            }
        }
        _ => false,
    }
}

/// So many words before a number say whose it is.
const NEAR: usize = 5;

/// The end of a text, from its last few words on.
fn last_words(text: &str, count: usize) -> &str {
    let starts: Vec<usize> = words(text).map(|(range, _)| range.start).collect();
    let from = starts.len().checked_sub(count).and_then(|at| starts.get(at));
    text.get(from.copied().unwrap_or(0)..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, marks};
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn the_customers_data_is_marked() {
        marks(&RULE, Lang::Da, &[("Jeg ringer på 20 12 34 56 i dag.", &["20 12 34 56"])]);
        marks(&RULE, Lang::Da, &[("Dit nummer 20 12 34 56 er åbnet.", &["20 12 34 56"])]);
        marks(&RULE, Lang::Nb, &[("Pakken sendes til kari@example.com.", &["kari@example.com"])]);
        marks(&RULE, Lang::Nn, &[("Eg ringjer deg på 412 34 567.", &["412 34 567"])]);
        marks(&RULE, Lang::Sv, &[("Jag ringer dig på 070-123 45 67.", &["070-123 45 67"])]);
        marks(&RULE, Lang::En, &[("I wrote to tom@example.com.", &["tom@example.com"])]);
        marks(&RULE, Lang::En, &[("It was posted to 27 Quarry Lane.", &["27 Quarry Lane"])]);
        let moved = "Our driver went to the old one; we've now got you down at 27 Quarry Lane.";
        marks(&RULE, Lang::En, &[(moved, &["27 Quarry Lane"])]);
    }

    #[test]
    fn the_companys_own_and_plain_numbers_are_not() {
        marks(
            &RULE,
            Lang::Da,
            &[
                ("Ring til os på 72 12 00 00.", &[]),
                ("Skriv til lise@telenor.dk.", &[]),
                ("Skriv til hjelp@telenor.no.", &[]),
                (
                    "Vælg det på siden, eller skriv i en privat besked, eller ring på 70 10 20 30.",
                    &[],
                ),
            ],
        );
        marks(
            &RULE,
            Lang::Nb,
            &[
                ("Ring kundeservice på 915 09 000.", &[]),
                ("Du betalte 1299,00 kr 03.08.2012.", &[]),
            ],
        );
        marks(&RULE, Lang::Nn, &[("Ring oss på 915 09 000.", &[])]);
        marks(
            &RULE,
            Lang::Sv,
            &[("Ring kundtjänst på 020-22 22 22.", &[]), ("Ordernummer 12345 är på väg.", &[])],
        );
        marks(&RULE, Lang::En, &[("Call us on +45 72 12 00 00.", &[]), ("Call 112 now.", &[])]);
    }

    #[test]
    fn the_number_the_customer_wrote_is_marked_whatever_stands_beside_it() {
        let mut case = Case::new(Lang::Da);
        case.post = "Ring til mig på 20123456";
        case.reading.personal_data =
            vec![PersonalData { kind: PersonalDataKind::Phone, range: 17..25 }];
        let hits = find("Vi ringer på 20 12 34 56.", &case.situation());
        assert_eq!(hits.len(), 1);
    }

    #[test]
    fn our_own_name_is_no_address() {
        let mut case = super::super::testing::Case::new(Lang::Nb);
        let draft = "Vi vasker i dag.\nHilsen Jonas, Treningsveien 24";
        assert_eq!(find(draft, &case.situation()).len(), 1);
        case.page_names.push("Treningsveien 24".to_owned());
        assert!(find(draft, &case.situation()).is_empty());
    }
}
