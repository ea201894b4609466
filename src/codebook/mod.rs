//! TOML → one checked, immutable Codebook.

mod relation;

pub use relation::{RelationKind, Relations};
