//! A sentence's bytes → the pieces of it that are words of the speech, without the marks of footnotes and torn-in page feet.

use crate::text::Span;
use crate::text::line::is_superscript;
use memchr::memchr3_iter;

/// Calls `take` with the pieces of `text[sentence]` that are left when `holes` and the marks of footnotes (`as agreed[3], we`) are
/// cut out.
pub(super) fn each_piece(text: &str, sentence: Span, holes: &[Span], mut take: impl FnMut(Span)) {
    if holes.is_empty() && !may_be_marked(&text.as_bytes()[sentence.start..sentence.end]) {
        return take(sentence);
    }
    let first = holes.partition_point(|hole| hole.end <= sentence.start);
    let inside = holes[first..].iter().copied().take_while(|hole| hole.start < sentence.end);
    let mut cuts: Vec<Span> = inside.chain(marks(text, sentence)).collect();
    cuts.sort();
    let mut at = sentence.start;
    for cut in cuts {
        if cut.start > at {
            take(Span::new(at, cut.start));
        }
        at = at.max(cut.end);
    }
    if at < sentence.end {
        take(Span::new(at, sentence.end));
    }
}

/// Whether a bracket opens or a figure is raised, told by its first bytes.
fn may_be_marked(text: &[u8]) -> bool {
    memchr3_iter(b'[', 0xc2, 0xe2, text)
        .any(|at| matches!((text[at], text.get(at + 1)), (b'[', _) | (0xc2, Some(0xb2 | 0xb3 | 0xb9)) | (0xe2, Some(0x81))))
}

/// The marks of footnotes within a sentence: figures in square brackets directly after a word, raised figures.
fn marks(text: &str, sentence: Span) -> impl Iterator<Item = Span> {
    let words = sentence.of(text);
    words.match_indices(|c: char| c == '[' || is_superscript(c)).filter_map(move |(at, sign)| {
        let start = sentence.start + at;
        if sign != "[" {
            return Some(Span::new(start, start + sign.len()));
        }
        let digits = words[at + 1..].bytes().take(4).take_while(u8::is_ascii_digit).count();
        let is_mark =
            (1..=3).contains(&digits) && words[at + 1 + digits..].starts_with(']') && !words[..at].ends_with(char::is_whitespace) && at > 0;
        is_mark.then(|| Span::new(start, start + digits + 2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnote_marks_are_no_words() {
        let text = "As agreed[3], the law¹ of [12] States 2/5 applies.";
        let all = Span::new(0, text.len());
        let hole = text.find("2/5").map(|at| Span::new(at, at + 3)).unwrap();
        let mut left: Vec<&str> = Vec::new();
        each_piece(text, all, &[hole], |piece| left.push(piece.of(text)));
        assert_eq!(left, ["As agreed", ", the law", " of [12] States ", " applies."]);
    }
}
