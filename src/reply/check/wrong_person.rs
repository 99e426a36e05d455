//! `wrong_person`: answers another in the thread.

use super::super::Situation;
use super::words::words;
use super::wrong_name::{greeted, names_also};
use super::{Find, Hit, Level, Rule, Says};
use crate::reply::name::first_name;
use crate::text::lowered;

pub const RULE: Rule = Rule {
    name: "wrong_person",
    level: Level::Warn,
    source: "Warn where another is answered: re-read the thread before inserting (Sprout); labels.md",
    says: Says {
        da: "Den, du tiltaler, er en anden i tråden.",
        nb: "Den du snakker til, er en annen i tråden.",
        nn: "Den du snakkar til, er ein annan i tråden.",
        sv: "Den du tilltalar är någon annan i tråden.",
        en: "You are speaking to somebody else in the thread.",
    },
    find: Find::Words(find),
};

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let names = |name: &str| words(name).map(|(_, word)| lowered(word)).collect::<Vec<_>>();
    let customer = names(situation.customer);
    let is_other = |word: &str| {
        let word = lowered(word);
        !customer.contains(&word)
            && situation.people.iter().any(|person| names(person).first() == Some(&word))
    };
    let greeted = greeted(draft)
        .filter(|(place, name)| is_other(name) && !names_also(draft, place, &customer));
    let mentioned = words(draft).find(|(place, word)| {
        draft.get(..place.start).is_some_and(|before| before.ends_with('@')) && is_other(word)
    });
    let fix = || first_name(situation.customer);
    greeted.or(mentioned).map(|(range, _)| Hit { range, fix: fix() }).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Case;
    use super::*;
    use crate::reading::Lang;

    fn marks(lang: Lang, draft: &str, expected: &[&str]) {
        let mut case = Case::new(lang);
        case.people = vec!["Anders B".into(), "Kirsten Dahl".into()];
        let hits = find(draft, &case.situation());
        let found: Vec<&str> = hits.into_iter().filter_map(|hit| draft.get(hit.range)).collect();
        assert_eq!(found, expected, "{draft}");
    }

    #[test]
    fn another_of_the_thread_is_marked() {
        marks(Lang::Da, "Hej Kirsten. Jeg ser på det.", &["Kirsten"]);
        marks(Lang::Nb, "Hei Kirsten! Takk.", &["Kirsten"]);
        marks(Lang::Nn, "@Kirsten Eg ser på det.", &["Kirsten"]);
        marks(Lang::Sv, "Hej Kirsten! Jag tittar på det.", &["Kirsten"]);
        marks(Lang::En, "Hi Kirsten, I'm on it.", &["Kirsten"]);
    }

    #[test]
    fn the_customer_and_a_stranger_are_not() {
        marks(Lang::Da, "Hej Anders. Kirsten har ret.", &[]);
        marks(Lang::Nb, "Hei Peter.", &[]);
        marks(Lang::Nb, "Hei Kirsten og Anders.", &[]);
        marks(Lang::Nn, "Hei! Eg ser på det.", &[]);
        marks(Lang::Sv, "Hej Anders!", &[]);
        marks(Lang::En, "@Anders I'm on it.", &[]);
    }
}
