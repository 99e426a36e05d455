//! What a draft says already, so that it doesn't say it twice.

use crate::text::lowered;

use super::check::words::words;

/// So many words in a row, said again, are heard as a repetition.
const RUN: usize = 4;

/// The runs of words of a draft's parts so far.
#[derive(Debug, Default)]
pub(super) struct Said(Vec<String>);

impl Said {
    /// Another part.
    pub fn add(&mut self, part: &str) {
        self.0.extend(runs(part));
    }

    /// Whether a part would say some words again.
    pub fn has_run_of(&self, part: &str) -> bool {
        !self.0.is_empty() && runs(part).iter().any(|run| self.0.contains(run))
    }
}

fn runs(part: &str) -> Vec<String> {
    let words: Vec<String> = words(part).map(|(_, word)| lowered(word)).collect();
    words.windows(RUN).map(|run| run.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_words_in_a_row_are_a_repetition() {
        let mut said = Said::default();
        assert!(!said.has_run_of("Det er ikkje greitt."));
        said.add("Det er ikkje greitt å gå og vente.");
        assert!(said.has_run_of("Og det er ikkje greitt, dette."));
        assert!(!said.has_run_of("Det er greitt å vente og gå."));
        // A run does not go on from one part to the next.
        said.add("Eg ser på det.");
        assert!(!said.has_run_of("og vente eg ser"));
        assert!(!said.has_run_of(""));
    }
}
