//! The tables that people use. Their headers are a public contract: columns are only ever appended.

pub(super) mod claims;
mod coverage;
mod criticism;
mod matrix;
mod notices;
pub(super) mod pairs;
pub(super) mod positions;
mod propositions;

use super::Format;

/// All tables; each is written as `<name>.csv` into an output folder.
pub static TABLES: &[&dyn Format] = &[
    &claims::Claims,
    &positions::Positions,
    &matrix::Matrix,
    &pairs::Pairs,
    &propositions::Propositions,
    &criticism::Criticisms,
    &coverage::Coverages,
    &notices::Notices,
];

#[cfg(test)]
pub(super) mod written {
    //! What a table makes of a comparison, for the tests of the tables.

    use crate::export::{Format, View};
    use crate::model::Comparison;

    /// The table's lines.
    pub(in crate::export) fn lines(table: &dyn Format, comparison: &Comparison) -> Vec<String> {
        let mut out = Vec::new();
        table.write(&View::new(comparison), &mut out).unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
    }
}
