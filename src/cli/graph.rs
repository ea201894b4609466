//! `demarche graph`: statements in, one of the three graphs out.

use super::inputs::InputArgs;
use super::{Ended, output, say};
use crate::analyse;
use crate::error::{Error, Result};
use crate::export::{FORMATS, View, ViewKind};
use crate::link;
use std::path::PathBuf;

/// Write the graph of claims, of positions (actors and propositions) or of actors
///
/// dot is for Graphviz. csv is the edge table. gephi is two tables, nodes and edges, for Gephi's spreadsheet import: give -o FOLDER,
/// import nodes.csv first and append edges.csv to the same workspace.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    /// What the nodes are
    #[arg(long, value_enum, default_value = "actors")]
    view: ViewArg,
    /// How it is written: see `formats` in the README
    #[arg(short, long, default_value = "dot")]
    format: String,
    /// The file to write to (a folder, for gephi); standard output if none is given
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Show at most so many edges in a drawing, and link at most so many claims; what is left out is said
    #[arg(long, value_name = "EDGES")]
    limit: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ViewArg {
    Claims,
    Positions,
    Actors,
}

/// Links between claims that are made when the user does not say how many.
const MOST_LINKS: usize = 2_000;

pub(super) fn run(args: &Args) -> Result<Ended> {
    let format = FORMATS.iter().find(|format| format.name() == args.format);
    let Some(format) = format else {
        let names = FORMATS.iter().map(|format| format.name());
        return Err(
            Error::new(format!("there is no graph format `{}`", args.format)).hint(crate::text::near::did_you_mean(&args.format, names))
        );
    };
    let (coder, comparison, failed) = args.inputs.compare()?;
    let attributes = analyse::attributes(&comparison);
    let kind = match args.view {
        ViewArg::Claims => ViewKind::Claims,
        ViewArg::Positions => ViewKind::Positions,
        ViewArg::Actors => ViewKind::Actors,
    };
    let limit = args.limit.unwrap_or(if format.name() == "dot" { View::LIMIT } else { MOST_LINKS });
    let (links, n_links) =
        if kind == ViewKind::Claims { link::claim_links(&comparison.claims, &coder.codebook.relations, limit) } else { (Vec::new(), 0) };
    let view = View { kind, links: &links, n_links, attributes: &attributes, limit, ..View::new(&comparison) };
    if (links.len() as u64) < n_links {
        say(&format!("note: {} of {n_links} links between claims are written; --limit {n_links} writes all", links.len()));
    }
    match &args.output {
        Some(folder) if !format.parts().is_empty() => {
            output::folder(folder)?;
            for part in format.parts() {
                output::file(&folder.join(part.file), &|out| (part.write)(&view, out))?;
            }
        }
        path => output::to(path.as_deref(), &|out| format.write(&view, out))?,
    }
    Ok(if failed > 0 { Ended::Partly } else { Ended::Done })
}
