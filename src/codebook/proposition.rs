//! One thing a State can be for or against, with the words by which it is known.

use crate::model::Wording;

/// Where a proposition's phrases may be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// Where the sentence, its neighbours or the document speak of the codebook's domain.
    Domain,
    /// Anywhere.
    Own,
    /// Where the sentence itself holds a word of the domain, or the whole document is about it.
    Sentence,
}

/// One thing a State can be for or against.
#[derive(Debug, Clone)]
pub struct Proposition {
    /// Its id, e.g. `il.applies`.
    pub id: String,
    /// Its topic.
    pub topic: String,
    /// Its neutral wording.
    pub wording: String,
    /// The patterns as written, with how each takes the proposition up.
    pub phrases: Vec<(Wording, String)>,
    /// Where its phrases may be believed.
    pub context: Context,
    /// Whether its object is an evil, so that to oppose, fear or regret the object is to support the proposition.
    pub harm: bool,
    /// Whether its bare statements report the speaker's own acts: their stance is practice.
    pub practice: bool,
    /// Whether it is claimed only where the sentence reports a practice on no other proposition.
    pub residual: bool,
    /// Less exact propositions that are not claimed in a sentence in which this one is.
    pub covers: Vec<String>,
    /// Strength of a bare assertion, 1–5.
    pub strength: u8,
    /// How often one of its terms must be used in a document to count; none if it has no terms.
    pub terms_min: Option<usize>,
    /// Sentences that support it.
    pub supports: Vec<String>,
    /// Sentences that oppose it.
    pub opposes: Vec<String>,
    /// Sentences that must make no claim on it.
    pub silent: Vec<String>,
}

impl Proposition {
    /// The same proposition before it has phrases and examples.
    pub(super) fn without_phrases(&self) -> Self {
        let (phrases, supports, opposes, silent) = Default::default();
        Self { phrases, supports, opposes, silent, terms_min: None, ..self.clone() }
    }
}
