//! Actors and the propositions they took up, and the positions between them.

use super::actors::nodes;
use super::{Cell, Direction, Edge, Graph, Spell, places};
use crate::export::View;
use std::collections::BTreeMap;

const COLUMNS: [&str; 8] = ["n_claims", "score", "consistency", "confidence", "quote", "doc_source", "first_byte", "end_byte"];

/// One edge an own position, its kind the stance and its weight the strength.
pub(super) fn graph<'a>(view: &View<'a>) -> Graph<'a> {
    let actors = view.own_positions().map(|position| position.actor.as_str()).collect();
    let taken_up = view.own_positions().map(|position| (position.proposition_id.as_str(), position)).collect();
    let (node_columns, nodes) = nodes(view, &actors, &taken_up);
    let places = places(&nodes);
    let claims = view.claims();
    let mut spells: BTreeMap<usize, Vec<Spell>> = BTreeMap::new();
    let mut edges = Vec::new();
    for position in view.own_positions() {
        let (actor, proposition, stance) = (&position.actor, &position.proposition_id, position.stance.name());
        let (from, to) = (places[format!("actor:{actor}").as_str()], places[format!("proposition:{proposition}").as_str()]);
        let claim = claims.get(position.claim_id.as_str()).copied();
        let spell = position.first_date.zip(position.last_date).map(|(first, last)| Spell::new(first, last));
        spells.entry(to).or_default().extend(spell);
        edges.push(Edge {
            id: format!("{actor} {stance} {proposition} {}", position.via.name()),
            from,
            to,
            direction: Direction::Undirected,
            kind: stance,
            weight: f64::from(position.strength.max(1)),
            cells: vec![
                position.n_claims.into(),
                position.score.into(),
                position.consistency.into(),
                position.confidence.into(),
                claim.map_or(Cell::EMPTY, |claim| Cell::from(&claim.quote)),
                claim.map_or(Cell::EMPTY, |claim| Cell::from(&claim.source)),
                claim.map_or(Cell::EMPTY, |claim| claim.span.start.into()),
                claim.map_or(Cell::EMPTY, |claim| claim.span.end.into()),
            ],
            spells: spell.into_iter().collect(),
            course: Vec::new(),
        });
    }
    drop(places);
    let mut nodes = nodes;
    for (at, found) in spells {
        nodes[at].spells = Spell::joined(found);
    }
    Graph { node_columns, nodes, edge_columns: COLUMNS.to_vec(), edges, ..Graph::default() }
}
