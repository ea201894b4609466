//! Events, in the order in which they happened → those that hold.

use crate::error::{Error, Result};
use crate::model::{Act, Decision, PropositionEntry};
use std::collections::{BTreeMap, BTreeSet};

/// The id that a decision has: 16 hexadecimal digits of the hash of all the rest of it.
#[must_use]
pub fn id(decision: &Decision) -> String {
    let rest = Decision { id: String::new(), ..decision.clone() };
    // Plain data cannot fail to become JSON.
    let written = serde_json::to_vec(&rest).unwrap_or_default();
    blake3::hash(&written).to_hex().as_str()[..16].to_owned()
}

/// The decision that an undo or a redo is about.
#[must_use]
pub fn taken_back(decision: &Decision) -> Option<&str> {
    match &decision.act {
        Act::Undo { of } | Act::Redo { of } => Some(of),
        _ => None,
    }
}

/// Decisions as JSON Lines, one a line.
///
/// # Errors
/// Never: plain data can be written.
pub fn lines(decisions: &[Decision]) -> Result<String> {
    let mut lines = String::new();
    for one in decisions {
        lines += &serde_json::to_string(one).map_err(|cause| Error::new("a decision could not be written").caused_by(cause))?;
        lines.push('\n');
    }
    Ok(lines)
}

/// All that was decided.
#[derive(Debug, Clone, Default)]
pub struct History {
    decisions: Vec<Decision>,
    /// Those that are taken back.
    undone: BTreeSet<String>,
}

impl History {
    /// Puts events in their order, each once, and sees what was taken back.
    #[must_use]
    pub fn of(mut decisions: Vec<Decision>) -> Self {
        decisions.sort();
        decisions.dedup_by(|a, b| a.id == b.id);
        let mut undone = BTreeSet::new();
        for decision in &decisions {
            match &decision.act {
                Act::Undo { of } => _ = undone.insert(of.clone()),
                Act::Redo { of } => _ = undone.remove(of),
                _ => {}
            }
        }
        Self { decisions, undone }
    }

    /// Every event, in the order in which they happened.
    #[must_use]
    pub fn all(&self) -> &[Decision] {
        &self.decisions
    }

    /// The decisions that hold: no undo or redo, nor what was undone.
    pub fn holding(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(|one| !self.undone.contains(&one.id) && !matches!(one.act, Act::Undo { .. } | Act::Redo { .. }))
    }

    /// The same as if nothing had been taken back.
    pub(super) fn as_if_all_held(&self) -> Self {
        Self { decisions: self.decisions.clone(), undone: BTreeSet::new() }
    }

    /// Whether a decision was taken back.
    #[must_use]
    pub fn is_undone(&self, id: &str) -> bool {
        self.undone.contains(id)
    }

    /// The last decision of a coder that holds: what an undo takes back.
    #[must_use]
    pub fn last(&self, by: &str) -> Option<&Decision> {
        let mine: Vec<&Decision> = self.holding().filter(|one| one.by == by).collect();
        // One that was taken back and holds again counts from then on.
        let again: BTreeMap<&str, usize> = self.moved(by, |act| if let Act::Redo { of } = act { Some(of) } else { None });
        let place = |one: &Decision| self.decisions.iter().position(|other| other.id == one.id).unwrap_or(0);
        mine.into_iter().max_by_key(|one| again.get(one.id.as_str()).copied().unwrap_or(0).max(place(one)))
    }

    /// The decision that a coder last took back, and that is still taken back: what a redo brings again.
    #[must_use]
    pub fn last_undone(&self, by: &str) -> Option<&Decision> {
        let taken = self.moved(by, |act| if let Act::Undo { of } = act { Some(of) } else { None });
        let (of, _) = taken.into_iter().filter(|(of, _)| self.undone.contains(*of)).max_by_key(|(_, place)| *place)?;
        self.decisions.iter().find(|one| one.id == of)
    }

    /// The last place at which a coder did something to each decision.
    fn moved<'a>(&'a self, by: &str, what: impl Fn(&'a Act) -> Option<&'a String>) -> BTreeMap<&'a str, usize> {
        let mine = self.decisions.iter().enumerate().filter(|(_, one)| one.by == by);
        mine.filter_map(|(place, one)| what(&one.act).map(|of| (of.as_str(), place))).collect()
    }

    /// The proposition that a proposition's claims belong to after all merges.
    #[must_use]
    pub fn merged<'a>(&'a self, proposition: &'a str) -> &'a str {
        let mut at = proposition;
        for decision in self.holding() {
            if let Act::Merge { from, into } = &decision.act
                && from == at
            {
                at = into;
            }
        }
        at
    }

    /// The propositions that people made by dividing others, in the order in which they were made. `entry` knows the others.
    #[must_use]
    pub fn made(&self, entry: &dyn Fn(&str) -> PropositionEntry) -> Vec<PropositionEntry> {
        let mut made: Vec<PropositionEntry> = Vec::new();
        for decision in self.holding() {
            if let Act::Split { from, made: id, wording } = &decision.act {
                let topic = made.iter().find(|one| one.id == *from).map_or_else(|| entry(from).topic, |one| one.topic.clone());
                made.retain(|one| one.id != *id);
                made.push(PropositionEntry { id: id.clone(), topic, wording: wording.clone() });
            }
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(at: u32, by: &str, act: Act) -> Decision {
        let mut made = Decision { at: format!("{at:04}"), id: String::new(), by: by.into(), settles: false, why: None, act };
        made.id = id(&made);
        made
    }

    fn merge(from: &str, into: &str) -> Act {
        Act::Merge { from: from.into(), into: into.into() }
    }

    #[test]
    fn undo_and_redo_go_back_and_forth_without_limit() {
        let mut events: Vec<Decision> = (0..4).map(|n| decision(n, "ann", merge(&format!("p{n}"), "q"))).collect();
        events.push(decision(5, "ben", merge("p9", "q")));
        let ids: Vec<String> = events.iter().take(4).map(|one| one.id.clone()).collect();
        let mut time = 10;
        let mut step = |events: &mut Vec<Decision>, back: bool| {
            let history = History::of(events.clone());
            let of = if back { history.last("ann") } else { history.last_undone("ann") }.map(|one| one.id.clone());
            let of = of?;
            time += 1;
            events.push(decision(time, "ann", if back { Act::Undo { of: of.clone() } } else { Act::Redo { of: of.clone() } }));
            Some(of)
        };
        for expected in ids.iter().rev() {
            assert_eq!(step(&mut events, true).as_ref(), Some(expected));
        }
        assert_eq!(step(&mut events, true), None);
        for expected in &ids {
            assert_eq!(step(&mut events, false).as_ref(), Some(expected));
        }
        assert_eq!(step(&mut events, false), None);
        assert_eq!(step(&mut events, true).as_ref(), Some(&ids[3]));
        assert_eq!(History::of(events).holding().count(), 4);
    }

    #[test]
    fn copies_in_any_order_are_one_history() {
        let events: Vec<Decision> = (0..3).map(|n| decision(n, "ann", merge(&format!("p{n}"), &format!("p{}", n + 1)))).collect();
        let mut twice: Vec<Decision> = events.iter().rev().cloned().collect();
        twice.extend(events.iter().cloned());
        let (once, twice) = (History::of(events), History::of(twice));
        assert_eq!(once.all(), twice.all());
        assert_eq!(once.merged("p0"), "p3");
        assert_eq!(once.merged("x"), "x");
    }

    #[test]
    fn a_decision_reads_back_as_it_was_written() {
        let made = decision(1, "ann", Act::Split { from: "p".into(), made: "p2".into(), wording: "W.".into() });
        let line = serde_json::to_string(&made).unwrap();
        assert_eq!(serde_json::from_str::<Decision>(&line).unwrap(), made);
        assert_eq!(id(&made), made.id);
    }
}
