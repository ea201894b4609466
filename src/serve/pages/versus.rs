//! Two or three actors side by side, proposition by proposition: conflicts first.

use crate::desk::{Book, Held, Scope, versus};
use crate::link;
use crate::model::{Comparison, Position};
use crate::serve::address::Address;
use crate::serve::answer::{Answer, Page};
use crate::serve::parts::{Names, mark};
use crate::serve::routes::Here;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// So many at most.
const MOST: usize = 3;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let mut chosen: Vec<&str> = Vec::new();
    for actor in here.asked.all("actor") {
        if !chosen.contains(&actor) && chosen.len() < MOST {
            chosen.push(actor);
        }
    }
    let names = Names::of(here)?;
    let known = here.store.actors()?;
    let form = html! {
        form.filter method="get" action="/versus" {
            @for place in 0..MOST {
                label { (["One", "Another", "A third"][place]) select name="actor" {
                    option value="" { "–" }
                    @for actor in &known { option value=(actor.id) selected[chosen.get(place).is_some_and(|id| *id == actor.id)] { (actor.name) } }
                } }
            }
            button { "Compare" }
        }
    };
    if chosen.len() < 2 {
        return Ok(Page::new("Side by side", html! { (form) p { "Choose two or three." } }));
    }
    let comparison = of(here, &chosen)?;
    let scope = Scope::default();
    let book = Book::new(&comparison, &scope);
    let meetings = versus(&book, &chosen);
    let count = |verdict: &str| meetings.iter().filter(|meeting| meeting.verdict() == verdict).count();
    let title = chosen.iter().map(|id| names.actor(here, id)).collect::<Vec<_>>().join(" · ");
    Ok(Page::new(
        title,
        html! {
            (form)
            p { (count("agreement")) " agreements, " (count("conflict")) " conflicts, " (count("differs")) " differences of priority." }
            @if meetings.is_empty() { p { "None of them was read on anything." } } @else {
                div.scroll role="region" tabindex="0" aria-label="Side by side" { table.list.versus {
                    thead { tr { th scope="col" { "Proposition" } @for id in &chosen { th scope="col" { (names.actor_link(here, id)) } } th scope="col" { "Together" } } }
                    tbody { @for meeting in &meetings { tr {
                        th scope="row" { (names.proposition_link(&meeting.entry.id)) }
                        @for side in &meeting.sides {
                            td.w {
                                (held(here, &names, &side.held))
                                @if let Some(claim) = side.claim { " " a.quote href=(Address::claim(&claim.doc_id, &claim.claim_id).text()) { "“" (claim.quote) "”" } }
                            }
                        }
                        td { @let verdict = meeting.verdict(); span class={ "mark " (tone(&verdict)) } { (verdict) } }
                    } } }
                } }
            }
        },
    ))
}

fn tone(verdict: &str) -> &'static str {
    match verdict {
        "conflict" => "conflict",
        "differs" => "differ",
        "agreement" => "agree",
        _ => "plain",
    }
}

fn held(here: &Here<'_>, names: &Names, held: &Held<'_>) -> Markup {
    html! {
        @match held {
            Held::Own(position) => (mark(position.stance, position.strength)),
            Held::OfGroups(positions) => @for one in positions { (mark(one.stance, one.strength)) @if let Some(group) = &one.group { " through " (names.actor_link(here, group)) } " " },
            Held::Silent => span.mark.silent { "silent" },
        }
    }
}

/// What these actors and their groups say, as one comparison.
fn of(here: &Here<'_>, chosen: &[&str]) -> Answer<Comparison> {
    let mut positions: Vec<Position> = Vec::new();
    for actor in chosen {
        positions.extend(here.store.positions(None, Some(actor))?);
    }
    // The claims that speak for the positions are enough: the others are on their own pages.
    let speaking: BTreeSet<&str> = positions.iter().map(|position| position.claim_id.as_str()).collect();
    let mut claims = Vec::new();
    for id in speaking {
        claims.extend(here.store.claim(id)?.map(|(_, claim)| claim));
    }
    let comparable: Vec<Position> =
        positions.iter().filter(|position| !crate::desk::is_of_one_text(&position.proposition_id)).cloned().collect();
    Ok(Comparison {
        propositions: here.store.propositions()?,
        actors: here.store.actors()?.into_iter().map(|actor| (actor.id.clone(), actor)).collect(),
        pairs: link::pairs(&comparable, &here.app.coder.codebook.relations),
        claims,
        positions,
        ..Comparison::default()
    })
}
