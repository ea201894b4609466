//! Propositions that no codebook foresaw: what several actors are for or against, found by the language of stance alone.
//!
//! ```text
//! Reading ─objects→ Mention ─(stance room)→ Claim ─clause→ Clause ─corpus, seeds→ groups ─propose→ Discovery ─draft→ TOML
//! ```

mod ceremony;
mod circumstance;
mod clause;
mod cluster;
mod corpus;
mod draft;
mod ending;
mod group;
mod light;
mod name;
mod nearest;
mod objects;
mod phrases;
mod propose;
mod resample;
mod seeds;

pub use ceremony::{Motto, mottos};
pub use clause::{Clause, clause};
pub use corpus::Text;
pub use draft::draft;
pub use group::{Group, Grouping, group};
pub use light::stems;
pub use objects::objects;
pub use phrases::bag;
pub use propose::{Options, propose};
