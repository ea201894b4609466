//! A text → its runs of letters and digits, as they are written.

/// Whether a byte is an ASCII letter or digit.
pub(super) static IS_PLAIN: [bool; 256] = {
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
    packed_runs(text).map(|run| run.word)
}

/// A run, the byte after it, and its bytes as a number if it is of at most eight small ASCII letters.
pub(super) struct Run<'t> {
    pub(super) word: &'t str,
    pub(super) end: usize,
    pub(super) packed: Option<u64>,
}

/// The same as [`runs`], with what tells short words quickly.
pub(super) fn packed_runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = next(text, at, true);
        let (mut number, mut is_small) = (0, true);
        at = start;
        while let Some(byte) = bytes.get(at).filter(|byte| IS_PLAIN[usize::from(**byte)]) {
            number = number << 8 | u64::from(*byte);
            is_small &= *byte >= b'a';
            at += 1;
        }
        let plain = at;
        if bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
            at = next(text, at, false);
        }
        let packed = (is_small && plain == at && at - start <= 8).then_some(number);
        (start < at).then(|| Run { word: &text[start..at], end: at, packed })
    })
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
    fn runs_are_what_stands_between_signs_and_spaces() {
        for text in ["", " ", "A1, b.", "l’État – “oui”.", "été", "日本は、賛成", "-x", "a\u{301}b", "٣٤ x"] {
            let slow: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            assert_eq!(runs(text).collect::<Vec<_>>(), slow, "{text}");
        }
    }
}
