//! Times told from now: "3 t", "en uge siden", "just now", "förra veckan".

use super::grammar::{Found, Reader, Stand};
use super::moment::{Elapsed, Moment};
use super::words::{Count, Unit};

/// All times told from now that can be read from `start` on.
pub(super) fn find(reader: &Reader<'_>, start: usize) -> Vec<Found> {
    [just_now, lately, ago, ahead, turn].iter().filter_map(|form| form(reader, start)).collect()
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

/// "for lidt siden".
fn lately(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let end = reader.pass(start, |words| words.lately)?;
    let moment =
        Moment::Ago { least: Elapsed::default(), most: Elapsed::default().plus(1, Unit::Hour) };
    Some(Found { moments: vec![moment], end, stand: Stand::Last })
}

/// "for ca. 2 timer og 5 minutter siden".
fn ago(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let (mut at, mut is_about) = (start, false);
    loop {
        let about = reader.pass(at, |words| words.about);
        let Some(next) = about.or_else(|| reader.pass(at, |words| words.before_ago)) else { break };
        is_about |= about.is_some();
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
        .map(|unit| {
            let (least, most) = bounds(whole, last.count, *unit);
            let (least, most) = match (less_than, almost, last.count) {
                (Some(_), ..) => (Elapsed::default(), least),
                (None, Some(_), Count::Exactly(count)) => {
                    (whole.plus(count.saturating_sub(1), *unit), least)
                }
                // Who says "about" has rounded, up or down.
                (None, None, Count::Exactly(count @ 1..)) if is_about => {
                    (whole.plus(count - 1, *unit).plus_half(*unit), most)
                }
                _ => (least, most),
            };
            Moment::Ago { least, most }
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
        .map(|unit| bounds(Elapsed::default(), part.count, *unit))
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

/// A number and a unit at `at`, and the token after them: "a quarter of an hour" too.
fn part(reader: &Reader<'_>, at: usize) -> Option<(Part, usize)> {
    let (count, at) = match reader.integer(at) {
        Some((count, _)) => (Count::Exactly(count), at + 1),
        None => reader.value(at, |words| words.counts)?,
    };
    let units = reader.units(at);
    let is_of_hour = units == [Unit::Quarter]
        && [1, 2, 3].map(|next| reader.word(at + next)) == ["of", "an", "hour"].map(Some);
    let end = if is_of_hour { at + 4 } else { at + 1 };
    (!units.is_empty()).then_some((Part { count, units }, end))
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
fn bounds(whole: Elapsed, count: Count, unit: Unit) -> (Elapsed, Elapsed) {
    let (least, most) = match (count, unit) {
        (Count::Exactly(count), _) => (count, count.saturating_add(1)),
        (Count::Few, Unit::Second) => (0, 60),
        (Count::Few, _) => (2, 12),
        (Count::Half, _) => return (whole.plus_half(unit), whole.plus(1, unit)),
        (Count::OneAndHalf, _) => {
            return (whole.plus(1, unit).plus_half(unit), whole.plus(2, unit));
        }
    };
    (whole.plus(least, unit), whole.plus(most, unit))
}
