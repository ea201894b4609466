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
        language: language(said, place, notices),
        title: said.title.clone(),
        ..Metadata::default()
    };
    if let Some(written) = &said.date {
        match date::value(written) {
            Some(found) => meta.date = Some(found.date),
            None => notices.push(Notice { place: place.to_owned(), what: format!("{}; left out", not_a_date(written).what()) }),
        }
    }
    Ok(meta)
}

/// The language that a column names, if it is a code.
fn language(said: &Said, place: &str, notices: &mut Vec<Notice>) -> Option<String> {
    let written = said.language.as_ref()?;
    // `en-GB` and `en_US` are English.
    let code = written.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    if let Some(known) = crate::text::language::code(&code) {
        return Some(known.to_owned());
    }
    notices.push(Notice {
        place: place.to_owned(),
        what: format!("`{written}` is no ISO 639-1 code of a language that can be told, such as `en`; left out"),
    });
    None
}

/// What document properties, mail headers and running heads say: the weaker witness.
pub(super) fn properties(weak: &Said, actors: &Actors) -> Metadata {
    let head = weak.running_head.as_deref();
    Metadata {
        actor: head.and_then(|head| match who::find(head, &super::Markdown, actors).who {
            Who::One(id) => Some(id),
            Who::Several(_) | Who::Nobody => None,
        }),
        speaker: weak.actor.clone().or_else(|| weak.speaker.clone()),
        date: head
            .and_then(|head| head.lines().find_map(date::find))
            .or_else(|| weak.date.as_deref().and_then(date::value))
            .map(|found| found.date),
        forum: head.or(weak.title.as_deref()).and_then(forum::find).map(str::to_owned),
        title: weak.title.clone(),
        ..Metadata::default()
    }
}
