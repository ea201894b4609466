//! What a file says about its text, in its own words → metadata: the columns of a table, and the weaker witnesses.

use super::manifest::not_a_date;
use super::overrides::unknown;
use super::part::Said;
use super::who::{self, Who};
use super::{date, forum};
use crate::codebook::Actors;
use crate::error::Result;
use crate::model::{Metadata, Notice};

/// What the columns of a table say.
///
/// # Errors
/// If an actor is unknown.
pub(super) fn said(said: &Said, place: &str, actors: &Actors, notices: &mut Vec<Notice>) -> Result<Metadata> {
    let known = |name: &String| actors.resolve(name).map(str::to_owned).ok_or_else(|| unknown(name, actors).at(place));
    let mut meta = Metadata {
        actor: said.actor.as_ref().map(known).transpose()?,
        group: said.group.as_ref().map(known).transpose()?,
        speaker: said.speaker.clone(),
        forum: said.forum.as_deref().map(forum::value),
        date: None,
        title: said.title.clone(),
    };
    if let Some(written) = &said.date {
        match date::value(written) {
            Some(found) => meta.date = Some(found.date),
            None => notices.push(Notice { place: place.to_owned(), what: format!("{}; left out", not_a_date(written).what()) }),
        }
    }
    Ok(meta)
}

/// What document properties, mail headers and running heads say on what is not known yet, with a notice for what is taken.
pub(super) fn witness(weak: &Said, known: &Metadata, place: &str, actors: &Actors, notices: &mut Vec<Notice>) -> Metadata {
    let mut meta = Metadata { title: weak.title.clone(), ..Metadata::default() };
    let mut take = |what: &str, value: &str, from: &str| {
        notices.push(Notice { place: place.to_owned(), what: format!("{what} `{value}` is taken from {from}, as the text does not say") });
    };
    if known.actor.is_none() {
        let from = [(&weak.running_head, "the running head"), (&weak.title, "the title in its properties"), (&weak.actor, "its sender")];
        let found = from.into_iter().find_map(|(text, from)| {
            let text = text.as_deref()?;
            match who::find(text, &super::Markdown, actors) {
                Who::One(id) => Some((id, from)),
                _ => None,
            }
        });
        if let Some((id, from)) = found {
            take("the actor", &id, from);
            meta.actor = Some(id);
        }
    }
    if known.date.is_none() {
        let head = weak.running_head.as_deref().and_then(|text| text.lines().find_map(date::find)).map(|found| (found, "the running head"));
        let property = || weak.date.as_deref().and_then(date::value).map(|found| (found, "its properties"));
        if let Some((found, from)) = head.or_else(property) {
            take("the date", &found.date.to_string(), from);
            meta.date = Some(found.date);
        }
    }
    if known.forum.is_none() {
        meta.forum = weak.running_head.as_deref().or(weak.title.as_deref()).and_then(forum::find).map(str::to_owned);
    }
    meta
}
