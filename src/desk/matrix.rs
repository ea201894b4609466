//! Who stands where: propositions by actors.

use super::book::{Book, Held};
use crate::model::PropositionEntry;

/// Propositions by actors.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix<'a> {
    /// The actors that spoke, by id.
    pub actors: Vec<&'a str>,
    /// The propositions that somebody took up, in codebook order, with what each actor holds of them, in the order of the actors.
    pub rows: Vec<(&'a PropositionEntry, Vec<Held<'a>>)>,
}

/// The matrix of what is looked at.
#[must_use]
pub fn matrix<'a>(book: &Book<'a>) -> Matrix<'a> {
    let actors = book.actors();
    let row = |entry: &'a PropositionEntry| (entry, actors.iter().map(|actor| book.held(actor, &entry.id)).collect());
    let rows = book.propositions(&actors).into_iter().map(row).collect();
    Matrix { actors, rows }
}
