//! How things stand: claims, positions and what does not fit, as pages and tables draw them. Made of the rest, and made anew
//! whenever that changes.

use super::{Store, json, parsed};
use crate::error::Result;
use crate::model::{Actor, Claim, Position, PropositionEntry};
use rayon::prelude::*;
use rusqlite::{ToSql, params};
use std::fmt::Write;

/// What stands in one document, for [`Store::stand_document`].
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The claims, in their order.
    pub claims: Vec<ClaimRow>,
    /// The decisions that are bound to its words.
    pub bindings: Vec<String>,
    /// Who has decided on which claim: the claim's id and the coder's name.
    pub coders: Vec<(String, String)>,
}

/// A claim, ready to be written.
#[derive(Debug, Clone)]
pub struct ClaimRow {
    claim: Claim,
    /// As the program reads it by itself: the probability that it is right, the holder and the proposition.
    as_read: Option<(f64, String, String)>,
    /// All of it but its quote and the steps of its derivation, as JSON.
    rest: String,
}

impl ClaimRow {
    /// Makes a claim ready. `read` is the same as the program reads it before anybody decides; none if it does not read it.
    ///
    /// # Errors
    /// Never: plain data can be written.
    pub fn of(claim: Claim, read: Option<&Claim>) -> Result<Self> {
        let as_read = read.map(|read| (read.confidence, read.holder.clone(), read.proposition_id.clone()));
        let mut rest = Claim { quote: String::new(), ..claim.clone() };
        rest.evidence.steps.clear();
        Ok(Self { rest: json(&rest)?, claim, as_read })
    }
}

/// The order in which claims are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// By document and place.
    #[default]
    Place,
    /// The least sure first: what is worth reviewing.
    Doubt,
}

/// Which claims are asked for; what is `None` or empty asks for all.
#[derive(Debug, Clone, Default)]
pub struct ClaimQuery {
    /// Of this holder.
    pub holder: Option<String>,
    /// On this proposition.
    pub proposition: Option<String>,
    /// In this document.
    pub doc_id: Option<String>,
    /// With this name of [`crate::model::Reviewed`].
    pub reviewed: Option<String>,
    /// In this order.
    pub order: Order,
    /// Leaving out so many.
    pub offset: usize,
    /// At most so many.
    pub limit: usize,
}

impl Store {
    /// Forgets how things stand, to make it anew: [`Store::stand_document`] for each document, then [`Store::stand_positions`] for each
    /// proposition, then [`Store::stand_rest`]. To be called within [`Store::together`].
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn clear(&self) -> Result<()> {
        // Row by row the index of the quotes would be taken down word by word.
        let all_at_once = "
            DROP TRIGGER standing_quote_out;
            DELETE FROM standing_claim;
            INSERT INTO standing_quote (standing_quote) VALUES ('delete-all');
            CREATE TRIGGER standing_quote_out AFTER DELETE ON standing_claim BEGIN
              INSERT INTO standing_quote (standing_quote, rowid, quote) VALUES ('delete', old.number, old.quote);
            END;";
        self.base.execute_batch(all_at_once).map_err(|cause| self.failed(cause))?;
        for table in ["proposition", "actor", "position", "binding", "coder", "conflict"] {
            self.run(&format!("DELETE FROM standing_{table}"), [])?;
        }
        Ok(())
    }

    /// Keeps what is of no document or proposition alone, and that things stand. A conflict is its document's row, its kind, and all of
    /// it as JSON.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn stand_rest(
        &self,
        propositions: &[PropositionEntry],
        actors: &[Actor],
        conflicts: &[(Option<i64>, String, String)],
    ) -> Result<()> {
        for (rank, one) in propositions.iter().enumerate() {
            let rank = i64::try_from(rank).unwrap_or(i64::MAX);
            self.run("INSERT OR REPLACE INTO standing_proposition VALUES (?1, ?2, ?3, ?4)", params![rank, one.id, one.topic, one.wording])?;
        }
        for one in actors {
            let kind = format!("{:?}", one.kind).to_lowercase();
            self.run("INSERT INTO standing_actor VALUES (?1, ?2, ?3, ?4)", params![one.id, one.name, kind, json(one)?])?;
        }
        self.put_conflicts(conflicts)?;
        self.set("standing", "fresh")
    }

    /// Says that documents or decisions have changed since things were made to stand.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn outdate(&self) -> Result<()> {
        self.set("standing", "stale")
    }

    /// Whether things stand as documents and decisions have them.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn is_fresh(&self) -> Result<bool> {
        Ok(self.setting("standing")?.as_deref() == Some("fresh"))
    }

    /// Keeps what stands in one document, of which nothing does so far.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn stand_document(&self, document: i64, standing: &Standing) -> Result<()> {
        for row in &standing.claims {
            self.put_claim(document, row)?;
        }
        for id in &standing.bindings {
            self.run("INSERT OR REPLACE INTO standing_binding VALUES (?1, ?2)", params![id, document])?;
        }
        for (claim, by) in &standing.coders {
            self.run("INSERT OR REPLACE INTO standing_coder VALUES (?1, ?2, ?3)", params![claim, by, document])?;
        }
        Ok(())
    }

    /// Makes anew what stands in one document.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn restand_document(&self, document: i64, standing: &Standing, conflicts: &[(Option<i64>, String, String)]) -> Result<()> {
        for table in ["claim", "binding", "coder", "conflict"] {
            self.run(&format!("DELETE FROM standing_{table} WHERE document = ?1"), [document])?;
        }
        self.stand_document(document, standing)?;
        self.put_conflicts(conflicts)
    }

    /// The ids of the propositions that claims are on, in their order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn claimed_propositions(&self) -> Result<Vec<String>> {
        self.all("SELECT DISTINCT proposition FROM standing_claim ORDER BY proposition", [], |row| row.get(0))
    }

    /// Makes the positions on one proposition anew.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn stand_positions(&self, proposition: &str, positions: &[Position]) -> Result<()> {
        self.run("DELETE FROM standing_position WHERE proposition = ?1", [proposition])?;
        self.put_positions(positions)
    }

    fn put_claim(&self, document: i64, ClaimRow { claim, as_read, rest }: &ClaimRow) -> Result<()> {
        self.run(
            "INSERT INTO standing_claim (claim_id, document, start, \"end\", holder, proposition, stance, strength, confidence,
             reviewed, date, quote, claim, as_read, read_holder, read_proposition)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            params![
                claim.claim_id,
                document,
                i64::try_from(claim.span.start).unwrap_or(i64::MAX),
                i64::try_from(claim.span.end).unwrap_or(i64::MAX),
                claim.holder,
                claim.proposition_id,
                claim.stance.name(),
                claim.strength,
                claim.confidence,
                claim.reviewed.name(),
                claim.date.map(|date| date.to_string()),
                claim.quote,
                rest,
                as_read.as_ref().map(|(confidence, _, _)| confidence),
                as_read.as_ref().map(|(_, holder, _)| holder),
                as_read.as_ref().map(|(_, _, proposition)| proposition),
            ],
        )
    }

    fn put_positions(&self, positions: &[Position]) -> Result<()> {
        for one in positions {
            self.run(
                "INSERT OR REPLACE INTO standing_position VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    one.proposition_id,
                    one.actor,
                    one.via.name(),
                    one.group.as_deref().unwrap_or(""),
                    one.stance.name(),
                    one.strength,
                    one.score,
                    i64::try_from(one.n_claims).unwrap_or(i64::MAX),
                    json(one)?,
                ],
            )?;
        }
        Ok(())
    }

    fn put_conflicts(&self, conflicts: &[(Option<i64>, String, String)]) -> Result<()> {
        for (document, kind, conflict) in conflicts {
            self.run("INSERT INTO standing_conflict (document, kind, conflict) VALUES (?1, ?2, ?3)", params![document, kind, conflict])?;
        }
        Ok(())
    }

    /// The claims that are asked for.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn claims(&self, query: &ClaimQuery) -> Result<Vec<Claim>> {
        let (conditions, values) = conditions(query);
        let order = match query.order {
            Order::Place => "standing_claim.document, start, standing_claim.number",
            Order::Doubt => "confidence, standing_claim.number",
        };
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let sql = format!(
            "SELECT quote, claim FROM standing_claim {conditions} ORDER BY {order} LIMIT {} OFFSET {}",
            number(query.limit),
            number(query.offset)
        );
        let values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let rows: Vec<(String, String)> = self.all(&sql, values.as_slice(), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let path = self.path();
        rows.into_par_iter().map(|(quote, claim)| Ok(Claim { quote, ..parsed(path, "a claim", &claim)? })).collect()
    }

    /// The claims that the program reads and that a coder has not decided on, the least sure first as the program has it: the row of
    /// each claim's document, and its id; and how many there are. Holder and proposition of the query are those that the program reads;
    /// `reviewed`, `order` and `offset` are not looked at.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn undecided_by(&self, coder: &str, query: &ClaimQuery) -> Result<(Vec<(i64, String)>, usize)> {
        let open = "FROM standing_claim WHERE as_read IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM standing_coder AS one WHERE one.claim_id = standing_claim.claim_id AND one.by = ?1)
             AND (?2 IS NULL OR read_holder = ?2) AND (?3 IS NULL OR read_proposition = ?3)
             AND (?4 IS NULL OR document = (SELECT number FROM document WHERE doc_id = ?4))";
        let values = params![coder, query.holder, query.proposition, query.doc_id];
        let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
        let sql = format!("SELECT document, claim_id {open} ORDER BY as_read, claim_id LIMIT {limit}");
        let rows = self.all(&sql, values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((rows, self.count(&format!("SELECT COUNT(*) {open}"), values)?))
    }

    /// How many claims there are of those asked for, without regard to `offset` and `limit`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn count_claims(&self, query: &ClaimQuery) -> Result<usize> {
        let (conditions, values) = conditions(query);
        let values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        self.count(&format!("SELECT COUNT(*) FROM standing_claim {conditions}"), values.as_slice())
    }

    /// The claim with an id, and the row of its document.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn claim(&self, id: &str) -> Result<Option<(i64, Claim)>> {
        let found: Option<(i64, String, String)> =
            self.maybe("SELECT document, quote, claim FROM standing_claim WHERE claim_id = ?1", [id], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        found.map(|(document, quote, claim)| Ok((document, Claim { quote, ..self.parsed("a claim", &claim)? }))).transpose()
    }

    /// The positions: all, those on a proposition, or those of an actor. In the order of proposition, actor and way.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn positions(&self, proposition: Option<&str>, actor: Option<&str>) -> Result<Vec<Position>> {
        let sql = "SELECT position FROM standing_position WHERE (?1 IS NULL OR proposition = ?1) AND (?2 IS NULL OR actor = ?2)";
        let sql = match (proposition, actor) {
            (Some(_), _) => sql.replace("(?1 IS NULL OR proposition = ?1)", "proposition = ?1"),
            (None, Some(_)) => sql.replace("(?2 IS NULL OR actor = ?2)", "actor = ?2"),
            (None, None) => sql.to_owned(),
        };
        let rows: Vec<String> = self.all(&sql, params![proposition, actor], |row| row.get(0))?;
        rows.iter().map(|position| self.parsed("a position", position)).collect()
    }

    /// The propositions, in codebook order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn propositions(&self) -> Result<Vec<PropositionEntry>> {
        self.all("SELECT id, topic, wording FROM standing_proposition ORDER BY rank", [], |row| {
            Ok(PropositionEntry { id: row.get(0)?, topic: row.get(1)?, wording: row.get(2)? })
        })
    }

    /// The actors, by id.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn actors(&self) -> Result<Vec<Actor>> {
        let rows: Vec<String> = self.all("SELECT about FROM standing_actor ORDER BY id", [], |row| row.get(0))?;
        rows.iter().map(|about| self.parsed("an actor", about)).collect()
    }

    /// What does not fit, each as JSON.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn conflicts(&self) -> Result<Vec<String>> {
        self.all("SELECT conflict FROM standing_conflict ORDER BY kind, number", [], |row| row.get(0))
    }
}

/// The condition of a query, with places for its values. Values only ever go in by their places.
fn conditions(query: &ClaimQuery) -> (String, Vec<String>) {
    let (mut sql, mut values) = (String::new(), Vec::new());
    let asked = [
        ("holder = ?", &query.holder),
        ("proposition = ?", &query.proposition),
        ("document = (SELECT number FROM document WHERE doc_id = ?)", &query.doc_id),
        ("reviewed = ?", &query.reviewed),
    ];
    for (condition, value) in asked {
        if let Some(value) = value {
            // Writing to a String cannot fail.
            let _ = write!(sql, "{} {condition}", if sql.is_empty() { "WHERE" } else { " AND" });
            values.push(value.clone());
        }
    }
    (sql, values)
}
