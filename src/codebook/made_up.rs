//! A sentence for the tests of other rooms, seen with the built-in codebook.

use super::{Actors, Codebook, Overview, Reading};
use crate::model::{Document, ENGLISH, Metadata, Sentence, SentenceKind, Sentences};
use crate::text::{Span, Words};

/// Lets `look` look at one sentence, said by Japan, with the built-in codebook.
pub(crate) fn with_sentence<T>(text: &str, look: impl FnOnce(&Reading<'_>) -> T) -> T {
    let meta = Metadata::default();
    let document =
        Document { id: "d".into(), source: "d".into(), text: text.into(), pages: Vec::new(), body: 0, actor: "JPN".into(), meta };
    let words = Words::of(text);
    let all = 0..words.tokens.len();
    let one = Sentence {
        span: Span::new(0, text.len()),
        kind: SentenceKind::Prose,
        paragraph: "1".into(),
        block: 0,
        words: all,
        language: ENGLISH,
    };
    let sentences = Sentences { words, list: vec![one] };
    let codebook = Codebook::built_in().unwrap();
    let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
    let overview = Overview::of(&codebook, &sentences);
    look(&Reading {
        document: &document,
        sentences: &sentences,
        overview: &overview,
        codebook: &codebook,
        actors: &actors,
        assume_domain: true,
    })
}
