//! How alike two texts are in meaning: texts without politics come in, numbers come out.
//!
//! ```text
//! text ─terms→ content terms ─idf→ how rare each is in this topic ─bm25→ does this text hold those words?
//!                                                              └─tfidf→ Sparse vectors ─cosine→ 0…1
//! ```
//!
//! Nothing here depends on the order of its input: terms are sorted by their ids, and sums over texts are exact.

pub mod bm25;
pub mod idf;
pub mod sparse;
pub mod terms;
pub mod tfidf;

pub use bm25::Bm25;
pub use idf::Idf;
pub use sparse::{Sparse, cosine};
pub use terms::{TermId, Terms};
pub use tfidf::TfIdf;
