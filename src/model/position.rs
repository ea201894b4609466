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
    /// 0 (as much for as against) … 1 (all one way): |Σ value·strength| / Σ |value|·strength; 1 if no claim took a side.
    pub consistency: f64,
    /// How many claims it is folded from. The claims behind a member's row are its group's, not statements of its own.
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

impl Position {
    /// Whether the actor took it itself: nationally, or as a group that speaks as one. What a member inherits from its group
    /// is derived, and counts nowhere as a statement of the member's.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.via != Via::Group || self.group.as_deref() == Some(self.actor.as_str())
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Stance::Support;
    use crate::model::made_up::{group_position, position};

    #[test]
    fn a_member_does_not_own_what_its_group_says() {
        assert!(position("FRA", "p", Support).is_own());
        assert!(group_position("EUE", "EUE", "p", Support).is_own());
        assert!(!group_position("FRA", "EUE", "p", Support).is_own());
    }
}
