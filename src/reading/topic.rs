//! What a post is about.

use std::cell::OnceCell;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::features::Rules;
use super::model::{self, Judged};
use super::pack::{self, Section};
use super::{Lang, Marked, Mood, Own, ReplyNeed, Verdict, own};
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

    /// Its name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.get(self as usize).copied().unwrap_or_default()
    }
}

const NAMES: [&str; 14] = [
    "outage",
    "coverage",
    "billing",
    "debt_collection",
    "cancellation",
    "delivery",
    "account",
    "support_experience",
    "security",
    "safety",
    "question",
    "praise",
    "chatter",
    "other",
];

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
/// Words of this weight speak of ending a life, or of a smell of gas.
const LIFE: f32 = 50.0;
/// What each further word of a topic adds of its weight.
const FURTHER: f32 = 0.4;

/// A further topic's least chance.
const FURTHER_CHANCE: f32 = 0.25;
/// The least chance at which safety, and at which security, is at stake: rather one
/// false alarm too many.
const SAFETY_CHANCE: f32 = 0.3;
const SECURITY_CHANCE: f32 = 0.35;
/// The part of it that is enough where the rules say so too.
const RULED: f32 = 0.33;
/// Praise is so likely, and that an answer is owed is not.
const PRAISED: f32 = 0.5;
/// The least chance of safety beside such praise: most often of whoever ended the danger.
const RESCUED: f32 = 0.6;
/// The least chance at which what is at stake goes before a likelier topic.
const FIRST_CHANCE: f32 = 0.4;

/// A model that finds nothing likelier than this hears the trades' packs. Where it
/// is surer it knows better: on `dev` they brought nothing there, and took some.
const UNSURE: f32 = 0.4;
/// A company's own word is this sure.
const OWN: f32 = 0.9;
/// So sure that a post asks for nothing, the model is heard before an own word.
const AT_EASE: f32 = 0.5;

/// What a post's words weigh for one topic.
#[derive(Debug, Clone)]
struct Score {
    topic: Topic,
    weight: f32,
    evidence: Vec<Range<usize>>,
}

impl Score {
    /// Of words found in order, of which only the heaviest counts where they overlap.
    fn of(post: &Marked<'_>, topic: Topic, kept: &[(Range<usize>, f32)]) -> Option<Self> {
        let top = kept.iter().map(|(_, weight)| *weight).fold(0.0, f32::max);
        let sum: f32 = kept.iter().map(|(_, weight)| *weight).sum();
        (top > 0.0).then(|| Self {
            topic,
            weight: top + (sum - top).min(3.0 * top) * FURTHER,
            evidence: kept.iter().map(|(range, _)| post.text.span(range)).collect(),
        })
    }
}

/// Adds words to those found before, whose beginning is no later.
fn keep(kept: &mut Vec<(Range<usize>, f32)>, tokens: &Range<usize>, weight: f32) {
    match kept.last_mut() {
        Some((range, most)) if range.end > tokens.start => {
            *most = most.max(weight);
            range.end = range.end.max(tokens.end);
        }
        _ => kept.push((tokens.clone(), weight)),
    }
}

/// What the packs of the company's trades and its own words say of the topic,
/// which the model has not learned.
#[derive(Debug)]
pub(super) struct Told<'a> {
    post: &'a Marked<'a>,
    lang: Lang,
    packs: u32,
    /// By the trades' packs, looked up where they are heard.
    trades: OnceCell<Vec<Score>>,
    /// In the order of the words.
    own: Vec<(Topic, Range<usize>)>,
}

impl<'a> Told<'a> {
    /// Of a post.
    pub fn of(post: &'a Marked<'a>, lang: Lang, own: &Own) -> Self {
        let topic = |found: &own::Found| Some((found.topic?, post.text.span(&found.tokens)));
        let told = post.own.iter().filter_map(topic).collect();
        Self { post, lang, packs: own.packs(), trades: OnceCell::new(), own: told }
    }

    fn trades(&self) -> &[Score] {
        self.trades.get_or_init(|| {
            let hits = pack::trades().hits_of(self.packs, &self.post.text, self.lang);
            let score = |topic| {
                let mut kept = Vec::new();
                for hit in hits.iter().filter(|hit| hit.section == Section::Topic(topic)) {
                    keep(&mut kept, &hit.tokens, hit.weight);
                }
                Score::of(self.post, topic, &kept)
            };
            TOPICS.into_iter().filter_map(score).collect()
        })
    }

    fn evidence(&self, topic: Topic) -> Vec<Range<usize>> {
        let own = self.own.iter().filter(|(told, _)| *told == topic);
        own.map(|(_, range)| range.clone()).collect()
    }
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
                keep(&mut kept, &hit.tokens, hit.weight);
            }
            all.extend(Score::of(post, topic, &kept));
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

    fn asks_nothing(self) -> bool {
        matches!(self, Self::Praise | Self::Chatter)
    }

    /// Somebody's life, health, money or identity is at stake.
    #[must_use]
    pub const fn is_stake(self) -> bool {
        matches!(self, Self::Safety | Self::Security)
    }
}

/// The topics of a post. Safety and security are read first and apart.
pub(super) fn of(
    post: &Marked<'_>,
    rules: &Rules,
    judged: &Judged,
    told: &Told<'_>,
) -> Vec<Verdict<Topic>> {
    let mut topics =
        if post.is_bare() { rules.topics.clone() } else { by_model(post, rules, judged, told) };
    put_own(&mut topics, told);
    topics
}

/// Puts the topics of the company's own words in their place. Its word says what
/// a post is about, which the model cannot know better; whether it asks for
/// anything at all the model knows better than a word. So an own word's topic
/// stands before all that was read but what is at stake; where it and the model
/// are at odds on whether something is asked, it stands next, and never falls out.
fn put_own(topics: &mut Vec<Verdict<Topic>>, told: &Told<'_>) {
    let is_own = |topic: Topic| told.own.iter().any(|(told, _)| *told == topic);
    let is_at_ease = topics.first().is_some_and(|main| {
        main.value.asks_nothing() && (main.confidence >= AT_EASE || is_own(main.value))
    });
    // Of several the one first that the model has placed first.
    let is_read = |topic: &Topic| topics.iter().any(|known| known.value == *topic);
    let mut own: Vec<Topic> = topics.iter().map(|topic| topic.value).collect();
    own.extend(Topic::ALL.into_iter().filter(|topic| !is_read(topic)));
    own.retain(|topic| is_own(*topic));
    for topic in own.into_iter().rev() {
        let known = topics.iter().position(|known| known.value == topic);
        let confidence = known.map_or(0.0, |known| topics.remove(known).confidence).max(OWN);
        let at_stake = topics.iter().take_while(|known| known.value.is_stake()).count();
        let is_at_odds = topic.asks_nothing() != is_at_ease;
        let at = if topic.is_stake() { 0 } else { at_stake + usize::from(is_at_odds) };
        let verdict = Verdict { value: topic, confidence, evidence: told.evidence(topic) };
        topics.insert(at.min(topics.len()), verdict);
    }
}

/// Safety and security by the mean of what their own column and the topics' say.
fn by_model(
    post: &Marked<'_>,
    rules: &Rules,
    judged: &Judged,
    told: &Told<'_>,
) -> Vec<Verdict<Topic>> {
    let chance = |column: usize| judged.chances.get(column).copied().unwrap_or(0.0);
    let likely = |topic: Topic| chance(model::TOPIC.start + topic as usize);
    let most = Topic::ALL.map(likely).into_iter().fold(0.0, f32::max);
    let heard = if most < UNSURE { told.trades() } else { &[] };
    let weight = |topic: Topic| match heard.iter().find(|score| score.topic == topic) {
        Some(score) => likely(topic) * (1.0 + score.weight),
        None => likely(topic),
    };
    let verdict = |value: Topic, confidence: f32, column: usize, head: Range<usize>| {
        let is_it = |score: &&Score| score.topic == value && score.weight >= LEAST;
        let found = rules.scores.all.iter().find(is_it);
        let evidence = match found.or_else(|| told.trades().iter().find(is_it)) {
            Some(score) => score.evidence.clone(),
            None => judged.evidence(post, column, head),
        };
        Verdict { value, confidence, evidence }
    };
    let ruled = |topic| rules.topics.iter().any(|by_rules| by_rules.value == topic);
    let needs_reply = chance(model::NEED.start + ReplyNeed::NeedsReply as usize);
    let is_rescue =
        likely(Topic::Praise) >= PRAISED && needs_reply < PRAISED && !rules.scores.has_fault();
    let (mut topics, mut after) = (Vec::new(), Vec::new());
    for (topic, column, least) in [
        (Topic::Safety, model::SAFETY, SAFETY_CHANCE),
        (Topic::Security, model::SECURITY, SECURITY_CHANCE),
    ] {
        let mut stake = f32::midpoint(chance(column), likely(topic));
        // What a life hangs on is not left to chances.
        if rules.scores.weight(topic) >= LIFE {
            stake = stake.max(0.8);
        }
        let is_over = topic == Topic::Safety && is_rescue;
        // Where the rules say so too, less is enough, and it goes first.
        let least = if is_over {
            RESCUED
        } else if ruled(topic) {
            least * RULED
        } else {
            least
        };
        if stake >= least {
            let first = ruled(topic) || stake >= FIRST_CHANCE || likely(topic) >= most;
            let mut found = verdict(topic, stake, column, column..column + 1);
            if found.evidence.is_empty() {
                found.evidence = post.stakes(topic);
            }
            if first { &mut topics } else { &mut after }.push(found);
        }
    }
    let mut left = Topic::ALL.to_vec();
    left.retain(|topic| !topic.is_stake());
    while !left.is_empty() {
        // The next most likely.
        let (mut at, mut most) = (0, f32::MIN);
        for (topic, place) in left.iter().zip(0..) {
            if weight(*topic) > most {
                (at, most) = (place, weight(*topic));
            }
        }
        let topic = left.remove(at);
        let strong = ruled(topic) && rules.scores.weight(topic) >= AT_STAKE;
        if topics.is_empty() || strong || likely(topic) >= FURTHER_CHANCE {
            let column = model::TOPIC.start + topic as usize;
            topics.push(verdict(topic, likely(topic), column, model::TOPIC));
            topics.append(&mut after);
        }
    }
    topics.append(&mut after);
    topics
}

/// The topics by the rules alone, of a post whose words and mood have been weighed.
pub(super) fn by_rules(post: &Marked<'_>, scores: &Scores, mood: Mood) -> Vec<Verdict<Topic>> {
    let asks = !post.text.questions.is_empty();
    let upset = mood.is_upset();
    let at_ease = mood == Mood::Positive && !asks && (!scores.fault || post.is_resolved());
    if post.has(Section::Spam) && !upset {
        return vec![sole(Topic::Other, 0.8)];
    }
    let at_stake = |score: &Score| score.topic.is_stake() && score.weight >= AT_STAKE;
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
        _ if mood.is_upset() && words > 0 => sole(Topic::Other, 0.4),
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
    use super::super::{Lang, OwnWord, Priors, ReplyNeed, read};
    use super::*;
    use Lang::{Da, En, Nb, Nn, Sv};

    fn detect(text: &str, lang: Lang) -> Vec<Verdict<Topic>> {
        read(text, Priors { mark: Some(lang.tag()), ui: Some(lang), ..Priors::default() }).topics
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

    /// The columns of a topic at stake with this chance in both.
    fn stake(topic: Topic, chance: f32) -> [(usize, f32); 2] {
        let column = if topic == Topic::Safety { model::SAFETY } else { model::SECURITY };
        [(column, chance), (model::TOPIC.start + topic as usize, chance)]
    }

    #[test]
    fn no_stake_that_was_found_is_dropped() {
        let text = "Nu er det nok, svar mig";
        let post = Marked::new(text, Da);
        let rules = Rules::of(&post);
        let told = Told::of(&post, Da, <&Own>::default());
        let topics = |columns: &[(usize, f32)]| {
            let topics = by_model(&post, &rules, &Judged::made(columns), &told);
            topics.into_iter().map(|topic| topic.value).collect::<Vec<_>>()
        };
        let (safe, weak) = (FIRST_CHANCE + 0.1, SECURITY_CHANCE + 0.02);
        let outage = (model::TOPIC.start + Topic::Outage as usize, 0.5);
        // A sure one and a weak one, and nothing else.
        let both = [stake(Topic::Safety, safe), stake(Topic::Security, weak)].concat();
        assert_eq!(topics(&both), [Topic::Safety, Topic::Security]);
        let both = [stake(Topic::Safety, weak), stake(Topic::Security, weak)].concat();
        assert_eq!(
            topics(&[both.as_slice(), &[outage]].concat()),
            [Topic::Outage, Topic::Safety, Topic::Security]
        );
        let none = stake(Topic::Security, SECURITY_CHANCE - 0.02);
        assert_eq!(topics(&[none.as_slice(), &[outage]].concat()), [Topic::Outage]);
    }

    #[test]
    fn praise_for_a_danger_that_is_over_is_praise() {
        let post = Marked::new("Sjåføren snudde og hentet henne", Nb);
        let rules = Rules::of(&post);
        let told = Told::of(&post, Nb, <&Own>::default());
        let first = |safety: f32, praise: f32, reply: f32| {
            let columns = [
                (model::SAFETY, safety),
                (model::TOPIC.start + Topic::Safety as usize, 1.0 - praise),
                (model::TOPIC.start + Topic::Praise as usize, praise),
                (model::NEED.start + ReplyNeed::NeedsReply as usize, reply),
            ];
            by_model(&post, &rules, &Judged::made(&columns), &told).remove(0).value
        };
        assert_eq!(first(0.6, 0.6, 0.1), Topic::Praise);
        assert_eq!(first(0.6, 0.6, 0.6), Topic::Safety);
        assert_eq!(first(0.9, 0.6, 0.1), Topic::Safety);
        assert_eq!(first(0.6, 0.4, 0.1), Topic::Safety);
    }

    #[test]
    fn a_smell_of_gas_is_not_left_to_chances() {
        check(
            Topic::Safety,
            &[
                (Da, "Montøren skiftede fyret. Nu lugter der lidt af gas. Er det normalt?"),
                (Nb, "Skal det lukte litt av gass etter service?"),
                (Nn, "Det luktar berre litt av gass, er det vanleg?"),
                (Sv, "Får det lukta lite av gas efter service?"),
                (En, "Is it normal that it smells slightly of gas after a service?"),
            ],
        );
        assert_ne!(
            detect("Your service stinks and my gas bill is wrong", En)[0].value,
            Topic::Safety
        );
    }

    #[test]
    fn nothing_said_is_chatter() {
        check(Topic::Chatter, &[(Da, "👍"), (Da, ""), (Nb, "Kari Nordmann"), (Sv, "haha")]);
    }

    /// The topics of a post to a company that has these words.
    fn told(words: &[(&str, Topic)], text: &str) -> Vec<Verdict<Topic>> {
        let words = words.iter().map(|(word, topic)| OwnWord::new(word, Some(*topic)).unwrap());
        let own = Own::new(&[], words.collect());
        read(text, Priors { own: &own, ..Priors::default() }).topics
    }

    #[test]
    fn an_own_word_decides_the_topic_and_is_its_evidence() {
        let text = "Hvorfor har jeg endnu ikke fået svar om Fiberboksen?";
        assert_ne!(told(&[], text)[0].value, Topic::Delivery);
        for topic in [Topic::Delivery, Topic::Billing, Topic::Other] {
            let topics = told(&[("fiberboks", topic)], text);
            assert_eq!(topics[0].value, topic, "{topics:?}");
            assert_eq!(text.get(topics[0].evidence[0].clone()), Some("Fiberboksen"));
            assert!(topics[0].confidence >= OWN);
            assert_eq!(topics.iter().filter(|one| one.value == topic).count(), 1);
        }
        let word = [("fiberboks", Topic::Delivery)];
        assert_eq!(told(&word, "Fiberboksleverandører?"), told(&[], "Fiberboksleverandører?"));
    }

    #[test]
    fn what_is_at_stake_stands_before_an_own_word() {
        let word = [("nødkald", Topic::Billing)];
        let topics = told(&word, "Min mors nødkald virker ikke, og hun bor alene!");
        assert_eq!((topics[0].value, topics[1].value), (Topic::Safety, Topic::Billing));
        let topics = told(&[("tryghedsknap", Topic::Safety)], "Hvad koster jeres tryghedsknap?");
        assert_eq!(topics[0].value, Topic::Safety);
    }

    #[test]
    fn whether_anything_is_asked_the_model_says() {
        let word = [("fiberboks", Topic::Delivery)];
        let topics = told(&word, "Tusind tak for hjælpen med fiberboksen, I er fantastiske!");
        assert_eq!((topics[0].value, topics[1].value), (Topic::Praise, Topic::Delivery));
        let word = [("heia gjengen", Topic::Praise)];
        let topics = told(&word, "Heia gjengen, nettet er nede igjen! Når kommer det tilbake?");
        assert_eq!((topics[0].value, topics[1].value), (Topic::Outage, Topic::Praise));
    }

    #[test]
    fn of_two_own_words_the_likelier_comes_first() {
        let text = "Jeg fik ikke min BoksPlus med pakken, og NetPlus kostede 300 kr for meget";
        let topics = told(&[("boksplus", Topic::Delivery), ("netplus", Topic::Chatter)], text);
        assert_eq!(topics[0].value, Topic::Delivery);
        let topics = told(&[("boksplus", Topic::Coverage), ("netplus", Topic::Billing)], text);
        let own: Vec<Topic> = topics.iter().take(2).map(|topic| topic.value).collect();
        assert_eq!(own, [Topic::Billing, Topic::Coverage]);
    }

    #[test]
    fn what_a_life_hangs_on_is_not_left_to_chances() {
        for text in [
            "Jeg begår selvmord hvis det her fortsætter",
            "Jeg orker ikke leve mer",
            "Eg vil ikkje leve lenger",
            "Jag orkar inte leva längre",
            "I'm going to kill myself over this bill",
        ] {
            let reading = read(text, Priors::default());
            let first = reading.topics.first().map(|topic| (topic.value, topic.confidence >= 0.8));
            assert_eq!(first, Some((Topic::Safety, true)), "{text}");
            assert_eq!(reading.need.value, ReplyNeed::NeedsReply, "{text}");
        }
    }

    #[test]
    fn a_product_with_a_persons_name_is_no_tag() {
        let text = "Ida Hjemme du vet";
        let main = |own: &Own| read(text, Priors { own, ..Priors::default() }).topics[0].clone();
        let own = Own::new(&[], vec![OwnWord::new("Ida Hjemme", None).unwrap()]);
        assert!(main(&own).confidence != main(<&Own>::default()).confidence);
    }
}
