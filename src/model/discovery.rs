//! Propositions found in a corpus that no codebook foresaw.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A position-taking clause of a found proposition, word for word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quote {
    /// Whose position it is.
    pub actor: String,
    /// The document it stands in.
    pub doc_id: String,
    /// The document's path as given.
    pub source: String,
    /// Its bytes in the document's text.
    pub span: Span,
    /// The words, verbatim.
    pub quote: String,
    /// The whole sentence, verbatim.
    pub sentence: String,
    /// Whether it is for what the proposition's name says, and not against it.
    pub agrees: bool,
}

/// What several clauses of a corpus are for or against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Discovery {
    /// An id for a draft codebook, unique in a run.
    pub id: String,
    /// What it is about: its most telling words, as written.
    pub topic: String,
    /// Its most central clause, verbatim.
    pub name: String,
    /// The clauses, the most central first.
    pub quotes: Vec<Quote>,
    /// The ids of the actors mostly for it, ascending.
    pub states_for: Vec<String>,
    /// The ids of the actors mostly against it, ascending.
    pub states_against: Vec<String>,
    /// How many actors took it up, on any side.
    pub n_actors: usize,
    /// 0…1: mean Jaccard likeness with the nearest cluster of each resample of the documents (Hennig 2007).
    pub stability: f64,
    /// 0…1: how alike its clauses are on average, as unit vectors of their words.
    pub cohesion: f64,
    /// 0…1: the share of its clauses in which the codebook claims a proposition of its own.
    pub coded: f64,
    /// The codebook's proposition nearest in its words, if any shares one.
    pub nearest: Option<String>,
    /// 0…1: cosine of the term vectors of the two.
    pub likeness: f64,
    /// Phrases that name its object.
    pub names: Vec<String>,
    /// Phrases that name the opposite of its object.
    pub names_opposite: Vec<String>,
    /// Sentences that a codebook of these phrases reads as support.
    pub supports: Vec<String>,
    /// Sentences that it reads as opposition.
    pub opposes: Vec<String>,
}
