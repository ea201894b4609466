//! A paragraph's bytes → the stretches of it that stand in quotation marks.

use crate::text::Span;
use memchr::memchr3_iter;

/// What stands between quotation marks in `text[span]`, marks included. A paragraph that opens with a mark which is not
/// closed in it is quoted as a whole: a long quotation opens every paragraph and closes only the last.
pub(super) fn quoted(text: &str, span: Span) -> Vec<Span> {
    if !opens(&text.as_bytes()[span.start..span.end]) {
        return Vec::new();
    }
    let (mut found, mut open): (Vec<Span>, Option<(usize, char)>) = (Vec::new(), None);
    for (offset, c) in text[span.start..span.end].char_indices() {
        let at = span.start + offset;
        match (open, c) {
            (None, '“' | '«' | '"') => open = Some((at, c)),
            (Some((start, '“')), '”') | (Some((start, '«')), '»') | (Some((start, '"')), '"') => {
                found.push(Span::new(start, at + c.len_utf8()));
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, '“' | '«')) = open
        && text[span.start..start].chars().all(|c| !c.is_alphanumeric())
    {
        found.push(Span::new(start, span.end));
    }
    found
}

/// Whether one of the marks `"`, `“` and `«` stands in a text.
fn opens(text: &[u8]) -> bool {
    let opens = |here: &[u8]| here[0] == b'"' || here.starts_with("“".as_bytes()) || here.starts_with("«".as_bytes());
    memchr3_iter(b'"', 0xe2, 0xc2, text).any(|at| opens(&text[at..]))
}

/// Whether all words of a sentence stand within one of `quoted`, which are in order.
pub(super) fn is_quoted(text: &str, sentence: Span, quoted: &[Span]) -> bool {
    if quoted.is_empty() {
        return false;
    }
    let words = sentence.of(text);
    let from = sentence.start + words.find(char::is_alphanumeric).unwrap_or(0);
    let to = sentence.start + words.rfind(char::is_alphanumeric).unwrap_or(0);
    let near = quoted.partition_point(|quote| quote.end <= to);
    quoted.get(near).is_some_and(|quote| quote.start <= from && to < quote.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_wholly_in_marks_is_quoted() {
        for (text, sentence, expected) in [
            ("“We agree.” So they said.", "“We agree.”", true),
            ("“We agree.” So they said.", "So they said.", false),
            ("He said: “One. Two.” We agree.", "Two.”", true),
            ("He said: “One. Two.” We agree.", "He said: “One.", false),
            ("“All of this. And this.", "And this.", true),
            ("We call it “law”.", "We call it “law”.", false),
            ("“Law” is not “order”.", "“Law” is not “order”.", false),
            ("\"We agree.\"", "\"We agree.\"", true),
        ] {
            let at = text.find(sentence).unwrap();
            let quotes = quoted(text, Span::new(0, text.len()));
            assert_eq!(is_quoted(text, Span::new(at, at + sentence.len()), &quotes), expected, "{sentence}");
        }
    }
}
