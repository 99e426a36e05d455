//! The words of the five languages that name times, as data.
//!
//! A phrase of several words is written with spaces between them; all is in
//! lower case, without full stops.

use super::habits::Habits;
use super::token::Token;
use crate::reading::Lang;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    /// Of an hour.
    Quarter,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// How a number word counts: "en" is one, "noen" is a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// Just so many.
    Exactly(u32),
    /// Two to eleven.
    Few,
    /// Half of one.
    Half,
    /// One and a half.
    OneAndHalf,
}

/// What names times in one language.
pub(super) struct Words {
    /// The unit names and abbreviations that stand after a number.
    pub units: &'static [(Unit, &'static [&'static str])],
    /// January to December, written out and shortened.
    pub months: [&'static [&'static str]; 12],
    /// Monday to Sunday, written out.
    pub weekdays: [&'static [&'static str]; 7],
    /// Monday to Sunday, shortened.
    pub short_weekdays: [&'static [&'static str]; 7],
    /// Number words before a unit.
    pub counts: &'static [(Count, &'static [&'static str])],
    /// Less than a minute old.
    pub just_now: &'static [&'static str],
    /// Less than an hour old.
    pub lately: &'static [&'static str],
    /// Days as seen from today: how many before it.
    pub days: &'static [(i32, &'static [&'static str])],
    /// The night between yesterday and today.
    pub night: &'static [&'static str],
    /// Years as seen from this: how many before it.
    pub years: &'static [(i32, &'static [&'static str])],
    /// "last", "this" and "next" before a unit: how many before this.
    pub turns: &'static [(i32, &'static [&'static str])],
    /// "ago", after a unit.
    pub ago: &'static [&'static str],
    /// "for" and "more than", before "3 days ago".
    pub before_ago: &'static [&'static str],
    /// "about", before a number that is rounded.
    pub about: &'static [&'static str],
    /// "less than", before a number and a unit.
    pub less_than: &'static [&'static str],
    /// "almost", before a number and a unit.
    pub almost: &'static [&'static str],
    /// "in", before a number and a unit in the future.
    pub ahead: &'static [&'static str],
    /// What may stand between the parts of a date.
    pub joiners: &'static [&'static str],
    /// What announces a clock time, so that "16" after it is an hour.
    pub clock: &'static [&'static str],
    /// Before and after noon.
    pub meridiem: [&'static [&'static str]; 2],
    /// That a text was changed.
    pub edited: &'static [&'static str],
    /// What stands around a time and says nothing of it.
    pub noise: &'static [&'static str],
}

/// Whether one of `phrases` is just `word`.
pub(super) fn has(phrases: &[&str], word: &str) -> bool {
    phrases.contains(&word)
}

/// All languages, a bit each.
pub(super) const ALL: u8 = 0b1_1111;

/// The place of a language among those whose words we know.
pub(super) fn place_of(lang: Lang) -> Option<u8> {
    match lang {
        Lang::Da => Some(0),
        Lang::Nb => Some(1),
        Lang::Nn => Some(2),
        Lang::Sv => Some(3),
        Lang::En => Some(4),
        Lang::Und => None,
    }
}

/// The words of these languages.
fn of(languages: u8) -> impl Iterator<Item = &'static Words> {
    let has = move |place: &usize| languages & (1 << place) != 0;
    TABLES.iter().enumerate().filter(move |(place, _)| has(place)).map(|(_, words)| *words)
}

/// The words of the page's language first, then the other ones.
pub(super) fn tables(habits: Habits) -> impl Iterator<Item = &'static Words> {
    of(habits.languages()).chain(of(ALL & !habits.languages()))
}

/// The languages that a piece of a time may be of.
pub(super) fn languages(token: &Token) -> u8 {
    let Token::Word(word) = token else { return ALL };
    let known = TABLES.iter().zip(0..).filter(|(words, _)| words.name_of_time(word));
    known.fold(0, |languages, (_, place)| languages | 1 << place)
}

/// What `word` counts in: the page's language decides; one that we do not
/// know leaves every reading open.
pub(super) fn units(word: &str, habits: Habits) -> Vec<Unit> {
    let counted = |languages: u8| -> Vec<Unit> {
        let mut units = Vec::new();
        let is_month = languages == ALL && word == "m";
        let named = of(languages).filter_map(|words| words.unit(word));
        for unit in named.chain(is_month.then_some(Unit::Month)) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
    };
    let units = counted(habits.languages());
    if units.is_empty() { counted(ALL) } else { units }
}

/// 1 to 12 for a month's name.
pub(super) fn month(word: &str, habits: Habits) -> Option<u8> {
    tables(habits).find_map(|words| place(&words.months, word))
}

/// 1 (Monday) to 7 for a weekday's name, written out or shortened.
pub(super) fn weekday(word: &str, habits: Habits) -> Option<u8> {
    tables(habits).find_map(|words| {
        place(&words.weekdays, word).or_else(|| place(&words.short_weekdays, word))
    })
}

/// 1 (Monday) to 7 for the two letters that Norwegian and Danish programs
/// shorten a weekday to, which are words of many other sentences too.
pub(super) fn brief_weekday(word: &str) -> Option<u8> {
    place(&[&["ma"], &["ti", "ty"], &["on"], &["to"], &["fr"], &["lø", "la"], &["sø", "su"]], word)
}

impl Words {
    /// What `word` counts in.
    fn unit(&self, word: &str) -> Option<Unit> {
        self.units.iter().find(|(_, names)| has(names, word)).map(|(unit, _)| *unit)
    }

    /// Whether `word` may be a part of a time.
    fn name_of_time(&self, word: &str) -> bool {
        let is_in = |phrases: &[&str]| {
            phrases.iter().any(|phrase| phrase.split(' ').any(|part| part == word))
        };
        let of_days = [self.days, self.years, self.turns];
        self.unit(word).is_some()
            || place(&self.months, word).is_some()
            || place(&self.weekdays, word).is_some()
            || place(&self.short_weekdays, word).is_some()
            || self.counts.iter().any(|(_, names)| is_in(names))
            || of_days.iter().any(|days| days.iter().any(|(_, names)| is_in(names)))
            || self.meridiem.iter().any(|names| is_in(names))
            || [
                self.just_now,
                self.lately,
                self.ago,
                self.before_ago,
                self.about,
                self.night,
                self.less_than,
                self.almost,
                self.joiners,
                self.clock,
            ]
            .iter()
            .any(|names| is_in(names))
    }
}

/// The place, from 1, of the list that holds `word`.
fn place(lists: &[&[&str]], word: &str) -> Option<u8> {
    let index = lists.iter().position(|names| has(names, word))?;
    u8::try_from(index + 1).ok()
}

static TABLES: [&Words; 5] = [&DA, &NB, &NN, &SV, &EN];

static DA: Words = Words {
    units: &[
        (Unit::Second, &["s", "sek", "sekund", "sekunder"]),
        (Unit::Minute, &["m", "min", "minut", "minutter"]),
        (Unit::Quarter, &["kvarter"]),
        (Unit::Hour, &["t", "time", "timer"]),
        (Unit::Day, &["d", "dag", "dage", "døgn", "dg", "dgr"]),
        (Unit::Week, &["u", "uge", "uger", "ugen"]),
        (Unit::Month, &["md", "mdr", "mnd", "måned", "måneder", "måneden"]),
        (Unit::Year, &["å", "år", "året"]),
    ],
    months: [
        &["januar", "jan"],
        &["februar", "feb"],
        &["marts", "mar"],
        &["april", "apr"],
        &["maj"],
        &["juni", "jun"],
        &["juli", "jul"],
        &["august", "aug"],
        &["september", "sep", "sept"],
        &["oktober", "okt"],
        &["november", "nov"],
        &["december", "dec"],
    ],
    weekdays: [
        &["mandag", "mandags"],
        &["tirsdag", "tirsdags"],
        &["onsdag", "onsdags"],
        &["torsdag", "torsdags"],
        &["fredag", "fredags"],
        &["lørdag", "lørdags"],
        &["søndag", "søndags"],
    ],
    short_weekdays: [
        &["man"],
        &["tir", "tirs"],
        &["ons"],
        &["tor", "tors"],
        &["fre"],
        &["lør"],
        &["søn"],
    ],
    counts: &[
        (Count::Exactly(1), &["en", "et", "én", "ét"]),
        (Count::Exactly(2), &["to"]),
        (Count::Exactly(3), &["tre"]),
        (Count::Exactly(4), &["fire"]),
        (Count::Exactly(5), &["fem"]),
        (Count::Exactly(6), &["seks"]),
        (Count::Exactly(7), &["syv"]),
        (Count::Exactly(8), &["otte"]),
        (Count::Exactly(9), &["ni"]),
        (Count::Exactly(10), &["ti"]),
        (Count::Exactly(11), &["elleve"]),
        (Count::Exactly(12), &["tolv"]),
        (Count::Half, &["en halv", "et halvt", "halv", "halvt"]),
        (Count::OneAndHalf, &["halvanden", "halvandet", "en og en halv"]),
        (Count::Few, &["et par", "nogle få", "nogle", "få", "flere"]),
    ],
    just_now: &["lige nu", "nu", "netop nu", "et øjeblik siden", "for et øjeblik siden"],
    lately: &["lidt siden", "for lidt siden"],
    days: &[
        (
            0,
            &[
                "i dag",
                "idag",
                "i morges",
                "i formiddags",
                "i eftermiddags",
                "i formiddag",
                "i middags",
                "i aften",
            ],
        ),
        (1, &["i går", "igår", "i aftes", "i går aftes", "i går morges"]),
        (2, &["i forgårs", "forgårs"]),
        (-1, &["i morgen", "imorgen"]),
    ],
    night: &["i nat", "inat"],
    years: &[(0, &["i år"]), (1, &["i fjor"])],
    turns: &[(1, &["sidste", "forrige"]), (0, &["denne", "dette"]), (-1, &["næste"])],
    ago: &["siden", "tidligere"],
    before_ago: &["for", "over", "mere end"],
    about: &["ca", "cirka", "omkring", "omtrent"],
    less_than: &["mindre end", "under"],
    almost: &["næsten", "knap", "knapt", "snart"],
    ahead: &["om"],
    joiners: &["den", "d", "på"],
    clock: &["kl", "klokken", "klokkeslæt"],
    meridiem: [&["formiddag"], &["eftermiddag"]],
    edited: &["redigeret", "ændret", "opdateret", "rettet"],
    noise: &[
        "via",
        "mobil",
        "i",
        "synes",
        "godt",
        "om",
        "svar",
        "svaret",
        "oprettet",
        "opslået",
        "udgivet",
        "skrevet",
        "sendt",
        "på",
        "siden",
        "kl",
        "den",
        "vis",
        "oversættelse",
        "følg",
        "delt",
    ],
};

static NB: Words = Words {
    units: &[
        (Unit::Second, &["s", "sek", "sekund", "sekunder"]),
        (Unit::Minute, &["m", "min", "minutt", "minutter"]),
        (Unit::Quarter, &["kvarter"]),
        (Unit::Hour, &["t", "time", "timer", "tim"]),
        (Unit::Day, &["d", "dag", "dager", "døgn", "dg", "dgr"]),
        (Unit::Week, &["u", "uke", "uker", "uken", "uka"]),
        (Unit::Month, &["md", "mnd", "mndr", "måned", "måneder", "måneden"]),
        (Unit::Year, &["å", "år", "året"]),
    ],
    months: [
        &["januar", "jan"],
        &["februar", "feb"],
        &["mars", "mar"],
        &["april", "apr"],
        &["mai"],
        &["juni", "jun"],
        &["juli", "jul"],
        &["august", "aug"],
        &["september", "sep", "sept"],
        &["oktober", "okt"],
        &["november", "nov"],
        &["desember", "des"],
    ],
    weekdays: [
        &["mandag"],
        &["tirsdag"],
        &["onsdag"],
        &["torsdag"],
        &["fredag"],
        &["lørdag"],
        &["søndag"],
    ],
    short_weekdays: [
        &["man"],
        &["tir", "tirs"],
        &["ons"],
        &["tor", "tors"],
        &["fre"],
        &["lør"],
        &["søn"],
    ],
    counts: &[
        (Count::Exactly(1), &["en", "ett", "ei", "én"]),
        (Count::Exactly(2), &["to"]),
        (Count::Exactly(3), &["tre"]),
        (Count::Exactly(4), &["fire"]),
        (Count::Exactly(5), &["fem"]),
        (Count::Exactly(6), &["seks"]),
        (Count::Exactly(7), &["sju", "syv"]),
        (Count::Exactly(8), &["åtte"]),
        (Count::Exactly(9), &["ni"]),
        (Count::Exactly(10), &["ti"]),
        (Count::Exactly(11), &["elleve"]),
        (Count::Exactly(12), &["tolv"]),
        (Count::Half, &["en halv", "et halvt", "halv", "halvt"]),
        (Count::OneAndHalf, &["halvannen", "halvannet", "en og en halv"]),
        (Count::Few, &["et par", "noen få", "noen", "få", "flere"]),
    ],
    just_now: &[
        "akkurat nå",
        "nå nettopp",
        "nå",
        "nettopp",
        "et øyeblikk siden",
        "for et øyeblikk siden",
    ],
    lately: &["litt siden", "for litt siden"],
    days: &[
        (
            0,
            &[
                "i dag",
                "idag",
                "i dag tidlig",
                "i morges",
                "i formiddag",
                "i ettermiddag",
                "i kveld",
            ],
        ),
        (1, &["i går", "igår", "i går kveld"]),
        (2, &["i forgårs", "forgårs"]),
        (-1, &["i morgen", "imorgen"]),
    ],
    night: &["i natt", "inatt"],
    years: &[(0, &["i år"]), (1, &["i fjor", "ifjor"])],
    turns: &[(1, &["forrige", "sist", "siste"]), (0, &["denne", "dette"]), (-1, &["neste"])],
    ago: &["siden", "tidligere"],
    before_ago: &["for", "over", "mer enn"],
    about: &["ca", "cirka", "omkring", "omtrent", "rundt"],
    less_than: &["mindre enn", "under"],
    almost: &["nesten", "snaut", "snart"],
    ahead: &["om"],
    joiners: &["den", "d"],
    clock: &["kl", "klokken", "klokka"],
    meridiem: [&["formiddag"], &["ettermiddag"]],
    edited: &["redigert", "endret", "oppdatert"],
    noise: &[
        "i",
        "liker",
        "lik",
        "svar",
        "svart",
        "publisert",
        "lagt",
        "ut",
        "skrevet",
        "sendt",
        "på",
        "siden",
        "kl",
        "den",
        "vis",
        "se",
        "oversettelse",
        "følg",
        "delt",
    ],
};

static NN: Words = Words {
    units: &[
        (Unit::Second, &["s", "sek", "sekund", "sekundar"]),
        (Unit::Minute, &["m", "min", "minutt", "minuttar"]),
        (Unit::Quarter, &["kvarter"]),
        (Unit::Hour, &["t", "time", "timar"]),
        (Unit::Day, &["d", "dag", "dagar", "døgn", "dg", "dgr"]),
        (Unit::Week, &["v", "u", "veke", "veker", "vekar", "veka", "viker", "vikor"]),
        (Unit::Month, &["md", "mnd", "mån", "månad", "månader", "månadar", "månaden"]),
        (Unit::Year, &["å", "år", "året"]),
    ],
    months: [
        &["januar", "jan"],
        &["februar", "feb"],
        &["mars", "mar"],
        &["april", "apr"],
        &["mai"],
        &["juni", "jun"],
        &["juli", "jul"],
        &["august", "aug"],
        &["september", "sep", "sept"],
        &["oktober", "okt"],
        &["november", "nov"],
        &["desember", "des"],
    ],
    weekdays: [
        &["måndag", "mandag"],
        &["tysdag", "tirsdag"],
        &["onsdag"],
        &["torsdag"],
        &["fredag"],
        &["laurdag", "lørdag"],
        &["sundag", "søndag"],
    ],
    short_weekdays: [
        &["mån", "må"],
        &["tys"],
        &["ons"],
        &["tor", "tors"],
        &["fre"],
        &["lau"],
        &["sun", "søn"],
    ],
    counts: &[
        (Count::Exactly(1), &["ein", "ei", "eit", "éin", "éi", "eitt"]),
        (Count::Exactly(2), &["to"]),
        (Count::Exactly(3), &["tre"]),
        (Count::Exactly(4), &["fire"]),
        (Count::Exactly(5), &["fem"]),
        (Count::Exactly(6), &["seks"]),
        (Count::Exactly(7), &["sju"]),
        (Count::Exactly(8), &["åtte"]),
        (Count::Exactly(9), &["ni"]),
        (Count::Exactly(10), &["ti"]),
        (Count::Exactly(11), &["elleve"]),
        (Count::Exactly(12), &["tolv"]),
        (Count::Half, &["ein halv", "ei halv", "eit halvt", "halv", "halvt"]),
        (Count::OneAndHalf, &["halvannan", "ein og ein halv"]),
        (Count::Few, &["eit par", "nokre få", "nokre", "få", "fleire"]),
    ],
    just_now: &[
        "akkurat no",
        "nett no",
        "no nettopp",
        "no",
        "nettopp",
        "ein augneblink sidan",
        "for ein augneblink sidan",
    ],
    lately: &["litt sidan", "for litt sidan", "nyss"],
    days: &[
        (0, &["i dag", "idag", "i dag tidleg", "i formiddag", "i ettermiddag", "i kveld"]),
        (1, &["i går", "igår", "i gjår", "i går kveld"]),
        (2, &["i førgår", "i førrgår", "førgår", "førrgår", "i forgårs"]),
        (-1, &["i morgon", "imorgon"]),
    ],
    night: &["i natt", "inatt"],
    years: &[(0, &["i år"]), (1, &["i fjor"])],
    turns: &[
        (1, &["førre", "forrige", "føregåande", "sist", "siste"]),
        (0, &["denne", "dette"]),
        (-1, &["neste"]),
    ],
    ago: &["sidan", "tidlegare"],
    before_ago: &["for", "over", "meir enn", "mer enn"],
    about: &["ca", "cirka", "omkring", "omtrent", "rundt", "om lag"],
    less_than: &["mindre enn", "under"],
    almost: &["nesten", "snaut", "snart"],
    ahead: &["om"],
    joiners: &["den", "d"],
    clock: &["kl", "klokka"],
    meridiem: [&["formiddag", "føremiddag", "fm"], &["ettermiddag", "em"]],
    edited: &["redigert", "endra", "oppdatert"],
    noise: &[
        "i",
        "likar",
        "lik",
        "svar",
        "publisert",
        "skrive",
        "på",
        "sidan",
        "kl",
        "den",
        "vis",
        "delt",
    ],
};

static SV: Words = Words {
    units: &[
        (Unit::Second, &["s", "sek", "sekund", "sekunder"]),
        (Unit::Minute, &["m", "min", "minut", "minuter"]),
        (Unit::Quarter, &["kvart", "kvartar"]),
        (Unit::Hour, &["t", "h", "tim", "timme", "timma", "timmar"]),
        (Unit::Day, &["d", "dag", "dagar", "dygn", "dg", "dgr"]),
        (Unit::Week, &["v", "vecka", "veckor", "veckan"]),
        (Unit::Month, &["mån", "månad", "månader", "månaden"]),
        (Unit::Year, &["å", "år", "året"]),
    ],
    months: [
        &["januari", "jan"],
        &["februari", "feb", "febr"],
        &["mars", "mar"],
        &["april", "apr"],
        &["maj"],
        &["juni", "jun"],
        &["juli", "jul"],
        &["augusti", "aug"],
        &["september", "sep", "sept"],
        &["oktober", "okt"],
        &["november", "nov"],
        &["december", "dec"],
    ],
    weekdays: [
        &["måndag", "måndags", "måndagen"],
        &["tisdag", "tisdags", "tisdagen"],
        &["onsdag", "onsdags", "onsdagen"],
        &["torsdag", "torsdags", "torsdagen"],
        &["fredag", "fredags", "fredagen"],
        &["lördag", "lördags", "lördagen"],
        &["söndag", "söndags", "söndagen"],
    ],
    short_weekdays: [
        &["mån"],
        &["tis", "tisd"],
        &["ons"],
        &["tor", "tors"],
        &["fre"],
        &["lör"],
        &["sön"],
    ],
    counts: &[
        (Count::Exactly(1), &["en", "ett"]),
        (Count::Exactly(2), &["två"]),
        (Count::Exactly(3), &["tre"]),
        (Count::Exactly(4), &["fyra"]),
        (Count::Exactly(5), &["fem"]),
        (Count::Exactly(6), &["sex"]),
        (Count::Exactly(7), &["sju"]),
        (Count::Exactly(8), &["åtta"]),
        (Count::Exactly(9), &["nio"]),
        (Count::Exactly(10), &["tio"]),
        (Count::Exactly(11), &["elva"]),
        (Count::Exactly(12), &["tolv"]),
        (Count::Half, &["en halv", "ett halvt", "halv", "halvt"]),
        (Count::OneAndHalf, &["en och en halv"]),
        (Count::Few, &["ett par", "några få", "några", "få", "flera"]),
    ],
    just_now: &[
        "just nu",
        "nu",
        "nyss",
        "alldeles nyss",
        "precis nu",
        "för ett ögonblick sedan",
        "ett ögonblick sedan",
    ],
    lately: &["för en stund sedan"],
    days: &[
        (
            0,
            &[
                "i dag",
                "idag",
                "i morse",
                "imorse",
                "i förmiddags",
                "i eftermiddag",
                "i eftermiddags",
                "i kväll",
                "ikväll",
            ],
        ),
        (1, &["i går", "igår", "i går kväll", "igår kväll"]),
        (2, &["i förrgår", "förrgår"]),
        (-1, &["i morgon", "imorgon"]),
    ],
    night: &["i natt", "inatt"],
    years: &[(0, &["i år"]), (1, &["i fjol", "ifjol"])],
    turns: &[(1, &["förra", "förre"]), (0, &["denna", "detta", "den här"]), (-1, &["nästa"])],
    ago: &["sedan", "sen", "tidigare"],
    before_ago: &["för", "över", "mer än"],
    about: &["ca", "cirka", "ungefär", "omkring", "runt"],
    less_than: &["mindre än", "under"],
    almost: &["nästan", "knappt", "snart"],
    ahead: &["om"],
    joiners: &["den"],
    clock: &["kl", "klockan"],
    meridiem: [&["fm", "f m", "förmiddag"], &["em", "e m", "eftermiddag"]],
    edited: &[
        "redigerad",
        "redigerat",
        "redigerades",
        "ändrad",
        "ändrat",
        "uppdaterad",
        "uppdaterades",
    ],
    noise: &[
        "i",
        "gilla",
        "gillar",
        "svara",
        "svar",
        "publicerad",
        "publicerat",
        "skrivet",
        "skickat",
        "på",
        "sedan",
        "kl",
        "den",
        "visa",
        "översättning",
        "följ",
        "delad",
    ],
};

static EN: Words = Words {
    units: &[
        (Unit::Second, &["s", "sec", "secs", "second", "seconds"]),
        (Unit::Minute, &["m", "min", "mins", "minute", "minutes"]),
        (Unit::Quarter, &["quarter"]),
        (Unit::Hour, &["h", "hr", "hrs", "hour", "hours"]),
        (Unit::Day, &["d", "day", "days"]),
        (Unit::Week, &["w", "wk", "wks", "week", "weeks"]),
        (Unit::Month, &["mo", "mos", "mon", "mth", "mths", "month", "months"]),
        (Unit::Year, &["y", "yr", "yrs", "year", "years"]),
    ],
    months: [
        &["january", "jan"],
        &["february", "feb"],
        &["march", "mar"],
        &["april", "apr"],
        &["may"],
        &["june", "jun"],
        &["july", "jul"],
        &["august", "aug"],
        &["september", "sep", "sept"],
        &["october", "oct"],
        &["november", "nov"],
        &["december", "dec"],
    ],
    weekdays: [
        &["monday"],
        &["tuesday"],
        &["wednesday"],
        &["thursday"],
        &["friday"],
        &["saturday"],
        &["sunday"],
    ],
    short_weekdays: [
        &["mon"],
        &["tue", "tues"],
        &["wed"],
        &["thu", "thur", "thurs"],
        &["fri"],
        &["sat"],
        &["sun"],
    ],
    counts: &[
        (Count::Exactly(1), &["a", "an", "one"]),
        (Count::Exactly(2), &["two"]),
        (Count::Exactly(3), &["three"]),
        (Count::Exactly(4), &["four"]),
        (Count::Exactly(5), &["five"]),
        (Count::Exactly(6), &["six"]),
        (Count::Exactly(7), &["seven"]),
        (Count::Exactly(8), &["eight"]),
        (Count::Exactly(9), &["nine"]),
        (Count::Exactly(10), &["ten"]),
        (Count::Exactly(11), &["eleven"]),
        (Count::Exactly(12), &["twelve"]),
        (Count::Half, &["half an", "half a", "half"]),
        (Count::OneAndHalf, &["one and a half"]),
        (Count::Few, &["a couple of", "a couple", "a few", "few", "several"]),
    ],
    just_now: &["just now", "right now", "now", "moments ago", "a moment ago", "seconds ago"],
    lately: &["a little while ago"],
    days: &[
        (0, &["today", "this morning", "this afternoon", "this evening", "tonight"]),
        (1, &["yesterday"]),
        (2, &["the day before yesterday", "day before yesterday"]),
        (-1, &["tomorrow"]),
    ],
    night: &["last night"],
    years: &[],
    turns: &[(1, &["last", "previous"]), (0, &["this"]), (-1, &["next"])],
    ago: &["ago", "earlier"],
    before_ago: &["over", "more than"],
    about: &["about", "around", "approximately"],
    less_than: &["less than", "under", "<"],
    almost: &["almost", "nearly"],
    ahead: &["in"],
    joiners: &["on", "of", "the"],
    clock: &["at", "@"],
    meridiem: [&["am", "a m"], &["pm", "p m"]],
    edited: &["edited", "updated", "modified"],
    noise: &[
        "via",
        "mobile",
        "likes",
        "replies",
        "like",
        "reply",
        "posted",
        "published",
        "sent",
        "written",
        "at",
        "on",
        "see",
        "translation",
        "follow",
        "shared",
        "with",
        "public",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_follow_the_language_of_the_page() {
        for (letter, ui, expected) in [
            ("u", Some(Lang::Da), &[Unit::Week][..]),
            ("v", Some(Lang::Sv), &[Unit::Week]),
            ("v", Some(Lang::Nn), &[Unit::Week]),
            ("t", Some(Lang::Nb), &[Unit::Hour]),
            ("t", None, &[Unit::Hour]),
            ("m", Some(Lang::En), &[Unit::Minute]),
            ("m", Some(Lang::Und), &[Unit::Minute, Unit::Month]),
            ("m", None, &[Unit::Minute, Unit::Month]),
            ("mo", Some(Lang::Da), &[Unit::Month]),
            ("x", None, &[]),
        ] {
            assert_eq!(units(letter, Habits::of(ui)), expected, "{letter} {ui:?}");
        }
    }

    #[test]
    fn a_name_means_one_month_and_one_weekday() {
        for words in TABLES {
            for (index, names) in words.months.iter().enumerate() {
                for name in *names {
                    for other in TABLES {
                        let place = place(&other.months, name);
                        assert!(place.is_none_or(|place| place as usize == index + 1), "{name}");
                    }
                }
            }
            for lists in [words.weekdays, words.short_weekdays] {
                for (index, names) in lists.iter().enumerate() {
                    for name in *names {
                        let day = weekday(name, Habits::of(None)).unwrap();
                        assert_eq!(day as usize, index + 1, "{name}");
                    }
                }
            }
        }
    }
}
