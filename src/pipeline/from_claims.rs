//! Claims that were kept come in, what they say together goes out.

use super::Coder;
use crate::model::{Claim, Comparison, Run, Via};
use std::collections::{BTreeMap, BTreeSet};

impl Coder {
    /// What claims of at least this confidence (0–1) say together, and what is known of the statements besides.
    ///
    /// Positions and pairs are those of [`Coder::compare`] on the statements. Alignments, textual proposals, reproaches, doubts and
    /// sentences on nothing in the codebook are no claims, and so are not there. If nothing is known besides, nor is coverage, and
    /// those that spoke are those that made a claim: who made none is not among the silent.
    #[must_use]
    pub fn compare_claims(&self, claims: Vec<Claim>, known: Option<Run>, min_confidence: f64) -> Comparison {
        let Run { documents, speakers, coverage } = known.unwrap_or_else(|| told_by(&claims));
        let claims = claims.into_iter().filter(|claim| claim.confidence >= min_confidence).collect();
        self.conclude(Comparison { speakers, claims, coverage, documents, ..Comparison::default() })
    }
}

/// What claims tell of the statements that they are from.
fn told_by(claims: &[Claim]) -> Run {
    let mut speakers: BTreeMap<String, BTreeSet<_>> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| matches!(claim.via, Via::National | Via::Group) && !claim.holder.is_empty()) {
        speakers.entry(claim.holder.clone()).or_default().extend(claim.date);
    }
    let documents = claims.iter().map(|claim| claim.doc_id.as_str()).collect::<BTreeSet<_>>().len();
    let speakers = speakers.into_iter().map(|(speaker, dates)| (speaker, dates.into_iter().collect())).collect();
    Run { documents, speakers, coverage: Vec::new() }
}
