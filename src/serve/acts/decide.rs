//! Decisions on claims.

use super::{Doing, refused};
use crate::model::{ClaimReading, Correction, Stance, Via};
use crate::project::{Asked, Target};
use crate::serve::answer::{Answer, Fault};
use crate::serve::routes::Done;

/// Accepts, rejects, corrects, or remarks on a claim.
pub(super) fn decide(doing: &mut Doing<'_>) -> Answer<Done> {
    let Some(author) = doing.author()? else { return Ok(doing.ask_name()) };
    let claim = doing.needed("claim")?;
    let word = doing.asked.one("what");
    let asked = match word {
        "accept" => Asked::Accept,
        "reject" => Asked::Reject,
        "note" => Asked::Note,
        "correct" => Asked::Correct(correction(doing, &claim)?),
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

/// What of a claim the form says otherwise; a field that says what stands already corrects nothing.
fn correction(doing: &Doing<'_>, claim: &str) -> Answer<Correction> {
    let (_, stands) = doing.project.store.claim(claim)?.ok_or_else(|| Fault::missing(format!("there is no claim `{claim}`")))?;
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Correction {
        holder: holder(doing).filter(|holder| *holder != stands.holder),
        proposition: doing.given("proposition").filter(|id| *id != stands.proposition_id),
        stance: stance(doing)?.filter(|stance| *stance != stands.stance),
        strength: strength(doing)?.filter(|strength| *strength != stands.strength),
        quote: doing.given("quote").filter(|quote| words(quote) != words(&stands.quote)),
    })
}

/// Adds a claim that the program missed.
pub(super) fn add(doing: &mut Doing<'_>) -> Answer<Done> {
    let Some(author) = doing.author()? else { return Ok(doing.ask_name()) };
    let read = ClaimReading {
        holder: holder(doing).ok_or_else(|| Fault::wrong("the field `holder` is empty"))?,
        proposition: doing.needed("proposition")?,
        stance: stance(doing)?.ok_or_else(|| Fault::wrong("the field `stance` is empty"))?,
        strength: strength(doing)?.unwrap_or(3),
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

/// The holder by its id, whichever of its names was given.
fn holder(doing: &Doing<'_>) -> Option<String> {
    doing.given("holder").map(|name| doing.app.coder.actors.resolve(&name).map_or(name.clone(), str::to_owned))
}

fn stance(doing: &Doing<'_>) -> Answer<Option<Stance>> {
    let named = |name: String| Stance::named(&name).ok_or_else(|| Fault::wrong(format!("there is no stance `{name}`")));
    doing.given("stance").map(named).transpose()
}

fn strength(doing: &Doing<'_>) -> Answer<Option<u8>> {
    let number = |text: String| {
        text.parse::<u8>().ok().filter(|n| (1..=5).contains(n)).ok_or_else(|| Fault::wrong(format!("`{text}` is no strength from 1 to 5")))
    };
    doing.given("strength").map(number).transpose()
}
