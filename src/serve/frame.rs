//! What stands around every page: the way to the others, the search, who one is.

use super::answer::{Fault, Page};
use super::guard;
use super::pages::PAGES;
use super::routes::Asked;
use super::session::Visitor;
use axum::response::Response;
use maud::{DOCTYPE, Markup, html};

/// What an act has done, by the word that its address bears.
const SAID: &[(&str, &str)] = &[
    ("accept", "Accepted."),
    ("reject", "Rejected."),
    ("correct", "Corrected."),
    ("note", "Noted."),
    ("add", "Added."),
    ("merge", "Merged."),
    ("split", "Split: the new proposition is there; correct claims to move them to it."),
    ("undo", "Took back your last decision."),
    ("redo", "Brought your decision again."),
    ("nothing", "There is nothing to take back or to bring again."),
    ("name", "Your name is kept in this browser."),
    ("same", "You had decided just that already."),
];

/// A page in its frame.
pub(super) fn framed(page: &Page, path: &str, visitor: &Visitor, asked: &Asked) -> Page {
    let said = SAID.iter().find(|(word, _)| *word == asked.one("did")).map_or("", |(_, text)| *text);
    Page { title: page.title.clone(), body: whole(page, Some(path), Some(visitor), said) }
}

/// A fault as a page.
pub(super) fn fault(fault: &Fault, visitor: Option<&Visitor>) -> Response {
    let (first, rest) = fault.what.split_once('\n').unwrap_or((&fault.what, ""));
    let body = html! {
        p.fault role="alert" { (first) }
        @for line in rest.lines() { p { (line.trim()) } }
        p { a href="/" { "To the overview" } }
    };
    let page = Page::new("That did not work", body);
    let mut response = guard::text("text/html; charset=utf-8", whole(&page, None, visitor, "").into_string());
    *response.status_mut() = fault.status;
    response
}

fn whole(page: &Page, path: Option<&str>, visitor: Option<&Visitor>, said: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) " · demarche" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/page.css";
                script src="/page.js" defer {}
            }
            body {
                a.skip href="#main" { "To the content" }
                header.top {
                    nav aria-label="Pages" {
                        ul {
                            @for row in PAGES.iter().filter(|row| !row.label.is_empty()) {
                                li { a href=(row.path) aria-current=[(path == Some(row.path)).then_some("page")] { (row.label) } }
                            }
                        }
                    }
                    form.find role="search" action="/search" {
                        label for="find" { "Search the quotes" }
                        input #find type="search" name="q" autocomplete="off" placeholder="Words of a quote";
                        button { "Search" }
                    }
                    @if let Some(visitor) = visitor {
                        p.who {
                            @if visitor.coder.is_empty() { a href="/name" { "Give your name" } }
                            @else { "You are " a href="/name" { (visitor.coder) } }
                        }
                    }
                }
                main #main tabindex="-1" {
                    h1 { (page.title) }
                    p.said #said role="status" aria-live="polite" { (said) }
                    (page.body)
                }
            }
        }
    }
}
