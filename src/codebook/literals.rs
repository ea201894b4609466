//! A codebook comes in, the words that are looked for before anything else go out.

use super::{Clues, Codebook};
use crate::text::Words;
use crate::text::phrase::{Literal, Numbered};
use std::collections::BTreeSet;

impl Codebook {
    /// The literals of which at least one stands in every match of a phrase, as they stand in folded text (` word `, or ` word` for the
    /// beginning of one), each once, by the alphabet. Those of the codebook's own language.
    #[must_use]
    pub fn literals(&self) -> Vec<String> {
        let looked_for = self.owners.iter().filter(|owner| owner.wording.is_some());
        let needed: BTreeSet<&Literal> =
            looked_for.flat_map(|owner| self.lexicon.literals_of(&owner.pattern).unwrap_or_default()).collect();
        let mut found: Vec<String> = needed.into_iter().map(|literal| self.lexicon.literal(*literal)).collect();
        found.sort();
        found
    }

    /// How many times these literals stand in a text: the first look at it, by which nearly all of it is passed over.
    #[must_use]
    pub fn literals_in(&self, words: &Words) -> usize {
        let all = 0..words.tokens.len();
        let shown = |literal: &Literal| self.lookout.clues(*literal).show(Clues::PHRASE);
        Numbered::of(&self.lexicon, words, all.clone()).literals(all).filter(shown).count()
    }
}
