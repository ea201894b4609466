//! A coding and a window come in, how each row's positions change as the window moves goes out.

use super::choice::{Aggregate, Choice, Mode, Normalize};
use super::counts::Counts;
use super::scale::Scale;
use super::select::Selection;
use super::window::{self, Window};
use crate::error::{Error, Result};
use crate::model::{Change, Coding, Moment};

/// Every position, a row's mean level on a column, that differs from that in the last window before in which the row spoke of the
/// column. Statements weigh as the window's kernel says. By row, column and time.
///
/// # Errors
/// See [`super::slices`]; and if no qualifier is named, or its values are only names.
pub fn changes(coding: &Coding, choice: &Choice, window: &Window) -> Result<Vec<Change>> {
    if choice.qualifier.is_none() || choice.scale == Some(Scale::Nominal) {
        return Err(Error::new("changes of position need levels on a scale").hint("name a variable with numbers with --qualifier"));
    }
    let choice = Choice { mode: Mode::Two, aggregate: Aggregate::Subtract, normalize: Normalize::None, ..choice.clone() };
    let selection = Selection::new(coding, &choice)?;
    let (rows, columns) = (&selection.rows, &selection.columns);
    let mut last: Vec<Option<(Moment, f64)>> = vec![None; rows.len() * columns.len()];
    let mut found = Vec::new();
    window::each(&selection, &choice, window, &mut |cut| {
        let counts = Counts::of(&selection, cut.statements, cut.weigh);
        for (column, cells) in counts.columns().enumerate() {
            for cells in cells.chunk_by(|a, b| a.row == b.row) {
                let row = cells[0].row as usize;
                let spoken: f64 = cells.iter().map(|cell| cell.x).sum();
                let sum: f64 = cells.iter().map(|cell| cell.x * selection.levels.places[usize::from(cell.level)]).sum();
                let after = sum / spoken;
                let known = &mut last[row * columns.len() + column];
                if let Some((earlier, before)) = *known
                    && (after - before).abs() > ROUNDING
                {
                    found.push((
                        row,
                        column,
                        Change { row: rows[row].to_owned(), column: columns[column].to_owned(), earlier, later: cut.middle, before, after },
                    ));
                }
                *known = Some((cut.middle, after));
            }
        }
        Ok(())
    })?;
    found.sort_by_key(|(row, column, change)| (*row, *column, change.later));
    Ok(found.into_iter().map(|(_, _, change)| change).collect())
}

/// Smaller differences are those of rounding.
const ROUNDING: f64 = 1e-9;
