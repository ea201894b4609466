//! Sentences → who reproaches whom: a phrase names the State reproached, told from its victims; a model trained on Security
//! Council speeches says how sure it is that the sentence criticises at all.
//!
//! ```text
//! data/criticism.toml ─reproaches→ Reproaches ─target→ targets in a sentence
//! what is seen of the sentence ─model→ probability                      ─→ Criticism
//! ```

mod model;
mod reproaches;
mod target;

use crate::codebook::Reading;
use crate::codebook::signs::all_seen;
use crate::model::{Criticism, SentenceKind};
pub use model::{BLOCKS, WEIGHTS, probability};
pub use reproaches::Reproaches;
pub use target::{Target, targets};

/// Below this probability a sentence is not taken for criticism, whatever its phrases.
pub const LEAST: f32 = 0.02;

/// The criticism of named States in a document, in the order of its sentences. Headings, quotations of others and boilerplate
/// are passed over; the speaker's own names are never targets.
#[must_use]
pub fn criticisms(reading: &Reading<'_>, reproaches: &Reproaches) -> Vec<Criticism> {
    let document = reading.document;
    let speaker = document.meta.group.as_ref().unwrap_or(&document.actor);
    let own = [document.actor.as_str(), speaker.as_str()];
    let mut found: Vec<(usize, Target)> = Vec::new();
    for (at, sentence) in reading.sentences.list.iter().enumerate() {
        if matches!(sentence.kind, SentenceKind::Prose | SentenceKind::ListItem) {
            found.extend(targets(reading, at, &own, reproaches).into_iter().map(|target| (at, target)));
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let seen = all_seen(reading, &own);
    let made = found.into_iter().map(|(at, target)| {
        let span = reading.sentence(at).span;
        (probability(reading, &seen, at), span, target)
    });
    made.filter(|(confidence, ..)| *confidence >= LEAST)
        .map(|(confidence, span, target)| Criticism {
            from: speaker.clone(),
            to: target.actor,
            quote: span.of(&document.text).to_owned(),
            doc_id: document.id.clone(),
            source: document.source.clone(),
            span,
            date: document.meta.date,
            confidence: f64::from(confidence),
            rule: target.rule,
        })
        .collect()
}
