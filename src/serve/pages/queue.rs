//! The queue: claims to decide on, the least sure first; by keys, or by the buttons.

use crate::model::{Claim, Reviewed};
use crate::pipeline::Coded;
use crate::serve::address::Address;
use crate::serve::answer::{Answer, Fault, Page};
use crate::serve::parts::{Names, PART, back_and_forth, card, offers, pager};
use crate::serve::routes::Here;
use crate::store::{ClaimQuery, Kept, Order};
use maud::html;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let asked = here.asked;
    let blind = asked.is_set("blind");
    if blind && here.visitor.coder.is_empty() {
        return Err(Fault::wrong("who codes blind must be known: give your name first"));
    }
    let state = match asked.one("state") {
        "" | "open" => Reviewed::No,
        name => Reviewed::named(name).ok_or_else(|| Fault::wrong(format!("there is no state `{name}`")))?,
    };
    let some = |name: &str| Some(asked.one(name).to_owned()).filter(|value| !value.is_empty());
    let from = asked.number("from");
    let query = ClaimQuery {
        holder: some("holder"),
        proposition: some("proposition"),
        doc_id: some("document"),
        reviewed: Some(state.name().to_owned()),
        order: Order::Doubt,
        offset: from,
        limit: PART,
    };
    let (claims, all) = if blind { own_queue(here, &query)? } else { (here.store.claims(&query)?, here.store.count_claims(&query)?) };
    let address = Address::of("/queue")
        .with_some("blind", if blind { "1" } else { "" })
        .with_some("state", asked.one("state"))
        .with_some("holder", asked.one("holder"))
        .with_some("proposition", asked.one("proposition"))
        .with_some("document", asked.one("document"));
    let names = Names::of(here)?;
    let at = asked.number("at").min(claims.len().saturating_sub(1));
    let part = if from > 0 { address.clone().with("from", &from.to_string()) } else { address.clone() };
    let other = Address::of("/queue").with_some("blind", if blind { "" } else { "1" });
    Ok(Page::new(
        if blind { "Review, blind" } else { "Review" },
        html! {
            p.meta {
                @if blind { "You see the program's reading only, of what you have not decided on, the least sure first. " a href=(other.text()) { "See everybody's" } }
                @else { "The least sure first. " a href=(other.text()) { "Code blind" } ": without what others decided." }
            }
            form.filter method="get" action="/queue" {
                @if blind { input type="hidden" name="blind" value="1"; }
                @else {
                    label { "State" select name="state" {
                        option value="open" selected[state.is_no()] { "not reviewed" }
                        @for one in Reviewed::ALL.into_iter().filter(|one| !one.is_no()) { option value=(one.name()) selected[one == state] { (one.name()) } }
                    } }
                }
                label { "Holder" input name="holder" list="actors" value=(asked.one("holder")) autocomplete="off"; }
                label { "Proposition" input name="proposition" list="propositions" value=(asked.one("proposition")) autocomplete="off"; }
                label { "Document" input name="document" value=(asked.one("document")) autocomplete="off"; }
                button { "Show" } " " a href="/queue" { "All" }
            }
            div.bar-of-keys {
                (back_and_forth(here, &part))
                p.keys { kbd { "a" } " accept " kbd { "r" } " reject " kbd { "c" } " correct " kbd { "u" } " undo " kbd { "y" } " redo " kbd { "j" } " next " kbd { "k" } " previous " kbd { "/" } " search " kbd { "?" } " help" }
            }
            p #left { (all) " claims." }
            div.queue #queue {
                @for (place, claim) in claims.iter().enumerate() {
                    // What is decided leaves the list: the next one then has its place. What stays in the list is passed over.
                    @let stays = !blind && !state.is_no();
                    @let next = part.clone().with("at", &(place + usize::from(stays)).to_string());
                    (card(here, &names, claim, place, &next, place == at))
                }
                @if claims.is_empty() { p { "Nothing waits here." } }
            }
            @if !blind { (pager(&address, from, claims.len(), all)) }
            (offers(here)?)
        },
    ))
}

/// The claims that this coder has not decided on, as the program reads them, the least sure first; and how many there are. No word of
/// what others decided.
fn own_queue(here: &Here<'_>, query: &ClaimQuery) -> Answer<(Vec<Claim>, usize)> {
    let (open, all) = here.store.undecided_by(&here.visitor.coder, query)?;
    let mut read: BTreeMap<i64, Vec<Claim>> = BTreeMap::new();
    let mut claims = Vec::new();
    for (number, id) in open {
        if let Entry::Vacant(place) = read.entry(number) {
            let kept: Option<Kept<Coded>> = here.store.kept_one(number)?;
            place.insert(kept.map(|kept| kept.found.outcome.claims).unwrap_or_default());
        }
        claims.extend(read.get(&number).into_iter().flatten().find(|claim| claim.claim_id == id).cloned());
    }
    Ok((claims, all))
}
