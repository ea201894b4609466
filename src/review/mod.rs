//! What people decided comes in, with what the program read; claims as people left them go out.
//!
//! ```text
//! decisions ─history→ those that hold (undo, redo) ─ruling→ what was decided on each claim, all coders together
//!                                                     └─bind (by the words)→ claim ─apply→ claim as it now stands
//! ```
//! A decision is bound to a quote and the words around it, not to a file or a byte: it holds when a document is moved,
//! converted anew or read by another codebook. What cannot be bound, or no longer fits, is listed as a [`Conflict`]. Of many documents
//! a [`Seeker`] finds, one after the other, in which of them the words of each decision are; then each can be taken by itself.

pub mod agreement;
mod apply;
mod bind;
pub mod compared;
mod history;
mod ruling;
pub mod sample;
mod seek;
pub mod words;

pub use apply::{Applied, Conflict, ConflictKind, Found, apply, apply_found, sort};
pub use bind::anchor;
pub use history::{History, id, lines, taken_back};
pub use ruling::{Rated, Ruling, rated, rulings};
pub use seek::{Clues, Placed, Seeker};
