//! A text, piece by piece → its words.

use super::fold::{fold, respelled};
use super::runs::{plain_end, plain_length};
use super::span::Span;
use super::token::{Break, Token, Words};
use super::vocabulary::{PACKED, head, key};
use memchr::memchr_iter;
use std::collections::HashSet;

/// A text that is cut into words piece by piece.
#[derive(Debug)]
pub struct Tokenizer<'t> {
    text: &'t str,
    /// The text with small ASCII letters.
    small: String,
    /// Compounds cut at a line break somewhere in the text and written with their hyphen inside a line elsewhere.
    compounds: HashSet<String>,
    /// The folded words so far, separated by single spaces, with one before the first.
    folded: Vec<u8>,
    tokens: Vec<Token>,
}

/// A word of a text and the space behind it are about so long.
const LETTERS: usize = 6;

/// Prefixes that are glued to the word after their hyphen.
const GLUED: &[&str] = &["anti", "co", "counter", "cyber", "de", "e", "inter", "mis", "multi", "non", "pre", "re", "trans"];

/// French words that lose their last vowel before another word and are words of their own: "l'application". No English word
/// stands before an apostrophe as these do.
const ELIDED: &[&str] = &["c", "d", "j", "l", "m", "n", "qu", "s", "t", "jusqu", "lorsqu", "presqu", "puisqu", "quoiqu"];

impl<'t> Tokenizer<'t> {
    /// Ready to take the words of `text` piece by piece: the text's hyphenated compounds are known, so that a compound cut at a
    /// line break is told from a hyphenated word.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut folded = Vec::with_capacity(text.len() + PACKED + 1);
        folded.push(b' ');
        let tokens = Vec::with_capacity(text.len() / LETTERS);
        Self { text, small: text.to_ascii_lowercase(), compounds: compounds(text), folded, tokens }
    }

    /// How many words there are so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.tokens.len()
    }

    /// The words.
    ///
    /// # Panics
    /// Never: words are added whole, as text.
    #[must_use]
    pub fn finish(self) -> Words {
        let folded = String::from_utf8(self.folded).expect("words are added whole, as text");
        Words { folded, tokens: self.tokens }
    }

    /// Appends the words that stand in a piece of the text.
    pub fn push(&mut self, piece: Span) {
        let mut at = piece.start;
        let mut before = Break::None;
        while at < piece.end {
            if self.small.as_bytes()[at] == b' ' {
                at += 1;
                continue;
            }
            let head = head(&self.small.as_bytes()[at..]);
            if let Some(end) = self.plain(head, Span::new(at, piece.end)) {
                self.add_plain(head, Span::new(at, end), before);
                at = end;
                before = Break::None;
                continue;
            }
            let mut scanner = Scanner { text: self.text, at, end: piece.end, compounds: &self.compounds };
            let Some(c) = scanner.peek() else { break };
            if c.is_alphanumeric() {
                scanner.word();
                let word = Span::new(at, scanner.at);
                at = word.end;
                self.add(word, before);
                before = Break::None;
            } else {
                before = before.max(scanner.separator(c));
                at = scanner.at;
            }
        }
    }

    /// The end of the word that begins here, if it is of plain letters and digits alone and nothing joins it to what follows: most
    /// are. `head` are its first bytes.
    #[inline]
    fn plain(&self, head: u64, here: Span) -> Option<usize> {
        let bytes = &self.small.as_bytes()[..here.end];
        let length = plain_length(head);
        let end = if length < PACKED { (here.start + length).min(here.end) } else { plain_end(bytes, here.start + PACKED) };
        let joins = |at: usize| bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace());
        let is_whole = match bytes.get(end) {
            Some(b' ' | b'\n' | b'\r' | b',' | b';' | b':' | b')' | b'?' | b'!' | b'"') | None => true,
            Some(b'.') => !joins(end + 1),
            _ => false,
        };
        (end > here.start && is_whole).then_some(end)
    }

    /// Adds a word of plain letters and digits; `head` are its first bytes in small letters.
    #[inline]
    fn add_plain(&mut self, head: u64, span: Span, before: Break) {
        let length = span.len();
        let start = self.folded.len();
        let mut known = None;
        if length <= PACKED {
            let packed = head >> (64 - 8 * length);
            if (packed, length) == CANNOT {
                return self.add(span, before);
            }
            // Its bytes and what follows, cut at once: cheaper than as many bytes as there are.
            self.folded.extend_from_slice(&head.to_be_bytes());
            self.folded.truncate(start + length);
            known = Some(packed);
        } else {
            self.folded.extend_from_slice(&self.small.as_bytes()[span.start..span.end]);
        }
        if let Some((old, new)) = respelled(&self.folded[start..]) {
            self.folded.truncate(self.folded.len() - old);
            self.folded.extend_from_slice(new.as_bytes());
            known = None;
        }
        let key = known.unwrap_or_else(|| key(&self.folded[start..]));
        self.close(start, span, before, key);
    }

    /// Adds a word of whatever letters and signs.
    fn add(&mut self, span: Span, before: Break) {
        let written = span.of(self.text);
        let stem = written
            .strip_suffix("'s")
            .or_else(|| written.strip_suffix("’s"))
            .or_else(|| written.strip_suffix("'S"))
            .or_else(|| written.strip_suffix("’S"));
        let written = stem.unwrap_or(written);
        let span = Span::new(span.start, span.start + written.len());
        // "don't" is read as "do not", "cannot" as "can not": one negation for all ways of writing it.
        let Some(cut) = negated_at(written) else { return self.add_folded(&fold(written), span, before) };
        let verb = fold(&written[..cut]);
        let verb = match verb.as_str() {
            "ca" => "can",
            "wo" => "will",
            "sha" => "shall",
            other => other,
        };
        self.add_folded(verb, Span::new(span.start, span.start + cut), before);
        self.add_folded("not", Span::new(span.start + cut, span.end), Break::None);
    }

    fn add_folded(&mut self, word: &str, span: Span, before: Break) {
        let start = self.folded.len();
        self.folded.extend_from_slice(word.as_bytes());
        self.close(start, span, before, key(word.as_bytes()));
    }

    /// Makes what has been folded since `start` a word.
    #[inline]
    fn close(&mut self, start: usize, span: Span, before: Break, key: u64) {
        let folded = start..self.folded.len();
        self.folded.push(b' ');
        self.tokens.push(Token { span, folded, before, key });
    }
}

/// "Cannot" as a number, and how long it is.
const CANNOT: (u64, usize) = (0x6361_6e6e_6f74, 6);

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
    let hyphens = || memchr_iter(b'-', text.as_bytes());
    let behind = |at: usize| &text[at + 1..];
    let cut: HashSet<String> = hyphens()
        .filter(|at| behind(*at).starts_with(['\n', '\r']))
        .filter_map(|at| Some(compound(word_before(text, at)?, after_line_break(behind(at))?.0)))
        .collect();
    if cut.is_empty() {
        return cut;
    }
    let whole = |at: usize| {
        let rest = behind(at);
        let second = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        (!second.is_empty()).then(|| Some(compound(word_before(text, at)?, second))).flatten()
    };
    hyphens().filter_map(whole).filter(|whole| cut.contains(whole)).collect()
}

/// The word that ends at a byte.
fn word_before(text: &str, at: usize) -> Option<&str> {
    let before = &text[..at];
    let start = before.char_indices().rev().take(WORD).take_while(|(_, c)| c.is_alphanumeric()).last()?.0;
    Some(&before[start..])
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
