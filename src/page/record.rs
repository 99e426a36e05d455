//! One post, comment or reply as the page showed it.

use serde::{Deserialize, Serialize};

/// One customer message or page answer, in the page's own words.
///
/// This is also a post of the command-line tool's snapshot. All but `key`,
/// `author` and `text` may be unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Names the post; the same after a re-render and a reload.
    pub key: String,
    /// Key of the post this one stands under, if it is a comment or reply.
    #[serde(default)]
    pub parent: Option<String>,
    /// The author's name as shown.
    pub author: String,
    /// The site's owner badge beside the author, in the site's words.
    #[serde(default)]
    pub badge: Option<String>,
    /// The text, lines separated by `\n`, emoji as text.
    pub text: String,
    /// The page's own time words ("18 t").
    #[serde(default)]
    pub time: Option<String>,
    /// ISO 8601 time, where the page has one.
    #[serde(default)]
    pub datetime: Option<String>,
    /// Reactions to this post.
    #[serde(default)]
    pub reactions: Option<u64>,
    /// How often the post has been shared.
    #[serde(default)]
    pub shares: Option<u64>,
    /// The site's own language mark (a BCP 47 tag).
    #[serde(default)]
    pub lang: Option<String>,
}
