//! How much of what an actor says the codebook holds.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much of what an actor says the codebook holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The actor's id.
    pub actor: String,
    /// Its sentences, headings, quotations of others and boilerplate apart.
    pub sentences: usize,
    /// Those that take a position, and how many of them the codebook holds.
    pub said: Covered,
    /// The same by topic. A sentence with claims on two topics counts for both; one that is on no topic, for none.
    pub topics: BTreeMap<String, Covered>,
}

/// Position-taking sentences, and how many of them the codebook holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// Sentences that take a position.
    pub position_taking: usize,
    /// Those of them that a claim of the codebook codes.
    pub coded: usize,
}

impl Covered {
    /// `coded` / `position_taking`, 0…1; none if no sentence takes a position.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.position_taking > 0).then(|| self.coded as f64 / self.position_taking as f64)
    }

    /// Counts a sentence that takes a position.
    pub fn count(&mut self, coded: bool) {
        self.position_taking += 1;
        self.coded += usize::from(coded);
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: Self) {
        self.position_taking += other.position_taking;
        self.coded += other.coded;
    }
}

impl Coverage {
    /// Adds the counts of another.
    pub fn add(&mut self, other: &Self) {
        self.sentences += other.sentences;
        self.said.add(other.said);
        for (topic, covered) in &other.topics {
            self.topics.entry(topic.clone()).or_default().add(*covered);
        }
    }

    /// What several say together; of no actor.
    #[must_use]
    pub fn together(list: &[Self]) -> Self {
        let mut all = Self::default();
        for one in list {
            all.add(one);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up_by_topic() {
        let mut one = Coverage { actor: "A".into(), sentences: 3, ..Coverage::default() };
        one.said.count(true);
        one.said.count(false);
        one.topics.entry("Law".into()).or_default().count(true);
        let all = Coverage::together(&[one.clone(), one]);
        assert_eq!((all.sentences, all.said, all.said.share()), (6, Covered { position_taking: 4, coded: 2 }, Some(0.5)));
        assert_eq!(all.topics["Law"], Covered { position_taking: 2, coded: 2 });
        assert_eq!(Covered::default().share(), None);
    }
}
