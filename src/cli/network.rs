//! `demarche network`: statements, or a coding made elsewhere, in; a network, the same over time, or its events out.

use super::choosing::{NetworkArgs, one_of};
use super::{Ended, output, quoted, say};
use crate::error::{Error, Result};
use crate::export::networks::{self, About};
use crate::export::structures;
use crate::model::{Coding, Network, Unit};
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
    /// csv (matrix), edges (one row a tie), evidence (one row a pair of statements behind a tie, with both quotes); with --window
    /// also changes (of positions), phases, distances
    #[arg(short, long, default_value = "csv", value_parser = one_of::<Shape>)]
    format: Shape,
    /// With --format evidence: only ties of this node; given twice, only the tie between the two, and so on
    #[arg(long, value_name = "NODE")]
    between: Vec<String>,
    /// So many phases, rather than the number that fits best
    #[arg(long, value_name = "N", requires = "window")]
    phases: Option<usize>,
    /// With --format edges: the ids of the statements behind each tie, those that agree and those that conflict
    #[arg(long)]
    evidence: bool,
    /// The file to write to; standard output if none is given
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
        if matches!(self.format, Shape::Changes | Shape::Phases | Shape::Distances) {
            return Err(Error::new(format!("`{}` needs several slices of time", self.format.name()))
                .hint("give --window days, weeks, months, years or events"));
        }
        let draws = self.made.draws();
        if self.format != Shape::Edges && (draws.is_some() || self.evidence) {
            return Err(Error::new(format!("`{}` has no room for intervals and ids of evidence", self.format.name()))
                .hint("use --format edges; or --format evidence, without these, for the words"));
        }
        if self.format != Shape::Evidence && !self.between.is_empty() {
            return Err(Error::new("--between chooses ties whose evidence is written").hint("use --format evidence"));
        }
        let selection = Selection::new(coding, choice)?;
        let weigh = |statement: u32| coding.weight(statement as usize);
        let network = network::network_of(&selection, choice, &selection.statements, &weigh)?;
        let (nodes, statements) = (network.rows.len(), selection.statements.len());
        say(&format!("{nodes} rows, {} columns, {statements} of {} statements", network.columns.len(), coding.len()));
        let path = self.output.as_deref();
        if self.format == Shape::Matrix {
            return output::to(path, &|out| networks::matrix(&network, out));
        }
        if self.format == Shape::Evidence {
            let table = quoted::evidence(&selection, choice, &network, &self.between)?;
            return output::to(path, &|out| structures::table(&table.header, &table.rows, out));
        }
        let draws = draws.map(|draws| network::intervals(&selection, choice, &draws)).transpose()?;
        let behind = self.evidence.then(|| behind(&selection, choice, &network));
        let about = About { intervals: draws.as_deref(), statements: behind.as_deref() };
        output::to(path, &|out| networks::edges(&network, &about, out))
    }

    fn over_time(&self, coding: &Coding, choice: &Choice, window: &Window) -> Result<()> {
        if self.made.draws().is_some() || self.evidence || self.format == Shape::Evidence {
            return Err(Error::new("intervals and evidence are of one network, not of slices of time")
                .hint("leave out --window, and choose the time with --start and --stop"));
        }
        let path = self.output.as_deref();
        if self.format == Shape::Changes {
            let changes = network::changes(coding, choice, window)?;
            return output::to(path, &|out| networks::changes(&changes, out));
        }
        let slices = network::slices(coding, choice, window)?;
        say(&format!("{} slices of {} statements", slices.len(), coding.len()));
        match self.format {
            Shape::Edges => return output::to(path, &|out| networks::slice_edges(&slices, out)),
            Shape::Matrix | Shape::Changes | Shape::Evidence => return output::to(path, &|out| networks::slice_matrices(&slices, out)),
            Shape::Phases | Shape::Distances => {}
        }
        let phases = network::phases(&slices, self.phases)?;
        if self.format == Shape::Distances {
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
