//! How propositions stand to each other.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How two propositions stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RelationKind {
    /// They cannot both be held.
    Contradicts,
    /// They are normally opposed.
    Conflicts,
    /// A matter of priority: both may be held.
    Differs,
    /// Holding the first commits to the second; one-way.
    Entails,
}

impl RelationKind {
    /// The name of the codebook key.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::Conflicts => "conflicts",
            Self::Differs => "differs",
            Self::Entails => "entails",
        }
    }
}

/// All relations of a codebook, by the ids of the two propositions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    pairs: BTreeMap<(String, String), RelationKind>,
}

impl Relations {
    /// Adds a relation from `a` to `b`. `Contradicts`, `Conflicts` and `Differs` hold both ways.
    /// Returns the relation that the two had already, if it is another.
    pub fn add(&mut self, a: &str, b: &str, kind: RelationKind) -> Option<RelationKind> {
        let key = match kind {
            RelationKind::Entails => (a.to_owned(), b.to_owned()),
            _ if a <= b => (a.to_owned(), b.to_owned()),
            _ => (b.to_owned(), a.to_owned()),
        };
        self.pairs.insert(key, kind).filter(|old| *old != kind)
    }

    /// How `a` and `b` are opposed or differ, in either order.
    #[must_use]
    pub fn opposition(&self, a: &str, b: &str) -> Option<RelationKind> {
        [(a, b), (b, a)]
            .into_iter()
            .find_map(|(a, b)| self.pairs.get(&(a.to_owned(), b.to_owned())).copied().filter(|kind| *kind != RelationKind::Entails))
    }

    /// Whether holding `a` commits to `b`.
    #[must_use]
    pub fn entails(&self, a: &str, b: &str) -> bool {
        self.pairs.get(&(a.to_owned(), b.to_owned())) == Some(&RelationKind::Entails)
    }

    /// All relations in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, RelationKind)> {
        self.pairs.iter().map(|((a, b), kind)| (a.as_str(), b.as_str(), *kind))
    }
}
