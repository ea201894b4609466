//! The one file that names every stage, in order.

use crate::codebook::{Actors, Codebook, Reading};
use crate::extract;
use crate::model::{Document, Metadata};
use crate::segment;
use crate::stance::{self, Outcome, SentenceDerivation};

/// Reads documents with a codebook and a gazetteer.
#[derive(Debug)]
pub struct Coder {
    /// What is looked for.
    pub codebook: Codebook,
    /// Who can hold it.
    pub actors: Actors,
}

impl Coder {
    /// The claims, alignments and textual proposals of one document.
    #[must_use]
    pub fn code(&self, document: &Document) -> Outcome {
        self.code_as(document, false)
    }

    /// The claims of a sentence, read as said by `actor` in a meeting on the codebook's subject.
    #[must_use]
    pub fn code_sentence(&self, text: &str, actor: &str) -> Outcome {
        self.code_as(&spoken(text, actor), true)
    }

    /// How each mention of a document came to its stance, or to none.
    #[must_use]
    pub fn explain(&self, document: &Document) -> Vec<SentenceDerivation> {
        self.explain_as(document, false)
    }

    /// The same for a sentence, read as said by `actor` in a meeting on the codebook's subject.
    #[must_use]
    pub fn explain_sentence(&self, text: &str, actor: &str) -> Vec<SentenceDerivation> {
        self.explain_as(&spoken(text, actor), true)
    }

    fn code_as(&self, document: &Document, assume_domain: bool) -> Outcome {
        let sentences = segment::segment(document);
        let reading = Reading { document, sentences: &sentences, codebook: &self.codebook, actors: &self.actors, assume_domain };
        let mentions = extract::mentions(&reading);
        stance::claims(&reading, &mentions, &|id| extract::entry(&reading, id))
    }

    fn explain_as(&self, document: &Document, assume_domain: bool) -> Vec<SentenceDerivation> {
        let sentences = segment::segment(document);
        let reading = Reading { document, sentences: &sentences, codebook: &self.codebook, actors: &self.actors, assume_domain };
        let mentions = extract::mentions(&reading);
        stance::explain(&reading, &mentions)
    }
}

/// A document that holds just these words.
fn spoken(text: &str, actor: &str) -> Document {
    let meta = Metadata { actor: Some(actor.to_owned()), ..Metadata::default() };
    Document { id: "sentence".into(), source: "sentence".into(), text: text.to_owned(), body: 0, actor: actor.to_owned(), meta }
}
