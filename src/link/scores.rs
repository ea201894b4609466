//! Other stances for known positions come in, what pairs would score then goes out: counted, not listed.

use super::rules::{related, same_proposition};
use crate::codebook::{RelationKind, Relations};
use crate::model::{LinkKind, Pair, Position, Stance};
use std::collections::BTreeMap;

/// Scores pairs again and again, for stances that change. Positions and pairs stay: see [`Scorer::new`].
#[derive(Debug)]
pub struct Scorer {
    actors: usize,
    /// For each proposition, by actor: the places of its own positions, in the order of via.
    spoken: Vec<Vec<(usize, Vec<usize>)>>,
    /// Two related propositions; and whether the relation holds both ways and has been gone through the other way.
    relations: Vec<(usize, usize, RelationKind, bool)>,
    /// The two actors of each pair.
    pairs: Vec<(usize, usize)>,
}

/// What is counted of two actors.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    met: bool,
    agree: u32,
    conflict: u32,
    differ: u32,
}

impl Scorer {
    /// Prepares to score these pairs, which [`super::pairs`] made of these positions.
    #[must_use]
    pub fn new(positions: &[Position], relations: &Relations, pairs: &[Pair]) -> Self {
        let own = || positions.iter().enumerate().filter(|(_, position)| position.is_own());
        let mut number: BTreeMap<&str, usize> = own().map(|(_, position)| (position.actor.as_str(), 0)).collect();
        number.values_mut().enumerate().for_each(|(at, number)| *number = at);
        let mut spoken: BTreeMap<&str, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
        for (place, position) in own() {
            spoken.entry(&position.proposition_id).or_default().entry(number[position.actor.as_str()]).or_default().push(place);
        }
        let of: BTreeMap<&str, usize> = spoken.keys().enumerate().map(|(at, id)| (*id, at)).collect();
        let relation = |(first, second, kind): (&str, &str, RelationKind)| {
            let again = kind == RelationKind::Entails && second < first && relations.entails(second, first);
            (first != second).then_some((*of.get(first)?, *of.get(second)?, kind, again))
        };
        let actor = |id: &str| number.get(id).copied();
        Self {
            actors: number.len(),
            relations: relations.iter().filter_map(relation).collect(),
            pairs: pairs.iter().map(|pair| (actor(&pair.a).unwrap_or(0), actor(&pair.b).unwrap_or(0))).collect(),
            spoken: spoken
                .into_values()
                .map(|actors| {
                    let by_via = |mut places: Vec<usize>| {
                        places.sort_by_key(|place| positions[*place].via);
                        places
                    };
                    actors.into_iter().map(|(actor, places)| (actor, by_via(places))).collect()
                })
                .collect(),
        }
    }

    /// The score of each pair if the positions had these stances, in their order; none for a position that is not there, and none for
    /// a pair that then shares nothing. With the stances of the positions themselves these are the scores of the pairs.
    ///
    /// Cost: for each proposition the pairs of actors that spoke of it, for each relation the pairs across.
    #[must_use]
    pub fn scores(&self, stances: &[Option<Stance>]) -> Vec<Option<f64>> {
        let n = self.actors;
        let here = |actors: &Vec<(usize, Vec<usize>)>| -> Vec<(usize, Stance)> {
            let stance = |places: &[usize]| places.iter().find_map(|place| stances.get(*place).copied().flatten());
            actors.iter().filter_map(|(actor, places)| Some((*actor, stance(places)?))).collect()
        };
        let spoken: Vec<Vec<(usize, Stance)>> = self.spoken.iter().map(here).collect();
        let mut counts = vec![Count::default(); n * n];
        for actors in &spoken {
            for (at, (a, stance_a)) in actors.iter().enumerate() {
                for (b, stance_b) in &actors[at + 1..] {
                    let count = &mut counts[a * n + b];
                    count.met = true;
                    count.add(same_proposition(*stance_a, *stance_b));
                }
            }
        }
        for (first, second, kind, again) in &self.relations {
            for (holder, held) in &spoken[*first] {
                for (other, stance) in spoken[*second].iter().filter(|(other, _)| other != holder) {
                    let found = related(*kind, *held, *stance);
                    // Two that entail each other make one entry, not two.
                    if !*again || related(*kind, *stance, *held) != found {
                        counts[holder.min(other) * n + holder.max(other)].add(found);
                    }
                }
            }
        }
        self.pairs.iter().map(|(a, b)| counts.get(a * n + b).and_then(Count::score)).collect()
    }
}

impl Count {
    fn add(&mut self, kind: Option<LinkKind>) {
        self.met |= kind.is_some();
        match kind {
            Some(LinkKind::Agrees) => self.agree += 1,
            Some(LinkKind::Conflicts) => self.conflict += 1,
            Some(LinkKind::Differs) => self.differ += 1,
            None => {}
        }
    }

    fn score(&self) -> Option<f64> {
        let all = self.agree + self.conflict + self.differ;
        let share = if all == 0 { 0.0 } else { (f64::from(self.agree) - f64::from(self.conflict)) / f64::from(all) };
        self.met.then_some(share)
    }
}
