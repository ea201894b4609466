//! A State, a group of States, or an observer.

use super::Date;
use serde::{Deserialize, Serialize};

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A Member State of the United Nations.
    State,
    /// An observer State or organisation.
    Observer,
    /// A group of States that speaks as one.
    Group,
}

/// One who can hold a position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// ISO 3166-1 alpha-3 for a State, a slug for a group.
    pub id: String,
    /// What it is.
    pub kind: ActorKind,
    /// The short name, as a table prints it.
    pub name: String,
    /// The formal name.
    #[serde(default)]
    pub long: Option<String>,
    /// Every other way statements write it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Other codes that stand for it in file names.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Adjectives and nouns of its people.
    #[serde(default)]
    pub demonyms: Vec<String>,
    /// The members of a group, with the dates between which they belong to it.
    #[serde(default)]
    pub members: Vec<Member>,
}

/// A member of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The member's id.
    pub id: String,
    /// The first day of membership; none if from the start.
    #[serde(default)]
    pub from: Option<Date>,
    /// The day the member left; none if it has not.
    #[serde(default)]
    pub to: Option<Date>,
}

impl Member {
    /// Whether the member belonged to the group on `date`. Without a date, today's membership counts: those who have not left.
    #[must_use]
    pub fn belongs_on(&self, date: Option<Date>) -> bool {
        match date {
            Some(date) => self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date < to),
            None => self.to.is_none(),
        }
    }
}
