//! Networks come in, tables go out: matrices, ties, slices of time, events. Numbers are written in full: reading them back gives
//! the same number.

use super::Cells;
use super::sheet::{Cell, Sheet};
use crate::error::Result;
use crate::model::{Change, Coding, Interval, Network, Phases, Slice};
use std::io;

/// A number in full: the shortest text that reads back as the same number. A zero has no sign.
#[must_use]
pub fn exact(number: f64) -> String {
    if number == 0.0 { "0".to_owned() } else { number.to_string() }
}

/// The matrix: the columns' names in the first row, the rows' names in the first column.
///
/// # Errors
/// If `out` cannot be written to.
pub fn matrix(network: &Network, out: &mut dyn io::Write) -> Result<()> {
    let names = network.columns.iter().map(String::as_str);
    let mut sheet = Sheet::new(out, Cells::Verbatim, std::iter::once("").chain(names))?;
    for (row, name) in network.rows.iter().enumerate() {
        sheet.row(std::iter::once(Cell::from(name)).chain(numbers(network, row)))?;
    }
    sheet.finish()
}

fn numbers(network: &Network, row: usize) -> impl Iterator<Item = Cell<'_>> + '_ {
    (0..network.columns.len()).map(move |column| Cell::from(exact(network.weight(row, column))))
}

/// What is said of a tie beside its weight. All lists are in the order of the network's weights.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    /// How sure its weight is.
    pub intervals: Option<&'a [Interval]>,
    /// The ids of the statements behind it: those that agree, and those that conflict (in a two-mode network, all, and none).
    pub statements: Option<&'a [(String, String)]>,
}

/// One row a tie that is not 0: `source,target,weight`, with intervals `weight_low,weight_high`, with statements
/// `agree,conflict`. In a one-mode network every tie stands once.
///
/// # Errors
/// If `out` cannot be written to.
pub fn edges(network: &Network, about: &About<'_>, out: &mut dyn io::Write) -> Result<()> {
    let mut header = vec!["source", "target", "weight"];
    header.extend(about.intervals.iter().flat_map(|_| ["weight_low", "weight_high"]));
    header.extend(about.statements.iter().flat_map(|_| ["agree", "conflict"]));
    let mut sheet = Sheet::new(out, Cells::Verbatim, header)?;
    for (row, column) in network.dyads().filter(|(row, column)| network.weight(*row, *column) != 0.0) {
        let at = row * network.columns.len() + column;
        let mut cells = vec![Cell::from(&network.rows[row]), Cell::from(&network.columns[column]), exact(network.weights[at]).into()];
        if let Some(interval) = about.intervals.map(|intervals| intervals[at]) {
            cells.extend([exact(interval.low).into(), exact(interval.high).into()]);
        }
        if let Some((agree, conflict)) = about.statements.map(|statements| &statements[at]) {
            cells.extend([Cell::from(agree), Cell::from(conflict)]);
        }
        sheet.row(cells)?;
    }
    sheet.finish()
}

/// The matrices of all slices, one below the other: `slice,start,stop,statements,name`, then the columns' names.
///
/// # Errors
/// If `out` cannot be written to.
pub fn slice_matrices(slices: &[Slice], out: &mut dyn io::Write) -> Result<()> {
    let columns = slices.first().map_or(&[] as &[String], |slice| &slice.network.columns);
    let header = ["slice", "start", "stop", "statements", "name"].into_iter().chain(columns.iter().map(String::as_str));
    let mut sheet = Sheet::new(out, Cells::Verbatim, header)?;
    for slice in slices {
        for (row, name) in slice.network.rows.iter().enumerate() {
            let about = times(slice).into_iter().chain([Cell::from(slice.statements), Cell::from(name)]);
            sheet.row(about.chain(numbers(&slice.network, row)))?;
        }
    }
    sheet.finish()
}

/// The ties of all slices that are not 0: `slice,start,stop,source,target,weight`.
///
/// # Errors
/// If `out` cannot be written to.
pub fn slice_edges(slices: &[Slice], out: &mut dyn io::Write) -> Result<()> {
    let mut sheet = Sheet::new(out, Cells::Verbatim, ["slice", "start", "stop", "source", "target", "weight"])?;
    for slice in slices {
        let network = &slice.network;
        for (row, column) in network.dyads().filter(|(row, column)| network.weight(*row, *column) != 0.0) {
            let tie = [Cell::from(&network.rows[row]), Cell::from(&network.columns[column]), exact(network.weight(row, column)).into()];
            sheet.row(times(slice).into_iter().chain(tie))?;
        }
    }
    sheet.finish()
}

fn times(slice: &Slice) -> [Cell<'_>; 3] {
    [slice.middle, slice.start, slice.stop].map(|moment| Cell::from(moment.to_string()))
}

/// Statements with all their variables, in the order of their times, documents and ids.
///
/// # Errors
/// If `out` cannot be written to.
pub fn events(coding: &Coding, statements: &[u32], out: &mut dyn io::Write) -> Result<()> {
    let mut sheet = Sheet::new(out, Cells::Verbatim, coding.variables.iter().map(|variable| variable.name.as_str()))?;
    for statement in statements {
        sheet.row(coding.variables.iter().map(|variable| Cell::from(variable.value(*statement as usize))))?;
    }
    sheet.finish()
}

/// One row a change of a position: `name,on,earlier,later,before,after,change`.
///
/// # Errors
/// If `out` cannot be written to.
pub fn changes(changes: &[Change], out: &mut dyn io::Write) -> Result<()> {
    let mut sheet = Sheet::new(out, Cells::Verbatim, ["name", "on", "earlier", "later", "before", "after", "change"])?;
    for change in changes {
        let numbers = [change.before, change.after, change.after - change.before].map(|number| Cell::from(exact(number)));
        let times = [change.earlier, change.later].map(|moment| Cell::from(moment.to_string()));
        sheet.row([Cell::from(&change.row), Cell::from(&change.column)].into_iter().chain(times).chain(numbers))?;
    }
    sheet.finish()
}

/// One row a slice: `slice,start,stop,statements,phase,from_previous`, the last being the distance from the slice before.
///
/// # Errors
/// If `out` cannot be written to.
pub fn phases(slices: &[Slice], phases: &Phases, out: &mut dyn io::Write) -> Result<()> {
    let mut sheet = Sheet::new(out, Cells::Verbatim, ["slice", "start", "stop", "statements", "phase", "from_previous"])?;
    for (at, slice) in slices.iter().enumerate() {
        let previous = at.checked_sub(1).map_or(Cell::EMPTY, |previous| exact(phases.distances[at * slices.len() + previous]).into());
        let about = times(slice).into_iter().chain([slice.statements.into(), phases.phase[at].into(), previous]);
        sheet.row(about)?;
    }
    sheet.finish()
}

/// How far every two slices are apart, as a matrix.
///
/// # Errors
/// If `out` cannot be written to.
pub fn distances(slices: &[Slice], phases: &Phases, out: &mut dyn io::Write) -> Result<()> {
    let names: Vec<String> = slices.iter().map(|slice| slice.middle.to_string()).collect();
    matrix(&Network { rows: names.clone(), columns: names, weights: phases.distances.clone(), one_mode: true }, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_reads_back_as_the_same_numbers_and_names() {
        let names = ["say \"no\", then", "=1+1"].map(str::to_owned).to_vec();
        let network = Network { rows: names.clone(), columns: names, weights: vec![0.0, 1.0 / 3.0, -0.0, 1e-17], one_mode: false };
        let mut out = Vec::new();
        matrix(&network, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, ",\"say \"\"no\"\", then\",=1+1\n\"say \"\"no\"\", then\",0,0.3333333333333333\n=1+1,0,0.00000000000000001\n");
    }
}
