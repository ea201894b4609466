//! What people change: a form comes in, the project does it, and the way to the next page goes out. One file a kind, and its rows here.

mod decide;
mod name;
mod propositions;
mod update;

use super::address::{encoded, own};
use super::answer::{Answer, Fault};
use super::app::App;
use super::routes::{Asked, Done};
use super::session::Visitor;
use crate::project::{Author, Project};
use std::sync::Arc;

/// An act: where its form goes, and what does it.
#[derive(Debug)]
pub(super) struct Act {
    /// Its path.
    pub(super) path: &'static str,
    /// What does it.
    pub(super) act: fn(&mut Doing<'_>) -> Answer<Done>,
}

/// What an act works with.
pub(super) struct Doing<'a> {
    /// The server.
    pub(super) app: &'a Arc<App>,
    /// The project; nobody else writes to it meanwhile.
    pub(super) project: &'a mut Project,
    /// Who does it.
    pub(super) visitor: &'a Visitor,
    /// The fields of the form.
    pub(super) asked: &'a Asked,
}

/// All acts.
pub(super) static ACTS: &[Act] = &[
    Act { path: "/decide", act: decide::decide },
    Act { path: "/add", act: decide::add },
    Act { path: "/undo", act: decide::undo },
    Act { path: "/redo", act: decide::redo },
    Act { path: "/merge", act: propositions::merge },
    Act { path: "/split", act: propositions::split },
    Act { path: "/name", act: name::name },
    Act { path: "/update", act: update::update },
];

impl Doing<'_> {
    /// Who decides; none if the name is not known yet. Who asks for it settles what coders differ on.
    fn author(&self) -> Answer<Option<Author>> {
        let author = self.visitor.author(&self.project.store)?;
        Ok(author.map(|author| Author { settles: author.settles || self.asked.is_set("settle"), ..author }))
    }

    /// The page that the form wants to be shown next, with a word on what was done.
    fn next(&self, did: &str) -> Done {
        let next = own(self.asked.one("next"));
        let (page, anchor) = next.split_once('#').map_or((next, String::new()), |(page, anchor)| (page, format!("#{anchor}")));
        let (path, query) = page.split_once('?').unwrap_or((page, ""));
        let mut parts: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("did=")).collect();
        let word = format!("did={}", encoded(did));
        parts.push(&word);
        Done { to: format!("{path}?{}{anchor}", parts.join("&")), cookie: None }
    }

    /// To the page that asks for the name, and from there back.
    fn ask_name(&self) -> Done {
        Done { to: format!("/name?next={}", encoded(own(self.asked.one("next")))), cookie: None }
    }

    /// A field that is there and not empty.
    fn given(&self, field: &str) -> Option<String> {
        Some(self.asked.one(field).to_owned()).filter(|value| !value.is_empty())
    }

    /// A field that must be there.
    fn needed(&self, field: &str) -> Answer<String> {
        self.given(field).ok_or_else(|| Fault::wrong(format!("the field `{field}` is empty")))
    }
}

/// A fault of what was given, told as the library tells it.
#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
fn refused(error: crate::error::Error) -> Fault {
    Fault::wrong(error.to_string())
}
