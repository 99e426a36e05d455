//! What the sentences of an answer do: the file `acts.txt`.

use std::ops::Range;
use std::sync::OnceLock;

use super::check::words::{sentences, words};
use super::{Situation, signature};
use crate::data;
use crate::phrases::Phrases;
use crate::text::{folded, lowered};

/// Words that greet.
pub(super) const GREETINGS: &[&str] = &[
    "hej",
    "hei",
    "hi",
    "hello",
    "hey",
    "heisann",
    "hejsa",
    "kære",
    "kjære",
    "käre",
    "kära",
    "dear",
    "goddag",
    "hallo",
    "tjena",
    "halloj",
    "heia",
    "morn",
    "morning",
    "afternoon",
    "evening",
];

/// Who does something, before what they do.
const WHO: &[&str] = &["i", "we", "jeg", "eg", "jag", "vi", "me"];

/// Whether a folded word denies what stands beside it.
fn is_no(word: &str) -> bool {
    const NO: &[&str] = &[
        "ikke",
        "ikkje",
        "inte",
        "ej",
        "not",
        "never",
        "aldrig",
        "aldri",
        "couldn't",
        "can't",
        "didn't",
        "don't",
        "won't",
        "wasn't",
        "shouldn't",
    ];
    NO.contains(&word)
}

/// Whether the word greets.
pub(super) fn greets(word: &str) -> bool {
    GREETINGS.contains(&lowered(word).as_str())
}

/// One act of an answer: the sections of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Sees the customer's side.
    Acknowledges,
    /// Is sorry.
    Apologises,
    /// Thanks.
    Thanks,
    /// Offers a private channel.
    Private,
    /// Points to mail, phone or a form.
    Contact,
    /// Says what the company does.
    Does,
    /// Says what the customer can do next.
    AsksStep,
    /// Says goodbye.
    Closes,
    /// Means well, and does nothing that helps this customer.
    Vague,
    /// Asks.
    Asks,
    /// Tells something that none of the above is.
    Tells,
}

const SECTIONS: [(&str, Act); 9] = [
    ("acknowledges", Act::Acknowledges),
    ("apologises", Act::Apologises),
    ("thanks", Act::Thanks),
    ("private", Act::Private),
    ("contact", Act::Contact),
    ("does", Act::Does),
    ("asks_step", Act::AsksStep),
    ("closes", Act::Closes),
    ("vague", Act::Vague),
];

/// A sentence of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its place in the answer, in bytes.
    pub range: Range<usize>,
    /// What it does; at least one act.
    pub acts: Vec<Act>,
}

impl Sentence {
    /// Whether it does this.
    #[must_use]
    pub fn is(&self, act: Act) -> bool {
        self.acts.contains(&act)
    }

    /// Whether it does nothing but these.
    #[must_use]
    pub fn is_only(&self, acts: &[Act]) -> bool {
        self.acts.iter().all(|act| acts.contains(act))
    }
}

/// The sentences of an answer that say something: without greeting and signature.
#[must_use]
pub fn of(answer: &str, situation: &Situation<'_>) -> Vec<Sentence> {
    let body = body(answer, situation);
    let all = sentences(body).into_iter().enumerate();
    all.filter_map(|(number, range)| {
        let text = body.get(range.clone())?;
        let folded: Vec<String> = words(text).map(|(_, word)| folded(word)).collect();
        let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
        // A greeting stands alone, or before what it opens.
        let said = if number == 0 { without_greeting(text, &folded) } else { &folded };
        if said.is_empty() {
            return None;
        }
        let mut acts = Vec::new();
        for found in phrases().find(said) {
            let Some((_, act)) = SECTIONS.get(found.section) else { continue };
            // An order is one where the sentence begins with it.
            let is_order = found.words.len() > 1 || found.words.start <= 1;
            // "Det här är", "det her er": this is, and not where something is.
            let before = found.words.start.checked_sub(1).and_then(|at| said.get(at));
            let is_this = matches!(before, Some(&("det" | "den" | "de")))
                && matches!(said.get(found.words.start), Some(&("her" | "haer")));
            // "I read this with a sinking feeling."
            let is_told = found.words.len() == 1 && before.is_some_and(|who| WHO.contains(who));
            let is_order = is_order && !is_this && !is_told;
            // "Så ska vi inte lämna en arbetsplats": what is not done.
            let around = [before, said.get(found.words.end)].into_iter().flatten();
            let is_undone = *act == Act::Does && around.into_iter().any(|word| is_no(word));
            if is_undone {
                continue;
            }
            if !acts.contains(act) && (*act != Act::AsksStep || is_order) {
                acts.push(*act);
            }
        }
        if text.contains('@') && !acts.contains(&Act::Contact) {
            acts.push(Act::Contact);
        }
        if text.trim_end().ends_with('?') {
            acts.push(Act::Asks);
        }
        if acts.is_empty() {
            acts.push(Act::Tells);
        }
        Some(Sentence { range, acts })
    })
    .collect()
}

/// The answer without its signature.
#[must_use]
pub fn body<'a>(answer: &'a str, situation: &Situation<'_>) -> &'a str {
    let answer = answer.trim_end();
    if let Some(signature) = signature::render(situation.agent, situation.lang)
        && let Some(body) = answer.strip_suffix(signature.as_str())
    {
        return body;
    }
    // A last line of a few words is another form of one.
    match answer.rsplit_once('\n') {
        Some((body, last))
            if words(last).count() <= 5 && !last.trim_end().ends_with(['.', '?', '!']) =>
        {
            body
        }
        _ => match answer.rfind([' ', '\n']).map(|at| answer.split_at(at)) {
            Some((body, last)) if last.trim_start().starts_with(['/', '^']) => body,
            _ => answer,
        },
    }
}

/// The words behind "Hej Anders" where that is all of the sentence or a comma
/// or dash follows it.
fn without_greeting<'a, 'b>(text: &str, folded: &'a [&'b str]) -> &'a [&'b str] {
    if words(text).next().is_none_or(|(_, first)| !greets(first)) {
        return folded;
    }
    let end = text.find([',', '–', ':', '!', '.', '-']).unwrap_or(text.len());
    let greeting = text.get(..end).map_or(0, |greeting| words(greeting).count());
    // "Hej Anders jeg ser på det": the greeting has no end.
    folded.get(greeting.min(3)..).unwrap_or_default()
}

fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let file = data::text("src/reply/acts.txt").unwrap_or_default();
        Phrases::read(file, &SECTIONS.map(|known| known.0))
    })
}

#[cfg(test)]
mod tests {
    use super::super::check::testing::Case;
    use super::*;
    use crate::phrases;
    use crate::reading::Lang;

    #[test]
    fn every_example_is_as_the_file_says() {
        let case = Case::new(Lang::Da);
        let names = SECTIONS.map(|known| known.0);
        phrases::check(include_str!("acts.txt"), &names, |section, text| {
            let said = of(text, &case.situation());
            said.iter().any(|one| one.is(SECTIONS[section].1))
        });
    }

    #[test]
    fn greeting_and_signature_are_no_sentences() {
        let case = Case::new(Lang::Da);
        let acts = |text| {
            let sentences = of(text, &case.situation());
            sentences.into_iter().map(|one| one.acts).collect::<Vec<_>>()
        };
        assert_eq!(acts("Hej Anders.\nMvh Lise fra kundeservice"), Vec::<Vec<Act>>::new());
        assert_eq!(acts("Hej Anders! Vi åbner klokken otte. /Lise"), [[Act::Tells]]);
        assert_eq!(acts("Hej Anders, hvad mener du?"), [[Act::Asks]]);
    }
}
