//! How much of what an actor says the codebook holds.

use super::Measure;
use crate::model::{Comparison, Coverage as Said, Value};
use std::collections::BTreeMap;

/// The share of an actor's position-taking sentences that the codebook holds.
pub(super) struct Coverage;

impl Measure for Coverage {
    fn name(&self) -> &'static str {
        "coverage"
    }

    fn explanation(&self) -> &'static str {
        "Actors that spoke: the share of their position-taking sentences that the codebook holds, 0–1."
    }

    fn values(&self, comparison: &Comparison) -> BTreeMap<String, Value> {
        let share = |one: &Said| Some((one.actor.clone(), Value::Number(one.said.share()?)));
        comparison.coverage.iter().filter_map(share).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Covered;

    #[test]
    fn who_took_no_position_has_no_coverage() {
        let said = |actor: &str, position_taking, coded| Said {
            actor: actor.to_owned(),
            said: Covered { position_taking, coded },
            ..Said::default()
        };
        let comparison = Comparison { coverage: vec![said("FRA", 4, 1), said("RUS", 0, 0)], ..Comparison::default() };
        assert_eq!(Coverage.values(&comparison), BTreeMap::from([("FRA".to_owned(), Value::Number(0.25))]));
    }
}
