//! What was read, and what was decided → how things stand.

use super::Project;
use crate::error::Result;
use crate::model::{Claim, Comparison, Decision, Document, Position, PropositionEntry};
use crate::pipeline::{Coded, Coder};
use crate::position;
use crate::review::{self, Applied, Conflict, History};
use crate::store::{ClaimQuery, Kept, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// A project's statements, compared as people left them.
#[derive(Debug)]
pub struct Stood {
    /// What they say together.
    pub comparison: Comparison,
    /// The statements, with their words.
    pub documents: Vec<Document>,
    /// What does not fit.
    pub conflicts: Vec<Conflict>,
    /// The claims that were found wrong.
    pub rejected: Vec<Claim>,
}

impl Project {
    /// All that was decided.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn history(&self) -> Result<History> {
        Ok(History::of(self.store.decisions()?))
    }

    /// Compares those of the statements that `keep` keeps, as people left their claims; claims of at least this confidence (0–1).
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare(&self, coder: &Coder, min_confidence: f64, keep: &dyn Fn(&Document) -> bool) -> Result<Stood> {
        let kept: Vec<Kept<Coded>> = self.store.kept()?;
        let history = self.history()?;
        let (documents, mut coded): (Vec<Document>, Vec<Coded>) = kept.into_iter().map(|one| (one.document, one.found)).unzip();
        // Whom a decision is on is looked for in all; what is compared is what is asked for.
        let Applied { claims, rejected, conflicts } = reviewed(coder, &history, &documents, &mut coded);
        let (documents, mut coded): (Vec<Document>, Vec<Coded>) = documents.into_iter().zip(coded).filter(|(one, _)| keep(one)).unzip();
        let asked: BTreeSet<&str> = documents.iter().map(|document| document.id.as_str()).collect();
        if let Some(first) = coded.first_mut() {
            first.outcome.claims = claims.into_iter().filter(|claim| asked.contains(claim.doc_id.as_str())).collect();
        }
        let comparison = coder.combine(&documents, coded, min_confidence);
        Ok(Stood { comparison, documents, conflicts, rejected })
    }

    /// Makes anew how things stand, if documents or decisions have changed since that was done.
    ///
    /// # Errors
    /// If the database cannot be read or written.
    pub fn refresh(&mut self, coder: &Coder) -> Result<()> {
        if self.store.is_fresh()? { Ok(()) } else { self.stand(coder) }
    }

    /// Makes anew how things stand.
    ///
    /// # Errors
    /// If the database cannot be read or written.
    pub fn stand(&mut self, coder: &Coder) -> Result<()> {
        let kept: Vec<Kept<Coded>> = self.store.kept()?;
        let history = self.history()?;
        let numbers: BTreeMap<String, i64> = kept.iter().map(|one| (one.document.id.clone(), one.number)).collect();
        let (documents, mut coded): (Vec<Document>, Vec<Coded>) = kept.into_iter().map(|one| (one.document, one.found)).unzip();
        let Applied { claims, rejected, conflicts } = reviewed(coder, &history, &documents, &mut coded);
        if let Some(first) = coded.first_mut() {
            first.outcome.claims = claims;
        }
        let comparison = coder.combine(&documents, coded, 0.0);
        let bindings = bindings(&history, &documents, &numbers);
        let mut propositions = comparison.propositions;
        for made in history.made(&|id| entry(coder, id)) {
            if !propositions.iter().any(|one| one.id == made.id) {
                propositions.push(made);
            }
        }
        let with_row = |claim: Claim| numbers.get(&claim.doc_id).map(|number| (*number, claim));
        let standing = Standing {
            propositions,
            actors: comparison.actors.into_values().collect(),
            // What was found wrong is kept in sight, so that it can be found right again.
            claims: comparison.claims.into_iter().chain(rejected).filter_map(with_row).collect(),
            positions: comparison.positions,
            bindings,
            conflicts: conflicts.iter().map(|one| written(one, &numbers)).collect::<Result<_>>()?,
        };
        self.store.together(|store| store.stand(&standing))
    }

    /// Makes anew how things stand in one document, and on the propositions it takes up or took up. To be called within a
    /// transaction.
    pub(super) fn stand_document(&self, coder: &Coder, number: i64, history: &History) -> Result<()> {
        let Some(Kept { document, found, .. }) = self.store.kept_one::<Coded>(number)? else { return Ok(()) };
        let documents = [document];
        let mut coded = vec![found];
        let Applied { claims, rejected, conflicts } = reviewed(coder, history, &documents, &mut coded);
        let mut standing: Vec<Claim> = claims.into_iter().chain(rejected).collect();
        // As the database keeps them: only then can it be seen which have changed, and most have not.
        for claim in &mut standing {
            claim.evidence.steps.clear();
        }
        let query = ClaimQuery { doc_id: Some(documents[0].id.clone()), limit: usize::MAX, ..ClaimQuery::default() };
        let before = self.store.claims(&query)?;
        let changed =
            before.iter().filter(|claim| !standing.contains(claim)).chain(standing.iter().filter(|claim| !before.contains(claim)));
        let touched: BTreeSet<String> = changed.map(|claim| claim.proposition_id.clone()).collect();
        let numbers = BTreeMap::from([(documents[0].id.clone(), number)]);
        let ids: Vec<String> = bindings(history, &documents, &numbers).into_iter().map(|(id, _)| id).collect();
        let conflicts: Vec<_> = conflicts.iter().map(|one| written(one, &numbers)).collect::<Result<_>>()?;
        self.store.stand_document(number, &standing, &ids, &conflicts)?;
        for proposition in &touched {
            self.stand_positions(coder, proposition)?;
        }
        Ok(())
    }

    fn stand_positions(&self, coder: &Coder, proposition: &str) -> Result<()> {
        let query = ClaimQuery { proposition: Some(proposition.to_owned()), limit: usize::MAX, ..ClaimQuery::default() };
        let mut claims = self.store.claims(&query)?;
        claims.retain(|claim| claim.reviewed != crate::model::Reviewed::Rejected);
        let members = |group: &str, date| coder.actors.members(group, date).into_iter().map(str::to_owned).collect();
        let positions: Vec<Position> = position::positions(&claims, &members, &[proposition.to_owned()]);
        self.store.stand_positions(proposition, &positions)
    }
}

/// The proposition with an id: of the codebook, or by its id alone.
pub(super) fn entry(coder: &Coder, id: &str) -> PropositionEntry {
    coder.codebook.proposition(id).map_or_else(
        || PropositionEntry { id: id.to_owned(), topic: String::new(), wording: id.to_owned() },
        |one| PropositionEntry { id: one.id.clone(), topic: one.topic.clone(), wording: one.wording.clone() },
    )
}

/// Takes the claims out of what was coded, and applies what was decided.
fn reviewed(coder: &Coder, history: &History, documents: &[Document], coded: &mut [Coded]) -> Applied {
    let claims: Vec<Claim> = coded.iter_mut().flat_map(|one| std::mem::take(&mut one.outcome.claims)).collect();
    review::apply(history, documents, &claims, &|id| entry(coder, id))
}

/// Each decision on words, with the row of the document that has them.
fn bindings(history: &History, documents: &[Document], numbers: &BTreeMap<String, i64>) -> Vec<(String, i64)> {
    let mut found = Vec::new();
    for decision in history.all() {
        if let Some(document) = review::home(decision, documents)
            && let Some(number) = numbers.get(document)
        {
            found.push((decision.id.clone(), *number));
        }
    }
    // An undo is where what it takes back is.
    let of: BTreeMap<&str, i64> = found.iter().map(|(id, number)| (id.as_str(), *number)).collect();
    let more: Vec<(String, i64)> = history
        .all()
        .iter()
        .filter_map(|one: &Decision| review::taken_back(one).and_then(|id| of.get(id)).map(|number| (one.id.clone(), *number)))
        .collect();
    found.extend(more);
    found
}

fn written(conflict: &Conflict, numbers: &BTreeMap<String, i64>) -> Result<(Option<i64>, String, String)> {
    let text =
        serde_json::to_string(conflict).map_err(|cause| crate::error::Error::new("a conflict could not be written").caused_by(cause))?;
    Ok((numbers.get(&conflict.doc_id).copied(), conflict.kind.name().to_owned(), text))
}
