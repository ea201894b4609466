//! Sentence → Mention: which propositions a text takes up, and where.
//!
//! ```text
//! words ─lookout→ sentences with a literal of the codebook ─phrases→ matches ─context, except, overlap→ mentions
//!                                               references, terms, semantic ─→
//! ```

mod domain;
mod phrases;
mod references;
mod semantic;
mod terms;

use crate::codebook::Reading;
use crate::model::{Mention, PropositionEntry};
use domain::Domain;
use std::sync::OnceLock;

/// Finds mentions in the sentences of a document.
pub trait Extractor: Sync {
    /// The name, as the column `method` gives it.
    fn name(&self) -> &'static str;
    /// One sentence on what it finds.
    fn summary(&self) -> &'static str;
    /// Appends the mentions it sees.
    fn mentions(&self, seen: &Seen<'_>, out: &mut Vec<Mention>);
}

/// A reading, with what several extractors need to know of it, found out once.
pub struct Seen<'a> {
    /// The reading.
    reading: &'a Reading<'a>,
    /// Which sentences speak of the debate; found out when first asked for.
    domain: OnceLock<Domain>,
}

impl<'a> Seen<'a> {
    fn of(reading: &'a Reading<'a>) -> Self {
        Self { reading, domain: OnceLock::new() }
    }

    fn domain(&self) -> &Domain {
        self.domain.get_or_init(|| Domain::of(self.reading))
    }
}

/// All extractors.
pub static EXTRACTORS: &[&dyn Extractor] = &[&phrases::Phrases, &references::References, &terms::Terms, &semantic::Semantic];

/// The mentions of a document, in the order of their place.
#[must_use]
pub fn mentions(reading: &Reading<'_>) -> Vec<Mention> {
    let seen = Seen::of(reading);
    let mut found = Vec::new();
    for extractor in EXTRACTORS {
        extractor.mentions(&seen, &mut found);
    }
    found.sort_by(|a, b| {
        (a.sentence, a.words.start, a.words.end, &a.proposition, a.wording).cmp(&(
            b.sentence,
            b.words.start,
            b.words.end,
            &b.proposition,
            b.wording,
        ))
    });
    found
}

/// The proposition's entry for a mention's id, also for a target that is no codebook proposition (a paragraph, a resolution).
#[must_use]
pub fn entry(reading: &Reading<'_>, id: &str) -> PropositionEntry {
    match reading.codebook.proposition(id) {
        Some(proposition) => PropositionEntry { id: id.to_owned(), topic: proposition.topic.clone(), wording: proposition.wording.clone() },
        None => references::entry(id),
    }
}
