//! A table of word vectors: stems that stand in like company lie in like directions.
//!
//! ```text
//! sentences ─train (which stems stand together, less what chance would do)→ WordTable ─to_bytes→ data/models/words.bin
//! ```

mod count;
mod file;
mod reduce;

use super::terms::{TermId, id};
pub use count::{Options, train};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Stems and their vectors, of one size and of length 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WordTable {
    stems: Vec<String>,
    size: usize,
    /// The vectors, one after the other.
    numbers: Vec<f32>,
    places: BTreeMap<TermId, usize>,
}

impl WordTable {
    /// The table that ships with the program, trained by this project on the UN General Debate speeches of 2016–2019
    /// (CC0): see `data/models/README.md`.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static TABLE: OnceLock<WordTable> = OnceLock::new();
        TABLE.get_or_init(|| Self::parse("built-in word vectors", include_bytes!("../../../data/models/words.bin")).unwrap_or_default())
    }

    /// The table of stems, in the order of the alphabet, with their numbers; vectors are brought to length 1.
    fn new(stems: Vec<String>, size: usize, mut numbers: Vec<f32>) -> Self {
        for vector in numbers.chunks_mut(size.max(1)) {
            let norm = vector.iter().map(|number| number * number).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
            for number in vector {
                *number /= norm;
            }
        }
        let places = stems.iter().enumerate().map(|(place, stem)| (id(stem), place)).collect();
        Self { stems, size, numbers, places }
    }

    /// The stems, in the order of the alphabet.
    #[must_use]
    pub fn stems(&self) -> &[String] {
        &self.stems
    }

    /// How many numbers a vector has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// The vector of a term; none if the table lacks it.
    #[must_use]
    pub fn vector(&self, term: TermId) -> Option<&[f32]> {
        let place = *self.places.get(&term)?;
        self.numbers.get(place * self.size..(place + 1) * self.size)
    }

    /// The weighted mean of the vectors of terms, brought to length 1; nought if the table knows none of them.
    #[must_use]
    pub fn mean(&self, terms: &[(TermId, f32)]) -> Vec<f32> {
        let mut sum = vec![0.0; self.size];
        for (term, weight) in terms {
            for (total, number) in sum.iter_mut().zip(self.vector(*term).unwrap_or_default()) {
                *total += weight * number;
            }
        }
        let norm = sum.iter().map(|number| number * number).sum::<f32>().sqrt();
        if norm > 1e-6 {
            for number in &mut sum {
                *number /= norm;
            }
        }
        sum
    }
}
