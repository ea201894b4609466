//! What one actor says on one proposition in one place, and why we think so.

use super::{Date, Reviewed, Stance};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// How a position reached us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// The actor speaks for itself.
    National,
    /// A group speaks for its members.
    Group,
    /// The actor aligns itself with another's statement.
    Alignment,
    /// Another reports it.
    Reported,
}

impl Via {
    /// The name, as tables print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Group => "group",
            Self::Alignment => "alignment",
            Self::Reported => "reported",
        }
    }
}

/// What kind of act the words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// States a view.
    Assert,
    /// Binds the speaker to act.
    Commit,
    /// Asks others to act.
    Request,
    /// Proposes words for a text.
    ProposeText,
    /// Asks a question.
    Ask,
    /// Agrees on a condition.
    Condition,
}

impl Modality {
    /// The name, as tables print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Assert => "assert",
            Self::Commit => "commit",
            Self::Request => "request",
            Self::ProposeText => "propose-text",
            Self::Ask => "ask",
            Self::Condition => "condition",
        }
    }
}

/// A cue that reached the mention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CueHit {
    /// The cue's id in `cues/en.toml`.
    pub cue: String,
    /// Its words.
    pub span: Span,
    /// What it did, as the derivation prints it.
    pub effect: String,
}

/// The words and rules a claim rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The words that take the proposition up.
    pub mention: Span,
    /// The pattern that matched them.
    pub pattern: String,
    /// The log-odds that all words of the sentence give the proposition; none if the codebook has no model of it.
    pub odds: Option<f32>,
    /// The cues, in the order in which they were applied (innermost first).
    pub cues: Vec<CueHit>,
    /// The derivation, one step a line.
    pub steps: Vec<String>,
}

/// What one actor says on one proposition in one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Unique in a run, and the same in every run on the same words.
    pub claim_id: String,
    /// The document it stands in.
    pub doc_id: String,
    /// The document's path as given.
    pub source: String,
    /// The page the quote begins on, if the format has pages.
    #[serde(default)]
    pub page: Option<u32>,
    /// The paragraph's printed number or place.
    pub paragraph: String,
    /// The quoted words in the document's text.
    pub span: Span,
    /// The quoted words, verbatim.
    pub quote: String,
    /// The id of the actor whose position it is; empty if a position is reported without a name ("some States").
    pub holder: String,
    /// How it reached us.
    pub via: Via,
    /// The group that was spoken for, if any.
    pub group: Option<String>,
    /// The proposition's topic.
    pub topic: String,
    /// The proposition's id.
    pub proposition_id: String,
    /// The proposition's wording.
    pub proposition: String,
    /// What the holder holds of it.
    pub stance: Stance,
    /// 1 acknowledgement … 5 red line.
    pub strength: u8,
    /// What kind of act the words are.
    pub modality: Modality,
    /// The words of the condition or limit, if there is one.
    pub condition: Option<String>,
    /// The probability that the claim is right, 0–1, calibrated on coded sentences.
    pub confidence: f64,
    /// The extractor that saw the mention.
    pub method: String,
    /// Names of the rules and cues that made the stance.
    pub rules: Vec<String>,
    /// When it was said.
    pub date: Option<Date>,
    /// Where it was said.
    pub forum: Option<String>,
    /// How far people have looked at it.
    #[serde(default, skip_serializing_if = "Reviewed::is_no")]
    pub reviewed: Reviewed,
    /// What it rests on.
    pub evidence: Evidence,
}

/// An actor that aligns itself with a statement made for another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Alignment {
    /// Who aligns itself.
    pub actor: String,
    /// With whose statement.
    pub with: String,
    /// Whether it leaves out a part ("except for its third point").
    pub partial: bool,
    /// The document it is said in.
    pub doc_id: String,
    /// The document's path as given.
    pub source: String,
    /// The words.
    pub span: Span,
    /// The words, verbatim.
    pub quote: String,
    /// When it was said.
    pub date: Option<Date>,
}

/// What a textual proposal does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EditOp {
    /// Put words in.
    Insert,
    /// Take words out.
    Delete,
    /// Put words in place of others.
    Replace,
    /// Put words elsewhere.
    Move,
    /// Keep words as they are.
    Retain,
}

/// A proposal for the words of a text under negotiation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Who proposes it.
    pub actor: String,
    /// What it does.
    pub op: EditOp,
    /// The paragraph or words it changes, as written.
    pub target: String,
    /// The words to be put in, if any.
    pub new_text: Option<String>,
    /// The document it is said in.
    pub doc_id: String,
    /// The words of the proposal.
    pub span: Span,
    /// The words, verbatim.
    pub quote: String,
}
