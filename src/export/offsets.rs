//! The places of a comparison, counted in bytes → counted in characters or units of UTF-16.

use crate::model::{Comparison, Document};
use crate::text::Span;
use crate::text::span::{Offsets, Unit};
use std::collections::BTreeMap;

/// Counts all places of a comparison in `unit` from now on. What was worked out from them before stays as it is.
pub fn count_in(comparison: &mut Comparison, documents: &[Document], unit: Unit) {
    if unit == Unit::Byte {
        return;
    }
    let known: BTreeMap<&str, Offsets<'_>> =
        documents.iter().map(|document| (document.id.as_str(), Offsets::new(&document.text, unit))).collect();
    let count = |doc_id: &str, span: &mut Span| {
        if let Some(offsets) = known.get(doc_id) {
            *span = offsets.span(*span);
        }
    };
    for claim in &mut comparison.claims {
        count(&claim.doc_id, &mut claim.span);
        count(&claim.doc_id, &mut claim.evidence.mention);
        for cue in &mut claim.evidence.cues {
            count(&claim.doc_id, &mut cue.span);
        }
    }
    comparison.alignments.iter_mut().for_each(|one| count(&one.doc_id, &mut one.span));
    comparison.edits.iter_mut().for_each(|one| count(&one.doc_id, &mut one.span));
    comparison.criticisms.iter_mut().for_each(|one| count(&one.doc_id, &mut one.span));
}
