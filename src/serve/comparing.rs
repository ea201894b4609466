//! The whole comparison, for pages that need all of it; kept until something changes.

use super::answer::{Answer, Fault};
use super::routes::Here;
use crate::desk::is_of_one_text;
use crate::link;
use crate::model::{Attribute, Comparison, Position, Reviewed};
use crate::pipeline;
use crate::position;
use crate::store::ClaimQuery;
use std::sync::{Arc, Mutex, PoisonError};

/// Of a project with more claims than these the picture is made of positions alone.
const CLAIMS: usize = 20_000;

/// What was made last, and of which state of things.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Option<(String, Arc<Drawn>)>>);

/// A comparison, with the coalitions that are found in it.
#[derive(Debug)]
pub(super) struct Drawn {
    /// What the project's statements say together.
    pub(super) comparison: Comparison,
    /// Columns of its actors.
    pub(super) attributes: Vec<Attribute>,
    /// Whether there were too many claims to be looked at: then there is no column of coalitions, and lines bear no quotes.
    pub(super) is_bare: bool,
}

/// The comparison of the project as it stands; of the statements of some years alone, if they are given.
///
/// # Errors
/// If the database cannot be read, or the years hold more claims than can be looked at.
pub(super) fn drawn(here: &Here<'_>, years: Option<(u16, u16)>) -> Answer<Arc<Drawn>> {
    let state = format!("{} {years:?}", here.store.state_of_things()?);
    let cache = &here.app.compared.0;
    if let Some((of, drawn)) = &*cache.lock().unwrap_or_else(PoisonError::into_inner)
        && *of == state
    {
        return Ok(drawn.clone());
    }
    let drawn = Arc::new(made(here, years)?);
    *cache.lock().unwrap_or_else(PoisonError::into_inner) = Some((state, drawn.clone()));
    Ok(drawn)
}

fn made(here: &Here<'_>, years: Option<(u16, u16)>) -> Answer<Drawn> {
    let propositions = here.store.propositions()?;
    let (claims, positions, is_bare) = match years {
        None => {
            let is_bare = here.store.count_claims(&ClaimQuery::default())? > CLAIMS;
            let limit = if is_bare { 0 } else { CLAIMS };
            let mut claims = here.store.claims(&ClaimQuery { limit, ..ClaimQuery::default() })?;
            claims.retain(|claim| claim.reviewed != Reviewed::Rejected);
            (claims, here.store.positions(None, None)?, is_bare)
        }
        Some((first, last)) => {
            let claims = here.store.claims_of_years(first, last, CLAIMS + 1)?;
            if claims.len() > CLAIMS {
                return Err(Fault::wrong(format!(
                    "these years hold more than {CLAIMS} claims: choose fewer, or use `demarche graph --from --to`"
                )));
            }
            let order: Vec<String> = propositions.iter().map(|one| one.id.clone()).collect();
            let members = |group: &str, date| here.app.coder.actors.members(group, date).into_iter().map(str::to_owned).collect();
            let positions = position::positions(&claims, &members, &order);
            (claims, positions, false)
        }
    };
    let is_text = |position: &&Position| is_of_one_text(&position.proposition_id);
    // There may be very many: they are copied only where some must be left out.
    let pairs = if positions.iter().any(|position| is_text(&position)) {
        let comparable: Vec<Position> = positions.iter().filter(|position| !is_text(position)).cloned().collect();
        link::pairs(&comparable, &here.app.coder.codebook.relations)
    } else {
        link::pairs(&positions, &here.app.coder.codebook.relations)
    };
    let comparison = Comparison {
        propositions,
        actors: here.store.actors()?.into_iter().map(|actor| (actor.id.clone(), actor)).collect(),
        pairs,
        claims,
        positions,
        ..Comparison::default()
    };
    let attributes = pipeline::coalitions(&comparison)?.into_iter().collect();
    Ok(Drawn { comparison, attributes, is_bare })
}
