//! `unfilled_slot`: a placeholder nobody filled in.

use std::sync::OnceLock;

use regex_lite::Regex;

use super::super::Situation;
use super::{Hit, Level, Rule, Says};

pub const RULE: Rule = Rule {
    name: "unfilled_slot",
    level: Level::Warn,
    source: "Prompt for missing placeholders (asked of Chatwoot by its users)",
    says: Says {
        da: "Her mangler der noget at blive udfyldt.",
        nb: "Her er det noe som ikke er fylt ut.",
        nn: "Her er det noko som ikkje er fylt ut.",
        sv: "Här är det något som inte är ifyllt.",
        en: "Something here hasn't been filled in.",
    },
    find,
};

/// Words that stand in a slot between brackets.
const SLOT_WORDS: &str = "navn|namn|name|fornavn|fornamn|förnamn|dato|datum|date|tid|time|tidspunkt|klokkeslæt|\
    klokkeslett|klokkeslag|beløb|beløp|belopp|amount|produkt|product|kunde|kund|customer|kunden|link|lenke|lenkje|länk|\
    nummer|number|sagsnummer|saksnummer|ordrenummer|ordernummer|adresse|adress|address|by|stad|sted|ort|agent|signatur|\
    signature|indsæt|sett inn|set inn|infoga|insert|fyll i|fyll inn|udfyld|skriv|firma|company";

fn patterns() -> Option<&'static Regex> {
    static PATTERNS: OnceLock<Option<Regex>> = OnceLock::new();
    PATTERNS
        .get_or_init(|| {
            let slot_words = format!("(?:{SLOT_WORDS})");
            // In order: {any}, [WORD] or [a slot word …], <the same>, (insert …),
            // %NAME% and #NAME#, a run of X, a rule to write on, a note to oneself,
            // and a greeting that greets nobody ("Hei ,").
            let pattern = [
                r"\{\{?[^{}\n]{1,60}\}\}?".to_owned(),
                format!(r"\[\s*(?:[A-ZÆØÅÄÖ][A-ZÆØÅÄÖ _]{{2,40}}|(?i:{slot_words}\b[^\[\]\n]{{0,40}}|[^\[\]\n]{{1,20}}\b{slot_words}))\s*\]"),
                format!(r"<\s*(?:[A-ZÆØÅÄÖ][A-ZÆØÅÄÖ _]{{2,40}}|(?i:{slot_words}\b[^<>\n]{{0,40}}|[^<>\n]{{1,20}}\b{slot_words}))\s*>"),
                r"(?i:\((?:indsæt|sett inn|set inn|infoga|insert|fyll i|fyll inn|udfyld)\b[^()\n]{0,40}\))".to_owned(),
                r"%[A-Za-zÆØÅÄÖæøåäö_]{3,30}%|#[A-ZÆØÅÄÖ_]{3,30}#".to_owned(),
                r"\bX{2,}\b|\b[Xx]{4,}\b".to_owned(),
                r"_{3,}".to_owned(),
                r"\bTODO\b|\bTBD\b".to_owned(),
                r"(?i:\bkl\.? ?x{1,2}\b|\bx{1,3} ?(?:kr|kroner|kronor|dage|dager|dagar|days)\b)".to_owned(),
                r"(?i:\((?:kundens |customer )?(?:navn|namn|name|dato|datum|date|beløb|beløp|belopp|amount|tidspunkt)\))".to_owned(),
                r"(?m:^(?i:hej|hei|hi|hello|kære|kjære|kära|dear)(?: igen| igjen| again)? +[,!])".to_owned(),
            ]
            .join("|");
            Regex::new(&pattern).ok()
        })
        .as_ref()
}

fn find(draft: &str, _: &Situation<'_>) -> Vec<Hit> {
    // Most drafts hold nothing that could be a slot.
    let greets_nobody = draft.lines().any(|line| line.contains(" ,") || line.contains(" !"));
    let marks = draft.contains(['{', '[', '<', '(', '%', '#', '_', 'X', 'x']);
    if !greets_nobody && !marks && !draft.contains("TODO") && !draft.contains("TBD") {
        return Vec::new();
    }
    patterns().map_or_else(Vec::new, |pattern| {
        pattern.find_iter(draft).map(|found| Hit::at(found.range())).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;
    use super::*;
    use crate::reading::Lang;

    #[test]
    fn slots_are_marked() {
        marks(
            &RULE,
            Lang::Da,
            &[
                ("Hej {navn}, vi ses kl. XX", &["{navn}", "kl. XX"]),
                ("Kære [kundens navn].", &["[kundens navn]"]),
                ("Vi ringer (indsæt dato)", &["(indsæt dato)"]),
                ("Din sag er ____ nu", &["____"]),
                ("Hej (navn), kl. xx", &["(navn)", "kl. xx"]),
            ],
        );
        marks(
            &RULE,
            Lang::Nb,
            &[
                ("Hei <fornavn>!", &["<fornavn>"]),
                ("Hei , takk", &["Hei ,"]),
                ("[NAVN]", &["[NAVN]"]),
            ],
        );
        marks(
            &RULE,
            Lang::Nn,
            &[("Hei [set inn namn]", &["[set inn namn]"]), ("Hei {{namn}}", &["{{namn}}"])],
        );
        marks(
            &RULE,
            Lang::Sv,
            &[("Hej %FÖRNAMN%", &["%FÖRNAMN%"]), ("[belopp] kr", &["[belopp]"])],
        );
        marks(
            &RULE,
            Lang::En,
            &[
                ("Dear #NAME#, call TODO", &["#NAME#", "TODO"]),
                ("<insert link>", &["<insert link>"]),
            ],
        );
    }

    #[test]
    fn what_only_looks_like_one_is_not() {
        for draft in [
            "Tak <3",
            "50 % af 100 %",
            "Se punkt [1] og [2].",
            ":{ det er trist",
            "Størrelse XL eller XXL",
            "Hei, takk",
            "(se navn på regningen)",
            "#telenor",
            "Love it x",
            "Super Bowl LIX",
            "a_b og snake_case",
            "Hi!",
            "5 < 7 > 3",
        ] {
            marks(&RULE, Lang::En, &[(draft, &[])]);
        }
    }
}
