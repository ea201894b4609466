//! Document → Sentences: the words of a speech in the pieces in which they are read.
//!
//! ```text
//! text ─paragraph→ paragraphs (marker, heading, boilerplate) ─breaks→ sentences ─note→ words
//! ```

mod abbreviations;
mod boilerplate;
mod breaks;
mod heading;
mod language;
mod marker;
mod note;
mod paragraph;
mod quotation;

use crate::model::{Document, ENGLISH, Sentence, SentenceKind, Sentences};
use crate::text::Tokenizer;

/// The sentences of a document, in order, with their words. Spans do not overlap, and begin and end with a sign that is
/// not white space; boilerplate has no words. Takes time and memory in proportion to the text.
#[must_use]
pub fn segment(document: &Document) -> Sentences {
    let text = &document.text;
    let mut tokenizer = Tokenizer::new(text);
    let mut list = Vec::new();
    let mut spans = Vec::new();
    for (block, paragraph) in paragraph::paragraphs(text, document.body.min(text.len())).into_iter().enumerate() {
        spans.clear();
        match paragraph.kind {
            SentenceKind::Boilerplate | SentenceKind::Heading => spans.push(paragraph.span),
            _ => breaks::split(text, paragraph.span, &mut spans),
        }
        let quoted = if paragraph.kind == SentenceKind::Prose { quotation::quoted(text, paragraph.span) } else { Vec::new() };
        for span in &spans {
            let kind = if quotation::is_quoted(text, *span, &quoted) { SentenceKind::Quotation } else { paragraph.kind };
            let first = tokenizer.count();
            if kind != SentenceKind::Boilerplate {
                note::each_piece(text, *span, &paragraph.holes, |piece| tokenizer.push(piece));
            }
            let words = first..tokenizer.count();
            list.push(Sentence { span: *span, kind, paragraph: paragraph.label.clone(), block, words, language: ENGLISH });
        }
    }
    unquote(&mut list);
    let words = tokenizer.finish();
    language::tell(document, &words, &mut list);
    Sentences { words, list }
}

/// A speech read out for somebody else stands in quotation marks from end to end; its words are the speech itself.
fn unquote(list: &mut [Sentence]) {
    let of = |kind: SentenceKind| list.iter().filter(|sentence| sentence.kind == kind).count();
    if of(SentenceKind::Quotation) > of(SentenceKind::Prose) + of(SentenceKind::ListItem) {
        for sentence in list.iter_mut().filter(|sentence| sentence.kind == SentenceKind::Quotation) {
            sentence.kind = SentenceKind::Prose;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Metadata;

    fn document(text: &str, body: usize) -> Document {
        let meta = Metadata::default();
        Document {
            id: "d".to_owned(),
            source: "d.txt".to_owned(),
            text: text.to_owned(),
            pages: Vec::new(),
            body,
            actor: "JPN".to_owned(),
            meta,
        }
    }

    /// The promises of [`segment`], checked on a document.
    fn check(document: &Document) {
        let sentences = segment(document);
        let (mut last, mut word, mut block) = (0, 0, 0);
        for sentence in &sentences.list {
            assert!(last <= sentence.span.start && sentence.span.start < sentence.span.end, "{}", document.source);
            assert_eq!(sentence.span.of(&document.text).trim().len(), sentence.span.len(), "{}", document.source);
            assert_eq!(sentence.words.start, word);
            assert!(sentence.block >= block);
            assert!(sentence.kind != SentenceKind::Boilerplate || sentence.words.is_empty());
            assert!(sentences.words.tokens[sentence.words.clone()].iter().all(|token| sentence.span.contains(token.span)));
            (last, word, block) = (sentence.span.end, sentence.words.end, sentence.block);
        }
        assert_eq!(word, sentences.words.tokens.len());
    }

    #[test]
    fn any_text_is_survived() {
        for text in [
            "",
            "\u{feff}",
            ".",
            "…”“",
            "1.",
            "(a)",
            "[1]",
            "**",
            "# ",
            "-\n-\n-",
            "\u{feff}Ünïcödé. “Ñ.” ¹²³ [4] é",
            "a\u{2029}b\u{c}c\r\n\r\nd",
            "“““",
            "。。we。我们。",
            "> \n> .\n>",
            "A. B. C. D.",
            "¹ ² ³\n\n[3]",
            "x.y.Z.We.",
            "1. 2. 3.",
            "III.",
        ] {
            check(&document(text, 0));
            for body in (0..=text.len()).filter(|body| text.is_char_boundary(*body)) {
                check(&document(text, body));
            }
        }
    }

    #[test]
    fn a_title_block_has_no_words() {
        let text = "**Statement by Japan**\n\nMr. Chair, we agree.[1]\n\n**Norms**\n\n“We agree.”\n\n[1] See above.\n\n(END)2";
        let sentences = segment(&document(text, text.find("Mr.").unwrap()));
        let read: Vec<(SentenceKind, &str, usize)> =
            sentences.list.iter().map(|sentence| (sentence.kind, sentence.span.of(text), sentence.words.len())).collect();
        assert_eq!(
            read,
            [
                (SentenceKind::Boilerplate, "**Statement by Japan**", 0),
                (SentenceKind::Prose, "Mr. Chair, we agree.", 4),
                (SentenceKind::Heading, "Norms", 1),
                (SentenceKind::Quotation, "“We agree.”", 2),
                (SentenceKind::Boilerplate, "[1] See above.", 0),
                (SentenceKind::Boilerplate, "(END)2", 0),
            ]
        );
    }

    #[test]
    fn a_speech_in_quotation_marks_is_the_speech() {
        let text = "I read the statement of my President.\n“We agree.\n“We thank you.\n“We will act.”";
        assert!(segment(&document(text, 0)).list.iter().all(|sentence| sentence.kind == SentenceKind::Prose));
    }

    #[test]
    fn a_page_foot_inside_a_sentence_is_no_part_of_its_words() {
        let text = "We saw information\n\n2/5\n\nleaks here.";
        let sentences = segment(&document(text, 0));
        let words: Vec<&str> = (0..sentences.words.tokens.len()).map(|word| sentences.words.word(word)).collect();
        assert_eq!(words, ["we", "saw", "information", "leaks", "here"]);
    }
}
