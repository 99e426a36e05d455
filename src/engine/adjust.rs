//! A draft made otherwise: shorter, in another tone or language, in other words.

use super::Engine;
use crate::reading::Lang;
use crate::reply::Draft;
use crate::reply::phrases::Move;
use crate::reply::when::Tone;

/// How the agent wants the draft to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adjust {
    /// Shorter; when it can't be any shorter, as it was.
    Shorter,
    /// In this tone, or no longer.
    Tone(Tone),
    /// One part in its next wording, by its place in the draft.
    Turn(usize),
    /// The part that was turned last, again; else the first one after the greeting.
    TurnAgain,
    /// In this language.
    Lang(Lang),
}

impl Engine {
    /// Makes the drafts anew. What the agent has typed is kept aside.
    pub(super) fn adjust(&mut self, adjust: Adjust) {
        let Some(answer) = &self.answer else { return };
        let mut wish = answer.wish.clone();
        let taken = answer.drafts.get(answer.taken);
        match adjust {
            Adjust::Shorter => wish.shorter = wish.shorter.saturating_add(1),
            Adjust::Tone(tone) => wish.tone = Some(tone).filter(|_| wish.tone != Some(tone)),
            Adjust::Turn(at) => wish.turns.extend(taken.and_then(|draft| part(draft, at))),
            Adjust::TurnAgain => {
                let again = wish.turns.last().copied();
                wish.turns.extend(again.or_else(|| part(taken?, 1)));
            }
            Adjust::Lang(lang) => wish.lang = Some(lang),
        }
        let Some(mut drafts) = self.drafts(&answer.to, &answer.root, &wish) else { return };
        let before: Vec<&str> = answer.drafts.iter().map(|draft| draft.text.as_str()).collect();
        let is_same = drafts.iter().map(|draft| draft.text.as_str()).eq(before);
        if adjust == Adjust::Shorter && is_same {
            wish.shorter = 0;
            drafts = self.drafts(&answer.to, &answer.root, &wish).unwrap_or(drafts);
        }
        let kind = taken.map(|draft| draft.kind);
        self.change_answer(|answer| {
            let same_kind = drafts.iter().position(|draft| Some(draft.kind) == kind);
            answer.taken = same_kind.unwrap_or_default();
            answer.set_aside();
            answer.text =
                drafts.get(answer.taken).map(|draft| draft.text.clone()).unwrap_or_default();
            answer.is_edited = false;
            answer.drafts = drafts;
            answer.wish = wish;
        });
    }
}

/// The move of a draft's part that has other wordings.
fn part(draft: &Draft, at: usize) -> Option<Move> {
    let part = draft.parts.get(at)?;
    Move::ALL.into_iter().find(|act| act.name() == part.name)
}
