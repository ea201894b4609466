//! Labelled sentences, given one by one → the speeches they make up, ready to be read like any document.

use crate::codebook::signs::{self, Blocks};
use crate::codebook::{Actors, Codebook, Reading};
use crate::learn::Features;
use crate::model::{Document, Metadata, Sentence, SentenceKind, Sentences};
use crate::text::{Span, Words};
use std::collections::BTreeMap;

/// A sentence of a speech.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The speech.
    pub(super) speech: String,
    /// Who speaks, as written.
    pub(super) speaker: String,
    /// The place in the speech.
    pub(super) place: usize,
    /// The words.
    pub(super) text: String,
}

/// The lines of each speech in their order.
pub(super) fn by_speech(lines: &[Line]) -> BTreeMap<&str, Vec<usize>> {
    let mut speeches: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        speeches.entry(&line.speech).or_default().push(index);
    }
    for of_one in speeches.values_mut() {
        of_one.sort_by_key(|index| (lines[*index].place, *index));
    }
    speeches
}

/// The features of each line, seen in its speech.
pub(super) fn features(lines: &[Line], codebook: &Codebook, actors: &Actors, blocks: &Blocks) -> Vec<Features> {
    let mut all = vec![Features::new(); lines.len()];
    for (speech, of_one) in by_speech(lines) {
        let speaker = of_one.first().map_or("", |line| lines[*line].speaker.as_str());
        let actor = actors.resolve(&speaker.replace('_', " ")).unwrap_or_default();
        let (document, sentences) = document(speech, actor, of_one.iter().map(|line| lines[*line].text.as_str()));
        let reading = Reading { document: &document, sentences: &sentences, codebook, actors, assume_domain: false };
        for (line, features) in of_one.into_iter().zip(signs::signs(&reading, &[actor], blocks)) {
            all[line] = features;
        }
    }
    all
}

/// A document that holds these sentences.
pub(super) fn document<'t>(id: &str, actor: &str, texts: impl Iterator<Item = &'t str>) -> (Document, Sentences) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for one in texts {
        let start = text.len();
        text.push_str(one.trim());
        spans.push(Span::new(start, text.len()));
        text.push('\n');
    }
    let mut sentences = Sentences { words: Words::for_text(&text), list: Vec::new() };
    for span in spans {
        let first = sentences.words.tokens.len();
        sentences.words.push(&text, span);
        let words = first..sentences.words.tokens.len();
        sentences.list.push(Sentence { span, kind: SentenceKind::Prose, paragraph: String::new(), block: 0, words });
    }
    let document = Document { id: id.to_owned(), source: id.to_owned(), text, body: 0, actor: actor.to_owned(), meta: Metadata::default() };
    (document, sentences)
}
