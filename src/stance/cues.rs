//! A sentence → the cues in it: longest first where two overlap, none that a mask hides.

use crate::codebook::{Cue, Effect, Reading};
use std::ops::Range;

/// A cue found in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Hit<'a> {
    /// The cue.
    pub(super) cue: &'a Cue,
    /// Its words, gaps included.
    pub(super) words: Range<usize>,
    /// The words its pattern names.
    pub(super) explicit: Vec<usize>,
}

/// The cues of a sentence, from left to right.
pub(super) fn hits<'a>(reading: &Reading<'a>, sentence: usize) -> Vec<Hit<'a>> {
    let codebook = reading.codebook;
    let mut candidates = Vec::new();
    codebook.cue_automaton.scan(reading.folded(sentence), |cue, _, _| candidates.push(cue as usize));
    candidates.sort_unstable();
    candidates.dedup();
    let scene = reading.scene(sentence);
    let mut found: Vec<Hit<'a>> = Vec::new();
    for index in candidates {
        let cue = &codebook.cues[index];
        for pattern in &cue.patterns {
            let matches = scene.find(pattern).into_iter();
            found.extend(matches.map(|one| Hit { cue, words: one.start..one.end, explicit: one.explicit }));
        }
    }
    // Longest first; of equally long ones the one that the file lists first, which the stable sort keeps first.
    found.sort_by_key(|hit| (std::cmp::Reverse(hit.explicit.len()), hit.words.start));
    let mut kept: Vec<Hit<'a>> = Vec::new();
    for hit in found {
        let shares = |other: &Hit<'_>| hit.explicit.iter().any(|word| other.explicit.contains(word));
        if !kept.iter().any(shares) {
            kept.push(hit);
        }
    }
    kept.retain(|hit| hit.cue.effects != [Effect::Mask]);
    kept.sort_by_key(|hit| (hit.words.start, hit.words.end));
    // A correction takes back the attitudes before it.
    if let Some(correction) = kept.iter().rposition(|hit| hit.cue.has(Effect::Correct)) {
        let at = kept[correction].words.start;
        kept.retain(|hit| hit.words.start >= at);
    }
    kept
}
