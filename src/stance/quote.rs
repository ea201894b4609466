//! The words a claim is quoted by: the smallest run between commas that holds the evidence, or the sentence if that is too little.

use crate::codebook::Reading;
use crate::text::{Break, Span};
use std::ops::Range;

/// Fewer words than this, and a run between commas is no readable quotation.
const FEWEST_WORDS: usize = 4;

/// The span to quote for evidence that covers `words` in the sentence.
pub(super) fn quote(reading: &Reading<'_>, sentence: usize, words: &Range<usize>) -> Span {
    let all = &reading.sentence(sentence).words;
    let mut start = words.start;
    while start > all.start && reading.before(start) == Break::None {
        start -= 1;
    }
    let mut end = words.end;
    while end < all.end && reading.before(end) == Break::None {
        end += 1;
    }
    if end - start < FEWEST_WORDS {
        return whole(reading, sentence);
    }
    reading.span(&(start..end))
}

/// The sentence without the marks around it.
pub(super) fn whole(reading: &Reading<'_>, sentence: usize) -> Span {
    reading.span(&reading.sentence(sentence).words)
}
