//! Named things seen in a text → sparse numbered features, by hashing their names.

/// Sparse features: number and value, ascending by number, each number once.
pub type Features = Vec<(u32, f32)>;

/// Collects features by name. Names are hashed to numbers, so that no vocabulary needs to be kept; two names may share a
/// number, which costs a little accuracy and no correctness.
#[derive(Debug, Clone)]
pub struct Bag {
    bits: u32,
    entries: Features,
    /// Where the open block begins.
    block: usize,
}

impl Bag {
    /// An empty bag with numbers below 2^`bits`; `bits` is taken as at least 1 and at most 20.
    #[must_use]
    pub fn new(bits: u32) -> Self {
        Self { bits: bits.clamp(1, 20), entries: Vec::new(), block: 0 }
    }

    /// Adds `value` to the feature `name` of a kind. The kind keeps the same word apart in different roles.
    pub fn add(&mut self, kind: &str, name: &str, value: f32) {
        self.entries.push((number(&[kind, name], self.bits), value));
    }

    /// Adds `value` to the feature of a pair of names.
    pub fn add_pair(&mut self, kind: &str, first: &str, second: &str, value: f32) {
        self.entries.push((number(&[kind, first, second], self.bits), value));
    }

    /// Adds names by their hashes, each once, [`damped`] by how often it is there.
    pub fn add_damped(&mut self, hashes: Vec<u64>) {
        let bits = self.bits;
        self.entries.extend(damped(hashes).into_iter().map(|(hash, value)| (cut(hash, bits), value)));
    }

    /// Adds `value` to the feature with that number, which the caller has made sure no name shares.
    pub fn add_number(&mut self, number: u32, value: f32) {
        self.entries.push((number, value));
    }

    /// Closes a block: scales what was added since the last block so that its length is `length`. Blocks (words, cues,
    /// neighbours) then count as they are meant to, however long the text is. An empty block stays empty.
    pub fn close(&mut self, length: f32) {
        let block = merged(self.entries.split_off(self.block));
        let norm = block.iter().map(|(_, value)| f64::from(*value).powi(2)).sum::<f64>().sqrt();
        // A length is far within what an f32 can hold.
        #[expect(clippy::cast_possible_truncation, reason = "a ratio of small numbers")]
        let scale = if norm > 0.0 { (f64::from(length) / norm) as f32 } else { 0.0 };
        self.entries.extend(block.into_iter().map(|(index, value)| (index, value * scale)));
        self.block = self.entries.len();
    }

    /// The features, sorted, with equal numbers added up.
    #[must_use]
    pub fn finish(self) -> Features {
        merged(self.entries)
    }
}

fn merged(mut entries: Features) -> Features {
    // A stable sort: equal numbers are added up in the order in which they came.
    entries.sort_by_key(|(index, _)| *index);
    let mut out: Features = Vec::with_capacity(entries.len());
    for (index, value) in entries {
        match out.last_mut() {
            Some((last, sum)) if *last == index => *sum += value,
            _ => out.push((index, value)),
        }
    }
    out
}

/// The number of a name of several parts: its [`NameHash`] cut to `bits`.
#[must_use]
pub fn number(parts: &[&str], bits: u32) -> u32 {
    let hash = parts.iter().fold(NameHash::default(), |hash, part| hash.part(part));
    cut(hash.end(), bits)
}

/// A hash's highest `bits`, at most 20 of them.
#[must_use]
pub fn cut(hash: u64, bits: u32) -> u32 {
    u32::try_from(hash >> (64 - bits)).unwrap_or(0)
}

/// FNV-1a over the parts of a name, each closed by a separator, mixed at the end (after `SplitMix64`). Names that begin alike
/// share the work on their beginning.
#[derive(Debug, Clone, Copy)]
pub struct NameHash(u64);

impl Default for NameHash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl NameHash {
    /// With one part more.
    #[must_use]
    pub fn part(self, part: &str) -> Self {
        self.bytes(part.as_bytes()).closed()
    }

    /// With more bytes of a part that is still open.
    #[must_use]
    pub fn bytes(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)))
    }

    /// With the open part closed.
    #[must_use]
    pub fn closed(self) -> Self {
        self.bytes(&[0x1f])
    }

    /// The hash.
    #[must_use]
    pub fn end(self) -> u64 {
        let mut hash = self.0;
        hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        hash ^ (hash >> 31)
    }
}

/// Each of the hashes once, ascending, with 1 + ln of how often it is there: what comes again counts less each time.
#[must_use]
pub fn damped(mut hashes: Vec<u64>) -> Vec<(u64, f32)> {
    hashes.sort_unstable();
    let value = |run: &[u64]| 1.0 + f32::from(u16::try_from(run.len()).unwrap_or(u16::MAX)).ln();
    hashes.chunk_by(|a, b| a == b).map(|run| (run[0], value(run))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_add_up_and_numbers_ascend() {
        let mut bag = Bag::new(18);
        for name in ["law", "treaty", "law"] {
            bag.add("word", name, 1.0);
        }
        let features = bag.finish();
        assert_eq!(features.len(), 2);
        assert!(features[0].0 < features[1].0);
        assert!(features.iter().any(|(_, value)| (*value - 2.0).abs() < 1e-6));
    }

    #[test]
    fn the_kind_tells_names_apart() {
        let one = |kind: &str, name: &str| {
            let mut bag = Bag::new(18);
            bag.add(kind, name, 1.0);
            bag.finish()
        };
        assert_ne!(one("word", "law"), one("next", "law"));
        assert_ne!(one("a", "bc"), one("ab", "c"));
        assert_eq!(one("word", "law"), one("word", "law"));
    }

    #[test]
    fn a_closed_block_has_its_length_and_leaves_others_alone() {
        let mut bag = Bag::new(18);
        bag.add("a", "x", 5.0);
        bag.close(1.0);
        for name in ["p", "q", "r", "s"] {
            bag.add("b", name, 3.0);
        }
        bag.close(0.5);
        let features = bag.finish();
        let sum: f32 = features.iter().map(|(_, value)| value * value).sum();
        assert!((sum - 1.25).abs() < 1e-5, "{sum}");
    }

    #[test]
    fn a_name_hashed_in_pieces_has_its_number() {
        let pieces = NameHash::default().part("g").bytes(b"l").bytes("ä".as_bytes()).closed();
        assert_eq!(cut(pieces.end(), 18), number(&["g", "lä"], 18));
    }

    #[test]
    fn what_comes_again_counts_less() {
        let (a, b) = (NameHash::default().part("a").end(), NameHash::default().part("b").end());
        let mut expected = vec![(a, 1.0 + 2.0f32.ln()), (b, 1.0)];
        expected.sort_by_key(|(hash, _)| *hash);
        assert_eq!(damped(vec![a, b, a]), expected);
    }
}
