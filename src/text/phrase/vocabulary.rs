//! Words ⇄ numbers: each word once, all in one text, so that thousands of them are learnt and looked up quickly.

use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Words, numbered from 0 in the order in which they came.
#[derive(Debug, Default, Clone)]
pub(super) struct Vocabulary {
    /// The words, one after the other.
    text: String,
    /// Where each of them ends.
    ends: Vec<u32>,
    /// A word's hash and its number plus one, at the place that its hash gives or the next that was free; 0 is free.
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
        self.find(word, hash(word))
    }

    fn find(&self, word: &str, hash: u32) -> Option<usize> {
        let last = self.places.len().checked_sub(1)?;
        let mut at = hash as usize & last;
        loop {
            match self.places[at] {
                (_, 0) => return None,
                (other, number) if other == hash && self.word(number as usize - 1) == word => return Some(number as usize - 1),
                _ => at = (at + 1) & last,
            }
        }
    }

    /// The number of a word, which is learnt if it is not known, and whether it is new.
    ///
    /// # Panics
    /// If all words together have four billion bytes.
    pub(super) fn learn(&mut self, word: &str) -> (usize, bool) {
        let hash = hash(word);
        if let Some(known) = self.find(word, hash) {
            return (known, false);
        }
        if self.places.len() * 3 <= self.ends.len() * 4 {
            let larger = vec![(0, 0); (self.places.len() * 2).max(64)];
            let smaller = std::mem::replace(&mut self.places, larger);
            smaller.into_iter().filter(|(_, number)| *number != 0).for_each(|(hash, number)| self.settle(hash, number));
        }
        self.text.push_str(word);
        let [end, number] = [self.text.len(), self.ends.len() + 1]
            .map(|count| u32::try_from(count).expect("a codebook's words have fewer than four billion bytes"));
        self.ends.push(end);
        self.settle(hash, number);
        (self.ends.len() - 1, true)
    }

    /// Puts a word's number plus one at the place of its hash.
    fn settle(&mut self, hash: u32, number: u32) {
        let last = self.places.len() - 1;
        let mut at = hash as usize & last;
        while self.places[at].1 != 0 {
            at = (at + 1) & last;
        }
        self.places[at] = (hash, number);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half of a hash is one")]
fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_keeps_its_number() {
        let words: Vec<String> = (0..1000).map(|number| format!("w{number}")).collect();
        let mut vocabulary = Vocabulary::default();
        assert_eq!(vocabulary.number("w1"), None);
        for (number, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.learn(word), (number, true));
            assert_eq!(vocabulary.learn(word), (number, false));
        }
        assert!(words.iter().enumerate().all(|(number, word)| vocabulary.number(word) == Some(number) && vocabulary.word(number) == word));
        assert_eq!((vocabulary.number("w1000"), vocabulary.number(""), vocabulary.word(1000)), (None, None, ""));
    }
}
