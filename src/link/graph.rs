//! Claims, positions and pairs come in, petgraph graphs go out, for whoever walks them: neighbours, components, paths.

use super::claims::claim_links;
use crate::codebook::Relations;
use crate::model::{Claim, Link, LinkKind, Pair, Position};
use petgraph::graph::{NodeIndex, UnGraph};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Claims as nodes (by their index in the list of claims), links as edges (by their index in the list of links).
#[derive(Debug, Clone)]
pub struct ClaimGraph {
    /// The graph: only claims that a link touches are in it.
    pub graph: UnGraph<usize, usize>,
    /// The links that are its edges.
    pub links: Vec<Link>,
    /// How many links there are in all.
    pub total: u64,
}

impl ClaimGraph {
    /// The graph of at most `limit` links; see [`claim_links`] for which.
    #[must_use]
    pub fn new(claims: &[Claim], relations: &Relations, limit: usize) -> Self {
        let (links, total) = claim_links(claims, relations, limit);
        let mut nodes: BTreeMap<usize, NodeIndex> =
            links.iter().flat_map(|link| [(link.a, NodeIndex::end()), (link.b, NodeIndex::end())]).collect();
        let mut graph = UnGraph::with_capacity(nodes.len(), links.len());
        for (claim, node) in &mut nodes {
            *node = graph.add_node(*claim);
        }
        for (at, link) in links.iter().enumerate() {
            graph.add_edge(nodes[&link.a], nodes[&link.b], at);
        }
        Self { graph, links, total }
    }

    /// The links of the claim at `index`, with the claim at their other end: by that claim, then as listed.
    #[must_use]
    pub fn of(&self, index: usize) -> Vec<(usize, &Link)> {
        let touching = self.links.iter().filter(|link| link.a == index || link.b == index);
        let mut found: Vec<(usize, &Link)> = touching.map(|link| (if link.a == index { link.b } else { link.a }, link)).collect();
        found.sort_by_key(|(other, link)| (*other, Reverse(link.kind == LinkKind::Conflicts)));
        found
    }
}

/// A node of the two-mode graph.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// An actor, by id.
    Actor(String),
    /// A proposition, by id.
    Proposition(String),
}

/// Actors and propositions as nodes, own positions as edges (by their index in the list of positions).
#[must_use]
pub fn two_mode(positions: &[Position]) -> UnGraph<Node, usize> {
    let mut graph = UnGraph::default();
    let own = || positions.iter().enumerate().filter(|(_, position)| position.is_own());
    let ends = |position: &Position| [Node::Actor(position.actor.clone()), Node::Proposition(position.proposition_id.clone())];
    let names: BTreeSet<Node> = own().flat_map(|(_, position)| ends(position)).collect();
    let nodes: BTreeMap<Node, _> = names.into_iter().map(|name| (name.clone(), graph.add_node(name))).collect();
    for (at, position) in own() {
        let [actor, proposition] = ends(position);
        graph.add_edge(nodes[&actor], nodes[&proposition], at);
    }
    graph
}

/// Actors as nodes, pairs as edges (by their index in the list of pairs).
#[must_use]
pub fn actor_graph(pairs: &[Pair]) -> UnGraph<String, usize> {
    let mut graph = UnGraph::default();
    let names: BTreeSet<&str> = pairs.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]).collect();
    let nodes: BTreeMap<&str, _> = names.into_iter().map(|name| (name, graph.add_node(name.to_owned()))).collect();
    for (at, pair) in pairs.iter().enumerate() {
        graph.add_edge(nodes[pair.a.as_str()], nodes[pair.b.as_str()], at);
    }
    graph
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::pairs;
    use crate::model::Stance::{Oppose, Support};
    use crate::model::made_up::{claim, group_position, position};

    #[test]
    fn the_graph_holds_linked_claims_only() {
        let claims = [claim("A", "p", Support), claim("A", "z", Support), claim("B", "p", Oppose)];
        let graph = ClaimGraph::new(&claims, &Relations::default(), 10);
        assert_eq!((graph.graph.node_count(), graph.graph.edge_count(), graph.total), (2, 1, 1));
        assert_eq!(graph.of(2), [(0, &graph.links[0])]);
        assert_eq!(graph.of(1), []);
    }

    #[test]
    fn graphs_hold_own_positions_and_pairs() {
        let positions = [position("FRA", "poa", Support), position("RUS", "poa", Oppose), group_position("FRA", "EUE", "poa", Support)];
        let graph = two_mode(&positions);
        assert_eq!((graph.node_count(), graph.edge_count()), (3, 2));
        let graph = actor_graph(&pairs(&positions, &Relations::default()));
        assert_eq!((graph.node_count(), graph.edge_count()), (2, 1));
    }
}
