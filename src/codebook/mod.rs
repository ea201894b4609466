//! TOML → one checked, immutable [`Codebook`]: propositions and their relations, concepts, cues, actors, and what says where to
//! look for them.
//!
//! ```text
//! SourceFile ─source→ entries ─build→ Codebook { propositions, relations, cues, lexicon, lookout }    Actors
//!                                        └──────────────── Reading = a document seen with both ──────────┘
//! ```

mod actors;
mod build;
mod built_in;
mod cue;
mod edition;
pub mod language;
mod literals;
mod lookout;
#[cfg(test)]
pub(crate) mod made_up;
mod naming;
mod overview;
mod proposition;
mod reading;
mod relation;
pub mod sense;
pub mod signs;
mod source;

pub use actors::Actors;
pub use build::{Codebook, Owner};
pub use built_in::{BUILT_IN, BuiltIn};
pub use cue::{Cue, CueExample, Direction, Effect, Reach, Takes};
pub use language::{Language, SmallWords, WordList};
pub(crate) use lookout::Clues;
pub use overview::Overview;
pub use proposition::{Context, Proposition};
pub use reading::Reading;
pub use relation::{RelationKind, Relations};
pub use source::SourceFile;
