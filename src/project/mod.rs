//! A folder that remembers: the statements, what was read in them, and what people decided on it.
//!
//! ```text
//! demarche.toml ─config→ files ─update→ documents, coded ─┐
//!                            decisions ─review────────────┴─stand→ claims and positions as they stand ─→ tables, pages
//! ```
//! `demarche.toml` says what is read and by which codebook, and is meant for people; `demarche.db` holds the rest.

mod config;
mod learn;
mod review;
mod stand;
mod update;

pub use config::{Config, Entry};
pub use learn::{CueProposal, Effect, Lesson, Lessons, Proposal, written, written_cues};
pub use review::{Asked, Author, Target};
pub use stand::Stood;
pub use update::{Change, Reader, Report, Wanted, name_in};

use crate::error::{Error, Result};
use crate::files;
use crate::store::Store;
use std::path::{Path, PathBuf};

/// The file that makes a folder a project.
pub const CONFIG: &str = "demarche.toml";

/// The database beside it.
pub const DATABASE: &str = "demarche.db";

/// An open project.
#[derive(Debug)]
pub struct Project {
    /// Its folder.
    pub folder: PathBuf,
    /// What is read, and by what.
    pub config: Config,
    /// What it remembers.
    pub store: Store,
}

impl Project {
    /// The project that a folder is in: the nearest folder, it or one above it, with a `demarche.toml`.
    #[must_use]
    pub fn find(from: &Path) -> Option<PathBuf> {
        let from = from.canonicalize().unwrap_or_else(|_| from.to_path_buf());
        from.ancestors().find(|folder| folder.join(CONFIG).is_file()).map(Path::to_path_buf)
    }

    /// Makes the database of a new project, whose `demarche.toml` is written by the caller.
    ///
    /// # Errors
    /// If there is one already, or it cannot be made.
    pub fn create(folder: &Path, config: Config) -> Result<Self> {
        let store = Store::create(&folder.join(DATABASE))?;
        Ok(Self { folder: folder.to_path_buf(), config, store })
    }

    /// Opens the project of a folder.
    ///
    /// # Errors
    /// If the folder is no project, its `demarche.toml` cannot be understood, or its database cannot be opened.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(CONFIG);
        if !path.is_file() {
            return Err(Error::new("is no project: it has no `demarche.toml`")
                .in_file(folder)
                .hint("`demarche init` makes a project of a folder"));
        }
        let config = Config::parse(&path.display().to_string(), &files::text(&path)?)?;
        let base = folder.join(DATABASE);
        let store = if base.exists() { Store::open(&base)? } else { Store::create(&base)? };
        Ok(Self { folder: folder.to_path_buf(), config, store })
    }
}

/// This moment in UTC, to the microsecond.
#[must_use]
pub fn now() -> String {
    later_than(None)
}

/// This moment, or, if a clock was set back, one just after another.
fn later_than(last: Option<&str>) -> String {
    let now = jiff::Timestamp::now();
    let now = now.round(jiff::Unit::Microsecond).unwrap_or(now);
    let after = last
        .and_then(|last| last.parse::<jiff::Timestamp>().ok())
        .and_then(|last| last.checked_add(jiff::Span::new().microseconds(1)).ok());
    format!("{:.6}", after.map_or(now, |after| after.max(now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_on_even_where_a_clock_does_not() {
        assert_eq!(later_than(Some("2999-01-01T00:00:00.000009Z")), "2999-01-01T00:00:00.000010Z");
        assert!(now().as_str() < "2999" && now().len() == 27, "{}", now());
    }
}
