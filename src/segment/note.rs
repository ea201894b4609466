//! A sentence's bytes → the pieces of it that are words of the speech, without the marks of footnotes and torn-in page feet.

use crate::text::Span;
use crate::text::line::is_superscript;

/// The pieces of `text[sentence]` that are left when `holes` and the marks of footnotes (`as agreed[3], we`) are cut out.
pub(super) fn pieces(text: &str, sentence: Span, holes: &[Span]) -> Vec<Span> {
    // A bracket, or the first byte of a raised figure.
    let marked = text.as_bytes()[sentence.start..sentence.end].iter().any(|byte| matches!(byte, b'[' | 0xc2 | 0xe2));
    if holes.is_empty() && !marked {
        return vec![sentence];
    }
    let first = holes.partition_point(|hole| hole.end <= sentence.start);
    let inside = holes[first..].iter().copied().take_while(|hole| hole.start < sentence.end);
    let mut cuts: Vec<Span> = inside.chain(marks(text, sentence)).collect();
    cuts.sort();
    let (mut pieces, mut at) = (Vec::new(), sentence.start);
    for cut in cuts {
        if cut.start > at {
            pieces.push(Span::new(at, cut.start));
        }
        at = at.max(cut.end);
    }
    if at < sentence.end {
        pieces.push(Span::new(at, sentence.end));
    }
    pieces
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
        let left: Vec<&str> = pieces(text, all, &[hole]).into_iter().map(|piece| piece.of(text)).collect();
        assert_eq!(left, ["As agreed", ", the law", " of [12] States ", " applies."]);
    }
}
