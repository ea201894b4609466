//! Excel tables → one text a row of the first sheet that has a column of words.

#![allow(clippy::cast_possible_truncation, reason = "days of a table are checked to be few")]

use super::package::{Package, is_package};
use super::xml::{Step, walk, walk_outside};
use super::{Budget, Options, Parts, Reader, rows};
use crate::error::{Error, Result};
use crate::model::Date;
use std::collections::BTreeMap;

/// Excel tables.
pub(super) struct Xlsx;

impl Reader for Xlsx {
    fn name(&self) -> &'static str {
        "Excel"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm"]
    }

    fn summary(&self) -> &'static str {
        "Excel tables with a column of text, one statement a row; the first sheet that has one"
    }

    fn recognises(&self, head: &[u8]) -> bool {
        is_package(head)
    }

    fn read(&self, bytes: &[u8], options: &Options, budget: &mut Budget) -> Result<Parts> {
        let mut package = Package::open(bytes, budget)?;
        let shared = shared(&mut package, budget)?;
        let mut first_error = None;
        for (_, name) in sheets(&mut package, budget)? {
            let Some(xml) = package.text(&name, budget)? else { continue };
            match sheet(&xml, &shared, options, budget) {
                Ok(Some(parts)) => return Ok(parts),
                Ok(None) => {}
                Err(error) => {
                    budget.check_time()?;
                    first_error = first_error.or(Some(error));
                }
            }
        }
        Err(first_error.unwrap_or_else(|| Error::new("holds no table").hint("the first row of a sheet names its columns")))
    }
}

/// The names and the files of the sheets in the order of the workbook.
fn sheets(package: &mut Package<'_>, budget: &mut Budget) -> Result<Vec<(String, String)>> {
    let mut targets: BTreeMap<String, String> = BTreeMap::new();
    if let Some(xml) = package.text("xl/_rels/workbook.xml.rels", budget)? {
        walk(&xml, budget, &mut |step| {
            if let Step::Open(element) = step
                && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
            {
                let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                targets.insert(id, path);
            }
            Ok(())
        })?;
    }
    let mut found = Vec::new();
    if let Some(xml) = package.text("xl/workbook.xml", budget)? {
        walk(&xml, budget, &mut |step| {
            if let Step::Open(element) = step
                && element.name == "sheet"
                && let Some(path) = element.attribute("id").and_then(|id| targets.get(&id))
            {
                found.push((element.attribute("name").unwrap_or_default(), path.clone()));
            }
            Ok(())
        })?;
    }
    if found.is_empty() {
        found = package
            .names()
            .into_iter()
            .map(|(name, _)| name)
            .filter(|name| name.starts_with("xl/worksheets/") && crate::files::has_extension(std::path::Path::new(name), &["xml"]))
            .map(|name| (String::new(), name))
            .collect();
    }
    Ok(found)
}

/// The texts that cells share, of the whole workbook.
fn shared(package: &mut Package<'_>, budget: &mut Budget) -> Result<Vec<String>> {
    match package.text("xl/sharedStrings.xml", budget)? {
        Some(xml) => strings(&xml, budget),
        None => Ok(Vec::new()),
    }
}

/// The texts that cells share.
fn strings(xml: &str, budget: &Budget) -> Result<Vec<String>> {
    let (mut all, mut text, mut in_text) = (Vec::new(), String::new(), false);
    // Without how a word is pronounced.
    walk_outside(xml, &["rPh"], budget, &mut |step| {
        match step {
            Step::Open(element) => match element.name {
                "si" => text.clear(),
                "t" => in_text = true,
                _ => {}
            },
            Step::Close("si") => all.push(std::mem::take(&mut text)),
            Step::Close("t") => in_text = false,
            Step::Text(words) if in_text => text.push_str(words),
            _ => {}
        }
        Ok(())
    })?;
    Ok(all)
}

/// No sheet has more columns.
const COLUMNS: usize = 16_384;

/// The texts of a sheet, or none if it has no cells.
fn sheet(xml: &str, shared: &[String], options: &Options, budget: &Budget) -> Result<Option<Parts>> {
    let mut parts = Parts::default();
    let mut found = None;
    let (mut count, mut holds_none) = (0, false);
    each_row(xml, shared, budget, &mut |_, row| {
        match &found {
            None if holds_none => {}
            None => {
                found = rows::find(&filled(row), &options.columns)?;
                holds_none = found.is_none();
            }
            Some(found) => {
                count += 1;
                let cell = |column: usize| row.get(&column).map(|text| as_date(found, column, text));
                rows::add(&mut parts, count, found, &cell, budget)?;
            }
        }
        Ok(())
    })?;
    Ok(match found {
        Some(_) => Some(rows::done(parts, count)),
        None if holds_none => Some(rows::passed_over()),
        None => None,
    })
}

/// The cells of a row by their columns, from 0; those without a text are not there.
type Row = BTreeMap<usize, String>;

/// Calls `take` with the number (from 1) and the cells of each row of a sheet that has any.
fn each_row(xml: &str, shared: &[String], budget: &Budget, take: &mut dyn FnMut(usize, &Row) -> Result<()>) -> Result<()> {
    let mut row = Row::new();
    let (mut number, mut column, mut kind, mut value, mut in_value) = (0, 0, String::new(), String::new(), false);
    walk(xml, budget, &mut |step| {
        match step {
            Step::Open(element) => match element.name {
                "row" => {
                    row.clear();
                    column = 0;
                    number = element.attribute("r").and_then(|at| at.parse().ok()).unwrap_or(number + 1);
                }
                "c" => {
                    if let Some(at) = element.attribute("r").as_deref().and_then(column_of) {
                        column = at;
                    }
                    kind = element.attribute("t").unwrap_or_default();
                    value.clear();
                }
                "v" | "t" => in_value = true,
                _ => {}
            },
            Step::Text(text) if in_value => value.push_str(text),
            Step::Close("v" | "t") => in_value = false,
            Step::Close("c") => {
                let text = if kind == "s" {
                    value.trim().parse().ok().and_then(|at: usize| shared.get(at).cloned()).unwrap_or_default()
                } else {
                    value.clone()
                };
                if column < COLUMNS && !text.is_empty() {
                    row.insert(column, text);
                }
                column += 1;
            }
            Step::Close("row") if !row.is_empty() => take(number, &row)?,
            _ => {}
        }
        Ok(())
    })
}

/// A row with all its columns up to the last that has a text.
fn filled(row: &Row) -> Vec<String> {
    let last = row.last_key_value().map_or(0, |(column, _)| *column);
    (0..=last).map(|column| row.get(&column).cloned().unwrap_or_default()).collect()
}

/// A sheet of a workbook, as it is written: what its cells show without their formats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The rows that have any text, each with its number from 1, and with all its columns up to the last that has one.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// The sheets of a workbook, in its order.
///
/// # Errors
/// If the bytes are no workbook, or pass a limit of the budget.
pub fn workbook(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Sheet>> {
    let mut package = Package::open(bytes, budget)?;
    let shared = shared(&mut package, budget)?;
    let mut found = Vec::new();
    for (name, path) in sheets(&mut package, budget)? {
        let Some(xml) = package.text(&path, budget)? else { continue };
        let mut rows = Vec::new();
        each_row(&xml, &shared, budget, &mut |number, row| {
            rows.push((number, filled(row)));
            Ok(())
        })?;
        found.push(Sheet { name, rows });
    }
    Ok(found)
}

/// The column of a cell such as `AB12`, from 0.
fn column_of(cell: &str) -> Option<usize> {
    let letters = cell.bytes().take(4).take_while(u8::is_ascii_uppercase);
    let number = letters.fold(0_usize, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}

/// A date is a number of days in a table; any other cell stays as it is.
fn as_date(found: &rows::Found, column: usize, text: &str) -> String {
    let days = text.parse::<f64>().ok().filter(|days| found.is_date(column) && (10_000.0..80_000.0).contains(days));
    days.and_then(|days| day(days.trunc() as i64)).map_or_else(|| text.to_owned(), |date| date.to_string())
}

/// The day so many days after the last of 1899, as Excel counts.
fn day(days: i64) -> Option<Date> {
    let leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    // Excel holds 1900 to be a leap year: from March 1900 on its count is one ahead of 31 December 1899.
    let (mut rest, mut year) = (days - 2, 1900);
    loop {
        let length = if leap(year) { 366 } else { 365 };
        if rest < length {
            break;
        }
        rest -= length;
        year += 1;
    }
    for month in 1..=12_u8 {
        let length = match month {
            2 => 28 + i64::from(leap(year)),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        if rest < length {
            return Date::day(u16::try_from(year).ok()?, month, u8::try_from(rest + 1).ok()?);
        }
        rest -= length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_days_are_read_as_excel_writes_them() {
        assert_eq!((column_of("A1"), column_of("AB12"), column_of("7")), (Some(0), Some(27), None));
        assert_eq!(day(43_717).unwrap().to_string(), "2019-09-09");
        assert_eq!(day(45_351).unwrap().to_string(), "2024-02-29");
    }
}
