//! A piece of stance language, as data.

use crate::model::Modality;
use crate::text::phrase::Pattern;
use serde::Deserialize;

/// What a cue does to what it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Takes the side of what it reaches.
    For,
    /// Takes the side against it.
    Against,
    /// Holds what a clause says ("we believe that"); of a mere thing it takes no side.
    Hold,
    /// Speaks of it and takes no side ("we take note of").
    Neutral,
    /// Is polite about it, which is no claim ("we appreciate the Chair's paper").
    Courtesy,
    /// Reports the speaker's own acts.
    Practice,
    /// Turns the attitude it reaches, or the assertion itself.
    Negate,
    /// Makes less of it: support becomes qualified, opposition a reservation.
    Weaken,
    /// Makes more of it.
    Strengthen,
    /// Says that the object is taken away or missing ("deletion of", "absence of").
    Remove,
    /// With `for`: calls for something missing to be made good ("must be addressed"), so that a removed object is wanted.
    Mend,
    /// Says that the object is harmed by something ("undermine"): to be against that is to be for the object; alone it says nothing.
    Spoil,
    /// Puts a condition or an exception.
    Condition,
    /// Says that the view is another's.
    Report,
    /// Asks.
    Question,
    /// Asks so that only one answer is possible: the clause is asserted.
    Rhetorical,
    /// Says nothing about it ("we never said that").
    Disclaim,
    /// Takes back what was said before it in the sentence ("sorry, …").
    Correct,
    /// Joins another's statement as a whole.
    Align,
    /// Takes over the words or the proposal of the actor it names ("as C-land rightly said").
    Endorse,
    /// Leaves out a part: what it does not reach is held with that exception.
    Except,
    /// Sets what comes before it over what it reaches ("rather than").
    Prefer,
    /// With `against`: can be turned on an evil itself ("condemn", "prevent"), not only on dealing with it ("premature").
    Combat,
    /// With `against`: calls it another's word ("so-called"), which is the attitude only where nothing else takes a side.
    Distance,
    /// Ends the reach of cues before it.
    Stop,
    /// Hides other cues within its words.
    Mask,
}

impl Effect {
    /// All effects.
    pub const ALL: [Self; 26] = [
        Self::For,
        Self::Against,
        Self::Hold,
        Self::Neutral,
        Self::Courtesy,
        Self::Practice,
        Self::Negate,
        Self::Weaken,
        Self::Strengthen,
        Self::Remove,
        Self::Mend,
        Self::Spoil,
        Self::Condition,
        Self::Report,
        Self::Question,
        Self::Rhetorical,
        Self::Disclaim,
        Self::Correct,
        Self::Align,
        Self::Endorse,
        Self::Except,
        Self::Prefer,
        Self::Combat,
        Self::Distance,
        Self::Stop,
        Self::Mask,
    ];

    /// The name, as in `cues/en.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Hold => "hold",
            Self::Neutral => "neutral",
            Self::Courtesy => "courtesy",
            Self::Practice => "practice",
            Self::Negate => "negate",
            Self::Weaken => "weaken",
            Self::Strengthen => "strengthen",
            Self::Remove => "remove",
            Self::Mend => "mend",
            Self::Spoil => "spoil",
            Self::Condition => "condition",
            Self::Report => "report",
            Self::Question => "question",
            Self::Rhetorical => "rhetorical",
            Self::Disclaim => "disclaim",
            Self::Correct => "correct",
            Self::Align => "align",
            Self::Endorse => "endorse",
            Self::Except => "except",
            Self::Prefer => "prefer",
            Self::Combat => "combat",
            Self::Distance => "distance",
            Self::Stop => "stop",
            Self::Mask => "mask",
        }
    }

    /// Whether the effect is an attitude towards an object, as against a change made to one.
    #[must_use]
    pub fn is_attitude(self) -> bool {
        matches!(self, Self::For | Self::Against | Self::Hold | Self::Neutral | Self::Courtesy | Self::Practice)
    }

    /// Whether the effect changes the nearest attitude, or the assertion itself.
    #[must_use]
    pub fn is_modifier(self) -> bool {
        matches!(self, Self::Negate | Self::Weaken | Self::Strengthen | Self::Remove | Self::Spoil)
    }
}

/// On which side of its words a cue acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// On what follows.
    #[default]
    Forward,
    /// On what comes before.
    Backward,
    /// On both sides.
    Both,
}

/// How far a cue acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// To the next stop or clause bound.
    #[default]
    Clause,
    /// To the bounds of the sentence.
    Sentence,
    /// To the next comma.
    Comma,
}

/// What a cue can be said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Takes {
    /// A thing that is named, or what a clause states ("premature").
    #[default]
    Any,
    /// A thing alone ("condemn", "rather than"). What is stated is turned only as the cue's own object ("reject a treaty") or where
    /// it is told ("reject the claim that"); what is merely said in the same sentence is not.
    Thing,
}

/// A sentence that shows what a cue does.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueExample {
    /// The sentence.
    pub text: String,
    /// `proposition stance strength`, or `silent`.
    pub reads: String,
}

/// A piece of stance language.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Its name.
    pub id: String,
    /// Its patterns, compiled.
    pub(crate) patterns: Vec<Pattern>,
    /// Its patterns, as written.
    pub phrases: Vec<String>,
    /// What it does, in order.
    pub effects: Vec<Effect>,
    /// How strong an attitude it is, 1–5.
    pub strength: u8,
    /// On which side it acts.
    pub direction: Direction,
    /// How far it acts.
    pub reach: Reach,
    /// At most so many words from its own.
    pub words: usize,
    /// Whether it has no subject whose view it is ("must", "is essential").
    pub impersonal: bool,
    /// What it can be said of.
    pub takes: Takes,
    /// The kind of act it makes of the sentence.
    pub modality: Option<Modality>,
    /// Sentences that show what it does.
    pub examples: Vec<CueExample>,
}

impl Cue {
    /// Whether the cue has this effect.
    #[must_use]
    pub fn has(&self, effect: Effect) -> bool {
        self.effects.contains(&effect)
    }

    /// Takes an effect away; a cue that has no other is not found any more. This is how it is measured what the effect brings.
    pub(super) fn forget(&mut self, effect: Effect) {
        self.effects.retain(|one| *one != effect);
        if self.effects.is_empty() {
            self.patterns.clear();
        }
    }

    /// Whether the cue is an attitude.
    #[must_use]
    pub fn is_attitude(&self) -> bool {
        self.effects.iter().any(|effect| effect.is_attitude())
    }

    /// Whether the cue only changes others.
    #[must_use]
    pub fn is_modifier(&self) -> bool {
        !self.is_attitude() && self.effects.iter().any(|effect| effect.is_modifier())
    }
}
