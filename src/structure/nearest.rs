//! Ties come in, who is nearest to and farthest from a node goes out.

use super::square::Square;

/// Another node, seen from one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// Which.
    pub node: usize,
    /// The weight of the tie: the greater, the nearer.
    pub weight: f64,
}

/// All nodes tied to one, the nearest first; of equals the first. Nodes without a tie (weight 0) are neither near nor far, and left out.
#[must_use]
pub fn neighbours(ties: Square<'_>, node: usize) -> Vec<Neighbour> {
    let others = (0..ties.n).filter(|other| *other != node).map(|other| Neighbour { node: other, weight: ties.at(node, other) });
    let mut found: Vec<Neighbour> = others.filter(|other| other.weight != 0.0).collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.node.cmp(&b.node)));
    found
}
