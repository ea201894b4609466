//! Decisions on claims.

use super::{Doing, refused};
use crate::model::{Claim, ClaimReading, Correction, Decision, PropositionEntry, Stance, Via};
use crate::pipeline::Coded;
use crate::project::{Asked, Author, Target};
use crate::review::{self, History};
use crate::serve::answer::{Answer, Fault};
use crate::serve::routes::Done;
use crate::store::Kept;
use std::collections::BTreeSet;

/// Accepts, rejects, corrects, or remarks on a claim. What is accepted or corrected is what the person saw on the page, which others
/// may have made of it: where that is not the person's own opinion so far, it becomes it.
pub(super) fn decide(doing: &mut Doing<'_>) -> Answer<Done> {
    let Some(author) = doing.author()? else { return Ok(doing.ask_name()) };
    let claim = doing.needed("claim")?;
    let word = doing.asked.one("what");
    let asked = match word {
        "accept" => as_meant(correction(doing, &claim, &author, "saw-")?, Asked::Accept),
        "correct" => {
            let to = correction(doing, &claim, &author, "")?;
            // Back to what the program reads, from what others made of it.
            let differs = correction_of(doing, &standing(doing, &claim)?, "")?;
            if differs.is_empty() { Asked::Correct(to) } else { as_meant(to, Asked::Accept) }
        }
        "reject" => Asked::Reject,
        "note" => Asked::Note,
        _ => return Err(Fault::wrong(format!("`{word}` is no decision"))),
    };
    if matches!(asked, Asked::Note) && doing.given("why").is_none() {
        return Err(Fault::wrong("a note needs words: give them in the field `Why`"));
    }
    let coder = doing.app.coder;
    // A button that is pressed twice decides once.
    if doing.project.is_decided(coder, &claim, &asked, &author)? {
        return Ok(doing.next("same"));
    }
    let why = doing.given("why");
    doing.project.decide(coder, &claim, &asked, &author, why).map_err(refused)?;
    Ok(doing.next(word))
}

/// A correction, or something else if it corrects nothing.
fn as_meant(to: Correction, other: Asked) -> Asked {
    if to.is_empty() { other } else { Asked::Correct(to) }
}

/// The claim as it stands for everybody.
fn standing(doing: &Doing<'_>, claim: &str) -> Answer<Claim> {
    let found = doing.project.store.claim(claim)?;
    found.map(|(_, claim)| claim).ok_or_else(|| Fault::missing(format!("there is no claim `{claim}`")))
}

/// What of the author's own opinion of a claim the fields of the form with this beginning of their names say otherwise.
fn correction(doing: &Doing<'_>, claim: &str, author: &Author, fields: &str) -> Answer<Correction> {
    let standing = standing(doing, claim)?;
    let store = &doing.project.store;
    let number = store.number_of(&standing.doc_id)?;
    let kept: Option<Kept<Coded>> = number.map(|number| store.kept_one(number)).transpose()?.flatten();
    let own = match (number, kept) {
        (Some(number), Some(kept)) => {
            // Whoever settles has one opinion with the others who do.
            let is_own = |one: &Decision| one.settles == author.settles && (author.settles || one.by == author.name);
            let on = store.decisions_on(number)?;
            let ids: BTreeSet<String> = on.iter().filter(|one| is_own(one)).map(|one| one.id.clone()).collect();
            let is_of_own = |one: &Decision| ids.contains(&one.id) || review::taken_back(one).is_some_and(|of| ids.contains(of));
            let mut own: Vec<Decision> = on.into_iter().filter(is_of_own).collect();
            own.extend(store.decisions_without_words()?);
            let entry = |id: &str| PropositionEntry { id: id.to_owned(), topic: String::new(), wording: id.to_owned() };
            let applied = review::apply(&History::of(own), std::slice::from_ref(&kept.document), &kept.found.outcome.claims, &entry);
            applied.claims.into_iter().chain(applied.rejected).find(|one| one.claim_id == claim).unwrap_or(standing)
        }
        _ => standing,
    };
    correction_of(doing, &own, fields)
}

/// What of a claim the fields say otherwise.
fn correction_of(doing: &Doing<'_>, claim: &Claim, fields: &str) -> Answer<Correction> {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let field = |name: &str| doing.given(&format!("{fields}{name}"));
    Ok(Correction {
        holder: field("holder").map(|name| resolved(doing, &name)).filter(|holder| *holder != claim.holder),
        proposition: field("proposition").filter(|id| *id != claim.proposition_id),
        stance: field("stance").map(|name| stance(&name)).transpose()?.filter(|stance| *stance != claim.stance),
        strength: field("strength").map(|text| strength(&text)).transpose()?.filter(|strength| *strength != claim.strength),
        quote: field("quote").filter(|quote| words(quote) != words(&claim.quote)),
    })
}

/// Adds a claim that the program missed.
pub(super) fn add(doing: &mut Doing<'_>) -> Answer<Done> {
    let Some(author) = doing.author()? else { return Ok(doing.ask_name()) };
    let read = ClaimReading {
        holder: resolved(doing, &doing.needed("holder")?),
        proposition: doing.needed("proposition")?,
        stance: stance(&doing.needed("stance")?)?,
        strength: doing.given("strength").map_or(Ok(3), |text| strength(&text))?,
    };
    let target = Target { doc_id: doing.needed("document")?, quote: doing.needed("quote")?, read, via: Via::National };
    let (coder, why) = (doing.app.coder, doing.given("why"));
    doing.project.add_claim(coder, &target, &author, why).map_err(refused)?;
    Ok(doing.next("add"))
}

/// Takes back the last decision.
pub(super) fn undo(doing: &mut Doing<'_>) -> Answer<Done> {
    let Some(author) = doing.author()? else { return Ok(doing.ask_name()) };
    let done = doing.project.undo(doing.app.coder, &author)?;
    Ok(doing.next(if done.is_some() { "undo" } else { "nothing" }))
}

/// Brings again what was taken back.
pub(super) fn redo(doing: &mut Doing<'_>) -> Answer<Done> {
    let Some(author) = doing.author()? else { return Ok(doing.ask_name()) };
    let done = doing.project.redo(doing.app.coder, &author)?;
    Ok(doing.next(if done.is_some() { "redo" } else { "nothing" }))
}

/// An actor by its id, whichever of its names was given.
fn resolved(doing: &Doing<'_>, name: &str) -> String {
    doing.app.coder.actors.resolve(name).unwrap_or(name).to_owned()
}

fn stance(name: &str) -> Answer<Stance> {
    Stance::named(name).ok_or_else(|| Fault::wrong(format!("there is no stance `{name}`")))
}

fn strength(text: &str) -> Answer<u8> {
    let found = text.parse::<u8>().ok().filter(|n| (1..=5).contains(n));
    found.ok_or_else(|| Fault::wrong(format!("`{text}` is no strength from 1 to 5")))
}
