//! How evenly a proposition divides those that took a side.

use super::Measure;
use crate::model::{Comparison, Value};
use std::collections::BTreeMap;

/// The controversy of a proposition.
pub(super) struct Controversy;

impl Measure for Controversy {
    fn name(&self) -> &'static str {
        "controversy"
    }

    fn explanation(&self) -> &'static str {
        "Propositions: twice the smaller share among the actors that took a side, 0 (one-sided) to 1 (evenly split)."
    }

    fn values(&self, comparison: &Comparison) -> BTreeMap<String, Value> {
        comparison.ground.iter().map(|ground| (ground.proposition_id.clone(), Value::Number(ground.controversy))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::ground;
    use crate::model::Stance::{Oppose, Support};
    use crate::model::made_up::position;

    #[test]
    fn an_even_split_is_one() {
        let positions = [position("FRA", "a", Support), position("RUS", "a", Oppose)];
        let comparison = Comparison { ground: ground(&positions, &[], ["FRA", "RUS"]), ..Comparison::default() };
        assert_eq!(Controversy.values(&comparison), BTreeMap::from([("a".to_owned(), Value::Number(1.0))]));
    }
}
