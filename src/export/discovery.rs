//! Discoveries → their two tables: one row a proposition, one row a quote.

use super::Cells;
use super::sheet::{Cell, Sheet};
use crate::error::Result;
use crate::model::{Discovery, Quote};
use std::io;

/// So many quotes stand in the row of a proposition; the table of quotes has all.
const QUOTES: usize = 5;

/// Writes the propositions. `quotes` are the most central clauses, `ACTOR for|against “words” (source:start-end)`, joined by ` | `.
///
/// # Errors
/// If `out` cannot be written to.
pub fn discoveries(found: &[Discovery], cells: Cells, out: &mut dyn io::Write) -> Result<()> {
    let header = [
        "rank",
        "id",
        "topic",
        "name",
        "size",
        "n_actors",
        "n_support",
        "n_oppose",
        "states_for",
        "states_against",
        "stability",
        "cohesion",
        "coded",
        "nearest_proposition",
        "likeness",
        "quotes",
    ];
    let mut sheet = Sheet::new(out, cells, header)?;
    for (rank, one) in (1_usize..).zip(found) {
        sheet.row([
            rank.into(),
            (&one.id).into(),
            (&one.topic).into(),
            (&one.name).into(),
            one.quotes.len().into(),
            one.n_actors.into(),
            one.states_for.len().into(),
            one.states_against.len().into(),
            one.states_for.join(";").into(),
            one.states_against.join(";").into(),
            one.stability.into(),
            one.cohesion.into(),
            one.coded.into(),
            (&one.nearest).into(),
            one.likeness.into(),
            one.quotes.iter().take(QUOTES).map(shown).collect::<Vec<_>>().join(" | ").into(),
        ])?;
    }
    sheet.finish()
}

/// Writes the clauses of all propositions, the most central of each first.
///
/// # Errors
/// If `out` cannot be written to.
pub fn quotes(found: &[Discovery], cells: Cells, out: &mut dyn io::Write) -> Result<()> {
    let mut sheet = Sheet::new(out, cells, ["rank", "id", "actor", "side", "doc_id", "source", "start", "end", "quote"])?;
    for (rank, one) in (1_usize..).zip(found) {
        for quote in &one.quotes {
            sheet.row([
                Cell::from(rank),
                (&one.id).into(),
                (&quote.actor).into(),
                side(quote).into(),
                (&quote.doc_id).into(),
                (&quote.source).into(),
                quote.span.start.into(),
                quote.span.end.into(),
                (&quote.quote).into(),
            ])?;
        }
    }
    sheet.finish()
}

fn shown(quote: &Quote) -> String {
    format!("{} {} “{}” ({}:{}-{})", quote.actor, side(quote), quote.quote, quote.source, quote.span.start, quote.span.end)
}

fn side(quote: &Quote) -> &'static str {
    if quote.agrees { "for" } else { "against" }
}
