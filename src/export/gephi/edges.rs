//! The edge table.

use super::text;
use crate::error::Result;
use crate::export::sheet::{Cell, Sheet};
use crate::export::tables::pairs::strongest;
use crate::export::{View, ViewKind};
use crate::model::{Alignment, Criticism, LinkKind};
use std::collections::BTreeMap;
use std::io;

const COMMON: [&str; 7] = ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight"];

/// Writes the edges of the view: links; positions; or agreements, conflicts, differences, alignments and criticism of actors.
///
/// # Errors
/// If `out` cannot be written to.
pub(in crate::export) fn edges(view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
    match view.kind {
        ViewKind::Claims => links(view, out),
        ViewKind::Positions => positions(view, out),
        ViewKind::Actors => actors(view, out),
    }
}

/// What is between two nodes, without its weight and attributes. The id is made of what it joins, so it is single.
fn common<'a>(from: &str, to: &str, direction: &'a str, kind: &'a str, id: &str) -> [Cell<'a>; 6] {
    [text(from).into_owned(), text(to).into_owned(), direction.into(), kind.into(), text(id).into_owned(), kind.into()]
}

/// Gephi merges edges of one kind between two nodes, so the rules of one kind are joined here.
fn links(view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
    let claims = &view.comparison.claims;
    let mut sheet = Sheet::new(out, view.cells, COMMON.into_iter().chain(["rules"]))?;
    let mut rules: BTreeMap<(usize, usize, LinkKind), Vec<&str>> = BTreeMap::new();
    for link in view.links.iter().filter(|link| link.a < claims.len() && link.b < claims.len()) {
        rules.entry((link.a, link.b, link.kind)).or_default().push(&link.rule);
    }
    for ((a, b, kind), rules) in rules {
        let (from, to, kind) = (&claims[a].claim_id, &claims[b].claim_id, kind.name());
        let row = common(from, to, "Undirected", kind, &format!("{from} {kind} {to}"));
        sheet.row(row.into_iter().chain([1_usize.into(), text(&rules.join("; ")).into_owned()]))?;
    }
    sheet.finish()
}

fn positions(view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
    let claims = view.claims();
    let attributes = ["n_claims", "score", "consistency", "confidence", "quote", "doc_source", "first_byte", "end_byte"];
    let mut sheet = Sheet::new(out, view.cells, COMMON.into_iter().chain(attributes))?;
    for position in view.own_positions() {
        let (actor, proposition, stance) = (&position.actor, &position.proposition_id, position.stance.name());
        let id = format!("{actor} {stance} {proposition} {}", position.via.name());
        let row = common(&format!("actor:{actor}"), &format!("proposition:{proposition}"), "Undirected", stance, &id);
        let claim = claims.get(position.claim_id.as_str()).copied();
        sheet.row(row.into_iter().chain([
            position.strength.max(1).into(),
            position.n_claims.into(),
            position.score.into(),
            position.consistency.into(),
            position.confidence.into(),
            claim.map_or(Cell::EMPTY, |claim| text(&claim.quote)),
            claim.map_or(Cell::EMPTY, |claim| text(&claim.source)),
            claim.map_or(Cell::EMPTY, |claim| claim.span.start.into()),
            claim.map_or(Cell::EMPTY, |claim| claim.span.end.into()),
        ]))?;
    }
    sheet.finish()
}

/// The quotes of a pair are those of its strongest conflict, agreement or difference, whichever the edge is.
fn actors(view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
    let (own, claims) = (view.own_by_place(), view.claims());
    let attributes = ["score", "n_shared", "propositions", "quote_a", "quote_b"];
    let mut sheet = Sheet::new(out, view.cells, COMMON.into_iter().chain(attributes))?;
    for pair in &view.comparison.pairs {
        for (kind, ids) in [(LinkKind::Agrees, &pair.agree), (LinkKind::Conflicts, &pair.conflict), (LinkKind::Differs, &pair.differ)] {
            if ids.is_empty() {
                continue;
            }
            let sides = strongest(pair, &own, ids);
            let quote = |side: usize| {
                sides.and_then(|sides| claims.get(sides[side].claim_id.as_str())).map_or(Cell::EMPTY, |claim| text(&claim.quote))
            };
            let id = format!("{} {} {}", pair.a, kind.name(), pair.b);
            let row = common(&format!("actor:{}", pair.a), &format!("actor:{}", pair.b), "Undirected", kind.name(), &id);
            let more = [ids.len().into(), pair.score.into(), pair.n_shared.into(), text(&ids.join(" ")).into_owned(), quote(0), quote(1)];
            sheet.row(row.into_iter().chain(more))?;
        }
    }
    let mut aligned: BTreeMap<(&str, &str), Vec<&Alignment>> = BTreeMap::new();
    for alignment in &view.comparison.alignments {
        aligned.entry((&alignment.actor, &alignment.with)).or_default().push(alignment);
    }
    for ((actor, with), alignments) in aligned {
        let row = common(&format!("actor:{actor}"), &format!("actor:{with}"), "Directed", "aligns", &format!("{actor} aligns {with}"));
        let quote = alignments.first().map_or(Cell::EMPTY, |alignment| text(&alignment.quote));
        sheet.row(row.into_iter().chain([alignments.len().into(), Cell::EMPTY, Cell::EMPTY, Cell::EMPTY, quote, Cell::EMPTY]))?;
    }
    let mut criticised: BTreeMap<(&str, &str), Vec<&Criticism>> = BTreeMap::new();
    for one in &view.comparison.criticisms {
        criticised.entry((&one.from, &one.to)).or_default().push(one);
    }
    for ((from, to), all) in criticised {
        let row = common(&format!("actor:{from}"), &format!("actor:{to}"), "Directed", "criticises", &format!("{from} criticises {to}"));
        let quote = all.first().map_or(Cell::EMPTY, |one| text(&one.quote));
        sheet.row(row.into_iter().chain([all.len().into(), Cell::EMPTY, Cell::EMPTY, Cell::EMPTY, quote, Cell::EMPTY]))?;
    }
    sheet.finish()
}
