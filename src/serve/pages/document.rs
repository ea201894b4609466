//! A document: its words with the claims marked in them, and beside them how one of these came about.

use crate::model::{Claim, Document};
use crate::pipeline::Coded;
use crate::serve::address::Address;
use crate::serve::answer::{Answer, Fault, Page};
use crate::serve::parts::{Names, card, mark, offers, stances};
use crate::serve::routes::Here;
use crate::store::{ClaimQuery, Kept};
use maud::{Markup, html};

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let id = here.asked.one("id");
    let missing = || Fault::missing(format!("there is no document `{id}` in this project"));
    let number = here.store.number_of(id)?.ok_or_else(missing)?;
    let kept: Kept<Coded> = here.store.kept_one(number)?.ok_or_else(missing)?;
    let names = Names::of(here)?;
    let claims = here.store.claims(&ClaimQuery { doc_id: Some(id.to_owned()), limit: usize::MAX, ..ClaimQuery::default() })?;
    let chosen = claims.iter().find(|claim| claim.claim_id == here.asked.one("claim")).or(claims.first());
    let document = &kept.document;
    let speaker = document.meta.group.as_deref().unwrap_or(&document.actor);
    let title = document.meta.title.clone().unwrap_or_else(|| document.id.clone());
    Ok(Page::new(
        title,
        html! {
            p.meta {
                (names.actor_link(here, speaker)) @if let Some(date) = document.meta.date { " · " (date.to_string()) }
                @if let Some(forum) = &document.meta.forum { " · " (forum) } " · " (document.source) " · " code { (document.id) }
                " · " a href=(Address::of("/queue").with("document", id).text()) { "review it" }
            }
            div.reader {
                section.text #text aria-label="The words of the document" data-document=(document.id) { (words(document, &claims, chosen)) }
                aside aria-label="The claim" {
                    @match chosen {
                        Some(claim) => {
                            h2 { "Claim " (1 + claims.iter().position(|one| one.claim_id == claim.claim_id).unwrap_or(0)) " of " (claims.len()) }
                            (steps(&claims, claim, document))
                            (card(here, &names, claim, 0, &Address::claim(&document.id, &claim.claim_id), false))
                            (derivation(here, &kept, claim))
                        }
                        None => p { "No claim was read in it." }
                    }
                    (adding(here, document, speaker))
                }
            }
            (offers(here)?)
        },
    ))
}

/// The way to the claims before and after.
fn steps(claims: &[Claim], claim: &Claim, document: &Document) -> Markup {
    let at = claims.iter().position(|one| one.claim_id == claim.claim_id).unwrap_or(0);
    let to = |at: usize| Address::claim(&document.id, &claims[at].claim_id).text();
    html! {
        p.steps {
            @if at > 0 { a rel="prev" data-key="k" href=(to(at - 1)) { "Before" } " " }
            @if at + 1 < claims.len() { a rel="next" data-key="j" href=(to(at + 1)) { "After" } }
        }
    }
}

/// The words, each claim's marked and linked to it; where claims overlap, the first is linked.
fn words(document: &Document, claims: &[Claim], chosen: Option<&Claim>) -> Markup {
    let text = &document.text;
    let mut cuts: Vec<usize> = claims.iter().flat_map(|claim| [claim.span.start, claim.span.end]).chain([0, text.len()]).collect();
    cuts.retain(|at| text.is_char_boundary(*at));
    cuts.sort_unstable();
    cuts.dedup();
    let over = |from: usize, to: usize| claims.iter().filter(move |claim| claim.span.start <= from && to <= claim.span.end);
    let is_chosen = |claim: &Claim| chosen.is_some_and(|chosen| chosen.claim_id == claim.claim_id);
    let mut is_first = true;
    let pieces: Vec<(&str, Option<&Claim>, bool, bool)> = cuts
        .windows(2)
        .map(|pair| {
            let (from, to) = (pair[0], pair[1]);
            let here = over(from, to).any(is_chosen);
            let claim = over(from, to).find(|claim| is_chosen(claim)).or_else(|| over(from, to).next());
            let first = here && std::mem::take(&mut is_first);
            (&text[from..to], claim, here, first)
        })
        .collect();
    html! {
        @for (piece, claim, here, first) in pieces {
            @match claim {
                Some(claim) => mark class={ (claim.stance.name()) @if here { " here" } @if claim.reviewed == crate::model::Reviewed::Rejected { " rejected" } } id=[first.then_some("here")] {
                    a href=(Address::claim(&document.id, &claim.claim_id).text()) title={ (claim.holder) " " (claim.stance.name()) " " (claim.proposition) } { (piece) }
                },
                None => (piece),
            }
        }
    }
}

/// How a claim came about, as `demarche explain` tells it.
fn derivation(here: &Here<'_>, kept: &Kept<Coded>, claim: &Claim) -> Markup {
    let read = kept.found.outcome.claims.iter().find(|one| one.claim_id == claim.claim_id);
    let (_, sentences) = here.app.coder.explain(&kept.document);
    let found = sentences
        .iter()
        .flat_map(|sentence| &sentence.derivations)
        .find(|one| read.is_some_and(|read| one.span == read.evidence.mention && one.mention.proposition == read.proposition_id));
    html! {
        section.derivation aria-label="How it came about" {
            h2 { "How it came about" }
            @match read {
                None => p { "A person read it: the program did not." }
                Some(read) => {
                    p { "The program read: " (mark(read.stance, read.strength)) " by " (read.method) @if !read.evidence.pattern.is_empty() { ", seen by " code { (read.evidence.pattern) } } "." }
                    @let steps = found.map_or(read.evidence.steps.as_slice(), |one| one.steps.as_slice());
                    @let cues = found.map_or(read.evidence.cues.as_slice(), |one| one.cues.as_slice());
                    @if !cues.is_empty() { ul { @for cue in cues { li { q { (kept.document.text.get(cue.span.start..cue.span.end).unwrap_or("")) } " " (cue.effect) " (" code { (cue.cue) } ")" } } } }
                    @if !steps.is_empty() { ol { @for step in steps { li { (step) } } } }
                    @if !read.rules.is_empty() { p.meta { "Rules: " (read.rules.join(", ")) } }
                }
            }
        }
    }
}

/// The form for a claim that the program missed.
fn adding(here: &Here<'_>, document: &Document, speaker: &str) -> Markup {
    html! {
        details.adding #adding {
            summary { "Add a claim that was missed" }
            p.hint { "Mark words in the text: they come into the field." }
            form.fields method="post" action="/add" {
                input type="hidden" name="key" value=(here.visitor.form_key);
                input type="hidden" name="document" value=(document.id);
                input type="hidden" name="next" value=(Address::of("/document").with("id", &document.id).text());
                label.wide { "Words, as they stand in the document" textarea name="quote" rows="3" required {} }
                label.wide { "Proposition" input name="proposition" list="propositions" required autocomplete="off"; }
                label { "Stance" select name="stance" { (stances(None)) } }
                label { "Strength" select name="strength" { @for n in 1..=5 { option value=(n) selected[n == 3] { (n) } } } }
                label.wide { "Holder" input name="holder" list="actors" value=(speaker) required autocomplete="off"; }
                label.wide { "Why" input name="why" autocomplete="off"; }
                p { button { "Add" } }
            }
        }
    }
}
