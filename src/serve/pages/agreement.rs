//! How far coders agree, and what they differ on, with the means to settle it.

use crate::model::{Claim, ClaimReading};
use crate::review::compared::{Aspect, Figure, Measure, differing, figures};
use crate::review::{History, Rated, rated};
use crate::serve::address::Address;
use crate::serve::answer::{Answer, Fault, Page};
use crate::serve::parts::{Names, PART, back_and_forth, correcting, hidden, mark, offers, pager};
use crate::serve::routes::Here;
use crate::store::ClaimQuery;
use maud::{Markup, html};

/// The intervals rest on so many draws: a page must not keep anybody waiting. `demarche review agreement` draws as many as it is told.
const DRAWS: usize = 200;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let asked = here.asked.one("by");
    let by = match asked {
        "" => Aspect::default(),
        name => {
            let known = Aspect::ALL.iter().find(|(known, _)| *known == name);
            known.map(|(_, by)| *by).ok_or_else(|| Fault::wrong(format!("coders are not compared by `{name}`")))?
        }
    };
    let history = History::of(here.store.decisions()?);
    let all = rated(&history);
    let found = figures(&all, by, DRAWS);
    let names = Names::of(here)?;
    let differ: Vec<&Rated> = differing(&all).collect();
    let from = here.asked.number("from").min(differ.len());
    let shown = &differ[from..differ.len().min(from + PART)];
    let address = Address::of("/agreement").with_some("by", asked);
    let next = if from > 0 { address.clone().with("from", &from.to_string()) } else { address.clone() };
    let mut cases = Vec::new();
    for one in shown {
        cases.push((*one, claim_of(here, one)?));
    }
    Ok(Page::new(
        "Agreement between coders",
        html! {
            p { "How far coders agree beyond chance: Krippendorff’s α of all, Cohen’s κ of each two; 1 is full agreement, 0 is chance. What settles a dispute counts for nobody. "
                a href=(Address::of("/queue").with("blind", "1").text()) { "Code blind" } " to be compared." }
            form.filter method="get" action="/agreement" {
                label { "Compared by" select name="by" {
                    @for (name, one) in Aspect::ALL { option value=(name) selected[one == by] { (in_words(one)) } }
                } }
                button { "Show" }
            }
            @if found.is_empty() { p { "Fewer than two people have decided on claims: there is nothing to compare." } }
            @else { (table(&names, &found)) }
            section aria-labelledby="differ" {
                h2 #differ { "What they differ on" }
                @if differ.is_empty() { p { "On no claim that two have decided on." } }
                @else {
                    p { "Claims: " (differ.len()) ". Until one is settled the program’s reading stands. Who settles gives the last word, whatever the coders say later; undo takes it back." }
                    (back_and_forth(here, &next))
                }
                @for (at, (one, claim)) in cases.iter().enumerate() { (case(here, &names, one, claim.as_ref(), at, &next)) }
                (pager(&address, from, shown.len(), differ.len()))
            }
            (offers(here)?)
        },
    ))
}

fn in_words(by: Aspect) -> &'static str {
    match by {
        Aspect::Reading => "holder, proposition and stance",
        Aspect::Right => "right or wrong",
        Aspect::Stance => "the stance",
        Aspect::Strength => "the strength",
    }
}

fn table(names: &Names, figures: &[Figure]) -> Markup {
    let number = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.3}").replace('-', "−"));
    html! {
        div.scroll role="region" tabindex="0" aria-label="Agreement" { table.list {
            caption { "With the middle 95 % of " (DRAWS) " samples of the claims, drawn with replacement." }
            thead { tr {
                th scope="col" { "On" } th scope="col" { "Measure" } th scope="col" { "Coders" }
                th.n scope="col" { "Claims" } th.n scope="col" { "Agree" } th.n scope="col" { "Value" } th.n scope="col" { "95 %" }
            } }
            tbody { @for one in figures { tr {
                th scope="row" { @match &one.proposition { Some(id) => (names.proposition_link(id)), None => "all claims" } }
                td { (if one.measure == Measure::Alpha { "α" } else { "κ" }) }
                td { (one.coders.join(", ")) }
                td.n { (one.units) }
                td.n { (one.agree) }
                td.n { (number(one.value)) }
                td.n { @if let Some((low, high)) = one.interval { (number(Some(low))) " to " (number(Some(high))) } @else { "–" } }
            } } }
        } }
    }
}

/// The claim that coders differ on, as it stands; none if its words are gone.
fn claim_of(here: &Here<'_>, one: &Rated) -> Answer<Option<Claim>> {
    let query = ClaimQuery { doc_id: Some(one.on.doc_id.clone()), limit: usize::MAX, ..ClaimQuery::default() };
    let claims = here.store.claims(&query)?;
    let likeness = |claim: &Claim| {
        let read = &one.on.read;
        let same = claim.holder == read.holder && claim.proposition_id == read.proposition;
        (claim.span == one.on.span || claim.quote == one.on.quote).then_some((same, !claim.reviewed.is_no(), claim.span == one.on.span))
    };
    let best = claims.into_iter().filter_map(|claim| Some((likeness(&claim)?, claim))).max_by_key(|(likeness, _)| *likeness);
    Ok(best.map(|(_, claim)| claim))
}

/// A claim on which coders differ: what each says, and the forms that settle it.
fn case(here: &Here<'_>, names: &Names, one: &Rated, claim: Option<&Claim>, at: usize, next: &Address) -> Markup {
    let read = &one.on.read;
    let label = format!("{} {} {}", names.actor(here, &read.holder), read.stance.name(), names.proposition(&read.proposition));
    let reading = |read: &ClaimReading| html! { (names.actor_link(here, &read.holder)) " " (mark(read.stance, read.strength)) " " (names.proposition_link(&read.proposition)) };
    html! {
        article.claim id={ "c-" (at) } tabindex="-1" aria-label=(label) {
            blockquote { a.quote href=(Address::of("/document").with("id", &one.on.doc_id).text()) { "“" (one.on.quote) "”" } }
            p.meta { "The program: " (reading(read)) }
            ul.differ {
                @for (coder, says) in &one.readings {
                    li {
                        b { (coder) } ": " @match says { Some(says) => (reading(says)), None => "wrong: no claim" }
                        @if let Some(claim) = claim { (agreeing(here, claim, says.as_ref(), coder, next)) }
                    }
                }
            }
            @match claim {
                Some(claim) => {
                    p.meta { "Now: " (reading(&ClaimReading { holder: claim.holder.clone(), proposition: claim.proposition_id.clone(), stance: claim.stance, strength: claim.strength })) " · " span class={ "state " (claim.reviewed.name()) } { (claim.reviewed.name()) } }
                    details.correct {
                        summary { "Settle it otherwise" }
                        (correcting(&settling(here, claim, next), claim, &html! { button name="what" value="correct" { "Settle so" } }))
                    }
                }
                None => { p.meta { "Its words are in no document now: see " a href="/conflicts" { "what does not fit" } "." } }
            }
        }
    }
}

fn settling(here: &Here<'_>, claim: &Claim, next: &Address) -> Markup {
    html! { (hidden(here, claim, next)) input type="hidden" name="settle" value="1"; }
}

/// The form by which a coder is found right.
fn agreeing(here: &Here<'_>, claim: &Claim, says: Option<&ClaimReading>, coder: &str, next: &Address) -> Markup {
    html! {
        form.decide method="post" action="/decide" {
            (settling(here, claim, next))
            @if let Some(says) = says {
                input type="hidden" name="saw-holder" value=(says.holder);
                input type="hidden" name="saw-proposition" value=(says.proposition);
                input type="hidden" name="saw-stance" value=(says.stance.name());
                input type="hidden" name="saw-strength" value=(says.strength);
            }
            button name="what" value=(if says.is_some() { "accept" } else { "reject" }) aria-label={ "Settle as " (coder) " says" } { "Settle so" }
        }
    }
}
