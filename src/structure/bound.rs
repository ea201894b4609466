//! Ties come in; a bound below which no two blocks can go, and partitions to begin a search with, go out.

use super::eigen::is_positive_definite;
use super::square::Square;
use crate::learn::Random;

/// How many partitions are cut from the relaxation.
const CUTS: usize = 12;

/// How often the relaxation is gone through at most.
const SWEEPS: usize = 60;

/// Frustration is `(Σ|w| − Σ w·s·s′) / 2` over pairs, s = ±1 the sides. This bounds the sum from above in two ways, and gives the
/// better bound for frustration.
///
/// - By the dual of the semidefinite relaxation: for any diagonal D with D − W positive definite, `s'Ws ≤ tr D`. D is taken from the
///   relaxation and enlarged until Cholesky's factorisation proves it.
/// - By triangles: a triangle with an odd number of conflicts has at least its weakest tie against it. Triangles are packed one
///   after the other, each using up the weight of its ties.
pub(super) fn least_frustration(ties: Square<'_>, relaxed: &Relaxed) -> f64 {
    let (n, pull) = (ties.n, &relaxed.pulls);
    let total: f64 = (0..n).flat_map(|a| (a + 1..n).map(move |b| ties.at(a, b).abs())).sum();
    let scale = pull.iter().copied().fold(0.0_f64, f64::max).max(f64::MIN_POSITIVE);
    let proved = |shift: f64| {
        let entry = |at: usize| if at / n == at % n { pull[at / n] + shift } else { -ties.weights[at] };
        is_positive_definite(&(0..n * n).map(entry).collect::<Vec<_>>(), n)
    };
    // The least power of two that is enough, then half-way back a few times.
    let mut high = 1e-9 * scale;
    while !proved(high) {
        high *= 4.0;
    }
    let mut low = high / 4.0;
    for _ in 0..4 {
        let middle = (low * high).sqrt();
        if proved(middle) { high = middle } else { low = middle }
    }
    let most = pull.iter().map(|pull| pull + high).sum::<f64>() / 2.0;
    let by_relaxation = (total - most) / 2.0;
    by_relaxation.max(by_triangles(ties)).max(0.0)
}

/// Two-block partitions cut from the relaxation by planes through 0 from a fixed seed; first that where all are in one block.
pub(super) fn rounded(relaxed: &Relaxed) -> Vec<Vec<bool>> {
    let n = relaxed.pulls.len();
    let size = relaxed.vectors.len() / n.max(1);
    let mut random = Random(7);
    let mut found = vec![vec![false; n]];
    for _ in 0..CUTS {
        let plane: Vec<f64> = (0..size).map(|_| random.signed() + random.signed() + random.signed()).collect();
        let above = |vector: &[f64]| vector.iter().zip(&plane).map(|(x, y)| x * y).sum::<f64>() < 0.0;
        found.push(relaxed.vectors.chunks(size.max(1)).map(above).collect());
    }
    found
}

/// A unit vector for each node, one after the other, and how strongly each is pulled to where it is.
pub(super) struct Relaxed {
    vectors: Vec<f64>,
    pulls: Vec<f64>,
}

/// Gives each node a unit vector, so that `Σ w·v·v′` is as great as can be, by setting one after the other to where its ties pull it
/// (Wang, Chang and Kolter, "The mixing method" (2017)); and how strongly each is pulled.
pub(super) fn relaxed(ties: Square<'_>) -> Relaxed {
    let n = ties.n;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the root of twice a number of nodes")]
    let size = ((2.0 * n as f64).sqrt() as usize + 1).min(24);
    let mut random = Random(3);
    let mut vectors: Vec<f64> = (0..n * size).map(|_| random.signed()).collect();
    vectors.chunks_mut(size).for_each(|vector| {
        unit(vector);
    });
    let mut pulls = vec![0.0; n];
    let mut pull = vec![0.0; size];
    for _ in 0..SWEEPS {
        let mut moved = 0.0_f64;
        for node in 0..n {
            pull.fill(0.0);
            for (other, vector) in vectors.chunks(size).enumerate().filter(|(other, _)| *other != node) {
                let weight = ties.at(node, other);
                if weight != 0.0 {
                    pull.iter_mut().zip(vector).for_each(|(pull, part)| *pull += weight * part);
                }
            }
            pulls[node] = unit(&mut pull);
            if pulls[node] > 0.0 {
                let here = &mut vectors[node * size..(node + 1) * size];
                moved = here.iter().zip(&pull).map(|(old, new)| (old - new).abs()).fold(moved, f64::max);
                here.copy_from_slice(&pull);
            }
        }
        if moved < 1e-6 {
            break;
        }
    }
    Relaxed { vectors, pulls }
}

/// Makes a vector one long; how long it was.
fn unit(vector: &mut [f64]) -> f64 {
    let length = vector.iter().map(|part| part * part).sum::<f64>().sqrt();
    if length > 0.0 {
        for part in &mut *vector {
            *part /= length;
        }
    }
    length
}

fn by_triangles(ties: Square<'_>) -> f64 {
    let n = ties.n;
    let mut left: Vec<f64> = ties.weights.iter().map(|weight| weight.abs()).collect();
    let conflict = |a: usize, b: usize| ties.at(a, b) < 0.0;
    let mut sum = 0.0;
    for a in 0..n {
        for b in a + 1..n {
            for c in b + 1..n {
                if left[a * n + b] <= 0.0 {
                    break;
                }
                if conflict(a, b) ^ conflict(b, c) ^ conflict(a, c) {
                    let least = left[a * n + b].min(left[b * n + c]).min(left[a * n + c]);
                    for at in [a * n + b, b * n + c, a * n + c] {
                        left[at] -= least;
                    }
                    sum += least;
                }
            }
        }
    }
    sum
}
