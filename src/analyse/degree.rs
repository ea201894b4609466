//! How many others a node of the graphs is joined to.

use super::{Measure, count};
use crate::model::{Comparison, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The number of an actor's partners, and of the actors that spoke of a proposition.
pub(super) struct Degree;

impl Measure for Degree {
    fn name(&self) -> &'static str {
        "degree"
    }

    fn explanation(&self) -> &'static str {
        "Actors: with how many others it spoke of the same or related propositions. Propositions: how many actors spoke of it."
    }

    fn values(&self, comparison: &Comparison) -> BTreeMap<String, Value> {
        let own = comparison.positions.iter().filter(|position| position.is_own());
        let spoken: BTreeSet<(&str, &str)> = own.map(|position| (position.proposition_id.as_str(), position.actor.as_str())).collect();
        let partners = comparison.pairs.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]);
        count(partners.chain(spoken.into_iter().map(|(proposition, _)| proposition)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Pair;
    use crate::model::Stance::{Oppose, Support};
    use crate::model::made_up::position;

    #[test]
    fn an_actor_has_partners_and_a_proposition_has_speakers() {
        let pair =
            Pair { a: "FRA".into(), b: "RUS".into(), n_shared: 1, agree: vec![], conflict: vec!["a".into()], differ: vec![], score: -1.0 };
        let positions = vec![position("FRA", "a", Support), position("RUS", "a", Oppose), position("USA", "b", Oppose)];
        let comparison = Comparison { positions, pairs: vec![pair], ..Comparison::default() };
        let expected = [("FRA", 1), ("RUS", 1), ("a", 2), ("b", 1)].map(|(id, n)| (id.to_owned(), Value::Count(n)));
        assert_eq!(Degree.values(&comparison), BTreeMap::from(expected));
    }
}
