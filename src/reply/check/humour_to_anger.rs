//! `humour_to_anger`: a joke or an emoji in answer to an angry post.

use super::super::limit::is_emoji;
use super::super::{Situation, acts};
use super::words::words;
use super::{Find, Hit, Level, Rule, Says};
use crate::reading::Mood;
use crate::text::lowered;

pub const RULE: Rule = Rule {
    name: "humour_to_anger",
    level: Level::Warn,
    source: "Humour only where the customer is playful, never with anger (case 5; van Hooijdonk & Liebrecht 2018)",
    says: Says {
        da: "Kunden er vred. Spar på smileyer og spøg.",
        nb: "Kunden er sint. Spar på smilefjes og spøk.",
        nn: "Kunden er sint. Spar på smilefjes og spøk.",
        sv: "Kunden är arg. Spara på smileys och skämt.",
        en: "The customer is angry. Leave out smileys and jokes.",
    },
    find: Find::Words(find),
};

/// Faces typed by hand.
const FACES: &[&str] = &[
    ":)", ":-)", ":D", ":-D", ";)", ";-)", ":P", ":-P", ":p", "XD", "xD", "=)", "=D", ":')", "^^",
];
const LAUGHS: &[&str] = &["haha", "hahaha", "hehe", "hihi", "hæhæ", "lol", "høhø"];
/// Emoji that laugh or wink, ill placed under any complaint.
const JOKES: &str = "😂🤣😉😜😝😛🤪😆😅😏🙃😎🎉🥳👏😹";

/// The customer jokes.
pub(super) fn is_playful(post: &str) -> bool {
    post.contains(|letter| JOKES.contains(letter) || "😄😁😀😊🙂😃☺".contains(letter))
        || words(post).any(|(_, word)| LAUGHS.contains(&lowered(word).as_str()))
}

fn find(draft: &str, situation: &Situation<'_>) -> Vec<Hit> {
    let mood = situation.reading.mood.value;
    if !mood.is_upset() {
        return Vec::new();
    }
    let is_furious = mood == Mood::Furious;
    // Who jokes about the trouble may be answered in kind.
    if !is_furious && is_playful(situation.post) {
        return Vec::new();
    }
    let body = acts::body(draft, situation);
    let mut hits = Vec::new();
    for (at, letter) in body.char_indices() {
        if is_furious && is_emoji(letter) || JOKES.contains(letter) {
            hits.push(at..at + letter.len_utf8());
        }
    }
    let mut place = 0;
    for piece in body.split_inclusive(char::is_whitespace) {
        let face = piece.trim_end();
        let ends = FACES.iter().find(|one| face.ends_with(**one));
        if let Some(one) = ends.filter(|one| is_furious || one.starts_with(';')) {
            let end = place + face.len();
            hits.push(end - one.len()..end);
        }
        place += piece.len();
    }
    let laughs = words(body).filter(|(_, word)| LAUGHS.contains(&lowered(word).as_str()));
    hits.extend(laughs.map(|(place, _)| place));
    hits.into_iter().map(|range| Hit { range, fix: Some(String::new()) }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Case;
    use super::*;
    use crate::reading::Lang;

    fn marks(lang: Lang, mood: Mood, draft: &str, expected: &[&str]) {
        let mut case = Case::new(lang);
        case.reading.mood.value = mood;
        let hits = find(draft, &case.situation());
        let found: Vec<&str> = hits.into_iter().filter_map(|hit| draft.get(hit.range)).collect();
        assert_eq!(found, expected, "{draft}");
    }

    #[test]
    fn smiles_and_jokes_to_anger_are_marked() {
        marks(Lang::Da, Mood::Furious, "Det ser jeg på 😊", &["😊"]);
        marks(Lang::Nb, Mood::Furious, "Det fikser jeg :) Hilsen Kari", &[":)"]);
        marks(Lang::Nn, Mood::Negative, "Haha, det var uheldig 😂", &["😂", "Haha"]);
        marks(Lang::Sv, Mood::Furious, "Det ordnar sig ;-)", &[";-)"]);
        marks(Lang::En, Mood::Negative, "That was unlucky ;)", &[";)"]);
    }

    #[test]
    fn a_smile_to_others_is_not() {
        marks(Lang::Da, Mood::Positive, "Selv tak 😊 haha", &[]);
        marks(Lang::Nb, Mood::Negative, "Send meg kontonavnet, så ser jeg på det :)", &[]);
        marks(Lang::Nn, Mood::Neutral, "Ha ein fin dag 😂", &[]);
        marks(Lang::Sv, Mood::Furious, "Jag tittar på det (nu): strax.", &[]);
        marks(Lang::En, Mood::Furious, "I'm on it.", &[]);
    }
}
