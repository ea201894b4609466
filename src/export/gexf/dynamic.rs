//! The graph over time.

use super::{Mode, write};
use crate::error::Result;
use crate::export::{Format, View};
use std::io;

/// GEXF with spells.
pub(in crate::export) struct Dynamic;

impl Format for Dynamic {
    fn name(&self) -> &'static str {
        "gexf-dynamic"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["gexf"]
    }

    fn summary(&self) -> &'static str {
        "GEXF 1.3 over time, for the time line of Gephi: each node and edge with the spells in which its claims were made; of a network \
         in windows, the weight of each tie in each."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        write(view, Mode::Dynamic, out)
    }
}
