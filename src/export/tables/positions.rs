//! `positions.csv`: who stands where.

use crate::error::Result;
use crate::export::sheet::{Cell, Sheet};
use crate::export::{Format, View};
use std::io;

pub(in crate::export) const HEADER: [&str; 23] = [
    "state_iso3",
    "state",
    "via",
    "group",
    "topic",
    "proposition_id",
    "proposition",
    "stance",
    "strength",
    "score",
    "consistency",
    "n_claims",
    "quote",
    "doc_id",
    "paragraph",
    "start",
    "end",
    "first_date",
    "last_date",
    "method",
    "confidence",
    "reviewed",
    "coverage",
];

/// The positions, in their order. `state_iso3` holds the actor's id in every row: the ISO code of a State, the slug of a group.
/// A row with another actor in `group` is derived from that group's statement; its quote is the group's.
/// `coverage` is the share of the position-taking sentences of who spoke (the actor; in such a row the group) that the codebook holds.
pub(in crate::export) struct Positions;

impl Format for Positions {
    fn name(&self) -> &'static str {
        "positions"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Table of the positions: one row an actor and proposition, with the words that speak for it."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let mut sheet = Sheet::new(out, view.cells, HEADER)?;
        rows(view, &mut |row| sheet.put(row))?;
        sheet.finish()
    }
}

/// Gives the rows of the table one by one, with as many cells as the header has.
pub(in crate::export) fn rows(view: &View<'_>, put: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
    let (claims, coverage) = (view.claims(), view.coverage());
    for position in &view.comparison.positions {
        let claim = claims.get(position.claim_id.as_str()).copied();
        put(&[
            (&position.actor).into(),
            view.actor_name(&position.actor).into(),
            position.via.name().into(),
            (&position.group).into(),
            (&position.topic).into(),
            (&position.proposition_id).into(),
            (&position.proposition).into(),
            position.stance.name().into(),
            position.strength.into(),
            position.score.into(),
            position.consistency.into(),
            position.n_claims.into(),
            claim.map_or(Cell::EMPTY, |claim| (&claim.quote).into()),
            claim.map_or(Cell::EMPTY, |claim| (&claim.doc_id).into()),
            claim.map_or(Cell::EMPTY, |claim| (&claim.paragraph).into()),
            claim.map_or(Cell::EMPTY, |claim| claim.span.start.into()),
            claim.map_or(Cell::EMPTY, |claim| claim.span.end.into()),
            position.first_date.map_or(Cell::EMPTY, Cell::Date),
            position.last_date.map_or(Cell::EMPTY, Cell::Date),
            claim.map_or(Cell::EMPTY, |claim| (&claim.method).into()),
            position.confidence.into(),
            claim.map_or(Cell::EMPTY, |claim| claim.reviewed.name().into()),
            coverage.get(position.group.as_ref().unwrap_or(&position.actor).as_str()).copied().into(),
        ])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tables::written::lines;
    use crate::model::made_up::{actor, claim, group_claim, group_position, position};
    use crate::model::{ActorKind, Comparison, Coverage, Covered, Stance};

    #[test]
    fn a_derived_row_names_its_group_and_quotes_it() {
        let said =
            |actor: &str, coded| Coverage { actor: actor.to_owned(), said: Covered { position_taking: 4, coded }, ..Coverage::default() };
        let comparison = Comparison {
            coverage: vec![said("EUE", 1), said("FRA", 2)],
            actors: [("FRA".to_owned(), actor("FRA", ActorKind::State))].into(),
            claims: vec![group_claim("EUE", "p", Stance::Support), claim("FRA", "p", Stance::Oppose)],
            positions: vec![position("FRA", "p", Stance::Oppose), group_position("FRA", "EUE", "p", Stance::Support)],
            ..Comparison::default()
        };
        assert_eq!(
            lines(&Positions, &comparison),
            [
                "state_iso3,state,via,group,topic,proposition_id,proposition,stance,strength,score,consistency,n_claims,quote,doc_id,\
                 paragraph,start,end,first_date,last_date,method,confidence,reviewed,coverage",
                "FRA,Name of FRA,national,,Topic,p,Wording of p.,oppose,3,-1.000,1.000,1,FRA on p: oppose,FRA-doc,1,0,16,,,phrases,0.900,,0.500",
                "FRA,Name of FRA,group,EUE,Topic,p,Wording of p.,support,3,1.000,1.000,1,EUE on p: support,EUE-doc,1,0,17,,,phrases,0.900,,0.250",
            ]
        );
    }
}
