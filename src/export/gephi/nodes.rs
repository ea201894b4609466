//! The node table.

use super::{date, text};
use crate::error::Result;
use crate::export::sheet::{Cell, Sheet};
use crate::export::{View, ViewKind};
use crate::model::{ActorKind, Attribute, Position, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

const CLAIM: [&str; 16] = [
    "Id",
    "Label",
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

const ACTOR: [&str; 4] = ["Id", "Label", "node_kind", "iso3"];

/// Writes the nodes of the view: claims that a link touches; actors and the propositions they took up; or actors.
/// Attributes that tell something about any of the actors and propositions are columns.
///
/// # Errors
/// If `out` cannot be written to.
pub(in crate::export) fn nodes(view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
    match view.kind {
        ViewKind::Claims => claims(view, out),
        ViewKind::Positions => {
            let actors = view.own_positions().map(|position| position.actor.as_str()).collect();
            let taken_up = view.own_positions().map(|position| (position.proposition_id.as_str(), position)).collect();
            actors_and_propositions(view, &actors, &taken_up, out)
        }
        ViewKind::Actors => {
            let in_pairs = view.comparison.pairs.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]);
            let aligned = view.comparison.alignments.iter().flat_map(|alignment| [alignment.actor.as_str(), alignment.with.as_str()]);
            let own = view.own_positions().map(|position| position.actor.as_str());
            let criticised = view.comparison.criticisms.iter().flat_map(|one| [one.from.as_str(), one.to.as_str()]);
            actors_and_propositions(view, &in_pairs.chain(aligned).chain(criticised).chain(own).collect(), &BTreeMap::new(), out)
        }
    }
}

fn claims(view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
    let mut sheet = Sheet::new(out, view.cells, CLAIM)?;
    let linked: BTreeSet<usize> = view.links.iter().flat_map(|link| [link.a, link.b]).collect();
    for claim in linked.iter().filter_map(|at| view.comparison.claims.get(*at)) {
        sheet.row([
            text(&claim.claim_id),
            text(&format!("{}: {}", view.actor_name(&claim.holder), claim.stance)).into_owned(),
            text(&claim.holder),
            claim.via.name().into(),
            text(&claim.topic),
            text(&claim.proposition_id),
            text(&claim.proposition),
            claim.stance.name().into(),
            claim.strength.into(),
            claim.confidence.into(),
            date(claim.date),
            text(&claim.quote),
            text(&claim.doc_id),
            text(&claim.source),
            claim.span.start.into(),
            claim.span.end.into(),
        ])?;
    }
    sheet.finish()
}

fn actors_and_propositions(
    view: &View<'_>,
    actors: &BTreeSet<&str>,
    propositions: &BTreeMap<&str, &Position>,
    out: &mut dyn io::Write,
) -> Result<()> {
    let told =
        |values: &BTreeMap<String, Value>| values.keys().any(|id| actors.contains(id.as_str()) || propositions.contains_key(id.as_str()));
    let attributes: Vec<&Attribute> = view.attributes.iter().filter(|attribute| told(&attribute.values)).collect();
    let measured = |id: &str| attributes.iter().map(|attribute| attribute.values.get(id).into()).collect::<Vec<Cell<'_>>>();
    let wordings: &[&str] = if propositions.is_empty() { &[] } else { &["topic", "proposition"] };
    let columns = ACTOR.iter().chain(wordings).copied().chain(attributes.iter().map(|attribute| attribute.name.as_str()));

    let mut sheet = Sheet::new(out, view.cells, columns)?;
    for id in actors {
        let actor = view.comparison.actors.get(*id);
        let (kind, iso3) = match actor.map(|actor| actor.kind) {
            Some(ActorKind::State) => ("state", *id),
            Some(ActorKind::Observer) => ("observer", *id),
            Some(ActorKind::Group) => ("group", ""),
            None => ("", ""),
        };
        let name = actor.map_or(*id, |actor| actor.name.as_str());
        let row = [text(&format!("actor:{id}")).into_owned(), text(name), kind.into(), text(iso3)];
        let no_wording = wordings.iter().map(|_| Cell::EMPTY);
        sheet.row(row.into_iter().chain(no_wording).chain(measured(id)))?;
    }
    for (id, position) in propositions {
        let head = [text(&format!("proposition:{id}")).into_owned(), text(id), "proposition".into(), Cell::EMPTY];
        let wording = [text(&position.topic), text(&position.proposition)];
        sheet.row(head.into_iter().chain(wording).chain(measured(id)))?;
    }
    sheet.finish()
}
