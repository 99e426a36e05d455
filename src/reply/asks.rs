//! Whether a post is a plain question by how it begins, with a question mark or without.

use crate::reading::Lang;
use crate::text::lowered;

use super::acts;

/// Words that ask wherever they begin a sentence, but behind a subject: "Når jeg ringer" and
/// "When I call" do not.
fn question_words(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Da => &["hvad", "hvor", "hvornår", "hvordan", "hvem", "hvilken", "hvilket", "hvilke"],
        Lang::Nb => &["hva", "hvor", "når", "hvordan", "hvem", "hvilken", "hvilket", "hvilke"],
        Lang::Nn => &["kva", "kor", "kvar", "når", "korleis", "kven"],
        Lang::Sv => &["vad", "var", "när", "hur", "vem", "vilken", "vilket", "vilka"],
        Lang::En => &["what", "where", "when", "which", "who", "how"],
        Lang::Und => &[],
    }
}

/// Verbs that ask where a subject follows: "Har I", "Does it".
fn verbs(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Da => &[
            "er", "har", "kan", "må", "skal", "vil", "får", "kommer", "gælder", "findes", "tager",
            "bliver", "virker", "sælger", "koster", "passer", "åbner", "kunne",
        ],
        Lang::Nb => &[
            "er", "har", "kan", "må", "skal", "vil", "får", "kommer", "gjelder", "finnes", "tar",
            "blir", "virker", "selger", "koster", "passer", "åpner", "kunne", "går", "fins",
        ],
        Lang::Nn => &[
            "er", "har", "kan", "må", "skal", "vil", "får", "kjem", "gjeld", "finst", "tek",
            "blir", "vert", "verkar", "sel", "kostar", "passar", "opnar", "kunne", "går",
        ],
        Lang::Sv => &[
            "är", "har", "kan", "måste", "ska", "vill", "får", "kommer", "gäller", "finns", "tar",
            "blir", "funkar", "fungerar", "säljer", "kostar", "passar", "öppnar", "kunde", "går",
        ],
        Lang::En => &[
            "is", "are", "do", "does", "did", "can", "could", "will", "would", "has", "have",
            "should", "may", "was", "were",
        ],
        Lang::Und => &[],
    }
}

/// Words that can only begin what a verb is asked of.
fn subjects(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Da => &[
            "jeg", "man", "du", "i", "vi", "det", "den", "de", "der", "han", "hun", "nogen", "min",
            "mit", "mine", "jeres", "en", "et",
        ],
        Lang::Nb => &[
            "jeg", "man", "du", "dere", "vi", "det", "den", "de", "han", "hun", "noen", "min",
            "mitt", "mine", "deres", "en", "et",
        ],
        Lang::Nn => &[
            "eg", "ein", "du", "de", "dykk", "dokker", "vi", "me", "det", "den", "dei", "han",
            "ho", "nokon", "min", "mitt", "mi", "mine", "eit",
        ],
        Lang::Sv => &[
            "jag", "man", "du", "ni", "vi", "det", "den", "de", "han", "hon", "någon", "min",
            "mitt", "mina", "er", "ert", "en", "ett",
        ],
        Lang::En => &[
            "i", "you", "we", "they", "it", "he", "she", "there", "the", "a", "an", "this", "that",
            "these", "those", "my", "our", "your", "any", "anyone", "anybody", "someone", "kids",
            "dogs", "children", "people",
        ],
        Lang::Und => &[],
    }
}

/// What says itself that a question follows.
const NAMED: [&str; 8] =
    ["question", "questions", "any", "anyone", "spørgsmål", "spørsmål", "fråga", "frågor"];

/// What begins a clause as well, so that a verb must follow.
const WHEN: [&str; 3] = ["når", "när", "when"];

/// Whether the post begins as a question and exclaims nothing. A Danish or Swedish verb
/// may stand without its subject ("Har ventet"), so that one must follow it.
pub(super) fn plainly(post: &str, lang: Lang) -> bool {
    if post.contains('!') {
        return false;
    }
    let words = post.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words = words.map(lowered).skip_while(|word| acts::greets(word));
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let is_subject = is(subjects(lang), &second);
    let is_clause = is_subject || is(&WHEN, &first) && !is(verbs(lang), &second);
    let is_asked =
        post.find(['?', '.']).and_then(|at| post.get(at..)).is_some_and(|it| it.starts_with('?'));
    is(&NAMED, &first)
        || is(verbs(lang), &first) && (is_subject || is_asked)
        || is(question_words(lang), &first) && !is_clause
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_needs_no_mark() {
        for (lang, post) in [
            (Lang::En, "Hi, is the canteen open to visitors"),
            (Lang::En, "any weight limit for the lockers"),
            (Lang::En, "Can I bring a bike on the night train"),
            (Lang::En, "where do I hand in old batteries"),
            (Lang::Da, "Kan man betale med MobilePay i toget"),
            (Lang::Da, "Hej, hvornår lukker genbrugspladsen"),
            (Lang::Nb, "Tar dere imot brukte batterier"),
            (Lang::Nn, "Er det lov med hund på båten"),
            (Lang::Sv, "Har ni öppet på annandagen"),
            (Lang::Sv, "Fungerar timern utan app?"),
        ] {
            assert!(plainly(post, lang), "{post}");
        }
    }

    #[test]
    fn what_begins_alike_is_told() {
        for (lang, post) in [
            (Lang::En, "When I ring nobody answers"),
            (Lang::En, "What a service!"),
            (Lang::En, "Have waited three weeks"),
            (Lang::En, "Will never come back"),
            (Lang::Da, "Har ventet i tre uger"),
            (Lang::Da, "Kan ikke logge ind"),
            (Lang::Nb, "Når jeg ringer, svarer ingen"),
            (Lang::Nn, "Er lei av dette"),
            (Lang::Sv, "När regnet kom höll taket"),
            (Lang::Sv, "Får inget svar"),
            (Lang::Sv, ""),
        ] {
            assert!(!plainly(post, lang), "{post}");
        }
    }
}
