//! Two statements of nearly the same words.

use super::Date;
use serde::{Deserialize, Serialize};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Copied {
    /// The document's id.
    pub doc_id: String,
    /// The input's path as given.
    pub source: String,
    /// The id of the actor that speaks; empty if the text only reports what others said.
    pub actor: String,
    /// The id of the group it speaks for.
    pub group: Option<String>,
    /// When it is said.
    pub date: Option<Date>,
}

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Repeated {
    /// One actor spoke both.
    SameSpeaker,
    /// Both are spoken for one group.
    SameGroup,
    /// Two actors say the same words: a finding, no error.
    OtherSpeaker,
}

impl Repeated {
    /// Its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SameSpeaker => "same_speaker",
            Self::SameGroup => "same_group",
            Self::OtherSpeaker => "other_speaker",
        }
    }
}

/// Two statements of nearly the same words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearDuplicate {
    /// The one that came first: by date, of equals one that names a group, then by id.
    pub first: Copied,
    /// The other.
    pub second: Copied,
    /// How many shingles (words in a row) are in both.
    pub common: usize,
    /// How many are in one of them at least.
    pub all: usize,
    /// Whose words they are.
    pub repeated: Repeated,
}

impl NearDuplicate {
    /// The share of the shingles that are in both, 0–1.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.all == 0 { 0.0 } else { self.common as f64 / self.all as f64 }
    }
}
