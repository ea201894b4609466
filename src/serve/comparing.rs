//! The whole comparison, for pages that need all of it; kept until something changes.

use super::answer::Answer;
use super::routes::Here;
use crate::desk::is_of_one_text;
use crate::link;
use crate::model::{Attribute, Comparison, Position, Value};
use crate::network::{self, Aggregate, Choice, Mode, Normalize, Reach};
use crate::store::ClaimQuery;
use crate::structure::{self, Square};
use std::sync::{Arc, Mutex, PoisonError};

/// More claims than these are left out of the picture's columns: positions and pairs, which it draws, do not need them.
const CLAIMS: usize = 100_000;

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
}

/// The comparison of the project as it stands.
///
/// # Errors
/// If the database cannot be read.
pub(super) fn drawn(here: &Here<'_>) -> Answer<Arc<Drawn>> {
    let state = here.store.state_of_things()?;
    let cache = &here.app.compared.0;
    if let Some((of, drawn)) = &*cache.lock().unwrap_or_else(PoisonError::into_inner)
        && *of == state
    {
        return Ok(drawn.clone());
    }
    let positions = here.store.positions(None, None)?;
    let comparable: Vec<Position> = positions.iter().filter(|position| !is_of_one_text(&position.proposition_id)).cloned().collect();
    let mut claims = here.store.claims(&ClaimQuery { limit: CLAIMS, ..ClaimQuery::default() })?;
    claims.retain(|claim| claim.reviewed != crate::model::Reviewed::Rejected);
    let comparison = Comparison {
        propositions: here.store.propositions()?,
        actors: here.store.actors()?.into_iter().map(|actor| (actor.id.clone(), actor)).collect(),
        pairs: link::pairs(&comparable, &here.app.coder.codebook.relations),
        claims,
        positions,
        ..Comparison::default()
    };
    let attributes = coalitions(&comparison)?.into_iter().collect();
    let drawn = Arc::new(Drawn { comparison, attributes });
    *cache.lock().unwrap_or_else(PoisonError::into_inner) = Some((state, drawn.clone()));
    Ok(drawn)
}

/// The coalition of each actor by its own claims, as `demarche graph` finds it.
fn coalitions(comparison: &Comparison) -> Answer<Option<Attribute>> {
    let coding = network::from_claims(comparison, Reach::National, 0.0);
    if coding.is_empty() {
        return Ok(None);
    }
    let choice = Choice {
        mode: Mode::One,
        aggregate: Aggregate::Subtract,
        normalize: Normalize::Average,
        ..Choice::new("actor", "proposition", Some("stance"))
    };
    let ties = network::network(&coding, &choice)?;
    let found = structure::coalitions(Square::of(&ties)?);
    let values = ties.rows.iter().zip(&found.of).filter_map(|(actor, of)| Some((actor.clone(), Value::Count((*of)? as u64)))).collect();
    Ok(Some(Attribute {
        name: "coalition".to_owned(),
        explanation: "The coalition the actor belongs to, 1 the largest.".to_owned(),
        values,
    }))
}
