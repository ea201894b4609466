//! Rows of words and numbers come in, a table goes out: numbers with six decimals.

use super::Cells;
use super::sheet::{Cell, Sheet};
use crate::error::Result;
use crate::model::Value;
use std::io;

/// The table, text verbatim.
///
/// # Errors
/// If `out` cannot be written to.
pub fn table(header: &[&str], rows: &[Vec<Value>], out: &mut dyn io::Write) -> Result<()> {
    let mut sheet = Sheet::new(out, Cells::Verbatim, header)?;
    for row in rows {
        sheet.row(row.iter().map(cell))?;
    }
    sheet.finish()
}

fn cell(value: &Value) -> Cell<'_> {
    match value {
        Value::Count(count) => Cell::Count(*count),
        Value::Number(number) => decimals(*number).into(),
        Value::Text(text) => Cell::from(text),
    }
}

/// A number with six decimals; a zero has no sign.
#[must_use]
pub fn decimals(number: f64) -> String {
    let text = format!("{number:.6}");
    if text == "-0.000000" { "0.000000".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_verbatim_and_numbers_fixed() {
        let rows = [vec![Value::Text("a, \"b\"".to_owned()), Value::Count(3), Value::Number(-1e-9)]];
        let mut out = Vec::new();
        table(&["x", "y", "z"], &rows, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "x,y,z\n\"a, \"\"b\"\"\",3,0.000000\n");
    }
}
