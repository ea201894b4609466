//! Texts on one claim → which of them say the same: pairs scored by a linear model over signals, then joined to clusters.

use crate::learn::Features;
use crate::meaning::topic::{SIGNALS, Text, Topic};
use rayon::prelude::*;

/// Each signal twice: in the claim's own topic, and among all texts.
const COLUMNS: usize = 2 * SIGNALS;
const SCALE: f32 = 5.0;

/// The features of each pair of texts, prepared in the topic of all texts and in their own: each column itself, less the mean of
/// what the two have at best, less the mean of what they have on average. The second text with the first, the third with the
/// first and the second, and so on.
pub(super) fn pairs((among_all, wide): (&Topic<'_>, &[Text]), (own, narrow): (&Topic<'_>, &[Text])) -> Vec<Features> {
    let n = wide.len().min(narrow.len());
    let one = |a: usize, b: usize| {
        let mut columns = [0.0; COLUMNS];
        for (half, (topic, texts)) in [(own, narrow), (among_all, wide)].into_iter().enumerate() {
            let (there, back) = (topic.signals(&texts[a], &texts[b]), topic.signals(&texts[b], &texts[a]));
            for (at, (there, back)) in there.into_iter().zip(back).enumerate() {
                columns[half * SIGNALS + at] = f32::midpoint(there, back);
            }
        }
        columns
    };
    let all: Vec<Vec<[f32; COLUMNS]>> = (0..n).into_par_iter().map(|a| (0..a).map(|b| one(a, b)).collect()).collect();
    let of = |a: usize, b: usize| if a > b { &all[a][b] } else { &all[b][a] };
    let mut most = vec![[0.0_f32; COLUMNS]; n];
    let mut mean = vec![[0.0_f32; COLUMNS]; n];
    for a in 0..n {
        for b in (0..n).filter(|b| *b != a) {
            for (at, value) in of(a, b).iter().enumerate() {
                most[a][at] = most[a][at].max(*value);
                mean[a][at] += value / (n - 1) as f32;
            }
        }
    }
    let mut out = Vec::new();
    for a in 0..n {
        for b in 0..a {
            let mut features = Features::new();
            let mut number = 0;
            for (at, value) in of(a, b).iter().enumerate() {
                for side in [*value, value - f32::midpoint(most[a][at], most[b][at]), value - f32::midpoint(mean[a][at], mean[b][at])] {
                    if side != 0.0 {
                        features.push((number, side * SCALE));
                    }
                    number += 1;
                }
            }
            out.push(features);
        }
    }
    out
}

/// Joins texts to clusters, two clusters with the highest mean score between them first, until no mean is over `least`. `scores`
/// are those of the pairs, in the order of [`pairs`]. For each pair: whether its texts are in one cluster.
pub(super) fn joined(n: usize, scores: &[f32], least: f32) -> Vec<bool> {
    let at = |a: usize, b: usize| if a > b { a * (a - 1) / 2 + b } else { b * (b - 1) / 2 + a };
    let mut sums: Vec<f64> = scores.iter().map(|score| f64::from(*score)).collect();
    let mut sizes = vec![1.0_f64; n];
    let mut of: Vec<usize> = (0..n).collect();
    loop {
        let mut best: Option<(f64, usize, usize)> = None;
        for a in (0..n).filter(|a| sizes[*a] > 0.0) {
            for b in (0..a).filter(|b| sizes[*b] > 0.0) {
                let mean = sums[at(a, b)] / (sizes[a] * sizes[b]);
                if mean >= f64::from(least) && best.is_none_or(|(most, _, _)| mean > most) {
                    best = Some((mean, a, b));
                }
            }
        }
        let Some((_, gone, kept)) = best else { break };
        for other in (0..n).filter(|other| *other != gone && *other != kept && sizes[*other] > 0.0) {
            sums[at(kept, other)] += sums[at(gone, other)];
        }
        sizes[kept] += sizes[gone];
        sizes[gone] = 0.0;
        for cluster in &mut of {
            if *cluster == gone {
                *cluster = kept;
            }
        }
    }
    (0..n).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| of[a] == of[b]).collect()
}

/// Found and true pairs of each claim → the figures of the task.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Agreement {
    /// F1 of precision and recall averaged over claims; where nothing is found or nothing is there to find, that one counts 1.
    pub(super) averaged: f64,
    /// The same over the claims that have something to find; where nothing is found, precision counts 0.
    pub(super) strict: f64,
    /// F1 over all pairs of all claims together.
    pub(super) pooled: f64,
}

pub(super) fn agreement(claims: &[(Vec<bool>, Vec<bool>)]) -> Agreement {
    let (mut precision, mut recall, mut strict_precision, mut strict_recall) = (0.0, 0.0, 0.0, 0.0);
    let (mut all_right, mut all_found, mut all_there, mut with) = (0.0, 0.0, 0.0, 0.0);
    for (found, there) in claims {
        let count = |of: &mut dyn Iterator<Item = bool>| of.filter(|one| *one).count() as f64;
        let right = count(&mut found.iter().zip(there).map(|(found, there)| *found && *there));
        let (found, there) = (count(&mut found.iter().copied()), count(&mut there.iter().copied()));
        let of = |whole: f64, none: f64| if whole > 0.0 { right / whole } else { none };
        precision += of(found, 1.0);
        recall += of(there, 1.0);
        if there > 0.0 {
            with += 1.0;
            strict_precision += of(found, 0.0);
            strict_recall += of(there, 0.0);
        }
        all_right += right;
        all_found += found;
        all_there += there;
    }
    let f1 = |p: f64, r: f64| if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    let (n, with) = ((claims.len() as f64).max(1.0), f64::max(with, 1.0));
    Agreement {
        averaged: f1(precision / n, recall / n),
        strict: f1(strict_precision / with, strict_recall / with),
        pooled: f1(all_right / f64::max(all_found, 1.0), all_right / f64::max(all_there, 1.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_pairs_are_joined_and_a_stranger_stays_alone() {
        // Texts 0–1 alike, 2–3 alike, 4 like none.
        let scores = [0.9, 0.1, 0.2, 0.1, 0.1, 0.8, 0.0, 0.0, 0.0, 0.3];
        let joined = joined(5, &scores, 0.5);
        let expected = [true, false, false, false, false, true, false, false, false, false];
        assert_eq!(joined, expected);
        assert!(super::joined(5, &scores, 0.95).iter().all(|one| !one) && super::joined(1, &[], 0.5).is_empty());
    }

    #[test]
    fn figures_by_hand() {
        let claims = [(vec![true, true, false], vec![true, false, true]), (vec![false], vec![false]), (vec![false], vec![true])];
        let figures = agreement(&claims);
        // Precision (1/2 + 1 + 1) / 3, recall (1/2 + 1 + 0) / 3; strict (1/2 + 0) / 2 both; pooled 1/2 and 1/3.
        let f1 = |p: f64, r: f64| 2.0 * p * r / (p + r);
        assert!((figures.averaged - f1(2.5 / 3.0, 0.5)).abs() < 1e-9);
        assert!((figures.strict - 0.25).abs() < 1e-9);
        assert!((figures.pooled - f1(0.5, 1.0 / 3.0)).abs() < 1e-9);
    }
}
