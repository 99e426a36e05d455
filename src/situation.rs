//! Gathers from the board what a draft or a check needs to know.

use std::collections::HashSet;

use crate::board::Board;
use crate::own_wordings::OwnWording;
use crate::reading::Lang;
use crate::reply::{Agent, Fault, Limit, Situation, signature};

/// How many answers in view a draft is held against.
const EARLIER: usize = 100;
/// From a hundred reactions an hour on a post is taking off.
const TAKES_OFF: usize = 15;
const DAY_MS: i64 = 24 * 3_600_000;

/// Who answers.
#[derive(Debug, Clone, Copy)]
pub struct Answering<'a> {
    /// The site's name, where it is known.
    pub site: &'a str,
    /// Host and path of the page, where they are known.
    pub place: &'a str,
    /// Names of the company's page.
    pub page_names: &'a [String],
    /// The company's own domains.
    pub domains: &'a [String],
    /// The agent.
    pub agent: &'a Agent,
    /// Whose fault the trouble is.
    pub fault: Fault,
    /// The company's own wordings.
    pub wordings: &'a [OwnWording],
    /// Answers of the company beside those on the board.
    pub earlier: &'a [String],
}

/// Calls `then` with the situation of an answer to the post `key` at `now`
/// (epoch milliseconds); None where the board has no such post.
pub fn with_situation<T>(
    board: &Board,
    key: &str,
    ui: Option<Lang>,
    answering: Answering<'_>,
    now: i64,
    then: impl FnOnce(Situation<'_>) -> T,
) -> Option<T> {
    let post = board.post(key)?;
    let standing = board.thread(board.root(key)?)?;
    let posts = || standing.posts.iter().filter_map(|key| board.post(key));
    let mut people: Vec<String> = Vec::new();
    let mut met = HashSet::new();
    for author in posts().filter(|post| !post.own).map(|post| &post.record.author) {
        if met.insert(author.clone()) {
            people.push(author.clone());
        }
    }
    let author_of = |at: usize| Some(&board.post(standing.posts.get(at)?)?.record.author);
    let mut waits = standing.thread.waits.iter();
    let wait = waits.find(|wait| author_of(wait.at) == Some(&post.record.author));
    let mut earlier = board.latest_own_texts(EARLIER);
    earlier.extend_from_slice(answering.earlier);
    let agreement =
        board.spread(key, now).max(board.root(key).and_then(|root| board.spread(root, now)));
    let signer = board.last_signer(key).unwrap_or_default();
    let before = board.before(key);
    let waited = post.posted.map_or(0, |posted| now.saturating_sub(posted.latest).max(0));
    Some(then(Situation {
        post: &post.record.text,
        before: &before,
        customer: &post.record.author,
        reading: &post.reading,
        lang: post.reading.answer_language(ui),
        // Our own post, and an answer to somebody else, are no answers to this one.
        follow_up: match wait {
            Some(wait) => wait.follow_up,
            None => posts().skip(1).any(|post| post.own),
        },
        days_waited: u32::try_from(waited / DAY_MS).unwrap_or(u32::MAX),
        fault: answering.fault,
        broke_promise: board.promise(post).is_some_and(|promise| promise.is_past(now)),
        incident: board.terms().incident.is_some(),
        now,
        hours: board.terms().hours.as_ref(),
        zone: Some(board.zone()),
        site: answering.site,
        spreads: agreement.is_some_and(|spread| spread.points() >= TAKES_OFF),
        limit: Limit::of(answering.site),
        page_names: answering.page_names,
        people: &people,
        domains: answering.domains,
        agent: &signature::at(answering.agent, answering.place),
        goes_unsigned: answering.agent.signs_once && signature::is_of(signer, answering.agent),
        wordings: answering.wordings,
        earlier: &earlier,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Context;
    use crate::clock::Zone;
    use crate::page::Record;
    use crate::reading::Own;
    use crate::thread::company::Company;
    use crate::urgency::Terms;

    /// An author, a text and the place of the post that it stands under.
    type Said = (&'static str, &'static str, Option<usize>);

    /// What is asked of the situation of an answer to the last of these.
    fn of_last<T>(posts: &[Said], agent: &Agent, ask: impl FnOnce(Situation<'_>) -> T) -> T {
        let mut board = Board::new(Context {
            company: Company::new(&["Page".to_owned()], &[], &[]),
            page_zone: Zone::named(None, 0),
            zone: Zone::named(None, 0),
            ui: None,
            terms: Terms::default(),
            own: Own::default(),
        });
        for (at, (author, text, parent)) in posts.iter().enumerate() {
            let record = Record {
                key: at.to_string(),
                parent: parent.map(|parent| parent.to_string()),
                author: (*author).to_owned(),
                badge: None,
                text: (*text).to_owned(),
                time: None,
                datetime: None,
                reactions: None,
                shares: None,
                lang: None,
            };
            board.put(record, 0);
        }
        board.settle(0);
        let answering = Answering {
            site: "",
            place: "",
            page_names: &[],
            domains: &[],
            agent,
            fault: Fault::Unknown,
            wordings: &[],
            earlier: &[],
        };
        let last = (posts.len() - 1).to_string();
        with_situation(&board, &last, None, answering, 0, ask).unwrap()
    }

    #[test]
    fn who_signs_once_signs_again_only_where_another_has_answered() {
        let lise = Agent { name: "Lise".into(), signs_once: true, ..Agent::default() };
        let goes_unsigned = |posts: &[Said], agent: &Agent| {
            of_last(posts, agent, |situation| {
                let draft =
                    crate::reply::draft(situation, &crate::reply::Wish::default(), 1).remove(0);
                let answer = format!("{} Det ser jeg på nu.", situation.customer);
                let found = crate::reply::check(&answer, situation);
                assert_eq!(draft.text.contains("Lise"), !situation.goes_unsigned, "{}", draft.text);
                let is_found = found.iter().any(|finding| finding.rule == "unsigned");
                assert_eq!(is_found, !situation.goes_unsigned);
                situation.goes_unsigned
            })
        };
        let bo = ("Bo", "Hvorfor er min regning forkert?", None);
        let answer = ("Page", "Hej Bo. Hvad er dit kundenummer? Mvh Lise", Some(0));
        let unsigned = ("Page", "Tak, det ser jeg på nu.", Some(0));
        let again = ("Bo", "Den er stadig forkert!", Some(0));
        assert!(!goes_unsigned(&[bo], &lise));
        assert!(goes_unsigned(&[bo, answer, again], &lise));
        assert!(goes_unsigned(&[bo, answer, again, unsigned, again], &lise));
        let by_kim = ("Page", "Hej Bo. Jeg har rettet den. Mvh Kim", Some(0));
        assert!(!goes_unsigned(&[bo, answer, again, by_kim, again], &lise));
        let always = Agent { signs_once: false, ..lise.clone() };
        assert!(!goes_unsigned(&[bo, answer, again], &always));
        // Under the company's own post everybody's talk is their own.
        let ours = ("Page", "Spørg os her!", None);
        let bo = ("Bo", "Hvorfor er min regning forkert?", Some(0));
        let ida = ("Ida", "Hvornår kommer min pakke?", Some(0));
        let answer = ("Page", "Hej Bo. Den er rettet. Mvh Lise", Some(1));
        assert!(!goes_unsigned(&[ours, bo, answer, ida], &lise));
    }

    #[test]
    fn an_answer_goes_on_from_what_was_written_before() {
        let before = |posts: &[Said]| {
            of_last(posts, &Agent::default(), |situation| {
                let texts = situation.before.iter().map(|(text, _)| (*text).to_owned());
                texts.collect::<Vec<_>>()
            })
        };
        let bo = ("Bo", "Nettet er nede i Hjørring", None);
        let answer = ("Page", "Hej Bo. Det ser jeg på. Mvh Lise", Some(0));
        let ida = ("Ida", "Samme her i Skagen!", Some(0));
        assert!(before(&[bo]).is_empty());
        assert_eq!(before(&[bo, answer, ("Bo", "Er der nyt?", Some(0))]), [bo.1]);
        assert_eq!(
            before(&[bo, answer, ("Bo", "Er der nyt?", Some(0)), ("Bo", "??", Some(0))]),
            ["Er der nyt?", bo.1]
        );
        assert_eq!(before(&[bo, ida]), [bo.1]);
        assert!(before(&[bo, ("Ida", "Hvornår kommer min pakke?", Some(0))]).is_empty());
    }

    #[test]
    fn only_who_was_answered_is_answered_again() {
        let is_follow_up =
            |posts: &[Said]| of_last(posts, &Agent::default(), |situation| situation.follow_up);
        let ours = ("Page", "Spør oss her!", None);
        let bo = ("Bo", "Hvorfor er regningen min feil?", Some(0));
        let answer = ("Page", "Hei Bo. Den er rettet. Mvh Lise", Some(1));
        assert!(!is_follow_up(&[ours, bo]));
        assert!(!is_follow_up(&[ours, bo, answer, ("Ida", "Når åpner butikken?", Some(0))]));
        assert!(is_follow_up(&[ours, bo, answer, ("Bo", "Den er fortsatt feil!", Some(1))]));
    }
}
