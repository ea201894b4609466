//! `demarche compare`: statements in, or claims that were kept; a folder of tables and a graph out.

use super::inputs::{InputArgs, coverage};
use super::near::{Near, NearArgs};
use super::output;
use super::reading::Counted;
use super::terminal::Progress;
use super::{Ended, from_claims, say};
use crate::analyse;
use crate::error::Result;
use crate::export::{self, Cells, TABLES, View, ViewKind, intervals};
use crate::pipeline::FEWEST_DRAWS;
use std::path::PathBuf;

/// Compare statements: who stands where, who agrees with whom, on what, in whose words
///
/// Writes into the output folder:
///   positions.csv     one row an actor and proposition: stance, strength, score, quote and its place
///   matrix.csv        one row a proposition, one column an actor
///   claims.csv        every claim with its verbatim quote and byte offsets
///   pairs.csv         every two actors: agreements, conflicts, and both quotes
///   propositions.csv  every proposition: who supports, opposes, is silent; controversy
///   criticism.csv     who reproaches whom by name, with the quote; no part of agreement
///   coverage.csv      how many position-taking sentences of each actor are in the codebook
///   graph.dot         the graph of actors, for Graphviz: dot -Tsvg graph.dot > graph.svg
/// and keeps what was read in .demarche-cache there: files that have not changed are not read again.
///
/// With --from-claims the inputs are claims, as `demarche claims` writes them: CSV, JSON Lines or Parquet files, or folders of
/// them. Positions and pairs are the same as of the statements. What is no claim cannot be made of them: no criticism.csv is
/// written, in the graph are no alignments, and coverage, and who spoke without a claim, is known only from Parquet files.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    near: NearArgs,
    /// The folder to write to; made if it is not there
    #[arg(short, long, value_name = "FOLDER", default_value = "out")]
    output: PathBuf,
    /// Put an apostrophe before cells that a spreadsheet would take for a formula (this changes quotes)
    #[arg(long)]
    spreadsheet_safe: bool,
    /// What the places of quotes (start, end) count in the text that `demarche text` prints
    #[arg(long, value_enum, value_name = "UNIT", default_value_t)]
    offsets: Counted,
    /// The inputs are claims, as `demarche claims` writes them (.csv, .jsonl, .parquet, folders of them), and not statements
    #[arg(long)]
    from_claims: bool,
    /// Write the claims, positions and pairs as CSV or as Parquet; the other tables are CSV
    #[arg(short, long, value_enum, default_value_t)]
    format: Format,
    /// Also write how sure each score is, into `positions_intervals.csv` and `pairs_intervals.csv`, from so many draws [default: 1000]
    #[arg(long, value_name = "DRAWS", num_args = 0..=1, require_equals = true, default_missing_value = "1000", value_parser = draws)]
    intervals: Option<usize>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    #[default]
    Csv,
    Parquet,
}

/// A number of draws that percentiles can be taken of.
fn draws(written: &str) -> std::result::Result<usize, String> {
    let number: Option<usize> = written.parse().ok();
    number.filter(|number| (FEWEST_DRAWS..=100_000).contains(number)).ok_or_else(|| format!("give a number from {FEWEST_DRAWS} to 100000"))
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    if args.format == Format::Parquet {
        output::can_write_parquet()?;
    }
    // A folder that cannot be made is better said before the work than after it.
    output::folder(&args.output)?;
    let mut near = Near::wanted(&args.near);
    let (coder, comparison, failed) = match args.offsets {
        unit if args.from_claims => from_claims::compare(&args.inputs, unit)?,
        Counted::Byte => args.inputs.compare_changed(&args.output, &mut near)?,
        // To count otherwise takes the words of all statements, unchanged or not.
        unit => {
            let (coder, mut comparison, loaded) = args.inputs.compare_near(&|_| true, &mut near)?;
            export::count_in(&mut comparison, &loaded.documents, unit.unit());
            (coder, comparison, loaded.failed)
        }
    };
    let attributes = analyse::attributes(&comparison);
    let cells = if args.spreadsheet_safe { Cells::SpreadsheetSafe } else { Cells::Verbatim };
    let view = View { kind: ViewKind::Actors, attributes: &attributes, cells, ..View::new(&comparison) };
    let mut written = Vec::new();
    let parquet = if args.format == Format::Parquet { Some(export::named("parquet")?) } else { None };
    for table in TABLES {
        if args.from_claims && from_claims::is_unknown(table.name(), &comparison) {
            continue;
        }
        let kind = ViewKind::ALL.into_iter().find(|kind| kind.table() == Some(table.name()));
        let (name, table, view) = match (parquet, kind) {
            (Some(parquet), Some(kind)) => (format!("{}.parquet", table.name()), parquet, View { kind, ..view }),
            _ => (format!("{}.csv", table.name()), *table, view),
        };
        output::file(&args.output.join(&name), &|out| table.write(&view, out))?;
        written.push(name);
    }
    if let Some(found) = &near.found {
        output::file(&args.output.join("near_duplicates.csv"), &|out| export::near_duplicates(found, cells, out))?;
        written.push("near_duplicates.csv".into());
    }
    let dot = export::named("dot")?;
    output::file(&args.output.join("graph.dot"), &|out| dot.write(&view, out))?;
    written.push("graph.dot".into());
    if let Some(draws) = args.intervals {
        let progress = Progress::new("draws", 3 * draws);
        let sure = coder.intervals(&comparison, draws, &|| progress.step());
        progress.finish();
        output::file(&args.output.join("positions_intervals.csv"), &|out| intervals::positions(&view, &sure, out))?;
        output::file(&args.output.join("pairs_intervals.csv"), &|out| intervals::pairs(&view, &sure, out))?;
        written.extend(["positions_intervals.csv", "pairs_intervals.csv"].map(str::to_owned));
    }
    let (claims, actors) = (comparison.claims.len(), comparison.speakers.len());
    if !comparison.coverage.is_empty() {
        say(&coverage(&comparison));
    }
    say(&format!("{claims} claims by {actors} actors in {} statements", comparison.documents));
    say(&format!("wrote {} to {}", written.join(", "), args.output.display()));
    if failed > 0 {
        say(&format!("{failed} input{} could not be read: see above", if failed == 1 { "" } else { "s" }));
        return Ok(Ended::Partly);
    }
    Ok(Ended::Done)
}
