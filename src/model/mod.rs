//! The nouns that flow through the program: plain data, no rules, no input or output.
//!
//! ```text
//! Document → Sentences → Mention → Claim → Position
//!                                   └→ Link → Tie          all of a run = Comparison
//! ```

mod actor;
mod claim;
mod columns;
mod comparison;
mod coverage;
mod criticism;
mod date;
mod decision;
mod discovery;
mod document;
mod link;
#[cfg(test)]
pub(crate) mod made_up;
mod mention;
mod moment;
mod near;
mod network;
mod notice;
mod position;
mod sentence;
mod stance;
mod sureness;

pub use actor::{Actor, ActorKind, Member};
pub use claim::{Alignment, Claim, CueHit, Edit, EditOp, Evidence, Modality, Via};
pub use columns::{COLUMNS, COLUMNS_VERSION, RUN, Run, TABLE};
pub use comparison::{Attribute, CommonGround, Comparison, Pair, PropositionEntry, Value};
pub use coverage::{Coverage, Covered};
pub use criticism::Criticism;
pub use date::Date;
pub use decision::{Act, Anchor, ClaimReading, Correction, Decision, Reviewed};
pub use discovery::{Discovery, Quote};
pub use document::{Document, Metadata, PageStart};
pub use link::{Link, LinkKind, Tie};
pub use mention::{Mention, Wording};
pub use moment::{Moment, Unit};
pub use near::{Copied, NearDuplicate, Repeated};
pub use network::{Change, Coding, Interval, Network, Phases, Slice, Variable};
pub use notice::Notice;
pub use position::Position;
pub use sentence::{ENGLISH, Sentence, SentenceKind, Sentences};
pub use stance::{Side, Stance};
pub use sureness::{Intervals, Sureness};
