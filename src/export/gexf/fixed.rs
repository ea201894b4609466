//! The graph as it is.

use super::{Mode, write};
use crate::error::Result;
use crate::export::{Format, View};
use std::io;

/// GEXF without time.
pub(in crate::export) struct Fixed;

impl Format for Fixed {
    fn name(&self) -> &'static str {
        "gexf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["gexf"]
    }

    fn summary(&self) -> &'static str {
        "GEXF 1.3 for Gephi and NetworkX, with all columns."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        write(view, Mode::Static, out)
    }
}
