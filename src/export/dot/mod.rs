//! Drawings for Graphviz: claims and their links, actors and propositions, or actors among themselves.
//!
//! Our own writer, as petgraph's is for debugging: every id is quoted, every label escaped and wrapped, every order fixed, and
//! every node and edge carries its words and their source as a tooltip.

mod actors;
mod circle;
mod claims;
mod drawing;
mod network;
mod positions;
mod style;
mod text;

use super::{Format, View, ViewKind, unwritten};
use crate::error::Result;
use crate::model::Claim;
use std::io;

pub(super) use text::wrapped;

/// The DOT language.
pub(super) struct Dot;

impl Format for Dot {
    fn name(&self) -> &'static str {
        "dot"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["dot", "gv"]
    }

    fn summary(&self) -> &'static str {
        "Drawing for Graphviz (`dot -Tsvg`), with the words behind each node and edge as tooltips."
    }

    fn is_drawing(&self) -> bool {
        true
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let drawing = match view.kind {
            ViewKind::Claims => claims::draw(view),
            ViewKind::Positions => positions::draw(view),
            ViewKind::Actors => actors::draw(view),
            ViewKind::Network => network::draw(view),
        };
        out.write_all(drawing.finish().as_bytes()).and_then(|()| out.flush()).map_err(unwritten)
    }
}

/// A claim's words and where they stand, for a tooltip.
pub(super) fn words(claim: &Claim) -> String {
    format!("{}: “{}” ({}, paragraph {})", claim.holder, claim.quote, claim.source, claim.paragraph)
}
