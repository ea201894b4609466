//! Positions come in, common ground goes out: who stands where on each proposition, and what a report may say of it.

use crate::model::{CommonGround, Position, PropositionEntry, Side, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// "States" without a limit needs so many that are for it (all that spoke of it, and half of the run's actors).
pub const ALL_AT_LEAST: usize = 3;
/// "many States" needs so many that are for it, and a third of the run's actors.
pub const MANY_AT_LEAST: usize = 3;
/// So many that are for it are "many States" however large the run is.
pub const MANY_ACTORS: usize = 10;

/// Where the actors stand on each proposition that somebody took up, in the order of `propositions` (those that are not among
/// them last, by id). `speakers` are the ids of the actors that spoke in the run.
///
/// Only own positions count, a group's as one actor's. A speaker whose group spoke for it, and which said nothing itself,
/// is in no list and is not silent either.
pub fn ground<'a>(
    positions: &[Position],
    propositions: &[PropositionEntry],
    speakers: impl IntoIterator<Item = &'a str>,
) -> Vec<CommonGround> {
    let speakers: BTreeSet<&str> = speakers.into_iter().collect();
    let mut by_proposition: BTreeMap<&str, Vec<&Position>> = BTreeMap::new();
    for position in positions {
        by_proposition.entry(&position.proposition_id).or_default().push(position);
    }
    let listed: Vec<&str> = propositions.iter().map(|entry| entry.id.as_str()).collect();
    let known: BTreeSet<&str> = listed.iter().copied().collect();
    let unlisted = by_proposition.keys().copied().filter(|id| !known.contains(id));
    let order: Vec<&str> = listed.iter().copied().chain(unlisted).collect();
    order.iter().filter_map(|id| by_proposition.get(id)).filter_map(|positions| of_one(positions, &speakers)).collect()
}

/// The common ground on one proposition; none if there are derived rows only.
fn of_one(positions: &[&Position], speakers: &BTreeSet<&str>) -> Option<CommonGround> {
    let mut stances: BTreeMap<&str, &Position> = BTreeMap::new();
    for position in positions.iter().copied().filter(|position| position.is_own()) {
        let own = stances.entry(&position.actor).or_insert(position);
        if position.via < own.via {
            *own = position;
        }
    }
    let first = stances.values().next()?;
    let mut by_stance: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (actor, position) in &stances {
        by_stance.entry(position.stance.name().to_owned()).or_default().push((*actor).to_owned());
    }
    let touched: BTreeSet<&str> = positions.iter().map(|position| position.actor.as_str()).collect();
    let counts = Counts::of(stances.values().map(|position| position.stance));
    Some(CommonGround {
        proposition_id: first.proposition_id.clone(),
        topic: first.topic.clone(),
        proposition: first.proposition.clone(),
        by_stance,
        silent: speakers.difference(&touched).count(),
        controversy: counts.controversy(),
        quantifier: counts.quantifier(speakers.len()).to_owned(),
    })
}

/// How many actors stand where on one proposition.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Say that they are for it.
    say_so: usize,
    /// Act so, and did not say so.
    practise: usize,
    /// Took no side.
    neither: usize,
    against: usize,
}

impl Counts {
    fn of(stances: impl Iterator<Item = Stance>) -> Self {
        let mut counts = Self::default();
        for stance in stances {
            match (stance, stance.side()) {
                (Stance::Practice, _) => counts.practise += 1,
                (_, Side::For) => counts.say_so += 1,
                (_, Side::Neither) => counts.neither += 1,
                (_, Side::Against) => counts.against += 1,
            }
        }
        counts
    }

    /// Twice the smaller share among those that took a side.
    fn controversy(self) -> f64 {
        let with = self.say_so + self.practise;
        let sides = with + self.against;
        if sides == 0 { 0.0 } else { 2.0 * with.min(self.against) as f64 / sides as f64 }
    }

    /// The subject of an honest sentence "… support it". Only those that said so count: a practice is not yet a view.
    fn quantifier(self, actors: usize) -> &'static str {
        let n = self.say_so;
        if n >= ALL_AT_LEAST && self.neither + self.against == 0 && 2 * n >= actors {
            "States"
        } else if n >= MANY_ACTORS || (n >= MANY_AT_LEAST && 3 * n >= actors) {
            "many States"
        } else {
            ["", "a State", "some States"][n.min(2)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance::{Oppose, Practice, Qualified, Reservation, Support, Undecided};
    use crate::model::made_up::{group_position, position};

    /// A stance, and how many actors take it.
    type Share = (Stance, usize);

    /// So many actors with each stance on one proposition.
    fn stand(stances: &[Share]) -> Vec<Position> {
        let each = stances.iter().flat_map(|(stance, n)| std::iter::repeat_n(*stance, *n));
        each.enumerate().map(|(at, stance)| position(&format!("S{at:02}"), "p", stance)).collect()
    }

    #[test]
    fn a_report_may_say_no_more_than_the_numbers_do() {
        let cases: &[(&[Share], usize, &str)] = &[
            (&[(Support, 2), (Qualified, 1)], 6, "States"),
            (&[(Support, 3)], 7, "many States"),
            (&[(Support, 3), (Undecided, 1)], 4, "many States"),
            (&[(Support, 5), (Oppose, 1)], 6, "many States"),
            (&[(Support, 3)], 10, "some States"),
            (&[(Support, 10)], 100, "many States"),
            (&[(Support, 2)], 2, "some States"),
            (&[(Qualified, 1), (Oppose, 9)], 10, "a State"),
            (&[(Practice, 5)], 5, ""),
            (&[(Support, 3), (Practice, 2)], 6, "States"),
            (&[(Oppose, 5)], 5, ""),
        ];
        for (stances, actors, quantifier) in cases {
            let speakers: Vec<String> = (0..*actors).map(|at| format!("S{at:02}")).collect();
            let found = ground(&stand(stances), &[], speakers.iter().map(String::as_str));
            assert_eq!(found[0].quantifier, *quantifier, "{stances:?} of {actors}");
        }
    }

    #[test]
    fn controversy_is_twice_the_smaller_share_of_those_that_took_a_side() {
        let cases: &[(&[Share], f64)] = &[
            (&[(Support, 4)], 0.0),
            (&[(Support, 1), (Practice, 1), (Oppose, 1), (Reservation, 1)], 1.0),
            (&[(Support, 3), (Reservation, 1), (Undecided, 6)], 0.5),
            (&[(Undecided, 2)], 0.0),
        ];
        for (stances, controversy) in cases {
            let found = ground(&stand(stances), &[], []);
            assert!((found[0].controversy - controversy).abs() < 1e-12, "{stances:?}");
        }
    }

    #[test]
    fn a_member_spoken_for_is_neither_counted_nor_silent() {
        let positions =
            [group_position("EUE", "EUE", "p", Support), group_position("FRA", "EUE", "p", Support), position("RUS", "p", Oppose)];
        let found = ground(&positions, &[], ["EUE", "FRA", "RUS", "USA"]);
        let expected = [("oppose", "RUS"), ("support", "EUE")].map(|(stance, actor)| (stance.to_owned(), vec![actor.to_owned()]));
        assert_eq!((found[0].by_stance.clone(), found[0].silent), (BTreeMap::from(expected), 1));
    }

    #[test]
    fn propositions_come_in_codebook_order_and_only_those_taken_up() {
        let entry = |id: &str| PropositionEntry { id: id.to_owned(), topic: String::new(), wording: String::new() };
        let positions = [position("A", "a", Support), position("A", "z", Support), position("A", "text:3", Support)];
        let found = ground(&positions, &[entry("z"), entry("m"), entry("a")], []);
        let ids: Vec<&str> = found.iter().map(|ground| ground.proposition_id.as_str()).collect();
        assert_eq!(ids, ["z", "a", "text:3"]);
    }
}
