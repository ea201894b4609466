//! Claims for the tests of other rooms: who holds what of which proposition comes in, a whole claim goes out.

use super::{Actor, ActorKind, Claim, Evidence, Modality, Position, Reviewed, Stance, Via};
use crate::text::Span;

/// A national claim of strength 3; its id is made of what it says.
pub(crate) fn claim(holder: &str, proposition: &str, stance: Stance) -> Claim {
    let quote = format!("{holder} on {proposition}: {stance}");
    Claim {
        claim_id: format!("{holder}-{proposition}-{stance}"),
        doc_id: format!("{holder}-doc"),
        source: format!("{holder}.txt"),
        page: None,
        paragraph: "1".to_owned(),
        span: Span::new(0, quote.len()),
        holder: holder.to_owned(),
        via: Via::National,
        group: None,
        topic: "Topic".to_owned(),
        proposition_id: proposition.to_owned(),
        proposition: format!("Wording of {proposition}."),
        stance,
        strength: 3,
        modality: Modality::Assert,
        condition: None,
        confidence: 0.9,
        method: "phrases".to_owned(),
        rules: vec!["cue:we_support".to_owned(), "own_view".to_owned()],
        date: None,
        forum: None,
        reviewed: Reviewed::No,
        evidence: Evidence { mention: Span::new(0, quote.len()), pattern: "x".to_owned(), odds: None, cues: Vec::new(), steps: Vec::new() },
        quote,
    }
}

/// The same claim, made by the group for its members.
pub(crate) fn group_claim(group: &str, proposition: &str, stance: Stance) -> Claim {
    Claim { via: Via::Group, group: Some(group.to_owned()), ..claim(group, proposition, stance) }
}

/// The national position that rests on such a claim.
pub(crate) fn position(actor: &str, proposition: &str, stance: Stance) -> Position {
    let claim = claim(actor, proposition, stance);
    Position {
        actor: claim.holder,
        via: claim.via,
        group: None,
        topic: claim.topic,
        proposition_id: claim.proposition_id,
        proposition: claim.proposition,
        stance,
        strength: claim.strength,
        score: stance.value(),
        consistency: 1.0,
        n_claims: 1,
        claim_id: claim.claim_id,
        first_date: None,
        last_date: None,
        confidence: claim.confidence,
    }
}

/// The same position of `actor`, as `group` took it for its members (for itself, if the two are one).
pub(crate) fn group_position(actor: &str, group: &str, proposition: &str, stance: Stance) -> Position {
    let own = position(group, proposition, stance);
    Position { actor: actor.to_owned(), via: Via::Group, group: Some(group.to_owned()), ..own }
}

/// An actor without aliases or members.
pub(crate) fn actor(id: &str, kind: ActorKind) -> Actor {
    Actor {
        id: id.to_owned(),
        kind,
        name: format!("Name of {id}"),
        long: None,
        aliases: Vec::new(),
        codes: Vec::new(),
        demonyms: Vec::new(),
        members: Vec::new(),
    }
}
