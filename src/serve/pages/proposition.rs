//! A proposition: who holds what of it, in whose words, and what was decided on that.

use crate::serve::address::Address;
use crate::serve::answer::{Answer, Fault, Page};
use crate::serve::parts::{Names, PART, bar, card, mark, offers, pager, shares};
use crate::serve::routes::Here;
use crate::store::ClaimQuery;
use maud::html;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let id = here.asked.one("id");
    let entry = here.store.propositions()?.into_iter().find(|one| one.id == id);
    let entry = entry.ok_or_else(|| Fault::missing(format!("there is no proposition `{id}` in this project")))?;
    let names = Names::of(here)?;
    let positions = here.store.positions(Some(id), None)?;
    let from = here.asked.number("from");
    let query = ClaimQuery { proposition: Some(id.to_owned()), offset: from, limit: PART, ..ClaimQuery::default() };
    let (claims, all) = (here.store.claims(&query)?, here.store.count_claims(&query)?);
    let address = Address::proposition(id);
    let next = if from > 0 { address.clone().with("from", &from.to_string()) } else { address.clone() };
    let history = super::history::touching(here, |proposition, _| proposition == id)?;
    let (own, through): (Vec<_>, Vec<_>) = positions.iter().partition(|position| position.is_own());
    Ok(Page::new(
        entry.wording.clone(),
        html! {
            p.meta { (entry.topic) " · " code { (entry.id) } " · " a href=(Address::of("/matrix").with("topic", &entry.topic).text()) { "its topic in the matrix" } " · " a href=(Address::of("/propositions").with("id", &entry.id).at("merge").text()) { "merge or split" } }
            (bar("Own positions", &shares(&positions)))
            section aria-labelledby="who" {
                h2 #who { "Who" }
                div.scroll role="region" tabindex="0" aria-label="Who holds what" { table.list {
                    thead { tr { th scope="col" { "Actor" } th scope="col" { "Stance" } th.n scope="col" { "Claims" } th.n scope="col" { "Consistency" } th scope="col" { "Last" } } }
                    tbody { @for one in &own { tr id=(one.actor) {
                        th scope="row" { (names.actor_link(here, &one.actor)) }
                        td { (mark(one.stance, one.strength)) }
                        td.n { (one.n_claims) }
                        td.n { (format!("{:.2}", one.consistency)) }
                        td { @if let Some(date) = one.last_date { (date.to_string()) } }
                    } } }
                } }
                @if !through.is_empty() {
                    details {
                        summary { (through.len()) " positions through a group" }
                        ul.columns { @for one in &through { li id={ (one.actor) @if own.iter().any(|other| other.actor == one.actor) { "-group" } } {
                            (names.actor_link(here, &one.actor)) " " (mark(one.stance, one.strength)) @if let Some(group) = &one.group { " through " (names.actor_link(here, group)) }
                        } } }
                    }
                }
            }
            section aria-labelledby="words" {
                h2 #words { "In whose words" }
                @for (at, claim) in claims.iter().enumerate() { (card(here, &names, claim, at, &next, false)) }
                (pager(&address, from, claims.len(), all))
            }
            section aria-labelledby="decided" {
                h2 #decided { "What was decided" }
                (super::history::table(here, &names, &history))
            }
            (offers(here)?)
        },
    ))
}
