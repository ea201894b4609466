//! The propositions: which there are, and how people made one of two, or two of one.

use crate::model::Act;
use crate::review::History;
use crate::serve::address::Address;
use crate::serve::answer::{Answer, Page};
use crate::serve::parts::{Names, back_and_forth, offers};
use crate::serve::routes::Here;
use maud::{Markup, html};
use std::collections::BTreeMap;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let names = Names::of(here)?;
    let propositions = here.store.propositions()?;
    let counts: BTreeMap<String, usize> = here.store.claim_counts()?.into_iter().collect();
    let history = History::of(here.store.decisions_without_words()?);
    let events = super::history::touching(here, |proposition, document| proposition.is_empty() && document.is_empty())?;
    let address = Address::of("/propositions");
    let chosen = here.asked.one("id");
    Ok(Page::new(
        "Propositions",
        html! {
            p { "Two that are one are merged: the claims on the one then count for the other. One that is several is split: the new one starts without claims, and "
                "claims are moved to it by correcting them. Nothing is lost: each is a decision that can be taken back." }
            (back_and_forth(here, &address))
            div.two {
                (merging(here, chosen))
                (splitting(here, chosen))
            }
            section aria-labelledby="made" {
                h2 #made { "Merged and split so far" }
                (super::history::table(here, &names, &events))
            }
            section aria-labelledby="all" {
                h2 #all { "All propositions" }
                div.scroll role="region" tabindex="0" aria-label="All propositions" { table.list {
                    thead { tr { th scope="col" { "Proposition" } th scope="col" { "Topic" } th.n scope="col" { "Claims" } th scope="col" { "" } } }
                    tbody { @for one in &propositions {
                        @let into = history.merged(&one.id);
                        tr id=(one.id) {
                            th scope="row" { a href=(Address::proposition(&one.id).text()) { (one.wording) } " " code { (one.id) } }
                            td { (one.topic) }
                            td.n { (counts.get(&one.id).copied().unwrap_or(0)) }
                            td { @if into == one.id { a href=(address.clone().with("id", &one.id).at("merge").text()) { "merge or split" } }
                                @else { "merged into " (names.proposition_link(into)) } @if made_by(&history, &one.id) { " (made by a split)" } }
                        }
                    } }
                } }
            }
            (offers(here)?)
        },
    ))
}

/// Whether a proposition was made by a split that holds.
fn made_by(history: &History, id: &str) -> bool {
    history.holding().any(|one| matches!(&one.act, Act::Split { made, .. } if made == id))
}

fn hidden(here: &Here<'_>) -> Markup {
    html! {
        input type="hidden" name="key" value=(here.visitor.form_key);
        input type="hidden" name="next" value="/propositions";
    }
}

fn merging(here: &Here<'_>, chosen: &str) -> Markup {
    html! {
        section aria-labelledby="merge" {
            h2 #merge { "Merge" }
            form.fields method="post" action="/merge" {
                (hidden(here))
                label.wide { "The one that goes" input name="from" list="propositions" value=(chosen) required autocomplete="off"; }
                label.wide { "The one that stays" input name="into" list="propositions" required autocomplete="off"; }
                label.wide { "Why" input name="why" autocomplete="off"; }
                p { button { "Merge" } }
            }
        }
    }
}

fn splitting(here: &Here<'_>, chosen: &str) -> Markup {
    html! {
        section aria-labelledby="split" {
            h2 #split { "Split" }
            form.fields method="post" action="/split" {
                (hidden(here))
                label.wide { "The one that is several" input name="from" list="propositions" value=(chosen) required autocomplete="off"; }
                label.wide { "The id of the new one" input name="id" required autocomplete="off"; }
                label.wide { "Its wording" input name="wording" required autocomplete="off"; }
                label.wide { "Why" input name="why" autocomplete="off"; }
                p { button { "Split" } }
            }
            @if !chosen.is_empty() { p.meta { a href=(Address::of("/queue").with("state", "open").with("proposition", chosen).text()) { "The claims on " (chosen) } " to move." } }
        }
    }
}
