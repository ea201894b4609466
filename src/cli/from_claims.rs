//! `--from-claims`: claims that an earlier run kept in files, in place of statements.

use super::inputs::{InputArgs, mention};
use super::reading::Counted;
use super::say;
use crate::error::{Error, Result};
use crate::model::Comparison;
use crate::pipeline::Coder;
use crate::read::claims;

/// What the claims in the inputs say together, and that none of them could not be read.
pub(super) fn compare(inputs: &InputArgs, unit: Counted) -> Result<(&'static Coder, Comparison, usize)> {
    if unit != Counted::Byte {
        return Err(Error::new("the places of claims cannot be counted anew without the statements")
            .hint("leave `--offsets` out; `demarche claims` takes it"));
    }
    if inputs.paths().is_empty() {
        return Err(Error::new("no claims are given").hint("give files by `demarche claims`, or folders of them"));
    }
    let coder = inputs.codebook.coder()?;
    let kept = claims::load(inputs.paths())?;
    if kept.run.is_none() {
        say("note: the claims alone do not tell coverage, nor who spoke without making one");
    }
    let comparison = coder.compare_claims(kept.claims, kept.run, inputs.least_confidence());
    mention(&comparison.notices);
    Ok((coder, comparison, 0))
}

/// Whether a table would be empty because claims do not tell of it.
pub(super) fn is_unknown(table: &str, comparison: &Comparison) -> bool {
    match table {
        "criticism" | "notices" => true,
        "coverage" => comparison.coverage.is_empty(),
        _ => false,
    }
}
