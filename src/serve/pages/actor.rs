//! An actor: what it holds, by topic, and where it said so.

use crate::model::ActorKind;
use crate::serve::address::Address;
use crate::serve::answer::{Answer, Fault, Page};
use crate::serve::parts::{Names, bar, mark, shares};
use crate::serve::routes::Here;
use maud::html;
use std::collections::BTreeMap;

/// So many documents are named, the last first.
const DOCUMENTS: usize = 200;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let id = here.asked.one("id");
    let known = here.store.actors()?.into_iter().find(|actor| actor.id == id);
    let actor =
        known.or_else(|| here.app.coder.actors.get(id).cloned()).ok_or_else(|| Fault::missing(format!("there is no actor `{id}`")))?;
    let names = Names::of(here)?;
    let positions = here.store.positions(None, Some(id))?;
    let rank: BTreeMap<String, usize> = here.store.propositions()?.into_iter().enumerate().map(|(at, one)| (one.id, at)).collect();
    let mut topics: Vec<(String, Vec<_>)> = Vec::new();
    let mut ordered: Vec<_> = positions.iter().collect();
    ordered.sort_by_key(|position| (rank.get(&position.proposition_id).copied().unwrap_or(usize::MAX), position.via));
    for position in ordered {
        match topics.iter_mut().find(|(topic, _)| *topic == position.topic) {
            Some((_, list)) => list.push(position),
            None => topics.push((position.topic.clone(), vec![position])),
        }
    }
    let mut quotes = BTreeMap::new();
    for position in &positions {
        if let Some((_, claim)) = here.store.claim(&position.claim_id)? {
            quotes.insert(position.claim_id.clone(), claim);
        }
    }
    let documents = here.store.abouts_of(id, actor.kind == ActorKind::Group, DOCUMENTS)?;
    Ok(Page::new(
        actor.name.clone(),
        html! {
            p.meta {
                code { (actor.id) } @if let Some(long) = &actor.long { " · " (long) }
                " · " a href=(Address::of("/queue").with("holder", id).text()) { "review its claims" }
                " · " a href=(Address::of("/versus").with("actor", id).text()) { "beside another" }
                " · " a href=(Address::of("/graph").with("ego", id).text()) { "in the graph" }
            }
            (bar("Own positions", &shares(&positions)))
            @if positions.is_empty() { p { "Nothing of it was read." } }
            @for (topic, list) in &topics {
                section {
                    h2 { (topic) }
                    div.scroll role="region" tabindex="0" aria-label=(topic) { table.list {
                        thead { tr { th scope="col" { "Proposition" } th scope="col" { "Stance" } th scope="col" { "In these words" } } }
                        tbody { @for one in list { tr {
                            th scope="row" { (names.proposition_link(&one.proposition_id)) }
                            td { (mark(one.stance, one.strength)) @if !one.is_own() && let Some(group) = &one.group { " through " (names.actor_link(here, group)) } }
                            td.w { @if let Some(claim) = quotes.get(&one.claim_id) { a.quote href=(Address::claim(&claim.doc_id, &claim.claim_id).text()) { "“" (claim.quote) "”" } } }
                        } } }
                    } }
                }
            }
            @if !documents.is_empty() {
                section {
                    h2 { "Its documents" }
                    ul { @for about in &documents { li { a href=(Address::of("/document").with("id", &about.id).text()) { (about.meta.title.as_deref().unwrap_or(&about.id)) } @if let Some(date) = about.meta.date { ", " (date.to_string()) } } } }
                }
            }
        },
    ))
}
