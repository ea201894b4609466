//! The view as one matrix of numbers, the nodes' ids in the first row and column: for R's `as.matrix` and pandas.

use super::sheet::{Cell, Sheet};
use super::{Format, View, ViewKind, networks};
use crate::error::Result;
use crate::model::LinkKind;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// The matrix.
pub(super) struct Adjacency;

impl Format for Adjacency {
    fn name(&self) -> &'static str {
        "adjacency"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Matrix: agreements less conflicts of every two actors, scores of actors on propositions, or links (1, −1) of claims; empty \
         where nothing is shared."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        match view.kind {
            ViewKind::Claims => {
                let claims = &view.comparison.claims;
                let sign = |kind| match kind {
                    LinkKind::Agrees => 1.0,
                    LinkKind::Conflicts => -1.0,
                    LinkKind::Differs => 0.0,
                };
                let known = view.links.iter().filter(|link| link.a < claims.len() && link.b < claims.len());
                let mut cells: BTreeMap<(&str, &str), f64> = BTreeMap::new();
                for link in known {
                    let (a, b) = (claims[link.a].claim_id.as_str(), claims[link.b].claim_id.as_str());
                    for pair in [(a, b), (b, a)] {
                        let cell = cells.entry(pair).or_default();
                        // Of two rules that link the same claims, one that joins or parts them says more than a soft difference.
                        if cell.abs() < 0.5 {
                            *cell = sign(link.kind);
                        }
                    }
                }
                write(view, &cells, out)
            }
            ViewKind::Positions => {
                let own = view.own_by_place();
                write(view, &own.iter().map(|(place, position)| (*place, position.score)).collect(), out)
            }
            ViewKind::Actors => {
                let mut cells: BTreeMap<(&str, &str), f64> = BTreeMap::new();
                for pair in &view.comparison.pairs {
                    let net = pair.agree.len() as f64 - pair.conflict.len() as f64;
                    cells.insert((&pair.a, &pair.b), net);
                    cells.insert((&pair.b, &pair.a), net);
                }
                write(view, &cells, out)
            }
            ViewKind::Network => view.network.map_or(Ok(()), |ties| networks::matrix(ties.network, out)),
        }
    }
}

fn write(view: &View<'_>, cells: &BTreeMap<(&str, &str), f64>, out: &mut dyn io::Write) -> Result<()> {
    let rows: BTreeSet<&str> = cells.keys().map(|(row, _)| *row).collect();
    let columns: BTreeSet<&str> = cells.keys().map(|(_, column)| *column).collect();
    let mut sheet = Sheet::new(out, view.cells, std::iter::once("").chain(columns.iter().copied()))?;
    for row in rows {
        let numbers = columns.iter().map(|column| Cell::from(cells.get(&(row, *column)).copied()));
        sheet.row(std::iter::once(Cell::from(row)).chain(numbers))?;
    }
    sheet.finish()
}
