//! The arguments on how files are read: what one may cost, and what the columns of tables are called.

use crate::read::{Columns, Limits, Options};
use crate::text::span::Unit;

/// What the columns `start` and `end` count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Counted {
    /// bytes of UTF-8
    #[default]
    Byte,
    /// characters, as Python and R count
    Char,
    /// units of UTF-16, as JavaScript and Java count
    Utf16,
}

impl Counted {
    /// The unit.
    pub(super) fn unit(self) -> Unit {
        match self {
            Self::Byte => Unit::Byte,
            Self::Char => Unit::Char,
            Self::Utf16 => Unit::Utf16,
        }
    }
}

/// How files are read.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct ReadingArgs {
    /// The column of tables with the words of the statement [default: text, statement, speech …]
    #[arg(long, value_name = "NAME", help_heading = "How files are read")]
    text_column: Option<String>,
    /// The column of tables that says whose statement it is [default: actor, state, country …]
    #[arg(long, value_name = "NAME", help_heading = "How files are read")]
    actor_column: Option<String>,
    /// The column of tables that says when it was made [default: date, year …; of a coding also `document_date`, time]
    #[arg(long, value_name = "NAME", help_heading = "How files are read")]
    date_column: Option<String>,
    /// The column of tables that says in which language it is, as a code (en, fr, es) [default: told from the words]
    #[arg(long, value_name = "NAME", help_heading = "How files are read")]
    language_column: Option<String>,
    /// The column of tables with a name for each statement, which becomes its id [default: they are counted; of a coding `statement_id`, `claim_id` or `id`]
    #[arg(long, value_name = "NAME", help_heading = "How files are read")]
    id_column: Option<String>,
    /// Do not read files larger than this
    #[arg(long, value_name = "MB", default_value_t = Limits::default().file_size >> 20, help_heading = "How files are read")]
    max_file_size: u64,
    /// Do not read files whose compressed parts unpack to more than this in all
    #[arg(long, value_name = "MB", default_value_t = Limits::default().expansion >> 20, help_heading = "How files are read")]
    max_expansion: u64,
    /// Do not read PDFs with more pages than this
    #[arg(long, value_name = "N", default_value_t = Limits::default().pages, help_heading = "How files are read")]
    max_pages: usize,
    /// Do not read tables with more rows, nor archives with more files, than this
    #[arg(long, value_name = "N", default_value_t = Limits::default().parts, help_heading = "How files are read")]
    max_parts: usize,
    /// Give a file up after this time
    #[arg(long, value_name = "N", default_value_t = Limits::default().seconds, help_heading = "How files are read")]
    max_seconds: u64,
}

impl ReadingArgs {
    /// The column of dates, if one is named.
    pub(super) fn date_column(&self) -> Option<String> {
        self.date_column.clone()
    }

    /// The column of names, if one is named.
    pub(super) fn id_column(&self) -> Option<String> {
        self.id_column.clone()
    }

    /// The choices, as the library takes them.
    pub(super) fn options(&self) -> Options {
        let bytes = |megabytes: u64| megabytes.saturating_mul(1 << 20);
        let limits = Limits {
            file_size: bytes(self.max_file_size),
            expansion: bytes(self.max_expansion),
            pages: self.max_pages,
            parts: self.max_parts,
            seconds: self.max_seconds,
        };
        let columns = Columns {
            text: self.text_column.clone(),
            actor: self.actor_column.clone(),
            date: self.date_column.clone(),
            language: self.language_column.clone(),
            id: self.id_column.clone(),
            optional: false,
        };
        Options { limits, columns }
    }
}
