//! The node table.

use super::{cell, text};
use crate::error::Result;
use crate::export::View;
use crate::export::graph::Graph;
use crate::export::sheet::Sheet;
use std::io;

/// Writes the nodes of the view: claims that a link touches; actors and the propositions they took up; or actors.
/// Attributes that tell something about any of the actors and propositions are columns.
///
/// # Errors
/// If `out` cannot be written to.
pub(in crate::export) fn nodes(view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
    let graph = Graph::of(view);
    let mut sheet = Sheet::new(out, view.cells, ["Id", "Label"].iter().chain(&graph.node_columns))?;
    for node in &graph.nodes {
        sheet.row([text(&node.id), text(&node.label)].into_iter().chain(node.cells.iter().map(cell)))?;
    }
    sheet.finish()
}
