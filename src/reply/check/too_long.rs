//! `too_long`: longer than the site takes, signature included.

use super::super::Situation;
use super::{Find, Hit, Level, Rule, Says};

pub const RULE: Rule = Rule {
    name: "too_long",
    level: Level::Warn,
    source: "The sites' own limits, by their help pages (src/reply/limit.rs)",
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
        for (lang, begins) in [
            (Lang::Da, "Hej Åse. Æblerne er på vej 📦 https://nordfjord.example/sporing/12345 "),
            (Lang::Nb, "Hei Øyvind. Pakken er på vei 📦 https://nordfjord.example/sporing/12345 "),
            (Lang::Nn, "Hei Åshild. Pakka er på veg 📦 https://nordfjord.example/sporing/12345 "),
            (Lang::Sv, "Hej Örjan. Paketet är på väg 📦 https://nordfjord.example/sparning/1234 "),
            (Lang::En, "Hi Zoë. The parcel is on its way 📦 https://nordfjord.example/track/123 "),
        ] {
            let mut case = Case::new(lang);
            let limit = Limit::of("x").unwrap();
            case.limit = Some(limit);
            let end = " /Lise";
            let room = limit.most - limit.length(&format!("{begins}{end}"));
            let marked = |case: &Case, letters| {
                let draft = format!("{begins}{}{end}", "å".repeat(letters));
                let hits = find(&draft, &case.situation());
                let found =
                    hits.into_iter().filter_map(|hit| draft.get(hit.range).map(String::from));
                found.collect::<Vec<_>>()
            };
            assert!(marked(&case, room).is_empty(), "{lang:?}");
            assert_eq!(marked(&case, room + 1), ["e"], "{lang:?}");
            case.limit = None;
            assert!(marked(&case, room + 1).is_empty(), "{lang:?}");
        }
    }
}
