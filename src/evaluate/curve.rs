//! Found claims with their confidence, right or wrong → precision and recall from each confidence on, and whether confidence
//! means what it says.

use crate::learn::{Confusion, expected_calibration_error, reliability};
use std::fmt::Write;

/// A found claim: its confidence, and whether the gold has it, on the same side.
pub type Judged = (f64, bool);

/// Bins of the reliability table.
const BINS: usize = 5;

/// Lines of the precision–recall curve.
const STEPS: u8 = 10;

/// The precision–recall curve and the reliability of confidence, for a reader. `gold` is how many positions the gold has.
#[must_use]
pub fn curve(judged: &[Judged], gold: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "\n{:<12} {:>6} {:>9} {:>6} {:>5}", "confidence ≥", "found", "precision", "recall", "F1");
    for step in 0..STEPS {
        let least = f64::from(step) / f64::from(STEPS);
        let mut kept = Confusion::of(judged.iter().filter(|(confidence, _)| *confidence >= least).map(|(_, right)| (true, *right)));
        kept.miss = gold.saturating_sub(kept.hit);
        let figures = (kept.precision(), kept.recall(), kept.f1());
        let found = kept.hit + kept.false_alarm;
        let _ = writeln!(out, "{least:<12.1} {found:>6} {:>9.3} {:>6.3} {:>5.3}", figures.0, figures.1, figures.2);
    }
    #[expect(clippy::cast_possible_truncation, reason = "a confidence is 0–1")]
    let probabilities: Vec<f32> = judged.iter().map(|(confidence, _)| *confidence as f32).collect();
    let labels: Vec<bool> = judged.iter().map(|(_, right)| *right).collect();
    let _ = writeln!(out, "\n{:<12} {:>6} {:>9} {:>6}", "reliability", "found", "said", "right");
    for bin in reliability(&probabilities, &labels, BINS) {
        let _ = writeln!(out, "{:<12} {:>6} {:>9.3} {:>6.3}", format!("{:.1}–{:.1}", bin.from, bin.to), bin.n, bin.stated, bin.observed);
    }
    let error = expected_calibration_error(&probabilities, &labels, BINS);
    let _ = writeln!(out, "expected calibration error {error:.3} of {} found ({BINS} bins)", labels.len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_counts_what_is_left() {
        let text = curve(&[(0.95, true), (0.85, true), (0.35, false)], 4);
        assert!(text.contains("0.0               3     0.667  0.500 0.571"), "{text}");
        assert!(text.contains("0.4               2     1.000  0.500 0.667"), "{text}");
    }
}
