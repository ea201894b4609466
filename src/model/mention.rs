//! A proposition taken up at a span, and what saw it.

use std::ops::Range;

/// How the words take a proposition up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wording {
    /// They state it.
    States,
    /// They state its opposite.
    Denies,
    /// They name its object, and take no side by themselves.
    Names,
    /// They name the opposite of its object.
    NamesOpposite,
}

impl Wording {
    /// Whether the words take a side by themselves.
    #[must_use]
    pub fn asserts(self) -> bool {
        matches!(self, Self::States | Self::Denies)
    }

    /// Whether the words are turned against the proposition.
    #[must_use]
    pub fn is_opposite(self) -> bool {
        matches!(self, Self::Denies | Self::NamesOpposite)
    }

    /// The name of the codebook key it comes from.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::States => "says",
            Self::Denies => "denies",
            Self::Names => "names",
            Self::NamesOpposite => "names_opposite",
        }
    }
}

/// A proposition taken up in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The proposition's id.
    pub proposition: String,
    /// How the words take it up.
    pub wording: Wording,
    /// The sentence's index in the document.
    pub sentence: usize,
    /// The words of the match, gaps included.
    pub words: Range<usize>,
    /// The words that the pattern itself names, ascending.
    pub explicit: Vec<usize>,
    /// The extractor that saw it.
    pub extractor: &'static str,
    /// The pattern that matched, as written.
    pub pattern: String,
    /// Strength of the bare assertion, 1–5.
    pub strength: u8,
}
