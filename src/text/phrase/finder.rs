//! The words of a sentence → which patterns may match in it.

use super::compile::{Lexicon, Needs, Pattern};
use super::lists::Lists;
use super::literal::Literal;
use super::numbered::Numbered;
use super::sets::ByLiteral;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Patterns, each with its owner (a number the caller chooses), found by the literals that they need.
#[derive(Debug, Default)]
pub struct Finder {
    /// The owner of each pattern, and the sets of which the pattern needs a literal each.
    patterns: Vec<(u32, Needs)>,
    /// The sets that patterns need, by the literals in them. A set has a number here of its own.
    sets: ByLiteral,
    /// The patterns that need a set before all others, by the set.
    by_first: Lists,
}

impl Finder {
    /// Finds patterns of a lexicon that has learnt all it will. Such as need no literal are not found.
    ///
    /// # Panics
    /// If they need four billion sets of literals.
    #[must_use]
    pub fn new<'p>(lexicon: &Lexicon, owned: impl Iterator<Item = (u32, &'p Pattern)>) -> Self {
        let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
        let mut number = |set: u32| {
            let next = u32::try_from(numbers.len()).expect("a codebook has fewer than four billion sets");
            *numbers.entry(set).or_insert(next)
        };
        let patterns: Vec<(u32, Needs)> = owned.map(|(owner, pattern)| (owner, pattern.needs.map(|set| set.map(&mut number)))).collect();
        let first = (0u32..).zip(&patterns).filter_map(|(at, (_, needs))| Some((needs[0]? as usize, at)));
        let by_first = Lists::new(numbers.len(), first);
        let mut numbers: Vec<(u32, u32)> = numbers.into_iter().collect();
        numbers.sort_unstable();
        let sets = ByLiteral::new(lexicon.sets(), lexicon.sizes(), numbers.into_iter());
        Self { patterns, sets, by_first }
    }

    /// The owners of the patterns that may match in a stretch of words, each once, ascending.
    #[must_use]
    pub fn owners(&self, numbered: &Numbered, range: Range<usize>) -> Vec<u32> {
        // A bit for each set, and the sets before which no pattern needs another.
        let mut held = vec![0_u64; self.by_first.len().div_ceil(64)];
        let mut first: Vec<u32> = Vec::new();
        numbered.each_literal(range, |literal| {
            for set in self.sets.get(literal) {
                let (word, bit) = place(*set);
                if held[word] & bit == 0 {
                    held[word] |= bit;
                    if !self.by_first.get(*set as usize).is_empty() {
                        first.push(*set);
                    }
                }
            }
        });
        let holds = |set: &u32| {
            let (word, bit) = place(*set);
            held[word] & bit != 0
        };
        let mut found: Vec<u32> = Vec::new();
        for at in first.into_iter().flat_map(|set| self.by_first.get(set as usize)) {
            let (owner, needs) = &self.patterns[*at as usize];
            if needs.iter().flatten().all(holds) {
                found.push(*owner);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The literals where a pattern may match: each pattern needs one of them.
    pub(crate) fn literals(&self) -> impl Iterator<Item = Literal> {
        let is_first = |sets: &[u32]| sets.iter().any(|set| !self.by_first.get(*set as usize).is_empty());
        self.sets.iter().filter(move |(_, sets)| is_first(sets)).map(|(literal, _)| literal)
    }
}

/// The place of a set's bit.
fn place(set: u32) -> (usize, u64) {
    (set as usize / 64, 1 << (set % 64))
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
            let all = 0..words.tokens.len();
            finder.owners(&Numbered::of(&lexicon, &words, all.clone()), all)
        };
        assert_eq!(owners("A law."), [5]);
        assert_eq!(owners("The laws."), [0_u32; 0]);
        assert_eq!(owners("A norm."), [0_u32; 0]);
        assert_eq!(owners("The norm."), [7]);
        assert_eq!(owners("A digital law"), [5, 8]);
        assert_eq!(owners("lawful cyberspace, cyberattacks"), [6, 8]);
        let looked_for: Vec<Literal> = finder.literals().collect();
        assert!(looked_for.contains(&Literal::prefix(0)) && !looked_for.contains(&Literal::word(lexicon.word("the"))));
    }
}
