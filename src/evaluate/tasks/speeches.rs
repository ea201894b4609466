//! Labelled sentences, given one by one → the speeches they make up, ready to be read like any document.

use super::Given;
use crate::codebook::signs::{self, Blocks};
use crate::codebook::{Codebook, Overview, Reading};
use crate::learn::Features;
use crate::model::{Document, Metadata, Sentence, SentenceKind, Sentences};
use crate::text::{Span, Tokenizer};
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
    documents: Vec<(Document, Sentences, Overview)>,
    /// The lines of each speech, in order.
    lines: Vec<Vec<usize>>,
}

impl Speeches {
    /// Puts lines together, each speech in the order of their places.
    pub(super) fn of(lines: &[Line], given: &Given<'_>) -> Self {
        let mut speeches: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, line) in lines.iter().enumerate() {
            speeches.entry(&line.speech).or_default().push(index);
        }
        let mut all = Self { documents: Vec::new(), lines: Vec::new() };
        for (speech, mut of_one) in speeches {
            of_one.sort_by_key(|index| (lines[*index].place, *index));
            let speaker = of_one.first().map_or("", |line| lines[*line].speaker.as_str());
            let actor = given.actors.resolve(&speaker.replace('_', " ")).unwrap_or_default();
            all.documents.push(document(speech, actor, of_one.iter().map(|line| lines[*line].text.as_str()), given.codebook));
            all.lines.push(of_one);
        }
        all
    }

    /// Each speech as a reading, with the lines it is made of.
    pub(super) fn readings<'a>(&'a self, given: &Given<'a>) -> impl Iterator<Item = (Reading<'a>, &'a [usize])> {
        let (codebook, actors) = (given.codebook, given.actors);
        let all = self.documents.iter().zip(self.lines.iter().map(Vec::as_slice));
        all.map(move |((document, sentences, overview), lines)| {
            (Reading { document, sentences, overview, codebook, actors, assume_domain: false }, lines)
        })
    }

    /// The features of each line, seen in its speech.
    pub(super) fn features(&self, given: &Given<'_>, blocks: &Blocks) -> Vec<Features> {
        let readings: Vec<(Reading<'_>, &[usize])> = self.readings(given).collect();
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
fn document<'t>(id: &str, actor: &str, texts: impl Iterator<Item = &'t str>, codebook: &Codebook) -> (Document, Sentences, Overview) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for one in texts {
        let start = text.len();
        text.push_str(one.trim());
        spans.push(Span::new(start, text.len()));
        text.push('\n');
    }
    let (mut tokenizer, mut list) = (Tokenizer::new(&text), Vec::new());
    for span in spans {
        let first = tokenizer.count();
        tokenizer.push(span);
        let words = first..tokenizer.count();
        list.push(Sentence { span, kind: SentenceKind::Prose, paragraph: String::new(), block: 0, words, language: crate::model::ENGLISH });
    }
    let sentences = Sentences { words: tokenizer.finish(), list };
    let overview = Overview::of(codebook, &sentences);
    let document = Document {
        id: id.to_owned(),
        source: id.to_owned(),
        text,
        pages: Vec::new(),
        body: 0,
        actor: actor.to_owned(),
        meta: Metadata::default(),
    };
    (document, sentences, overview)
}
