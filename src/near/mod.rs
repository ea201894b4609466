//! Statements come in, those that hold nearly the same words go out in pairs.
//!
//! ```text
//! words ─print→ 128 bits a statement ─bands→ pairs that may be alike ─overlap→ NearDuplicate ─repeats→ whom it repeats
//! ```
//! The same statement may come from two sites, in two files of one text, or from two States that read one text. Only the last is a
//! finding; who counts the others once leaves out what [`repeats`] names.

mod bands;
mod overlap;
mod print;
mod speakers;
mod words;

use crate::model::{Document, NearDuplicate};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

pub use bands::candidates;
pub use overlap::{SHINGLE, Shingles};
pub use print::Print;
pub use speakers::repeats;

/// Two statements are near-duplicates if at least this share of their shingles (every four words in a row, of both together) is in
/// both: the Jaccard index of the two sets.
pub const LEAST_SHARE: f64 = 0.5;

/// Statements of fewer words than this repeat nothing: thanks and greetings are alike by nature.
pub const FEWEST_WORDS: usize = 40;

/// The words of a document that count: those of the statement itself.
#[must_use]
pub fn said(document: &Document) -> &str {
    document.text.get(document.body..).unwrap_or(&document.text)
}

/// The near-duplicates among documents that have their words, by rank of the first and the second. The order of the documents makes
/// no difference.
#[must_use]
pub fn find(documents: &[Document]) -> Vec<NearDuplicate> {
    let prints: Vec<Print> = documents.par_iter().map(|document| Print::of(said(document))).collect();
    find_by(documents, &prints, &|wanted| wanted.iter().map(|at| (*at, Shingles::of(said(&documents[*at])))).collect())
}

/// The same from prints, for documents without words: `shingles` gives those of the documents at these places, or leaves out those
/// that cannot be had.
#[must_use]
pub fn find_by(
    documents: &[Document],
    prints: &[Print],
    shingles: &dyn Fn(&BTreeSet<usize>) -> BTreeMap<usize, Shingles>,
) -> Vec<NearDuplicate> {
    let pairs = candidates(prints);
    let wanted: BTreeSet<usize> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let shingles = shingles(&wanted);
    let alike = |(a, b): &(usize, usize)| {
        let (common, all) = shingles.get(a)?.overlap(shingles.get(b)?);
        (common as f64 >= LEAST_SHARE * all as f64).then(|| speakers::pair(&documents[*a], &documents[*b], common, all))
    };
    let mut found: Vec<NearDuplicate> = pairs.par_iter().filter_map(alike).collect();
    found.sort_by(|a, b| speakers::order(a).cmp(&speakers::order(b)));
    found
}
