//! The edge table.

use super::{cell, text};
use crate::error::Result;
use crate::export::View;
use crate::export::graph::{Direction, Graph};
use crate::export::sheet::{Cell, Sheet};
use std::io;

const COMMON: [&str; 7] = ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight"];

/// Writes the edges of the view: links; positions; or agreements, conflicts, differences, alignments and criticism of actors.
///
/// # Errors
/// If `out` cannot be written to.
pub(in crate::export) fn edges(view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
    let graph = Graph::of(view);
    let mut sheet = Sheet::new(out, view.cells, COMMON.iter().chain(&graph.edge_columns))?;
    for edge in &graph.edges {
        let direction = match edge.direction {
            Direction::Directed => "Directed",
            Direction::Undirected => "Undirected",
        };
        let (from, to) = (text(&graph.nodes[edge.from].id), text(&graph.nodes[edge.to].id));
        let row = [from, to, direction.into(), edge.kind.into(), text(&edge.id), edge.kind.into(), Cell::Exact(edge.weight.abs())];
        sheet.row(row.into_iter().chain(edge.cells.iter().map(cell)))?;
    }
    sheet.finish()
}
