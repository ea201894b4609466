//! What several pages are made of: names, marks, quotes, and the forms by which people decide.

use super::address::Address;
use super::answer::Answer;
use super::routes::Here;
use crate::export::desk::Tone;
use crate::model::{Claim, Position, Stance};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The names of actors and the wordings of propositions.
#[derive(Debug)]
pub(super) struct Names {
    actors: BTreeMap<String, String>,
    propositions: BTreeMap<String, (String, String)>,
}

impl Names {
    /// Those that the project knows.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub(super) fn of(here: &Here<'_>) -> Answer<Self> {
        let actors = here.store.actors()?.into_iter().map(|actor| (actor.id, actor.name)).collect();
        let propositions = here.store.propositions()?.into_iter().map(|one| (one.id, (one.wording, one.topic))).collect();
        Ok(Self { actors, propositions })
    }

    /// The name of an actor, or its id.
    pub(super) fn actor<'a>(&'a self, here: &'a Here<'_>, id: &'a str) -> &'a str {
        let known = self.actors.get(id).map(String::as_str);
        known.or_else(|| here.app.coder.actors.get(id).map(|actor| actor.name.as_str())).unwrap_or(id)
    }

    /// The wording of a proposition, or its id.
    pub(super) fn proposition<'a>(&'a self, id: &'a str) -> &'a str {
        self.propositions.get(id).map_or(id, |(wording, _)| wording)
    }

    /// A link to an actor.
    pub(super) fn actor_link(&self, here: &Here<'_>, id: &str) -> Markup {
        html! { @if id.is_empty() { "nobody named" } @else { a href=(Address::actor(id).text()) { (self.actor(here, id)) } } }
    }

    /// A link to a proposition.
    pub(super) fn proposition_link(&self, id: &str) -> Markup {
        html! { a href=(Address::proposition(id).text()) { (self.proposition(id)) } }
    }
}

/// The letter of a stance, for narrow places.
pub(super) fn letter(stance: &str) -> &'static str {
    match stance {
        "support" => "+",
        "qualified" => "(+)",
        "practice" => "·+",
        "undecided" => "0",
        "reservation" => "(−)",
        "oppose" => "−",
        _ => "",
    }
}

/// A stance as a coloured word.
pub(super) fn mark(stance: Stance, strength: u8) -> Markup {
    html! { span class={ "mark " (stance.name()) } { (stance.name()) " " span.strength title="strength, 1 to 5" { (strength) } } }
}

/// A bar of shares; the words beside it say the same.
pub(super) fn bar(label: &str, parts: &[(Tone, usize)]) -> Markup {
    let sum: usize = parts.iter().map(|(_, count)| count).sum();
    let mut at = 0.0;
    let pieces: Vec<(&'static str, f64, f64)> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(tone, count)| {
            let (start, width) = (at, 100.0 * *count as f64 / sum as f64);
            at += width;
            (tone.name(), start, width)
        })
        .collect();
    html! {
        @if sum > 0 {
            figure.bar {
                figcaption { (label) ": " @for (at, (tone, count)) in parts.iter().filter(|(_, count)| *count > 0).enumerate() { @if at > 0 { ", " } (count) " " (tone.name()) } }
                svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
                    @for (name, start, width) in &pieces { rect class={ "fill-" (name) } x=(format!("{start:.2}")) y="0" width=(format!("{width:.2}")) height="4" {} }
                }
            }
        }
    }
}

/// The shares of the stances of own positions.
pub(super) fn shares(positions: &[Position]) -> Vec<(Tone, usize)> {
    let own = |stance| positions.iter().filter(|position| position.is_own() && position.stance == stance).count();
    Stance::ALL.into_iter().map(|stance| (Tone::Stance(stance), own(stance))).collect()
}

/// Where a claim stands, in words.
fn place(claim: &Claim) -> String {
    let mut parts = vec![claim.doc_id.clone()];
    parts.extend(claim.page.map(|page| format!("page {page}")));
    if !claim.paragraph.is_empty() {
        parts.push(format!("paragraph {}", claim.paragraph));
    }
    parts.extend(claim.date.map(|date| date.to_string()));
    parts.join(", ")
}

/// A claim with its quote, and the forms to decide on it; after that, `next` is shown.
pub(super) fn card(here: &Here<'_>, names: &Names, claim: &Claim, number: usize, next: &Address, is_first: bool) -> Markup {
    let state = if claim.reviewed.is_no() { "not reviewed" } else { claim.reviewed.name() };
    let label = format!("{} {} {}", names.actor(here, &claim.holder), claim.stance.name(), names.proposition(&claim.proposition_id));
    html! {
        article.claim id={ "c-" (number) } tabindex="-1" aria-label=(label) autofocus[is_first] data-claim=(claim.claim_id) {
            p.lead { (names.actor_link(here, &claim.holder)) " " (mark(claim.stance, claim.strength)) " " (names.proposition_link(&claim.proposition_id)) }
            blockquote { a.quote href=(Address::claim(&claim.doc_id, &claim.claim_id).text()) { "“" (claim.quote) "”" } }
            p.meta {
                (place(claim)) " · " (claim.via.name())
                @if let Some(group) = &claim.group { " of " (names.actor(here, group)) }
                " · confidence " (format!("{:.2}", claim.confidence)) " · " span class={ "state " (if claim.reviewed.is_no() { "open" } else { claim.reviewed.name() }) } { (state) }
            }
            (forms(here, claim, next))
        }
    }
}

/// The forms to decide on a claim.
pub(super) fn forms(here: &Here<'_>, claim: &Claim, next: &Address) -> Markup {
    let hidden = hidden(here, claim, next);
    html! {
        form.decide method="post" action="/decide" {
            (hidden)
            // What is accepted is what is seen here.
            input type="hidden" name="saw-holder" value=(claim.holder);
            input type="hidden" name="saw-proposition" value=(claim.proposition_id);
            input type="hidden" name="saw-stance" value=(claim.stance.name());
            input type="hidden" name="saw-strength" value=(claim.strength);
            input type="hidden" name="saw-quote" value=(claim.quote);
            button name="what" value="accept" data-key="a" { "Accept" }
            button name="what" value="reject" data-key="r" { "Reject" }
        }
        details.correct {
            summary { "Correct, or note" }
            (correcting(&hidden, claim, &html! { button name="what" value="correct" { "Correct" } " " button name="what" value="note" { "Note only" } }))
        }
    }
}

/// The fields that every form on a claim bears unseen.
pub(super) fn hidden(here: &Here<'_>, claim: &Claim, next: &Address) -> Markup {
    html! {
        input type="hidden" name="key" value=(here.visitor.form_key);
        input type="hidden" name="claim" value=(claim.claim_id);
        input type="hidden" name="next" value=(next.text());
    }
}

/// The form that says what is otherwise about a claim.
pub(super) fn correcting(hidden: &Markup, claim: &Claim, buttons: &Markup) -> Markup {
    html! {
        form.fields method="post" action="/decide" {
            (hidden)
            label { "Stance" select name="stance" { (stances(Some(claim.stance))) } }
            label { "Strength" select name="strength" { @for n in 1..=5_u8 { option value=(n) selected[n == claim.strength] { (n) } } } }
            label.wide { "Proposition" input name="proposition" list="propositions" value=(claim.proposition_id) autocomplete="off"; }
            label.wide { "Holder" input name="holder" list="actors" value=(claim.holder) autocomplete="off"; }
            label.wide { "Words, as they stand in the document" textarea name="quote" rows="2" { (claim.quote) } }
            label.wide { "Why" input name="why" autocomplete="off"; }
            p { (buttons) }
        }
    }
}

/// The stances to choose from.
pub(super) fn stances(chosen: Option<Stance>) -> Markup {
    html! { @for stance in Stance::ALL { option value=(stance.name()) selected[chosen == Some(stance)] { (stance.name()) } } }
}

/// The propositions and actors that fields of forms offer; once a page.
///
/// # Errors
/// If the database cannot be read.
pub(super) fn offers(here: &Here<'_>) -> Answer<Markup> {
    let propositions = here.store.propositions()?;
    Ok(html! {
        datalist #propositions { @for one in &propositions { option value=(one.id) { (one.wording) } } }
        datalist #actors { @for one in here.app.coder.actors.iter() { option value=(one.id) { (one.name) } } }
    })
}

/// Undo and redo.
pub(super) fn back_and_forth(here: &Here<'_>, next: &Address) -> Markup {
    let form = |path: &'static str, label: &'static str, key: &'static str| {
        html! {
            form method="post" action=(path) {
                input type="hidden" name="key" value=(here.visitor.form_key);
                input type="hidden" name="next" value=(next.text());
                button data-key=(key) { (label) }
            }
        }
    };
    html! { div.back { (form("/undo", "Undo", "u")) (form("/redo", "Redo", "y")) } }
}

/// The way to the rows before and after, of a list that is shown in parts.
pub(super) fn pager(address: &Address, from: usize, shown: usize, all: usize) -> Markup {
    let step = shown.max(1);
    html! {
        @if all > shown || from > 0 {
            nav.pager aria-label="Parts of the list" {
                @if from > 0 { a rel="prev" href=(address.clone().with("from", &from.saturating_sub(PART).to_string()).text()) { "Before" } " " }
                span { (from + 1) "–" (from + step.min(all.saturating_sub(from))) " of " (all) }
                @if from + shown < all { " " a rel="next" href=(address.clone().with("from", &(from + shown).to_string()).text()) { "After" } }
            }
        }
    }
}

/// So many claims are shown at a time.
pub(super) const PART: usize = 20;
