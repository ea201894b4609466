//! Running text without labels → the vectors of its words, by the numbers that words have as features.

use super::Given;
use crate::codebook::signs;
use crate::learn::{Smoothing, VectorOptions, Vectors};
use crate::text::Words;
use rayon::prelude::*;

/// Running text, in words.
#[derive(Debug, Default)]
pub(super) struct Running {
    texts: Vec<Words>,
}

impl Running {
    /// The running text that a task was given.
    pub(super) fn of(given: &Given<'_>) -> Self {
        let mut texts: Vec<&str> = given.text.iter().map(|file| file.text.as_ref()).collect();
        texts.sort_unstable();
        Self { texts: texts.par_iter().map(|text| Words::of(text)).collect() }
    }

    /// The vectors of its words and of those of `more`. The most frequent words say least and count less. Without running text
    /// there are none.
    pub(super) fn smoothing<'t>(&self, more: impl Iterator<Item = &'t str>) -> Smoothing {
        if self.texts.is_empty() {
            return Smoothing::default();
        }
        let mut more: Vec<&str> = more.collect();
        more.sort_unstable();
        more.dedup();
        let more: Vec<Words> = more.into_iter().map(Words::of).collect();
        let words: Vec<Vec<&str>> = self.texts.iter().chain(&more).map(listed).collect();
        let vectors = Vectors::of(&words, &VectorOptions::default());
        Smoothing::new((0u16..).zip(vectors.words.iter().zip(vectors.vectors)).map(|(rank, (word, vector))| {
            let weight = 1.0 / (1.0 + 5.0 / (1.0 + f32::from(rank)).sqrt());
            (signs::word_number(word), vector.into_iter().map(|x| x * weight).collect())
        }))
    }
}

fn listed(words: &Words) -> Vec<&str> {
    (0..words.tokens.len()).map(|at| words.word(at)).collect()
}
