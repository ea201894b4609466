//! Propositions are merged and split.

use super::{Doing, refused};
use crate::serve::answer::Answer;
use crate::serve::routes::Done;

pub(super) fn merge(doing: &mut Doing<'_>) -> Answer<Done> {
    let Some(author) = doing.author()? else { return Ok(doing.ask_name()) };
    let (from, into, why) = (doing.needed("from")?, doing.needed("into")?, doing.given("why"));
    doing.project.merge(doing.app.coder, &from, &into, &author, why).map_err(refused)?;
    Ok(doing.next("merge"))
}

pub(super) fn split(doing: &mut Doing<'_>) -> Answer<Done> {
    let Some(author) = doing.author()? else { return Ok(doing.ask_name()) };
    let (from, id, wording, why) = (doing.needed("from")?, doing.needed("id")?, doing.needed("wording")?, doing.given("why"));
    doing.project.split(doing.app.coder, &from, &id, &wording, &author, why).map_err(refused)?;
    Ok(doing.next("split"))
}
