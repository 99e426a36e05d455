//! What a customer wrote, as an answer can name it: where, since when, how long.

use crate::reading::spoken::{self, Normal};
use crate::reading::{Lang, PersonalDataKind, Reading, SpokenKind};
use crate::text::{folded, lowered, upper};

use super::Situation;
use super::check::words::{sentences, words};
use super::phrases::Book;

/// The details of a post, each in words that follow a noun or a verb.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Details {
    /// "i Hjørring".
    pub place: Option<String>,
    /// "siden mandag", "i tre uger".
    pub since: Option<String>,
    /// "55 minutter": how long the customer was kept waiting on a phone or in a queue.
    pub span: Option<String>,
    /// "på lørdag": a coming day.
    pub on: Option<String>,
    /// "499 kr.": the one sum that is spoken of.
    pub sum: Option<String>,
    /// "Signe": who is praised.
    pub person: Option<String>,
    /// A place is told, however it is named, in what was written before too.
    pub told_place: bool,
    /// A time is.
    pub told_since: bool,
    /// The number of an order, a case, a customer is.
    pub told_number: bool,
    /// A telephone's is.
    pub told_phone: bool,
    /// Money or a card is spoken of.
    pub told_money: bool,
}

impl Details {
    pub fn of(situation: &Situation<'_>, book: &Book) -> Self {
        let mut details = Self::default();
        // In another language than the customer's her words can't be named.
        if situation.reading.lang.value != situation.lang || situation.lang == Lang::Und {
            return details;
        }
        let around = &book.around;
        let is = |list: &[String], word: &str| list.iter().any(|known| known == word);
        let post = situation.post;
        let (mut sums, mut places) = (Vec::new(), Vec::new());
        for spoken in spoken::find(post, situation.lang) {
            details.tell(spoken.kind);
            let before = post.get(..spoken.range.start).and_then(last_word);
            let before = before.as_deref().unwrap_or_default();
            let after = post.get(spoken.range.end..).and_then(first_word);
            match spoken.kind {
                SpokenKind::Place if is(&around.place, before) => {
                    let name = post.get(spoken.range.clone()).and_then(first_word);
                    if name.is_some_and(|name| is(&around.whole, &name)) {
                        continue;
                    }
                    let name = post.get(spoken.range).filter(|name| is_proper(name));
                    let place = name.map(|name| format!("{before} {}", capital(name)));
                    details.place = details.place.or(place);
                }
                SpokenKind::Place => places.extend(post.get(spoken.range)),
                SpokenKind::Amount if is_of_note(spoken.normal) => {
                    sums.extend(post.get(spoken.range));
                }
                // Days go by: "since Monday" is another Monday next week.
                SpokenKind::Date if is(&around.since, before) && situation.days_waited == 0 => {
                    let day = spoken.normal.and_then(|normal| book.day(normal));
                    details.since = details.since.or(day.map(|day| format!("{before} {day}")));
                }
                SpokenKind::Date if situation.days_waited == 0 && !is(&around.past, before) => {
                    // "Black Friday" in a Danish post is no day of the week.
                    let word = post.get(spoken.range).map(folded).unwrap_or_default();
                    let on = spoken.normal.and_then(|normal| book.coming_day(normal, &word));
                    details.on = details.on.or(on);
                }
                SpokenKind::Duration => {
                    let Some(Normal::Length(count, unit)) = spoken.normal else { continue };
                    let Some(length) = book.length(count, unit) else { continue };
                    let is_past = after.is_some_and(|after| is(&around.ago, &after));
                    // "Kunde i 31 år" is no trouble.
                    let lead = post.get(..spoken.range.start).unwrap_or_default();
                    let mut words = lead.split_whitespace().rev().take(3);
                    let is_bound = words.any(|word| is(&around.bound, &lowered(word)));
                    // So long nobody waits: a contract, a guarantee, half a life as a customer.
                    let is_term = unit == 6 || unit == 5 && count >= 6;
                    if is_past || is_bound || is_term || !is(&around.span, before) {
                        continue;
                    }
                    if matches!(unit, 1 | 2) {
                        details.span = details.span.or(Some(length));
                    } else if situation.days_waited == 0 {
                        details.since = details.since.or(Some(format!("{before} {length}")));
                    }
                }
                _ => {}
            }
        }
        if let [sum] = *sums {
            details.sum = Some(sum.trim_end_matches('.').to_owned());
        }
        details.told_number = tells_number(post, situation.reading)
            || situation.before.iter().any(|(post, reading)| tells_number(post, reading));
        details.told_phone = tells_phone(post, situation.reading)
            || situation.before.iter().any(|(post, reading)| tells_phone(post, reading));
        let begins = |(_, word): (_, &str)| {
            let word = lowered(word);
            around.money.iter().any(|stem| word.starts_with(stem.as_str()))
        };
        details.told_money = words(post).any(begins);
        for (post, _) in situation.before {
            spoken::find(post, situation.lang).iter().for_each(|it| details.tell(it.kind));
        }
        details.person = person(situation, book).filter(|name| !places.contains(&&**name));
        details
    }

    fn tell(&mut self, kind: SpokenKind) {
        self.told_place |= kind == SpokenKind::Place;
        self.told_since |= matches!(kind, SpokenKind::Date | SpokenKind::Duration);
    }
}

/// Before "to" and "with" they tell that a person follows, and no place: beginnings of words.
const OF_PEOPLE: [&str; 33] = [
    "tak", "takk", "tack", "thank", "ros", "skryt", "hils", "hels", "häls", "hylde", "hurra",
    "kudos", "credit", "cheers", "praise", "props", "shout", "hjælp", "hjelp", "hjälp", "help",
    "service", "snak", "pratade", "talt", "talte", "spoke", "chat", "betjen", "møte", "eloge",
    "heder", "lyft",
];
/// Before a name, and none alone.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "sir",
    "madam",
    "herr",
    "fru",
    "frøken",
    "fröken",
    "doctor",
    "doktor",
    "professor",
    "captain",
    "kaptajn",
    "kaptein",
    "kapten",
    "nurse",
    "sister",
    "søster",
    "syster",
];
const LEADING_ANYWHERE: [&str; 8] = ["til", "till", "to", "med", "with", "from", "hos", "av"];

/// Who is praised: a name behind a word that leads to one ("tak til Signe").
fn person(situation: &Situation<'_>, book: &Book) -> Option<String> {
    /// So many words back a person may be spoken of.
    const REACH: usize = 5;
    let mut leads = false;
    let mut before: Vec<String> = Vec::new();
    let mut words = situation.post.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let name = word.trim_matches(|c: char| !c.is_alphanumeric());
        let mut letters = name.chars();
        let is_name = letters.next().is_some_and(char::is_uppercase)
            && name.chars().count() > 2
            && letters.all(char::is_lowercase);
        let of_page =
            |page: &String| page.split_whitespace().any(|part| lowered(part) == lowered(name));
        let lower = lowered(name);
        let is_day = book.weekdays.iter().any(|day| lowered(day) == lower);
        let is_title = is_day || TITLES.contains(&lower.as_str());
        if leads && is_name && !is_title && !situation.page_names.iter().any(of_page) {
            // Of two only one would hear it.
            let two = words.peek().is_some_and(|next| matches!(*next, "og" | "och" | "and" | "&"));
            return Some(name.to_owned()).filter(|_| !two);
        }
        let lowered = lowered(word);
        let is_of_people = |word: &String| OF_PEOPLE.iter().any(|stem| word.starts_with(stem));
        leads = book.leads_to_person.contains(&lowered)
            && (!LEADING_ANYWHERE.contains(&&*lowered)
                || before.iter().rev().take(REACH).any(is_of_people));
        before.push(lowered);
    }
    None
}

/// Whether a post tells a telephone number as the customer's: in a sentence about her.
fn tells_phone(post: &str, reading: &Reading) -> bool {
    const MINE: [&str; 13] = [
        "me", "mig", "meg", "mej", "min", "mit", "mitt", "mine", "my", "jeg", "eg", "jag", "mobil",
    ];
    let of_customer = |at: usize| {
        let sentences = sentences(post);
        let own = sentences.into_iter().find(|range| range.contains(&at));
        let sentence = own.and_then(|range| post.get(range)).unwrap_or_default();
        words(sentence).any(|(_, word)| MINE.contains(&&*lowered(word)))
    };
    let mut data = reading.personal_data.iter();
    data.any(|it| it.kind == PersonalDataKind::Phone && of_customer(it.range.start))
}

/// Whether a post tells a number that a case can be found by: of five figures or more, or
/// of four behind a word for one, and no telephone's.
fn tells_number(post: &str, reading: &Reading) -> bool {
    const FIGURES: usize = 5;
    const NAMED: usize = 4;
    /// So many in a row, in groups, are no telephone number any more.
    const SPACED: usize = 12;
    const NAMES: &str = "nr number ref order ordre case booking sag sak ärende bokning bestilling tinging policy claim";
    let is_other = |at: usize| {
        let mut data = reading.personal_data.iter();
        data.any(|it| it.kind != PersonalDataKind::CustomerNumber && it.range.contains(&at))
    };
    // "9.30–11.30" and "500/500" are several short ones.
    let figures = |word: &str| {
        let parts = word.split(['/', ':', '.', ',', '–']);
        parts.map(|part| part.chars().filter(char::is_ascii_digit).count()).max().unwrap_or(0)
    };
    let mut row = 0;
    let mut at = 0;
    let mut is_named = false;
    post.split_inclusive(char::is_whitespace).any(|word| {
        let start = at;
        at += word.len();
        let least = if is_named { NAMED } else { FIGURES };
        let name = lowered(word.trim_matches(|c: char| !c.is_alphanumeric()));
        is_named = NAMES.split(' ').any(|known| known == name)
            || name.ends_with("nummer")
            || name.ends_with("numret");
        // "7035 2210 0948 113" is one.
        let is_all = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        row = if is_all { row + name.len() } else { 0 };
        figures(word).max(if row > SPACED { row } else { 0 }) >= least
            && !is_other(start + word.find(|c: char| c.is_ascii_digit()).unwrap_or(0))
    })
}

impl Book {
    /// A day as it is named when it comes.
    fn coming_day(&self, normal: Normal, word: &str) -> Option<String> {
        match normal {
            Normal::Weekday(day) => {
                let day = usize::from(day).checked_sub(1)?;
                let begins = |name: &String| folded(name).chars().take(3).eq(word.chars().take(3));
                self.weekdays.get(day).filter(|name| begins(name))?;
                self.coming.get(day).cloned()
            }
            Normal::Days(0) => Some(self.today.clone()),
            Normal::Days(1) => Some(self.tomorrow.clone()),
            _ => None,
        }
    }

    /// A day as an answer names it after "since".
    fn day(&self, normal: Normal) -> Option<String> {
        match normal {
            Normal::Weekday(day) => self.weekdays.get(usize::from(day).checked_sub(1)?).cloned(),
            Normal::Days(-1) => Some(self.yesterday.clone()),
            _ => None,
        }
    }

    /// So many of a unit: 1 a minute to 6 a year.
    fn length(&self, count: u16, unit: u16) -> Option<String> {
        let [one, many] = self.units.get(usize::from(unit).checked_sub(1)?)?;
        match count {
            0 => None,
            1 => Some(one.clone()),
            _ => Some(many.replace("{n}", &self.in_words(count.into()))),
        }
    }
}

/// "0 kr." is no sum to speak of, nor is "2,50".
fn is_of_note(normal: Option<Normal>) -> bool {
    const LEAST: u64 = 500;
    !matches!(normal, Some(Normal::Money { hundredths, .. }) if hundredths < LEAST)
}

/// None where it is the Danish pronoun, which has a capital within a sentence too.
fn last_word(text: &str) -> Option<String> {
    let mut words = text.trim_end_matches(' ').rsplit(char::is_whitespace);
    let word = words.next()?;
    let is_inside = |last: char| last.is_alphanumeric() || last == ',';
    let begins = text.trim_end_matches(' ').strip_suffix(word)?.ends_with('\n')
        || words.next().is_none_or(|word| !word.ends_with(is_inside));
    let is_word = word.chars().all(char::is_alphabetic) && (word != "I" || begins);
    is_word.then(|| lowered(word))
}

fn first_word(text: &str) -> Option<String> {
    let word = text.split_whitespace().next()?;
    Some(lowered(word.trim_end_matches(|c: char| !c.is_alphanumeric())))
}

/// A name by its capital, or by an end that no thing has that is known already ("i snøen").
fn is_proper(name: &str) -> bool {
    const OF_THINGS: [&str; 7] = ["en", "et", "an", "na", "ane", "ene", "minus"];
    name.chars().next().is_some_and(char::is_uppercase)
        || !OF_THINGS.iter().any(|end| name.ends_with(end))
}

/// A name with its capital.
pub(super) fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(upper).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::super::check::testing::Case;
    use super::super::phrases;
    use super::*;

    fn check(lang: Lang, post: &'static str, place: &str, since: &str, span: &str) {
        let mut case = Case::new(lang);
        case.post = post;
        let details = Details::of(&case.situation(), phrases::book(lang).unwrap());
        let found = [details.place, details.since, details.span].map(Option::unwrap_or_default);
        assert_eq!(found, [place, since, span], "{post}");
    }

    #[test]
    fn what_the_customer_wrote_can_be_named() {
        check(
            Lang::Da,
            "Nettet har været nede i Hjørring siden mandag",
            "i Hjørring",
            "siden mandag",
            "",
        );
        check(
            Lang::Nb,
            "Strømmen har vært borte på Frogner i tre dager",
            "på Frogner",
            "i tre dager",
            "",
        );
        check(Lang::Nn, "Eg venta i 55 minutt på telefonen", "", "", "55 minutt");
        check(Lang::Da, "Hej\nI Hjørring er alt sort", "i Hjørring", "", "");
        check(Lang::Sv, "Inget bredband i Umeå sedan i går", "i Umeå", "sedan i går", "");
        check(Lang::En, "I was on hold for an hour", "", "", "an hour");
        check(Lang::En, "No signal for three days", "", "for three days", "");
        check(Lang::Sv, "Vi kunde inte ringa i tre dagar", "", "i tre dagar", "");
    }

    #[test]
    fn a_coming_day_the_one_sum_and_who_is_praised_can_be_named() {
        let details = |lang, post| {
            let mut case = Case::new(lang);
            (case.post, case.page_names) = (post, vec!["Nordlyn Tele".into()]);
            Details::of(&case.situation(), phrases::book(lang).unwrap())
        };
        for (lang, post, on) in [
            (Lang::Da, "Har I åbent på lørdag?", "på lørdag"),
            (Lang::Nb, "Er det åpent i morgen?", "i morgen"),
            (Lang::Nn, "er de opne på sundag", "på sundag"),
            (Lang::Sv, "Har ni öppet idag?", "i dag"),
            (Lang::En, "Are you open on Sunday?", "on Sunday"),
            (Lang::Nb, "Har dere noe på black friday?", ""),
            (Lang::En, "Lovely trip last Sunday! Do you run it at Easter?", ""),
        ] {
            assert_eq!(details(lang, post).on.unwrap_or_default(), on, "{post}");
        }
        let sum = |post| details(Lang::Da, post).sum;
        assert_eq!(sum("I har trukket 499 kr. for meget").as_deref(), Some("499 kr"));
        assert_eq!(sum("Først 499 kr., så 249 kr."), None);
        assert_eq!(sum("Der stod 0 kr. i oprettelse"), None);
        assert_eq!(sum("Det kostede 2,50 kr. i gebyr"), None);
        for (lang, post, person) in [
            (Lang::Da, "Tusind tak til Signe på lageret!", Some("Signe")),
            (Lang::Nb, "Takk til Ingrid på chatten.", Some("Ingrid")),
            (Lang::En, "Huge thanks to Callum, he was great", Some("Callum")),
            (Lang::Da, "Tak til Nordlyn for hjælpen", None),
            (Lang::Sv, "Tack till er alla", None),
            (Lang::En, "Thanks, all filled by Wednesday", None),
            (Lang::Nn, "Må få skryte av han Terje som var her", Some("Terje")),
            (Lang::Da, "Endelig natbus til Tversted!", None),
            (Lang::Nn, "Takk for ein framifrå fin og lang tur med Flåmsbana!", None),
            (Lang::Nn, "Tusen takk til Rune og Kjetil som kom midt på natta", None),
        ] {
            assert_eq!(details(lang, post).person.as_deref(), person, "{post}");
        }
    }

    #[test]
    fn what_was_written_before_is_told_too() {
        let mut case = Case::new(Lang::Da);
        case.post = "Er der nyt?";
        let before = [("Nettet er nede i Hjørring siden mandag", &case.reading)];
        let situation = Situation { before: &before, ..case.situation() };
        let details = Details::of(&situation, phrases::book(Lang::Da).unwrap());
        assert!(details.told_place && details.told_since);
        assert_eq!((details.place, details.since), (None, None));
        let details = Details::of(&case.situation(), phrases::book(Lang::Da).unwrap());
        assert!(!details.told_place && !details.told_since);
    }

    #[test]
    fn a_number_that_was_told_is_known() {
        let told = |post: &'static str| {
            let reading = crate::reading::read(post, crate::reading::Priors::default());
            tells_number(post, &reading)
        };
        assert!(told("Ordre 661204 er ikke kommet"));
        assert!(told("Where is TR-40718?"));
        assert!(told("Mitt kundenummer er 4471829"));
        assert!(told("Kundnummer 4408 1172") && told("booking 5521-KRS"));
        assert!(!told("Vi bestilte 250 fliser for 1240 kr.") && !told("No 1240 kroner i frakt"));
        assert!(!told("Ring til mig på 61 73 20 45 eller 61732045"));
        assert!(!told("Jeg har betalt 1240 kr. i 2026"));
        assert!(!told("Fikk 38 av 500/500") && !told("Öppet vardagar 9–11.30?"));
        assert!(told("Sending 7035 2210 0948 113"));
    }

    #[test]
    fn what_is_past_or_unsaid_is_not() {
        check(Lang::Da, "Jeg ringede for tre uger siden", "", "", "");
        check(Lang::Nn, "Eg ringde for seks veker sidan, og ingenting skjer", "", "", "");
        check(Lang::Da, "Nu siger I 6 uger til en ny", "", "", "");
        check(Lang::En, "I called three weeks ago", "", "", "");
        check(Lang::Sv, "Det fungerar inte", "", "", "");
        check(Lang::Nb, "Har ikke hørt noe på seks uker", "", "", "");
        check(Lang::Da, "Jeg har været kunde i 31 år", "", "", "");
        check(Lang::Sv, "Jag har varit kund i tolv år", "", "", "");
        check(Lang::En, "She's signed for 18 months", "", "", "");
        check(Lang::Sv, "Vi har i 12 år varit nöjda", "", "", "");
        check(Lang::Nb, "Det er garanti i 2 år på den", "", "", "");
        check(Lang::Da, "Prisen gælder i 6 måneder", "", "", "");
        check(Lang::Da, "net ude i hele Hvide Sande", "", "", "");
        check(Lang::Nn, "no står eg ute i snøen utan straum", "", "", "");
    }

    #[test]
    fn since_a_day_is_not_said_when_days_have_passed() {
        let mut case = Case::new(Lang::Da);
        case.post = "Nede siden mandag";
        let situation = Situation { days_waited: 2, ..case.situation() };
        let details = Details::of(&situation, phrases::book(Lang::Da).unwrap());
        assert_eq!(details.since, None);
    }
}
