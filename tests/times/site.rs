//! Sites that show the age of a post as sites do: in whole units, counted down.

use jiff::{ToSpan, Unit, Zoned};
use proptest::prelude::*;
use svarklar::reading::Lang;

/// How a site shows an age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// "3 t"
    Short,
    /// "for 3 timer siden"
    Long,
    /// "i går kl. 16.54"
    Calendar,
}

/// A site in one language.
#[derive(Debug, Clone)]
pub struct Site {
    pub ui: Lang,
    pub zone: &'static str,
    pub style: Style,
    names: &'static Names,
}

/// How a language names times; one and several of a unit.
#[derive(Debug)]
struct Names {
    now: &'static str,
    /// Minute, hour, day, week, month, year.
    short: [&'static str; 6],
    /// Around a unit that is written out.
    ago: (&'static str, &'static str),
    one: [&'static str; 6],
    many: [&'static str; 6],
    days: (&'static str, &'static str),
    weekdays: [&'static str; 7],
    months: [&'static str; 12],
    /// Between a date and a clock time.
    clock: &'static str,
    /// Between hours and minutes; None: twelve hours with AM and PM.
    clock_mark: Option<&'static str>,
    /// After the day of a month.
    day_mark: &'static str,
}

static DA: Names = Names {
    now: "Lige nu",
    short: ["min.", "t.", "d.", "u.", "md.", "å"],
    ago: ("for ", " siden"),
    one: ["et minut", "en time", "en dag", "en uge", "en måned", "et år"],
    many: ["minutter", "timer", "dage", "uger", "måneder", "år"],
    days: ("i dag", "i går"),
    weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    months: [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ],
    clock: " kl. ",
    clock_mark: Some("."),
    day_mark: ". ",
};

static NB: Names = Names {
    now: "Akkurat nå",
    short: ["min", "t", "d", "u", "md.", "år"],
    ago: ("for ", " siden"),
    one: ["ett minutt", "én time", "én dag", "én uke", "én måned", "ett år"],
    many: ["minutter", "timer", "dager", "uker", "måneder", "år"],
    days: ("i dag", "i går"),
    weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    months: [
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ],
    clock: " kl. ",
    clock_mark: Some(":"),
    day_mark: ". ",
};

static NN: Names = Names {
    now: "Akkurat no",
    short: ["min", "t", "d", "v", "md.", "år"],
    ago: ("for ", " sidan"),
    one: ["eit minutt", "ein time", "ein dag", "ei veke", "ein månad", "eit år"],
    many: ["minutt", "timar", "dagar", "veker", "månader", "år"],
    days: ("i dag", "i går"),
    weekdays: ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"],
    months: [
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ],
    clock: " klokka ",
    clock_mark: Some(":"),
    day_mark: ". ",
};

static SV: Names = Names {
    now: "Just nu",
    short: ["min", "tim", "d", "v", "mån", "år"],
    ago: ("för ", " sedan"),
    one: ["en minut", "en timme", "en dag", "en vecka", "en månad", "ett år"],
    many: ["minuter", "timmar", "dagar", "veckor", "månader", "år"],
    days: ("Idag", "Igår"),
    weekdays: ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    months: [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    clock: " kl ",
    clock_mark: Some(":"),
    day_mark: " ",
};

static EN: Names = Names {
    now: "Just now",
    short: ["m", "h", "d", "w", "mo", "y"],
    ago: ("", " ago"),
    one: ["a minute", "an hour", "a day", "a week", "a month", "a year"],
    many: ["minutes", "hours", "days", "weeks", "months", "years"],
    days: ("Today", "Yesterday"),
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    clock: " at ",
    clock_mark: None,
    day_mark: " ",
};

/// A site in any of the five languages and styles.
pub fn any() -> impl Strategy<Value = Site> {
    let sites = vec![
        (Lang::Da, "Europe/Copenhagen", &DA),
        (Lang::Nb, "Europe/Oslo", &NB),
        (Lang::Nn, "Europe/Oslo", &NN),
        (Lang::Sv, "Europe/Stockholm", &SV),
        (Lang::Sv, "Europe/Helsinki", &SV),
        (Lang::En, "Europe/London", &EN),
        (Lang::En, "America/New_York", &EN),
    ];
    let styles = vec![Style::Short, Style::Long, Style::Calendar];
    (prop::sample::select(sites), prop::sample::select(styles))
        .prop_map(|((ui, zone, names), style)| Site { ui, zone, style, names })
}

impl Site {
    /// What it shows at `seen` of when a post was written.
    pub fn words(&self, posted: &Zoned, seen: &Zoned) -> String {
        if self.style == Style::Calendar { self.date(posted, seen) } else { self.age(posted, seen) }
    }

    fn age(&self, posted: &Zoned, seen: &Zoned) -> String {
        let Some((count, unit)) = age(posted, seen) else { return self.names.now.to_owned() };
        if self.style == Style::Short {
            return format!("{count} {}", self.names.short[unit]);
        }
        let (before, after) = self.names.ago;
        match count {
            1 => format!("{before}{}{after}", self.names.one[unit]),
            _ => format!("{before}{count} {}{after}", self.names.many[unit]),
        }
    }

    fn date(&self, posted: &Zoned, seen: &Zoned) -> String {
        let names = self.names;
        let days = posted.date().until((Unit::Day, seen.date())).unwrap().get_days();
        let weekday = usize::try_from(posted.weekday().to_monday_zero_offset()).unwrap();
        let day = match days {
            0 => names.days.0.to_owned(),
            1 => names.days.1.to_owned(),
            2..7 => names.weekdays[weekday].to_owned(),
            _ => {
                let month = names.months[usize::try_from(posted.month() - 1).unwrap()];
                let date = format!("{}{}{month}", posted.day(), names.day_mark);
                let is_this_year = posted.year() == seen.year();
                if is_this_year { date } else { format!("{date} {}", posted.year()) }
            }
        };
        let (hour, minute) = (posted.hour(), posted.minute());
        let clock = match names.clock_mark {
            Some(mark) => format!("{hour:02}{mark}{minute:02}"),
            None => {
                let half = if hour < 12 { "AM" } else { "PM" };
                format!("{}:{minute:02} {half}", (hour + 11) % 12 + 1)
            }
        };
        format!("{day}{}{clock}", names.clock)
    }
}

/// An age in the largest unit of which it has one: how many, and its place
/// among minute, hour, day, week, month and year. None: less than a minute.
fn age(posted: &Zoned, seen: &Zoned) -> Option<(i64, usize)> {
    const MINUTE: i64 = 60_000;
    const LENGTHS: [i64; 4] = [MINUTE, 60 * MINUTE, 24 * 60 * MINUTE, 7 * 24 * 60 * MINUTE];
    let months = (0..).take_while(|n| seen.checked_sub((n + 1).months()).unwrap() >= *posted);
    let months = i64::try_from(months.count()).unwrap();
    if months > 0 {
        return Some(if months < 12 { (months, 4) } else { (months / 12, 5) });
    }
    let age = seen.timestamp().as_millisecond() - posted.timestamp().as_millisecond();
    let unit = LENGTHS.iter().rposition(|length| age >= *length)?;
    Some((age / LENGTHS[unit], unit))
}
