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
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return fold_plain_into(word, out);
    }
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

/// The same for a word of ASCII letters and digits alone.
pub(super) fn fold_plain_into(word: &str, out: &mut String) {
    let start = out.len();
    out.push_str(word);
    out[start..].make_ascii_lowercase();
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

/// Endings and their one spelling, by their last three letters: nearly all words end in letters that no ending has.
fn endings(last: [u8; 3]) -> &'static [(&'static str, &'static str)] {
    match &last {
        b"ise" => &[("ise", "ize")],
        b"yse" => &[("yse", "yze")],
        b"ble" => &[("ourable", "orable")],
        b"ite" => &[("ourite", "orite")],
        b"nce" => &[("efence", "efense"), ("ffence", "ffense"), ("icence", "icense")],
        b"mme" => &[("programme", "program")],
        b"tre" => &[("centre", "center")],
        b"sed" => &[("ised", "ized"), ("ysed", "yzed")],
        b"red" => &[("oured", "ored")],
        b"ses" => &[("ises", "izes"), ("yses", "yzes")],
        b"ons" => &[("isations", "izations")],
        b"urs" => &[("ours", "ors")],
        b"ces" => &[("efences", "efenses"), ("ffences", "ffenses")],
        b"mes" => &[("programmes", "programs")],
        b"res" => &[("centres", "centers")],
        b"ils" => &[("fulfils", "fulfills")],
        b"ing" => &[("ising", "izing"), ("ysing", "yzing"), ("ouring", "oring")],
        b"ser" => &[("iser", "izer")],
        b"our" => &[("our", "or")],
        b"ion" => &[("isation", "ization")],
        b"ral" => &[("oural", "oral")],
        b"fil" => &[("fulfil", "fulfill")],
        _ => &[],
    }
}

fn respell(out: &mut String, start: usize) {
    let word = &out.as_bytes()[start..];
    let Some(last) = word.last_chunk().filter(|_| word.len() >= 6) else { return };
    let found = endings(*last).iter().filter(|_| word.is_ascii()).find(|(old, _)| word.ends_with(old.as_bytes()));
    if let Some((old, new)) = found {
        out.truncate(out.len() - old.len());
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
