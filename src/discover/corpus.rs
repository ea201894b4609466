//! Clauses → numbers: their stems in one vocabulary, how rare each is, and a vector for each clause.

use crate::meaning::{Idf, Sparse, TermId};
use std::collections::{BTreeMap, BTreeSet};

/// A text to be grouped: whose it is, and the stems that say what it is about, in the order of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    /// Whose it is. A group is counted in actors, so that nobody makes one by saying a thing often.
    pub actor: &'a str,
    /// The stems.
    pub stems: &'a [String],
}

/// Of a clause so many different stems count; what follows tells more of its circumstances than of it.
const MOST_STEMS: usize = 14;

/// How fast a stem counts less the farther it stands from the first.
const FADE: f32 = 0.1;

/// Added to the square of a vector's length before it is brought to 1, as a share of the square of a rare stem's weight: texts with a
/// single stem in common, and no other, are then not taken for the same.
const DAMP: f32 = 0.27;

/// Texts as numbers. A stem's number is its place in the vocabulary, which is in the order of the alphabet.
pub(super) struct Corpus {
    /// Of each text its different stems, in the order of the text.
    pub(super) stems: Vec<Vec<u32>>,
    /// Of each text its vector: a stem weighs by its rarity and its place.
    pub(super) vectors: Vec<Sparse>,
    /// Of each text its actor's number.
    pub(super) actors: Vec<u32>,
    /// Of each stem the texts it stands in, ascending.
    pub(super) postings: Vec<Vec<u32>>,
}

impl Corpus {
    pub(super) fn of(texts: &[Text<'_>]) -> Self {
        let vocabulary: Vec<&str> =
            texts.iter().flat_map(|text| text.stems).map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect();
        let names: Vec<&str> = texts.iter().map(|text| text.actor).collect::<BTreeSet<_>>().into_iter().collect();
        let stems: Vec<Vec<u32>> = texts.iter().map(|text| numbers(text.stems, &vocabulary)).collect();
        let terms: Vec<Vec<TermId>> = stems.iter().map(|stems| stems.iter().map(|stem| TermId::from(*stem)).collect()).collect();
        let idf = Idf::of(&terms);
        // A stem in two texts is the rarest that can join any: ln(1 + (N − 1½) / 2½), as `Idf::probabilistic` weighs it.
        let rare = (1.0 + (texts.len() as f32 - 1.5).max(0.0) / 2.5).ln();
        let mut postings = vec![Vec::new(); vocabulary.len()];
        for (text, stems) in (0_u32..).zip(&stems) {
            for stem in stems {
                postings[*stem as usize].push(text);
            }
        }
        Self {
            vectors: terms.iter().map(|terms| vector(terms, &idf, rare)).collect(),
            actors: texts.iter().map(|text| place(&names, text.actor)).collect(),
            stems,
            postings,
        }
    }

    /// The number of texts.
    pub(super) fn len(&self) -> usize {
        self.stems.len()
    }

    /// How many actors the texts are by.
    pub(super) fn actors_of(&self, texts: &[u32]) -> usize {
        texts.iter().map(|text| self.actors[*text as usize]).collect::<BTreeSet<_>>().len()
    }

    /// The sum of the texts' vectors.
    pub(super) fn sum(&self, texts: &[u32]) -> Sparse {
        Sparse::new(texts.iter().flat_map(|text| self.vectors[*text as usize].pairs()).copied().collect())
    }

    /// How alike texts are beyond the stems `without`: the mean dot product of their pairs, 0…1; 0 for a single text.
    ///
    /// With n unit vectors of sum s it is (s·s − Σ v·v) / n(n−1): no pair needs to be looked at.
    pub(super) fn cohesion(&self, texts: &[u32], without: &[u32]) -> f32 {
        let counted = |term: &TermId| !without.iter().any(|stem| TermId::from(*stem) == *term);
        let pairs = texts.iter().flat_map(|text| self.vectors[*text as usize].pairs()).filter(|(term, _)| counted(term));
        let own: f32 = pairs.clone().map(|(_, weight)| weight * weight).sum();
        let sum = Sparse::new(pairs.copied().collect());
        let n = texts.len() as f32;
        if texts.len() < 2 { 0.0 } else { (sum.dot(&sum) - own) / (n * (n - 1.0)) }
    }

    /// In how many of the texts each stem stands.
    pub(super) fn counts(&self, texts: &[u32]) -> BTreeMap<u32, usize> {
        let mut counts = BTreeMap::new();
        for stem in texts.iter().flat_map(|text| &self.stems[*text as usize]) {
            *counts.entry(*stem).or_default() += 1;
        }
        counts
    }
}

fn numbers(stems: &[String], vocabulary: &[&str]) -> Vec<u32> {
    let mut found = Vec::new();
    for stem in stems {
        let number = place(vocabulary, stem);
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found.truncate(MOST_STEMS);
    found
}

/// The place of a word in a sorted list that holds it.
fn place(list: &[&str], word: &str) -> u32 {
    u32::try_from(list.partition_point(|known| *known < word)).unwrap_or(u32::MAX)
}

/// The vector of a text. Stems that stand in no other text join it to nothing, and are left out.
fn vector(terms: &[TermId], idf: &Idf, rare: f32) -> Sparse {
    let weighed = terms.iter().enumerate().filter(|(_, term)| idf.frequency(**term) > 1);
    let pairs: Vec<(TermId, f32)> = weighed.map(|(at, term)| (*term, idf.probabilistic(*term) / (1.0 + FADE * at as f32))).collect();
    let length = (pairs.iter().map(|(_, weight)| weight * weight).sum::<f32>() + DAMP * rare * rare).sqrt();
    Sparse::new(pairs.into_iter().map(|(term, weight)| (term, weight / length)).collect())
}
