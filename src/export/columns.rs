//! A view comes in, its table goes out as columns (Arrow): claims, positions or pairs, batch by batch.
//!
//! The columns are those of the table's CSV, by the same names and in the same order, and after them a day for every date: `day` of
//! `date`, `first_day` of `first_date`, `last_day` of `last_date`. A date is as precise as its source (`2019`, `2019-09`); its day is the
//! first that it can mean. What is empty in CSV is null. Numbers are in full.

use super::sheet::{Cell, Sheet};
use super::tables::{claims, pairs, positions};
use super::{Cells, View, ViewKind};
use crate::error::{Error, Result};
use crate::model::{COLUMNS, COLUMNS_VERSION, Date, TABLE};
use arrow_array::builder::{Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

/// A batch holds at most so many rows.
pub const ROWS: usize = 8192;

/// Columns of counts and places.
const WHOLE: [&str; 9] = ["page", "start", "end", "strength", "n_claims", "n_shared", "n_agree", "n_conflict", "n_differ"];

/// Columns of other numbers.
const NUMBERS: [&str; 6] = ["score", "consistency", "confidence", "coverage", "coverage_a", "coverage_b"];

/// Columns of dates.
const DATES: [&str; 3] = ["date", "first_date", "last_date"];

/// The columns of the claims, positions or pairs (a view of actors): their names and types. The metadata say which table it is, and
/// give the version of the columns; a new version has more columns at the end.
///
/// # Errors
/// If the view is of a network, which is no such table.
pub fn schema(kind: ViewKind) -> Result<SchemaRef> {
    let none = || Error::new("a network has no such table").hint("write it as `csv` or `edgelist`");
    let name = kind.table().ok_or_else(none)?;
    let header: &[&str] = match kind {
        ViewKind::Claims => &claims::HEADER,
        ViewKind::Positions => &positions::HEADER,
        ViewKind::Actors => &pairs::HEADER,
        ViewKind::Network => &[],
    };
    let of = |name: &&str| {
        let kind = if WHOLE.contains(name) {
            DataType::Int64
        } else if NUMBERS.contains(name) {
            DataType::Float64
        } else {
            DataType::Utf8
        };
        Field::new(*name, kind, true)
    };
    let days =
        header.iter().filter(|name| DATES.contains(name)).map(|name| Field::new(name.replace("date", "day"), DataType::Date32, true));
    let fields: Vec<Field> = header.iter().map(of).chain(days).collect();
    let about = [(TABLE, name), (COLUMNS, COLUMNS_VERSION)].map(|(key, value)| (key.to_owned(), value.to_owned()));
    Ok(Arc::new(Schema::new_with_metadata(fields, HashMap::from(about))))
}

/// Gives the table of a view to `take`, in batches of at most [`ROWS`] rows; none if it has no rows. The order is that of the CSV.
///
/// # Errors
/// If the view is of a network, or `take` fails.
pub fn batches(view: &View<'_>, take: &mut dyn FnMut(RecordBatch) -> Result<()>) -> Result<()> {
    let mut table = Table::new(schema(view.kind)?);
    let mut put = |row: &[Cell<'_>]| {
        table.put(row)?;
        if table.rows == ROWS { take(table.batch()?) } else { Ok(()) }
    };
    rows(view, &mut put)?;
    if table.rows > 0 { take(table.batch()?) } else { Ok(()) }
}

/// The table of a view in one batch.
///
/// # Errors
/// If the view is of a network.
pub fn whole(view: &View<'_>) -> Result<RecordBatch> {
    let mut table = Table::new(schema(view.kind)?);
    rows(view, &mut |row| table.put(row))?;
    table.batch()
}

/// Writes a table that came as columns as CSV, byte for byte as the command line does: without the days, which CSV has none of.
///
/// # Errors
/// If `out` cannot be written to.
pub fn csv(schema: &Schema, batches: &[RecordBatch], out: &mut dyn io::Write) -> Result<()> {
    let is_written: Vec<bool> = schema.fields().iter().map(|field| *field.data_type() != DataType::Date32).collect();
    let names = schema.fields().iter().zip(&is_written).filter(|(_, written)| **written).map(|(field, _)| field.name());
    let mut sheet = Sheet::new(out, Cells::Verbatim, names)?;
    for batch in batches {
        for row in 0..batch.num_rows() {
            let written = batch.columns().iter().zip(&is_written).filter(|(_, written)| **written);
            sheet.row(written.map(|(array, _)| cell(array, row)))?;
        }
    }
    sheet.finish()
}

/// What stands in a column of [`schema`].
fn cell(array: &ArrayRef, row: usize) -> Cell<'_> {
    match array.data_type() {
        _ if array.is_null(row) => Cell::EMPTY,
        DataType::Int64 => u64::try_from(array.as_primitive::<Int64Type>().value(row)).map_or(Cell::EMPTY, Cell::Count),
        DataType::Float64 => Cell::Number(array.as_primitive::<Float64Type>().value(row)),
        DataType::Utf8 => Cell::from(array.as_string::<i32>().value(row)),
        _ => Cell::EMPTY,
    }
}

/// The rows of the view's table.
fn rows(view: &View<'_>, put: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
    match view.kind {
        ViewKind::Claims => claims::rows(view, put),
        ViewKind::Positions => positions::rows(view, put),
        ViewKind::Actors => pairs::rows(view, put),
        ViewKind::Network => Ok(()),
    }
}

/// A batch being filled.
struct Table {
    schema: SchemaRef,
    columns: Vec<Column>,
    rows: usize,
}

/// A column being filled.
enum Column {
    Text(StringBuilder),
    Whole(Int64Builder),
    Number(Float64Builder),
    Day(Date32Builder),
}

impl Table {
    fn new(schema: SchemaRef) -> Self {
        let column = |field: &Arc<Field>| match field.data_type() {
            DataType::Int64 => Column::Whole(Int64Builder::new()),
            DataType::Float64 => Column::Number(Float64Builder::new()),
            DataType::Date32 => Column::Day(Date32Builder::new()),
            _ => Column::Text(StringBuilder::new()),
        };
        Self { columns: schema.fields().iter().map(column).collect(), schema, rows: 0 }
    }

    /// Adds a row: as many cells as the CSV has, and the days of its dates.
    fn put(&mut self, row: &[Cell<'_>]) -> Result<()> {
        let days = row.iter().zip(self.schema.fields()).filter(|(_, field)| DATES.contains(&field.name().as_str())).map(|(cell, _)| cell);
        for (cell, (column, field)) in row.iter().chain(days).zip(self.columns.iter_mut().zip(self.schema.fields())) {
            if !column.put(cell) {
                return Err(Error::new(format!("the column `{}` cannot hold {cell:?}", field.name())));
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// The rows so far.
    fn batch(&mut self) -> Result<RecordBatch> {
        self.rows = 0;
        let arrays: Vec<ArrayRef> = self.columns.iter_mut().map(Column::finish).collect();
        RecordBatch::try_new(Arc::clone(&self.schema), arrays).map_err(faulty)
    }
}

impl Column {
    /// Adds a cell; whether it is of the column's kind.
    fn put(&mut self, cell: &Cell<'_>) -> bool {
        match (self, cell) {
            (Self::Text(builder), Cell::Text(text)) => builder.append_option(Some(text.as_ref()).filter(|text| !text.is_empty())),
            (Self::Text(builder), Cell::Date(date)) => builder.append_value(date.to_string()),
            (Self::Whole(builder), Cell::Count(count)) => match i64::try_from(*count) {
                Ok(count) => builder.append_value(count),
                Err(_) => return false,
            },
            (Self::Number(builder), Cell::Number(number) | Cell::Exact(number)) => builder.append_value(*number),
            (Self::Day(builder), Cell::Date(date)) => builder.append_value(day(*date)),
            (Self::Whole(builder), cell) if cell.is_empty() => builder.append_null(),
            (Self::Number(builder), cell) if cell.is_empty() => builder.append_null(),
            (Self::Day(builder), cell) if cell.is_empty() => builder.append_null(),
            _ => return false,
        }
        true
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Whole(builder) => Arc::new(builder.finish()),
            Self::Number(builder) => Arc::new(builder.finish()),
            Self::Day(builder) => Arc::new(builder.finish()),
        }
    }
}

/// The days from 1 January 1970 to the first day that a date can mean.
///
/// Source: the count of days of the proleptic Gregorian calendar, by years that begin in March.
fn day(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month.unwrap_or(1)), i32::from(date.day.unwrap_or(1)));
    let year = i32::from(date.year) - i32::from(month < 3);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
}

/// What cannot be, as the columns are made for the schema.
fn faulty(cause: ArrowError) -> Error {
    Error::new("the columns do not fit").caused_by(cause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::made_up::{claim, position};
    use crate::model::{Claim, Comparison, Pair, Stance};
    use arrow_array::types::Date32Type;

    #[test]
    fn a_date_has_the_first_day_that_it_can_mean() {
        let cases =
            [("1970-01-01", 0), ("1970", 0), ("2000-03-01", 11_017), ("2019-09", 18_140), ("2024-02-29", 19_782), ("1969-12-31", -1)];
        for (written, days) in cases {
            assert_eq!(day(written.parse().unwrap()), days, "{written}");
        }
    }

    #[test]
    fn every_table_fits_its_columns() {
        let dated = Claim { date: "2019-09".parse().ok(), page: Some(3), ..claim("FRA", "p", Stance::Support) };
        let pair = Pair {
            a: "FRA".to_owned(),
            b: "RUS".to_owned(),
            n_shared: 1,
            agree: Vec::new(),
            conflict: Vec::new(),
            differ: Vec::new(),
            score: 0.5,
        };
        let comparison = Comparison {
            claims: vec![dated, claim("RUS", "p", Stance::Oppose)],
            positions: vec![position("FRA", "p", Stance::Support)],
            pairs: vec![pair],
            ..Comparison::default()
        };
        for kind in ViewKind::ALL {
            let mut found = Vec::new();
            let view = View { kind, ..View::new(&comparison) };
            batches(&view, &mut |batch| {
                found.push(batch);
                Ok(())
            })
            .unwrap();
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].schema(), schema(kind).unwrap());
            if kind == ViewKind::Claims {
                let of = |name: &str| found[0].column_by_name(name).unwrap();
                assert_eq!(of("date").as_string::<i32>().iter().collect::<Vec<_>>(), [Some("2019-09"), None]);
                assert_eq!(of("day").as_primitive::<Date32Type>().iter().collect::<Vec<_>>(), [Some(18_140), None]);
            }
        }
    }
}
