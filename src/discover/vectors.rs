//! Clauses → unit vectors over stems and pairs of stems, weighted by their rarity in this corpus.

use super::clause::Clause;
use crate::meaning::{Idf, Sparse, TermId, terms::id};

/// How much a pair of stems that follow each other counts beside the stems themselves.
const PAIR: f32 = 0.6;

/// How fast a word counts less the farther it stands from its object's first word.
const FADE: f32 = 0.1;

/// The vectors of clauses, and the rarity they were weighted by.
pub(super) fn vectors(clauses: &[Clause]) -> (Vec<Sparse>, Idf) {
    let stems: Vec<Vec<&str>> = clauses.iter().map(|clause| clause.words.iter().map(|(stem, _)| stem.as_str()).collect()).collect();
    let terms: Vec<Vec<TermId>> = stems.iter().map(|stems| terms(stems).into_iter().map(|(term, _)| term).collect()).collect();
    let idf = Idf::of(&terms);
    let vectors = stems.iter().map(|stems| vector(stems, &idf)).collect();
    (vectors, idf)
}

/// The unit vector of stems in the order of their text.
pub(super) fn vector(stems: &[&str], idf: &Idf) -> Sparse {
    let weighed = terms(stems).into_iter().filter(|(term, _)| idf.frequency(*term) > 0);
    let mut pairs: Vec<(TermId, f32)> = weighed.map(|(term, weight)| (term, weight * idf.probabilistic(term))).collect();
    // A word said twice is no more about it.
    pairs.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    pairs.dedup_by_key(|pair| pair.0);
    Sparse::new(pairs).unit()
}

/// The stems and the pairs of stems that follow each other, each with its weight.
fn terms(stems: &[&str]) -> Vec<(TermId, f32)> {
    let weight = |at: usize| 1.0 / (1.0 + FADE * at as f32);
    let single = stems.iter().enumerate().map(|(at, stem)| (id(stem), weight(at)));
    let pairs = stems.windows(2).enumerate().map(|(at, pair)| (id(&pair.join(" ")), PAIR * weight(at)));
    single.chain(pairs).collect()
}
