//! TOML → one checked, immutable Codebook.

mod actors;
mod naming;
mod relation;

pub use actors::Actors;
pub use relation::{RelationKind, Relations};
