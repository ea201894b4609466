//! A whole word, or the beginning of one, as a single number.

use super::compile::WordId;

/// A literal of which patterns may need one: a whole word, or the beginning of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Literal(u32);

/// What a literal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole word.
    Word(WordId),
    /// The beginning of a word, by its number among the prefixes.
    Prefix(u32),
}

impl Literal {
    /// A whole word. Numbers of words are below two billion.
    pub(crate) fn word(id: WordId) -> Self {
        Self(id << 1)
    }

    /// The beginning of a word, by its number among the prefixes.
    pub(crate) fn prefix(id: u32) -> Self {
        Self(id << 1 | 1)
    }

    /// Which of both it is.
    pub(crate) fn kind(self) -> Kind {
        let id = self.0 >> 1;
        if self.0 & 1 == 0 { Kind::Word(id) } else { Kind::Prefix(id) }
    }
}
