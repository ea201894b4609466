//! The graph: the picture that `demarche graph` draws, in the page; narrowed by the form, moved and searched by the script.

use crate::error::Error;
use crate::export::{self, Filter, Narrowed, View, ViewKind};
use crate::serve::answer::{Answer, Fault, Page};
use crate::serve::comparing::drawn;
use crate::serve::routes::Here;
use maud::{PreEscaped, html};

/// So many actors are drawn at first: those with the heaviest edges.
const TOP: usize = 40;

/// More can neither be drawn soon nor be told apart.
const MOST: usize = 200;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let asked = here.asked;
    let kind = if asked.one("view") == "positions" { ViewKind::Positions } else { ViewKind::Actors };
    let years = here.store.years()?;
    let year = |name: &str| asked.one(name).parse::<u16>().ok();
    let (first, last) = (year("from"), year("to"));
    let period = (first.is_some() || last.is_some()).then(|| (first.unwrap_or(0), last.unwrap_or(u16::MAX)));
    let drawn = drawn(here, period)?;
    let top = match asked.one("top") {
        "" => TOP,
        text => text.parse::<usize>().map_err(|_| Fault::wrong(format!("`{text}` is no number")))?.min(MOST),
    };
    let min_weight = asked.number("weight");
    let ego = Some(asked.one("ego").to_owned()).filter(|id| !id.is_empty());
    let whole = View { kind, attributes: &drawn.attributes, ..View::new(&drawn.comparison) };
    let Narrowed { comparison, .. } = Filter { min_weight, ego: ego.clone(), top: Some(top), ..Filter::default() }.narrow(&whole);
    let view = View { comparison: &comparison, ..whole };
    let mut bytes = Vec::new();
    export::named("svg")?.write(&view, &mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|cause| Error::new("the picture is no text").caused_by(cause))?;
    // The declaration of XML has no place within a page. All text in the picture was escaped when it was drawn.
    let picture = text.find("<svg").map_or("", |at| &text[at..]);
    Ok(Page::new(
        "The graph",
        html! {
            form.filter method="get" action="/graph" {
                label { "View" select name="view" { option value="actors" selected[kind == ViewKind::Actors] { "actors" } option value="positions" selected[kind == ViewKind::Positions] { "actors and propositions" } } }
                label { "Around" select name="ego" #ego { option value="" { "all" } @for actor in drawn.comparison.actors.values() { option value=(actor.id) selected[ego.as_ref() == Some(&actor.id)] { (actor.name) } } } }
                label { "Least weight" input type="number" name="weight" min="0" max="99" value=(min_weight); }
                label { "Most actors" input type="number" name="top" min="2" max=(MOST) value=(top); }
                @for (name, label, chosen) in [("from", "From", first), ("to", "To", last)] {
                    label { (label) select name=(name) data-slider { option value="" { "all years" } @for year in &years { option value=(year) selected[chosen == Some(*year)] { (year) } } } }
                }
                button { "Draw" }
            }
            @if drawn.is_bare { p.hint { "The project has so many claims that the picture is made of positions alone: lines bear no quotes." } }
            div.tools #tools hidden {
                label { "Find in the picture" input type="search" #within autocomplete="off"; }
                span #within-found role="status" {}
                button type="button" data-zoom="in" { "Closer" } button type="button" data-zoom="out" { "Farther" } button type="button" data-zoom="all" { "Whole" }
            }
            p.hint { "Hold the pointer on a line to see on what; every line is in " a href="/matrix" { "the matrix" } " with its quotes." }
            div.picture #picture role="img" aria-label="Who agrees and conflicts with whom" tabindex="0" { (PreEscaped(picture)) }
            p { a href="/export/svg" download { "Download all of it as SVG" } }
        },
    ))
}
