//! Slices come in, the phases of the whole network go out: slices that are like each other.

use crate::error::{Error, Result};
use crate::model::{Phases, Slice};

/// The most phases that are tried.
const MOST: usize = 6;

/// More slices than this are refused: the cost is that of all their pairs.
const MOST_SLICES: usize = 2_000;

/// Compares every two networks and puts them into 2 to 6 phases (or `wanted` many).
///
/// The distance is half the sum of the absolute differences of the ties, after the absolute weights of each network are made to
/// sum to 1: 0 for equal networks, 1 for those that share no tie. Networks without ties are at distance 0 of each other and 1 of
/// others. Clusters are joined by their mean distance (average linkage); the number of phases is that with the highest mean
/// silhouette. If two joins are equal the earlier slices go first.
///
/// Source: Masuda and Holme, "Detecting sequences of system states in temporal networks" (2019); Rousseeuw, "Silhouettes" (1987).
///
/// # Errors
/// If there are fewer than 3 or more than 2,000 slices, or not so many as phases.
pub fn phases(slices: &[Slice], wanted: Option<usize>) -> Result<Phases> {
    let n = slices.len();
    if n < 3 || wanted.is_some_and(|wanted| wanted > n || wanted == 0) {
        return Err(Error::new(format!("{n} slices are too few for phases")).hint("use a finer --window or a smaller --step"));
    }
    if n > MOST_SLICES {
        return Err(Error::new(format!("{n} slices are too many for phases: at most {MOST_SLICES}")).hint("use a larger --step"));
    }
    let distances = distances(slices);
    let joins = joins(&distances, n);
    let tried = wanted.map_or(2..=MOST.min(n - 1), |wanted| wanted..=wanted);
    let mut best: Option<(f64, Vec<usize>)> = None;
    for number in tried {
        let phase = cut(&joins, n, number);
        let silhouette = silhouette(&distances, &phase, number);
        if best.as_ref().is_none_or(|(top, _)| silhouette > top + 1e-12) {
            best = Some((silhouette, phase));
        }
    }
    let (silhouette, phase) = best.unwrap_or((0.0, vec![1; n]));
    Ok(Phases { distances, phase, silhouette })
}

fn distances(slices: &[Slice]) -> Vec<f64> {
    let n = slices.len();
    let shares: Vec<Vec<f64>> = slices.iter().map(|slice| shares(&slice.network.weights)).collect();
    let mut found = vec![0.0; n * n];
    for a in 0..n {
        for b in a + 1..n {
            let empty = |at: usize| shares[at].iter().all(|share| *share == 0.0);
            let distance = match (empty(a), empty(b)) {
                (true, true) => 0.0,
                (true, false) | (false, true) => 1.0,
                _ => shares[a].iter().zip(&shares[b]).map(|(x, y)| (x - y).abs()).sum::<f64>() / 2.0,
            };
            (found[a * n + b], found[b * n + a]) = (distance, distance);
        }
    }
    found
}

fn shares(weights: &[f64]) -> Vec<f64> {
    let sum: f64 = weights.iter().map(|weight| weight.abs()).sum();
    weights.iter().map(|weight| if sum > 0.0 { weight / sum } else { 0.0 }).collect()
}

/// The joins of average linkage, each of two clusters named by their first slices, the nearest first.
fn joins(distances: &[f64], n: usize) -> Vec<(usize, usize)> {
    let mut between = distances.to_vec();
    let mut size = vec![1.0_f64; n];
    let mut alive: Vec<usize> = (0..n).collect();
    let mut found = Vec::with_capacity(n - 1);
    // The nearest later cluster of each: only those that pointed to a joined one are looked up again.
    let look = |between: &[f64], alive: &[usize], a: usize| {
        let later = alive.iter().copied().filter(|b| *b > a);
        later.fold(None, |best: Option<(f64, usize)>, b| {
            let distance = between[a * n + b];
            if best.is_none_or(|(nearest, _)| distance < nearest) { Some((distance, b)) } else { best }
        })
    };
    let mut nearest: Vec<Option<(f64, usize)>> = (0..n).map(|a| look(&between, &alive, a)).collect();
    while alive.len() > 1 {
        let mut best: Option<(f64, usize, usize)> = None;
        for a in &alive {
            if let Some((distance, b)) = nearest[*a]
                && best.is_none_or(|(top, ..)| distance < top)
            {
                best = Some((distance, *a, b));
            }
        }
        let Some((_, a, b)) = best else { break };
        found.push((a, b));
        for other in alive.iter().copied().filter(|other| *other != a && *other != b) {
            let mean = (between[a * n + other] * size[a] + between[b * n + other] * size[b]) / (size[a] + size[b]);
            (between[a * n + other], between[other * n + a]) = (mean, mean);
        }
        size[a] += size[b];
        alive.retain(|other| *other != b);
        for other in &alive {
            let stale = *other == a || nearest[*other].is_some_and(|(_, to)| to == a || to == b);
            let nearer = *other < a && nearest[*other].is_some_and(|(distance, _)| between[*other * n + a] < distance);
            if stale || nearer {
                nearest[*other] = look(&between, &alive, *other);
            }
        }
    }
    found
}

/// The phase of each slice when so many are left.
fn cut(joins: &[(usize, usize)], n: usize, number: usize) -> Vec<usize> {
    let mut first: Vec<usize> = (0..n).collect();
    for (a, b) in &joins[..(n - number).min(joins.len())] {
        for slot in &mut first {
            if slot == b {
                *slot = *a;
            }
        }
    }
    let mut order: Vec<usize> = Vec::new();
    let mut name = |first: &usize| {
        order.iter().position(|known| known == first).unwrap_or_else(|| {
            order.push(*first);
            order.len() - 1
        }) + 1
    };
    first.iter().map(&mut name).collect()
}

/// The mean over all slices of (b − a) / max(a, b): a the mean distance in its own phase, b that to the nearest other phase.
fn silhouette(distances: &[f64], phase: &[usize], number: usize) -> f64 {
    let n = phase.len();
    let mut sum = 0.0;
    for slice in 0..n {
        let (mut total, mut count) = (vec![0.0; number + 1], vec![0.0; number + 1]);
        for other in (0..n).filter(|other| *other != slice) {
            total[phase[other]] += distances[slice * n + other];
            count[phase[other]] += 1.0;
        }
        let own = phase[slice];
        if count[own] == 0.0 {
            continue;
        }
        let a = total[own] / count[own];
        let others = (1..=number).filter(|other| *other != own && count[*other] > 0.0);
        let b = others.map(|other| total[other] / count[other]).fold(f64::INFINITY, f64::min);
        if b.is_finite() && a.max(b) > 0.0 {
            sum += (b - a) / a.max(b);
        }
    }
    sum / n as f64
}
