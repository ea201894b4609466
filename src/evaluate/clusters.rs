//! Two groupings of the same things → how far one is the other: homogeneity, completeness, V-measure.

use std::collections::BTreeMap;

/// How far found clusters are the true classes (Rosenberg & Hirschberg 2007).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VMeasure {
    /// 0…1: 1 if each cluster holds things of one class only.
    pub homogeneity: f64,
    /// 0…1: 1 if the things of each class are in one cluster only.
    pub completeness: f64,
    /// Their harmonic mean, 0…1.
    pub v: f64,
}

/// Compares the class and the cluster of each thing. Both measures are 1 where there is nothing to divide.
///
/// Homogeneity is 1 − H(class|cluster) / H(class), completeness 1 − H(cluster|class) / H(cluster).
#[must_use]
pub fn v_measure<A: Ord + Copy, B: Ord + Copy>(pairs: &[(A, B)]) -> VMeasure {
    let classes = entropy(pairs.iter().map(|(class, _)| *class));
    let clusters = entropy(pairs.iter().map(|(_, cluster)| *cluster));
    let both = entropy(pairs.iter().copied());
    let share = |all: f64, other: f64| if all > 0.0 { (1.0 - (both - other) / all).clamp(0.0, 1.0) } else { 1.0 };
    let (homogeneity, completeness) = (share(classes, clusters), share(clusters, classes));
    let sum = homogeneity + completeness;
    VMeasure { homogeneity, completeness, v: if sum > 0.0 { 2.0 * homogeneity * completeness / sum } else { 0.0 } }
}

/// −Σ p·ln p over the different values.
fn entropy<T: Ord>(values: impl Iterator<Item = T>) -> f64 {
    let mut counts: BTreeMap<T, f64> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1.0);
    let all: f64 = counts.values().sum();
    counts.values().map(|count| -count / all * (count / all).ln()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        let same = v_measure(&[(0, 'a'), (0, 'a'), (1, 'b'), (1, 'b')]);
        assert!(near(same.homogeneity, 1.0) && near(same.completeness, 1.0) && near(same.v, 1.0));
        let one = v_measure(&[(0, 'a'), (0, 'a'), (1, 'a'), (1, 'a')]);
        assert!(near(one.homogeneity, 0.0) && near(one.completeness, 1.0) && near(one.v, 0.0));
        // Each thing for itself: all pure, and classes of two halved: H(cluster|class) = ln 2 of H(cluster) = ln 4.
        let each = v_measure(&[(0, 'a'), (0, 'b'), (1, 'c'), (1, 'd')]);
        assert!(near(each.homogeneity, 1.0) && near(each.completeness, 0.5) && near(each.v, 2.0 / 3.0));
    }
}
