//! Ties and coalitions come in, who stands between whom goes out.

use super::coalitions::Coalitions;
use super::square::Square;

/// How a node stands between others that are not tied to each other.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Broker {
    /// The share of the shortest ways between others that lead over it, 0…1.
    pub betweenness: f64,
    /// Pairs that it joins within its own coalition.
    pub coordinator: usize,
    /// Pairs of one other coalition.
    pub itinerant: usize,
    /// Pairs of one of its own coalition and one of another: gatekeeper or representative, which are the same where ties have no direction.
    pub gatekeeper: usize,
    /// Pairs of two different coalitions, both other than its own.
    pub liaison: usize,
}

/// Betweenness and the roles of brokers, over ties above 0.
///
/// - A way is as long as the sum of `1 / weight` of its ties; equally short ways share. Divided by the pairs of others.
/// - Roles count the pairs of nodes that are both tied to the broker and not to each other, by their coalitions.
///
/// Cost: nodes × ties for the roles, nodes × (ties + nodes²) for betweenness. Source: Brandes, "A faster algorithm for betweenness
/// centrality" (2001); Opsahl, Agneessens and Skvoretz (2010) for the length; Gould and Fernandez, "Structures of mediation" (1989).
#[must_use]
pub fn brokers(ties: Square<'_>, coalitions: &Coalitions) -> Vec<Broker> {
    let friends: Vec<Vec<(usize, f64)>> = (0..ties.n).map(|node| ties.friends(node).collect()).collect();
    let betweenness = betweenness(&friends);
    let role = |node: usize| {
        let mut broker = Broker { betweenness: betweenness[node], ..Broker::default() };
        let own = coalitions.of[node];
        for (at, (a, _)) in friends[node].iter().enumerate() {
            for (b, _) in friends[node][at + 1..].iter().filter(|(b, _)| ties.at(*a, *b) <= 0.0) {
                let (one, other) = (coalitions.of[*a], coalitions.of[*b]);
                let role = match (one == own, other == own, one == other) {
                    (true, true, _) => &mut broker.coordinator,
                    (true, false, _) | (false, true, _) => &mut broker.gatekeeper,
                    (false, false, true) => &mut broker.itinerant,
                    (false, false, false) => &mut broker.liaison,
                };
                *role += 1;
            }
        }
        broker
    };
    (0..ties.n).map(role).collect()
}

/// Lengths that differ by less than this share are equal.
const EQUAL: f64 = 1e-9;

fn betweenness(friends: &[Vec<(usize, f64)>]) -> Vec<f64> {
    let n = friends.len();
    let mut sums = vec![0.0; n];
    for source in 0..n {
        let (order, far, ways) = shortest(friends, source);
        let mut share = vec![0.0; n];
        for node in order.iter().rev().copied() {
            for (before, weight) in &friends[node] {
                if is_step(&far, *before, node, *weight) {
                    share[*before] += ways[*before] / ways[node] * (1.0 + share[node]);
                }
            }
            if node != source {
                sums[node] += share[node];
            }
        }
    }
    let pairs = (n.saturating_sub(1) * n.saturating_sub(2)).max(1) as f64;
    sums.iter().map(|sum| sum / pairs).collect()
}

/// Whether a shortest way to `node` leads from `before` by a tie of this weight.
fn is_step(far: &[f64], before: usize, node: usize, weight: f64) -> bool {
    far[before] < far[node] && (far[before] + 1.0 / weight - far[node]).abs() <= EQUAL * far[node]
}

/// The nodes that can be reached, by distance; the distance of each; and how many shortest ways lead there.
fn shortest(friends: &[Vec<(usize, f64)>], source: usize) -> (Vec<usize>, Vec<f64>, Vec<f64>) {
    let n = friends.len();
    let (mut far, mut ways, mut done) = (vec![f64::INFINITY; n], vec![0.0; n], vec![false; n]);
    let mut order = Vec::with_capacity(n);
    (far[source], ways[source]) = (0.0, 1.0);
    loop {
        let mut next: Option<usize> = None;
        for node in (0..n).filter(|node| !done[*node] && far[*node].is_finite()) {
            if next.is_none_or(|known| far[node] < far[known]) {
                next = Some(node);
            }
        }
        let Some(node) = next else { break };
        done[node] = true;
        if node != source {
            let before = friends[node].iter().filter(|(before, weight)| done[*before] && is_step(&far, *before, node, *weight));
            ways[node] = before.map(|(before, _)| ways[*before]).sum();
        }
        order.push(node);
        for (other, weight) in friends[node].iter().filter(|(other, _)| !done[*other]) {
            far[*other] = far[*other].min(far[node] + 1.0 / weight);
        }
    }
    (order, far, ways)
}
