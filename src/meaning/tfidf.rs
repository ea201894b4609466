//! Texts as vectors of their terms, weighted by rarity in the topic; what the whole topic has in common can be taken away.

use super::idf::Idf;
use super::sparse::Sparse;
use super::terms::TermId;
use std::collections::BTreeMap;

/// TF-IDF over a set of texts: weight (1 + ln tf) · idf, vectors of length 1 (Salton & Buckley 1988).
#[derive(Debug, Clone)]
pub struct TfIdf {
    idf: Idf,
    vectors: Vec<Sparse>,
    mean: Sparse,
}

/// Sums over texts are kept in whole multiples of this, so that their order does not matter.
const GRAIN: f64 = 1.0 / (1_u64 << 40) as f64;

impl TfIdf {
    /// The vectors of texts given as terms; rarity is counted in the same texts.
    #[must_use]
    pub fn new<T: AsRef<[TermId]>>(texts: &[T]) -> Self {
        Self::with_idf(texts, Idf::of(texts))
    }

    /// The vectors of texts whose terms' rarity was counted elsewhere.
    #[must_use]
    pub fn with_idf<T: AsRef<[TermId]>>(texts: &[T], idf: Idf) -> Self {
        let vectors: Vec<Sparse> = texts.iter().map(|text| weigh(&idf, text.as_ref())).collect();
        let mean = mean(&vectors);
        Self { idf, vectors, mean }
    }

    /// The vector of any text, of length 1; empty if it has no terms. Terms that the topic lacks weigh as its rarest.
    #[must_use]
    pub fn vector(&self, terms: &[TermId]) -> Sparse {
        weigh(&self.idf, terms)
    }

    /// The vectors of the texts this was built of, in their order.
    #[must_use]
    pub fn vectors(&self) -> &[Sparse] {
        &self.vectors
    }

    /// The mean of those vectors: what the topic has in common. Not of length 1.
    #[must_use]
    pub fn mean(&self) -> &Sparse {
        &self.mean
    }

    /// A vector less what the topic has in common: `share` times its part along the mean is taken away, and the rest brought
    /// to length 1. `share` 0 leaves it, 1 makes it stand at right angles to the mean.
    #[must_use]
    pub fn centred(&self, vector: &Sparse, share: f32) -> Sparse {
        let square = self.mean.dot(&self.mean);
        if square > 0.0 { vector.less(&self.mean, share * vector.dot(&self.mean) / square).unit() } else { vector.clone() }
    }
}

fn weigh(idf: &Idf, terms: &[TermId]) -> Sparse {
    let counts = Sparse::new(terms.iter().map(|term| (*term, 1.0)).collect());
    Sparse::new(counts.pairs().iter().map(|(term, count)| (*term, (1.0 + count.ln()) * idf.smooth(*term))).collect()).unit()
}

#[expect(clippy::cast_possible_truncation, reason = "weights are at most 1, so a multiple of the grain fits 41 bits")]
fn mean(vectors: &[Sparse]) -> Sparse {
    let mut sums: BTreeMap<TermId, i64> = BTreeMap::new();
    for (term, weight) in vectors.iter().flat_map(Sparse::pairs) {
        *sums.entry(*term).or_insert(0) += (f64::from(*weight) / GRAIN).round() as i64;
    }
    let texts = vectors.len().max(1) as f64;
    Sparse::new(sums.into_iter().map(|(term, sum)| (term, (sum as f64 * GRAIN / texts) as f32)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meaning::{Terms, cosine};

    fn index(texts: &[&str]) -> TfIdf {
        TfIdf::new(&texts.iter().map(|text| Terms::default().of(text)).collect::<Vec<_>>())
    }

    const TEXTS: [&str; 4] = [
        "School uniforms reduce bullying",
        "School uniforms are expensive",
        "School uniforms hinder expression",
        "Bullying ends with school uniforms",
    ];

    #[test]
    fn the_order_of_texts_does_not_matter() {
        let mut backwards = TEXTS;
        backwards.reverse();
        assert_eq!(index(&TEXTS).mean(), index(&backwards).mean());
    }

    #[test]
    fn centring_takes_away_what_the_topic_has_in_common() {
        let index = index(&TEXTS);
        let [bullying, costs, _, ends] = index.vectors() else { panic!("four texts") };
        let centred = |vector: &Sparse| index.centred(vector, 1.0);
        assert!(cosine(&centred(bullying), index.mean()).abs() < 1e-5);
        let gap = |a: f32, b: f32| a - b;
        let before = gap(cosine(bullying, ends), cosine(bullying, costs));
        let after = gap(cosine(&centred(bullying), &centred(ends)), cosine(&centred(bullying), &centred(costs)));
        assert!(after > before, "{after} {before}");
    }
}
