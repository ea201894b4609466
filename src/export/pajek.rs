//! Pajek's `.net`: numbered nodes with labels, then arcs and edges.
//!
//! NetworkX and others take the label for the node's id, so labels are single here. Neither NetworkX nor igraph keeps arcs and edges
//! apart in one file: a graph with any arrow is written as arcs, and the kind tells which lines point nowhere. The format has no
//! escapes: a quotation mark in a label is written `”`, a backslash `⧵`, a line break as a space. A two-mode network says how many
//! nodes are rows, as Pajek and igraph read it; NetworkX does not.

use super::graph::{Graph, Shape, single};
use super::networks::exact;
use super::{Format, View, unwritten};
use crate::error::Result;
use std::fmt::Write;
use std::io;

/// Pajek.
pub(super) struct Pajek;

impl Format for Pajek {
    fn name(&self) -> &'static str {
        "pajek"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["net"]
    }

    fn summary(&self) -> &'static str {
        "Pajek, also for igraph and NetworkX: labels, weights, and the kind of each line, without other columns."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let graph = Graph::of(view);
        let mut text = format!("*Vertices {}", graph.nodes.len());
        if let Shape::TwoMode(rows) = graph.shape {
            let _ = write!(text, " {rows}");
        }
        text.push('\n');
        let plain: Vec<String> = graph.nodes.iter().map(|node| plain(&node.label)).collect();
        let ids: Vec<String> = graph.nodes.iter().map(|node| self::plain(&node.id)).collect();
        let labels = single(plain.iter().zip(&ids).map(|(label, id)| (label.as_str(), id.as_str())));
        for (at, label) in labels.iter().enumerate() {
            let _ = writeln!(text, "{} \"{label}\"", at + 1);
        }
        let _ = writeln!(text, "{}", if graph.is_directed() { "*Arcs" } else { "*Edges" });
        for edge in &graph.edges {
            let _ = writeln!(text, "{} {} {} l \"{}\"", edge.from + 1, edge.to + 1, exact(edge.weight), edge.kind);
        }
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(unwritten)
    }
}

/// A label that needs no escape.
fn plain(text: &str) -> String {
    let fit = |letter: char| match letter {
        '"' => '”',
        '\\' => '⧵',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    text.replace("\r\n", " ").chars().map(fit).collect()
}
