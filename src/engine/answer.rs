//! The answer that the agent is working on, and every text she has typed.

use super::view::Flash;
use super::{Effect, Engine};
use crate::acts::{self, Act, Decision, Kind};
use crate::message::{Handle, InsertMode, ToPage};
use crate::own_wordings;
use crate::reply::{self, Fault, Finding, Level, Situation};
use crate::situation::{Answering, with_situation};
use crate::store::Draft;
use crate::text::{folded, hash};

/// Stands for the post of a box that is at none.
const LOOSE: &str = "";

/// More texts than these are not kept aside for one post.
const ASIDE: usize = 10;

/// So many letters alike at the beginning are the same answer, posted.
const SAME_BEGINNING: usize = 40;

/// A page's times are exact to the minute at best.
const MINUTE_MS: i64 = 60_000;

/// An answer to one post.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// The thread's root.
    pub root: String,
    /// The post that it answers.
    pub to: String,
    pub drafts: Vec<reply::Draft>,
    /// The place of the draft that was taken last.
    pub taken: usize,
    /// How the agent wants the drafts to be.
    pub wish: reply::Wish,
    /// The text that goes into the page's reply box.
    pub text: String,
    /// The text is the agent's own, not one of the drafts.
    pub is_edited: bool,
    /// Texts of the agent's that stand aside and can be taken back.
    pub kept: Vec<String>,
    pub findings: Vec<Finding>,
    /// The insertion under way.
    pub request: Option<u32>,
    /// The text stands in the page's reply box.
    pub in_box: bool,
    /// The place in the queue that the wait had before it was decided on.
    pub place: Option<usize>,
}

impl Answer {
    /// A check found something that the company wants mended first.
    fn is_blocked(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Level::Block)
    }

    pub fn set_aside(&mut self) {
        if self.is_edited {
            keep(&mut self.kept, std::mem::take(&mut self.text));
        }
    }
}

/// Keeps a text, unless it is empty or kept already; of too many the oldest goes.
pub(super) fn keep(kept: &mut Vec<String>, text: String) {
    if text.trim().is_empty() || kept.contains(&text) {
        return;
    }
    kept.push(text);
    if kept.len() > ASIDE {
        kept.remove(0);
    }
}

impl Engine {
    /// Goes to the next wait in the queue or to the one before, round at its ends.
    pub(super) fn walk(&mut self, is_next: bool) -> Vec<Effect> {
        let Some(page) = &self.page else { return Vec::new() };
        let queue = page.due(self.now).waiting;
        let chosen = self.answer.as_ref().map(|answer| answer.to.as_str());
        let is_chosen = |key: &&str| Some(*key) == chosen;
        let place = self.answer.as_ref().and_then(|answer| answer.place);
        let place = place.or_else(|| queue.iter().position(is_chosen));
        // Round its place the others stand as they stood, wherever it stands itself.
        let others: Vec<&str> = queue.iter().copied().filter(|key| !is_chosen(key)).collect();
        let at = if is_next { place } else { place.and_then(|at| at.checked_sub(1)) };
        let end = if is_next { others.first() } else { others.last() };
        let key = at.and_then(|at| others.get(at)).or(end).or(queue.first());
        let Some(key) = key.map(|key| (*key).to_owned()) else { return Vec::new() };
        self.choose_post(&key);
        self.go_to()
    }

    /// Keeps what the agent decides of the chosen wait; to decide what holds
    /// already takes it back.
    pub(super) fn decide(&mut self, decision: Decision) -> Vec<Effect> {
        let (Some(page), Some(answer), Some(settings)) =
            (&mut self.page, &self.answer, &self.settings)
        else {
            return Vec::new();
        };
        let Some(board) = page
            .board()
            .filter(|board| board.post(&answer.to).is_some_and(|post| post.owed.is_some()))
        else {
            return Vec::new();
        };
        let key = answer.to.clone();
        let hours = board.terms().hours.as_ref();
        let (kind, until) = match decision {
            Decision::Pin => (Kind::Pinned, 0),
            Decision::NotNeeded => (Kind::NotNeeded, 0),
            Decision::Snooze(snooze) => match snooze.until(page.zone(), hours, self.now) {
                Some(until) => (Kind::Snoozed, until),
                None => return Vec::new(),
            },
            Decision::Undo => (Kind::Nothing, 0),
        };
        let is_again = page.act(&key, self.now).is_some_and(|act| act.kind == kind);
        let (kind, until) = if is_again { (Kind::Nothing, 0) } else { (kind, until) };
        let before = self.store.act(page.host(), &key).map_or(i64::MIN, |act| act.at);
        let (known, texts) = acts::known(board, &key);
        let act = Act {
            at: self.now.max(before.saturating_add(1)),
            by: settings.agent.name.clone(),
            kind,
            until,
            known,
            texts,
        };
        let mut queue = page.due(self.now).waiting.into_iter();
        let place = answer.place.or_else(|| queue.position(|waiting| waiting == key));
        self.store.set_act(page.host(), &key, act);
        if let Some(answer) = &mut self.answer {
            answer.place = place.filter(|_| kind != Kind::Nothing);
        }
        self.flash = None;
        self.hear_acts(&[key])
    }

    /// Takes in decisions on these posts that are new in the store.
    pub(super) fn hear_acts(&mut self, keys: &[String]) -> Vec<Effect> {
        let Some(page) = &mut self.page else { return Vec::new() };
        keys.iter().for_each(|key| page.hear_act(key, &self.store));
        let changes = page.change_marks(keys, self.words, self.now);
        changes.into_iter().map(Effect::Page).collect()
    }

    /// Answers that post.
    pub(super) fn choose_post(&mut self, key: &str) {
        self.flash = None;
        if self.answer.as_ref().is_some_and(|answer| answer.to == key) {
            return;
        }
        self.answer = self.new_answer(key);
        self.check_answer();
    }

    pub(super) fn go_to(&mut self) -> Vec<Effect> {
        self.at_element(|answer, at| {
            let _ = answer;
            ToPage::GoTo { at }
        })
    }

    pub(super) fn insert(&mut self, mode: InsertMode) -> Vec<Effect> {
        let is_ready = |answer: &Answer| !answer.text.trim().is_empty() && !answer.is_blocked();
        if !self.answer.as_ref().is_some_and(is_ready) {
            return Vec::new();
        }
        self.requests += 1;
        let request = self.requests;
        self.flash = None;
        self.at_element(|answer, at| {
            answer.request = Some(request);
            ToPage::Insert { request, at, text: answer.text.clone(), mode }
        })
    }

    /// Sends a message about the post to answer, or about its thread's root
    /// where the page shows only that.
    fn at_element(&mut self, message: impl FnOnce(&mut Answer, Handle) -> ToPage) -> Vec<Effect> {
        let (Some(page), Some(answer)) = (&self.page, &mut self.answer) else { return Vec::new() };
        match page.element(&answer.to).or_else(|| page.element(&answer.root)) {
            Some(at) => vec![Effect::Page(message(answer, at))],
            None => {
                self.flash = Some(Flash::OffScreen);
                Vec::new()
            }
        }
    }

    pub(super) fn take_draft(&mut self, index: usize) {
        self.change_answer(|answer| {
            let Some(draft) = answer.drafts.get(index).map(|draft| draft.text.clone()) else {
                return;
            };
            answer.set_aside();
            answer.taken = index;
            answer.text = draft;
            answer.is_edited = false;
        });
    }

    pub(super) fn take_back(&mut self, index: usize) {
        self.change_answer(|answer| {
            if index < answer.kept.len() {
                let text = answer.kept.remove(index);
                answer.set_aside();
                answer.text = text;
                answer.is_edited = true;
            }
        });
    }

    pub(super) fn drop_kept(&mut self, index: usize) {
        self.change_answer(|answer| {
            if index < answer.kept.len() {
                answer.kept.remove(index);
            }
        });
    }

    /// The agent typed in the desk.
    pub(super) fn edit(&mut self, text: String) {
        self.change_answer(|answer| {
            answer.text = text;
            answer.is_edited = true;
        });
    }

    pub(super) fn mend(&mut self, index: usize) {
        let Some(answer) = &self.answer else { return };
        let Some(finding) = answer.findings.get(index) else { return };
        let Some(fix) = &finding.fix else { return };
        let mut text = answer.text.clone();
        if text.get(finding.range.clone()).is_some() {
            text.replace_range(finding.range.clone(), fix);
            self.edit(text);
        }
    }

    /// The agent typed in a reply box of the page: all that stands in it now.
    pub(super) fn typed(&mut self, at: Option<Handle>, text: String) {
        let Some(page) = &mut self.page else { return };
        let key = at.and_then(|at| page.key_at(at)).unwrap_or(LOOSE);
        let owed = page.board().and_then(|board| board.owed_to_author_of(key));
        let key = owed.unwrap_or(key).to_owned();
        // A box on a page that is not the company's may hold anything of hers.
        if key == LOOSE && !page.is_companys() {
            page.typed_loose = Some(text);
            return;
        }
        let is_first = page.typed_in.insert(key.clone());
        let answers = self.answer.as_ref().is_some_and(|answer| {
            // A site may have one box for the whole thread.
            answer.to == key || (answer.in_box && answer.root == key)
        });
        if !answers {
            self.typed_elsewhere(&key, text, is_first);
            return;
        }
        self.change_answer(|answer| {
            if text.trim().is_empty() {
                // An emptied box takes nothing from the desk.
                answer.in_box = false;
                return;
            }
            if !answer.in_box && answer.text != text {
                answer.set_aside();
            }
            answer.text = text;
            answer.is_edited = true;
            answer.in_box = true;
        });
    }

    /// Keeps what she typed at no post before the company was seen on the page.
    pub(super) fn keep_loose(&mut self) {
        let page = self.page.as_mut().filter(|page| page.is_companys());
        if let Some(text) = page.and_then(|page| page.typed_loose.take()) {
            self.typed(None, text);
        }
    }

    /// In a box at a post that the desk does not answer now. What an earlier
    /// visit left there is not what stands in the box, so it goes aside.
    fn typed_elsewhere(&mut self, key: &str, text: String, is_first: bool) {
        let mut draft = self.stored(key).unwrap_or_default();
        let old = std::mem::replace(&mut draft.text, text);
        if is_first && !draft.text.starts_with(&old) {
            keep(&mut draft.kept, old);
        }
        self.store_draft(key, draft);
    }

    /// Texts typed on an earlier visit in a box at no post.
    pub(super) fn loose_texts(&self) -> Vec<String> {
        let Some(page) = &self.page else { return Vec::new() };
        let Some(draft) = self.stored(LOOSE) else { return Vec::new() };
        let mut texts = draft.kept;
        if !page.typed_in.contains(LOOSE) {
            keep(&mut texts, draft.text);
        }
        texts
    }

    pub(super) fn drop_loose_text(&mut self, index: usize) {
        let Some(text) = self.loose_texts().into_iter().nth(index) else { return };
        let Some(mut draft) = self.stored(LOOSE) else { return };
        draft.kept.retain(|kept| *kept != text);
        if draft.text == text {
            draft.text.clear();
        }
        self.store_draft(LOOSE, draft);
    }

    /// Changes the answer, keeps what the agent typed and checks it anew.
    pub(super) fn change_answer(&mut self, change: impl FnOnce(&mut Answer)) {
        self.flash = None;
        let Some(answer) = &mut self.answer else { return };
        change(answer);
        self.save_answer();
        self.check_answer();
    }

    /// Keeps the answer being written over reloads and restarts.
    pub(super) fn save_answer(&mut self) {
        let Some(answer) = &self.answer else { return };
        let is_hers = answer.is_edited || answer.in_box;
        let text = if is_hers { answer.text.clone() } else { String::new() };
        let (to, kept) = (answer.to.clone(), answer.kept.clone());
        self.store_draft(&to, Draft { text, kept, ..Draft::default() });
    }

    fn stored(&self, key: &str) -> Option<Draft> {
        self.store.draft(self.page.as_ref()?.scope(key), key)
    }

    fn store_draft(&mut self, key: &str, draft: Draft) {
        let (Some(page), Some(settings)) = (&self.page, &self.settings) else { return };
        let draft = Draft { by: settings.agent.name.clone(), at: self.now, ..draft };
        let is_empty = draft.text.trim().is_empty() && draft.kept.is_empty();
        self.store.set_draft(page.scope(key), key, (!is_empty).then_some(&draft));
    }

    /// A draft whose words stand on the page now has been posted.
    pub(super) fn let_go_of_posted_drafts(&mut self, changed: &[String]) {
        let Some(page) = &self.page else { return };
        let Some(board) = page.board() else { return };
        let in_changed = |key: &String| {
            *key == LOOSE
                || board.root(key).is_some_and(|root| changed.iter().any(|other| other == root))
        };
        let mut keys: Vec<String> = self.store.drafted(page.host()).filter(in_changed).collect();
        keys.push(LOOSE.to_owned());
        let is_posted = |key: &String| {
            let Some(draft) = self.stored(key).filter(|draft| !draft.text.trim().is_empty()) else {
                return false;
            };
            let roots = changed.iter().filter(|root| key == LOOSE || board.root(key) == Some(root));
            let posts =
                roots.filter_map(|root| board.thread(root)).flat_map(|thread| &thread.posts);
            posts.filter_map(|key| board.post(key)).any(|post| {
                let is_new = |posted: crate::clock::Interval| posted.latest >= draft.at - MINUTE_MS;
                post.own
                    && post.posted.is_none_or(is_new)
                    && is_same_answer(&post.record.text, &draft.text)
            })
        };
        let posted: Vec<String> = keys.into_iter().filter(is_posted).collect();
        for key in posted {
            if let Some(draft) = self.stored(&key) {
                self.store_draft(&key, Draft { text: String::new(), ..draft });
            }
            if let Some(answer) = self.answer.as_mut().filter(|answer| answer.to == key) {
                answer.in_box = false;
                answer.is_edited = false;
                answer.text.clear();
                self.flash = Some(Flash::Posted);
            }
        }
    }

    /// What is being written to a post goes with it when its key changes.
    pub(super) fn follow_renamed(&mut self) {
        let renamed = self.page.as_mut().map(|page| page.take_renamed()).unwrap_or_default();
        for (old, new) in renamed {
            if let Some(mut draft) = self.stored(&old) {
                self.store_draft(&old, Draft::default());
                if let Some(there) = self.stored(&new) {
                    keep(&mut draft.kept, there.text);
                    there.kept.into_iter().for_each(|text| keep(&mut draft.kept, text));
                }
                self.store_draft(&new, draft);
            }
            if let Some(page) = &mut self.page
                && let Some(act) = self.store.act(page.host(), &old)
            {
                self.store.set_act(page.host(), &new, act);
                page.hear_act(&new, &self.store);
            }
            if let Some(answer) = &mut self.answer {
                for key in [&mut answer.root, &mut answer.to] {
                    if *key == old {
                        key.clone_from(&new);
                    }
                }
            }
        }
    }

    /// Takes up the answer that the agent was at before the page was read anew.
    pub(super) fn resume_answer(&mut self) {
        let Some(to) = self.resumes.clone().filter(|_| self.answer.is_none()) else { return };
        self.answer = self.new_answer(&to);
        if self.answer.is_some() {
            self.resumes = None;
            self.check_answer();
        }
    }

    fn new_answer(&self, to: &str) -> Option<Answer> {
        let root = self.page.as_ref()?.board()?.root(to)?.to_owned();
        let wish = reply::Wish::default();
        let drafts = self.drafts(to, &root, &wish)?;
        let Draft { text, kept, .. } = self.stored(to).unwrap_or_default();
        let is_edited = !text.trim().is_empty();
        let first = drafts.first().map(|draft| draft.text.clone()).unwrap_or_default();
        Some(Answer {
            root,
            to: to.to_owned(),
            text: if is_edited { text } else { first },
            is_edited,
            drafts,
            taken: 0,
            wish,
            kept,
            findings: Vec::new(),
            request: None,
            in_box: false,
            place: None,
        })
    }

    /// The drafts of an answer to a post, by the thread's root.
    pub(super) fn drafts(
        &self,
        to: &str,
        root: &str,
        wish: &reply::Wish,
    ) -> Option<Vec<reply::Draft>> {
        let seed = hash(&[root]);
        self.with_situation(to, |situation| reply::draft(situation, wish, seed))
    }

    fn check_answer(&mut self) {
        let Some(answer) = &self.answer else { return };
        let findings =
            self.with_situation(&answer.to, |situation| reply::check(&answer.text, situation));
        let blocking = self.settings.as_ref().map(|settings| settings.blocking.as_slice());
        if let Some(answer) = &mut self.answer {
            answer.findings = findings.unwrap_or_default();
            reply::check::block(&mut answer.findings, blocking.unwrap_or_default());
        }
    }

    fn with_situation<T>(&self, key: &str, then: impl FnOnce(Situation<'_>) -> T) -> Option<T> {
        let (page, settings) = (self.page.as_ref()?, self.settings.as_ref()?);
        let wordings = own_wordings::read(&settings.wordings).0;
        let answering = Answering {
            site: page.profile_name(),
            place: page.place(),
            page_names: &settings.page_names,
            domains: &settings.domains,
            agent: &settings.agent,
            fault: Fault::Unknown,
            wordings: &wordings,
            earlier: &[],
        };
        with_situation(page.board()?, key, page.ui(), answering, self.now, then)
    }
}

/// The words are the same but for white space, smileys drawn as pictures, and
/// what a site folds away behind the beginning.
fn is_same_answer(posted: &str, draft: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        folded(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
    };
    let (posted, draft) = (letters(posted), letters(draft));
    let beginning = posted.iter().zip(&draft).take_while(|(left, right)| left == right).count();
    posted == draft || beginning >= SAME_BEGINNING
}
