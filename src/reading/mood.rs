//! The customer's mood.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::features::Rules;
use super::model::{self, Judged};
use super::pack::{Hit, Section};
use super::topic::Scores;
use super::{Marked, Verdict};
use crate::sort;

/// A customer's mood in one post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mood {
    /// Insults, shouting, threats, contempt, "never again".
    Furious,
    /// Dissatisfied, worried, tired.
    Negative,
    /// None of the others.
    Neutral,
    /// Pleased.
    Positive,
}

impl Mood {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Furious, Self::Negative, Self::Neutral, Self::Positive];

    /// Furious or negative.
    #[must_use]
    pub const fn is_upset(self) -> bool {
        matches!(self, Self::Furious | Self::Negative)
    }
}

/// How far before a word its negator may stand.
const NEGATION_REACH: usize = 3;
/// Insults and curses of this weight together are fury.
const FURY: f32 = 4.0;
/// The same where it is also shouted, or much else is bad.
const FURY_WITH_NOISE: f32 = 2.7;
/// The part of what is bad that must be fury.
const FURY_SHARE: f32 = 0.5;
/// The least bad or good weight that makes a mood.
const LEAST: f32 = 1.4;

/// What a post's mood as in a post to a company counts beside that as in any text,
/// where it surely is no such post, and where it is: the two err apart.
const AS_ANY: f32 = 0.1;
const AS_POST: f32 = 0.65;
/// The same where it tells of a fault: customers' thanks for one are meant otherwise.
const AT_FAULT: f32 = 0.9;

/// What the words of a post weigh.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub good: f32,
    /// The same as said, whatever was meant.
    pub good_said: f32,
    /// The part of `good` that is thanks at most: courtesy under a question.
    pub courtesy: f32,
    pub bad: f32,
    pub fury: f32,
    good_words: Vec<Range<usize>>,
    bad_words: Vec<Range<usize>>,
    fury_words: Vec<Range<usize>>,
}

/// The mood of a post: as in a post to a company or as in any text, by what it is.
pub(super) fn of(post: &Marked<'_>, rules: &Rules, judged: &Judged) -> Verdict<Mood> {
    if post.is_bare() {
        return rules.mood.clone();
    }
    let chances = &judged.chances;
    let of = |head: Range<usize>| chances.get(head).unwrap_or(&[]);
    let (&[furious, negative, neutral, positive], &[any_bad, any_neutral, any_good]) =
        (of(model::MOOD), of(model::ANY_MOOD))
    else {
        return rules.mood.clone();
    };
    let is_post = chances[model::IS_POST];
    let mut as_post = AS_ANY + (AS_POST - AS_ANY) * is_post;
    if rules.scores.has_fault() {
        as_post = as_post.max(is_post * AT_FAULT);
    }
    let both = |ours: f32, any: f32| as_post * ours + (1.0 - as_post) * any;
    let bad = both(furious + negative, any_bad);
    let calm = both(neutral, any_neutral);
    let good = both(positive, any_good);
    let fury = bad * furious / (furious + negative).max(f32::MIN_POSITIVE);
    let (value, confidence) = if calm >= bad && calm >= good {
        (Mood::Neutral, calm)
    } else if good >= bad {
        (Mood::Positive, good)
    } else if fury >= bad * FURY_SHARE {
        (Mood::Furious, fury)
    } else {
        (Mood::Negative, bad - fury)
    };
    let evidence = if value == rules.mood.value && !rules.mood.evidence.is_empty() {
        rules.mood.evidence.clone()
    } else if value == Mood::Neutral {
        Vec::new()
    } else {
        judged.evidence(post, value as usize, model::MOOD)
    };
    Verdict { value, confidence, evidence }
}

/// The mood by the packs alone, and what its words weighed.
pub(super) fn by_rules(post: &Marked<'_>, topics: &Scores) -> (Verdict<Mood>, Tally) {
    let mut tally = weigh(post);
    tally.good_said = tally.good;
    let shouting = post.is_shouted();
    let exclaims = post.text.exclamations.iter().any(|run| run.len() > 1);
    let noise = f32::from(u8::from(shouting)) * 2.0 + f32::from(u8::from(exclaims));
    let asks = !post.text.questions.is_empty();

    // Thanks for a fault is sarcasm; thanks under a question is courtesy.
    if topics.has_fault() && tally.good > 0.0 && !post.is_resolved() {
        tally.bad += tally.good * 0.7;
        tally.bad_words.append(&mut tally.good_words);
        tally.good = 0.0;
    } else if (asks || tally.bad > 0.0) && tally.courtesy >= tally.good {
        tally.good *= 0.4;
    }
    // Who tells of trouble, and is not pleased, is not pleased with it.
    let trouble = topics.has_fault() || topics.states_trouble();
    if post.is_advice() {
        tally.bad *= 0.5;
        tally.good *= 0.5;
    } else if trouble && tally.good < LEAST && !post.is_resolved() && !post.has(Section::Talk) {
        tally.bad += 1.5;
    }

    let furious = tally.fury >= FURY
        || (tally.fury >= FURY_WITH_NOISE && (noise >= 1.0 || tally.bad >= 2.0))
        || (shouting && tally.bad + tally.fury >= LEAST && tally.good < tally.bad)
        || tally.bad + tally.fury + noise >= 9.0 && tally.fury > 0.0;
    let bad = tally.bad + tally.fury;
    let (value, evidence, ahead) = if furious && bad > tally.good {
        tally.fury_words.append(&mut tally.bad_words);
        (Mood::Furious, std::mem::take(&mut tally.fury_words), tally.fury + tally.bad / 2.0 + noise)
    } else if bad >= LEAST && bad >= tally.good * 0.8 {
        tally.bad_words.append(&mut tally.fury_words);
        (Mood::Negative, std::mem::take(&mut tally.bad_words), bad - tally.good * 0.8)
    } else if tally.good >= LEAST {
        (Mood::Positive, std::mem::take(&mut tally.good_words), tally.good - bad)
    } else {
        (Mood::Neutral, Vec::new(), 1.5 - tally.good.max(bad))
    };
    let mut evidence = evidence;
    sort::by_key(&mut evidence, |range| (range.start, range.end));
    evidence.dedup();
    let confidence = 1.0 - 0.5 * model::exp(-ahead.max(0.0) / 3.0);
    (Verdict { value, confidence, evidence }, tally)
}

/// Weighs the mood words of a post, each token once: longer patterns first.
fn weigh(post: &Marked<'_>) -> Tally {
    let mut hits: Vec<&Hit> = post
        .hits
        .iter()
        .filter(|hit| {
            matches!(hit.section, Section::Positive | Section::Negative | Section::Furious)
        })
        .collect();
    sort::by(&mut hits, |a, b| {
        (b.tokens.len().cmp(&a.tokens.len()))
            .then(b.spelled.cmp(&a.spelled))
            .then(b.weight.total_cmp(&a.weight))
            .then(a.tokens.start.cmp(&b.tokens.start))
    });
    let mut taken = vec![false; post.text.tokens.len()];
    let mut tally = Tally::default();
    let mut accepted = Vec::new();
    for hit in hits {
        let Some(places) = taken.get_mut(hit.tokens.clone()) else {
            continue;
        };
        if places.iter().any(|taken| *taken) {
            continue;
        }
        places.fill(true);
        accepted.push(hit);
    }
    // Where a good word begins.
    let mut good = vec![false; post.text.tokens.len()];
    for hit in accepted.iter().filter(|hit| hit.section == Section::Positive) {
        good.get_mut(hit.tokens.start).into_iter().for_each(|good| *good = true);
    }
    for hit in accepted {
        // "dritbra", "sindssygt god": the curse only strengthens the praise.
        let praised = (hit.tokens.end..hit.tokens.end + 2).any(|at| good.get(at) == Some(&true));
        if hit.section == Section::Furious
            && praised
            && post.marks(Section::Curse, hit.tokens.start)
        {
            tally.good += 1.0;
            continue;
        }
        let mut weight = if hit.weight <= 1.0 { hit.weight * 0.5 } else { hit.weight };
        weight *= strength(post, hit);
        let negated = is_negated(post, hit, &taken);
        let range = post.text.span(&hit.tokens);
        match (hit.section, negated) {
            (Section::Positive, false) => {
                tally.good += weight;
                if hit.weight <= 2.0 {
                    tally.courtesy += weight;
                }
                tally.good_words.push(range);
            }
            (Section::Positive, true) => {
                tally.bad += weight * 0.8;
                tally.bad_words.push(range);
            }
            (Section::Negative, false) => {
                tally.bad += weight;
                tally.bad_words.push(range);
            }
            (Section::Negative, true) => tally.good += 0.5,
            (_, false) => {
                tally.fury += weight;
                tally.fury_words.push(range);
            }
            (_, true) => tally.bad += 0.5,
        }
    }
    tally
}

/// What the words just before a mood word make of its weight, and its own capitals.
fn strength(post: &Marked<'_>, hit: &Hit) -> f32 {
    let before = hit.tokens.start.saturating_sub(2)..hit.tokens.start;
    let mut strength = 1.0;
    for at in before {
        if post.marks(Section::Diminisher, at) {
            strength *= 0.6;
        } else if post.marks(Section::Intensifier, at) || post.marks(Section::Curse, at) {
            strength *= 1.3;
        }
    }
    let loud = post
        .text
        .tokens
        .get(hit.tokens.clone())
        .is_some_and(|tokens| tokens.iter().any(|token| token.shouted || token.drawn_out));
    if loud { strength * 1.2 } else { strength }
}

/// Whether a negator stands before the word, or right behind it ("liker ikke").
fn is_negated(post: &Marked<'_>, hit: &Hit, taken: &[bool]) -> bool {
    let tokens = &post.text.tokens;
    let Some(sentence) = tokens.get(hit.tokens.start).map(|token| token.sentence) else {
        return false;
    };
    let negates = |at: usize| {
        post.marks(Section::Negator, at)
            && !taken.get(at).copied().unwrap_or(false)
            && tokens.get(at).is_some_and(|token| token.sentence == sentence)
    };
    (hit.tokens.start.saturating_sub(NEGATION_REACH)..hit.tokens.start).any(negates)
        || (hit.section == Section::Positive && hit.weight > 1.0 && negates(hit.tokens.end))
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a range off its boundary shall fail the test")]
mod tests {
    use super::super::{Lang, Priors, read};
    use super::*;
    use Mood::{Furious, Negative, Neutral, Positive};

    fn detect(text: &str, lang: Lang) -> Verdict<Mood> {
        read(text, Priors { mark: Some(lang.tag()), ui: Some(lang), ..Priors::default() }).mood
    }

    /// Asserts the mood of texts in one language.
    fn check(lang: Lang, expected: Mood, texts: &[&str]) {
        for text in texts {
            let verdict = detect(text, lang);
            assert_eq!(
                verdict.value,
                expected,
                "{text}: {:?}",
                verdict.evidence.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn negation_turns_a_word_around() {
        check(Lang::Da, Negative, &["Det er ikke godt nok"]);
        check(Lang::Nb, Negative, &["Jeg er ikke fornøyd med dere"]);
        check(Lang::Nn, Negative, &["Eg er ikkje nøgd"]);
        check(Lang::Sv, Negative, &["Jag är inte nöjd"]);
        check(Lang::En, Negative, &["I'm not happy about this"]);
    }

    #[test]
    fn a_curse_before_praise_is_praise() {
        check(Lang::Da, Positive, &["I er sindssygt gode"]);
        check(Lang::Da, Positive, &["Sindssygt god service", "pissegod hjælp i chatten"]);
        check(Lang::Nb, Positive, &["Jævlig bra jobba!", "dritbra", "Sjukt bra nett her nå"]);
        check(Lang::Nn, Positive, &["Dritbra hjelp i dag"]);
        check(Lang::Sv, Positive, &["Skitbra service, jävligt bra bemötande"]);
        check(Lang::En, Positive, &["that was fucking brilliant, thank you"]);
    }

    #[test]
    fn insults_threats_and_never_again_are_fury() {
        check(Lang::Da, Furious, &["Aldrig mere Telenor", "I er nogle idioter"]);
        check(Lang::Nb, Furious, &["Dra til helvete", "aldri igjen!!"]);
        check(Lang::Nn, Furious, &["Skam dykk!"]);
        check(Lang::Sv, Furious, &["Jävla skitföretag"]);
        check(Lang::En, Furious, &["never again. crooks."]);
    }

    #[test]
    fn thanks_for_a_fault_is_sarcasm() {
        check(Lang::Da, Negative, &["Tusind tak for endnu en weekend uden net 👏"]);
        check(Lang::Sv, Negative, &["Tack för ännu en helg utan internet"]);
        check(Lang::Nb, Negative, &["Takk for nok en morgen uten tog 👏"]);
        check(Lang::En, Negative, &["Great, third morning in a row with no signal. Well done."]);
    }

    #[test]
    fn a_plain_question_is_neutral() {
        check(Lang::Da, Neutral, &["Hvad koster det at ringe til Sverige?"]);
        check(Lang::En, Neutral, &["Are you open on Sunday? Thanks"]);
    }

    #[test]
    fn evidence_names_the_words() {
        let text = "Elendig service";
        let verdict = detect(text, Lang::Da);
        assert_eq!(&text[verdict.evidence[0].clone()], "Elendig");
    }
}
