//! A sentence's bytes → its words, folded, with spans into the untouched text and the punctuation that stood before each.

use super::fold::{fold_into, fold_plain_into};
use super::runs::IS_PLAIN;
use super::span::Span;
use std::collections::HashSet;
use std::ops::Range;

/// The punctuation between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Nothing but space, quotes or emphasis marks.
    None,
    /// A comma or a bracket.
    Comma,
    /// A semicolon, colon or dash.
    Clause,
}

/// One word.
#[derive(Debug, Clone)]
pub struct Token {
    /// Where it stands in the original text.
    pub span: Span,
    /// Where its folded form stands in [`Words::folded`].
    pub folded: Range<usize>,
    /// What stood before it.
    pub before: Break,
}

/// The words of a stretch of text. `folded` holds the folded words, each with one space before and after it, so that
/// ` cyberspace ` is found in it exactly where the word stands.
#[derive(Debug, Clone)]
pub struct Words {
    /// The folded words, separated by single spaces, with one before the first.
    pub folded: String,
    /// The words in order.
    pub tokens: Vec<Token>,
    /// Compounds cut at a line break somewhere in the text and written with their hyphen inside a line elsewhere; none
    /// if the text as a whole has not been looked at.
    compounds: Option<HashSet<String>>,
}

/// A word of a text and the space behind it are about so long.
const LETTERS: usize = 6;

/// Prefixes that are glued to the word after their hyphen.
const GLUED: &[&str] = &["anti", "co", "counter", "cyber", "de", "e", "inter", "mis", "multi", "non", "pre", "re", "trans"];

/// French words that lose their last vowel before another word and are words of their own: "l'application". No English word
/// stands before an apostrophe as these do.
const ELIDED: &[&str] = &["c", "d", "j", "l", "m", "n", "qu", "s", "t", "jusqu", "lorsqu", "presqu", "puisqu", "quoiqu"];

impl Default for Words {
    fn default() -> Self {
        Self { folded: String::from(" "), tokens: Vec::new(), compounds: None }
    }
}

impl Words {
    /// No words yet, ready to take those of `text` piece by piece: the text's hyphenated compounds are known, so that a
    /// compound cut at a line break is told from a hyphenated word.
    #[must_use]
    pub fn for_text(text: &str) -> Self {
        let mut words = Self { compounds: Some(compounds(text)), ..Self::default() };
        words.folded.reserve(text.len());
        words.tokens.reserve(text.len() / LETTERS);
        words
    }

    /// The words of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = Self::for_text(text);
        words.push(text, Span::new(0, text.len()));
        words
    }

    /// Appends the words that stand in `text[span]`.
    pub fn push(&mut self, text: &str, span: Span) {
        let compounds = self.compounds.take();
        let here = if compounds.is_none() { self::compounds(span.of(text)) } else { HashSet::new() };
        let mut scanner = Scanner { text, at: span.start, end: span.end, compounds: compounds.as_ref().unwrap_or(&here) };
        let mut before = Break::None;
        while scanner.at < scanner.end {
            if let Some(end) = scanner.plain() {
                self.add_plain(text, Span::new(scanner.at, end), before);
                scanner.at = end;
                before = Break::None;
                continue;
            }
            let Some(c) = scanner.peek() else { break };
            if c == ' ' {
                scanner.at += 1;
            } else if c.is_alphanumeric() {
                let start = scanner.at;
                scanner.word();
                self.add(text, Span::new(start, scanner.at), before);
                before = Break::None;
            } else {
                before = before.max(scanner.separator(c));
            }
        }
        self.compounds = compounds;
    }

    /// The folded form of a word.
    #[must_use]
    pub fn word(&self, index: usize) -> &str {
        &self.folded[self.tokens[index].folded.clone()]
    }

    /// The index of the word whose folded form covers byte `at` of [`Words::folded`].
    #[must_use]
    pub fn at_folded(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.folded.end <= at)
    }

    fn add(&mut self, text: &str, span: Span, before: Break) {
        let written = span.of(text);
        let stem = written
            .strip_suffix("'s")
            .or_else(|| written.strip_suffix("’s"))
            .or_else(|| written.strip_suffix("'S"))
            .or_else(|| written.strip_suffix("’S"));
        let written = stem.unwrap_or(written);
        let span = Span::new(span.start, span.start + written.len());
        // "don't" is read as "do not", "cannot" as "can not": one negation for all ways of writing it.
        if let Some(cut) = negated_at(written) {
            self.add_word(&written[..cut], Span::new(span.start, span.start + cut), before);
            let last = self.tokens.len() - 1;
            match self.word(last) {
                "ca" => self.refold(last, "can"),
                "wo" => self.refold(last, "will"),
                "sha" => self.refold(last, "shall"),
                _ => {}
            }
            self.add_word("not", Span::new(span.start + cut, span.end), Break::None);
        } else {
            self.add_word(written, span, before);
        }
    }

    /// Adds a word as [`Scanner::plain`] finds it.
    fn add_plain(&mut self, text: &str, span: Span, before: Break) {
        let written = span.of(text);
        if written.eq_ignore_ascii_case("cannot") {
            return self.add(text, span, before);
        }
        let start = self.folded.len();
        fold_plain_into(written, &mut self.folded);
        let folded = start..self.folded.len();
        self.folded.push(' ');
        self.tokens.push(Token { span, folded, before });
    }

    fn add_word(&mut self, written: &str, span: Span, before: Break) {
        let start = self.folded.len();
        fold_into(written, &mut self.folded);
        let folded = start..self.folded.len();
        self.folded.push(' ');
        self.tokens.push(Token { span, folded, before });
    }

    /// Replaces the folded form of the last word.
    fn refold(&mut self, last: usize, folded: &str) {
        let start = self.tokens[last].folded.start;
        self.folded.truncate(start);
        self.folded.push_str(folded);
        self.tokens[last].folded = start..self.folded.len();
        self.folded.push(' ');
    }
}

/// Where the "not" of a contracted or joined negation begins.
fn negated_at(word: &str) -> Option<usize> {
    if word.eq_ignore_ascii_case("cannot") {
        return Some(3);
    }
    let bare = word.strip_suffix('t').or_else(|| word.strip_suffix('T'))?;
    let bare = bare.strip_suffix('\'').or_else(|| bare.strip_suffix('’'))?;
    let bare = bare.strip_suffix('n').or_else(|| bare.strip_suffix('N'))?;
    (!bare.is_empty()).then_some(bare.len())
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    compounds: &'a HashSet<String>,
}

impl Scanner<'_> {
    /// The end of the word that begins here, if it is of plain letters and digits alone and nothing joins it to what follows: most are.
    fn plain(&self) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..self.end];
        let end = self.at + bytes[self.at..].iter().take_while(|byte| IS_PLAIN[usize::from(**byte)]).count();
        let joins = |at: usize| bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace());
        let is_whole = match bytes.get(end) {
            None | Some(b' ' | b'\n' | b'\r' | b',' | b';' | b':' | b')' | b'?' | b'!' | b'"') => true,
            Some(b'.') => !joins(end + 1),
            _ => false,
        };
        (end > self.at && is_whole).then_some(end)
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..self.end].chars().next()
    }

    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    /// Moves over one separator character and tells what bound it makes.
    fn separator(&mut self, c: char) -> Break {
        let spaced_hyphen =
            c == '-' && self.text[..self.at].ends_with(char::is_whitespace) && self.rest()[1..].starts_with(char::is_whitespace);
        self.at += c.len_utf8();
        match c {
            ',' | '(' | ')' | '[' | ']' => Break::Comma,
            ';' | ':' | '—' | '–' | '?' | '!' => Break::Clause,
            _ if spaced_hyphen => Break::Clause,
            _ => Break::None,
        }
    }

    /// Moves over one word; `at` stands on its first character.
    fn word(&mut self) {
        if let Some(length) = symbol_length(self.rest()) {
            self.at += length;
            return;
        }
        let start = self.at;
        loop {
            self.letters();
            let rest = self.rest();
            let mut after = rest.chars();
            let joins = match after.next() {
                Some('\'' | '’') => {
                    after.next().is_some_and(char::is_alphanumeric)
                        && !ELIDED.iter().any(|word| self.text[start..self.at].eq_ignore_ascii_case(word))
                }
                Some('\u{ad}' | '\u{200b}' | '\u{200d}') => after.next().is_some_and(char::is_alphanumeric),
                // A number's decimal point, and the dots of "U.N." and "H.E.".
                Some('.') => {
                    let digit = self.text[start..self.at].ends_with(|c: char| c.is_ascii_digit());
                    let next = after.next();
                    let initial = self.text[start..self.at].rsplit('.').next().is_some_and(|part| part.chars().count() == 1);
                    (digit && next.is_some_and(|c| c.is_ascii_digit()))
                        || (initial && next.is_some_and(char::is_alphabetic) && after.next().is_none_or(|c| !c.is_alphanumeric()))
                }
                Some('-') => {
                    let word = &self.text[start..self.at];
                    let glued = GLUED.iter().any(|prefix| word.eq_ignore_ascii_case(prefix));
                    match after.next() {
                        Some(c) if c.is_alphabetic() => glued,
                        Some('\n' | '\r') => {
                            if let Some(skip) = self.hyphenated(word) {
                                self.at += skip;
                                continue;
                            }
                            false
                        }
                        _ => false,
                    }
                }
                _ => false,
            };
            if !joins {
                break;
            }
            self.at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }

    fn letters(&mut self) {
        let rest = self.rest();
        self.at += rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    }

    /// At a hyphen before a line break: how many bytes to skip so that the halves make one word. A compound that the text
    /// also writes with its hyphen inside a line ("capacity-building") stays two words.
    fn hyphenated(&self, first: &str) -> Option<usize> {
        let rest = &self.rest()[1..];
        let (second, skipped) = after_line_break(rest)?;
        (!self.compounds.contains(&compound(first, second))).then_some(1 + skipped)
    }
}

/// The word in lower case after a line break at the start of `rest`, and how many bytes stand before it.
fn after_line_break(rest: &str) -> Option<(&str, usize)> {
    let second = rest.trim_start_matches(['\n', '\r', ' ', '\t']);
    if !second.starts_with(char::is_lowercase) {
        return None;
    }
    let end = second.find(|c: char| !c.is_alphanumeric()).unwrap_or(second.len());
    Some((&second[..end], rest.len() - second.len()))
}

fn compound(first: &str, second: &str) -> String {
    format!("{first}-{second}").to_lowercase()
}

/// The compounds that `text` cuts at a line break in one place and writes with their hyphen inside a line in another.
/// Two passes over the text: which are cut, then which of those stand whole.
fn compounds(text: &str) -> HashSet<String> {
    let cut: HashSet<String> = hyphens(text)
        .filter(|(_, rest)| rest.starts_with(['\n', '\r']))
        .filter_map(|(first, rest)| Some(compound(first, after_line_break(rest)?.0)))
        .collect();
    if cut.is_empty() {
        return cut;
    }
    hyphens(text)
        .filter(|(_, rest)| rest.starts_with(char::is_alphanumeric))
        .map(|(first, rest)| compound(first, &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())]))
        .filter(|whole| cut.contains(whole))
        .collect()
}

/// Each hyphen after a word: the word and the text after the hyphen.
fn hyphens(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices('-').filter_map(|(at, _)| {
        let before = &text[..at];
        let start = before.char_indices().rev().take(WORD).take_while(|(_, c)| c.is_alphanumeric()).last()?.0;
        Some((&text[start..at], &text[at + 1..]))
    })
}

/// No word of a language and no document symbol has more characters than this; longer runs are not looked through.
const WORD: usize = 64;

/// The length of a document symbol such as `A/RES/73/27` or `A/AC.290/2021/CRP.2` at the start of `text`.
fn symbol_length(text: &str) -> Option<usize> {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-');
    let end = text.as_bytes().iter().take(WORD).take_while(|byte| part(byte)).count();
    let run = text[..end].trim_end_matches(['.', '-', '/']);
    let (first, _) = run.split_once('/')?;
    let has_digit = run.bytes().any(|byte| byte.is_ascii_digit());
    let starts_like_one = first.len() <= 4 && first.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    (has_digit && starts_like_one).then_some(run.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let words = Words::of(text);
        (0..words.tokens.len()).map(|index| words.word(index).to_owned()).collect()
    }

    #[test]
    fn words_as_diplomats_write_them() {
        for (text, expected) in [
            ("States’ **cyber-attacks**, don't we", vec!["states", "cyberattacks", "do", "not", "we"]),
            ("We cannot accept it", vec!["we", "can", "not", "accept", "it"]),
            ("Japan's non-binding norms", vec!["japan", "nonbinding", "norms"]),
            ("capacity-building", vec!["capacity", "building"]),
            ("the U.N. (A/RES/73/27)", vec!["the", "un", "a/res/73/27"]),
            ("l’application d'un", vec!["l", "application", "d", "un"]),
            ("informa-\n\ntion leaks", vec!["information", "leaks"]),
            ("capacity-\n\nbuilding and capacity-building", vec!["capacity", "building", "and", "capacity", "building"]),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn a_span_leads_back_to_the_words_as_written() {
        let text = "“Türkiye’s view”: we can’t.";
        let words = Words::of(text);
        let written: Vec<&str> = words.tokens.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(written, ["Türkiye", "view", "we", "ca", "n’t"]);
        assert_eq!(words.tokens[2].before, Break::Clause);
    }
}
