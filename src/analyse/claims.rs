//! How many claims an actor made, and how many were made on a proposition.

use super::{Measure, count};
use crate::model::{Claim, Comparison, Value, Via};
use std::collections::BTreeMap;

/// The number of an actor's or a proposition's claims.
pub(super) struct Claims;

impl Measure for Claims {
    fn name(&self) -> &'static str {
        "n_claims"
    }

    fn explanation(&self) -> &'static str {
        "Actors: how many claims it made itself. Propositions: how many claims were made on it. Reported views are not counted."
    }

    fn values(&self, comparison: &Comparison) -> BTreeMap<String, Value> {
        let own = |claim: &&Claim| matches!(claim.via, Via::National | Via::Group) && !claim.holder.is_empty();
        let ids = |claim: &'_ Claim| [claim.holder.clone(), claim.proposition_id.clone()];
        let ids: Vec<String> = comparison.claims.iter().filter(own).flat_map(ids).collect();
        count(ids.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance::{Oppose, Support};
    use crate::model::made_up::{claim, group_claim};

    #[test]
    fn reported_views_are_not_counted() {
        let reported = Claim { via: Via::Reported, ..claim("USA", "a", Oppose) };
        let claims = vec![claim("FRA", "a", Support), claim("FRA", "a", Oppose), group_claim("EUE", "a", Support), reported];
        let comparison = Comparison { claims, ..Comparison::default() };
        let expected = [("EUE", 1), ("FRA", 2), ("a", 3)].map(|(id, n)| (id.to_owned(), Value::Count(n)));
        assert_eq!(Claims.values(&comparison), BTreeMap::from(expected));
    }
}
