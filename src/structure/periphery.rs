//! Ties come in, who is at the core and who at the periphery goes out.

use super::square::Square;

/// Core and periphery of a network.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Core {
    /// How central each node is: 0 and more, the sum of squares is 1. Ties are near to the product of two such numbers.
    pub coreness: Vec<f64>,
    /// How well that fits: the correlation of ties with products, −1…1; 0 if all ties are equal.
    pub fit: f64,
    /// Whether each node is in the core: the most central nodes, as many as make the correlation of ties with "both in the core" greatest.
    pub is_core: Vec<bool>,
    /// The greatest k for which each node has k ties to nodes that have k such ties too.
    pub k_core: Vec<usize>,
}

/// The most rounds.
const ROUNDS: usize = 500;

/// Finds core and periphery by the ties above 0; others count as 0.
///
/// The numbers c make `Σ_{a≠b} (w_ab − c_a·c_b)²` small: each is set to what is best for the others, in turn, until none moves.
///
/// Cost: rounds × nodes². Source: Borgatti and Everett, "Models of core/periphery structures" (1999); Comrey, "The minimum
/// residual method of factor analysis" (1962); Seidman, "Network structure and minimum degree" (1983).
#[must_use]
pub fn core_and_periphery(ties: Square<'_>) -> Core {
    let n = ties.n;
    let friends: Vec<Vec<(usize, f64)>> = (0..n).map(|node| ties.friends(node).collect()).collect();
    let mut c: Vec<f64> = friends.iter().map(|friends| friends.iter().map(|(_, weight)| weight).sum()).collect();
    let top = c.iter().copied().fold(0.0, f64::max);
    let scale = friends.iter().flatten().map(|(_, weight)| *weight).fold(0.0, f64::max).sqrt();
    if top > 0.0 {
        for one in &mut c {
            *one *= scale / top;
        }
    }
    for _ in 0..ROUNDS {
        let mut all: f64 = c.iter().map(|c| c * c).sum();
        let mut moved = 0.0_f64;
        for node in 0..n {
            let rest = all - c[node] * c[node];
            let pull: f64 = friends[node].iter().map(|(other, weight)| weight * c[*other]).sum();
            let new = if rest > 1e-300 { pull / rest } else { 0.0 };
            moved = moved.max((new - c[node]).abs());
            c[node] = new;
            all = rest + new * new;
        }
        if moved <= 1e-12 * scale {
            break;
        }
    }
    let length = c.iter().map(|c| c * c).sum::<f64>().sqrt();
    if length > 0.0 {
        for one in &mut c {
            *one /= length;
        }
    }
    let pairs = || (0..n).flat_map(move |a| (a + 1..n).map(move |b| (a, b)));
    let weight = |a: usize, b: usize| ties.at(a, b).max(0.0);
    let fit = correlation(pairs().map(|(a, b)| (weight(a, b), c[a] * c[b])));
    let is_core = split(n, &c, &weight);
    Core { fit, is_core, k_core: k_core(&friends), coreness: c }
}

/// Pearson's correlation; 0 if one side does not vary.
fn correlation(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    let mut sums = [0.0_f64; 6];
    for (x, y) in pairs {
        for (sum, value) in sums.iter_mut().zip([1.0, x, y, x * x, y * y, x * y]) {
            *sum += value;
        }
    }
    from_sums(sums)
}

fn from_sums([n, x, y, xx, yy, xy]: [f64; 6]) -> f64 {
    let (vx, vy) = (n * xx - x * x, n * yy - y * y);
    if vx > 1e-12 * n * xx && vy > 1e-12 * n * yy { (n * xy - x * y) / (vx * vy).sqrt() } else { 0.0 }
}

/// The core: so many of the most central nodes that the correlation is greatest; of equals the fewest.
fn split(n: usize, coreness: &[f64], weight: &dyn Fn(usize, usize) -> f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| coreness[*b].total_cmp(&coreness[*a]).then(a.cmp(b)));
    let all = (n * n.saturating_sub(1) / 2) as f64;
    let (mut x, mut xx) = (0.0, 0.0);
    for a in 0..n {
        for b in a + 1..n {
            x += weight(a, b);
            xx += weight(a, b).powi(2);
        }
    }
    let (mut inside, mut best) = (0.0, (1e-9, 0));
    for size in 1..=n {
        inside += order[..size - 1].iter().map(|other| weight(*other, order[size - 1])).sum::<f64>();
        let both = (size * (size - 1) / 2) as f64;
        let fit = from_sums([all, x, both, xx, both, inside]);
        if fit > best.0 + 1e-12 {
            best = (fit, size);
        }
    }
    let mut is_core = vec![false; n];
    order[..best.1].iter().for_each(|node| is_core[*node] = true);
    is_core
}

/// Takes away the nodes with the fewest ties, one after the other.
fn k_core(friends: &[Vec<(usize, f64)>]) -> Vec<usize> {
    let mut degree: Vec<usize> = friends.iter().map(Vec::len).collect();
    let mut core = vec![0; friends.len()];
    let mut left: Vec<usize> = (0..friends.len()).collect();
    let mut k = 0;
    while let Some(at) = (0..left.len()).min_by_key(|at| degree[left[*at]]) {
        let node = left.swap_remove(at);
        k = k.max(degree[node]);
        core[node] = k;
        friends[node].iter().for_each(|(other, _)| degree[*other] = degree[*other].saturating_sub(1));
    }
    core
}
