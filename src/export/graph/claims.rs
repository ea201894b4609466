//! Claims that a link touches, and the links between them.

use super::{Cell, Direction, Edge, Graph, Node, Spell};
use crate::export::View;
use crate::model::LinkKind;
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [&str; 14] = [
    "holder",
    "via",
    "topic",
    "proposition_id",
    "proposition",
    "stance",
    "strength",
    "confidence",
    "date",
    "quote",
    "doc_id",
    "doc_source",
    "first_byte",
    "end_byte",
];

/// The rules that link two claims in one way are one edge, as many programs merge edges of one kind.
pub(super) fn graph<'a>(view: &View<'a>) -> Graph<'a> {
    let claims = &view.comparison.claims;
    let mut rules: BTreeMap<(usize, usize, LinkKind), Vec<&str>> = BTreeMap::new();
    for link in view.links.iter().filter(|link| link.a < claims.len() && link.b < claims.len()) {
        rules.entry((link.a, link.b, link.kind)).or_default().push(&link.rule);
    }
    let linked: BTreeSet<usize> = rules.keys().flat_map(|(a, b, _)| [*a, *b]).collect();
    let places: BTreeMap<usize, usize> = linked.iter().enumerate().map(|(place, claim)| (*claim, place)).collect();
    let node = |at: &usize| {
        let claim = &claims[*at];
        Node {
            id: claim.claim_id.clone(),
            label: format!("{}: {}", view.actor_name(&claim.holder), claim.stance),
            cells: vec![
                Cell::from(&claim.holder),
                claim.via.name().into(),
                Cell::from(&claim.topic),
                Cell::from(&claim.proposition_id),
                Cell::from(&claim.proposition),
                claim.stance.name().into(),
                claim.strength.into(),
                claim.confidence.into(),
                claim.date.map_or(Cell::EMPTY, Cell::Date),
                Cell::from(&claim.quote),
                Cell::from(&claim.doc_id),
                Cell::from(&claim.source),
                claim.span.start.into(),
                claim.span.end.into(),
            ],
            spells: claim.date.map(|date| Spell::new(date, date)).into_iter().collect(),
        }
    };
    let edge = |((a, b, kind), rules): ((usize, usize, LinkKind), Vec<&str>)| {
        let later = claims[a].date.zip(claims[b].date).map(|(a, b)| a.max(b));
        Edge {
            id: format!("{} {} {}", claims[a].claim_id, kind.name(), claims[b].claim_id),
            from: places[&a],
            to: places[&b],
            direction: Direction::Undirected,
            kind: kind.name(),
            weight: 1.0,
            cells: vec![rules.join("; ").into()],
            spells: later.map(|date| Spell::new(date, date)).into_iter().collect(),
            course: Vec::new(),
        }
    };
    Graph {
        node_columns: COLUMNS.to_vec(),
        nodes: linked.iter().map(node).collect(),
        edge_columns: vec!["rules"],
        edges: rules.into_iter().map(edge).collect(),
        ..Graph::default()
    }
}
