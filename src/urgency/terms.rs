//! By what a wait is measured.

use super::{Targets, Weights};
use crate::clock::Hours;

/// The targets, the clock that they are reckoned by, and the weight of each reason.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// How long a wait may last.
    pub targets: Targets,
    /// When the company answers; None: at all hours.
    pub hours: Option<Hours>,
    /// Since when an incident is open, in epoch milliseconds: until it is
    /// closed again all hours count.
    pub incident: Option<i64>,
    /// How much each reason counts.
    pub weights: Weights,
}

impl Terms {
    /// How long somebody has waited since `since`, in milliseconds of working
    /// time; both in epoch milliseconds.
    #[must_use]
    pub fn waited(&self, since: i64, now: i64) -> i64 {
        let Some(hours) = self.hours.as_ref().filter(|_| since < now) else {
            return now.saturating_sub(since).max(0);
        };
        let opened = self.incident.map_or(now, |opened| opened.clamp(since, now));
        hours.between(since, opened).saturating_add(now.saturating_sub(opened))
    }
}
