//! A sentence's words → features: words, pairs, and what it opens with. A word that comes again counts less each time.

use super::seen::Seen;
use crate::learn::Bag;
use std::collections::BTreeMap;

/// Words, pairs of neighbours, and the first words.
pub(super) fn words(bag: &mut Bag, kind: &str, seen: &Seen<'_>) {
    single(bag, kind, seen);
    let mut pairs: BTreeMap<(&str, &str), u16> = BTreeMap::new();
    let padded: Vec<&str> = std::iter::once("<").chain(seen.words.iter().map(|word| shown(word))).chain([">"]).collect();
    for pair in padded.windows(2) {
        *pairs.entry((pair[0], pair[1])).or_default() += 1;
    }
    for ((first, second), count) in pairs {
        bag.add_pair(kind, first, second, damped(count));
    }
}

/// Words alone.
pub(super) fn single(bag: &mut Bag, kind: &str, seen: &Seen<'_>) {
    let mut counts: BTreeMap<&str, u16> = BTreeMap::new();
    for word in &seen.words {
        *counts.entry(shown(word)).or_default() += 1;
    }
    for (word, count) in counts {
        bag.add(kind, word, damped(count));
    }
}

/// Numbers are all alike, years apart.
fn shown(word: &str) -> &str {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        word
    } else if word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) {
        "#year"
    } else {
        "#"
    }
}

fn damped(count: u16) -> f32 {
    1.0 + f32::from(count).ln()
}
