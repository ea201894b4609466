//! A phrase as written → its tree, or an error at a byte of it.

use crate::text::Words;
use std::borrow::Cow;
use std::fmt;

/// The tree of a phrase, before its words are known to a lexicon. Words are as written, or folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phrase<'p> {
    /// Any inflection of a word.
    Word(Cow<'p, str>),
    /// Exactly this form.
    Exact(Cow<'p, str>),
    /// Any word that starts so.
    Prefix(Cow<'p, str>),
    /// A concept by name.
    Concept(&'p str),
    /// One after the other.
    Sequence(Vec<Self>),
    /// One of these.
    Choice(Vec<Self>),
    /// This or nothing.
    Optional(Box<Self>),
    /// Up to `most` words; `across` clause bounds or not.
    Gap {
        /// The most words that may stand in the gap.
        most: u16,
        /// Whether the gap may pass a clause bound.
        across: bool,
    },
    /// All of these in any order with up to `slack` other words.
    Bag {
        /// What must be there.
        items: Vec<Self>,
        /// How many other words may stand between.
        slack: u16,
    },
    /// Not followed by this.
    Not(Box<Self>),
    /// The start of the sentence.
    Start,
    /// The end of the sentence.
    End,
    /// A bound of a clause.
    Bound,
}

/// What is wrong with a phrase, and at which byte of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseError {
    /// The byte of the phrase at which it is wrong.
    pub at: usize,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for PhraseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)
    }
}

impl std::error::Error for PhraseError {}

/// Parses a phrase.
///
/// # Errors
/// If a bracket is not closed, a gap stands first or last, a mark is unknown, or nothing in it must match.
pub fn parse(text: &str) -> Result<Phrase<'_>, PhraseError> {
    let mut parser = Parser { text, at: 0 };
    let phrase = parser.sequence()?;
    if parser.at < text.len() {
        return Err(parser.error("nothing is open that this could close"));
    }
    if !needs_a_word(&phrase) {
        return Err(PhraseError { at: 0, what: "a phrase must hold at least one word that is not optional".into() });
    }
    Ok(phrase)
}

const DEFAULT_GAP: u16 = 5;
const DEFAULT_SLACK: u16 = 8;

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'p> Parser<'p> {
    fn error(&self, what: impl Into<String>) -> PhraseError {
        PhraseError { at: self.at, what: what.into() }
    }

    /// The next character, space apart.
    fn peek(&mut self) -> Option<char> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        match bytes.get(self.at) {
            Some(byte) if byte.is_ascii_graphic() => Some(char::from(*byte)),
            _ => {
                self.take(char::is_whitespace);
                self.text[self.at..].chars().next()
            }
        }
    }

    /// Moves over the characters that are so, and gives them.
    #[inline]
    fn take(&mut self, is_so: impl Fn(char) -> bool) -> &'p str {
        let start = self.at;
        // Nearly all are ASCII.
        let plain = |byte: &&u8| byte.is_ascii() && is_so(char::from(**byte));
        self.at += self.text.as_bytes()[start..].iter().take_while(plain).count();
        if self.text.as_bytes().get(self.at).is_some_and(|byte| !byte.is_ascii()) {
            let rest = &self.text[self.at..];
            self.at += rest.find(|c| !is_so(c)).unwrap_or(rest.len());
        }
        &self.text[start..self.at]
    }

    /// Elements up to a mark that ends them, or the end.
    fn sequence(&mut self) -> Result<Phrase<'p>, PhraseError> {
        let start = self.at;
        let Some(first) = self.item()? else {
            self.at = start;
            return Err(self.error("expected a word, `@concept`, `(`, `[` or `{` here"));
        };
        // Most options of a choice are one word.
        let whole = match self.item()? {
            None => first,
            Some(second) => {
                let mut items = Vec::with_capacity(4);
                items.extend([first, second]);
                while let Some(item) = self.item()? {
                    items.push(item);
                }
                Phrase::Sequence(items)
            }
        };
        let ends = if let Phrase::Sequence(items) = &whole { [items.first(), items.last()] } else { [Some(&whole); 2] };
        let [first, last] = ends.map(|end| matches!(end, Some(Phrase::Gap { .. })));
        if first {
            self.at = start;
            return Err(self.error("a gap cannot come first: say what stands before it"));
        }
        if last {
            return Err(self.error("a gap cannot come last: say what stands after it"));
        }
        Ok(whole)
    }

    /// The next element, unless a mark comes that ends a sequence.
    fn item(&mut self) -> Result<Option<Phrase<'p>>, PhraseError> {
        match self.peek() {
            None | Some(')' | ']' | '}' | '|' | ',') => Ok(None),
            Some(c) => self.element(c).map(Some),
        }
    }

    fn element(&mut self, c: char) -> Result<Phrase<'p>, PhraseError> {
        match c {
            '(' => self.choice(),
            '[' => {
                let open = self.at;
                self.at += 1;
                let mut options = vec![self.sequence()?];
                while self.peek() == Some('|') {
                    self.at += 1;
                    options.push(self.sequence()?);
                }
                self.close(']', open)?;
                let inner = if options.len() == 1 { options.remove(0) } else { Phrase::Choice(options) };
                Ok(Phrase::Optional(Box::new(inner)))
            }
            '{' => self.bag(),
            '.' => self.gap(),
            '!' => {
                self.at += 1;
                let Some(c) = self.peek() else { return Err(self.error("expected what must not follow after `!`")) };
                Ok(Phrase::Not(Box::new(self.element(c)?)))
            }
            '<' | '>' | '/' => {
                self.at += 1;
                Ok(match c {
                    '<' => Phrase::Start,
                    '>' => Phrase::End,
                    _ => Phrase::Bound,
                })
            }
            '@' => {
                self.at += 1;
                let name = self.name();
                if name.is_empty() { Err(self.error("expected the name of a concept after `@`")) } else { Ok(Phrase::Concept(name)) }
            }
            '=' => {
                self.at += 1;
                let word = self.written();
                if word.is_empty() { Err(self.error("expected a word after `=`")) } else { Ok(in_sequence(word, Phrase::Exact)) }
            }
            _ => {
                let word = self.written();
                if word.is_empty() {
                    return Err(self.error(format!("`{c}` means nothing here; write words without punctuation")));
                }
                if self.text[self.at..].starts_with('*') {
                    self.at += 1;
                    let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
                    return Ok(Phrase::Prefix(if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }));
                }
                Ok(in_sequence(word, Phrase::Word))
            }
        }
    }

    fn choice(&mut self) -> Result<Phrase<'p>, PhraseError> {
        let open = self.at;
        self.at += 1;
        let mut options = vec![self.sequence()?];
        while self.peek() == Some('|') {
            self.at += 1;
            options.push(self.sequence()?);
        }
        self.close(')', open)?;
        Ok(if options.len() == 1 { options.remove(0) } else { Phrase::Choice(options) })
    }

    fn bag(&mut self) -> Result<Phrase<'p>, PhraseError> {
        let open = self.at;
        self.at += 1;
        let mut items = vec![self.sequence()?];
        while self.peek() == Some(',') {
            self.at += 1;
            items.push(self.sequence()?);
        }
        self.close('}', open)?;
        let slack = self.number()?.unwrap_or(DEFAULT_SLACK);
        if items.len() > 8 {
            self.at = open;
            return Err(self.error("at most 8 things may stand between `{` and `}`"));
        }
        Ok(Phrase::Bag { items, slack })
    }

    fn gap(&mut self) -> Result<Phrase<'p>, PhraseError> {
        let dots = self.text[self.at..].bytes().take_while(|byte| *byte == b'.').count();
        match dots {
            2 => {
                self.at += 2;
                let most = self.number()?.unwrap_or(DEFAULT_GAP);
                Ok(Phrase::Gap { most, across: false })
            }
            3 => {
                self.at += 3;
                Ok(Phrase::Gap { most: u16::MAX, across: true })
            }
            _ => Err(self.error("a gap is `..`, `..8` (at most 8 words) or `...` (any number)")),
        }
    }

    fn close(&mut self, closer: char, open: usize) -> Result<(), PhraseError> {
        if self.peek() == Some(closer) {
            self.at += 1;
            return Ok(());
        }
        if self.at == self.text.len() {
            self.at = open;
            return Err(self.error(format!("this is never closed: expected `{closer}`")));
        }
        Err(self.error(format!("expected `{closer}` here")))
    }

    fn number(&mut self) -> Result<Option<u16>, PhraseError> {
        let rest = &self.text[self.at..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            return Ok(None);
        }
        let number = rest[..digits].parse().map_err(|_| self.error("expected a number of words below 65536"))?;
        self.at += digits;
        Ok(Some(number))
    }

    fn name(&mut self) -> &'p str {
        self.take(|c| c.is_alphanumeric() || c == '_')
    }

    fn written(&mut self) -> &'p str {
        self.take(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))
    }
}

/// A written word may be several words to the tokenizer ("capacity-building").
fn in_sequence<'p>(written: &'p str, make: fn(Cow<'p, str>) -> Phrase<'p>) -> Phrase<'p> {
    // Nearly all are plain words, and those the tokenizer leaves whole.
    if written.bytes().all(|byte| byte.is_ascii_alphabetic()) && written != "cannot" {
        return make(Cow::Borrowed(written));
    }
    let words = Words::of(written);
    let mut parts: Vec<Phrase<'p>> = (0..words.tokens.len()).map(|index| make(Cow::Owned(words.word(index).to_owned()))).collect();
    if parts.len() == 1 { parts.remove(0) } else { Phrase::Sequence(parts) }
}

fn needs_a_word(phrase: &Phrase<'_>) -> bool {
    match phrase {
        Phrase::Word(_) | Phrase::Exact(_) | Phrase::Prefix(_) | Phrase::Concept(_) => true,
        Phrase::Sequence(items) | Phrase::Bag { items, .. } => items.iter().any(needs_a_word),
        Phrase::Choice(options) => options.iter().all(needs_a_word),
        Phrase::Optional(_) | Phrase::Gap { .. } | Phrase::Not(_) | Phrase::Start | Phrase::End | Phrase::Bound => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_byte_and_the_remedy() {
        for (text, at, what) in [
            ("a (b | c", 2, "this is never closed: expected `)`"),
            (".. a", 0, "a gap cannot come first: say what stands before it"),
            ("a ..", 4, "a gap cannot come last: say what stands after it"),
            ("a @ b", 3, "expected the name of a concept after `@`"),
            ("[a]", 0, "a phrase must hold at least one word that is not optional"),
            ("a ) b", 2, "nothing is open that this could close"),
            ("a % b", 2, "`%` means nothing here; write words without punctuation"),
            ("a .... b", 2, "a gap is `..`, `..8` (at most 8 words) or `...` (any number)"),
        ] {
            assert_eq!(parse(text), Err(PhraseError { at, what: what.into() }), "{text}");
        }
    }
}
