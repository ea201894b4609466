//! Stances by number come in, how many propositions every two actors agree and conflict on goes out: for more claims than can be held
//! with their words.

use super::sheets::{Entry, Sheets};
use crate::codebook::RelationKind;
use crate::model::Stance;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Two actors, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The one actor.
    pub a: usize,
    /// The other, whose number is greater.
    pub b: usize,
    /// Propositions of which both spoke.
    pub shared: u32,
    /// Propositions, or related two, on which they agree.
    pub agree: u32,
    /// Those on which they conflict.
    pub conflict: u32,
    /// Those on which they differ softly.
    pub differ: u32,
}

/// The counts of [`super::pairs`] for every two actors that share anything, in their order. `stances` holds what each actor holds of
/// each of so many `propositions`, one actor after the other; `relations` are between two different ones.
///
/// Takes eight steps for every two actors and 64 propositions, and some more where propositions are related.
#[must_use]
pub fn counted(stances: &[Option<Stance>], propositions: usize, relations: &[(usize, usize, RelationKind)]) -> Vec<Counted> {
    let related = relations.iter().filter(|(first, second, _)| first != second && *first.max(second) < propositions);
    let mut entries: BTreeMap<(usize, usize), Entry> = (0..propositions).map(|at| ((at, at), Entry::same(at))).collect();
    for entry in related.flat_map(|(first, second, relation)| Entry::both_ways(*first, *second, *relation)) {
        entries.entry((entry.first, entry.second)).and_modify(|known| known.join(&entry)).or_insert(entry);
    }
    let sheets = Sheets::new(stances, propositions, &entries.into_values().collect::<Vec<_>>());
    let actors = stances.len().checked_div(propositions).unwrap_or(0);
    let of = |a: usize, b: usize| {
        let (shared, [agree, conflict, differ]) = (sheets.shared(a, b), sheets.counts(a, b));
        (shared + agree + conflict + differ > 0).then_some(Counted { a, b, shared, agree, conflict, differ })
    };
    (0..actors).into_par_iter().flat_map_iter(|a| (a + 1..actors).filter_map(move |b| of(a, b))).collect()
}
