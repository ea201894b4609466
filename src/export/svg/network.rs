//! The nodes of a network, near each other the more they are tied; lines for the heaviest ties.

use super::scene::{AGREES, Box, CONFLICTS, DIFFERS, Frame, Key, Line, Look, SHARES, Scene};
use crate::export::View;
use crate::export::dot::wrapped;
use crate::export::graph::{Graph, Node, Shape, caption, weightiest};
use crate::export::networks::exact;
use crate::export::sheet::Cell;
use crate::export::ties::Weighs;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One line a tie; groups are coalitions, if a column `coalition` tells them.
pub(super) fn scene(view: &View<'_>) -> Scene {
    let graph = Graph::of(view);
    let shown = weightiest(&graph, view.limit);
    let rows = if let Shape::TwoMode(rows) = graph.shape { rows } else { graph.nodes.len() };
    let groups = groups(&graph);
    let count = groups.values().max().map_or(0, |last| last + 1);
    let mut scene = Scene { groups: count, ..Scene::default() };
    scene.title = caption(shown.len(), graph.edges.len());
    for (at, node) in graph.nodes.iter().enumerate() {
        let frame = if at < rows { Frame::Round } else { Frame::Sharp };
        let width = if at < rows { 16 } else { 26 };
        let lines = wrapped(&node.label, width, 3).lines().map(str::to_owned).collect();
        scene.boxes.push(Box { lines, tooltip: told(&graph, node), frame, group: groups.get(&at).copied(), color: None });
    }
    let most = graph.edges.iter().map(|edge| edge.weight.abs()).fold(0.0, f64::max);
    if rows == graph.nodes.len() {
        // Two nodes that share nothing are neither near nor far, and that hardly matters.
        for a in 0..rows {
            scene.distances.extend((a + 1..rows).map(|b| ((a, b), (2.4, 0.2))));
        }
        for edge in &graph.edges {
            let share = (edge.weight.abs() / most).sqrt();
            let against = edge.kind == "conflicts";
            scene.distances.insert((edge.from, edge.to), (if against { 2.4 + share } else { 2.4 - 1.2 * share }, 0.2 + 0.8 * share));
        }
    }
    // The heaviest are drawn last, on top.
    for edge in shown.iter().rev().map(|at| &graph.edges[*at]) {
        let look = look(edge.kind);
        let class = KINDS.iter().map(|(kind, _)| *kind).find(|kind| *kind == edge.kind).unwrap_or_default();
        let (from, to) = (&graph.nodes[edge.from].label, &graph.nodes[edge.to].label);
        let columns = graph.edge_columns.iter().zip(&edge.cells).filter(|(_, cell)| !cell.is_empty());
        let more: Vec<String> = columns.map(|(name, cell)| format!("\n{name}: {}", crate::export::graphml::value(cell))).collect();
        let tooltip = format!("{from} – {to}: {} {}{}", edge.kind, exact(edge.weight), more.concat());
        let width = 0.7 + 3.3 * if most > 0.0 { edge.weight.abs() / most } else { 0.0 };
        scene.lines.push(Line { from: edge.from, to: edge.to, look, width, arrow: false, class, tooltip });
    }
    let used = |kind: &str| scene.lines.iter().any(|line| line.class == kind);
    let net = view.network.is_some_and(|ties| ties.weighs == Weighs::Balance);
    let means = |kind: &str, means: &'static str| match kind {
        "agrees" if net => "agree on more than they conflict on",
        "conflicts" if net => "conflict on more than they agree on",
        _ => means,
    };
    let keys: Vec<Key> =
        KINDS.iter().filter(|(kind, _)| used(kind)).map(|(kind, told)| Key::Line(look(kind), false, means(kind, told))).collect();
    scene.keys = keys;
    scene.keys.extend((0..count).map(|group| Key::Group(group, named(&graph, &groups, group))));
    scene
}

/// What ties can be, and what that means.
const KINDS: [(&str, &str); 7] = [
    ("agrees", "agree"),
    ("conflicts", "conflict"),
    ("shares", "speak of the same"),
    ("positive", "more for than against"),
    ("negative", "more against than for"),
    ("both", "for and against"),
    ("mentions", "speaks of"),
];

fn look(kind: &str) -> Look {
    match kind {
        "agrees" | "positive" => AGREES,
        "conflicts" | "negative" => CONFLICTS,
        "both" => DIFFERS,
        _ => SHARES,
    }
}

/// The label of a node, and what its columns tell.
fn told(graph: &Graph<'_>, node: &Node<'_>) -> String {
    let columns = graph.node_columns.iter().zip(&node.cells).filter(|(name, cell)| !cell.is_empty() && **name != "bipartite");
    let more: Vec<String> = columns.map(|(name, cell)| format!("\n{name}: {}", crate::export::graphml::value(cell))).collect();
    format!("{}{}", node.label, more.concat())
}

/// The groups that a column `coalition` tells, the largest first. Fewer than two groups of two say nothing.
fn groups(graph: &Graph<'_>) -> BTreeMap<usize, usize> {
    let Some(column) = graph.node_columns.iter().position(|name| *name == "coalition") else { return BTreeMap::new() };
    let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, node) in graph.nodes.iter().enumerate() {
        if let Some(cell) = node.cells.get(column).filter(|cell: &&Cell<'_>| !cell.is_empty()) {
            members.entry(crate::export::graphml::value(cell)).or_default().push(at);
        }
    }
    let mut found: Vec<Vec<usize>> = members.into_values().filter(|members| members.len() > 1).collect();
    found.sort_by_key(|members| Reverse(members.len()));
    if found.len() < 2 {
        return BTreeMap::new();
    }
    found.into_iter().enumerate().flat_map(|(group, members)| members.into_iter().map(move |at| (at, group))).collect()
}

/// A name for a group: its best tied members and their number.
fn named(graph: &Graph<'_>, groups: &BTreeMap<usize, usize>, group: usize) -> String {
    let mut weight: BTreeMap<usize, f64> = groups.iter().filter(|(_, of)| **of == group).map(|(at, _)| (*at, 0.0)).collect();
    for edge in graph.edges.iter().filter(|edge| groups.get(&edge.from) == groups.get(&edge.to)) {
        for end in [edge.from, edge.to] {
            if let Some(sum) = weight.get_mut(&end) {
                *sum += edge.weight;
            }
        }
    }
    let mut order: Vec<(usize, f64)> = weight.into_iter().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let first: Vec<&str> = order.iter().take(2).map(|(at, _)| graph.nodes[*at].label.as_str()).collect();
    match order.len() - first.len() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}
