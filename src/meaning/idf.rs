//! How rare each term is in a topic: the texts of the topic come in, a weight for every term comes out.

use super::terms::TermId;
use std::collections::BTreeMap;

/// In how many of a topic's texts each term stands.
///
/// Rarity is measured within the topic, not in the language: in a debate about uniforms *uniform* says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Idf {
    texts: usize,
    frequency: BTreeMap<TermId, u32>,
}

impl Idf {
    /// Counts the terms of a topic's texts; a term counts once a text.
    #[must_use]
    pub fn of<T: AsRef<[TermId]>>(texts: &[T]) -> Self {
        let mut frequency = BTreeMap::new();
        for text in texts {
            let mut terms = text.as_ref().to_vec();
            terms.sort_unstable();
            terms.dedup();
            for term in terms {
                *frequency.entry(term).or_insert(0) += 1;
            }
        }
        Self { texts: texts.len(), frequency }
    }

    /// How many texts were counted.
    #[must_use]
    pub fn texts(&self) -> usize {
        self.texts
    }

    /// In how many texts the term stands.
    #[must_use]
    pub fn frequency(&self, term: TermId) -> u32 {
        self.frequency.get(&term).copied().unwrap_or(0)
    }

    /// ln(1 + (N − n + ½) / (n + ½)) with N texts, n of them with the term: the weight in BM25, above 0 (Robertson & Zaragoza
    /// 2009, with the 1 that Lucene adds). An unseen term has the greatest weight.
    #[must_use]
    pub fn probabilistic(&self, term: TermId) -> f32 {
        let (all, with) = (self.texts as f32, self.frequency(term) as f32);
        (1.0 + (all - with + 0.5).max(0.0) / (with + 0.5)).ln()
    }

    /// ln((1 + N) / (1 + n)) + 1: the weight in TF-IDF vectors, at least 1 (Manning, Raghavan & Schütze 2008, smoothed).
    #[must_use]
    pub fn smooth(&self, term: TermId) -> f32 {
        let (all, with) = (self.texts as f32, self.frequency(term) as f32);
        ((1.0 + all) / (1.0 + with)).ln() + 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_counts_once_a_text_and_rare_terms_weigh_more() {
        let idf = Idf::of(&[vec![1, 1, 2], vec![1], vec![1, 3]]);
        assert_eq!((idf.texts(), idf.frequency(1), idf.frequency(2), idf.frequency(9)), (3, 3, 1, 0));
        assert!((idf.probabilistic(1) - (1.0_f32 + 0.5 / 3.5).ln()).abs() < 1e-6);
        assert!((idf.smooth(2) - (2.0_f32.ln() + 1.0)).abs() < 1e-6);
        assert!(idf.probabilistic(9) > idf.probabilistic(2) && idf.smooth(2) > idf.smooth(1));
    }
}
