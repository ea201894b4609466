//! `demarche network`: statements, or a coding made elsewhere, in; a network, the same over time, or its events out.

use super::inputs::{AboutArgs, CodebookArgs, InputArgs, probability};
use super::{Ended, output, say};
use crate::error::{Error, Result};
use crate::export::networks::{self, About};
use crate::files;
use crate::model::{Coding, Moment, Network, Unit};
use crate::network::{
    self, Aggregate, Choice, Columns, Compat, Duplicates, Edge, Isolates, Kernel, Mode, Named, Normalize, Reach, Scale, Selection, Window,
};
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
    /// Statements: .txt and .md files, folders of them, or - for standard input
    #[arg(value_name = "INPUT", required_unless_present = "coded", conflicts_with = "coded")]
    inputs: Vec<PathBuf>,
    /// A coding: a table with one statement a row (CSV, DNA event list), or a database of Discourse Network Analyzer (.dna)
    #[arg(long, value_name = "FILE", help_heading = "What is coded")]
    coded: Option<PathBuf>,
    /// The variable of the nodes (of the rows, if two-mode) [default: organization; actor for statements]
    #[arg(long, value_name = "COLUMN", help_heading = "What is coded")]
    rows: Option<String>,
    /// The variable that ties them (of the columns, if two-mode) [default: concept; proposition for statements]
    #[arg(long, value_name = "COLUMN", help_heading = "What is coded")]
    through: Option<String>,
    /// The variable that holds the level [default: agreement, if there is one; stance for statements]
    #[arg(long, value_name = "COLUMN", help_heading = "What is coded")]
    qualifier: Option<String>,
    /// The lowest and the highest level that can be, e.g. -1,1; or nominal if levels are equal or not
    #[arg(long, value_name = "LOWEST,HIGHEST", value_parser = scale, allow_hyphen_values = true, help_heading = "What is coded")]
    scale: Option<Scale>,
    /// The column of the statements' ids [default: `statement_id`, `claim_id` or `id`]
    #[arg(long, value_name = "COLUMN", help_heading = "What is coded")]
    id_column: Option<String>,
    /// The column of their documents [default: `document_id`, `doc_id`, `document` or `document_title`]
    #[arg(long, value_name = "COLUMN", help_heading = "What is coded")]
    document_column: Option<String>,
    /// Whose claims are an actor's: national; all (also of its groups, and of those it aligned itself with); weighted
    #[arg(long, value_name = "REACH", default_value = "national", value_parser = one_of::<Reach>, help_heading = "What is coded")]
    via: Reach,
    /// With --via weighted: how much a claim counts that another made for the actor (0–1)
    #[arg(long, value_name = "SHARE", default_value_t = 0.5, value_parser = probability, help_heading = "What is coded")]
    via_weight: f64,
    /// one (rows × rows), two (rows × values), or events (the statements that would count)
    #[arg(long, default_value = "one", value_parser = one_of::<Mode>, help_heading = "Which network")]
    mode: Mode,
    /// ignore; congruence, conflict (one-mode); subtract; combine (two-mode: 1 positive, 2 negative, 3 both)
    #[arg(long, default_value = "ignore", value_parser = one_of::<Aggregate>, help_heading = "Which network")]
    aggregate: Aggregate,
    /// none; average, jaccard, cosine (one-mode); activity, prominence (two-mode)
    #[arg(long, default_value = "none", value_parser = one_of::<Normalize>, help_heading = "Which network")]
    normalize: Normalize,
    /// Where equal statements count once: include (nowhere), document, week, month, year, range
    #[arg(long, default_value = "include", value_parser = one_of::<Duplicates>, help_heading = "Which network")]
    duplicates: Duplicates,
    /// dna: the definitions of Discourse Network Analyzer where they differ (cosine, Jaccard, weeks and months, scale, kernel)
    #[arg(long, value_name = "PROGRAM", default_value = "own", value_parser = one_of::<Compat>, help_heading = "Which network")]
    compat: Compat,
    /// Leave out statements with this value of this column; may be given several times
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = assignment, help_heading = "Which statements")]
    exclude: Vec<(String, String)>,
    /// Of this column keep only this value; may be given several times
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = assignment, help_heading = "Which statements")]
    only: Vec<(String, String)>,
    /// Leave out statements before this date
    #[arg(long, value_name = "DATE", help_heading = "Which statements")]
    start: Option<Moment>,
    /// Leave out statements after this date
    #[arg(long, value_name = "DATE", value_parser = Moment::end_of, help_heading = "Which statements")]
    stop: Option<Moment>,
    /// Also show nodes without any statement that counts
    #[arg(long, help_heading = "Which statements")]
    isolates: bool,
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
    /// csv (matrix), edges (one row a tie); with --window also changes (of positions), phases, distances
    #[arg(short, long, default_value = "csv", value_parser = one_of::<Shape>)]
    format: Shape,
    /// So many phases, rather than the number that fits best
    #[arg(long, value_name = "N", requires = "window")]
    phases: Option<usize>,
    /// With --format edges: a 95 % interval of each weight, from so many draws of the documents
    #[arg(long, value_name = "DRAWS", value_parser = clap::value_parser!(u32).range(2..))]
    bootstrap: Option<u32>,
    /// The seed of the draws: the same seed gives the same intervals
    #[arg(long, value_name = "N", default_value_t = 1, requires = "bootstrap")]
    seed: u64,
    /// With --format edges: the ids of the statements behind each tie, those that agree and those that conflict
    #[arg(long)]
    evidence: bool,
    /// The file to write to; standard output if none is given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    about: AboutArgs,
    #[command(flatten)]
    codebook: CodebookArgs,
    /// Leave out claims less likely right than this (0–1)
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = probability)]
    min_confidence: f64,
}

/// What is written of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Matrix,
    Edges,
    Changes,
    Phases,
    Distances,
}

impl Named for Shape {
    const ALL: &'static [Self] = &[Self::Matrix, Self::Edges, Self::Changes, Self::Phases, Self::Distances];

    fn name(self) -> &'static str {
        match self {
            Self::Matrix => "csv",
            Self::Edges => "edges",
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
    let (coding, failed) = args.coding()?;
    let choice = args.choice(&coding);
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
    /// The coding, and how many inputs could not be read.
    fn coding(&self) -> Result<(Coding, usize)> {
        let Some(path) = &self.coded else {
            let inputs = InputArgs::new(&self.inputs, &self.about, &self.codebook, self.min_confidence);
            let (_, comparison, failed) = inputs.compare()?;
            return Ok((network::from_claims(&comparison, self.via, self.via_weight), failed));
        };
        if files::has_extension(path, &["dna", "sqlite", "db"]) {
            // A database that is not there would be made by opening it; the door says what is wrong.
            files::exists(path)?;
            return Ok((network::from_dna(path)?, 0));
        }
        let columns =
            Columns { id: self.id_column.clone(), document: self.document_column.clone(), date: self.about.reading.date_column() };
        let coding = network::from_csv(&path.display().to_string(), &files::text(path)?, &columns)?;
        Ok((coding, 0))
    }

    fn choice(&self, coding: &Coding) -> Choice {
        let usual = if self.coded.is_some() { ["organization", "concept", "agreement"] } else { ["actor", "proposition", "stance"] };
        let qualifier = self.qualifier.clone().or_else(|| coding.variable(usual[2]).map(|variable| variable.name.clone()));
        Choice {
            rows: self.rows.clone().unwrap_or_else(|| usual[0].to_owned()),
            through: self.through.clone().unwrap_or_else(|| usual[1].to_owned()),
            qualifier,
            mode: self.mode,
            aggregate: self.aggregate,
            normalize: self.normalize,
            duplicates: self.duplicates,
            scale: self.scale,
            compat: self.compat,
            exclude: self.exclude.clone(),
            only: self.only.clone(),
            start: self.start,
            stop: self.stop,
            isolates: if self.isolates { Isolates::Keep } else { Isolates::Leave },
        }
    }

    fn at_once(&self, coding: &Coding, choice: &Choice) -> Result<()> {
        if matches!(self.format, Shape::Changes | Shape::Phases | Shape::Distances) {
            return Err(Error::new(format!("`{}` needs several slices of time", self.format.name()))
                .hint("give --window days, weeks, months, years or events"));
        }
        if self.format == Shape::Matrix && (self.bootstrap.is_some() || self.evidence) {
            return Err(Error::new("a matrix has no room for intervals and evidence").hint("use --format edges"));
        }
        let selection = Selection::new(coding, choice)?;
        let weigh = |statement: u32| coding.weight(statement as usize);
        let network = network::network_of(&selection, choice, &selection.statements, &weigh)?;
        let (nodes, statements) = (network.rows.len(), selection.statements.len());
        say(&format!("{nodes} rows, {} columns, {statements} of {} statements", network.columns.len(), coding.len()));
        if self.format == Shape::Matrix {
            return output::to(self.output.as_deref(), &|out| networks::matrix(&network, out));
        }
        let draws = self.bootstrap.map(|draws| network::intervals(&selection, choice, draws as usize, self.seed)).transpose()?;
        let behind = self.evidence.then(|| behind(&selection, choice, &network));
        let about = About { intervals: draws.as_deref(), statements: behind.as_deref() };
        output::to(self.output.as_deref(), &|out| networks::edges(&network, &about, out))
    }

    fn over_time(&self, coding: &Coding, choice: &Choice, window: &Window) -> Result<()> {
        if self.bootstrap.is_some() || self.evidence {
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
            Shape::Matrix | Shape::Changes => return output::to(path, &|out| networks::slice_matrices(&slices, out)),
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

/// One of the things that have a name; for another the nearest name is offered.
fn one_of<T: Named>(written: &str) -> std::result::Result<T, String> {
    let names = T::ALL.iter().map(|one| one.name());
    T::named(written).ok_or_else(|| did_you_mean(written, names.clone()) + &format!(" (one of {})", names.collect::<Vec<_>>().join(", ")))
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

fn scale(written: &str) -> std::result::Result<Scale, String> {
    if written == "nominal" {
        return Ok(Scale::Nominal);
    }
    let number = |text: &str| text.trim().parse().ok().filter(|number: &f64| number.is_finite());
    let ends = written.split_once(',').and_then(|(low, high)| Some((number(low)?, number(high)?)));
    match ends {
        Some((low, high)) if low < high => Ok(Scale::From(low, high)),
        _ => Err(format!("`{written}` is no scale; give its lowest and highest level, such as -1,1, or nominal")),
    }
}

fn assignment(written: &str) -> std::result::Result<(String, String), String> {
    let (column, value) = written.split_once('=').ok_or_else(|| format!("`{written}` names no value; write COLUMN=VALUE"))?;
    Ok((column.trim().to_owned(), value.to_owned()))
}
