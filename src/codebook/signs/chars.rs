//! A sentence's words → pieces of them, three to five letters long: what forms of a word share.

use super::seen::Seen;
use crate::learn::Bag;
use crate::learn::features::NameHash;

const SHORTEST: usize = 3;
const LONGEST: usize = 5;

/// Pieces of each word, with its ends marked.
pub(super) fn chars(bag: &mut Bag, seen: &Seen<'_>) {
    let kind = NameHash::default().part("g");
    let mut pieces = Vec::new();
    let mut ended = String::new();
    for word in &seen.masked {
        ended.clear();
        ended.extend(["<", word, ">"]);
        for (start, _) in ended.char_indices() {
            let mut piece = kind;
            for (length, letter) in (1..=LONGEST).zip(ended[start..].chars()) {
                piece = piece.bytes(letter.encode_utf8(&mut [0; 4]).as_bytes());
                if length >= SHORTEST {
                    pieces.push(piece.closed().end());
                }
            }
        }
    }
    bag.add_damped(pieces);
}
