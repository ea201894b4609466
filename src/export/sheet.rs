//! Rows of cells come in, CSV goes out: comma, LF, UTF-8, fixed decimals, text verbatim.

use super::networks::exact;
use super::{Cells, unwritten};
use crate::error::{Error, Result};
use crate::model::{Date, Value};
use csv::{Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::io;

/// What stands in a cell.
#[derive(Debug, Clone)]
pub(super) enum Cell<'a> {
    Text(Cow<'a, str>),
    Count(u64),
    Number(f64),
    /// A number in full.
    Exact(f64),
    Date(Date),
}

impl Cell<'_> {
    /// A cell with nothing in it.
    pub(super) const EMPTY: Cell<'static> = Cell::Text(Cow::Borrowed(""));

    /// Whether nothing stands in the cell.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }

    fn written(&self, cells: Cells) -> Cow<'_, str> {
        match self {
            // A number that begins with a minus is no formula, so only text is made safe.
            Cell::Text(text) if cells == Cells::SpreadsheetSafe && text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                Cow::Owned(format!("'{text}"))
            }
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Count(count) => Cow::Owned(count.to_string()),
            Cell::Number(number) => Cow::Owned(fixed(*number)),
            Cell::Exact(number) => Cow::Owned(exact(*number)),
            Cell::Date(date) => Cow::Owned(date.to_string()),
        }
    }
}

/// A number with three decimals; a zero has no sign.
pub(super) fn fixed(number: f64) -> String {
    let text = format!("{number:.3}");
    if text == "-0.000" { "0.000".to_owned() } else { text }
}

/// A table being written.
pub(super) struct Sheet<'a> {
    writer: Writer<&'a mut dyn io::Write>,
    cells: Cells,
}

impl<'a> Sheet<'a> {
    /// Begins a table with its header.
    pub(super) fn new<H: AsRef<[u8]>>(out: &'a mut dyn io::Write, cells: Cells, header: impl IntoIterator<Item = H>) -> Result<Self> {
        let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
        writer.write_record(header).map_err(unwritten_row)?;
        Ok(Self { writer, cells })
    }

    /// Writes a row of as many cells as the header has.
    pub(super) fn row<'c>(&mut self, row: impl IntoIterator<Item = Cell<'c>>) -> Result<()> {
        for cell in row {
            self.cell(&cell)?;
        }
        self.end_row()
    }

    /// The same from cells that are kept.
    pub(super) fn put(&mut self, row: &[Cell<'_>]) -> Result<()> {
        for cell in row {
            self.cell(cell)?;
        }
        self.end_row()
    }

    fn cell(&mut self, cell: &Cell<'_>) -> Result<()> {
        self.writer.write_field(cell.written(self.cells).as_bytes()).map_err(unwritten_row)
    }

    fn end_row(&mut self) -> Result<()> {
        self.writer.write_record(None::<&[u8]>).map_err(unwritten_row)
    }

    /// Ends the table.
    pub(super) fn finish(mut self) -> Result<()> {
        self.writer.flush().map_err(unwritten)
    }
}

/// What went wrong with a row.
pub(super) fn unwritten_row(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => unwritten(cause),
        other => unwritten(io::Error::other(format!("{other:?}"))),
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a Option<String>> for Cell<'a> {
    fn from(text: &'a Option<String>) -> Self {
        text.as_ref().map_or(Cell::EMPTY, Cell::from)
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Cell::Count(count as u64)
    }
}

impl From<u8> for Cell<'_> {
    fn from(count: u8) -> Self {
        Cell::Count(u64::from(count))
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Cell::Number(number)
    }
}

impl From<Option<f64>> for Cell<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Cell::EMPTY, Cell::from)
    }
}

impl From<Option<Date>> for Cell<'_> {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Cell::EMPTY, |date| Cell::from(date.to_string()))
    }
}

impl<'a> From<Option<&'a Value>> for Cell<'a> {
    fn from(value: Option<&'a Value>) -> Self {
        match value {
            None => Cell::EMPTY,
            Some(Value::Count(count)) => Cell::Count(*count),
            Some(Value::Number(number)) => Cell::Number(*number),
            Some(Value::Text(text)) => Cell::from(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(cells: Cells, row: Vec<Cell<'_>>) -> String {
        let mut out = Vec::new();
        let mut sheet = Sheet::new(&mut out, cells, ["a", "b"]).unwrap();
        sheet.row(row).unwrap();
        sheet.finish().unwrap();
        String::from_utf8(out).unwrap().strip_prefix("a,b\n").unwrap().to_owned()
    }

    #[test]
    fn quotes_stay_as_they_are() {
        assert_eq!(one(Cells::Verbatim, vec!["=1+1".into(), "say \"no\",\nthen \\ é".into()]), "=1+1,\"say \"\"no\"\",\nthen \\ é\"\n");
    }

    #[test]
    fn a_safe_cell_is_no_formula_and_a_number_stays_a_number() {
        for text in ["=1", "+1", "-1", "@x", "\tx"] {
            assert_eq!(one(Cells::SpreadsheetSafe, vec![text.into(), (-0.5).into()]), format!("'{text},-0.500\n"));
        }
        assert_eq!(one(Cells::SpreadsheetSafe, vec!["a=1".into(), Cell::EMPTY]), "a=1,\n");
    }

    #[test]
    fn numbers_have_three_decimals_and_zero_no_sign() {
        assert_eq!([0.5, -0.0001, 2.0 / 3.0, -1.0].map(fixed), ["0.500", "0.000", "0.667", "-1.000"]);
    }
}
