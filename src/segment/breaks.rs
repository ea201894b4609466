//! A paragraph's bytes → the bytes of its sentences.

use super::abbreviations::{begins_sentence, is_abbreviation};
use crate::text::Span;
use crate::text::line::{CLOSERS, FINAL, is_superscript};
use memchr::{memchr3, memchr3_iter};

/// A sentence with more words is cut.
const WORDS: usize = 200;

/// Bytes after which a sentence is cut even where it has no spaces.
const BYTES: usize = 16 * 1024;

/// Signs that may stand before the first word of a sentence.
const OPENERS: &[char] = &['"', '\'', '“', '‘', '«', '(', '[', '*', '_', '¿', '¡'];

/// How far back the word before a full stop is looked for.
const BACK: usize = 24;

/// Appends the sentences of `text[span]`, each from its first to its last sign, without the marks of footnotes behind it.
pub(super) fn split(text: &str, span: Span, out: &mut Vec<Span>) {
    let mut start = span.start;
    let mut at = span.start;
    while let Some(stop) = next_final(text, at, span.end) {
        let (end, after) = behind(text, stop, span.end);
        if is_end(text, Span::new(start, span.end), stop, after) {
            push(text, Span::new(start, end), out);
            start = after;
        }
        at = after.max(stop + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    push(text, Span::new(start, span.end), out);
}

/// Where the next sign that may end a sentence stands.
fn next_final(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = text.get(at..end)?;
    let plain = memchr3(b'.', b'!', b'?', rest.as_bytes());
    // The wide signs of [`FINAL`], by their first bytes.
    let before = &rest.as_bytes()[..plain.unwrap_or(rest.len())];
    let wide = memchr3_iter(0xe2, 0xe3, 0xef, before).find(|found| rest[*found..].starts_with(FINAL));
    wide.or(plain).map(|found| at + found)
}

/// The byte after the closing signs behind a stop, and the byte after the marks of footnotes behind those.
fn behind(text: &str, stop: usize, end: usize) -> (usize, usize) {
    let skip = |from: usize, signs: &[char]| end - text[from..end].trim_start_matches(signs).len();
    let closed = skip(skip(stop, FINAL), CLOSERS);
    let mut after = closed;
    loop {
        let rest = &text[after..end];
        let bracketed = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).filter(|(mark, _)| is_number(mark));
        let raised = rest.trim_start_matches(is_superscript);
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if let Some((_, rest)) = bracketed {
            after = end - rest.len();
        } else if raised.len() < rest.len() {
            after = end - raised.len();
        } else if after == closed && (1..=2).contains(&digits) && is_bare_mark(text, stop, &rest[digits..]) {
            after += digits;
        } else {
            break;
        }
    }
    if after == closed { (closed, closed) } else { (closed, skip(after, CLOSERS)) }
}

/// Whether digits behind a stop are the mark of a footnote: "as agreed.2 Next", not "version 1.2 is".
fn is_bare_mark(text: &str, stop: usize, rest: &str) -> bool {
    text[..stop].ends_with(char::is_alphabetic) && (rest.is_empty() || rest.starts_with(char::is_whitespace))
}

fn is_number(mark: &str) -> bool {
    let mark = mark.strip_prefix('^').unwrap_or(mark);
    (1..=3).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a sentence ends at the stop; `after` is the byte behind it and its marks.
fn is_end(text: &str, span: Span, stop: usize, after: usize) -> bool {
    let rest = &text[after..span.end];
    let next = rest.trim_start();
    if next.is_empty() {
        return true;
    }
    let sign = text[stop..].chars().next().unwrap_or('.');
    let run = text[stop..after].chars().filter(|c| FINAL.contains(c)).count();
    let word = before(text, span.start, stop);
    if next.len() == rest.len() && !is_wide(sign) {
        return after == stop + 1 && is_glued(text, stop, next);
    }
    let first = next.trim_start_matches(OPENERS);
    let Some(c) = first.chars().next() else { return true };
    if c.is_lowercase() || matches!(c, '-' | '–' | '—' | ',' | ';') {
        return false;
    }
    if sign == '…' || run > 1 && text[stop..after].starts_with("..") {
        return begins_sentence(first);
    }
    // "agreed.” Next": an abbreviation is not followed by closing signs.
    if sign != '.' || after > stop + 1 {
        return true;
    }
    // "A/72/PV. 22" is one document symbol.
    let is_symbol = word.contains('/') && next.starts_with(|c: char| c.is_ascii_digit());
    !is_symbol && !is_abbreviation(word, next) && !is_marker(text, span.start, stop, word)
}

/// Signs of scripts that set no space after a sentence.
fn is_wide(sign: char) -> bool {
    matches!(sign, '。' | '！' | '？')
}

/// A missing space: "at war.We must", not "www.Example.org" or "U.N".
fn is_glued(text: &str, stop: usize, next: &str) -> bool {
    let word = before(text, 0, stop);
    let lower = word.chars().rev().take_while(|c| c.is_lowercase()).count();
    lower >= 2 && !word.contains(['.', '/', '@']) && next.starts_with(char::is_uppercase) && begins_sentence(next)
}

/// The word that ends at `stop`.
fn before(text: &str, start: usize, stop: usize) -> &str {
    let mut from = stop.saturating_sub(BACK).max(start);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let word = text[from..stop].rsplit(|c: char| c.is_whitespace() || OPENERS.contains(&c) || matches!(c, '”' | '—' | '–')).next();
    word.unwrap_or_default()
}

/// Whether the word before the stop numbers what follows: "1. The first", "III. Law", "two points: 1. Law".
fn is_marker(text: &str, start: usize, stop: usize, word: &str) -> bool {
    let is_digits = (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let lead = text[start..stop - word.len()].trim_end();
    match lead.chars().next_back() {
        None => is_digits || is_roman,
        Some(c) => (is_digits || is_roman) && matches!(c, ':' | ';'),
    }
}

/// Appends a sentence, cut where it is longer than any sentence is.
fn push(text: &str, span: Span, out: &mut Vec<Span>) {
    // Each word takes a letter and a space at least.
    if span.len() < 2 * WORDS {
        let words = span.of(text);
        let start = span.end - words.trim_start_matches(is_space).len();
        return add(text, (start < span.end).then_some(start), span.start + words.trim_end_matches(is_space).len(), out);
    }
    let (mut words, mut start, mut end, mut in_word) = (0, None, span.start, false);
    for (offset, c) in text[span.start..span.end].char_indices() {
        let at = span.start + offset;
        if is_space(c) {
            in_word = false;
            continue;
        }
        if !in_word && words == WORDS || start.is_some_and(|start| at - start >= BYTES) {
            add(text, start, end, out);
            (words, start) = (0, None);
        }
        words += usize::from(!in_word);
        in_word = true;
        start = start.or(Some(at));
        end = at + c.len_utf8();
    }
    add(text, start, end, out);
}

/// Adds what has at least one letter or digit.
fn add(text: &str, start: Option<usize>, end: usize, out: &mut Vec<Span>) {
    if let Some(start) = start
        && text[start..end].contains(char::is_alphanumeric)
    {
        out.push(Span::new(start, end));
    }
}

/// White space, and signs that take no room.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        split(text, Span::new(0, text.len()), &mut out);
        out.into_iter().map(|span| span.of(text)).collect()
    }

    /// In each text `|` stands where one sentence ends and the next begins.
    #[test]
    fn sentences_as_statements_write_them() {
        for marked in [
            "We agree. |We disagree.",
            "I thank H.E. Mr. Akahori for his work. |We agree.",
            "See No. 5 of the list. |It is clear.",
            "The answer is no. |We have said so.",
            "Under para. 13 (b) of the report, States cooperate. |Good.",
            "The U.N. Charter applies. |It binds all.",
            "This belongs within the U.N. |We support that.",
            "Resolution A/RES/73/27. |We recall it.",
            "Some rules, e.g. Norway's, are clear.",
            "That is, i.e. Article 51, the law.",
            "Art. 51 and Sect. III. apply, approx. 5 times.",
            "J. A. Smith spoke. |He was clear.",
            "As agreed.[3]| The next point is law.",
            "As agreed.¹| Next, law.",
            "As agreed.2| Next, law.",
            "It is “settled.” |We agree.",
            "It is **settled.** |We agree.",
            "It is settled (see above). |We agree.",
            "(It is settled.) |We agree.",
            "Who could object? |We do not.",
            "“Why?” asked my capital.",
            "Never again! |We insist.",
            "We waited... and waited.",
            "We waited... |The answer came.",
            "We waited… |The answer came.",
            "Three points: 1. Law; 2. Norms; 3. Trust. |We insist.",
            "1. The first involves trust. |It is easy.",
            "III. International law applies. |It does.",
            "Growth was 3.5 per cent in 2019. |It fell to 2.1 in 2020.",
            "We met in 2019. |35 States spoke.",
            "Ministers, experts, etc. |We welcome all.",
            "Ministers, experts, etc. were there.",
            "We met on Sept. 9. |It was good.",
            "At 10 a.m. in New York we met.",
            "The world is at war.|We must act.",
            "Visit www.un.org for more. |Thank you.",
            "Is this law?! |It is.",
            "He said: “We agree.” |Then he left.",
            "Under Annex A. |We agree.",
            "We – as St. Lucia said – agree. |So be it.",
            "As was said (see A/72/PV. 22), it grows. |We agree.",
            "We agree.\n\n\nWe agree.",
            "Wait . |We agree.",
            "我们同意。|我们支持。",
            "Dr. Ms. Prof. Amb. X spoke.",
        ] {
            let expected: Vec<&str> =
                if marked.contains("\n\n") { marked.split("\n\n\n").collect() } else { marked.split('|').map(str::trim).collect() };
            let expected: Vec<String> = expected.iter().map(|part| without_mark(part)).collect();
            assert_eq!(sentences(&marked.replace('|', "")), expected, "{marked}");
        }
    }

    /// The marks of footnotes at the end belong to no sentence.
    fn without_mark(sentence: &str) -> String {
        ["[3]", "¹", "agreed.2"].iter().fold(sentence.to_owned(), |text, mark| match text.strip_suffix(mark) {
            Some(rest) if *mark == "agreed.2" => format!("{rest}agreed."),
            Some(rest) => rest.to_owned(),
            None => text,
        })
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let long = "word ".repeat(1000);
        assert_eq!(sentences(&long).iter().map(|part| part.split(' ').count()).collect::<Vec<_>>(), [200, 200, 200, 200, 200]);
        let solid = "ü".repeat(20_000);
        assert!(sentences(&solid).iter().all(|part| part.len() <= BYTES + 4));
    }

    #[test]
    fn signs_alone_are_no_sentence() {
        assert!(sentences(" … — * \n").is_empty());
    }
}
