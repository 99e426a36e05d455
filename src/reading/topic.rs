//! What a post is about.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::features::Rules;
use super::model::{self, Judged};
use super::pack::Section;
use super::{Marked, Mood, Verdict};
use crate::sort;

/// A topic of customer service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Service is down or failing for several or now.
    Outage,
    /// Weak signal here.
    Coverage,
    /// Wrong bill, fee, price rise, refund.
    Billing,
    /// Reminder, collection agency, credit record.
    DebtCollection,
    /// Leaves, or cannot manage to leave.
    Cancellation,
    /// Order, parcel, technician visit, installation.
    Delivery,
    /// Login, password, number transfer, SIM, app.
    Account,
    /// Waiting time, being bounced, unanswered mail, rudeness.
    SupportExperience,
    /// Fraud, phishing, SIM swap, data leak.
    Security,
    /// Someone's health or life depends on it.
    Safety,
    /// Product, price, opening hours, how-to.
    Question,
    /// Praise.
    Praise,
    /// Anything that has no ask.
    Chatter,
    /// None of these.
    Other,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 14] = [
        Self::Outage,
        Self::Coverage,
        Self::Billing,
        Self::DebtCollection,
        Self::Cancellation,
        Self::Delivery,
        Self::Account,
        Self::SupportExperience,
        Self::Security,
        Self::Safety,
        Self::Question,
        Self::Praise,
        Self::Chatter,
        Self::Other,
    ];
}

/// Every topic that packs speak for.
const TOPICS: [Topic; 13] = [
    Topic::Safety,
    Topic::Security,
    Topic::DebtCollection,
    Topic::Cancellation,
    Topic::Outage,
    Topic::Billing,
    Topic::Coverage,
    Topic::Delivery,
    Topic::Account,
    Topic::SupportExperience,
    Topic::Question,
    Topic::Praise,
    Topic::Chatter,
];
/// Words of this weight make a topic.
const LEAST: f32 = 2.5;
/// Words of this weight put safety and security first.
const AT_STAKE: f32 = 4.0;
/// What each further word of a topic adds of its weight.
const FURTHER: f32 = 0.4;

/// A further topic's least chance.
const FURTHER_CHANCE: f32 = 0.25;
/// The least chance at which safety, and at which security, is at stake: rather one
/// false alarm too many.
const SAFETY_CHANCE: f32 = 0.4;
const SECURITY_CHANCE: f32 = 0.5;

/// What a post's words weigh for one topic.
#[derive(Debug, Clone)]
struct Score {
    topic: Topic,
    weight: f32,
    evidence: Vec<Range<usize>>,
}

/// What a post's words weigh for each topic.
#[derive(Debug)]
pub(super) struct Scores {
    all: Vec<Score>,
    /// Something does not work or does not come.
    fault: bool,
    /// A sentence that is no question speaks of trouble.
    states: bool,
}

impl Scores {
    /// Weighs the topic words of a post.
    pub fn of(post: &Marked<'_>) -> Self {
        let mut fault = false;
        let mut states = false;
        let mut all = Vec::with_capacity(TOPICS.len());
        for topic in TOPICS {
            // Of patterns that overlap the heaviest counts.
            let mut kept: Vec<(Range<usize>, f32)> = Vec::new();
            for hit in post.hits.iter().filter(|hit| hit.section == Section::Topic(topic)) {
                let negated = (hit.tokens.clone()).any(|at| post.marks(Section::Negator, at));
                fault |= topic.is_trouble()
                    && hit.weight >= 2.9
                    && (matches!(topic, Topic::Outage | Topic::DebtCollection)
                        || (topic == Topic::SupportExperience && hit.weight >= 4.4)
                        || (negated && hit.tokens.len() > 1));
                states |=
                    topic.is_trouble() && hit.weight >= 2.9 && !post.is_asked(hit.tokens.start);
                match kept.last_mut() {
                    Some((range, weight)) if range.end > hit.tokens.start => {
                        *weight = weight.max(hit.weight);
                        range.end = range.end.max(hit.tokens.end);
                    }
                    _ => kept.push((hit.tokens.clone(), hit.weight)),
                }
            }
            let top = kept.iter().map(|(_, weight)| *weight).fold(0.0, f32::max);
            let sum: f32 = kept.iter().map(|(_, weight)| *weight).sum();
            if top > 0.0 {
                all.push(Score {
                    topic,
                    weight: top + (sum - top).min(3.0 * top) * FURTHER,
                    evidence: kept.iter().map(|(range, _)| post.text.span(range)).collect(),
                });
            }
        }
        fault |= post.says(Section::Still)
            && all.iter().any(|score| score.topic.is_trouble() && score.weight >= 1.9);
        Self { all, fault, states }
    }

    /// What the words weigh for a topic.
    pub fn weight(&self, topic: Topic) -> f32 {
        self.all.iter().find(|score| score.topic == topic).map_or(0.0, |score| score.weight)
    }

    /// Whether the words say that something does not work or does not come.
    pub fn has_fault(&self) -> bool {
        self.fault
    }

    /// Whether trouble is stated, not only asked about.
    pub fn states_trouble(&self) -> bool {
        self.states
    }
}

impl Topic {
    /// Whether it is about something that the company should do.
    pub(super) fn is_trouble(self) -> bool {
        !matches!(self, Self::Question | Self::Praise | Self::Chatter | Self::Other)
    }
}

/// The topics of a post. Safety and security are read first and apart.
pub(super) fn of(post: &Marked<'_>, rules: &Rules, judged: &Judged) -> Vec<Verdict<Topic>> {
    if post.is_bare() {
        return rules.topics.clone();
    }
    let evidence = |topic: Topic| {
        let found = rules.scores.all.iter().find(|score| score.topic == topic);
        match found.filter(|score| score.weight >= LEAST) {
            Some(score) => score.evidence.clone(),
            None => judged.evidence(post, model::TOPIC.start + topic as usize, model::TOPIC),
        }
    };
    let chance = |topic: Topic| {
        judged.chances.get(model::TOPIC.start + topic as usize).copied().unwrap_or(0.0)
    };
    let mut topics = Vec::new();
    let ruled = |topic| rules.topics.iter().any(|by_rules| by_rules.value == topic);
    for (topic, column, least) in [
        (Topic::Safety, model::SAFETY, SAFETY_CHANCE),
        (Topic::Security, model::SECURITY, SECURITY_CHANCE),
    ] {
        let stake = judged.chances.get(column).copied().unwrap_or(0.0);
        if stake >= least || ruled(topic) {
            let confidence = stake.max(chance(topic));
            topics.push(Verdict { value: topic, confidence, evidence: evidence(topic) });
        }
    }
    let mut left = Topic::ALL.to_vec();
    while !left.is_empty() {
        // The next most likely.
        let (mut at, mut most) = (0, f32::MIN);
        for (topic, place) in left.iter().zip(0..) {
            if chance(*topic) > most {
                (at, most) = (place, chance(*topic));
            }
        }
        let topic = left.remove(at);
        let is_main = left.len() + 1 == Topic::ALL.len();
        let strong = ruled(topic) && rules.scores.weight(topic) >= AT_STAKE;
        if (is_main || strong || most >= FURTHER_CHANCE)
            && topics.iter().all(|found: &Verdict<Topic>| found.value != topic)
        {
            topics.push(Verdict { value: topic, confidence: most, evidence: evidence(topic) });
        }
    }
    topics
}

/// The topics by the rules alone, of a post whose words and mood have been weighed.
pub(super) fn by_rules(post: &Marked<'_>, scores: &Scores, mood: Mood) -> Vec<Verdict<Topic>> {
    let asks = !post.text.questions.is_empty();
    let upset = matches!(mood, Mood::Negative | Mood::Furious);
    let at_ease = mood == Mood::Positive && !asks && (!scores.fault || post.is_resolved());
    if post.has(Section::Spam) && !upset {
        return vec![sole(Topic::Other, 0.8)];
    }
    let at_stake = |score: &Score| {
        matches!(score.topic, Topic::Safety | Topic::Security) && score.weight >= AT_STAKE
    };
    let among_customers = post.is_tag() || (post.is_advice() && mood != Mood::Furious);
    if among_customers && !scores.all.iter().any(at_stake) {
        let evidence = post.evidence(Section::Advice);
        return vec![Verdict { value: Topic::Chatter, confidence: 0.6, evidence }];
    }
    let words = post.text.words().count();
    let mut found: Vec<(f32, &Score)> = Vec::new();
    for score in &scores.all {
        let weight = match score.topic {
            Topic::Question if asks => score.weight,
            Topic::Question if !upset && score.weight >= 6.0 => score.weight,
            Topic::Question => 0.0,
            Topic::Praise if at_ease => score.weight + 6.0,
            Topic::Chatter if !asks && !upset && !scores.fault => score.weight,
            Topic::Praise | Topic::Chatter => 0.0,
            Topic::Safety if score.weight >= AT_STAKE => score.weight + 100.0,
            Topic::Security if score.weight >= AT_STAKE && !at_ease => score.weight + 50.0,
            _ => score.weight,
        };
        // A lone weak word is a topic only where nothing stronger stands.
        if weight >= LEAST || (weight >= 1.9 && (asks || upset)) {
            found.push((weight, score));
        }
    }
    sort::by(&mut found, |a, b| b.0.total_cmp(&a.0));
    let Some(&(first, _)) = found.first() else {
        return vec![without_words(post, mood, words, asks)];
    };
    let sum: f32 = found.iter().map(|(weight, _)| weight).sum();
    found
        .into_iter()
        .filter(|(weight, score)| *weight >= first * 0.4 || score.weight >= 4.0)
        .map(|(weight, score)| Verdict {
            value: score.topic,
            confidence: (weight / (sum + 1.5)).clamp(0.05, 0.99),
            evidence: score.evidence.clone(),
        })
        .collect()
}

/// The topic of a post in which no pack found anything.
fn without_words(post: &Marked<'_>, mood: Mood, words: usize, asks: bool) -> Verdict<Topic> {
    match mood {
        Mood::Positive if words > 0 && !asks && !post.has(Section::Talk) => {
            sole(Topic::Praise, 0.5)
        }
        Mood::Furious | Mood::Negative if words > 0 => sole(Topic::Other, 0.4),
        _ if words > 1 && (asks || post.begins_with_ask()) => sole(Topic::Question, 0.4),
        // Something is not as it should be: rather one answer too many.
        _ if words > 3 && post.has(Section::Negator) && !post.has(Section::Talk) => {
            sole(Topic::Other, 0.3)
        }
        _ if words == 0 && asks => sole(Topic::Other, 0.4),
        _ => sole(Topic::Chatter, 0.5),
    }
}

fn sole(topic: Topic, confidence: f32) -> Verdict<Topic> {
    Verdict { value: topic, confidence, evidence: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::{Lang, Priors, read};
    use super::*;
    use Lang::{Da, En, Nb, Nn, Sv};

    fn detect(text: &str, lang: Lang) -> Vec<Verdict<Topic>> {
        read(text, Priors { mark: Some(lang.tag()), ui: Some(lang) }).topics
    }

    /// Asserts the main topic of a text.
    fn check(expected: Topic, texts: &[(Lang, &str)]) {
        for (lang, text) in texts {
            let topics = detect(text, *lang);
            assert_eq!(topics[0].value, expected, "{text}: {topics:?}");
        }
    }

    #[test]
    fn safety_outranks_everything() {
        check(
            Topic::Safety,
            &[
                (Da, "Elendig service, regningen er forkert, og nu virker min mors nødkald ikke!"),
                (Nb, "Nettet er nede og trygghetsalarmen til far er død"),
                (Nn, "Tryggleiksalarmen til mor verkar ikkje, de har trekt meg to gonger òg"),
                (Sv, "Fakturan var fel men värre är att pappas trygghetslarm inte fungerar"),
                (En, "The network is down and I can't call an ambulance"),
            ],
        );
    }

    #[test]
    fn security_outranks_the_rest() {
        check(
            Topic::Security,
            &[
                (Da, "Jeg kan se andres fakturaer når jeg logger på"),
                (Nb, "Fikk faktura på epost, er dette svindel?"),
                (En, "someone stole my identity and you sent me the bill"),
            ],
        );
    }

    #[test]
    fn what_stands_still_is_an_outage() {
        check(
            Topic::Outage,
            &[
                (Da, "Toget holder stille ved Roskilde"),
                (Nn, "Straumen er borte i heile bygda"),
                (Sv, "Swish ligger nere igen"),
                (En, "Power is out in the whole village"),
            ],
        );
    }

    #[test]
    fn to_come_with_ones_number_is_no_cancellation() {
        check(
            Topic::Account,
            &[
                (Da, "Kan jeg beholde mit gamle nummer, hvis jeg skifter over til jer?"),
                (Nb, "Får jeg beholde nummeret hvis jeg bytter til dere?"),
                (En, "Can I keep my number if I switch to you?"),
            ],
        );
        check(Topic::Cancellation, &[(Da, "Jeg skifter til et andet selskab i morgen")]);
        check(Topic::Delivery, &[(Da, "Har nu ventet på mit nye simkort i 12 dage")]);
    }

    #[test]
    fn praise_with_a_fault_takes_the_faults_topic() {
        check(Topic::Outage, &[(Da, "I plejer at være gode, men nu er nettet nede")]);
        check(Topic::Praise, &[(Da, "Nettet virker igen, tak for hjælpen!")]);
    }

    #[test]
    fn nothing_said_is_chatter() {
        check(Topic::Chatter, &[(Da, "👍"), (Da, ""), (Nb, "Kari Nordmann"), (Sv, "haha")]);
    }
}
