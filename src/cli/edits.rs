//! `demarche edits`: the changes of a text that statements propose, and who is with each.

use super::Ended;
use super::desk::{Desk, DeskArgs};
use crate::desk::{Proposed, Remark, proposed};
use crate::error::Result;
use crate::export::desk::{Block, Cell, Column, Medium, Page, Row, Table};
use crate::model::EditOp;
use crate::text::Words;

/// The changes of a text that statements propose: which paragraph, which words, by whom, who is with them
///
/// op is insert, delete, replace, move or retain. Supporters make the same proposal, or say that they support its author's on that
/// paragraph; opponents want the words kept, or refuse the proposal. A view on the matter is no view on the words.
/// Give the statements on one draft: paragraph 7 of one text is not paragraph 7 of another.
///
/// Examples:
///   demarche edits statements/ -o edits.csv
///   demarche edits statements/ --from 2024 --format docx -o edits.docx
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    desk: DeskArgs,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let medium = args.desk.out.medium(Medium::Csv)?;
    let desk = args.desk.read()?;
    let remarks = remarks(&desk);
    let mut found = proposed(&desk.comparison, &remarks);
    if let Some(actors) = &desk.scope.actors {
        found.retain(|one| actors.contains(&one.edit.actor));
    }
    let page = Page { title: "Proposals for the text".into(), blocks: vec![Block::Table(table(&found))] };
    args.desk.out.write(&page, medium)?;
    Ok(desk.ended())
}

/// The claims on paragraphs, with the actors that their words name.
pub(super) fn remarks(desk: &Desk) -> Vec<Remark<'_>> {
    let claims = desk.comparison.claims.iter().filter(|claim| crate::desk::is_of_one_text(&claim.proposition_id));
    claims
        .map(|claim| {
            let words = Words::of(&claim.quote);
            let all = 0..words.tokens.len();
            let named = desk.coder.actors.find(&words, &claim.quote, all).into_iter().map(|(_, id)| id.to_owned());
            let endorsed = claim.rules.iter().filter_map(|rule| rule.strip_prefix("endorses ")).map(str::to_owned);
            Remark { claim, names: named.chain(endorsed).filter(|id| *id != claim.holder).collect() }
        })
        .collect()
}

fn op(op: EditOp) -> &'static str {
    match op {
        EditOp::Insert => "insert",
        EditOp::Delete => "delete",
        EditOp::Replace => "replace",
        EditOp::Move => "move",
        EditOp::Retain => "retain",
    }
}

/// The table of proposals.
pub(super) fn table(found: &[Proposed<'_>]) -> Table {
    let columns = vec![
        Column::text("paragraph", "paragraph"),
        Column::mark("op", "change"),
        Column::words("target", "where"),
        Column::words("new_text", "new words"),
        Column::text("proposer", "by"),
        Column::text("supporters", "with"),
        Column::text("opponents", "against"),
        Column::words("quote", "in its words"),
        Column::text("doc_id", "document"),
        Column::number("start", "start").for_data(),
        Column::number("end", "end").for_data(),
    ];
    let row = |one: &Proposed<'_>| -> Row {
        vec![
            one.paragraph.clone().into(),
            op(one.edit.op).into(),
            one.edit.target.clone().into(),
            one.edit.new_text.clone().unwrap_or_default().into(),
            one.edit.actor.clone().into(),
            one.supporters.join(" ").into(),
            one.opponents.join(" ").into(),
            one.edit.quote.clone().into(),
            one.edit.doc_id.clone().into(),
            Cell::count(one.edit.span.start),
            Cell::count(one.edit.span.end),
        ]
        .into()
    };
    let caption = "Who wants which words changed".to_owned();
    Table { name: "edits".into(), caption, columns, rows: found.iter().map(row).collect(), keys: 2, is_grid: false }
}
