//! How sure positions and pairs are comes in, two tables go out.

use super::View;
use super::sheet::{Cell, Sheet};
use crate::error::Result;
use crate::model::{Interval, Intervals, Sureness};
use std::io;

const POSITIONS: [&str; 20] = [
    "state_iso3",
    "via",
    "group",
    "proposition_id",
    "stance",
    "strength",
    "score",
    "n_claims",
    "n_documents",
    "score_low",
    "score_high",
    "strength_low",
    "strength_high",
    "documents_low",
    "documents_high",
    "claims_low",
    "claims_high",
    "same_stance",
    "present",
    "reason",
];

/// `positions_intervals.csv`: the rows of `positions.csv`, with the 95 % intervals of score and strength: from documents and claims
/// together (`score_low`, `strength_low` …), and of the score from each alone (`documents_low`, `claims_low` …). Empty, with a reason, where
/// there is none.
///
/// # Errors
/// If `out` cannot be written to.
pub fn positions(view: &View<'_>, intervals: &Intervals, out: &mut dyn io::Write) -> Result<()> {
    let mut sheet = Sheet::new(out, view.cells, POSITIONS)?;
    for (position, sure) in view.comparison.positions.iter().zip(&intervals.positions) {
        let known: [Cell<'_>; 9] = [
            (&position.actor).into(),
            position.via.name().into(),
            (&position.group).into(),
            (&position.proposition_id).into(),
            position.stance.name().into(),
            position.strength.into(),
            position.score.into(),
            position.n_claims.into(),
            sure.documents.iter().sum::<usize>().into(),
        ];
        let bounds = [sure.both, sure.strength, sure.of_documents, sure.of_claims].into_iter().flat_map(ends);
        sheet.row(known.into_iter().chain(bounds).chain(rest(sure)))?;
    }
    sheet.finish()
}

const PAIRS: [&str; 17] = [
    "state_a",
    "state_b",
    "n_agree",
    "n_conflict",
    "n_differ",
    "score",
    "n_documents_a",
    "n_documents_b",
    "score_low",
    "score_high",
    "documents_low",
    "documents_high",
    "claims_low",
    "claims_high",
    "same_sign",
    "present",
    "reason",
];

/// `pairs_intervals.csv`: the rows of `pairs.csv`, with the 95 % intervals of the score, as [`positions`] has them.
///
/// # Errors
/// If `out` cannot be written to.
pub fn pairs(view: &View<'_>, intervals: &Intervals, out: &mut dyn io::Write) -> Result<()> {
    let mut sheet = Sheet::new(out, view.cells, PAIRS)?;
    for (pair, sure) in view.comparison.pairs.iter().zip(&intervals.pairs) {
        let documents = |side: usize| sure.documents.get(side).copied().unwrap_or(0);
        let known: [Cell<'_>; 8] = [
            (&pair.a).into(),
            (&pair.b).into(),
            pair.agree.len().into(),
            pair.conflict.len().into(),
            pair.differ.len().into(),
            pair.score.into(),
            documents(0).into(),
            documents(1).into(),
        ];
        let bounds = [sure.both, sure.of_documents, sure.of_claims].into_iter().flat_map(ends);
        sheet.row(known.into_iter().chain(bounds).chain(rest(sure)))?;
    }
    sheet.finish()
}

fn ends<'a>(interval: Option<Interval>) -> [Cell<'a>; 2] {
    [interval.map(|interval| interval.low).into(), interval.map(|interval| interval.high).into()]
}

fn rest(sure: &Sureness) -> [Cell<'_>; 3] {
    [sure.same.into(), sure.present.into(), (&sure.reason).into()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::made_up::position;
    use crate::model::{Comparison, Pair, Stance};

    #[test]
    fn what_has_no_interval_says_why() {
        let pair =
            Pair { a: "A".into(), b: "B".into(), n_shared: 1, agree: vec!["p".into()], conflict: vec![], differ: vec![], score: 1.0 };
        let comparison = Comparison { positions: vec![position("A", "p", Stance::Support)], pairs: vec![pair], ..Comparison::default() };
        let unsure = Sureness { documents: vec![1], claims: 1, present: 0.625, reason: "one document".to_owned(), ..Sureness::default() };
        let ends = Some(Interval { low: -0.5, high: 1.0 });
        let sure = Sureness { documents: vec![2, 3], both: ends, of_claims: ends, same: Some(0.75), present: 1.0, ..Sureness::default() };
        let intervals = Intervals { draws: 40, positions: vec![unsure], pairs: vec![sure] };
        let view = View::new(&comparison);
        let (mut one, mut two) = (Vec::new(), Vec::new());
        positions(&view, &intervals, &mut one).unwrap();
        pairs(&view, &intervals, &mut two).unwrap();
        assert_eq!(
            String::from_utf8(one).unwrap().lines().nth(1).unwrap(),
            "A,national,,p,support,3,1.000,1,1,,,,,,,,,,0.625,one document"
        );
        assert_eq!(String::from_utf8(two).unwrap().lines().nth(1).unwrap(), "A,B,1,0,0,1.000,2,3,-0.500,1.000,,,-0.500,1.000,0.750,1.000,");
    }
}
