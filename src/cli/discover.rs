//! `demarche discover`: statements in, the propositions they take up out, as a table and as a draft of a codebook.

use super::inputs::{AboutArgs, CodebookArgs, InputArgs, WhichProject};
use super::output;
use super::terminal::Progress;
use super::{Ended, say};
use crate::discover::{self, Options};
use crate::error::{Error, Result};
use crate::export::{self, Cells};
use std::io::Write;
use std::path::PathBuf;

/// Find the propositions that statements take up: a draft codebook, from any corpus, on any topic
///
/// Clauses that take a position are found by the language of stance alone, and those on the same object are put
/// together. In a project its statements are looked at, and set against its codebook; what people decided is not needed for it. Writes
///   FILE.toml         the draft codebook: edit it, `demarche codebook check` it, then `demarche compare --codebook` with it
///   FILE.csv          one row a proposition: name, who is for and against, stability, nearest known proposition
///   FILE.quotes.csv   one row a clause: verbatim, with source and bytes
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// Statements: files of any format that `demarche formats` lists, folders of them, or - for standard input
    #[cfg_attr(feature = "project", arg(value_name = "INPUT"))]
    #[cfg_attr(not(feature = "project"), arg(value_name = "INPUT", required_unless_present = "corpus"))]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    of: WhichProject,
    /// The same, by name
    #[arg(long, value_name = "INPUT")]
    corpus: Vec<PathBuf>,
    /// The draft to write; the tables are written beside it
    #[arg(short, long, value_name = "FILE", default_value = "discovered.toml")]
    output: PathBuf,
    /// A proposition is taken up by at least so many actors
    #[arg(long, value_name = "COUNT", default_value_t = Options::default().grouping.actors, value_parser = least_two)]
    min_actors: usize,
    /// At most so many propositions, those of most actors first
    #[arg(long, value_name = "COUNT", default_value_t = Options::default().most)]
    most: usize,
    /// Draft also those that the codebook claims already in half of their clauses
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    about: AboutArgs,
    #[command(flatten)]
    codebook: CodebookArgs,
}

/// From this share of its clauses on a proposition is known to the codebook.
const KNOWN: f64 = 0.5;

pub(super) fn run(args: &Args) -> Result<Ended> {
    let inputs = [args.inputs.as_slice(), args.corpus.as_slice()].concat();
    let (coder, loaded) = InputArgs::new(&inputs, &args.of, &args.about, &args.codebook, 0.0).documents()?;
    let mut options = Options { most: args.most, ..Options::default() };
    options.grouping.actors = args.min_actors;
    let progress = Progress::new("statements", loaded.documents.len());
    let found = coder.discover(&loaded.documents, &options, &|| progress.step());
    progress.finish();
    let found = found?;
    let lacking: Vec<_> = found.iter().filter(|one| args.all || one.coded < KNOWN).cloned().collect();
    let title = format!("Draft of {} propositions found in {} statements", lacking.len(), loaded.documents.len());
    let (table, quotes) = (args.output.with_extension("csv"), args.output.with_extension("quotes.csv"));
    output::file(&table, &|out| export::discoveries(&found, Cells::Verbatim, out))?;
    output::file(&quotes, &|out| export::quotes(&found, Cells::Verbatim, out))?;
    say(&format!("{} propositions in {} statements", found.len(), loaded.documents.len()));
    say(&format!("wrote {} and {}", table.display(), quotes.display()));
    if lacking.is_empty() {
        say("no draft: the codebook claims all of them already; `--all` drafts them all the same");
    } else {
        output::file(&args.output, &|out| written(out, &discover::draft(&lacking, &title)))?;
        say(&format!("wrote {}: {} propositions to edit", args.output.display(), lacking.len()));
    }
    Ok(if loaded.failed > 0 { Ended::Partly } else { Ended::Done })
}

/// Parses a count of at least 2: what one actor says alone is no proposition of a debate.
fn least_two(written: &str) -> std::result::Result<usize, String> {
    match written.parse() {
        Ok(count) if count >= 2 => Ok(count),
        _ => Err("a whole number from 2 on is needed".to_owned()),
    }
}

fn written(out: &mut dyn Write, text: &str) -> Result<()> {
    out.write_all(text.as_bytes()).map_err(|cause| Error::new("could not write the output").caused_by(cause))
}
