//! A table with tabs → rows by column name.

use crate::codebook::SourceFile;
use crate::error::{Error, Result};
use crate::text::near::did_you_mean;

/// A table: its rows, by the names of its columns.
pub(super) struct Table {
    name: String,
    headers: Vec<String>,
    /// The rows, each with its line.
    pub(super) rows: Vec<(u64, Vec<String>)>,
}

impl Table {
    /// Reads a table with tabs between its cells and a header; a cell in double quotes may hold tabs.
    ///
    /// # Errors
    /// If a row has another number of cells than the header.
    pub(super) fn parse(file: &SourceFile) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(file.text.as_bytes());
        let broken = |cause: csv::Error| Error::new("is no table with tabs").at(&file.name).caused_by(cause);
        let headers = reader.headers().map_err(broken)?.iter().map(|cell| cell.trim_start_matches('\u{feff}').to_owned()).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            rows.push((record.position().map_or(0, csv::Position::line), record.iter().map(str::to_owned).collect()));
        }
        Ok(Self { name: file.name.clone(), headers, rows })
    }

    /// Whether the table has all these columns.
    pub(super) fn has(&self, columns: &[&str]) -> bool {
        columns.iter().all(|column| self.headers.iter().any(|header| header == column))
    }

    /// The place of a column.
    ///
    /// # Errors
    /// If there is none of that name.
    pub(super) fn column(&self, name: &str) -> Result<usize> {
        self.headers.iter().position(|header| header == name).ok_or_else(|| {
            Error::new(format!("the column `{name}` is missing"))
                .at(&self.name)
                .hint(did_you_mean(name, self.headers.iter().map(String::as_str)))
        })
    }

    /// An error at a line.
    pub(super) fn wrong(&self, line: u64, what: impl Into<String>) -> Error {
        Error::new(what).at(format!("{}:{line}", self.name))
    }
}

/// Reads all files; each must have one of the `known` sets of columns.
///
/// # Errors
/// If a file is malformed or has none of the sets.
pub(super) fn tables(files: &[SourceFile], known: &[&[&str]]) -> Result<Vec<Table>> {
    files
        .iter()
        .map(|file| {
            let table = Table::parse(file)?;
            if known.iter().any(|columns| table.has(columns)) {
                return Ok(table);
            }
            let sets: Vec<String> = known.iter().map(|columns| columns.join(", ")).collect();
            Err(Error::new("lacks the columns of this task").at(&file.name).hint(format!("it reads tables with {}", sets.join("; or "))))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_quotes_and_missing_columns() {
        let table = Table::parse(&SourceFile::new("t.tsv", "id\ttext\n1\t\"He said \"\"no\"\"\"\n")).unwrap();
        assert_eq!(table.rows, [(2, vec!["1".to_owned(), "He said \"no\"".to_owned()])]);
        assert!(table.column("texts").unwrap_err().to_string().contains("did you mean `text`?"));
        assert!(tables(&[SourceFile::new("t.tsv", "a\n1\n")], &[&["id", "text"]]).is_err());
    }
}
