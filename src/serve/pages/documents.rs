//! The documents: who spoke, when, and in which file.

use crate::serve::address::Address;
use crate::serve::answer::{Answer, Page};
use crate::serve::parts::{Names, pager};
use crate::serve::routes::Here;
use maud::html;

/// So many documents are shown at a time.
const DOCUMENTS: usize = 200;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let names = Names::of(here)?;
    let sought = here.asked.one("q").to_lowercase();
    let mut from = here.asked.number("from");
    let (shown, all) = if sought.is_empty() {
        (here.store.some_abouts(from, DOCUMENTS)?, here.store.documents()?)
    } else {
        let mut documents = here.store.abouts()?;
        documents.retain(|(file, about)| {
            let title = about.meta.title.as_deref().unwrap_or("");
            let all = [file.as_str(), &about.id, title, names.actor(here, &about.actor)];
            all.iter().any(|text| text.to_lowercase().contains(&sought))
        });
        let all = documents.len();
        from = from.min(all);
        (documents.into_iter().skip(from).take(DOCUMENTS).collect(), all)
    };
    Ok(Page::new(
        "Documents",
        html! {
            form.filter method="get" { label { "Actor, title or file" input type="search" name="q" value=(here.asked.one("q")); } button { "Show" } }
            @if shown.is_empty() { p { "None. " a href="/import" { "Import some" } "." } } @else {
                div.scroll role="region" tabindex="0" aria-label="Documents" { table.list {
                    thead { tr { th scope="col" { "Document" } th scope="col" { "Actor" } th scope="col" { "Date" } th scope="col" { "Forum" } th scope="col" { "File" } } }
                    tbody { @for (file, about) in &shown { tr {
                        th scope="row" { a href=(Address::of("/document").with("id", &about.id).text()) { (about.id) } }
                        td { (names.actor_link(here, about.meta.group.as_deref().unwrap_or(&about.actor))) }
                        td { @if let Some(date) = about.meta.date { (date.to_string()) } }
                        td { (about.meta.forum.as_deref().unwrap_or("")) }
                        td.w { (file) }
                    } } }
                } }
                (pager(&Address::of("/documents").with_some("q", here.asked.one("q")), from, shown.len(), all))
            }
        },
    ))
}
