//! `demarche allies`: who is near a State and who is far, on what, and on how much evidence.

use super::Ended;
use super::desk::{DeskArgs, actor};
use super::layout::{anchor, quotes};
use crate::desk::{Ally, Book, allies};
use crate::error::{Error, Result};
use crate::export::desk::{Block, Cell, Column, Medium, Page, Row, Table, Tone};
use std::collections::BTreeSet;

/// Who stands near a State and who far, on which propositions, and on how much evidence
///
/// Closeness = (agreements − conflicts) / (agreements + conflicts + soft differences + 2), from −1 to 1: much agreement counts for more
/// than one agreement. x/y means that the State spoke of x and the other of the related y. Only what each said itself counts.
///
/// Examples:
///   demarche allies JPN statements/
///   demarche allies JPN statements/ --topic law --top 5 --format md
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// The State or group that is asked about
    #[arg(value_name = "ACTOR")]
    who: String,
    #[command(flatten)]
    desk: DeskArgs,
    /// Only the nearest and the farthest so many [default: all]
    #[arg(long, value_name = "N", help_heading = "What is looked at")]
    top: Option<usize>,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let medium = args.desk.out.medium(Medium::Csv)?;
    let desk = args.desk.read()?;
    let who = actor(&desk.coder.actors, &args.who)?;
    let book = Book::new(&desk.comparison, &desk.scope);
    if !desk.comparison.speakers.contains_key(&who) {
        return Err(Error::new(format!("`{who}` made none of the statements")).hint(spoke(&book)));
    }
    let mut found = allies(&book, &who);
    if let Some(top) = args.top
        && found.len() > 2 * top
    {
        found.drain(top..found.len() - top);
    }
    let mut blocks = vec![Block::Table(table(&book, &found, "allies", &format!("Nearest to {} first", book.name(&who))))];
    if !matches!(medium, Medium::Terminal | Medium::Csv) {
        let all = || found.iter().flat_map(|ally| ally.agree.iter().chain(&ally.conflict).chain(&ally.differ));
        let mine: BTreeSet<(&str, &str)> = all().filter_map(|entry| Some((who.as_str(), entry.split('/').next()?))).collect();
        let theirs: BTreeSet<(&str, &str)> = found
            .iter()
            .flat_map(|ally| {
                let entries = ally.agree.iter().chain(&ally.conflict).chain(&ally.differ);
                entries.filter_map(|entry| Some((ally.actor, entry.split('/').next_back()?)))
            })
            .collect();
        let wanted: Vec<(String, String)> = mine.iter().chain(&theirs).map(|(a, p)| ((*a).to_owned(), (*p).to_owned())).collect();
        blocks.push(Block::Heading("Quotes".into()));
        let known = |(actor, proposition): &(String, String)| {
            Some((
                desk.comparison.speakers.get_key_value(actor)?.0.as_str(),
                desk.comparison.propositions.iter().find(|entry| entry.id == *proposition)?.id.as_str(),
            ))
        };
        blocks.push(Block::Table(quotes(&book, wanted.iter().filter_map(known))));
    }
    args.desk.out.write(&Page { title: format!("Who stands near {}", book.name(&who)), blocks }, medium)?;
    Ok(desk.ended())
}

/// The names of those that spoke, for a hint.
pub(super) fn spoke(book: &Book<'_>) -> String {
    let all = book.actors();
    let shown = all.iter().take(30).copied().collect::<Vec<_>>().join(", ");
    let more = if all.len() > 30 { format!(" and {} more", all.len() - 30) } else { String::new() };
    format!("these spoke: {shown}{more}")
}

/// The table of those near and far.
pub(super) fn table(book: &Book<'_>, found: &[Ally<'_>], name: &str, caption: &str) -> Table {
    let columns = vec![
        Column::text("state_iso3", "who"),
        Column::text("state", "name"),
        Column::number("closeness", "closeness"),
        Column::number("n_agree", "agree"),
        Column::number("n_conflict", "conflict"),
        Column::number("n_differ", "differ"),
        Column::number("n_shared", "both spoke"),
        Column::words("propositions_agree", "agree on"),
        Column::words("propositions_conflict", "conflict on"),
        Column::words("propositions_differ", "differ on"),
    ];
    let row = |ally: &Ally<'_>| -> Row {
        let list = |ids: &[String]| Cell::from(ids.join(" "));
        let tone = match () {
            () if ally.closeness > 0.0 => Tone::Agree,
            () if ally.closeness < 0.0 => Tone::Conflict,
            () => Tone::Plain,
        };
        let first = ally.conflict.iter().chain(&ally.agree).chain(&ally.differ).next();
        let link = first.and_then(|entry| entry.split('/').next_back()).map(|id| anchor(ally.actor, id)).unwrap_or_default();
        vec![
            Cell::from(ally.actor).linked(link),
            book.name(ally.actor).into(),
            Cell::number(ally.closeness).in_tone(tone),
            Cell::count(ally.agree.len()),
            Cell::count(ally.conflict.len()),
            Cell::count(ally.differ.len()),
            Cell::count(ally.n_shared),
            list(&ally.agree),
            list(&ally.conflict),
            list(&ally.differ),
        ]
        .into()
    };
    let rows = found.iter().map(row).collect();
    Table { name: name.into(), caption: caption.to_owned(), columns, rows, keys: 1, is_grid: false }
}
