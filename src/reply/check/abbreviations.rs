//! Abbreviations that a customer can't be expected to know: those that nobody uses
//! at home, and that the customer did not write.

use super::super::Situation;
use super::Hit;
use super::words::words;
use crate::text::lowered;

/// What everybody says.
const KNOWN: &[&str] = &[
    "sim",
    "esim",
    "sms",
    "mms",
    "tv",
    "pc",
    "it",
    "id",
    "pin",
    "puk",
    "wifi",
    "wi-fi",
    "usb",
    "hdmi",
    "gps",
    "pdf",
    "cd",
    "dvd",
    "led",
    "bbc",
    "itv",
    "nrk",
    "svt",
    "dr",
    "tv2",
    "hd",
    "uhd",
    "eu",
    "ees",
    "eøs",
    "uk",
    "usa",
    "us",
    "gdpr",
    "dm",
    "pm",
    "pb",
    "fb",
    "mvh",
    "vh",
    "kh",
    "ok",
    "cpr",
    "cvr",
    "nem-id",
    "nemid",
    "mitid",
    "bankid",
    "bank-id",
    "iban",
    "swift",
    "bic",
    "nav",
    "pbs",
    "bs",
    "mobilepay",
    "vipps",
    "swish",
    "qr",
    "kid",
    "ocr",
    "sas",
    "dsb",
    "nsb",
    "sj",
    "vy",
    "imei",
    "url",
    "app",
    "faq",
    "sos",
    "dk",
    "no",
    "se",
    "am",
    "ok",
    "ps",
    "nb",
    "obs",
    "kwh",
    "kw",
    "mb",
    "gb",
    "tb",
    "mbit",
    "gbit",
    "mbps",
    "mhz",
    "ghz",
    "khz",
    "db",
    "km",
    "kr",
    "dkk",
    "nok",
    "sek",
    "eur",
    "gbp",
    "usd",
    "iphone",
    "ipad",
    "ios",
    "imessage",
    "macos",
    "wc",
    "vip",
    "abs",
    "ir",
    "aa",
    "aaa",
    "ac",
    "dc",
    "hfi",
    "hpfi",
    "ceo",
    "hr",
    "utc",
    "cet",
    "pt",
    "pa",
    "fm",
    "am",
    "vhf",
    "p1",
    "p3",
    "p4",
    "dab",
    "as",
    "ab",
    "aps",
    "asa",
    "ltd",
    "plc",
    "cpu",
    "ssd",
    "vpn",
    "lte",
    "airpods",
    "appletv",
    "youtube",
    "linkedin",
    "paypal",
    "mastercard",
    "xl",
    "xxl",
    "xs",
    "dhl",
    "gls",
    "ups",
    "dao",
    "nhs",
    "aed",
    "rv",
    "vm",
    "em",
    "ol",
    "ebay",
    "esims",
    "psl",
    "cv",
];

/// So many of them are jargon.
const FEWEST: usize = 2;
/// Capitals that stand in a word are one where they are two or more.
const CAPITALS: usize = 2;

pub(super) fn find(body: &str, situation: &Situation<'_>) -> Vec<Hit> {
    // Who shouts writes any word in capitals.
    if is_shouted(body) {
        return Vec::new();
    }
    let names = situation.page_names.iter().map(String::as_str);
    let theirs = [situation.post, situation.customer, situation.agent.name.as_str()];
    let texts: Vec<&str> = names.chain(theirs).collect();
    let loud: Vec<&str> =
        words(situation.post).map(|(_, word)| word).filter(|word| is_loud(word)).collect();
    // Who writes of an "IP" knows what "IPv6" is.
    let is_theirs = |word: &str| {
        let goes_on = |rest: &str| rest.starts_with(|next: char| !next.is_uppercase());
        let is_known = |known: &&str| word.strip_prefix(*known).is_some_and(goes_on);
        let word_is = |text: &&str| lowered(text).contains(&lowered(word));
        texts.iter().any(word_is) || loud.iter().any(is_known)
    };
    let all: Vec<_> = words(body).collect();
    let mut hits = Vec::new();
    for (at, (place, word)) in all.iter().enumerate() {
        let is_beside = |other: Option<&(_, &str)>| other.is_some_and(|(_, word)| is_loud(word));
        // Two words in capitals beside each other are shouted or quoted.
        let is_row = is_loud(word)
            && (at.checked_sub(1).is_some_and(|at| is_beside(all.get(at)))
                || is_beside(all.get(at + 1)));
        let stem = stem(word);
        let is_quoted = body.get(..place.start).is_some_and(|before| before.ends_with(QUOTES));
        let is_address = body.get(place.end..).is_some_and(|after| after.starts_with(['@', '/']))
            || body.get(..place.start).is_some_and(|before| before.ends_with(['@', '/', '.', '#']));
        if is_abbreviation(stem)
            && !is_row
            && !is_quoted
            && !is_address
            && !KNOWN.contains(&lowered(stem).as_str())
            && !is_theirs(stem)
        {
            hits.push(Hit::at(place.clone()));
        }
    }
    // One alone may be a name that everybody knows.
    if hits.len() >= FEWEST { hits } else { Vec::new() }
}

const QUOTES: [char; 6] = ['"', '«', '»', '“', '”', '\''];

/// The word without what the Nordic languages and English hang on to one: "CPE'en",
/// "WMS:et", "SLA-en", "KPIs".
fn stem(word: &str) -> &str {
    let cut = word.find(['-', '\'', '’']).unwrap_or(word.len());
    let (stem, _) = word.split_at_checked(cut).unwrap_or((word, ""));
    match stem.strip_suffix('s') {
        Some(one) if one.chars().all(char::is_uppercase) => one,
        _ => stem,
    }
}

fn is_abbreviation(stem: &str) -> bool {
    let capitals = stem.chars().filter(|letter| letter.is_uppercase()).count();
    let letters = stem.chars().filter(|letter| letter.is_alphabetic()).count();
    // "iPhone" has one capital, "McDonald" two, "eNodeB" two of six.
    let is_short = letters <= 6 || capitals >= 3;
    let is_number = stem.starts_with(|letter: char| letter.is_ascii_digit()) && capitals == 1;
    // "HX70" is a model.
    let is_model = stem.chars().rev().take_while(char::is_ascii_digit).count() >= 2;
    capitals >= CAPITALS
        && !is_model
        && is_short
        && letters <= 8
        && !is_number
        && !stem.starts_with("Mc")
}

/// A longer word in capitals, which nobody takes for an abbreviation.
fn is_loud(word: &str) -> bool {
    word.chars().count() >= 2
        && word.chars().all(|letter| letter.is_uppercase() && letter.is_alphabetic())
}

/// Three words in capitals follow each other, or an exclamation is called out.
fn is_shouted(body: &str) -> bool {
    let all: Vec<bool> = words(body).map(|(_, word)| is_capital(word)).collect();
    all.windows(3).any(|three| three.iter().all(|is_capital| *is_capital)) || body.contains("!!")
}

fn is_capital(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Case;
    use super::*;
    use crate::reading::Lang;

    fn marks(draft: &str, expected: &[&str]) {
        let mut case = Case::new(Lang::Da);
        case.post = "Hvorfor virker VoLTE ikke?";
        let hits = find(draft, &case.situation());
        let found: Vec<&str> = hits.into_iter().filter_map(|hit| draft.get(hit.range)).collect();
        assert_eq!(found, expected, "{draft}");
    }

    #[test]
    fn what_nobody_says_at_home_is_marked() {
        marks("Din CPE er i orden.", &[]);
        let mut case = Case::new(Lang::Da);
        case.post = "Kan man få fast IP?";
        assert!(find("Ja, både IPv4 og IPv6.", &case.situation()).is_empty());
        case.post = "I AM mad, no internet IN Leith";
        assert_eq!(find("The AMF sent your IMSI on.", &case.situation()).len(), 2);
        marks("HX70 har det, og HX50 har det ikke.", &[]);
        marks("Din CPE har dårlig SNR.", &["CPE", "SNR"]);
        marks("Returen väntar i WMS:et hos vår 3PL.", &["WMS", "3PL"]);
        marks("The eNodeB fell back to CSFB.", &["eNodeB", "CSFB"]);
    }

    #[test]
    fn what_the_customer_says_or_everybody_is_not() {
        marks("Slå VoLTE til, og sæt dit SIM-kort i igen.", &[]);
        marks("Det er IKKE DIN SKYLD.", &[]);
        marks("Det SKAL SKE INDEN kl. 18 I DAG, ellers er de PAKKET.", &[]);
        marks("Tryk på \"OTA\" eller skriv til os@TNK.dk.", &[]);
        marks("Betal med MobilePay på din iPhone via 4G. Mvh TELENOR", &[]);
    }
}
