//! Documents and what the program found in them.

use super::{Store, json, parsed};
use crate::error::{Error, Result};
use crate::model::Document;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rayon::prelude::*;
use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{Read, Write};
use std::path::Path;

/// A file of the project, as it was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The file, as the project names it.
    pub file: String,
    /// The hash of its bytes.
    pub hash: String,
    /// What read it last.
    pub reader: String,
}

/// A document of the project, and what was found in it.
#[derive(Debug, Clone)]
pub struct Kept<T> {
    /// Its row.
    pub number: i64,
    /// The document with its words.
    pub document: Document,
    /// What the program found in it.
    pub found: T,
}

impl Store {
    /// Names what reads documents from now on: its fingerprint, its codebook and the program's version.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn reader(&self, fingerprint: &str, codebook: &str, version: &str, at: &str) -> Result<()> {
        self.run("INSERT INTO reader VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", params![fingerprint, codebook, version, at])
    }

    /// The files of the project, by path, each once.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn files(&self) -> Result<Vec<Known>> {
        self.all("SELECT file, MIN(hash), MIN(reader) FROM document JOIN coded USING (number) GROUP BY file ORDER BY file", [], |row| {
            Ok(Known { file: row.get(0)?, hash: row.get(1)?, reader: row.get(2)? })
        })
    }

    /// How many documents there are.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn documents(&self) -> Result<usize> {
        self.count("SELECT COUNT(*) FROM document", [])
    }

    /// Puts a document in, in the place of one with its id, with what was found in it.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn put<T: Serialize>(&self, document: &Document, file: &str, hash: &str, reader: &str, found: &T) -> Result<i64> {
        let about = Document { text: String::new(), ..document.clone() };
        let date = document.meta.date.map(|date| date.to_string());
        self.run(
            "INSERT INTO document (doc_id, file, hash, actor, date, about, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (doc_id) DO UPDATE SET file = excluded.file, hash = excluded.hash, actor = excluded.actor,
             date = excluded.date, about = excluded.about, text = excluded.text",
            params![document.id, file, hash, document.actor, date, json(&about)?, document.text],
        )?;
        let number: Option<i64> = self.maybe("SELECT number FROM document WHERE doc_id = ?1", [&document.id], |row| row.get(0))?;
        let number = number.ok_or_else(|| Error::new("a document was not kept").at(&document.id))?;
        self.run(
            "INSERT INTO coded VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET reader = excluded.reader, found = excluded.found",
            params![number, reader, deflated(found)?],
        )?;
        Ok(number)
    }

    /// Takes a file's documents out, with what was found in them. Decisions on them stay.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn forget(&self, file: &str) -> Result<()> {
        self.run("DELETE FROM document WHERE file = ?1", [file])
    }

    /// All documents with what was found in them, in the order of their ids.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn kept<T: DeserializeOwned>(&self) -> Result<Vec<Kept<T>>> {
        let rows = self.all("SELECT number, about, text, found FROM document JOIN coded USING (number) ORDER BY doc_id", [], row)?;
        rows.into_iter().map(|row| one(self.path(), row)).collect()
    }

    /// At most so many documents with what was found in them, after the one with an id in the order of their ids.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn kept_after<T: DeserializeOwned + Send>(&self, doc_id: &str, limit: usize) -> Result<Vec<Kept<T>>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.all(
            "SELECT number, about, text, found FROM document JOIN coded USING (number) WHERE doc_id > ?1 ORDER BY doc_id LIMIT ?2",
            params![doc_id, limit],
            row,
        )?;
        let path = self.path();
        rows.into_par_iter().map(|row| one(path, row)).collect()
    }

    /// One of them, by its row.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn kept_one<T: DeserializeOwned>(&self, number: i64) -> Result<Option<Kept<T>>> {
        let found =
            self.maybe("SELECT number, about, text, found FROM document JOIN coded USING (number) WHERE number = ?1", [number], row)?;
        found.map(|row| one(self.path(), row)).transpose()
    }

    /// The row of the document with an id.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn number_of(&self, doc_id: &str) -> Result<Option<i64>> {
        self.maybe("SELECT number FROM document WHERE doc_id = ?1", [doc_id], |row| row.get(0))
    }

    /// What is known of all documents, without their words, in the order of their ids; each after its file.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn abouts(&self) -> Result<Vec<(String, Document)>> {
        let rows: Vec<(String, String)> =
            self.all("SELECT file, about FROM document ORDER BY doc_id", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.into_iter().map(|(file, about)| Ok((file, self.parsed("a document", &about)?))).collect()
    }

    /// The rows of the documents that another reader has read.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_by_others(&self, reader: &str) -> Result<Vec<i64>> {
        self.all("SELECT number FROM coded WHERE reader <> ?1 ORDER BY number", [reader], |row| row.get(0))
    }

    /// Puts what was found in a document in the place of what was found before.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn recode<T: Serialize>(&self, number: i64, reader: &str, found: &T) -> Result<()> {
        self.run("UPDATE coded SET reader = ?2, found = ?3 WHERE number = ?1", params![number, reader, deflated(found)?])
    }
}

fn one<T: DeserializeOwned>(path: &Path, (number, about, text, found): Row) -> Result<Kept<T>> {
    let document = Document { text, ..parsed(path, "a document", &about)? };
    let mut plain = Vec::new();
    let read = ZlibDecoder::new(found.as_slice()).read_to_end(&mut plain);
    let damaged = |cause: &dyn std::error::Error| {
        Error::new(format!("what was found in `{}` cannot be read: {cause}", document.id)).in_file(path).hint(super::DOCTOR)
    };
    read.map_err(|cause| damaged(&cause))?;
    let found = serde_json::from_slice(&plain).map_err(|cause| damaged(&cause))?;
    Ok(Kept { number, document, found })
}

type Row = (i64, String, String, Vec<u8>);

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn deflated(value: &impl Serialize) -> Result<Vec<u8>> {
    let failed = |cause: std::io::Error| Error::new("could not be packed").caused_by(cause);
    let mut out = ZlibEncoder::new(Vec::new(), Compression::fast());
    out.write_all(json(value)?.as_bytes()).map_err(failed)?;
    out.finish().map_err(failed)
}
