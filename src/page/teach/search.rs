//! The steadiest selectors for what was picked: each is tried on the whole page.

use super::key::{is_date, is_numbering, key_pattern};
use super::outline::{Element, NONE, Outline};
use super::selector::Selector;
use super::{Fault, pick, quoted};

/// So far up from what was picked a post may reach.
const LEVELS: usize = 12;
/// Reply boxes where none was picked.
pub(super) const ANY_BOX: &str = "textarea, [contenteditable=true], [role=textbox]";

/// A selector and what it matches.
pub(super) struct Candidate<'a> {
    pub selector: Selector<'a>,
    matches: Vec<usize>,
}

/// What a field's selector has to find in the post that was shown.
pub(super) struct Target<'a> {
    /// The elements that hold just these words, the innermost first.
    pub elements: Vec<usize>,
    /// What is read there are words.
    pub is_words: bool,
    /// Where its matches together are the words, not the first alone: the
    /// outermost elements that hold them.
    pub parts: Vec<usize>,
    pub candidates: Vec<Candidate<'a>>,
}

/// The page, told apart into posts.
pub(super) struct Posts {
    /// The post that was shown.
    shown: usize,
    /// By element: the post that it stands in, or is.
    owners: Vec<usize>,
}

/// A way to tell the posts apart.
pub(super) struct Way<'a> {
    pub shown: usize,
    pub selector: Selector<'a>,
    /// How many have a text and an author, less what has not.
    worth: usize,
    /// What speaks against it.
    cost: usize,
}

impl<'a> Outline<'a> {
    pub fn target(&self, elements: Vec<usize>) -> Target<'a> {
        let mut candidates = Vec::new();
        for at in &elements {
            for selector in self.selectors(*at) {
                candidates.push(Candidate { matches: self.matches(&selector), selector });
            }
        }
        Target { elements, is_words: false, parts: Vec::new(), candidates }
    }

    /// The posts that the items are, the one that was shown among them.
    pub fn posts(&self, shown: usize, items: &[usize]) -> Posts {
        let mut owners: Vec<usize> = Vec::with_capacity(self.0.len());
        for (at, element) in self.0.iter().enumerate() {
            let above = owners.get(element.parent).copied().unwrap_or(NONE);
            owners.push(if items.binary_search(&at).is_ok() { at } else { above });
        }
        Posts { shown, owners }
    }

    /// The selector finds in the post that was shown what it has to.
    fn fits(&self, target: &Target<'_>, own: &[usize]) -> bool {
        if target.parts.is_empty() {
            return own.first().is_some_and(|first| target.elements.contains(first));
        }
        let mut last = NONE;
        let mut words = 0;
        for at in own {
            if !target.parts.iter().any(|part| self.is_in(*at, *part)) {
                return false;
            }
            if last == NONE || !self.is_in(*at, last) {
                words += self.words(*at);
                last = *at;
            }
        }
        words == target.parts.iter().map(|part| self.words(*part)).sum::<usize>()
    }

    /// Of the accepted selectors that find it in many posts, the steadiest.
    pub fn choose<'target>(
        &self,
        target: &'target Target<'a>,
        posts: &Posts,
        is_accepted: fn(&Selector<'a>) -> bool,
    ) -> Option<&'target Candidate<'a>> {
        let mut fitting: Vec<(usize, usize, &Candidate<'a>)> = Vec::new();
        let mut most = 0;
        for candidate in &target.candidates {
            let mut own = posts.own(&candidate.matches, posts.shown);
            // What has no words is no author and no time, and is passed over in reading too.
            own.retain(|at| !target.is_words || self.words(*at) > 0);
            if self.fits(target, &own) {
                let only_first = target.parts.is_empty() && own.len() > 1;
                let cost = candidate.selector.cost + if only_first { 6 } else { 0 };
                let found = posts.having(&candidate.matches).len();
                most = most.max(found);
                fitting.push((cost, found, candidate));
            }
        }
        fitting.retain(|(.., candidate)| is_accepted(&candidate.selector));
        let best = fitting.iter().min_by_key(|(cost, found, _)| loss(*cost, *found, most));
        best.map(|(.., candidate)| *candidate)
    }

    /// The steadiest way to tell posts like the one that was shown from the
    /// rest of the page.
    pub fn way(&self, around: usize, fields: &[&Target<'a>], answer: usize) -> Option<Way<'a>> {
        let mut ways: Vec<Way<'a>> = Vec::new();
        for (height, shown) in self.up(around, NONE).into_iter().take(LEVELS).enumerate() {
            if self.get(shown).is_none_or(|it| it.tag == "body" || it.tag == "html") {
                break;
            }
            for selector in self.selectors(shown) {
                let items = self.matches(&selector);
                let posts = self.posts(shown, &items);
                let mut good = items.clone();
                let mut cost = 5 * selector.cost;
                let fits = fields.iter().all(|field| {
                    let Some(found) = self.choose(field, &posts, always) else { return false };
                    let having = posts.having(&found.matches);
                    good.retain(|item| having.binary_search(item).is_ok());
                    cost += found.selector.cost;
                    true
                });
                if !fits {
                    continue;
                }
                let others = items.len() - good.len();
                if others > 0 {
                    cost += 15 + (others * 50 / good.len().max(1)).min(100);
                }
                if !self.has_neighbours(&items, &posts) {
                    cost += 5;
                }
                if answer != NONE && !self.is_in(answer, shown) {
                    cost += 15;
                }
                if good.len() < 2 {
                    // What is around the only post may be around all of them on another page.
                    cost += 10 * height;
                }
                let worth = good.len().saturating_sub(others / 4);
                ways.push(Way { shown, selector, worth, cost });
            }
        }
        let most = ways.iter().map(|way| way.worth).max()?;
        ways.into_iter().min_by_key(|way| way.cost + missing(way.worth, most))
    }

    /// Of these one stands beside another or in another, as posts do.
    fn has_neighbours(&self, items: &[usize], posts: &Posts) -> bool {
        let mut parents = Vec::new();
        for item in items {
            let parent = self.parent(*item);
            if posts.owner(parent) != NONE || parents.contains(&parent) {
                return true;
            }
            parents.push(parent);
        }
        false
    }

    /// The selectors of the reply boxes and of what opens them, and whether
    /// what was picked is all that the opener says.
    pub fn answering(&self, answer: usize, posts: &Posts) -> Result<(String, String, bool), Fault> {
        let any_box = (ANY_BOX.to_owned(), String::new(), false);
        if answer == NONE {
            return Ok(any_box);
        }
        let is = |at: usize, tags: &[&str], role: &str| {
            self.get(at)
                .is_some_and(|it| tags.contains(&it.tag) || it.attribute("role") == Some(role))
        };
        let is_box = |at: &usize| {
            let editable = self.get(*at).and_then(|it| it.attribute("contenteditable"));
            is(*at, &["textarea"], "textbox") || editable.is_some_and(|value| value != "false")
        };
        let up = self.up(answer, NONE);
        if let Some(at) = up.iter().find(|at| is_box(at)) {
            let mut boxes = self.target(vec![*at]).candidates;
            boxes.retain(|candidate| candidate.matches.iter().all(is_box));
            let named = boxes.iter().min_by_key(|candidate| candidate.selector.cost);
            return Ok(named.map_or(any_box, |named| (named.selector.css(), String::new(), false)));
        }
        let is_button = |at: &&usize| is(**at, &["a", "button", "summary"], "button");
        let button = up.iter().find(is_button).copied().unwrap_or(answer);
        let found = self.target(vec![button]);
        let opener = self.choose(&found, posts, always).ok_or(Fault::NoBox)?;
        Ok((any_box.0, opener.selector.css(), self.words(answer) == self.words(button)))
    }

    /// Where the site's own name for a post is, and the pattern to take it out.
    pub fn key(&self, posts: &Posts, text: &Target<'a>, time: &Target<'a>) -> (String, String) {
        let text = self.choose(text, posts, always);
        let mut items = text.map(|text| posts.having(&text.matches)).unwrap_or_default();
        items.retain(|item| *item != posts.shown);
        items.insert(0, posts.shown);
        // The link that a site hangs on a post's time leads to the post.
        let time = time.elements.first().copied().unwrap_or(NONE);
        for link in self.up(time, posts.shown) {
            if self.get(link).is_none_or(|it| it.attribute("href").is_none()) {
                continue;
            }
            let found = self.target(vec![link]);
            let Some(found) = self.choose(&found, posts, always) else { continue };
            let mut values = Vec::new();
            for item in &items {
                let own = posts.own(&found.matches, *item);
                let link = own.first().and_then(|at| self.get(*at));
                values.push(link.and_then(|link| link.attribute("href")));
            }
            if let Some(pattern) = key_pattern(&values) {
                return (pick(&found.selector.css(), "href"), pattern);
            }
        }
        for (name, _) in self.get(posts.shown).map(Element::attributes).unwrap_or_default() {
            let mut values = Vec::new();
            for item in &items {
                values.push(self.get(*item).and_then(|it| it.attribute(name)));
            }
            let pattern = if is_numbering(name) { key_pattern(&values) } else { None };
            // An `id` that is no number of the site's is of the moment.
            if let Some(pattern) = pattern.filter(|it| name != "id" || !it.is_empty()) {
                return (format!("{{ \"attr\": {} }}", quoted(name)), pattern);
            }
        }
        (String::new(), String::new())
    }

    /// Where the time stands as machines write it.
    pub fn datetime(&self, time: &Target<'a>, posts: &Posts) -> String {
        for at in &time.elements {
            let mut dates = self.get(*at).map(Element::attributes).unwrap_or_default();
            dates.retain(|(name, value)| is_date(name, value));
            if let Some((name, _)) = dates.iter().max_by_key(|(name, _)| *name != "title") {
                let found = self.target(vec![*at]);
                let found = self.choose(&found, posts, always);
                return found.map(|it| pick(&it.selector.css(), name)).unwrap_or_default();
            }
        }
        String::new()
    }
}

impl Posts {
    fn owner(&self, at: usize) -> usize {
        self.owners.get(at).copied().unwrap_or(NONE)
    }

    /// What of these stands in the post and in no post inside it.
    fn own(&self, matches: &[usize], post: usize) -> Vec<usize> {
        let mut own = matches.to_vec();
        own.retain(|at| *at != post && self.owner(*at) == post);
        own
    }

    /// The posts that have one of these in them.
    fn having(&self, matches: &[usize]) -> Vec<usize> {
        let mut is_found = vec![false; self.owners.len()];
        for at in matches {
            let owner = self.owner(*at);
            if let Some(found) = is_found.get_mut(owner).filter(|_| owner != *at) {
                *found = true;
            }
        }
        (0..is_found.len()).filter(|at| is_found.get(*at) == Some(&true)).collect()
    }
}

pub(super) fn always(_: &Selector<'_>) -> bool {
    true
}

/// What speaks against a selector that costs this and finds so many of `most`.
fn loss(cost: usize, found: usize, most: usize) -> usize {
    5 * cost + missing(found, most)
}

fn missing(found: usize, most: usize) -> usize {
    60 * (most - found) / most.max(1)
}
