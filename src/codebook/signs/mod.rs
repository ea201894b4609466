//! What can be seen of a sentence without deciding anything: its words, cues, the actors it names, its shape, its place, and
//! the sentences around it → features for models.
//!
//! ```text
//! Reading ─seen→ Seen (a sentence's words, cues, namings) ─words, cues, shape, around→ blocks of features ─→ Features
//! ```

mod chars;
mod cues;
mod pair;
mod seen;
mod shape;
mod words;

use super::Reading;
use crate::learn::{self, Bag, Features};
use crate::model::SentenceKind;
pub use pair::pair;
pub use seen::Seen;

/// Features are numbered below 2 to this power, those of single words on their own just above.
const BITS: u32 = 18;

/// Single words, apart from all else, are hashed to so many bits.
const WORD_BITS: u32 = 16;

/// How long each block of features is: how much it can weigh against the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Blocks {
    /// Words and pairs of words.
    pub words: f32,
    /// Single words again, each with a feature of its own ([`word_number`]), to be fitted through word vectors.
    pub smooth: f32,
    /// Pieces of words, 3 to 5 letters long.
    pub chars: f32,
    /// Cues: which, what they do, whose they are.
    pub cues: f32,
    /// Person, tense, modal verbs, numbers, marks, length.
    pub shape: f32,
    /// Whose names are there.
    pub actors: f32,
    /// Where in the speech the sentence stands.
    pub place: f32,
    /// Words and cues of the sentence before.
    pub before: f32,
    /// The same of the sentence after.
    pub after: f32,
}

/// The number of the feature that stands for a folded word alone, in the block `smooth`.
#[must_use]
pub fn word_number(word: &str) -> u32 {
    smooth_number(learn::features::number(&[word], WORD_BITS))
}

/// The number of the feature of a word with this number among words.
fn smooth_number(word: u32) -> u32 {
    (1 << BITS) + word
}

/// All sentences of a document as features. `own` are the ids by which the speaker may name itself.
#[must_use]
pub fn signs(reading: &Reading<'_>, own: &[&str], blocks: &Blocks) -> Vec<Features> {
    let seen = all_seen(reading, own);
    (0..seen.len()).map(|at| features(reading, &seen, at, blocks)).collect()
}

/// What is seen of each sentence of a document.
#[must_use]
pub fn all_seen<'a>(reading: &Reading<'a>, own: &[&str]) -> Vec<Seen<'a>> {
    (0..reading.sentences.list.len()).map(|sentence| Seen::of(reading, sentence, own)).collect()
}

/// The features of one sentence among what is seen of all.
#[must_use]
pub fn features(reading: &Reading<'_>, seen: &[Seen<'_>], at: usize, blocks: &Blocks) -> Features {
    let mut bag = Bag::new(BITS);
    let here = &seen[at];
    words::words(&mut bag, "w", here);
    bag.close(blocks.words);
    words::smooth(&mut bag, here);
    bag.close(blocks.smooth);
    if blocks.chars > 0.0 {
        chars::chars(&mut bag, here);
        bag.close(blocks.chars);
    }
    cues::cues(&mut bag, "c", here);
    bag.close(blocks.cues);
    shape::shape(&mut bag, here);
    bag.close(blocks.shape);
    shape::actors(&mut bag, here);
    bag.close(blocks.actors);
    shape::place(&mut bag, at, seen.len());
    bag.close(blocks.place);
    for (kind, other, length) in
        [("b", neighbour(reading, at, Side::Before), blocks.before), ("a", neighbour(reading, at, Side::After), blocks.after)]
    {
        match other.map(|other| &seen[other]) {
            Some(other) => {
                words::single(&mut bag, kind, other);
                bag.close(length);
                cues::cues(&mut bag, kind, other);
                bag.close(length);
            }
            None => bag.add("edge", kind, 1.0),
        }
    }
    bag.finish()
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// The nearest sentence with words on one side.
fn neighbour(reading: &Reading<'_>, at: usize, side: Side) -> Option<usize> {
    let list = &reading.sentences.list;
    let readable = |other: &usize| !matches!(list[*other].kind, SentenceKind::Boilerplate) && !list[*other].words.is_empty();
    match side {
        Side::Before => (0..at).rev().find(readable),
        Side::After => (at + 1..list.len()).find(readable),
    }
}
