//! One actor on one proposition, folded from its claims.

use super::{Date, Stance, Via};
use serde::{Deserialize, Serialize};

/// What one actor holds of one proposition, all its claims together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Whose position it is.
    pub actor: String,
    /// National, or derived from a group's statement.
    pub via: Via,
    /// The group it is derived from; the actor itself if the actor is a group.
    pub group: Option<String>,
    /// The proposition's topic.
    pub topic: String,
    /// The proposition's id.
    pub proposition_id: String,
    /// The proposition's wording.
    pub proposition: String,
    /// The stance that carries the most strength.
    pub stance: Stance,
    /// The greatest strength with which that stance was taken, 1–5.
    pub strength: u8,
    /// −1 (against) … 1 (for): the mean of the claims' values ([`Stance::value`]), weighted by strength.
    pub score: f64,
    /// 0 (as much for as against) … 1 (all one way): |Σ value·strength| / Σ |value|·strength.
    pub consistency: f64,
    /// How many claims it is folded from.
    pub n_claims: usize,
    /// The id of the claim that speaks for it: the strongest of the stance, the latest among equals.
    pub claim_id: String,
    /// The dates of the first and the last claim.
    pub first_date: Option<Date>,
    /// See `first_date`.
    pub last_date: Option<Date>,
    /// How sure the rules are of the claim that speaks for it.
    pub confidence: f64,
}
