//! "We are not convinced.", "Such an approach is unacceptable.": an attitude whose object stands in the sentence before.

use super::cues::Hit;
use super::explain::Derivation;
use super::reach::is_elliptic;
use super::subject::Subject;
use crate::codebook::{Direction, Effect, Reading};
use crate::text::Break;
use std::ops::Range;

/// A sentence longer than this says what it speaks of itself.
const MOST_WORDS: usize = 22;

/// Whether a sentence that takes up nothing itself is about what was said before it.
pub(super) fn points_back(reading: &Reading<'_>, sentence: usize, hits: &[Hit<'_>]) -> bool {
    let words = &reading.sentence(sentence).words;
    if words.len() > MOST_WORDS {
        return false;
    }
    hits.iter()
        .filter(|hit| judges(hit) && hit.subject != Subject::Others && is_short(reading, hit, words.end))
        .any(|hit| lacks_object(reading, hit, words) || has_pointer(reading, hit, words.start, words.end))
}

/// Whether a cue has neither an object nor anything before it of which it is said: "we are not convinced".
fn lacks_object(reading: &Reading<'_>, hit: &Hit<'_>, words: &Range<usize>) -> bool {
    let said_of = hit.cue.direction != Direction::Forward && hit.subject == Subject::Unsaid && hit.words.start > words.start;
    is_elliptic(reading, hit, words.end) && !said_of
}

/// Whether a cue judges a thing. "It should also be noted" and "we would ask that it …" speak of something new.
pub(super) fn judges(hit: &Hit<'_>) -> bool {
    let cue = hit.cue;
    cue.has(Effect::Against) && (cue.strength >= 3 || cue.has(Effect::Weaken)) && cue.modality.is_none()
        || cue.has(Effect::For) && !cue.impersonal && cue.modality.is_none() && cue.strength >= 3
}

/// Whether little follows the cue before its clause ends: what has an object of its own does not point back for one.
fn is_short(reading: &Reading<'_>, hit: &Hit<'_>, end: usize) -> bool {
    (hit.words.end..end).take_while(|word| *word == hit.words.end || reading.before(*word) == Break::None).count() <= 5
}

/// Whether a judgement points back from a clause of its own to words before it: "some want a treaty, but this is premature".
pub(super) fn points_within(reading: &Reading<'_>, hit: &Hit<'_>, after: usize, end: usize) -> bool {
    let clause = (after..hit.words.start).rev().find(|word| reading.before(*word) != Break::None);
    clause.is_some_and(|start| judges(hit) && is_short(reading, hit, end) && has_pointer(reading, hit, start, end))
}

/// Whether a word that points back stands near the cue, as its object or as what it is said of.
fn has_pointer(reading: &Reading<'_>, hit: &Hit<'_>, start: usize, end: usize) -> bool {
    // "Prevented this": a verb without a holder has its object right after it.
    let verb = hit.cue.impersonal && hit.cue.direction == Direction::Forward;
    let first = if verb { hit.words.end } else { hit.words.start.saturating_sub(4).max(start) };
    let mut near = first..(hit.words.end + if verb { 2 } else { 4 }).min(end);
    let words = &hit.small.back;
    let is_none = |word: usize| word + 1 < end && words.not_pointers.holds_pair(reading.word(word), reading.word(word + 1));
    // "It is unacceptable to …" and "that …" point forward.
    let forward = |word: usize| {
        words.dummies.holds(reading.word(word))
            && (word..end).any(|later| later > hit.words.start && words.forward.holds(reading.word(later)))
            || hit.small.reach.that.holds(reading.word(word)) && word >= hit.words.end && word + 3 < end
    };
    let is_joined = |word: usize| hit.small.reach.that.holds(reading.word(word)) && hit.explicit.last() == Some(&word);
    near.any(|word| {
        words.pointers.holds(reading.word(word))
            && !is_joined(word)
            && !is_none(word)
            && !forward(word)
            && (!words.determiners.holds(reading.word(word)) || points(reading, hit, word, end))
    })
}

/// Whether a word such as "this" stands alone ("this is premature") or before a noun for what was said ("such an approach"). "This
/// challenge" is the evil of which was spoken, not what was said of it.
fn points(reading: &Reading<'_>, hit: &Hit<'_>, word: usize, end: usize) -> bool {
    let next = word + 1;
    let ends = |at: usize| at >= end || reading.before(at) != Break::None || hit.words.contains(&at);
    let verb = |at: usize| hit.small.subject.between.holds(reading.word(at)) || hit.small.reach.deontic.holds(reading.word(at));
    ends(next)
        || verb(next)
        || (next..next + 3).take_while(|at| *at == next || !ends(*at)).any(|at| hit.small.back.works.holds(reading.word(at)))
}

/// The derivation of the sentence before that "this" stands for: the last one that is not the speaker's own settled view.
pub(super) fn antecedent(before: &[Derivation]) -> Option<&Derivation> {
    before.iter().rev().find(|derivation| derivation.reported).or_else(|| before.last())
}
