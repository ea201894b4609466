//! Texts → seeds: sets of two or three stems that stand together far more often than by chance, and whose texts have more in
//! common than those stems.
//!
//! The second condition tells a proposition from a phrase. Texts with *Korean* and *peninsula* also share denuclearization, dialogue
//! and missiles; those with *peace* and *stability* share nothing else, however often the two stand together.

use super::corpus::Corpus;
use super::group::Grouping;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A set of stems, and the texts that hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seed {
    /// Two or three stems, ascending.
    pub(super) stems: Vec<u32>,
    /// The texts, ascending.
    pub(super) texts: Vec<u32>,
}

/// Two stems of a seed stand at most so many stems apart.
const WINDOW: usize = 5;

/// The least association of two stems: normalised pointwise mutual information, −1…1 (Bouma 2009).
const ASSOCIATION: f64 = 0.2;

/// A pair with at least so many actors is also tried with a third stem.
const EXTENDED: usize = 8;

/// A third stem stands at least so much more often with a pair than elsewhere.
const LIFT: f64 = 3.0;

/// The seeds that are alike enough beyond their own stems.
pub(super) fn seeds(corpus: &Corpus, grouping: &Grouping) -> Vec<Seed> {
    let pairs = pairs(corpus, grouping.actors);
    let large: Vec<&Seed> = pairs.iter().filter(|pair| corpus.actors_of(&pair.texts) >= EXTENDED.max(grouping.actors)).collect();
    let triples: BTreeSet<Vec<u32>> = large.par_iter().flat_map_iter(|pair| extended(corpus, pair)).collect();
    let triples = triples.into_iter().map(|stems| Seed { texts: holders(corpus, &stems), stems });
    let mut all: Vec<Seed> = pairs.into_iter().chain(triples).collect();
    all.retain(|seed| corpus.actors_of(&seed.texts) >= grouping.actors);
    all.into_par_iter().filter(|seed| corpus.cohesion(&seed.texts, &seed.stems) >= grouping.beyond).collect()
}

/// The pairs of stems that stand near each other in texts of enough actors, and are associated.
fn pairs(corpus: &Corpus, actors: usize) -> Vec<Seed> {
    let mut found: Vec<(u32, u32, u32)> = Vec::new();
    for (text, stems) in (0_u32..).zip(&corpus.stems) {
        for (at, one) in stems.iter().enumerate() {
            let others = &stems[at + 1..stems.len().min(at + 1 + WINDOW)];
            found.extend(others.iter().map(|other| (*one.min(other), *one.max(other), text)));
        }
    }
    found.par_sort_unstable();
    let mut seeds: Vec<Seed> = found
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .filter(|chunk| chunk.len() >= actors)
        .map(|chunk| Seed { stems: vec![chunk[0].0, chunk[0].1], texts: chunk.iter().map(|(_, _, text)| *text).collect() })
        .collect();
    seeds.retain(|seed| corpus.actors_of(&seed.texts) >= actors && association(corpus, seed) >= ASSOCIATION);
    seeds
}

/// ln(p(a,b) / p(a)p(b)) / −ln p(a,b); 1 if the pair stands in every text.
fn association(corpus: &Corpus, seed: &Seed) -> f64 {
    let all = corpus.len() as f64;
    let share = |texts: usize| texts as f64 / all;
    let both = share(seed.texts.len());
    let apart: f64 = seed.stems.iter().map(|stem| share(corpus.postings[*stem as usize].len())).product();
    if both >= 1.0 { 1.0 } else { (both / apart).ln() / -both.ln() }
}

/// The pair with each third stem that belongs to it.
fn extended(corpus: &Corpus, pair: &Seed) -> Vec<Vec<u32>> {
    let all = corpus.len() as f64;
    let belongs = |stem: u32, count: usize| {
        let elsewhere = corpus.postings[stem as usize].len() as f64 / all;
        count as f64 / pair.texts.len() as f64 >= LIFT * elsewhere
    };
    let counts =
        corpus.counts(&pair.texts).into_iter().filter(|(stem, count)| *count >= 3 && !pair.stems.contains(stem) && belongs(*stem, *count));
    let with = |stem: u32| {
        let mut stems = [pair.stems.as_slice(), &[stem]].concat();
        stems.sort_unstable();
        stems
    };
    counts.map(|(stem, _)| with(stem)).collect()
}

/// The texts that hold all the stems.
fn holders(corpus: &Corpus, stems: &[u32]) -> Vec<u32> {
    let Some((first, rest)) = stems.split_first() else { return Vec::new() };
    let holds = |text: &u32| rest.iter().all(|stem| corpus.postings[*stem as usize].binary_search(text).is_ok());
    corpus.postings[*first as usize].iter().copied().filter(holds).collect()
}
