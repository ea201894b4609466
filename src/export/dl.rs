//! UCINET's DL: one square matrix for each kind of edge, with the nodes' ids as labels.
//!
//! UCINET cuts long labels and stumbles over marks in them: labels are ids of letters, digits and `-._:`. The names are in the other formats.

use super::graph::{Direction, Graph};
use super::graphml::tokens;
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
        let (n, relations) = (graph.nodes.len(), graph.relations());
        let labels = tokens(graph.nodes.iter().map(|node| short(&node.id)));
        let mut text = format!("dl n={n}");
        if relations.len() > 1 {
            let _ = write!(text, " nm={}", relations.len());
        }
        // igraph wants the number of nodes on a line of its own.
        text.push_str("\nformat = fullmatrix\nlabels:\n");
        for label in &labels {
            let _ = writeln!(text, "{label}");
        }
        if relations.len() > 1 {
            let _ = writeln!(text, "matrix labels:\n{}", relations.join("\n"));
        }
        text.push_str("data:\n");
        let mut out = io::BufWriter::new(out);
        for relation in relations.iter().map(Some).chain(relations.is_empty().then_some(None)) {
            let mut matrix = vec![0_usize; n * n];
            for edge in graph.edges.iter().filter(|edge| Some(&edge.kind) == relation) {
                matrix[edge.from * n + edge.to] += edge.weight;
                if edge.direction == Direction::Undirected && edge.from != edge.to {
                    matrix[edge.to * n + edge.from] += edge.weight;
                }
            }
            for row in matrix.chunks(n.max(1)) {
                let row: Vec<String> = row.iter().map(usize::to_string).collect();
                let _ = writeln!(text, "{}", row.join(" "));
                io::Write::write_all(&mut out, text.as_bytes()).map_err(unwritten)?;
                text.clear();
            }
        }
        io::Write::write_all(&mut out, text.as_bytes()).and_then(|()| io::Write::flush(&mut out)).map_err(unwritten)
    }
}

/// The id without what all ids of its sort begin with.
fn short(id: &str) -> &str {
    id.strip_prefix("actor:").unwrap_or(id)
}
