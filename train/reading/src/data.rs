//! What the model is trained on.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use svarklar::eval::records;
use svarklar::reading::features::{Features, Valences, only_token};
use svarklar::reading::{Lang, Mood, ReplyNeed, Topic};

/// Where a sample is from: each has a bias of its own while training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Domain {
    /// Posts of our own.
    Posts,
    /// Sentences of Norwegian reviews.
    Reviews,
    /// English tweets.
    Tweets,
    /// English product reviews, in snippets.
    Snippets,
    /// Danish news.
    News,
    /// Danish comments on news and among strangers.
    Comments,
    /// English questions to a bank.
    Questions,
    /// Plain text that nobody rated.
    Plain,
    /// Words of lexicons.
    Words,
    /// Words and phrases of ours that speak for a topic.
    Terms,
    /// Messages of ours in threads.
    Talk,
}

/// How many there are.
pub const DOMAINS: usize = Domain::Talk as usize + 1;

/// One labelled text.
#[derive(Debug)]
pub struct Sample {
    /// What the model sees of it.
    pub features: Features,
    /// Where it is from.
    pub domain: Domain,
    /// For each mood, whether the label allows it.
    pub mood: [bool; 4],
    /// Place among [`Topic::ALL`].
    pub topics: Vec<usize>,
    /// Whether safety, whether security is at stake.
    pub safety: bool,
    pub security: bool,
    /// Place among [`ReplyNeed::ALL`].
    pub need: Option<usize>,
    /// The tier of the text alone.
    pub tier: Option<u8>,
    /// How much a term says, of 1; of a rated text what it counts in the second opinion on
    /// mood, and there alone.
    pub weight: f32,
    /// Whether it waits, by where it stands, and how much that counts: see
    /// [`WAITS`](svarklar::reading::model::WAITS).
    pub waits: [Option<(bool, f32)>; 3],
}

impl Sample {
    /// Which of negative, neutral and positive it is, where its label says.
    pub fn any_mood(&self) -> Option<usize> {
        let [furious, negative, neutral, positive] = self.mood;
        if self.mood == [true; 4] {
            return None;
        }
        [furious || negative, neutral, positive].iter().position(|is| *is)
    }
}

/// A line of `train/corpus`.
#[derive(Debug, Clone, Deserialize)]
struct Post {
    text: String,
    lang: Lang,
    mood: Mood,
    #[serde(default)]
    topics: Vec<Topic>,
    topic: Option<Topic>,
    #[serde(alias = "need")]
    reply_need: ReplyNeed,
    tier: Option<u8>,
    #[serde(default)]
    split: String,
    held: Option<bool>,
}

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Everything, in parts.
#[derive(Debug, Default)]
pub struct Data {
    /// What is trained on.
    pub train: Vec<Sample>,
    /// Posts of our own that chances are set by.
    pub dev: Vec<Sample>,
    /// How good or bad words are, as the table holds it.
    pub valences: Vec<u8>,
    /// The files read: path and bytes' SHA-256 are told in the note.
    pub files: Vec<(PathBuf, &'static str)>,
}

impl Data {
    /// Reads all of it.
    pub fn read(root: &Path, shared: &Path) -> Outcome<Self> {
        let mut data = Self::default();
        let rated_words = data.lexicons(shared)?;
        data.valences = valences(&rated_words);
        let table = data.valences.clone();
        let table = Valences::new(&table);
        let with: &dyn Fn(&str) -> Features = &|text| Features::of(text, &table);
        let mut posts = Vec::new();
        let corpus =
            ["da", "nb", "nn", "sv", "en", "und"].map(|lang| format!("train/corpus/{lang}.jsonl"));
        let fixtures =
            ["posts", "confusable"].map(|name| format!("tests/fixtures/reading/{name}.jsonl"));
        for file in corpus.into_iter().chain(fixtures) {
            for line in data.file(root.join(file), "this project's")?.lines() {
                let mut post: Post = serde_json::from_str(line)?;
                let to = match (post.split.as_str(), post.held) {
                    ("train", _) | (_, Some(false)) => &mut data.train,
                    ("dev", _) => &mut data.dev,
                    _ => continue,
                };
                post.topics.extend(post.topic);
                if post.split != "dev" {
                    posts.push(post.clone());
                }
                to.push(sample(&post, with));
            }
        }
        let sayings = data.file(root.join("train/sayings.txt"), "this project's")?;
        for post in said(&sayings)? {
            data.train.extend([(); SAYING].map(|()| sample(&post, with)));
        }
        for lang in ["da", "nb", "nn", "sv", "en"] {
            let file = root.join(format!("train/lexicon/{lang}.tsv"));
            for line in data.file(file, "this project's")?.lines() {
                data.train.extend(term(line, with)?);
            }
        }
        for lang in ["da", "nb", "nn", "sv", "en"] {
            let file = root.join(format!("train/talk/{lang}.tsv"));
            for (line, number) in data.file(file, "this project's")?.lines().zip(1..) {
                let to = if number % 5 == 0 { &mut data.dev } else { &mut data.train };
                to.push(message(line, with)?);
            }
        }
        let joined = joined(&posts);
        data.train.extend(joined.iter().map(|post| sample(post, with)));
        #[derive(Deserialize)]
        struct Review {
            text: String,
            label: String,
        }
        let licence = "CC BY-NC 4.0, derived models left free";
        let json = data.file(shared.join("nb-norec-sentence/train.json"), licence)?;
        for review in serde_json::from_str::<Vec<Review>>(&json)? {
            let valence = match review.label.as_str() {
                "Negative" => -1,
                "Positive" => 1,
                _ => 0,
            };
            data.train.push(rated(&review.text, valence, Domain::Reviews, with));
        }
        for (file, domain) in
            [("tweets", Domain::Tweets), ("amazonReviewSnippets", Domain::Snippets)]
        {
            let text = data.file(shared.join(format!("en-vader/{file}_GroundTruth.txt")), "MIT")?;
            for (line, number) in text.lines().zip(1..) {
                // Every other tweet is left to be measured on.
                if domain == Domain::Tweets && number % 2 == 0 {
                    continue;
                }
                if let [_, mean, text] = line.splitn(3, '\t').collect::<Vec<_>>()[..] {
                    data.train.push(rated(text, valence_of(mean, 0.5), domain, with));
                }
            }
        }
        for file in ["dan_mixed_2014", "dan_newscrawl_2011"] {
            let licence = "CC BY (Leipzig Corpora; F. Å. Nielsen)";
            let csv = data.file(shared.join(format!("da-lcc/{file}.csv")), licence)?;
            // Every other sentence that has a valence is left to be measured on.
            let rows = records(&csv).into_iter().skip(1);
            let rows = rows.filter(|fields| fields.get(1).is_some_and(|mean| !mean.is_empty()));
            for fields in rows.step_by(2) {
                if let [_, mean, text] = &fields[..] {
                    data.train.push(rated(text, valence_of(mean, 0.0), Domain::News, with));
                }
            }
        }
        // The mood of half of them is ours; every other of these is left to be measured on.
        let moods = data.file(root.join("train/comments.tsv"), "this project's")?;
        let moods: Vec<(&str, &str)> =
            moods.lines().filter_map(|line| line.split_once('\t')).collect();
        let text =
            data.file(shared.join("da-dkhate/offenseval-da-training-v1.tsv"), "CC BY 4.0")?;
        for line in text.lines().skip(1) {
            let [id, text, label] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else { continue };
            let known = moods.iter().position(|(known, _)| *known == id);
            if known.is_some_and(|at| at % 2 == 1) {
                continue;
            }
            let valence = match known.and_then(|at| moods.get(at)) {
                Some((_, "neutral")) => 0,
                Some((_, "positive")) => 1,
                _ => -1,
            };
            let mut sample = rated(text, valence, Domain::Comments, with);
            if known.is_none() && label.trim() != "OFF" {
                sample.mood = [true; 4];
            }
            data.train.push(sample);
        }
        for file in ["da", "nb", "nn", "sv"] {
            let licence = "CC BY-SA 4.0 (Universal Dependencies)";
            let text = data.file(shared.join(format!("ud-text/{file}.txt")), licence)?;
            for line in text.lines().take(1000) {
                let mut sample = rated(line, 0, Domain::Plain, with);
                sample.mood = [true; 4];
                data.train.push(sample);
            }
        }
        let csv = data.file(shared.join("en-banking77/train.csv"), "CC BY 4.0")?;
        for fields in records(&csv).iter().skip(1).step_by(2) {
            if let [text, intent] = &fields[..]
                && let Some(topic) = topic_of(intent)
            {
                let mut sample = rated(text, 0, Domain::Questions, with);
                sample.mood = [true; 4];
                sample.security = topic == Topic::Security;
                sample.topics.extend(Topic::ALL.iter().position(|one| *one == topic));
                data.train.push(sample);
            }
        }
        for (file, domain) in [("reviews.nb", Domain::Reviews), ("social.sv", Domain::Comments)] {
            let text = data.file(root.join(format!("train/moods/{file}.tsv")), "this project's")?;
            for line in text.lines() {
                let (mood, text) =
                    line.split_once('\t').ok_or_else(|| format!("no mood: {line}"))?;
                let valence = match mood {
                    "negative" => -1,
                    "neutral" => 0,
                    "positive" => 1,
                    _ => return Err(format!("no mood: {line}").into()),
                };
                data.train.push(Sample { weight: OWN, ..rated(text, valence, domain, with) });
            }
        }
        for (word, _, valence) in rated_words {
            let valence = if valence > 0.0 { 1 } else { -1 };
            data.train.push(rated(&word, valence, Domain::Words, with));
        }
        Ok(data)
    }

    fn file(&mut self, path: PathBuf, licence: &'static str) -> Outcome<String> {
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        self.files.push((path, licence));
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Words of the lexicons, and how good they are, from -1 to 1.
    fn lexicons(&mut self, shared: &Path) -> Outcome<Vec<(String, Lang, f32)>> {
        let mut all = Vec::new();
        let licence = "Apache-2.0";
        for (file, lang, most) in [
            ("afinn/AFINN-da-32", Lang::Da, 5.0),
            ("afinn/AFINN-sv-165", Lang::Sv, 5.0),
            ("afinn/AFINN-en-165", Lang::En, 5.0),
            ("en-vader/vader_lexicon", Lang::En, 4.0),
        ] {
            let licence = if most == 4.0 { "MIT" } else { licence };
            for line in self.file(shared.join(format!("{file}.txt")), licence)?.lines() {
                let mut fields = line.split('\t');
                if let (Some(word), Some(mean)) = (fields.next(), fields.next()) {
                    let mean: f32 = mean.trim().parse()?;
                    all.push((word.to_owned(), lang, mean / most));
                }
            }
        }
        let csv = self.file(shared.join("sv-svensktext/sentiment_sentimentlex.csv"), "CC BY")?;
        for fields in records(&csv).into_iter().skip(1) {
            if let [word, _, strength, ..] = &fields[..] {
                let strength: f32 = strength.parse().unwrap_or(0.0);
                all.push((word.clone(), Lang::Sv, strength / 4.0));
            }
        }
        all.retain(|(word, _, valence)| *valence != 0.0 && !word.is_empty());
        Ok(all)
    }
}

/// The table of [`Valences`]: of a word in several lexicons the mean.
fn valences(words: &[(String, Lang, f32)]) -> Vec<u8> {
    let mut means = std::collections::BTreeMap::<u32, (f32, f32)>::new();
    for (word, lang, valence) in words {
        if let Some(token) = only_token(word) {
            let (sum, count) = means.entry(Valences::key(*lang, &token)).or_default();
            *sum += valence.clamp(-1.0, 1.0);
            *count += 1.0;
        }
    }
    let mut all = Vec::new();
    for (key, (sum, count)) in means {
        #[expect(clippy::cast_possible_truncation, reason = "from -127 to 127")]
        let valence = (sum / count * 127.0).round() as i8;
        all.extend((key | u32::from(valence.cast_unsigned())).to_be_bytes());
    }
    all
}

fn sample(post: &Post, with: &dyn Fn(&str) -> Features) -> Sample {
    let place = |topic: &Topic| Topic::ALL.iter().position(|one| one == topic);
    Sample {
        features: with(&post.text),
        domain: Domain::Posts,
        mood: Mood::ALL.map(|mood| mood == post.mood),
        safety: post.topics.contains(&Topic::Safety),
        security: post.topics.contains(&Topic::Security),
        topics: post.topics.iter().filter_map(place).collect(),
        need: ReplyNeed::ALL.iter().position(|need| *need == post.reply_need),
        tier: post.tier,
        weight: 1.0,
        waits: [Some((post.reply_need == ReplyNeed::NeedsReply, ANYWHERE)); 3],
    }
}

/// A line of `train/talk`: where it stands, whether it waits, and the message.
fn message(line: &str, with: &dyn Fn(&str) -> Features) -> Outcome<Sample> {
    let [place, waits, text] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else {
        return Err(format!("not three columns: {line}").into());
    };
    let counts = match place {
        "beside" => [1.0, 0.0, ALIKE],
        "again" => [0.0, 1.0, 0.0],
        "under" => [ALIKE, 0.0, 1.0],
        _ => return Err(format!("stands nowhere: {line}").into()),
    };
    let waits = match waits {
        "waits" => true,
        "none" => false,
        _ => return Err(format!("waits or none: {line}").into()),
    };
    let mut sample = rated(text, 0, Domain::Talk, with);
    sample.mood = [true; 4];
    sample.waits = counts.map(|counts| Some((waits, counts)).filter(|_| counts > 0.0));
    Ok(sample)
}

/// A line of `train/lexicon`. Of one that speaks against a topic only that neither
/// safety nor security is at stake is learned.
fn term(line: &str, with: &dyn Fn(&str) -> Features) -> Outcome<Option<Sample>> {
    let [term, topic, weight] = line.split('\t').collect::<Vec<_>>()[..] else {
        return Err(format!("not three columns: {line}").into());
    };
    let mut sample = rated(&term.replace('*', ""), 0, Domain::Terms, with);
    sample.mood = [true; 4];
    sample.weight = weight.parse::<f32>()? / 3.0;
    if let Some(against) = topic.strip_prefix('-') {
        return Ok(matches!(against, "safety" | "security").then_some(sample));
    }
    let topic: Topic = serde_json::from_value(topic.into())?;
    sample.safety = topic == Topic::Safety;
    sample.security = topic == Topic::Security;
    sample.topics.extend(Topic::ALL.iter().position(|one| *one == topic));
    Ok(Some(sample))
}

/// The topic of a question to a bank, where its intent tells.
fn topic_of(intent: &str) -> Option<Topic> {
    Some(match intent {
        "card_arrival" | "card_delivery_estimate" => Topic::Delivery,
        "compromised_card"
        | "lost_or_stolen_card"
        | "lost_or_stolen_phone"
        | "card_payment_not_recognised"
        | "cash_withdrawal_not_recognised"
        | "direct_debit_payment_not_recognised" => Topic::Security,
        "passcode_forgotten"
        | "pin_blocked"
        | "change_pin"
        | "edit_personal_details"
        | "activate_my_card"
        | "unable_to_verify_identity"
        | "verify_my_identity"
        | "card_linking" => Topic::Account,
        "extra_charge_on_statement"
        | "transaction_charged_twice"
        | "transfer_fee_charged"
        | "card_payment_fee_charged"
        | "cash_withdrawal_charge"
        | "Refund_not_showing_up"
        | "request_refund"
        | "wrong_amount_of_cash_received"
        | "top_up_by_card_charge" => Topic::Billing,
        "terminate_account" => Topic::Cancellation,
        "exchange_rate"
        | "country_support"
        | "age_limit"
        | "card_acceptance"
        | "supported_cards_and_currencies"
        | "visa_or_mastercard"
        | "top_up_limits"
        | "getting_spare_card"
        | "atm_support" => Topic::Question,
        _ => return None,
    })
}

/// The lines of `train/sayings.txt`, each with what its heading says.
fn said(file: &str) -> Outcome<Vec<Post>> {
    let mut heading = None;
    let mut all = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty()) {
        if let Some(labels) = line.strip_prefix("## ") {
            let labels: Vec<serde_json::Value> = labels.split(' ').map(Into::into).collect();
            let [mood, topic, need] = &labels[..] else {
                return Err(format!("not three labels: {line}").into());
            };
            let post = serde_json::json!({
                "text": "", "lang": "und", "mood": mood, "topic": topic, "reply_need": need,
            });
            let mut post: Post = serde_json::from_value(post)?;
            post.topics.extend(post.topic);
            heading = Some(post);
        } else if let Some(post) = &heading {
            all.push(Post { text: line.to_owned(), ..post.clone() });
        }
    }
    Ok(all)
}

/// Posts made of two: praise with a fault after it, and a question with thanks
/// under it. Their words alone tell neither.
fn joined(posts: &[Post]) -> Vec<Post> {
    let mut all = Vec::new();
    for lang in [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En] {
        let of = |test: &dyn Fn(&Post) -> bool| -> Vec<&Post> {
            posts
                .iter()
                .filter(|post| post.lang == lang && post.text.len() < 140 && test(post))
                .collect()
        };
        let praise = of(&|post| {
            post.topics == [Topic::Praise]
                && post.mood == Mood::Positive
                && !post.text.contains("men ")
                && !post.text.contains("but ")
        });
        let faults = of(&|post| {
            let topic = post.topics.first().copied().unwrap_or(Topic::Other);
            !matches!(topic, Topic::Praise | Topic::Chatter | Topic::Other | Topic::Question)
                && matches!(post.mood, Mood::Negative | Mood::Neutral)
                && post.reply_need == ReplyNeed::NeedsReply
                && !post.text.contains('?')
        });
        let but = if lang == Lang::En { "but" } else { "men" };
        for (fault, praise) in faults.iter().step_by(JOINED).zip(praise.iter().cycle()) {
            let mut post = Post::clone(fault);
            let first = praise.text.trim_end_matches(['.', '!', ' ']);
            let mut letters = fault.text.chars();
            let begin: String = letters.next().map(svarklar::text::lower).into_iter().collect();
            post.text = format!("{first}, {but} {begin}{}", letters.as_str());
            post.mood = Mood::Negative;
            all.push(post);
        }
        let thanks: &[&str] = match lang {
            Lang::Da => &["Tak", "På forhånd tak!", "Tak for hjælpen"],
            Lang::Nb => &["Takk", "På forhånd takk!", "Takk for hjelpen"],
            Lang::Nn => &["Takk", "På førehand takk!", "Takk for hjelpa"],
            Lang::Sv => &["Tack", "Tack på förhand!", "Tack för hjälpen"],
            _ => &["Thanks", "Thank you in advance!", "Many thanks"],
        };
        let questions = of(&|post| post.text.ends_with('?') && post.mood == Mood::Neutral);
        for (question, thanks) in questions.iter().step_by(JOINED).zip(thanks.iter().cycle()) {
            let mut post = Post::clone(question);
            post.text = format!("{} {thanks}", question.text);
            all.push(post);
        }
    }
    all
}

/// What a post counts where it is told whether a message waits.
const ANYWHERE: f32 = 0.05;
/// And a message that stands elsewhere beside others.
const ALIKE: f32 = 0.3;

/// What a sentence of ours counts beside those of others' hands.
const OWN: f32 = 0.3;

/// Of so many posts one is joined with another.
const JOINED: usize = 3;

/// How often a saying is shown for a post's once: what is so common must be known.
const SAYING: usize = 3;

fn rated(text: &str, valence: i8, domain: Domain, with: &dyn Fn(&str) -> Features) -> Sample {
    Sample {
        features: with(text),
        domain,
        mood: [valence < 0, valence < 0, valence == 0, valence > 0],
        topics: Vec::new(),
        safety: false,
        security: false,
        need: None,
        tier: None,
        weight: 1.0,
        waits: [None; 3],
    }
}

fn valence_of(mean: &str, least: f32) -> i8 {
    let mean: f32 = mean.trim().parse().unwrap_or(0.0);
    i8::from(mean > least) - i8::from(mean < -least)
}
