//! `demarche claims`: statements in, their claims out.

use super::inputs::{InputArgs, coverage};
use super::reading::Counted;
use super::{Ended, output, print, say, terminal};
use crate::error::Result;
use crate::export::{self, Cells, View, ViewKind};
use crate::pipeline::Depth;
use std::path::PathBuf;

/// List the claims that statements make, each with its verbatim quote
///
/// On a terminal a table for reading; in a pipe or a file, CSV.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    /// List sentences that take a position on nothing in the codebook too, with `proposition` empty, and say how much of what
    /// is said the codebook holds (takes twice the time and more)
    #[arg(long)]
    open: bool,
    /// table, csv, jsonl (one JSON object a line, with the whole derivation) or parquet
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Put an apostrophe before cells that a spreadsheet would take for a formula (this changes quotes)
    #[arg(long)]
    spreadsheet_safe: bool,
    /// What the places of quotes (start, end) count in the text that `demarche text` prints
    #[arg(long, value_enum, value_name = "UNIT", default_value_t)]
    offsets: Counted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Table,
    Csv,
    Jsonl,
    Parquet,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    if args.format == Some(Format::Parquet) {
        output::can_write_parquet()?;
    }
    // Kept for later, claims come with all that a comparison of them needs.
    let depth = if args.open || args.format == Some(Format::Parquet) { Depth::All } else { Depth::Claims };
    let (mut comparison, failed) = args.inputs.claims(depth, args.offsets.unit())?;
    if args.open {
        comparison.claims.append(&mut comparison.open);
        comparison.claims.sort_by(|a, b| (&a.doc_id, a.span, &a.proposition_id).cmp(&(&b.doc_id, b.span, &b.proposition_id)));
    }
    if !comparison.coverage.is_empty() {
        say(&coverage(&comparison));
    }
    let usual = if args.output.is_none() && terminal::is_terminal() { Format::Table } else { Format::Csv };
    let cells = if args.spreadsheet_safe { Cells::SpreadsheetSafe } else { Cells::Verbatim };
    let view = View { kind: ViewKind::Claims, cells, ..View::new(&comparison) };
    let name = match args.format.unwrap_or(usual) {
        Format::Table => {
            let table = terminal::claims(&comparison);
            match &args.output {
                Some(path) => output::file(path, &|out| {
                    out.write_all(table.as_bytes()).map_err(|cause| crate::error::Error::new("could not write the table").caused_by(cause))
                })?,
                None => print(&table)?,
            }
            return Ok(ended(failed));
        }
        Format::Csv => "claims",
        Format::Jsonl => "jsonl",
        Format::Parquet => "parquet",
    };
    let format = export::named(name)?;
    output::to(args.output.as_deref(), &|out| format.write(&view, out))?;
    Ok(ended(failed))
}

fn ended(failed: usize) -> Ended {
    if failed > 0 { Ended::Partly } else { Ended::Done }
}
