//! Beginnings of words: which of many a text begins with, told for nearly all texts by their first three bytes.

use super::vocabulary::{PACKED, Vocabulary, head, missing};

/// What texts may begin with, numbered from 0 in the order in which they came.
#[derive(Debug, Clone)]
pub(crate) struct Starts {
    known: Vocabulary,
    /// For each place that three bytes give, the number plus one of the last beginning there.
    lasts: Vec<u32>,
    /// How each beginning is told.
    signs: Vec<Sign>,
    /// Those of fewer than three bytes.
    short: Vec<u32>,
}

/// The first bytes of a beginning.
#[derive(Debug, Clone, Copy)]
struct Sign {
    /// They, and zeros behind them.
    head: u64,
    /// Ones where they are.
    mask: u64,
    /// The number plus one of the beginning that came before at the same place.
    before: u32,
    /// Whether there are more bytes than these.
    is_longer: bool,
}

/// So many places.
const PLACES: usize = 4096;

/// Beginnings of fewer bytes have no place of their own.
const FEWEST: usize = 3;

impl Default for Starts {
    fn default() -> Self {
        Self { known: Vocabulary::default(), lasts: vec![0; PLACES], signs: Vec::new(), short: Vec::new() }
    }
}

impl Starts {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// The beginning with that number.
    pub(crate) fn text(&self, number: u32) -> &str {
        self.known.word(number as usize)
    }

    /// The number of a beginning, which is learnt if it is not known, and whether it is new.
    pub(crate) fn learn(&mut self, text: &str) -> (u32, bool) {
        let (at, is_new) = self.known.learn(text);
        let number = u32::try_from(at).expect("there are fewer than four billion beginnings");
        if is_new {
            let head = head(text.as_bytes());
            let mut before = 0;
            if text.len() < FEWEST {
                self.short.push(number);
            } else {
                before = std::mem::replace(&mut self.lasts[place(head)], number + 1);
            }
            let mask = u64::MAX.checked_shl(missing(text.len())).unwrap_or(0);
            self.signs.push(Sign { head, mask, before, is_longer: text.len() > PACKED });
        }
        (number, is_new)
    }

    /// Calls `take` with each that a text begins with.
    #[inline]
    pub(crate) fn each(&self, text: &[u8], mut take: impl FnMut(u32)) {
        let head = head(text);
        let begins =
            |number: u32, sign: &Sign| head & sign.mask == sign.head && (!sign.is_longer || text.starts_with(self.text(number).as_bytes()));
        let mut next = self.lasts[place(head)];
        while let Some(number) = next.checked_sub(1) {
            let sign = &self.signs[number as usize];
            if begins(number, sign) {
                take(number);
            }
            next = sign.before;
        }
        self.short.iter().copied().filter(|number| begins(*number, &self.signs[*number as usize])).for_each(take);
    }
}

/// A place for texts with these first three bytes; some others share it.
#[inline]
fn place(head: u64) -> usize {
    ((head >> 40).wrapping_mul(0x9e37_79b9) >> 20) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_what_it_begins_with() {
        let beginnings = ["cyber", "cyb", "law", "l", "la", "the rest ", "été", "cyber security"];
        let mut starts = Starts::default();
        for (number, text) in (0..).zip(beginnings) {
            assert_eq!([starts.learn(text), starts.learn(text)], [(number, true), (number, false)]);
        }
        for text in ["cyberspace", "cyber security", "cy", "law", "lawful", "la", "the rest of it", "the restful", "été", "", "x"] {
            let mut found: Vec<&str> = Vec::new();
            starts.each(text.as_bytes(), |number| found.push(starts.text(number)));
            let mut slow: Vec<&str> = beginnings.into_iter().filter(|start| text.starts_with(start)).collect();
            found.sort_unstable();
            slow.sort_unstable();
            assert_eq!(found, slow, "{text}");
        }
    }
}
