//! Vectors that are nearly everywhere nought: sorted pairs of term and weight.

use super::terms::TermId;

/// A vector over terms: sorted by term, each term once, weights finite.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sparse(Vec<(TermId, f32)>);

impl Sparse {
    /// The vector of these pairs, in any order; weights of the same term are added in the order given.
    #[must_use]
    pub fn new(mut pairs: Vec<(TermId, f32)>) -> Self {
        pairs.sort_by_key(|(term, _)| *term);
        pairs.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        Self(pairs)
    }

    /// The pairs, sorted by term.
    #[must_use]
    pub fn pairs(&self) -> &[(TermId, f32)] {
        &self.0
    }

    /// The weight of a term; 0 if the vector does not hold it.
    #[must_use]
    pub fn weight(&self, term: TermId) -> f32 {
        self.0.binary_search_by_key(&term, |pair| pair.0).map_or(0.0, |at| self.0[at].1)
    }

    /// The sum of products over common terms.
    #[must_use]
    pub fn dot(&self, other: &Self) -> f32 {
        let (short, long) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        if short.0.len() * 16 < long.0.len() {
            return short.0.iter().map(|(term, weight)| weight * long.weight(*term)).sum();
        }
        let (mut left, mut right) = (short.0.as_slice(), long.0.as_slice());
        let mut sum = 0.0;
        while let (Some((a, x)), Some((b, y))) = (left.first(), right.first()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => left = &left[1..],
                std::cmp::Ordering::Greater => right = &right[1..],
                std::cmp::Ordering::Equal => {
                    sum += x * y;
                    left = &left[1..];
                    right = &right[1..];
                }
            }
        }
        sum
    }

    /// The Euclidean length.
    #[must_use]
    pub fn norm(&self) -> f32 {
        self.0.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt()
    }

    /// The vector of length 1 in the same direction; the empty vector stays empty.
    #[must_use]
    pub fn unit(mut self) -> Self {
        let norm = self.norm();
        if norm > 0.0 {
            for (_, weight) in &mut self.0 {
                *weight /= norm;
            }
        }
        self
    }

    /// This vector less `share` times the other: `share` 0.5 takes away half of what is common to a topic.
    #[must_use]
    pub fn less(&self, other: &Self, share: f32) -> Self {
        let both = self.0.iter().copied().chain(other.0.iter().map(|(term, weight)| (*term, -share * weight)));
        Self::new(both.collect())
    }
}

/// The cosine of two vectors: 1 same direction, 0 nothing in common (or one is empty), −1 opposite.
#[must_use]
pub fn cosine(a: &Sparse, b: &Sparse) -> f32 {
    let norms = a.norm() * b.norm();
    if norms > 0.0 { (a.dot(b) / norms).clamp(-1.0, 1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let a = Sparse::new(vec![(7, 3.0), (2, 2.0), (2, 2.0)]);
        let b = Sparse::new(vec![(7, 1.0), (9, 5.0)]);
        assert_eq!(a.pairs(), [(2, 4.0), (7, 3.0)]);
        assert!((a.dot(&b) - 3.0).abs() < 1e-6);
        assert!((a.norm() - 5.0).abs() < 1e-6);
        assert!((cosine(&a, &b) - 3.0 / (5.0 * 26.0_f32.sqrt())).abs() < 1e-6);
        assert_eq!(a.less(&b, 2.0).pairs(), [(2, 4.0), (7, 1.0), (9, -10.0)]);
    }

    #[test]
    fn the_empty_vector_is_like_nothing() {
        assert!(cosine(&Sparse::default(), &Sparse::new(vec![(1, 1.0)])).abs() < 1e-9);
        assert_eq!(Sparse::default().unit(), Sparse::default());
    }
}
