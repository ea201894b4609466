//! `pairs.csv`: who agrees and conflicts with whom, on what, in whose words.

use crate::error::Result;
use crate::export::sheet::{Cell, Sheet};
use crate::export::{Format, View};
use crate::model::{Pair, Position};
use std::collections::BTreeMap;
use std::io;

pub(in crate::export) const HEADER: [&str; 14] = [
    "state_a",
    "state_b",
    "n_shared",
    "n_agree",
    "n_conflict",
    "n_differ",
    "score",
    "propositions_agree",
    "propositions_conflict",
    "propositions_differ",
    "quote_a",
    "quote_b",
    "coverage_a",
    "coverage_b",
];

/// The pairs, by the actors' ids. Propositions are joined by a space; `x/y` means that the first actor spoke of `x` and the
/// second of the related `y`. The quotes are those of the strongest conflict, else of the strongest agreement, else difference.
/// `coverage_a` and `coverage_b` are the shares of their position-taking sentences that the codebook holds.
pub(in crate::export) struct Pairs;

impl Format for Pairs {
    fn name(&self) -> &'static str {
        "pairs"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Table of the pairs of actors: what they agree, conflict and differ on, and both quotes side by side."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let mut sheet = Sheet::new(out, view.cells, HEADER)?;
        rows(view, &mut |row| sheet.put(row))?;
        sheet.finish()
    }
}

/// Gives the rows of the table one by one, with as many cells as the header has.
pub(in crate::export) fn rows(view: &View<'_>, put: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
    let (own, claims, coverage) = (view.own_by_place(), view.claims(), view.coverage());
    let quote = |position: &Position| claims.get(position.claim_id.as_str()).map_or("", |claim| claim.quote.as_str());
    for pair in &view.comparison.pairs {
        let words = strongest(pair, &own, gravest(pair)).map_or(["", ""], |sides| sides.map(quote));
        put(&[
            (&pair.a).into(),
            (&pair.b).into(),
            pair.n_shared.into(),
            pair.agree.len().into(),
            pair.conflict.len().into(),
            pair.differ.len().into(),
            pair.score.into(),
            pair.agree.join(" ").into(),
            pair.conflict.join(" ").into(),
            pair.differ.join(" ").into(),
            Cell::from(words[0]),
            Cell::from(words[1]),
            coverage.get(pair.a.as_str()).copied().into(),
            coverage.get(pair.b.as_str()).copied().into(),
        ])?;
    }
    Ok(())
}

/// The conflicts of a pair, else its agreements, else its differences.
pub(in crate::export) fn gravest(pair: &Pair) -> &[String] {
    [&pair.conflict, &pair.agree, &pair.differ].into_iter().find(|entries| !entries.is_empty()).map_or(&[], Vec::as_slice)
}

/// The two positions behind that one of a pair's entries whose strengths add up to most; the first of equals.
pub(in crate::export) fn strongest<'a>(
    pair: &Pair,
    own: &BTreeMap<(&'a str, &'a str), &'a Position>,
    entries: &[String],
) -> Option<[&'a Position; 2]> {
    let sides = |entry: &String| {
        let (of_a, of_b) = entry.split_once('/').unwrap_or((entry, entry));
        let side = |actor: &str, id: &str| own.get(&(actor, id)).copied();
        Some([side(&pair.a, of_a)?, side(&pair.b, of_b)?])
    };
    // `max_by_key` keeps the last of equals, so the list is walked from its end.
    entries.iter().rev().filter_map(sides).max_by_key(|[a, b]| a.strength + b.strength)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tables::written::lines;
    use crate::model::made_up::{claim, position};
    use crate::model::{Comparison, Coverage, Covered, Stance};

    #[test]
    fn the_quotes_are_those_of_the_strongest_conflict() {
        let strong = |actor, id| Position { strength: 5, ..position(actor, id, Stance::Oppose) };
        let spoken = [("FRA", "o", Stance::Support), ("FRA", "p", Stance::Support), ("FRA", "q", Stance::Support)];
        let answered = [("RUS", "o", Stance::Support), ("RUS", "p", Stance::Oppose), ("RUS", "r", Stance::Oppose)];
        let pair = Pair {
            a: "FRA".to_owned(),
            b: "RUS".to_owned(),
            n_shared: 2,
            agree: vec!["o".to_owned()],
            conflict: vec!["p".to_owned(), "q/r".to_owned()],
            differ: Vec::new(),
            score: -1.0 / 3.0,
        };
        let comparison = Comparison {
            claims: spoken.iter().chain(&answered).map(|(actor, id, stance)| claim(actor, id, *stance)).collect(),
            positions: spoken
                .iter()
                .map(|(a, id, stance)| position(a, id, *stance))
                .chain([position("RUS", "p", Stance::Oppose), strong("RUS", "r")])
                .collect(),
            pairs: vec![pair],
            coverage: vec![Coverage { actor: "FRA".to_owned(), said: Covered { position_taking: 4, coded: 3 }, ..Coverage::default() }],
            ..Comparison::default()
        };
        assert_eq!(
            lines(&Pairs, &comparison),
            [
                "state_a,state_b,n_shared,n_agree,n_conflict,n_differ,score,propositions_agree,propositions_conflict,propositions_differ,\
                 quote_a,quote_b,coverage_a,coverage_b",
                "FRA,RUS,2,1,2,0,-0.333,o,p q/r,,FRA on q: support,RUS on r: oppose,0.750,",
            ]
        );
    }
}
