//! Who stands where: propositions by actors, each cell coloured by its stance.

use crate::model::Stance;
use crate::serve::address::Address;
use crate::serve::answer::{Answer, Page};
use crate::serve::parts::letter;
use crate::serve::routes::Here;
use crate::store::Stand;
use maud::html;
use std::collections::{BTreeMap, BTreeSet};

/// So many actors are shown at first: those with most positions.
const ACTORS: usize = 60;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let (topic, group, stance) = (here.asked.one("topic"), here.asked.one("group"), here.asked.one("stance"));
    let chosen: BTreeSet<&str> = here.asked.all("actor").into_iter().collect();
    let propositions = here.store.propositions()?;
    let actors = here.store.actors()?;
    let stands = here.store.stands()?;
    let members: Option<BTreeSet<&str>> =
        (!group.is_empty()).then(|| here.app.coder.actors.members(group, None).into_iter().chain([group]).collect());
    // Of several ways to a position an actor's own comes first.
    let mut cells: BTreeMap<(&str, &str), &Stand> = BTreeMap::new();
    for stand in &stands {
        let cell = cells.entry((&stand.proposition, &stand.actor)).or_insert(stand);
        if stand.is_own() && !cell.is_own() {
            *cell = stand;
        }
    }
    let is_asked = |stand: &Stand| stance.is_empty() || stand.stance == stance;
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for stand in cells.values() {
        let count = counts.entry(&stand.actor).or_default();
        count.0 += usize::from(stand.is_own() && is_asked(stand));
        count.1 += usize::from(stand.is_own());
    }
    let mut columns: Vec<&str> = counts
        .iter()
        .filter(|(actor, (asked, own))| {
            let of_group = members.as_ref().is_none_or(|members| members.contains(*actor));
            if chosen.is_empty() {
                of_group && (*own > 0 || members.is_some()) && (stance.is_empty() || *asked > 0)
            } else {
                chosen.contains(*actor)
            }
        })
        .map(|(actor, _)| *actor)
        .collect();
    let all = columns.len();
    if !here.asked.is_set("all") {
        columns.sort_by_key(|actor| (std::cmp::Reverse(counts.get(actor).map_or(0, |(_, own)| *own)), *actor));
        columns.truncate(ACTORS);
        columns.sort_unstable();
    }
    let rows: Vec<_> = propositions
        .iter()
        .filter(|one| topic.is_empty() || one.topic == topic)
        .filter(|one| columns.iter().any(|actor| cells.get(&(one.id.as_str(), *actor)).is_some_and(|stand| is_asked(stand))))
        .collect();
    let mut topics: Vec<&str> = Vec::new();
    for one in &propositions {
        if !topics.contains(&one.topic.as_str()) {
            topics.push(&one.topic);
        }
    }
    let names: BTreeMap<&str, &str> = actors.iter().map(|actor| (actor.id.as_str(), actor.name.as_str())).collect();
    let name = |id: &'_ str| names.get(id).copied().unwrap_or("").to_owned();
    let groups: Vec<_> = here.app.coder.actors.iter().filter(|actor| !actor.members.is_empty()).collect();
    Ok(Page::new(
        "Who stands where",
        html! {
            form.filter method="get" action="/matrix" {
                label { "Topic" select name="topic" { option value="" { "all" } @for one in &topics { option value=(one) selected[*one == topic] { (one) } } } }
                label { "Group" select name="group" { option value="" { "all" } @for one in &groups { option value=(one.id) selected[one.id == group] { (one.name) } } } }
                label { "Actor" select name="actor" { option value="" { "all" } @for one in &actors { option value=(one.id) selected[chosen.contains(one.id.as_str())] { (one.name) } } } }
                label { "Stance" select name="stance" { option value="" { "all" } @for one in Stance::ALL { option value=(one.name()) selected[one.name() == stance] { (one.name()) } } } }
                button { "Show" } " " a href="/matrix" { "All" }
            }
            p.legend { @for one in Stance::ALL { span class={ "mark " (one.name()) } { (letter(one.name())) " " (one.name()) } " " } span.mark.through { "through a group" } }
            @if all > columns.len() {
                p { "The " (columns.len()) " actors with most positions of " (all) "; " a href=(Address::of("/matrix").with_some("topic", topic).with_some("group", group).with_some("stance", stance).with("all", "1").text()) { "show all" } "." }
            }
            @if rows.is_empty() { p { "No position is known." } } @else {
                div.scroll role="region" tabindex="0" aria-label="Matrix of positions" {
                    table.grid #matrix {
                        caption { (rows.len()) " propositions, " (columns.len()) " actors. Empty: nothing was said." }
                        thead { tr {
                            th scope="col" { "Proposition" }
                            @for actor in &columns { th scope="col" { a href=(Address::actor(actor).text()) title=(name(actor)) { (actor) } } }
                        } }
                        tbody { @for one in &rows { tr {
                            th scope="row" { a href=(Address::proposition(&one.id).text()) { (one.wording) } }
                            @for actor in &columns {
                                @match cells.get(&(one.id.as_str(), *actor)) {
                                    Some(stand) => td class=(shade(stand, is_asked(stand))) {
                                        a href=(Address::proposition(&one.id).at(actor).text()) aria-label={ (actor) ": " (stand.stance) @if !stand.is_own() { " through " (stand.group) } } { (letter(&stand.stance)) }
                                    },
                                    None => td {},
                                }
                            }
                        } } }
                    }
                }
            }
        },
    ))
}

/// The class of a cell: its stance; fainter through a group, bare if another stance was asked for.
fn shade(stand: &Stand, asked: bool) -> String {
    let through = if stand.is_own() { "" } else { " through" };
    if asked { format!("{}{through}", stand.stance) } else { "other".to_owned() }
}
