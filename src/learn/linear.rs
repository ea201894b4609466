//! Rows of features with yes or no → a linear model: logistic regression with an L2 penalty.

use super::features::Features;
use super::minimise::minimise;

/// Features with this number or a higher one are passed over.
const MOST_FEATURES: usize = 1 << 20;

/// How much the rows of each label count in fitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Balance {
    /// Each row as much as any other: probabilities are those of the rows.
    #[default]
    AsIs,
    /// The rare label's rows more, so that both labels count alike.
    Even,
}

/// How a model is fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FitOptions {
    /// The weight of the penalty ½·`l2`·|w|² against the summed loss of the rows; larger = smoother. Must be over 0.
    pub l2: f64,
    /// How much each label's rows count.
    pub balance: Balance,
    /// At most so many steps.
    pub steps: usize,
    /// Stop when the gradient is shorter than this times its first length.
    pub tolerance: f64,
}

impl Default for FitOptions {
    fn default() -> Self {
        Self { l2: 1.0, balance: Balance::AsIs, steps: 200, tolerance: 1e-4 }
    }
}

/// A linear model: the log-odds of a label are a weighted sum of features and a constant.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Linear {
    /// The constant.
    pub bias: f32,
    /// The weight of each feature, by its number; features beyond the end have none.
    pub weights: Vec<f32>,
}

impl Linear {
    /// Fits a logistic regression: minimises Σ wᵢ·ln(1 + exp(−yᵢ·(b + w·xᵢ))) + ½·l2·|w|² by L-BFGS over all rows at once.
    /// `labels` says which rows have the label; `weights` how much each row counts (1 if none are given). Rows without a
    /// label, and labels without a row, are passed over. No rows give the model that always says 0.
    #[must_use]
    pub fn fit(rows: &[Features], labels: &[bool], weights: Option<&[f32]>, options: &FitOptions) -> Self {
        let n = rows.len().min(labels.len());
        if n == 0 {
            return Self::default();
        }
        let counts = row_weights(&labels[..n], weights, options.balance);
        let (names, compact) = renumber(&rows[..n]);
        // The constant is the last variable; it carries no penalty.
        let size = names.len();
        let mut start = vec![0.0; size + 1];
        start[size] = first_bias(&labels[..n], &counts);
        let objective = |w: &[f64], gradient: &mut [f64]| -> f64 {
            let mut loss = 0.0;
            for (w, g) in w[..size].iter().zip(gradient[..size].iter_mut()) {
                loss += 0.5 * options.l2 * w * w;
                *g = options.l2 * w;
            }
            gradient[size] = 0.0;
            for ((row, label), count) in compact.iter().zip(labels).zip(&counts) {
                let score = w[size] + row.iter().map(|(index, value)| w[*index] * value).sum::<f64>();
                let sign = if *label { 1.0 } else { -1.0 };
                loss += count * softplus(-sign * score);
                let pull = -sign * count * logistic(-sign * score);
                for (index, value) in row {
                    gradient[*index] += pull * value;
                }
                gradient[size] += pull;
            }
            loss
        };
        let found = minimise(start, options.steps, options.tolerance, objective);
        let mut model = Self { bias: narrow(found[size]), weights: vec![0.0; names.last().map_or(0, |last| last + 1)] };
        for (name, weight) in names.iter().zip(&found) {
            model.weights[*name] = narrow(*weight);
        }
        model
    }

    /// The log-odds of the label.
    #[must_use]
    pub fn score(&self, features: &Features) -> f32 {
        let weight = |index: u32| usize::try_from(index).ok().and_then(|index| self.weights.get(index)).copied().unwrap_or(0.0);
        let sum: f64 = features.iter().map(|(index, value)| f64::from(weight(*index)) * f64::from(*value)).sum();
        narrow(f64::from(self.bias) + sum)
    }

    /// The probability of the label, 0…1, as the model sees it.
    #[must_use]
    pub fn probability(&self, features: &Features) -> f32 {
        narrow(logistic(f64::from(self.score(features))))
    }
}

/// How much each row counts: as given, times what its label's balance asks.
fn row_weights(labels: &[bool], weights: Option<&[f32]>, balance: Balance) -> Vec<f64> {
    let given = |row: usize| weights.and_then(|weights| weights.get(row)).map_or(1.0, |weight| f64::from(*weight));
    let total = |label: bool| labels.iter().enumerate().filter(|(_, one)| **one == label).map(|(row, _)| given(row)).sum::<f64>();
    let (yes, no) = (total(true), total(false));
    let factor = |label: bool| match balance {
        Balance::Even if yes > 0.0 && no > 0.0 => (yes + no) / (2.0 * if label { yes } else { no }),
        _ => 1.0,
    };
    labels.iter().enumerate().map(|(row, label)| given(row) * factor(*label)).collect()
}

/// The log-odds of the label in all rows together, kept within ±4.
fn first_bias(labels: &[bool], counts: &[f64]) -> f64 {
    let total = |label: bool| labels.iter().zip(counts).filter(|(one, _)| **one == label).map(|(_, count)| count).sum::<f64>();
    ((total(true) + 0.5) / (total(false) + 0.5)).ln().clamp(-4.0, 4.0)
}

/// The numbers that occur, ascending, and the rows with these numbers' places in their stead: vectors are then as short as can be.
fn renumber(rows: &[Features]) -> (Vec<usize>, Vec<Vec<(usize, f64)>>) {
    let known = |index: u32| usize::try_from(index).ok().filter(|index| *index < MOST_FEATURES);
    let mut names: Vec<usize> = rows.iter().flatten().filter_map(|(index, _)| known(*index)).collect();
    names.sort_unstable();
    names.dedup();
    let place = |index: u32| known(index).and_then(|index| names.binary_search(&index).ok());
    let compact = rows
        .iter()
        .map(|row| row.iter().filter_map(|(index, value)| place(*index).map(|place| (place, f64::from(*value)))).collect())
        .collect();
    (names, compact)
}

/// 1 / (1 + e^−x).
pub(super) fn logistic(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + (-x).exp())
    } else {
        let e = x.exp();
        e / (1.0 + e)
    }
}

/// ln(1 + eˣ), without overflow.
pub(super) fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// The nearest f32.
#[expect(clippy::cast_possible_truncation, reason = "weights and probabilities are small numbers")]
pub(super) fn narrow(x: f64) -> f32 {
    x as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows in which feature 1 speaks for the label, 2 against it, 3 for nothing.
    fn rows() -> (Vec<Features>, Vec<bool>) {
        let rows = (0..40u32).map(|i| vec![(if i % 2 == 0 { 1 } else { 2 }, 1.0), (3, 1.0), (10 + i, 1.0)]).collect();
        let labels = (0..40).map(|i| i % 2 == 0 || i == 7).collect();
        (rows, labels)
    }

    #[test]
    fn a_model_learns_what_speaks_for_a_label() {
        let (rows, labels) = rows();
        let model = Linear::fit(&rows, &labels, None, &FitOptions::default());
        assert!(model.probability(&vec![(1, 1.0), (3, 1.0)]) > 0.8);
        assert!(model.probability(&vec![(2, 1.0), (3, 1.0)]) < 0.2);
        assert!((model.probability(&vec![(1, 1.0)]) - 1.0 / (1.0 + (-model.score(&vec![(1, 1.0)])).exp())).abs() < 1e-6);
    }

    #[test]
    fn the_gradient_vanishes_at_the_optimum() {
        // For a logistic regression with an unpenalised constant, Σ (p − y) = 0 over the rows.
        let (rows, labels) = rows();
        let model = Linear::fit(&rows, &labels, None, &FitOptions { tolerance: 1e-8, ..FitOptions::default() });
        let off: f64 = rows.iter().zip(&labels).map(|(row, label)| f64::from(model.probability(row)) - f64::from(u8::from(*label))).sum();
        assert!(off.abs() < 1e-3, "{off}");
    }

    #[test]
    fn a_counted_twice_row_is_two_rows() {
        let (mut rows, mut labels) = rows();
        let mut counts = vec![1.0; rows.len()];
        counts[3] = 2.0;
        let options = FitOptions { tolerance: 1e-9, ..FitOptions::default() };
        let weighted = Linear::fit(&rows, &labels, Some(&counts), &options);
        rows.push(rows[3].clone());
        labels.push(labels[3]);
        let doubled = Linear::fit(&rows, &labels, None, &options);
        assert!((weighted.score(&rows[3]) - doubled.score(&rows[3])).abs() < 1e-3);
    }

    #[test]
    fn balance_lifts_the_rare_label() {
        let rows: Vec<Features> = (0..50).map(|_| vec![(1, 1.0)]).collect();
        let labels: Vec<bool> = (0..50).map(|i| i < 5).collect();
        let fit = |balance| Linear::fit(&rows, &labels, None, &FitOptions { balance, ..FitOptions::default() }).probability(&rows[0]);
        assert!((fit(Balance::AsIs) - 0.1).abs() < 0.01);
        assert!((fit(Balance::Even) - 0.5).abs() < 0.01);
    }

    #[test]
    fn nothing_to_learn_from_is_survived() {
        let none = Linear::fit(&[], &[], None, &FitOptions::default());
        assert!((none.probability(&vec![(1, 1.0)]) - 0.5).abs() < 1e-6);
        let one_label = Linear::fit(&[vec![(1, 1.0)], vec![(u32::MAX, 1.0)]], &[true, true], None, &FitOptions::default());
        assert!(one_label.probability(&vec![(1, 1.0)]) > 0.5);
    }
}
