//! Times told from now: "3 t", "en uge siden", "just now", "förra veckan".

use super::grammar::{Found, Reader, Stand};
use super::moment::{Elapsed, Moment};
use super::words::{Count, Unit};

/// All times told from now that can be read from `start` on.
pub(super) fn find(reader: &Reader<'_>, start: usize) -> Vec<Found> {
    [just_now, ago, ahead, turn].iter().filter_map(|form| form(reader, start)).collect()
}

/// "lige nu".
fn just_now(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let end = reader.pass(start, |words| words.just_now)?;
    let moment =
        Moment::Ago { least: Elapsed::default(), most: Elapsed::default().plus(1, Unit::Minute) };
    // "nu" and "no" alone are words of many other sentences.
    let is_phrase = end > start + 1;
    Some(Found {
        moments: vec![moment],
        end,
        stand: if is_phrase { Stand::Last } else { Stand::Alone },
    })
}

/// "for ca. 2 timer og 5 minutter siden".
fn ago(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let mut at = start;
    while let Some(next) = reader.pass(at, |words| words.before_ago) {
        at = next;
    }
    let less_than = reader.pass(at, |words| words.less_than);
    let almost = reader.pass(at, |words| words.almost);
    at = less_than.or(almost).unwrap_or(at);

    let is_written_in_digits = reader.integer(at).is_some();
    let (mut last, mut at) = part(reader, at)?;
    let mut whole = Elapsed::default();
    while let Some((next, after)) = smaller_part(reader, at, &last) {
        let (Count::Exactly(count), [unit]) = (last.count, last.units.as_slice()) else {
            break;
        };
        whole = whole.plus(count, *unit);
        (last, at) = (next, after);
    }

    let moments: Vec<Moment> = last
        .units
        .iter()
        .filter_map(|unit| {
            let (least, most) = bounds(whole, last.count, *unit)?;
            let (least, most) = match (less_than, almost, last.count) {
                (Some(_), ..) => (Elapsed::default(), least),
                (None, Some(_), Count::Exactly(count)) => {
                    (whole.plus(count.saturating_sub(1), *unit), least)
                }
                _ => (least, most),
            };
            Some(Moment::Ago { least, most })
        })
        .collect();
    let end = reader.pass(at, |words| words.ago);
    let stand = match end {
        Some(_) => Stand::Anywhere,
        None if is_written_in_digits => Stand::Last,
        None => Stand::Alone,
    };
    (!moments.is_empty()).then_some(Found { moments, end: end.unwrap_or(at), stand })
}

/// "om 3 uker". No post is of the future, and "om" stands in "Synes godt om":
/// so nothing else may be said.
fn ahead(reader: &Reader<'_>, start: usize) -> Option<Found> {
    if start != 0 {
        return None;
    }
    let at = reader.pass(start, |words| words.ahead)?;
    let (part, end) = part(reader, at)?;
    let is_written_out = reader.word(end.checked_sub(1)?)?.len() > 2;
    let moments: Vec<Moment> = part
        .units
        .iter()
        .filter_map(|unit| bounds(Elapsed::default(), part.count, *unit))
        .map(|(least, most)| Moment::Ahead { least, most })
        .collect();
    (is_written_out && reader.is_end(end) && !moments.is_empty()).then_some(Found {
        moments,
        end,
        stand: Stand::Alone,
    })
}

/// "forrige uke", "i fjor".
fn turn(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let found = |unit, back, end| Found {
        moments: vec![Moment::Turn { unit, back }],
        end,
        stand: Stand::Last,
    };
    if let Some((back, end)) = reader.value(start, |words| words.years) {
        return Some(found(Unit::Year, back, end));
    }
    let (back, at) = reader.value(start, |words| words.turns)?;
    let unit = *reader.units(at).first()?;
    let is_written_out = reader.word(at)?.len() > 2;
    let is_calendar = matches!(unit, Unit::Week | Unit::Month | Unit::Year);
    (is_written_out && is_calendar).then(|| found(unit, back, at + 1))
}

/// A number and what it counts.
struct Part {
    count: Count,
    /// All units that the word or letter may mean; never empty.
    units: Vec<Unit>,
}

/// A number and a unit at `at`, and the token after them.
fn part(reader: &Reader<'_>, at: usize) -> Option<(Part, usize)> {
    let (count, at) = match reader.integer(at) {
        Some((count, _)) => (Count::Exactly(count), at + 1),
        None => reader.value(at, |words| words.counts)?,
    };
    let units = reader.units(at);
    (!units.is_empty()).then_some((Part { count, units }, at + 1))
}

/// A number and a smaller unit than that of `last`, perhaps after an "and".
fn smaller_part(reader: &Reader<'_>, at: usize, last: &Part) -> Option<(Part, usize)> {
    let joins = matches!(reader.word(at), Some("og" | "och" | "and"));
    let at = if joins { at + 1 } else { at };
    reader.integer(at)?;
    let (part, end) = part(reader, at)?;
    let is_smaller = part.units.iter().max() < last.units.iter().min();
    is_smaller.then_some((part, end))
}

/// `whole` and `count` of `unit`: at least this much, and less than that.
fn bounds(whole: Elapsed, count: Count, unit: Unit) -> Option<(Elapsed, Elapsed)> {
    let from_to = |least, most, unit| Some((whole.plus(least, unit), whole.plus(most, unit)));
    match (count, unit) {
        (Count::Exactly(count), _) => from_to(count, count.saturating_add(1), unit),
        (Count::Few, Unit::Second) => from_to(0, 60, unit),
        (Count::Few, _) => from_to(2, 12, unit),
        (Count::Half, Unit::Minute) => from_to(30, 60, Unit::Second),
        (Count::Half, Unit::Hour) => from_to(30, 60, Unit::Minute),
        (Count::Half, Unit::Day) => from_to(12, 24, Unit::Hour),
        (Count::Half, Unit::Year) => from_to(6, 12, Unit::Month),
        (Count::Half, Unit::Second | Unit::Week | Unit::Month) => None,
    }
}
