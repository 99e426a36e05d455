//! Selectors that could mean an element, and how steady each is.

use super::names::{is_generated, is_styling, stem};
use super::outline::{Element, NONE, Outline};

/// Attributes whose values name what an element is.
const NAMING: &str = "role itemprop itemtype rel slot part data-testid data-test data-qa data-cy \
     data-e2e data-hook data-component data-type data-role";
/// So many names of an element are tried together, and for those below it.
const NAMES: usize = 6;
/// A way down has so many steps by places, and by anything else.
const PLACES: usize = 6;
const STEPS: usize = 3;
/// No name that is longer is a name.
const LONGEST: usize = 60;

/// What an element can be named by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feature<'a> {
    Tag(&'a str),
    Class(&'a str),
    /// Its name, how it is compared (`""`: it is there), and with what.
    Attribute(&'a str, &'static str, &'a str),
    /// The how manieth of its tag among its siblings.
    Place(&'a str, usize),
    /// What follows is of a child of what went before.
    Child,
}

/// An element's features, after those of the elements that lead to it.
#[derive(Debug, Clone)]
pub(super) struct Selector<'a> {
    pub path: Vec<Feature<'a>>,
    /// The higher, the sooner another version of the site breaks it.
    pub cost: usize,
}

impl<'a> Outline<'a> {
    /// Every selector that could mean this element.
    pub fn selectors(&self, at: usize) -> Vec<Selector<'a>> {
        let mut all: Vec<Selector<'a>> = Vec::new();
        let Some(element) = self.get(at).filter(|element| is_name(element.tag)) else { return all };
        let tag = Feature::Tag(element.tag);
        let mut add =
            |path: &[&[Feature<'a>]], cost| all.push(Selector { path: path.concat(), cost });
        let names = self.features(element);
        for (feature, cost) in &names {
            add(&[&[*feature]], *cost);
            if *feature != tag {
                add(&[&[tag, *feature]], cost + 1);
            }
        }
        for (at, (one, cost)) in names.iter().enumerate().take(NAMES) {
            for (other, other_cost) in names.iter().take(at) {
                if *other != tag && cost.max(other_cost) <= &STEADY {
                    add(&[&[*other, *one]], cost.max(other_cost) + 1);
                }
            }
        }
        let mut classes = vec![tag];
        classes.extend(element.classes.iter().map(|class| Feature::Class(class)));
        if classes.len() > 2 {
            add(&[&classes], 16);
        }
        // Down to it from something that has a name, by tags and by places.
        let mut tags = vec![tag];
        let mut places = vec![Feature::Place(element.tag, element.place)];
        let mut above = element.parent;
        for depth in 0..PLACES {
            add(&[&places], 11 + 3 * depth);
            let Some(element) = self.get(above) else { break };
            tags.insert(0, Feature::Child);
            places.insert(0, Feature::Child);
            if depth < STEPS {
                for (feature, cost) in self.names_for_others(element) {
                    add(&[&[feature], &tags], cost + 4 + 2 * depth);
                    add(&[&[feature], &places], cost + 8 + 2 * depth);
                }
            }
            tags.insert(0, Feature::Tag(element.tag));
            places.insert(0, Feature::Place(element.tag, element.place));
            above = if is_name(element.tag) { element.parent } else { NONE };
        }
        all
    }

    /// What an element can be named by, and what each costs.
    fn features(&self, element: &Element<'a>) -> Vec<(Feature<'a>, usize)> {
        let tag_cost = match element.tag {
            tag if tag.contains('-') => 2,
            "article" | "time" | "textarea" => 2,
            "li" | "tr" | "blockquote" | "header" | "footer" | "address" | "cite" | "p" | "h1"
            | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "dd" | "section" => 4,
            "div" | "span" => 8,
            _ => 6,
        };
        let mut all = vec![(Feature::Tag(element.tag), tag_cost)];
        let mut add = |feature, cost| all.push((feature, cost));
        for class in &element.classes {
            if !is_generated(class) {
                let is_numbered = class.contains(|letter: char| letter.is_ascii_digit());
                let cost = if is_styling(class) { 7 } else { 2 };
                add(Feature::Class(class), cost + usize::from(is_numbered));
                continue;
            }
            add(Feature::Class(class), 15);
            if let Some(stem) = stem(class) {
                add(Feature::Attribute("class", "*=", stem), 4);
            }
        }
        for (name, value) in element.attributes() {
            let is_naming = NAMING.split(' ').any(|other| other == name);
            if name == "id" {
                let stem = value.trim_end_matches(|letter: char| letter.is_ascii_digit());
                if stem.len() >= 3 && stem != value && !is_generated(stem) {
                    add(Feature::Attribute(name, "^=", stem), 3);
                }
            } else if is_naming {
                // A name that is put together and stands there once may be somebody's.
                let feature = Feature::Attribute(name, "=", value);
                let is_common = || self.0.iter().filter(|it| it.has(&feature)).count() > 1;
                if !is_generated(value) && !value.contains('@') {
                    add(feature, if !value.contains('-') || is_common() { 1 } else { 7 });
                }
                if let Some((start, _)) =
                    value.rsplit_once('-').filter(|(start, _)| start.len() > 4)
                {
                    add(Feature::Attribute(name, "^=", start), 3);
                }
            } else if !is_generated(name) {
                match name.split('-').next() {
                    Some("data" | "datetime") => add(Feature::Attribute(name, "", ""), 3),
                    Some("aria" | "contenteditable") => add(Feature::Attribute(name, "", ""), 5),
                    _ => {}
                }
            }
        }
        all.retain(|(feature, _)| feature.can_be_written());
        all
    }

    /// What an element can be named by where what is meant stands below it.
    fn names_for_others(&self, element: &Element<'a>) -> Vec<(Feature<'a>, usize)> {
        let mut names = self.features(element);
        if let Some(id) = element.attribute("id").filter(|id| !is_generated(id)) {
            names.push((Feature::Attribute("id", "=", id), 3));
        }
        names.retain(|(feature, cost)| *cost <= STEADY && feature.can_be_written());
        names.truncate(NAMES);
        names
    }
}

/// Features that cost more are no names.
const STEADY: usize = 4;

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

impl Feature<'_> {
    fn can_be_written(&self) -> bool {
        let (name, value) = match *self {
            Feature::Class(class) => ("class", class),
            Feature::Attribute(name, "", _) => (name, name),
            Feature::Attribute(name, _, value) => (name, value),
            Feature::Tag(tag) | Feature::Place(tag, _) => (tag, tag),
            Feature::Child => return true,
        };
        let is_odd = |letter: char| letter == '\'' || letter == '\\' || letter.is_control();
        is_name(name) && !value.is_empty() && value.len() <= LONGEST && !value.contains(is_odd)
    }

    fn css(&self) -> String {
        match *self {
            Feature::Tag(tag) => tag.to_owned(),
            Feature::Class(class) => {
                let is_plain = |first: char| first.is_ascii_alphabetic() || first == '_';
                if is_name(class) && class.starts_with(is_plain) {
                    format!(".{class}")
                } else {
                    format!("[class~='{class}']")
                }
            }
            Feature::Attribute(name, "", _) => format!("[{name}]"),
            Feature::Attribute(name, how, value) => format!("[{name}{how}'{value}']"),
            Feature::Place(tag, place) => format!("{tag}:nth-of-type({place})"),
            Feature::Child => " > ".to_owned(),
        }
    }
}

impl Selector<'_> {
    pub fn css(&self) -> String {
        let mut css = String::new();
        for feature in &self.path {
            css.push_str(&feature.css());
        }
        css
    }

    /// It says more than a tag and a place, so that what it matches is no accident.
    pub fn is_telling(&self) -> bool {
        let says = |it: &Feature<'_>| matches!(it, Feature::Class(_) | Feature::Attribute(..));
        self.cost <= 6 && self.path.iter().any(says)
    }
}
