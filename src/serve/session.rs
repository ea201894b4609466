//! Who asks: the cookies of a request in, a visitor out.

use super::address::{decoded, encoded};
use super::app::App;
use super::token;
use crate::error::Result;
use crate::project::Author;
use crate::store::Store;
use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// One who looks at the pages.
#[derive(Debug, Clone)]
pub(super) struct Visitor {
    /// The word that tells this browser from others.
    pub(super) session: String,
    /// Whether that word was made just now, and the browser must be told.
    pub(super) is_new: bool,
    /// The word that every form of this browser bears: no other site can know it.
    pub(super) form_key: String,
    /// The name under which this person decides; empty if it has not been given.
    pub(super) coder: String,
}

/// A name is at most so many letters.
const NAME_LENGTH: usize = 80;

impl Visitor {
    /// The visitor that a request's cookies tell.
    ///
    /// # Errors
    /// If a new visitor can be given no word.
    pub(super) fn of(headers: &HeaderMap, app: &App) -> Result<Self> {
        let known =
            cookie(headers, &app.cookie("session")).filter(|word| word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let is_new = known.is_none();
        let session = match known {
            Some(word) => word.to_owned(),
            None => token::word()?,
        };
        let coder = cookie(headers, &app.cookie("coder")).and_then(decoded).map(|name| name_of(&name)).unwrap_or_default();
        let form_key = app.form_key(&session);
        Ok(Self { session, is_new, form_key, coder })
    }

    /// Who decides, if a name was given.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub(super) fn author(&self, store: &Store) -> Result<Option<Author>> {
        if self.coder.is_empty() {
            return Ok(None);
        }
        let settles = store.coders()?.iter().any(|coder| coder.name == self.coder && coder.settles);
        Ok(Some(Author { name: self.coder.clone(), settles }))
    }
}

/// A name as a person gave it, without what is no name: line breaks, control characters, spaces around it.
pub(super) fn name_of(given: &str) -> String {
    let clean: String = given.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(NAME_LENGTH).collect()
}

/// The cookie of a name.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// A cookie that only this server gets, for so many seconds; without a number for as long as the browser is open. It does not come with
/// forms of other sites, but with links of theirs: who follows one is still who he was.
pub(super) fn kept(name: &str, value: &str, seconds: Option<u32>) -> String {
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    format!("{name}={}; Path=/; HttpOnly; SameSite=Lax{age}", encoded(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_of_letters() {
        assert_eq!(name_of("  Ann \r\n B.\u{0}"), "Ann B.");
        assert_eq!(name_of(&"x".repeat(500)).len(), NAME_LENGTH);
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, "a=1; coder_1=Ann%20B".parse().unwrap());
        headers.append(COOKIE, "b=2".parse().unwrap());
        assert_eq!(cookie(&headers, "coder_1").and_then(decoded).as_deref(), Some("Ann B"));
        assert_eq!(cookie(&headers, "b"), Some("2"));
        assert_eq!(cookie(&headers, "c"), None);
        assert!(kept("c", "a;b\r\n", Some(5)).starts_with("c=a%3Bb%0D%0A; Path=/;"));
    }
}
