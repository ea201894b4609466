//! `coverage.csv`: how much of what each actor says the codebook holds.

use crate::error::Result;
use crate::export::sheet::{Cell, Sheet};
use crate::export::{Format, View};
use std::io;

/// The coverage of the run.
pub(in crate::export) struct Coverages;

const HEADER: [&str; 5] = ["actor", "sentences", "position_taking", "coded", "coverage"];

impl Format for Coverages {
    fn name(&self) -> &'static str {
        "coverage"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Table of how many position-taking sentences of each actor the codebook holds."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let mut sheet = Sheet::new(out, view.cells, HEADER)?;
        for one in &view.comparison.coverage {
            let cells = [one.sentences.into(), one.said.position_taking.into(), one.said.coded.into(), one.said.share().into()];
            sheet.row([Cell::from(&one.actor)].into_iter().chain(cells))?;
        }
        sheet.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tables::written::lines;
    use crate::model::{Comparison, Coverage, Covered};

    #[test]
    fn coverage_is_the_share_of_position_taking_sentences() {
        let said = Covered { position_taking: 8, coded: 2 };
        let one = Coverage { actor: "AAA".into(), sentences: 10, said, ..Coverage::default() };
        let none = Coverage { actor: "BBB".into(), sentences: 1, ..Coverage::default() };
        let comparison = Comparison { coverage: vec![one, none], ..Comparison::default() };
        assert_eq!(lines(&Coverages, &comparison), ["actor,sentences,position_taking,coded,coverage", "AAA,10,8,2,0.250", "BBB,1,0,0,"]);
    }
}
