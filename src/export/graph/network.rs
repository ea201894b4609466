//! The nodes of a network, and its ties.

use super::{Cell, Direction, Edge, Graph, Node, Shape};
use crate::export::ties::{Nodes, Ties, Weighs};
use crate::model::{Attribute, Moment, Network};
use std::collections::BTreeSet;

/// One edge a tie that is not 0, its kind by what its weight means. A network over time has an edge for each kind that a tie ever is,
/// with its size in each slice. All nodes stay, tied or not.
///
/// The id of a node is its name, in a two-mode network behind the name of its variable.
pub(super) fn graph<'a>(ties: &Ties<'a>) -> Graph<'a> {
    let network = ties.network;
    let shape = if network.one_mode { Shape::Square } else { Shape::TwoMode(network.rows.len()) };
    let (node_columns, nodes) = nodes(ties);
    let mut graph = Graph { node_columns, nodes, shape, ..Graph::default() };
    if ties.slices.is_empty() {
        let signed = network.weights.iter().any(|weight| *weight < 0.0);
        graph.edge_columns.extend(signed.then_some("signed_weight"));
        graph.edge_columns.extend(ties.about.intervals.iter().flat_map(|_| ["weight_low", "weight_high"]));
        graph.edge_columns.extend(ties.about.statements.iter().flat_map(|_| ["agree", "conflict"]));
        for (row, column) in network.dyads().filter(|(row, column)| network.weight(*row, *column) != 0.0) {
            let cells = cells(ties, row, column, signed);
            let weight = network.weight(row, column);
            let edge = Edge { weight, cells, ..tie(&graph, network, (row, column), kind(ties, weight)) };
            graph.edges.push(edge);
        }
    } else {
        graph.times = times(ties);
        over_time(ties, &mut graph);
    }
    graph
}

/// What a tie of this weight is.
fn kind(ties: &Ties<'_>, weight: f64) -> &'static str {
    match (ties.weighs, ties.network.one_mode) {
        (Weighs::Shared, true) => "shares",
        (Weighs::Shared, false) => "mentions",
        (Weighs::Congruence, _) => "agrees",
        (Weighs::Conflict, _) => "conflicts",
        (Weighs::Balance, true) => {
            if weight < 0.0 {
                "conflicts"
            } else {
                "agrees"
            }
        }
        (Weighs::Balance, false) => {
            if weight < 0.0 {
                "negative"
            } else {
                "positive"
            }
        }
        // The codes are whole numbers.
        (Weighs::Codes, _) => {
            if weight > 2.5 {
                "both"
            } else if weight > 1.5 {
                "negative"
            } else {
                "positive"
            }
        }
    }
}

/// Rows, then (in a two-mode network) columns.
fn nodes<'a>(ties: &Ties<'a>) -> (Vec<&'a str>, Vec<Node<'a>>) {
    let network = ties.network;
    let modes: Vec<(Nodes<'a>, &'a [String])> = if network.one_mode {
        vec![(ties.rows, &network.rows)]
    } else {
        vec![(ties.rows, &network.rows), (ties.columns, &network.columns)]
    };
    let measured: BTreeSet<&str> = modes.iter().flat_map(|(nodes, _)| nodes.attributes.iter().map(|one| one.name.as_str())).collect();
    let first = ["variable"].into_iter().chain((modes.len() > 1).then_some("bipartite"));
    let columns: Vec<&str> = first.chain(measured.iter().copied()).collect();
    let mut found = Vec::new();
    for (mode, (nodes, names)) in modes.iter().enumerate() {
        for name in *names {
            let value = |column: &&str| Cell::from(named(nodes.attributes, column).and_then(|one| one.values.get(name)));
            let mut cells = vec![Cell::from(nodes.variable)];
            cells.extend((modes.len() > 1).then(|| Cell::from(mode)));
            cells.extend(measured.iter().map(value));
            found.push(Node {
                id: if modes.len() > 1 { format!("{}:{name}", nodes.variable) } else { name.clone() },
                label: label(nodes, name),
                cells,
                spells: Vec::new(),
            });
        }
    }
    (columns, found)
}

fn named<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a Attribute> {
    attributes.iter().find(|one| one.name == name)
}

/// The name that people read.
fn label(nodes: &Nodes<'_>, name: &str) -> String {
    let known = nodes.labels.and_then(|labels| labels.get(name)).filter(|label| !label.is_empty());
    known.map_or(name, String::as_str).to_owned()
}

/// A tie without weight and columns.
fn tie<'a>(graph: &Graph<'_>, network: &Network, (row, column): (usize, usize), kind: &'a str) -> Edge<'a> {
    let to = if network.one_mode { column } else { network.rows.len() + column };
    Edge {
        id: format!("{} {kind} {}", graph.nodes[row].id, graph.nodes[to].id),
        from: row,
        to,
        direction: Direction::Undirected,
        kind,
        weight: 0.0,
        cells: Vec::new(),
        spells: Vec::new(),
        course: Vec::new(),
    }
}

fn cells<'a>(ties: &Ties<'a>, row: usize, column: usize, signed: bool) -> Vec<Cell<'a>> {
    let at = row * ties.network.columns.len() + column;
    let mut cells = Vec::new();
    cells.extend(signed.then(|| Cell::Exact(ties.network.weights[at])));
    if let Some(interval) = ties.about.intervals.and_then(|all| all.get(at)) {
        cells.extend([Cell::Exact(interval.low), Cell::Exact(interval.high)]);
    }
    if let Some((agree, conflict)) = ties.about.statements.and_then(|all| all.get(at)) {
        cells.extend([Cell::from(agree), Cell::from(conflict)]);
    }
    cells
}

/// The ties of all slices.
fn over_time<'a>(ties: &Ties<'a>, graph: &mut Graph<'a>) {
    for (row, column) in ties.network.dyads() {
        let mut edges: Vec<Edge<'a>> = Vec::new();
        for (at, slice) in ties.slices.iter().enumerate() {
            let weight = slice.network.weight(row, column);
            if weight == 0.0 {
                continue;
            }
            let kind = kind(ties, weight);
            let known = edges.iter().position(|edge| edge.kind == kind).unwrap_or_else(|| {
                edges.push(tie(graph, ties.network, (row, column), kind));
                edges.len() - 1
            });
            edges[known].course.push((at, weight));
            // Programs that know no time see the largest weight it ever has.
            if weight.abs() > edges[known].weight.abs() {
                edges[known].weight = weight;
            }
        }
        graph.edges.extend(edges);
    }
}

/// The time that each slice stands for: from its middle to the one before the next slice's, the last as long as the one before it. The
/// time is told in days, or in seconds if two middles are on one day; slices whose middles are not all apart, as those counted in
/// statements may be, stand for whole numbers from 1.
fn times(ties: &Ties<'_>) -> Vec<[String; 2]> {
    let seconds: Vec<i64> = ties.slices.iter().map(|slice| slice.middle.0).collect();
    let days: Vec<i64> = seconds.iter().map(|second| second.div_euclid(DAY) * DAY).collect();
    let apart = |times: &[i64]| times.windows(2).all(|two| two[0] < two[1]);
    let (middles, step) = match (apart(&days), apart(&seconds)) {
        (true, _) => (days, DAY),
        (false, true) => (seconds, 1),
        (false, false) => return (1..=seconds.len()).map(|number| [number.to_string(), number.to_string()]).collect(),
    };
    let length = if let [.., before, last] = middles[..] { last - before } else { DAY };
    let next = middles.iter().skip(1).copied().chain(middles.last().map(|last| last + length));
    middles.iter().zip(next).map(|(from, next)| [*from, next - step].map(|second| written(second, step))).collect()
}

/// The seconds of a day.
const DAY: i64 = 86_400;

/// `YYYY-MM-DD`, or `YYYY-MM-DDThh:mm:ss` if the step is shorter than a day.
fn written(second: i64, step: i64) -> String {
    let text = Moment(second).to_string();
    match (step < DAY, text.contains(' ')) {
        (false, _) => text,
        (true, true) => text.replace(' ', "T"),
        (true, false) => format!("{text}T00:00:00"),
    }
}
