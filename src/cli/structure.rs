//! `demarche structure`: statements, or a coding made elsewhere, in; who belongs together, stands opposed, stands between, out.

use super::choosing::NetworkArgs;
use super::inputs::probability;
use super::terminal::Progress;
use super::{Ended, output, places, print, quoted, say};
use crate::codebook::Relations;
use crate::error::{Error, Result};
use crate::export::structures::{self, decimals};
use crate::model::{Coding, Interval, Network, Value};
use crate::network::{self, Aggregate, Choice, Counts, Mode, Normalize, Scale, Selection};
use crate::structure::{self, Coalitions, Held, Linkage, Said, Square, Table, tables};
use crate::text::near::did_you_mean;
use std::fmt::Write;
use std::path::PathBuf;

/// Find the structure of a network: coalitions, opposed blocks, ideal points, contradictions, brokers, clusters, backbone
///
/// Writes into the output folder, each described in the README:
///   coalitions.csv         the coalition of each actor, how stable it is (--bootstrap), and its block of two
///   contradictions.csv     who was for and against the same, with both quotes
///   contradictions_related.csv   who was for two that exclude each other, or against what another commits to
///   nearest.csv            of each actor the nearest and the farthest
///   ideal_actors.csv, ideal_propositions.csv   all on one line, and in a plane, with deviations
///   backbone.csv, backbone_propositions.csv    ties that stand out, and propositions that carry the network
///   merges_average.csv, merges_ward.csv and .nwk   hierarchical clusters, as tables and trees (Newick)
///   brokers.csv            who stands between whom; core and periphery
///   summary.csv            one row a measure of the whole network
/// and says the main of it. The network is `demarche network`'s, with --aggregate subtract --normalize average unless named.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
#[expect(clippy::doc_markdown, reason = "printed as help")]
pub(super) struct Args {
    #[command(flatten)]
    made: NetworkArgs,
    /// The folder to write to; made if it is not there
    #[arg(short, long, value_name = "FOLDER", default_value = "structure")]
    output: PathBuf,
    /// The nearest and farthest of this actor only; may be given several times
    #[arg(long = "actor", value_name = "ACTOR")]
    seen_from: Vec<String>,
    /// So many nearest and so many farthest [default: 5; all with --actor]
    #[arg(long, value_name = "N")]
    neighbours: Option<usize>,
    /// The level of the disparity filter: the lower, the fewer ties are in the backbone
    #[arg(long, value_name = "P", default_value_t = 0.05, value_parser = probability)]
    alpha: f64,
    /// What all propositions together cost in their backbone; 0 keeps what helps at all
    #[arg(long, value_name = "COST", default_value_t = 0.5, value_parser = probability)]
    penalty: f64,
}

/// Intervals are kept for at most so many numbers (160 MB).
const MOST_NUMBERS: usize = 20_000_000;

/// What takes long in a large network: coalitions, blocks, two trees, brokers, line, plane, propositions of the backbone.
const PARTS: usize = 8;

/// What is written, and what is said.
#[derive(Default)]
struct Found {
    tables: Vec<Table>,
    trees: Vec<(&'static str, String)>,
    said: String,
    progress: Option<Progress>,
    measures: Vec<(&'static str, f64)>,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    output::folder(&args.output)?;
    let (coding, failed, relations) = args.made.coding_related()?;
    let choice = args.made.choice(&coding, Mode::One, Aggregate::Subtract, Normalize::Average);
    let selection = Selection::new(&coding, &choice)?;
    let weigh = |statement: u32| coding.weight(statement as usize);
    let network = network::network_of(&selection, &choice, &selection.statements, &weigh)?;
    let mut found = Found { progress: Some(Progress::sized("parts", PARTS, network.rows.len())), ..Found::default() };
    args.of_network(&selection, &choice, &network, &mut found)?;
    args.of_positions(&coding, &choice, &relations, &mut found)?;
    found.progress.iter().for_each(Progress::finish);
    let row = |(name, value): &(&'static str, f64)| vec![Value::Text((*name).to_owned()), Value::Number(*value)];
    let rows = found.measures.iter().map(row).collect();
    found.tables.push(Table { name: "summary", header: vec!["measure", "value"], rows });
    for table in &found.tables {
        let path = args.output.join(format!("{}.csv", table.name));
        output::file(&path, &|out| structures::table(&table.header, &table.rows, out))?;
    }
    for (name, tree) in &found.trees {
        output::text(Some(&args.output.join(name)), &format!("{tree}\n"))?;
    }
    print(&found.said)?;
    say(&format!("wrote {} tables and {} trees to {}", found.tables.len(), found.trees.len(), args.output.display()));
    Ok(if failed > 0 { Ended::Partly } else { Ended::Done })
}

impl Args {
    fn of_network(&self, selection: &Selection<'_>, choice: &Choice, network: &Network, found: &mut Found) -> Result<()> {
        let (ties, names) = (Square::of(network)?, &network.rows);
        let (agree, conflict) = network.dyads().fold((0_usize, 0_usize), |(agree, conflict), (a, b)| {
            let weight = network.weight(a, b);
            (agree + usize::from(weight > 0.0), conflict + usize::from(weight < 0.0))
        });
        found.line(&format!(
            "{} actors, {agree} ties of agreement, {conflict} of conflict, {} statements",
            ties.n,
            selection.statements.len()
        ));
        found.measure("actors", ties.n as f64);
        found.measure("ties of agreement", agree as f64);
        found.measure("ties of conflict", conflict as f64);
        let coalitions = structure::coalitions(ties);
        found.step();
        let (stability, sure) = self.draw(selection, choice, &coalitions, ties.n)?;
        let blocks = structure::polarization(ties);
        found.step();
        found.say_coalitions(names, &coalitions, stability.as_ref());
        found.say_blocks(&blocks);
        found.tables.push(tables::coalitions(names, &coalitions, stability.as_ref(), &blocks));
        let of = self.named(names)?;
        let most = self.neighbours.unwrap_or(if self.seen_from.is_empty() { 5 } else { names.len() });
        found.tables.push(tables::nearest(names, ties, &of, most, sure.as_deref()));
        let standing = structure::disparity(ties);
        let backbone = tables::backbone(names, &standing, self.alpha);
        found.line(&format!("backbone: {} of {} ties stand out (alpha {})", backbone.rows.len(), standing.len(), self.alpha));
        found.measure("backbone ties", backbone.rows.len() as f64);
        found.tables.push(backbone);
        let far = structure::distances(ties);
        for (linkage, name, tree) in
            [(Linkage::Average, "merges_average", "tree_average.nwk"), (Linkage::Ward, "merges_ward", "tree_ward.nwk")]
        {
            let joins = structure::clusters(Square { n: ties.n, weights: &far }, linkage);
            found.step();
            found.tables.push(tables::merges(name, names, &joins));
            found.trees.push((tree, structure::newick(&joins, names)));
        }
        let brokers = structure::brokers(ties, &coalitions);
        let core = structure::core_and_periphery(ties);
        found.step();
        let mut order: Vec<usize> = (0..ties.n).collect();
        order.sort_by(|a, b| brokers[*b].betweenness.total_cmp(&brokers[*a].betweenness).then(a.cmp(b)));
        let top: Vec<&str> = order.iter().filter(|at| brokers[**at].betweenness > 0.0).take(5).map(|at| names[*at].as_str()).collect();
        let in_core = core.is_core.iter().filter(|is_core| **is_core).count();
        found.line(&format!("between others most often: {}", if top.is_empty() { "nobody".to_owned() } else { top.join(", ") }));
        found.line(&format!("core of {in_core} actors; ties follow coreness with correlation {:.3}", core.fit));
        found.measure("core actors", in_core as f64);
        found.measure("core fit", core.fit);
        found.tables.push(tables::brokers(names, &coalitions, &brokers, &core));
        Ok(())
    }

    /// How stable coalitions and how sure ties are, if draws are asked for.
    fn draw(
        &self,
        selection: &Selection<'_>,
        choice: &Choice,
        whole: &Coalitions,
        n: usize,
    ) -> Result<(Option<structure::Stability>, Option<Vec<Interval>>)> {
        let Some(draws) = self.made.draws() else { return Ok((None, None)) };
        let keep = n.saturating_mul(n).saturating_mul(draws.number) <= MOST_NUMBERS;
        if !keep {
            say("note: the network is too large to keep the intervals of its ties; `demarche network --bootstrap` gives them");
        }
        let (mut drawn, mut samples) = (Vec::new(), Vec::new());
        let progress = Progress::sized("networks", draws.number, draws.number * n / 100);
        network::each_draw(selection, choice, &draws, &mut |network| {
            drawn.push(structure::coalitions(Square::of(&network)?));
            progress.step();
            if keep {
                samples.push(network.weights);
            }
            Ok(())
        })?;
        progress.finish();
        Ok((Some(structure::stability(whole, &drawn)), keep.then(|| network::percentiles(&samples))))
    }

    /// The numbers of the actors that are named; all if none is.
    fn named(&self, names: &[String]) -> Result<Vec<usize>> {
        if self.seen_from.is_empty() {
            return Ok((0..names.len()).collect());
        }
        let number = |name: &String| {
            names.iter().position(|known| known == name).ok_or_else(|| {
                Error::new(format!("there is no actor `{name}` in the network (named by --actor)"))
                    .hint(did_you_mean(name, names.iter().map(String::as_str)))
            })
        };
        self.seen_from.iter().map(number).collect()
    }

    /// What is made of who holds what: contradictions, ideal points, the propositions that carry the network.
    fn of_positions(&self, coding: &Coding, choice: &Choice, relations: &Relations, found: &mut Found) -> Result<()> {
        let nominal = choice.scale == Some(Scale::Nominal);
        if choice.qualifier.is_none() || nominal {
            say("note: without levels for and against there are no contradictions, ideal points and propositions of the backbone");
            return Ok(());
        }
        let choice = Choice { mode: Mode::Two, aggregate: Aggregate::Subtract, normalize: Normalize::None, ..choice.clone() };
        let selection = Selection::new(coding, &choice)?;
        let (names, propositions) = (owned(&selection.rows), owned(&selection.columns));
        let said = said(coding, &selection);
        let contradictions = structure::contradictions(&said);
        found.line(&format!("self-contradictions: {} of an actor on a proposition", contradictions.len()));
        found.measure("self-contradictions", contradictions.len() as f64);
        found.tables.push(quoted::contradictions(&selection, &contradictions));
        let number = |id: &str| selection.columns.iter().position(|known| *known == id);
        let related: Vec<_> = relations.iter().filter_map(|(a, b, kind)| Some((number(a)?, number(b)?, kind))).collect();
        let clashes = structure::clashes(&said, &related);
        found.line(&format!("contradictions on related propositions: {}", clashes.len()));
        found.measure("contradictions on related propositions", clashes.len() as f64);
        found.tables.push(quoted::clashes(&selection, &clashes));
        let counts = Counts::of(&selection, &selection.statements, &|statement| coding.weight(statement as usize));
        let (held, levels) = positions(&selection, &counts);
        let line = structure::ideal_points(names.len(), propositions.len(), &held, 1);
        found.step();
        let plane = structure::ideal_points(names.len(), propositions.len(), &held, 2);
        found.step();
        found.say_space(&names, &line, &plane, held.len());
        let draws = self.made.draws();
        let moved = draws.map(|draws| {
            let held_of = |counts: &Counts| positions(&selection, counts).0;
            places::moved(&selection, &choice, &draws, (&line, &held), &held_of)
        });
        let moved = moved.transpose()?;
        let drawn = moved.as_ref().map_or([&[][..]; 2], |moved| [&moved.drawn, &moved.propositions]);
        found.tables.push(tables::ideal_actors(&names, &line, &plane, drawn));
        found.tables.push(tables::ideal_propositions(&propositions, &line, &plane));
        let carrying = structure::carrying(&levels, propositions.len(), self.penalty);
        found.step();
        let carry = carrying.of.iter().filter(|is_in| **is_in).count();
        let all = propositions.len();
        found.line(&format!("{carry} of {all} propositions carry the network: alone they give one that is {:.3} alike", carrying.likeness));
        found.measure("backbone propositions", carry as f64);
        found.measure("backbone likeness", carrying.likeness);
        found.tables.push(tables::backbone_propositions(&propositions, &carrying));
        Ok(())
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// A level on the scale from −1 to 1.
fn sided(selection: &Selection<'_>, level: usize) -> f64 {
    match selection.levels.scale {
        Scale::From(low, high) if high > low => 2.0 * (selection.levels.places[level] - low) / (high - low) - 1.0,
        _ => 0.0,
    }
}

fn said(coding: &Coding, selection: &Selection<'_>) -> Vec<Said> {
    let one = |statement: u32| {
        let (actor, proposition, level) = selection.place(statement)?;
        let at = statement as usize;
        Some(Said {
            actor,
            proposition,
            level: sided(selection, level),
            statement,
            document: coding.documents.as_ref().map(|documents| documents.codes[at]),
            time: coding.time(at),
            confidence: network::confidence(coding, at).unwrap_or(1.0),
        })
    };
    selection.statements.iter().filter_map(|statement| one(*statement)).collect()
}

/// The mean level of each actor on each proposition of which it spoke, and the sum of its levels there (0 where it did not speak).
fn positions(selection: &Selection<'_>, counts: &Counts) -> (Vec<Held>, Vec<f64>) {
    let columns = selection.columns.len();
    let (mut held, mut levels) = (Vec::new(), vec![0.0; selection.rows.len() * columns]);
    for (proposition, cells) in counts.columns().enumerate() {
        for cells in cells.chunk_by(|a, b| a.row == b.row) {
            let actor = cells[0].row as usize;
            let spoken: f64 = cells.iter().map(|cell| cell.x).sum();
            let sum: f64 = cells.iter().map(|cell| cell.x * sided(selection, usize::from(cell.level))).sum();
            held.push(Held { actor, proposition, level: (sum / spoken).clamp(-1.0, 1.0) });
            levels[actor * columns + proposition] = sum;
        }
    }
    (held, levels)
}

impl Found {
    fn line(&mut self, line: &str) {
        self.said.push_str(line);
        self.said.push('\n');
    }

    /// One of [`PARTS`] is done.
    fn step(&self) {
        self.progress.iter().for_each(Progress::step);
    }

    fn measure(&mut self, name: &'static str, value: f64) {
        self.measures.push((name, value));
    }

    fn say_coalitions(&mut self, names: &[String], coalitions: &Coalitions, stability: Option<&structure::Stability>) {
        let sure = stability.map_or_else(String::new, |sure| format!(", found again in draws with adjusted Rand {:.3}", sure.overall));
        self.line(&format!("{} coalitions, modularity {:.3}{sure}", coalitions.count, coalitions.modularity));
        for number in 1..=coalitions.count {
            let members: Vec<&str> =
                names.iter().zip(&coalitions.of).filter(|(_, of)| **of == Some(number)).map(|(name, _)| name.as_str()).collect();
            let sure = stability
                .and_then(|sure| sure.coalitions.get(number - 1))
                .map_or_else(String::new, |sure| format!(", stability {sure:.3}"));
            let rest = if members.len() > SHOWN { ", …" } else { "" };
            self.line(&format!("  {number} ({}{sure}): {}{rest}", members.len(), members[..members.len().min(SHOWN)].join(", ")));
        }
        self.measure("coalitions", coalitions.count as f64);
        self.measure("modularity", coalitions.modularity);
        if let Some(sure) = stability {
            self.measure("stability of coalitions", sure.overall);
        }
    }

    fn say_blocks(&mut self, blocks: &structure::Polarization) {
        let (frustration, least) = (decimals(blocks.frustration), decimals(blocks.at_least));
        let how = if blocks.exact { "proved least".to_owned() } else { format!("no two blocks have less than {least}") };
        let size = |block: usize| blocks.of.iter().filter(|of| **of == Some(block)).count();
        self.line(&format!(
            "two blocks of {} and {}: bipolarity {:.3}, balance {:.3}, frustration {frustration} ({how})",
            size(1),
            size(2),
            blocks.bipolarity,
            blocks.balance
        ));
        self.measure("bipolarity", blocks.bipolarity);
        self.measure("balance", blocks.balance);
        self.measure("frustration", blocks.frustration);
        self.measure("frustration at least", blocks.at_least);
    }

    fn say_space(&mut self, names: &[String], line: &structure::Space, plane: &structure::Space, positions: usize) {
        let percent = |share: f64| format!("{:.1} %", 100.0 * share);
        let (one, two, guess) = (percent(line.right), percent(plane.right), percent(line.guessed));
        self.line(&format!("ideal points of {positions} positions: a line has {one} of their sides right, a plane {two}, each proposition's majority {guess}"));
        let mut order: Vec<usize> = (0..names.len()).filter(|at| line.actors[*at].positions >= ENOUGH).collect();
        order.sort_by(|a, b| line.actors[*a].at[0].total_cmp(&line.actors[*b].at[0]).then(a.cmp(b)));
        let mut ends = String::new();
        for at in order.iter().take(4).chain(order.iter().skip(4.max(order.len().saturating_sub(4)))) {
            // Writing to a text cannot fail.
            let _ = write!(ends, " {} {:+.2}±{:.2}", names[*at], line.actors[*at].at[0], line.actors[*at].sd[0]);
        }
        if !ends.is_empty() {
            self.line(&format!("  ends of the line (of actors with {ENOUGH} positions or more):{ends}"));
        }
        self.measure("positions", positions as f64);
        self.measure("sides right on the line", line.right);
        self.measure("sides right in the plane", plane.right);
        self.measure("sides right by majority", line.guessed);
    }
}

/// So many members of a coalition are named.
const SHOWN: usize = 12;

/// Actors with fewer positions are not named as ends of the line.
const ENOUGH: usize = 5;
