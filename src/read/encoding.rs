//! Bytes of a text file → its words: by the byte order mark, as UTF-8, else by the letters' frequencies, said in a notice.

use crate::error::{Error, Result};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr_iter;

/// So many bytes tell the encoding.
const LOOKED_AT: usize = 1 << 20;

/// The text of `bytes`, and a notice if its encoding was assumed. Text in UTF-8 stays as it is, byte for byte.
///
/// # Errors
/// If the bytes are no text.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Option<String>)> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return Ok(converted(encoding, &bytes[mark..], "by its byte order mark"));
    }
    if let Some(encoding) = wide(bytes) {
        return Ok(converted(encoding, bytes, "assumed from the zero bytes between its letters"));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Error::new(format!("is not a text file: NUL byte at offset {at}"))
            .hint("`demarche formats` lists what is read; the extension must fit the content"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), None));
    }
    let looked_at = &bytes[..bytes.len().min(LOOKED_AT)];
    let control = looked_at.iter().filter(|byte| **byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12)).count();
    if control * 50 > looked_at.len() {
        return Err(Error::new("is not a text file: it holds bytes that no text has").hint("`demarche formats` lists what is read"));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(looked_at, true);
    Ok(converted(detector.guess(None, Utf8Detection::Deny), bytes, "assumed from its letters, as it is not UTF-8"))
}

/// The encoding of two-byte text without a byte order mark: Latin letters have a zero byte before or behind them.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    if sample.len() < 16 {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    match (even * 10 > half * 7, odd * 10 > half * 7) {
        (true, false) if odd * 20 < half => Some(UTF_16BE),
        (false, true) if even * 20 < half => Some(UTF_16LE),
        _ => None,
    }
}

fn converted(encoding: &'static Encoding, bytes: &[u8], why: &str) -> (String, Option<String>) {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let lost = if had_errors { "; some signs could not be read" } else { "" };
    let notice = format!("read as {}, {why}{lost}; offsets count in the text that `demarche text` prints", encoding.name());
    (text.into_owned(), Some(notice))
}

/// A notice on signs that change the direction of writing, behind which words may be other than they look.
pub(super) fn hidden_signs(text: &str) -> Option<String> {
    // All of them begin with this byte, and few others do.
    let signs = memchr_iter(0xe2, text.as_bytes()).filter_map(|at| text[at..].chars().next());
    let turning = signs.filter(|sign| matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    let (mut count, mut overrides) = (0, 0);
    for sign in turning {
        count += 1;
        overrides += usize::from(matches!(sign, '\u{202d}' | '\u{202e}'));
    }
    (overrides > 0).then(|| {
        format!("holds {count} signs that turn the direction of writing, {overrides} of them overrides: words may read otherwise than they look; quotes keep them")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let utf16: Vec<u8> = "We agree with Türkiye.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&[0xff, 0xfe][..], &utf16].concat();
        let big: Vec<u8> = "We agree with Türkiye.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let french = "Le droit international s’applique à la cybersécurité : nous l’avons déjà souligné à Genève.";
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(french);
        for (bytes, text, named) in [
            ("We agree.".as_bytes(), "We agree.", None),
            ("\u{feff}We agree.".as_bytes(), "\u{feff}We agree.", None),
            (&marked, "We agree with Türkiye.", Some("UTF-16LE, by its byte order mark")),
            (&utf16, "We agree with Türkiye.", Some("UTF-16LE, assumed")),
            (&big, "We agree with Türkiye.", Some("UTF-16BE, assumed")),
            (&latin, french, Some("windows-1252, assumed")),
        ] {
            let (read, notice) = decode(bytes).unwrap();
            assert_eq!(read, text);
            assert_eq!(notice.is_some(), named.is_some(), "{text}");
            assert!(notice.unwrap_or_default().contains(named.unwrap_or_default()), "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_said_to_be_none() {
        assert!(decode(b"PK\x03\x04\0\0").unwrap_err().to_string().contains("NUL byte at offset 4"));
        assert!(decode(&[1, 2, 3, 4, 5, 0xff, 0xfe, 6]).unwrap_err().to_string().contains("no text has"));
    }

    #[test]
    fn turned_writing_is_noticed() {
        assert!(hidden_signs("We \u{202e}eerga\u{202c}.").unwrap().contains("1 of them overrides"));
        assert_eq!(hidden_signs("We agree."), None);
    }
}
