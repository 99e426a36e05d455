//! In which order the messages of a thread were written.

use super::Message;
use crate::clock::Interval;
use crate::sort;

/// What is kept of a thread's order, to add a message behind all others.
#[derive(Debug, Clone, Default)]
pub(super) struct Order {
    /// The latest time of a message.
    latest: i64,
    /// The times under the root that rise and that fall in the page's order.
    steps: Steps,
    /// The last time under the root.
    last: Option<Interval>,
    /// How it came to the messages that may be as old as the last.
    before: Option<Step>,
}

impl Order {
    /// A message comes behind all others on the page, under the root; false
    /// where the others' order may be another now.
    pub fn add_last(&mut self, posted: Option<Interval>) -> bool {
        let Some(posted) = posted.filter(|posted| posted.earliest >= self.latest) else {
            return false;
        };
        match self.last.map(|last| step(last, posted)) {
            Some(None) if self.before == Some(Step::Down) => return false,
            Some(Some(step)) => {
                let steps = self.steps.and(step);
                let turns = self.before == Some(Step::Down) && steps.lean() != Some(Step::Down);
                if turns || steps.lean() != self.steps.lean() {
                    return false;
                }
                self.steps = steps;
                self.before = Some(step);
            }
            _ => {}
        }
        self.last = Some(posted);
        self.latest = posted.earliest;
        true
    }
}

/// From one time to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It is later.
    Up,
    /// It is earlier.
    Down,
}

/// From one message to the next on the page; None where either may be first.
fn step(before: Interval, after: Interval) -> Option<Step> {
    if before.latest < after.earliest {
        Some(Step::Up)
    } else if after.latest < before.earliest {
        Some(Step::Down)
    } else {
        None
    }
}

/// How often times rise and fall in the page's order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Steps {
    up: usize,
    down: usize,
}

impl Steps {
    fn and(self, step: Step) -> Self {
        match step {
            Step::Up => Self { up: self.up + 1, ..self },
            Step::Down => Self { down: self.down + 1, ..self },
        }
    }

    /// Oldest first, newest first, or neither.
    fn lean(self) -> Option<Step> {
        if self.down == 0 || self.up >= 3 * self.down {
            Some(Step::Up)
        } else if self.down >= 3 * self.up {
            Some(Step::Down)
        } else {
            None
        }
    }
}

/// The places of the messages by their times, the root first whatever a clock
/// says and an answer behind what it answers. Of messages whose times may be
/// the same the page's order tells which was first: the way that the times
/// around them go, else the way that most go. Where that tells nothing, a
/// customer's message comes last, since nobody may have answered it.
pub(super) fn of(messages: &[Message<'_>]) -> (Vec<usize>, Order) {
    // A time, and of those with one time which is first.
    let mut places: Vec<(i64, usize)> = vec![(i64::MIN, 0); messages.len()];
    let mut under: Vec<Vec<Sibling>> = vec![Vec::new(); messages.len()];
    for (at, message) in messages.iter().enumerate() {
        // What a machine says tells nothing of the others' order.
        let above = message.above.filter(|_| !is_automatic(message));
        if let Some(siblings) = above.and_then(|above| under.get_mut(above)) {
            siblings.push(Sibling { at, posted: message.posted, own: message.own });
        }
    }
    let mut order = Order::default();
    let root = messages.first().and_then(|root| root.posted);
    if let (Some(first), Some(posted)) = (places.first_mut(), root) {
        first.0 = posted.earliest;
    }
    for (above, siblings) in under.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
        let parent = messages.get(above).filter(|message| is_automatic(message));
        let beside = parent.and_then(|parent| places.get(parent.above?).copied());
        let floor = places.get(above).copied().max(beside).unwrap_or_default();
        let (ties, steps) = ties(siblings);
        for (nth, tie) in ties.iter().enumerate() {
            let after = ties.get(nth + 1).and_then(|next| next.before);
            let direction = match (tie.before, after) {
                (Some(before), Some(after)) if before != after => steps.lean(),
                (before, after) => before.or(after).or(Some(Step::Up)),
            };
            let tie = siblings.get(tie.range.clone()).unwrap_or_default();
            let mut time = i64::MIN;
            // The first of them gets the place of the first on the page.
            for (sibling, rank) in in_direction(tie, direction).into_iter().zip(tie) {
                time = sibling.posted.map_or(time, |posted| posted.earliest.max(time));
                if let Some(place) = places.get_mut(sibling.at) {
                    *place = (time, rank.at).max(floor);
                }
            }
        }
        if above == 0 {
            order.steps = steps;
            order.last = siblings.iter().rev().find_map(|sibling| sibling.posted);
            order.before = ties.last().and_then(|tie| tie.before);
        }
    }
    order.latest = places.iter().map(|place| place.0).max().unwrap_or(i64::MIN);
    let mut in_order: Vec<_> = places.into_iter().enumerate().collect();
    sort::by_key(&mut in_order, |(at, place)| (*at > 0, *place));
    (in_order.into_iter().map(|(at, _)| at).collect(), order)
}

fn is_automatic(message: &Message<'_>) -> bool {
    message.own && message.cues.automatic
}

/// One of the messages under another.
#[derive(Clone, Copy)]
struct Sibling {
    at: usize,
    posted: Option<Interval>,
    own: bool,
}

/// The messages of a tie, the first first.
fn in_direction(tie: &[Sibling], direction: Option<Step>) -> Vec<Sibling> {
    let mut ordered = tie.to_vec();
    match direction {
        Some(Step::Up) => {}
        Some(Step::Down) => ordered.reverse(),
        None => {
            ordered.retain(|sibling| sibling.own);
            ordered.extend(tie.iter().filter(|sibling| !sibling.own));
        }
    }
    ordered
}

/// Messages beside one another on the page of which none is surely the first.
struct Tie {
    range: std::ops::Range<usize>,
    /// The step to them.
    before: Option<Step>,
}

fn ties(siblings: &[Sibling]) -> (Vec<Tie>, Steps) {
    let (mut ties, mut steps) = (Vec::<Tie>::new(), Steps::default());
    let mut last: Option<Interval> = None;
    for (nth, Sibling { posted, .. }) in siblings.iter().enumerate() {
        let step = last.zip(*posted).and_then(|(last, posted)| step(last, posted));
        last = posted.or(last);
        match (step, ties.last_mut()) {
            (None, Some(tie)) => tie.range.end = nth + 1,
            (step, _) => ties.push(Tie { range: nth..nth + 1, before: step }),
        }
        steps = step.map_or(steps, |step| steps.and(step));
    }
    (ties, steps)
}
