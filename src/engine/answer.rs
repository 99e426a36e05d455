//! The answer that the agent is working on.

use super::view::Flash;
use super::{Effect, Engine};
use crate::message::{Handle, InsertMode, ToPage};
use crate::reply::{self, Fault, Finding, Situation};
use crate::situation::{Answering, with_situation};
use crate::store::Draft;
use crate::text::folded;

/// Stands for the thread of a box that is at no post.
const LOOSE: &str = "";

/// An answer to one thread.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// The thread's root.
    pub root: String,
    /// The post that it answers.
    pub to: String,
    pub drafts: Vec<reply::Draft>,
    /// The text that goes into the page's reply box.
    pub text: String,
    /// The text is the agent's own, not one of the drafts.
    pub is_edited: bool,
    /// Text of the agent's that stands aside and can be taken back.
    pub kept: Option<String>,
    pub findings: Vec<Finding>,
    /// The insertion under way.
    pub request: Option<u32>,
    /// The text stands in the page's reply box.
    pub in_box: bool,
}

impl Answer {
    pub fn take_draft(&mut self, index: usize) {
        let Some(draft) = self.drafts.get(index) else { return };
        if self.is_edited && !self.text.trim().is_empty() {
            self.kept = Some(std::mem::take(&mut self.text));
        }
        self.text.clone_from(&draft.text);
        self.is_edited = false;
    }

    pub fn take_back(&mut self) {
        let Some(kept) = self.kept.take() else { return };
        let text = std::mem::replace(&mut self.text, kept);
        if self.is_edited && !text.trim().is_empty() {
            self.kept = Some(text);
        }
        self.is_edited = true;
    }
}

impl Engine {
    /// Goes to the thread `steps` further down the queue, round at its ends.
    pub(super) fn walk(&mut self, steps: isize) -> Vec<Effect> {
        let queue: Vec<String> = self
            .page
            .as_ref()
            .and_then(|page| page.board())
            .map(|board| board.queue().into_iter().map(ToOwned::to_owned).collect())
            .unwrap_or_default();
        let chosen = self.answer.as_ref().map(|answer| answer.root.as_str());
        let at = queue.iter().position(|root| Some(root.as_str()) == chosen);
        let len = isize::try_from(queue.len()).unwrap_or(isize::MAX);
        let next = match at.and_then(|at| isize::try_from(at).ok()) {
            Some(at) => (at + steps).rem_euclid(len.max(1)),
            None if steps < 0 => len - 1,
            None => 0,
        };
        let Some(root) = usize::try_from(next).ok().and_then(|next| queue.get(next)) else {
            return Vec::new();
        };
        self.choose(root);
        self.go_to()
    }

    /// Makes a thread the one that the desk answers.
    pub(super) fn choose(&mut self, root: &str) {
        self.flash = None;
        if self.answer.as_ref().is_some_and(|answer| answer.root == root) {
            return;
        }
        self.answer = self.new_answer(root);
        self.check_answer();
    }

    pub(super) fn go_to(&mut self) -> Vec<Effect> {
        let Some(answer) = &self.answer else { return Vec::new() };
        let Some(at) = self.element(answer) else {
            self.flash = Some(Flash::OffScreen);
            return Vec::new();
        };
        vec![Effect::Page(ToPage::GoTo { at })]
    }

    pub(super) fn insert(&mut self, mode: InsertMode) -> Vec<Effect> {
        let Some(answer) = &self.answer else { return Vec::new() };
        let Some(at) = self.element(answer) else {
            self.flash = Some(Flash::OffScreen);
            return Vec::new();
        };
        self.requests += 1;
        let request = self.requests;
        let Some(answer) = &mut self.answer else { return Vec::new() };
        answer.request = Some(request);
        self.flash = None;
        vec![Effect::Page(ToPage::Insert { request, at, text: answer.text.clone(), mode })]
    }

    /// The element of the post to answer, or of its thread's root.
    fn element(&self, answer: &Answer) -> Option<Handle> {
        let page = self.page.as_ref()?;
        page.element(&answer.to).or_else(|| page.element(&answer.root))
    }

    pub(super) fn with_answer(&mut self, change: impl FnOnce(&mut Answer)) {
        if let Some(answer) = &mut self.answer {
            change(answer);
        }
        self.flash = None;
        self.check_answer();
    }

    /// The agent typed in the desk.
    pub(super) fn edit(&mut self, text: String) {
        self.keep_draft(&text);
        self.with_answer(|answer| {
            answer.text = text;
            answer.is_edited = true;
        });
    }

    /// The agent typed in the page's reply box.
    pub(super) fn typed(&mut self, at: Option<Handle>, text: String) {
        let Some(page) = &self.page else { return };
        let root = at.and_then(|at| page.root_at(at)).unwrap_or(LOOSE).to_owned();
        self.keep_draft_of(&root, &text);
        if root == LOOSE {
            self.loose_is_old = false;
        }
        if self.answer.as_ref().is_none_or(|answer| answer.root != root) {
            return;
        }
        // An emptied box takes nothing from the desk.
        if !text.trim().is_empty() {
            self.with_answer(|answer| {
                answer.text = text;
                answer.is_edited = true;
                answer.in_box = true;
            });
        }
    }

    /// Text typed in a box at no post, on an earlier visit.
    pub(super) fn loose_text(&self) -> Option<String> {
        let page = self.page.as_ref().filter(|_| self.loose_is_old)?;
        self.store.draft(page.host(), LOOSE).map(|draft| draft.text)
    }

    pub(super) fn forget_loose_text(&mut self) {
        self.keep_draft_of(LOOSE, "");
    }

    pub(super) fn mend(&mut self, index: usize) {
        let Some(answer) = &self.answer else { return };
        let Some(finding) = answer.findings.get(index) else { return };
        let Some(fix) = &finding.fix else { return };
        let mut text = answer.text.clone();
        if text.get(finding.range.clone()).is_none() {
            return;
        }
        text.replace_range(finding.range.clone(), fix);
        self.edit(text);
    }

    /// Keeps the answer being written, so that nothing typed is ever lost.
    pub(super) fn keep_draft(&mut self, text: &str) {
        if let Some(root) = self.answer.as_ref().map(|answer| answer.root.clone()) {
            self.keep_draft_of(&root, text);
        }
    }

    fn keep_draft_of(&mut self, root: &str, text: &str) {
        let (Some(page), Some(settings)) = (&self.page, &self.settings) else { return };
        let draft = Draft { text: text.to_owned(), by: settings.agent.name.clone(), at: self.now };
        let kept = (!text.trim().is_empty()).then_some(&draft);
        self.store.set_draft(page.host(), root, kept);
    }

    /// A draft whose words stand on the page now has been posted.
    pub(super) fn let_go_of_posted_drafts(&mut self, changed: &[String]) {
        let Some(page) = &self.page else { return };
        let Some(board) = page.board() else { return };
        let flat = |text: &str| folded(text).replace('\n', " ");
        let draft_of = |root: &str| {
            self.store.draft(page.host(), root).map(|draft| (root.to_owned(), flat(&draft.text)))
        };
        let loose = draft_of(LOOSE);
        let mut posted = Vec::new();
        for root in changed {
            let drafts: Vec<_> = draft_of(root).into_iter().chain(loose.clone()).collect();
            if drafts.is_empty() {
                continue;
            }
            let posts = board.thread(root).into_iter().flat_map(|standing| &standing.posts);
            for post in posts.filter_map(|key| board.post(key)).filter(|post| post.own) {
                let text = flat(&post.record.text);
                posted.extend(
                    drafts.iter().filter(|draft| draft.1 == text).map(|draft| draft.0.clone()),
                );
            }
        }
        for root in posted {
            self.store.set_draft(page.host(), &root, None);
            if let Some(answer) = self.answer.as_mut().filter(|answer| answer.root == root) {
                answer.in_box = false;
                answer.kept = None;
                answer.is_edited = false;
                answer.text.clear();
                self.flash = Some(Flash::Posted);
            }
        }
    }

    /// The page has news: the answer's drafts follow, the agent's text stays.
    pub(super) fn renew_answer(&mut self) {
        let Some(old) = &self.answer else { return };
        let Some(new) = self.new_answer(&old.root) else { return };
        let Some(old) = &mut self.answer else { return };
        if new.to != old.to && !old.is_edited && !old.in_box {
            *old = new;
            self.check_answer();
        }
    }

    fn new_answer(&self, root: &str) -> Option<Answer> {
        let board = self.page.as_ref()?.board()?;
        let to = board.answer_to(root)?.record.key.clone();
        let drafts = self
            .with_situation(&to, |situation| reply::draft(situation, crate::text::hash(&[root])))?;
        let kept = self.store.draft(self.page.as_ref()?.host(), root).map(|draft| draft.text);
        let first = drafts.first().map(|draft| draft.text.clone()).unwrap_or_default();
        Some(Answer {
            root: root.to_owned(),
            to,
            is_edited: kept.is_some(),
            text: kept.unwrap_or(first),
            drafts,
            kept: None,
            findings: Vec::new(),
            request: None,
            in_box: false,
        })
    }

    pub(super) fn check_answer(&mut self) {
        let Some(answer) = &self.answer else { return };
        let text = answer.text.clone();
        let to = answer.to.clone();
        let findings = self.with_situation(&to, |situation| reply::check(&text, situation));
        if let Some(answer) = &mut self.answer {
            answer.findings = findings.unwrap_or_default();
        }
    }

    fn with_situation<T>(&self, key: &str, then: impl FnOnce(Situation<'_>) -> T) -> Option<T> {
        let (page, settings) = (self.page.as_ref()?, self.settings.as_ref()?);
        let answering = Answering {
            page_names: &settings.page_names,
            domains: &settings.domains,
            agent: &settings.agent,
            fault: Fault::Unknown,
            earlier: &[],
        };
        with_situation(page.board()?, key, page.ui(), answering, self.now, then)
    }
}
