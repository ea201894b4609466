//! GraphML as Gephi, NetworkX, igraph and visone read it.
//!
//! Every column is declared with its type and for nodes or edges; the keys' ids begin with `n_` and `e_`, so that none is taken for a
//! colour or a place. As NetworkX reads no file of mixed directions, a graph with any arrow is written as directed, and `directed`
//! tells which edges really are. Where edges of several kinds join the same two nodes, the kind is also
//! the edge's `label`, by which Gephi keeps them apart; that attribute is not in GraphML's schema.

use super::graph::{Direction, Graph, Kind, Shape};
use super::networks::exact;
use super::sheet::Cell;
use super::xml::Xml;
use super::{Format, View};
use crate::error::Result;
use std::collections::BTreeSet;
use std::io;

/// GraphML.
pub(super) struct GraphMl;

impl Format for GraphMl {
    fn name(&self) -> &'static str {
        "graphml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["graphml"]
    }

    fn summary(&self) -> &'static str {
        "GraphML for Gephi, NetworkX, igraph and visone, with all columns."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let graph = Graph::of(view);
        let directed = graph.is_directed();
        let (node_kinds, edge_kinds) = (graph.node_kinds(), graph.edge_kinds());
        let mut xml = Xml::new(out)?;
        let schema = "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";
        xml.open(
            "graphml",
            &[
                ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                ("xsi:schemaLocation", schema),
            ],
        )?;
        key(&mut xml, "node", "label", "string")?;
        for (name, kind) in graph.node_columns.iter().zip(&node_kinds) {
            key(&mut xml, "node", name, word(*kind))?;
        }
        key(&mut xml, "edge", "weight", "double")?;
        key(&mut xml, "edge", "kind", "string")?;
        key(&mut xml, "edge", "directed", "boolean")?;
        for (name, kind) in graph.edge_columns.iter().zip(&edge_kinds) {
            key(&mut xml, "edge", name, word(*kind))?;
        }
        xml.open("graph", &[("id", "demarche"), ("edgedefault", if directed { "directed" } else { "undirected" })])?;
        let ids = tokens(graph.nodes.iter().map(|node| node.id.as_str()));
        for (node, id) in graph.nodes.iter().zip(&ids) {
            xml.open("node", &[("id", id)])?;
            xml.text("data", &[("key", "n_label")], &node.label)?;
            data(&mut xml, 'n', &graph.node_columns, &node.cells)?;
            xml.close()?;
        }
        for (at, edge) in graph.edges.iter().enumerate() {
            let (from, to) = (ids[edge.from].as_str(), ids[edge.to].as_str());
            let id = format!("e{at}");
            let settings = [("id", id.as_str()), ("source", from), ("target", to), ("label", edge.kind)];
            xml.open("edge", &settings[..if graph.shape == Shape::Kinds { 4 } else { 3 }])?;
            xml.text("data", &[("key", "e_weight")], &exact(edge.weight))?;
            xml.text("data", &[("key", "e_kind")], edge.kind)?;
            xml.text("data", &[("key", "e_directed")], if edge.direction == Direction::Directed { "true" } else { "false" })?;
            data(&mut xml, 'e', &graph.edge_columns, &edge.cells)?;
            xml.close()?;
        }
        xml.finish()
    }
}

fn key(xml: &mut Xml<'_>, of: &str, name: &str, kind: &str) -> Result<()> {
    let id = format!("{}_{}", &of[..1], token(name));
    xml.empty("key", &[("id", &id), ("for", of), ("attr.name", name), ("attr.type", kind)])
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Count => "long",
        Kind::Number => "double",
    }
}

/// Every value is written, as defaults are not read by all; what is not known has none.
fn data(xml: &mut Xml<'_>, of: char, columns: &[&str], cells: &[Cell<'_>]) -> Result<()> {
    for (name, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        xml.text("data", &[("key", &format!("{of}_{}", token(name)))], &value(cell))?;
    }
    Ok(())
}

/// A cell in full.
pub(super) fn value(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => text.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Number(number) | Cell::Exact(number) => exact(*number),
        Cell::Date(date) => date.to_string(),
    }
}

/// The ids of nodes as the schema allows them: letters, digits and `-._:`. Two that would become the same stay two.
pub(super) fn tokens<'n>(ids: impl Iterator<Item = &'n str>) -> Vec<String> {
    let ids: Vec<&str> = ids.collect();
    let mut taken: BTreeSet<String> = ids.iter().filter(|id| token(id) == **id).map(|id| (*id).to_owned()).collect();
    let mut single = |id: &&str| {
        let mut own = token(id);
        if own == *id {
            return own;
        }
        let stem = own.clone();
        let mut number = 2;
        while taken.contains(&own) {
            own = format!("{stem}-{number}");
            number += 1;
        }
        taken.insert(own.clone());
        own
    };
    ids.iter().map(&mut single).collect()
}

/// A name token of XML, of ASCII letters only.
fn token(text: &str) -> String {
    let fit = |letter: char| if letter.is_ascii_alphanumeric() || "-._:".contains(letter) { letter } else { '_' };
    if text.is_empty() { "_".to_owned() } else { text.chars().map(fit).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_tokens_and_stay_apart() {
        let found = tokens(["actor:FRA", "a b", "a_b", "a<b", ""].into_iter());
        assert_eq!(found, ["actor:FRA", "a_b-2", "a_b", "a_b-3", "_"]);
    }
}
