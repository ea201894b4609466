//! A table of coded statements, or a DNA event list → a coding.

use super::{Columns, DATE, DOCUMENT, ID, Row, coding};
use crate::error::{Error, Result};
use crate::model::{Coding, Moment};
use crate::text::near::did_you_mean;
use csv::{ReaderBuilder, StringRecord};

/// Reads a table with a header and one statement a row. The delimiter (comma, semicolon or tab) is the one that occurs most in
/// the header. Every column becomes a variable. A cell without a value means that the statement has none.
///
/// # Errors
/// If the table cannot be read, a column that is named does not exist, a date is none (the line is named), or an id occurs twice.
pub fn from_csv(source: &str, text: &str, columns: &Columns) -> Result<Coding> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let header = text.lines().next().unwrap_or("");
    let occurs = |delimiter: u8| header.bytes().filter(|byte| *byte == delimiter).count();
    // Of equals the last wins: the comma.
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|delimiter| occurs(*delimiter)).unwrap_or(b',');
    let mut reader = ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let names: Vec<String> =
        reader.headers().map_err(|error| unreadable(source, &error))?.iter().map(|name| name.trim().to_owned()).collect();
    if names.iter().all(String::is_empty) {
        return Err(Error::new("is an empty table").at(source).hint("a table of coded statements has a header and one statement a row"));
    }
    let find = |named: &Option<String>, usual: &[&str], flag: &str| column(source, &names, named.as_deref(), usual, flag);
    let id = find(&columns.id, ID, "--id-column")?;
    let document = find(&columns.document, DOCUMENT, "--document-column")?;
    let date = find(&columns.date, DATE, "--date-column")?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(source, &error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let time = date.map(|at| time(cell(at)).map_err(|what| wrong_date(source, line, &names[at], what))).transpose()?.flatten();
        rows.push(Row {
            id: id.map_or_else(|| (rows.len() + 1).to_string(), |at| cell(at).to_owned()),
            document: document.map(|at| cell(at).to_owned()),
            time,
            values: values(&record),
        });
    }
    twice(source, &rows)?;
    Ok(coding(source, &names, rows, document.is_some(), date.is_some()))
}

fn values(record: &StringRecord) -> Vec<String> {
    record.iter().map(|value| value.trim().to_owned()).collect()
}

fn time(cell: &str) -> std::result::Result<Option<Moment>, String> {
    if cell.is_empty() { Ok(None) } else { cell.parse().map(Some) }
}

fn wrong_date(source: &str, line: u64, column: &str, what: String) -> Error {
    Error::new(what).at(format!("{source}:{line} (column `{column}`)")).hint("correct the cell, or leave it empty if the date is not known")
}

/// The place of the column that is named, or of the first usual name that there is.
fn column(source: &str, names: &[String], named: Option<&str>, usual: &[&str], flag: &str) -> Result<Option<usize>> {
    let place = |wanted: &str| names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
    let Some(wanted) = named else { return Ok(usual.iter().find_map(|name| place(name))) };
    place(wanted).map(Some).ok_or_else(|| {
        Error::new(format!("there is no column `{wanted}` (named by {flag})"))
            .at(source)
            .hint(did_you_mean(wanted, names.iter().map(String::as_str)))
    })
}

fn twice(source: &str, rows: &[Row]) -> Result<()> {
    let mut ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    ids.sort_unstable();
    match ids.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Error::new(format!("the statement `{}` occurs twice", pair[0]))
            .at(source)
            .hint("ids must be unique; name another column with --id-column, or correct the table")),
        None => Ok(()),
    }
}

fn unreadable(source: &str, error: &csv::Error) -> Error {
    let line = error.position().map(csv::Position::line);
    let place = line.map_or_else(|| source.to_owned(), |line| format!("{source}:{line}"));
    let what = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("the row has {len} cells, the header has {expected_len}"),
        _ => format!("the table cannot be read: {error}"),
    };
    Error::new(what).at(place).hint("quote cells that hold the delimiter or a line break")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "statement_id,document_id,document_date,organization,concept,agreement\n\
                         10,2,2005-02-02,Senate,\"a, b\",1\n9,1,2005-01-26,EPA,\"a, b\",0\n";

    #[test]
    fn statements_come_in_the_order_of_their_dates_and_commas_stay() {
        let coding = from_csv("t.csv", TABLE, &Columns::default()).unwrap();
        assert_eq!(coding.ids, ["9", "10"]);
        assert_eq!(coding.variable("concept").unwrap().values, ["a, b"]);
        assert_eq!(coding.variable("organization").unwrap().value(1), "Senate");
        assert_eq!(coding.time(0).unwrap().to_string(), "2005-01-26");
    }

    #[test]
    fn an_event_list_has_semicolons_and_times() {
        let text = "\"statement_id\";\"time\";\"organization\";\"concept\"\n\"1\";\"2005-01-26 10:00:00\";\"A\";\"b\"\n";
        let coding = from_csv("e.csv", text, &Columns::default()).unwrap();
        assert_eq!(coding.time(0).unwrap().to_string(), "2005-01-26 10:00:00");
        assert_eq!(coding.variables.len(), 4);
    }

    #[test]
    fn bad_tables_are_named_with_their_line() {
        for (from, to, expected) in [
            ("2005-01-26", "26 January 2005", "t.csv:3 (column `document_date`): `26 January 2005` is no date"),
            ("9,1", "10,1", "the statement `10` occurs twice"),
            (",0\n", "\n", "t.csv:3: the row has 5 cells, the header has 6"),
        ] {
            let error = from_csv("t.csv", &TABLE.replace(from, to), &Columns::default()).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
        let columns = Columns { date: Some("document_dat".to_owned()), ..Columns::default() };
        let error = from_csv("t.csv", TABLE, &columns).unwrap_err().to_string();
        assert!(error.contains("did you mean `document_date`?"), "{error}");
        assert!(from_csv("t.csv", "", &Columns::default()).is_err());
    }
}
