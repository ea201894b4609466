//! Sentences → those that take a position, whether or not the codebook foresees it: by a model trained on Security Council
//! speeches. What the codebook lacks is then listed, and how much it holds is told.
//!
//! ```text
//! Reading ─model→ probability of a claim ─open→ Claims without a proposition
//!                                        ├topic→ which of the codebook's topics they are on
//!                                        └Coverage: how many position-taking sentences the codebook has coded
//! ```

mod model;
mod open;
mod topic;

use crate::codebook::Reading;
use crate::codebook::signs::all_seen;
use crate::model::{Claim, Coverage, SentenceKind};
pub use model::{Asserts, BLOCKS, WEIGHTS, asserts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use topic::Finder;
pub use topic::Topics;

/// What is found in a document besides the claims of the codebook.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The position-taking sentences without a claim of the codebook, as claims without a proposition.
    pub open: Vec<Claim>,
    /// How much of what is said the codebook holds.
    pub coverage: Coverage,
}

impl Found {
    /// Adds what was found in another reading of the same document.
    pub fn add(&mut self, other: Self) {
        self.open.extend(other.open);
        self.open.sort_by_key(|claim| claim.span);
        self.coverage.actor.clone_from(&other.coverage.actor);
        self.coverage.add(&other.coverage);
    }
}

/// Looks for sentences that take a position. `claims` are those that the codebook found in the document, `topics` the codebook's.
/// Headings, quotations of others and boilerplate are passed over.
#[must_use]
pub fn find(reading: &Reading<'_>, topics: &Topics, claims: &[Claim]) -> Found {
    let document = reading.document;
    let speaker = document.meta.group.as_ref().unwrap_or(&document.actor);
    let seen = all_seen(reading, &[document.actor.as_str(), speaker.as_str()]);
    let mut finder = Finder::new(topics, reading, claims);
    let mut found = Found { coverage: Coverage { actor: speaker.clone(), ..Coverage::default() }, ..Found::default() };
    for (at, sentence) in reading.sentences.list.iter().enumerate() {
        if !matches!(sentence.kind, SentenceKind::Prose | SentenceKind::ListItem) {
            continue;
        }
        found.coverage.sentences += 1;
        // A claim of the codebook takes a position, whatever the model would think of its sentence.
        let coded: BTreeSet<&str> =
            claims.iter().filter(|claim| claim.span.overlaps(sentence.span)).map(|claim| claim.topic.as_str()).collect();
        if !coded.is_empty() {
            found.coverage.said.count(true);
            for topic in coded {
                found.coverage.topics.entry(topic.to_owned()).or_default().count(true);
            }
            continue;
        }
        let asserted = asserts(reading, &seen, at);
        if !asserted.says {
            continue;
        }
        found.coverage.said.count(false);
        let topic = finder.topic(at);
        if let Some((topic, _)) = topic {
            found.coverage.topics.entry(topic.to_owned()).or_default().count(false);
        }
        found.open.push(open::claim(reading, at, &seen[at], topic, asserted.probability));
    }
    found
}
