//! A sentence's words → features: words, pairs of neighbours. A word that comes again counts less each time.

use super::seen::Seen;
use super::word_number;
use crate::learn::Bag;
use std::collections::BTreeMap;

/// Words and pairs of neighbours.
pub(super) fn words(bag: &mut Bag, kind: &str, seen: &Seen<'_>) {
    single(bag, kind, seen);
    let mut pairs: BTreeMap<(&str, &str), u16> = BTreeMap::new();
    let padded: Vec<&str> = std::iter::once("<").chain(seen.masked()).chain([">"]).collect();
    for pair in padded.windows(2) {
        *pairs.entry((pair[0], pair[1])).or_default() += 1;
    }
    for ((first, second), count) in pairs {
        bag.add_pair(kind, first, second, damped(count));
    }
}

/// Words alone.
pub(super) fn single(bag: &mut Bag, kind: &str, seen: &Seen<'_>) {
    for (word, count) in counts(seen) {
        bag.add(kind, word, damped(count));
    }
}

/// Words alone, by numbers of their own.
pub(super) fn smooth(bag: &mut Bag, seen: &Seen<'_>) {
    for (word, count) in counts(seen) {
        bag.add_number(word_number(word), damped(count));
    }
}

fn counts<'a>(seen: &Seen<'a>) -> BTreeMap<&'a str, u16> {
    let mut counts = BTreeMap::new();
    for word in seen.masked() {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

fn damped(count: u16) -> f32 {
    1.0 + f32::from(count).ln()
}
