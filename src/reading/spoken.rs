//! What a post speaks of: places, products, dates, sums, durations and how
//! many of what, so that an answer can name one. No dictionary of the world:
//! what the text itself marks.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

use super::pack::{self, Section};
use super::text::{Kind, Token};
use super::{Lang, Marked, Own, personal_data};
use crate::sort;

/// What is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpokenKind {
    /// A town, an island, a part of one.
    Place,
    /// A device, a subscription, an app.
    Product,
    /// A day.
    Date,
    /// A sum of money.
    Amount,
    /// How long.
    Duration,
    /// How many of what.
    Count,
}

/// A thing that is spoken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// What it is.
    pub kind: SpokenKind,
    /// Where: byte range, on character boundaries.
    pub range: Range<usize>,
    /// Its normal form, where it has one.
    pub normal: Option<Normal>,
}

/// What words say, in one form for all languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Normal {
    /// A day or a month, as far as it is said.
    Date {
        /// The year.
        year: Option<u16>,
        /// 1 to 12.
        month: u16,
        /// 1 to 31.
        day: Option<u16>,
    },
    /// 1 a Monday, to 7.
    Weekday(u16),
    /// Days from the post's own, backwards below nought.
    Days(i16),
    /// A sum.
    Money {
        /// Of the currency's hundredth part.
        hundredths: u64,
        /// Which: an index into the names that [`Display`](fmt::Display) gives.
        currency: usize,
        /// Whether hundredths were written.
        exact: bool,
    },
    /// How long: how many of a unit, 1 a minute to 6 a year and 7 a second.
    Length(u16, u16),
    /// How many.
    Count(u16),
}

/// Currencies; the first is what "kr" leaves open.
const CURRENCIES: [&str; 7] = ["kr", "DKK", "NOK", "SEK", "EUR", "GBP", "USD"];

/// ISO 8601 for dates (`--03-12` without a year, `-W-1` a Monday) and for
/// durations (`PT40M`), days from the post's own as `-1` and `+1`, sums as
/// `1299.50 DKK`.
impl fmt::Display for Normal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Date { year, month, day } => {
                match year {
                    Some(year) => write!(f, "{year}-{month:02}")?,
                    None => write!(f, "--{month:02}")?,
                }
                day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
            }
            Self::Weekday(day) => write!(f, "-W-{day}"),
            Self::Days(0) => f.write_str("0"),
            Self::Days(days) => write!(f, "{days:+}"),
            Self::Money { hundredths, currency, exact } => {
                write!(f, "{}", hundredths / 100)?;
                if exact {
                    write!(f, ".{:02}", hundredths % 100)?;
                }
                write!(f, " {}", CURRENCIES.get(currency).copied().unwrap_or("kr"))
            }
            Self::Length(count, unit) => {
                let time = if matches!(unit, 1 | 2 | 7) { "T" } else { "" };
                let letter = ["M", "H", "D", "W", "M", "Y", "S"];
                let place = usize::from(unit).saturating_sub(1);
                write!(f, "P{time}{count}{}", letter.get(place).copied().unwrap_or("D"))
            }
            Self::Count(count) => write!(f, "{count}"),
        }
    }
}

/// What a post in `lang` speaks of, in order, never overlapping, none of it
/// personal data. Asked for apart from the [`Reading`](super::Reading), since
/// only few posts are answered of those that are read.
#[must_use]
pub fn find(text: &str, lang: Lang) -> Vec<Spoken> {
    find_own(text, lang, <&Own>::default())
}

/// The same in a post to a company that has told its products.
#[must_use]
pub fn find_own(text: &str, lang: Lang, own: &Own) -> Vec<Spoken> {
    let mut post = Marked::of(text, lang, own);
    let personal = personal_data::of(&post);
    post.hits.extend(pack::spoken().hits(&post.text, lang));
    sort::by_key(&mut post.hits, |hit| hit.tokens.start);
    let finder = Finder::new(&post, lang);
    let mut found: Vec<Spoken> = Vec::new();
    for at in 0..post.text.tokens.len() {
        let spoken = finder
            .own_product(at)
            .or_else(|| finder.date(at))
            .or_else(|| finder.amount(at))
            .or_else(|| finder.length_or_count(at))
            .or_else(|| finder.product(at))
            .or_else(|| finder.place(at));
        found.extend(spoken);
    }
    // Found in order, since each begins at its token or at the sign before it.
    let mut kept: Vec<Spoken> = Vec::with_capacity(found.len());
    for spoken in found {
        let after = personal.partition_point(|data| data.range.end <= spoken.range.start);
        let is_personal =
            personal.get(after).is_some_and(|data| data.range.start < spoken.range.end);
        if !is_personal && kept.last().is_none_or(|last| last.range.end <= spoken.range.start) {
            kept.push(spoken);
        }
    }
    kept
}

/// What the packs say of single words: a section and its value at each token.
struct Finder<'a> {
    post: &'a Marked<'a>,
    /// Sorted by token.
    said: Vec<(usize, Section, u16, usize)>,
    /// Whether each token is a word that the other packs know.
    known: Vec<bool>,
    is_english: bool,
}

/// A number in the text: where it ends, its digits before and behind the comma.
struct Number {
    ends: usize,
    /// The first token behind it.
    next: usize,
    whole: u64,
    hundredths: Option<u64>,
}

impl<'a> Finder<'a> {
    fn new(post: &'a Marked<'a>, lang: Lang) -> Self {
        let tenths = |weight: f32| if weight > 0.0 { (weight * 10.0 + 0.5) as u16 } else { 0 };
        let said = post.hits.iter().filter(|hit| hit.section.is_spoken());
        let said = said
            .map(|hit| (hit.tokens.start, hit.section, tenths(hit.weight), hit.tokens.end))
            .collect();
        let mut known = vec![false; post.text.tokens.len()];
        let is_known =
            |section: Section| !section.is_spoken() && !matches!(section, Section::Stake(_));
        for hit in post.hits.iter().filter(|hit| is_known(hit.section)) {
            known.get_mut(hit.tokens.clone()).into_iter().for_each(|tokens| tokens.fill(true));
        }
        Self { post, said, known, is_english: lang == Lang::En }
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.post.text.tokens.get(at)
    }

    /// The value of a section at a token, and the token behind its words.
    fn says(&self, section: Section, at: usize) -> Option<(u16, usize)> {
        let from = self.said.partition_point(|said| said.0 < at);
        let here = self.said.get(from..).unwrap_or(&[]).iter().take_while(|said| said.0 == at);
        here.filter(|said| said.1 == section).map(|said| (said.2, said.3)).max_by_key(|said| said.1)
    }

    fn value(&self, section: Section, at: usize) -> Option<u16> {
        self.says(section, at).map(|(tenths, _)| tenths / 10)
    }

    fn gap(&self, before: usize, after: usize) -> &'a str {
        match (self.token(before), self.token(after)) {
            (Some(a), Some(b)) => self.post.text.text.get(a.range.end..b.range.start).unwrap_or(""),
            _ => "",
        }
    }

    /// Whether nothing but space stands between two tokens.
    fn joined(&self, before: usize, after: usize) -> bool {
        matches!(self.gap(before, after), " " | "\u{a0}" | "\u{202f}" | "")
            && self.token(after).is_some()
    }

    fn spoken(
        &self,
        kind: SpokenKind,
        first: usize,
        behind: usize,
        normal: Option<Normal>,
    ) -> Option<Spoken> {
        let start = self.token(first)?.range.start;
        let end = self.token(behind.checked_sub(1)?)?.range.end;
        Some(Spoken { kind, range: start..end, normal })
    }

    /// One to four digits.
    fn small(&self, at: usize) -> Option<u16> {
        let token = self.token(at)?;
        let digits = token.kind == Kind::Number && token.folded.len() <= 4;
        digits.then(|| token.folded.parse().ok())?
    }

    fn date(&self, at: usize) -> Option<Spoken> {
        if let Some((days, behind)) = self.says(Section::Ago, at) {
            let normal = Normal::Days(-i16::try_from(days / 10).unwrap_or(0));
            return self.spoken(SpokenKind::Date, at, behind, Some(normal));
        }
        if let Some((days, behind)) = self.says(Section::Ahead, at) {
            return self.spoken(
                SpokenKind::Date,
                at,
                behind,
                Some(Normal::Days(i16::try_from(days / 10).unwrap_or(0))),
            );
        }
        if let Some(day) = self.value(Section::Weekday, at) {
            return self.spoken(SpokenKind::Date, at, at + 1, Some(Normal::Weekday(day)));
        }
        self.day_and_month(at).or_else(|| self.figures(at))
    }

    /// "12. marts 2024", "the 3rd of May", "March 12".
    fn day_and_month(&self, at: usize) -> Option<Spoken> {
        let token = self.token(at)?;
        let numbered = |at: usize| {
            let word = self.token(at)?.folded.as_str();
            let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
            let ending = word.get(digits.len()..)?;
            let whole = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "e" | "a" | "te");
            digits.parse::<u16>().ok().filter(|day| whole && (1..=31).contains(day))
        };
        let year_behind = |at: usize| {
            let near = matches!(self.gap(at, at + 1), " " | ", ");
            self.small(at + 1).filter(|year| near && (1990..2100).contains(year))
        };
        let of = usize::from(self.token(at + 1).is_some_and(|token| token.folded == "of"));
        if let Some(day) = numbered(at)
            && matches!(self.gap(at, at + 1), " " | ". " | "." | ":e " | ":a ")
            && let Some(month) = self.value(Section::Month, at + 1 + of)
        {
            return self.whole_date(at, at + 1 + of, day, month, year_behind(at + 1 + of));
        }
        // "May" and "mars" are other words too: a capital, and a day behind it.
        let month = self.value(Section::Month, at)?;
        if token.capital
            && self.is_english
            && self.joined(at, at + 1)
            && let Some(day) = numbered(at + 1)
        {
            return self.whole_date(at, at + 1, day, month, year_behind(at + 1));
        }
        let leads = at.checked_sub(1).is_some_and(|before| {
            let english_i = self.is_english && self.token(before).is_some_and(|i| i.folded == "i");
            !english_i && self.says(Section::Since, before).is_some()
        });
        let long = token.folded.len() > 3 || matches!(token.folded.as_str(), "maj" | "mai" | "may");
        if !leads || !long {
            return None;
        }
        let year = year_behind(at);
        let normal = Normal::Date { year, month, day: None };
        self.spoken(SpokenKind::Date, at, at + 1 + usize::from(year.is_some()), Some(normal))
    }

    fn whole_date(
        &self,
        first: usize,
        last: usize,
        day: u16,
        month: u16,
        year: Option<u16>,
    ) -> Option<Spoken> {
        let normal = Normal::Date { year, month, day: Some(day) };
        let behind = last + 1 + usize::from(year.is_some());
        self.spoken(SpokenKind::Date, first, behind, Some(normal))
    }

    /// "12/3", "12.03.2024", "2024-03-12".
    fn figures(&self, at: usize) -> Option<Spoken> {
        let (a, b) = (self.small(at)?, self.small(at + 1)?);
        let sign = self.gap(at, at + 1);
        let len = |at: usize| self.token(at).map_or(0, |token| token.range.len());
        let before = at.checked_sub(1).map_or("", |before| self.gap(before, at));
        if before.ends_with(['/', '.', '-', ':', ',']) && !before.contains(' ') {
            return None;
        }
        let third = self.small(at + 2).filter(|_| self.gap(at + 1, at + 2) == sign);
        let is_day = |day: u16, month: u16| (1..=31).contains(&day) && (1..=12).contains(&month);
        if sign == "-"
            && len(at) == 4
            && let Some(day) = third
        {
            return (is_day(day, b) && (1990..2100).contains(&a))
                .then(|| self.whole_date_figures(at, at + 3, day, b, Some(a)))?;
        }
        if !matches!(sign, "/" | "." | "-") || len(at) > 2 || len(at + 1) > 2 || !is_day(a, b) {
            return None;
        }
        let year = third.and_then(|year| match len(at + 2) {
            2 => Some(2000 + year),
            4 if (1990..2100).contains(&year) => Some(year),
            _ => None,
        });
        let hangs = |at: usize| {
            let end = self.token(at).map_or(0, |token| token.range.end);
            let rest = self.post.text.text.get(end..).unwrap_or("");
            let mut rest = rest.chars();
            matches!(rest.next(), Some('.' | '-' | ':' | '/' | ','))
                && rest.next().is_some_and(|c| c.is_ascii_digit())
        };
        match year {
            Some(_) if !hangs(at + 2) => self.whole_date_figures(at, at + 3, a, b, year),
            // "1/2" may be a half, "12.30" a time: a day is told by the word before it.
            None if third.is_none() && !hangs(at + 1) && sign != "-" => {
                let before = at.checked_sub(1)?;
                let leads = self.says(Section::Since, before).is_some();
                let weekday = self.value(Section::Weekday, before).is_some();
                (leads || weekday).then(|| self.whole_date_figures(at, at + 2, a, b, None))?
            }
            _ => None,
        }
    }

    fn whole_date_figures(
        &self,
        first: usize,
        behind: usize,
        day: u16,
        month: u16,
        year: Option<u16>,
    ) -> Option<Spoken> {
        let normal = Normal::Date { year, month, day: Some(day) };
        self.spoken(SpokenKind::Date, first, behind, Some(normal))
    }

    /// "1.299,50", "12 500", "49.99", "499,-".
    fn number(&self, at: usize) -> Option<Number> {
        const MOST_DIGITS: usize = 9;
        let first = self.token(at)?;
        if first.kind != Kind::Number
            || first.folded.len() > MOST_DIGITS
            || first.range.len() != first.folded.len()
        {
            return None;
        }
        let mut digits = first.folded.clone();
        let mut next = at + 1;
        let mut hundredths = None;
        while let Some(token) = self.token(next).filter(|token| token.kind == Kind::Number) {
            let gap = self.gap(next - 1, next);
            let thousands = token.folded.len() == 3
                && matches!(gap, " " | "." | "\u{a0}" | ",")
                && (1..=3).contains(&self.token(at).map_or(0, |first| first.folded.len()));
            if thousands && digits.len() + 3 <= MOST_DIGITS {
                digits.push_str(&token.folded);
                next += 1;
            } else if token.folded.len() <= 2 && matches!(gap, "," | ".") {
                let cents: u64 = token.folded.parse().ok()?;
                hundredths = Some(if token.folded.len() == 1 { cents * 10 } else { cents });
                next += 1;
                break;
            } else {
                break;
            }
        }
        let ends = self.token(next - 1)?.range.end;
        Some(Number { ends, next, whole: digits.parse().ok()?, hundredths })
    }

    fn amount(&self, at: usize) -> Option<Spoken> {
        let text = self.post.text.text;
        let named = |place: usize| {
            let currency = usize::from(self.value(Section::Money, place)?).checked_sub(1)?;
            // "nok" is "enough", and "sek" a second.
            let written = text.get(self.token(place)?.range.clone())?;
            let doubtful = matches!(currency, 2 | 3) && written != "NOK" && written != "SEK";
            (!doubtful).then_some(currency)
        };
        let first = self.token(at)?;
        let before = text.get(..first.range.start)?;
        let tight = before.strip_suffix(' ').unwrap_or(before);
        let sign = [('£', 5), ('€', 4), ('$', 6)]
            .into_iter()
            .find_map(|(sign, name)| Some((tight.strip_suffix(sign)?.len(), name)));
        let number_at = |at: usize| {
            let digit_before = self.token(at).and_then(|token| {
                let mut before = text.get(..token.range.start)?.chars().rev();
                let (sign, digit) = (before.next()?, before.next()?);
                Some(matches!(sign, '.' | ',' | '-' | '/') && digit.is_ascii_digit())
            });
            if digit_before == Some(true) { None } else { self.number(at) }
        };
        // "kr 499", "kr. 499".
        if let Some(name) = named(at)
            && matches!(self.gap(at, at + 1), " " | ". " | "" | "." | ": ")
            && let Some(number) = number_at(at + 1)
            && named(number.next).is_none()
        {
            let behind = text.get(number.ends..)?;
            let end = number.ends + if behind.starts_with(",-") { 2 } else { 0 };
            return Some(self.money(first.range.start, end, &number, name));
        }
        // "499kr" is one token.
        let glued = first.folded.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = first.folded.len() - glued.len();
        if digits > 0
            && digits <= 9
            && matches!(glued, "kr" | "kroner" | "kronor" | "dkk" | "sek" | "nok")
        {
            let whole = first.folded.get(..digits)?.parse().ok()?;
            let number = Number { ends: first.range.end, next: at + 1, whole, hundredths: None };
            return Some(self.money(first.range.start, first.range.end, &number, 0));
        }
        let number = number_at(at)?;
        if let Some((start, name)) = sign {
            return Some(self.money(start, number.ends, &number, name));
        }
        let behind = text.get(number.ends..)?;
        for (mark, name) in [(",-", 0), (":-", 0), (",–", 0), ("€", 4), (" €", 4), ("£", 5)]
        {
            if behind.starts_with(mark) {
                return Some(self.money(
                    first.range.start,
                    number.ends + mark.len(),
                    &number,
                    name,
                ));
            }
        }
        let name = named(number.next)?;
        if !self.joined(number.next - 1, number.next) {
            return None;
        }
        let end = self.token(number.next)?.range.end;
        Some(self.money(first.range.start, end, &number, name))
    }

    fn money(&self, start: usize, end: usize, number: &Number, currency: usize) -> Spoken {
        let hundredths = number.whole * 100 + number.hundredths.unwrap_or(0);
        let exact = number.hundredths.is_some();
        let normal = Some(Normal::Money { hundredths, currency, exact });
        Spoken { kind: SpokenKind::Amount, range: start..end, normal }
    }

    /// "tre uger", "40 min", "3 rykkere".
    fn length_or_count(&self, at: usize) -> Option<Spoken> {
        let token = self.token(at)?;
        let glued_before = at.checked_sub(1).is_some_and(|before| {
            matches!(self.gap(before, at), "." | "," | "/" | "-" | ":")
                && self.token(before).is_some_and(|token| token.kind == Kind::Number)
        });
        if glued_before {
            return None;
        }
        let (number, article) = match self.small(at) {
            Some(number) => (number, false),
            None => {
                let number = self.value(Section::Number, at)?;
                (number, number == 1 && token.kind == Kind::Word)
            }
        };
        // "en hel uge", "3 hele dage".
        let whole = |at: usize| self.says(Section::Whole, at).is_some();
        let mut place = at + 1;
        if !self.joined(at, place) {
            return None;
        }
        if whole(place) && self.joined(place, place + 1) {
            place += 1;
        }
        if let Some(unit) = self.value(Section::Length, place) {
            // "en time" is a length; "en dag" and "et år" are some day, some year.
            if article && matches!(unit, 3 | 6) {
                return None;
            }
            let normal = Normal::Length(number, unit);
            let years = unit == 6 && number >= 1000;
            return if years {
                None
            } else {
                self.spoken(SpokenKind::Duration, at, place + 1, Some(normal))
            };
        }
        let (_, behind) = self.says(Section::Counted, place)?;
        let year = (1990..2100).contains(&number);
        if article || year {
            return None;
        }
        self.spoken(SpokenKind::Count, at, behind, Some(Normal::Count(number)))
    }

    /// A word with a capital that is no sentence's first and not shouted.
    fn is_name(&self, at: usize) -> bool {
        let begins = at.checked_sub(1).and_then(|before| self.token(before)).is_none_or(|before| {
            self.token(at).is_some_and(|token| token.sentence > before.sentence)
        });
        self.token(at).is_some_and(|token| {
            token.kind == Kind::Word && token.capital && !begins && !token.shouted
        })
    }

    /// A name that the company has told.
    fn own_product(&self, at: usize) -> Option<Spoken> {
        let own = &self.post.own;
        let from = own.partition_point(|own| own.tokens.start < at);
        let mut own = own.iter().skip(from).take_while(|own| own.tokens.start == at);
        let product = own.find(|own| own.topic.is_none())?;
        self.spoken(SpokenKind::Product, at, product.tokens.end, None)
    }

    /// A device's or a subscription's name.
    fn product(&self, at: usize) -> Option<Spoken> {
        let token = self.token(at)?;
        let text = self.post.text.text;
        let said = |at: usize| {
            [Section::Month, Section::Weekday, Section::Length, Section::Money, Section::Number]
                .into_iter()
                .any(|section| self.says(section, at).is_some())
        };
        let model = |at: usize| {
            self.token(at).is_some_and(|token| {
                let written = text.get(token.range.clone()).unwrap_or("");
                let letters = written.chars().filter(char::is_ascii_uppercase).count();
                let digits = written.chars().filter(char::is_ascii_digit).count();
                letters > 0
                    && digits > 0
                    && letters + digits == written.len()
                    && written.len() <= 10
            })
        };
        // "«Trygg Hverdag»", "appen Min Side".
        let named = at.checked_sub(1).is_some_and(|before| {
            self.says(Section::Product, before).is_some()
                && matches!(self.gap(before, at), " " | " \"" | " «" | " ”" | " “" | " '")
        });
        let brand = self.is_name(at) && !said(at) && token.folded.chars().count() > 2;
        let end = |from: usize| {
            let mut behind = from;
            while behind < from + 3
                && self.joined(behind - 1, behind)
                && (self.is_name(behind) && !said(behind) || model(behind))
            {
                behind += 1;
            }
            behind
        };
        if named && brand {
            let mut behind = end(at + 1);
            if self.joined(behind - 1, behind)
                && self.small(behind).is_some()
                && !self.counts(behind)
            {
                behind += 1;
            }
            return self.spoken(SpokenKind::Product, at, behind, None);
        }
        // "Galaxy S24", "Fiber 500", "iPhone 15".
        let inner = text.get(token.range.clone()).is_some_and(|written| {
            written.starts_with(|c: char| c.is_lowercase())
                && written.contains(|c: char| c.is_uppercase())
                && token.kind == Kind::Word
        });
        let placed =
            at.checked_sub(1).is_some_and(|before| self.says(Section::At, before).is_some());
        if (brand || inner) && self.says(Section::Street, at).is_none() && self.joined(at, at + 1) {
            let number = self.small(at + 1).filter(|number| !(1990..2100).contains(number));
            if model(at + 1) || (number.is_some() && !self.counts(at + 1) && (inner || !placed)) {
                let behind = end(at + 2);
                return self.spoken(SpokenKind::Product, at, behind, None);
            }
        }
        None
    }

    /// Whether the number at a token counts or measures what stands behind it.
    fn counts(&self, at: usize) -> bool {
        let units = [Section::Length, Section::Money, Section::Counted, Section::Month];
        units.into_iter().any(|section| self.says(section, at + 1).is_some())
            || self.post.marks(Section::Unit, at + 1)
            || matches!(self.gap(at, at + 1), "." | "," | ":" | "/" | "-")
            || self
                .post
                .text
                .text
                .get(self.token(at).map_or(0, |token| token.range.end)..)
                .is_some_and(|rest| {
                    rest.starts_with([',', '%', ':', '.'])
                        && rest.get(1..).is_some_and(|rest| {
                            rest.starts_with([
                                '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
                            ])
                        })
                })
    }

    /// A name behind "in" or "at".
    fn place(&self, at: usize) -> Option<Spoken> {
        let before = at.checked_sub(1)?;
        let (weight, _) = self.says(Section::At, before)?;
        let lead = self.token(before)?;
        // English "I"; and "at" that begins a clause in the Nordic languages.
        if !self.joined(before, at)
            || (lead.folded == "i" && self.is_english)
            || (lead.folded == "at" && !self.is_english)
        {
            return None;
        }
        let elsewhere = |at: usize| {
            [
                Section::Elsewhere,
                Section::Month,
                Section::Weekday,
                Section::Length,
                Section::Number,
                Section::Money,
                Section::Counted,
                Section::Product,
            ]
            .into_iter()
            .any(|section| self.says(section, at).is_some())
        };
        if elsewhere(at)
            || self.says(Section::Ago, before).is_some()
            || self.says(Section::Ahead, before).is_some()
        {
            return None;
        }
        let name = |at: usize| {
            self.token(at).is_some_and(|token| {
                token.kind == Kind::Word
                    && token.capital
                    && !token.shouted
                    && !token.folded.contains(|c: char| c.is_ascii_digit())
                    && token.folded.chars().count() > 1
            })
        };
        let mut behind = at;
        while behind < at + 3
            && name(behind)
            && !elsewhere(behind)
            && (behind == at || matches!(self.gap(behind - 1, behind), " " | "-"))
        {
            behind += 1;
        }
        if behind > at {
            // From and to whom, but for two places: "fra Oslo til Bergen".
            let to_or_from = matches!(
                lead.folded.as_str(),
                "til" | "till" | "to" | "fra" | "frå" | "från" | "from" | "mot"
            );
            let other = |places: [&str; 5], range: Range<usize>| {
                range.clone().any(|at| {
                    self.token(at).is_some_and(|token| places.contains(&token.folded.as_str()))
                        && name(at + 1)
                })
            };
            let paired = other(["til", "till", "to", "mot", "→"], behind..behind + 1)
                || other(
                    ["fra", "frå", "från", "from", "mellem"],
                    before.saturating_sub(4)..before,
                );
            return (!to_or_from || paired)
                .then(|| self.spoken(SpokenKind::Place, at, behind, None))?;
        }
        // "her i hjørring": small letters, where the frame leaves no doubt.
        let framed = weight >= 10
            && matches!(lead.folded.as_str(), "i" | "in")
            && before.checked_sub(1).is_some_and(|frame| {
                self.says(Section::Frame, frame).is_some() && self.joined(frame, before)
            });
        let token = self.token(at)?;
        let plain = token.kind == Kind::Word
            && token.folded.chars().count() >= 4
            && token.folded.chars().all(char::is_alphabetic)
            && !token.shouted
            && self.known.get(at) == Some(&false);
        (framed && plain).then(|| self.spoken(SpokenKind::Place, at, at + 1, None))?
    }
}
