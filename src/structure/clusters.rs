//! Distances come in, a tree of nested clusters goes out.

use super::square::Square;
use std::fmt::Write;

/// How far a cluster is from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Linkage {
    /// The mean distance of their members.
    Average,
    /// How much the sum of squares within clusters grows if they are joined: √(2·growth), which for single nodes is their distance.
    Ward,
}

/// Two clusters that are joined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Join {
    /// The one: a node, or n + the number of an earlier join (from 0).
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How far they were apart.
    pub height: f64,
    /// How many nodes are in them together.
    pub size: usize,
}

/// How far nodes are apart by their ties: `(highest − w) / (highest − lowest)`, 0 for the strongest tie of all and 1 for the weakest
/// (or most opposed). 0 if all are equal.
#[must_use]
pub fn distances(ties: Square<'_>) -> Vec<f64> {
    let n = ties.n;
    let between = || (0..n).flat_map(move |a| (a + 1..n).map(move |b| ties.at(a, b)));
    let (low, high) = between().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), weight| (low.min(weight), high.max(weight)));
    let far = |at: usize| if at / n == at % n || high <= low { 0.0 } else { (high - ties.weights[at]) / (high - low) };
    (0..n * n).map(far).collect()
}

/// Joins the two nearest clusters, again and again, until one is left; of equals those with the first members. `n − 1` joins; with
/// Ward's linkage, and with the average, later joins are never lower.
///
/// Cost: nodes² mostly, nodes³ at worst. Source: Lance and Williams, "A general theory of classificatory sorting strategies"
/// (1967); Murtagh and Legendre, "Ward's hierarchical agglomerative clustering method" (2014), `ward.D2`.
#[must_use]
pub fn clusters(distances: Square<'_>, linkage: Linkage) -> Vec<Join> {
    let n = distances.n;
    // Ward's update is one of squares.
    let squared = linkage == Linkage::Ward;
    let mut between: Vec<f64> = distances.weights.iter().map(|far| if squared { far * far } else { *far }).collect();
    let mut name: Vec<usize> = (0..n).collect();
    let mut size = vec![1_usize; n];
    let mut alive: Vec<usize> = (0..n).collect();
    let mut nearest: Vec<Option<(f64, usize)>> = (0..n).map(|a| look(&between, n, &alive, a)).collect();
    let mut found = Vec::with_capacity(n.saturating_sub(1));
    while alive.len() > 1 {
        let mut best: Option<(f64, usize, usize)> = None;
        for a in alive.iter().copied() {
            if let Some((far, b)) = nearest[a]
                && best.is_none_or(|(known, ..)| far < known)
            {
                best = Some((far, a, b));
            }
        }
        let Some((far, a, b)) = best else { break };
        let height = if squared { far.max(0.0).sqrt() } else { far };
        found.push(Join { a: name[a], b: name[b], height, size: size[a] + size[b] });
        let (of_a, of_b) = (size[a] as f64, size[b] as f64);
        for other in alive.iter().copied().filter(|other| *other != a && *other != b) {
            let (to_a, to_b, of_other) = (between[a * n + other], between[b * n + other], size[other] as f64);
            let joined = match linkage {
                Linkage::Average => (of_a * to_a + of_b * to_b) / (of_a + of_b),
                Linkage::Ward => ((of_a + of_other) * to_a + (of_b + of_other) * to_b - of_other * far) / (of_a + of_b + of_other),
            };
            (between[a * n + other], between[other * n + a]) = (joined, joined);
        }
        size[a] += size[b];
        name[a] = n + found.len() - 1;
        alive.retain(|other| *other != b);
        for other in alive.iter().copied() {
            let stale = other == a || nearest[other].is_some_and(|(_, to)| to == a || to == b);
            let nearer = other < a && nearest[other].is_some_and(|(far, _)| between[other * n + a] < far);
            if stale || nearer {
                nearest[other] = look(&between, n, &alive, other);
            }
        }
    }
    found
}

/// The nearest later cluster of one.
fn look(between: &[f64], n: usize, alive: &[usize], a: usize) -> Option<(f64, usize)> {
    let from = alive.partition_point(|other| *other <= a);
    alive[from..].iter().fold(None, |best: Option<(f64, usize)>, b| {
        let far = between[a * n + b];
        if best.is_none_or(|(nearest, _)| far < nearest) { Some((far, *b)) } else { best }
    })
}

/// The tree in Newick's format, with branches as long as heights differ; names in single quotes, theirs doubled. Ends with `;`.
#[must_use]
pub fn newick(joins: &[Join], names: &[String]) -> String {
    let n = names.len();
    let height = |node: usize| node.checked_sub(n).and_then(|at| joins.get(at)).map_or(0.0, |join| join.height);
    let quoted = |name: &String| format!("'{}'", name.replace('\'', "''").replace(['\n', '\r'], " "));
    let mut parts: Vec<String> = names.iter().map(quoted).collect();
    for join in joins {
        let mut part = String::from("(");
        for (node, between) in [(join.a, ","), (join.b, ")")] {
            let inner = parts.get_mut(node).map(std::mem::take).unwrap_or_default();
            // Writing to a text cannot fail.
            let _ = write!(part, "{inner}:{:.6}{between}", (join.height - height(node)).max(0.0));
        }
        parts.push(part);
    }
    parts.pop().unwrap_or_default() + ";"
}

/// The cluster of each node if the tree is cut so that so many are left, numbered from 1 in the order of their first nodes.
#[must_use]
pub fn cut(joins: &[Join], n: usize, number: usize) -> Vec<usize> {
    let mut of: Vec<usize> = (0..n).collect();
    for (at, join) in joins.iter().enumerate().take(n.saturating_sub(number.max(1))) {
        of.iter_mut().filter(|name| **name == join.a || **name == join.b).for_each(|name| *name = n + at);
    }
    let mut known: Vec<usize> = Vec::new();
    for name in &mut of {
        let at = known.iter().position(|known| known == name).unwrap_or_else(|| {
            known.push(*name);
            known.len() - 1
        });
        *name = at + 1;
    }
    of
}
