//! The words of a text come in, 128 bits that are alike for alike texts go out (Charikar 2002).

use super::overlap::{shingles, spread};
use super::words::hashes;
use serde::{Deserialize, Serialize};

/// So many words in a row vote. Single words, or two in a row, are so much alike in all speech of one kind that unlike statements
/// would differ in few bits; with four, a copy would differ in more for every word edited.
const WIDTH: usize = 3;

/// What tells of a text whether it may be like another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Print {
    /// Each bit is what most rows of three words vote for.
    pub bits: [u64; 2],
    /// How many words the text has.
    pub words: usize,
}

impl Print {
    /// The print of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words = hashes(text);
        let mut votes = [Votes::default(), Votes::default()];
        for shingle in shingles(&words, WIDTH) {
            votes[0].add(shingle);
            votes[1].add(spread(shingle));
        }
        Self { bits: votes.map(|votes| votes.most()), words: words.len() }
    }

    /// In how many bits two prints differ, 0–128.
    #[must_use]
    pub fn distance(self, other: Self) -> u32 {
        self.bits.iter().zip(other.bits).map(|(mine, theirs)| (mine ^ theirs).count_ones()).sum()
    }
}

/// How often each of 64 bits was set: 64 counters side by side, the lowest digit of all of them in the first number.
#[derive(Default)]
struct Votes {
    digits: [u64; 32],
    count: u32,
}

impl Votes {
    fn add(&mut self, bits: u64) {
        let mut carry = bits;
        for digit in &mut self.digits {
            (*digit, carry) = (*digit ^ carry, *digit & carry);
            if carry == 0 {
                break;
            }
        }
        self.count = self.count.saturating_add(1);
    }

    /// The bits that more than half of the votes set.
    fn most(&self) -> u64 {
        let votes = |bit: u32| self.digits.iter().enumerate().map(|(place, digit)| ((digit >> bit) & 1) << place).sum::<u64>();
        (0..u64::BITS).filter(|bit| 2 * votes(*bit) > u64::from(self.count)).map(|bit| 1 << bit).sum()
    }
}
