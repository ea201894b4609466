//! A database of Discourse Network Analyzer (a `.dna` file, which is `SQLite`) → a coding.

use super::{Row, coding};
use crate::error::{Error, Result};
use crate::model::{Coding, Moment};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::Path;

/// Reads the statements of a database, of version 3 (values of variables are entities) or 2 (values are texts). The variables are
/// those of all statement types, by name; beside them `statement_id`, `document_id`, `document_title`, `document_date`,
/// `document_author`, `document_source`, `document_section`, `document_type`, `statement_type`, `start`, `stop`, `coder_id` and `text`.
///
/// # Errors
/// If the file is no such database.
pub fn from_dna(path: &Path) -> Result<Coding> {
    let source = path.display().to_string();
    read(path, &source).map_err(|cause| {
        Error::new("could not be read as a database of Discourse Network Analyzer")
            .at(&source)
            .caused_by(cause)
            .hint("give a local .dna file of version 2 or 3; export other versions as an event list and read that")
    })
}

/// What is known of a document.
struct Document {
    time: Option<Moment>,
    /// Title, author, source, section, type.
    about: [String; 5],
    text: String,
}

/// The columns beside the variables.
const ABOUT: [&str; 13] = [
    "statement_id",
    "document_id",
    "document_title",
    "document_date",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
    "statement_type",
    "start",
    "stop",
    "coder_id",
    "text",
];

fn read(path: &Path, source: &str) -> rusqlite::Result<Coding> {
    let base = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    let entities = has_column(&base, "DATASHORTTEXT", "Entity")?;
    let documents = documents(&base, entities)?;
    let types = pairs(&base, "SELECT ID, Label FROM STATEMENTTYPES")?;
    let mut names: Vec<String> = ABOUT.iter().map(|name| (*name).to_owned()).collect();
    let mut place: BTreeMap<i64, usize> = BTreeMap::new();
    for (id, name) in pairs(&base, "SELECT ID, Variable FROM VARIABLES")? {
        // Two statement types may have a variable of the same name: it is one variable.
        let at = names.iter().position(|known| *known == name).unwrap_or(names.len());
        if at == names.len() {
            names.push(name);
        }
        place.insert(id, at);
    }
    let values = values(&base, entities, &place)?;
    let mut rows = Vec::new();
    let coder = if has_column(&base, "STATEMENTS", "Coder")? { "Coder" } else { "0" };
    let mut query = base.prepare(&format!("SELECT ID, DocumentId, StatementTypeId, Start, Stop, {coder} FROM STATEMENTS"))?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let (id, document, kind): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (start, stop, coder): (i64, i64, i64) = (row.get(3)?, row.get(4)?, row.get(5)?);
        let known = documents.get(&document);
        let about = |at: usize| known.map_or_else(String::new, |known| known.about[at].clone());
        let time = known.and_then(|known| known.time);
        let mut cells = vec![String::new(); names.len()];
        let kind = types.get(&kind).cloned().unwrap_or_default();
        let text = known.map_or_else(String::new, |known| cut(&known.text, start, stop));
        let date = time.map_or_else(String::new, |time| time.to_string());
        let first = [
            id.to_string(),
            document.to_string(),
            about(0),
            date,
            about(1),
            about(2),
            about(3),
            about(4),
            kind,
            start.to_string(),
            stop.to_string(),
            coder.to_string(),
            text,
        ];
        for (cell, value) in cells.iter_mut().zip(first) {
            *cell = value;
        }
        for (at, value) in values.get(&id).into_iter().flatten() {
            cells[*at].clone_from(value);
        }
        rows.push(Row { id: id.to_string(), document: Some(document.to_string()), time, values: cells });
    }
    Ok(coding(source, &names, rows, true, true))
}

fn documents(base: &Connection, seconds: bool) -> rusqlite::Result<BTreeMap<i64, Document>> {
    let mut query = base.prepare("SELECT ID, Date, Title, Author, Source, Section, Type, Text FROM DOCUMENTS")?;
    let mut found = query.query([])?;
    let mut documents = BTreeMap::new();
    while let Some(row) = found.next()? {
        // Version 3 counts seconds, version 2 milliseconds.
        let time = row.get::<_, Option<i64>>(1)?.map(|time| Moment(if seconds { time } else { time.div_euclid(1000) }));
        let text = |at: usize| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default);
        let about = [text(2)?, text(3)?, text(4)?, text(5)?, text(6)?];
        documents.insert(row.get(0)?, Document { time, about, text: text(7)? });
    }
    Ok(documents)
}

/// The values of each statement, by the place of their variable.
fn values(base: &Connection, entities: bool, place: &BTreeMap<i64, usize>) -> rusqlite::Result<BTreeMap<i64, Vec<(usize, String)>>> {
    let short = if entities {
        "SELECT d.StatementId, d.VariableId, e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity"
    } else {
        "SELECT StatementId, VariableId, Value FROM DATASHORTTEXT"
    };
    let plain = |table: &str| format!("SELECT StatementId, VariableId, CAST(Value AS TEXT) FROM {table}");
    let mut values: BTreeMap<i64, Vec<(usize, String)>> = BTreeMap::new();
    for text in [short.to_owned(), plain("DATALONGTEXT"), plain("DATAINTEGER"), plain("DATABOOLEAN")] {
        let mut query = base.prepare(&text)?;
        let mut found = query.query([])?;
        while let Some(row) = found.next()? {
            let (statement, variable): (i64, i64) = (row.get(0)?, row.get(1)?);
            if let (Some(place), Some(value)) = (place.get(&variable), row.get::<_, Option<String>>(2)?) {
                values.entry(statement).or_default().push((*place, value));
            }
        }
    }
    Ok(values)
}

fn pairs(base: &Connection, text: &str) -> rusqlite::Result<BTreeMap<i64, String>> {
    let mut query = base.prepare(text)?;
    query.query_map([], |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?.unwrap_or_default())))?.collect()
}

fn has_column(base: &Connection, table: &str, column: &str) -> rusqlite::Result<bool> {
    base.query_row("SELECT COUNT(*) FROM pragma_table_info(?1) WHERE name = ?2 COLLATE NOCASE", [table, column], |row| row.get::<_, i64>(0))
        .map(|count| count > 0)
}

/// The words between two places, which are counted in units of UTF-16 (as Java counts).
fn cut(text: &str, start: i64, stop: i64) -> String {
    let (start, stop) = (usize::try_from(start).unwrap_or(0), usize::try_from(stop).unwrap_or(0));
    let units: Vec<u16> = text.encode_utf16().skip(start).take(stop.saturating_sub(start)).collect();
    String::from_utf16_lossy(&units)
}
