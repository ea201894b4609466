//! How far an actor says the same each time.

use super::Measure;
use crate::model::{Comparison, Value};
use std::collections::BTreeMap;

/// The mean consistency of an actor's own positions.
pub(super) struct Consistency;

impl Measure for Consistency {
    fn name(&self) -> &'static str {
        "mean_consistency"
    }

    fn explanation(&self) -> &'static str {
        "Actors: the mean over its own positions of their consistency, 0 (as much for as against) to 1 (all one way)."
    }

    fn values(&self, comparison: &Comparison) -> BTreeMap<String, Value> {
        let mut sums: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
        for position in comparison.positions.iter().filter(|position| position.is_own()) {
            let (sum, n) = sums.entry(&position.actor).or_default();
            *sum += position.consistency;
            *n += 1;
        }
        sums.into_iter().map(|(actor, (sum, n))| (actor.to_owned(), Value::Number(sum / n as f64))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Position;
    use crate::model::Stance::Support;
    use crate::model::made_up::position;

    #[test]
    fn the_mean_is_taken_over_own_positions() {
        let torn = Position { consistency: 0.5, ..position("FRA", "b", Support) };
        let comparison = Comparison { positions: vec![position("FRA", "a", Support), torn], ..Comparison::default() };
        assert_eq!(Consistency.values(&comparison), BTreeMap::from([("FRA".to_owned(), Value::Number(0.75))]));
    }
}
