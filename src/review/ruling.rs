//! The decisions that hold → what was decided on each claim, all coders together.

use super::history::History;
use super::words;
use crate::model::{Act, Anchor, ClaimReading, Correction, Reviewed, Via};
use std::collections::{BTreeMap, BTreeSet};

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
    /// All who have decided on it, by name, whoever it was that counted.
    pub coders: Vec<String>,
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
        // What counts is what a claim says in the end, not by which steps a coder came to it.
        let says = |one: &Opinion| (one.reviewed != Reviewed::Rejected).then(|| (one.to.of(&self.on.read), one.to.quote.clone()));
        let settling = self.settled.as_ref().map(|(_, by)| *by);
        let coders: BTreeSet<&str> = self.opinions.keys().copied().chain(settling).collect();
        let coders = coders.into_iter().map(str::to_owned).collect();
        let agree = self.opinions.values().map(says).collect::<BTreeSet<_>>().len() < 2;
        let (opinion, by) = if let Some((opinion, by)) = self.settled {
            (opinion, vec![by.to_owned()])
        } else {
            let by = self.opinions.keys().map(|by| (*by).to_owned()).collect();
            let most = self.opinions.values().max_by_key(|one| one.reviewed).filter(|_| agree);
            let disputed = || Opinion { reviewed: Reviewed::Disputed, ..Opinion::default() };
            (if agree { most.cloned().unwrap_or_default() } else { disputed() }, by)
        };
        Ruling {
            on: self.on.clone(),
            reviewed: opinion.reviewed,
            to: opinion.to,
            via: opinion.via,
            by,
            coders,
            decisions: self.decisions,
            notes: self.notes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decision, Stance};
    use crate::text::Span;

    fn ruling(acts: Vec<(&str, Act)>) -> Ruling {
        let decision = |(at, (by, act)): (usize, (&str, Act))| Decision {
            at: format!("{at:04}"),
            id: format!("{at}"),
            by: by.to_owned(),
            settles: by == "eve",
            why: None,
            act,
        };
        rulings(&History::of(acts.into_iter().enumerate().map(decision).collect())).remove(0)
    }

    fn on() -> Anchor {
        let read = ClaimReading { holder: "JPN".into(), proposition: "p".into(), stance: Stance::Support, strength: 3 };
        Anchor { quote: "We agree.".into(), before: String::new(), after: String::new(), doc_id: "d".into(), span: Span::new(0, 9), read }
    }

    fn correct(strength: u8) -> Act {
        Act::Correct { on: on(), to: Correction { strength: Some(strength), ..Correction::default() } }
    }

    #[test]
    fn coders_agree_by_what_they_mean() {
        // To name a value that was right already is to accept.
        let same = ruling(vec![("ann", Act::Accept { on: on() }), ("ben", correct(3))]);
        assert_eq!((same.reviewed, same.by.len()), (Reviewed::Changed, 2));
        let other = ruling(vec![("ann", Act::Accept { on: on() }), ("ben", correct(4))]);
        assert_eq!((other.reviewed, other.to), (Reviewed::Disputed, Correction::default()));
        let settled = ruling(vec![("ann", Act::Accept { on: on() }), ("ben", correct(4)), ("eve", correct(4))]);
        assert_eq!((settled.reviewed, settled.to.strength, settled.by), (Reviewed::Changed, Some(4), vec!["eve".to_owned()]));
        let wrong = ruling(vec![("ann", Act::Reject { on: on() }), ("ben", Act::Reject { on: on() })]);
        assert_eq!(wrong.reviewed, Reviewed::Rejected);
    }
}
