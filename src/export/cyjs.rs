//! Cytoscape's JSON (`.cyjs`), for Cytoscape and Cytoscape.js.

use super::graph::{Direction, Graph};
use super::nodelink::{columns, json_to, plain};
use super::{Format, View};
use crate::error::Result;
use serde_json::{Map, Value, json};
use std::io;

/// Cytoscape.
pub(super) struct Cyjs;

impl Format for Cyjs {
    fn name(&self) -> &'static str {
        "cyjs"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["cyjs"]
    }

    fn summary(&self) -> &'static str {
        "Cytoscape and Cytoscape.js, with all columns; `interaction` is the kind of an edge."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let graph = Graph::of(view);
        let nodes = graph.nodes.iter().map(|node| {
            let mut data = known(&graph.node_columns, &node.cells);
            // Cytoscape's table is keyed by `shared_name`, NetworkX takes `value` for the node.
            data.extend(names(&node.id, &node.id, &node.label));
            data.insert("value".to_owned(), node.id.as_str().into());
            json!({"data": data})
        });
        let edges = graph.edges.iter().map(|edge| {
            let mut data = known(&graph.edge_columns, &edge.cells);
            let (from, to) = (&graph.nodes[edge.from].id, &graph.nodes[edge.to].id);
            data.extend(names(&edge.id, &edge.id, &format!("{from} ({}) {to}", edge.kind)));
            data.insert("key".to_owned(), edge.id.as_str().into());
            data.insert("source".to_owned(), from.as_str().into());
            data.insert("target".to_owned(), to.as_str().into());
            data.insert("interaction".to_owned(), edge.kind.into());
            data.insert("weight".to_owned(), plain(edge.weight));
            data.insert("directed".to_owned(), (edge.direction == Direction::Directed).into());
            json!({"data": data})
        });
        let whole = json!({
            "format_version": "1.0",
            "generated_by": "demarche",
            "target_cytoscapejs_version": "~2.1",
            "directed": graph.is_directed(),
            "multigraph": true,
            "data": {"name": format!("demarche {}", view.kind.name()), "shared_name": "demarche"},
            "elements": {"nodes": nodes.collect::<Vec<_>>(), "edges": edges.collect::<Vec<_>>()},
        });
        json_to(&whole, out)
    }
}

/// The cells that are known: Cytoscape makes a column of each type it finds, and null has none.
fn known(names: &[&str], cells: &[super::sheet::Cell<'_>]) -> Map<String, Value> {
    columns(names, cells).into_iter().filter(|(_, value)| !value.is_null()).collect()
}

fn names(id: &str, shared: &str, name: &str) -> Vec<(String, Value)> {
    vec![("id".to_owned(), id.into()), ("shared_name".to_owned(), shared.into()), ("name".to_owned(), name.into())]
}
