//! Whether a post needs an answer.

use serde::{Deserialize, Serialize};

use super::features::Rules;
use super::model::{self, Judged};
use super::pack::Section;
use super::{Marked, Mood, Topic, Verdict};

/// Whether a customer's post needs an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyNeed {
    /// Asks, complains, reports, accuses, threatens to leave.
    NeedsReply,
    /// Praise or thanks: an answer is kind, none is owed.
    ThanksWelcome,
    /// Talk between customers, a tag, a joke, an emoji, spam.
    NoReply,
}

impl ReplyNeed {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::NeedsReply, Self::ThanksWelcome, Self::NoReply];
}

/// The reply need of a post whose topics are known.
pub(super) fn of(
    post: &Marked<'_>,
    rules: &Rules,
    judged: &Judged,
    topics: &[Verdict<Topic>],
) -> Verdict<ReplyNeed> {
    if post.is_bare() {
        return rules.need.clone();
    }
    // What may be at stake is answered also where it is not what the post is about.
    let stake = topics.iter().find(|topic| topic.value.is_stake());
    if let Some(stake) = stake {
        let (confidence, evidence) = (stake.confidence.max(0.9), stake.evidence.clone());
        return Verdict { value: ReplyNeed::NeedsReply, confidence, evidence };
    }
    let (value, confidence) =
        judged.best(model::NEED, &ReplyNeed::ALL).unwrap_or((ReplyNeed::NeedsReply, 0.0));
    let evidence = if value == rules.need.value && !rules.need.evidence.is_empty() {
        rules.need.evidence.clone()
    } else {
        judged.evidence(post, model::NEED.start + value as usize, model::NEED)
    };
    Verdict { value, confidence, evidence }
}

/// The reply need by the rules alone, of a post whose mood and topics are known.
pub(super) fn by_rules(
    post: &Marked<'_>,
    mood: Mood,
    topics: &[Verdict<Topic>],
) -> Verdict<ReplyNeed> {
    let verdict = |value, confidence, evidence| Verdict { value, confidence, evidence };
    let main = topics.first();
    let topic = main.map_or(Topic::Other, |main| main.value);
    let sure = main.map_or(0.0, |main| main.confidence);
    let evidence = main.map_or_else(Vec::new, |main| main.evidence.clone());
    let questions = || post.text.questions.clone();
    let asks = !post.text.questions.is_empty();
    let upset = mood.is_upset();
    let advises = post.has(Section::Talk) && !asks && !upset;
    match topic {
        Topic::Safety | Topic::Security => verdict(ReplyNeed::NeedsReply, 0.95, evidence),
        // "Prøv at genstarte routeren": one customer helps another.
        topic if topic.is_trouble() && advises => {
            verdict(ReplyNeed::NoReply, 0.6, post.evidence(Section::Talk))
        }
        topic if topic.is_trouble() => verdict(ReplyNeed::NeedsReply, 0.6 + 0.35 * sure, evidence),
        Topic::Question => verdict(ReplyNeed::NeedsReply, 0.8, questions()),
        Topic::Praise => verdict(ReplyNeed::ThanksWelcome, 0.8, evidence),
        Topic::Other if post.has(Section::Spam) => {
            verdict(ReplyNeed::NoReply, 0.8, post.evidence(Section::Spam))
        }
        Topic::Other if upset || asks || post.has(Section::Negator) => {
            verdict(ReplyNeed::NeedsReply, 0.6, questions())
        }
        _ => verdict(ReplyNeed::NoReply, 0.7, Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Lang, Priors, read};
    use super::*;

    fn check(expected: ReplyNeed, texts: &[&str]) {
        for text in texts {
            let reading = read(text, Priors::default());
            assert_eq!(reading.need.value, expected, "{text}: {reading:?}");
        }
    }

    #[test]
    fn what_is_at_stake_is_answered_wherever_it_stands() {
        let post =
            Marked::new("Tak for hjælpen, forresten ringede en og bad om min kode", Lang::Da);
        let rules = Rules::of(&post);
        let column = model::NEED.start + ReplyNeed::ThanksWelcome as usize;
        let judged = Judged::made(&[(column, 0.9)]);
        let topic = |value, confidence, evidence| Verdict { value, confidence, evidence };
        let praise = topic(Topic::Praise, 0.8, Vec::new());
        let need = of(&post, &rules, &judged, std::slice::from_ref(&praise));
        assert_eq!(need.value, ReplyNeed::ThanksWelcome);
        for stake in [Topic::Safety, Topic::Security] {
            let words = vec![14..23, 32..35];
            let topics = [praise.clone(), topic(stake, 0.3, words.clone())];
            let need = of(&post, &rules, &judged, &topics);
            let told = (need.value, need.evidence, need.confidence >= 0.9);
            assert_eq!(told, (ReplyNeed::NeedsReply, words, true));
        }
    }

    #[test]
    fn asks_complaints_and_faults_need_a_reply() {
        check(
            ReplyNeed::NeedsReply,
            &[
                "Hvornår kommer internettet tilbage?",
                "Pakken min er borte",
                "Ni är så dåliga på att svara",
                "You charged me twice",
                "????",
                "Nordfjord Tele hvorfor svarer du ikke?",
                "Har du prøvet at ringe til jer? Man venter i timer",
            ],
        );
    }

    #[test]
    fn praise_is_welcome() {
        check(
            ReplyNeed::ThanksWelcome,
            &["Tusind tak for hjælpen i går!", "Tack för jättebra service"],
        );
    }

    #[test]
    fn talk_between_customers_needs_none() {
        check(
            ReplyNeed::NoReply,
            &[
                "@Lise se her 😂",
                "👍👍",
                "Prøv at genstarte routeren, det hjalp hos mig",
                "haha ja",
                "Ida Myrhaugen du og jeg på Blåfjellet?",
                "Läs bindningstiden innan du skriker kanske?",
                "Har du prøvet at slukke for boksen?",
                "Maybe read the terms before you complain?",
                "Les avtala før du klagar",
            ],
        );
    }
}
