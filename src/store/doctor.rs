//! Is the database whole? If not: what is damaged, and what can be saved.

use super::{Store, failed, json};
use crate::error::Result;
use crate::model::{Decision, Document};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// A fault of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// What is wrong.
    pub what: String,
}

/// What could be saved of a damaged database.
#[derive(Debug, Clone, Default)]
pub struct Salvage {
    /// The decisions.
    pub decisions: Vec<Decision>,
    /// The documents, with their words and the hash of their files.
    pub documents: Vec<(Document, String)>,
    /// How many rows could not be read, or not be understood.
    pub lost: usize,
}

impl Store {
    /// What is wrong with the database; nothing if it is whole. All of it is read.
    ///
    /// # Errors
    /// If it cannot be opened at all.
    pub fn examine(path: &Path, is_sound: &dyn Fn(&Decision) -> bool) -> Result<Vec<Damage>> {
        crate::files::exists(path)?;
        let base = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(|cause| failed(path, cause))?;
        let mut found = Vec::new();
        for (pragma, whole) in [("integrity_check(100)", "ok"), ("foreign_key_check", "")] {
            match lines(&base, pragma) {
                Ok(lines) => found.extend(lines.into_iter().filter(|line| line != whole).map(|what| Damage { what })),
                Err(cause) => found.push(Damage { what: cause.to_string() }),
            }
        }
        let (decisions, lost) = events(&base);
        if lost > 0 {
            found.push(Damage { what: format!("{lost} decisions cannot be read") });
        }
        let altered = decisions.iter().filter(|one| !is_sound(one)).map(|one| one.id.clone());
        found.extend(altered.map(|id| Damage { what: format!("decision {id} is not what it was when it was made") }));
        Ok(found)
    }

    /// Reads what can be read of a damaged database, row by row.
    #[must_use]
    pub fn salvage(path: &Path) -> Salvage {
        let Ok(base) = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE) else {
            return Salvage { lost: 1, ..Salvage::default() };
        };
        let (decisions, mut lost) = events(&base);
        let (rows, unread) = rows(&base, "document", "about, text, hash", |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        lost += unread;
        let mut documents = Vec::new();
        for (about, text, hash) in rows {
            let (about, text, hash): (String, String, String) = (about, text, hash);
            match serde_json::from_str::<Document>(&about) {
                Ok(document) => documents.push((Document { text, ..document }, hash)),
                Err(_) => lost += 1,
            }
        }
        Salvage { decisions, documents, lost }
    }
}

fn lines(base: &Connection, pragma: &str) -> rusqlite::Result<Vec<String>> {
    let mut query = base.prepare(&format!("PRAGMA {pragma}"))?;
    query
        .query_map([], |row| {
            row.get::<_, rusqlite::types::Value>(0).map(|value| match value {
                rusqlite::types::Value::Text(text) => text,
                other => format!("a row refers to one that is not there: {other:?}"),
            })
        })?
        .collect()
}

fn events(base: &Connection) -> (Vec<Decision>, usize) {
    let (rows, mut lost) = rows(base, "decision", "event", |row| row.get::<_, String>(0));
    let mut decisions = Vec::new();
    for event in rows {
        match serde_json::from_str::<Decision>(&event) {
            Ok(decision) if json(&decision).is_ok() => decisions.push(decision),
            _ => lost += 1,
        }
    }
    (decisions, lost)
}

/// Reads a table row by row, from both ends: a page that cannot be read ends a walk, not the search.
fn rows<T>(base: &Connection, table: &str, columns: &str, of: fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>) -> (Vec<T>, usize) {
    let mut found = std::collections::BTreeMap::new();
    let mut lost = 0;
    for order in ["ASC", "DESC"] {
        let sql = format!("SELECT {columns}, number FROM {table} ORDER BY number {order}");
        let Ok(mut query) = base.prepare(&sql) else {
            lost = lost.max(1);
            continue;
        };
        let at = query.column_count() - 1;
        let Ok(mut walk) = query.query([]) else { continue };
        loop {
            match walk.next() {
                Ok(Some(row)) => match (row.get::<_, i64>(at), of(row)) {
                    (Ok(number), Ok(value)) => _ = found.insert(number, value),
                    _ => lost = lost.max(1),
                },
                Ok(None) => break,
                Err(_) => {
                    lost = lost.max(1);
                    break;
                }
            }
        }
    }
    (found.into_values().collect(), lost)
}
