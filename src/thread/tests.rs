use super::*;
use crate::reading;
use crate::thread::company::Company;

/// Reads a thread written a line a message, `author: text`; `>` before a line
/// puts it under the customer comment above it, else it stands under the root.
/// Our own answers are by `Page`.
fn check(lines: &str) -> (State, Option<String>) {
    let company = Company::new(&["Page".to_owned()], &[], &[]);
    let mut records: Vec<Record> = Vec::new();
    let mut comment = None;
    for (index, line) in lines.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        let (is_reply, line) = line.strip_prefix('>').map_or((false, line), |line| (true, line));
        let (author, text) = line.split_once(':').unwrap();
        let key = index.to_string();
        let parent = if is_reply { comment.clone() } else { Some("0".to_owned()) };
        if !is_reply {
            comment = Some(key.clone());
        }
        records.push(Record {
            parent: parent.filter(|_| index > 0),
            key,
            author: author.trim().to_owned(),
            badge: None,
            text: text.trim().to_owned(),
            time: None,
            datetime: None,
            reactions: None,
            shares: None,
            lang: None,
        });
    }
    let readings: Vec<Reading> = records
        .iter()
        .map(|record| reading::read(&record.text, reading::Priors::default()))
        .collect();
    let hour = 3_600_000;
    let messages: Vec<Message<'_>> = (0_i64..)
        .zip(records.iter().zip(&readings))
        .map(|(index, (record, reading))| Message {
            record,
            reading,
            posted: Some(Interval { earliest: index * hour, latest: index * hour + 59_999 }),
            own: company.speaks(record, None),
        })
        .collect();
    let thread = read(&messages, &Zone::named(None, 0)).unwrap();
    let since = thread.waiting_since().map(|wait| wait.key.clone());
    (thread.state, since)
}

fn waits_since(key: &str) -> Option<String> {
    Some(key.to_owned())
}

#[test]
fn a_customer_waits_until_the_page_answers() {
    assert_eq!(
        check("Bo: Mit net er nede igen. Hvornår virker det?"),
        (State::Waiting, waits_since("0"))
    );
    assert_eq!(
        check(
            "Bo: Mit net er nede igen. Hvornår virker det?\nPage: Hej Bo. Det virker nu. Mvh Lise"
        ),
        (State::Answered, None)
    );
}

#[test]
fn another_customers_answer_or_defence_is_not_ours() {
    let thread =
        "Bo: Mit net er nede igen. Hvornår virker det?\nIda: Prøv at genstarte routeren 😊";
    assert_eq!(check(thread), (State::Waiting, waits_since("0")));
}

#[test]
fn an_automatic_reply_is_nobodys_answer() {
    let thread = "Bo: Hvorfor er min regning forkert?
        Page: Automatisk svar: Tak for din besked. Vi vender tilbage inden for 24 timer.";
    assert_eq!(check(thread), (State::Waiting, waits_since("0")));
}

#[test]
fn more_from_the_same_customer_does_not_move_the_wait() {
    let thread =
        "Bo: Hvorfor er min regning forkert?\nBo: Hallo? Er der nogen? Hvorfor svarer I ikke?";
    assert_eq!(check(thread), (State::Waiting, waits_since("0")));
}

#[test]
fn thanks_after_our_answer_reopens_nothing() {
    let thread = "Bo: Hvorfor er min regning forkert?\nPage: Hej Bo. Den er rettet nu. Mvh Lise\nBo: Tusind tak 😊";
    assert_eq!(check(thread), (State::Answered, None));
}

#[test]
fn a_new_question_after_our_answer_is_a_follow_up() {
    let thread = "Bo: Hvorfor er min regning forkert?
        Page: Hej Bo. Den er rettet nu. Mvh Lise
        Bo: Den er stadig forkert! Hvornår retter I den?";
    assert_eq!(check(thread), (State::FollowUp, waits_since("2")));
}

#[test]
fn a_customer_who_joins_in_waits_too() {
    let thread = "Bo: Hvorfor er min regning forkert?
        Page: Hej Bo. Den er rettet nu. Mvh Lise
        Ida: Samme her!";
    assert_eq!(check(thread), (State::FollowUp, waits_since("2")));
}

#[test]
fn an_answer_to_one_does_not_answer_another() {
    let thread = "Bo: Hvorfor er min regning forkert?
        Ida: Samme problem her, hvornår retter I min?
        > Page: Hej Ida. Din er rettet nu. Mvh Lise";
    assert_eq!(check(thread), (State::Waiting, waits_since("0")));
    let to_all = "Bo: Hvorfor er min regning forkert?
        Ida: Samme problem her, hvornår retter I min?
        Page: Hej alle. Alle regninger er rettet nu. Mvh Lise";
    assert_eq!(check(to_all), (State::Answered, None));
}

#[test]
fn a_promise_stays_open_until_we_write_again() {
    let promise =
        "Bo: Hvorfor er min regning forkert?\nPage: Hej Bo. Jeg vender tilbage i morgen. Mvh Lise";
    assert_eq!(check(promise), (State::Promised, None));
    let thanked = format!("{promise}\nBo: Tak 👍");
    assert_eq!(check(&thanked), (State::Promised, None));
    let kept = format!("{promise}\nPage: Hej igen Bo. Nu er regningen rettet. Mvh Lise");
    assert_eq!(check(&kept), (State::Answered, None));
}

#[test]
fn chatter_under_our_own_post_does_not_wait_but_a_question_does() {
    assert_eq!(check("Page: God weekend!\nBo: 😊\nIda: @Kim se her"), (State::Own, None));
    assert_eq!(
        check("Page: God weekend!\nBo: Hvorfor virker mit internet ikke?"),
        (State::Waiting, waits_since("1"))
    );
}

#[test]
fn praise_that_nobody_answered_waits() {
    assert_eq!(check("Bo: Verdens bedste service, tak!"), (State::Waiting, waits_since("0")));
}
