//! Counts come in, a network of the rows goes out: congruence, conflict, and what is made of them.

use super::choice::{Aggregate, Choice, Compat, Normalize};
use super::counts::{Cell, Counts};
use super::scale::Levels;

/// For every two rows the sums from which all one-mode networks are made. `rows × rows`, symmetric, with the diagonal.
#[derive(Debug, Clone, PartialEq)]
pub struct Products {
    /// The number of rows.
    pub rows: usize,
    /// `Σ_j X_ij·X_i′j` with `X_ij = Σ_k x_ijk`: every statement of one row with every statement of the other on the same column.
    pub total: Vec<f64>,
    /// `Σ_j Σ_k Σ_k′ x_ijk·x_i′jk′·|k−k′|/R`: the same, each by how far the two levels are apart on the scale of width R.
    pub conflict: Vec<f64>,
}

impl Products {
    /// Sums over all columns. Each row is first reduced to its counts by level, so that the cost is that of the pairs of rows
    /// that share a column, times the levels: no two statements are ever compared.
    ///
    /// Source: Leifeld, Gruber and Bossner, *Discourse Network Analyzer Manual* (2018), section 2.3.
    #[must_use]
    pub fn of(counts: &Counts, levels: &Levels) -> Self {
        let (n, width) = (counts.rows, counts.levels);
        let mut found = Self { rows: n, total: vec![0.0; n * n], conflict: vec![0.0; n * n] };
        let distance: Vec<f64> = (0..width * width).map(|at| levels.distance(at / width, at % width)).collect();
        let (mut profiles, mut seen) = (Vec::new(), Vec::new());
        for column in counts.columns() {
            read_profiles(column, width, &distance, &mut profiles, &mut seen);
            for (at, a) in seen.iter().enumerate() {
                let profile = &profiles[at * 2 * width..][..2 * width];
                let (row, base) = (&profile[..width], a.0 * n);
                for (b, (other, sum)) in seen[at..].iter().enumerate() {
                    let far = &profiles[(at + b) * 2 * width + width..][..width];
                    found.total[base + other] += a.1 * sum;
                    found.conflict[base + other] += row.iter().zip(far).map(|(x, z)| x * z).sum::<f64>();
                }
            }
        }
        for a in 0..n {
            for b in 0..a {
                found.total[a * n + b] = found.total[b * n + a];
                found.conflict[a * n + b] = found.conflict[b * n + a];
            }
        }
        found
    }

    /// The weight of a tie before it is normalised.
    #[must_use]
    pub fn value(&self, aggregate: Aggregate, a: usize, b: usize) -> f64 {
        let (total, conflict) = (self.total[a * self.rows + b], self.conflict[a * self.rows + b]);
        match aggregate {
            Aggregate::Ignore | Aggregate::Combine => total,
            Aggregate::Congruence => total - conflict,
            Aggregate::Conflict => conflict,
            Aggregate::Subtract => total - 2.0 * conflict,
        }
    }

    /// The congruence of a row with itself (its total, if levels are ignored): the square of the length of its profile.
    fn square(&self, aggregate: Aggregate, row: usize) -> f64 {
        let own = if aggregate == Aggregate::Ignore { Aggregate::Ignore } else { Aggregate::Congruence };
        self.value(own, row, row)
    }
}

/// Of each row in a column its level counts, then how far these are from each level: `z_k = Σ_k′ x_k′·|k−k′|/R`.
fn read_profiles(column: &[Cell], width: usize, distance: &[f64], profiles: &mut Vec<f64>, seen: &mut Vec<(usize, f64)>) {
    profiles.clear();
    seen.clear();
    for cells in column.chunk_by(|a, b| a.row == b.row) {
        let from = profiles.len();
        profiles.resize(from + 2 * width, 0.0);
        let (x, z) = profiles[from..].split_at_mut(width);
        let mut sum = 0.0;
        for cell in cells {
            let level = usize::from(cell.level);
            x[level] = cell.x;
            sum += cell.x;
            for (z, distance) in z.iter_mut().zip(&distance[level * width..]) {
                *z += cell.x * distance;
            }
        }
        seen.push((cells[0].row as usize, sum));
    }
}

/// The weights of the ties, row after row, normalised, with diagonal 0.
///
/// The documented definitions, with `A_i` the number of statements of row i and the sums over columns j:
/// - average: divided by `(A_i + A_i′) / 2`.
/// - Jaccard: by `Σ_j X_ij[X_i′j = 0] + Σ_j X_i′j[X_ij = 0] + Σ_j X_ij·X_i′j`, so that `ignore` lies in 0…1, is the share of
///   common propositions where each counts once, and congruence and conflict share it out.
/// - cosine: by `√(c_ii·c_i′i′)`, with `c` the congruence of a row with itself (its total, for `ignore`): two rows with equal
///   profiles have congruence 1, and nothing exceeds it. On a scale of two levels that is `√Σ_jk x_ijk² · √Σ_jk x_i′jk²`.
///
/// For `--compat dna` Jaccard goes by levels (`x_ijk` in the place of `X_ij`), and cosine divides by `A_i·A_i′`.
/// A weight over 0 is 0.
#[must_use]
pub(super) fn weights(counts: &Counts, products: &Products, choice: &Choice) -> Vec<f64> {
    let n = counts.rows;
    let activity = counts.activity();
    let jaccard = (choice.normalize == Normalize::Jaccard).then(|| either(counts, choice.compat));
    let divisor = |a: usize, b: usize| match (choice.normalize, choice.compat) {
        (Normalize::Average, _) => f64::midpoint(activity[a], activity[b]),
        (Normalize::Jaccard, _) => jaccard.as_ref().map_or(1.0, |either| either[a * n + b]),
        (Normalize::Cosine, Compat::Dna) => activity[a] * activity[b],
        (Normalize::Cosine, Compat::Own) => (products.square(choice.aggregate, a) * products.square(choice.aggregate, b)).sqrt(),
        (Normalize::None | Normalize::Activity | Normalize::Prominence, _) => 1.0,
    };
    let mut weights = vec![0.0; n * n];
    for a in 0..n {
        for b in a + 1..n {
            let divisor = divisor(a, b);
            let weight = if divisor > 0.0 { products.value(choice.aggregate, a, b) / divisor } else { 0.0 };
            (weights[a * n + b], weights[b * n + a]) = (weight, weight);
        }
    }
    weights
}

/// The divisor of Jaccard for every two rows: what only one says, what only the other says, and what both say, multiplied.
fn either(counts: &Counts, compat: Compat) -> Vec<f64> {
    let n = counts.rows;
    let activity = counts.activity();
    let mut found: Vec<f64> = (0..n * n).map(|at| activity[at / n] + activity[at % n]).collect();
    let mut add = |said: &[(usize, f64)]| {
        for (a, x) in said {
            for (b, y) in said {
                found[a * n + b] += x * y - x - y;
            }
        }
    };
    for column in counts.columns() {
        match compat {
            Compat::Own => {
                let sum = |cells: &[Cell]| (cells[0].row as usize, cells.iter().map(|cell| cell.x).sum());
                add(&column.chunk_by(|a, b| a.row == b.row).map(sum).collect::<Vec<_>>());
            }
            Compat::Dna => {
                for level in 0..counts.levels {
                    let here = column.iter().filter(|cell| usize::from(cell.level) == level);
                    add(&here.map(|cell| (cell.row as usize, cell.x)).collect::<Vec<_>>());
                }
            }
        }
    }
    found
}
