//! What weighs on a customer, whatever the matter is: a fourth call, an exam tomorrow, a
//! parent of 84. An answer names the heaviest.

use serde::Deserialize;

use crate::reading::Topic;

use super::finder::Told;

/// A circumstance that customers write about, and its wordings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circumstance {
    /// Its name, `snake_case`.
    pub name: String,
    /// How customers write it: phrases as in `src/phrases.rs`.
    pub find: Vec<String>,
    /// And elsewhere in the post: one of these, if there are any.
    #[serde(default)]
    pub with: Vec<String>,
    /// What must stand nowhere in it.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Names it and takes it seriously.
    pub say: Vec<String>,
    /// The topics with which alone it is spoken of; none: any.
    #[serde(default)]
    pub topic: Vec<Topic>,
    /// Nothing is said beside it that is said of ordinary trouble: a death, an illness.
    #[serde(default)]
    pub solemn: bool,
    /// Posts that tell it: tests.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Posts that seem to: tests.
    #[serde(default)]
    pub no: Vec<String>,
}

impl Circumstance {
    /// What tells it.
    pub(super) fn told(&self) -> Told<'_> {
        Told { find: &self.find, with: &self.with, unless: &self.unless }
    }
}
