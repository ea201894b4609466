//! Positions come in, pairs of actors with what they agree and conflict on go out.

use super::rules::{related, same_proposition};
use crate::codebook::Relations;
use crate::model::{LinkKind, Pair, Position, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// Every two actors that spoke of the same or of related propositions, by their ids.
///
/// States stand with their national positions, groups with their own; what a member inherits from its group is not its own
/// and pairs it with no one. A group may be paired with its own member: that is where a member departs from its group.
/// One pass per proposition over the pairs of actors that spoke of it.
#[must_use]
pub fn pairs(positions: &[Position], relations: &Relations) -> Vec<Pair> {
    let spoken = by_proposition(positions);
    let mut found: BTreeMap<(&str, &str), Sheet> = BTreeMap::new();
    for (proposition, actors) in &spoken {
        for (at, (actor_a, stance_a)) in actors.iter().enumerate() {
            for (actor_b, stance_b) in &actors[at + 1..] {
                let sheet = found.entry((actor_a, actor_b)).or_default();
                sheet.shared += 1;
                if let Some(kind) = same_proposition(*stance_a, *stance_b) {
                    sheet.of(kind).insert((*proposition).to_owned());
                }
            }
        }
    }
    for (first, second, relation) in relations.iter().filter(|(first, second, _)| first != second) {
        let (Some(holders), Some(others)) = (spoken.get(first), spoken.get(second)) else { continue };
        for (holder, held) in holders {
            for (other, stance) in others.iter().filter(|(other, _)| other != holder) {
                let Some(kind) = related(relation, *held, *stance) else { continue };
                let (pair, entry) = if holder < other {
                    ((*holder, *other), format!("{first}/{second}"))
                } else {
                    ((*other, *holder), format!("{second}/{first}"))
                };
                found.entry(pair).or_default().of(kind).insert(entry);
            }
        }
    }
    found.into_iter().map(|((a, b), sheet)| sheet.pair(a, b)).collect()
}

/// What two actors share so far.
#[derive(Debug, Default)]
struct Sheet {
    shared: usize,
    agree: BTreeSet<String>,
    conflict: BTreeSet<String>,
    differ: BTreeSet<String>,
}

impl Sheet {
    fn of(&mut self, kind: LinkKind) -> &mut BTreeSet<String> {
        match kind {
            LinkKind::Agrees => &mut self.agree,
            LinkKind::Conflicts => &mut self.conflict,
            LinkKind::Differs => &mut self.differ,
        }
    }

    fn pair(self, a: &str, b: &str) -> Pair {
        let [agree, conflict, differ] = [self.agree, self.conflict, self.differ].map(|ids| ids.into_iter().collect::<Vec<_>>());
        let all = agree.len() + conflict.len() + differ.len();
        let score = if all == 0 { 0.0 } else { (agree.len() as f64 - conflict.len() as f64) / all as f64 };
        Pair { a: a.to_owned(), b: b.to_owned(), n_shared: self.shared, agree, conflict, differ, score }
    }
}

/// For every proposition the actors that spoke of it themselves and their stance, by id. An actor that has two own rows (a
/// group that also speaks nationally) counts with the first in the order of via.
pub(super) fn by_proposition(positions: &[Position]) -> BTreeMap<&str, Vec<(&str, Stance)>> {
    let mut found: BTreeMap<&str, BTreeMap<&str, &Position>> = BTreeMap::new();
    for position in positions.iter().filter(|position| position.is_own()) {
        let own = found.entry(&position.proposition_id).or_default().entry(&position.actor).or_insert(position);
        if position.via < own.via {
            *own = position;
        }
    }
    let flat = |actors: BTreeMap<_, &Position>| actors.into_iter().map(|(actor, position)| (actor, position.stance)).collect();
    found.into_iter().map(|(proposition, actors)| (proposition, flat(actors))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::RelationKind;
    use crate::model::Stance::{Oppose, Reservation, Support, Undecided};
    use crate::model::made_up::{group_position, position};

    fn relations() -> Relations {
        let mut relations = Relations::default();
        relations.add("rule", "principle", RelationKind::Contradicts);
        relations.add("treaty", "binding", RelationKind::Entails);
        relations
    }

    #[test]
    fn a_pair_counts_what_it_shares_and_names_what_it_agrees_and_conflicts_on() {
        let positions = [
            position("FRA", "norms", Support),
            position("FRA", "poa", Support),
            position("FRA", "rule", Support),
            position("FRA", "law", Undecided),
            position("RUS", "law", Support),
            position("RUS", "norms", Reservation),
            position("RUS", "poa", Oppose),
            position("RUS", "principle", Support),
        ];
        let found = pairs(&positions, &relations());
        assert_eq!(found.len(), 1);
        let pair = &found[0];
        assert_eq!((pair.a.as_str(), pair.b.as_str(), pair.n_shared), ("FRA", "RUS", 3));
        assert_eq!(
            (pair.agree.join(" "), pair.conflict.join(" "), pair.differ.join(" ")),
            (String::new(), "poa rule/principle".to_owned(), "norms".to_owned())
        );
        assert!((pair.score - -2.0 / 3.0).abs() < 1e-12, "{}", pair.score);
    }

    #[test]
    fn the_first_id_of_an_entry_is_what_the_first_actor_spoke_of() {
        let found = pairs(&[position("FRA", "binding", Support), position("RUS", "treaty", Support)], &relations());
        assert_eq!((found[0].n_shared, found[0].agree.as_slice()), (0, ["binding/treaty".to_owned()].as_slice()));
    }

    #[test]
    fn strangers_are_no_pair_and_members_do_not_inherit_partners() {
        let positions = [position("FRA", "norms", Support), position("RUS", "poa", Support), group_position("FRA", "EUE", "poa", Support)];
        assert_eq!(pairs(&positions, &relations()), []);
    }

    #[test]
    fn a_group_may_be_paired_with_its_member() {
        let positions =
            [group_position("EUE", "EUE", "poa", Support), group_position("FRA", "EUE", "poa", Support), position("FRA", "poa", Oppose)];
        let found = pairs(&positions, &relations());
        assert_eq!((found.len(), found[0].a.as_str(), found[0].conflict.len()), (1, "EUE", 1));
    }
}
