//! Words ⇄ numbers: each word once, all in one text, so that thousands of them are learnt and looked up quickly.

/// Words, numbered from 0 in the order in which they came.
#[derive(Debug, Default, Clone)]
pub(super) struct Vocabulary {
    /// The words, one after the other.
    text: String,
    /// Where each of them ends.
    ends: Vec<u32>,
    /// What tells each of them.
    keys: Vec<u64>,
    /// A word's sign and its number plus one, at the place that the sign gives or the next that was free; 0 is free.
    places: Vec<(u32, u32)>,
}

impl Vocabulary {
    /// How many words.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word with that number; nothing if there is none.
    pub(super) fn word(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|last| self.ends.get(last)).map_or(0, |end| *end as usize);
        self.ends.get(number).map_or("", |end| &self.text[start..*end as usize])
    }

    /// The number of a word, if it is known.
    pub(super) fn number(&self, word: &str) -> Option<usize> {
        self.number_of(key(word.as_bytes()), word.len(), || word)
    }

    /// The same for a word of so many bytes whose [`key`] is known; only a long one is looked at.
    #[inline]
    pub(super) fn number_of<'w>(&self, key: u64, length: usize, word: impl Fn() -> &'w str) -> Option<usize> {
        let last = self.places.len().checked_sub(1)?;
        let sign = sign(key);
        let mut at = sign as usize & last;
        loop {
            let (other, number) = self.places[at];
            let number = number.checked_sub(1)? as usize;
            if other == sign && self.keys[number] == key && (length <= PACKED || self.word(number) == word()) {
                return Some(number);
            }
            at = (at + 1) & last;
        }
    }

    /// The number of a word, which is learnt if it is not known, and whether it is new.
    ///
    /// # Panics
    /// If all words together have four billion bytes.
    pub(super) fn learn(&mut self, word: &str) -> (usize, bool) {
        if let Some(known) = self.number(word) {
            return (known, false);
        }
        // Half of the places stay free, so that one is soon met where a word is not known.
        if self.places.len() <= self.ends.len() * 2 {
            let larger = vec![(0, 0); (self.places.len() * 2).max(64)];
            let smaller = std::mem::replace(&mut self.places, larger);
            smaller.into_iter().filter(|(_, number)| *number != 0).for_each(|(sign, number)| self.settle(sign, number));
        }
        self.text.push_str(word);
        let [end, number] = [self.text.len(), self.ends.len() + 1]
            .map(|count| u32::try_from(count).expect("a codebook's words have fewer than four billion bytes"));
        let key = key(word.as_bytes());
        self.ends.push(end);
        self.keys.push(key);
        self.settle(sign(key), number);
        (self.ends.len() - 1, true)
    }

    /// Puts a word's number plus one at its place.
    fn settle(&mut self, sign: u32, number: u32) {
        let last = self.places.len() - 1;
        let mut at = sign as usize & last;
        while self.places[at].1 != 0 {
            at = (at + 1) & last;
        }
        self.places[at] = (sign, number);
    }
}

impl<'a> FromIterator<&'a str> for Vocabulary {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        let mut all = Self::default();
        words.into_iter().for_each(|word| _ = all.learn(word));
        all
    }
}

/// Words of at most so many bytes can be packed.
pub(super) const PACKED: usize = 8;

/// The bytes of a word of at most [`PACKED`], as a number; longer words have none.
pub(super) fn packed(word: &[u8]) -> Option<u64> {
    match word {
        [] => Some(0),
        [one] => Some(u64::from(*one)),
        [one, two] => Some(u64::from(*one) << 8 | u64::from(*two)),
        [one, two, three] => Some(u64::from(*one) << 16 | u64::from(*two) << 8 | u64::from(*three)),
        _ if word.len() > PACKED => None,
        _ => {
            // The last four bytes bring those that the first four leave out.
            let more = 8 * (word.len() - 4);
            let [first, last] = [word.first_chunk()?, word.last_chunk()?].map(|bytes| u64::from(u32::from_be_bytes(*bytes)));
            Some(first << more | last & ((1 << more) - 1))
        }
    }
}

/// The first bytes of a text, and zeros where it is shorter.
#[inline]
pub(super) fn head(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(first) => u64::from_be_bytes(*first),
        None => packed(text).unwrap_or(0).checked_shl(missing(text.len())).unwrap_or(0),
    }
}

/// How many bits of a head are left by so many bytes.
pub(super) fn missing(bytes: usize) -> u32 {
    8 * u32::try_from(PACKED.saturating_sub(bytes)).unwrap_or(0)
}

/// What tells a word: for words of at most [`PACKED`] bytes always, for longer ones nearly always. No long word has the key of a short
/// one: no text begins with a byte of the bits 10.
#[inline]
pub(super) fn key(bytes: &[u8]) -> u64 {
    let mixed = || {
        let (chunks, _) = bytes.as_chunks();
        let mix = |key: u64, chunk: &[u8; 8]| (key.rotate_left(5) ^ u64::from_be_bytes(*chunk)).wrapping_mul(MIX);
        chunks.iter().chain(bytes.last_chunk()).fold(0, mix) >> 2 | 0b10 << 62
    };
    packed(bytes).unwrap_or_else(mixed)
}

/// The half of a key in which all of it is mixed.
fn sign(key: u64) -> u32 {
    (key.wrapping_mul(MIX) >> 32) as u32
}

/// An odd number by which keys are spread: the golden ratio's.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_keeps_its_number() {
        let words: Vec<String> = (0..1000).map(|number| format!("w{number}{}", "x".repeat(number % 23))).collect();
        let mut vocabulary = Vocabulary::default();
        assert_eq!(vocabulary.number("w1"), None);
        for (number, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.learn(word), (number, true));
            assert_eq!(vocabulary.learn(word), (number, false));
        }
        for (number, word) in words.iter().enumerate() {
            assert_eq!((vocabulary.number(word), vocabulary.word(number)), (Some(number), word.as_str()));
        }
        assert_eq!((vocabulary.number("w1000"), vocabulary.number(""), vocabulary.word(1000)), (None, None, ""));
    }

    #[test]
    fn a_packed_word_is_its_bytes() {
        for word in ["", "a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh", "été"] {
            let slow = word.bytes().fold(0, |number, byte| number << 8 | u64::from(byte));
            assert_eq!(packed(word.as_bytes()), Some(slow), "{word}");
        }
        assert_eq!(packed(b"abcdefghi"), None);
    }
}
