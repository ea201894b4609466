//! A sentence → its words, the cues in it, and whose names it holds.

use crate::codebook::{Cue, Effect, Reading};
use std::ops::Range;

/// Whose name a naming is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Named {
    /// The speaker's own.
    Own,
    /// Another actor's.
    Other,
    /// Another actor's people or an adjective of it ("Japanese").
    People,
}

/// What is seen of a sentence.
#[derive(Debug, Clone)]
pub struct Seen<'a> {
    /// The folded words.
    pub(crate) words: Vec<&'a str>,
    /// The text, as written.
    pub(crate) text: &'a str,
    /// The cues, from left to right, with their words (from 0).
    pub(crate) cues: Vec<(Range<usize>, &'a Cue)>,
    /// The namings, from left to right, with their words (from 0) and ids.
    pub(crate) actors: Vec<(Range<usize>, Named, &'a str)>,
    /// The words with names masked: `@own`, `@other`, `@people`. What is said shall count, not of whom.
    pub(crate) masked: Vec<&'a str>,
}

impl<'a> Seen<'a> {
    /// Looks at a sentence. `own` are the ids by which the speaker may name itself.
    #[must_use]
    pub fn of(reading: &Reading<'a>, sentence: usize, own: &[&str]) -> Self {
        let range = reading.sentence(sentence).words.clone();
        let (all, text) = (&reading.sentences.words, &reading.document.text);
        let shift = |words: Range<usize>| words.start - range.start..words.end - range.start;
        let mut actors: Vec<(Range<usize>, Named, &'a str)> = Vec::new();
        for (words, id) in reading.actors.find(all, text, range.clone()) {
            actors.push((shift(words), if own.contains(&id) { Named::Own } else { Named::Other }, id));
        }
        for (words, id) in reading.actors.find_demonyms(all, text, range.clone()) {
            let words = shift(words);
            if !actors.iter().any(|(other, ..)| words.start < other.end && other.start < words.end) {
                actors.push((words, if own.contains(&id) { Named::Own } else { Named::People }, id));
            }
        }
        actors.sort_by_key(|(words, ..)| words.start);
        let cues = cues(reading, sentence).into_iter().map(|(words, cue)| (shift(words), cue)).collect();
        let words: Vec<&str> = range.clone().map(|word| reading.word(word)).collect();
        let masked = masked(&words, &actors);
        Self { words, text: reading.sentence(sentence).span.of(text), cues, actors, masked }
    }
}

/// The words of a sentence with the names in it masked.
fn masked<'a>(words: &[&'a str], actors: &[(Range<usize>, Named, &str)]) -> Vec<&'a str> {
    let mut out = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        match actors.iter().find(|(words, ..)| words.contains(&at)) {
            Some((words, named, _)) if words.start == at => out.push(match named {
                Named::Own => "@own",
                Named::Other => "@other",
                Named::People => "@people",
            }),
            Some(_) => {}
            None => out.push(shown(word)),
        }
    }
    out
}

/// Numbers are all alike, years apart.
fn shown(word: &str) -> &str {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        word
    } else if word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) {
        "#year"
    } else {
        "#"
    }
}

/// The cues of a sentence, from left to right: the longest where two overlap, none that a mask hides.
fn cues<'a>(reading: &Reading<'a>, sentence: usize) -> Vec<(Range<usize>, &'a Cue)> {
    let found = reading.cues(sentence).into_iter().filter(|(cue, _)| cue.effects != [Effect::Mask]);
    let mut kept: Vec<(Range<usize>, &Cue)> = found.map(|(cue, one)| (one.start..one.end, cue)).collect();
    kept.sort_by_key(|(words, _)| (words.start, words.end));
    kept
}
