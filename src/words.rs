//! The words that Svarklar itself speaks, in the agent's language.
//!
//! `{n}` and the like are filled by the caller. A missing word does not compile.

use crate::clock::Interval;
use crate::reading::Lang;
use crate::reply::DraftKind;
use crate::thread::State;
use crate::urgency::Rule;

mod da;
mod en;
mod nb;
mod nn;
mod sv;

/// Every word of the user interface in one language.
#[derive(Debug)]
pub struct Words {
    /// The language they are in.
    pub lang: Lang,
    /// Names of the thread states.
    pub states: States,
    /// `none`, `routine`, `soon`, `now`.
    pub tiers: [&'static str; 4],
    /// Names of the kinds of draft.
    pub kinds: Kinds,
    /// Short units of an age.
    pub units: Units,
    /// Stands in where an age is not known.
    pub age_unknown: &'static str,
    /// The desk's own words.
    pub desk: Desk,
    /// The first-run card and the settings.
    pub setup: Setup,
    /// What the desk tells when something is not as usual.
    pub notices: Notices,
    reason: fn(Rule) -> &'static str,
}

/// Names of the thread states.
#[derive(Debug)]
#[expect(missing_docs, reason = "the English words say what each is")]
pub struct States {
    pub waiting: &'static str,
    pub follow_up: &'static str,
    pub promised: &'static str,
    pub answered: &'static str,
    pub own: &'static str,
    pub overdue: &'static str,
}

/// Names of the kinds of draft.
#[derive(Debug)]
#[expect(missing_docs, reason = "the English words say what each is")]
pub struct Kinds {
    pub short: &'static str,
    pub fuller: &'static str,
    pub private: &'static str,
}

/// Short units of an age.
#[derive(Debug)]
#[expect(missing_docs, reason = "the English words say what each is")]
pub struct Units {
    pub now: &'static str,
    pub minutes: &'static str,
    pub hours: &'static str,
    pub days: &'static str,
    pub months: &'static str,
    pub years: &'static str,
}

/// The desk's own words.
#[derive(Debug)]
#[expect(missing_docs, reason = "the English words say what each is")]
pub struct Desk {
    /// `{waiting}` of `{seen}`.
    pub heading: &'static str,
    pub nothing_waits: &'static str,
    pub next: &'static str,
    pub previous: &'static str,
    pub insert: &'static str,
    pub replace: &'static str,
    pub append: &'static str,
    pub copy: &'static str,
    pub go_to: &'static str,
    pub fold: &'static str,
    pub unfold: &'static str,
    pub settings: &'static str,
    pub why: &'static str,
    pub drafts: &'static str,
    pub answer: &'static str,
    pub checks: &'static str,
    pub checks_pass: &'static str,
    pub mend: &'static str,
    pub put_back: &'static str,
    pub forget: &'static str,
    /// `{n}`.
    pub more: &'static str,
    pub points: &'static str,
}

/// The first-run card and the settings.
#[derive(Debug)]
#[expect(missing_docs, reason = "the English words say what each is")]
pub struct Setup {
    pub heading: &'static str,
    pub lead: &'static str,
    pub page_names: &'static str,
    pub page_names_hint: &'static str,
    pub agent_name: &'static str,
    pub agent_name_hint: &'static str,
    pub colleagues: &'static str,
    pub colleagues_hint: &'static str,
    pub signature: &'static str,
    pub signature_hint: &'static str,
    pub domains: &'static str,
    pub domains_hint: &'static str,
    pub save: &'static str,
    pub cancel: &'static str,
    pub missing_page_name: &'static str,
    pub missing_agent_name: &'static str,
    pub stays_here: &'static str,
}

/// What the desk tells when something is not as usual.
#[derive(Debug)]
#[expect(missing_docs, reason = "the English words say what each is")]
pub struct Notices {
    pub looking: &'static str,
    /// `{site}`.
    pub cannot_read: &'static str,
    pub generic: &'static str,
    pub no_posts: &'static str,
    pub no_authors: &'static str,
    pub no_texts: &'static str,
    pub no_times: &'static str,
    pub comments_hidden: &'static str,
    /// `{n}`.
    pub capped: &'static str,
    pub inserted: &'static str,
    pub copied: &'static str,
    pub no_box: &'static str,
    pub occupied: &'static str,
    pub not_there: &'static str,
    pub off_screen: &'static str,
    pub posted: &'static str,
    pub kept_text: &'static str,
    pub restarted: &'static str,
    pub disconnected: &'static str,
    pub settings_unreadable: &'static str,
}

impl Words {
    /// The words for a language; English where we have none.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Da => &da::WORDS,
            Lang::Nb => &nb::WORDS,
            Lang::Nn => &nn::WORDS,
            Lang::Sv => &sv::WORDS,
            Lang::En | Lang::Und => &en::WORDS,
        }
    }

    /// A thread's state.
    #[must_use]
    pub fn state(&self, state: State) -> &'static str {
        match state {
            State::Waiting => self.states.waiting,
            State::FollowUp => self.states.follow_up,
            State::Promised => self.states.promised,
            State::Answered => self.states.answered,
            State::Own => self.states.own,
        }
    }

    /// An urgency tier, 0 to 3.
    #[must_use]
    pub fn tier(&self, tier: u8) -> &'static str {
        let [none, routine, soon, now] = self.tiers;
        match tier {
            0 => none,
            1 => routine,
            2 => soon,
            _ => now,
        }
    }

    /// A kind of draft.
    #[must_use]
    pub fn kind(&self, kind: DraftKind) -> &'static str {
        match kind {
            DraftKind::Short => self.kinds.short,
            DraftKind::Fuller => self.kinds.fuller,
            DraftKind::Private => self.kinds.private,
        }
    }

    /// A reason of a score.
    #[must_use]
    pub fn reason(&self, rule: Rule) -> &'static str {
        (self.reason)(rule)
    }

    /// An age as far as it is known: "3–4 d". `now` is epoch milliseconds.
    #[must_use]
    pub fn age(&self, posted: Option<Interval>, now: i64) -> String {
        const MINUTE: i64 = 60_000;
        const HOUR: i64 = 60 * MINUTE;
        const DAY: i64 = 24 * HOUR;
        // The mean month and year of the Gregorian calendar.
        const MONTH: i64 = 30 * DAY + 10 * HOUR + 29 * MINUTE + 6_000;
        const YEAR: i64 = 12 * MONTH;
        let Some(posted) = posted else { return self.age_unknown.to_owned() };
        let low = now.saturating_sub(posted.latest).max(0);
        let high = now.saturating_sub(posted.earliest).max(0);
        let (unit, name) = match high {
            ..MINUTE => return self.units.now.to_owned(),
            MINUTE..HOUR => (MINUTE, self.units.minutes),
            HOUR..DAY => (HOUR, self.units.hours),
            DAY..MONTH => (DAY, self.units.days),
            MONTH..YEAR => (MONTH, self.units.months),
            YEAR.. => (YEAR, self.units.years),
        };
        // An interval's latest instant stands just before the next unit begins.
        let (low, high) = (low / unit, (high + 1) / unit);
        if low == high { format!("{high} {name}") } else { format!("{low}–{high} {name}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn age(earliest_minutes: i64, latest_minutes: i64) -> String {
        let posted =
            Interval { earliest: -earliest_minutes * 60_000 + 1, latest: -latest_minutes * 60_000 };
        Words::of(Lang::En).age(Some(posted), 0)
    }

    #[test]
    fn ages_show_what_is_known_and_never_more() {
        assert_eq!(age(60 * 24 * 4, 60 * 24 * 3), "3–4 d");
        assert_eq!(age(60 * 17, 60 * 16), "16–17 h");
        assert_eq!(age(6, 5), "5–6 min");
        assert_eq!(age(60 * 24 * 800, 60 * 24 * 790), "2 yr");
        assert_eq!(Words::of(Lang::En).age(None, 0), "age not known");
        let future = Interval { earliest: 5, latest: 9 };
        assert_eq!(Words::of(Lang::En).age(Some(future), 0), "now");
    }
}
