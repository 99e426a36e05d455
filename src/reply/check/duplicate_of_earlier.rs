//! `duplicate_of_earlier`: nearly the same wording as an answer in view.

use super::super::{Situation, acts};
use super::words::words;
use super::{Find, Hit, Level, Rule, Says};
use crate::sort;
use crate::text::lower;

pub const RULE: Rule = Rule {
    name: "duplicate_of_earlier",
    level: Level::Warn,
    source: "Answers were anonymous and copied (case 1), never the same text twice (case 3); change the approach (Herhausen et al. 2019)",
    says: Says {
        da: "Næsten det samme svar står allerede på siden.",
        nb: "Nesten det samme svaret står alt på siden.",
        nn: "Nesten det same svaret står alt på sida.",
        sv: "Nästan samma svar står redan på sidan.",
        en: "Nearly the same answer is on the page already.",
    },
    find: Find::Words(find),
};

/// A shorter answer ("Selv tak!") is often the same.
const FEWEST_WORDS: usize = 8;
/// What part of an answer's runs of three words may stand in another.
const MOST_SHARED: (usize, usize) = (3, 5);

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let body = acts::body(draft, situation);
    let names: Vec<u64> = situation
        .people
        .iter()
        .map(String::as_str)
        .chain([situation.customer, situation.agent.name.as_str()])
        .flat_map(word_hashes)
        .collect();
    let mut ours = runs(body, &names);
    sort::by_key(&mut ours, |run| *run);
    ours.dedup();
    if words(body).count() < FEWEST_WORDS || ours.is_empty() {
        return Vec::new();
    }
    let is_copy = situation.earlier.iter().any(|earlier| {
        let mut shared = vec![false; ours.len()];
        for run in runs(earlier, &names) {
            if let Ok(at) = ours.binary_search(&run)
                && let Some(one) = shared.get_mut(at)
            {
                *one = true;
            }
        }
        let shared = shared.into_iter().filter(|is_shared| *is_shared).count();
        shared * MOST_SHARED.1 >= ours.len() * MOST_SHARED.0
    });
    if is_copy { vec![Hit::at(0..body.trim_end().len())] } else { Vec::new() }
}

/// Numbers that stand for the runs of three words of a text, but for the names of people:
/// the checks run at each key, beside a hundred answers.
fn runs(text: &str, names: &[u64]) -> Vec<u64> {
    let all: Vec<u64> = word_hashes(text).filter(|word| !names.contains(word)).collect();
    let step = |hash: u64, word: &u64| (hash.rotate_left(21) ^ word).wrapping_mul(SPREAD);
    all.windows(3).map(|run| run.iter().fold(0, step)).collect()
}

/// A number for each word, however it is written.
fn word_hashes(text: &str) -> impl Iterator<Item = u64> {
    let letters = |word: &str| {
        word.chars()
            .map(lower)
            .fold(SPREAD, |hash, letter| (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3))
    };
    words(text).map(move |(_, word)| letters(word))
}

/// An odd number with no pattern in its bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::super::testing::Case;
    use super::*;
    use crate::reading::Lang;

    fn is_copy(lang: Lang, earlier: &str, draft: &str) -> bool {
        let mut case = Case::new(lang);
        case.earlier = vec![earlier.to_owned()];
        !find(draft, &case.situation()).is_empty()
    }

    #[test]
    fn nearly_the_same_wording_is_a_copy() {
        assert!(is_copy(
            Lang::Da,
            "Hej Bo. Det er ærgerligt at høre. Jeg undersøger din sag og vender tilbage i morgen. Mvh Lise fra kundeservice",
            "Hej Anders! Det er ærgerligt at høre. Jeg undersøger din sag og vender tilbage i dag. Mvh Lise fra kundeservice"
        ));
        assert!(is_copy(
            Lang::Nb,
            "Hei Bo, så kjedelig! Send oss en melding med kundenummer, så ser vi på det.",
            "Hei Anders, så kjedelig! Send oss en melding med kundenummer, så ser vi på det."
        ));
        assert!(is_copy(
            Lang::Nn,
            "Hei. Det er leitt at linja er nede, eg sjekkar no.",
            "Hei Anders. Det er leitt at linja er nede, eg sjekkar no."
        ));
        assert!(is_copy(
            Lang::Sv,
            "Hej! Tråkigt att höra att leveransen dröjer, jag kollar direkt.",
            "Hej Anders! Tråkigt att höra att leveransen dröjer, jag kollar direkt."
        ));
        assert!(is_copy(
            Lang::En,
            "Hi Bo, sorry to hear that. I'm looking into your bill right now.",
            "Hi Anders, sorry to hear that. I'm looking into your bill right now."
        ));
    }

    #[test]
    fn another_wording_or_a_short_one_is_not() {
        assert!(!is_copy(
            Lang::Da,
            "Hej Bo. Jeg undersøger din sag og vender tilbage i morgen.",
            "Hej Anders. Fejlen på Amager er rettet, og du får nyt kl. 15, hvis den kommer igen."
        ));
        assert!(!is_copy(Lang::Nb, "Bare hyggelig! Hilsen Kari", "Bare hyggelig! Hilsen Kari"));
        assert!(!is_copy(
            Lang::Nn,
            "Hei Bo, ruteren er på veg.",
            "Hei Anders, rekninga er retta, og du slepp gebyret denne gongen."
        ));
        assert!(!is_copy(
            Lang::Sv,
            "Hej! Fakturan är rättad.",
            "Hej Anders! Teknikern kommer på torsdag mellan åtta och tolv, jag har bokat om tiden."
        ));
        assert!(!is_copy(
            Lang::En,
            "Thanks, Bo!",
            "Hi Anders, the engineer comes on Thursday between eight and noon, I've moved the visit."
        ));
    }
}
