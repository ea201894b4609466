//! What is seen of a sentence → whether it takes a position, by the model that ships with the program.

use crate::codebook::Reading;
use crate::codebook::signs::{Blocks, Seen, features};
use crate::learn::{Model, Models};
use std::sync::OnceLock;

/// The weights that ship with the program (`data/models/README.md`).
pub const WEIGHTS: &[u8] = include_bytes!("../../data/models/argunsc.weights");

/// What the model looks at.
pub const BLOCKS: Blocks =
    Blocks { words: 1.0, smooth: 1.0, chars: 0.7, cues: 0.5, shape: 0.5, actors: 0.3, place: 0.3, before: 0.35, after: 0.35 };

/// What the model says of a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asserts {
    /// Whether it takes a position.
    pub says: bool,
    /// How likely that is, 0…1 (calibrated on Security Council speeches only).
    pub probability: f32,
}

/// Whether a sentence, among what is seen of all, takes a position.
#[must_use]
pub fn asserts(reading: &Reading<'_>, seen: &[Seen<'_>], at: usize) -> Asserts {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    let model = MODEL.get_or_init(|| Models::parse("built-in weights", WEIGHTS).ok()?.list.remove("claim"));
    model.as_ref().map_or(Asserts { says: false, probability: 0.5 }, |model| {
        let features = features(reading, seen, at, &BLOCKS);
        let score = model.linear.score(&features);
        Asserts { says: score >= model.threshold, probability: model.platt.probability(score) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_ship_can_be_read() {
        assert!(Models::parse("built-in weights", WEIGHTS).unwrap().get("claim").is_ok());
        assert!(WEIGHTS.len() < 1_000_000, "{} bytes", WEIGHTS.len());
    }
}
