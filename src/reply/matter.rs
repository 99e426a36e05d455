//! What exactly went wrong or is asked, finer than a topic, so that an answer names the
//! concrete thing that the customer wrote.

use serde::Deserialize;

use crate::reading::Topic;

use super::finder::Told;

/// A matter that customers write about, and its wordings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// Its name, `snake_case`.
    pub name: String,
    /// The topics of posts about it.
    pub topic: Vec<Topic>,
    /// How customers write it: phrases as in `src/phrases.rs`.
    pub find: Vec<String>,
    /// And elsewhere in the post: one of these, if there are any.
    #[serde(default)]
    pub with: Vec<String>,
    /// What must stand nowhere in it.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Takes it seriously, to who is upset.
    #[serde(default)]
    pub upset: Vec<String>,
    /// Takes it up, with who is calm; thanks who is pleased.
    #[serde(default)]
    pub calm: Vec<String>,
    /// What I do now, or what you can do; who hears the praise.
    #[serde(default)]
    pub next_step: Vec<String>,
    /// Invites to a private message.
    #[serde(default)]
    pub private: Vec<String>,
    /// Nothing is said beside it that is said of ordinary trouble: a death.
    #[serde(default)]
    pub solemn: bool,
    /// The danger is past: nobody is told first to call for help.
    #[serde(default)]
    pub over: bool,
    /// Posts that are about it: tests.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Posts that seem to be: tests.
    #[serde(default)]
    pub no: Vec<String>,
}

impl Matter {
    /// What tells it.
    pub(super) fn told(&self) -> Told<'_> {
        Told { find: &self.find, with: &self.with, unless: &self.unless }
    }

    /// It is praise and nothing else.
    pub(super) fn praises(&self) -> bool {
        self.topic == [Topic::Praise]
    }

    /// Chatter first of all: an entry in a game, a friend's name, another customer's advice.
    pub(super) fn is_talk(&self) -> bool {
        self.topic.first() == Some(&Topic::Chatter)
    }

    /// All its wordings, with the name of their list.
    pub(super) fn wordings(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        let lists = [
            ("upset", &self.upset),
            ("calm", &self.calm),
            ("next_step", &self.next_step),
            ("private", &self.private),
        ];
        lists.into_iter().map(|(name, list)| (name, list.as_slice()))
    }
}
