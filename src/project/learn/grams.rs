//! A mention in its sentence → the words before and after it that could be a cue.

use crate::stance::Derivation;
use crate::text::inflect::is_function_word;
use crate::text::{Break, Span, Words};
use std::collections::BTreeMap;

/// A cue has at most so many words.
const LONGEST: usize = 5;

/// It is looked for so many words from the mention.
const NEAR: usize = 12;

/// Function words with which a cue may begin: they turn what follows.
const TURNING: [&str; 5] = ["not", "no", "never", "nor", "without"];

/// On which side of a mention words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Before,
    After,
}

/// Words on a side of a mention, in their folded form.
pub(super) type Gram = (Place, Vec<String>);

/// The words before and after a mention that could be a cue, each with the cues that it would take the place of: those of which it
/// has all the words. What cuts through the words of a cue is none.
pub(super) fn grams(text: &str, sentence: Span, derivation: &Derivation) -> BTreeMap<Gram, Vec<String>> {
    let words = Words::of_piece(text, sentence);
    let span = |at: usize| words.tokens[at].span;
    let inside: Vec<usize> = (0..words.tokens.len()).filter(|at| span(*at).overlaps(derivation.span)).collect();
    let (Some(first), Some(last)) = (inside.first().copied(), inside.last().copied()) else { return BTreeMap::new() };
    let sides = [(Place::Before, first.saturating_sub(NEAR)..first), (Place::After, last + 1..words.tokens.len().min(last + 1 + NEAR))];
    // A name is no stance: names are written large within a sentence.
    let is_name = |at: usize| at > 0 && span(at).of(text).starts_with(char::is_uppercase);
    let mut found = BTreeMap::new();
    for (place, side) in sides {
        for start in side.clone() {
            for end in start + 1..=side.end.min(start + LONGEST) {
                let all: Vec<&str> = (start..end).map(|at| words.word(at)).collect();
                let is_one = (start + 1..end).all(|at| words.tokens[at].before == Break::None);
                let begins = !is_function_word(all[0]) || TURNING.contains(&all[0]);
                let ends = all.last().is_some_and(|word| !is_function_word(word));
                let is_plain = all.iter().all(|word| word.chars().all(char::is_alphabetic)) && !(start..end).any(is_name);
                if !(is_one && begins && ends && is_plain) {
                    continue;
                }
                let here = span(start).join(span(end - 1));
                let touched: Vec<_> = derivation.cues.iter().filter(|cue| cue.span.overlaps(here)).collect();
                if touched.iter().all(|cue| here.start <= cue.span.start && cue.span.end <= here.end) {
                    let instead = touched.iter().map(|cue| cue.cue.clone()).collect();
                    found.insert((place, all.into_iter().map(str::to_owned).collect()), instead);
                }
            }
        }
    }
    found
}
