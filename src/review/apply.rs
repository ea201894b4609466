//! Claims as the program read them, and what was decided → claims as they now stand, and what does not fit.

use super::bind::{Bound, Index, reading};
use super::history::History;
use super::ruling::{Ruling, rulings};
use crate::model::{Claim, ClaimReading, Document, Evidence, Modality, PropositionEntry, Reviewed, Via};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// How a decision does not fit what was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictKind {
    /// Coders differ, and nobody has settled it.
    Disputed,
    /// The program now reads the words otherwise than when they were decided on. The decision holds.
    ReadOtherwise,
    /// The program no longer finds the claim in the words. The decision holds: the claim stands as it was decided.
    NoLongerRead,
    /// The words are in no document of the project. The decision waits.
    WordsGone,
    /// The words stand in several places that nothing tells apart. The decision is taken to be on the first.
    Several,
}

impl ConflictKind {
    /// The name, as tables print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::ReadOtherwise => "read-otherwise",
            Self::NoLongerRead => "no-longer-read",
            Self::WordsGone => "words-gone",
            Self::Several => "several",
        }
    }
}

/// A decision that does not fit what was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// How.
    pub kind: ConflictKind,
    /// The last of the decisions.
    pub decision: String,
    /// Who decided.
    pub by: Vec<String>,
    /// The words.
    pub quote: String,
    /// The document they are in, or were in.
    pub doc_id: String,
    /// What was read when it was decided on.
    pub was: ClaimReading,
    /// What is read now, if anything is.
    pub now: Option<ClaimReading>,
}

impl Conflict {
    /// How what was decided does not fit what is read now.
    #[must_use]
    pub fn of(kind: ConflictKind, ruling: &Ruling, now: Option<&Claim>) -> Self {
        Self {
            kind,
            decision: ruling.decisions.last().cloned().unwrap_or_default(),
            by: ruling.by.clone(),
            quote: ruling.on.quote.clone(),
            doc_id: ruling.on.doc_id.clone(),
            was: ruling.on.read.clone(),
            now: now.map(reading),
        }
    }
}

/// Claims after review.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Applied {
    /// The claims that stand, those that people added at the end.
    pub claims: Vec<Claim>,
    /// Those that were found wrong, as the program read them.
    pub rejected: Vec<Claim>,
    /// What does not fit.
    pub conflicts: Vec<Conflict>,
    /// Who has decided on which claim: the claim's id and the coder's name.
    pub coders: Vec<(String, String)>,
}

/// Applies what was decided. `documents` are those with the claims; `entry` gives a proposition's topic and wording by its id.
///
/// A claim that a person confirmed, corrected or added has confidence 1. Same decisions and claims in any order, same result but
/// for the order of claims, which is kept.
#[must_use]
pub fn apply(history: &History, documents: &[Document], claims: &[Claim], entry: &dyn Fn(&str) -> PropositionEntry) -> Applied {
    let all: Vec<Found> = rulings(history).into_iter().map(|ruling| Found { ruling, several: false }).collect();
    apply_found(history, &all, documents, claims, entry)
}

/// What was decided, where it is known in which document its words are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was decided.
    pub ruling: Ruling,
    /// Whether its words stand in other documents too, and nothing tells which is meant.
    pub several: bool,
}

/// The same as [`apply`] with what was decided on the words of these documents alone; propositions are merged and made as the whole
/// history says.
#[must_use]
pub fn apply_found(
    history: &History,
    found: &[Found],
    documents: &[Document],
    claims: &[Claim],
    entry: &dyn Fn(&str) -> PropositionEntry,
) -> Applied {
    let made = history.made(entry);
    let entry = |id: &str| made.iter().find(|one| one.id == id).cloned().unwrap_or_else(|| entry(id));
    let mut changed = claims.to_vec();
    let (mut added, mut conflicts, mut coders) = (Vec::new(), Vec::new(), Vec::new());
    let mut index = if found.is_empty() { Index::of(&[], &[]) } else { Index::of(documents, claims) };
    for Found { ruling, several } in found {
        let mut conflict = |kind, now: Option<&Claim>| conflicts.push(Conflict::of(kind, ruling, now));
        let bound = index.find(&ruling.on);
        let claim = match bound {
            Bound::Claim(at) | Bound::Several(at) => {
                if *several || matches!(bound, Bound::Several(_)) {
                    conflict(ConflictKind::Several, Some(&claims[at]));
                }
                if ruling.via.is_none() && reading(&claims[at]) != ruling.on.read {
                    conflict(ConflictKind::ReadOtherwise, Some(&claims[at]));
                }
                &mut changed[at]
            }
            Bound::Words(document, span) if keeps(ruling) => {
                if ruling.via.is_none() {
                    conflict(ConflictKind::NoLongerRead, None);
                }
                added.push(claim_of(ruling, &documents[document], span));
                let Some(last) = added.last_mut() else { continue };
                last
            }
            Bound::Words(..) => continue,
            Bound::Nowhere => {
                conflict(ConflictKind::WordsGone, None);
                continue;
            }
        };
        if ruling.reviewed == Reviewed::Disputed {
            conflict(ConflictKind::Disputed, Some(claim));
        }
        coders.extend(ruling.coders.iter().map(|coder| (claim.claim_id.clone(), coder.clone())));
        set(claim, ruling, &entry);
        if let Some(quote) = &ruling.to.quote
            && let Some(span) = index.place(&claim.doc_id, quote, claim.span)
            && let Some(document) = documents.iter().find(|document| document.id == claim.doc_id)
        {
            claim.span = span;
            span.of(&document.text).clone_into(&mut claim.quote);
            claim.page = document.page(span.start);
        }
    }
    changed.append(&mut added);
    let (rejected, mut kept): (Vec<Claim>, Vec<Claim>) = changed.into_iter().partition(|claim| claim.reviewed == Reviewed::Rejected);
    for claim in &mut kept {
        let proposition = history.merged(&claim.proposition_id);
        if proposition != claim.proposition_id {
            name(claim, &entry(proposition));
        }
    }
    sort(&mut conflicts);
    Applied { claims: kept, rejected, conflicts, coders }
}

/// Puts conflicts in their order: by kind, document, words and decision.
pub fn sort(conflicts: &mut [Conflict]) {
    conflicts.sort_by(|a, b| (a.kind, &a.doc_id, &a.quote, &a.decision).cmp(&(b.kind, &b.doc_id, &b.quote, &b.decision)));
}

/// Whether a claim stands by a decision even if the program does not read it.
fn keeps(ruling: &Ruling) -> bool {
    matches!(ruling.reviewed, Reviewed::Accepted | Reviewed::Changed | Reviewed::Added)
}

/// Makes a claim what was decided.
fn set(claim: &mut Claim, ruling: &Ruling, entry: &dyn Fn(&str) -> PropositionEntry) {
    claim.reviewed = ruling.reviewed;
    if !keeps(ruling) {
        return;
    }
    claim.confidence = 1.0;
    // What is not corrected stays as it was decided on, whatever the program reads today.
    let read = ruling.to.of(&ruling.on.read);
    claim.stance = read.stance;
    claim.strength = read.strength;
    claim.holder = read.holder;
    if read.proposition != claim.proposition_id {
        name(claim, &entry(&read.proposition));
    }
}

fn name(claim: &mut Claim, proposition: &PropositionEntry) {
    claim.proposition_id.clone_from(&proposition.id);
    claim.proposition.clone_from(&proposition.wording);
    claim.topic.clone_from(&proposition.topic);
}

/// The claim that a decision makes of words in which the program reads none.
fn claim_of(ruling: &Ruling, document: &Document, span: Span) -> Claim {
    let read = &ruling.on.read;
    let via = ruling.via.unwrap_or(Via::National);
    Claim {
        claim_id: format!("{}:{}:{}:review", document.id, span.start, read.proposition),
        doc_id: document.id.clone(),
        source: document.source.clone(),
        page: document.page(span.start),
        paragraph: String::new(),
        span,
        quote: document.text.get(span.start..span.end).unwrap_or_default().to_owned(),
        holder: read.holder.clone(),
        via,
        group: (via == Via::Group).then(|| document.meta.group.clone().unwrap_or_else(|| read.holder.clone())),
        topic: String::new(),
        // Named by `set`.
        proposition_id: String::new(),
        proposition: String::new(),
        stance: read.stance,
        strength: read.strength,
        modality: Modality::Assert,
        condition: None,
        confidence: 1.0,
        method: "review".to_owned(),
        rules: Vec::new(),
        date: document.meta.date,
        forum: document.meta.forum.clone(),
        reviewed: ruling.reviewed,
        evidence: Evidence { mention: span, pattern: String::new(), odds: None, cues: Vec::new(), steps: Vec::new() },
    }
}
