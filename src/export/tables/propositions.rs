//! `propositions.csv`: what is common ground.

use crate::error::Result;
use crate::export::sheet::{Cell, Sheet};
use crate::export::{Format, View};
use crate::model::{CommonGround, Coverage, Stance};
use std::collections::BTreeMap;
use std::io;

const HEADER: [&str; 19] = [
    "proposition_id",
    "topic",
    "proposition",
    "n_support",
    "n_qualified",
    "n_practice",
    "n_undecided",
    "n_reservation",
    "n_oppose",
    "n_silent",
    "controversy",
    "quantifier",
    "support",
    "qualified",
    "practice",
    "undecided",
    "reservation",
    "oppose",
    "coverage",
];

/// All propositions in force, in codebook order, also those that nobody took up: then all that spoke are silent. The actors of a
/// stance are joined by a space. `coverage` is the share of the position-taking sentences on the proposition's topic that the codebook
/// holds.
pub(in crate::export) struct Propositions;

impl Format for Propositions {
    fn name(&self) -> &'static str {
        "propositions"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Table of the propositions: who stands where, how controversial it is, and what a report may say."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let comparison = view.comparison;
        let ground: BTreeMap<&str, &CommonGround> =
            comparison.ground.iter().map(|ground| (ground.proposition_id.as_str(), ground)).collect();
        let all = Coverage::together(&comparison.coverage);
        let mut sheet = Sheet::new(out, view.cells, HEADER)?;
        for entry in &comparison.propositions {
            let ground = ground.get(entry.id.as_str()).copied();
            let actors = |stance: Stance| ground.and_then(|ground| ground.by_stance.get(stance.name())).map_or(&[][..], Vec::as_slice);
            let head = [&entry.id, &entry.topic, &entry.wording].map(Cell::from);
            let counts = Stance::ALL.map(|stance| Cell::from(actors(stance).len()));
            let sums = [
                ground.map_or(comparison.speakers.len(), |ground| ground.silent).into(),
                ground.map_or(0.0, |ground| ground.controversy).into(),
                ground.map_or("", |ground| ground.quantifier.as_str()).into(),
            ];
            let names = Stance::ALL.map(|stance| Cell::from(actors(stance).join(" ")));
            let coverage = Cell::from(all.topics.get(&entry.topic).and_then(|covered| covered.share()));
            sheet.row(head.into_iter().chain(counts).chain(sums).chain(names).chain([coverage]))?;
        }
        sheet.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tables::written::lines;
    use crate::model::{Comparison, Covered, PropositionEntry};

    #[test]
    fn a_proposition_that_nobody_took_up_has_a_row_of_silence() {
        let entry = |id: &str| PropositionEntry { id: id.to_owned(), topic: "Topic".to_owned(), wording: "Wording.".to_owned() };
        let ground = CommonGround {
            proposition_id: "p".to_owned(),
            topic: "Topic".to_owned(),
            proposition: "Wording.".to_owned(),
            by_stance: [("oppose".to_owned(), vec!["RUS".to_owned()]), ("support".to_owned(), vec!["FRA".to_owned(), "USA".to_owned()])]
                .into(),
            silent: 1,
            controversy: 2.0 / 3.0,
            quantifier: "some States".to_owned(),
        };
        let comparison = Comparison {
            speakers: ["FRA", "RUS", "USA", "VUT"].map(|id| (id.to_owned(), Vec::new())).into(),
            propositions: vec![entry("p"), entry("q")],
            ground: vec![ground],
            coverage: vec![Coverage {
                topics: [("Topic".to_owned(), Covered { position_taking: 3, coded: 2 })].into(),
                ..Coverage::default()
            }],
            ..Comparison::default()
        };
        assert_eq!(
            lines(&Propositions, &comparison),
            [
                "proposition_id,topic,proposition,n_support,n_qualified,n_practice,n_undecided,n_reservation,n_oppose,n_silent,\
                 controversy,quantifier,support,qualified,practice,undecided,reservation,oppose,coverage",
                "p,Topic,Wording.,2,0,0,0,0,1,1,0.667,some States,FRA USA,,,,,RUS,0.667",
                "q,Topic,Wording.,0,0,0,0,0,0,4,0.000,,,,,,,,0.667",
            ]
        );
    }
}
