//! A batch of columns (Arrow), one statement a row → documents. Each is told from its own row alone.

use super::cells::Cells;
use super::load::read_part;
use super::{Budget, Columns, Limits, Loaded, Overrides, Parts, Source, rows, statements};
use crate::codebook::Actors;
use crate::error::{Error, Result};
use arrow_array::RecordBatch;
use std::collections::BTreeSet;

/// The column with the names of statements, unless another is named.
const ID: &str = "doc_id";

/// The column with the path of each statement.
const SOURCE: &str = "source";

/// The documents of a batch; a statement that cannot be read is an error of its own. A document is called as the column of names says
/// (`doc_id`, unless another is named), a turn of a transcript with its number behind it (`meeting#07`); its source is what the column
/// `source` says, else its name.
///
/// # Errors
/// If a column is missing or of a type that is not read, or two statements have one name.
pub fn of_batch(batch: &RecordBatch, columns: &Columns, actors: &Actors) -> Result<Loaded> {
    let header: Vec<String> = batch.schema_ref().fields().iter().map(|field| field.name().clone()).collect();
    let column = |name: &str| header.iter().position(|known| known == name);
    let columns = Columns { id: Some(columns.id.clone().unwrap_or_else(|| ID.to_owned())), optional: false, ..columns.clone() };
    let found = rows::find(&header, &columns)?.ok_or_else(|| Error::new("the batch has no column of statements"))?;
    let source = column(SOURCE);
    let cells = Cells::of(batch, &found.used().into_iter().chain(source).collect::<Vec<_>>())?;
    let budget = Budget::new(Limits { parts: usize::MAX, seconds: u64::MAX, ..Limits::default() });
    let (mut loaded, mut seen) = (Loaded::default(), BTreeSet::new());
    for row in 0..batch.num_rows() {
        let mut parts = Parts::default();
        rows::add(&mut parts, row + 1, &found, &|column| cells.text(column, row), &budget)?;
        let Some(mut part) = parts.parts.pop() else {
            loaded.errors.push(Error::new("the statement has no words").at(format!("row {}", row + 1)));
            continue;
        };
        let Some(name) = part.key.strip_prefix(rows::NAMED).map(str::to_owned) else {
            loaded.errors.push(Error::new("the statement has no name").at(format!("row {}", row + 1)));
            continue;
        };
        if !seen.insert(name.clone()) {
            return Err(Error::new(format!("two statements are called `{name}`")).hint("give each statement a `doc_id` of its own"));
        }
        let path = source.and_then(|column| cells.text(column, row)).filter(|path| !path.is_empty()).unwrap_or_else(|| name.clone());
        part.key.clear();
        let source = Source { source: path, path: None, is_found: false };
        match read_part(&source, &part, actors, &mut loaded.notices, |text| statements(text, actors, &Overrides::default())) {
            Ok((documents, notices)) => {
                loaded.notices.extend(notices);
                let width = documents.iter().filter_map(|document| document.meta.turn).max().unwrap_or(0).to_string().len();
                loaded.documents.extend(documents.into_iter().map(|mut document| {
                    document.id = document.meta.turn.map_or_else(|| name.clone(), |turn| format!("{name}#{turn:0width$}"));
                    document
                }));
            }
            Err(error) => loaded.errors.push(error),
        }
    }
    Ok(loaded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{ArrayRef, StringArray};
    use std::sync::Arc;

    fn batch(rows: &[[&str; 4]]) -> RecordBatch {
        let column = |at: usize| Arc::new(rows.iter().map(|row| Some(row[at])).collect::<StringArray>()) as ArrayRef;
        RecordBatch::try_from_iter([("doc_id", column(0)), ("state", column(1)), ("date", column(2)), ("text", column(3))]).unwrap()
    }

    #[test]
    fn each_row_is_a_statement_by_its_own_name() {
        let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
        let rows = [["a", "Japan", "2019-09", "We agree."], ["b", "Atlantis", "", "We agree."], ["c", "FRA", "", " "]];
        let loaded = of_batch(&batch(&rows), &Columns::default(), &actors).unwrap();
        let found: Vec<_> =
            loaded.documents.iter().map(|one| (one.id.as_str(), one.source.as_str(), one.actor.as_str(), one.meta.date)).collect();
        assert_eq!(found, [("a", "a", "JPN", "2019-09".parse().ok())]);
        let errors: Vec<String> = loaded.errors.iter().map(|error| error.to_string().lines().next().unwrap().to_owned()).collect();
        assert_eq!(errors, ["b: `Atlantis` is no known State, group or observer", "row 3: the statement has no words"]);
        let twice = of_batch(&batch(&[rows[0], rows[0]]), &Columns::default(), &actors).unwrap_err();
        assert!(twice.to_string().starts_with("two statements are called `a`"), "{twice}");
    }
}
