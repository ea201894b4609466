//! What was found comes in, the rows of a table go out.

use crate::model::Value;

/// A table with a name for its file. Headers are documented in the README, and never renamed silently.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The stem of its file.
    pub name: &'static str,
    /// The names of its columns.
    pub header: Vec<&'static str>,
    /// Its rows, each as long as the header.
    pub rows: Vec<Vec<Value>>,
}

/// A word in a cell.
pub(super) fn text(word: &str) -> Value {
    Value::Text(word.to_owned())
}

/// A count in a cell.
pub(super) fn count(count: usize) -> Value {
    Value::Count(count as u64)
}

/// A count in a cell that is empty if there is none.
pub(super) fn count_or_none(number: Option<usize>) -> Value {
    number.map_or_else(|| text(""), count)
}
