//! `asks_personal_data_public`: asks for account data without naming a
//! private channel, or asks for it in public.

use super::super::Situation;
use super::words::{holds_phrase, sentences, words};
use super::{Find, Hit, Level, Rule, Says};
use crate::text::lowered;

pub const RULE: Rule = Rule {
    name: "asks_personal_data_public",
    level: Level::Warn,
    source: "Answer in public, move only account data to private (research, rule 14); case 5; GDPR article 5(1)(f)",
    says: Says {
        da: "Bed om kundens oplysninger i en privat besked, ikke her.",
        nb: "Be om kundens opplysninger i en privat melding, ikke her.",
        nn: "Be om opplysningane til kunden i ei privat melding, ikkje her.",
        sv: "Be om kundens uppgifter i ett privat meddelande, inte här.",
        en: "Ask for the customer's details in a private message, not here.",
    },
    find: Find::Words(find),
};

/// Account data, as beginnings of words.
const DATA: &[&str] = &[
    "kundenummer",
    "kundenr",
    "kundnummer",
    "kundnr",
    "telefonnummer",
    "telefonnr",
    "mobilnummer",
    "mobilnr",
    "cpr",
    "personnummer",
    "fødselsnummer",
    "fødselsdato",
    "fødselsdag",
    "födelsedatum",
    "kontonummer",
    "kontonr",
    "kortnummer",
    "brugernavn",
    "brukernavn",
    "brukarnamn",
    "användarnamn",
    "adgangskode",
    "kodeord",
    "passord",
    "lösenord",
    "pinkode",
    "pinkod",
    "pin-kode",
    "abonnementsnummer",
    "abonnementnummer",
    "mailadresse",
    "e-mailadresse",
    "epostadresse",
    "e-postadresse",
    "e-postadress",
    "mejladress",
    "adresse",
    "adressa",
    "adress",
    "postadresse",
    "registreringsnummer",
    "kid-nummer",
    "iban",
    "username",
    "password",
    "address",
    "passnummer",
    "målernummer",
    "målernr",
    "målarnummer",
    "mätarnummer",
    "mätarid",
    "anläggningsid",
    "aftagenummer",
    "simnummer",
    "fødselsnr",
    "personnr",
    "policenummer",
    "polisenummer",
    "forsikringsnummer",
    "lånernummer",
    "medlemsnummer",
    "medlemsnr",
    "bankkonto",
    "clearingnummer",
    "kundeid",
    "kontooplysninger",
    "kontoopplysning",
    "kontouppgifter",
    "kortoplysninger",
    "kortopplysning",
    "kortuppgifter",
    "kortnr",
    "bankopplysning",
    "bankoplysninger",
    "bankuppgifter",
    "bostadsadress",
    "hemadress",
    "hjemmeadresse",
    "heimeadresse",
    "leveringsadresse",
    "leveransadress",
    "bopæl",
    "bopel",
    "fødselsår",
    "føderegister",
    "fødselsdag",
    "cprnr",
    "personnumret",
    "kundnumret",
    "telefonnumret",
    "mobilnumret",
    "kontonumret",
    "avtalenummer",
    "aftalenummer",
    "avtalsnummer",
    "sikkerhedskode",
    "sikkerhetskode",
    "säkerhetskod",
    "engangskode",
    "eingongskode",
    "engångskod",
    "legitimation",
    "legitimasjon",
    "kørekort",
    "førerkort",
    "körkort",
    "surname",
    "dob",
    "efternamn",
    "etternavn",
    "etternamn",
    "efternavn",
    "mobilnummeret",
    "epost-adresse",
    "mail-adresse",
    "kunde-id",
];

/// Account data in more words than one.
const DATA_PHRASES: &[&str] = &[
    "customer number",
    "customer no",
    "account no",
    "account name",
    "bank details",
    "card details",
    "contact details",
    "personal details",
    "contact number",
    "telephone number",
    "home address",
    "driving licence",
    "passport number",
    "booking name",
    "national insurance",
    "maiden name",
    "security answer",
    "long number",
    "last four digits",
    "nummer och namn",
    "navn og adresse",
    "navn og nummer",
    "namn og adresse",
    "namn og nummer",
    "namn och adress",
    "name and address",
    "name and number",
    "fødselsdato og",
    "de siste fire sifrene",
    "de sidste fire cifre",
    "ditt fullständiga",
    "dit fulde",
    "personlige oplysninger",
    "personlige opplysninger",
    "personlege opplysningar",
    "dine detaljer",
    "dina kontaktuppgifter",
    "telefonnummer och",
    "mobil nummer",
    "mail adresse",
    "your mobile",
    "your phone",
    "your email address",
    "your mail",
    "your postcode and",
    "your full",
    "ditt mobilnummer",
    "mailen din",
    "e-posten di",
    "eposten din",
    "di e-postadresse",
    "customer id",
    "account number",
    "account details",
    "phone number",
    "mobile number",
    "card number",
    "meter number",
    "membership number",
    "policy number",
    "sort code",
    "full name",
    "fulde navn",
    "fulle navn",
    "fulle namn",
    "fullständiga namn",
    "login details",
    "security code",
    "din epost",
    "your details",
    "dine oplysninger",
    "dina uppgifter",
    "opplysningene dine",
    "opplysningane dine",
    "kontaktopplysningene dine",
    "date of birth",
    "social security",
    "national id",
    "email address",
    "e-mail address",
    "e-mail adresse",
    "pin code",
    "dit nummer",
    "nummeret ditt",
    "ditt nummer",
    "nummeret dit",
    "your number",
    "your email",
    "your e-mail",
    "din mail",
    "din e-mail",
    "e-posten din",
    "din e-post",
    "din mejl",
    "konto nummer",
    "kunde nummer",
];

/// Words that ask, in the forms in which they ask.
const ASKS: &[&str] = &[
    "send",
    "type",
    "jot",
    "state",
    "supply",
    "quote",
    "enter",
    "paste",
    "list",
    "submit",
    "let",
    "name",
    "stå",
    "meddel",
    "meddela",
    "meld",
    "opgive",
    "anfør",
    "fyll",
    "knappa",
    "slå",
    "få",
    "legger",
    "poste",
    "oppgje",
    "lad",
    "la",
    "låt",
    "ta",
    "tag",
    "giv",
    "comment",
    "sende",
    "skriv",
    "skrive",
    "oplys",
    "oplyse",
    "opgiv",
    "opgive",
    "oppgi",
    "oppgje",
    "opplys",
    "opplyse",
    "del",
    "dele",
    "giv",
    "give",
    "gi",
    "gje",
    "gjev",
    "ge",
    "fortæl",
    "fortelle",
    "fortel",
    "fortell",
    "berätta",
    "læg",
    "legg",
    "lägg",
    "smid",
    "skicka",
    "skriva",
    "uppge",
    "ange",
    "angi",
    "angiv",
    "bekræft",
    "bekræfte",
    "bekrefte",
    "stadfeste",
    "bekreft",
    "stadfest",
    "bekräfta",
    "share",
    "provide",
    "tell",
    "confirm",
    "drop",
    "legge",
    "leggje",
    "lægge",
    "lägga",
    "svar",
    "svare",
    "svara",
    "reply",
    "respond",
    "answer",
    "comment",
    "kommenter",
    "kommentera",
    "pop",
    "put",
    "post",
    "leave",
    "write",
    "message",
    "add",
    "include",
    "slå",
    "slæng",
    "sleng",
    "kast",
    "noter",
    "indtast",
    "tast",
    "lämna",
];

/// Words that ask beside "dit", "your".
const NEEDS: &[&str] = &[
    "need",
    "brug",
    "bruge",
    "behøver",
    "treng",
    "trenger",
    "behöver",
    "mangler",
    "manglar",
    "saknar",
    "require",
    "vite",
    "vide",
    "veta",
    "have",
    "efterlyser",
    "missing",
];

/// Words that ask in a question.
const QUESTIONS: &[&str] = &[
    "hvad", "hva", "kva", "vad", "what", "what's", "what’s", "hvilket", "hvilken", "vilket", "få",
    "have", "get", "har",
];

const YOURS: &[&str] = &["dit", "din", "ditt", "dine", "dina", "your"];

/// Words that name a private channel.
const PRIVATE: &[&str] = &[
    "privat",
    "private",
    "privately",
    "privatbesked",
    "privatmelding",
    "privatmeddelande",
    "pb",
    "pm",
    "dm",
    "dm's",
    "dms",
    "indbakke",
    "indbakken",
    "innboks",
    "innboksen",
    "inkorg",
    "inkorgen",
    "inbox",
    "messenger",
    "modmail",
    "direktbesked",
    "direktebesked",
    "direktemelding",
    "direktmelding",
    "direktmeddelande",
    "chat",
    "chatt",
    "chatten",
    "ring",
    "mejla",
];

/// Private channels in more words than one.
const PRIVATE_PHRASES: &[&str] = &[
    "direkte besked",
    "direct message",
    "på mail",
    "til mail",
    "via mail",
    "på mejl",
    "via mejl",
    "på e-post",
    "på epost",
    "via e-post",
    "til e-post",
    "by email",
    "via email",
    "by e-mail",
    "log ind",
    "logg inn",
    "logga in",
    "log in",
    "min side",
    "mitt telenor",
    "en besked",
    "ei melding",
    "en melding",
    "ett meddelande",
    "a message",
    "på melding",
    "i melding",
    "i ei melding",
    "i en melding",
    "i ein melding",
    "i besked",
    "på besked",
    "i meddelande",
    "personlig melding",
    "send us a message",
    "innlogga",
    "message us",
    "message me",
    "call us",
];

/// Places that everyone reads.
const PUBLIC_PHRASES: &[&str] = &[
    "i kommentaren",
    "i kommentarfeltet",
    "i kommentarerne",
    "i kommentarene",
    "i kommentarane",
    "i kommentarerna",
    "i kommentarsfältet",
    "som kommentar",
    "her i tråden",
    "här i tråden",
    "i tråden",
    "her på siden",
    "her på væggen",
    "i kommentarane under",
    "her under",
    "kommentarsfeltet",
    "kommentarfeltet",
    "kommentarsfältet",
    "in the comments",
    "reply here",
    "svar her",
    "svare her",
    "svara här",
    "skriv her",
    "skriv här",
    "underneath",
    "in a comment",
    "as a comment",
    "in this thread",
    "on this page",
    "below",
    "herunder",
    "nedenfor",
    "her under",
    "nedanför",
    "offentligt",
    "in public",
    "publicly",
];

const OURS: &[&str] = &["vores", "vår", "vårt", "våre", "våra", "our"];

/// So many words behind the data a word may still deny that it is asked for.
const NEAR: usize = 8;

const NEGATIONS: &[&str] = &[
    "ikke", "ikkje", "inte", "aldrig", "aldri", "never", "don't", "don’t", "not", "undlad",
    "unngå", "remove", "hide", "stryk", "skjul", "radera", "undvik", "avoid", "ingen", "slet",
    "slett", "delete", "fjern", "ta bort",
];

fn find(draft: &str, _: &Situation<'_>) -> Vec<Hit> {
    let places = sentences(draft);
    let lower: Vec<Vec<String>> = places
        .iter()
        .map(|range| {
            let text = draft.get(range.clone()).unwrap_or_default();
            let said = words(text).filter(|(place, _)| !is_in_link(text, place.start));
            said.map(|(_, word)| lowered(word)).collect()
        })
        .collect();
    (0..places.len())
        .filter(|&at| {
            let Some(sentence) = lower.get(at) else {
                return false;
            };
            let is_question = places
                .get(at)
                .and_then(|range| draft.get(range.clone()))
                .is_some_and(|text| text.ends_with('?'));
            let here = names(sentence, &[], PUBLIC_PHRASES);
            if !asks(sentence, is_question, here) {
                return false;
            }
            let beside = [at.checked_sub(1), Some(at), Some(at + 1)].into_iter().flatten();
            let private = beside
                .filter_map(|at| lower.get(at))
                .any(|near| names(near, PRIVATE, PRIVATE_PHRASES));
            let by_mail = places
                .get(at)
                .and_then(|range| draft.get(range.clone()))
                .is_some_and(|text| text.contains('@'));
            let private = private || by_mail;
            !private || (here && !names(sentence, PRIVATE, PRIVATE_PHRASES))
        })
        .filter_map(|at| places.get(at).cloned().map(Hit::at))
        .collect()
}

/// The word stands behind a slash of an address on the web.
fn is_in_link(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let piece = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    piece.split_once('/').is_some_and(|(host, _)| host.contains('.') || host.ends_with(':'))
}

/// Words that ask, but that name a thing behind these.
const THINGS: &[&str] = &["post", "comment", "message", "reply", "answer", "list"];
const ARTICLES: &[&str] = &["the", "your", "a", "an", "this", "that", "my", "our", "any"];
/// "Enkelt å få riktig": nothing is to be got.
const RIGHT: &[&str] = &[
    "riktig", "rett", "rigtigt", "rigtig", "rätt", "endret", "endra", "ændret", "ändrat", "ändrad",
    "rettet", "retta", "rättat", "fat", "tak", "tag",
];
/// Who else may be given it.
const THEM: &[&str] = &[
    "dem",
    "dei",
    "dom",
    "them",
    "politiet",
    "polisen",
    "police",
    "vagtcentralen",
    "alarmcentralen",
    "alarmsentralen",
    "larmcentralen",
    "operatøren",
    "operatören",
    "banken",
];
/// Who wants to have it says so before.
const WANTS_TO: &[&str] =
    &["skal", "skulle", "må", "gerne", "gjerne", "gärna", "vil", "to", "i", "we", "ska"];

/// "Skriver du fødselsdato her i kommentarfeltet, …": what the customer does there.
const WRITES: &[&str] = &[
    "skriver", "skriv", "legger", "legg", "lægger", "lägger", "sender", "skickar", "oppgir",
    "oplyser", "opplyser", "uppger", "svarer", "svarar", "deler", "delar", "poster", "postar",
];

fn asks(sentence: &[String], is_question: bool, here: bool) -> bool {
    let word_before =
        |at: usize| at.checked_sub(1).and_then(|at| sentence.get(at)).map_or("", String::as_str);
    let data = |(at, word): (usize, &String)| {
        DATA.iter().any(|data| word.starts_with(data)) && !OURS.contains(&word_before(at))
    };
    let names_data = sentence.iter().enumerate().any(data)
        || DATA_PHRASES.iter().any(|phrase| holds_phrase(sentence, phrase));
    // Far behind the data it denies something else.
    let last = sentence.iter().enumerate().filter(|it| data(*it)).map(|(at, _)| at).next_back();
    let reach = last.map_or(sentence.len(), |last| (last + NEAR).min(sentence.len()));
    let near = sentence.get(..reach).unwrap_or_default();
    let negated = near.iter().any(|word| NEGATIONS.contains(&word.as_str()));
    let yours = sentence.iter().any(|word| YOURS.contains(&word.as_str()));
    // "I'll send", "jeg kan sende": the agent does it.
    let own = |at: usize| {
        let person = at.checked_sub(2).and_then(|at| sentence.get(at)).map_or("", String::as_str);
        let may = |word: &str| {
            matches!(
                word,
                "kan" | "kunne" | "vil" | "må" | "can" | "could" | "will" | "would" | "please"
            )
        };
        matches!(word_before(at), "i'll" | "we'll" | "i’ll" | "we’ll")
            // "Du skriv om …": the customer did it.
            || (matches!(word_before(at), "du" | "you") && !may(person) && !here)
            || (matches!(
                word_before(at),
                "kan" | "vil" | "skal" | "ska" | "can" | "will"
            ) && matches!(person, "jeg" | "eg" | "jag" | "vi" | "i" | "we"))
    };
    names_data
        && !negated
        && sentence.iter().enumerate().any(|(at, word)| {
            let word = word.as_str();
            let next = sentence.get(at + 1).map_or("", String::as_str);
            let is_thing = THINGS.contains(&word) && ARTICLES.contains(&word_before(at));
            let gets_right = word == "få" && RIGHT.contains(&next);
            let is_theirs = match word {
                "have" => !WANTS_TO.contains(&word_before(at)),
                // "If you need to work tonight".
                _ => matches!(word_before(at), "you" | "du" | "dere"),
            };
            // "Ta med legitimasjon": she is to bring it along.
            let brings =
                matches!(word, "ta" | "tag") && sentence.iter().any(|word| word == "med") && !here;
            // "Gi dem adressen": others are to have it.
            let tells_others = THEM.contains(&next);
            (ASKS.contains(&word)
                && !own(at)
                && !is_thing
                && !gets_right
                && !brings
                && !tells_others)
                || (here && WRITES.contains(&word) && matches!(next, "du" | "dere" | "de" | "ni"))
                || (yours && NEEDS.contains(&word) && !is_theirs)
                || (is_question && QUESTIONS.contains(&word))
        })
}

fn names(sentence: &[String], single: &[&str], phrases: &[&str]) -> bool {
    sentence.iter().any(|word| single.contains(&word.as_str()))
        || phrases.iter().any(|phrase| holds_phrase(sentence, phrase))
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn asking_in_public_is_marked() {
        let bad = |lang, drafts: &[&str]| {
            drafts.iter().for_each(|draft| marks(&RULE, lang, &[(draft, &[draft])]))
        };
        bad(
            Lang::Da,
            &[
                "Send mig dit kundenummer.",
                "Hvad er dit CPR-nummer?",
                "Skriv dit telefonnummer her i tråden, så ringer vi.",
                "Kan du oplyse din adresse?",
                "Må jeg få dit telefonnummer?",
                "Jeg skal bruge dit kontonummer.",
                "Skriver du fødselsdato og mobilnummer her i tråden, lukker jeg det nu.",
            ],
        );
        bad(
            Lang::Nb,
            &[
                "Skriv brukernavnet ditt til meg, så tar vi det derfra :)",
                "Hva er mobilnummeret ditt?",
                "Kan du bekrefte fødselsdatoen din?",
                "Vil du avslutte, skriver du fødselsdato her i kommentarfeltet.",
                "Svar meg her med ny adresse og mobilnummer, så flytter jeg abonnementet i dag og trekker fra de dagene du ikke har brukt det.",
            ],
        );
        bad(
            Lang::Nn,
            &[
                "Kan du sende kundenummeret ditt?",
                "Skriv fødselsdatoen din i kommentarfeltet.",
                "Skriv du mobilnummeret her i tråden, ringjer eg deg no.",
            ],
        );
        bad(
            Lang::Sv,
            &[
                "Vad är ditt personnummer?",
                "Skicka ditt kundnummer så kollar vi.",
                "Skriver du personnummer i kommentarsfältet så är det klart i dag.",
            ],
        );
        bad(
            Lang::En,
            &[
                "What's your account number?",
                "Please share your phone number in the comments.",
                "If you write your date of birth in the comments, I can close it today.",
            ],
        );
    }

    #[test]
    fn a_private_channel_or_a_warning_is_not() {
        let good = |lang, drafts: &[&str]| {
            drafts.iter().for_each(|draft| marks(&RULE, lang, &[(draft, &[])]))
        };
        good(
            Lang::Da,
            &[
                "Send mig dit kundenummer i en privat besked.",
                "Skriv en PB til mig. Send gerne dit telefonnummer med.",
                "Skriv aldrig dit CPR-nummer her i tråden.",
                "Send dit kundenummer til hjaelp@telenor.dk.",
                "Jeg har sendt en sms til dit telefonnummer.",
                "Skriv gerne dit postnummer her.",
                "Tag dit kørekort med, når du kommer.",
                "Ring 112, og giv dem adressen.",
                "Jeg kan godt forstå, at du er træt af bøvlet med adgangskoden.",
                "Skriv til vores adresse på Amager.",
                "At nogen kan have fået fat i dit nummer, er alvorligt, og det haster.",
            ],
        );
        good(
            Lang::Nb,
            &[
                "Kan du sende meg mobilnummeret ditt på PM?",
                "Ikke del passordet ditt med noen.",
                "Ta med legitimasjon.",
                "Ring 113 og gi dem adressen.",
                "Navn og adresse skal være enkelt å få riktig.",
            ],
        );
        good(
            Lang::Nn,
            &[
                "Send kundenummeret ditt i ei privat melding.",
                "Takk for at du skriv om passordet.",
                "Namn og adresse skal vere lett å få rett.",
                "Ta med førarkort eller anna legitimasjon.",
                "Ring 113, og gje dei adressa til hytta.",
                "Slett telefonnummeret ditt her, så ingen kan bruke det.",
            ],
        );
        good(
            Lang::Sv,
            &[
                "Skicka ditt kundnummer i ett privat meddelande.",
                "Dela aldrig ditt personnummer här.",
                "Ta med legitimation.",
                "Ring 112 och ge dem adressen.",
                "Skriv in din gata på sjonat.se/adress så ser du vad som finns hos dig.",
            ],
        );
        good(
            Lang::En,
            &[
                "Call 999 and give them the address.",
                "Send me your customer number in a private message.",
                "I'll send a code to your phone number.",
                "DM us your account number.",
                "You wrote your phone number, so I'm hiding the comment.",
                "Please take your personal details out of the post, as everyone can read it.",
                "For your own sake, please remove the personal details from your post.",
                "Change your password now, and have the bank block any card that was used.",
                "If you gave a card, code or password, call your bank now and have it blocked.",
                "If you need to work tonight, I can add unlimited data to your mobile.",
            ],
        );
    }
}
