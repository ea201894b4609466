//! `demarche report`: everything at once on one page for a browser.

mod screen;

use super::desk::{Desk, DeskArgs};
use super::ground::{self, ThresholdArgs, spoken};
use super::{Ended, drift, matrix};
use crate::desk::{Book, Moved};
use crate::error::Result;
use crate::export::desk::{Block, Cell, Column, Medium, Page, Row, Table};
use crate::model::{Comparison, Pair};
use std::collections::BTreeSet;

/// Everything at once on one page: common ground, who stands where, coalitions, who is near whom, what changed, and all quotes
///
/// The HTML page needs no other file and no network: it can be mailed, searched, printed and read on a phone. Every mark leads to its
/// quotes, which stand on a page for each proposition. The other formats hold the same tables one after the other.
///
/// Example:
///   demarche report statements/ -o report.html
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    desk: DeskArgs,
    #[command(flatten)]
    thresholds: ThresholdArgs,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let medium = args.desk.out.medium(Medium::Html)?;
    let desk = args.desk.read()?;
    let book = Book::new(&desk.comparison, &desk.scope);
    let thresholds = args.thresholds.thresholds();
    if medium == Medium::Html {
        let report = screen::report(&desk, &book, &thresholds)?;
        args.desk.out.write_with(&|out| crate::export::desk::report(&report, out))?;
        return Ok(desk.ended());
    }
    let found = crate::desk::ground(&book);
    let mut blocks = vec![
        Block::Heading("Common ground".into()),
        Block::Bars(ground::bars(&found)),
        Block::Table(ground::table(&found, &thresholds, medium)),
        Block::Heading("Who stands where".into()),
    ];
    let mut stands = matrix::blocks(&book, medium);
    let quotes = stands.split_off(2.min(stands.len()));
    blocks.extend(stands);
    blocks.push(Block::Heading("Who is near whom".into()));
    blocks.push(Block::Table(pairs(&narrowed(&book).pairs)));
    if let Some((title, table)) = changes(&desk, medium, usize::MAX) {
        blocks.push(Block::Heading(title));
        blocks.push(Block::Table(table));
    }
    blocks.extend(quotes);
    args.desk.out.write(&Page { title: title(&desk.comparison), blocks }, medium)?;
    Ok(desk.ended())
}

fn title(comparison: &Comparison) -> String {
    format!("Who stands where, in {}", spoken(comparison))
}

/// What changed, if statements were made both before and in the last year: a heading and the table, of at most so many rows.
fn changes(desk: &Desk, medium: Medium, most: usize) -> Option<(String, Table)> {
    let at = drift::usual(desk)?;
    let (old, new) = drift::periods(desk, at);
    if old.speakers.is_empty() || new.speakers.is_empty() {
        return None;
    }
    let found = crate::desk::drift(&old, &new, &desk.comparison.claims, &desk.comparison.propositions, &desk.scope);
    let moved: Vec<&Moved<'_>> = found.moved.iter().filter(|moved| moved.change.is_of_stance()).collect();
    let shown = &moved[..moved.len().min(most)];
    let mut caption = drift::sums(&found);
    if shown.len() < moved.len() {
        caption = format!("the first {} of {} changes of stance; {caption}", shown.len(), moved.len());
    }
    Some((format!("What changed since {at}"), drift::table(shown, &caption, medium)))
}

/// What of the comparison is looked at: the actors and propositions that were asked for, and what is between them.
fn narrowed(book: &Book<'_>) -> Comparison {
    let actors: BTreeSet<&str> = book.actors().into_iter().collect();
    let asked: BTreeSet<&str> = book.asked().into_iter().map(|entry| entry.id.as_str()).collect();
    let mut comparison = book.comparison.clone();
    comparison.claims.retain(|claim| actors.contains(claim.holder.as_str()) && asked.contains(claim.proposition_id.as_str()));
    comparison.positions.retain(|one| actors.contains(one.actor.as_str()) && asked.contains(one.proposition_id.as_str()));
    comparison.pairs.retain_mut(|pair| {
        for ids in [&mut pair.agree, &mut pair.conflict, &mut pair.differ] {
            ids.retain(|entry| entry.split('/').any(|id| asked.contains(id)));
        }
        let is_in = [&pair.a, &pair.b].iter().all(|actor| actors.contains(actor.as_str()));
        is_in && pair.agree.len() + pair.conflict.len() + pair.differ.len() > 0
    });
    comparison.alignments.retain(|one| actors.contains(one.actor.as_str()) && actors.contains(one.with.as_str()));
    comparison.criticisms.retain(|one| actors.contains(one.from.as_str()) && actors.contains(one.to.as_str()));
    comparison
}

/// At most so many pairs are shown, those with the most agreement and conflict together.
const MOST: usize = 300;

/// The pairs with the most between them.
fn pairs(pairs: &[Pair]) -> Table {
    let mut found: Vec<&Pair> = pairs.iter().collect();
    found.sort_by_key(|pair| std::cmp::Reverse(pair.agree.len() + pair.conflict.len()));
    found.truncate(MOST);
    let row = |pair: &&Pair| {
        Row::from(vec![
            pair.a.clone().into(),
            pair.b.clone().into(),
            Cell::count(pair.agree.len()),
            Cell::count(pair.conflict.len()),
            Cell::count(pair.differ.len()),
            pair.agree.join(" ").into(),
            pair.conflict.join(" ").into(),
        ])
    };
    let columns = vec![
        Column::text("state_a", "one"),
        Column::text("state_b", "other"),
        Column::number("n_agree", "agree"),
        Column::number("n_conflict", "conflict"),
        Column::number("n_differ", "differ"),
        Column::words("propositions_agree", "agree on"),
        Column::words("propositions_conflict", "conflict on"),
    ];
    let caption = format!("{} of {} pairs, those with the most agreement and conflict first", found.len(), pairs.len());
    Table { name: "pairs".into(), caption, columns, rows: found.iter().map(row).collect(), keys: 2, is_grid: false }
}
