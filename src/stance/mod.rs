//! Mention → Claim: whose view it is, and which side it takes.
//!
//! ```text
//! sentence ─cues→ hits ─subject→ whose ─reach→ those that reach the mention ─algebra→ attitude ─verdict→ Claim
//!          ─voices→ who speaks here        ─before→ the sentence before, for "this", "such an approach"
//! ```
//!
//! After the `ConText` algorithm (Harkema et al. 2009): cues with direction, reach and termination; the algebra is ours.

mod algebra;
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

/// What one document says.
#[derive(Debug, Clone, Default, PartialEq)]
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

#[cfg(test)]
mod support {
    use crate::codebook::{Actors, Codebook, Reading};
    use crate::model::{Document, Metadata, Sentence, SentenceKind, Sentences};
    use crate::text::{Span, Words};

    /// Lets `look` look at one sentence, said by Japan, with the built-in codebook.
    pub(super) fn with_sentence<T>(text: &str, look: impl FnOnce(&Reading<'_>) -> T) -> T {
        let meta = Metadata::default();
        let document = Document { id: "d".into(), source: "d".into(), text: text.into(), body: 0, actor: "JPN".into(), meta };
        let words = Words::of(text);
        let all = 0..words.tokens.len();
        let one = Sentence { span: Span::new(0, text.len()), kind: SentenceKind::Prose, paragraph: "1".into(), block: 0, words: all };
        let sentences = Sentences { words, list: vec![one] };
        let codebook = Codebook::built_in().unwrap();
        let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
        look(&Reading { document: &document, sentences: &sentences, codebook: &codebook, actors: &actors, assume_domain: true })
    }
}
