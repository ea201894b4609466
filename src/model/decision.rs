//! What a person decides on a claim: who, when, what and why, bound to the words and not to a place in a file.

use super::{Stance, Via};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// How far people have looked at a claim.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reviewed {
    /// Nobody has.
    #[default]
    No,
    /// It was found right as it is.
    Accepted,
    /// It was corrected.
    Changed,
    /// A person added it.
    Added,
    /// It was found wrong, and counts nowhere.
    Rejected,
    /// Coders differ, and nobody has settled it: the program's reading stands.
    Disputed,
}

impl Reviewed {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::No, Self::Accepted, Self::Changed, Self::Added, Self::Rejected, Self::Disputed];

    /// The name, as tables print it; empty for what nobody has looked at.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::No => "",
            Self::Accepted => "accepted",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Rejected => "rejected",
            Self::Disputed => "disputed",
        }
    }

    /// Whether nobody has looked at it.
    #[must_use]
    pub fn is_no(&self) -> bool {
        *self == Self::No
    }

    /// The one with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// What a claim says, as far as people decide on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimReading {
    /// Whose position it is: an actor's id, empty if nobody is named.
    pub holder: String,
    /// The proposition's id.
    pub proposition: String,
    /// What the holder holds of it.
    pub stance: Stance,
    /// 1 acknowledgement … 5 red line.
    pub strength: u8,
}

/// The words a decision is bound to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The quote, verbatim.
    pub quote: String,
    /// Up to eight words before it, verbatim.
    #[serde(default)]
    pub before: String,
    /// Up to eight words after it, verbatim.
    #[serde(default)]
    pub after: String,
    /// The document it stood in; tells equal words apart, and decides nothing else.
    pub doc_id: String,
    /// Its place there; tells equal words apart, and decides nothing else.
    pub span: Span,
    /// What the program read in the words when they were decided on; of a claim that a person adds, what the person read.
    pub read: ClaimReading,
}

/// What of a claim is corrected; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Another holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// Another proposition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposition: Option<String>,
    /// Another stance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// Another strength, 1–5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<u8>,
    /// Other words, verbatim: a stretch of the same document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

impl Correction {
    /// Whether it corrects nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// This, with what `later` corrects in its place.
    #[must_use]
    pub fn then(&self, later: &Self) -> Self {
        Self {
            holder: later.holder.clone().or_else(|| self.holder.clone()),
            proposition: later.proposition.clone().or_else(|| self.proposition.clone()),
            stance: later.stance.or(self.stance),
            strength: later.strength.or(self.strength),
            quote: later.quote.clone().or_else(|| self.quote.clone()),
        }
    }

    /// The reading when corrected so.
    #[must_use]
    pub fn of(&self, read: &ClaimReading) -> ClaimReading {
        ClaimReading {
            holder: self.holder.clone().unwrap_or_else(|| read.holder.clone()),
            proposition: self.proposition.clone().unwrap_or_else(|| read.proposition.clone()),
            stance: self.stance.unwrap_or(read.stance),
            strength: self.strength.unwrap_or(read.strength),
        }
    }
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Act {
    /// The claim is right as it is.
    Accept {
        /// The words.
        on: Anchor,
    },
    /// The claim is wrong.
    Reject {
        /// The words.
        on: Anchor,
    },
    /// The claim is there, but otherwise.
    Correct {
        /// The words.
        on: Anchor,
        /// What is otherwise.
        to: Correction,
    },
    /// The program missed a claim.
    Add {
        /// The words, and what they say.
        on: Anchor,
        /// How the position reaches us.
        via: Via,
    },
    /// A remark on a claim, which changes nothing.
    Note {
        /// The words.
        on: Anchor,
    },
    /// Two propositions are one: all claims of `from` are claims of `into`.
    Merge {
        /// The proposition that goes.
        from: String,
        /// The one that stays.
        into: String,
    },
    /// A proposition is several: a new one stands beside it, to which claims are then moved.
    Split {
        /// The proposition that is divided.
        from: String,
        /// The id of the new one.
        made: String,
        /// Its wording.
        wording: String,
    },
    /// A decision is taken back.
    Undo {
        /// The decision's id.
        of: String,
    },
    /// A decision that was taken back holds again.
    Redo {
        /// The decision's id.
        of: String,
    },
}

impl Act {
    /// The name, as tables print it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Accept { .. } => "accept",
            Self::Reject { .. } => "reject",
            Self::Correct { .. } => "correct",
            Self::Add { .. } => "add",
            Self::Note { .. } => "note",
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Undo { .. } => "undo",
            Self::Redo { .. } => "redo",
        }
    }

    /// The words it is bound to, if it is on a claim.
    #[must_use]
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Accept { on } | Self::Reject { on } | Self::Correct { on, .. } | Self::Add { on, .. } | Self::Note { on } => Some(on),
            Self::Merge { .. } | Self::Split { .. } | Self::Undo { .. } | Self::Redo { .. } => None,
        }
    }
}

/// One event in the history of a review; never altered, only followed by others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Decision {
    /// When, in UTC: `2026-03-04T05:06:07.000008Z`. Decisions are in the order of this and then of their ids.
    pub at: String,
    /// Its id: the hash of all the rest, so that the same event is the same in every copy.
    pub id: String,
    /// Who decided.
    pub by: String,
    /// Whether it settles what coders differ on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub settles: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What.
    #[serde(flatten)]
    pub act: Act,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_of_review_is_found_by_its_name() {
        for one in Reviewed::ALL {
            assert_eq!(Reviewed::named(one.name()), Some(one));
        }
    }
}
