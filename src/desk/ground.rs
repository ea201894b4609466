//! What is common ground on each proposition, and which word an honest report may use for those behind it.

use super::book::{Book, Held};
use crate::model::{PropositionEntry, Side, Stance};
use std::collections::BTreeMap;

/// From how many actors on a report may say what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// "States" without a limit needs so many that say so, nobody who says otherwise or takes no side, …
    pub states: usize,
    /// … and this share of those that spoke in the run, 0–1.
    pub states_share: f64,
    /// "many States" needs so many that say so …
    pub many: usize,
    /// … and this share of those that spoke in the run, 0–1; …
    pub many_share: f64,
    /// … or so many, however many spoke.
    pub many_anyway: usize,
    /// "some States" needs so many that say so.
    pub some: usize,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { states: 3, states_share: 0.5, many: 3, many_share: 1.0 / 3.0, many_anyway: 10, some: 2 }
    }
}

/// Who stands where on a proposition.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground<'a> {
    /// The proposition.
    pub entry: &'a PropositionEntry,
    /// The actors of each stance that they took themselves, a group as one actor.
    pub by_stance: BTreeMap<Stance, Vec<&'a str>>,
    /// Those that said nothing themselves while a group of theirs spoke.
    pub of_groups: Vec<&'a str>,
    /// Those for whom nobody spoke.
    pub silent: Vec<&'a str>,
    /// All that spoke in the run and are looked at: the denominator.
    pub speakers: usize,
    /// 2 · min(share for, share against) among those that took a side, 0…1.
    pub controversy: f64,
}

impl<'a> Ground<'a> {
    /// The actors of a stance.
    #[must_use]
    pub fn of(&self, stance: Stance) -> &[&'a str] {
        self.by_stance.get(&stance).map_or(&[], Vec::as_slice)
    }

    /// The actors whose stance points that way.
    #[must_use]
    pub fn on(&self, side: Side) -> Vec<&'a str> {
        let mut found: Vec<&str> =
            self.by_stance.iter().filter(|(stance, _)| stance.side() == side).flat_map(|(_, actors)| actors).copied().collect();
        found.sort_unstable();
        found
    }

    /// How many say that they are on this side. A practice is not yet a view: those that merely act so are not counted.
    #[must_use]
    pub fn say_so(&self, side: Side) -> usize {
        self.on(side).len() - if side == Side::For { self.of(Stance::Practice).len() } else { 0 }
    }

    /// The word that an honest report may use for those on this side: "States", "many States", "some States", "a State", or none.
    #[must_use]
    pub fn quantifier(&self, side: Side, thresholds: &Thresholds) -> &'static str {
        let n = self.say_so(side);
        let all: usize = self.by_stance.values().map(Vec::len).sum();
        let others = all - self.on(side).len();
        let share = if self.speakers == 0 { 0.0 } else { n as f64 / self.speakers as f64 };
        if n >= thresholds.states && others == 0 && share >= thresholds.states_share {
            "States"
        } else if n >= thresholds.many_anyway || (n >= thresholds.many && share >= thresholds.many_share) {
            "many States"
        } else if n >= thresholds.some {
            "some States"
        } else if n > 0 {
            "a State"
        } else {
            ""
        }
    }
}

/// Who stands where on each proposition that is looked at and that somebody took up, in codebook order.
#[must_use]
pub fn ground<'a>(book: &Book<'a>) -> Vec<Ground<'a>> {
    let actors = book.actors();
    book.propositions(&actors).into_iter().map(|entry| of_one(book, &actors, entry)).collect()
}

fn of_one<'a>(book: &Book<'a>, actors: &[&'a str], entry: &'a PropositionEntry) -> Ground<'a> {
    let mut ground =
        Ground { entry, by_stance: BTreeMap::new(), of_groups: Vec::new(), silent: Vec::new(), speakers: actors.len(), controversy: 0.0 };
    for actor in actors {
        match book.held(actor, &entry.id) {
            Held::Own(position) => ground.by_stance.entry(position.stance).or_default().push(actor),
            Held::OfGroups(_) => ground.of_groups.push(actor),
            Held::Silent => ground.silent.push(actor),
        }
    }
    let (with, against) = (ground.on(Side::For).len(), ground.on(Side::Against).len());
    ground.controversy = if with + against == 0 { 0.0 } else { 2.0 * with.min(against) as f64 / (with + against) as f64 };
    ground
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Scope;
    use crate::model::Comparison;
    use crate::model::Stance::{Oppose, Practice, Support, Undecided};
    use crate::model::made_up::position;

    fn words(stances: &[Stance], speakers: usize) -> (String, String) {
        let actor = |at: usize| format!("S{at:02}");
        let comparison = Comparison {
            propositions: vec![PropositionEntry { id: "p".into(), topic: "T".into(), wording: "W.".into() }],
            speakers: (0..speakers).map(|at| (actor(at), Vec::new())).collect(),
            positions: stances.iter().enumerate().map(|(at, stance)| position(&actor(at), "p", *stance)).collect(),
            ..Comparison::default()
        };
        let scope = Scope::default();
        let found = ground(&Book::new(&comparison, &scope));
        let word = |side| found[0].quantifier(side, &Thresholds::default()).to_owned();
        (word(Side::For), word(Side::Against))
    }

    #[test]
    fn the_word_follows_the_number_and_the_silence_of_the_others() {
        for (stances, speakers, with, against) in [
            (vec![Support; 3], 6, "States", ""),
            (vec![Support; 3], 7, "many States", ""),
            (vec![Support; 3], 10, "some States", ""),
            (vec![Support, Support, Support, Undecided], 6, "many States", ""),
            (vec![Support, Oppose], 2, "a State", "a State"),
            (vec![Practice; 5], 5, "", ""),
            (vec![Support; 10], 193, "many States", ""),
            (vec![Oppose; 4], 4, "", "States"),
        ] {
            assert_eq!(words(&stances, speakers), (with.to_owned(), against.to_owned()), "{stances:?} of {speakers}");
        }
    }
}
