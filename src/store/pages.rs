//! What pages ask for: sums, and the cells of a picture of all.

use super::Store;
use crate::error::Result;
use crate::model::{Claim, Document};
use rusqlite::params;

/// One actor on one proposition, by one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// The proposition's id.
    pub proposition: String,
    /// The actor's id.
    pub actor: String,
    /// The name of the way the position reached us.
    pub via: String,
    /// The group it came through; empty if through none.
    pub group: String,
    /// The stance's name.
    pub stance: String,
    /// 1–5.
    pub strength: u8,
}

impl Stand {
    /// Whether the actor took it itself; a group, if it speaks as one.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.via != "group" || self.group == self.actor
    }
}

impl Store {
    /// Does several reads at one moment: what others write meanwhile is not seen. `work` must not write.
    ///
    /// # Errors
    /// If the database cannot be read. What `work` fails with is inside.
    pub fn at_one_moment<T>(&self, work: impl FnOnce(&Self) -> T) -> Result<T> {
        self.base.execute_batch("BEGIN").map_err(|cause| self.failed(cause))?;
        let done = work(self);
        self.base.execute_batch("ROLLBACK").map_err(|cause| self.failed(cause))?;
        Ok(done)
    }

    /// How many claims there are in each state of review, by the state's name.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn reviewed_counts(&self) -> Result<Vec<(String, usize)>> {
        self.counts("SELECT reviewed, COUNT(*) FROM standing_claim GROUP BY reviewed ORDER BY reviewed")
    }

    /// How many claims there are on each proposition, by its id.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn claim_counts(&self) -> Result<Vec<(String, usize)>> {
        self.counts("SELECT proposition, COUNT(*) FROM standing_claim GROUP BY proposition ORDER BY proposition")
    }

    /// How many conflicts there are of each kind.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn conflict_counts(&self) -> Result<Vec<(String, usize)>> {
        self.counts("SELECT kind, COUNT(*) FROM standing_conflict GROUP BY kind ORDER BY kind")
    }

    /// How many positions there are of each stance, own ones only.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn stance_counts(&self) -> Result<Vec<(String, usize)>> {
        self.counts(
            "SELECT stance, COUNT(*) FROM standing_position WHERE via <> 'group' OR \"group\" = actor GROUP BY stance ORDER BY stance",
        )
    }

    /// How many positions, decisions and documents there are, in this order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn sums(&self) -> Result<[usize; 3]> {
        let of = |table: &str| self.count(&format!("SELECT COUNT(*) FROM {table}"), []);
        Ok([of("standing_position")?, of("decision")?, of("document")?])
    }

    /// Every position, for a picture of all; by proposition, actor and way.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn stands(&self) -> Result<Vec<Stand>> {
        self.all("SELECT proposition, actor, via, \"group\", stance, strength FROM standing_position", [], |row| {
            Ok(Stand {
                proposition: row.get(0)?,
                actor: row.get(1)?,
                via: row.get(2)?,
                group: row.get(3)?,
                stance: row.get(4)?,
                strength: row.get(5)?,
            })
        })
    }

    /// So many documents from a place on, without their words, in the order of their ids; each after its file.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn some_abouts(&self, offset: usize, limit: usize) -> Result<Vec<(String, Document)>> {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let rows: Vec<(String, String)> = self.all(
            "SELECT file, about FROM document ORDER BY doc_id LIMIT ?1 OFFSET ?2",
            params![number(limit), number(offset)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        rows.into_iter().map(|(file, about)| Ok((file, self.parsed("a document", &about)?))).collect()
    }

    /// The documents that an actor spoke, without their words, the last first; of a group, those that were spoken for it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn abouts_of(&self, actor: &str, is_group: bool, limit: usize) -> Result<Vec<Document>> {
        let whose = if is_group { "actor = ?1 OR about ->> '$.meta.group' = ?1" } else { "actor = ?1" };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows: Vec<String> = self.all(
            &format!("SELECT about FROM document WHERE {whose} ORDER BY date DESC, doc_id LIMIT ?2"),
            params![actor, limit],
            |row| row.get(0),
        )?;
        rows.iter().map(|about| self.parsed("a document", about)).collect()
    }

    /// The years in which statements were made, each once, in their order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn years(&self) -> Result<Vec<u16>> {
        self.all("SELECT DISTINCT CAST(substr(date, 1, 4) AS INTEGER) FROM document WHERE date IS NOT NULL ORDER BY 1", [], |row| {
            row.get(0)
        })
    }

    /// At most so many claims that count, made in these years, by document and place.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn claims_of_years(&self, first: u16, last: u16, limit: usize) -> Result<Vec<Claim>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows: Vec<(String, String)> = self.all(
            "SELECT quote, claim FROM standing_claim WHERE CAST(substr(date, 1, 4) AS INTEGER) BETWEEN ?1 AND ?2 AND reviewed <> 'rejected'
             ORDER BY document, start, number LIMIT ?3",
            params![first, last, limit],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        rows.into_iter().map(|(quote, claim)| Ok(Claim { quote, ..self.parsed("a claim", &claim)? })).collect()
    }

    /// A word that changes whenever something is written to the database by anyone: what was made of it before is then old.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn state_of_things(&self) -> Result<String> {
        let [_, decisions, documents] = self.sums()?;
        let last = self.last_moment()?.unwrap_or_default();
        let claims = self.count("SELECT COALESCE(MAX(number), 0) FROM standing_claim", [])?;
        Ok(format!("{decisions} {documents} {claims} {last}"))
    }

    fn counts(&self, sql: &str) -> Result<Vec<(String, usize)>> {
        self.all(sql, [], |row| {
            let count: i64 = row.get(1)?;
            Ok((row.get(0)?, usize::try_from(count).unwrap_or(0)))
        })
    }
}
