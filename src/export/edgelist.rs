//! One row an edge, with all columns: for pandas, R and igraph's `from_data_frame`.

use super::graph::{Direction, Graph};
use super::sheet::{Cell, Sheet};
use super::{Format, View};
use crate::error::Result;
use std::io;

/// The edge list.
pub(super) struct EdgeList;

const COMMON: [&str; 7] = ["source", "target", "source_label", "target_label", "kind", "directed", "weight"];

impl Format for EdgeList {
    fn name(&self) -> &'static str {
        "edgelist"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Edge list for R, pandas and spreadsheets: source, target, kind, weight and all columns of each edge."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let graph = Graph::of(view);
        let mut sheet = Sheet::new(out, view.cells, COMMON.iter().chain(&graph.edge_columns))?;
        for edge in &graph.edges {
            let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
            let directed = if edge.direction == Direction::Directed { "true" } else { "false" };
            let ends = [&from.id, &to.id, &from.label, &to.label].map(Into::into);
            let row = ends.into_iter().chain([edge.kind.into(), directed.into(), Cell::Exact(edge.weight)]);
            sheet.row(row.chain(edge.cells.iter().cloned()))?;
        }
        sheet.finish()
    }
}
