//! A symmetric matrix comes in, its eigenvalues, its inverse, or whether it is positive definite goes out.

/// The eigenvalues, ascending, and for each its eigenvector (column of the second matrix): the rotations of Jacobi. For small ones.
pub(super) fn jacobi(matrix: &[f64], n: usize) -> (Vec<f64>, Vec<f64>) {
    let mut a = matrix.to_vec();
    let mut vectors: Vec<f64> = (0..n * n).map(|at| f64::from(u8::from(at / n == at % n))).collect();
    for _ in 0..64 {
        let off: f64 = (0..n * n).filter(|at| at / n != at % n).map(|at| a[at] * a[at]).sum();
        let all: f64 = a.iter().map(|value| value * value).sum();
        if off <= 1e-26 * all {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut vectors, n, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|x, y| a[x * n + x].total_cmp(&a[y * n + y]));
    let values = order.iter().map(|at| a[at * n + at]).collect();
    let sorted = (0..n * n).map(|at| vectors[(at / n) * n + order[at % n]]).collect();
    (values, sorted)
}

#[expect(clippy::many_single_char_names, reason = "the names of the textbooks")]
fn rotate(a: &mut [f64], vectors: &mut [f64], n: usize, p: usize, q: usize) {
    let off = a[p * n + q];
    if off == 0.0 {
        return;
    }
    let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * off);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    for k in 0..n {
        let (x, y) = (a[k * n + p], a[k * n + q]);
        (a[k * n + p], a[k * n + q]) = (c * x - s * y, s * x + c * y);
    }
    for k in 0..n {
        let (x, y) = (a[p * n + k], a[q * n + k]);
        (a[p * n + k], a[q * n + k]) = (c * x - s * y, s * x + c * y);
        let (x, y) = (vectors[k * n + p], vectors[k * n + q]);
        (vectors[k * n + p], vectors[k * n + q]) = (c * x - s * y, s * x + c * y);
    }
}

/// The inverse of a small positive definite matrix.
pub(super) fn inverse(matrix: &[f64], n: usize) -> Vec<f64> {
    let mut a = matrix.to_vec();
    let mut found: Vec<f64> = (0..n * n).map(|at| f64::from(u8::from(at / n == at % n))).collect();
    for pivot in 0..n {
        let by = a[pivot * n + pivot];
        for k in 0..n {
            a[pivot * n + k] /= by;
            found[pivot * n + k] /= by;
        }
        for row in (0..n).filter(|row| *row != pivot) {
            let times = a[row * n + pivot];
            for k in 0..n {
                a[row * n + k] -= times * a[pivot * n + k];
                found[row * n + k] -= times * found[pivot * n + k];
            }
        }
    }
    found
}

/// Whether all eigenvalues are above 0: whether Cholesky's factorisation goes through.
pub(super) fn is_positive_definite(matrix: &[f64], n: usize) -> bool {
    let mut factor = matrix.to_vec();
    for row in 0..n {
        let (above, here) = factor.split_at_mut(row * n);
        for column in 0..row {
            let known = &above[column * n..column * n + column];
            let dot: f64 = here[..column].iter().zip(known).map(|(x, y)| x * y).sum();
            here[column] = (here[column] - dot) / above[column * n + column];
        }
        let rest = here[row] - here[..row].iter().map(|x| x * x).sum::<f64>();
        if rest <= 0.0 {
            return false;
        }
        here[row] = rest.sqrt();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eigenvalues_and_vectors_put_the_matrix_together_again() {
        let matrix = [4.0, 1.0, -2.0, 1.0, 3.0, 0.5, -2.0, 0.5, 1.0];
        let (values, vectors) = jacobi(&matrix, 3);
        assert!(values.windows(2).all(|pair| pair[0] <= pair[1]));
        for row in 0..3 {
            for column in 0..3 {
                let sum: f64 = (0..3).map(|k| vectors[row * 3 + k] * values[k] * vectors[column * 3 + k]).sum();
                assert!((sum - matrix[row * 3 + column]).abs() < 1e-12);
            }
        }
        let shifted = |by: f64| (0..9).map(|at| matrix[at] + if at % 4 == 0 { by } else { 0.0 }).collect::<Vec<_>>();
        assert!(is_positive_definite(&shifted(1e-9 - values[0]), 3));
        assert!(!is_positive_definite(&shifted(-1e-9 - values[0]), 3));
    }

    #[test]
    fn a_matrix_times_its_inverse_is_one() {
        let matrix = [4.0, 1.0, 1.0, 3.0];
        let inverse = inverse(&matrix, 2);
        for at in 0..4 {
            let (row, column) = (at / 2, at % 2);
            let sum: f64 = (0..2).map(|k| matrix[row * 2 + k] * inverse[k * 2 + column]).sum();
            assert!((sum - f64::from(u8::from(row == column))).abs() < 1e-12);
        }
    }
}
