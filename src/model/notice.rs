//! Something doubtful in the input that does not stop the work: collected, never printed by the library.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A doubt about the input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Notice {
    /// Where: a path, or a path and a place in it.
    pub place: String,
    /// What is doubtful, and what was done about it.
    pub what: String,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}
