//! What holds of every board, however its posts came: more harm never lowers a score,
//! passing minutes reshuffle nothing, and a life stands above all else.

use proptest::prelude::*;

use super::*;
use crate::clock::Hours;
use crate::urgency::Rule;

const MINUTE: i64 = 60_000;
/// A midnight (UTC).
const NOW: i64 = 1_715_990_400_000;
const ALARM: &str = "Min mors nødkald virker ikke, hun er alene og syg!";
const TEXTS: [&str; 9] = [
    "Hvorfor er min regning forkert?",
    "HELE NETTET ER NEDE!!!",
    "Samme her!",
    "I har 24 timer til at svare, ellers går jeg til Ekstra Bladet",
    "Tak for hjælpen!",
    "Pakken kom ikke i dag",
    "Er der nogen?",
    "I er nogle svindlere, jeg skifter i dag!",
    ALARM,
];
const ANSWERS: [&str; 3] = [
    "Hej Bo. Jeg vender tilbage inden for 2 timer. Mvh Lise",
    "Hej alle. Det er rettet. Mvh Lise",
    "Hej Ida. Jeg vender tilbage inden kl. 1. Mvh Lise",
];

/// Open until 01:00 and from 18:00 (UTC).
fn board() -> Board {
    let week = [const { Vec::new() }; 7].map(|_: Vec<(u16, u16)>| vec![(0, 60), (1080, 1440)]);
    let hours = Hours::new(Zone::fixed(0), week, Vec::new(), None, Vec::new());
    Board::new(Context {
        company: Company::new(&["Page".to_owned()], &[], &[]),
        zone: Zone::fixed(0),
        page_zone: Zone::fixed(0),
        ui: None,
        terms: Terms { hours: Some(hours), ..Terms::default() },
        own: Own::default(),
    })
}

/// Its author, text, parent and counts.
type Told = (usize, usize, usize, (Option<u64>, Option<u64>));

fn records() -> impl Strategy<Value = Vec<Record>> {
    let counts = (proptest::option::of(0_u64..5_000), proptest::option::of(0_u64..900));
    let post = (0_usize..5, 0_usize..12, 0_usize..4, counts);
    proptest::collection::vec(post, 2..9).prop_map(|posts| {
        let authors = ["Bo Lund", "Ida Krog", "Kim Dahl", "Page", "Anonym"];
        let of = |(at, (author, text, parent, (reactions, shares))): (usize, Told)| {
            let author = authors.get(author).copied().unwrap_or_default();
            let text = if author == "Page" { ANSWERS[text % 3] } else { TEXTS[text % 9] };
            // Each a while after the one before, the last not long ago.
            let seconds = NOW / 1000 - 60 * 47 * (9 - at as i64);
            Record {
                key: at.to_string(),
                parent: (parent < at).then(|| parent.to_string()),
                author: author.into(),
                badge: None,
                text: text.into(),
                time: None,
                datetime: Some(seconds.to_string()),
                reactions,
                shares,
                lang: None,
            }
        };
        posts.into_iter().enumerate().map(of).collect()
    })
}

fn of(records: &[Record], now: i64) -> Board {
    let mut board = board();
    for record in records {
        board.put(record.clone(), now);
    }
    board.settle(now);
    board
}

/// What each who waits is owed, by key.
fn owed(board: &Board) -> Vec<(String, Urgency)> {
    let of = |key: &&str| board.post(key).and_then(|post| post.owed.clone());
    let keys = board.queue();
    let all = keys.iter().filter_map(|key| Some(((*key).to_owned(), of(key)?.urgency)));
    let mut all: Vec<_> = all.collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

fn evidence(urgency: &Urgency, rule: Rule) -> Option<&str> {
    let reason = urgency.reasons.iter().find(|reason| reason.rule == rule);
    reason.map(|reason| reason.evidence.as_str())
}

fn is_sure_of_safety(urgency: &Urgency) -> bool {
    urgency.reasons.iter().any(|reason| reason.rule == Rule::Safety && !reason.unsure)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_order_in_which_posts_come_does_not_matter(records in records(), seed: u64, at in 0_i64..200) {
        let now = NOW + at * MINUTE;
        let all = of(&records, now);
        let mut shuffled = records;
        shuffled.sort_by_key(|record| crate::text::hash(&[&record.key, &seed.to_string()]));
        let mut one = board();
        for record in shuffled {
            one.put(record, now);
            one.settle(now);
        }
        prop_assert_eq!(one.queue(), all.queue());
        prop_assert_eq!(owed(&one), owed(&all));
    }

    #[test]
    fn counts_that_grow_and_customers_who_join_never_lower_a_score(
        records in records(), at in 0_usize..9, more in 1_u64..9_000, later in 0_i64..200,
    ) {
        let mut board = of(&records, NOW);
        let now = NOW + later * MINUTE;
        board.tick(now);
        let not_lower = |board: &Board, before: &[(String, Urgency)]| {
            for (key, before) in before {
                let after = board.post(key).and_then(|post| post.owed.clone());
                prop_assert!(after.is_some_and(|after| after.urgency.score >= before.score), "{}", key);
            }
            Ok(())
        };
        let before = owed(&board);
        let record = &records[at % records.len()];
        let more = |count: Option<u64>| Some(count.unwrap_or(0) + more);
        let grown = Record { reactions: more(record.reactions), shares: more(record.shares), ..record.clone() };
        board.put(grown, now);
        board.settle(now);
        not_lower(&board, &before)?;
        let before = owed(&board);
        for at in 0..9 {
            board.put(
                Record {
                    key: format!("n{at}"),
                    author: format!("Ny {at}"),
                    parent: Some(record.key.clone()),
                    text: "Samme her!".into(),
                    datetime: Some((now / 1000 - 9 + at).to_string()),
                    ..record.clone()
                },
                now,
            );
            board.settle(now);
        }
        not_lower(&board, &before)?;
    }

    #[test]
    fn a_life_stands_above_all_else(records in records(), later in 0_i64..900) {
        let alarm = Record {
            key: "alarm".into(),
            parent: None,
            author: "Lis Holm".into(),
            text: ALARM.into(),
            reactions: None,
            shares: None,
            ..records[0].clone()
        };
        let mut board = of(&[records, vec![alarm]].concat(), NOW);
        board.tick(NOW + later * MINUTE);
        let all = owed(&board);
        let score = |key: &str| all.iter().find(|owed| owed.0 == key).map(|owed| owed.1.score);
        let others = all.iter().filter(|owed| !is_sure_of_safety(&owed.1));
        let highest = others.map(|owed| owed.1.score).max();
        prop_assert!(score("alarm") > highest.or(Some(0)), "{:?}", highest);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn passing_minutes_reshuffle_nothing(records in records()) {
        let mut board = of(&records, NOW);
        board.tick(NOW);
        let mut last = owed(&board);
        let mut steps = HashMap::new();
        for minute in 1..4 * 60 {
            board.tick(NOW + minute * MINUTE);
            let next = owed(&board);
            for (key, is) in &next {
                let Some((_, was)) = last.iter().find(|was| was.0 == *key) else { continue };
                *steps.entry(key.clone()).or_insert(0) += usize::from(is.score != was.score);
                // Only that agreement gathers more slowly, or that we open again, lowers a score.
                let differs = |rule: Rule| evidence(is, rule) != evidence(was, rule);
                let falls = [Rule::Spread, Rule::Reach, Rule::AfterHours].into_iter().any(differs);
                prop_assert!(is.score >= was.score || falls, "{:?} {:?}", was, is);
            }
            prop_assert!(next.len() >= last.len(), "who waits goes on waiting");
            last = next;
        }
        prop_assert!(steps.values().all(|steps| *steps <= 14), "{:?}", steps);
    }
}
