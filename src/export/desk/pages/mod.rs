//! A report comes in, one HTML page goes out: an overview, and behind it a page for each proposition with all its quotes.
//!
//! ```text
//! Report ─┬ sections ─parts→ text · tables · heat map · diverging bars · picture     the overview
//!         └ entries  ─────→ one page a proposition: who holds what, in whose words   shown one at a time
//! ```
//! Each quote stands in the page once. A browser with scripts leaves the quotes as text until they are asked for, so that fifty
//! thousand of them do not keep anybody waiting; one without scripts shows them all, as tables. So does paper.
//! What is in a report is made elsewhere; here nothing is counted or chosen.

mod entries;
mod frame;
mod heat;
mod parts;
mod policy;
mod sides;

use super::page::{Cell, Table, Tone};
use crate::error::{Error, Result};
use std::io::Write;

/// Everything at once, on one page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Its title.
    pub title: String,
    /// The overview.
    pub sections: Vec<Section>,
    /// A page for each proposition, in codebook order.
    pub entries: Vec<Entry>,
    /// Whose words can be asked for: groups of actors that spoke, then the actors.
    pub choices: Vec<Choice>,
}

/// A section of the overview.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// The name by which links lead to it: ASCII letters, digits, dots and hyphens.
    pub anchor: String,
    /// Its heading.
    pub title: String,
    /// Its parts in order.
    pub parts: Vec<Part>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A sentence or two of fixed words and counts.
    Text(String),
    /// A table.
    Table(Table),
    /// A table of marks: one row a proposition, one column an actor.
    Heat(Heat),
    /// Who is for and who is against, as bars from the middle.
    Sides(Sides),
    /// A drawing.
    Picture(Picture),
}

/// A table of marks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heat {
    /// What it shows.
    pub caption: String,
    /// The actors: id, in the note the name, where it leads to.
    pub heads: Vec<Cell>,
    /// The propositions: id, in the note the wording, where it leads to; with as many marks as there are heads.
    pub rows: Vec<(Cell, Vec<Cell>)>,
}

/// Bars that grow from the middle: those against to the left, those in favour to the right.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sides {
    /// What they show.
    pub caption: String,
    /// Each with what it is of (id, in the note the wording, where it leads to) and how many hold each stance.
    pub rows: Vec<(Cell, Vec<(Tone, usize)>)>,
}

/// A drawing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picture {
    /// What it shows.
    pub caption: String,
    /// The drawing as SVG, from `<svg` on.
    pub svg: String,
}

/// The page of a proposition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// The name by which links lead to it: ASCII letters, digits, dots and hyphens.
    pub anchor: String,
    /// The proposition's id.
    pub id: String,
    /// Its wording.
    pub wording: String,
    /// Its topic.
    pub topic: String,
    /// Who stands where, in counts and fixed words.
    pub counts: String,
    /// The quotes.
    pub said: Vec<Said>,
}

/// A quote.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// The name by which marks lead to it; empty but for the first of its actor.
    pub anchor: String,
    /// Who said it, and where that leads to.
    pub who: Cell,
    /// The stance and its strength.
    pub stance: Cell,
    /// The words, verbatim.
    pub words: String,
    /// Where they stand.
    pub place: String,
}

/// An actor or a group whose words can be asked for alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What it is called.
    pub label: String,
    /// The names by which links lead to the actors it stands for: one for an actor, many for a group.
    pub anchors: Vec<String>,
    /// Whether it is a group with its members.
    pub is_group: bool,
}

/// Writes a report as HTML.
///
/// # Errors
/// If `out` cannot be written to.
pub fn report(report: &Report, out: &mut dyn Write) -> Result<()> {
    out.write_all(frame::text(report).as_bytes()).map_err(|cause| Error::new("could not write the page").caused_by(cause))
}
