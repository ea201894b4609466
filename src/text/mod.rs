//! Text without politics: spans, words, folding, inflection, the phrase language, near spellings.
//!
//! ```text
//! &str ─tokenizer→ Words (folded, with spans into the original) ─phrase→ numbers of words ─→ which sentences ─→ where exactly
//! ```

pub mod fold;
pub mod frequency;
pub mod inflect;
pub mod language;
pub mod line;
pub mod near;
pub mod phrase;
pub mod runs;
pub mod span;
pub(crate) mod starts;
pub mod token;
mod tokenizer;
pub mod toml;
mod vocabulary;

pub use span::Span;
pub use token::{Break, Token, Words};
pub use tokenizer::Tokenizer;
