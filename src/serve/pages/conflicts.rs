//! What does not fit: decisions whose words are gone or read otherwise, and on which coders differ.

use crate::review::{Conflict, ConflictKind};
use crate::serve::address::Address;
use crate::serve::answer::{Answer, Fault, Page};
use crate::serve::parts::{Names, mark};
use crate::serve::routes::Here;
use maud::html;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let names = Names::of(here)?;
    let mut conflicts = Vec::new();
    for text in here.store.conflicts()? {
        let conflict: Conflict =
            serde_json::from_str(&text).map_err(|_| Fault::own("a conflict in the database cannot be read: see `demarche doctor`"))?;
        conflicts.push(conflict);
    }
    Ok(Page::new(
        "What does not fit",
        html! {
            p { "Decisions hold in any case; here is where they do not fit what was read, or each other." }
            @if conflicts.is_empty() { p { "All fits." } }
            @for one in &conflicts {
                article.claim {
                    h2 { (one.kind.name()) }
                    p { (means(one.kind)) " Decided by " (one.by.join(", ")) "." }
                    p.lead { (names.actor_link(here, &one.was.holder)) " " (mark(one.was.stance, one.was.strength)) " " (names.proposition_link(&one.was.proposition)) }
                    blockquote { a.quote href=(Address::of("/document").with("id", &one.doc_id).text()) { "“" (one.quote) "”" } }
                    @if let Some(now) = &one.now { p.meta { "Now read as: " (names.actor_link(here, &now.holder)) " " (mark(now.stance, now.strength)) " " (names.proposition_link(&now.proposition)) } }
                }
            }
        },
    ))
}

fn means(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Disputed => "Coders differ, and nobody has settled it: the program's reading stands.",
        ConflictKind::ReadOtherwise => "The program now reads these words otherwise than when they were decided on.",
        ConflictKind::NoLongerRead => "The program no longer finds the claim in these words.",
        ConflictKind::WordsGone => "These words are in no document of the project.",
        ConflictKind::Several => "These words stand in several places that nothing tells apart: the first is taken.",
    }
}
