//! A comparison comes in, what a negotiator asks for goes out: sums and choices over positions and claims, each with its quotes.
//!
//! ```text
//! Comparison ─Book (who holds what, in which words; within a Scope)─┬→ matrix    who stands where
//!                                                                   ├→ versus    two or more side by side
//!                                                                   ├→ allies    who is near, who is far
//!                                                                   ├→ ground    what is common; audit: may a report say "States"?
//!                                                                   ├→ drift     who changed
//!                                                                   ├→ edits     who wants which words changed, who is with them
//!                                                                   ├→ draft     what a draft would meet; wording: where its words come from
//!                                                                   ├→ brief     one State on one page
//!                                                                   └→ known     what the public record says of it
//! ```
//! Everything here is a pure function. Nothing is drawn, and no words are made: what is quoted was said.

mod allies;
mod audit;
mod book;
mod brief;
mod draft;
mod drift;
mod edits;
mod ground;
mod known;
mod matrix;
mod versus;
mod wording;

pub use allies::{Ally, allies};
pub use audit::{Audited, Finding, Quantifier, Verdict, quantified};
pub use book::{Book, Held, Scope, is_of_one_text};
pub use brief::{Brief, Line, brief};
pub use draft::{Reception, reception};
pub use drift::{Change, Drift, Moved, Period, drift};
pub use edits::{Proposed, Remark, proposed};
pub use ground::{Ground, Thresholds, ground};
pub use known::{Against, COLUMNS as KNOWN_COLUMNS, Checked, Known, Record, check, checked};
pub use matrix::{Matrix, matrix};
pub use versus::{Meeting, Side, versus};
pub use wording::{Reuse, Source, reuses};
