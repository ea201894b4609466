//! Which language a statement is in, and which of its paragraphs are in another.

use crate::model::{Document, ENGLISH};
use crate::text::language::{code, detect, reads_as};

/// So many bytes of a statement tell its language.
const SAMPLE: usize = 6000;

/// A paragraph of fewer bytes is taken to be in the language of the whole statement.
const SHORT: usize = 120;

/// The language that is known or seen; English if neither.
pub(super) fn of_document(document: &Document) -> &'static str {
    if let Some(known) = document.meta.language.as_deref().and_then(code) {
        return known;
    }
    let body = document.text.get(document.body..).unwrap_or(&document.text);
    let mut end = body.len().min(SAMPLE);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    detect(&body[..end]).map_or(ENGLISH, |found| found.code)
}

/// The language of a paragraph of a statement that is in `whole`.
pub(super) fn of_paragraph(text: &str, whole: &'static str) -> &'static str {
    if text.len() < SHORT || reads_as(text, whole) {
        return whole;
    }
    detect(text).map_or(whole, |found| found.code)
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
        assert_eq!(of_paragraph(french, "en"), "fr");
        assert_eq!(of_paragraph(french, "fr"), "fr");
        assert_eq!(of_paragraph(english, "en"), "en");
        assert_eq!(of_paragraph(english, "fr"), "en");
        assert_eq!(of_paragraph("Merci.", "en"), "en");
    }
}
