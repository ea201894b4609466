//! A stretch of a document that is read as one: a sentence, a heading, a list item.

use crate::text::{Span, Words};
use std::ops::Range;

/// The code of the language that a sentence is in unless something else is known.
pub const ENGLISH: &str = "en";

/// What a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentenceKind {
    /// Running text.
    Prose,
    /// A title of a section: sets the topic, is never a stance.
    Heading,
    /// An item of a list.
    ListItem,
    /// Words of another text, set in quotation marks as a whole.
    Quotation,
    /// Title block, "check against delivery", page numbers, end marks, footnotes: nothing is extracted from it.
    Boilerplate,
}

/// A sentence of a document.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its bytes in the document's text.
    pub span: Span,
    /// What it is.
    pub kind: SentenceKind,
    /// The paragraph's number as printed ("13 (b)"), else its place in the document, from 1.
    pub paragraph: String,
    /// The paragraph's place in the document, from 0; sentences of one paragraph share it.
    pub block: usize,
    /// Its words in [`Sentences::words`].
    pub words: Range<usize>,
    /// The ISO 639-1 code of its language, by which its cues are chosen.
    pub language: &'static str,
}

/// A document's sentences and all their words.
#[derive(Debug, Clone, Default)]
pub struct Sentences {
    /// The words of all sentences, one after the other.
    pub words: Words,
    /// The sentences in order.
    pub list: Vec<Sentence>,
}

impl Sentences {
    /// Those of some languages: the others stay in their place, without words.
    #[must_use]
    pub fn only(&self, wanted: &dyn Fn(&str) -> bool) -> Self {
        let mut list = self.list.clone();
        for sentence in list.iter_mut().filter(|sentence| !wanted(sentence.language)) {
            sentence.kind = SentenceKind::Boilerplate;
            sentence.words.end = sentence.words.start;
        }
        Self { words: self.words.clone(), list }
    }

    /// The span from the first to the last of a range of words.
    ///
    /// # Panics
    /// If the range is empty.
    #[must_use]
    pub fn span(&self, words: &Range<usize>) -> Span {
        Span::new(self.words.tokens[words.start].span.start, self.words.tokens[words.end - 1].span.end)
    }
}
