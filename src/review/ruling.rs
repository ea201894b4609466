//! The decisions that hold → what was decided on each claim, all coders together.

use super::history::History;
use super::words;
use crate::model::{Act, Anchor, Correction, Reviewed, Via};
use std::collections::BTreeMap;

/// What was decided on one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Its words, as they were when they were first decided on.
    pub on: Anchor,
    /// What became of it.
    pub reviewed: Reviewed,
    /// What is otherwise.
    pub to: Correction,
    /// How the position reaches us, if a person added the claim.
    pub via: Option<Via>,
    /// Who decided so; of a dispute, all who did.
    pub by: Vec<String>,
    /// The ids of the decisions, in their order.
    pub decisions: Vec<String>,
    /// What people remarked, in its order.
    pub notes: Vec<String>,
}

/// What one coder decided on one claim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Opinion {
    reviewed: Reviewed,
    to: Correction,
    via: Option<Via>,
}

impl Opinion {
    /// What is decided after this.
    fn then(&mut self, act: &Act) {
        match act {
            Act::Accept { .. } => {
                if self.reviewed != Reviewed::Changed && self.reviewed != Reviewed::Added {
                    self.reviewed = Reviewed::Accepted;
                }
            }
            Act::Reject { .. } => *self = Self { reviewed: Reviewed::Rejected, ..Self::default() },
            Act::Correct { to, .. } => {
                self.reviewed = if self.via.is_some() { Reviewed::Added } else { Reviewed::Changed };
                self.to = self.to.then(to);
            }
            Act::Add { via, .. } => *self = Self { reviewed: Reviewed::Added, to: Correction::default(), via: Some(*via) },
            Act::Note { .. } | Act::Merge { .. } | Act::Split { .. } | Act::Undo { .. } | Act::Redo { .. } => {}
        }
    }
}

/// The coders' opinions of one claim.
struct Case<'a> {
    on: &'a Anchor,
    opinions: BTreeMap<&'a str, Opinion>,
    settled: Option<(Opinion, &'a str)>,
    decisions: Vec<String>,
    notes: Vec<String>,
}

/// What was decided on each claim, in the order of their words. Where coders differ and nobody has settled it, the claim is
/// [`Reviewed::Disputed`]; what settles is what was said last with that intent.
#[must_use]
pub fn rulings(history: &History) -> Vec<Ruling> {
    let mut cases: BTreeMap<(String, String, &str, &str), Case<'_>> = BTreeMap::new();
    for decision in history.holding() {
        let Some(on) = decision.act.anchor() else { continue };
        let around = words::core(&on.before) + "|" + &words::core(&on.after);
        let key = (words::key(&on.quote), around, on.read.holder.as_str(), on.read.proposition.as_str());
        let case = cases.entry(key).or_insert_with(|| Case {
            on,
            opinions: BTreeMap::new(),
            settled: None,
            decisions: Vec::new(),
            notes: Vec::new(),
        });
        case.decisions.push(decision.id.clone());
        if let Act::Note { .. } = decision.act {
            case.notes.extend(decision.why.clone());
            continue;
        }
        if decision.settles {
            let (opinion, by) = case.settled.get_or_insert_with(|| (Opinion::default(), ""));
            opinion.then(&decision.act);
            *by = &decision.by;
        } else {
            case.opinions.entry(&decision.by).or_default().then(&decision.act);
        }
    }
    cases.into_values().map(Case::ruling).collect()
}

impl Case<'_> {
    fn ruling(self) -> Ruling {
        let mut opinions = self.opinions.values();
        let first = opinions.next().cloned().unwrap_or_default();
        let agree = opinions.all(|one| *one == first);
        let (opinion, by) = match self.settled {
            Some((opinion, by)) => (opinion, vec![by.to_owned()]),
            None => {
                let by = self.opinions.keys().map(|by| (*by).to_owned()).collect();
                let disputed = || Opinion { reviewed: Reviewed::Disputed, ..Opinion::default() };
                (if agree { first } else { disputed() }, by)
            }
        };
        Ruling {
            on: self.on.clone(),
            reviewed: opinion.reviewed,
            to: opinion.to,
            via: opinion.via,
            by,
            decisions: self.decisions,
            notes: self.notes,
        }
    }
}
