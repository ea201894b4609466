//! The decisions that hold → what was decided on each claim, all coders together.

use super::history::History;
use super::words;
use crate::model::{Act, Anchor, ClaimReading, Correction, Reviewed, Via};
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

/// What each coder thinks of one claim, before anything was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rated {
    /// Its words, as they were when they were first decided on.
    pub on: Anchor,
    /// By coder: what the claim says, or none if it is wrong.
    pub readings: BTreeMap<String, Option<ClaimReading>>,
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
    cases(history).into_values().map(Case::ruling).collect()
}

/// What each coder thinks of each claim, in the order of their words; claims on which nobody has an opinion are left out.
#[must_use]
pub fn rated(history: &History) -> Vec<Rated> {
    let readings = |case: &Case<'_>| -> BTreeMap<String, Option<ClaimReading>> {
        let given = case.opinions.iter().filter(|(_, opinion)| !opinion.reviewed.is_no());
        given
            .map(|(by, opinion)| ((*by).to_owned(), (opinion.reviewed != Reviewed::Rejected).then(|| opinion.to.of(&case.on.read))))
            .collect()
    };
    let all = cases(history).into_values().map(|case| Rated { on: case.on.clone(), readings: readings(&case) });
    all.filter(|one| !one.readings.is_empty()).collect()
}

/// The claims that were decided on, by their words, the words around them, holder and proposition.
type Cases<'a> = BTreeMap<(String, String, &'a str, &'a str), Case<'a>>;

fn cases(history: &History) -> Cases<'_> {
    let mut cases = Cases::new();
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
    cases
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
