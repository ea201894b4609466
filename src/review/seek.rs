//! In which document the words of each decision are now, of documents that are looked at one after the other: the same as
//! [`super::apply()`] finds that has them all at once.
//!
//! ```text
//! history ─Seeker─ clues in each document's claims ─ where there are none: the words of its own document, then of all ─→ homes
//! ```

use super::apply::Found;
use super::bind::{Likeness, is_around, is_same, likeness};
use super::history::History;
use super::ruling::{Ruling, rulings};
use super::words::{self, Core};
use crate::model::{Claim, Document};
use std::collections::BTreeMap;

/// Looks for the words of decisions in documents.
#[derive(Debug)]
pub struct Seeker {
    /// What was decided on each claim; and if all of it was taken back, what would hold if it were not.
    rulings: Vec<Ruling>,
    /// Whether it holds.
    holds: Vec<bool>,
    /// The decisions of each, those that were taken back among them.
    decisions: Vec<Vec<String>>,
    /// Rulings by the hash of their words.
    by_words: BTreeMap<String, Vec<usize>>,
    homes: Vec<Home>,
}

/// Where the words of a ruling are, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Home {
    Unknown,
    /// A claim there has them.
    Claim {
        doc_id: String,
        likeness: Likeness,
        several: bool,
    },
    /// They stand in its text, with other words around them: in its own document that is enough.
    Text(String),
    /// They stand in its text, with the same words around them.
    SameText(String),
}

/// What a document's claims tell: rulings, and how like theirs a claim is.
#[derive(Debug, Clone, Default)]
pub struct Clues(Vec<(usize, Likeness)>);

impl Seeker {
    /// Looks for what was decided.
    #[must_use]
    pub fn of(history: &History) -> Self {
        let mut held: BTreeMap<String, Ruling> = BTreeMap::new();
        for ruling in rulings(history) {
            held.extend(ruling.decisions.first().cloned().map(|id| (id, ruling)));
        }
        let (mut all, mut holds, mut decisions) = (Vec::new(), Vec::new(), Vec::new());
        for ruling in rulings(&history.as_if_all_held()) {
            let own = ruling.decisions.iter().find_map(|id| held.remove(id));
            decisions.push(ruling.decisions.clone());
            holds.push(own.is_some());
            all.push(own.unwrap_or(ruling));
        }
        let rulings = all;
        let mut by_words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, ruling) in rulings.iter().enumerate() {
            by_words.entry(words::key(&ruling.on.quote)).or_default().push(at);
        }
        let homes = vec![Home::Unknown; rulings.len()];
        Self { rulings, holds, decisions, by_words, homes }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rulings.is_empty()
    }

    /// What the claims of a document tell, for [`Seeker::take`].
    #[must_use]
    pub fn clues(&self, document: &Document, claims: &[Claim]) -> Clues {
        let mut clues = Clues::default();
        for claim in claims.iter().filter(|_| !self.is_empty()) {
            for at in self.by_words.get(&words::key(&claim.quote)).into_iter().flatten() {
                let on = &self.rulings[*at].on;
                if is_same(on, claim) {
                    clues.0.push((*at, likeness(on, claim, &document.text)));
                }
            }
        }
        clues
    }

    /// Takes what the claims of a document tell; documents are taken in the order of their ids.
    pub fn take(&mut self, doc_id: &str, clues: Clues) {
        for (at, new) in clues.0 {
            let home = &mut self.homes[at];
            match home {
                Home::Claim { likeness, several, .. } if new == *likeness => *several = true,
                Home::Claim { likeness, .. } if new < *likeness => {}
                _ => *home = Home::Claim { doc_id: doc_id.to_owned(), likeness: new, several: false },
            }
        }
    }

    /// The documents in which rulings stood of which no claim has the words: to be looked at first.
    #[must_use]
    pub fn own_documents(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.open().map(|at| self.rulings[at].on.doc_id.as_str()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Looks into the text of a document for what stood there.
    pub fn look_in_own(&mut self, document: &Document) {
        let there: Vec<usize> = self.open().filter(|at| self.rulings[*at].on.doc_id == document.id).collect();
        self.look(document, &there, true);
    }

    /// Whether something is still to be looked for in all documents.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open().next().is_some()
    }

    /// Looks into the text of a document for all that has not been found; documents are looked at in the order of their ids.
    pub fn look_in_any(&mut self, document: &Document) {
        let open: Vec<usize> = self.open().collect();
        self.look(document, &open, false);
    }

    fn look(&mut self, document: &Document, wanted: &[usize], is_own: bool) {
        if wanted.is_empty() {
            return;
        }
        let core = Core::of(&document.text);
        for at in wanted {
            let on = &self.rulings[*at].on;
            let places = core.places(&on.quote);
            if is_own && !places.is_empty() || places.iter().any(|span| is_around(on, &document.text, *span)) {
                self.homes[*at] = Home::SameText(document.id.clone());
            } else if !places.is_empty() && self.homes[*at] == Home::Unknown {
                self.homes[*at] = Home::Text(document.id.clone());
            }
        }
    }

    fn open(&self) -> impl Iterator<Item = usize> {
        (0..self.rulings.len()).filter(|at| matches!(self.homes[*at], Home::Unknown | Home::Text(_)))
    }

    /// What was decided, by the document that has its words; and what holds on words that are in none.
    #[must_use]
    pub fn homes(self) -> (BTreeMap<String, Placed>, Vec<Ruling>) {
        let (mut placed, mut gone): (BTreeMap<String, Placed>, Vec<Ruling>) = (BTreeMap::new(), Vec::new());
        for (((ruling, home), holds), mut decisions) in self.rulings.into_iter().zip(self.homes).zip(self.holds).zip(self.decisions) {
            let (doc_id, several) = match home {
                Home::Claim { doc_id, several, .. } => (doc_id, several),
                Home::Text(doc_id) | Home::SameText(doc_id) => (doc_id, false),
                Home::Unknown => {
                    gone.extend(holds.then_some(ruling));
                    continue;
                }
            };
            let here = placed.entry(doc_id).or_default();
            here.decisions.append(&mut decisions);
            here.found.extend(holds.then_some(Found { ruling, several }));
        }
        (placed, gone)
    }
}

/// What was decided on the words of one document.
#[derive(Debug, Clone, Default)]
pub struct Placed {
    /// What holds.
    pub found: Vec<Found>,
    /// The ids of all decisions, those that were taken back among them.
    pub decisions: Vec<String>,
}

impl Placed {
    /// What was decided on words of which it is known that they are in the document.
    #[must_use]
    pub fn of(history: &History) -> Self {
        let found = rulings(history).into_iter().map(|ruling| Found { ruling, several: false }).collect();
        let on_words = history.all().iter().filter(|one| one.act.anchor().is_some());
        Self { found, decisions: on_words.map(|one| one.id.clone()).collect() }
    }
}
