//! What the pages bring with them: one style, one script, and the list that the palette offers. All of it is in the program.

use super::address::Address;
use super::answer::Answer;
use super::app::App;
use super::pages::PAGES;
use super::routes::waiting;
use super::{frame, guard};
use crate::error::Error;
use crate::export::desk::Tone;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use std::fmt::Write;
use std::sync::Arc;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The style, with the colours of the stances as the reports have them.
pub(super) async fn style() -> Response {
    guard::text("text/css; charset=utf-8", format!("{STYLE}{}", colours()))
}

/// The script.
pub(super) async fn script() -> Response {
    guard::text("text/javascript; charset=utf-8", SCRIPT)
}

/// A row of the palette: what kind it is, its name, and where it leads.
#[derive(Debug, Serialize)]
struct Offer {
    kind: &'static str,
    name: String,
    href: String,
}

/// The pages, the actors and the propositions, for the palette.
pub(super) async fn palette(State(app): State<Arc<App>>) -> Response {
    let made = waiting(move || -> Answer<String> {
        let mut offers: Vec<Offer> = PAGES
            .iter()
            .filter(|row| !row.label.is_empty())
            .map(|row| Offer { kind: "page", name: row.label.to_owned(), href: row.path.to_owned() })
            .collect();
        let (actors, propositions) = app.read(|store| -> Answer<_> { Ok((store.actors()?, store.propositions()?)) })?;
        offers.extend(actors.into_iter().map(|one| Offer {
            kind: "actor",
            href: Address::actor(&one.id).text(),
            name: format!("{} {}", one.name, one.id),
        }));
        offers.extend(propositions.into_iter().map(|one| Offer {
            kind: "proposition",
            href: Address::proposition(&one.id).text(),
            name: format!("{} {}", one.wording, one.id),
        }));
        Ok(serde_json::to_string(&offers).map_err(|cause| Error::new("the palette could not be written").caused_by(cause))?)
    });
    match made.await {
        Ok(text) => guard::text("application/json", text),
        Err(fault) => frame::fault(&fault, None),
    }
}

/// The colours of the tones, once for light and once for dark screens.
fn colours() -> String {
    let rules = |ground: fn(Tone) -> Option<&'static str>| {
        Tone::ALL.into_iter().fold(String::new(), |mut rules, tone| {
            if let Some(ground) = ground(tone) {
                // Writing to a String cannot fail.
                let _ = write!(rules, ".{0}{{background:#{ground}}}.fill-{0}{{fill:#{ground}}}", tone.name());
            }
            rules
        })
    };
    format!("{}\n@media screen and (prefers-color-scheme:dark){{{}}}\n", rules(Tone::light), rules(Tone::dark))
}
