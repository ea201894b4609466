//! A comparison comes in, bytes go out: tables, lines of JSON, drawings and graph files.
//!
//! ```text
//! View (comparison + links + attributes + choices) ─┬ TABLES  ─→ claims.csv positions.csv matrix.csv pairs.csv propositions.csv …
//!    └ Filter → the same, narrowed                  └ FORMATS ─→ csv · dot · svg · gephi · graphml …, of the claims, positions or actors
//! Ties (network + slices + attributes) ─→ View ─→ the same FORMATS, as far as they are of graphs
//! ```
//! To add a format: one file with a unit struct that is a [`Format`], and its two lines here (`mod`, row of [`FORMATS`]).
//! Formats write to what they are given and open no file.

mod adjacency;
mod argdown;
#[cfg(feature = "arrow")]
pub mod columns;
mod csv;
mod cyjs;
pub mod desk;
mod discovery;
mod dl;
#[cfg(feature = "dna")]
mod dna;
mod dot;
mod edgelist;
mod events;
mod filter;
mod gephi;
mod gexf;
mod graph;
mod graphml;
pub mod intervals;
mod jsonl;
mod near;
pub mod networks;
mod nodelink;
mod offsets;
mod pajek;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "png")]
mod png;
mod refi;
pub mod review;
mod sheet;
pub mod structures;
mod svg;
mod tables;
mod ties;
mod view;
mod words;
mod xml;

use crate::error::{Error, Result};
use std::io;

pub use discovery::{discoveries, quotes};
pub use filter::{Filter, Narrowed, Standing};
pub use near::near_duplicates;
pub use offsets::count_in;
pub use tables::TABLES;
pub use ties::{Nodes, Ties, Weighs};
pub use view::{Cells, View, ViewKind};

/// A way to write a view.
pub trait Format: Sync {
    /// The name, as `--format` takes it; of a table, the stem of its file.
    fn name(&self) -> &'static str;
    /// The file name extensions that mean this format, the usual one first.
    fn extensions(&self) -> &'static [&'static str];
    /// What it is for, in one sentence.
    fn summary(&self) -> &'static str;
    /// Writes the view.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()>;
    /// Whether it is a drawing, which shows at most [`View::limit`] edges.
    fn is_drawing(&self) -> bool {
        false
    }
    /// Whether it can write a view of a network, which has no claims.
    fn takes_networks(&self) -> bool {
        true
    }
    /// The files that belong together, if the format is more than one file; `write` then gives the most telling of them.
    fn parts(&self) -> &'static [Part] {
        &[]
    }
}

/// One of the files that a format consists of.
#[derive(Debug)]
pub struct Part {
    /// The file's name in an output folder.
    pub file: &'static str,
    /// Writes the file.
    pub write: fn(&View<'_>, &mut dyn io::Write) -> Result<()>,
}

/// All formats.
pub static FORMATS: &[&dyn Format] = &[
    &csv::Csv,
    &jsonl::JsonLines,
    &dot::Dot,
    &svg::Svg,
    #[cfg(feature = "png")]
    &png::Png,
    &gephi::Gephi,
    &graphml::GraphMl,
    &gexf::Fixed,
    &gexf::Dynamic,
    &nodelink::NodeLink,
    &cyjs::Cyjs,
    &pajek::Pajek,
    &dl::Dl,
    &edgelist::EdgeList,
    &adjacency::Adjacency,
    #[cfg(feature = "parquet")]
    &parquet::Parquet,
    &events::Events,
    #[cfg(feature = "dna")]
    &dna::Dna,
    &refi::Codebook,
    &refi::Project,
    &argdown::Argdown,
];

/// The format or, failing that, the table of that name.
///
/// # Errors
/// If there is none.
pub fn named(name: &str) -> Result<&'static dyn Format> {
    let all = || FORMATS.iter().chain(TABLES).copied();
    all().find(|format| format.name() == name).ok_or_else(|| {
        let names: Vec<String> = all().map(|format| format!("`{}`", format.name())).collect();
        Error::new(format!("there is no format `{name}`")).hint(format!("the formats are {}", names.join(", ")))
    })
}

fn unwritten(cause: io::Error) -> Error {
    Error::new("could not write the output").caused_by(cause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_format_of_the_folder_is_in_a_table() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export");
        let files = crate::files::below(&folder, &["rs"]).unwrap();
        let written = files.iter().filter(|file| crate::files::text(file).unwrap().contains("\nimpl Format for "));
        let left_out = usize::from(!cfg!(feature = "dna")) + usize::from(!cfg!(feature = "parquet")) + usize::from(!cfg!(feature = "png"));
        assert_eq!(written.count(), FORMATS.len() + TABLES.len() + left_out);
    }

    #[test]
    fn names_are_single_and_summaries_are_sentences() {
        let all = || FORMATS.iter().chain(TABLES);
        assert_eq!(all().map(|format| format.name()).collect::<BTreeSet<_>>().len(), all().count());
        assert!(all().all(|format| format.summary().ends_with('.')));
    }

    #[test]
    fn a_wrong_name_is_answered_with_the_right_ones() {
        assert_eq!(named("dot").unwrap().name(), "dot");
        assert_eq!(named("matrix").unwrap().name(), "matrix");
        let error = named("docx").err().unwrap();
        assert!(error.to_string().contains("`csv`, `jsonl`, `dot`, `svg`, "), "{error}");
    }

    #[test]
    fn an_empty_comparison_can_be_written_in_every_format() {
        let comparison = crate::model::Comparison::default();
        for kind in ViewKind::ALL {
            for format in FORMATS.iter().chain(TABLES) {
                let view = View { kind, ..View::new(&comparison) };
                format.write(&view, &mut Vec::new()).unwrap();
            }
        }
    }

    #[test]
    fn a_closed_pipe_can_be_told_from_a_failure() {
        struct Closed;
        impl io::Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let comparison = crate::model::Comparison {
            claims: vec![crate::model::made_up::claim("A", "p", crate::model::Stance::Support)],
            ..Default::default()
        };
        for format in FORMATS.iter().chain(TABLES) {
            let view = View { kind: ViewKind::Claims, ..View::new(&comparison) };
            let error = format.write(&view, &mut Closed).unwrap_err();
            assert!(error.is_closed_pipe(), "{}: {error}", format.name());
        }
    }
}
