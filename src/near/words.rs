//! Text comes in, one number a word goes out, the same for all ways to set the text: capitals, accents, marks of all kinds, hyphens at
//! line ends and numbers of pages, paragraphs and notes make no difference.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The offset and the prime of the hash FNV-1a (Fowler, Noll and Vo).
const START: u64 = 0xCBF2_9CE4_8422_2325;
const PRIME: u64 = 0x0100_0000_01B3;

/// The hashes of the words of a text, in order.
pub(super) fn hashes(text: &str) -> Vec<u64> {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(bytes.len() / 6);
    let mut word = Word::default();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'a'..=b'z' => word.letter(*byte),
            b'A'..=b'Z' => word.letter(byte.to_ascii_lowercase()),
            b'0'..=b'9' => word.digit(*byte),
            b'-' | b'\'' if word.is_begun => at += joined(&bytes[at + 1..]).unwrap_or_else(|| word.end(&mut found)),
            0x80.. => {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                at += c.len_utf8() - 1;
                match c {
                    '\u{ad}' | '’' | '\u{2010}' | '\u{2011}' if word.is_begun => {
                        at += joined(&bytes[at + 1..]).unwrap_or_else(|| word.end(&mut found));
                    }
                    c if c.is_alphanumeric() => word.folded(c),
                    c if is_combining_mark(c) => {}
                    _ => {
                        word.end(&mut found);
                    }
                }
            }
            _ => {
                word.end(&mut found);
            }
        }
        at += 1;
    }
    word.end(&mut found);
    found
}

/// How many bytes to skip after a hyphen or an apostrophe if the word goes on behind it, be it on the next line.
fn joined(rest: &[u8]) -> Option<usize> {
    let goes_on = |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0x80;
    let space = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r' | b' ' | b'\t')).count();
    let is_line_end = space == 0 || rest[..space].contains(&b'\n');
    (is_line_end && rest.get(space).is_some_and(goes_on)).then_some(space)
}

/// A word on the way.
struct Word {
    hash: u64,
    is_begun: bool,
    has_letter: bool,
}

impl Default for Word {
    fn default() -> Self {
        Self { hash: START, is_begun: false, has_letter: false }
    }
}

impl Word {
    fn letter(&mut self, byte: u8) {
        self.digit(byte);
        self.has_letter = true;
    }

    fn digit(&mut self, byte: u8) {
        self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(PRIME);
        self.is_begun = true;
    }

    /// A sign beyond ASCII: without its accents, ligatures as their letters.
    fn folded(&mut self, c: char) {
        let mut bytes = [0; 4];
        for part in std::iter::once(c).nfkd().flat_map(char::to_lowercase).filter(|part| !is_combining_mark(*part)) {
            part.encode_utf8(&mut bytes).bytes().for_each(|byte| self.letter(byte));
        }
    }

    /// Ends the word, if one is begun; one of digits alone does not count. Skips nothing.
    fn end(&mut self, found: &mut Vec<u64>) -> usize {
        if self.has_letter {
            found.push(self.hash);
        }
        *self = Self::default();
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_set_in_two_ways_has_the_same_words() {
        let plain = hashes("Cybersecurity is a coordinated effort of Cote dIvoires officials, it is said");
        let set = "1\n**Cyber-\nsecurity** is a co\u{ad}ordi-\r\n   nated effort of Côte d’Ivoire's oﬃcials; (it) is\nsaid.[12] – 13";
        assert_eq!(hashes(set), plain);
        assert_eq!(plain.len(), 12);
    }

    #[test]
    fn other_words_have_other_hashes() {
        let mut all = hashes("one two three four five six a b c ab ba über uber2 no. - - '' ’’ x-");
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!((all.len(), count), (15, 15));
    }
}
