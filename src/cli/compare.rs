//! `demarche compare`: statements in, a folder of tables and a graph out.

use super::inputs::{InputArgs, say_coverage};
use super::output;
use super::reading::Counted;
use super::{Ended, say};
use crate::analyse;
use crate::error::Result;
use crate::export::{self, COVERAGE, Cells, TABLES, View, ViewKind};
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
///   graph.dot         the graph of actors, for Graphviz: dot -Tsvg graph.dot > graph.svg
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    /// The folder to write to; made if it is not there
    #[arg(short, long, value_name = "FOLDER", default_value = "out")]
    output: PathBuf,
    /// Tell how many position-taking sentences the codebook holds, in all and in coverage.csv by actor; takes several times as long
    #[arg(long)]
    coverage: bool,
    /// Put an apostrophe before cells that a spreadsheet would take for a formula (this changes quotes)
    #[arg(long)]
    spreadsheet_safe: bool,
    /// What the places of quotes (start, end) count in the text that `demarche text` prints
    #[arg(long, value_enum, value_name = "UNIT", default_value_t)]
    offsets: Counted,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    // A folder that cannot be made is better said before the work than after it.
    output::folder(&args.output)?;
    let (coder, mut comparison, loaded) = args.inputs.compare_loaded()?;
    let failed = loaded.failed;
    if args.coverage {
        comparison.coverage = coder.open(&loaded.documents, &comparison.claims).1;
    }
    let attributes = analyse::attributes(&comparison);
    export::count_in(&mut comparison, &loaded.documents, args.offsets.unit());
    let cells = if args.spreadsheet_safe { Cells::SpreadsheetSafe } else { Cells::Verbatim };
    let view = View { kind: ViewKind::Actors, attributes: &attributes, cells, ..View::new(&comparison) };
    let mut written = Vec::new();
    for table in TABLES {
        let name = format!("{}.csv", table.name());
        output::file(&args.output.join(&name), &|out| table.write(&view, out))?;
        written.push(name);
    }
    if args.coverage {
        output::file(&args.output.join("coverage.csv"), &|out| COVERAGE.write(&view, out))?;
        written.push("coverage.csv".into());
        say_coverage(&comparison.coverage);
    }
    let dot = export::named("dot")?;
    output::file(&args.output.join("graph.dot"), &|out| dot.write(&view, out))?;
    written.push("graph.dot".into());
    let (claims, actors) = (comparison.claims.len(), comparison.speakers.len());
    say(&format!("{claims} claims by {actors} actors in {} statements", comparison.documents));
    say(&format!("wrote {} to {}", written.join(", "), args.output.display()));
    if failed > 0 {
        say(&format!("{failed} input{} could not be read: see above", if failed == 1 { "" } else { "s" }));
        return Ok(Ended::Partly);
    }
    Ok(Ended::Done)
}
