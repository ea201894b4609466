//! Coded statements come in, networks go out: one-mode, two-mode, over time, with intervals and the statements behind each tie.
//!
//! ```text
//! CSV, .dna ─read→ Coding ─┐                                   ┌ one_mode ─┬→ Network ─┬ bootstrap → Intervals
//! claims ─from_claims→ ────┴ Selection (filters, duplicates) ─→ Counts x_ijk ┴ two_mode   ├ slices → Slice … → changes, phases
//!                                                                                       └ evidence → Pairing (statement, statement)
//! ```
//! Statements are never compared with each other: they are counted by column, row and level first.

mod bootstrap;
mod change;
mod choice;
mod claims;
mod counts;
mod duplicates;
mod evidence;
mod narrow;
mod nodes;
mod one_mode;
mod phases;
mod read;
mod scale;
mod select;
mod two_mode;
mod window;

pub use bootstrap::{Drawn, Draws, Visit, each_draw, each_sample, intervals, percentiles};
pub use change::changes;
pub use choice::{Aggregate, Choice, Compat, Duplicates, Isolates, Mode, Named, Normalize};
pub use claims::{Reach, from_claims};
pub use counts::{Cell, Counts};
pub use evidence::{Pairing, Words, confidence, evidence, words};
pub use narrow::{Kept, Sieve};
pub use nodes::{Side, activity, described};
pub use one_mode::Products;
pub use phases::phases;
pub use read::{Columns, from_csv, from_dna};
pub use scale::{Levels, Scale};
pub use select::Selection;
pub use window::{Edge, Kernel, Window, slices};

use crate::error::Result;
use crate::model::{Coding, Network};

/// The network of all statements that fit the choice.
///
/// # Errors
/// If the choices do not go together, or name what the coding does not have.
pub fn network(coding: &Coding, choice: &Choice) -> Result<Network> {
    let selection = Selection::new(coding, choice)?;
    network_of(&selection, choice, &selection.statements, &|statement| coding.weight(statement as usize))
}

/// The network of some statements of a selection, each with a weight of its own; the nodes are those of the selection.
///
/// # Errors
/// If levels that are only names are to be subtracted.
pub fn network_of(selection: &Selection<'_>, choice: &Choice, statements: &[u32], weigh: &dyn Fn(u32) -> f64) -> Result<Network> {
    let counts = Counts::of(selection, statements, weigh);
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let rows = names(&selection.rows);
    if choice.mode == Mode::One {
        let products = Products::of(&counts, &selection.levels);
        let weights = one_mode::weights(&counts, &products, choice);
        return Ok(Network { columns: rows.clone(), rows, weights, one_mode: true });
    }
    let weights = two_mode::weights(&counts, &selection.levels, choice)?;
    Ok(Network { rows, columns: names(&selection.columns), weights, one_mode: false })
}
