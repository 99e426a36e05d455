//! What a customer asks, as a clause that an answer can take up: "Kan jeg betale med
//! kort?" is "om du kan betale med kort".

mod clause;
mod lists;

use std::ops::Range;

use super::check::words::{sentences, words};
use super::draft::SURE;
use crate::reading::{Lang, Reading};
use crate::text::lowered;
pub use clause::Questions;
use lists::{ANSWERING, GOING_ON, JOINING, PLEASE, WONDERING, is};

/// A question of more bytes is none of one clause.
const LONGEST: usize = 300;
/// An answer takes up no more words than these.
const MOST: usize = 14;
/// And of two questions together.
const MOST_OF_TWO: usize = 18;
/// And no less.
const LEAST: usize = 3;

/// The last question of a post that can be taken up. Who is upset asks much that wants no
/// answer: then no more than what is asked about the customer's own, or nobody's.
pub(super) fn asked(
    post: &str,
    reading: &Reading,
    questions: &Questions,
    lang: Lang,
) -> Option<String> {
    let upset = reading.mood.value.is_upset();
    if reading.lang.value != lang || upset && (post.contains("!!") || shouts(post)) {
        return None;
    }
    let sentences = sentences(post);
    // Who asks in earnest is not answered by half.
    let is_earnest = !upset || reading.mood.confidence < SURE;
    let asks = |range: &&Range<usize>| post.get((*range).clone()).is_some_and(|it| asks(it, lang));
    if is_earnest && sentences.iter().filter(asks).count() > 1 {
        return None;
    }
    let answers = |range: &Range<usize>| {
        let first = post.get(range.clone()).and_then(|next| words(next).next());
        first.is_some_and(|(_, word)| is(ANSWERING, word))
    };
    let asked = sentences.iter().enumerate().rev();
    let mut asked = asked.filter(|(at, _)| !sentences.get(at + 1).is_some_and(answers));
    asked.find_map(|(_, range)| {
        let mut data = reading.personal_data.iter();
        let tells = data.any(|it| it.range.start < range.end && range.start < it.range.end);
        let sentence = post.get(range.clone()).filter(|_| !tells)?;
        let clause = in_sentence(sentence, questions, upset, lang)?;
        let least = LEAST + usize::from(clause.first().is_some_and(|it| it == questions.whether()));
        let is_two = clause.iter().any(|word| word.ends_with(','));
        let most = if is_two { MOST_OF_TWO } else { MOST };
        (least..=most).contains(&clause.len()).then(|| clause.join(" "))
    })
}

/// Whether a sentence asks, with a mark or without: "Eller koster det ekstra".
fn asks(sentence: &str, lang: Lang) -> bool {
    let (first, rest) = sentence.split_once(' ').unwrap_or((sentence, ""));
    sentence.ends_with('?')
        || super::asks::plainly(if is(JOINING, first) { rest } else { sentence }, lang)
}

fn in_sentence(
    sentence: &str,
    questions: &Questions,
    upset: bool,
    lang: Lang,
) -> Option<Vec<String>> {
    // What is long says more than a clause can, a quoted word is somebody else's, and a
    // bracket belongs to no word.
    if sentence.len() > LONGEST
        || sentence.contains(['"', '«', '»', '”', '“', '„', '‘', '<', '>', '{', '}'])
        || upset && sentence.ends_with("??")
    {
        return None;
    }
    let asks = sentence.ends_with('?');
    let wonders = asks || words(sentence).any(|(_, word)| is(WONDERING, word));
    let is_open = asks || !upset && super::asks::plainly(sentence, lang);
    if !wonders && !is_open {
        return None;
    }
    let (pieces, joined) = pieces(sentence);
    let mut led = false;
    // "Kan I love, at pakken kommer": what goes on behind a pause is asked too.
    let goes_on = |at: usize| {
        let next = pieces.get(at + 1).and_then(|piece| piece.first());
        next.is_some_and(|word| is(GOING_ON, word))
    };
    let told = pieces.iter().find_map(|piece| {
        let clause = questions.told(piece, led, upset);
        led = piece.iter().any(|word| questions.asks(word));
        clause.filter(|_| wonders)
    });
    told.or_else(|| {
        let mut whole = pieces.iter().enumerate().filter(|(at, _)| is_open && !goes_on(*at));
        whole.find_map(|(_, piece)| {
            let turned = |words: &[&str]| questions.turned(words, upset, lang);
            // Of two that it asks none is left out.
            match parted(piece, &joined, questions) {
                Some((first, and, second)) => both(turned(first)?, and, turned(second)?),
                None => turned(piece),
            }
        })
    })
}

/// Before another question.
const AND: &[&str] = &["og", "och", "and"];

/// Two questions in one, and what joins them: "can I bring a dog, and what does it cost".
fn parted<'a>(
    piece: &'a [&'a str],
    joined: &'a [&'a str],
    questions: &Questions,
) -> Option<(&'a [&'a str], &'a str, &'a [&'a str])> {
    let begins =
        |words: &[&str]| matches!(words, [and, next, ..] if is(AND, and) && questions.begins(next));
    if begins(joined) {
        let (and, second) = joined.split_first()?;
        return Some((piece, and, second));
    }
    let at = (1..piece.len()).find(|at| piece.get(*at..).is_some_and(begins))?;
    let (first, rest) = piece.split_at_checked(at)?;
    let (and, second) = rest.split_first()?;
    Some((first, and, second))
}

/// Both clauses, where they are no more than an answer takes up.
fn both(mut first: Vec<String>, and: &str, second: Vec<String>) -> Option<Vec<String>> {
    first.last_mut()?.push(',');
    first.push(lowered(and));
    first.extend(second);
    (first.len() <= MOST_OF_TWO).then_some(first)
}

/// The words of a sentence, parted where it pauses. What goes on from the first question
/// ("…, or is it closed") is no other; the first that does stands apart.
fn pieces(sentence: &str) -> (Vec<Vec<&str>>, Vec<&str>) {
    let mut pieces = vec![Vec::new()];
    for token in sentence.split_whitespace() {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        // "4. december".
        let day = token.strip_suffix('.').filter(|it| it.bytes().all(|it| it.is_ascii_digit()));
        let word = if day.is_some() { token } else { bare };
        if word.is_empty() || token.starts_with('(') {
            pieces.push(Vec::new());
        }
        let is_said = !word.is_empty() && !is(PLEASE, word);
        if let Some(piece) = pieces.last_mut().filter(|_| is_said) {
            piece.push(word);
        }
        if token.ends_with([',', ';', ':', ')']) {
            pieces.push(Vec::new());
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    let goes_on = |piece: &Vec<&str>| piece.first().is_some_and(|word| is(JOINING, word));
    let joined = pieces.iter().skip(1).find(|piece| goes_on(piece)).cloned().unwrap_or_default();
    let mut at = 0;
    pieces.retain(|piece| {
        at += 1;
        at == 1 || !goes_on(piece)
    });
    (pieces, joined)
}

/// Whether a word of a post is in capitals.
fn shouts(post: &str) -> bool {
    let is_loud = |word: &str| {
        word.chars().count() > 3 && word.chars().all(|c| c.is_alphabetic() && !c.is_lowercase())
    };
    words(post).any(|(_, word)| is_loud(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{self, Priors};
    use crate::reply::phrases;

    fn taken_up(lang: Lang, post: &str) -> Option<String> {
        let mut reading = reading::read(post, Priors::default());
        reading.lang.value = lang;
        asked(post, &reading, &phrases::book(lang).unwrap().questions, lang)
    }

    #[test]
    fn a_question_is_taken_up_as_a_clause() {
        use Lang::{Da, En, Nb, Nn, Sv};
        for (lang, post, clause) in [
            (Da, "Har I åbent på søndag?", "om vi har åbent på søndag"),
            (
                Da,
                "Hvad koster et klippekort til svømmehallen?",
                "hvad et klippekort til svømmehallen koster",
            ),
            (
                Da,
                "Kan jeg også få det på min mors adresse, eller er det for sent?",
                "om du også kan få det på din mors adresse",
            ),
            (
                Nb,
                "Er svømmehallen åpen i vinterferien, og er det varmt i barnebassenget?",
                "om svømmehallen er åpen i vinterferien, og om det er varmt i barnebassenget",
            ),
            (
                Nn,
                "Kan eg ta med hund på hurtigbåten og kostar det noko?",
                "om du kan ta med hund på hurtigbåten, og om det kostar noko",
            ),
            (
                Da,
                "Har I åbent på søndag, og hvad koster det for børn?",
                "om vi har åbent på søndag, og hvad det koster for børn",
            ),
            (
                En,
                "Can I bring my dog on the ferry, and is there a shop on board?",
                "whether you can bring your dog on the ferry, and whether there is a shop on board",
            ),
            (Da, "Ved I, hvornår strømmen kommer igen?", "hvornår strømmen kommer igen"),
            (Da, "Kommer pakken den 4. december?", "om pakken kommer den 4. december"),
            (Da, "Må man bare tage den med?", "om man bare må tage den med"),
            (Da, "Kunne man få den i rød?", "om man kan få den i rød"),
            (Nb, "Hei, når åpner dere i morgen?", "når vi åpner i morgen"),
            (Nb, "lurer på om dere tar imot gamle dekk", "om vi tar imot gamle dekk"),
            (Nb, "Er pakka mi på vei?", "om pakka di er på vei"),
            (Nb, "Hva gjør jeg om jeg mister kortet?", "hva du skal gjøre om du mister kortet"),
            (Nb, "Kan vi bytte den hos dere?", "om dere kan bytte den hos oss"),
            (Nn, "Kor lenge må eg vente på teknikaren?", "kor lenge du må vente på teknikaren"),
            (Nn, "Tek de kort på ferja?", "om vi tek kort på ferja"),
            (Sv, "Hur säger jag upp mitt abonnemang?", "hur du säger upp ditt abonnemang"),
            (Sv, "Går det att hämta hos er på lördag?", "om det går att hämta hos oss på lördag"),
            (Sv, "Vad kostar mitt i prick?", "vad mitt i prick kostar"),
            (En, "Does it still work abroad?", "whether it still works abroad"),
            (En, "where do i hand in my keys?", "where you can hand in your keys"),
            (
                En,
                "Is the swimming pool open on monday?",
                "whether the swimming pool is open on Monday",
            ),
            (En, "Could I pay by card, please?", "whether you can pay by card"),
            (En, "Do you know when the doors open?", "when the doors open"),
            (En, "What do I bring?", "what you should bring"),
            (
                En,
                "Can I get a refund if I was charged twice?",
                "whether you can get a refund if you were charged twice",
            ),
            (En, "Can I bring my dog on the ferry?", "whether you can bring your dog on the ferry"),
            (Da, "Har I mad til børn?", "om vi har mad til børn"),
            (Da, "Må man parkere her om natten?", "om man må parkere her om natten"),
            (Nb, "Kommer banken med på torsdag?", "om banken kommer med på torsdag"),
            (En, "Do you sell it in size 12?", "whether we sell it in size 12"),
            (
                En,
                "Can I bring a bike on the ferry to Unst?",
                "whether you can bring a bike on the ferry to Unst",
            ),
        ] {
            assert_eq!(taken_up(lang, post).as_deref(), Some(clause), "{post}");
        }
    }

    #[test]
    fn what_could_shame_us_or_the_customer_is_not_said_again() {
        use Lang::{Da, En, Nb, Nn, Sv};
        for (lang, post) in [
            (En, "Do you know when you will stop lying to us?"),
            (En, "Is it your fault that my dad died?"),
            (En, "Is it true that your boss Peter Smith beat his wife?"),
            (En, "Can I jump in front of the train?"),
            (En, "Can someone use my pin 4321 in the shop?"),
            (En, "Can I log in at bit.ly/x3dk to pay?"),
            (En, "Are you human?"),
            (En, "Do you have to be 18 to enter the pool?"),
            (Nb, "Lurer på når dere slutter å stjele fra kundene"),
            (Nb, "Er det riktig at Per Hansen hos dere er pedofil?"),
            (Da, "Ved I, hvorfor I er så dårlige?"),
            (Da, "Har I mistet forstanden?"),
            (Da, "Kan jeg få et kort til min søn Jonas?"),
            (Da, "Kan I love, at pakken kommer i morgen?"),
            (Da, "Kan I fortælle mig om kampagnen i uge 47?"),
            (Nn, "Er det sant at de stel frå kundane?"),
            (Sv, "Undrar när ni slutar stjäla från gamla"),
            (Sv, "Får man slå chauffören?"),
            (Sv, "Är ni snälla mot djuren?"),
        ] {
            assert_eq!(taken_up(lang, post), None, "{post}");
        }
        // As long as a book, and no slower for it.
        assert_eq!(taken_up(En, &format!("Can I come {}x?", "then ".repeat(40_000))), None);
    }

    proptest::proptest! {
        #[test]
        fn a_clause_is_short_and_of_the_question(
            words in proptest::collection::vec("(kan|er|har|I|jeg|mig|min|om|hvor|can|do|you|my|is|the|när|ni|er|på|det|den|til|som|\\PC{1,9})", 0..24),
        ) {
            let post = words.join(" ") + "?";
            for lang in [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En] {
                if let Some(clause) = taken_up(lang, &post) {
                    let count = clause.split(' ').count();
                    proptest::prop_assert!((LEAST..=MOST).contains(&count), "{clause}");
                    proptest::prop_assert!(!clause.contains(['\n', '?', '@', '<', '{']), "{clause}");
                }
            }
        }
    }

    #[test]
    fn what_asks_nothing_or_can_not_be_turned_for_sure_is_not() {
        use Lang::{Da, En, Nb, Nn, Sv};
        for (lang, post) in [
            (Da, "Kan I ikke snart få styr på det?"),
            (Da, "Kan I ringe til mig?"),
            (Da, "Hvem har lavet den?"),
            (Da, "Er det rimeligt? Nej, det er det ikke."),
            (Da, "Kan jeg få den sendt til lise@eksempel.dk?"),
            (Da, "Er I ikke rigtig kloge? Jeg har ventet i TRE UGER!"),
            (Nb, "Kan barnebarnet mitt på ni få eget kort?"),
            (Da, "Er den her besked ægte?"),
            (Da, "Er der nogen her der ved det?"),
            (Nb, "Er det bare meg?"),
            (Nb, "Er det jeg som leser feil?"),
            (Nb, "Hun lurer på om dere har åpent"),
            (Nb, "Hvor mange ganger må jeg ringe?"),
            (Nn, "Eg seier opp når eg flyttar, er det «greitt»?"),
            (Nn, "Kan nokon sjå på det?"),
            (Sv, "Är er app nere igen?"),
            (Sv, "Vem äger det?"),
            (Sv, "Kan jag få veta var Anna Svensson bor?"),
            (Da, "Hvor mange penge har I stjålet?"),
            (En, "Can you look into it?"),
            (En, "Is that site yours?"),
            (Da, "Hvor a<b kan jeg hente den?"),
            (En, "Is it?"),
            (En, "How can it take nine weeks?"),
            (En, ""),
            (En, "? ?"),
        ] {
            assert_eq!(taken_up(lang, post), None, "{post}");
        }
    }
}
