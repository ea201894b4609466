//! How often an actor conflicts with others.

use super::{Measure, summed_over_pairs};
use crate::model::{Comparison, Value};
use std::collections::BTreeMap;

/// The number of an actor's conflicts with all others.
pub(super) struct Conflicts;

impl Measure for Conflicts {
    fn name(&self) -> &'static str {
        "n_conflict"
    }

    fn explanation(&self) -> &'static str {
        "Actors: on how many propositions it conflicts with another actor, summed over all others; 0 if with none."
    }

    fn values(&self, comparison: &Comparison) -> BTreeMap<String, Value> {
        summed_over_pairs(comparison, |pair| pair.conflict.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Pair;

    #[test]
    fn conflicts_are_summed_over_partners() {
        let none =
            Pair { a: "A".into(), b: "B".into(), n_shared: 2, agree: vec![], conflict: vec![], differ: vec!["z".into()], score: 0.0 };
        let two = Pair { b: "C".into(), conflict: vec!["x".into(), "y".into()], ..none.clone() };
        let comparison = Comparison { pairs: vec![none, two], ..Comparison::default() };
        let expected = [("A", 2), ("B", 0), ("C", 2)].map(|(id, n)| (id.to_owned(), Value::Count(n)));
        assert_eq!(Conflicts.values(&comparison), BTreeMap::from(expected));
    }
}
