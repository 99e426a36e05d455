//! Finds the time in a page's words, which may be a whole label: "Kommentar
//! fra Jan 2 for 3 dager siden".

use super::habits::Habits;
use super::moment::Moment;
use super::token::{Token, tokens};
use super::words::{self, Unit, Words};
use super::{dated, relative};

/// All that the words may mean: several moments where a letter or the order
/// of a date is ambiguous, none where they tell no time; and whether they tell
/// of an edit alone, so that the post is as old at least.
pub(super) fn read(text: &str, habits: Habits) -> (Vec<Moment>, bool) {
    let tokens = tokens(text);
    let Some((start, found)) = find(&tokens, habits) else { return (Vec::new(), false) };
    let reader = Reader { tokens: &tokens, habits };
    // "Edited 3 h": a mark between the two may have got lost.
    let is_brief = found.stand == Stand::Last
        && reader.number(start).is_some()
        && found.moments.iter().all(|moment| matches!(moment, Moment::Ago { .. }));
    (found.moments, reader.is_of_edit(start) && !reader.is_of_update(start) && !is_brief)
}

/// The time that the tokens tell, and where it begins.
///
/// A label ends with its time, and names come before it. So of all the
/// places where a time can be read the one that ends last counts, and of
/// these the longest; a time that only tells of an edit counts last.
pub(super) fn find(tokens: &[Token], habits: Habits) -> Option<(usize, Found)> {
    let reader = Reader { tokens, habits };
    let places = (0..tokens.len()).flat_map(|start| {
        relative::find(&reader, start)
            .into_iter()
            .chain(dated::find(&reader, start))
            .map(move |found| (start, found))
    });
    let mut longest: Vec<(usize, Found)> = Vec::new();
    for (start, found) in places.filter(|(start, found)| reader.allows(*start, found)) {
        if longest.iter().all(|(_, other)| other.end != found.end) {
            longest.push((start, found));
        }
    }
    longest.into_iter().max_by_key(|(start, found)| (!reader.is_of_edit(*start), found.end))
}

/// A time that was read from some token on.
pub(super) struct Found {
    /// What it may mean.
    pub moments: Vec<Moment>,
    /// The token after its last.
    pub end: usize,
    /// Where it may stand.
    pub stand: Stand,
}

/// Where a reading may stand to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Anywhere: "3 days ago".
    Anywhere,
    /// Where nothing that means something follows it up to the next break:
    /// "3 d", but not in "3 D Print".
    Last,
    /// Where nothing else is said: "Friday".
    Alone,
}

/// Tokens, read in the light of how the page writes its times.
pub(super) struct Reader<'a> {
    tokens: &'a [Token],
    /// How the page writes its times.
    pub habits: Habits,
}

impl Reader<'_> {
    /// The word at `at`.
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at)? {
            Token::Word(word) => Some(word),
            Token::Number(_) | Token::Break => None,
        }
    }

    /// The digits, with marks between them, at `at`.
    pub(super) fn number(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at)? {
            Token::Number(number) => Some(number),
            Token::Word(_) | Token::Break => None,
        }
    }

    /// The whole number at `at`, and how many digits it is written with.
    pub(super) fn integer(&self, at: usize) -> Option<(u32, usize)> {
        let number = self.number(at)?;
        let short_enough = number.len() <= 6;
        let value = short_enough.then(|| number.parse().ok()).flatten()?;
        Some((value, number.len()))
    }

    /// Whether a break stands at `at`.
    pub(super) fn is_break(&self, at: usize) -> bool {
        self.tokens.get(at) == Some(&Token::Break)
    }

    /// Whether there is nothing from `at` on.
    pub(super) fn is_end(&self, at: usize) -> bool {
        at >= self.tokens.len()
    }

    /// The units that the word at `at` may mean.
    pub(super) fn units(&self, at: usize) -> Vec<Unit> {
        let units = self.word(at).map(|word| words::units(word, self.habits));
        units.unwrap_or_default()
    }

    /// The month, 1 to 12, that is named at `at`.
    pub(super) fn month(&self, at: usize) -> Option<u8> {
        words::month(self.word(at)?, self.habits)
    }

    /// The longest of the phrases, in any language, that stands at `at`: the
    /// token after it.
    pub(super) fn pass(
        &self,
        at: usize,
        phrases: impl Fn(&Words) -> &'static [&'static str],
    ) -> Option<usize> {
        let first = self.word(at)?;
        words::tables(self.habits)
            .flat_map(|words| phrases(words).iter())
            .filter_map(|phrase| self.after(phrase, first, at))
            .max()
    }

    /// The longest of the phrases that stands at `at`: its value, and the
    /// token after it.
    pub(super) fn value<T: Copy + 'static>(
        &self,
        at: usize,
        phrases: impl Fn(&Words) -> &'static [(T, &'static [&'static str])],
    ) -> Option<(T, usize)> {
        let first = self.word(at)?;
        let mut best = None;
        for (value, names) in words::tables(self.habits).flat_map(|words| phrases(words).iter()) {
            for end in names.iter().filter_map(|name| self.after(name, first, at)) {
                if best.is_none_or(|(_, longest)| end > longest) {
                    best = Some((*value, end));
                }
            }
        }
        best
    }

    /// The token after `phrase`, if that stands at `at`, where the word `first`
    /// does.
    fn after(&self, phrase: &str, first: &str, at: usize) -> Option<usize> {
        let rest = phrase.strip_prefix(first)?;
        if rest.is_empty() {
            return Some(at + 1);
        }
        let mut end = at + 1;
        for word in rest.strip_prefix(' ')?.split(' ') {
            if self.word(end)? != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Whether `found`, read from `start` on, may stand there.
    fn allows(&self, start: usize, found: &Found) -> bool {
        let nothing_follows = self.is_break(found.end) || self.says_nothing(found.end);
        match found.stand {
            Stand::Anywhere => true,
            Stand::Last => self.is_end(found.end) || nothing_follows,
            Stand::Alone => (0..start)
                .chain(found.end..self.tokens.len())
                .all(|at| self.is_break(at) || self.says_nothing(at)),
        }
    }

    /// Whether the time read from `start` on is that of an edit: "redigeret
    /// for 2 t. siden".
    fn is_of_edit(&self, start: usize) -> bool {
        self.before(start).any(|at| self.pass(at, |words| words.edited).is_some())
    }

    /// Whether it is that of an update, as sites of reviews show it in the place of the
    /// time: the words are the customer's of then, and an answer from before is to others.
    fn is_of_update(&self, start: usize) -> bool {
        const STEMS: [&str; 4] = ["opdater", "oppdater", "uppdater", "updated"];
        let is_stem = |word: &str| STEMS.iter().any(|stem| word.starts_with(stem));
        self.before(start).filter_map(|at| self.word(at)).any(is_stem)
    }

    /// The words before `start` that may say what its time is of: "Last edited by Ida
    /// Anna Holm on".
    fn before(&self, start: usize) -> impl Iterator<Item = usize> {
        const FARTHEST: usize = 6;
        (0..start)
            .rev()
            .take(FARTHEST)
            .take_while(|at| !self.is_break(*at) && self.number(*at).is_none())
    }

    /// Whether a word stands at `at` that says nothing of a time, or a number
    /// of what it names: "3 likes".
    fn says_nothing(&self, at: usize) -> bool {
        let at = if self.number(at).is_some() { at + 1 } else { at };
        let says_nothing = |words: &Words| -> [&'static [&'static str]; 6] {
            [words.noise, words.edited, words.joiners, words.clock, words.before_ago, words.about]
        };
        let is_noise = (0..6).any(|list| {
            let phrases = |words: &Words| says_nothing(words).get(list).copied();
            self.pass(at, |words| phrases(words).unwrap_or(&[])).is_some()
        });
        is_noise || self.value(at, |words| words.turns).is_some()
    }
}
