//! A word as written → the form in which it is compared: lower case, no accents, one spelling for British and American.

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
    if word.is_ascii() {
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

fn is_dropped(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '.' | '\'' | '’' | '*' | '-' | '\n' | '\r' | ' ' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

const ENDINGS: &[(&str, &str)] = &[
    ("ise", "ize"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ising", "izing"),
    ("iser", "izer"),
    ("isation", "ization"),
    ("isations", "izations"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("yses", "yzes"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("oural", "oral"),
    ("ourable", "orable"),
    ("ourite", "orite"),
    ("efence", "efense"),
    ("efences", "efenses"),
    ("ffence", "ffense"),
    ("ffences", "ffenses"),
    ("icence", "icense"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("centre", "center"),
    ("centres", "centers"),
    ("fulfil", "fulfill"),
    ("fulfils", "fulfills"),
];

fn respell(out: &mut String, start: usize) {
    let word = &out[start..];
    if word.len() < 6 || !word.is_ascii() {
        return;
    }
    // Nearly all words end in a letter no ending has; look no further for those.
    if !matches!(word.as_bytes()[word.len() - 1], b'e' | b'd' | b's' | b'g' | b'r' | b'n' | b'l') {
        return;
    }
    for (old, new) in ENDINGS {
        if word.ends_with(old) {
            let at = out.len() - old.len();
            out.truncate(at);
            out.push_str(new);
            return;
        }
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
