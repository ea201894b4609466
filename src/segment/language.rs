//! Which language a statement is in, and which of its paragraphs are in another.

use crate::model::{Document, ENGLISH, Sentence, SentenceKind};
use crate::text::language::{Passage, code};
use crate::text::{Span, Words};

/// So many words of a statement tell its language; so many bytes where its words do not.
const SAMPLE: usize = 400;
const SAMPLE_BYTES: usize = 6000;

/// A paragraph of fewer bytes is taken to be in the language of the whole statement.
const SHORT: usize = 120;

/// Gives each sentence of a document its language: that of its paragraph.
pub(super) fn tell(document: &Document, words: &Words, list: &mut [Sentence]) {
    let whole = of_document(document, words);
    for paragraph in list.chunk_by_mut(|one, next| one.block == next.block) {
        let language = of_paragraph(&document.text, words, paragraph, whole);
        for sentence in paragraph {
            sentence.language = language;
        }
    }
}

/// The language that is known or seen; English if neither.
fn of_document(document: &Document, words: &Words) -> &'static str {
    if let Some(known) = document.meta.language.as_deref().and_then(code) {
        return known;
    }
    let text = &document.text;
    let start = if text.is_char_boundary(document.body) { document.body } else { 0 };
    let mut end = text.len().min(start + SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let range = 0..words.tokens.len().min(SAMPLE);
    Passage { text, span: Span::new(start, end), words, range }.language().map_or(ENGLISH, |found| found.code)
}

/// The language of a paragraph, given by its sentences, of a statement that is in `whole`.
fn of_paragraph(text: &str, words: &Words, sentences: &[Sentence], whole: &'static str) -> &'static str {
    let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { return whole };
    let passage = Passage { text, span: Span::new(first.span.start, last.span.end), words, range: first.words.start..last.words.end };
    if first.kind == SentenceKind::Boilerplate || passage.span.len() < SHORT || passage.reads_as(whole) {
        return whole;
    }
    passage.language().map_or(whole, |found| found.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_may_be_in_another_language() {
        let french = "Nous considérons que le droit international s'applique dans son intégralité à l'utilisation de ces technologies par \
                      les États, et nous appuyons les travaux du Groupe.";
        let english = "We consider that international law applies in its entirety to the use of these technologies by States, and we \
                       support the work of the Group.";
        let told = |text: &str, whole| {
            let words = Words::of(text);
            let range = 0..words.tokens.len();
            let span = Span::new(0, text.len());
            let sentence =
                Sentence { span, kind: SentenceKind::Prose, paragraph: String::new(), block: 0, words: range, language: ENGLISH };
            of_paragraph(text, &words, &[sentence], whole)
        };
        for (text, whole, expected) in
            [(french, "en", "fr"), (french, "fr", "fr"), (english, "en", "en"), (english, "fr", "en"), ("Merci.", "en", "en")]
        {
            assert_eq!(told(text, whole), expected, "{text}");
        }
    }
}
