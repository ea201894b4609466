//! What stands in for the reading of databases where the program was built without the feature `dna`.

use crate::error::{Error, Result};
use crate::model::Coding;
use std::path::Path;

/// Says how the file can be read all the same.
///
/// # Errors
/// Always.
pub fn from_dna(path: &Path) -> Result<Coding> {
    Err(Error::new("this program was built without the reading of .dna databases")
        .in_file(path)
        .hint("build it with `--features dna`, or export the statements as an event list and read that"))
}
