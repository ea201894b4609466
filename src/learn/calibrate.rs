//! Scores with labels → probabilities that mean what they say, and how far they are from that.

use super::linear::{logistic, narrow};
use super::minimise::minimise;

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

/// Isotonic scaling: the best rising step function from scores to probabilities.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Isotonic {
    /// From which score on which probability holds; both rise.
    pub steps: Vec<(f32, f32)>,
}

impl Isotonic {
    /// Fits the steps by pooling adjacent violators (Ayer et al. 1955). Rows with equal scores are pooled.
    #[must_use]
    pub fn fit(scores: &[f32], labels: &[bool]) -> Self {
        let mut rows: Vec<(f32, bool)> = scores.iter().copied().zip(labels.iter().copied()).collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        // From which score, how many labels, how many rows.
        let mut pools: Vec<(f32, f64, f64)> = Vec::new();
        for (score, label) in rows {
            let yes = f64::from(u8::from(label));
            match pools.last_mut() {
                Some(last) if last.0.total_cmp(&score).is_eq() => {
                    last.1 += yes;
                    last.2 += 1.0;
                }
                _ => pools.push((score, yes, 1.0)),
            }
        }
        let mut merged: Vec<(f32, f64, f64)> = Vec::new();
        for pool in pools {
            merged.push(pool);
            while let [.., a, b] = merged.as_slice()
                && a.1 * b.2 >= b.1 * a.2
            {
                let joined = (a.0, a.1 + b.1, a.2 + b.2);
                merged.truncate(merged.len() - 2);
                merged.push(joined);
            }
        }
        Self { steps: merged.into_iter().map(|(from, yes, all)| (from, narrow(yes / all))).collect() }
    }

    /// The probability for a score, 0…1; below the first step that of the first step; 0.5 if nothing was fitted.
    #[must_use]
    pub fn probability(&self, score: f32) -> f32 {
        let at = self.steps.partition_point(|(from, _)| *from <= score);
        self.steps.get(at.saturating_sub(1)).map_or(0.5, |(_, probability)| *probability)
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
    fn isotonic_pools_what_falls() {
        let scores = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        let fitted = Isotonic::fit(&scores, &[false, true, false, false, true, true]);
        let expected = [(0.5, 0.0), (1.0, 0.0), (2.0, 1.0 / 3.0), (4.5, 1.0 / 3.0), (5.0, 1.0), (9.0, 1.0)];
        for (score, probability) in expected {
            assert!((fitted.probability(score) - probability).abs() < 1e-6, "{score}: {fitted:?}");
        }
        assert!((Isotonic::default().probability(0.0) - 0.5).abs() < 1e-6);
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
}
