//! The matter of a book that a post is about, if any.

use crate::reading::{Reading, ReplyNeed, Topic};

use super::draft::{LIFE, SURE, SURE_LIFE, SURE_NOW};
use super::matter::Matter;
use super::matters::{self, SHARED, Sight, Table};
use super::phrases::Book;

/// The likeliest matter is chosen from this chance on: a wrong answer is worse than a general one.
/// Of 4,500 posts left out of the training (`LEAVE_OUT`, see `train/README.md`) the table alone chooses for 1,638,
/// rightly for 1,153; the phrases alone choose for 1,656, rightly for 1,048.
const LIKELY: f32 = 0.4;
/// Where none is so likely, the likeliest needs this chance if phrases tell it too: of 1,500
/// posts of other writers 107 more are answered by a matter then, 78 of them by the right one.
const TOLD: f32 = 0.1;
/// A danger or a death that phrases tell needs no more than this, where another trouble is likely; one to
/// property or money always does.
const GRAVE: f32 = 0.1;
/// A matter whose topics are so likely is likely itself, as phrases go.
const OTHERS: f32 = 0.2;
/// And one whose topics are less likely than this is not.
const MAY_BE: f32 = 0.1;
/// So likely danger to life must be where a phrase tells it.
const LEAST_LIFE: f32 = 0.02;
/// And other danger.
const LEAST_DANGER: f32 = 0.05;

/// What a post is about.
pub(super) struct Choice {
    /// What the phrases tell of danger and death, else the likeliest. Danger that the post is
    /// in is spoken of by no other matter.
    pub matter: Option<&'static Matter>,
    /// How likely it is none of the matters.
    pub none: f32,
    /// Any of those of danger to life.
    pub peril: f32,
    /// Any of those of praise.
    pub praise: f32,
    /// Any of those that ask nothing.
    pub talk: f32,
}

/// The matter that a post is about, if any.
pub(super) fn choose(post: &str, reading: &Reading, book: &'static Book) -> Choice {
    let (known, told) = known(post, reading, book);
    let Some(table) = Table::of(book.lang) else {
        let matter = told.and_then(|at| book.matters.get(at));
        return Choice { matter, none: 1.0, peril: 0.0, praise: 0.0, talk: 0.0 };
    };
    let (none, chances) = table.chances(&book.matters, &Sight::of(post, reading), &known);
    let any = |is: &dyn Fn(&Matter) -> bool| {
        let all = book.matters.iter().zip(&chances);
        all.filter(|(matter, _)| is(matter)).map(|(_, chance)| chance).sum()
    };
    Choice {
        matter: likeliest(reading, book, told, none, &chances),
        none,
        peril: any(&|matter| matter.topic.first() == Some(&Topic::Safety)),
        praise: any(&Matter::praises),
        talk: any(&Matter::is_talk),
    }
}

fn likeliest(
    reading: &Reading,
    book: &'static Book,
    told: Option<usize>,
    none: f32,
    chances: &[f32],
) -> Option<&'static Matter> {
    let chance = |at: usize| chances.get(at).copied().unwrap_or(0.0);
    let is = |at: usize, what: &dyn Fn(&Matter) -> bool| book.matters.get(at).is_some_and(what);
    let first = (0..chances.len()).max_by(|one, other| chance(*one).total_cmp(&chance(*other)));
    let likeliest = first.filter(|at| chance(*at) >= LIKELY.max(none));
    // Nobody is thanked, and nothing is over, where somebody can't wait.
    let now = reading.haste.now;
    let is_kind = |at: usize| is(at, &|matter| matter.praises() || matter.is_talk());
    let is_past = |at: usize| now >= SURE_NOW && (is_kind(at) || is(at, &|matter| matter.over));
    let likeliest = likeliest.filter(|at| !is_past(*at));
    // Another trouble may be likelier than what a phrase tells of death, but never thanks.
    let is_another = likeliest.is_some_and(|at| !is_kind(at));
    let is_grave =
        |matter: &Matter| matter.solemn || matter.topic.first().is_some_and(|it| it.is_stake());
    let grave = told.filter(|at| is(*at, &is_grave));
    let spares = |matter: &Matter| matter.topic.first() == Some(&Topic::Security);
    let grave = grave.filter(|at| chance(*at) >= GRAVE || !is_another && !is(*at, &spares));
    let is_perilous = reading.chances.topic(Topic::Safety) >= LIFE;
    // Nor is who seems to thank thanked where a phrase tells of trouble.
    let is_calm = reading.need.value != ReplyNeed::NeedsReply;
    let may_be =
        |at: usize| first == Some(at) && chance(at) >= TOLD && !is_kind(at) && !is_perilous;
    let told = told.filter(|at| is_calm || may_be(*at));
    let matter = book.matters.get(grave.or(likeliest).or(told)?)?;
    let danger = danger(reading, likely(matter, reading));
    danger.is_none_or(|danger| matter.topic.contains(&danger)).then_some(matter)
}

/// What the table is told of each matter, and the place of the one that the phrases alone would
/// choose.
#[must_use]
pub fn known(
    post: &str,
    reading: &Reading,
    book: &'static Book,
) -> (Vec<[f32; SHARED]>, Option<usize>) {
    let place = |matter: &Matter| book.matters.iter().position(|it| std::ptr::eq(it, matter));
    let found = book.matters_of(post);
    let places: Vec<usize> = found.iter().filter_map(|matter| place(matter)).collect();
    let told = told(found, reading).and_then(place);
    (matters::shared(&book.matters, reading, &places, told), told)
}

fn likely(matter: &Matter, reading: &Reading) -> f32 {
    let chances = matter.topic.iter().map(|topic| reading.chances.topic(*topic));
    chances.fold(0.0, f32::max)
}

/// The danger that a post is in, which must be surer where a matter of another topic is likely.
fn danger(reading: &Reading, best: f32) -> Option<Topic> {
    let chance = |topic| reading.chances.topic(topic);
    let (least, now) = if best >= OTHERS { (SURE_LIFE, SURE_NOW) } else { (LIFE, 0.0) };
    if chance(Topic::Safety) >= least && reading.haste.now >= now {
        return Some(Topic::Safety);
    }
    Some(Topic::Security).filter(|topic| chance(*topic) >= SURE)
}

/// What the phrases alone tell: danger to life first, then a death, then other danger, then the
/// most exact matter among those that its topic makes likely.
///
/// On `train/corpus` (`test`) a matter whose topics have less than a tenth together is the
/// wrong one 13 times in 14, from three tenths on right 17 times in 20.
fn told<'a>(mut found: Vec<&'a Matter>, reading: &Reading) -> Option<&'a Matter> {
    // What is said to be past counts for nothing beside a danger, a death or haste.
    let is_graver = |it: &&Matter| !it.over && (it.solemn || it.topic.contains(&Topic::Safety));
    if found.iter().any(is_graver) || reading.haste.now >= SURE_NOW {
        found.retain(|matter| !matter.over);
    }
    let first = |fits: &dyn Fn(&Matter) -> bool| found.iter().copied().find(|it| fits(it));
    let of = |matter: &Matter, topic, least| {
        matter.topic.first() == Some(&topic) && reading.chances.topic(topic) >= least
    };
    let best = found.iter().map(|matter| likely(matter, reading)).fold(0.0, f32::max);
    let danger = danger(reading, best);
    let is_of_danger =
        |matter: &&Matter| danger.is_none_or(|danger| matter.topic.contains(&danger));
    let least_life = |matter: &Matter| if matter.over { LIFE } else { LEAST_LIFE };
    let is_other = danger != Some(Topic::Safety);
    first(&|matter| of(matter, Topic::Safety, least_life(matter)))
        .or_else(|| first(&|matter| matter.solemn))
        .or_else(|| first(&|matter| of(matter, Topic::Security, LEAST_DANGER) && is_other))
        .or_else(|| {
            first(&|matter| likely(matter, reading) >= (best / 2.0).max(MAY_BE))
                .filter(is_of_danger)
        })
}
