//! What each actor changed between two periods; new voices and falling silent are kept apart from change.

use super::book::Scope;
use crate::model::{Claim, Date, Position, PropositionEntry, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// A stretch of time, and what was held in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Period {
    /// The dates of the first and the last statement in it.
    pub bounds: Option<(Date, Date)>,
    /// The positions, folded from the claims of this period alone.
    pub positions: Vec<Position>,
    /// The actors that spoke in it.
    pub speakers: BTreeSet<String>,
}

/// In which way an actor's position moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// From one side to the other.
    Turned,
    /// To another stance, short of turning: support to qualified, undecided to support.
    Moved,
    /// The same stance, insisted on more.
    Firmer,
    /// The same stance, insisted on less.
    Softer,
    /// It spoke in both periods, of this only in the new one.
    NewVoice,
    /// It spoke in both periods, of this only in the old one.
    FellSilent,
}

impl Change {
    /// All ways.
    pub const ALL: [Self; 6] = [Self::Turned, Self::Moved, Self::Firmer, Self::Softer, Self::NewVoice, Self::FellSilent];

    /// The name, as tables print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Turned => "turned",
            Self::Moved => "moved",
            Self::Firmer => "firmer",
            Self::Softer => "softer",
            Self::NewVoice => "new voice",
            Self::FellSilent => "fell silent",
        }
    }

    /// Whether a stance became another; strength, new voices and silence are no change of stance.
    #[must_use]
    pub fn is_of_stance(self) -> bool {
        matches!(self, Self::Turned | Self::Moved)
    }
}

/// One actor's move on one proposition.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved<'a> {
    /// The actor's id.
    pub actor: &'a str,
    /// The proposition.
    pub entry: &'a PropositionEntry,
    /// In which way it moved.
    pub change: Change,
    /// What it held, with the claim that speaks for it.
    pub old: Option<(&'a Position, Option<&'a Claim>)>,
    /// What it holds, with the claim that speaks for it.
    pub new: Option<(&'a Position, Option<&'a Claim>)>,
}

/// What changed between two periods.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drift<'a> {
    /// The moves: by the way, the proposition in codebook order, and the actor.
    pub moved: Vec<Moved<'a>>,
    /// How many positions are the same in both periods.
    pub steady: usize,
    /// The actors that spoke only in the old period, and only in the new one: nothing is said of their change.
    pub only_old: Vec<&'a str>,
    /// See `only_old`.
    pub only_new: Vec<&'a str>,
}

/// What changed from `old` to `new` on what is looked at. Only what actors said themselves counts, and only those that spoke in both
/// periods can change.
#[must_use]
pub fn drift<'a>(old: &'a Period, new: &'a Period, claims: &'a [Claim], propositions: &'a [PropositionEntry], scope: &Scope) -> Drift<'a> {
    let by_id: BTreeMap<&str, &Claim> = claims.iter().map(|claim| (claim.claim_id.as_str(), claim)).collect();
    let (before, after) = (own(old), own(new));
    let entries: BTreeMap<&str, (usize, &PropositionEntry)> =
        propositions.iter().enumerate().map(|(at, entry)| (entry.id.as_str(), (at, entry))).collect();
    let looked_at = |actor: &str| scope.actors.as_ref().is_none_or(|actors| actors.contains(actor));
    let only = |one: &'a Period, other: &'a Period| -> Vec<&'a str> {
        one.speakers.difference(&other.speakers).map(String::as_str).filter(|actor| looked_at(actor)).collect()
    };
    let mut found = Drift { only_old: only(old, new), only_new: only(new, old), ..Drift::default() };
    let keys: BTreeSet<(&str, &str)> = before.keys().chain(after.keys()).copied().collect();
    for (actor, proposition) in keys {
        let Some((_, entry)) = entries.get(proposition) else { continue };
        let is_in_both = [old, new].iter().all(|period| period.speakers.contains(actor));
        if !is_in_both || !looked_at(actor) || !scope.has(&entry.id, &entry.topic) {
            continue;
        }
        let (held, holds) = (before.get(&(actor, proposition)).copied(), after.get(&(actor, proposition)).copied());
        match change(held, holds) {
            Some(change) => {
                let with = |position: &'a Position| (position, by_id.get(position.claim_id.as_str()).copied());
                found.moved.push(Moved { actor, entry, change, old: held.map(with), new: holds.map(with) });
            }
            None => found.steady += 1,
        }
    }
    let place = |moved: &Moved<'_>| entries.get(moved.entry.id.as_str()).map_or(usize::MAX, |(at, _)| *at);
    found.moved.sort_by(|a, b| (a.change, place(a), a.actor).cmp(&(b.change, place(b), b.actor)));
    found
}

fn change(old: Option<&Position>, new: Option<&Position>) -> Option<Change> {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, _) => return Some(Change::NewVoice),
        (_, None) => return Some(Change::FellSilent),
    };
    // To act so and to say so is no change of mind.
    let same = |one: Stance, other: Stance| {
        one == other || (one, other) == (Stance::Practice, Stance::Support) || (other, one) == (Stance::Practice, Stance::Support)
    };
    if !same(old.stance, new.stance) {
        let turns = old.stance.value() * new.stance.value() < 0.0;
        return Some(if turns { Change::Turned } else { Change::Moved });
    }
    match new.strength.cmp(&old.strength) {
        std::cmp::Ordering::Greater => Some(Change::Firmer),
        std::cmp::Ordering::Less => Some(Change::Softer),
        std::cmp::Ordering::Equal => None,
    }
}

/// Own positions; of two, the first in the order of via.
fn own(period: &Period) -> BTreeMap<(&str, &str), &Position> {
    let mut found: BTreeMap<(&str, &str), &Position> = BTreeMap::new();
    for position in period.positions.iter().filter(|position| position.is_own()) {
        let own = found.entry((&position.actor, &position.proposition_id)).or_insert(position);
        if position.via < own.via {
            *own = position;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance::{Oppose, Practice, Qualified, Support, Undecided};
    use crate::model::made_up::position;

    #[test]
    fn a_change_of_stance_is_told_from_strength_new_voices_and_silence() {
        let of = |stance, strength| Some(Position { strength, ..position("A", "p", stance) });
        for (old, new, expected) in [
            (of(Support, 3), of(Oppose, 3), Some(Change::Turned)),
            (of(Support, 3), of(Qualified, 3), Some(Change::Moved)),
            (of(Undecided, 3), of(Support, 3), Some(Change::Moved)),
            (of(Practice, 3), of(Support, 3), None),
            (of(Support, 2), of(Support, 4), Some(Change::Firmer)),
            (of(Oppose, 5), of(Oppose, 3), Some(Change::Softer)),
            (None, of(Support, 3), Some(Change::NewVoice)),
            (of(Support, 3), None, Some(Change::FellSilent)),
        ] {
            assert_eq!(change(old.as_ref(), new.as_ref()), expected, "{old:?} {new:?}");
        }
    }

    #[test]
    fn who_spoke_in_one_period_only_did_not_change() {
        let period = |actors: &[&str], positions| Period {
            bounds: None,
            positions,
            speakers: actors.iter().map(|actor| (*actor).to_owned()).collect(),
        };
        let old = period(&["A", "B"], vec![position("A", "p", Support), position("B", "p", Support)]);
        let new = period(&["A", "C"], vec![position("A", "p", Oppose), position("C", "p", Support)]);
        let entries = [PropositionEntry { id: "p".into(), topic: "T".into(), wording: "W.".into() }];
        let found = drift(&old, &new, &[], &entries, &Scope::default());
        assert_eq!(found.moved.iter().map(|moved| (moved.actor, moved.change)).collect::<Vec<_>>(), [("A", Change::Turned)]);
        assert_eq!((found.only_old, found.only_new), (vec!["B"], vec!["C"]));
    }
}
