//! Two texts come in, how many shingles they have in common goes out.

use super::words::hashes;

/// So many words in a row are a shingle.
pub const SHINGLE: usize = 4;

/// The shingles of a text, each once, ascending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// The shingles of a text; none if it is shorter than one.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut all: Vec<u64> = shingles(&hashes(text), SHINGLE).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// How many shingles are in both, and how many in one of them at least.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> (usize, usize) {
        let (mut a, mut b, mut common) = (0, 0, 0);
        while let (Some(mine), Some(theirs)) = (self.0.get(a), other.0.get(b)) {
            common += usize::from(mine == theirs);
            a += usize::from(mine <= theirs);
            b += usize::from(theirs <= mine);
        }
        (common, self.0.len() + other.0.len() - common)
    }
}

/// One number for every `width` words in a row.
pub(super) fn shingles(words: &[u64], width: usize) -> impl Iterator<Item = u64> {
    words.windows(width).map(|row| spread(row.iter().fold(0, |sum, word| spread(sum ^ *word))))
}

/// Makes every bit depend on all (the end of `SplitMix64`).
pub(super) fn spread(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_changed_costs_as_many_shingles_as_hold_it() {
        let text = "a b c d e f g h i j k l m n o p";
        let (one, other) = (Shingles::of(text), Shingles::of(&text.replace('h', "x")));
        assert_eq!(one.overlap(&one), (13, 13));
        assert_eq!(one.overlap(&other), (9, 17));
        assert_eq!(Shingles::of("a b c").overlap(&one), (0, 13));
    }

    #[test]
    fn the_order_of_the_words_counts() {
        assert_ne!(Shingles::of("a b c d"), Shingles::of("b a c d"));
    }
}
