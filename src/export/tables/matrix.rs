//! `matrix.csv`: one row a proposition, one column an actor.

use crate::error::Result;
use crate::export::sheet::{Cell, Sheet};
use crate::export::{Format, View};
use crate::model::Position;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// The word for an actor that spoke in the run, and neither it nor a group of its own said anything on the proposition.
const SILENT: &str = "silent";

/// The propositions that somebody took up, by the actors that spoke. A cell holds the actor's own stance; if only groups spoke
/// for it, their stances with their names, `support (EUE)`; else `silent`. Who is known only as a member has no column.
pub(in crate::export) struct Matrix;

impl Format for Matrix {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Table of the stances: one row a proposition, one column an actor."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let own = view.own_by_place();
        let speakers = view.comparison.speakers.keys().map(String::as_str);
        let actors: BTreeSet<&str> = speakers.chain(own.keys().map(|(actor, _)| *actor)).collect();
        let mut derived: BTreeMap<(&str, &str), Vec<&Position>> = BTreeMap::new();
        for position in view.comparison.positions.iter().filter(|position| !position.is_own()) {
            derived.entry((&position.actor, &position.proposition_id)).or_default().push(position);
        }

        let mut sheet = Sheet::new(out, view.cells, ["topic", "proposition_id", "proposition"].into_iter().chain(actors.iter().copied()))?;
        for ground in &view.comparison.ground {
            let id = ground.proposition_id.as_str();
            let head = [&ground.topic, &ground.proposition_id, &ground.proposition].map(Cell::from);
            let cells = actors.iter().map(|actor| match (own.get(&(*actor, id)), derived.get(&(*actor, id))) {
                (Some(position), _) => position.stance.name().into(),
                (None, Some(positions)) => of_groups(positions).into(),
                (None, None) => SILENT.into(),
            });
            sheet.row(head.into_iter().chain(cells))?;
        }
        sheet.finish()
    }
}

fn of_groups(positions: &[&Position]) -> String {
    let each = positions.iter().map(|position| format!("{} ({})", position.stance, position.group.as_deref().unwrap_or_default()));
    each.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tables::written::lines;
    use crate::model::made_up::{group_position, position};
    use crate::model::{CommonGround, Comparison, Stance};

    #[test]
    fn silence_shows_and_a_group_is_named() {
        let ground = |id: &str| CommonGround {
            proposition_id: id.to_owned(),
            topic: "Topic".to_owned(),
            proposition: "Wording.".to_owned(),
            by_stance: BTreeMap::new(),
            silent: 0,
            controversy: 0.0,
            quantifier: String::new(),
        };
        let comparison = Comparison {
            speakers: ["FRA", "EUE", "USA"].map(|id| (id.to_owned(), Vec::new())).into(),
            positions: vec![
                group_position("EUE", "EUE", "p", Stance::Support),
                position("FRA", "q", Stance::Oppose),
                group_position("FRA", "EUE", "p", Stance::Support),
                group_position("FRA", "freedom", "p", Stance::Qualified),
                group_position("DEU", "EUE", "p", Stance::Support),
            ],
            ground: vec![ground("p"), ground("q")],
            ..Comparison::default()
        };
        assert_eq!(
            lines(&Matrix, &comparison),
            [
                "topic,proposition_id,proposition,EUE,FRA,USA",
                "Topic,p,Wording.,support,support (EUE); qualified (freedom),silent",
                "Topic,q,Wording.,silent,oppose,silent",
            ]
        );
    }
}
