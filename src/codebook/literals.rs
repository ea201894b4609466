//! A codebook comes in, the words that are looked for before anything else go out.

use super::Codebook;
use crate::text::phrase::Literal;
use std::collections::BTreeSet;

impl Codebook {
    /// The literals of which at least one stands in every match of a phrase, as they stand in folded text (` word `, or ` word` for the
    /// beginning of one), each once, by the alphabet. Those of the codebook's own language.
    #[must_use]
    pub fn literals(&self) -> Vec<String> {
        let needed: BTreeSet<&Literal> = self.owners.iter().flat_map(|owner| owner.pattern.literals().unwrap_or_default()).collect();
        let mut found: Vec<String> = needed.into_iter().map(|literal| self.lexicon.literal(*literal)).collect();
        found.sort();
        found
    }
}
