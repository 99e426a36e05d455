//! How often the reading is right on labelled posts: the tables of `svarklar eval`.

use std::fmt::{Display, Write};

use serde::Deserialize;

use crate::reading::{
    Lang, Mood, Own, OwnWord, PersonalDataKind, Priors, Reading, ReplyNeed, Topic, Trade, read,
};
use crate::snapshot::without_values;

/// A labelled post: a line of `train/corpus`, or one of another set that tells
/// less. What is not labelled is not counted.
#[derive(Debug, Deserialize)]
pub struct Labelled {
    /// As written.
    pub text: String,
    /// Its language.
    pub lang: Option<Lang>,
    /// Its mood.
    pub mood: Option<Mood>,
    /// The label says bad, but not whether it is furious.
    #[serde(default)]
    pub merged: bool,
    /// Its topics, the main one first.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// Whether it needs an answer.
    pub reply_need: Option<ReplyNeed>,
    /// Personal data in it.
    pub personal_data: Option<Vec<Span>>,
    /// What sort of post it is, for the tables.
    #[serde(default)]
    pub kind: String,
    /// Train, dev or test.
    #[serde(default)]
    pub split: String,
    /// The trade of the company that it is written to.
    #[serde(default)]
    pub trade: String,
}

/// What the company of the posts says of itself.
#[derive(Debug, Default)]
pub struct Company {
    /// Its trades; None: each post's own.
    pub trades: Option<Vec<Trade>>,
    /// Its own words.
    pub words: Vec<OwnWord>,
}

impl Company {
    fn read(&self, post: &Labelled) -> Reading {
        let own_trade = || Trade::named(&post.trade).into_iter().collect();
        let trades: Vec<Trade> = self.trades.clone().unwrap_or_else(own_trade);
        let own = Own::new(&trades, self.words.clone());
        read(&post.text, Priors { own: &own, ..Priors::default() })
    }
}

/// A span of personal data, in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Span {
    /// What it is.
    pub kind: PersonalDataKind,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// A post's labels and what was read.
#[derive(Debug)]
struct Pair<T> {
    label: T,
    read: T,
    confidence: f32,
}

/// Everything measured of some posts.
#[derive(Debug, Default)]
struct Measured {
    posts: usize,
    lang: Vec<Pair<Lang>>,
    mood: Vec<Pair<Mood>>,
    mood3: Vec<Pair<Mood>>,
    topic: Vec<Pair<Topic>>,
    need: Vec<Pair<ReplyNeed>>,
    safety: Found,
    security: Found,
    data: Found,
    /// Spans found and labelled whose ends are the same too.
    exact: usize,
    has_data: bool,
}

/// What was found of what there is.
#[derive(Debug, Default, Clone, Copy)]
struct Found {
    labelled: usize,
    read: usize,
    both: usize,
}

impl Found {
    fn add(&mut self, label: bool, read: bool) {
        self.labelled += usize::from(label);
        self.read += usize::from(read);
        self.both += usize::from(label && read);
    }

    fn recall(self) -> f64 {
        share(self.both, self.labelled)
    }

    fn precision(self) -> f64 {
        share(self.both, self.read)
    }
}

/// The tables for some posts, in Markdown.
#[must_use]
pub fn tables(posts: &[Labelled], company: &Company) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "Accuracy / macro-F1; safety, security and personal data: recall / precision.\n\n\
         | | posts | language | mood | mood, 3 | furious F1 | topic | need | safety | security \
         | personal data | same ends | false / 100 |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|---|"
    );
    let all = Measured::of(posts.iter(), company);
    all.row(&mut out, "all");
    for lang in [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En, Lang::Und] {
        let part = Measured::of(posts.iter().filter(|post| post.lang == Some(lang)), company);
        part.row(&mut out, lang.tag());
    }
    let fields: [fn(&Labelled) -> &str; 2] = [|post| &post.kind, |post| &post.trade];
    for field in fields {
        let mut names: Vec<&str> = posts.iter().map(field).collect();
        names.sort_unstable();
        names.dedup();
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            let part = posts.iter().filter(|post| field(post) == name);
            Measured::of(part, company).row(&mut out, name);
        }
    }
    let langs = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En, Lang::Und];
    let three = [Mood::Negative, Mood::Neutral, Mood::Positive];
    confusion(&mut out, "language", &langs, &all.lang);
    confusion(&mut out, "mood", &Mood::ALL, &all.mood);
    confusion(&mut out, "mood in three", &three, &all.mood3);
    confusion(&mut out, "topic", &Topic::ALL, &all.topic);
    confusion(&mut out, "reply need", &ReplyNeed::ALL, &all.need);
    reliability(&mut out, &all);
    out
}

/// The posts of which something was read otherwise than labelled, one a line.
#[must_use]
pub fn wrong(posts: &[Labelled], company: &Company) -> String {
    let mut out = String::new();
    for post in posts {
        let reading = company.read(post);
        let mut told = Vec::new();
        let mut tell = |label: String, read: String| {
            if label != read {
                told.push(format!("{label} read as {read}"));
            }
        };
        if let Some(lang) = post.lang {
            tell(lang.tag().to_owned(), reading.lang.value.tag().to_owned());
        }
        if let Some(mood) = post.mood {
            tell(name(mood), name(reading.mood.value));
        }
        if let (Some(label), Some(read)) = (post.topics.first(), reading.topics.first()) {
            tell(name(*label), name(read.value));
        }
        if let Some(need) = post.reply_need {
            tell(name(need), name(reading.need.value));
        }
        if !told.is_empty() {
            let _ = writeln!(out, "{} | {}", told.join(", "), post.text.replace('\n', " "));
        }
    }
    out
}

fn name(class: impl std::fmt::Debug) -> String {
    format!("{class:?}").to_ascii_lowercase()
}

impl Measured {
    fn of<'a>(posts: impl Iterator<Item = &'a Labelled>, company: &Company) -> Self {
        let mut all = Self::default();
        for post in posts {
            let reading = company.read(post);
            all.posts += 1;
            if let Some(label) = post.lang {
                let (read, confidence) = (reading.lang.value, reading.lang.confidence);
                all.lang.push(Pair { label, read, confidence });
            }
            if let Some(label) = post.mood {
                let (read, confidence) = (reading.mood.value, reading.mood.confidence);
                if !post.merged {
                    all.mood.push(Pair { label, read, confidence });
                }
                let three = |mood| if mood == Mood::Furious { Mood::Negative } else { mood };
                all.mood3.push(Pair { label: three(label), read: three(read), confidence });
            }
            if let (Some(label), Some(read)) = (post.topics.first(), reading.topics.first()) {
                let (label, confidence) = (*label, read.confidence);
                all.topic.push(Pair { label, read: read.value, confidence });
                let of = |topic| {
                    let read = reading.topics.iter().any(|read| read.value == topic);
                    (post.topics.contains(&topic), read)
                };
                let (safety, security) = (of(Topic::Safety), of(Topic::Security));
                all.safety.add(safety.0, safety.1);
                all.security.add(security.0, security.1);
            }
            if let Some(label) = post.reply_need {
                let (read, confidence) = (reading.need.value, reading.need.confidence);
                all.need.push(Pair { label, read, confidence });
            }
            if let Some(labels) = &post.personal_data {
                all.has_data = true;
                let place = |at| post.text.get(..at).map_or(0, |text| text.chars().count());
                let found: Vec<Span> = (reading.personal_data.iter())
                    .map(|found| Span {
                        kind: found.kind,
                        start: place(found.range.start),
                        end: place(found.range.end),
                    })
                    .collect();
                let touch = |a: &Span, b: &Span| a.start < b.end && b.start < a.end;
                let same = |a: &Span, b: &Span| a.kind == b.kind && touch(a, b);
                all.data.labelled += labels.len();
                all.data.read += found.len();
                // A span of another kind is no find, but no false one either.
                all.data.both += labels.iter().filter(|a| found.iter().any(|b| same(a, b))).count();
                all.data.read -=
                    found.iter().filter(|a| labels.iter().any(|b| touch(a, b))).count();
                all.exact += labels.iter().filter(|label| found.contains(label)).count();
            }
        }
        all
    }

    fn row(&self, out: &mut String, name: &str) {
        if self.posts == 0 {
            return;
        }
        let furious: Vec<Pair<bool>> = (self.mood.iter())
            .map(|pair| Pair {
                label: pair.label == Mood::Furious,
                read: pair.read == Mood::Furious,
                confidence: pair.confidence,
            })
            .collect();
        let found = |found: Found| {
            let Found { labelled, .. } = found;
            told(labelled > 0, || {
                format!("{:.3} / {:.3} ({labelled})", found.recall(), found.precision())
            })
        };
        let data = |text: &dyn Fn() -> String| told(self.has_data, text);
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            self.posts,
            both(&self.lang),
            both(&self.mood),
            both(&self.mood3),
            told(!furious.is_empty(), || format!("{:.3}", f1(&furious, true))),
            both(&self.topic),
            both(&self.need),
            found(self.safety),
            found(self.security),
            data(&|| format!("{:.3} ({})", self.data.recall(), self.data.labelled)),
            data(&|| format!("{:.3}", share(self.exact, self.data.labelled))),
            data(&|| format!("{:.2}", share(self.data.read, self.posts) * 100.0)),
        );
    }
}

fn told(is: bool, text: impl Fn() -> String) -> String {
    if is { text() } else { "–".to_owned() }
}

fn both<T: PartialEq + Copy>(pairs: &[Pair<T>]) -> String {
    told(!pairs.is_empty(), || {
        let right = pairs.iter().filter(|pair| pair.label == pair.read).count();
        let mut classes: Vec<T> = Vec::new();
        for pair in pairs {
            if !classes.contains(&pair.label) {
                classes.push(pair.label);
            }
        }
        let sum: f64 = classes.iter().map(|class| f1(pairs, *class)).sum();
        format!("{:.3} / {:.3}", share(right, pairs.len()), sum / decimal(classes.len()))
    })
}

/// The harmonic mean of recall and precision of a class.
fn f1<T: PartialEq>(pairs: &[Pair<T>], class: T) -> f64 {
    let count = |test: &dyn Fn(&Pair<T>) -> bool| pairs.iter().filter(|pair| test(pair)).count();
    let both = count(&|pair| pair.label == class && pair.read == class);
    let either = count(&|pair| pair.label == class) + count(&|pair| pair.read == class);
    share(2 * both, either)
}

/// Rows are labels, columns what was read.
fn confusion<T: PartialEq + Copy + std::fmt::Debug>(
    out: &mut String,
    title: &str,
    classes: &[T],
    pairs: &[Pair<T>],
) {
    if pairs.is_empty() {
        return;
    }
    let row = |out: &mut String, cells: &mut dyn Iterator<Item = String>| {
        let _ = writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "));
    };
    let _ = writeln!(out, "\n{title} (rows: labels; columns: what was read)\n");
    let names = || classes.iter().map(|class| name(*class));
    row(out, &mut [String::new()].into_iter().chain(names()).chain(["F1".to_owned()]));
    row(out, &mut vec!["---".to_owned(); classes.len() + 2].into_iter());
    for class in classes {
        let count = |other: &T| {
            pairs.iter().filter(|pair| pair.label == *class && pair.read == *other).count()
        };
        let cells = classes.iter().map(|other| count(other).to_string());
        let last = format!("{:.3}", f1(pairs, *class));
        row(out, &mut [name(*class)].into_iter().chain(cells).chain([last]));
    }
}

/// How often a verdict is right that is so sure.
fn reliability(out: &mut String, all: &Measured) {
    fn bins<T: PartialEq>(pairs: &[Pair<T>]) -> [(usize, usize, f64); 6] {
        let mut bins = [(0, 0, 0.0); 6];
        for pair in pairs {
            let at = [0.5, 0.6, 0.7, 0.8, 0.9].iter().filter(|&&from| pair.confidence >= from);
            if let Some((count, right, sum)) = bins.get_mut(at.count()) {
                *count += 1;
                *right += usize::from(pair.label == pair.read);
                *sum += f64::from(pair.confidence);
            }
        }
        bins
    }
    let _ = writeln!(
        out,
        "\nReliability: how often right, where so sure: share right (mean confidence; posts)\n\n\
         | | below .5 | .5 | .6 | .7 | .8 | .9 to 1 |\n|---|---|---|---|---|---|---|"
    );
    let rows: [(&dyn Display, _); 4] = [
        (&"language", bins(&all.lang)),
        (&"mood", bins(&all.mood)),
        (&"topic", bins(&all.topic)),
        (&"need", bins(&all.need)),
    ];
    for (title, bins) in rows {
        let cells = bins.map(|(count, right, sum)| {
            told(count > 0, || {
                format!("{:.2} ({:.2}; {count})", share(right, count), sum / decimal(count))
            })
        });
        let _ = writeln!(out, "| {title} | {} |", cells.join(" | "));
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { decimal(part) / decimal(whole) }
}

fn decimal(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// How a file of labelled posts is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A post a line, as in `train/corpus`.
    Jsonl,
    /// One list of objects with a `text` and a `label`.
    Json,
    /// A text a line after its label, fields apart by tabs.
    Tsv,
    /// The same with commas and quotes.
    Csv,
}

/// The posts of a file. A label is a word ("Negative", "neg", "positive") or a
/// number, bad or good where it is further from nought than `least`. Lines
/// whose label is neither are passed over.
///
/// # Errors
///
/// Says which line of JSON cannot be read.
pub fn posts(file: &str, format: Format, least: f32) -> Result<Vec<Labelled>, String> {
    #[derive(Deserialize)]
    struct Rated {
        text: String,
        label: String,
    }
    let rated = |text: &str, label: &str| {
        let mood = match (label.to_ascii_lowercase().as_str(), label.trim().parse::<f32>()) {
            ("negative" | "neg", _) => Mood::Negative,
            ("neutral" | "neu", _) => Mood::Neutral,
            ("positive" | "pos", _) => Mood::Positive,
            (_, Ok(mean)) if mean < -least => Mood::Negative,
            (_, Ok(mean)) if mean > least => Mood::Positive,
            (_, Ok(_)) => Mood::Neutral,
            _ => return None,
        };
        Some(Labelled {
            text: text.to_owned(),
            lang: None,
            mood: Some(mood),
            merged: true,
            topics: Vec::new(),
            reply_need: None,
            personal_data: None,
            kind: String::new(),
            split: String::new(),
            trade: String::new(),
        })
    };
    let told = |error: &serde_json::Error| without_values(&error.to_string());
    let last_two = |fields: &[String]| match fields {
        [.., label, text] => rated(text, label),
        _ => None,
    };
    Ok(match format {
        Format::Jsonl => {
            let mut posts = Vec::new();
            for (line, number) in file.lines().zip(1..) {
                let post = serde_json::from_str(line);
                posts.push(post.map_err(|error| format!("line {number}: {}", told(&error)))?);
            }
            posts
        }
        Format::Json => {
            let rows: Vec<Rated> = serde_json::from_str(file).map_err(|error| told(&error))?;
            rows.iter().filter_map(|row| rated(&row.text, &row.label)).collect()
        }
        Format::Tsv => file
            .lines()
            .filter_map(|line| last_two(&line.split('\t').map(str::to_owned).collect::<Vec<_>>()))
            .collect(),
        Format::Csv => records(file).iter().filter_map(|record| last_two(record)).collect(),
    })
}

/// The records of a file of comma-separated values, with quotes.
#[must_use]
pub fn records(csv: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let mut record = vec![String::new()];
    let mut quoted = false;
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(field) = record.last_mut() else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(String::new()),
            '\n' if !quoted => all.push(std::mem::replace(&mut record, vec![String::new()])),
            '\r' if !quoted => {}
            _ => field.push(c),
        }
    }
    all.push(record);
    all
}
