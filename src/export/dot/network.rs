//! The nodes of a network on a circle, or (two-mode) rows beside columns, and its heaviest ties.

use super::circle::{place, seated};
use super::drawing::{Drawing, Key, Setting};
use super::style::{AGREES, CONFLICTS, DIFFERS, Look, SHARES};
use super::text::{at, wrapped};
use crate::export::View;
use crate::export::graph::{Graph, Shape, caption, weightiest};
use crate::export::networks::exact;
use std::collections::BTreeMap;

/// One edge a tie, coloured by its kind; the tooltip names its weight.
pub(super) fn draw(view: &View<'_>) -> Drawing {
    let graph = Graph::of(view);
    let shown = weightiest(&graph, view.limit);
    let most = graph.edges.iter().map(|edge| edge.weight.abs()).fold(0.0, f64::max);
    let caption = format!("\n{}", caption(shown.len(), graph.edges.len()));
    let one_mode = graph.shape == Shape::Square;
    let settings: &[Setting<'_>] = if one_mode {
        &[("layout", "neato"), ("splines", "line"), ("outputorder", "edgesfirst")]
    } else {
        &[("layout", "dot"), ("rankdir", "LR"), ("ranksep", "3.5"), ("nodesep", "0.15"), ("splines", "line"), ("outputorder", "edgesfirst")]
    };
    let mut drawing = Drawing::new(&[&[("label", caption.as_str())], settings].concat(), &[("fontsize", "12"), ("pin", "true")], &[]);
    let seats = if one_mode { seats(&graph, most) } else { (0..graph.nodes.len()).collect() };
    let radius = 1.0 + 0.16 * seats.len() as f64;
    for (seat, number) in seats.iter().enumerate() {
        let node = &graph.nodes[*number];
        let (x, y) = place(seat, seats.len(), radius);
        let pos = at(x * 1.25, y);
        let row = one_mode || matches!(graph.shape, Shape::TwoMode(rows) if *number < rows);
        let settings: [Setting<'_>; 6] = [
            ("label", &wrapped(&node.label, if row { 20 } else { 34 }, 3)),
            ("tooltip", &node.label),
            ("shape", "box"),
            ("style", if row { "filled,rounded" } else { "filled" }),
            ("color", "#555555"),
            ("fillcolor", "#f2f2f2"),
        ];
        let pos: &[Setting<'_>] = if one_mode { &[("pos", &pos)] } else { &[] };
        drawing.node(&id(&node.id), &[&settings, pos].concat());
    }
    let mut kinds: BTreeMap<&str, Look> = BTreeMap::new();
    for edge in shown.iter().rev().map(|at| &graph.edges[*at]) {
        let look = look(edge.kind);
        kinds.insert(edge.kind, look);
        let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
        let (weight, width) = (exact(edge.weight), format!("{:.1}", 0.8 + 4.2 * edge.weight.abs() / most));
        let tooltip = format!("{} – {}: {} {weight}", from.label, to.label, edge.kind);
        // In a drawing the weight of an edge is a whole number that pulls; what it weighs is told by its tooltip and `demarche_weight`.
        let settings: [Setting<'_>; 8] = [
            ("color", look.color),
            ("style", look.line),
            ("dir", "none"),
            ("penwidth", &width),
            ("demarche_weight", &weight),
            ("edgetooltip", &tooltip),
            ("class", edge.kind),
            ("constraint", "true"),
        ];
        drawing.edge(&id(&from.id), &id(&to.id), &settings[..if one_mode { 7 } else { 8 }]);
    }
    let keys: Vec<Key<'_>> = kinds.iter().map(|(kind, look)| Key { look: *look, means: kind }).collect();
    drawing.legend(one_mode.then_some((radius * 1.25 + 1.2, radius)), &keys);
    drawing
}

fn look(kind: &str) -> Look {
    match kind {
        "agrees" | "positive" => AGREES,
        "conflicts" | "negative" => CONFLICTS,
        "both" => DIFFERS,
        _ => SHARES,
    }
}

/// The order around the circle: who are tied sit side by side.
fn seats(graph: &Graph<'_>, most: f64) -> Vec<usize> {
    let names: Vec<&str> = graph.nodes.iter().map(|node| node.id.as_str()).collect();
    let number: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let mut net: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for edge in &graph.edges {
        let sign = if edge.kind == "conflicts" { -1.0 } else { 1.0 };
        #[expect(clippy::cast_possible_truncation, reason = "at most 1,000")]
        let thousandths = (1000.0 * sign * edge.weight.abs() / most).round() as i64;
        *net.entry((names[edge.from], names[edge.to])).or_default() += thousandths;
    }
    seated(&names, &net).into_iter().map(|name| number[name]).collect()
}

/// The id of a node in the drawing.
fn id(node: &str) -> String {
    format!("node:{node}")
}
