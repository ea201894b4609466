//! Addresses → pages and acts. Pages read, acts write; both work on threads that may wait.

use super::acts::{ACTS, Act, Doing};
use super::address::Address;
use super::answer::{Answer, Fault, Page};
use super::app::App;
use super::pages::{PAGES, Shown};
use super::session::Visitor;
use super::{assets, download, frame, guard, import};
use crate::store::Store;
use axum::extract::{DefaultBodyLimit, Extension, Form, FromRequest, Query, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Router, middleware};
use std::sync::Arc;

/// The body of a form is at most so long, in bytes.
const FORM: usize = 256 << 10;

/// What a page is made from.
pub(super) struct Here<'a> {
    /// The server.
    pub(super) app: &'a App,
    /// The database, as it is at this moment.
    pub(super) store: &'a Store,
    /// Who asks.
    pub(super) visitor: &'a Visitor,
    /// What is asked for.
    pub(super) asked: &'a Asked,
}

/// What an address or a form asks for, by name.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked(pub(super) Vec<(String, String)>);

impl Asked {
    /// The value of a name, without spaces around it; empty if it is not there.
    pub(super) fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// All values of a name that are not empty.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(key, value)| key == name && !value.trim().is_empty()).map(|(_, value)| value.trim()).collect()
    }

    /// The number of a name; 0 if there is none.
    pub(super) fn number(&self, name: &str) -> usize {
        self.one(name).parse().unwrap_or(0)
    }

    /// Whether a box of that name is ticked.
    pub(super) fn is_set(&self, name: &str) -> bool {
        !matches!(self.one(name), "" | "0")
    }
}

/// The whole server as one service.
pub(super) fn router(app: Arc<App>) -> Router {
    let mut router: Router<Arc<App>> = Router::new();
    for row in PAGES {
        let handler = move |State(app): State<Arc<App>>,
                            Extension(visitor): Extension<Visitor>,
                            Query(asked): Query<Vec<(String, String)>>| { show(row, app, visitor, Asked(asked)) };
        router = router.route(row.path, get(handler));
    }
    for row in ACTS {
        let handler =
            move |State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>, request: Request| act(row, app, visitor, request);
        router = router.route(row.path, post(handler));
    }
    let upload = post(import::upload).layer(DefaultBodyLimit::max(usize::try_from(app.limits.upload).unwrap_or(usize::MAX)));
    router
        .route("/page.css", get(assets::style))
        .route("/page.js", get(assets::script))
        .route("/palette.json", get(assets::palette))
        .route("/import.json", get(import::progress))
        .route("/export/{name}", get(download::download))
        .route("/import", upload)
        .fallback(|| async { frame::fault(&Fault::missing("there is no such page"), None) })
        .method_not_allowed_fallback(|| async {
            frame::fault(&Fault { status: StatusCode::METHOD_NOT_ALLOWED, what: "that cannot be done here".to_owned() }, None)
        })
        .layer(DefaultBodyLimit::max(FORM))
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}

/// Works on a thread that may wait. What breaks off there is told, and breaks nothing else.
pub(super) async fn waiting<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(Fault::own("this broke off: the database is as it was before")))
}

async fn show(row: &'static Shown, app: Arc<App>, visitor: Visitor, asked: Asked) -> Response {
    let guest = visitor.clone();
    let page = waiting(move || -> Answer<Page> {
        app.read(|store| (row.view)(&Here { app: &app, store, visitor: &visitor, asked: &asked }))
            .map(|page| frame::framed(&page, row.path, &visitor, &asked))
    });
    match page.await {
        Ok(page) => guard::text("text/html; charset=utf-8", page.body.into_string()),
        Err(fault) => frame::fault(&fault, Some(&guest)),
    }
}

async fn act(row: &'static Act, app: Arc<App>, visitor: Visitor, request: Request) -> Response {
    let guest = visitor.clone();
    let done = async {
        let form = tokio::time::timeout(app.limits.piece, Form::<Vec<(String, String)>>::from_request(request, &()));
        let form =
            form.await.map_err(|_| Fault { status: StatusCode::REQUEST_TIMEOUT, what: "the form took too long to come".to_owned() })?;
        let Form(asked) = form.map_err(|cause| match cause.into_response_status() {
            StatusCode::PAYLOAD_TOO_LARGE => Fault::too_large("the form is too long"),
            _ => Fault::wrong("this is no form of ours"),
        })?;
        let asked = Asked(asked);
        check_key(&visitor, asked.one("key"))?;
        waiting(move || {
            let mut project = app.project()?;
            (row.act)(&mut Doing { app: &app, project: &mut project, visitor: &visitor, asked: &asked })
        })
        .await
    };
    match done.await {
        Ok(done) => done.response(),
        Err(fault) => frame::fault(&fault, Some(&guest)),
    }
}

/// Whether a form is one that this server gave to this browser.
pub(super) fn check_key(visitor: &Visitor, key: &str) -> Answer<()> {
    if super::token::same(key, &visitor.form_key) {
        return Ok(());
    }
    Err(Fault::forbidden("this form is not from this session, or the server was started anew: open the page again; nothing was changed"))
}

/// What a rejected body answers.
trait RejectedStatus {
    fn into_response_status(self) -> StatusCode;
}

impl<T: axum::response::IntoResponse> RejectedStatus for T {
    fn into_response_status(self) -> StatusCode {
        self.into_response().status()
    }
}

/// Where an act leads.
#[derive(Debug)]
pub(super) struct Done {
    /// The page that is shown next.
    pub(super) to: String,
    /// A cookie that is set.
    pub(super) cookie: Option<String>,
}

impl Done {
    /// To a page.
    pub(super) fn to(address: &Address) -> Self {
        Self { to: address.text(), cookie: None }
    }

    fn response(&self) -> Response {
        let mut response = guard::moved(&self.to);
        if let Some(cookie) = &self.cookie
            && let Ok(value) = axum::http::HeaderValue::from_str(cookie)
        {
            response.headers_mut().append(axum::http::header::SET_COOKIE, value);
        }
        response
    }
}
