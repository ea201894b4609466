//! `demarche report`: everything at once on one page for a browser.

use super::desk::DeskArgs;
use super::ground::{self, ThresholdArgs, spoken};
use super::{Ended, drift, matrix};
use crate::desk::{Book, Moved};
use crate::error::Result;
use crate::export::desk::{Block, Column, Medium, Page, Row, Table};

/// Everything at once on one page: common ground, who stands where, who is near whom, what changed, and all quotes
///
/// The HTML page needs no other file and no network: it can be mailed, searched, printed and read on a phone. Every mark leads to its quotes.
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
    let found = crate::desk::ground(&book);
    let mut blocks = vec![
        Block::Heading("Common ground".into()),
        Block::Bars(ground::bars(&found)),
        Block::Table(ground::table(&found, &args.thresholds.thresholds(), medium)),
        Block::Heading("Who stands where".into()),
    ];
    let mut stands = matrix::blocks(&book, medium);
    let quotes = stands.split_off(2.min(stands.len()));
    blocks.extend(stands);
    blocks.push(Block::Heading("Who is near whom".into()));
    blocks.push(Block::Table(pairs(&book)));
    if let Some(at) = drift::usual(&desk) {
        let (old, new) = drift::periods(&desk, at);
        if !old.speakers.is_empty() && !new.speakers.is_empty() {
            let found = crate::desk::drift(&old, &new, &desk.comparison.claims, &desk.comparison.propositions, &desk.scope);
            let moved: Vec<&Moved<'_>> = found.moved.iter().filter(|moved| moved.change.is_of_stance()).collect();
            blocks.push(Block::Heading(format!("What changed since {at}")));
            blocks.push(Block::Table(drift::table(&moved, &drift::sums(&found), medium)));
        }
    }
    blocks.extend(quotes);
    args.desk.out.write(&Page { title: format!("Who stands where, in {}", spoken(&desk.comparison)), blocks }, medium)?;
    Ok(desk.ended())
}

/// At most so many pairs are shown, those with the most agreement and conflict together.
const MOST: usize = 300;

/// The pairs with the most between them.
fn pairs(book: &Book<'_>) -> Table {
    let inside = book.actors();
    let is_in = |actor: &String| inside.binary_search(&actor.as_str()).is_ok();
    let asked = |ids: &[String]| ids.iter().filter(|entry| entry.split('/').any(|id| book.is_asked(id))).cloned().collect::<Vec<_>>();
    let mut found: Vec<_> = book
        .comparison
        .pairs
        .iter()
        .filter(|pair| is_in(&pair.a) && is_in(&pair.b))
        .map(|pair| (pair, asked(&pair.agree), asked(&pair.conflict), asked(&pair.differ)))
        .filter(|(_, agree, conflict, differ)| agree.len() + conflict.len() + differ.len() > 0)
        .collect();
    let all = found.len();
    found.sort_by_key(|(_, agree, conflict, _)| std::cmp::Reverse(agree.len() + conflict.len()));
    found.truncate(MOST);
    let row = |(pair, agree, conflict, differ): &(&crate::model::Pair, Vec<String>, Vec<String>, Vec<String>)| {
        use crate::export::desk::Cell;
        Row::from(vec![
            pair.a.clone().into(),
            pair.b.clone().into(),
            Cell::count(agree.len()),
            Cell::count(conflict.len()),
            Cell::count(differ.len()),
            agree.join(" ").into(),
            conflict.join(" ").into(),
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
    let caption = format!("{} of {all} pairs, those with the most agreement and conflict first", found.len());
    Table { name: "pairs".into(), caption, columns, rows: found.iter().map(row).collect(), keys: 2, is_grid: false }
}
