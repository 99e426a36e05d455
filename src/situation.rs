//! Gathers from the board what a draft or a check needs to know.

use std::collections::HashMap;

use crate::board::Board;
use crate::reading::Lang;
use crate::reply::{Agent, Fault, Situation};

/// How many answers in view a draft is held against.
const EARLIER: usize = 100;
const DAY_MS: i64 = 24 * 3_600_000;

/// Who answers.
#[derive(Debug, Clone, Copy)]
pub struct Answering<'a> {
    /// Names of the company's page.
    pub page_names: &'a [String],
    /// The company's own domains.
    pub domains: &'a [String],
    /// The agent.
    pub agent: &'a Agent,
    /// Whose fault the trouble is.
    pub fault: Fault,
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
    let mut met: HashMap<&str, usize> = HashMap::new();
    for author in posts().filter(|post| !post.own).map(|post| &post.record.author) {
        if met.insert(author, 0).is_none() {
            people.push(author.clone());
        }
    }
    let mut earlier = board.latest_own_texts(EARLIER);
    earlier.extend_from_slice(answering.earlier);
    let waited = post.posted.map_or(0, |posted| now.saturating_sub(posted.latest).max(0));
    Some(then(Situation {
        post: &post.record.text,
        customer: &post.record.author,
        reading: &post.reading,
        lang: post.reading.answer_language(ui),
        follow_up: posts().any(|post| post.own),
        days_waited: u32::try_from(waited / DAY_MS).unwrap_or(u32::MAX),
        fault: answering.fault,
        page_names: answering.page_names,
        people: &people,
        domains: answering.domains,
        agent: answering.agent,
        earlier: &earlier,
    }))
}
