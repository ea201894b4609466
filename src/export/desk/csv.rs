//! The first table of a page → CSV: comma, LF, UTF-8.

use super::page::{Block, Kind, Page, Seen};
use crate::error::{Error, Result};
use crate::export::Cells;
use crate::export::sheet::{Cell, Sheet};
use std::io::Write;

/// What is done to text that a spreadsheet would take for a formula.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Formulas {
    /// It gets an apostrophe, so that it stays text.
    #[default]
    Defused,
    /// Nothing: all text stays as it was said.
    Verbatim,
}

/// Writes the first table; a page without one has no CSV.
pub(super) fn write(page: &Page, formulas: Formulas, out: &mut dyn Write) -> Result<()> {
    let table = page.blocks.iter().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let table = table.ok_or_else(|| Error::new("there is no table to write as CSV").hint("try `--format md`"))?;
    let cells = match formulas {
        Formulas::Defused => Cells::SpreadsheetSafe,
        Formulas::Verbatim => Cells::Verbatim,
    };
    let shown = |at: &usize| table.columns[*at].seen != Seen::Reading;
    let columns: Vec<usize> = (0..table.columns.len()).filter(shown).collect();
    let mut sheet = Sheet::new(out, cells, columns.iter().map(|at| table.columns[*at].name.as_bytes()))?;
    for row in &table.rows {
        sheet.row(columns.iter().map(|at| {
            let text = &row.cells[*at].text;
            // A number may begin with a minus and is still none.
            match text.parse::<f64>() {
                Ok(_) if table.columns[*at].kind == Kind::Number => text.parse::<u64>().map_or_else(|_| number(text), Cell::Count),
                _ => Cell::from(text),
            }
        }))?;
    }
    sheet.finish()
}

fn number(text: &str) -> Cell<'_> {
    text.parse().map_or(Cell::from(text), Cell::Number)
}
