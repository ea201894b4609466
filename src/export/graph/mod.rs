//! A view as one graph: nodes, edges and their columns, from which all graph files are written.
//!
//! ```text
//! View (claims, positions, actors, network) ─build→ Graph ─→ gephi · graphml · gexf · pajek · dl · node-link · cyjs · edgelist
//! ```

mod actors;
mod claims;
mod network;
mod positions;
mod spells;

use super::sheet::Cell;
use super::{View, ViewKind};
use crate::model::{Attribute, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub(super) use spells::Spell;

/// Nodes, edges, and what is known of them.
#[derive(Debug, Default)]
pub(super) struct Graph<'a> {
    /// The names of the columns of nodes.
    pub(super) node_columns: Vec<&'a str>,
    /// The nodes; their ids are single.
    pub(super) nodes: Vec<Node<'a>>,
    /// The names of the columns of edges.
    pub(super) edge_columns: Vec<&'a str>,
    /// The edges; their ids are single, and so are kind and direction between two nodes.
    pub(super) edges: Vec<Edge<'a>>,
    /// What its matrix looks like.
    pub(super) shape: Shape,
    /// The time that each slice of it stands for, first and last moment; empty if it is not sliced.
    pub(super) times: Vec<[String; 2]>,
}

/// What the matrix of a graph looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// One square matrix for each kind of edge.
    #[default]
    Kinds,
    /// One square matrix of all edges: two nodes have no more than one.
    Square,
    /// One matrix of the first so many nodes by the others.
    TwoMode(usize),
}

/// A node.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// Its id, e.g. `actor:FRA`.
    pub(super) id: String,
    /// What people read.
    pub(super) label: String,
    /// A cell for each column of nodes.
    pub(super) cells: Vec<Cell<'a>>,
    /// When it was there, by the dates of its claims; empty if that is not known.
    pub(super) spells: Vec<Spell>,
}

/// An edge.
#[derive(Debug)]
pub(super) struct Edge<'a> {
    /// Its id, made of what it joins.
    pub(super) id: String,
    /// The place of the node it begins at.
    pub(super) from: usize,
    /// The place of the node it ends at.
    pub(super) to: usize,
    /// Whether it points somewhere.
    pub(super) direction: Direction,
    /// What it says: `agrees`, `conflicts`, a stance …
    pub(super) kind: &'a str,
    /// A count or a strength, at least 1; in a network any number but 0.
    pub(super) weight: f64,
    /// A cell for each column of edges.
    pub(super) cells: Vec<Cell<'a>>,
    /// When it held, by the dates of the claims behind it; empty if that is not known.
    pub(super) spells: Vec<Spell>,
    /// Its weight in each slice in which it has any; empty if the graph is not sliced.
    pub(super) course: Vec<(usize, f64)>,
}

/// Whether an edge points from one node to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Undirected,
    Directed,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Count,
    Number,
}

impl<'a> Graph<'a> {
    /// The graph of a view.
    pub(super) fn of(view: &View<'a>) -> Self {
        match view.kind {
            ViewKind::Claims => claims::graph(view),
            ViewKind::Positions => positions::graph(view),
            ViewKind::Actors => actors::graph(view),
            ViewKind::Network => view.network.map_or_else(Self::default, network::graph),
        }
    }

    /// Whether any edge points somewhere. Some programs read no file in which some edges do and others do not.
    pub(super) fn is_directed(&self) -> bool {
        self.edges.iter().any(|edge| edge.direction == Direction::Directed)
    }

    /// What stands in each column of nodes.
    pub(super) fn node_kinds(&self) -> Vec<Kind> {
        kinds(self.node_columns.len(), self.nodes.iter().map(|node| node.cells.as_slice()))
    }

    /// What stands in each column of edges.
    pub(super) fn edge_kinds(&self) -> Vec<Kind> {
        kinds(self.edge_columns.len(), self.edges.iter().map(|edge| edge.cells.as_slice()))
    }

    /// The kinds of edges that occur, by name.
    pub(super) fn relations(&self) -> Vec<&'a str> {
        let mut found: Vec<&str> = self.edges.iter().map(|edge| edge.kind).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// A column in which a text occurs holds text, else one in which a fraction occurs numbers, else counts; an empty one holds text.
fn kinds<'g, 'c: 'g>(columns: usize, rows: impl Iterator<Item = &'g [Cell<'c>]>) -> Vec<Kind> {
    let mut found: Vec<Option<Kind>> = vec![None; columns];
    for row in rows {
        for (kind, cell) in found.iter_mut().zip(row) {
            *kind = match (*kind, cell) {
                (known, cell) if cell.is_empty() => known,
                (Some(Kind::Text), _) | (_, Cell::Text(_) | Cell::Date(_)) => Some(Kind::Text),
                (Some(Kind::Number), _) | (_, Cell::Number(_) | Cell::Exact(_)) => Some(Kind::Number),
                (_, Cell::Count(_)) => Some(Kind::Count),
            };
        }
    }
    found.into_iter().map(|kind| kind.unwrap_or(Kind::Text)).collect()
}

/// What a drawing of so many ties of a network is called.
pub(super) fn caption(shown: usize, all: usize) -> String {
    if shown < all { format!("Network: {shown} of {all} ties, the heaviest") } else { format!("Network: {all} ties") }
}

/// The places of so many edges, those that weigh most; conflicts and what is negative are up to half of them, so that much agreement
/// does not hide them.
pub(super) fn weightiest(graph: &Graph<'_>, limit: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..graph.edges.len()).collect();
    order.sort_by(|a, b| graph.edges[*b].weight.abs().total_cmp(&graph.edges[*a].weight.abs()).then(a.cmp(b)));
    let against = |at: &usize| matches!(graph.edges[*at].kind, "conflicts" | "negative");
    let count = order.iter().filter(|at| against(at)).count();
    let of_conflict = count.min((limit / 2).max(limit.saturating_sub(order.len() - count)));
    let (mut conflicts, mut others) = (of_conflict, limit - of_conflict.min(limit));
    order.retain(|at| {
        let left = if against(at) { &mut conflicts } else { &mut others };
        let stays = *left > 0;
        *left = left.saturating_sub(1);
        stays
    });
    order
}

/// The places of nodes by their ids.
fn places<'n>(nodes: &'n [Node<'_>]) -> BTreeMap<&'n str, usize> {
    nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect()
}

/// The attributes that tell something about any of these actors and propositions.
fn telling<'a>(view: &View<'a>, known: impl Fn(&str) -> bool) -> Vec<&'a Attribute> {
    let told = |values: &BTreeMap<String, Value>| values.keys().any(|id| known(id));
    view.attributes.iter().filter(|attribute| told(&attribute.values)).collect()
}

/// Names that are each used once: a name that is taken gets the id behind it.
pub(super) fn single<'n>(named: impl Iterator<Item = (&'n str, &'n str)>) -> Vec<Cow<'n, str>> {
    let named: Vec<(&str, &str)> = named.collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in &named {
        *count.entry(name).or_default() += 1;
    }
    let mut taken: BTreeSet<Cow<'n, str>> = count.iter().filter(|(_, n)| **n == 1).map(|(name, _)| (*name).into()).collect();
    let mut found = Vec::with_capacity(named.len());
    for (name, id) in named {
        if count.get(name) == Some(&1) {
            found.push(Cow::Borrowed(name));
            continue;
        }
        let mut own = format!("{name} ({id})");
        while taken.contains(own.as_str()) {
            own.push('\'');
        }
        taken.insert(own.clone().into());
        found.push(Cow::Owned(own));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_what_stands_in_it() {
        let rows: [Vec<Cell<'_>>; 3] = [
            vec![Cell::EMPTY, 1_usize.into(), 1_usize.into(), Cell::EMPTY, 1_usize.into()],
            vec![Cell::EMPTY, 2_usize.into(), 0.5.into(), "a".into(), Cell::EMPTY],
            vec![Cell::EMPTY, Cell::EMPTY, 1_usize.into(), 1.5.into(), Cell::EMPTY],
        ];
        let found = kinds(5, rows.iter().map(Vec::as_slice));
        assert_eq!(found, [Kind::Text, Kind::Count, Kind::Number, Kind::Text, Kind::Count]);
    }

    #[test]
    fn names_become_single() {
        let found = single([("a", "1"), ("b", "2"), ("a", "3"), ("a (3)", "4")].into_iter());
        assert_eq!(found, ["a (1)", "b", "a (3)'", "a (3)"]);
    }
}
