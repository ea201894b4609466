//! The overview: how much there is, what waits, what does not fit.

use crate::export::desk::Tone;
use crate::model::Stance;
use crate::serve::answer::{Answer, Page};
use crate::serve::parts::bar;
use crate::serve::routes::Here;
use maud::html;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let [positions, decisions, documents] = here.store.sums()?;
    let states = here.store.reviewed_counts()?;
    let claims: usize = states.iter().map(|(_, count)| count).sum();
    let of = |name: &str| states.iter().find(|(state, _)| state == name).map_or(0, |(_, count)| *count);
    let conflicts = here.store.conflict_counts()?;
    let stances = here.store.stance_counts()?;
    let shares: Vec<(Tone, usize)> = Stance::ALL
        .into_iter()
        .map(|stance| (Tone::Stance(stance), stances.iter().find(|(name, _)| name == stance.name()).map_or(0, |(_, count)| *count)))
        .collect();
    let actors = here.store.actors()?.len();
    let coders = here.store.coders()?;
    Ok(Page::new(
        "Overview",
        html! {
            @if documents == 0 {
                p.next { a.button href="/import" { "Import statements" } " to begin: files of any format that " code { "demarche formats" } " lists." }
            }
            dl.numbers {
                div { dt { "Documents" } dd { a href="/documents" { (documents) } } }
                div { dt { "Actors" } dd { (actors) } }
                div { dt { "Claims" } dd { (claims) } }
                div { dt { "Positions" } dd { a href="/matrix" { (positions) } } }
                div { dt { "Decisions" } dd { a href="/history" { (decisions) } } }
            }
            (bar("Positions that actors took themselves", &shares))
            section aria-labelledby="waits" {
                h2 #waits { "What waits" }
                ul {
                    li { a href="/queue" { (of("")) " claims that nobody has looked at" } ", the least sure first" }
                    @if of("disputed") > 0 { li { a href="/queue?state=disputed" { (of("disputed")) " claims on which coders differ" } } }
                    @for (kind, count) in &conflicts { li { a href="/conflicts" { (count) " decisions that do not fit: " (kind) } } }
                }
            }
            section aria-labelledby="done" {
                h2 #done { "What is decided" }
                @if states.iter().all(|(state, _)| state.is_empty()) { p { "Nothing yet." } } @else {
                    table {
                        thead { tr { th scope="col" { "State" } th.n scope="col" { "Claims" } } }
                        tbody {
                            @for (state, count) in states.iter().filter(|(state, _)| !state.is_empty()) {
                                tr { th scope="row" { a href={ "/queue?state=" (state) } { (state) } } td.n { (count) } }
                            }
                        }
                    }
                }
                @if !coders.is_empty() {
                    table {
                        thead { tr { th scope="col" { "Coder" } th.n scope="col" { "Decisions" } th scope="col" { "Settles" } } }
                        tbody { @for coder in &coders { tr { th scope="row" { (coder.name) } td.n { (coder.decisions) } td { @if coder.settles { "yes" } } } } }
                    }
                }
            }
        },
    ))
}
