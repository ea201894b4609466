//! How much of what an actor says the codebook holds.

use serde::{Deserialize, Serialize};

/// How much of what an actor says the codebook holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The actor's id.
    pub actor: String,
    /// Its sentences, headings, quotations of others and boilerplate apart.
    pub sentences: usize,
    /// Those that take a position.
    pub position_taking: usize,
    /// Those of them that a claim of the codebook codes.
    pub coded: usize,
}

impl Coverage {
    /// `coded` / `position_taking`, 0…1; 0 if no sentence takes a position.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.position_taking == 0 { 0.0 } else { self.coded as f64 / self.position_taking as f64 }
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: &Self) {
        self.sentences += other.sentences;
        self.position_taking += other.position_taking;
        self.coded += other.coded;
    }
}
