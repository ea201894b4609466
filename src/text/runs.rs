//! A text → its runs of letters and digits, as they are written.

/// Whether a byte is an ASCII letter or digit.
static IS_PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte, 0x30..=0x39 | 0x41..=0x5a | 0x61..=0x7a);
        byte += 1;
    }
    table
};

/// The runs of letters and digits of a text, in order, each without a sign or space in it.
pub fn runs(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let is_wide = move |at: usize| bytes.get(at).is_some_and(|byte| !byte.is_ascii());
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = next(text, at, true);
        let plain = plain_end(bytes, start);
        at = if is_wide(plain) { next(text, plain, false) } else { plain };
        (start < at).then(|| &text[start..at])
    })
}

/// How many of eight bytes, the first one highest, are small ASCII letters and digits before the first that is not.
#[inline]
pub(super) fn plain_length(eight: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = 0x80 * EACH;
    // The highest bit of each byte tells; none carries into the next.
    let at_least = |byte: u8| (eight & !HIGHEST) + (0x80 - u64::from(byte)) * EACH;
    let letters = at_least(b'a') & !at_least(b'z' + 1);
    let digits = at_least(b'0') & !at_least(b'9' + 1);
    let others = !(letters | digits) | eight;
    (others & HIGHEST).leading_zeros() as usize / 8
}

/// The end of the ASCII letters and digits that stand at `start`.
#[inline]
pub(super) fn plain_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while bytes.get(at).is_some_and(|byte| IS_PLAIN[usize::from(*byte)]) {
        at += 1;
    }
    at
}

/// The first byte from `at` on at which a letter or digit stands, or none does; the end of the text if there is no such byte.
fn next(text: &str, mut at: usize, inside: bool) -> usize {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            if IS_PLAIN[usize::from(*byte)] == inside {
                return at;
            }
            at += 1;
        } else {
            let Some(c) = text[at..].chars().next() else { break };
            if c.is_alphanumeric() == inside {
                return at;
            }
            at += c.len_utf8();
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_bytes_are_counted_together() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut eight = *b"az09az09";
                eight[at] = byte;
                let slow = eight.iter().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).count();
                assert_eq!(plain_length(u64::from_be_bytes(eight)), slow, "{byte} at {at}");
            }
        }
    }

    #[test]
    fn runs_are_what_stands_between_signs_and_spaces() {
        for text in ["", " ", "A1, b.", "l’État – “oui”.", "été", "日本は、賛成", "-x", "a\u{301}b", "٣٤ x"] {
            let slow: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            assert_eq!(runs(text).collect::<Vec<_>>(), slow, "{text}");
        }
    }
}
