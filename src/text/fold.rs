//! A word as written → the form in which it is compared: lower case, no accents, one spelling for British and American.

use super::vocabulary::packed;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the folded form of `word` to `out`.
///
/// Case and accents go; `-ise`, `-isation`, `-yse` become `-ize`, `-ization`, `-yze`; `-our` becomes `-or`; `-ence` in
/// *defence, offence, licence* becomes `-ense`; *programme, centre* become *program, center*. Soft hyphens, zero-width
/// characters and emphasis marks inside the word are dropped. The spelling rules also touch words that have one spelling
/// (*exercise*), on both sides of every comparison alike.
pub fn fold_into(word: &str, out: &mut String) {
    let start = out.len();
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        out.push_str(word);
        out[start..].make_ascii_lowercase();
    } else if word.is_ascii() {
        out.extend(
            word.bytes()
                .filter(|byte| !matches!(byte, b'.' | b'\'' | b'*' | b'-' | b'\n' | b'\r' | b' '))
                .map(|byte| char::from(byte.to_ascii_lowercase())),
        );
    } else {
        out.extend(word.nfd().filter(|c| !is_dropped(*c)).flat_map(char::to_lowercase));
    }
    respell(out, start);
}

/// The folded form of `word`; see [`fold_into`].
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// The text in small letters without accents, otherwise as it is written.
#[must_use]
pub fn unaccented(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

fn is_dropped(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '.' | '\'' | '’' | '*' | '-' | '\n' | '\r' | ' ' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

/// An ending and its one spelling.
struct Ending {
    /// Its letters as a number, and ones where they are.
    letters: u64,
    mask: u64,
    length: usize,
    new: &'static str,
}

/// An ending of at most eight letters, and its one spelling.
const fn ending(old: &str, new: &'static str) -> Ending {
    let (mut letters, mut at) = (0, 0);
    while at < old.len() {
        letters = letters << 8 | old.as_bytes()[at] as u64;
        at += 1;
    }
    Ending { letters, mask: u64::MAX >> (64 - 8 * old.len()), length: old.len(), new }
}

/// All of them, by their last three letters: nearly all words end in letters that no ending has.
#[inline]
fn endings(last: [u8; 3]) -> &'static [Ending] {
    match &last {
        b"ise" => const { &[ending("ise", "ize")] },
        b"yse" => const { &[ending("yse", "yze")] },
        b"ble" => const { &[ending("ourable", "orable")] },
        b"ite" => const { &[ending("ourite", "orite")] },
        b"nce" => const { &[ending("efence", "efense"), ending("ffence", "ffense"), ending("icence", "icense")] },
        b"mme" => const { &[ending("ogramme", "ogram")] },
        b"tre" => const { &[ending("centre", "center")] },
        b"sed" => const { &[ending("ised", "ized"), ending("ysed", "yzed")] },
        b"red" => const { &[ending("oured", "ored")] },
        b"ses" => const { &[ending("ises", "izes"), ending("yses", "yzes")] },
        b"ons" => const { &[ending("isations", "izations")] },
        b"urs" => const { &[ending("ours", "ors")] },
        b"ces" => const { &[ending("efences", "efenses"), ending("ffences", "ffenses")] },
        b"mes" => const { &[ending("ogrammes", "ograms")] },
        b"res" => const { &[ending("centres", "centers")] },
        b"ils" => const { &[ending("fulfils", "fulfills")] },
        b"ing" => const { &[ending("ising", "izing"), ending("ysing", "yzing"), ending("ouring", "oring")] },
        b"ser" => const { &[ending("iser", "izer")] },
        b"our" => const { &[ending("our", "or")] },
        b"ion" => const { &[ending("isation", "ization")] },
        b"ral" => const { &[ending("oural", "oral")] },
        b"fil" => const { &[ending("fulfil", "fulfill")] },
        _ => &[],
    }
}

/// How many letters at the end of a word in small letters have another spelling, and which; no word has two such endings.
#[inline]
pub(super) fn respelled(word: &[u8]) -> Option<(usize, &'static str)> {
    let last = word.last_chunk().filter(|_| word.len() >= 6)?;
    let endings = endings(*last);
    if endings.is_empty() {
        return None;
    }
    let tail = word.last_chunk().map_or_else(|| packed(word).unwrap_or(0), |tail| u64::from_be_bytes(*tail));
    let found = endings.iter().find(|ending| tail & ending.mask == ending.letters).filter(|_| word.is_ascii())?;
    Some((found.length, found.new))
}

fn respell(out: &mut String, start: usize) {
    if let Some((old, new)) = respelled(&out.as_bytes()[start..]) {
        out.truncate(out.len() - old);
        out.push_str(new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_every_way_of_writing_a_word() {
        for (written, folded) in [
            ("Behaviour", "behavior"),
            ("ORGANISATIONS", "organizations"),
            ("recognising", "recognizing"),
            ("Defence", "defense"),
            ("Türkiye", "turkiye"),
            ("U.N.", "un"),
            ("non-binding", "nonbinding"),
            ("programme", "program"),
            ("four", "four"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }
}
