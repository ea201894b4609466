//! JSON with a list of nodes and a list of edges, as NetworkX's `node_link_graph` and D3 read it.

use super::graph::{Direction, Graph};
use super::networks::exact;
use super::sheet::Cell;
use super::{Format, View, unwritten};
use crate::error::Result;
use serde_json::{Map, Value, json};
use std::io;

/// Node-link JSON.
pub(super) struct NodeLink;

impl Format for NodeLink {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn summary(&self) -> &'static str {
        "Node-link JSON for NetworkX and D3, with all columns; what is not known is null."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let graph = Graph::of(view);
        let nodes = graph.nodes.iter().map(|node| {
            let mut all = columns(&graph.node_columns, &node.cells);
            all.insert("id".to_owned(), node.id.as_str().into());
            all.insert("label".to_owned(), node.label.as_str().into());
            Value::Object(all)
        });
        let edges = graph.edges.iter().map(|edge| {
            let mut all = columns(&graph.edge_columns, &edge.cells);
            all.insert("source".to_owned(), graph.nodes[edge.from].id.as_str().into());
            all.insert("target".to_owned(), graph.nodes[edge.to].id.as_str().into());
            all.insert("key".to_owned(), edge.id.as_str().into());
            all.insert("kind".to_owned(), edge.kind.into());
            all.insert("weight".to_owned(), plain(edge.weight));
            all.insert("directed".to_owned(), (edge.direction == Direction::Directed).into());
            Value::Object(all)
        });
        let whole = json!({
            "directed": graph.is_directed(),
            "multigraph": true,
            "graph": {"view": view.kind.name()},
            "nodes": nodes.collect::<Vec<_>>(),
            "edges": edges.collect::<Vec<_>>(),
        });
        json_to(&whole, out)
    }
}

/// A number, without a decimal point if it is whole.
pub(super) fn plain(number: f64) -> Value {
    exact(number).parse::<i64>().map_or_else(|_| number.into(), Value::from)
}

/// The cells by the names of their columns.
pub(super) fn columns(names: &[&str], cells: &[Cell<'_>]) -> Map<String, Value> {
    let value = |cell: &Cell<'_>| match cell {
        cell if cell.is_empty() => Value::Null,
        Cell::Text(text) => text.as_ref().into(),
        Cell::Count(count) => (*count).into(),
        Cell::Number(number) | Cell::Exact(number) => (*number).into(),
        Cell::Date(date) => date.to_string().into(),
    };
    names.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), value(cell))).collect()
}

/// Writes a value, and a line break after it.
pub(super) fn json_to(value: &Value, out: &mut dyn io::Write) -> Result<()> {
    // Writers from outside need not be buffered, and serde_json writes in small pieces.
    let mut out = io::BufWriter::new(out);
    serde_json::to_writer_pretty(&mut out, value).map_err(|error| unwritten(error.into()))?;
    io::Write::write_all(&mut out, b"\n").and_then(|()| io::Write::flush(&mut out)).map_err(unwritten)
}
