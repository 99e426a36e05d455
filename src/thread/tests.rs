use super::*;
use crate::clock::Zone;
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
    let cues: Vec<Cues> = records
        .iter()
        .zip(&readings)
        .map(|(record, reading)| Cues::of(record, reading, &company))
        .collect();
    let messages: Vec<Message<'_>> = (0_i64..)
        .zip(records.iter().zip(readings.iter().zip(&cues)))
        .map(|(index, (record, (reading, cues)))| Message {
            record,
            reading,
            cues,
            posted: Some(Interval { earliest: index * hour, latest: index * hour + 59_999 }),
            own: cues.voice.is_own(&cues.author, None),
            above: record.parent.as_ref().and_then(|parent| parent.parse().ok()),
        })
        .collect();
    let clock = Clock { zone: &Zone::named(None, 0), hours: None };
    let thread = read(&messages, clock).unwrap();
    let since = thread.waiting_since().map(|wait| wait.at.to_string());
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

#[test]
fn whoever_comes_back_after_our_answer_waits_however_short() {
    for text in [
        "Hallo?",
        "Hjälpte inte",
        "Det gikk ikke",
        "Didn't help",
        "Nej",
        "Har skrevet PB",
        "Tak, men det er stadig dødt",
        "Tack men nej",
        "👎",
        "Takk, men eg har ikkje nett enno",
    ] {
        let thread = format!(
            "Bo: Hvorfor er min regning forkert?\nPage: Hej Bo. Den er rettet. Mvh Lise\nBo: {text}"
        );
        assert_eq!(check(&thread), (State::FollowUp, waits_since("2")), "{text}");
    }
    for text in [
        "Tak!",
        "👍",
        "❤️",
        "😊😊",
        "Tusen takk for hjelpen",
        "Tack så mycket",
        "Thanks!",
        "Ok, tak",
        "Super 👍🏻",
    ] {
        let thread = format!(
            "Bo: Hvorfor er min regning forkert?\nPage: Hej Bo. Den er rettet. Mvh Lise\nBo: {text}"
        );
        assert_eq!(check(&thread), (State::Answered, None), "{text}");
    }
}

#[test]
fn an_answer_is_to_whom_it_greets_among_all_in_the_thread() {
    let asks = "Bo Lund: Hvorfor er min regning forkert?";
    let other = format!(
        "{asks}\nIda Krog: Hyggeligt sted 😊\nPage: Hej Ida. Tak for de pæne ord. Mvh Lise"
    );
    assert_eq!(check(&other), (State::Waiting, waits_since("0")));
    let under =
        format!("{asks}\nIda Krog: Samme problem her\n> Page: Hej Bo, den er rettet nu. Mvh Lise");
    assert_eq!(check(&under), (State::Waiting, waits_since("1")));
    let both = format!(
        "{asks}\nIda Krog: Samme problem her\nPage: Hej Bo og Ida. De er rettet nu. Mvh Lise"
    );
    assert_eq!(check(&both), (State::Answered, None));
    let day = format!("{asks}\nDag Vik: Fin farge 😊\nPage: God dag. Den er rettet nå. Mvh Lise");
    assert_eq!(check(&day), (State::Answered, None));
}

#[test]
fn everybody_is_answered_only_where_everybody_is_addressed() {
    let two = "Bo: Hvorfor er min regning forkert?\nIda: Samme problem her, hvornår retter I min?";
    for text in
        ["Hej Bo. Alla fakturor är rättade. Mvh Lise", "Hej Bo. Vi ringer til alle. Mvh Lise"]
    {
        assert_eq!(
            check(&format!("{two}\nPage: {text}")),
            (State::Waiting, waits_since("1")),
            "{text}"
        );
    }
    for text in [
        "Hei alle sammen, de er rettet",
        "Hej til jer alle! De er rettet",
        "Hi everyone, all mended",
    ] {
        assert_eq!(check(&format!("{two}\nPage: {text}")), (State::Answered, None), "{text}");
    }
}

#[test]
fn an_automatic_reply_need_not_say_that_it_is_one() {
    for text in [
        "Tak for din besked. Vi svarer hurtigst muligt.",
        "Tak for din henvendelse. Vi vender tilbage inden for 24 timer. Venlig hilsen Kundeservice",
        "Takk for meldingen! Vi kommer tilbake til deg innen 24 timer. Mvh Page",
        "Takk for meldinga. Vi svarar så snart vi kan.",
        "Tack för ditt meddelande. Vi återkommer inom 48 timmar.",
        "Thank you for your message. We will get back to you as soon as possible.",
    ] {
        let thread = format!("Bo: Hvorfor er min regning forkert?\nPage: {text}");
        assert_eq!(check(&thread), (State::Waiting, waits_since("0")), "{text}");
    }
    for text in [
        "Tak for din besked. Vi vender tilbage hurtigst muligt. Mvh Lise",
        "Takk for meldingen. Vi kommer tilbake til deg innen 24 timer. /Kari",
        "Thank you for your message. We will get back to you within 2 hours. Best, Tom",
    ] {
        let thread = format!("Bo: Hvorfor er min regning forkert?\nPage: {text}");
        assert_eq!(check(&thread), (State::Promised, None), "{text}");
    }
}
