//! Labelled sentences, given one by one → the speeches they make up, ready to be read like any document.

use super::Given;
use crate::codebook::signs::{self, Blocks};
use crate::codebook::{Actors, Codebook, Reading};
use crate::learn::Features;
use crate::model::{Document, Metadata, Sentence, SentenceKind, Sentences};
use crate::text::{Span, Words};
use rayon::prelude::*;
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

/// Speeches put together from lines.
pub(super) struct Speeches {
    documents: Vec<(Document, Sentences)>,
    /// The lines of each speech, in order.
    lines: Vec<Vec<usize>>,
}

impl Speeches {
    /// Puts lines together, each speech in the order of their places.
    pub(super) fn of(lines: &[Line], actors: &Actors) -> Self {
        let mut speeches: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, line) in lines.iter().enumerate() {
            speeches.entry(&line.speech).or_default().push(index);
        }
        let mut all = Self { documents: Vec::new(), lines: Vec::new() };
        for (speech, mut of_one) in speeches {
            of_one.sort_by_key(|index| (lines[*index].place, *index));
            let speaker = of_one.first().map_or("", |line| lines[*line].speaker.as_str());
            let actor = actors.resolve(&speaker.replace('_', " ")).unwrap_or_default();
            all.documents.push(document(speech, actor, of_one.iter().map(|line| lines[*line].text.as_str())));
            all.lines.push(of_one);
        }
        all
    }

    /// Each speech as a reading, with the lines it is made of.
    pub(super) fn readings<'a>(&'a self, codebook: &'a Codebook, actors: &'a Actors) -> impl Iterator<Item = (Reading<'a>, &'a [usize])> {
        let reading = move |(document, sentences)| Reading { document, sentences, codebook, actors, assume_domain: false };
        self.documents.iter().map(move |(document, sentences)| reading((document, sentences))).zip(self.lines.iter().map(Vec::as_slice))
    }

    /// The features of each line, seen in its speech.
    pub(super) fn features(&self, given: &Given<'_>, blocks: &Blocks) -> Vec<Features> {
        let readings: Vec<(Reading<'_>, &[usize])> = self.readings(given.codebook, given.actors).collect();
        let found: Vec<Vec<Features>> =
            readings.par_iter().map(|(reading, _)| signs::signs(reading, &[&reading.document.actor], blocks)).collect();
        let mut all = vec![Features::new(); self.lines.iter().map(Vec::len).sum()];
        for ((_, lines), found) in readings.iter().zip(found) {
            for (line, features) in lines.iter().zip(found) {
                all[*line] = features;
            }
        }
        all
    }
}

/// A document that holds these sentences.
fn document<'t>(id: &str, actor: &str, texts: impl Iterator<Item = &'t str>) -> (Document, Sentences) {
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
    let document = Document {
        id: id.to_owned(),
        source: id.to_owned(),
        text,
        pages: Vec::new(),
        body: 0,
        actor: actor.to_owned(),
        meta: Metadata::default(),
    };
    (document, sentences)
}
