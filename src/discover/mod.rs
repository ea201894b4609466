//! Propositions that no codebook foresaw: what several actors are for or against, found by the language of stance alone.
//!
//! ```text
//! Reading ─objects→ Mention ─(stance room)→ Claim ─clause→ Clause ─vectors, cluster→ groups ─propose→ Discovery ─draft→ TOML
//! ```

mod clause;
pub mod cluster;
mod light;
mod objects;
mod propose;
mod vectors;

pub use clause::{Clause, clause};
pub use objects::objects;
pub use propose::{Options, propose};
