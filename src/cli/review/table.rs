//! A table of claims as a file: out for a spreadsheet, and back with what people filled in.

use super::super::output;
use crate::error::{Error, Result};
use crate::export::Cells;
use crate::export::review::{CLAIM_COLUMNS, claims, workbook};
use crate::files;
use crate::model::{Claim, PropositionEntry};
use crate::read::{self, Budget, Limits};
use std::path::Path;

/// A form of such a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Csv,
    Workbook,
}

impl Form {
    /// The form that a file's name stands for, if it is one of a table.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let forms = [("csv", Self::Csv), ("xlsx", Self::Workbook)];
        forms.into_iter().find(|(extension, _)| files::has_extension(path, &[extension])).map(|(_, form)| form)
    }
}

/// Writes claims to decide on; without a file as CSV to standard output.
pub(super) fn write(path: Option<&Path>, found: &[Claim], propositions: &[PropositionEntry], cells: Cells) -> Result<()> {
    match path.and_then(Form::of) {
        Some(Form::Workbook) => output::to(path, &|out| workbook(out, found.iter(), propositions)),
        Some(Form::Csv) | None => output::to(path, &|out| claims(out, found.iter(), cells)),
    }
}

/// A row of a table: where it is, and its cells by their columns; or why it is no row.
pub(super) type Row = Result<(String, Vec<String>)>;

/// A table that came back.
#[derive(Debug)]
pub(super) struct Filled {
    header: Vec<String>,
    pub(super) rows: Vec<Row>,
}

impl Filled {
    /// Reads it. Of a workbook it is the first sheet that has the columns.
    ///
    /// # Errors
    /// If it is no table, or lacks a column that is needed.
    pub(super) fn read(path: &Path, form: Form) -> Result<Self> {
        let tables = match form {
            Form::Csv => vec![csv(path)?],
            Form::Workbook => sheets(path)?,
        };
        let needed = ["claim_id", "decide"];
        let lacks = |table: &Self| needed.into_iter().find(|name| !table.header.iter().any(|one| one == name));
        let lacking = tables.iter().find_map(lacks).unwrap_or(needed[0]);
        tables.into_iter().find(|table| lacks(table).is_none()).ok_or_else(|| {
            let all = CLAIM_COLUMNS.join(",");
            Error::new(format!("has no column `{lacking}`")).in_file(path).hint(format!("expected are the columns {all}"))
        })
    }

    /// What stands in a column of a row; none if nothing does.
    pub(super) fn cell(&self, row: &[String], name: &str) -> Option<String> {
        let at = self.header.iter().position(|one| one == name)?;
        let text = row.get(at)?.trim();
        // What was put before a formula is taken off again.
        let bare = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(text);
        Some(bare.to_owned()).filter(|text| !text.is_empty())
    }
}

fn names(header: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<String> {
    header.into_iter().map(|name| name.as_ref().trim().to_lowercase()).collect()
}

fn csv(path: &Path) -> Result<Filled> {
    let name = path.display();
    let text = files::text(path)?;
    let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let unreadable = |cause: ::csv::Error| Error::new("is no table").in_file(path).caused_by(cause);
    let header = names(reader.headers().map_err(unreadable)?);
    let row = |record: std::result::Result<::csv::StringRecord, ::csv::Error>| {
        let record = record.map_err(|cause| Error::new("is no row").in_file(path).caused_by(cause))?;
        let line = record.position().map_or(0, ::csv::Position::line);
        Ok((format!("{name}:{line}"), record.iter().map(str::to_owned).collect()))
    };
    Ok(Filled { header, rows: reader.records().map(row).collect() })
}

fn sheets(path: &Path) -> Result<Vec<Filled>> {
    let limits = Limits::default();
    let bytes = files::bytes_up_to(path, limits.file_size)?;
    let sheets = read::workbook(&bytes, &mut Budget::new(limits)).map_err(|error| error.in_file(path))?;
    let of = |sheet: read::Sheet| {
        let place = |number: usize| format!("{}, sheet {}, row {number}", path.display(), sheet.name);
        let mut rows = sheet.rows.into_iter();
        let header = rows.next().map(|(_, row)| names(row)).unwrap_or_default();
        Filled { header, rows: rows.map(|(number, row)| Ok((place(number), row))).collect() }
    };
    Ok(sheets.into_iter().map(of).collect())
}
