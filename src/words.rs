//! The words that Svarklar itself speaks, in the agent's language: a text
//! file for each language in `words/`. A test asks every file for every word.
//!
//! `{n}` and the like are filled by the caller.

use std::sync::OnceLock;

use crate::acts::{Act, Kind};
use crate::clock::{Interval, Zone};
use crate::data;
use crate::page::teach;
use crate::reading::{Lang, Topic, Trade};
use crate::reply::DraftKind;
use crate::thread::State;
use crate::urgency::{Rule, Weight};

/// Structs of words, each read from its section of a file.
macro_rules! sections {
    ($($(#[$doc:meta])* pub struct $name:ident[$section:literal] {
        $($(#[$about:meta])* $word:ident,)+
    })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            #[expect(missing_docs, reason = "the English words say what each is")]
            pub struct $name {
                $($(#[$about])* pub $word: &'static str,)+
            }

            impl $name {
                fn read(file: &'static str) -> Self {
                    const NAMES: &[&str] = &[$(stringify!($word)),+];
                    // A call for each word takes three times the Wasm.
                    let mut words = [""; NAMES.len()];
                    for (word, name) in words.iter_mut().zip(NAMES) {
                        *word = self::word(file, $section, name);
                    }
                    let [$($word),+] = words;
                    Self { $($word),+ }
                }
            }
        )+

        #[cfg(test)]
        const ALL: &[(&str, &str)] = &[$($(($section, stringify!($word)),)+)+];
    };
}

sections! {
    /// Names of the thread states.
    pub struct States["states"] {
    waiting,
    follow_up,
    promised,
    answered,
    own,
    overdue,
    /// `{name}`.
    answered_by,
    answered_by_page,
    answered_by_bot,
    }
    /// Names of the kinds of draft.
    pub struct Kinds["kinds"] {
    short,
    fuller,
    private,
    holding,
    }
    /// How a draft can be had otherwise.
    pub struct AdjustWords["adjust"] {
        heading,
        shorter,
        warm,
        formal,
        lang,
        /// Before the names of a draft's parts.
        turn,
    }
    /// Names of the urgency tiers.
    pub struct Tiers["tiers"] {
        none,
        routine,
        soon,
        now,
    }
    /// The company's trades, own words and products, in the settings.
    pub struct Own["own"] {
        heading,
        trades,
        trades_hint,
        words,
        /// `{topics}`.
        words_hint,
        /// Stands in the topic's place behind a product's name.
        product,
        /// `{line}`, `{text}`, `{why}`.
        refused,
        no_topic,
        /// `{name}`, `{topics}`.
        unknown_topic,
        no_word,
        star,
        too_long,
        /// `{line}`.
        twice,
        /// `{n}`.
        too_many,
    }
    /// Own wordings, in the settings.
    pub struct OwnWordings["wordings"] {
        label,
        /// `{parts}`.
        hint,
        parts,
        /// `{name}`.
        unknown_lang,
        /// `{name}`, `{parts}`.
        unknown_part,
        form,
        slot,
    }
    /// The company's hours, in the settings and as the desk tells them.
    pub struct Hours["hours"] {
        heading,
        week,
        week_hint,
        days,
        days_hint,
        holidays,
        /// Of no country.
        no_holidays,
        /// Those of [`crate::clock::holidays::Country::ALL`], by their names.
        countries,
        half_holidays,
        shifts,
        shifts_hint,
        targets,
        zone,
        zone_hint,
        /// Monday to Sunday.
        weekdays,
        no_days,
        /// `{name}`.
        unknown_day,
        no_time,
        backwards,
        no_date,
        no_name,
        no_zone,
        no_country,
        /// `{h}`, `{m}`.
        time,
        /// `{y}`, `{m}`, `{d}`; `{mm}` and `{dd}` in two digits.
        date,
        /// `{time}`, here and below.
        at,
        tomorrow,
        /// `{day}`.
        weekday,
        /// `{day}`, `{date}`.
        later,
        /// `{when}`.
        open_until,
        open,
        /// `{n}`.
        closes_in,
        closes_in_one,
        /// `{when}`.
        closed,
        closed_for_good,
        /// `{shift}`, `{when}`.
        next_shift,
        /// Of a wait: `{time}` of it within the hours.
        of_which_open,
        incident,
        incident_hint,
        /// `{when}`, `{by}`.
        incident_since,
    }
    /// What the next shift is told.
    pub struct Handover["handover"] {
        heading,
        lead,
        /// `{page}`, `{when}`.
        title,
        /// `{shift}`.
        to,
        /// `{n}`.
        promised,
        drafts,
        nothing,
        /// `{when}`.
        since,
        due,
        no_due,
        close,
    }
    /// Short units of an age.
    pub struct Units["units"] {
    now,
    minutes,
    hours,
    days,
    months,
    years,
        /// Stands in where an age is not known.
        unknown,
    }
    /// The desk's own words.
    pub struct Desk["desk"] {
    /// `{waiting}` of `{seen}`.
    heading,
    nothing_waits,
    /// Stands for the heading where the page could not be read.
    not_read,
    next,
    previous,
    insert,
    replace,
    append,
    copy,
    go_to,
    fold,
    unfold,
    settings,
    why,
    drafts,
    answer,
    checks,
    checks_pass,
    mend,
    put_back,
    forget,
    /// `{n}`.
    more,
    points,
    /// After a reason that was read with little confidence.
    unsure,
    /// Marks a row whose draft is kept.
    with_draft,
    /// Stands before what a post is about.
    topic,
    }
    /// What the agent decides of a wait.
    pub struct Acts["acts"] {
    pin,
    snooze,
    hour,
    afternoon,
    tomorrow,
    /// Before a time of the day that is chosen.
    at,
    /// Sets it aside until that time.
    until,
    not_needed,
    undo,
    pinned,
    /// `{time}`.
    snoozed,
    done,
    /// `{n}`.
    aside,
    }
    /// How much each reason counts.
    pub struct WeightWords["weights"] {
    heading,
    hint,
    off,
    less,
    usual,
    more,
    }
    /// The checks that have to be mended.
    pub struct BlockingWords["blocking"] {
    heading,
    hint,
    /// Said where an answer can't be inserted.
    mend_first,
    }
    /// The first-run card and the settings.
    pub struct Setup["setup"] {
    heading,
    lead,
    page_names,
    page_names_hint,
    agent_name,
    agent_name_hint,
    colleagues,
    colleagues_hint,
    signature,
    signature_hint,
    domains,
    domains_hint,
    save,
    cancel,
    missing_page_name,
    missing_agent_name,
    stays_here,
    }
    /// How answers are signed, in the settings.
    pub struct Signing["signing"] {
    heading,
    lines,
    lines_hint,
    once,
    leader,
    leader_hint,
    nothing,
    nowhere,
    /// `{word}`.
    unknown,
    slot,
    }
    /// The settings as a file.
    pub struct Files["files"] {
    heading,
    hint,
    export,
    import,
    read,
    /// `{reason}`.
    refused,
    }
    /// Teaching a page, and the profiles kept of it.
    pub struct Teach["teach"] {
    offer,
    heading,
    text,
    author,
    time,
    answer,
    /// Follows what to click.
    keys,
    skip,
    again,
    another,
    one_thread,
    /// `{n}`.
    found,
    lone,
    closed,
    gone,
    no_words,
    no_post,
    no_box,
    part_text,
    part_author,
    part_time,
    part_box,
    /// `{site}`.
    saved,
    sites,
    /// `{reason}`.
    unusable,
    import_label,
    import_hint,
    imported,
    /// `{reason}`.
    refused,
    }
    /// What the desk tells when something is not as usual.
    pub struct Notices["notices"] {
    looking,
    /// `{site}`.
    cannot_read,
    generic,
    no_posts,
    no_authors,
    no_texts,
    no_times,
    times_ahead,
    comments_hidden,
    /// `{seen}` of `{said}`.
    comments_unseen,
    /// `{n}`.
    capped,
    inserted,
    copied,
    no_box,
    occupied,
    not_there,
    off_screen,
    posted,
    kept_text,
    restarted,
    disconnected,
    settings_unreadable,
    answered_meanwhile,
    /// `{n}`.
    unreadable,
    storage_failed,
    }
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// How many days the day of `to` comes after that of `from`.
fn days(zone: &Zone, from: i64, to: i64) -> i32 {
    zone.civil(to).date().to_julian_day() - zone.civil(from).date().to_julian_day()
}

/// A word of a file by its section and name; empty where there is none.
fn word(file: &'static str, section: &str, name: &str) -> &'static str {
    let mut here = false;
    for line in file.lines() {
        if let Some(head) = line.strip_prefix('[') {
            here = head.strip_suffix(']') == Some(section);
        } else if here
            && let Some((key, word)) = line.split_once(": ")
            && key == name
        {
            return word;
        }
    }
    ""
}

/// Every word of the user interface in one language.
#[derive(Debug)]
pub struct Words {
    /// The language they are in.
    pub lang: Lang,
    file: &'static str,
    /// Names of the thread states.
    pub states: States,
    /// Names of the urgency tiers.
    pub tiers: Tiers,
    /// Names of the kinds of draft.
    pub kinds: Kinds,
    /// The company's trades, own words and products.
    pub own: Own,
    /// The company's hours.
    pub hours: Hours,
    /// What the next shift is told.
    pub handover: Handover,
    /// Short units of an age.
    pub units: Units,
    /// The desk's own words.
    pub desk: Desk,
    /// What the agent decides of a wait.
    pub acts: Acts,
    /// Own wordings, in the settings.
    pub own_wordings: OwnWordings,
    /// How a draft can be had otherwise.
    pub adjust: AdjustWords,
    /// How much each reason counts.
    pub weights: WeightWords,
    /// The checks that have to be mended.
    pub blocking: BlockingWords,
    /// The first-run card and the settings.
    pub setup: Setup,
    /// How answers are signed.
    pub signing: Signing,
    /// The settings as a file.
    pub files: Files,
    /// Teaching a page, and the profiles kept of it.
    pub teach: Teach,
    /// What the desk tells when something is not as usual.
    pub notices: Notices,
    /// Why a thread is urgent, by rule.
    reasons: Vec<&'static str>,
}

impl Words {
    /// The words for a language; English where we have none.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        static WORDS: [OnceLock<Words>; 5] = [const { OnceLock::new() }; 5];
        let [da, nb, nn, sv, en] = &WORDS;
        let (words, lang, file) = match lang {
            Lang::Da => (da, lang, "src/words/da.txt"),
            Lang::Nb => (nb, lang, "src/words/nb.txt"),
            Lang::Nn => (nn, lang, "src/words/nn.txt"),
            Lang::Sv => (sv, lang, "src/words/sv.txt"),
            Lang::En | Lang::Und => (en, Lang::En, "src/words/en.txt"),
        };
        words.get_or_init(|| Self::read(lang, data::text(file).unwrap_or_default()))
    }

    fn read(lang: Lang, file: &'static str) -> Self {
        Self {
            lang,
            file,
            states: States::read(file),
            tiers: Tiers::read(file),
            kinds: Kinds::read(file),
            own: Own::read(file),
            hours: Hours::read(file),
            handover: Handover::read(file),
            units: Units::read(file),
            desk: Desk::read(file),
            acts: Acts::read(file),
            own_wordings: OwnWordings::read(file),
            adjust: AdjustWords::read(file),
            weights: WeightWords::read(file),
            blocking: BlockingWords::read(file),
            setup: Setup::read(file),
            signing: Signing::read(file),
            files: Files::read(file),
            teach: Teach::read(file),
            notices: Notices::read(file),
            reasons: Rule::all().map(|rule| word(file, "reasons", rule.name())).collect(),
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
        match tier {
            0 => self.tiers.none,
            1 => self.tiers.routine,
            2 => self.tiers.soon,
            _ => self.tiers.now,
        }
    }

    /// A topic, in small letters.
    #[must_use]
    pub fn topic(&self, topic: Topic) -> &'static str {
        word(self.file, "topics", topic.name())
    }

    /// A trade.
    #[must_use]
    pub fn trade(&self, trade: Trade) -> &'static str {
        word(self.file, "trades", trade.name())
    }

    /// A part of a draft; None where it has no other wordings.
    #[must_use]
    pub fn draft_part(&self, name: &str) -> Option<&'static str> {
        Some(word(self.file, "moves", name)).filter(|word| !word.is_empty())
    }

    /// A kind of draft.
    #[must_use]
    pub fn kind(&self, kind: DraftKind) -> &'static str {
        match kind {
            DraftKind::Short => self.kinds.short,
            DraftKind::Fuller => self.kinds.fuller,
            DraftKind::Private => self.kinds.private,
            DraftKind::Holding => self.kinds.holding,
        }
    }

    /// What to click for a slot of [`teach`].
    #[must_use]
    pub fn ask(&self, slot: u32) -> &'static str {
        match slot {
            teach::TEXT => self.teach.text,
            teach::AUTHOR => self.teach.author,
            teach::TIME => self.teach.time,
            _ => self.teach.answer,
        }
    }

    /// The name of a slot of [`teach`].
    #[must_use]
    pub fn part(&self, slot: u32) -> &'static str {
        match slot {
            teach::TEXT => self.teach.part_text,
            teach::AUTHOR => self.teach.part_author,
            teach::TIME => self.teach.part_time,
            _ => self.teach.part_box,
        }
    }

    /// A reason of a score.
    #[must_use]
    pub fn reason(&self, rule: Rule) -> &'static str {
        self.reasons.get(rule as usize).copied().unwrap_or_default()
    }

    /// The same without the words that lead to its figure.
    #[must_use]
    pub fn reason_alone(&self, rule: Rule) -> &'static str {
        let reason = self.reason(rule);
        match rule {
            Rule::Spread | Rule::Reach | Rule::EarlierWaits => {
                reason.rsplit_once(", ").map_or(reason, |(reason, _)| reason)
            }
            _ => reason,
        }
    }

    /// How much a reason counts.
    #[must_use]
    pub fn weight(&self, weight: Weight) -> &'static str {
        match weight {
            Weight::Off => self.weights.off,
            Weight::Less => self.weights.less,
            Weight::Usual => self.weights.usual,
            Weight::More => self.weights.more,
        }
    }

    /// What was decided of a wait: "set aside until Monday 08.00".
    #[must_use]
    pub fn act(&self, act: &Act, zone: &Zone, now: i64) -> String {
        self.act_until(act, &self.when_read_now(zone, act.until, now))
    }

    /// The same, its time said as `until`.
    #[must_use]
    pub fn act_until(&self, act: &Act, until: &str) -> String {
        match act.kind {
            Kind::Pinned => self.acts.pinned.to_owned(),
            Kind::NotNeeded => self.acts.done.to_owned(),
            Kind::Nothing => String::new(),
            Kind::Snoozed => self.acts.snoozed.replace("{time}", until),
        }
    }

    /// A time as people say it at `now`: "Monday 08.00". Both are epoch
    /// milliseconds, here and below.
    #[must_use]
    pub fn when(&self, zone: &Zone, at: i64, now: i64) -> String {
        let words = &self.hours;
        let template = match days(zone, now, at) {
            0 => words.at,
            -6..=6 => words.weekday,
            _ => words.later,
        };
        self.fill(template, zone, at)
    }

    /// The same for somebody who reads it now: "tomorrow 08.00".
    #[must_use]
    pub fn when_read_now(&self, zone: &Zone, at: i64, now: i64) -> String {
        match days(zone, now, at) {
            1 => self.fill(self.hours.tomorrow, zone, at),
            _ => self.when(zone, at, now),
        }
    }

    /// A time with its day and date, for a text that is read another day.
    #[must_use]
    pub fn dated(&self, zone: &Zone, at: i64) -> String {
        self.fill(self.hours.later, zone, at)
    }

    fn fill(&self, template: &str, zone: &Zone, at: i64) -> String {
        let words = &self.hours;
        let then = zone.civil(at);
        let (date, time) = (then.date(), then.time());
        let two = |number: u8| {
            let number = number.to_string();
            if number.len() < 2 { ["0", &number].concat() } else { number }
        };
        let clock = words.time.replace("{h}", &two(time.hour()));
        let clock = clock.replace("{m}", &two(time.minute()));
        let (month, day) = (u8::from(date.month()), date.day());
        let told = words.date.replace("{y}", &date.year().to_string());
        let told = told.replace("{mm}", &two(month)).replace("{dd}", &two(day));
        let told = told.replace("{m}", &month.to_string()).replace("{d}", &day.to_string());
        let weekday = usize::from(date.weekday().number_days_from_monday());
        let weekday = words.weekdays.split(' ').nth(weekday).unwrap_or_default();
        template.replace("{time}", &clock).replace("{date}", &told).replace("{day}", weekday)
    }

    /// An age as far as it is known: "3–4 d". `now` is epoch milliseconds.
    #[must_use]
    pub fn age(&self, posted: Option<Interval>, now: i64) -> String {
        self.age_up_to(posted, now, i64::MAX)
    }

    /// The same of working time: a day of that has no length, so in hours.
    #[must_use]
    pub fn worked(&self, since: Interval, now: i64) -> String {
        self.age_up_to(Some(since), now, HOUR)
    }

    /// An age in units of `most` milliseconds at most.
    fn age_up_to(&self, posted: Option<Interval>, now: i64, most: i64) -> String {
        const DAY: i64 = 24 * HOUR;
        // The mean month and year of the Gregorian calendar.
        const MONTH: i64 = 30 * DAY + 10 * HOUR + 29 * MINUTE + 6_000;
        const YEAR: i64 = 12 * MONTH;
        let Some(posted) = posted else { return self.units.unknown.to_owned() };
        let low = now.saturating_sub(posted.latest).max(0);
        let high = now.saturating_sub(posted.earliest).max(0);
        if posted.is_open() && low < MINUTE {
            return self.units.unknown.to_owned();
        }
        // Of what is known to be so old at least that is told.
        let high = if posted.is_open() { low } else { high };
        let (unit, name) = match high.min(most) {
            ..MINUTE if most > HOUR => return self.units.now.to_owned(),
            ..MINUTE => (MINUTE, self.units.minutes),
            MINUTE..HOUR => (MINUTE, self.units.minutes),
            HOUR..DAY => (HOUR, self.units.hours),
            DAY..MONTH => (DAY, self.units.days),
            MONTH..YEAR => (MONTH, self.units.months),
            YEAR.. => (YEAR, self.units.years),
        };
        // An interval's latest instant stands just before the next unit begins.
        let (low, high) = (low / unit, (high + 1) / unit);
        if posted.is_open() {
            return format!("{low}+ {name}");
        }
        if low == high { format!("{high} {name}") } else { format!("{low}–{high} {name}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::phrases::Move;

    #[test]
    fn every_language_has_every_word_and_no_other() {
        for lang in ["da", "nb", "nn", "sv", "en"] {
            let file = data::text(&format!("src/words/{lang}.txt")).unwrap();
            for (section, name) in ALL {
                let word = word(file, section, name);
                assert!(!word.is_empty() && word == word.trim(), "{lang}: {section}.{name}");
            }
            let words = Words::of(Lang::from_tag(lang).unwrap());
            let mut names: Vec<&str> = Topic::ALL.map(|topic| words.topic(topic)).to_vec();
            names.extend(Move::ALL.map(|act| words.draft_part(act.name()).unwrap()));
            names.extend(Trade::ALL.map(|trade| words.trade(trade)));
            names.extend(Rule::all().map(|rule| words.reason(rule)));
            assert!(names.iter().all(|name| !name.is_empty()), "{lang}: {names:?}");
            let led = Rule::all().filter(|rule| words.reason(*rule) != words.reason_alone(*rule));
            assert_eq!(led.count(), 3, "{lang}: each has a comma before what leads to its figure");
            let lines = file.lines().filter(|line| line.contains(": ") && !line.starts_with('#'));
            assert_eq!(lines.count(), ALL.len() + names.len(), "{lang}");
        }
    }

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
        let days = Interval { earliest: -50 * HOUR, latest: -49 * HOUR };
        assert_eq!(Words::of(Lang::En).worked(days, 0), "49–50 h");
        assert_eq!(Words::of(Lang::En).age(None, 0), "age not known");
        assert_eq!(Words::of(Lang::En).age(Some(Interval::until(2 * HOUR)), 5 * HOUR), "3+ h");
        let edited_now = Words::of(Lang::En).age(Some(Interval::until(HOUR)), HOUR);
        assert_eq!(edited_now, "age not known");
        let future = Interval { earliest: 5, latest: 9 };
        assert_eq!(Words::of(Lang::En).age(Some(future), 0), "now");
    }
}
