//! What pages ask for: sums, and the cells of a picture of all.

use super::Store;
use crate::error::Result;

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
