//! What the answers in view say already.

use crate::text::letters;

/// So many letters in a row are looked up before a whole text is searched.
const RUN: usize = 8;
/// The table's size, as a power of two: eight times the letters of a hundred answers.
const BITS: u32 = 18;

/// The letters and digits of answers alone, so that punctuation hides no repetition.
pub(super) struct Seen {
    texts: Vec<String>,
    /// A bit for each run of letters in them.
    runs: Vec<u64>,
}

impl Seen {
    pub fn of(texts: &[String]) -> Self {
        let mut runs = vec![0; 1 << (BITS - 6)];
        let texts = texts.iter().map(|text| letters(text)).collect::<Vec<_>>();
        for text in &texts {
            each_run(text, |run| {
                let (word, bit) = place(run);
                if let Some(word) = runs.get_mut(word) {
                    *word |= bit;
                }
                true
            });
        }
        Self { texts, runs }
    }

    /// How many answers ago a wording was used, whatever stood in its slots; None: in none.
    pub fn ago(&self, wording: &str) -> Option<usize> {
        let fixed =
            wording.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, it)| it));
        let fixed: Vec<String> = fixed.map(letters).collect();
        let may_be = |piece: &String| {
            each_run(piece, |run| {
                let (word, bit) = place(run);
                self.runs.get(word).is_some_and(|word| word & bit != 0)
            })
        };
        if !fixed.iter().all(may_be) {
            return None;
        }
        self.texts.iter().position(|text| fixed.iter().all(|piece| text.contains(piece.as_str())))
    }
}

/// Tells `see` each run of bytes, until one is not seen.
fn each_run(letters: &str, mut see: impl FnMut(u64) -> bool) -> bool {
    let mut run = 0;
    letters.bytes().zip(1..).all(|(byte, count)| {
        run = run << 8 | u64::from(byte);
        count < RUN || see(run)
    })
}

/// Where the bit of a run stands.
fn place(run: u64) -> (usize, u64) {
    let mixed = run.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS);
    ((mixed >> 6) as usize, 1 << (mixed & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_is_known_again_whatever_stood_in_its_slots() {
        let texts = ["Hej Bo.\nDet ser jeg på.", "Hej Ida! Om REGNINGEN ved jeg mere kl. 15."];
        let seen = Seen::of(&texts.map(ToOwned::to_owned));
        assert_eq!(seen.ago("Det ser jeg på."), Some(0));
        assert_eq!(seen.ago("Om {thing} ved jeg mere {back}."), Some(1));
        assert_eq!(seen.ago("{thing} ser jeg på."), Some(0));
        // Shorter than a run, and none of the fixed words.
        assert_eq!(seen.ago("Hej"), Some(0));
        assert_eq!(seen.ago("{first}"), Some(0));
        assert_eq!(seen.ago("Det ser jeg på i dag."), None);
        assert_eq!(seen.ago("Om {thing} ved jeg intet."), None);
        // Each piece stands in an answer, but not in one.
        assert_eq!(seen.ago("Det ser jeg på, {first}. Ved jeg mere kl. 15."), None);
        assert_eq!(Seen::of(&[]).ago("Det ser jeg på."), None);
    }
}
