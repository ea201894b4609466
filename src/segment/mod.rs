//! Document → Sentences: the words of a speech in the pieces in which they are read.
//!
//! ```text
//! text ─paragraph→ paragraphs (marker, heading, boilerplate) ─breaks→ sentences ─note→ words
//! ```

mod abbreviations;
mod boilerplate;
mod breaks;
mod heading;
mod marker;
mod note;
mod paragraph;
mod quotation;

use crate::model::{Document, Sentence, SentenceKind, Sentences};
use crate::text::{Span, Words};
use paragraph::Paragraph;

/// The sentences of a document, in order, with their words. Spans do not overlap, and begin and end with a sign that is
/// not white space; boilerplate has no words. Takes time and memory in proportion to the text.
#[must_use]
pub fn segment(document: &Document) -> Sentences {
    let text = &document.text;
    let mut sentences = Sentences { words: Words::for_text(text), list: Vec::new() };
    let mut spans = Vec::new();
    for (block, paragraph) in paragraph::paragraphs(text, document.body.min(text.len())).into_iter().enumerate() {
        spans.clear();
        match paragraph.kind {
            SentenceKind::Boilerplate | SentenceKind::Heading => spans.push(paragraph.span),
            _ => breaks::split(text, paragraph.span, &mut spans),
        }
        let quoted = quotation::quoted(text, paragraph.span);
        for span in &spans {
            let kind = if paragraph.kind == SentenceKind::Prose && quotation::is_quoted(text, *span, &quoted) {
                SentenceKind::Quotation
            } else {
                paragraph.kind
            };
            let first = sentences.words.tokens.len();
            if kind != SentenceKind::Boilerplate {
                push_words(&mut sentences.words, text, *span, &paragraph);
            }
            let words = first..sentences.words.tokens.len();
            sentences.list.push(Sentence { span: *span, kind, paragraph: paragraph.label.clone(), block, words });
        }
    }
    sentences
}

fn push_words(words: &mut Words, text: &str, sentence: Span, paragraph: &Paragraph) {
    for piece in note::pieces(text, sentence, &paragraph.holes) {
        words.push(text, piece);
    }
}
