//! How sure what a run found is.

use super::Interval;
use serde::{Deserialize, Serialize};

/// How sure a score is: what it would be with other documents, and if some claims are misread.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sureness {
    /// How many documents it rests on; of a pair those of the first actor, then those of the second.
    pub documents: Vec<usize>,
    /// How many claims it rests on, of both actors together.
    pub claims: usize,
    /// Where the score lies in 95 of 100 draws of documents, in each of which claims are kept by their probability of being right.
    pub both: Option<Interval>,
    /// The same for draws of documents alone.
    pub of_documents: Option<Interval>,
    /// The same for draws of claims alone.
    pub of_claims: Option<Interval>,
    /// Where the strength lies in draws of both; none for a pair.
    pub strength: Option<Interval>,
    /// In how many of the draws of both it is there at all, 0…1. Intervals are those of the draws in which it is.
    pub present: f64,
    /// In how many of these a position's stance, a pair's sign of score, is the same, 0…1; none where `both` is.
    pub same: Option<f64>,
    /// Why there is no interval; empty if there is.
    pub reason: String,
}

/// How sure the positions and pairs of a comparison are, each in its order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Intervals {
    /// How many draws were made of each kind.
    pub draws: usize,
    /// Of each position.
    pub positions: Vec<Sureness>,
    /// Of each pair.
    pub pairs: Vec<Sureness>,
}
