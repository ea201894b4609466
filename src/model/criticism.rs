//! One actor reproaches another by name.

use super::Date;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A reproach or accusation of one actor against another, in one sentence. It says nothing on agreement: two actors may
/// criticise each other and agree on a proposition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criticism {
    /// Who reproaches: the speaker's id, or that of the group spoken for.
    pub from: String,
    /// Who is reproached.
    pub to: String,
    /// The sentence, verbatim.
    pub quote: String,
    /// The document it stands in.
    pub doc_id: String,
    /// The document's path as given.
    pub source: String,
    /// The sentence in the document's text.
    pub span: Span,
    /// When it was said.
    pub date: Option<Date>,
    /// How sure the model is that the sentence criticises, 0…1 (calibrated on Security Council speeches only).
    pub confidence: f64,
    /// The rule that told the target.
    pub rule: String,
}
