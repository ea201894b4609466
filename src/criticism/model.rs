//! What is seen of a sentence → how likely it criticises somebody, by the model that ships with the program.

use crate::codebook::Reading;
use crate::codebook::signs::{Blocks, Seen, features};
use crate::learn::{Model, Models};
use std::sync::OnceLock;

/// The weights that ship with the program (`data/models/README.md`).
pub const WEIGHTS: &[u8] = include_bytes!("../../data/models/unscon.weights");

/// What the model looks at.
pub const BLOCKS: Blocks =
    Blocks { words: 1.0, smooth: 1.0, chars: 0.7, cues: 0.5, shape: 0.5, actors: 0.3, place: 0.3, before: 0.35, after: 0.35 };

/// How likely a sentence, among what is seen of all, criticises somebody, 0…1.
#[must_use]
pub fn probability(reading: &Reading<'_>, seen: &[Seen<'_>], at: usize) -> f32 {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    let model = MODEL.get_or_init(|| Models::parse("built-in weights", WEIGHTS).ok()?.list.remove("criticism"));
    model.as_ref().map_or(0.5, |model| model.probability(&features(reading, seen, at, &BLOCKS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_ship_can_be_read() {
        assert!(Models::parse("built-in weights", WEIGHTS).unwrap().get("criticism").is_ok());
        assert!(WEIGHTS.len() < 1_000_000, "{} bytes", WEIGHTS.len());
    }
}
