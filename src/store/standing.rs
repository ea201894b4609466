//! How things stand: claims, positions and what does not fit, as pages and tables draw them. Made of the rest, and made anew
//! whenever that changes.

use super::{Store, json};
use crate::error::Result;
use crate::model::{Actor, Claim, Position, PropositionEntry};
use rusqlite::{ToSql, params};
use std::fmt::Write;

/// All of it, for [`Store::stand`].
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The propositions, in codebook order.
    pub propositions: Vec<PropositionEntry>,
    /// The actors.
    pub actors: Vec<Actor>,
    /// The claims, each with its document's row.
    pub claims: Vec<(i64, Claim)>,
    /// The positions.
    pub positions: Vec<Position>,
    /// Each decision that is bound to words, with the row of their document.
    pub bindings: Vec<(String, i64)>,
    /// What does not fit: the document's row, its kind, and all of it as JSON.
    pub conflicts: Vec<(Option<i64>, String, String)>,
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
    /// Makes how things stand anew. To be called within [`Store::together`].
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn stand(&self, standing: &Standing) -> Result<()> {
        for table in ["proposition", "actor", "claim", "position", "binding", "conflict"] {
            self.run(&format!("DELETE FROM standing_{table}"), [])?;
        }
        for (rank, one) in standing.propositions.iter().enumerate() {
            let rank = i64::try_from(rank).unwrap_or(i64::MAX);
            self.run("INSERT OR REPLACE INTO standing_proposition VALUES (?1, ?2, ?3, ?4)", params![rank, one.id, one.topic, one.wording])?;
        }
        for one in &standing.actors {
            let about = json(one)?;
            let kind = format!("{:?}", one.kind).to_lowercase();
            self.run("INSERT INTO standing_actor VALUES (?1, ?2, ?3, ?4)", params![one.id, one.name, kind, about])?;
        }
        self.put_claims(&standing.claims)?;
        self.put_positions(&standing.positions)?;
        self.bind(&standing.bindings)?;
        self.put_conflicts(&standing.conflicts)?;
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

    /// Makes the claims, the bindings and the conflicts of one document anew.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn stand_document(
        &self,
        document: i64,
        claims: &[Claim],
        bindings: &[String],
        conflicts: &[(Option<i64>, String, String)],
    ) -> Result<()> {
        for table in ["claim", "binding", "conflict"] {
            self.run(&format!("DELETE FROM standing_{table} WHERE document = ?1"), [document])?;
        }
        let claims: Vec<(i64, Claim)> = claims.iter().map(|claim| (document, claim.clone())).collect();
        self.put_claims(&claims)?;
        let bindings: Vec<(String, i64)> = bindings.iter().map(|id| (id.clone(), document)).collect();
        self.bind(&bindings)?;
        self.put_conflicts(conflicts)
    }

    /// Makes the positions on one proposition anew.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn stand_positions(&self, proposition: &str, positions: &[Position]) -> Result<()> {
        self.run("DELETE FROM standing_position WHERE proposition = ?1", [proposition])?;
        self.put_positions(positions)
    }

    fn put_claims(&self, claims: &[(i64, Claim)]) -> Result<()> {
        for (document, claim) in claims {
            let mut rest = Claim { quote: String::new(), ..claim.clone() };
            rest.evidence.steps.clear();
            self.run(
                "INSERT INTO standing_claim (claim_id, document, start, \"end\", holder, proposition, stance, strength, confidence,
                 reviewed, date, quote, claim) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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
                    json(&rest)?,
                ],
            )?;
        }
        Ok(())
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

    fn bind(&self, bindings: &[(String, i64)]) -> Result<()> {
        for (decision, document) in bindings {
            self.run("INSERT OR REPLACE INTO standing_binding VALUES (?1, ?2)", params![decision, document])?;
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
        rows.into_iter().map(|(quote, claim)| Ok(Claim { quote, ..self.parsed("a claim", &claim)? })).collect()
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
