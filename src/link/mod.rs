//! Claims and positions come in, links between claims, pairs and ties of actors go out.
//!
//! ```text
//! Claim ────→ claim_links → Link ─→ ClaimGraph      "whose words conflict with these words?"
//! Position ─┬→ pairs ─────→ Pair ─→ actor_graph     "with whom do we agree, and on what?"
//!           ├→ ties ──────→ Tie                     the field's congruence and conflict
//!           ├→ Scorer                            the same pairs, for other stances
//!           ├→ counted                           the same pairs, by number and without names
//!           └→ two_mode                             "who holds what?"
//! ```
//! What counts as agreement is written in one place, `rules`. Nothing here compares all with all: claims and positions are
//! grouped by proposition first, and only propositions that are the same or related meet.

mod claims;
mod counted;
mod graph;
mod positions;
mod rules;
mod scores;
mod sheets;
mod ties;

pub use claims::claim_links;
pub use counted::{Counted, counted};
pub use graph::{ClaimGraph, Node, actor_graph, two_mode};
pub use positions::pairs;
pub use rules::{differing, entailment, opposition, related, same_proposition};
pub use scores::Scorer;
pub use ties::ties;
