//! Sentence → Mention: which propositions a text takes up, and where.
//!
//! ```text
//! words ─lookout→ sentences with a literal of the codebook ─phrases→ matches ─context, except, overlap→ mentions
//!                                               references, terms, semantic ─→
//! ```

mod domain;
mod phrases;
mod references;
mod semantic;
mod terms;

use crate::codebook::{Clues, Reading};
use crate::model::{Mention, PropositionEntry};
use crate::text::phrase::{Literal, Numbered, Scene};
use domain::Domain;
use std::sync::OnceLock;

/// Finds mentions in the sentences of a document.
pub trait Extractor: Sync {
    /// The name, as the column `method` gives it.
    fn name(&self) -> &'static str;
    /// One sentence on what it finds.
    fn summary(&self) -> &'static str;
    /// Appends the mentions it sees.
    fn mentions(&self, seen: &Seen<'_>, out: &mut Vec<Mention>);
}

/// A reading, with what several extractors need to know of it, found out once.
pub struct Seen<'a> {
    /// The reading.
    reading: &'a Reading<'a>,
    /// All words as numbers of the codebook's lexicon.
    numbered: Numbered,
    /// What the words of each sentence may show.
    clues: Vec<Clues>,
    /// How many words may be of the domain.
    domain_words: usize,
    /// Which sentences speak of the debate; found out when first asked for.
    domain: OnceLock<Domain>,
}

impl<'a> Seen<'a> {
    fn of(reading: &'a Reading<'a>) -> Self {
        let words = &reading.sentences.words;
        let all = 0..words.tokens.len();
        let numbered = Numbered::of(&reading.codebook.lexicon, words, all.clone());
        let lookout = &reading.codebook.lookout;
        let of_words = |range| numbered.literals(range).fold(Clues::default(), |clues, literal| clues.and(lookout.clues(literal)));
        let clues: Vec<Clues> = reading.sentences.list.iter().map(|sentence| of_words(sentence.words.clone())).collect();
        let speaks = clues.iter().any(|clues| clues.show(Clues::DOMAIN));
        let of_domain = |literal: &Literal| lookout.clues(*literal).show(Clues::DOMAIN);
        let domain_words = if speaks { numbered.literals(all).filter(of_domain).count() } else { 0 };
        Self { reading, numbered, clues, domain_words, domain: OnceLock::new() }
    }

    /// A sentence made ready for matching.
    fn scene(&self, sentence: usize) -> Scene<'a> {
        self.reading.scene_of(sentence, &self.numbered)
    }

    fn domain(&self) -> &Domain {
        self.domain.get_or_init(|| Domain::of(self))
    }
}

/// All extractors.
pub static EXTRACTORS: &[&dyn Extractor] = &[&phrases::Phrases, &references::References, &terms::Terms, &semantic::Semantic];

/// The mentions of a document, in the order of their place.
#[must_use]
pub fn mentions(reading: &Reading<'_>) -> Vec<Mention> {
    let seen = Seen::of(reading);
    let mut found = Vec::new();
    for extractor in EXTRACTORS {
        extractor.mentions(&seen, &mut found);
    }
    found.sort_by(|a, b| {
        (a.sentence, a.words.start, a.words.end, &a.proposition, a.wording).cmp(&(
            b.sentence,
            b.words.start,
            b.words.end,
            &b.proposition,
            b.wording,
        ))
    });
    found
}

/// The proposition's entry for a mention's id, also for a target that is no codebook proposition (a paragraph, a resolution).
#[must_use]
pub fn entry(reading: &Reading<'_>, id: &str) -> PropositionEntry {
    match reading.codebook.proposition(id) {
        Some(proposition) => PropositionEntry { id: id.to_owned(), topic: proposition.topic.clone(), wording: proposition.wording.clone() },
        None => references::entry(id),
    }
}
