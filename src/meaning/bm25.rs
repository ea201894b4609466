//! Which of some short texts hold the words of a query, rare words first.

use super::idf::Idf;
use super::sparse::Sparse;
use super::terms::TermId;
use std::collections::BTreeMap;

/// How fast repetitions of a term stop to count.
const K1: f32 = 1.2;
/// How much a long text is held against its words, 0 not at all to 1 fully.
const B: f32 = 0.75;

/// Okapi BM25 over a set of texts (Robertson & Zaragoza 2009; k1 = 1.2, b = 0.75), with the rarity of the topic's own words.
#[derive(Debug, Clone)]
pub struct Bm25 {
    idf: Idf,
    texts: usize,
    /// Term → texts with the weight it has in each, in the order of the texts.
    postings: BTreeMap<TermId, Vec<(usize, f32)>>,
}

impl Bm25 {
    /// An index over texts given as terms; rarity is counted in the same texts.
    #[must_use]
    pub fn new<T: AsRef<[TermId]>>(texts: &[T]) -> Self {
        Self::with_idf(texts, Idf::of(texts))
    }

    /// An index over texts whose terms' rarity was counted elsewhere, for example in all arguments of a topic.
    #[must_use]
    pub fn with_idf<T: AsRef<[TermId]>>(texts: &[T], idf: Idf) -> Self {
        let total: usize = texts.iter().map(|text| text.as_ref().len()).sum();
        let average = (total as f32 / texts.len().max(1) as f32).max(1.0);
        let mut postings: BTreeMap<TermId, Vec<(usize, f32)>> = BTreeMap::new();
        for (number, text) in texts.iter().enumerate() {
            let text = text.as_ref();
            for (term, count) in Sparse::new(text.iter().map(|term| (*term, 1.0)).collect()).pairs() {
                let weight = idf.probabilistic(*term) * saturated(*count, text.len() as f32 / average);
                postings.entry(*term).or_default().push((number, weight));
            }
        }
        Self { idf, texts: texts.len(), postings }
    }

    /// How well text `number` answers the query; 0 if they have no term in common or there is no such text. A term that the
    /// query repeats counts once.
    #[must_use]
    pub fn score(&self, query: &[TermId], number: usize) -> f32 {
        let found = |term: &TermId| {
            let texts = self.postings.get(term)?;
            texts.binary_search_by_key(&number, |(text, _)| *text).ok().map(|at| texts[at].1)
        };
        distinct(query).iter().filter_map(found).sum()
    }

    /// The same for every text, in their order.
    #[must_use]
    pub fn scores(&self, query: &[TermId]) -> Vec<f32> {
        let mut scores = vec![0.0; self.texts];
        for term in distinct(query) {
            for (text, weight) in self.postings.get(&term).into_iter().flatten() {
                scores[*text] += weight;
            }
        }
        scores
    }

    /// The greatest score that this query could have in a text of average length that holds each of its terms once, for
    /// scaling scores to about 0…1. At least a small positive number.
    #[must_use]
    pub fn ceiling(&self, query: &[TermId]) -> f32 {
        distinct(query).iter().map(|term| self.idf.probabilistic(*term)).sum::<f32>().max(1e-6)
    }
}

/// How much `count` times the same term counts in a text `length` times as long as the average: count · (k1 + 1) / (count + k1 ·
/// (1 − b + b · length)), which is 1 for one time in an average text.
#[must_use]
pub fn saturated(count: f32, length: f32) -> f32 {
    count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length))
}

fn distinct(query: &[TermId]) -> Vec<TermId> {
    let mut terms = query.to_vec();
    terms.sort_unstable();
    terms.dedup();
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_score_by_hand() {
        let index = Bm25::new(&[vec![1, 2], vec![1, 3, 3, 4]]);
        // Term 3: n = 1 of N = 2, ln(1 + 1.5/1.5); twice in a text of 4 where 3 is average.
        let expected = 2.0_f32.ln() * 2.0 * 2.2 / (2.0 + 1.2 * (0.25 + 0.75 * 4.0 / 3.0));
        assert!((index.score(&[3, 3, 99], 1) - expected).abs() < 1e-6);
        assert!(index.score(&[3], 0).abs() < 1e-9 && index.score(&[3], 7).abs() < 1e-9);
    }

    #[test]
    fn all_scores_are_the_single_scores() {
        let index = Bm25::new(&[vec![1, 2, 5], vec![1, 3, 3, 4], vec![]]);
        let query = [1, 3, 5];
        let all = index.scores(&query);
        assert_eq!(all.len(), 3);
        for (number, score) in all.iter().enumerate() {
            assert!((score - index.score(&query, number)).abs() < 1e-6);
        }
    }
}
