//! Bytes → Document: the words untouched, and what the file says about who speaks, when and where.
//!
//! ```text
//! paths ─gather→ Source ─load→ text ─statements→ Document, Document, …
//!                                    └turns: the speakers of a transcript
//!                                    └witness: manifest > --as, --date > head > title block > file name > properties
//! ```

mod date;
mod elision;
mod forum;
mod gather;
mod group;
mod head;
mod ids;
mod kind;
mod load;
mod manifest;
mod markdown;
mod overrides;
mod plain;
mod speaker;
mod statements;
mod stem;
mod title;
mod turns;
mod who;
mod witness;

pub use gather::{Source, gather};
pub use ids::ids;
pub use kind::{Kind, Trust};
pub use load::{load, scan};
pub use manifest::{COLUMNS, Manifest};
pub use overrides::Overrides;
pub use statements::{Detected, Text, detect, statements};

use markdown::Markdown;
use plain::PlainText;
use std::path::Path;

/// A text format that statements come in.
pub trait Reader: Sync {
    /// The name of the format.
    fn name(&self) -> &'static str;

    /// The extensions of its files, in lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// One line that says what is read.
    fn summary(&self) -> &'static str;

    /// The words of one line of a title block, without the marks that the format puts around them.
    fn bare<'a>(&self, line: &'a str) -> &'a str;
}

/// All formats that are read.
pub static READERS: &[&dyn Reader] = &[&PlainText, &Markdown];

/// The extensions of all formats that are read.
#[must_use]
pub fn extensions() -> Vec<&'static str> {
    READERS.iter().flat_map(|reader| reader.extensions()).copied().collect()
}

/// The reader for a path; standard input and unknown extensions are read as Markdown, which plain text also is.
fn reader_for(path: Option<&Path>) -> &'static dyn Reader {
    let known = path.and_then(|path| READERS.iter().find(|reader| crate::files::has_extension(path, reader.extensions())));
    known.copied().unwrap_or(&Markdown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_extension_belongs_to_one_reader() {
        let all = extensions();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        for reader in READERS {
            assert!(!reader.name().is_empty() && !reader.summary().is_empty() && !reader.extensions().is_empty());
        }
    }
}
