//! Positions come in, pairs of actors with what they agree and conflict on go out.

use super::sheets::{Entry, Sheets};
use crate::codebook::Relations;
use crate::model::{Pair, Position, Stance};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Every two actors that spoke of the same or of related propositions, by their ids.
///
/// States stand with their national positions, groups with their own; what a member inherits from its group is not its own
/// and pairs it with no one. A group may be paired with its own member: that is where a member departs from its group.
/// Costs a few steps for every two actors and 64 propositions, and one for each proposition that is listed.
#[must_use]
pub fn pairs(positions: &[Position], relations: &Relations) -> Vec<Pair> {
    let spoken = by_proposition(positions);
    let propositions: Vec<&str> = spoken.keys().copied().collect();
    let actors: BTreeSet<&str> = spoken.values().flatten().map(|(actor, _)| *actor).collect();
    let actors: Vec<&str> = actors.into_iter().collect();
    let mut stances = vec![None; actors.len() * propositions.len()];
    for (at, held) in spoken.values().enumerate() {
        for (actor, stance) in held {
            if let Ok(actor) = actors.binary_search(actor) {
                stances[actor * propositions.len() + at] = Some(*stance);
            }
        }
    }
    let (names, entries) = entries(&propositions, relations);
    let sheets = Sheets::new(&stances, propositions.len(), &entries);
    let pair = |a: usize, b: usize| {
        let named = |places: Vec<usize>| {
            let mut ids: Vec<String> = places.into_iter().map(|place| names[place].clone()).collect();
            ids.dedup();
            ids
        };
        let shared = sheets.shared(a, b) as usize;
        let [agree, conflict, differ] = sheets.listed(a, b).map(named);
        let all = agree.len() + conflict.len() + differ.len();
        let score = if all == 0 { 0.0 } else { (agree.len() as f64 - conflict.len() as f64) / all as f64 };
        let pair = || Pair { a: actors[a].to_owned(), b: actors[b].to_owned(), n_shared: shared, agree, conflict, differ, score };
        (shared + all > 0).then(pair)
    };
    let later = |a: usize| (a + 1..actors.len()).filter_map(|b| pair(a, b)).collect::<Vec<_>>();
    (0..actors.len()).into_par_iter().flat_map_iter(later).collect()
}

/// What two actors can meet on, by name: the propositions, and `id/id` for two that are related.
fn entries(propositions: &[&str], relations: &Relations) -> (Vec<String>, Vec<Entry>) {
    let mut entries: BTreeMap<(String, usize, usize), Entry> =
        propositions.iter().enumerate().map(|(at, id)| (((*id).to_owned(), at, at), Entry::same(at))).collect();
    for (first, second, relation) in relations.iter().filter(|(first, second, _)| first != second) {
        let (Ok(first), Ok(second)) = (propositions.binary_search(&first), propositions.binary_search(&second)) else { continue };
        for entry in Entry::both_ways(first, second, relation) {
            let key = (format!("{}/{}", propositions[entry.first], propositions[entry.second]), entry.first, entry.second);
            entries.entry(key).and_modify(|known| known.join(&entry)).or_insert(entry);
        }
    }
    entries.into_iter().map(|((name, ..), entry)| (name, entry)).unzip()
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
    use crate::learn::Random;
    use crate::link::counted;
    use crate::link::rules::{related, same_proposition};
    use crate::model::LinkKind;
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

    /// Every two actors on every two propositions, straight from the rules: the names of what they agree, conflict and differ on.
    fn slow(positions: &[Position], relations: &Relations) -> Vec<Pair> {
        let spoken = by_proposition(positions);
        let actors: BTreeSet<&str> = spoken.values().flatten().map(|(actor, _)| *actor).collect();
        let held = |actor: &str, id: &str| spoken[id].iter().find(|(one, _)| *one == actor).map(|(_, stance)| *stance);
        let mut found = Vec::new();
        for (a, b) in actors.iter().flat_map(|a| actors.iter().map(move |b| (*a, *b))).filter(|(a, b)| a < b) {
            let mut links: BTreeSet<(u8, String)> = BTreeSet::new();
            let mut link = |kind: Option<LinkKind>, name: String| {
                let place = kind.map(|kind| match kind {
                    LinkKind::Agrees => 0,
                    LinkKind::Conflicts => 1,
                    LinkKind::Differs => 2,
                });
                links.extend(place.map(|place| (place, name)));
            };
            let mut shared = 0;
            for id in spoken.keys() {
                if let (Some(of_a), Some(of_b)) = (held(a, id), held(b, id)) {
                    shared += 1;
                    link(same_proposition(of_a, of_b), (*id).to_owned());
                }
            }
            for (first, second, kind) in relations.iter().filter(|(p, q, _)| p != q && spoken.contains_key(p) && spoken.contains_key(q)) {
                if let (Some(of_a), Some(of_b)) = (held(a, first), held(b, second)) {
                    link(related(kind, of_a, of_b), format!("{first}/{second}"));
                }
                if let (Some(of_b), Some(of_a)) = (held(b, first), held(a, second)) {
                    link(related(kind, of_b, of_a), format!("{second}/{first}"));
                }
            }
            let list = |place: u8| links.iter().filter(|link| link.0 == place).map(|link| link.1.clone()).collect::<Vec<_>>();
            let [agree, conflict, differ] = [0, 1, 2].map(list);
            let all = agree.len() + conflict.len() + differ.len();
            let score = if all == 0 { 0.0 } else { (agree.len() as f64 - conflict.len() as f64) / all as f64 };
            if shared + all > 0 {
                found.push(Pair { a: a.to_owned(), b: b.to_owned(), n_shared: shared, agree, conflict, differ, score });
            }
        }
        found
    }

    #[test]
    fn bits_find_what_the_rules_find_one_by_one_and_count_as_much() {
        let mut random = Random(11);
        for round in 0..12 {
            // More than 64 entries, so that rows have more than one word; ids whose order with "/" differs from their own.
            let ids: Vec<String> = (0..90).map(|at| format!("{}{}", ["p", "p.", "p-", "p0"][at % 4], at)).collect();
            let mut relations = Relations::default();
            for _ in 0..60 {
                let kinds = [RelationKind::Contradicts, RelationKind::Conflicts, RelationKind::Differs, RelationKind::Entails];
                relations.add(&ids[random.below(90)], &ids[random.below(90)], kinds[random.below(4)]);
            }
            let mut positions: Vec<Position> = (0..round * 60)
                .map(|_| position(&format!("A{}", random.below(9)), &ids[random.below(90)], Stance::ALL[random.below(6)]))
                .collect();
            positions.extend((0..round).map(|_| group_position("A3", "EUE", &ids[random.below(90)], Support)));
            let found = pairs(&positions, &relations);
            assert_eq!(found, slow(&positions, &relations), "round {round}");
            // The same by number.
            let spoken = by_proposition(&positions);
            let known: Vec<&str> = spoken.keys().copied().collect();
            let actors: Vec<&str> = spoken.values().flatten().map(|(actor, _)| *actor).collect::<BTreeSet<_>>().into_iter().collect();
            let held = |actor: &str, id: &str| spoken[id].iter().find(|(one, _)| *one == actor).map(|(_, stance)| *stance);
            let stances: Vec<Option<Stance>> = actors.iter().flat_map(|actor| known.iter().map(|id| held(actor, id))).collect();
            let number = |id: &str| known.binary_search(&id).ok();
            let related: Vec<_> = relations.iter().filter_map(|(p, q, kind)| Some((number(p)?, number(q)?, kind))).collect();
            let counts: Vec<[usize; 6]> = counted(&stances, known.len(), &related)
                .iter()
                .map(|pair| [pair.a, pair.b].into_iter().chain([pair.shared, pair.agree, pair.conflict, pair.differ].map(|n| n as usize)))
                .map(|row| row.collect::<Vec<_>>().try_into().unwrap())
                .collect();
            let place = |actor: &str| actors.binary_search(&actor).unwrap();
            let expected: Vec<[usize; 6]> = found
                .iter()
                .map(|pair| [place(&pair.a), place(&pair.b), pair.n_shared, pair.agree.len(), pair.conflict.len(), pair.differ.len()])
                .collect();
            assert_eq!(counts, expected, "round {round}");
        }
    }
}
