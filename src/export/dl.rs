//! UCINET's DL: one square matrix for each kind of edge, one matrix of a network, rows by columns if it is two-mode; with the nodes'
//! ids as labels.
//!
//! UCINET cuts long labels and stumbles over marks in them: labels are ids of letters, digits and `-._:`. The names are in the other formats.

use super::graph::{Direction, Graph, Shape};
use super::graphml::tokens;
use super::networks::exact;
use super::{Format, View, unwritten};
use crate::error::Result;
use std::fmt::Write;
use std::io;

/// DL.
pub(super) struct Dl;

impl Format for Dl {
    fn name(&self) -> &'static str {
        "dl"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["dl"]
    }

    fn summary(&self) -> &'static str {
        "UCINET DL: a full matrix of weights for each kind of edge, the nodes' ids as labels, without other columns."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let graph = Graph::of(view);
        let (n, kinds) = (graph.nodes.len(), graph.relations());
        let rows = if let Shape::TwoMode(rows) = graph.shape { rows } else { n };
        // A network is one matrix, whatever its ties are called.
        let relations: Vec<Option<&str>> =
            if graph.shape == Shape::Kinds && !kinds.is_empty() { kinds.iter().copied().map(Some).collect() } else { vec![None] };
        let labels = tokens(graph.nodes.iter().map(|node| short(&node.id)));
        let mut text = if rows < n { format!("dl nr={rows} nc={}", n - rows) } else { format!("dl n={n}") };
        if relations.len() > 1 {
            let _ = write!(text, " nm={}", relations.len());
        }
        // igraph wants the number of nodes on a line of its own.
        text.push_str("\nformat = fullmatrix\n");
        let mut list = |title: &str, labels: &[String]| {
            let _ = writeln!(text, "{title}:");
            for label in labels {
                text.extend([label, "\n"]);
            }
        };
        if rows < n {
            list("row labels", &labels[..rows]);
            list("column labels", &labels[rows..]);
        } else {
            list("labels", &labels);
        }
        if relations.len() > 1 {
            let _ = writeln!(text, "matrix labels:\n{}", kinds.join("\n"));
        }
        text.push_str("data:\n");
        let mut out = io::BufWriter::new(out);
        for relation in relations {
            for row in matrix(&graph, rows, relation).chunks(if rows < n { n - rows } else { n.max(1) }) {
                let row: Vec<String> = row.iter().map(|weight| exact(*weight)).collect();
                let _ = writeln!(text, "{}", row.join(" "));
                io::Write::write_all(&mut out, text.as_bytes()).map_err(unwritten)?;
                text.clear();
            }
        }
        io::Write::write_all(&mut out, text.as_bytes()).and_then(|()| io::Write::flush(&mut out)).map_err(unwritten)
    }
}

/// The weights of the edges of a kind, or of all, row after row; the columns of a two-mode matrix are the nodes after its rows.
fn matrix(graph: &Graph<'_>, rows: usize, relation: Option<&str>) -> Vec<f64> {
    let (two_mode, first) = if rows < graph.nodes.len() { (true, rows) } else { (false, 0) };
    let columns = graph.nodes.len() - first;
    let mut matrix = vec![0.0; rows * columns];
    for edge in graph.edges.iter().filter(|edge| relation.is_none_or(|kind| edge.kind == kind)) {
        matrix[edge.from * columns + edge.to - first] += edge.weight;
        if !two_mode && edge.direction == Direction::Undirected && edge.from != edge.to {
            matrix[edge.to * columns + edge.from] += edge.weight;
        }
    }
    matrix
}

/// The id without what all ids of its sort begin with.
fn short(id: &str) -> &str {
    id.strip_prefix("actor:").unwrap_or(id)
}
