//! `demarche matrix`: statements in, who stands where on what out.

use super::Ended;
use super::desk::DeskArgs;
use super::ground::spoken;
use super::known::{self, Beside, KnownArgs};
use super::layout::{LEGEND, SILENT, anchor, counted, mark, quotes, whole};
use crate::desk::{Book, Checked, Held, Record, checked, matrix};
use crate::error::Result;
use crate::export::desk::{Block, Cell, Column, Kind, Medium, Page, Row, Seen, Table, Tone};
use std::collections::{BTreeMap, BTreeSet};

/// Who stands where: one row a proposition, one column a State or group
///
/// A cell holds the stance (support, qualified, practice, undecided, reservation, oppose), its strength from 1 (acknowledgement) to 5
/// (red line), and from how many claims it is folded: `support 4 ×3`. In brackets stands what a group said for a State that said
/// nothing itself. A State for which nobody spoke is `silent`: that is never opposition.
///
/// Markdown, HTML, a workbook and a document also hold the quotes; each cell leads to its own. The workbook holds the whole run
/// besides: positions, pairs, propositions and claims.
///
/// --known lays the public record beside it. Each mark gets a sign: = confirms the record, + goes beyond it (firmer, or the record is
/// silent), < falls short of it, ≠ departs from it, ° does not repeat it; and a table names every source with its address and date. CSV
/// holds the same in columns of its own after those of the actors, and rows for what is only in the record. It changes no count. A State
/// that the record does not know has no sign; what a group holds is held against the group's record only.
///
/// Examples:
///   demarche matrix statements/ --topic law
///   demarche matrix statements/ --group EUE --from 2021 -o matrix.xlsx
///   demarche matrix statements/ --topic rid.poa,rid.permanent --format md
///   demarche matrix statements/ --known -o matrix.xlsx
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    desk: DeskArgs,
    #[command(flatten)]
    known: KnownArgs,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let medium = args.desk.out.medium(Medium::Csv)?;
    let desk = args.desk.read()?;
    let book = Book::new(&desk.comparison, &desk.scope);
    let record = args.known.record(&args.desk.inputs.codebook_in_use()?, &desk)?;
    let mut blocks = with_record(&book, medium, record.as_ref());
    if medium == Medium::Xlsx {
        blocks.extend(whole(&desk.comparison, &["positions", "pairs", "propositions", "claims"])?.into_iter().map(Block::Table));
    }
    args.desk.out.write(&Page { title: format!("Who stands where, in {}", spoken(&desk.comparison)), blocks }, medium)?;
    Ok(desk.ended())
}

/// The matrix, what its marks mean, and the quotes behind them.
pub(super) fn blocks(book: &Book<'_>, medium: Medium) -> Vec<Block> {
    with_record(book, medium, None)
}

/// The same with the public record beside it.
fn with_record<'a>(book: &Book<'a>, medium: Medium, record: Option<&'a Record>) -> Vec<Block> {
    let found = matrix(book);
    let checked = record.map(|record| checked(book, record, &found.actors)).unwrap_or_default();
    let layer: BTreeMap<(&str, &str), &Checked<'_>> = checked.iter().map(|one| ((one.actor, one.proposition), one)).collect();
    let known: Vec<&str> = found.actors.iter().copied().filter(|actor| record.is_some_and(|record| record.has(actor))).collect();
    let mut columns =
        vec![Column::text("topic", "topic").for_data(), Column::text("proposition_id", "on"), Column::words("proposition", "proposition")];
    // On a terminal the columns of the actors need the room.
    if medium == Medium::Terminal {
        columns[2].seen = Seen::Data;
    }
    columns.extend(found.actors.iter().map(|actor| Column {
        name: (*actor).to_owned().into(),
        label: (*actor).to_owned().into(),
        kind: Kind::Mark,
        seen: Seen::Everywhere,
    }));
    if known::in_columns(medium) {
        columns.extend(known.iter().flat_map(|actor| known::data_columns(actor)));
    }
    let mut wanted = Vec::new();
    let mut rows = Vec::new();
    for (entry, cells) in &found.rows {
        let mut row: Vec<Cell> = vec![entry.topic.clone().into(), entry.id.clone().into(), entry.wording.clone().into()];
        for (actor, held) in found.actors.iter().zip(cells) {
            let cell = mark(held);
            let sign = layer.get(&(*actor, entry.id.as_str())).copied().filter(|_| !known::in_columns(medium));
            let mut cell = known::signed(cell, sign);
            if *held != Held::Silent {
                wanted.push((*actor, entry.id.as_str()));
                cell.link = anchor(actor, &entry.id);
                cell.note = book.claims(actor, &entry.id).first().map(|claim| claim.quote.clone()).unwrap_or_default();
            }
            row.push(cell);
        }
        if known::in_columns(medium) {
            row.extend(known.iter().flat_map(|actor| known::data(layer.get(&(*actor, entry.id.as_str())).copied())));
        }
        rows.push(Row::from(row));
    }
    if known::in_columns(medium) {
        // What nobody took up and the record has.
        let taken: BTreeSet<&str> = found.rows.iter().map(|(entry, _)| entry.id.as_str()).collect();
        let is_left = |entry: &&crate::model::PropositionEntry| {
            !taken.contains(entry.id.as_str()) && found.actors.iter().any(|actor| layer.contains_key(&(*actor, entry.id.as_str())))
        };
        for entry in book.asked().into_iter().filter(is_left) {
            let mut row: Vec<Cell> = vec![entry.topic.clone().into(), entry.id.clone().into(), entry.wording.clone().into()];
            row.extend(found.actors.iter().map(|_| Cell::from(SILENT).in_tone(Tone::Silent)));
            row.extend(known.iter().flat_map(|actor| known::data(layer.get(&(*actor, entry.id.as_str())).copied())));
            rows.push(Row::from(row));
        }
    }
    let caption = format!("{} by {}", counted(found.rows.len(), "proposition"), counted(found.actors.len(), "actor"));
    let table = Table { name: "matrix".into(), caption, columns, rows, keys: 3, is_grid: true };
    let mut blocks = vec![Block::Table(table), Block::Text(LEGEND.to_owned())];
    if record.is_some() && !known::in_columns(medium) {
        blocks.extend(known::blocks(book, &checked, Beside::SignsAndQuotes));
    }
    // A terminal shows the quotes with `versus` or `claims`; CSV is one table.
    if !matches!(medium, Medium::Terminal | Medium::Csv) {
        blocks.push(Block::Heading("Quotes".into()));
        blocks.push(Block::Table(quotes(book, wanted)));
    }
    blocks
}
