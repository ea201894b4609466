//! A sentence → the cues in it, each with its subject: longest first where two overlap, none that a mask hides.

use super::subject::{Subject, subject};
use crate::codebook::{Cue, Effect, Reading, SmallWords};
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
    /// Whose attitude it is.
    pub(super) subject: Subject,
    /// The small words of its language.
    pub(super) small: &'a SmallWords,
}

/// The cues of a sentence, from left to right. `own` are the ids by which the speaker may name itself.
pub(super) fn hits<'a>(reading: &Reading<'a>, sentence: usize, own: &[&str]) -> Vec<Hit<'a>> {
    let found = reading.cues(sentence).into_iter();
    let small = reading.small_words(sentence);
    let mut kept: Vec<Hit<'a>> =
        found.map(|(cue, one)| Hit { cue, words: one.start..one.end, explicit: one.explicit, subject: Subject::Unsaid, small }).collect();
    let actors = reading.actors_in(sentence);
    for hit in &mut kept {
        hit.subject = subject(reading, sentence, hit, &actors, own);
    }
    kept.retain(|hit| hit.cue.effects != [Effect::Mask]);
    kept.sort_by_key(|hit| (hit.words.start, hit.words.end));
    take_back(&mut kept);
    kept
}

/// A correction takes back the attitudes before it, if others follow it: "we oppose, sorry, we support". If none follow, it
/// corrects the object. Its words then begin with the first of what it takes back.
fn take_back(hits: &mut Vec<Hit<'_>>) {
    let Some(at) = hits.iter().rposition(|hit| hit.cue.has(Effect::Correct)) else { return };
    if !hits[at..].iter().any(|hit| hit.cue.is_attitude()) {
        return;
    }
    let first = hits[..at].iter().find(|hit| hit.cue.is_attitude()).map(|hit| hit.words.start);
    hits.drain(..at);
    hits[0].words.start = first.unwrap_or(hits[0].words.start);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::made_up::with_sentence;

    #[test]
    fn longer_cues_hide_shorter_ones_and_corrections_take_back() {
        for (text, expected) in [
            ("We see no added value in it", vec!["no_need"]),
            ("Not only States should join", vec!["modal"]),
            ("We oppose, sorry, we support it", vec!["correction", "support"]),
            ("We support the list, sorry, the templates", vec!["support", "correction"]),
        ] {
            let found: Vec<String> =
                with_sentence(text, |reading| hits(reading, 0, &["JPN"]).iter().map(|hit| hit.cue.id.clone()).collect());
            assert_eq!(found, expected, "{text}");
        }
    }
}
