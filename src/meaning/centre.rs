//! What the texts of a topic have in common, as a direction, and likeness beside it.
//!
//! In a debate on one topic all texts are alike in that they are about it; what tells them apart shows once that part is taken
//! away. Vectors need not be changed for this: the cosine of two centred vectors follows from their dot product and from how far
//! each lies along the common direction.

/// A vector's length squared and how far it lies along the topic's common direction.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Lie {
    /// Its length squared; 1 for the vectors of texts, 0 for the empty one.
    pub square: f32,
    /// Its dot product with the common direction, which has length 1.
    pub along: f32,
}

/// The cosine of two vectors after `share` of their part along the common direction has been taken away: a − s·(a·m)·m for
/// each. `dot` is the dot product of the untouched vectors. 0 if one of them vanishes.
#[must_use]
pub fn centred(dot: f32, a: Lie, b: Lie, share: f32) -> f32 {
    let taken = 2.0 * share - share * share;
    let square = |lie: Lie| (lie.square - taken * lie.along * lie.along).max(0.0);
    let norms = (square(a) * square(b)).sqrt();
    if norms > 1e-6 { ((dot - taken * a.along * b.along) / norms).clamp(-1.0, 1.0) } else { 0.0 }
}

/// The direction of the mean of vectors of one size: length 1, or nought if there are none. Sums are exact, so that the order
/// of the vectors does not matter.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "vectors have length 1, so a multiple of 2⁻⁴⁰ fits 41 bits; means are small")]
pub fn direction(vectors: &[Vec<f32>]) -> Vec<f32> {
    let mut sums = vec![0_i64; vectors.first().map_or(0, Vec::len)];
    for vector in vectors {
        for (sum, value) in sums.iter_mut().zip(vector) {
            *sum += (f64::from(*value) * GRAINS).round() as i64;
        }
    }
    let norm = sums.iter().map(|sum| (*sum as f64).powi(2)).sum::<f64>().sqrt();
    sums.iter().map(|sum| if norm > 0.0 { (*sum as f64 / norm) as f32 } else { 0.0 }).collect()
}

/// Sums are kept in whole multiples of one part in so many.
const GRAINS: f64 = (1_u64 << 40) as f64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_if_the_vectors_had_been_changed() {
        let (a, b, common) = ([0.6_f32, 0.8, 0.0], [0.0_f32, 0.6, 0.8], [0.0_f32, 1.0, 0.0]);
        let dot = |x: &[f32], y: &[f32]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f32>();
        for share in [0.0, 0.5, 1.0] {
            let less = |v: &[f32]| v.iter().zip(common).map(|(x, m)| x - share * dot(v, &common) * m).collect::<Vec<f32>>();
            let (left, right) = (less(&a), less(&b));
            let slow = dot(&left, &right) / (dot(&left, &left) * dot(&right, &right)).sqrt();
            let lie = |v: &[f32]| Lie { square: dot(v, v), along: dot(v, &common) };
            assert!((centred(dot(&a, &b), lie(&a), lie(&b), share) - slow).abs() < 1e-6, "{share}");
        }
    }

    #[test]
    fn a_direction_has_length_one_and_no_order() {
        let (a, b) = (vec![1.0, 0.0], vec![0.6, 0.8]);
        let there = direction(&[a.clone(), b.clone()]);
        assert_eq!(there, direction(&[b, a]));
        assert!((there.iter().map(|x| x * x).sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(direction(&[]).is_empty());
    }
}
