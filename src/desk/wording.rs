//! Where the words of a text were used before: near-verbatim reuse, with offsets. Texts come in, stretches of equal words go out.

use crate::text::{Span, Words};
use std::collections::HashMap;

/// A text in which words may have been used before.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The document's id.
    pub doc_id: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// Words that stand in both texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Reuse {
    /// Which of the passages.
    pub passage: usize,
    /// The document in which they stand too.
    pub doc_id: String,
    /// Where they stand there, in bytes.
    pub span: Span,
    /// How they are written there.
    pub quote: String,
    /// How many words they are in the passage.
    pub words: usize,
    /// The share of the passage's words that they are, 0–1.
    pub share: f64,
}

/// Words in a row that are compared at once; fewer in common are everybody's words.
const RUN: usize = 4;

/// A run shorter than this is no reuse.
const LEAST: usize = 7;

/// Two runs with at most so many other words between them are one.
const GAP: usize = 2;

/// For each passage the at most `most` longest stretches that stand in a source too, word for word but for at most two words here and there:
/// longest first, those alike by document and place. Case, quotation marks and line breaks make no difference. Time grows with the length
/// of the sources plus their matches.
#[must_use]
pub fn reuses(passages: &[&str], sources: &[Source<'_>], most: usize) -> Vec<Vec<Reuse>> {
    let passages: Vec<Words> = passages.iter().map(|passage| Words::of(passage)).collect();
    let mut index: HashMap<Vec<&str>, Vec<(usize, usize)>> = HashMap::new();
    for (passage, words) in passages.iter().enumerate() {
        for at in 0..words.tokens.len().saturating_sub(RUN - 1) {
            index.entry((at..at + RUN).map(|word| words.word(word)).collect()).or_default().push((passage, at));
        }
    }
    let mut found: Vec<Vec<Reuse>> = passages.iter().map(|_| Vec::new()).collect();
    if index.is_empty() {
        return found;
    }
    for source in sources {
        let words = Words::of(source.text);
        for (passage, reuse) in in_source(&index, &passages, &words, source) {
            found[passage].push(reuse);
        }
    }
    for list in &mut found {
        list.sort_by(|a, b| b.words.cmp(&a.words).then_with(|| (&a.doc_id, a.span).cmp(&(&b.doc_id, b.span))));
        list.truncate(most);
    }
    found
}

/// A run of equal words: where it begins in the passage and in the source, and how long it is in each.
#[derive(Debug, Clone, Copy)]
struct Run {
    passage: usize,
    at: usize,
    there: usize,
    length: usize,
    length_there: usize,
    equal: usize,
}

fn in_source(
    index: &HashMap<Vec<&str>, Vec<(usize, usize)>>,
    passages: &[Words],
    words: &Words,
    source: &Source<'_>,
) -> Vec<(usize, Reuse)> {
    let mut runs: Vec<Run> = Vec::new();
    for there in 0..words.tokens.len().saturating_sub(RUN - 1) {
        let key: Vec<&str> = (there..there + RUN).map(|word| words.word(word)).collect();
        for (passage, at) in index.get(&key).into_iter().flatten() {
            let of = &passages[*passage];
            // The run was begun a word ago.
            if *at > 0 && there > 0 && of.word(at - 1) == words.word(there - 1) {
                continue;
            }
            let most = (of.tokens.len() - at).min(words.tokens.len() - there);
            let length = (0..most).take_while(|step| of.word(at + step) == words.word(there + step)).count();
            runs.push(Run { passage: *passage, at: *at, there, length, length_there: length, equal: length });
        }
    }
    runs.sort_by_key(|run| (run.passage, run.there, run.at));
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        let continues = |last: &Run| {
            let (end, end_there) = (last.at + last.length, last.there + last.length_there);
            last.passage == run.passage && (end..=end + GAP).contains(&run.at) && (end_there..=end_there + GAP).contains(&run.there)
        };
        match joined.iter_mut().rev().take(8).find(|last| continues(last)) {
            Some(last) => {
                last.length = run.at + run.length - last.at;
                last.length_there = run.there + run.length_there - last.there;
                last.equal += run.equal;
            }
            None => joined.push(run),
        }
    }
    let reuse = |run: &Run| {
        let tokens = &words.tokens[run.there..run.there + run.length_there];
        let span = Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end);
        let share = run.equal as f64 / passages[run.passage].tokens.len() as f64;
        let quote = span.of(source.text).to_owned();
        (run.passage, Reuse { passage: run.passage, doc_id: source.doc_id.to_owned(), span, quote, words: run.equal, share })
    };
    joined.iter().filter(|run| run.equal >= LEAST).map(reuse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_used_before_are_found_with_their_place_and_common_words_are_not() {
        let text = "Chair. We hold that States should not knowingly allow “their” territory to be used for wrongful acts. Thank you.";
        let sources =
            [Source { doc_id: "a", text }, Source { doc_id: "b", text: "States should not do so, and States should not say so." }];
        let passage = "States should not knowingly allow their own territory to be used for wrongful acts using ICTs";
        let found = reuses(&[passage, "Nothing of it"], &sources, 3);
        assert_eq!(found[0].len(), 1);
        let one = &found[0][0];
        assert_eq!((one.doc_id.as_str(), one.words), ("a", 13));
        assert_eq!(&text[one.span.start..one.span.end], one.quote);
        assert!(one.quote.starts_with("States") && one.quote.ends_with("acts"), "{}", one.quote);
        assert!(found[1].is_empty());
    }
}
