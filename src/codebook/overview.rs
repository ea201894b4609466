//! One look over all words of a document: their numbers, and what each sentence may show. A closer look must follow.

use super::{Clues, Codebook};
use crate::model::{Sentence, Sentences};
use crate::text::phrase::Numbered;

/// The words of a document as numbers of a codebook's lexicon, and what they may show.
#[derive(Debug, Default)]
pub struct Overview {
    /// All words.
    pub(crate) numbered: Numbered,
    /// What each sentence may show.
    pub(crate) clues: Vec<Clues>,
}

impl Overview {
    /// Looks over sentences. Takes time in proportion to their words.
    #[must_use]
    pub fn of(codebook: &Codebook, sentences: &Sentences) -> Self {
        let numbered = Numbered::of(&codebook.lexicon, &sentences.words, 0..sentences.words.tokens.len());
        let clues = |sentence: &Sentence| codebook.lookout.clues_of(&numbered, sentence.words.clone());
        let clues = sentences.list.iter().map(clues).collect();
        Self { numbered, clues }
    }
}
