//! `demarche network`: statements, or a coding made elsewhere, in; a network, the same over time, or its events out.

use super::choosing::{NetworkArgs, one_of};
use super::ties::{self, SieveArgs, Told};
use super::{Ended, output, quoted, say};
use crate::error::{Error, Result};
use crate::export::networks::{self, About};
use crate::export::{FORMATS, structures};
use crate::model::{Coding, Network, Slice, Unit};
use crate::network::{self, Aggregate, Choice, Edge, Kernel, Mode, Named, Normalize, Selection, Window};
use crate::text::near::did_you_mean;
use std::path::PathBuf;

/// Make a network of who speaks of the same, and how: one-mode, two-mode, over time
///
/// From statements, the nodes are actors, tied through propositions by stance. From a coding made elsewhere (--coded), any
/// column can be the nodes (--rows), what ties them (--through) and the level (--qualifier):
///
///   demarche network statements/ --aggregate congruence --normalize average
///   demarche network --coded statements.csv --rows organization --through concept --qualifier agreement \
///     --mode two --aggregate combine --duplicates document
///   demarche network --coded project.dna --aggregate subtract --window months --width 6 --kernel epanechnikov --format edges
///
/// Weights, with x the number of statements of a row on a value at a level, and R the width of the declared scale:
///   congruence  Σ x·x′·(1 − |k − k′|/R)     conflict  Σ x·x′·|k − k′|/R
///   subtract    congruence − conflict       ignore    congruence + conflict
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    made: NetworkArgs,
    /// one (rows × rows), two (rows × values), or events (the statements that would count)
    #[arg(long, default_value = "one", value_parser = one_of::<Mode>, help_heading = "Which network")]
    mode: Mode,
    /// A network for each step of time: days, weeks, months, years, or events
    #[arg(long, value_name = "UNIT", value_parser = unit, help_heading = "Over time")]
    window: Option<UnitArg>,
    /// How many units (or statements) a window is wide
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..), requires = "window", help_heading = "Over time")]
    width: u32,
    /// By how many units (or statements) it is moved
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..), requires = "window", help_heading = "Over time")]
    step: u32,
    /// How a statement counts by its distance from the middle: none, uniform, epanechnikov, triangular, gaussian
    #[arg(long, default_value = "none", value_parser = one_of::<Kernel>, requires = "window", help_heading = "Over time")]
    kernel: Kernel,
    /// The first and last window: middles (centred on the first and last date) or whole (wholly between them)
    #[arg(long, default_value = "middles", value_parser = one_of::<Edge>, requires = "window", help_heading = "Over time")]
    edge: Edge,
    /// csv (matrix), edges (one row a tie), evidence (one row a pair of statements behind a tie, with both quotes), or a format of
    /// `demarche formats` such as graphml, gexf, svg; with --window also gexf-dynamic, changes (of positions), phases, distances
    /// [default: by the ending of -o, else csv]
    #[arg(short, long, value_parser = shape)]
    format: Option<Shape>,
    /// A column of the coding that describes nodes; may be given several times (for formats of graphs)
    #[arg(long, value_name = "COLUMN")]
    attribute: Vec<String>,
    /// Show at most so many ties in a drawing; what is left out is said
    #[arg(long, value_name = "TIES")]
    limit: Option<usize>,
    #[command(flatten)]
    sieve: SieveArgs,
    /// With --format evidence: only ties of this node; given twice, only the tie between the two, and so on
    #[arg(long, value_name = "NODE")]
    between: Vec<String>,
    /// So many phases, rather than the number that fits best
    #[arg(long, value_name = "N", requires = "window")]
    phases: Option<usize>,
    /// The ids of the statements behind each tie, those that agree and those that conflict (for edges and formats of graphs)
    #[arg(long)]
    evidence: bool,
    /// The file to write to (a folder, for gephi); standard output if none is given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What is written of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Matrix,
    Edges,
    Evidence,
    Changes,
    Phases,
    Distances,
    /// The format of graphs at this place of their table.
    Graph(usize),
}

impl Named for Shape {
    const ALL: &'static [Self] = &[Self::Matrix, Self::Edges, Self::Evidence, Self::Changes, Self::Phases, Self::Distances];

    fn name(self) -> &'static str {
        match self {
            Self::Matrix => "csv",
            Self::Edges => "edges",
            Self::Evidence => "evidence",
            Self::Changes => "changes",
            Self::Phases => "phases",
            Self::Distances => "distances",
            Self::Graph(at) => FORMATS.get(at).map_or("", |format| format.name()),
        }
    }
}

/// A unit of time, or statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct UnitArg(Option<Unit>);

pub(super) fn run(args: &Args) -> Result<Ended> {
    let (coding, failed) = args.made.coding()?;
    let choice = args.made.choice(&coding, args.mode, Aggregate::Ignore, Normalize::None);
    let path = args.output.as_deref();
    if choice.mode == Mode::Events {
        let selection = Selection::new(&coding, &choice)?;
        output::to(path, &|out| networks::events(&coding, &selection.statements, out))?;
    } else if let Some(UnitArg(unit)) = args.window {
        let window = Window { width: args.width, unit, step: args.step, kernel: args.kernel, edge: args.edge };
        args.over_time(&coding, &choice, &window)?;
    } else {
        args.at_once(&coding, &choice)?;
    }
    Ok(if failed > 0 { Ended::Partly } else { Ended::Done })
}

impl Args {
    fn at_once(&self, coding: &Coding, choice: &Choice) -> Result<()> {
        let format = self.format();
        if matches!(format, Shape::Changes | Shape::Phases | Shape::Distances) || format.name() == TIMED {
            return Err(Error::new(format!("`{}` needs several slices of time", format.name()))
                .hint("give --window days, weeks, months, years or events"));
        }
        let draws = self.made.draws();
        if !matches!(format, Shape::Edges | Shape::Graph(_)) && (draws.is_some() || self.evidence) {
            return Err(Error::new(format!("`{}` has no room for intervals and ids of evidence", format.name()))
                .hint("use --format edges; or --format evidence, without these, for the words"));
        }
        if format != Shape::Evidence && !self.between.is_empty() {
            return Err(Error::new("--between chooses ties whose evidence is written").hint("use --format evidence"));
        }
        let selection = Selection::new(coding, choice)?;
        let weigh = |statement: u32| coding.weight(statement as usize);
        let whole = network::network_of(&selection, choice, &selection.statements, &weigh)?;
        let kept = self.sieve.sieve(&whole).sift(&whole, choice.isolates)?;
        let network = kept.of(&whole);
        let (nodes, statements) = (network.rows.len(), selection.statements.len());
        say(&format!("{nodes} rows, {} columns, {statements} of {} statements", network.columns.len(), coding.len()));
        let path = self.output.as_deref();
        if format == Shape::Matrix {
            return output::to(path, &|out| networks::matrix(&network, out));
        }
        if format == Shape::Evidence {
            let table = quoted::evidence(&selection, choice, &kept.masked(&whole), &self.between)?;
            return output::to(path, &|out| structures::table(&table.header, &table.rows, out));
        }
        let columns = whole.columns.len();
        let draws = draws.map(|draws| network::intervals(&selection, choice, &draws)).transpose()?;
        let draws = draws.map(|draws| kept.ties(&draws, columns));
        let behind = self.evidence.then(|| kept.ties(&behind(&selection, choice, &kept.masked(&whole)), columns));
        let about = About { intervals: draws.as_deref(), statements: behind.as_deref() };
        if let Shape::Graph(at) = format {
            return self.told(&selection, choice).write(FORMATS[at], &network, &[], about, path);
        }
        output::to(path, &|out| networks::edges(&network, &about, out))
    }

    /// What is written: as named, else by the ending of the file, else the matrix.
    fn format(&self) -> Shape {
        let ending = || ties::by_ending(self.output.as_ref()).map_or(Shape::Matrix, |at| self.timed(at));
        self.format.unwrap_or_else(ending)
    }

    /// The format of graphs at this place, or the matrix for CSV; with windows the dynamic one for GEXF.
    fn timed(&self, at: usize) -> Shape {
        match FORMATS[at].name() {
            "csv" => Shape::Matrix,
            "gexf" if self.window.is_some() => ties::format(TIMED).map_or(Shape::Graph(at), Shape::Graph),
            _ => Shape::Graph(at),
        }
    }

    fn told<'t>(&'t self, selection: &'t Selection<'t>, choice: &'t Choice) -> Told<'t> {
        Told { selection, choice, described: &self.attribute, limit: self.limit }
    }

    fn over_time(&self, coding: &Coding, choice: &Choice, window: &Window) -> Result<()> {
        let format = self.format();
        if self.made.draws().is_some() || self.evidence || format == Shape::Evidence {
            return Err(Error::new("intervals and evidence are of one network, not of slices of time")
                .hint("leave out --window, and choose the time with --start and --stop"));
        }
        let path = self.output.as_deref();
        if let Shape::Graph(_) = format
            && format.name() != TIMED
        {
            return Err(Error::new(format!("`{}` has no room for slices of time", format.name()))
                .hint("use --format gexf-dynamic; or leave out --window, and choose the time with --start and --stop"));
        }
        if format == Shape::Changes {
            if !self.sieve.is_none() {
                return Err(Error::new("changes are of positions, not of ties, so that no tie can be left out")
                    .hint("leave out --min-weight, --ego, --top and --backbone; choose statements with --only"));
            }
            let changes = network::changes(coding, choice, window)?;
            return output::to(path, &|out| networks::changes(&changes, out));
        }
        let mut slices = network::slices(coding, choice, window)?;
        // What is left is told by the whole time; a tie that is too light in a slice is not in it.
        let selection = Selection::new(coding, choice)?;
        let mut whole = network::network_of(&selection, choice, &selection.statements, &|statement| coding.weight(statement as usize))?;
        if !self.sieve.is_none() {
            let kept = self.sieve.sieve(&whole).sift(&whole, choice.isolates)?;
            whole = kept.of(&whole);
            slices = slices.into_iter().map(|slice| Slice { network: kept.of(&slice.network), ..slice }).collect();
        }
        say(&format!("{} slices of {} statements", slices.len(), coding.len()));
        match format {
            Shape::Graph(at) => {
                return self.told(&selection, choice).write(FORMATS[at], &whole, &slices, About::default(), path);
            }
            Shape::Edges => return output::to(path, &|out| networks::slice_edges(&slices, out)),
            Shape::Matrix | Shape::Changes | Shape::Evidence => return output::to(path, &|out| networks::slice_matrices(&slices, out)),
            Shape::Phases | Shape::Distances => {}
        }
        let phases = network::phases(&slices, self.phases)?;
        if format == Shape::Distances {
            return output::to(path, &|out| networks::distances(&slices, &phases, out));
        }
        let number = phases.phase.iter().max().copied().unwrap_or(0);
        say(&format!("{number} phases, mean silhouette {:.3}", phases.silhouette));
        output::to(path, &|out| networks::phases(&slices, &phases, out))
    }
}

/// The ids of the statements behind every tie that is not 0: pairs `a~b`, with a space between.
fn behind(selection: &Selection<'_>, choice: &Choice, network: &Network) -> Vec<(String, String)> {
    let mut found = vec![(String::new(), String::new()); network.weights.len()];
    let wanted = |row: usize, other: usize| network.weight(row, other) != 0.0;
    for pairing in network::evidence(selection, choice, &wanted) {
        let (agree, conflict) = &mut found[pairing.row * network.columns.len() + pairing.other];
        // Levels that are nearer to each other than to the ends of the scale agree more than they conflict.
        let list = if pairing.distance <= 0.5 { agree } else { conflict };
        if !list.is_empty() {
            list.push(' ');
        }
        list.push_str(&selection.coding.id(pairing.a as usize));
        if pairing.a != pairing.b {
            list.push('~');
            list.push_str(&selection.coding.id(pairing.b as usize));
        }
    }
    found
}

/// The format of graphs that holds slices of time.
const TIMED: &str = "gexf-dynamic";

/// What is written, by its name.
fn shape(written: &str) -> std::result::Result<Shape, String> {
    one_of::<Shape>(written)
        .or_else(|known| ties::format(written).map(Shape::Graph).map_err(|other| format!("{known}; of formats of graphs: {other}")))
}

fn unit(written: &str) -> std::result::Result<UnitArg, String> {
    let units = [
        ("days", Some(Unit::Days)),
        ("weeks", Some(Unit::Weeks)),
        ("months", Some(Unit::Months)),
        ("years", Some(Unit::Years)),
        ("events", None),
    ];
    let found = units.iter().find(|(name, _)| *name == written);
    found.map(|(_, unit)| UnitArg(*unit)).ok_or_else(|| did_you_mean(written, units.iter().map(|(name, _)| *name)))
}
