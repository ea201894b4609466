//! `demarche graph`: statements in, one of the three graphs out.

use super::inputs::{InputArgs, probability};
use super::ties;
use super::{Ended, output, say};
use crate::analyse;
use crate::error::{Error, Result};
use crate::export::{FORMATS, Filter, Format, Narrowed, View, ViewKind};
use crate::files;
use crate::link;
use crate::model::Comparison;
use crate::pipeline;
use std::path::PathBuf;

/// Write the graph of claims, of positions (actors and propositions) or of actors
///
/// dot is for Graphviz, svg a picture. csv is the table of the view. gephi is two tables, nodes and edges, for Gephi's spreadsheet
/// import: give -o FOLDER, import nodes.csv first and append edges.csv to the same workspace. `demarche formats` lists them all.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    /// What the nodes are
    #[arg(long, value_enum, default_value = "actors")]
    view: ViewArg,
    /// How it is written: see `demarche formats` [default: by the ending of -o, else dot]
    #[arg(short, long)]
    format: Option<String>,
    /// The file to write to (a folder, for gephi); standard output if none is given
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Show at most so many edges in a drawing, and link at most so many claims; what is left out is said
    #[arg(long, value_name = "EDGES")]
    limit: Option<usize>,
    /// Leave out edges of a lower weight: agreement, conflict or difference on fewer propositions; positions of less strength (1–5)
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "What is left of it")]
    min_weight: usize,
    /// Only this actor (a code or a name), its neighbours, and what is between them
    #[arg(long, value_name = "ACTOR", help_heading = "What is left of it")]
    ego: Option<String>,
    /// Only the N most connected nodes (of positions, actors)
    #[arg(long, value_name = "N", help_heading = "What is left of it")]
    top: Option<usize>,
    /// Only edges that stand out of what chance gives, by the disparity filter at this level, e.g. 0.05 (not of claims)
    #[arg(long, value_name = "P", value_parser = probability, help_heading = "What is left of it")]
    backbone: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ViewArg {
    Claims,
    Positions,
    Actors,
}

/// Links between claims that are made when the user does not say how many.
const MOST_LINKS: usize = 2_000;
/// Links between claims, the strongest, that a filter chooses from.
const MOST_FILTERED: usize = 200_000;

pub(super) fn run(args: &Args) -> Result<Ended> {
    let format = args.format()?;
    let (coder, comparison, loaded) = args.inputs.compare_loaded()?;
    let mut attributes = analyse::attributes(&comparison);
    attributes.extend(pipeline::coalitions(&comparison)?);
    let kind = match args.view {
        ViewArg::Claims => ViewKind::Claims,
        ViewArg::Positions => ViewKind::Positions,
        ViewArg::Actors => ViewKind::Actors,
    };
    let limit = args.limit.unwrap_or(if format.is_drawing() { View::LIMIT } else { MOST_LINKS });
    let filter = args.filter(&comparison, kind)?;
    // A filter must see the links before some of them are left out.
    let most = if filter.is_none() { limit } else { limit.max(MOST_FILTERED) };
    let (links, n_links) =
        if kind == ViewKind::Claims { link::claim_links(&comparison.claims, &coder.codebook.relations, most) } else { (Vec::new(), 0) };
    let whole =
        View { kind, links: &links, n_links, attributes: &attributes, limit, documents: &loaded.documents, ..View::new(&comparison) };
    let narrowed = (!filter.is_none()).then(|| {
        let Narrowed { comparison, mut links } = filter.narrow(&whole);
        let n_links = links.len() as u64;
        links.truncate(limit);
        (comparison, links, n_links)
    });
    let view = match &narrowed {
        Some((comparison, links, n_links)) => View { comparison, links, n_links: *n_links, ..whole },
        None => whole,
    };
    if (view.links.len() as u64) < view.n_links {
        say(&format!("note: {} of {} links between claims are written; --limit {1} writes all", view.links.len(), view.n_links));
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
    Ok(if loaded.failed > 0 { Ended::Partly } else { Ended::Done })
}

impl Args {
    /// The format that is named, else the one that the output's name means, else DOT.
    fn format(&self) -> Result<&'static dyn Format> {
        let Some(name) = &self.format else {
            let means = |format: &&&dyn Format| self.output.as_deref().is_some_and(|path| files::has_extension(path, format.extensions()));
            return FORMATS.iter().find(means).map_or_else(|| crate::export::named("dot"), |format| Ok(*format));
        };
        FORMATS.iter().find(|format| format.name() == name).copied().ok_or_else(|| {
            if name == "png" {
                return Error::new("this program was built without PNG").hint("build it with --features png, or use --format svg");
            }
            let names = FORMATS.iter().map(|format| format.name());
            Error::new(format!("there is no graph format `{name}`")).hint(crate::text::near::did_you_mean(name, names))
        })
    }

    /// What is to be left of the graph.
    fn filter(&self, comparison: &Comparison, kind: ViewKind) -> Result<Filter> {
        let ego = self.ego.as_deref().map(|named| known(comparison, named)).transpose()?;
        let standing = self.backbone.map(|level| ties::standing_of(comparison, kind, level)).transpose()?;
        Ok(Filter { min_weight: self.min_weight, ego, top: self.top, standing })
    }
}

/// The id of the actor that has this id or name, in any case.
fn known(comparison: &Comparison, named: &str) -> Result<String> {
    let alike = |text: &str| text.to_lowercase() == named.to_lowercase();
    let actors = || comparison.actors.values();
    let found = actors().find(|actor| alike(&actor.id)).or_else(|| {
        actors()
            .find(|actor| alike(&actor.name) || actor.long.as_deref().is_some_and(alike) || actor.aliases.iter().any(|name| alike(name)))
    });
    found.map(|actor| actor.id.clone()).ok_or_else(|| {
        let names = actors().flat_map(|actor| [actor.id.as_str(), actor.name.as_str()]);
        Error::new(format!("there is no actor `{named}` in these statements")).hint(crate::text::near::did_you_mean(named, names))
    })
}
