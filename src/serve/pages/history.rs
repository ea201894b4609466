//! What was decided: every event, the last first.

use crate::export::review::what;
use crate::model::Decision;
use crate::review::History;
use crate::serve::address::Address;
use crate::serve::answer::{Answer, Page};
use crate::serve::parts::{Names, back_and_forth, pager};
use crate::serve::routes::Here;
use maud::{Markup, html};

/// So many events are shown at a time.
const EVENTS: usize = 100;

/// An event, and whether it was taken back.
pub(super) type Event = (Decision, bool);

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let names = Names::of(here)?;
    let events = touching(here, |_, _| true)?;
    let from = here.asked.number("from").min(events.len());
    let shown = &events[from..events.len().min(from + EVENTS)];
    let address = Address::of("/history");
    Ok(Page::new(
        "What was decided",
        html! {
            p { "Nothing is ever overwritten: undo and redo are events too. " a href="/conflicts" { "What does not fit" } "." }
            (back_and_forth(here, &address))
            (table(here, &names, shown))
            (pager(&address, from, shown.len(), events.len()))
        },
    ))
}

/// The events on a proposition and a document of which `keep` says yes, the last first.
///
/// # Errors
/// If the database cannot be read.
pub(super) fn touching(here: &Here<'_>, keep: impl Fn(&str, &str) -> bool) -> Answer<Vec<Event>> {
    let history = History::of(here.store.decisions()?);
    let asked = |one: &Decision| {
        let on = one.act.anchor().is_some_and(|on| keep(&on.read.proposition, &on.doc_id));
        let to = if let crate::model::Act::Correct { on, to } = &one.act {
            to.proposition.as_deref().is_some_and(|id| keep(id, &on.doc_id))
        } else {
            false
        };
        on || to
    };
    let of = |one: &Decision| match crate::review::taken_back(one) {
        Some(id) => history.all().iter().find(|other| other.id == id).is_none_or(&asked),
        None => one.act.anchor().is_none() && keep("", "") || asked(one),
    };
    Ok(history.all().iter().rev().filter(|one| of(one)).map(|one| (one.clone(), history.is_undone(&one.id))).collect())
}

/// Events as a table.
pub(super) fn table(here: &Here<'_>, names: &Names, events: &[Event]) -> Markup {
    html! {
        @if events.is_empty() { p { "Nothing yet." } } @else {
            div.scroll role="region" tabindex="0" aria-label="Decisions" {
                table.list {
                    thead { tr { th scope="col" { "When (UTC)" } th scope="col" { "Who" } th scope="col" { "What" } th scope="col" { "On" } th scope="col" { "Why" } } }
                    tbody { @for (one, undone) in events { tr class=[undone.then_some("undone")] {
                        td { time datetime=(one.at) { (one.at.get(..19).unwrap_or(&one.at).replace('T', " ")) } }
                        td { (one.by) @if one.settles { " (settles)" } }
                        td { (one.act.name()) " " (what(one)) @if *undone { " (taken back)" } }
                        td.w { @if let Some(on) = one.act.anchor() {
                            (names.actor_link(here, &on.read.holder)) " " (on.read.stance.name()) " " (names.proposition_link(&on.read.proposition)) ": "
                            a.quote href=(Address::of("/document").with("id", &on.doc_id).text()) { "“" (on.quote) "”" }
                        } }
                        td.w { @if let Some(why) = &one.why { (why) } }
                    } } }
                }
            }
        }
    }
}
