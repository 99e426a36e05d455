//! What a thread needs of one post's words: taken once, when the post is put
//! on the board.

use super::company::{Company, Voice};
use super::phrases::{self, Kind};
use super::promise;
use crate::page::Record;
use crate::reading::{Mood, Reading, ReplyNeed};
use crate::text::{folded, lower};

/// A post's words, as far as a thread needs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cues {
    /// The author's name, folded.
    pub author: String,
    /// Who speaks.
    pub voice: Voice,
    /// A customer joins another's complaint.
    pub joins: bool,
    /// Thanks and nothing else.
    pub is_thanks: bool,
    /// The words of a threat with the press, an authority or a lawyer.
    pub threat: Option<String>,
    /// No person wrote it.
    pub automatic: bool,
    /// An answer speaks to everybody.
    pub to_all: bool,
    /// Folded names that an answer may call somebody by.
    pub(super) called: Vec<Called>,
    /// The folded sentence that promises to come back.
    pub(super) promise: Option<String>,
}

/// A run of words that may hold a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Called {
    pub words: Vec<String>,
    /// In the greeting, where a first name is enough.
    pub in_greeting: bool,
}

impl Cues {
    /// Takes the cues of a post.
    #[must_use]
    pub fn of(record: &Record, reading: &Reading, company: &Company) -> Self {
        let author = folded(&record.author);
        let text = folded(&record.text);
        let voice = company.voice(record, &author, &text);
        let (mut joins, mut thanks, mut but) = (false, false, false);
        let (mut automatic, mut received, mut soon) = (false, false, false);
        let (mut threat, mut promise) = (None, None);
        let mut before = 0;
        for sentence in sentences(&text) {
            let words = words(sentence);
            let hits = phrases::find(&words);
            for hit in &hits {
                match hit.kind {
                    Kind::Agreement => joins = true,
                    Kind::Thanks => thanks = true,
                    Kind::But => but = true,
                    Kind::Automatic => automatic = true,
                    Kind::Received => received = true,
                    Kind::Soon => soon = true,
                    Kind::Threat if threat.is_none() => {
                        // The same words as the customer wrote them.
                        let shown = self::words(&record.text);
                        let place = before + hit.words.start..before + hit.words.end;
                        threat = shown.get(place).map(|words| words.join(" "));
                    }
                    _ => {}
                }
            }
            if voice != Voice::Customer && promise.is_none() && promise::is_in(&words, &hits) {
                promise = Some(sentence.to_owned());
            }
            before += words.len();
        }
        let is_pleased =
            reading.need.value == ReplyNeed::ThanksWelcome || reading.mood.value == Mood::Positive;
        let is_thanks = reading.need.value != ReplyNeed::NeedsReply
            && !but
            && !text.contains('?')
            && (is_pleased || thanks || is_glad_emoji(&text));
        let (mut to_all, mut called) = (false, Vec::new());
        if voice != Voice::Customer {
            automatic |= received && soon && !is_signed(&record.text, company);
            to_all = speaks_to_all(&text);
            called = names_called(&record.text);
        }
        Self { author, voice, joins, is_thanks, threat, automatic, to_all, called, promise }
    }
}

/// Nothing but thumbs, hearts and smiles.
fn is_glad_emoji(text: &str) -> bool {
    let mut marks = text.chars().filter(|mark| {
        !mark.is_whitespace() && !matches!(mark, '\u{fe0f}' | '\u{200d}' | '🏻'..='🏿' | '!' | '.')
    });
    const GLAD: &str =
        "👍👌👏🙏💪🙌❤♥🧡💛💚💙💜🤍💕💖💗💞🫶🥰😍😊🙂😀😃😄😁☺🤗😘🤩😎🥳🎉😇🌟⭐✨💯";
    !text.is_empty() && marks.all(|mark| GLAD.contains(mark))
}

/// The folded text speaks to everybody: in its first clause, behind one word at most.
pub(super) fn speaks_to_all(text: &str) -> bool {
    let clause =
        text.split(['\n', '.', '!', '?', ',', ':', ';']).find(|part| !part.trim().is_empty());
    let words = words(clause.unwrap_or_default());
    let hits = phrases::find(&words);
    hits.iter().any(|hit| {
        let opens = hit.words.start == 0
            || hit.words.start == 1 && hits.iter().any(|hit| hit.kind == Kind::Greeting);
        hit.kind == Kind::ToAll && opens
    })
}

/// Runs of words with a capital, the first sentence's as a greeting.
fn names_called(text: &str) -> Vec<Called> {
    let mut called: Vec<Called> = Vec::new();
    let mut run: Vec<String> = Vec::new();
    let mut run_in_greeting = false;
    let (mut in_greeting, mut after_greeting, mut is_first) = (true, false, true);
    for line in text.lines() {
        for raw in line.split_whitespace() {
            let bare = bare(raw);
            let word = folded(bare);
            let ends = raw.ends_with([',', '.', '!', '?', ':', ';', ')']);
            let is_at = raw.starts_with('@');
            let is_greeting = is(&word, Kind::Greeting);
            let is_name = is_capital(bare) && (!is_first || ends) || after_greeting || is_at;
            if is_name && !is_greeting && !bare.is_empty() {
                if run.is_empty() {
                    run_in_greeting = in_greeting || is_at;
                }
                run.push(word);
            }
            if !is_name || is_greeting || ends {
                close(&mut run, run_in_greeting, &mut called);
            }
            after_greeting = is_greeting;
            is_first = false;
            in_greeting &= !raw.ends_with(['.', '!', '?']) || is_greeting;
        }
        close(&mut run, run_in_greeting, &mut called);
        in_greeting &= is_first;
    }
    called
}

fn close(run: &mut Vec<String>, in_greeting: bool, called: &mut Vec<Called>) {
    let words = std::mem::take(run);
    if words.len() > 1 || in_greeting && !words.is_empty() {
        called.push(Called { words, in_greeting });
    }
}

/// A person's name stands at the text's end: behind a closing word or a dash,
/// or alone on the last line.
fn is_signed(text: &str, company: &Company) -> bool {
    let line = text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
    let is_own_line = line.len() < text.trim().len();
    let mut after_closing = false;
    let mut signed = false;
    let mut count = 0;
    for raw in line.split_whitespace() {
        let is_dash = raw.starts_with(['/', '^', '-', '–', '~']);
        let bare = bare(raw);
        if bare.is_empty() {
            after_closing |= is_dash;
            continue;
        }
        count += 1;
        let word = folded(bare);
        if is(&word, Kind::Closing) {
            after_closing = true;
            continue;
        }
        let is_person = is_capital(bare) && !is(&word, Kind::Nobody) && !company.begins_with(&word);
        signed = (after_closing || is_dash) && is_person || signed && !raw.ends_with('.');
        after_closing = false;
        if count == 1 && is_own_line && line.split_whitespace().count() <= 2 {
            signed |= is_person;
        }
    }
    signed
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|letter| lower(letter) != letter)
}

/// Sentences end at a line break or at a mark before white space, so that
/// "kl. 12" stays whole by its digit.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .char_indices()
                .find(|&(at, mark)| {
                    let after = rest.get(at + mark.len_utf8()..).unwrap_or_default();
                    matches!(mark, '.' | '!' | '?')
                        && after.starts_with(' ')
                        && !after.trim_start().starts_with(|next: char| next.is_ascii_digit())
                })
                .map_or(rest.len(), |(at, mark)| at + mark.len_utf8());
            let (sentence, after) = rest.split_at_checked(end)?;
            rest = after;
            Some(sentence)
        })
    })
}

/// The words of a text; an apostrophe inside belongs to its word.
pub(crate) fn words(text: &str) -> Vec<&str> {
    let is_mark = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '\u{2019}');
    text.split(is_mark).map(bare).filter(|word| !word.is_empty()).collect()
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

fn is(word: &str, kind: Kind) -> bool {
    phrases::find(&[word]).iter().any(|hit| hit.kind == kind)
}
