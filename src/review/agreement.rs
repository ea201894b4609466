//! How far coders agree, beyond what chance would bring: Cohen's κ of two, Krippendorff's α of any number.

use crate::learn::Random;
use std::collections::BTreeMap;

/// How far apart two categories are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Equal or not.
    Nominal,
    /// In an order: by how many ratings lie between them.
    Ordinal,
    /// Numbers: the square of their difference.
    Interval,
}

/// Cohen's κ: (p₀ − pₑ) / (1 − pₑ), with p₀ the share of units on which two coders agree and pₑ that which their shares of each
/// category would bring by chance (Cohen 1960). Units that one of them did not rate are left out. None without a unit, or if both
/// put all units into one category.
#[must_use]
pub fn kappa(a: &[Option<usize>], b: &[Option<usize>]) -> Option<f64> {
    let both: Vec<(usize, usize)> = a.iter().zip(b).filter_map(|(a, b)| Some(((*a)?, (*b)?))).collect();
    let n = both.len() as f64;
    let mut shares: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for (a, b) in &both {
        shares.entry(*a).or_default().0 += 1.0;
        shares.entry(*b).or_default().1 += 1.0;
    }
    let observed = both.iter().filter(|(a, b)| a == b).count() as f64 / n;
    let expected: f64 = shares.values().map(|(a, b)| a * b).sum::<f64>() / (n * n);
    (n > 0.0 && expected < 1.0).then(|| (observed - expected) / (1.0 - expected))
}

/// Krippendorff's α: 1 − Dₒ / Dₑ, with Dₒ the disagreement within units and Dₑ that between all ratings (Krippendorff 2011). A unit is
/// the category that each coder gave it; categories are numbered from 0, in their order. Units with fewer than two ratings are left
/// out. None if no unit is left, or all ratings are one category.
#[must_use]
pub fn alpha(units: &[Vec<Option<usize>>], scale: Scale) -> Option<f64> {
    let rated: Vec<Vec<usize>> =
        units.iter().map(|unit| unit.iter().flatten().copied().collect::<Vec<_>>()).filter(|unit| unit.len() > 1).collect();
    let size = rated.iter().flatten().max()? + 1;
    let mut coincidence = vec![vec![0.0_f64; size]; size];
    for unit in &rated {
        let weight = 1.0 / (unit.len() - 1) as f64;
        for (i, c) in unit.iter().enumerate() {
            for (j, k) in unit.iter().enumerate() {
                if i != j {
                    coincidence[*c][*k] += weight;
                }
            }
        }
    }
    let totals: Vec<f64> = coincidence.iter().map(|row| row.iter().sum()).collect();
    let n: f64 = totals.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for c in 0..size {
        for k in 0..size {
            let distance = distance(scale, &totals, c, k);
            observed += coincidence[c][k] * distance;
            expected += totals[c] * totals[k] * distance;
        }
    }
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * observed / expected)
}

fn distance(scale: Scale, totals: &[f64], c: usize, k: usize) -> f64 {
    if c == k {
        return 0.0;
    }
    let (low, high) = (c.min(k), c.max(k));
    match scale {
        Scale::Nominal => 1.0,
        Scale::Ordinal => {
            let between: f64 = totals[low..=high].iter().sum();
            (between - f64::midpoint(totals[low], totals[high])).powi(2)
        }
        Scale::Interval => ((high - low) as f64).powi(2),
    }
}

/// The middle 95 % of a figure over `draws` samples of the units, as many each as there are, drawn with replacement (percentile
/// bootstrap); samples that have no such figure are left out. None if there is no sample that has one.
#[must_use]
pub fn interval(units: &[Vec<Option<usize>>], draws: usize, of: impl Fn(&[Vec<Option<usize>>]) -> Option<f64>) -> Option<(f64, f64)> {
    let mut random = Random(1);
    let mut figures: Vec<f64> = (0..draws)
        .filter_map(|_| {
            let sample: Vec<Vec<Option<usize>>> = (0..units.len()).map(|_| units[random.below(units.len())].clone()).collect();
            of(&sample)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    let at = |share: f64| figures.get(((figures.len().saturating_sub(1)) as f64 * share).round() as usize).copied();
    Some((at(0.025)?, at(0.975)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The data of Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: four observers, twelve units.
    fn published() -> Vec<Vec<Option<usize>>> {
        let coders = ["1233214 12...", "123322412 5.3", ".3332342 251.", "123324412 51."];
        let rows: Vec<Vec<Option<usize>>> = coders
            .iter()
            .map(|row| row.chars().filter(|c| *c != ' ').map(|c| c.to_digit(10).map(|digit| digit as usize - 1)).collect())
            .collect();
        (0..12).map(|unit| rows.iter().map(|row| row[unit]).collect()).collect()
    }

    #[test]
    fn alpha_is_that_of_the_published_example() {
        for (scale, expected) in [(Scale::Nominal, 0.743), (Scale::Ordinal, 0.815), (Scale::Interval, 0.849)] {
            let found = alpha(&published(), scale).unwrap();
            assert!((found - expected).abs() < 0.0006, "{scale:?}: {found}");
        }
    }

    #[test]
    fn kappa_is_that_of_the_published_example() {
        // Cohen 1960, table 1: 200 cases, .492.
        let table = [[88, 10, 2], [14, 40, 6], [18, 10, 12]];
        let (mut a, mut b) = (Vec::new(), Vec::new());
        for (i, row) in table.iter().enumerate() {
            for (j, count) in row.iter().enumerate() {
                a.extend(std::iter::repeat_n(Some(i), *count));
                b.extend(std::iter::repeat_n(Some(j), *count));
            }
        }
        let found = kappa(&a, &b).unwrap();
        assert!((found - 0.492).abs() < 0.0006, "{found}");
        assert_eq!(kappa(&[Some(1)], &[None]), None);
        assert_eq!(kappa(&[Some(1)], &[Some(1)]), None);
    }

    #[test]
    fn an_interval_holds_its_figure_and_is_the_same_each_time() {
        let of = |units: &[Vec<Option<usize>>]| alpha(units, Scale::Nominal);
        let (low, high) = interval(&published(), 1000, of).unwrap();
        assert!(low < 0.743 && 0.743 < high, "{low} {high}");
        assert_eq!(interval(&published(), 1000, of), Some((low, high)));
        assert_eq!(interval(&[], 100, of), None);
    }
}
