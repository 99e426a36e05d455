//! A page's elements, and how a post's parts stand in them.

use super::selector::{Feature, Selector};
use crate::message::Sketch;

/// Stands for an element that there is not.
pub(super) const NONE: usize = usize::MAX;

/// Tags of the parts of a text.
const WORDY: &str = "p br ul ol li blockquote pre h1 h2 h3 h4 h5 h6 hr figure picture img wbr";
/// Tags inside a line of text.
const INLINE: &str = "a b i em strong u s span code mark small sub sup del ins q img";

/// One element.
pub(super) struct Element<'a> {
    /// The place of the element that it stands in, which is before its own.
    pub parent: usize,
    pub tag: &'a str,
    pub classes: Vec<&'a str>,
    /// A name, its value, a name, its value.
    attributes: &'a [String],
    /// Letters of its own.
    letters: usize,
    /// Letters in it.
    pub words: usize,
    /// The how manieth of its tag among its siblings.
    pub place: usize,
    picked: &'a [u32],
}

impl<'a> Element<'a> {
    pub fn attributes(&self) -> Vec<(&'a str, &'a str)> {
        let mut attributes = Vec::new();
        for pair in self.attributes.chunks_exact(2) {
            if let [name, value] = pair {
                attributes.push((name.as_str(), value.as_str()));
            }
        }
        attributes
    }

    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let [other, value, after @ ..] = rest {
            if other == name {
                return Some(value);
            }
            rest = after;
        }
        None
    }

    /// Of the same tag and classes.
    fn is_like(&self, other: &Self) -> bool {
        self.tag == other.tag && self.classes == other.classes
    }

    pub fn has(&self, feature: &Feature<'_>) -> bool {
        match *feature {
            Feature::Tag(tag) => self.tag == tag,
            Feature::Class(class) => self.classes.contains(&class),
            Feature::Place(tag, place) => self.tag == tag && self.place == place,
            Feature::Attribute(name, how, wanted) => {
                let Some(value) = self.attribute(name) else { return false };
                match how {
                    "=" => value == wanted,
                    "^=" => value.starts_with(wanted),
                    "*=" => value.contains(wanted),
                    _ => true,
                }
            }
            Feature::Child => false,
        }
    }
}

/// A page's elements in document order.
pub(super) struct Outline<'a>(pub Vec<Element<'a>>);

impl<'a> Outline<'a> {
    pub fn new(sketches: &'a [Sketch]) -> Self {
        let mut elements: Vec<Element<'a>> = Vec::with_capacity(sketches.len());
        // By element: the last of each tag that stands in it so far.
        let mut last: Vec<Vec<usize>> = Vec::with_capacity(sketches.len());
        for (at, sketch) in sketches.iter().enumerate() {
            let parent = sketch.parent.map_or(NONE, |parent| parent as usize);
            let parent = if parent < at { parent } else { NONE };
            let mut place = 1;
            if let Some(siblings) = last.get_mut(parent) {
                for sibling in siblings.iter_mut() {
                    if let Some(other) = elements.get(*sibling)
                        && other.tag == sketch.tag
                    {
                        place = other.place + 1;
                        *sibling = at;
                    }
                }
                if place == 1 {
                    siblings.push(at);
                }
            }
            last.push(Vec::new());
            let mut element = Element {
                parent,
                tag: &sketch.tag,
                classes: Vec::new(),
                attributes: &sketch.attributes,
                letters: sketch.letters as usize,
                words: sketch.letters as usize,
                place,
                picked: &sketch.picked,
            };
            if let Some(classes) = element.attribute("class") {
                element.classes = classes.split_whitespace().collect();
            }
            elements.push(element);
        }
        for at in (0..elements.len()).rev() {
            let Some(&Element { parent, words, .. }) = elements.get(at) else { continue };
            if let Some(parent) = elements.get_mut(parent) {
                parent.words = parent.words.saturating_add(words);
            }
        }
        Self(elements)
    }

    pub fn get(&self, at: usize) -> Option<&Element<'a>> {
        self.0.get(at)
    }

    pub fn picked(&self, slot: u32) -> usize {
        self.0.iter().position(|element| element.picked.contains(&slot)).unwrap_or(NONE)
    }

    pub fn words(&self, at: usize) -> usize {
        self.get(at).map_or(0, |element| element.words)
    }

    pub fn parent(&self, at: usize) -> usize {
        self.get(at).map_or(NONE, |element| element.parent)
    }

    /// The element and all that it stands in below `outer`, innermost first.
    pub fn up(&self, at: usize, outer: usize) -> Vec<usize> {
        let mut elements = Vec::new();
        let mut at = at;
        while at != NONE && at != outer {
            elements.push(at);
            at = self.parent(at);
        }
        elements
    }

    pub fn is_in(&self, inner: usize, outer: usize) -> bool {
        let mut at = inner;
        while at != NONE && at != outer {
            at = self.parent(at);
        }
        at != NONE
    }

    /// The innermost element that both stand in.
    pub fn around(&self, one: usize, other: usize) -> usize {
        let mut at = one;
        while at != NONE && !self.is_in(other, at) {
            at = self.parent(at);
        }
        at
    }

    /// Where each of the two stands, one like the other stands too, in the
    /// same way.
    pub fn are_of_two_posts(&self, one: usize, other: usize) -> bool {
        let around = self.around(one, other);
        let has_like = |wanted: usize, beside: usize| {
            let wanted = self.up(wanted, around);
            let branch = self.up(beside, around).last().copied();
            (0..self.0.len()).any(|at| {
                let up = self.up(at, around);
                let mut both = up.iter().zip(&wanted);
                at != beside
                    && up.len() == wanted.len()
                    && up.last().copied() == branch
                    && both.all(|(it, wanted)| match (self.get(*it), self.get(*wanted)) {
                        (Some(it), Some(wanted)) => it.is_like(wanted),
                        _ => false,
                    })
            })
        };
        has_like(other, one) && has_like(one, other)
    }

    /// The element and those below `around` that hold the same words.
    pub fn same_words(&self, at: usize, around: usize) -> Vec<usize> {
        let mut elements = self.up(at, around);
        elements.retain(|up| self.words(*up) == self.words(at));
        elements
    }

    /// The agent points at one line or word of a text: the element and those
    /// below `around` that hold more of the same text. `around` holds other
    /// parts of the post.
    pub fn whole_text(&self, at: usize, around: usize) -> Vec<usize> {
        let mut elements = self.up(at, around);
        let ends = |at: usize| match elements.get(at..at + 2) {
            Some([top, above]) => !self.reads_on(*top, *above),
            _ => true,
        };
        let end = (0..elements.len()).find(|at| ends(*at));
        elements.truncate(end.map_or(0, |end| end + 1));
        elements
    }

    /// The outermost element of a text, and its siblings where it is one of
    /// several paragraphs among other things.
    pub fn parts(&self, text: &[usize]) -> Vec<usize> {
        let top = text.last().copied().unwrap_or(NONE);
        let Some(this) = self.get(top) else { return Vec::new() };
        let is_part = |at: &usize| {
            let is_paragraph = |it: &Element<'_>| it.parent == this.parent && it.is_like(this);
            *at == top || (is_among(this.tag, WORDY) && self.get(*at).is_some_and(is_paragraph))
        };
        (0..self.0.len()).filter(is_part).collect()
    }

    /// Everything in `parent` reads as the text that `part` is a part of.
    fn reads_on(&self, part: usize, parent: usize) -> bool {
        let (Some(this), Some(around)) = (self.get(part), self.get(parent)) else { return false };
        let is_inline = is_among(this.tag, INLINE);
        if this.words == around.words || (around.letters > 0 && is_inline) {
            return true;
        }
        let is_bare = is_inline && this.classes.is_empty();
        self.0.iter().all(|element| {
            let (is_wordy, is_beside) =
                (is_among(element.tag, WORDY), is_among(element.tag, INLINE));
            let is_plain = element.attributes.is_empty() && (is_wordy || is_beside);
            element.parent != parent
                || element.is_like(this)
                || is_plain
                || (is_bare && is_beside)
                || (is_wordy && element.words == 0)
        })
    }

    /// What the selector matches, in document order.
    pub fn matches(&self, selector: &Selector<'_>) -> Vec<usize> {
        let is_match = |at: &usize| {
            let mut at = *at;
            selector.path.iter().rev().all(|feature| {
                if *feature == Feature::Child {
                    at = self.parent(at);
                    return at != NONE;
                }
                self.get(at).is_some_and(|it| it.has(feature))
            })
        };
        (0..self.0.len()).filter(is_match).collect()
    }
}

fn is_among(word: &str, words: &str) -> bool {
    words.split(' ').any(|other| other == word)
}
