//! `demarche matrix`: statements in, who stands where on what out.

use super::Ended;
use super::desk::DeskArgs;
use super::ground::spoken;
use super::layout::{LEGEND, anchor, counted, mark, quotes, whole};
use crate::desk::{Book, Held, matrix};
use crate::error::Result;
use crate::export::desk::{Block, Cell, Column, Kind, Medium, Page, Row, Seen, Table};

/// Who stands where: one row a proposition, one column a State or group
///
/// A cell holds the stance (support, qualified, practice, undecided, reservation, oppose), its strength from 1 (acknowledgement) to 5
/// (red line), and from how many claims it is folded: `support 4 ×3`. In brackets stands what a group said for a State that said
/// nothing itself. A State for which nobody spoke is `silent`: that is never opposition.
///
/// Markdown, HTML, a workbook and a document also hold the quotes; each cell leads to its own. The workbook holds the whole run
/// besides: positions, pairs, propositions and claims.
///
/// Examples:
///   demarche matrix statements/ --topic law
///   demarche matrix statements/ --group EUE --from 2021 -o matrix.xlsx
///   demarche matrix statements/ --topic rid.poa,rid.permanent --format md
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    desk: DeskArgs,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let medium = args.desk.out.medium(Medium::Csv)?;
    let desk = args.desk.read()?;
    let book = Book::new(&desk.comparison, &desk.scope);
    let mut blocks = blocks(&book, medium);
    if medium == Medium::Xlsx {
        blocks.extend(whole(&desk.comparison, &["positions", "pairs", "propositions", "claims"])?.into_iter().map(Block::Table));
    }
    args.desk.out.write(&Page { title: format!("Who stands where, in {}", spoken(&desk.comparison)), blocks }, medium)?;
    Ok(desk.ended())
}

/// The matrix, what its marks mean, and the quotes behind them.
pub(super) fn blocks(book: &Book<'_>, medium: Medium) -> Vec<Block> {
    let found = matrix(book);
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
    let mut wanted = Vec::new();
    let mut rows = Vec::new();
    for (entry, cells) in &found.rows {
        let mut row: Vec<Cell> = vec![entry.topic.clone().into(), entry.id.clone().into(), entry.wording.clone().into()];
        for (actor, held) in found.actors.iter().zip(cells) {
            let mut cell = mark(held);
            if *held != Held::Silent {
                wanted.push((*actor, entry.id.as_str()));
                cell.link = anchor(actor, &entry.id);
                cell.note = book.claims(actor, &entry.id).first().map(|claim| claim.quote.clone()).unwrap_or_default();
            }
            row.push(cell);
        }
        rows.push(Row::from(row));
    }
    let caption = format!("{} by {}", counted(found.rows.len(), "proposition"), counted(found.actors.len(), "actor"));
    let table = Table { name: "matrix".into(), caption, columns, rows, keys: 3, is_grid: true };
    let mut blocks = vec![Block::Table(table), Block::Text(LEGEND.to_owned())];
    // A terminal shows the quotes with `versus` or `claims`; CSV is one table.
    if !matches!(medium, Medium::Terminal | Medium::Csv) {
        blocks.push(Block::Heading("Quotes".into()));
        blocks.push(Block::Table(quotes(book, wanted)));
    }
    blocks
}
