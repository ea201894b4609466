//! The words a claim is quoted by: the smallest run between commas that holds the evidence, or the sentence if that is too little;
//! and the words that a sentence itself quotes.

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

/// The spans within quotation marks, without the marks.
pub(super) fn quoted(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in span.of(text).char_indices() {
        let at = span.start + at;
        match (open, c) {
            (None, '“' | '"' | '‘') => open = Some((at + c.len_utf8(), c)),
            (None, '\'') if text[..at].ends_with(|before: char| before.is_whitespace() || before == '(') => open = Some((at + 1, c)),
            (Some((from, '“' | '"')), '”' | '"') | (Some((from, '‘')), '’') => {
                found.push(Span::new(from, at));
                open = None;
            }
            (Some((from, '\'')), '\'') if !text[at + 1..].starts_with(char::is_alphanumeric) => {
                found.push(Span::new(from, at));
                open = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_within_quotation_marks() {
        for (text, expected) in [
            ("insert 'security and' before “integrity”", vec!["security and", "integrity"]),
            ("States’ duties don't end", vec![]),
            ("the \"single track\" (‘one process’)", vec!["single track", "one process"]),
        ] {
            let found: Vec<&str> = quoted(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
