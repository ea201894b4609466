//! Scores with labels → probabilities that mean what they say, and how far they are from that.

use super::linear::{logistic, narrow};
use super::minimise::minimise;
use super::random::Random;
use std::collections::BTreeMap;

/// Platt's scaling: the probability is 1 / (1 + exp(−(slope·score + shift))).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Platt {
    /// Multiplies the score.
    pub slope: f32,
    /// Is added to it.
    pub shift: f32,
}

impl Default for Platt {
    fn default() -> Self {
        Self { slope: 1.0, shift: 0.0 }
    }
}

impl Platt {
    /// Fits the scaling to scores of rows that the model was not fitted on, with Platt's smoothed targets (Platt 1999, after
    /// Lin, Lin & Weng 2007). Scores that do not know the label give a flat line at its share.
    #[must_use]
    pub fn fit(scores: &[f32], labels: &[bool]) -> Self {
        let n = scores.len().min(labels.len());
        let yes = labels[..n].iter().filter(|label| **label).count() as f64;
        let no = n as f64 - yes;
        let (high, low) = ((yes + 1.0) / (yes + 2.0), 1.0 / (no + 2.0));
        let start = vec![0.0, ((yes + 1.0) / (no + 1.0)).ln()];
        let found = minimise(start, 100, 1e-9, |w, gradient| {
            let mut loss = 0.0;
            gradient.fill(0.0);
            for (score, label) in scores[..n].iter().zip(&labels[..n]) {
                let (x, target) = (f64::from(*score), if *label { high } else { low });
                let z = w[0] * x + w[1];
                loss += super::linear::softplus(z) - target * z;
                let off = logistic(z) - target;
                gradient[0] += off * x;
                gradient[1] += off;
            }
            loss
        });
        Self { slope: narrow(found[0]), shift: narrow(found[1]) }
    }

    /// The probability for a score, 0…1.
    #[must_use]
    pub fn probability(&self, score: f32) -> f32 {
        narrow(logistic(f64::from(self.slope) * f64::from(score) + f64::from(self.shift)))
    }
}

/// Rows whose probabilities lie near each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// From this probability on.
    pub from: f64,
    /// Up to this one.
    pub to: f64,
    /// How many rows.
    pub n: usize,
    /// Their mean probability, 0…1; 0 if there is no row.
    pub stated: f64,
    /// The share of them that has the label, 0…1; 0 if there is no row.
    pub observed: f64,
}

/// The reliability curve: `bins` equally wide bins over 0…1 (at least one).
#[must_use]
pub fn reliability(probabilities: &[f32], labels: &[bool], bins: usize) -> Vec<Bin> {
    let bins = bins.max(1);
    let width = 1.0 / bins as f64;
    let mut sums = vec![(0usize, 0.0f64, 0usize); bins];
    for (probability, label) in probabilities.iter().zip(labels) {
        let p = f64::from(*probability);
        let at = (1..bins).take_while(|edge| p >= *edge as f64 * width).count();
        sums[at].0 += 1;
        sums[at].1 += p;
        sums[at].2 += usize::from(*label);
    }
    let bin = |(at, (n, stated, yes)): (usize, &(usize, f64, usize))| {
        let share = |sum: f64| if *n == 0 { 0.0 } else { sum / *n as f64 };
        Bin { from: at as f64 * width, to: (at + 1) as f64 * width, n: *n, stated: share(*stated), observed: share(*yes as f64) }
    };
    sums.iter().enumerate().map(bin).collect()
}

/// The expected calibration error, 0…1: the mean distance of stated and observed share over the bins, each counted by its rows
/// (Naeini, Cooper & Hauskrecht 2015). 0 if there are no rows.
#[must_use]
pub fn expected_calibration_error(probabilities: &[f32], labels: &[bool], bins: usize) -> f64 {
    let curve = reliability(probabilities, labels, bins);
    let n: usize = curve.iter().map(|bin| bin.n).sum();
    if n == 0 {
        return 0.0;
    }
    curve.iter().map(|bin| bin.n as f64 * (bin.stated - bin.observed).abs()).sum::<f64>() / n as f64
}

/// How far the calibration error may be off: its 2.5 and 97.5 percentiles over `rounds` samples of whole groups, drawn with
/// replacement (the bootstrap, Efron 1979), always the same ones. Small samples look worse calibrated than they are, so both lie
/// rather high. Nought without rows.
#[must_use]
pub fn calibration_interval(probabilities: &[f32], labels: &[bool], groups: &[String], bins: usize, rounds: u16) -> (f64, f64) {
    let mut by_group: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, group) in groups.iter().enumerate() {
        by_group.entry(group).or_default().push(row);
    }
    let lists: Vec<Vec<usize>> = by_group.into_values().collect();
    if lists.is_empty() || rounds == 0 {
        return (0.0, 0.0);
    }
    let mut random = Random(0);
    let mut draw = || usize::try_from(random.bits() % lists.len() as u64).unwrap_or(0);
    let mut errors: Vec<f64> = (0..rounds)
        .map(|_| {
            let rows: Vec<usize> = (0..lists.len()).flat_map(|_| lists[draw()].iter().copied()).collect();
            let drawn: Vec<f32> = rows.iter().map(|row| probabilities[*row]).collect();
            let said: Vec<bool> = rows.iter().map(|row| labels[*row]).collect();
            expected_calibration_error(&drawn, &said, bins)
        })
        .collect();
    errors.sort_by(f64::total_cmp);
    let last = errors.len() - 1;
    (errors[last * 25 / 1000], errors[(last * 975).div_ceil(1000)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platt_finds_the_line_that_made_the_labels() {
        // 100 rows at each score, of which the share 1/(1+exp(−(2x−1))) has the label.
        let (mut scores, mut labels) = (Vec::new(), Vec::new());
        for score in [-2.0f32, -1.0, 0.0, 1.0, 2.0] {
            let share = 1.0 / (1.0 + (-(2.0 * score - 1.0)).exp());
            for i in 0..1000u16 {
                scores.push(score);
                labels.push(f32::from(i) < 1000.0 * share);
            }
        }
        let platt = Platt::fit(&scores, &labels);
        assert!((platt.slope - 2.0).abs() < 0.1 && (platt.shift + 1.0).abs() < 0.1, "{platt:?}");
        let probabilities: Vec<f32> = scores.iter().map(|score| platt.probability(*score)).collect();
        assert!(expected_calibration_error(&probabilities, &labels, 10) < 0.01);
    }

    #[test]
    fn the_calibration_error_of_a_worked_example() {
        // Two bins: stated 0.25 observed 0.5 (2 rows), stated 0.75 observed 1 (2 rows) → 0.25.
        let error = expected_calibration_error(&[0.2, 0.3, 0.7, 0.8], &[true, false, true, true], 2);
        assert!((error - 0.25).abs() < 1e-6, "{error}");
        assert!(expected_calibration_error(&[], &[], 10).abs() < 1e-12);
        let bins = reliability(&[0.0, 0.5, 1.0], &[false, true, true], 10);
        assert_eq!(bins.iter().map(|bin| bin.n).collect::<Vec<_>>(), [1, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    }

    #[test]
    fn the_interval_holds_the_error_and_narrows_with_more_rows() {
        let width = |n: u16| {
            let labels: Vec<bool> = (0..n).map(|row| row % 10 < 7).collect();
            let probabilities = vec![0.6; labels.len()];
            let groups: Vec<String> = (0..n).map(|row| (row / 2).to_string()).collect();
            let (low, high) = calibration_interval(&probabilities, &labels, &groups, 5, 200);
            assert!(low <= 0.1 && 0.1 <= high, "{low} {high}");
            high - low
        };
        assert!(width(1000) < width(60));
        assert!(calibration_interval(&[], &[], &[], 5, 200).1.abs() < 1e-12);
    }
}
