//! How many propositions an actor took up.

use super::{Measure, count};
use crate::model::{Comparison, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The number of propositions of which an actor spoke itself.
pub(super) struct Propositions;

impl Measure for Propositions {
    fn name(&self) -> &'static str {
        "n_propositions"
    }

    fn explanation(&self) -> &'static str {
        "Actors: on how many propositions it spoke itself, with or without taking a side."
    }

    fn values(&self, comparison: &Comparison) -> BTreeMap<String, Value> {
        let own = comparison.positions.iter().filter(|position| position.is_own());
        let taken_up: BTreeSet<(&str, &str)> = own.map(|position| (position.actor.as_str(), position.proposition_id.as_str())).collect();
        count(taken_up.into_iter().map(|(actor, _)| actor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance::{Oppose, Support, Undecided};
    use crate::model::made_up::{group_position, position};

    #[test]
    fn what_a_group_said_is_not_taken_up_by_its_member() {
        let positions = vec![
            position("FRA", "a", Support),
            position("FRA", "b", Undecided),
            group_position("FRA", "EUE", "c", Support),
            position("RUS", "a", Oppose),
        ];
        let comparison = Comparison { positions, ..Comparison::default() };
        let expected = [("FRA".to_owned(), Value::Count(2)), ("RUS".to_owned(), Value::Count(1))];
        assert_eq!(Propositions.values(&comparison), BTreeMap::from(expected));
    }
}
