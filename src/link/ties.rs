//! Positions come in, ties go out: the field's congruence and conflict between every two actors.

use super::positions::by_proposition;
use crate::model::{Position, Tie};
use std::collections::BTreeMap;

/// The width of the declared scale −1…1, whatever part of it was observed.
const SCALE_WIDTH: f64 = 2.0;

/// The tie of every two actors that spoke of a proposition in common, by their ids.
///
/// Every actor counts once per proposition, with the value of its own position's stance: congruence is the sum of
/// 1 − |value − value′| / 2 over shared propositions, conflict the sum of |value − value′| / 2, net their difference.
/// One pass per proposition over the pairs of actors that spoke of it.
///
/// Source: Leifeld, *Discourse Network Analyzer Manual* (congruence, conflict and subtract networks, one statement each).
#[must_use]
pub fn ties(positions: &[Position]) -> Vec<Tie> {
    let mut found: BTreeMap<(&str, &str), (usize, f64)> = BTreeMap::new();
    for actors in by_proposition(positions).values() {
        for (at, (a, stance_a)) in actors.iter().enumerate() {
            for (b, stance_b) in &actors[at + 1..] {
                let (shared, conflict) = found.entry((a, b)).or_default();
                *shared += 1;
                *conflict += (stance_a.value() - stance_b.value()).abs() / SCALE_WIDTH;
            }
        }
    }
    let tie = |((a, b), (shared, conflict)): ((&str, &str), (usize, f64))| {
        let congruence = shared as f64 - conflict;
        Tie { a: a.to_owned(), b: b.to_owned(), shared, congruence, conflict, net: congruence - conflict }
    };
    found.into_iter().map(tie).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance::{Oppose, Qualified, Support, Undecided};
    use crate::model::made_up::{group_position, position};

    #[test]
    fn congruence_and_conflict_share_out_every_common_proposition() {
        let positions = [
            position("FRA", "a", Support),
            position("FRA", "b", Support),
            position("FRA", "c", Undecided),
            position("FRA", "d", Support),
            position("RUS", "a", Support),
            position("RUS", "b", Oppose),
            position("RUS", "c", Qualified),
        ];
        let found = ties(&positions);
        assert_eq!(found.len(), 1);
        let tie = &found[0];
        assert_eq!((tie.a.as_str(), tie.b.as_str(), tie.shared), ("FRA", "RUS", 3));
        assert!((tie.congruence - 1.75).abs() < 1e-12 && (tie.conflict - 1.25).abs() < 1e-12 && (tie.net - 0.5).abs() < 1e-12, "{tie:?}");
    }

    #[test]
    fn a_derived_row_ties_no_one() {
        assert_eq!(ties(&[group_position("FRA", "EUE", "a", Support), position("RUS", "a", Support)]), []);
    }
}
