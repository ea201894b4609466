//! The pages: what is asked for comes in, with the database at one moment; a page goes out. One file a page, and its row here.

mod actor;
mod agreement;
mod conflicts;
mod document;
mod documents;
mod export;
mod graph;
mod history;
mod import;
mod matrix;
mod name;
mod overview;
mod proposition;
mod propositions;
mod queue;
mod search;
mod versus;

use super::answer::{Answer, Page};
use super::routes::Here;

/// A page: where it is, and what makes it.
#[derive(Debug)]
pub(super) struct Shown {
    /// Its path.
    pub(super) path: &'static str,
    /// Its name in the list of pages; empty for those that are reached from others.
    pub(super) label: &'static str,
    /// What makes it.
    pub(super) view: fn(&Here<'_>) -> Answer<Page>,
}

/// All pages.
pub(super) static PAGES: &[Shown] = &[
    Shown { path: "/", label: "Overview", view: overview::view },
    Shown { path: "/matrix", label: "Matrix", view: matrix::view },
    Shown { path: "/queue", label: "Review", view: queue::view },
    Shown { path: "/propositions", label: "Propositions", view: propositions::view },
    Shown { path: "/agreement", label: "Agreement", view: agreement::view },
    Shown { path: "/versus", label: "Versus", view: versus::view },
    Shown { path: "/graph", label: "Graph", view: graph::view },
    Shown { path: "/documents", label: "Documents", view: documents::view },
    Shown { path: "/import", label: "Import", view: import::view },
    Shown { path: "/export", label: "Export", view: export::view },
    Shown { path: "/history", label: "History", view: history::view },
    Shown { path: "/proposition", label: "", view: proposition::view },
    Shown { path: "/actor", label: "", view: actor::view },
    Shown { path: "/document", label: "", view: document::view },
    Shown { path: "/search", label: "", view: search::view },
    Shown { path: "/conflicts", label: "", view: conflicts::view },
    Shown { path: "/name", label: "", view: name::view },
];
