//! The words of a sentence → which patterns may match in it.

use super::compile::{Lexicon, Pattern};
use super::find::Scene;
use super::lists::Lists;
use super::literal::Literal;
use super::sets::ByLiteral;

/// Patterns, each with its owner (a number the caller chooses), found by the literals that they need.
#[derive(Debug, Default)]
pub struct Finder {
    /// The sets of literals that the patterns need, by the literals in them.
    sets: ByLiteral,
    /// The owners of the patterns that need a set.
    owners: Lists,
}

impl Finder {
    /// Finds patterns of a lexicon that has learnt all it will. Such as need no literal are not found.
    #[must_use]
    pub fn new<'p>(lexicon: &Lexicon, owned: impl Iterator<Item = (u32, &'p Pattern)> + Clone) -> Self {
        let owned = owned.filter_map(|(owner, pattern)| Some((pattern.needs[0]? as usize, owner)));
        let owners = Lists::new(lexicon.sets().len(), owned);
        let used = (0u32..).take(lexicon.sets().len()).filter(|set| !owners.get(*set as usize).is_empty());
        let sets = ByLiteral::new(lexicon.sets(), lexicon.sizes(), used.map(|set| (set, set)));
        Self { sets, owners }
    }

    /// The owners of the patterns that may match in a sentence, each once, ascending.
    #[must_use]
    pub fn owners(&self, scene: &Scene<'_>) -> Vec<u32> {
        let mut sets: Vec<u32> = scene.literals().iter().flat_map(|literal| self.sets.get(*literal)).copied().collect();
        sets.sort_unstable();
        sets.dedup();
        let mut found: Vec<u32> = sets.into_iter().flat_map(|set| self.owners.get(set as usize)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a pattern may match where this literal stands.
    #[must_use]
    pub fn looks_for(&self, literal: Literal) -> bool {
        !self.sets.get(literal).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::text::Words;

    #[test]
    fn patterns_are_found_by_the_words_that_they_need() {
        let mut lexicon = Lexicon::default();
        let patterns = ["=law", "cyber*", "=the =norm", "(cyber* | =digital)", "@actor"]
            .map(|phrase| lexicon.pattern(&parse(phrase).unwrap()).unwrap());
        let finder = Finder::new(&lexicon, (5..).zip(&patterns));
        let owners = |text: &str| {
            let words = Words::of(text);
            finder.owners(&Scene::new(&lexicon, &words, 0..words.tokens.len(), Vec::new))
        };
        assert_eq!(owners("A law."), [5]);
        assert_eq!(owners("The laws."), [0_u32; 0]);
        assert_eq!(owners("A norm."), [7]);
        assert_eq!(owners("A digital law"), [5, 8]);
        assert_eq!(owners("lawful cyberspace, cyberattacks"), [6, 8]);
        assert!(finder.looks_for(Literal::prefix(0)) && !finder.looks_for(Literal::word(lexicon.word("the"))));
    }
}
