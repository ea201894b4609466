//! PDF → its running text, with the page of each paragraph.
//!
//! ```text
//! bytes ─file→ objects ─content→ signs with places (fonts) ─layout→ lines in reading order ─flow→ text
//! ```
//! The file's own tables of contents are not trusted, and nothing is unpacked beyond the budget. Reading runs on a thread of its own,
//! so that a font that the crate for fonts cannot read neither stops the program nor keeps it from going on in time.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::many_single_char_names,
    reason = "places on paper and codes of signs are small numbers, and what is not is bounded where it is read"
)]

mod content;
mod file;
mod filters;
mod flow;
mod fonts;
mod layout;
mod syntax;

use super::{Budget, Options, Part, Parts, Reader, Said};
use crate::error::{Error, Result};
use flow::Page;
use fonts::{deref, get};
use pdf_extract as lopdf;
use pdf_extract::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeSet;
use std::sync::Once;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// PDF.
pub(super) struct Pdf;

impl Reader for Pdf {
    fn name(&self) -> &'static str {
        "PDF"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn summary(&self) -> &'static str {
        "PDF with a text layer: columns in reading order, without page numbers and running heads, footnotes apart"
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.windows(5).any(|window| window == b"%PDF-")
    }

    fn read(&self, bytes: &[u8], _: &Options, budget: &mut Budget) -> Result<Parts> {
        quiet();
        let (send, receive) = channel();
        let (bytes, mut own) = (bytes.to_vec(), budget.clone());
        let start = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK);
        start
            .spawn(move || {
                let read = read(&bytes, &mut own);
                // If nobody waits any more, the time is over.
                let _ = send.send((read, own));
            })
            .map_err(|cause| Error::new("could not be read: no thread could be begun").caused_by(cause))?;
        // The thread looks at the clock itself; it is given a little longer to say so.
        match receive.recv_timeout(budget.time_left() + Duration::from_secs(2)) {
            Ok((read, own)) => {
                *budget = own;
                read
            }
            Err(RecvTimeoutError::Timeout) => Err(budget.too_slow()),
            Err(RecvTimeoutError::Disconnected) => Err(Error::new("could not be read: the file is broken in a way that was not foreseen")
                .hint("print it to a new PDF file, or save its text")),
        }
    }
}

const THREAD: &str = "demarche-pdf";

/// Room for the deepest nesting that is allowed, many times over.
const STACK: usize = 32 << 20;

/// What panics on the reading thread is caught or reported as an error; it is not printed.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() != Some(THREAD) {
                before(panic);
            }
        }));
    });
}

fn read(bytes: &[u8], budget: &mut Budget) -> Result<Parts> {
    let document = file::load(bytes, budget)?;
    let ids = page_ids(&document, budget)?;
    let mut fonts = content::Fonts::default();
    let mut pages = Vec::new();
    let (mut unknown, mut signs, mut cut, mut empty) = (0, 0, Vec::new(), Vec::new());
    for (number, id) in (1..).zip(&ids) {
        budget.check_time()?;
        let Some(Object::Dictionary(page)) = document.objects.get(id) else { continue };
        let none = Dictionary::new();
        let resources = inherited(&document, page, b"Resources").and_then(|found| found.as_dict().ok()).unwrap_or(&none);
        let glyphs = content::page(&document, page, resources, &mut fonts, budget)?;
        unknown += glyphs.unknown;
        signs += glyphs.list.len();
        if glyphs.is_cut {
            cut.push(number);
        }
        let lines = layout::lines(&glyphs);
        if lines.is_empty() && glyphs.has_pictures {
            empty.push(number);
        }
        budget.take(lines.iter().map(|line| line.text.len()).sum())?;
        pages.push(Page { number, lines });
    }
    let count = ids.len();
    let flow = flow::flow(pages);
    let mut notices = Vec::new();
    let told = |what: &str, pages: &[u32]| format!("page{} {} {what}", if pages.len() == 1 { "" } else { "s" }, listed(pages));
    if flow.text.trim().is_empty() {
        let what = if signs > 0 { "its fonts do not tell their letters" } else { "its pages are pictures, as scanners make them" };
        return Err(Error::new(format!("has no text to read: {what} ({count} page{})", if count == 1 { "" } else { "s" }))
            .hint("run text recognition over it first, e.g. `ocrmypdf IN.pdf OUT.pdf`"));
    }
    if !empty.is_empty() {
        notices.push(told("hold no text, only pictures", &empty));
    }
    if !cut.is_empty() {
        notices.push(told("hold more than can be read; their ends are left out", &cut));
    }
    if unknown * 50 > signs {
        notices.push(format!("{unknown} of {signs} signs are in fonts that do not tell their letters, and are left out"));
    }
    let running_head = (!flow.running_head.is_empty()).then(|| flow.running_head.join("\n"));
    let weak = Said { running_head, ..properties(&document) };
    Ok(Parts { parts: vec![Part { text: flow.text, pages: flow.pages, weak, ..Part::default() }], notices, ..Parts::default() })
}

/// Numbers of pages, the first of many.
fn listed(pages: &[u32]) -> String {
    let shown = pages.iter().take(8).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if pages.len() > 8 { format!("{shown} and {} more", pages.len() - 8) } else { shown }
}

/// The pages in their order; each is met once, however often the file names it.
fn page_ids(document: &Document, budget: &Budget) -> Result<Vec<ObjectId>> {
    let root = document.trailer.get(b"Root").ok().and_then(|root| deref(document, root)).and_then(|root| root.as_dict().ok());
    let mut open: Vec<Object> = root.and_then(|root| root.get(b"Pages").ok().cloned()).into_iter().collect();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    while let Some(object) = open.pop() {
        let Object::Reference(id) = object else { continue };
        if !seen.insert(id) {
            continue;
        }
        let Some(Object::Dictionary(node)) = document.objects.get(&id) else { continue };
        match get(document, node, b"Kids") {
            Some(Object::Array(kids)) => open.extend(kids.iter().rev().cloned()),
            _ => found.push(id),
        }
        within(found.len(), budget)?;
    }
    if found.is_empty() {
        let is_page = |object: &Object| object.as_dict().is_ok_and(|dict| dict.has_type(b"Page"));
        found = document.objects.iter().filter(|(_, object)| is_page(object)).map(|(id, _)| *id).collect();
        within(found.len(), budget)?;
    }
    if found.is_empty() {
        return Err(Error::new("is a broken PDF: it has no pages").hint("download or export the file anew"));
    }
    Ok(found)
}

fn within(count: usize, budget: &Budget) -> Result<()> {
    let most = budget.limits.pages;
    if count <= most {
        return Ok(());
    }
    Err(Error::new(format!("has more than {most} pages: not read")).hint("if it is one statement, allow more with `--max-pages N`"))
}

/// A value of a page, or of what it stands in.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    // A page that stands in itself ends here.
    for _ in 0..64 {
        if let Some(value) = get(document, node, key) {
            return Some(value);
        }
        node = get(document, node, b"Parent")?.as_dict().ok()?;
    }
    None
}

/// Title, author and date in the file's properties.
fn properties(document: &Document) -> Said {
    let info = document.trailer.get(b"Info").ok().and_then(|info| deref(document, info)).and_then(|info| info.as_dict().ok());
    let Some(info) = info else { return Said::default() };
    let text = |key: &[u8]| {
        let bytes = get(document, info, key)?.as_str().ok()?;
        let text = match bytes {
            [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
            [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
            _ => std::str::from_utf8(bytes).map_or_else(|_| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(), str::to_owned),
        };
        let text = text.replace('\0', "").trim().to_owned();
        (!text.is_empty() && text.len() < 1000).then_some(text)
    };
    let date = text(b"CreationDate").and_then(|written| {
        let digits: String = written.trim_start_matches("D:").chars().take_while(char::is_ascii_digit).collect();
        Some(format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?))
    });
    Said { title: text(b"Title"), speaker: text(b"Author"), date, ..Said::default() }
}
