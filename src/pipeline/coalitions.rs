//! The coalition of each actor, as a column of the graphs.

use crate::error::Result;
use crate::model::{Attribute, Comparison, Value};
use crate::network::{self, Aggregate, Choice, Mode, Normalize, Reach};
use crate::structure::{self, Square};

/// The attribute `coalition`: whom an actor stands with, as `demarche structure` finds it in the network of agreement less conflict
/// on the actors' own claims. An actor that nobody agrees with more than not has none.
///
/// # Errors
/// If the network cannot be made.
pub fn coalitions(comparison: &Comparison) -> Result<Option<Attribute>> {
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
        explanation: "The coalition the actor belongs to by its own claims, 1 the largest; none if it agrees with nobody.".to_owned(),
        values,
    }))
}
