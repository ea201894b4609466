//! Mention → Claim: whose view it is, and which side it takes.
//!
//! ```text
//! sentence ─cues→ hits ─subject→ whose ─reach→ those that reach the mention ─algebra→ attitude ─verdict→ Claim
//!          ─voices→ who speaks here        ─before→ the sentence before, for "this", "such an approach"
//! ```
//!
//! After the `ConText` algorithm (Harkema et al. 2009): cues with direction, reach and termination; the algebra is ours.

mod algebra;
mod aside;
mod before;
mod conclude;
pub mod confidence;
mod cues;
mod edits;
mod endorse;
mod explain;
mod notices;
mod quote;
mod reach;
mod subject;
mod verdict;
mod voices;

pub use explain::{Derivation, SentenceDerivation, explain};

use crate::codebook::Reading;
use crate::model::{Alignment, Claim, Edit, Mention, Notice, PropositionEntry};
use serde::{Deserialize, Serialize};

/// What one document says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its claims, in the order of their place.
    pub claims: Vec<Claim>,
    /// Whom its speaker joins.
    pub alignments: Vec<Alignment>,
    /// The changes of text it proposes.
    pub edits: Vec<Edit>,
    /// What was doubtful.
    pub notices: Vec<Notice>,
}

impl Outcome {
    /// What was found in several readings of one document, as if in one.
    #[must_use]
    pub fn together(found: Vec<Self>) -> Self {
        let mut all = found.into_iter();
        let mut outcome = all.next().unwrap_or_default();
        let mut several = false;
        for one in all {
            several = true;
            outcome.claims.extend(one.claims);
            outcome.alignments.extend(one.alignments);
            outcome.edits.extend(one.edits);
            outcome.notices.extend(one.notices);
        }
        if several {
            outcome.claims.sort_by_key(|claim| claim.span);
            outcome.notices.sort();
            outcome.notices.dedup();
        }
        outcome
    }
}

/// Turns a document's mentions into claims. `entry` gives a proposition's topic and wording by its id.
#[must_use]
pub fn claims(reading: &Reading<'_>, mentions: &[Mention], entry: &dyn Fn(&str) -> PropositionEntry) -> Outcome {
    let mut notices = notices::notices(reading);
    let voices = voices::voices(reading, &mut notices);
    let derivations = explain::derive(reading, mentions, &voices);
    let mut outcome = Outcome { notices, ..Outcome::default() };
    for sentence in &derivations {
        outcome.claims.extend(verdict::claims(reading, sentence, entry));
        outcome.edits.extend(sentence.edits.iter().cloned());
    }
    outcome.alignments = voices::alignments(reading, &voices, &mut outcome.notices);
    outcome.claims.sort_by(|a, b| (a.span.start, &a.proposition_id, &a.holder).cmp(&(b.span.start, &b.proposition_id, &b.holder)));
    verdict::number(&mut outcome.claims);
    outcome
}
