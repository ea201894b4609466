//! How alike two texts are in meaning: texts without politics come in, numbers come out.
//!
//! ```text
//! text ─terms→ content terms ─idf→ how rare each is in this topic ─bm25→ does this text hold those words?
//!                                                              └─tfidf→ Sparse vectors ─cosine→ 0…1
//! texts of a topic ─topic→ Topic ─signals of a pair (terms, letters, words, encoder; with and without what is common)─┐
//! references ──────────────likeness→ Likeness ─score→ how likely a text says what a reference says, 0…1 ←────────────┘
//! ```
//!
//! Nothing here depends on the order of its input: terms are sorted by their ids, and sums over texts are exact.

pub mod bm25;
pub mod centre;
pub mod encoder;
mod feedback;
pub mod idf;
pub mod likeness;
pub mod sparse;
pub mod terms;
pub mod tfidf;
pub mod topic;
pub mod words;

pub use bm25::Bm25;
pub use encoder::{Dense, Encoder};
pub use idf::Idf;
pub use likeness::{Among, Likeness};
pub use sparse::{Sparse, cosine};
pub use terms::{TermId, Terms};
pub use tfidf::TfIdf;
pub use topic::{Text, Topic};
pub use words::WordTable;
