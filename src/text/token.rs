//! The words of a text, folded, with spans into the untouched text and the punctuation that stood before each.

use super::span::Span;
use super::tokenizer::Tokenizer;
use super::vocabulary::Vocabulary;
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
    /// What tells its folded form quickly.
    pub(super) key: u64,
}

/// The words of a stretch of text. `folded` holds the folded words, each with one space before and after it, so that
/// ` cyberspace ` is found in it exactly where the word stands.
#[derive(Debug, Clone)]
pub struct Words {
    /// The folded words, separated by single spaces, with one before the first.
    pub folded: String,
    /// The words in order.
    pub tokens: Vec<Token>,
}

impl Default for Words {
    fn default() -> Self {
        Self { folded: String::from(" "), tokens: Vec::new() }
    }
}

impl Words {
    /// The words of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_piece(text, Span::new(0, text.len()))
    }

    /// The words of a piece of `text`.
    #[must_use]
    pub fn of_piece(text: &str, piece: Span) -> Self {
        let mut tokenizer = Tokenizer::new(text);
        tokenizer.push(piece);
        tokenizer.finish()
    }

    /// The folded form of a word.
    #[must_use]
    pub fn word(&self, index: usize) -> &str {
        &self.folded[self.tokens[index].folded.clone()]
    }

    /// The number of a word in a vocabulary, if it is known there.
    #[inline]
    pub(super) fn number_in(&self, vocabulary: &Vocabulary, index: usize) -> Option<usize> {
        let token = &self.tokens[index];
        vocabulary.number_of(token.key, token.folded.len(), || self.word(index))
    }

    /// The bytes of the folded text from a word on.
    #[inline]
    pub(crate) fn from(&self, index: usize) -> &[u8] {
        &self.folded.as_bytes()[self.tokens[index].folded.start..]
    }
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
