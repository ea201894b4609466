//! What an actor holds of a proposition.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The stance of a claim or a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// For it.
    Support,
    /// For it, with a limit or a condition.
    Qualified,
    /// Acts so, without saying so.
    Practice,
    /// Spoke of it and took no side.
    Undecided,
    /// Cautious, short of opposition.
    Reservation,
    /// Against it.
    Oppose,
}

/// The side of a stance: which way it points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Towards the proposition.
    For,
    /// Neither way.
    Neither,
    /// Away from it.
    Against,
}

impl Stance {
    /// All stances, from support to opposition.
    pub const ALL: [Self; 6] = [Self::Support, Self::Qualified, Self::Practice, Self::Undecided, Self::Reservation, Self::Oppose];

    /// The stance's name, as tables print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Qualified => "qualified",
            Self::Practice => "practice",
            Self::Undecided => "undecided",
            Self::Reservation => "reservation",
            Self::Oppose => "oppose",
        }
    }

    /// The stance of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.name() == name)
    }

    /// Which way the stance points.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Self::Support | Self::Qualified | Self::Practice => Side::For,
            Self::Undecided => Side::Neither,
            Self::Reservation | Self::Oppose => Side::Against,
        }
    }

    /// The stance's value on the declared scale −1…1: support 1, qualified and practice ½, undecided 0, reservation −½, oppose −1.
    #[must_use]
    pub fn value(self) -> f64 {
        match self {
            Self::Support => 1.0,
            Self::Qualified | Self::Practice => 0.5,
            Self::Undecided => 0.0,
            Self::Reservation => -0.5,
            Self::Oppose => -1.0,
        }
    }
}

impl fmt::Display for Stance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
