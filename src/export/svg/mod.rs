//! A picture without other programs: nodes set by how they stand to each other, labels that do not overlap, a legend.
//!
//! ```text
//! View ─scene→ boxes, lines, groups ─layout→ places ─canvas→ SVG
//! ```
//! Colours are those of Okabe and Ito, which colour-blind readers can tell apart; conflict is dashed as well. Groups are the
//! coalitions, if an attribute `coalition` tells them, else what agreement holds together; topics in a view of positions,
//! propositions in one of claims.

mod actors;
mod canvas;
mod claims;
mod hull;
mod layout;
mod network;
mod positions;
mod scene;
mod write;

use super::{Format, View, ViewKind};
use crate::error::Result;
use std::io;

/// The picture.
pub(super) struct Svg;

impl Format for Svg {
    fn name(&self) -> &'static str {
        "svg"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["svg"]
    }

    fn summary(&self) -> &'static str {
        "Picture, drawn here: conflict dashed, groups as coloured hulls, quotes as tooltips."
    }

    fn is_drawing(&self) -> bool {
        true
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let scene = match view.kind {
            ViewKind::Claims => claims::scene(view),
            ViewKind::Positions => positions::scene(view),
            ViewKind::Actors => actors::scene(view),
            ViewKind::Network => network::scene(view),
        };
        let sizes: Vec<(f64, f64)> = scene.boxes.iter().map(scene::Box::size).collect();
        let places = layout::placed(&scene.wishes(), &sizes);
        write::picture(&scene, &places, out)
    }
}
