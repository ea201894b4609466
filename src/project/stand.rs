//! What was read, and what was decided → how things stand. Documents are taken one batch after the other, so that no more than a batch
//! of them is in memory at a time.
//!
//! ```text
//! decisions ─Seeker→ what was decided on the words of each document
//! document by document: what was read ─what was decided→ claims ─┬→ the database; then proposition by proposition: positions
//!                                                                └→ a comparison
//! ```

use super::Project;
use crate::error::{Error, Result};
use crate::model::{Actor, Claim, Comparison, Document, Position, PropositionEntry, Reviewed};
use crate::pipeline::{Coded, Coder};
use crate::position;
use crate::review::{self, Applied, Conflict, ConflictKind, History, Placed, Seeker};
use crate::store::{ClaimQuery, ClaimRow, Kept, Standing};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// So many documents are taken at a time.
const BATCH: usize = 64;

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

/// All that was decided, and on which document's words.
struct Decided {
    history: History,
    /// By the document's id.
    placed: BTreeMap<String, Placed>,
    /// What was decided on words that are nowhere.
    gone: Vec<review::Ruling>,
}

/// A document as people left it: what was coded in it has no claims, they are in what was applied.
struct Left {
    number: i64,
    document: Document,
    coded: Coded,
    read: Vec<Claim>,
    applied: Applied,
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
        let decided = self.decided()?;
        let (mut documents, mut all) = (Vec::new(), Vec::new());
        let (mut rejected, mut conflicts) = (Vec::new(), decided.unfit());
        self.each_left(coder, &decided, &mut |left| {
            let Left { document, mut coded, applied, .. } = left;
            conflicts.extend(applied.conflicts);
            rejected.extend(applied.rejected);
            // Whom a decision is on is looked for in all; what is compared is what is asked for.
            if keep(&document) {
                coded.outcome.claims = applied.claims;
                documents.push(document);
                all.push(coded);
            }
            Ok(())
        })?;
        review::sort(&mut conflicts);
        let comparison = coder.combine(&documents, all, min_confidence);
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
        let this: &Self = self;
        this.store.together(|store| {
            let decided = this.decided()?;
            let taken_back = taken_back(&decided.history);
            store.clear()?;
            let mut seen = Seen::default();
            let mut conflicts = decided.unfit();
            let (mut numbers, none) = (BTreeMap::new(), Placed::default());
            this.each_left(coder, &decided, &mut |mut left| {
                seen.add(coder, &left);
                conflicts.append(&mut left.applied.conflicts);
                numbers.insert(left.document.id.clone(), left.number);
                let placed = decided.placed.get(&left.document.id).unwrap_or(&none);
                store.stand_document(left.number, &left.standing(placed, &taken_back)?)
            })?;
            for proposition in store.claimed_propositions()? {
                let positions = this.stand_positions(coder, &proposition)?;
                seen.actors.extend(positions.into_iter().map(|one| one.actor));
            }
            review::sort(&mut conflicts);
            let conflicts: Vec<_> = conflicts.iter().map(|one| written(one, &numbers)).collect::<Result<_>>()?;
            store.stand_rest(&seen.propositions(coder, &decided.history), &seen.actors(coder), &conflicts)
        })
    }

    /// Makes anew how things stand in one document, and on the propositions it takes up or took up. `history` is of the decisions on
    /// its words, and of those on none. To be called within a transaction.
    pub(super) fn stand_document(&self, coder: &Coder, number: i64, history: &History) -> Result<()> {
        let Some(kept) = self.store.kept_one::<Coded>(number)? else { return Ok(()) };
        let placed = Placed::of(history);
        let left = left(coder, history, kept, &placed);
        // As the database keeps them: only then can it be seen which have changed, and most have not.
        let mut now: Vec<Claim> = left.applied.claims.iter().chain(&left.applied.rejected).cloned().collect();
        for claim in &mut now {
            claim.evidence.steps.clear();
        }
        let query = ClaimQuery { doc_id: Some(left.document.id.clone()), limit: usize::MAX, ..ClaimQuery::default() };
        let before = self.store.claims(&query)?;
        let changed = before.iter().filter(|claim| !now.contains(claim)).chain(now.iter().filter(|claim| !before.contains(claim)));
        let touched: BTreeSet<String> = changed.map(|claim| claim.proposition_id.clone()).collect();
        let numbers = BTreeMap::from([(left.document.id.clone(), number)]);
        let conflicts: Vec<_> = left.applied.conflicts.iter().map(|one| written(one, &numbers)).collect::<Result<_>>()?;
        let standing = left.standing(&placed, &taken_back(history))?;
        self.store.restand_document(number, &standing, &conflicts)?;
        for proposition in &touched {
            self.stand_positions(coder, proposition)?;
        }
        Ok(())
    }

    /// Makes the positions on a proposition anew, and tells them.
    fn stand_positions(&self, coder: &Coder, proposition: &str) -> Result<Vec<Position>> {
        let query = ClaimQuery { proposition: Some(proposition.to_owned()), limit: usize::MAX, ..ClaimQuery::default() };
        let mut claims = self.store.claims(&query)?;
        claims.retain(|claim| claim.reviewed != Reviewed::Rejected);
        let members = |group: &str, date| coder.actors.members(group, date).into_iter().map(str::to_owned).collect();
        let positions: Vec<Position> = position::positions(&claims, &members, &[proposition.to_owned()]);
        self.store.stand_positions(proposition, &positions)?;
        Ok(positions)
    }

    /// All that was decided, and in which document the words of each decision are now.
    fn decided(&self) -> Result<Decided> {
        let history = self.history()?;
        let mut seeker = Seeker::of(&history);
        if !seeker.is_empty() {
            self.each_batch(&mut |batch| {
                let clues: Vec<_> = batch.par_iter().map(|one| seeker.clues(&one.document, &one.found.outcome.claims)).collect();
                batch.iter().zip(clues).for_each(|(one, clues)| seeker.take(&one.document.id, clues));
                Ok(())
            })?;
            let own: Vec<String> = seeker.own_documents().into_iter().map(str::to_owned).collect();
            for id in own {
                if let Some(number) = self.store.number_of(&id)?
                    && let Some(kept) = self.store.kept_one::<Coded>(number)?
                {
                    seeker.look_in_own(&kept.document);
                }
            }
            if seeker.is_open() {
                self.each_batch(&mut |batch| {
                    for one in &batch {
                        seeker.look_in_any(&one.document);
                    }
                    Ok(())
                })?;
            }
        }
        let (placed, gone) = seeker.homes();
        Ok(Decided { history, placed, gone })
    }

    /// Calls `take` with each document as people left it, in the order of their ids.
    fn each_left(&self, coder: &Coder, decided: &Decided, take: &mut dyn FnMut(Left) -> Result<()>) -> Result<()> {
        let none = Placed::default();
        self.each_batch(&mut |batch| {
            let all: Vec<Left> = batch
                .into_par_iter()
                .map(|kept| {
                    let placed = decided.placed.get(&kept.document.id).unwrap_or(&none);
                    left(coder, &decided.history, kept, placed)
                })
                .collect();
            all.into_iter().try_for_each(&mut *take)
        })
    }

    /// Calls `take` with the documents, so many at a time, in the order of their ids.
    fn each_batch(&self, take: &mut dyn FnMut(Vec<Kept<Coded>>) -> Result<()>) -> Result<()> {
        let mut last = String::new();
        loop {
            let batch: Vec<Kept<Coded>> = self.store.kept_after(&last, BATCH)?;
            let Some(end) = batch.last() else { return Ok(()) };
            last.clone_from(&end.document.id);
            take(batch)?;
        }
    }
}

impl Decided {
    /// What was decided on words that are nowhere now.
    fn unfit(&self) -> Vec<Conflict> {
        self.gone.iter().map(|ruling| Conflict::of(ConflictKind::WordsGone, ruling, None)).collect()
    }
}

impl Left {
    /// As the database keeps it. What was found wrong is kept in sight, so that it can be found right again.
    fn standing(&self, placed: &Placed, taken_back: &BTreeMap<String, Vec<String>>) -> Result<Standing> {
        let read: BTreeMap<&str, &Claim> = self.read.iter().map(|claim| (claim.claim_id.as_str(), claim)).collect();
        let row = |claim: &Claim| ClaimRow::of(claim.clone(), read.get(claim.claim_id.as_str()).copied());
        let claims = self.applied.claims.par_iter().chain(&self.applied.rejected).map(row).collect::<Result<_>>()?;
        // An undo is where what it takes back is.
        let bindings =
            placed.decisions.iter().flat_map(|id| std::iter::once(id).chain(taken_back.get(id).into_iter().flatten())).cloned().collect();
        Ok(Standing { claims, bindings, coders: self.applied.coders.clone() })
    }
}

/// A document as people left it.
fn left(coder: &Coder, history: &History, kept: Kept<Coded>, placed: &Placed) -> Left {
    let Kept { number, document, found: mut coded } = kept;
    let read = std::mem::take(&mut coded.outcome.claims);
    let mut applied = review::apply_found(history, &placed.found, std::slice::from_ref(&document), &read, &|id| entry(coder, id));
    applied.claims.sort_by(|a, b| (a.span, &a.proposition_id, &a.holder).cmp(&(b.span, &b.proposition_id, &b.holder)));
    Left { number, document, coded, read, applied }
}

/// What is named in the documents.
#[derive(Default)]
struct Seen {
    actors: BTreeSet<String>,
    /// Propositions that the codebook does not list: targets made from the words of claims.
    made: BTreeMap<String, PropositionEntry>,
}

impl Seen {
    fn add(&mut self, coder: &Coder, left: &Left) {
        let outcome = &left.coded.outcome;
        let aligned = outcome.alignments.iter().flat_map(|one| [&one.actor, &one.with]);
        let criticised = left.coded.criticisms.iter().flat_map(|one| [&one.from, &one.to]);
        let speaker = left.document.meta.group.as_ref().unwrap_or(&left.document.actor);
        let spoke = (!left.document.actor.is_empty()).then_some(speaker);
        for id in left.applied.claims.iter().map(|claim| &claim.holder).chain(aligned).chain(criticised).chain(spoke) {
            if !self.actors.contains(id) {
                self.actors.insert(id.clone());
            }
        }
        for claim in left.applied.claims.iter().filter(|claim| coder.codebook.proposition(&claim.proposition_id).is_none()) {
            let entry =
                PropositionEntry { id: claim.proposition_id.clone(), topic: claim.topic.clone(), wording: claim.proposition.clone() };
            self.made.insert(entry.id.clone(), entry);
        }
    }

    /// The codebook's propositions, those that claims brought, and those that people made.
    fn propositions(&self, coder: &Coder, history: &History) -> Vec<PropositionEntry> {
        let mut all: Vec<PropositionEntry> = coder.codebook.propositions.iter().map(|one| entry(coder, &one.id)).collect();
        all.extend(self.made.values().cloned());
        for made in history.made(&|id| entry(coder, id)) {
            if !all.iter().any(|one| one.id == made.id) {
                all.push(made);
            }
        }
        all
    }

    fn actors(&self, coder: &Coder) -> Vec<Actor> {
        self.actors.iter().filter_map(|id| coder.actors.get(id).cloned()).collect()
    }
}

/// The proposition with an id: of the codebook, or by its id alone.
pub(super) fn entry(coder: &Coder, id: &str) -> PropositionEntry {
    coder.codebook.proposition(id).map_or_else(
        || PropositionEntry { id: id.to_owned(), topic: String::new(), wording: id.to_owned() },
        |one| PropositionEntry { id: one.id.clone(), topic: one.topic.clone(), wording: one.wording.clone() },
    )
}

/// The decisions that take others back or bring them again, by the id of what they are about.
fn taken_back(history: &History) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in history.all() {
        if let Some(of) = review::taken_back(one) {
            all.entry(of.to_owned()).or_default().push(one.id.clone());
        }
    }
    all
}

fn written(conflict: &Conflict, numbers: &BTreeMap<String, i64>) -> Result<(Option<i64>, String, String)> {
    let text = serde_json::to_string(conflict).map_err(|cause| Error::new("a conflict could not be written").caused_by(cause))?;
    Ok((numbers.get(&conflict.doc_id).copied(), conflict.kind.name().to_owned(), text))
}
