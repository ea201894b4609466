//! The words of a group → the codebook's proposition that is nearest in its words, and how near.

use super::light::stems;
use crate::codebook::Codebook;
use crate::meaning::terms::id;
use crate::meaning::{Idf, Sparse, TermId, cosine};

/// A codebook's propositions as vectors of the stems of their wording and their examples.
pub(super) struct Known<'a> {
    idf: Idf,
    propositions: Vec<(&'a str, Sparse)>,
}

impl<'a> Known<'a> {
    /// The propositions of a codebook; rarity is counted in them and in the clauses together.
    pub(super) fn of(codebook: &'a Codebook, clauses: &[Vec<String>]) -> Self {
        let texts = codebook.propositions.iter().map(|one| {
            let sentences = [&one.wording].into_iter().chain(&one.supports).chain(&one.opposes);
            (one.id.as_str(), sentences.flat_map(|sentence| stems(sentence)).map(|stem| id(&stem)).collect::<Vec<TermId>>())
        });
        let texts: Vec<(&str, Vec<TermId>)> = texts.collect();
        let clauses = clauses.iter().map(|stems| stems.iter().map(|stem| id(stem)).collect());
        let all: Vec<Vec<TermId>> = texts.iter().map(|(_, terms)| terms.clone()).chain(clauses).collect();
        let idf = Idf::of(&all);
        let propositions = texts.into_iter().map(|(id, terms)| (id, vector(&terms, &idf))).collect();
        Self { idf, propositions }
    }

    /// The nearest proposition and the cosine to it, 0…1; none if no proposition shares a word.
    pub(super) fn nearest<'s>(&self, stems: impl Iterator<Item = &'s String>) -> (Option<String>, f64) {
        let terms: Vec<TermId> = stems.map(|stem| id(stem)).collect();
        let group = vector(&terms, &self.idf);
        let all = self.propositions.iter().map(|(id, vector)| (*id, cosine(&group, vector)));
        let best = all.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(a.0))).filter(|(_, likeness)| *likeness > 0.0);
        best.map_or((None, 0.0), |(id, likeness)| (Some(id.to_owned()), f64::from(likeness)))
    }
}

fn vector(terms: &[TermId], idf: &Idf) -> Sparse {
    let counts = Sparse::new(terms.iter().map(|term| (*term, 1.0)).collect());
    Sparse::new(counts.pairs().iter().map(|(term, count)| (*term, count * idf.probabilistic(*term))).collect()).unit()
}
