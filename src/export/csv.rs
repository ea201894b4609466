//! The table of a view: claims, positions or pairs; the matrix of a network.

use super::tables::{claims::Claims, pairs::Pairs, positions::Positions};
use super::{Format, View, ViewKind, networks};
use crate::error::Result;
use std::io;

/// The table of the view.
pub(super) struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "The table of the view: claims, positions, or pairs of actors; of a network its matrix."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        match view.kind {
            ViewKind::Claims => Claims.write(view, out),
            ViewKind::Positions => Positions.write(view, out),
            ViewKind::Actors => Pairs.write(view, out),
            ViewKind::Network => view.network.map_or(Ok(()), |ties| networks::matrix(ties.network, out)),
        }
    }
}
