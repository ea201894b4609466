//! Words → the numbers by which a lexicon knows them: looked up once, used by every pattern.

use super::compile::{Lexicon, WordId};
use super::literal::Literal;
use crate::text::Words;
use std::ops::Range;

/// Words of a text as numbers of one lexicon.
#[derive(Debug, Default)]
pub struct Numbered {
    /// The first word that is numbered, as counted in [`Words::tokens`].
    first: usize,
    ids: Vec<WordId>,
    /// Words with the prefixes that they begin with, by word.
    prefixes: Vec<(usize, u32)>,
}

impl Numbered {
    /// Calls `take` with each of [`Numbered::literals`].
    #[inline]
    pub(super) fn each_literal(&self, range: Range<usize>, mut take: impl FnMut(Literal)) {
        for id in self.ids(range.clone()) {
            if *id != 0 {
                take(Literal::word(*id));
            }
        }
        for (_, prefix) in self.prefixes(range) {
            take(Literal::prefix(*prefix));
        }
    }

    /// The numbers of the words `range`. Takes time in proportion to the words.
    #[must_use]
    pub fn of(lexicon: &Lexicon, words: &Words, range: Range<usize>) -> Self {
        let mut numbered = Self { first: range.start, ids: Vec::with_capacity(range.len()), prefixes: Vec::new() };
        for at in range {
            numbered.ids.push(lexicon.word_of(words, at));
            lexicon.each_prefix_of(words.from(at), |prefix| numbered.prefixes.push((at, prefix)));
        }
        numbered
    }

    /// The literals among the words `range`: whole words that a pattern knows, then prefixes.
    pub fn literals(&self, range: Range<usize>) -> impl Iterator<Item = Literal> {
        let words = self.ids(range.clone()).iter().filter(|id| **id != 0).map(|id| Literal::word(*id));
        words.chain(self.prefixes(range).iter().map(|(_, prefix)| Literal::prefix(*prefix)))
    }

    /// The numbers of the words `range`.
    pub(crate) fn ids(&self, range: Range<usize>) -> &[WordId] {
        &self.ids[range.start - self.first..range.end - self.first]
    }

    /// Those of the words `range` that begin with a prefix, with its number.
    pub(crate) fn prefixes(&self, range: Range<usize>) -> &[(usize, u32)] {
        let from = self.prefixes.partition_point(|(word, _)| *word < range.start);
        let here = &self.prefixes[from..];
        &here[..here.partition_point(|(word, _)| *word < range.end)]
    }
}
