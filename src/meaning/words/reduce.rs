//! A large, nearly empty matrix → its rows in few numbers that keep most of it: a truncated singular value decomposition.

use crate::learn::Random;

/// A square matrix: for each row its columns, ascending, with their values.
#[derive(Debug, Clone, Default)]
pub(super) struct Matrix {
    pub(super) rows: Vec<Vec<(usize, f32)>>,
}

impl Matrix {
    /// The matrix times `k` columns, given row by row.
    fn times(&self, right: &[f64], k: usize) -> Vec<f64> {
        let mut out = vec![0.0; self.rows.len() * k];
        for (row, sums) in self.rows.iter().zip(out.chunks_mut(k)) {
            for (column, value) in row {
                for (sum, number) in sums.iter_mut().zip(&right[column * k..(column + 1) * k]) {
                    *sum += f64::from(*value) * number;
                }
            }
        }
        out
    }

    /// The transposed matrix times `k` columns.
    fn transposed_times(&self, right: &[f64], k: usize) -> Vec<f64> {
        let mut out = vec![0.0; self.rows.len() * k];
        for (row, numbers) in self.rows.iter().zip(right.chunks(k)) {
            for (column, value) in row {
                for (sum, number) in out[column * k..(column + 1) * k].iter_mut().zip(numbers) {
                    *sum += f64::from(*value) * number;
                }
            }
        }
        out
    }
}

/// The left singular vectors with the greatest singular values, `size` of them (or as many as the matrix has rows), each times
/// the root of its singular value; row by row. By subspace iteration (Halko, Martinsson & Tropp 2011) from a fixed start, so
/// that the same matrix gives the same numbers.
#[expect(clippy::cast_possible_truncation, reason = "singular vectors are small numbers")]
pub(super) fn reduce(matrix: &Matrix, size: usize, rounds: usize) -> Vec<f32> {
    let n = matrix.rows.len();
    let keep = size.min(n);
    // Some more columns than are kept, so that the last kept ones settle soon.
    let k = (keep + 10).min(n);
    if k == 0 {
        return Vec::new();
    }
    let mut random = Random(0);
    let mut basis: Vec<f64> = (0..n * k).map(|_| random.signed()).collect();
    for _ in 0..rounds {
        orthonormal(&mut basis, k);
        basis = matrix.times(&matrix.transposed_times(&basis, k), k);
    }
    orthonormal(&mut basis, k);
    // In the basis the matrix is small: its squares' eigenvectors are the singular vectors.
    let image = matrix.transposed_times(&basis, k);
    let mut square = vec![0.0; k * k];
    for row in image.chunks(k) {
        for (a, sums) in row.iter().zip(square.chunks_mut(k)) {
            for (b, sum) in row.iter().zip(sums) {
                *sum += a * b;
            }
        }
    }
    let (values, vectors) = eigen(square, k);
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by(|a, b| values[*b].total_cmp(&values[*a]).then(a.cmp(b)));
    let mut out = Vec::with_capacity(n * keep);
    for row in basis.chunks(k) {
        for column in &order[..keep] {
            let along: f64 = row.iter().enumerate().map(|(at, number)| number * vectors[at * k + column]).sum();
            out.push((along * values[*column].max(0.0).sqrt().sqrt()) as f32);
        }
    }
    out
}

/// Makes the `k` columns stand at right angles with length 1 (modified Gram–Schmidt); columns that vanish become nought.
fn orthonormal(columns: &mut [f64], k: usize) {
    for column in 0..k {
        for earlier in 0..column {
            let along: f64 = columns.chunks(k).map(|row| row[column] * row[earlier]).sum();
            for row in columns.chunks_mut(k) {
                row[column] -= along * row[earlier];
            }
        }
        let norm = columns.chunks(k).map(|row| row[column] * row[column]).sum::<f64>().sqrt();
        for row in columns.chunks_mut(k) {
            row[column] = if norm > 1e-12 { row[column] / norm } else { 0.0 };
        }
    }
}

/// Eigenvalues and eigenvectors (in columns) of a symmetric matrix, by Jacobi's rotations.
fn eigen(mut square: Vec<f64>, k: usize) -> (Vec<f64>, Vec<f64>) {
    let mut vectors = vec![0.0; k * k];
    for at in 0..k {
        vectors[at * k + at] = 1.0;
    }
    for _ in 0..60 {
        let off: f64 = (0..k).flat_map(|p| (0..p).map(move |q| (p, q))).map(|(p, q)| square[p * k + q].powi(2)).sum();
        let on: f64 = (0..k).map(|p| square[p * k + p].powi(2)).sum();
        if off <= 1e-22 * on {
            break;
        }
        for p in 0..k {
            for q in p + 1..k {
                rotate(&mut square, &mut vectors, k, (p, q));
            }
        }
    }
    ((0..k).map(|at| square[at * k + at]).collect(), vectors)
}

/// Turns the plane of two axes so that their common entry becomes nought.
fn rotate(square: &mut [f64], vectors: &mut [f64], k: usize, (p, q): (usize, usize)) {
    let common = square[p * k + q];
    if common == 0.0 {
        return;
    }
    let theta = (square[q * k + q] - square[p * k + p]) / (2.0 * common);
    let tangent = if theta >= 0.0 { 1.0 } else { -1.0 } / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    for at in 0..k {
        let (one, two) = (square[at * k + p], square[at * k + q]);
        square[at * k + p] = cosine * one - sine * two;
        square[at * k + q] = sine * one + cosine * two;
    }
    for at in 0..k {
        let (one, two) = (square[p * k + at], square[q * k + at]);
        square[p * k + at] = cosine * one - sine * two;
        square[q * k + at] = sine * one + cosine * two;
        let (one, two) = (vectors[at * k + p], vectors[at * k + q]);
        vectors[at * k + p] = cosine * one - sine * two;
        vectors[at * k + q] = sine * one + cosine * two;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_of_two_blocks_is_told_apart() {
        // Singular values 3 (rows 0, 1), 2 (rows 2, 3) and nought.
        let rows = vec![vec![(0, 1.5), (1, 1.5)], vec![(0, 1.5), (1, 1.5)], vec![(2, 1.0), (3, 1.0)], vec![(2, 1.0), (3, 1.0)]];
        let out = reduce(&Matrix { rows }, 2, 30);
        let half = 0.5_f32.sqrt();
        for (row, expected) in out.chunks(2).zip([[half * 3.0_f32.sqrt(), 0.0], [half * 3.0_f32.sqrt(), 0.0], [0.0, 1.0], [0.0, 1.0]]) {
            for (found, expected) in row.iter().zip(expected) {
                assert!((found.abs() - expected).abs() < 1e-4, "{out:?}");
            }
        }
        assert!(reduce(&Matrix::default(), 3, 2).is_empty());
    }
}
