//! What people decided → phrases and cues that the codebook could have, with the words they rest on and their measured effect.
//! Nothing is changed: a person takes them over, or does not.
//!
//! ```text
//! claims that were missed, claims that were wrong ─bags of stems→ phrases, exceptions ─the codebook with them→ what it would read
//!                                                                 └─ of some documents, tried on the others: precision, recall
//! claims whose stance was corrected ─words around the mention→ cues ─────────── the same
//! ```

mod cues;
mod grams;
mod phrases;

pub use cues::{CueProposal, written_cues};
pub use phrases::{Lesson, Proposal, written};

use super::{Project, stand};
use crate::discover::stems;
use crate::error::Result;
use crate::model::{Claim, Document, Sentence};
use crate::pipeline::{Coded, Coder};
use crate::review;
use crate::segment;
use crate::store::Kept;
use phrases::{Judged, judged, proposals, proposals_of};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The documents are parted into so many for cross-validation.
const FOLDS: usize = 5;

/// At most so many phrases, and so many exceptions, a proposition.
const MOST: usize = 4;

/// Of the quotes that a bag is in and that were decided on, at least this share must speak for it.
const PRECISION: f64 = 0.75;

/// For each quote that speaks for a bag, at most so many sentences that nobody decided on may hold it.
const UNDECIDED: usize = 10;

/// How a codebook reads what was decided on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effect {
    /// Claims that are right and that it finds.
    pub right: usize,
    /// Claims that are wrong and that it makes.
    pub wrong: usize,
    /// Claims that are right and that it misses.
    pub missed: usize,
}

impl Effect {
    /// right / (right + wrong); none if it finds nothing.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        (self.right + self.wrong > 0).then(|| self.right as f64 / (self.right + self.wrong) as f64)
    }

    /// right / (right + missed); none if there is nothing to find.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        (self.right + self.missed > 0).then(|| self.right as f64 / (self.right + self.missed) as f64)
    }

    fn add(&mut self, is_claim: bool, is_found: bool) {
        match (is_claim, is_found) {
            (true, true) => self.right += 1,
            (true, false) => self.missed += 1,
            (false, true) => self.wrong += 1,
            (false, false) => {}
        }
    }
}

/// What was learned.
#[derive(Debug, Clone, Default)]
pub struct Lessons {
    /// The phrases, in the order of the propositions.
    pub proposals: Vec<Proposal>,
    /// By proposition, on claims that were decided on: the codebook as it is, and with phrases that were made from other documents
    /// than those it is tried on.
    pub effects: BTreeMap<String, (Effect, Effect)>,
    /// The cues, in the order of the stances.
    pub cues: Vec<CueProposal>,
    /// By stance, on claims that were decided on: the codebook as it is, and with cues that were made from other documents than those
    /// it is tried on.
    pub stances: BTreeMap<&'static str, (Effect, Effect)>,
}

/// A sentence of a document.
struct Said {
    document: usize,
    stems: BTreeSet<String>,
    /// Its words in their folded form, with a space on each side of each.
    folded: String,
    /// Whether somebody decided on a claim in it.
    is_decided: bool,
}

impl Project {
    /// Learns from what was decided. A phrase or a cue must be spoken for by at least `least` quotes. `build` makes a coder of the
    /// project's codebook and more of its TOML.
    ///
    /// # Errors
    /// If the database cannot be read, or a phrase or a cue that was made is none.
    pub fn learn(&self, coder: &Coder, least: usize, build: &(dyn Fn(&str) -> Result<Coder> + Sync)) -> Result<Lessons> {
        let kept: Vec<Kept<Coded>> = self.store.kept()?;
        let (documents, coded): (Vec<Document>, Vec<Coded>) = kept.into_iter().map(|one| (one.document, one.found)).unzip();
        let read: Vec<Claim> = coded.into_iter().flat_map(|one| one.outcome.claims).collect();
        let history = self.history()?;
        let applied = review::apply(&history, &documents, &read, &|id| stand::entry(coder, id));
        let judged = judged(&documents, &read, applied.claims.iter().chain(&applied.rejected));
        let said = said(&documents, &judged);
        let proposals = proposals(&judged.iter().collect::<Vec<_>>(), &said, least);
        let taught: BTreeSet<&str> = proposals.iter().map(|one| one.proposition.as_str()).collect();
        let mut lessons = Lessons::default();
        for fold in 0..FOLDS {
            let is_held = |document: usize| document % FOLDS == fold;
            let train: Vec<&Judged> = judged.iter().filter(|one| !is_held(one.document)).collect();
            let held: Vec<&Judged> =
                judged.iter().filter(|one| is_held(one.document) && taught.contains(one.proposition.as_str())).collect();
            if held.is_empty() {
                continue;
            }
            let seen: Vec<&Said> = said.iter().filter(|one| !is_held(one.document)).collect();
            let made = proposals_of(&train, &seen, least);
            let other = if made.is_empty() { None } else { Some(build(&written(&made))?) };
            let needed: BTreeSet<usize> = held.iter().map(|one| one.document).collect();
            let found: BTreeMap<usize, Vec<Claim>> =
                needed.into_par_iter().map(|at| (at, other.as_ref().unwrap_or(coder).code(&documents[at]).claims)).collect();
            for one in held {
                let is_read =
                    |claim: &Claim| claim.proposition_id == one.proposition && claim.holder == one.holder && claim.span.overlaps(one.span);
                let (before, after) = lessons.effects.entry(one.proposition.clone()).or_default();
                before.add(one.is_claim, one.is_found);
                after.add(one.is_claim, found.get(&one.document).is_some_and(|claims| claims.iter().any(is_read)));
            }
        }
        lessons.proposals = proposals;
        let standing = applied.claims.iter().chain(&applied.rejected);
        (lessons.cues, lessons.stances) = learn_cues(&cues::cases(coder, &documents, &history, standing), &said, &documents, least, build)?;
        Ok(lessons)
    }
}

/// The cues that decided claims speak for, and what cues made so do to the stances that are read.
fn learn_cues(
    cases: &[cues::Case],
    said: &[Said],
    documents: &[Document],
    least: usize,
    build: &cues::Build<'_>,
) -> Result<(Vec<CueProposal>, cues::Stances)> {
    let made = |is_held: &dyn Fn(usize) -> bool| {
        let train: Vec<&cues::Case> = cases.iter().filter(|one| !is_held(one.document)).collect();
        let seen: Vec<&Said> = said.iter().filter(|one| !is_held(one.document)).collect();
        cues::proposals(&train, &seen, documents, least, build)
    };
    let found = made(&|_| false)?;
    if found.is_empty() {
        return Ok((found, cues::Stances::new()));
    }
    let other = |is_held: &dyn Fn(usize) -> bool| {
        let made = made(is_held)?;
        if made.is_empty() { Ok(None) } else { build(&written_cues(&made)).map(Some) }
    };
    let stances = cues::effects(cases, documents, FOLDS, &other)?;
    Ok((found, stances))
}

/// The sentences of the documents.
fn said(documents: &[Document], judged: &[Judged]) -> Vec<Said> {
    let mut decided: BTreeMap<usize, Vec<crate::text::Span>> = BTreeMap::new();
    for one in judged {
        decided.entry(one.document).or_default().push(one.span);
    }
    documents
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, document)| {
            let sentences = segment::segment(document);
            let in_it = decided.get(&at).cloned().unwrap_or_default();
            let said = |sentence: &Sentence| Said {
                document: at,
                stems: stems(sentence.span.of(&document.text)).into_iter().collect(),
                folded: sentence.words.clone().fold(" ".to_owned(), |all, word| all + sentences.words.word(word) + " "),
                is_decided: in_it.iter().any(|one| one.overlaps(sentence.span)),
            };
            sentences.list.iter().map(said).collect::<Vec<_>>()
        })
        .collect()
}
