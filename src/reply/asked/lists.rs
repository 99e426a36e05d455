//! Small words of all the languages together, where none means something else in another.

use crate::text::lowered;

/// Whether a list has a word, however it is written.
pub(super) fn is(list: &[&str], word: &str) -> bool {
    list.contains(&&*lowered(word))
}

/// End a question: nothing behind them is asked.
pub(super) const THANKS: &[&str] = &["takk", "tack", "thanks", "thank", "cheers", "mvh"];

/// Leave a question what it is.
pub(super) const PLEASE: &[&str] = &["please", "pls", "plz", "venligst", "vennligst"];

/// Go on from what stands before them.
pub(super) const JOINING: &[&str] =
    &["og", "och", "and", "eller", "or", "men", "but", "fordi", "because"];

/// Begin behind a pause what belongs to the question before it.
pub(super) const GOING_ON: &[&str] = &[
    "at", "att", "that", "som", "der", "hvis", "om", "if", "når", "när", "when", "viss", "dersom",
];

/// Ask without a question mark.
pub(super) const WONDERING: &[&str] =
    &["lurer", "lurar", "undrar", "wonder", "wondering", "spørgsmål"];

/// Open what somebody asks to be told, beside the question words.
pub(super) const WHETHER: &[&str] = &["om", "if", "whether"];

/// Answer what was asked just before.
pub(super) const ANSWERING: &[&str] = &["ja", "jo", "nej", "næ", "nei", "nä", "yes", "no", "nope"];

/// Prepositions of places.
pub(super) const PLACES: &[&str] = &["i", "på", "ved", "vid", "in", "at"];

/// Have the verb behind them in a statement too: "no er lyset attende".
pub(super) const ADVERBIALS: &[&str] = &["no", "nå", "nu", "så", "da", "då", "now", "then"];

/// Make another verb of one that tells: "si opp".
pub(super) const PARTICLES: &[&str] = &["opp", "op", "upp", "fra", "frå", "ifra", "ifrå", "från"];

/// Somebody else than who writes.
pub(super) const OTHERS: &[&str] =
    &["han", "hun", "ho", "hon", "he", "she", "they", "de", "dei", "alle"];

/// Somebody, whoever it is.
pub(super) const SOMEBODY: &[&str] = &[
    "nogen", "noen", "nokon", "någon", "nån", "someone", "anyone", "anybody", "somebody", "alle",
    "alla",
];

/// Everybody: more often than not the beginning of more words.
pub(super) const ALL: &[&str] = &["alle", "alla"];

/// Say behind a pronoun who is meant.
pub(super) const DEFINING: &[&str] = &[
    "som", "der", "that", "who", "med", "with", "annen", "anden", "annan", "andre", "andra",
    "else", "of", "av",
];

/// Point at what is near.
pub(super) const HERE: &[&str] = &["her", "here", "här", "där", "there"];

/// Pronouns that may be the article of a noun: "det nye bibliotek", "that site".
pub(super) const ARTICLES: &[&str] = &["det", "den", "de", "dei"];
/// See [`ARTICLES`].
pub(super) const THIS: &[&str] = &["this", "that"];

/// End as nouns do that are known, and are none.
pub(super) const POINTING: &[&str] =
    &["denne", "dette", "denna", "disse", "annen", "anden", "annan"];

/// End as a verb does, and open a clause or stand in one.
pub(super) const UNLIKE_VERBS: &[&str] =
    &["når", "när", "der", "efter", "etter", "eller", "hver", "under", "over", "her", "var"];

/// How it can be.
pub(super) const HOW: &[&str] = &["hvordan", "korleis", "hur", "how"];

/// Who it is.
pub(super) const WHO: &[&str] = &["hvem", "kven", "vem", "who"];

/// Ask, with a temper, what wants no answer: what, who, how many.
pub(super) const SCORNING: &[&str] =
    &["hvad", "hva", "kva", "vad", "what", "hvem", "kven", "vem", "who", "mange", "många", "many"];

/// Count what was too often.
pub(super) const TIMES: &[&str] = &["gange", "ganger", "gonger", "gånger", "times"];

/// Name us in an answer.
pub(super) const US: &[&str] =
    &["vi", "os", "oss", "we", "us", "our", "ours", "vores", "vår", "vårt", "våra", "våre"];

/// Something, as what is done to it.
pub(super) const THINGS: &[&str] = &["det", "den", "de", "it", "this", "that"];

/// Who writes, as one who may be mistaken.
pub(super) const SELF: &[&str] = &["jeg", "eg", "jag", "mig", "meg", "mej", "me"];

/// Verbs of what is, and not of what is done.
pub(super) const STATES: &[&str] = &["need", "have", "owe", "get", "pay"];

/// To be.
pub(super) const BE: &[&str] = &["er", "är", "is", "are"];

/// End no clause.
pub(super) const OPEN: &[&str] = &[
    "i", "at", "att", "enn", "end", "än", "som", "og", "och", "and", "or", "eller", "the", "a",
    "en", "et", "ein", "ett",
];

/// Ask for a reason.
pub(super) const WHY: &[&str] = &["hvorfor", "kvifor", "varför", "why"];

/// Lead to a place or a time, beside [`PLACES`].
pub(super) const WAYS: &[&str] = &[
    "til", "till", "to", "fra", "frå", "från", "from", "mellem", "mellom", "mellan", "between",
    "near", "den", "the",
];

/// How a shop or a desk may be.
pub(super) const OPEN_OR_NOT: &[&str] = &[
    "åben", "åbne", "åbent", "lukket", "åpne", "åpent", "stengt", "opne", "ope", "stengde",
    "öppna", "öppet", "stängda", "stängt", "open", "closed", "hiring",
];

/// How often, between a verb and what it asks for.
pub(super) const OFTEN: &[&str] = &["often", "just", "ever", "sometimes"];
