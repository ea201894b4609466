//! How claims, and the actors that make them, stand to each other.

use serde::{Deserialize, Serialize};

/// How two claims stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// They hold the same.
    Agrees,
    /// They cannot both be met.
    Conflicts,
    /// They set other priorities, or one is for what the other is cautious about: both can be met.
    Differs,
}

impl LinkKind {
    /// The name, as tables print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Conflicts => "conflicts",
            Self::Differs => "differs",
        }
    }
}

/// Two claims and how they stand to each other; `a` comes before `b` in the order of the claims.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// Index of the one claim.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// How they stand.
    pub kind: LinkKind,
    /// The rule that linked them, e.g. `same proposition` or `il.sov_rule contradicts il.sov_principle_only`.
    pub rule: String,
}

/// Two actors, and on what they agree, conflict and differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// The one actor's id; it comes before the other in alphabetical order.
    pub a: String,
    /// The other actor's id.
    pub b: String,
    /// Number of propositions of which both spoke.
    pub shared: usize,
    /// Sum over shared propositions of 1 − |value − value′| / 2: DESIGN's congruence on the declared scale −1…1.
    pub congruence: f64,
    /// Sum over shared propositions of |value − value′| / 2.
    pub conflict: f64,
    /// Congruence − conflict.
    pub net: f64,
}
