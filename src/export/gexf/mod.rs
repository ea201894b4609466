//! GEXF 1.3: a graph as it is, or as it came about over time.
//!
//! A network in slices has a weight for each of them: a slice stands for the time from its middle to the next one's (see
//! [`Graph::times`]), an edge is there in the slices in which it weighs anything. Weights are sizes; the kind tells agreement from
//! conflict, and a tie that is now the one and now the other is two edges.
//!
//! A graph with any arrow is written as directed, as NetworkX reads no file of mixed directions; `directed` tells which edges really
//! are. For Gephi the tables of the format `gephi` keep the direction of each edge.

mod dynamic;
mod fixed;

use super::graph::{Direction, Graph, Kind, Spell};
use super::graphml::value;
use super::networks::exact;
use super::sheet::Cell;
use super::xml::Xml;
use super::{View, ViewKind};
use crate::error::Result;
use std::io;

pub(super) use dynamic::Dynamic;
pub(super) use fixed::Fixed;

/// Whether nodes and edges have spells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Static,
    Dynamic,
}

fn write(view: &View<'_>, mode: Mode, out: &mut dyn io::Write) -> Result<()> {
    let graph = Graph::of(view);
    let mut xml = Xml::new(out)?;
    xml.open(
        "gexf",
        &[
            ("xmlns", "http://gexf.net/1.3"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"),
            ("version", "1.3"),
        ],
    )?;
    xml.open("meta", &[])?;
    xml.text("creator", &[], "demarche")?;
    xml.text("description", &[], about(view.kind))?;
    xml.close()?;
    let direction = ("defaultedgetype", if graph.is_directed() { "directed" } else { "undirected" });
    match mode {
        Mode::Static => xml.open("graph", &[direction, ("mode", "static")])?,
        Mode::Dynamic => {
            let format = match graph.times.first() {
                None => "date",
                Some([start, _]) if start.contains('T') => "dateTime",
                Some([start, _]) if start.contains('-') => "date",
                Some(_) => "double",
            };
            xml.open("graph", &[direction, ("mode", "dynamic"), ("timeformat", format), ("timerepresentation", "interval")])?;
        }
    }
    columns(&mut xml, "node", &graph.node_columns, &graph.node_kinds(), &[])?;
    columns(&mut xml, "edge", &graph.edge_columns, &graph.edge_kinds(), &[("directed", "boolean")])?;
    let sliced = mode == Mode::Dynamic && !graph.times.is_empty();
    if sliced {
        // Gephi takes a dynamic column of this id for the weight over time.
        xml.open("attributes", &[("class", "edge"), ("mode", "dynamic")])?;
        xml.empty("attribute", &[("id", "weight"), ("title", "Weight"), ("type", "double")])?;
        xml.close()?;
    }
    let spells = with_edges(&graph);
    xml.open("nodes", &[])?;
    for (node, spells) in graph.nodes.iter().zip(&spells) {
        xml.open("node", &[("id", &node.id), ("label", &node.label)])?;
        values(&mut xml, &node.cells, None, &[])?;
        lasting(&mut xml, mode, spells)?;
        xml.close()?;
    }
    xml.close()?;
    xml.open("edges", &[])?;
    for edge in &graph.edges {
        let (from, to) = (&graph.nodes[edge.from].id, &graph.nodes[edge.to].id);
        let weight = exact(edge.weight.abs());
        let kind = edge.kind;
        let settings = [("id", edge.id.as_str()), ("source", from), ("target", to), ("kind", kind), ("label", kind), ("weight", &weight)];
        xml.open("edge", &settings)?;
        let course: Vec<_> = edge.course.iter().filter_map(|(at, weight)| Some((graph.times.get(*at)?, *weight))).collect();
        values(&mut xml, &edge.cells, Some(edge.direction), if sliced { &course } else { &[] })?;
        if sliced {
            let runs = edge.course.chunk_by(|before, after| before.0 + 1 == after.0);
            let ends = runs.filter_map(|run| Some([&graph.times.get(run.first()?.0)?[0], &graph.times.get(run.last()?.0)?[1]]));
            spells_of(&mut xml, ends)?;
        } else {
            lasting(&mut xml, mode, &edge.spells)?;
        }
        xml.close()?;
    }
    xml.finish()
}

fn about(kind: ViewKind) -> &'static str {
    match kind {
        ViewKind::Claims => "Claims, and the links between them",
        ViewKind::Positions => "Actors and propositions, and the positions between them",
        ViewKind::Actors => "Actors, and what they agree and conflict on",
        ViewKind::Network => "A network of statements",
    }
}

/// Declares columns, whose ids are their numbers; `more` columns come after them.
fn columns(xml: &mut Xml<'_>, class: &str, names: &[&str], kinds: &[Kind], more: &[(&str, &str)]) -> Result<()> {
    let word = |kind: &Kind| match kind {
        Kind::Text => "string",
        Kind::Count => "long",
        Kind::Number => "double",
    };
    xml.open("attributes", &[("class", class), ("mode", "static")])?;
    let all = names.iter().copied().zip(kinds.iter().map(word)).chain(more.iter().copied());
    for (at, (name, kind)) in all.enumerate() {
        xml.empty("attribute", &[("id", &at.to_string()), ("title", name), ("type", kind)])?;
    }
    xml.close()
}

/// The values of a node or of an edge, and its weights over time; what is not known has none.
fn values(xml: &mut Xml<'_>, cells: &[Cell<'_>], direction: Option<Direction>, course: &[(&[String; 2], f64)]) -> Result<()> {
    xml.open("attvalues", &[])?;
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        xml.empty("attvalue", &[("for", &at.to_string()), ("value", &value(cell))])?;
    }
    if let Some(direction) = direction {
        let told = if direction == Direction::Directed { "true" } else { "false" };
        xml.empty("attvalue", &[("for", &cells.len().to_string()), ("value", told)])?;
    }
    for ([start, end], weight) in course {
        xml.empty("attvalue", &[("for", "weight"), ("value", &exact(weight.abs())), ("start", start), ("end", end)])?;
    }
    xml.close()
}

/// When a node or an edge was there. What has no date is always there.
fn lasting(xml: &mut Xml<'_>, mode: Mode, spells: &[Spell]) -> Result<()> {
    if mode == Mode::Static || spells.is_empty() {
        return Ok(());
    }
    let ends: Vec<[String; 2]> = spells.iter().map(|spell| [spell.start(), spell.end()]).collect();
    spells_of(xml, ends.iter().map(|[start, end]| [start, end]))
}

fn spells_of<'s>(xml: &mut Xml<'_>, ends: impl Iterator<Item = [&'s String; 2]>) -> Result<()> {
    xml.open("spells", &[])?;
    for [start, end] in ends {
        xml.empty("spell", &[("start", start), ("end", end)])?;
    }
    xml.close()
}

/// The spells of each node: its own, and those of its edges, which cannot be seen without it. A node with an edge that is always
/// there is always there.
fn with_edges(graph: &Graph<'_>) -> Vec<Vec<Spell>> {
    let mut spells: Vec<Vec<Spell>> = graph.nodes.iter().map(|node| node.spells.clone()).collect();
    let mut always = vec![false; spells.len()];
    for edge in &graph.edges {
        for at in [edge.from, edge.to] {
            spells[at].extend(&edge.spells);
            always[at] |= edge.spells.is_empty();
        }
    }
    spells.into_iter().zip(always).map(|(spells, always)| if always { Vec::new() } else { Spell::joined(spells) }).collect()
}
