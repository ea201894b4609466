//! `demarche versus`: some actors side by side, proposition by proposition.

use super::Ended;
use super::desk::{Desk, OutArgs, ScopeArgs, actors};
use super::inputs::{AboutArgs, CodebookArgs, InputArgs, WhichProject, probability};
use super::known::{self, Beside, KnownArgs};
use super::layout::{SILENT, counted, mark, place, source};
use crate::codebook::Actors;
use crate::desk::{Book, Checked, Meeting, Record, checked, versus};
use crate::error::{Error, Result};
use crate::export::desk::{Block, Cell, Column, Kind, Medium, Page, Row, Table, Tone};
use crate::model::LinkKind;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Two or more States side by side: on what they agree and conflict, in whose words
///
/// Name the States first, then the statements: files, folders, or - for standard input. A folder that is called like a State is written
/// ./JPN. Conflicts come first, then soft differences, agreement, and what only one of them spoke of.
///
/// The verdict: conflict, differs (one is for what the other is cautious about), agreement, no side taken, only X spoke, through groups
/// only. What a group said for a State stands in brackets and makes no verdict.
///
/// --known lays the public record beside it: see `demarche matrix --help`.
///
/// Examples:
///   demarche versus JPN GBR statements/
///   demarche versus Japan "United Kingdom" USA statements/ --topic law --format md
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// At least two States or groups, then the statements
    #[arg(value_name = "ACTOR|INPUT", required = true)]
    what: Vec<String>,
    #[command(flatten)]
    of: WhichProject,
    #[command(flatten)]
    about: AboutArgs,
    #[command(flatten)]
    codebook: CodebookArgs,
    /// Leave out claims less likely right than this (0–1)
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = probability)]
    min_confidence: f64,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    known: KnownArgs,
    #[command(flatten)]
    out: OutArgs,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let medium = args.out.medium(Medium::Csv)?;
    let known = gazetteer(args)?;
    let is_actor = |word: &&String| word.split(',').all(|name| known.resolve(name).is_some());
    let (named, inputs): (Vec<&String>, Vec<&String>) = args.what.iter().partition(is_actor);
    let named = actors(&known, &named.into_iter().cloned().collect::<Vec<_>>())?;
    if named.len() < 2 {
        let unknown = inputs.iter().find(|word| !PathBuf::from(word).exists() && word.as_str() != "-");
        let hint = unknown.map_or_else(|| "for example: demarche versus JPN GBR statements/".to_owned(), |word| known.suggest(word));
        return Err(Error::new(format!("{} named, two or more are needed", counted(named.len(), "State"))).hint(hint));
    }
    let inputs: Vec<PathBuf> = inputs.into_iter().map(PathBuf::from).collect();
    let inputs = InputArgs::new(&inputs, &args.of, &args.about, &args.codebook, args.min_confidence);
    let desk = args.scope.read(&inputs)?;
    let record = args.known.record(&inputs.codebook_in_use()?, &desk)?;
    let page = page(&desk, &named, medium, record.as_ref());
    args.out.write(&page, medium)?;
    Ok(desk.ended())
}

/// Who is known: also to the project, if nothing but States is named.
fn gazetteer(args: &Args) -> Result<Actors> {
    if args.what.iter().any(|word| PathBuf::from(word).exists()) {
        return args.codebook.gazetteer();
    }
    let nothing = InputArgs::new(&[], &args.of, &args.about, &args.codebook, args.min_confidence);
    nothing.codebook_in_use().unwrap_or_else(|_| args.codebook.clone()).gazetteer()
}

fn page(desk: &Desk, named: &[String], medium: Medium, record: Option<&Record>) -> Page {
    let book = Book::new(&desk.comparison, &desk.scope);
    let ids: Vec<&str> = named.iter().map(String::as_str).collect();
    let found = versus(&book, &ids);
    let checked = record.map(|record| checked(&book, record, &ids)).unwrap_or_default();
    let layer: Layer<'_> = checked.iter().map(|one| ((one.actor, one.proposition), one)).collect();
    let in_columns = record.is_some() && known::in_columns(medium);
    let mut columns =
        vec![Column::mark("verdict", "verdict"), Column::text("proposition_id", "on"), Column::words("proposition", "proposition")];
    for (at, id) in named.iter().enumerate() {
        let column = |suffix: &str, label: String, kind: Kind| Column {
            name: format!("{suffix}_{}", at + 1).into(),
            label: label.into(),
            kind,
            ..Column::text("", "")
        };
        columns.extend([
            column("state", String::new(), Kind::Text).for_data(),
            column("stance", id.clone(), Kind::Mark),
            column("quote", format!("{id} in its words"), Kind::Words),
            column("place", "where".into(), Kind::Words).for_reading(),
            column("doc_id", String::new(), Kind::Text).for_data(),
            column("paragraph", String::new(), Kind::Text).for_data(),
            column("start", String::new(), Kind::Number).for_data(),
            column("end", String::new(), Kind::Number).for_data(),
        ]);
    }
    if named.len() > 2 {
        columns.push(Column::words("pairs", "between two"));
    }
    if in_columns {
        columns.extend((1..=named.len()).flat_map(|at| known::data_columns(&at.to_string())));
    }
    let mut rows: Vec<Row> = found.iter().map(|meeting| row(meeting, named.len() > 2, &layer, in_columns)).collect();
    if in_columns {
        // What none of them took up and the record has.
        let is_left = |entry: &&crate::model::PropositionEntry| {
            !found.iter().any(|meeting| meeting.entry.id == entry.id) && ids.iter().any(|id| layer.contains_key(&(*id, entry.id.as_str())))
        };
        rows.extend(book.asked().into_iter().filter(is_left).map(|entry| only_known(entry, &ids, &layer)));
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for meeting in &found {
        *counts.entry(meeting.verdict()).or_default() += 1;
    }
    let sums = counts.iter().map(|(verdict, count)| format!("{verdict} on {count}")).collect::<Vec<_>>().join(", ");
    let names = ids.iter().map(|id| book.name(id).to_owned()).collect::<Vec<_>>().join(" – ");
    let caption = if sums.is_empty() { "None of them took up anything".to_owned() } else { first_upper(&sums) };
    let table = Table { name: "versus".into(), caption, columns, rows, keys: 3, is_grid: false };
    let mut blocks = vec![Block::Table(table)];
    if record.is_some() && !in_columns {
        blocks.extend(known::blocks(&book, &checked, Beside::Signs));
    }
    Page { title: names, blocks }
}

/// What was said, held against the record, by actor and proposition.
type Layer<'a> = BTreeMap<(&'a str, &'a str), &'a Checked<'a>>;

/// The row of what none of them took up and the record has.
fn only_known(entry: &crate::model::PropositionEntry, ids: &[&str], layer: &Layer<'_>) -> Row {
    let mut cells: Vec<Cell> = vec!["only in the record".into(), entry.id.clone().into(), entry.wording.clone().into()];
    for id in ids {
        cells.extend([Cell::from(*id), SILENT.into(), Cell::default(), Cell::default()]);
        cells.extend(place(None));
    }
    if ids.len() > 2 {
        cells.push(Cell::default());
    }
    cells.extend(ids.iter().flat_map(|id| known::data(layer.get(&(*id, entry.id.as_str())).copied())));
    cells.into()
}

fn first_upper(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

fn row(meeting: &Meeting<'_>, with_pairs: bool, layer: &Layer<'_>, in_columns: bool) -> Row {
    let checked = |actor: &str| layer.get(&(actor, meeting.entry.id.as_str())).copied();
    let mut cells: Vec<Cell> = vec![verdict(meeting), meeting.entry.id.clone().into(), meeting.entry.wording.clone().into()];
    for side in &meeting.sides {
        let quote = side.claim.map(|claim| claim.quote.clone()).unwrap_or_default();
        let held = known::signed(mark(&side.held), checked(side.actor).filter(|_| !in_columns));
        cells.extend([side.actor.into(), held, quote.into(), side.claim.map(source).unwrap_or_default().into()]);
        cells.extend(place(side.claim));
    }
    if with_pairs {
        let name = |kind: LinkKind| match kind {
            LinkKind::Agrees => "agreement",
            LinkKind::Conflicts => "conflict",
            LinkKind::Differs => "differs",
        };
        let said: Vec<String> = meeting
            .pairs
            .iter()
            .filter_map(|((a, b), kind)| {
                kind.map(|kind| format!("{}–{}: {}", meeting.sides[*a].actor, meeting.sides[*b].actor, name(kind)))
            })
            .collect();
        cells.push(said.join("; ").into());
    }
    if in_columns {
        cells.extend(meeting.sides.iter().flat_map(|side| known::data(checked(side.actor))));
    }
    cells.into()
}

/// The verdict as a cell.
pub(super) fn verdict(meeting: &Meeting<'_>) -> Cell {
    let verdict = meeting.verdict();
    let tone = match verdict.as_str() {
        "conflict" => Tone::Conflict,
        "differs" => Tone::Differ,
        "agreement" => Tone::Agree,
        _ => Tone::Plain,
    };
    Cell::from(verdict).in_tone(tone)
}
