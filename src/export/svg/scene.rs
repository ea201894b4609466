//! What a picture shows, before anything has a place.

use super::canvas::text_width;
use super::layout::Wishes;
use std::collections::BTreeMap;

/// The size of letters in a box, in pixels.
pub(super) const LETTERS: f64 = 11.0;
/// From one line of a label to the next.
pub(super) const LEADING: f64 = 13.0;

/// The look of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    /// Its colour.
    pub(super) color: &'static str,
    /// The lengths of its dashes and gaps; empty if it is solid.
    pub(super) dashes: &'static str,
}

pub(super) const AGREES: Look = Look { color: "#0072B2", dashes: "" };
pub(super) const CONFLICTS: Look = Look { color: "#D55E00", dashes: "7 4" };
pub(super) const DIFFERS: Look = Look { color: "#8A8A8A", dashes: "1.5 3" };
pub(super) const SHARES: Look = Look { color: "#4D4D4D", dashes: "" };
pub(super) const ALIGNS: Look = Look { color: "#009E73", dashes: "1.5 3" };
pub(super) const CRITICISES: Look = Look { color: "#CC79A7", dashes: "8 3 2 3" };

/// The colours of groups, in their order; then they come again.
pub(super) const COLORS: [&str; 7] = ["#E69F00", "#56B4E9", "#009E73", "#F0E442", "#CC79A7", "#0072B2", "#D55E00"];

/// The frame of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// Round corners: a State, a claim.
    Round,
    /// Two lines: a group of States.
    Double,
    /// Sharp corners: a proposition.
    Sharp,
    /// None: the title of a group.
    Title,
}

/// A node.
#[derive(Debug)]
pub(super) struct Box {
    /// The lines of its label.
    pub(super) lines: Vec<String>,
    /// What shows when the pointer rests on it.
    pub(super) tooltip: String,
    pub(super) frame: Frame,
    /// The group it is in.
    pub(super) group: Option<usize>,
    /// The colour of its frame, if not that of its group.
    pub(super) color: Option<&'static str>,
}

impl Box {
    /// Its width and height.
    pub(super) fn size(&self) -> (f64, f64) {
        let bold = if self.frame == Frame::Title { 1.1 } else { 1.0 };
        let width = self.lines.iter().map(|line| text_width(line, LETTERS) * bold).fold(14.0, f64::max);
        (width + 10.0, LEADING * self.lines.len().max(1) as f64 + 5.0)
    }
}

/// An edge.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) look: Look,
    pub(super) width: f64,
    pub(super) arrow: bool,
    pub(super) class: &'static str,
    pub(super) tooltip: String,
}

/// What a line of the legend shows.
#[derive(Debug)]
pub(super) enum Key {
    /// A line, and what it means.
    Line(Look, bool, &'static str),
    /// The colour of a frame, and what it means.
    Frame(&'static str, &'static str),
    /// A colour of a group, and its name.
    Group(usize, String),
}

/// All of it.
#[derive(Debug, Default)]
pub(super) struct Scene {
    pub(super) title: String,
    pub(super) boxes: Vec<Box>,
    /// In the order in which they are drawn.
    pub(super) lines: Vec<Line>,
    /// How many groups have a hull.
    pub(super) groups: usize,
    pub(super) keys: Vec<Key>,
    /// How far two boxes should be apart, and how much that matters, where it is not told by the lines.
    pub(super) distances: BTreeMap<(usize, usize), (f64, f64)>,
}

impl Scene {
    /// How far every two boxes should be apart: as told, else by how many lines lie between them.
    pub(super) fn wishes(&self) -> Wishes {
        let n = self.boxes.len();
        let mut wishes = Wishes::along(n, self.lines.iter().map(|line| (line.from, line.to)));
        for ((a, b), (distance, weight)) in &self.distances {
            wishes.set(*a, *b, *distance, *weight);
        }
        // Boxes of one group should be near each other, those of others farther.
        for a in 0..n {
            for b in a + 1..n {
                if let (Some(one), Some(other)) = (self.boxes[a].group, self.boxes[b].group) {
                    wishes.stretch(a, b, if one == other { 0.8 } else { 1.35 });
                }
            }
        }
        wishes
    }
}

/// The width of a line that stands for `count` things, where the widest stands for `most`.
pub(super) fn width(count: usize, most: usize) -> f64 {
    let most = most.max(4) as f64;
    0.7 + 3.3 * (count as f64 / most).min(1.0)
}
