//! The door: every request passes it, every answer leaves by it.
//!
//! - *Host*: only names that are this server's own. A page of elsewhere that has its own name lead here (DNS rebinding) is refused.
//! - *Token*: at an address that other machines reach, or if one was set.
//! - *Origin*: what changes something must come from a page of this server, by what the browser says of it; besides, every form bears
//!   a word bound to its session, which the acts check.
//! - *Size*: a body that is announced larger than what is taken is refused unread.

use super::address::{decoded, own};
use super::answer::Fault;
use super::app::App;
use super::frame;
use super::session::{Visitor, cookie, kept};
use super::token::same;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LOCATION, ORIGIN, REFERRER_POLICY, SET_COOKIE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;
use std::sync::Arc;

/// What a page of this server may load: its own style, its own script, its own pictures, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'; connect-src 'self'";

/// Headers of every answer.
const HEADERS: [(HeaderName, &str); 5] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// A year.
const LONG: u32 = 365 * 24 * 60 * 60;

/// Lets a request in, or not.
pub(super) async fn guard(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let mut cookies = Vec::new();
    let mut response = match admitted(&app, &request, &mut cookies) {
        Ok(Admitted::In(visitor)) => {
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        Ok(Admitted::To(place)) => moved(&place),
        Err(fault) => frame::fault(&fault, None),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Browsers tell a machine's own pages of which site a form is; to others they only tell the origin, and that only if it may be told.
    let referrer = if app.is_ours_alone { "no-referrer" } else { "same-origin" };
    headers.insert(REFERRER_POLICY, HeaderValue::from_static(referrer));
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            headers.append(SET_COOKIE, value);
        }
    }
    response
}

/// Leads to another page.
pub(super) fn moved(place: &str) -> Response {
    let place = HeaderValue::from_str(place).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, place)]).into_response()
}

enum Admitted {
    In(Visitor),
    To(String),
}

fn admitted(app: &App, request: &Request, cookies: &mut Vec<String>) -> Result<Admitted, Fault> {
    let headers = request.headers();
    let host = host(app, headers, request.uri())?;
    if let Some(token) = &app.token {
        match asked_token(request.uri()) {
            Some(given) if same(&given, token) => {
                cookies.push(kept(&app.cookie("token"), token, Some(LONG)));
                return Ok(Admitted::To(without_token(request.uri())));
            }
            _ if cookie(headers, &app.cookie("token")).and_then(decoded).is_some_and(|given| same(&given, token)) => {}
            _ => return Err(Fault { status: StatusCode::UNAUTHORIZED, what: TOKEN_NEEDED.to_owned() }),
        }
    }
    // A page of elsewhere may link here; it may not take pictures, scripts or tables from here.
    let said = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    if said("sec-fetch-site") == Some(b"cross-site") && said("sec-fetch-mode").is_some_and(|mode| mode != b"navigate") {
        return Err(Fault::forbidden("this is not for pages of elsewhere"));
    }
    let visitor = Visitor::of(headers, app)?;
    if visitor.is_new {
        cookies.push(kept(&app.cookie("session"), &visitor.session, None));
    }
    if request.method() == Method::POST {
        origin(headers, &host)?;
    }
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()).and_then(|value| value.parse::<u64>().ok());
    if let Some(announced) = announced.filter(|announced| *announced > app.limits.upload) {
        return Err(too_large(announced, app.limits.upload));
    }
    Ok(Admitted::In(visitor))
}

const TOKEN_NEEDED: &str = "this page is for guests that bring its token: open the address that `demarche serve` printed";

/// That something is larger than what is taken.
pub(super) fn too_large(bytes: u64, most: u64) -> Fault {
    let megabytes = |bytes: u64| bytes.div_ceil(1 << 20);
    Fault::too_large(format!(
        "{} MB at a time are too many: at most {} MB are taken; `demarche serve --upload-limit MB` allows more, `demarche add` has no limit",
        megabytes(bytes),
        megabytes(most)
    ))
}

/// The name under which this server was asked for, if it is one of its own.
fn host(app: &App, headers: &HeaderMap, uri: &Uri) -> Result<String, Fault> {
    let foreign = || Fault::forbidden("this server does not go by that name: open the address that `demarche serve` printed");
    let mut named = headers.get_all(HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return Err(Fault::wrong("a request names one host")) };
    let host = host.to_str().map_err(|_| foreign())?.to_ascii_lowercase();
    if uri.authority().is_some_and(|authority| authority.as_str().to_ascii_lowercase() != host) {
        return Err(foreign());
    }
    if app.hosts.contains(&host) || (app.any_address && is_figures(&host, app.port)) { Ok(host) } else { Err(foreign()) }
}

/// Whether a host is an address in figures with this port: no name of another leads there.
fn is_figures(host: &str, port: u16) -> bool {
    let Some(address) = host.strip_suffix(&format!(":{port}")) else { return false };
    address.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok()
}

/// Whether what changes something comes from a page of this server.
fn origin(headers: &HeaderMap, host: &str) -> Result<(), Fault> {
    let foreign = || Fault::forbidden("this came from a page of elsewhere: nothing was changed");
    let said = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    let site = said("sec-fetch-site");
    if site.is_some_and(|site| site != b"same-origin" && site != b"none") {
        return Err(foreign());
    }
    match headers.get(ORIGIN).map(HeaderValue::as_bytes) {
        None => Ok(()),
        // What a browser says of a page that may tell nobody where it is; it then says of which site it is.
        Some(b"null") if site == Some(b"same-origin") => Ok(()),
        Some(origin) if origin == format!("http://{host}").as_bytes() || origin == format!("https://{host}").as_bytes() => Ok(()),
        Some(_) => Err(foreign()),
    }
}

/// The token of an address.
fn asked_token(uri: &Uri) -> Option<String> {
    uri.query()?.split('&').find_map(|part| part.strip_prefix("token=")).and_then(decoded)
}

/// The address without it, so that it does not stay in the browser's history.
fn without_token(uri: &Uri) -> String {
    let rest: Vec<&str> = uri.query().unwrap_or("").split('&').filter(|part| !part.starts_with("token=") && !part.is_empty()).collect();
    let place = if rest.is_empty() { uri.path().to_owned() } else { format!("{}?{}", uri.path(), rest.join("&")) };
    own(&place).to_owned()
}

/// A text of a kind, as an answer.
pub(super) fn text(kind: &'static str, body: impl Into<axum::body::Body>) -> Response {
    ([(CONTENT_TYPE, kind)], body.into()).into_response()
}
