//! Statements → what they claim, a few files at a time: words are kept no longer than they are read, so that memory grows with
//! the claims and not with the text.

use super::complain;
use super::inputs::{InputArgs, Loaded, mention, nothing_read};
use super::terminal::Progress;
use crate::error::Result;
use crate::export;
use crate::model::{Comparison, Document, Metadata};
use crate::pipeline::{Coded, Depth};
use crate::read::{self, Source};
use crate::text::span::Unit;
use rayon::prelude::*;

/// So many bytes of files are read before what they say is put together.
const WINDOW: u64 = 2 << 20;

impl InputArgs {
    /// What statements claim, those of the project if none are given, with places counted in `unit`; and how many could not be read.
    ///
    /// # Errors
    /// If the manifest or the project cannot be read, or not one statement can.
    pub(super) fn claims(&self, depth: Depth, unit: Unit) -> Result<(Comparison, usize)> {
        #[cfg(feature = "project")]
        if self.paths().is_empty() {
            let (_, mut comparison, loaded) = super::project::compare(self, &|_| true)?;
            export::count_in(&mut comparison, &loaded.documents, unit);
            return Ok((comparison, loaded.failed));
        }
        self.streamed(depth, unit)
    }

    /// The same for statements that are given.
    fn streamed(&self, depth: Depth, unit: Unit) -> Result<(Comparison, usize)> {
        self.one_of_both()?;
        let coder = self.codebook.coder()?;
        let topics = coder.topics_to(depth);
        let overrides = self.about.overrides(&coder.actors)?;
        let options = self.about.reading.options();
        let (sources, errors) = read::gather(self.paths());
        errors.iter().for_each(complain);
        let mut loaded = Loaded { documents: Vec::with_capacity(sources.len()), notices: Vec::new(), failed: errors.len() };
        // What a document without a claim says is nothing: of each that says something, its place among the documents.
        let mut coded: Vec<(usize, Coded)> = Vec::new();
        let progress = Progress::new("files", sources.len());
        // One file after the other is unpacked, so that memory stays within what one may need.
        let load = |window: Option<&&[Source]>| {
            let sources = window.into_iter().copied().flatten();
            sources.map(|source| read::load_all(source, &coder.actors, &overrides, &options)).collect::<Vec<_>>()
        };
        let code = |found: Vec<read::Loaded>| {
            let of_file = |mut found: read::Loaded| {
                let documents = std::mem::take(&mut found.documents).into_par_iter();
                let code = |document| {
                    let mut coded = counted(coder.code_to(depth, &document, &topics), &document, unit);
                    // It is kept to the end, and few documents fill the room that a list begins with.
                    coded.outcome.claims.shrink_to_fit();
                    // Of a document no more is kept than what its id and the list of speakers need.
                    let meta = Metadata { title: None, speaker: None, forum: None, language: None, ..document.meta };
                    let document = Document { text: String::new(), pages: Vec::new(), meta, ..document };
                    (document, (coded != Coded::default()).then_some(coded))
                };
                let coded: Vec<(Document, Option<Coded>)> = documents.map(code).collect();
                progress.step();
                (coded, found)
            };
            found.into_par_iter().map(of_file).collect::<Vec<_>>()
        };
        let windows = windows(&sources);
        let mut next = load(windows.first());
        for at in 0..windows.len() {
            let here = next;
            let (done, after) = rayon::join(|| code(here), || load(windows.get(at + 1)));
            next = after;
            for (of_documents, found) in done {
                found.errors.iter().for_each(complain);
                loaded.failed += found.errors.len();
                loaded.notices.extend(found.notices);
                for (document, of_document) in of_documents {
                    coded.extend(of_document.map(|of_document| (loaded.documents.len(), of_document)));
                    loaded.documents.push(document);
                }
            }
        }
        progress.finish();
        if loaded.documents.is_empty() {
            return Err(nothing_read());
        }
        // An id depends on the other files of the run: only now is it known.
        drop(sources);
        read::ids(&mut loaded.documents);
        for (document, of_document) in &mut coded {
            of_document.rename(&loaded.documents[*document].id);
        }
        let coded = coded.into_iter().map(|(_, coded)| coded).collect();
        let mut comparison = coder.list(&loaded.documents, coded, self.least_confidence());
        comparison.notices.append(&mut loaded.notices);
        comparison.notices.sort();
        mention(&comparison.notices);
        Ok((comparison, loaded.failed))
    }
}

/// The sources in runs of some size, in order.
fn windows(sources: &[Source]) -> Vec<&[Source]> {
    let size = |source: &Source| source.path.as_deref().and_then(|path| path.metadata().ok()).map_or(0, |file| file.len());
    let mut taken = 0;
    let mut windows = Vec::new();
    let mut first = 0;
    for (at, source) in sources.iter().enumerate() {
        taken += size(source);
        if taken >= WINDOW {
            windows.push(&sources[first..=at]);
            (first, taken) = (at + 1, 0);
        }
    }
    windows.push(&sources[first..]);
    windows
}

/// What a document says, with its places counted in `unit`.
fn counted(coded: Coded, document: &Document, unit: Unit) -> Coded {
    if unit == Unit::Byte {
        return coded;
    }
    let Coded { mut outcome, criticisms, mut asserted } = coded;
    let claims = outcome.claims.len();
    outcome.claims.append(&mut asserted.open);
    let mut all =
        Comparison { claims: outcome.claims, alignments: outcome.alignments, edits: outcome.edits, criticisms, ..Comparison::default() };
    export::count_in(&mut all, std::slice::from_ref(document), unit);
    asserted.open = all.claims.split_off(claims);
    (outcome.claims, outcome.alignments, outcome.edits) = (all.claims, all.alignments, all.edits);
    Coded { outcome, criticisms: all.criticisms, asserted }
}
