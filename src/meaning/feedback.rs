//! References and the texts most like them → references that know more of the words in which their point is made.

use super::centre::{Lie, centred};
use super::encoder::{Dense, likeness};
use super::sparse::Sparse;
use super::topic::Vector;

/// How much the texts that answer to a reference count beside its own words.
const SHARE: f32 = 0.5;
/// How sharply a text is given to its best references.
const SHARP: f32 = 0.05;
/// How often texts are given to references anew.
const ROUNDS: usize = 2;
/// Texts that count less than this are left out.
const LEAST: f32 = 1e-3;

/// A kind of vector that can be added up.
pub(super) trait Addable: Sized {
    /// The sum of vectors, each times a number.
    fn sum(parts: &[(&Self, f32)]) -> Self;
    /// The dot product.
    fn times(&self, other: &Self) -> f32;
}

impl Addable for Sparse {
    fn sum(parts: &[(&Self, f32)]) -> Self {
        Self::new(parts.iter().flat_map(|(vector, by)| vector.pairs().iter().map(move |(term, weight)| (*term, weight * by))).collect())
    }

    fn times(&self, other: &Self) -> f32 {
        self.dot(other)
    }
}

impl Addable for Dense {
    fn sum(parts: &[(&Self, f32)]) -> Self {
        let mut sum = vec![0.0; parts.iter().map(|(vector, _)| vector.len()).max().unwrap_or(0)];
        for (vector, by) in parts {
            for (total, number) in sum.iter_mut().zip(*vector) {
                *total += number * by;
            }
        }
        sum
    }

    fn times(&self, other: &Self) -> f32 {
        likeness(self, other)
    }
}

/// References widened by the texts most like them (Rocchio 1971, with soft assignment): each text is given to the references it
/// is most like, each reference gets half the centroid of its texts added, and again. All likeness is less what is `common`.
/// The texts' order changes sums by rounding only; sort them where it must not.
pub(super) fn widen<V: Addable + Clone>(texts: &[&Vector<V>], references: &[&Vector<V>], common: &V) -> Vec<Vector<V>> {
    let lie = |vector: &V| Lie { square: vector.times(vector), along: vector.times(common) };
    let mut wide: Vec<Vector<V>> = references.iter().map(|reference| (*reference).clone()).collect();
    for _ in 0..ROUNDS {
        let shares: Vec<Vec<f32>> = texts.iter().map(|text| shares(&wide.iter().map(|one| like(text, one)).collect::<Vec<_>>())).collect();
        wide = references
            .iter()
            .enumerate()
            .map(|(number, reference)| {
                let mine = texts.iter().zip(&shares).filter(|(_, shares)| shares[number] > LEAST);
                let parts: Vec<(&V, f32)> = mine.map(|(text, shares)| (&text.vector, shares[number])).collect();
                let centroid = V::sum(&parts);
                let (own, others) = (length(reference.lie), length(lie(&centroid)));
                if others <= 1e-6 || own <= 1e-6 {
                    return (*reference).clone();
                }
                let vector = V::sum(&[(&reference.vector, 1.0 / own), (&centroid, SHARE / others)]);
                let lie = lie(&vector);
                Vector { vector, lie }
            })
            .collect();
    }
    wide
}

/// How alike a text and a widened reference are, less what is common: −1…1.
pub(super) fn like<V: Addable>(text: &Vector<V>, reference: &Vector<V>) -> f32 {
    centred(text.vector.times(&reference.vector), text.lie, reference.lie, 1.0)
}

/// The length of a vector after what is common has been taken away.
fn length(lie: Lie) -> f32 {
    (lie.square - lie.along * lie.along).max(0.0).sqrt()
}

/// How much a text belongs to each reference: sharply to those it is most like, and more where it is much like them.
fn shares(likes: &[f32]) -> Vec<f32> {
    let most = likes.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sharp: Vec<f32> = likes.iter().map(|like| ((like - most) / SHARP).exp()).collect();
    let total: f32 = sharp.iter().sum();
    sharp.iter().zip(likes).map(|(sharp, like)| if total > 0.0 { sharp / total * like.max(0.0).powi(2) } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_learns_a_word_from_the_texts_that_hold_its_own() {
        let vector = |pairs: &[(u64, f32)]| {
            let vector = Sparse::new(pairs.to_vec()).unit();
            Vector { lie: Lie { square: vector.dot(&vector), along: 0.0 }, vector }
        };
        let (first, second) = (vector(&[(1, 1.0)]), vector(&[(9, 1.0)]));
        let texts = [vector(&[(1, 1.0), (2, 1.0)]), vector(&[(1, 1.0), (2, 1.0)]), vector(&[(9, 1.0), (3, 1.0)])];
        let new = vector(&[(2, 1.0)]);
        assert!(like(&new, &first).abs() < 1e-6);
        let wide = widen(&texts.iter().collect::<Vec<_>>(), &[&first, &second], &Sparse::default());
        assert!(like(&new, &wide[0]) > 0.2 && like(&new, &wide[1]).abs() < 1e-3);
    }
}
