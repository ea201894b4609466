//! Ties come in, the two opposed blocks that they come closest to go out, and how close they come.

use super::bound::{least_frustration, relaxed, rounded};
use super::square::Square;
use petgraph::unionfind::UnionFind;

/// Two blocks: agreement within, conflict between, as far as that can be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Polarization {
    /// The block of each node, 1 or 2; none if it has no tie. Block 1 is that of the first node with a tie. In each part of the
    /// network that is connected with no other the blocks are found separately; the larger block is then 1.
    pub of: Vec<Option<usize>>,
    /// The weight of the ties that do not fit: conflict within a block, agreement between the blocks.
    pub frustration: f64,
    /// No two blocks leave less than this: equal to `frustration` if that is proved to be least.
    pub at_least: f64,
    /// Whether it is proved.
    pub exact: bool,
    /// 1 − 2·frustration / sum of |weight|: 1 if all ties fit, about 0 if they fit no better than by chance. 1 without ties.
    pub balance: f64,
    /// How far block and side go together, −1…1: the correlation, over ties by |weight|, of "same block" and "agreement". 0 if there
    /// is only agreement or only conflict, or only one block: who all agree are in balance, but not polarized.
    pub bipolarity: f64,
}

/// Parts with more nodes than this are searched, not enumerated.
const MOST_EXACT: usize = 20;

/// Finds the two blocks with the least frustration (the line index of balance).
///
/// In each connected part: up to 20 nodes all partitions are looked at. Above, partitions are made by cutting a relaxation in space
/// with planes from a fixed seed, and improved by moving single nodes, and by moving all nodes in turn and going back to the best
/// place (Kernighan and Lin). What cannot be improved upon is bounded from below: see `at_least`.
///
/// Cost: 2^nodes up to 20; above, nodes² × about 100, and nodes³ for the bound. Source: Harary, "On the measurement of structural
/// balance" (1959); Doreian and Mrvar, "A partitioning approach to structural balance" (1996); Aref and Wilson, "Balance and
/// frustration in signed networks" (2019); for the bound Goemans and Williamson (1995).
#[must_use]
pub fn polarization(ties: Square<'_>) -> Polarization {
    let mut parts = UnionFind::new(ties.n);
    let mut tied = vec![false; ties.n];
    for a in 0..ties.n {
        for b in a + 1..ties.n {
            if ties.at(a, b) != 0.0 {
                parts.union(a, b);
                (tied[a], tied[b]) = (true, true);
            }
        }
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); ties.n];
    (0..ties.n).filter(|node| tied[*node]).for_each(|node| members[parts.find(node)].push(node));
    members.retain(|part| !part.is_empty());
    members.sort();
    let mut of = vec![None; ties.n];
    let (mut frustration, mut at_least, mut exact) = (0.0, 0.0, true);
    for part in &members {
        let weights: Vec<f64> = part.iter().flat_map(|a| part.iter().map(move |b| if a == b { 0.0 } else { ties.at(*a, *b) })).collect();
        let inner = Square { n: part.len(), weights: &weights };
        let mut side;
        if part.len() <= MOST_EXACT {
            side = enumerated(inner);
            let left = frustration_of(inner, &side);
            frustration += left;
            at_least += left;
        } else {
            let relaxed = relaxed(inner);
            side = searched(inner, rounded(&relaxed));
            let left = frustration_of(inner, &side);
            let bound = least_frustration(inner, &relaxed).min(left);
            // What is left after rounding is no gap.
            let proved = left - bound <= 1e-9 * left.max(1.0);
            frustration += left;
            exact &= proved;
            at_least += if proved { left } else { bound };
        }
        let second = side.iter().filter(|side| **side).count();
        let turn = if members.len() > 1 && 2 * second != part.len() { 2 * second > part.len() } else { side[0] };
        for one in &mut side {
            *one ^= turn;
        }
        part.iter().zip(&side).for_each(|(node, side)| of[*node] = Some(1 + usize::from(*side)));
    }
    let side: Vec<bool> = of.iter().map(|of| *of == Some(2)).collect();
    let sums = Sums::of(ties, &side);
    let total = sums.agree_in + sums.agree_across + sums.conflict_in + sums.conflict_across;
    let balance = if total > 0.0 { 1.0 - 2.0 * frustration / total } else { 1.0 };
    Polarization { of, frustration, at_least, exact, balance, bipolarity: sums.correlation() }
}

/// The weight of the ties that do not fit two blocks: `Σ |w|` over conflict within and agreement across.
#[must_use]
pub fn frustration_of(ties: Square<'_>, second: &[bool]) -> f64 {
    let sums = Sums::of(ties, second);
    sums.agree_across + sums.conflict_in
}

#[derive(Default)]
struct Sums {
    agree_in: f64,
    agree_across: f64,
    conflict_in: f64,
    conflict_across: f64,
}

impl Sums {
    fn of(ties: Square<'_>, second: &[bool]) -> Self {
        let mut sums = Self::default();
        for a in 0..ties.n {
            for b in a + 1..ties.n {
                let weight = ties.at(a, b);
                match (weight > 0.0, second[a] == second[b]) {
                    (true, true) => sums.agree_in += weight,
                    (true, false) => sums.agree_across += weight,
                    (false, true) => sums.conflict_in -= weight,
                    (false, false) => sums.conflict_across -= weight,
                }
            }
        }
        sums
    }

    fn correlation(&self) -> f64 {
        let (a, b, c, d) = (self.agree_in, self.agree_across, self.conflict_in, self.conflict_across);
        let below = ((a + b) * (c + d) * (a + c) * (b + d)).sqrt();
        if below > 0.0 { (a * d - b * c) / below } else { 0.0 }
    }
}

/// How much less frustration there would be if each node were on the other side.
fn gains(ties: Square<'_>, second: &[bool]) -> Vec<f64> {
    let gain = |a: usize| {
        let fit = |b: usize| if second[a] == second[b] { ties.at(a, b) } else { -ties.at(a, b) };
        -(0..ties.n).filter(|b| *b != a).map(fit).sum::<f64>()
    };
    (0..ties.n).map(gain).collect()
}

/// Moves a node to the other side, and says so to the gains.
fn flip(ties: Square<'_>, second: &mut [bool], gains: &mut [f64], node: usize) {
    second[node] = !second[node];
    gains[node] = -gains[node];
    for (other, gain) in gains.iter_mut().enumerate().filter(|(other, _)| *other != node) {
        let weight = ties.at(node, other);
        *gain += if second[node] == second[other] { -2.0 * weight } else { 2.0 * weight };
    }
}

/// The best of all partitions, each a neighbour of the one before (Gray's code); of equals the first.
fn enumerated(ties: Square<'_>) -> Vec<bool> {
    let mut second = vec![false; ties.n];
    let mut gain = gains(ties, &second);
    let (mut now, mut best) = (0.0_f64, (0.0_f64, second.clone()));
    for step in 1_u64..1 << ties.n.saturating_sub(1) {
        // The first node never moves: a partition and its mirror are one.
        let node = step.trailing_zeros() as usize + 1;
        now -= gain[node];
        flip(ties, &mut second, &mut gain, node);
        if now < best.0 - CLOSE {
            best = (now, second.clone());
        }
    }
    best.1
}

/// Smaller gains are those of rounding.
const CLOSE: f64 = 1e-9;

/// The best of several partitions after they are improved; of equals the first.
fn searched(ties: Square<'_>, beginnings: Vec<Vec<bool>>) -> Vec<bool> {
    let mut best: Option<(f64, Vec<bool>)> = None;
    for mut second in beginnings {
        improve(ties, &mut second);
        let left = frustration_of(ties, &second);
        if best.as_ref().is_none_or(|(known, _)| left < known - CLOSE) {
            best = Some((left, second));
        }
    }
    best.map(|(_, second)| second).unwrap_or_default()
}

/// Moves single nodes, then all nodes in turn and back to the best place, until neither helps.
fn improve(ties: Square<'_>, second: &mut Vec<bool>) {
    let mut gain = gains(ties, second);
    let nobody = vec![false; ties.n];
    loop {
        while let Some(node) = best_of(&gain, &nobody).filter(|node| gain[*node] > CLOSE) {
            flip(ties, second, &mut gain, node);
        }
        let start = (second.clone(), gain.clone());
        let (mut moved, mut sum, mut top) = (vec![false; ties.n], 0.0, (CLOSE, 0));
        let mut order = Vec::with_capacity(ties.n);
        while let Some(node) = best_of(&gain, &moved) {
            sum += gain[node];
            moved[node] = true;
            order.push(node);
            flip(ties, second, &mut gain, node);
            if sum > top.0 {
                top = (sum, order.len());
            }
        }
        (*second, gain) = start;
        if top.1 == 0 {
            return;
        }
        for node in &order[..top.1] {
            flip(ties, second, &mut gain, *node);
        }
    }
}

/// The node with the greatest gain of those that have not moved; of equals the first.
fn best_of(gains: &[f64], moved: &[bool]) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (node, gain) in gains.iter().enumerate().filter(|(node, _)| !moved[*node]) {
        if best.is_none_or(|known| *gain > gains[known]) {
            best = Some(node);
        }
    }
    best
}
