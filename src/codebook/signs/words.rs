//! A sentence's words → features: words, pairs of neighbours. A word that comes again counts less each time.

use super::seen::Seen;
use super::{WORD_BITS, smooth_number};
use crate::learn::Bag;
use crate::learn::features::{NameHash, cut, damped};

/// Words and pairs of neighbours.
pub(super) fn words(bag: &mut Bag, kind: &str, seen: &Seen<'_>) {
    single(bag, kind, seen);
    let kind = NameHash::default().part(kind);
    let padded: Vec<&str> = std::iter::once("<").chain(seen.masked.iter().copied()).chain([">"]).collect();
    bag.add_damped(padded.windows(2).map(|pair| kind.part(pair[0]).part(pair[1]).end()).collect());
}

/// Words alone.
pub(super) fn single(bag: &mut Bag, kind: &str, seen: &Seen<'_>) {
    let kind = NameHash::default().part(kind);
    bag.add_damped(seen.masked.iter().map(|word| kind.part(word).end()).collect());
}

/// Words alone, by numbers of their own.
pub(super) fn smooth(bag: &mut Bag, seen: &Seen<'_>) {
    let words = seen.masked.iter().map(|word| NameHash::default().part(word).end()).collect();
    for (word, value) in damped(words) {
        bag.add_number(smooth_number(cut(word, WORD_BITS)), value);
    }
}
