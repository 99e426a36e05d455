//! Laws of the drafts, and a table of them to read.

use std::fmt::Write as _;

use super::phrases::{Book, Move};
use super::when::Tone;
use super::{Agent, Draft, DraftKind, Fault, Limit, Situation, Wish, check, draft};
use crate::clock::Zone;
use crate::clock::hours::Hours;
use crate::own_wordings::{self, OwnWording};
use crate::reading::{
    Chances, Haste, Lang, Mood, PersonalData, PersonalDataKind, Product, Reading, ReplyNeed, Topic,
    Verdict,
};

static UTC: std::sync::LazyLock<Zone> = std::sync::LazyLock::new(|| Zone::fixed(0));
const LANGS: [Lang; 5] = [Lang::Da, Lang::Nb, Lang::Nn, Lang::Sv, Lang::En];
const MOODS: [Mood; 4] = [Mood::Furious, Mood::Negative, Mood::Neutral, Mood::Positive];
const NEEDS: [ReplyNeed; 3] = [ReplyNeed::NeedsReply, ReplyNeed::ThanksWelcome, ReplyNeed::NoReply];
const FAULTS: [Fault; 3] = [Fault::Ours, Fault::NotOurs, Fault::Unknown];
const TOPICS: [Topic; 14] = [
    Topic::Outage,
    Topic::Coverage,
    Topic::Billing,
    Topic::DebtCollection,
    Topic::Cancellation,
    Topic::Delivery,
    Topic::Account,
    Topic::SupportExperience,
    Topic::Security,
    Topic::Safety,
    Topic::Question,
    Topic::Praise,
    Topic::Chatter,
    Topic::Other,
];

/// One situation, owned.
#[derive(Debug, Clone)]
struct Scene {
    post: String,
    customer: String,
    reading: Reading,
    lang: Lang,
    follow_up: bool,
    days_waited: u32,
    fault: Fault,
    agent: Agent,
    earlier: Vec<String>,
    page_names: Vec<String>,
    domains: Vec<String>,
    limit: Option<Limit>,
    site: &'static str,
}

impl Scene {
    fn new(lang: Lang, topic: Topic, mood: Mood, need: ReplyNeed) -> Self {
        fn sure<T>(value: T) -> Verdict<T> {
            Verdict { value, confidence: 1.0, evidence: Vec::new() }
        }
        Self {
            post: String::new(),
            customer: "Anders B".into(),
            reading: Reading {
                lang: sure(lang),
                chances: Chances::found(&sure(mood), &[sure(topic)], &sure(need)),
                mood: sure(mood),
                topics: vec![sure(topic)],
                need: sure(need),
                haste: Haste::default(),
                personal_data: Vec::new(),
                products: Vec::new(),
            },
            lang,
            follow_up: false,
            days_waited: 0,
            fault: Fault::Unknown,
            agent: Agent { name: "Lise".into(), ..Agent::default() },
            earlier: Vec::new(),
            page_names: vec!["Nordnet".into()],
            domains: vec!["nordnet.example".into()],
            limit: None,
            site: "",
        }
    }

    fn situation(&self) -> Situation<'_> {
        Situation {
            post: &self.post,
            customer: &self.customer,
            reading: &self.reading,
            lang: self.lang,
            follow_up: self.follow_up,
            spreads: false,
            broke_promise: false,
            incident: false,
            now: 0,
            hours: None,
            zone: Some(&UTC),
            site: self.site,
            limit: self.limit,
            days_waited: self.days_waited,
            fault: self.fault,
            page_names: &self.page_names,
            before: &[],
            people: &[],
            domains: &self.domains,
            agent: &self.agent,
            goes_unsigned: false,
            wordings: &[],
            earlier: &self.earlier,
        }
    }
}

/// Every situation in a language that the words can tell apart; the rest varies
/// with the place in the row.
fn grid(lang: Lang) -> impl Iterator<Item = (u64, Scene)> {
    let customers = ["Anders B", "Anne-Mette Holm", "KARI N.", "", "Holm Byg ApS", "{wait} Bo"];
    let signatures = ["", "/{name}", "Mvh {name} fra kundeservice", "Mvh Nordnet"];
    let mut scenes = Vec::new();
    for topic in TOPICS {
        for mood in MOODS {
            for need in NEEDS {
                for fault in FAULTS {
                    for follow_up in [false, true] {
                        for days_waited in [0, if scenes.len() % 4 == 1 { 1 } else { 20 }] {
                            let mut scene = Scene::new(lang, topic, mood, need);
                            (scene.fault, scene.follow_up, scene.days_waited) =
                                (fault, follow_up, days_waited);
                            scenes.push(scene);
                        }
                    }
                }
            }
        }
    }
    scenes.into_iter().enumerate().map(move |(place, mut scene)| {
        let book = super::phrases::book(scene.lang).unwrap();
        let things: Vec<_> = book
            .things
            .iter()
            .filter(|thing| thing.topic.contains(&scene.reading.topics[0].value))
            .collect();
        if place % 3 > 0 && !things.is_empty() {
            scene.post = things[place % things.len()].find[0].trim_matches('*').to_owned();
        }
        scene.customer = customers[place % customers.len()].to_owned();
        scene.agent.signature = signatures[place / 7 % signatures.len()].to_owned();
        if place % 5 == 0 {
            scene.reading.personal_data =
                vec![PersonalData { kind: PersonalDataKind::Phone, range: 0..0 }];
        }
        if place % 7 == 0 {
            (scene.site, scene.limit) = ("x", Limit::of("x"));
        }
        if place % 6 == 0 {
            scene.reading.products = vec![fri_tale()];
        }
        (place as u64, scene)
    })
}

fn fri_tale() -> Product {
    Product { name: "Fri Tale".into(), range: 0..0 }
}

/// No draft fires a check of ours, and every draft is well made.
fn laws_hold(lang: Lang) {
    // Every fifth: five divides none of the numbers that the situations are made of.
    for (seed, scene) in grid(lang).step_by(5) {
        let drafts = draft(scene.situation(), &Wish::default(), seed);
        let kinds: std::collections::BTreeSet<_> =
            drafts.iter().map(|made| made.kind as u8).collect();
        let least = if scene.limit.is_some() { 2 } else { 3 };
        assert!(kinds.len() >= least, "{scene:?}");
        for made in &drafts {
            assert_well_made(made, &scene);
            let found = check(&made.text, scene.situation());
            assert!(found.is_empty(), "{:?} {scene:?}\n{found:?}\n{}", made.kind, made.text);
        }
        let texts: std::collections::BTreeSet<_> = drafts.iter().map(|made| &made.text).collect();
        assert_eq!(texts.len(), drafts.len(), "{scene:?} {drafts:?}");
        if seed % 3 == 0 {
            assert_eq!(drafts, draft(scene.situation(), &Wish::default(), seed));
        }
    }
}

#[test]
fn laws_hold_in_danish() {
    laws_hold(Lang::Da);
}

#[test]
fn laws_hold_in_bokmal() {
    laws_hold(Lang::Nb);
}

#[test]
fn laws_hold_in_nynorsk() {
    laws_hold(Lang::Nn);
}

#[test]
fn laws_hold_in_swedish() {
    laws_hold(Lang::Sv);
}

#[test]
fn laws_hold_in_english() {
    laws_hold(Lang::En);
}

fn assert_well_made(made: &Draft, scene: &Scene) {
    let text = &made.text;
    let about = || format!("{:?} {scene:?}\n{text}", made.kind);
    assert!(!text.contains(['{', '}']), "{}", about());
    assert!(text.starts_with(char::is_uppercase), "{}", about());
    for loose in ["  ", " \n", "\n ", "\n\n", " .", " ,", "..", ".,"] {
        assert!(!text.contains(loose), "{loose:?} {}", about());
    }
    assert_eq!(text.trim(), text);
    assert_eq!(text.matches("Lise").count(), 1, "signed once: {}", about());
    assert_eq!(made.parts.first().map(|part| part.name), Some("greeting"));
    assert_eq!(made.parts.last().map(|part| part.name), Some("signature"));
    assert!(made.parts.len() >= 3, "{}", about());
    let joined: Vec<&str> = made.parts.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(joined.join(" "), text.replace('\n', " "));
    if let Some(limit) = scene.limit
        && made.kind != DraftKind::Fuller
    {
        assert!(limit.length(text) <= limit.most, "{} {}", limit.length(text), about());
    }
}

/// A language's book as it stands in the repository, with its examples.
fn source(lang: Lang) -> Book {
    let file = format!("{}/src/reply/phrases/{}.json", env!("CARGO_MANIFEST_DIR"), lang.tag());
    Book::parse(&std::fs::read_to_string(&file).unwrap()).unwrap()
}

#[test]
fn matters_are_found_in_their_examples() {
    let mut wrong = String::new();
    for lang in LANGS {
        let (source, book) = (source(lang), super::phrases::book(lang).unwrap());
        for matter in &source.matters {
            for post in &matter.yes {
                let found = book.matters_of(post);
                let mut shares = found
                    .iter()
                    .filter(|found| found.topic.iter().any(|it| matter.topic.contains(it)));
                let found = shares.next().map(|found| found.name.as_str());
                if found != Some(matter.name.as_str()) {
                    writeln!(wrong, "{lang:?} {} is {found:?}: {post}", matter.name).unwrap();
                }
            }
            for post in &matter.no {
                if book.matters_of(post).iter().any(|found| found.name == matter.name) {
                    writeln!(wrong, "{lang:?} not {}: {post}", matter.name).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn circumstances_are_found_in_their_examples() {
    let mut wrong = String::new();
    for lang in LANGS {
        let (source, book) = (source(lang), super::phrases::book(lang).unwrap());
        for circumstance in &source.circumstances {
            let examples = circumstance.yes.iter().map(|post| (post, true));
            for (post, is_one) in examples.chain(circumstance.no.iter().map(|post| (post, false))) {
                let found = book.circumstances_of(post);
                if found.iter().any(|(found, _)| found.name == circumstance.name) != is_one {
                    writeln!(wrong, "{lang:?} {} {is_one}: {post}", circumstance.name).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_an_answer_is_for_is_told_by_more_than_the_need() {
    let moves = |scene: &Scene| -> Vec<&str> {
        let made = draft(scene.situation(), &Wish::default(), 1).remove(0);
        made.parts.iter().map(|part| part.name).collect()
    };
    let scene = |topic, mood, need, post: &str| {
        let mut scene = Scene::new(Lang::Da, topic, mood, need);
        scene.post = post.into();
        scene
    };
    let (owed, thanks) = (ReplyNeed::NeedsReply, ReplyNeed::ThanksWelcome);
    // Who laughs and asks nothing talks.
    let told = "Andesteg i mørke. Vi taler stadig sammen";
    assert!(!moves(&scene(Topic::Other, Mood::Neutral, owed, told)).contains(&"chat"));
    let laughed = format!("{told} 😄");
    assert!(moves(&scene(Topic::Other, Mood::Neutral, owed, &laughed)).contains(&"chat"));
    assert!(!moves(&scene(Topic::Other, Mood::Furious, owed, &laughed)).contains(&"chat"));
    // Praise may turn into a complaint.
    let praise = "Rigtig flink montør";
    assert!(moves(&scene(Topic::Praise, Mood::Positive, thanks, praise)).contains(&"thanks"));
    let turned = format!("{praise}, men det er fjerde gang jeg ringer");
    assert!(!moves(&scene(Topic::Praise, Mood::Positive, thanks, &turned)).contains(&"thanks"));
    // A calm question about no matter that is known is one; what surely is down is reported.
    let question = "Tæller lillebror med her?";
    assert!(moves(&scene(Topic::Billing, Mood::Neutral, owed, question)).contains(&"hold"));
    let mut asked = scene(Topic::Outage, Mood::Neutral, owed, question);
    assert!(!moves(&asked).contains(&"hold"));
    asked.reading.topics[0].confidence = 0.4;
    assert!(moves(&asked).contains(&"hold"));
}

#[test]
fn what_weighs_is_named_once_or_twice_and_spares_the_apology() {
    for lang in LANGS {
        for circumstance in source(lang).circumstances.iter().filter(|it| it.topic.is_empty()) {
            let mut scene = Scene::new(lang, Topic::Billing, Mood::Negative, ReplyNeed::NeedsReply);
            scene.post = circumstance.yes[0].clone();
            for made in draft(scene.situation(), &Wish::default(), 1) {
                let count = |name| made.parts.iter().filter(|part| part.name == name).count();
                let most = if made.kind == DraftKind::Fuller { 2 } else { 1 };
                let (named, sorry) = (count("circumstance"), count("apology"));
                assert!(named <= most, "{lang:?} {}", made.text);
                assert!(named == 0 || sorry == 0, "{lang:?} {}", made.text);
            }
            // A matter of the same name may say it in its place.
            let made = draft(scene.situation(), &Wish::default(), 1).remove(0);
            let is_named = made.parts.iter().any(|part| part.name == "circumstance");
            let book = super::phrases::book(lang).unwrap();
            let is_matter =
                book.matters_of(&scene.post).iter().any(|it| it.name == circumstance.name);
            assert!(is_named || is_matter, "{lang:?} {}: {}", circumstance.name, made.text);
        }
    }
}

/// Every wording of every circumstance, in answers to its examples.
#[test]
fn no_circumstance_fires_a_check() {
    let mut wrong = std::collections::BTreeSet::new();
    for lang in LANGS {
        for circumstance in source(lang).circumstances {
            let topic = circumstance.topic.first().copied().unwrap_or(Topic::Other);
            for (turn, mood) in
                (0..circumstance.say.len()).zip([Mood::Furious, Mood::Neutral].into_iter().cycle())
            {
                let mut scene = Scene::new(lang, topic, mood, ReplyNeed::NeedsReply);
                scene.post = circumstance.yes[turn % circumstance.yes.len()].clone();
                let wish = Wish { turns: vec![Move::Circumstance; turn], ..Wish::default() };
                for made in draft(scene.situation(), &wish, turn as u64) {
                    assert_well_made(&made, &scene);
                    for found in check(&made.text, scene.situation()) {
                        let marked = made.text.get(found.range.clone()).unwrap_or_default();
                        let (name, rule) = (&circumstance.name, found.rule);
                        wrong.insert(format!(
                            "{lang:?} {name} {mood:?} {rule}: {marked}\n    {}",
                            made.text.replace('\n', " ")
                        ));
                    }
                }
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every wording of every matter, in answers to its examples.
#[test]
fn no_matter_fires_a_check() {
    let mut wrong = std::collections::BTreeSet::new();
    for matter_lang in LANGS {
        for matter in source(matter_lang).matters {
            for mood in [Mood::Furious, Mood::Neutral, Mood::Positive] {
                let pleased = mood == Mood::Positive;
                let need = if pleased { ReplyNeed::ThanksWelcome } else { ReplyNeed::NeedsReply };
                if pleased != (matter.topic == [Topic::Praise]) {
                    continue;
                }
                let most = matter.wordings().map(|(_, list)| list.len()).max().unwrap();
                for turn in 0..most {
                    let mut scene = Scene::new(matter_lang, matter.topic[0], mood, need);
                    scene.post = matter.yes[turn % matter.yes.len()].clone();
                    let turns = Move::ALL.into_iter().flat_map(|act| vec![act; turn]).collect();
                    let wish = Wish { turns, ..Wish::default() };
                    for made in draft(scene.situation(), &wish, turn as u64) {
                        assert_well_made(&made, &scene);
                        // The fuller one says nothing more of the matter.
                        if made.kind == DraftKind::Fuller {
                            continue;
                        }
                        for found in check(&made.text, scene.situation()) {
                            let name = &matter.name;
                            let marked = made.text.get(found.range.clone());
                            let marked = marked.unwrap_or_default();
                            let rule = found.rule;
                            wrong.insert(format!(
                                "{matter_lang:?} {name} {mood:?} {rule}: {marked}\n    {}",
                                made.text.replace('\n', " ")
                            ));
                        }
                    }
                }
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn danger_comes_first() {
    for lang in LANGS {
        for mood in MOODS {
            let mut scene = Scene::new(lang, Topic::Outage, mood, ReplyNeed::NeedsReply);
            let safety = Verdict { value: Topic::Safety, confidence: 0.5, evidence: Vec::new() };
            scene.reading.topics.push(safety);
            let Reading { mood, topics, need, .. } = &scene.reading;
            scene.reading.chances = Chances::found(mood, topics, need);
            scene.reading.haste.now = 0.9;
            scene.days_waited = 2;
            for seed in 0..8 {
                for made in draft(scene.situation(), &Wish::default(), seed) {
                    assert_eq!(made.parts[1].name, "emergency");
                    assert!(
                        made.parts[1].text.contains("112") || made.parts[1].text.contains("113")
                    );
                }
            }
        }
    }
}

#[test]
fn the_emergency_number_is_for_what_cannot_wait() {
    for lang in LANGS {
        let mut scene = Scene::new(lang, Topic::Safety, Mood::Negative, ReplyNeed::NeedsReply);
        let says = |scene: &Scene| {
            let made = draft(scene.situation(), &Wish::default(), 1);
            made.iter().filter(|made| made.parts[1].name == "emergency").count()
        };
        assert_eq!(says(&scene), 0, "{lang:?}");
        scene.reading.haste.now = 0.25;
        assert_eq!(says(&scene), 3, "{lang:?}");
        // A bus or a door may have its number.
        scene.post = "Bus 110!".to_owned();
        assert_eq!(says(&scene), 3, "{lang:?}");
        // A word that sounds of it is not enough.
        scene.reading.topics[0].confidence = 0.35;
        assert_eq!(says(&scene), 0, "{lang:?}");
    }
}

/// The moves of the first draft.
fn first_moves(scene: &Scene) -> Vec<&'static str> {
    let made = draft(scene.situation(), &Wish::default(), 1).remove(0);
    made.parts.iter().map(|part| part.name).collect()
}

fn verdict<T>(value: T, confidence: f32) -> Verdict<T> {
    Verdict { value, confidence, evidence: Vec::new() }
}

#[test]
fn who_is_glad_that_a_danger_is_over_is_thanked() {
    for (lang, post) in [
        (Lang::Da, "I ringede om den mærkelige overførsel, før jeg så den. Tak!"),
        (Lang::Nb, "Gutta tetta hullet ved skolen i går, nå tør ungene sykle igjen!"),
        (Lang::Nn, "Ambulansen kom fram fordi de brøytte først hos oss, takk!"),
        (Lang::Sv, "Ni stoppade den falska överföringen innan jag vaknat, tack!"),
        (Lang::En, "The new climbing frame is brilliant, they never want to leave"),
    ] {
        for danger in [Topic::Safety, Topic::Security] {
            let mut scene = Scene::new(lang, danger, Mood::Positive, ReplyNeed::NeedsReply);
            scene.post = post.into();
            scene.reading.topics = vec![verdict(danger, 0.8)];
            let mood = scene.reading.mood.clone();
            let likely = |chance| {
                let need = verdict(ReplyNeed::ThanksWelcome, chance);
                Chances::found(&mood, &[verdict(danger, 0.8)], &need)
            };
            scene.reading.chances = likely(0.6);
            assert!(first_moves(&scene).contains(&"thanks"), "{post}");
            // Who likely thanks for nothing, turns, asks, or is in danger as she writes does not.
            scene.reading.chances = likely(0.05);
            assert!(!first_moves(&scene).contains(&"thanks"), "{post}");
            scene.reading.chances = likely(0.6);
            scene.reading.haste.now = 0.6;
            assert!(!first_moves(&scene).contains(&"thanks"), "{post}");
            scene.reading.haste.now = 0.0;
            for more in [", but the bolts are loose", ", men det gnistrer igen", " Hva nå?"] {
                scene.post = format!("{post}{more}");
                assert!(!first_moves(&scene).contains(&"thanks"), "{}", scene.post);
            }
        }
    }
}

#[test]
fn nobody_who_mourns_is_thanked() {
    for post in [
        "Great, another letter to my dead wife. Well done.",
        "Mum isn't with us any more and you keep emailing her offers",
        "Scattered mum's ashes and came home to your invoice in her name",
    ] {
        let mut scene = Scene::new(Lang::En, Topic::Other, Mood::Negative, ReplyNeed::NeedsReply);
        scene.post = post.into();
        scene.reading = crate::reading::read(post, crate::reading::Priors::default());
        assert!(!first_moves(&scene).contains(&"thanks"), "{post}");
    }
}

#[test]
fn words_that_praise_are_praise_though_the_mood_seems_low() {
    let need = ReplyNeed::NeedsReply;
    let mut scene = Scene::new(Lang::En, Topic::Cancellation, Mood::Negative, need);
    scene.post = "All done within ten minutes, and the swap came on the date I was given".into();
    let found = super::phrases::book(Lang::En).unwrap().matters_of(&scene.post);
    assert!(found.iter().any(|matter| matter.praises()), "{found:?}");
    scene.reading = crate::reading::read(&scene.post, crate::reading::Priors::default());
    scene.reading.mood = verdict(Mood::Negative, 0.6);
    scene.reading.need = verdict(need, 0.6);
    assert!(first_moves(&scene).contains(&"thanks"));
    scene.reading.mood = verdict(Mood::Furious, 0.9);
    let Reading { mood, topics, need, .. } = &scene.reading;
    scene.reading.chances = Chances::found(mood, topics, need);
    assert!(!first_moves(&scene).contains(&"thanks"));
}

#[test]
fn a_plain_question_is_not_consoled() {
    for (lang, post) in [
        (Lang::Da, "Må man have en klapvogn med i svømmehallen"),
        (Lang::Nb, "Hei, tar dere imot bilbatterier på tunet"),
        (Lang::Nn, "Kor mange koffertar får plass i bussen"),
        (Lang::Sv, "Finns det någon rabatt för studenter"),
        (Lang::En, "any minimum age for the sauna"),
    ] {
        for topic in [Topic::Question, Topic::Other, Topic::Account] {
            let mut scene = Scene::new(lang, topic, Mood::Negative, ReplyNeed::NeedsReply);
            scene.post = post.into();
            scene.reading.mood.confidence = 0.5;
            let consoles = |scene: &Scene| {
                let moves = first_moves(scene);
                moves.contains(&"concern") || moves.contains(&"apology")
            };
            assert!(!consoles(&scene), "{post} {topic:?}");
            scene.reading.mood.confidence = 0.9;
            assert!(consoles(&scene), "{post} {topic:?}");
        }
    }
}

#[test]
fn what_customers_say_to_each_other_is_talk_whatever_the_mood() {
    let mut scene = Scene::new(Lang::En, Topic::Chatter, Mood::Negative, ReplyNeed::NoReply);
    scene.post = "oh Moira that's awful, my sister had the same".into();
    assert!(first_moves(&scene).contains(&"chat"));
    scene.post = "@Moira are these in stock near you".into();
    assert!(first_moves(&scene).contains(&"chat"));
    scene.reading.need.confidence = 0.6;
    assert!(!first_moves(&scene).contains(&"chat"));
    // What is out of order is reported beside others too.
    let down = Scene::new(Lang::En, Topic::Outage, Mood::Negative, ReplyNeed::NoReply);
    assert!(!first_moves(&down).contains(&"chat"));
}

#[test]
fn the_emergency_number_is_said_once() {
    for (lang, post) in [
        (Lang::Da, "Der lugter af gas i kælderen"),
        (Lang::En, "There's a smell of gas in our hall"),
    ] {
        let mut scene = Scene::new(lang, Topic::Safety, Mood::Negative, ReplyNeed::NeedsReply);
        scene.post = post.into();
        scene.reading.haste.now = 0.9;
        let made = draft(scene.situation(), &Wish::default(), 1).remove(0);
        assert_eq!(made.text.matches("112").count(), 1, "{}", made.text);
    }
}

#[test]
fn tonights_danger_is_not_put_off_to_a_time_of_day() {
    let mut scene = Scene::new(Lang::Nb, Topic::Safety, Mood::Negative, ReplyNeed::NeedsReply);
    scene.post = "Rekkverket på brua er borte, og i kveld er det fakkeltog".into();
    for seed in 0..8 {
        for made in draft(scene.situation(), &Wish::default(), seed) {
            assert!(!made.text.contains("kl."), "{}", made.text);
        }
    }
}

#[test]
fn a_life_at_stake_comes_before_a_death_and_every_other_matter() {
    let posts = [
        (Lang::Da, "Min mor er død, og nu virker fars nødkald heller ikke"),
        (Lang::En, "Why was I charged twice? And dad's alarm can't call anyone"),
    ];
    for (lang, post) in posts {
        let mut scene = Scene::new(lang, Topic::Billing, Mood::Negative, ReplyNeed::NeedsReply);
        scene.post = post.into();
        let begins = |scene: &Scene| {
            let made = draft(scene.situation(), &Wish::default(), 1).remove(0);
            if made.text.contains("112") { "emergency" } else { made.parts[1].name }
        };
        let before = begins(&scene);
        assert_ne!(before, "emergency", "{post}");
        let safety = Verdict { value: Topic::Safety, confidence: 0.6, evidence: Vec::new() };
        scene.reading.topics.push(safety.clone());
        scene.reading.chances =
            Chances::found(&scene.reading.mood.clone(), &[safety], &scene.reading.need.clone());
        assert_eq!(begins(&scene), "emergency", "{post}, not {before}");
    }
}

#[test]
fn what_stands_on_the_page_is_not_said_again() {
    for lang in LANGS {
        for topic in TOPICS {
            let mut scene = Scene::new(lang, topic, Mood::Negative, ReplyNeed::NeedsReply);
            let first = draft(scene.situation(), &Wish::default(), 1);
            scene.earlier = vec![first[0].text.clone()];
            let second = draft(scene.situation(), &Wish::default(), 1);
            let fresh = |made: &Draft| {
                made.parts
                    .iter()
                    .filter(|part| !["greeting", "signature"].contains(&part.name))
                    .all(|part| !scene.earlier[0].contains(&part.text))
            };
            assert!(second.iter().all(fresh), "{lang:?} {topic:?} {second:?}");
        }
    }
}

#[test]
fn a_nameless_agent_signs_nothing_and_the_check_says_so() {
    let mut scene = Scene::new(Lang::Da, Topic::Billing, Mood::Negative, ReplyNeed::NeedsReply);
    scene.agent = Agent::default();
    for made in draft(scene.situation(), &Wish::default(), 1) {
        assert!(made.parts.iter().all(|part| part.name != "signature"));
        let rules: Vec<_> =
            check(&made.text, scene.situation()).iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["unsigned"]);
    }
}

#[test]
fn the_page_is_not_greeted_by_its_own_name() {
    let mut scene = Scene::new(Lang::Da, Topic::Other, Mood::Neutral, ReplyNeed::NeedsReply);
    scene.customer = "Nordnet".into();
    assert!(
        draft(scene.situation(), &Wish::default(), 1)
            .iter()
            .all(|made| !made.text.contains("Nordnet"))
    );
}

#[test]
fn a_product_of_the_companys_is_named_where_no_better_thing_is() {
    let names = |scene: &Scene| {
        draft(scene.situation(), &Wish::default(), 1)
            .iter()
            .filter(|made| made.text.contains("Fri Tale"))
            .count()
    };
    for lang in LANGS {
        let apart =
            [Topic::DebtCollection, Topic::SupportExperience, Topic::Security, Topic::Safety];
        let named = [Topic::Outage, Topic::Coverage, Topic::Billing, Topic::Delivery];
        for topic in apart.into_iter().chain(named) {
            let mut scene = Scene::new(lang, topic, Mood::Negative, ReplyNeed::NeedsReply);
            assert_eq!(names(&scene), 0);
            scene.reading.products = vec![fri_tale()];
            assert_eq!(names(&scene) == 0, apart.contains(&topic), "{lang:?} {topic:?}");
            scene.reading.products[0].name = "Fri {first}".into();
            assert_eq!(names(&scene), 0);
        }
        let mut scene = Scene::new(lang, Topic::Billing, Mood::Negative, ReplyNeed::NeedsReply);
        scene.reading.products = vec![fri_tale()];
        let book = super::phrases::book(lang).unwrap();
        let bill = book.things.iter().find(|thing| thing.topic.contains(&Topic::Billing)).unwrap();
        scene.post = bill.find[0].trim_matches('*').to_owned();
        assert_eq!(names(&scene), 0, "{lang:?}");
    }
}

/// Open on weekdays from 8 to 16 in Copenhagen.
fn office() -> Hours {
    let zone = Zone::named(Some("Europe/Copenhagen"), 0);
    let week = [480, 480, 480, 480, 480, 0, 0]
        .map(|from| if from == 0 { Vec::new() } else { vec![(from, 960)] });
    Hours::new(zone, week, Vec::new(), None, Vec::new())
}

/// The holding drafts of the five languages at an instant.
fn holding(at: &str, topic: Topic) -> Vec<String> {
    let hours = office();
    let now = crate::page::time::stated(at).unwrap().at;
    let mut found = Vec::new();
    for lang in LANGS {
        let scene = Scene::new(lang, topic, Mood::Negative, ReplyNeed::NeedsReply);
        let situation = Situation { now, hours: Some(&hours), ..scene.situation() };
        let drafts = draft(situation, &Wish::default(), 1);
        let of_kind = drafts.iter().filter(|made| made.kind == DraftKind::Holding);
        for made in of_kind {
            let check = check(&made.text, situation);
            assert!(check.is_empty(), "{check:?}\n{}", made.text);
            found.push(made.text.clone());
        }
    }
    found
}

#[test]
fn who_is_closed_or_about_to_says_when_somebody_is_back() {
    let says = |at, words: [&str; 5]| {
        let found = holding(at, Topic::Billing);
        assert_eq!(found.len(), 5, "{at}");
        for (text, words) in found.iter().zip(words) {
            assert!(text.contains(words), "{words}: {text}");
        }
    };
    // A Thursday evening, a Friday evening, a Monday before dawn.
    says(
        "2012-08-02T20:00:00+02:00",
        ["i morgen kl. 8", "i morgen kl. 8", "i morgon kl. 8", "i morgon kl", "tomorrow at 8"],
    );
    says(
        "2012-08-03T20:00:00+02:00",
        ["på mandag kl. 8", "på mandag kl. 8", "på måndag kl. 8", "på måndag kl", "on Monday at 8"],
    );
    says(
        "2012-08-06T05:00:00+02:00",
        ["i dag kl. 8", "i dag kl. 8", "i dag kl. 8", "i dag kl", "today at 8"],
    );
    // Six minutes before closing, two hours of the next day are needed.
    says(
        "2012-08-02T15:54:00+02:00",
        ["i morgen kl. 10", "i morgen kl. 10", "i morgon kl. 10", "i morgon kl", "tomorrow at 10"],
    );
    // With the day before us, and where a life is at stake, nothing is put off.
    assert!(holding("2012-08-02T10:00:00+02:00", Topic::Billing).is_empty());
    assert!(holding("2012-08-02T20:00:00+02:00", Topic::Safety).is_empty());
}

/// The first draft of a complaint about a bill, as wished.
fn wished(lang: Lang, wish: &Wish) -> Draft {
    let scene = Scene::new(lang, Topic::Billing, Mood::Furious, ReplyNeed::NeedsReply);
    let mut drafts = draft(scene.situation(), wish, 1);
    let text = &drafts[0].text;
    let found = check(text, Situation { lang: wish.lang.unwrap_or(lang), ..scene.situation() });
    assert!(found.is_empty(), "{found:?}\n{text}");
    drafts.remove(0)
}

#[test]
fn a_draft_can_be_had_shorter_in_another_tone_and_another_language() {
    for lang in LANGS {
        let plain = wished(lang, &Wish::default());
        let mut before = plain.text.chars().count();
        for shorter in 1..=3 {
            let made = wished(lang, &Wish { shorter, ..Wish::default() });
            let length = made.text.chars().count();
            assert!(length <= before, "{lang:?} {shorter}: {}", made.text);
            assert_eq!(made.parts.last().map(|part| part.name), Some("signature"));
            before = length;
        }
        assert!(before < plain.text.chars().count(), "{lang:?}");
        for tone in [Tone::Warm, Tone::Formal] {
            let made = wished(lang, &Wish { tone: Some(tone), ..Wish::default() });
            assert_ne!(made.text, plain.text, "{lang:?} {tone:?}");
        }
        for other in LANGS.into_iter().filter(|other| *other != lang) {
            let made = wished(lang, &Wish { lang: Some(other), ..Wish::default() });
            assert_eq!(made.text, wished(other, &Wish::default()).text);
        }
    }
}

#[test]
fn the_next_wording_of_a_part_leaves_the_others_and_comes_round() {
    for lang in LANGS {
        let turned = |turns: usize| {
            wished(lang, &Wish { turns: vec![Move::Concern; turns], ..Wish::default() })
        };
        let first = turned(0);
        let concern = |made: &Draft| {
            let part = made.parts.iter().find(|part| part.name == "concern");
            part.map(|part| part.text.clone()).unwrap()
        };
        let mut seen = vec![concern(&first)];
        for turns in 1..100 {
            let made = turned(turns);
            let said = concern(&made);
            assert_eq!(made.text.replace(&said, ""), first.text.replace(&seen[0], ""));
            if said == seen[0] {
                break;
            }
            assert!(!seen.contains(&said), "{said}");
            seen.push(said);
        }
        assert!(seen.len() > 2, "{lang:?} {seen:?}");
    }
}

#[test]
fn the_companys_own_wordings_stand_before_ours_and_in_their_place() {
    let lines = |text: &str| own_wordings::read(&[text.to_owned()]).0;
    let scene = Scene::new(Lang::Da, Topic::Billing, Mood::Negative, ReplyNeed::NeedsReply);
    let steps = |wordings: &[OwnWording], turns: usize, topic: Topic| {
        let mut scene = scene.clone();
        scene.reading.topics[0].value = topic;
        let wish = Wish { turns: vec![Move::NextStep; turns], ..Wish::default() };
        let situation = Situation { wordings, ..scene.situation() };
        let short =
            draft(situation, &wish, 1).into_iter().find(|made| made.kind == DraftKind::Short);
        let part = short.unwrap().parts.into_iter().find(|part| part.name == "next_step");
        part.unwrap().text
    };
    let own = lines("da | næste skridt | regning | Skriv her, så regner jeg efter.");
    assert_eq!(steps(&own, 0, Topic::Billing), "Skriv her, så regner jeg efter.");
    assert_ne!(steps(&own, 1, Topic::Billing), "Skriv her, så regner jeg efter.");
    assert_ne!(steps(&own, 0, Topic::Outage), "Skriv her, så regner jeg efter.");
    let only = lines("da | næste skridt! | | Skriv her, så regner jeg efter.");
    for turns in 0..3 {
        assert_eq!(steps(&only, turns, Topic::Outage), "Skriv her, så regner jeg efter.");
    }
}

#[test]
fn an_unknown_language_is_answered_in_english() {
    let scene = Scene::new(Lang::Und, Topic::Other, Mood::Neutral, ReplyNeed::NeedsReply);
    assert!(
        draft(scene.situation(), &Wish::default(), 1).iter().all(|made| made.text.starts_with("H"))
    );
}

#[test]
fn what_is_asked_is_what_is_found_out_where_no_matter_is_known() {
    let mut scene = Scene::new(Lang::Da, Topic::Other, Mood::Negative, ReplyNeed::NeedsReply);
    scene.post = "Sådan et cirkus. Kan jeg komme forbi med den i morgen?".into();
    let taken_up = |scene: &Scene| {
        let drafts = draft(scene.situation(), &Wish::default(), 1);
        drafts
            .iter()
            .filter(|made| made.text.contains("om du kan komme forbi med den i morgen"))
            .count()
    };
    assert_eq!(taken_up(&scene), 2);
    // Danger has no time for it.
    scene.reading.topics[0].value = Topic::Safety;
    let Reading { mood, topics, need, .. } = &scene.reading;
    scene.reading.chances = Chances::found(mood, topics, need);
    assert_eq!(taken_up(&scene), 0);
}

#[test]
fn every_draft_for_trouble_asks_for_personal_data_to_be_taken_out() {
    let mut scene = Scene::new(Lang::En, Topic::Billing, Mood::Negative, ReplyNeed::NeedsReply);
    scene.reading.personal_data = vec![PersonalData { kind: PersonalDataKind::Iban, range: 0..0 }];
    for made in draft(scene.situation(), &Wish::default(), 1) {
        let asks = made.parts.iter().any(|part| part.name == Move::Protect.name());
        assert!(asks, "{}", made.text);
    }
}

#[test]
fn a_telephone_number_that_was_told_is_not_asked_for() {
    let mut scene = Scene::new(Lang::Sv, Topic::Safety, Mood::Negative, ReplyNeed::NeedsReply);
    scene.post = "Ring mig på 070-174 06 12".into();
    scene.reading.personal_data =
        vec![PersonalData { kind: PersonalDataKind::Phone, range: 11..24 }];
    let made = draft(scene.situation(), &Wish::default(), 1);
    assert!(made[0].text.contains("numret du skrev"), "{}", made[0].text);
}

proptest::proptest! {
    #[test]
    fn nothing_in_a_name_or_a_post_can_break_a_draft(
        post in "\\PC{0,120}", customer in "\\PC{0,40}", name in "\\PC{0,20}", signature in "\\PC{0,30}", seed: u64,
    ) {
        let mut scene = Scene::new(Lang::Sv, Topic::Billing, Mood::Furious, ReplyNeed::NeedsReply);
        (scene.post, scene.customer) = (post.clone(), customer);
        scene.agent = Agent { name, signature, ..Agent::default() };
        for made in draft(scene.situation(), &Wish::default(), seed) {
            for finding in check(&made.text, scene.situation()) {
                proptest::prop_assert!(made.text.get(finding.range).is_some());
            }
        }
        for finding in check(&post, scene.situation()) {
            proptest::prop_assert!(post.get(finding.range).is_some());
        }
    }
}

/// A situation of the table: who, about what, and in which words.
struct Row {
    lang: Lang,
    customer: &'static str,
    post: &'static str,
    topic: Topic,
    mood: Mood,
    need: ReplyNeed,
    rest: fn(&mut Scene),
}

/// Our drafts in one language, as answers to another.
#[test]
fn nine_in_ten_drafts_in_another_language_are_marked() {
    for customers in LANGS {
        for answers in LANGS.into_iter().filter(|&answers| answers != customers) {
            let (mut marked, mut all) = (0, 0);
            for topic in TOPICS {
                let made_for = Scene::new(answers, topic, Mood::Negative, ReplyNeed::NeedsReply);
                let asked = Scene::new(customers, topic, Mood::Negative, ReplyNeed::NeedsReply);
                for made in draft(made_for.situation(), &Wish::default(), 3) {
                    let found = check(&made.text, asked.situation());
                    all += 1;
                    marked +=
                        usize::from(found.iter().any(|finding| finding.rule == "wrong_language"));
                }
            }
            assert!(marked * 10 >= all * 9, "{answers:?} to {customers:?}: {marked} of {all}");
        }
    }
}

#[test]
fn the_table_of_drafts() {
    for lang in LANGS {
        let mut table = String::new();
        for (place, row) in rows().into_iter().filter(|row| row.lang == lang).enumerate() {
            let mut scene = Scene::new(lang, row.topic, row.mood, row.need);
            (scene.customer, scene.post) = (row.customer.into(), row.post.into());
            scene.agent.signature = match lang {
                Lang::Da => "Mvh {name} fra kundeservice".into(),
                Lang::Nb => "/{name}".into(),
                _ => String::new(),
            };
            (row.rest)(&mut scene);
            writeln!(table, "== {}: {}", row.customer, row.post).unwrap();
            for made in draft(scene.situation(), &Wish::default(), place as u64) {
                writeln!(table, "-- {:?}\n{}", made.kind, made.text).unwrap();
            }
        }
        insta::assert_snapshot!(format!("drafts_{}", lang.tag()), table);
    }
}

fn rows() -> Vec<Row> {
    use Lang::{Da, En, Nb, Nn, Sv};
    use Mood::{Furious, Negative, Neutral, Positive};
    use ReplyNeed::{NeedsReply, NoReply, ThanksWelcome};
    use Topic as T;
    let row = |lang, customer, post, topic, mood, need, rest| Row {
        lang,
        customer,
        post,
        topic,
        mood,
        need,
        rest,
    };
    let plain: fn(&mut Scene) = |_| {};
    let ours: fn(&mut Scene) = |scene| scene.fault = Fault::Ours;
    let not_ours: fn(&mut Scene) = |scene| scene.fault = Fault::NotOurs;
    let late: fn(&mut Scene) = |scene| scene.days_waited = 3;
    let again: fn(&mut Scene) = |scene| (scene.follow_up, scene.days_waited) = (true, 1);
    let open: fn(&mut Scene) = |scene| {
        scene.reading.personal_data =
            vec![PersonalData { kind: PersonalDataKind::Phone, range: 0..0 }]
    };
    vec![
        row(
            Da,
            "Anders B",
            "Nu er det slut, Nordnet. Tre rykkere for en regning, jeg aldrig har fået!",
            T::DebtCollection,
            Furious,
            NeedsReply,
            |scene| (scene.fault, scene.days_waited) = (Fault::Ours, 1),
        ),
        row(
            Da,
            "Mette Friis",
            "Hvorfor er min regning dobbelt så stor i denne måned?",
            T::Billing,
            Negative,
            NeedsReply,
            plain,
        ),
        row(
            Da,
            "JENS OLE KRAG",
            "Nettet er nede IGEN i 8000!!!",
            T::Outage,
            Furious,
            NeedsReply,
            plain,
        ),
        row(Da, "Lotte", "Tak for hurtig hjælp i går", T::Praise, Positive, ThanksWelcome, plain),
        row(
            Da,
            "Karin H.",
            "Min mors nødkald virker ikke uden telefon",
            T::Safety,
            Negative,
            NeedsReply,
            plain,
        ),
        row(
            Da,
            "Bo Lind",
            "Jeg fik en sms om at bekræfte mit kort og gjorde det",
            T::Security,
            Negative,
            NeedsReply,
            plain,
        ),
        row(
            Da,
            "Peter",
            "Hvornår er åbningstiderne i julen?",
            T::Question,
            Neutral,
            NeedsReply,
            late,
        ),
        row(
            Da,
            "Holm Byg ApS",
            "Pakken er stadig ikke kommet",
            T::Delivery,
            Negative,
            NeedsReply,
            again,
        ),
        row(Da, "Sara", "@Line se her", T::Chatter, Neutral, NoReply, plain),
        row(
            Nb,
            "Kari N.",
            "Strømmen er borte på Frogner, hva skjer?",
            T::Outage,
            Neutral,
            NeedsReply,
            plain,
        ),
        row(
            Nb,
            "Ola Nordmann",
            "Har sittet i telefonkø i to timer. ALDRI MER",
            T::SupportExperience,
            Furious,
            NeedsReply,
            ours,
        ),
        row(
            Nb,
            "Ingrid",
            "Purring på en faktura jeg har betalt",
            T::DebtCollection,
            Negative,
            NeedsReply,
            late,
        ),
        row(
            Nb,
            "Per",
            "Får ikke sagt opp abonnementet mitt",
            T::Cancellation,
            Negative,
            NeedsReply,
            again,
        ),
        row(Nb, "Hilde Moe", "Dere er best!!", T::Praise, Positive, ThanksWelcome, plain),
        row(Nb, "Jon", "Når kommer fiber til Bø?", T::Question, Neutral, NeedsReply, plain),
        row(Nb, "Siv", "Montøren kom aldri", T::Delivery, Negative, NeedsReply, not_ours),
        row(
            Nb,
            "",
            "Appen virker ikke, ring meg på 41234567",
            T::Account,
            Negative,
            NeedsReply,
            open,
        ),
        row(Nb, "Tor", "Alarmen til far virker ikke", T::Safety, Furious, NeedsReply, ours),
        row(
            Nn,
            "Åse Lien",
            "Eg får ikkje logga inn i appen",
            T::Account,
            Negative,
            NeedsReply,
            plain,
        ),
        row(Nn, "Olav", "Nettet er nede i Sogndal", T::Outage, Negative, NeedsReply, not_ours),
        row(
            Nn,
            "Gunnhild Vik",
            "Rekninga er feil for tredje gong!!",
            T::Billing,
            Furious,
            NeedsReply,
            ours,
        ),
        row(Nn, "Sigrid", "Takk for god hjelp", T::Praise, Positive, ThanksWelcome, plain),
        row(Nn, "Knut", "Kor mykje kostar abonnementet?", T::Question, Neutral, NeedsReply, late),
        row(Nn, "Marit", "Framleis dårleg dekning heime", T::Coverage, Negative, NeedsReply, again),
        row(Nn, "Nils", "Fekk ein sms om bankkortet", T::Security, Neutral, NeedsReply, plain),
        row(Nn, "Eli", "Eg vil seie opp", T::Cancellation, Neutral, NeedsReply, plain),
        row(Sv, "Anna Berg", "Fakturan är fel igen", T::Billing, Negative, NeedsReply, ours),
        row(Sv, "Erik", "Bredbandet ligger nere i Umeå!!!", T::Outage, Furious, NeedsReply, plain),
        row(Sv, "Sven-Göran", "Paketet kom aldrig fram", T::Delivery, Negative, NeedsReply, late),
        row(Sv, "Maja", "Vilken bra service ni har", T::Praise, Positive, ThanksWelcome, plain),
        row(
            Sv,
            "Lars",
            "Inkasso trots att jag betalat",
            T::DebtCollection,
            Furious,
            NeedsReply,
            plain,
        ),
        row(Sv, "Elin", "Vad kostar routern?", T::Question, Neutral, NeedsReply, plain),
        row(Sv, "Pelle", "Ni svarar aldrig", T::SupportExperience, Negative, NeedsReply, again),
        row(
            Sv,
            "Karl",
            "Mammas trygghetslarm fungerar inte",
            T::Safety,
            Negative,
            NeedsReply,
            plain,
        ),
        row(En, "Tom Lee", "Why was I charged twice?", T::Billing, Negative, NeedsReply, plain),
        row(
            En,
            "SARAH",
            "Internet down again, you lot are useless",
            T::Outage,
            Furious,
            NeedsReply,
            plain,
        ),
        row(En, "Priya N", "Still no parcel", T::Delivery, Negative, NeedsReply, again),
        row(
            En,
            "Jo",
            "Thanks for sorting this so quickly",
            T::Praise,
            Positive,
            ThanksWelcome,
            plain,
        ),
        row(
            En,
            "Liam",
            "I gave my card number to someone who called",
            T::Security,
            Negative,
            NeedsReply,
            open,
        ),
        row(En, "Emma", "What are the opening hours?", T::Question, Neutral, NeedsReply, late),
        row(En, "Mike", "Cancel my contract now!!", T::Cancellation, Furious, NeedsReply, ours),
        row(En, "Zoe", "Gran's alarm is dead", T::Safety, Negative, NeedsReply, plain),
        row(En, "Al", "hmm", T::Other, Neutral, NeedsReply, plain),
    ]
}
