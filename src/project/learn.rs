//! What people decided → phrases and cues that the codebook could have, with the words they rest on and their measured effect.
//! Nothing is changed: a person takes them over, or does not.
//!
//! ```text
//! claims that were missed, claims that were wrong ─bags of stems→ phrases, exceptions ─the codebook with them→ what it would read
//!                                                                 └─ of some documents, tried on the others: precision, recall
//! claims whose stance was corrected ─words around the mention→ cues ─────────── the same
//! ```

mod cues;

pub use cues::{CueProposal, written_cues};

use super::{Project, stand};
use crate::discover::{self, stems};
use crate::error::Result;
use crate::model::{Claim, Document, Reviewed, Sentence};
use crate::pipeline::{Coded, Coder};
use crate::review;
use crate::segment;
use crate::store::Kept;
use crate::text::Words;
use crate::text::toml::toml_string;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The documents are parted into so many for cross-validation.
const FOLDS: usize = 5;

/// Bags are made of so many of the rarest stems of a quote.
const STEMS: usize = 12;

/// At most so many phrases, and so many exceptions, a proposition.
const MOST: usize = 4;

/// Of the quotes that a bag is in and that were decided on, at least this share must speak for it.
const PRECISION: f64 = 0.75;

/// For each quote that speaks for a bag, at most so many sentences that nobody decided on may hold it.
const UNDECIDED: usize = 10;

/// What a phrase is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lesson {
    /// It finds the proposition where it was missed.
    Names,
    /// It keeps it from being found where it was wrongly.
    Except,
}

impl Lesson {
    /// The key of the codebook that holds such phrases.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Except => "except",
        }
    }
}

/// A phrase that the codebook could have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The proposition's id.
    pub proposition: String,
    /// What it is for.
    pub lesson: Lesson,
    /// The phrase, as a codebook writes it.
    pub phrase: String,
    /// The quotes that speak for it, verbatim, each with its document's id.
    pub quotes: Vec<(String, String)>,
    /// How many quotes that were decided on speak against it.
    pub against: usize,
    /// In how many sentences it stands that nobody has decided on.
    pub undecided: usize,
}

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

/// A claim that people decided on.
struct Judged {
    document: usize,
    doc_id: String,
    quote: String,
    span: crate::text::Span,
    holder: String,
    proposition: String,
    /// Whether it is a claim.
    is_claim: bool,
    /// Whether the program found it.
    is_found: bool,
    stems: BTreeSet<String>,
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

/// The phrases as more of a codebook.
#[must_use]
pub fn written(proposals: &[Proposal]) -> String {
    let mut out = String::new();
    let ids: BTreeSet<&str> = proposals.iter().map(|one| one.proposition.as_str()).collect();
    for id in ids {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "[[more]]\nid = {}", toml_string(id));
        for lesson in [Lesson::Names, Lesson::Except] {
            let phrases: Vec<String> =
                proposals.iter().filter(|one| one.proposition == id && one.lesson == lesson).map(|one| toml_string(&one.phrase)).collect();
            if !phrases.is_empty() {
                let _ = writeln!(out, "{} = [\n  {},\n]", lesson.key(), phrases.join(",\n  "));
            }
        }
        out.push('\n');
    }
    out
}

/// The claims that were decided on, as they were read and as they now stand.
fn judged<'a>(documents: &[Document], read: &[Claim], standing: impl Iterator<Item = &'a Claim>) -> Vec<Judged> {
    let places: BTreeMap<&str, usize> = documents.iter().enumerate().map(|(at, document)| (document.id.as_str(), at)).collect();
    let was: BTreeMap<&str, &Claim> = read.iter().map(|claim| (claim.claim_id.as_str(), claim)).collect();
    let mut found = Vec::new();
    for claim in standing {
        let Some(document) = places.get(claim.doc_id.as_str()) else { continue };
        let mut add = |proposition: &str, is_claim: bool, is_found: bool| {
            found.push(Judged {
                document: *document,
                doc_id: claim.doc_id.clone(),
                quote: claim.quote.clone(),
                span: claim.span,
                holder: claim.holder.clone(),
                proposition: proposition.to_owned(),
                is_claim,
                is_found,
                stems: stems(&claim.quote).into_iter().collect(),
            });
        };
        let before = was.get(claim.claim_id.as_str());
        let is_same = before.is_some_and(|before| before.proposition_id == claim.proposition_id);
        match claim.reviewed {
            Reviewed::Accepted | Reviewed::Changed | Reviewed::Added => {
                add(&claim.proposition_id, true, is_same);
                if let Some(before) = before.filter(|_| !is_same) {
                    add(&before.proposition_id, false, true);
                }
            }
            Reviewed::Rejected => add(&claim.proposition_id, false, true),
            Reviewed::No | Reviewed::Disputed => {}
        }
    }
    found
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

fn proposals(judged: &[&Judged], said: &[Said], least: usize) -> Vec<Proposal> {
    proposals_of(judged, &said.iter().collect::<Vec<_>>(), least)
}

fn proposals_of(judged: &[&Judged], said: &[&Said], least: usize) -> Vec<Proposal> {
    let ids: BTreeSet<&str> = judged.iter().map(|one| one.proposition.as_str()).collect();
    let mut found = Vec::new();
    for id in ids {
        let of: Vec<&Judged> = judged.iter().copied().filter(|one| one.proposition == id).collect();
        let (claims, faults): (Vec<&Judged>, Vec<&Judged>) = of.iter().partition(|one| one.is_claim);
        let missed: Vec<&Judged> = claims.iter().copied().filter(|one| !one.is_found).collect();
        // What was decided to be another proposition only speaks against a phrase.
        let others: Vec<&Judged> = judged
            .iter()
            .copied()
            .filter(|one| one.proposition != id && one.is_claim && !claims.iter().any(|claim| claim.span == one.span))
            .collect();
        let against: Vec<&Judged> = faults.iter().copied().chain(others).collect();
        for (lesson, wanted, against) in [(Lesson::Names, &missed, &against), (Lesson::Except, &faults, &claims)] {
            for bag in bags(wanted, against, said, least, lesson == Lesson::Names) {
                let holds = |one: &&&Judged| bag.iter().all(|stem| one.stems.contains(stem));
                let quotes: Vec<&Judged> = wanted.iter().filter(holds).copied().collect();
                let Some(phrase) = phrase(&bag, &quotes) else { continue };
                found.push(Proposal {
                    proposition: id.to_owned(),
                    lesson,
                    phrase,
                    quotes: quotes.iter().map(|one| (one.doc_id.clone(), one.quote.clone())).collect(),
                    against: against.iter().filter(holds).count(),
                    undecided: said.iter().filter(|one| !one.is_decided && bag.iter().all(|stem| one.stems.contains(stem))).count(),
                });
            }
        }
    }
    found
}

/// Bags of two or three stems that between them are in as many of the wanted quotes as can be, and in few others.
fn bags(wanted: &[&Judged], against: &[&Judged], said: &[&Said], least: usize, is_wide: bool) -> Vec<Vec<String>> {
    let mut rarity: BTreeMap<&String, usize> = BTreeMap::new();
    for stem in said.iter().flat_map(|one| &one.stems) {
        *rarity.entry(stem).or_default() += 1;
    }
    let mut candidates: BTreeSet<Vec<String>> = BTreeSet::new();
    for one in wanted {
        let mut stems: Vec<&String> = one.stems.iter().collect();
        stems.sort_by_key(|stem| (rarity.get(*stem).copied().unwrap_or(0), (*stem).clone()));
        stems.truncate(STEMS);
        stems.sort();
        for (i, a) in stems.iter().enumerate() {
            for (j, b) in stems.iter().enumerate().skip(i + 1) {
                candidates.insert(vec![(*a).clone(), (*b).clone()]);
                candidates.extend(stems[j + 1..].iter().map(|c| vec![(*a).clone(), (*b).clone(), (*c).clone()]));
            }
        }
    }
    let holds = |bag: &[String], stems: &BTreeSet<String>| bag.iter().all(|stem| stems.contains(stem));
    let mut good: Vec<(Vec<String>, BTreeSet<usize>, usize, usize)> = Vec::new();
    for bag in candidates {
        let of: BTreeSet<usize> = (0..wanted.len()).filter(|at| holds(&bag, &wanted[*at].stems)).collect();
        if of.len() < least {
            continue;
        }
        let faults = against.iter().filter(|one| holds(&bag, &one.stems)).count();
        if (of.len() as f64) < PRECISION * (of.len() + faults) as f64 {
            continue;
        }
        let undecided = said.iter().filter(|one| !one.is_decided && holds(&bag, &one.stems)).count();
        if !is_wide || undecided <= UNDECIDED * of.len() {
            good.push((bag, of, faults, undecided));
        }
    }
    let (mut chosen, mut covered) = (Vec::new(), BTreeSet::new());
    while chosen.len() < MOST {
        let gain = |of: &BTreeSet<usize>| of.difference(&covered).count();
        let best = good.iter().max_by_key(|(bag, of, faults, undecided)| {
            (
                gain(of),
                std::cmp::Reverse(*faults),
                std::cmp::Reverse(*undecided),
                std::cmp::Reverse(bag.len()),
                std::cmp::Reverse(bag.clone()),
            )
        });
        let Some((bag, of, ..)) = best.filter(|(_, of, ..)| gain(of) > 0).cloned() else { break };
        covered.extend(of);
        chosen.push(bag);
    }
    chosen
}

/// A bag as a codebook writes it: each stem by the words that stand for it in the quotes.
fn phrase(bag: &[String], quotes: &[&Judged]) -> Option<String> {
    let mut forms: BTreeMap<&String, BTreeSet<String>> = BTreeMap::new();
    for one in quotes {
        let words = Words::of(&one.quote);
        for at in 0..words.tokens.len() {
            let word = words.word(at);
            let of = stems(word);
            if let Some(stem) = bag.iter().find(|stem| of.contains(stem)) {
                forms.entry(stem).or_default().insert(word.to_owned());
            }
        }
    }
    let written = |stem: &String| -> Option<Vec<&str>> {
        let forms: Vec<&str> = forms.get(stem)?.iter().map(String::as_str).filter(|form| form.chars().all(char::is_alphabetic)).collect();
        (!forms.is_empty()).then_some(forms)
    };
    let items: Option<Vec<Vec<&str>>> = bag.iter().map(written).collect();
    items.map(|items| discover::bag(&items.iter().map(Vec::as_slice).collect::<Vec<_>>()))
}
