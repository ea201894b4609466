//! Codings made elsewhere come in: tables and databases → [`Coding`](crate::model::Coding).

mod csv;
#[cfg(not(feature = "dna"))]
#[path = "absent.rs"]
mod dna;
#[cfg(feature = "dna")]
mod dna;

pub use csv::from_csv;
pub use dna::from_dna;

use crate::model::{Coding, Moment, Variable};

/// Which columns of a table hold what is not a variable of the coding. Where none is named, the usual names are tried.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// The id of the statement: `statement_id`, `claim_id` or `id`.
    pub id: Option<String>,
    /// The document: `document_id`, `doc_id`, `document` or `document_title`.
    pub document: Option<String>,
    /// The date: `document_date`, `time`, `date` or `datetime`.
    pub date: Option<String>,
}

/// One statement as it is read.
struct Row {
    id: String,
    document: Option<String>,
    time: Option<Moment>,
    values: Vec<String>,
}

/// The usual names of the columns.
const ID: &[&str] = &["statement_id", "claim_id", "id"];
const DOCUMENT: &[&str] = &["document_id", "doc_id", "document", "document_title"];
const DATE: &[&str] = &["document_date", "time", "date", "datetime"];

/// Puts statements into the order of their times, documents and ids, numbers in their numeric order.
fn coding(source: &str, names: &[String], mut rows: Vec<Row>, with_documents: bool, with_times: bool) -> Coding {
    let number = |id: &str| id.parse::<u64>().unwrap_or(u64::MAX);
    rows.sort_by(|a, b| {
        let key = |row: &Row| (row.time, row.document.as_deref().map(number), number(&row.id));
        key(a).cmp(&key(b)).then_with(|| (&a.document, &a.id, &a.values).cmp(&(&b.document, &b.id, &b.values)))
    });
    let documents = with_documents.then(|| Variable::new("document", rows.iter().map(|row| row.document.as_deref().unwrap_or_default())));
    let times = with_times.then(|| rows.iter().map(|row| row.time).collect());
    let variables =
        names.iter().enumerate().map(|(at, name)| Variable::new(name, rows.iter().map(|row| row.values[at].as_str()))).collect();
    let ids = rows.into_iter().map(|row| row.id).collect();
    Coding { source: source.to_owned(), ids, documents, times, weights: None, variables }
}
