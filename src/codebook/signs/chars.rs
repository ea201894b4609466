//! A sentence's words → pieces of them, three to five letters long: what forms of a word share.

use super::seen::Seen;
use crate::learn::Bag;
use std::collections::BTreeMap;

/// Pieces of each word, with its ends marked.
pub(super) fn chars(bag: &mut Bag, seen: &Seen<'_>) {
    let mut counts: BTreeMap<String, u16> = BTreeMap::new();
    for word in seen.masked() {
        let letters: Vec<char> = std::iter::once('<').chain(word.chars()).chain(['>']).collect();
        for length in 3..=5 {
            for piece in letters.windows(length) {
                *counts.entry(piece.iter().collect()).or_default() += 1;
            }
        }
    }
    for (piece, count) in counts {
        bag.add("g", &piece, 1.0 + f32::from(count).ln());
    }
}
