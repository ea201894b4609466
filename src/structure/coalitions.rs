//! Ties come in, coalitions go out: groups of nodes with more agreement inside than their activity lets expect.

use super::square::Square;
use crate::learn::Random;
use petgraph::unionfind::UnionFind;

/// A partition of the nodes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coalitions {
    /// The coalition of each node, numbered from 1, the largest first, then by first member; none if no tie of it is above 0.
    pub of: Vec<Option<usize>>,
    /// How many there are.
    pub count: usize,
    /// The modularity, −½…1: see [`modularity`].
    pub modularity: f64,
}

/// How many orders of the nodes are tried.
const ORDERS: usize = 10;

/// Finds coalitions by the ties above 0. Nodes are moved one by one to where modularity gains most, then whole coalitions are, until
/// neither helps (Louvain); a coalition that falls apart into unconnected parts is split (as Leiden sees to), and the nodes are
/// moved again. This is done from ten orders of the nodes, drawn from a fixed seed, and the best is kept; of equals the first.
///
/// Cost: that of the ties, times the passes (seldom more than ten), times ten. The best partition is not proved to be found.
///
/// Source: Blondel, Guillaume, Lambiotte and Lefebvre, "Fast unfolding of communities in large networks" (2008); Traag, Waltman and
/// van Eck, "From Louvain to Leiden" (2019).
#[must_use]
pub fn coalitions(ties: Square<'_>) -> Coalitions {
    let graph = Graph::of(ties);
    let mut random = Random(1);
    let mut best: Option<(f64, Vec<usize>)> = None;
    for at in 0..ORDERS {
        let order: Vec<usize> = if at == 0 { (0..ties.n).collect() } else { random.order(ties.n) };
        let of = graph.best_from(&order);
        let quality = graph.modularity(&of);
        if best.as_ref().is_none_or(|(known, _)| quality > known + CLOSE) {
            best = Some((quality, of));
        }
    }
    let of = best.map(|(_, of)| of).unwrap_or_default();
    let alone = |node: usize| graph.degree[node] <= 0.0;
    let of = numbered(&of, &alone);
    Coalitions { count: of.iter().flatten().max().copied().unwrap_or(0), modularity: modularity(ties, &of), of }
}

/// `Σ_c (in_c / 2m − (tot_c / 2m)²)` over the ties above 0: `in_c` twice the weight within a coalition, `tot_c` the sum of its nodes'
/// degrees, `2m` that of all. 0 if there is no such tie. Nodes of no coalition count as one each.
///
/// Source: Newman, "Analysis of weighted networks" (2004).
#[must_use]
pub fn modularity(ties: Square<'_>, of: &[Option<usize>]) -> f64 {
    let highest = of.iter().flatten().max().map_or(0, |most| most + 1);
    let group: Vec<usize> = of.iter().enumerate().map(|(node, of)| of.unwrap_or(highest + node)).collect();
    Graph::of(ties).modularity(&group)
}

/// Smaller gains are those of rounding.
const CLOSE: f64 = 1e-12;

/// The ties above 0, and those of a node with itself that arise when nodes are put together.
struct Graph {
    ties: Vec<Vec<(usize, f64)>>,
    degree: Vec<f64>,
    /// The sum of all degrees.
    sum: f64,
}

impl Graph {
    fn of(ties: Square<'_>) -> Self {
        Self::new((0..ties.n).map(|node| ties.friends(node).collect()).collect())
    }

    fn new(ties: Vec<Vec<(usize, f64)>>) -> Self {
        let degree: Vec<f64> = ties.iter().map(|ties| ties.iter().map(|(_, weight)| weight).sum()).collect();
        let sum = degree.iter().sum();
        Self { ties, degree, sum }
    }

    fn modularity(&self, of: &[usize]) -> f64 {
        if self.sum <= 0.0 {
            return 0.0;
        }
        let size = of.iter().max().map_or(0, |most| most + 1);
        let (mut inside, mut total) = (vec![0.0; size], vec![0.0; size]);
        for (node, ties) in self.ties.iter().enumerate() {
            total[of[node]] += self.degree[node];
            inside[of[node]] += ties.iter().filter(|(other, _)| of[*other] == of[node]).map(|(_, weight)| weight).sum::<f64>();
        }
        inside.iter().zip(&total).map(|(inside, total): (&f64, &f64)| inside / self.sum - (total / self.sum).powi(2)).sum()
    }

    /// The partition that is reached from single nodes in this order.
    fn best_from(&self, order: &[usize]) -> Vec<usize> {
        let mut of: Vec<usize> = (0..self.ties.len()).collect();
        let mut quality = self.modularity(&of);
        loop {
            self.move_nodes(order, &mut of);
            self.move_groups(&mut of);
            self.split(&mut of);
            let now = self.modularity(&of);
            if now <= quality + CLOSE {
                return of;
            }
            quality = now;
        }
    }

    /// Moves nodes until no move gains. Each move gains, so that this ends.
    fn move_nodes(&self, order: &[usize], of: &mut [usize]) -> bool {
        let size = of.iter().max().map_or(0, |most| most + 1).max(of.len());
        let mut total = vec![0.0; size];
        for (node, of) in of.iter().enumerate() {
            total[*of] += self.degree[node];
        }
        let (mut to, mut seen) = (vec![0.0; size], Vec::new());
        let (mut moved, mut again) = (false, self.sum > 0.0);
        while again {
            again = false;
            for node in order.iter().copied() {
                for (other, weight) in self.ties[node].iter().filter(|(other, _)| *other != node) {
                    if to[of[*other]] == 0.0 {
                        seen.push(of[*other]);
                    }
                    to[of[*other]] += weight;
                }
                let from = of[node];
                total[from] -= self.degree[node];
                let gain = |group: usize| (to[group] - self.degree[node] * total[group] / self.sum) / self.sum;
                seen.sort_unstable();
                let mut best = (gain(from), from);
                for group in seen.iter().copied().filter(|group| *group != from) {
                    if gain(group) > best.0 + CLOSE {
                        best = (gain(group), group);
                    }
                }
                of[node] = best.1;
                total[best.1] += self.degree[node];
                again |= best.1 != from;
                seen.drain(..).for_each(|group| to[group] = 0.0);
            }
            moved |= again;
        }
        moved
    }

    /// Takes each group for one node, moves these, and so on upwards.
    fn move_groups(&self, of: &mut [usize]) {
        let mut number = vec![usize::MAX; of.iter().max().map_or(0, |most| most + 1)];
        let mut count = 0;
        for group in of.iter_mut() {
            if number[*group] == usize::MAX {
                number[*group] = count;
                count += 1;
            }
            *group = number[*group];
        }
        let mut table = vec![0.0; count * count];
        for (node, ties) in self.ties.iter().enumerate() {
            for (other, weight) in ties {
                table[of[node] * count + of[*other]] += weight;
            }
        }
        let row =
            |group: usize| (0..count).map(|other| (other, table[group * count + other])).filter(|(_, weight)| *weight > 0.0).collect();
        let above = Graph::new((0..count).map(row).collect());
        let mut of_group: Vec<usize> = (0..count).collect();
        let order: Vec<usize> = (0..count).collect();
        if above.move_nodes(&order, &mut of_group) {
            above.move_groups(&mut of_group);
            for group in &mut *of {
                *group = of_group[*group];
            }
        }
    }

    /// Gives each connected part of a group a number of its own.
    fn split(&self, of: &mut [usize]) {
        let mut parts = UnionFind::new(of.len());
        for (node, ties) in self.ties.iter().enumerate() {
            for (other, _) in ties.iter().filter(|(other, _)| of[*other] == of[node]) {
                parts.union(node, *other);
            }
        }
        of.iter_mut().enumerate().for_each(|(node, group)| *group = parts.find(node));
    }
}

/// Numbers groups by size, then by first member.
fn numbered(of: &[usize], alone: &dyn Fn(usize) -> bool) -> Vec<Option<usize>> {
    let mut groups: Vec<(usize, usize, usize)> = Vec::new();
    for (node, group) in of.iter().enumerate().filter(|(node, _)| !alone(*node)) {
        match groups.iter_mut().find(|(_, _, known)| known == group) {
            Some(known) => known.0 += 1,
            None => groups.push((1, node, *group)),
        }
    }
    groups.sort_by_key(|(size, first, _)| (std::cmp::Reverse(*size), *first));
    let number = |group: usize| groups.iter().position(|(_, _, known)| *known == group).map(|at| at + 1);
    of.iter().enumerate().map(|(node, group)| if alone(node) { None } else { number(*group) }).collect()
}
