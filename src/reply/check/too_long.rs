//! `too_long`: longer than the site takes, signature included.

use super::super::Situation;
use super::{Find, Hit, Level, Rule, Says};

pub const RULE: Rule = Rule {
    name: "too_long",
    level: Level::Warn,
    source: "The sites' own limits (labels.md)",
    says: Says {
        da: "Svaret er længere, end siden tager imod.",
        nb: "Svaret er lengre enn siden tar imot.",
        nn: "Svaret er lengre enn sida tek imot.",
        sv: "Svaret är längre än vad sidan tar emot.",
        en: "The answer is longer than the site takes.",
    },
    find: Find::Words(find),
};

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let draft = draft.trim_end();
    let cut = situation.limit.and_then(|limit| limit.cuts(draft));
    cut.map(|at| Hit::at(at..draft.len())).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::Limit;
    use super::super::testing::Case;
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn only_what_the_site_refuses_is_marked() {
        let mut case = Case::new(Lang::En);
        let draft = format!("{} /Lise", "a".repeat(274));
        case.limit = Limit::of("x");
        assert!(find(&draft, &case.situation()).is_empty());
        let longer = format!("a{draft}");
        let hits = find(&longer, &case.situation());
        assert_eq!(hits[0].range, 280..281);
        case.limit = None;
        assert!(find(&longer, &case.situation()).is_empty());
    }
}
