//! Bytes → Document: the words untouched, and what the file says about who speaks, when and where.
//!
//! ```text
//! paths ─gather→ Source ─Reader→ Parts (texts) ─load, statements→ Document, Document, …
//!                                    └turns: the speakers of a transcript
//!                                    └witness: manifest > --as, --date > head > title block > file name > properties
//! ```
//! To add a format: one file with a unit struct that is a [`Reader`], and its two lines here (`mod`, row of [`READERS`]).

#[cfg(feature = "arrow")]
mod cells;
pub mod claims;
mod date;
mod delimited;
#[cfg(feature = "arrow")]
pub mod documents;
mod docx;
mod elision;
mod eml;
mod encoding;
mod forum;
mod gather;
mod group;
mod head;
mod html;
mod ids;
mod jsonl;
mod kind;
mod limits;
mod load;
mod manifest;
mod markdown;
mod numbering;
mod odt;
mod options;
mod overrides;
mod package;
#[cfg(feature = "parquet")]
mod parquet;
mod part;
mod pdf;
mod plain;
mod rows;
mod speaker;
mod statements;
mod stem;
mod title;
mod turns;
mod weak;
mod who;
mod witness;
mod xlsx;
mod xml;
mod zipped;

pub use gather::{Source, gather};
pub use ids::ids;
pub use kind::{Kind, Trust};
pub use limits::{Budget, Limits};
pub use load::{Loaded, Piece, load, load_all, parts, parts_of, scan};
pub use manifest::{COLUMNS, Manifest};
pub use options::{Columns, Options};
pub use overrides::Overrides;
pub use part::{Part, Parts, Said};
pub use statements::{Detected, Text, detect, statements};
pub use xlsx::{Sheet, workbook};

use crate::error::Result;
use markdown::Markdown;
use std::path::Path;

/// A format that statements come in.
pub trait Reader: Sync {
    /// The name of the format.
    fn name(&self) -> &'static str;

    /// The extensions of its files, in lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// One line that says what is read.
    fn summary(&self) -> &'static str;

    /// Whether the first bytes of a file can be of this format; text formats take any.
    fn recognises(&self, _head: &[u8]) -> bool {
        true
    }

    /// Takes the texts out of the bytes of a file.
    ///
    /// # Errors
    /// If the bytes are not of this format, or the file passes a limit of the budget.
    fn read(&self, bytes: &[u8], options: &Options, budget: &mut Budget) -> Result<Parts>;

    /// The words of one line of a title block, without the marks that the format puts around them.
    fn bare<'a>(&self, line: &'a str) -> &'a str {
        Markdown.bare(line)
    }
}

/// All formats that are read.
pub static READERS: &[&dyn Reader] = &[
    &plain::PlainText,
    &Markdown,
    &pdf::Pdf,
    &docx::Docx,
    &odt::Odt,
    &html::Html,
    &eml::Eml,
    &delimited::Csv,
    &delimited::Tsv,
    &xlsx::Xlsx,
    &jsonl::JsonLines,
    #[cfg(feature = "parquet")]
    &parquet::Parquet,
    &zipped::Zipped,
];

/// The extensions of all formats that are read.
#[must_use]
pub fn extensions() -> Vec<&'static str> {
    READERS.iter().flat_map(|reader| reader.extensions()).copied().collect()
}

/// What is said of Parquet where it cannot be read or written.
#[must_use]
pub fn without_parquet() -> crate::error::Error {
    crate::error::Error::new("this program was built without Parquet").hint("build it with `cargo build --release --features parquet`")
}

/// The reader for a path; standard input and unknown extensions are read as Markdown, which plain text also is.
fn reader_for(path: Option<&Path>) -> &'static dyn Reader {
    let known = path.and_then(|path| READERS.iter().find(|reader| crate::files::has_extension(path, reader.extensions())));
    known.copied().unwrap_or(&Markdown)
}

/// The reader of that name.
fn reader_named(name: &str) -> &'static dyn Reader {
    READERS.iter().copied().find(|reader| reader.name() == name).unwrap_or(&Markdown)
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
