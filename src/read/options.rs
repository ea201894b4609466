//! The choices that reading leaves to the user.

use super::Limits;

/// How files are to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// How much one file may cost.
    pub limits: Limits,
    /// What the columns of tables are called.
    pub columns: Columns,
}

/// The columns of a table that are named by the user; the others are found by their usual names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// The column with the words.
    pub text: Option<String>,
    /// The column that says whose they are.
    pub actor: Option<String>,
    /// The column that says when they were said.
    pub date: Option<String>,
    /// The column that says in which language, as an ISO 639-1 code.
    pub language: Option<String>,
    /// The column with a name for each statement; without one they are counted.
    pub id: Option<String>,
    /// Whether a table without a column of words is passed over, as one that stands beside statements.
    pub optional: bool,
}
