//! Tables as text, with commas, semicolons or tabs between the cells → one text a row.

use super::{Budget, Options, Parts, Reader, encoding, rows};
use crate::error::{Error, Result};

/// Tables with commas or semicolons.
pub(super) struct Csv;

/// Tables with tabs.
pub(super) struct Tsv;

impl Reader for Csv {
    fn name(&self) -> &'static str {
        "CSV"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "tables with a column of text, one statement a row; commas or semicolons; columns by name: text, state, date, forum, title"
    }

    fn read(&self, bytes: &[u8], options: &Options, budget: &mut Budget) -> Result<Parts> {
        let (text, notice) = encoding::decode(bytes)?;
        let line = text.lines().next().unwrap_or_default();
        // Office programs write semicolons where the comma is the decimal sign.
        let sign =
            [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| line.bytes().filter(|byte| byte == sign).count()).unwrap_or(b',');
        Ok(table(&text, sign, options, budget)?.with(notice))
    }
}

impl Reader for Tsv {
    fn name(&self) -> &'static str {
        "TSV"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tsv", "tab"]
    }

    fn summary(&self) -> &'static str {
        "the same with tabs between the cells"
    }

    fn read(&self, bytes: &[u8], options: &Options, budget: &mut Budget) -> Result<Parts> {
        let (text, notice) = encoding::decode(bytes)?;
        Ok(table(&text, b'\t', options, budget)?.with(notice))
    }
}

fn table(text: &str, sign: u8, options: &Options, budget: &Budget) -> Result<Parts> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(sign).flexible(true).from_reader(text.as_bytes());
    let broken = |cause| Error::new("is no table").caused_by(cause);
    let header: Vec<String> = reader.headers().map_err(broken)?.iter().map(str::to_owned).collect();
    if header.iter().all(|name| name.trim().is_empty()) {
        return Err(Error::new("the file is empty").hint("a table has a line with the names of its columns"));
    }
    let Some(found) = rows::find(&header, &options.columns)? else { return Ok(rows::passed_over()) };
    let (mut parts, mut row) = (Parts::default(), 0);
    for record in reader.records() {
        let record = record.map_err(broken)?;
        row += 1;
        rows::add(&mut parts, row, &found, &|column| record.get(column).map(str::to_owned), budget)?;
    }
    Ok(rows::done(parts, row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Columns, Limits};

    #[test]
    fn each_row_is_a_text() {
        let read = |source: &str, columns: Columns| {
            let options = Options { columns, ..Options::default() };
            Csv.read(source.as_bytes(), &options, &mut Budget::new(Limits::default()))
        };
        let source = "Country;Date;Text\nJapan;2019-09-09;\"We agree;\nwith all.\"\nFrance;;\nCuba;2020;No.\n";
        let parts = read(source, Columns::default()).unwrap();
        let keys: Vec<(&str, &str, Option<&str>)> =
            parts.parts.iter().map(|part| (part.key.as_str(), part.text.as_str(), part.said.actor.as_deref())).collect();
        assert_eq!(keys, [("#1", "We agree;\nwith all.", Some("Japan")), ("#3", "No.", Some("Cuba"))]);
        assert_eq!(parts.notices, ["1 of 3 rows have no text; passed over"]);
        let named = Columns { text: Some("Date".to_owned()), ..Columns::default() };
        assert_eq!(read(source, named).unwrap().parts[0].text, "2019-09-09");
        let wrong = Columns { text: Some("Dat".to_owned()), ..Columns::default() };
        assert!(read(source, wrong).unwrap_err().to_string().contains("did you mean `Date`?"));
        assert!(read("a,b\n1,2\n", Columns::default()).unwrap_err().to_string().contains("--text-column"));
        assert!(read("path,actor\na.txt,JPN\n", Columns::default()).unwrap().notices[0].contains("--manifest"));
    }
}
