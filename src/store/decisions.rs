//! The history of the review, and who takes part in it.

use super::{Store, json};
use crate::error::Result;
use crate::model::Decision;
use rusqlite::params;

/// One who takes part in a review.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CoderEntry {
    /// The name.
    pub name: String,
    /// Whether this person's decisions settle what others differ on.
    pub settles: bool,
    /// How many decisions are this person's.
    pub decisions: usize,
}

impl Store {
    /// Adds decisions. One that is there already stays as it is. How many were new.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn decide(&self, decisions: &[Decision]) -> Result<usize> {
        let mut new = 0;
        for one in decisions {
            self.run("INSERT INTO coder (name, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING", [&one.by, &one.at])?;
            self.run(
                "INSERT INTO decision (id, at, by, event) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO NOTHING",
                params![one.id, one.at, one.by, json(one)?],
            )?;
            new += usize::try_from(self.base.changes()).unwrap_or(0);
        }
        Ok(new)
    }

    /// All decisions, in the order in which they were added.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        let rows: Vec<String> = self.all("SELECT event FROM decision ORDER BY number", [], |row| row.get(0))?;
        rows.iter().map(|event| self.parsed("a decision", event)).collect()
    }

    /// Those on the words of a document, as they are bound now.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn decisions_on(&self, document: i64) -> Result<Vec<Decision>> {
        let rows: Vec<String> = self.all(
            "SELECT event FROM decision JOIN standing_binding ON decision = id WHERE document = ?1 ORDER BY number",
            [document],
            |row| row.get(0),
        )?;
        rows.iter().map(|event| self.parsed("a decision", event)).collect()
    }

    /// Those on no words at all: merges and splits of propositions, and what took them back.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn decisions_without_words(&self) -> Result<Vec<Decision>> {
        let rows: Vec<String> = self.all(
            "SELECT event FROM decision WHERE event ->> 'act' IN ('merge', 'split', 'undo', 'redo') ORDER BY number",
            [],
            |row| row.get(0),
        )?;
        rows.iter().map(|event| self.parsed("a decision", event)).collect()
    }

    /// The row of the document that has a decision's words now.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn bound(&self, decision: &str) -> Result<Option<i64>> {
        self.maybe("SELECT document FROM standing_binding WHERE decision = ?1", [decision], |row| row.get(0))
    }

    /// When the last decision was made.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn last_moment(&self) -> Result<Option<String>> {
        self.maybe("SELECT MAX(at) FROM decision", [], |row| row.get(0)).map(Option::flatten)
    }

    /// Says whose decisions settle what others differ on.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn appoint(&self, name: &str, settles: bool, at: &str) -> Result<()> {
        self.run(
            "INSERT INTO coder VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET settles = excluded.settles",
            params![name, settles, at],
        )
    }

    /// Who takes part, by name.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn coders(&self) -> Result<Vec<CoderEntry>> {
        self.all("SELECT name, settles, (SELECT COUNT(*) FROM decision WHERE by = name) FROM coder ORDER BY name", [], |row| {
            let decisions: i64 = row.get(2)?;
            Ok(CoderEntry { name: row.get(0)?, settles: row.get(1)?, decisions: usize::try_from(decisions).unwrap_or(0) })
        })
    }
}
