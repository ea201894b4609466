//! Sentences → those that take a position, whether or not the codebook foresees it: by a model trained on Security Council
//! speeches. What the codebook lacks is then listed, and how much it holds is told.
//!
//! ```text
//! Reading ─model→ probability of a claim ─open→ Claims without a proposition
//!                                        └coverage→ how many position-taking sentences the codebook has coded
//! ```

mod model;
mod open;

use crate::codebook::Reading;
use crate::codebook::signs::all_seen;
use crate::model::{Claim, Coverage, SentenceKind};
pub use model::{Asserts, BLOCKS, WEIGHTS, asserts};

/// What is found in a document besides the claims of the codebook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The position-taking sentences without a claim of the codebook, as claims without a proposition.
    pub open: Vec<Claim>,
    /// How much of what is said the codebook holds.
    pub coverage: Coverage,
}

/// Looks for sentences that take a position. `claims` are those that the codebook found in the document. Headings, quotations
/// of others and boilerplate are passed over.
#[must_use]
pub fn find(reading: &Reading<'_>, claims: &[Claim]) -> Found {
    let document = reading.document;
    let speaker = document.meta.group.as_ref().unwrap_or(&document.actor);
    let seen = all_seen(reading, &[document.actor.as_str(), speaker.as_str()]);
    let mut found = Found { coverage: Coverage { actor: speaker.clone(), ..Coverage::default() }, ..Found::default() };
    for (at, sentence) in reading.sentences.list.iter().enumerate() {
        if !matches!(sentence.kind, SentenceKind::Prose | SentenceKind::ListItem) {
            continue;
        }
        found.coverage.sentences += 1;
        let coded = claims.iter().any(|claim| claim.span.overlaps(sentence.span));
        let asserted = asserts(reading, &seen, at);
        // A claim of the codebook takes a position, whatever the model thinks of its sentence.
        if !coded && !asserted.says {
            continue;
        }
        found.coverage.position_taking += 1;
        if coded {
            found.coverage.coded += 1;
        } else {
            found.open.push(open::claim(reading, at, &seen[at], claims, asserted.probability));
        }
    }
    found
}
