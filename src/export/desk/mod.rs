//! Pages for the desk: one model of headings and tables comes in, and each medium draws it.
//!
//! ```text
//! Page { title, blocks } ─Medium→ terminal · CSV · Markdown · HTML · XLSX · DOCX
//! ```
//! What is on a page is made elsewhere; here nothing is counted, chosen or worded. Text that a spreadsheet would take for a formula
//! is written as text in every medium.

mod csv;
mod docx;
mod html;
mod markdown;
mod page;
mod pages;
mod terminal;
mod xlsx;

pub use csv::Formulas;
pub use page::{Bar, Bars, Block, Cell, Column, Kind, Page, Quote, Row, Seen, Table, Tone};
pub use pages::{Choice, Entry, Heat, Part, Picture, Report, Said, Section, Sides, report};

use crate::error::{Error, Result};
use std::io::Write;

/// What a page is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Medium {
    /// Tables of text for a person at a terminal, no wider than it is.
    Terminal,
    /// The first table of the page as CSV.
    Csv,
    /// Markdown with pipe tables.
    Markdown,
    /// One HTML page that needs no other file and no network.
    Html,
    /// A workbook: one sheet a table.
    Xlsx,
    /// A document with real styles, for Word and LibreOffice.
    Docx,
}

impl Medium {
    /// All media.
    pub const ALL: [Self; 6] = [Self::Terminal, Self::Csv, Self::Markdown, Self::Html, Self::Xlsx, Self::Docx];

    /// Its name, as `--format` takes it; but for the terminal also the extension of its files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
        }
    }

    /// The medium of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|medium| medium.name() == name)
    }

    /// Whether its files are no text.
    #[must_use]
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Docx)
    }
}

/// How a page is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Drawing {
    /// What is done to text that a spreadsheet would take for a formula; for CSV alone, as no other medium has formulas in text.
    pub formulas: Formulas,
    /// The width of the terminal in columns; none to ask the terminal.
    pub width: Option<u16>,
}

/// Writes a page.
///
/// # Errors
/// If `out` cannot be written to, or a workbook cannot hold so much (over 1,048,575 rows).
pub fn draw(page: &Page, medium: Medium, drawing: Drawing, out: &mut dyn Write) -> Result<()> {
    let bytes = match medium {
        Medium::Terminal => terminal::text(page, drawing.width).into_bytes(),
        Medium::Csv => return csv::write(page, drawing.formulas, out),
        Medium::Markdown => markdown::text(page).into_bytes(),
        Medium::Html => html::text(page).into_bytes(),
        Medium::Xlsx => xlsx::bytes(page)?,
        Medium::Docx => docx::bytes(page)?,
    };
    out.write_all(&bytes).map_err(|cause| Error::new("could not write the page").caused_by(cause))
}
