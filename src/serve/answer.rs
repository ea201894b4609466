//! What a page or an act answers: a page, the way to another, or why not.

use crate::error::Error;
use axum::http::StatusCode;
use maud::Markup;

/// An answer, or why there is none.
pub(super) type Answer<T> = std::result::Result<T, Fault>;

/// Why something cannot be shown or done.
#[derive(Debug)]
pub(super) struct Fault {
    /// What kind of fault it is.
    pub(super) status: StatusCode,
    /// What went wrong, and what to do, for the person who asked.
    pub(super) what: String,
}

impl Fault {
    /// There is no such thing.
    pub(super) fn missing(what: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, what: what.into() }
    }

    /// What was asked makes no sense.
    pub(super) fn wrong(what: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, what: what.into() }
    }

    /// It may not be done.
    pub(super) fn forbidden(what: impl Into<String>) -> Self {
        Self { status: StatusCode::FORBIDDEN, what: what.into() }
    }

    /// More than is taken.
    pub(super) fn too_large(what: impl Into<String>) -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, what: what.into() }
    }

    /// The server's own fault.
    pub(super) fn own(what: impl Into<String>) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, what: what.into() }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::own(error.to_string())
    }
}

/// A page, before it is framed.
#[derive(Debug)]
pub(super) struct Page {
    /// Its title.
    pub(super) title: String,
    /// What is on it.
    pub(super) body: Markup,
}

impl Page {
    /// A page.
    pub(super) fn new(title: impl Into<String>, body: Markup) -> Self {
        Self { title: title.into(), body }
    }
}
