//! `--known`: the public record beside what was said, as a layer of its own: signs, and a table with every source.

use super::desk::Desk;
use super::inputs::CodebookArgs;
use super::layout::{anchor, mark, place, place_columns, source};
use crate::desk::{Against, Book, Checked, Known, Record};
use crate::error::{Error, Result};
use crate::export::desk::{Block, Cell, Column, Medium, Table, Tone};
use crate::files;
use std::path::PathBuf;

/// Whether what is said is held against the public record, and against which.
#[derive(Debug, Clone, clap::Args)]
#[expect(clippy::option_option, reason = "the flag is absent, stands alone, or names a file")]
pub(super) struct KnownArgs {
    /// Hold what is said against the public record: the one that ships with the codebook, or a table with its columns; --known=FILE
    #[arg(long, value_name = "FILE", require_equals = true, help_heading = "What is looked at")]
    known: Option<Option<PathBuf>>,
}

impl KnownArgs {
    /// The record that is asked for, if any.
    ///
    /// # Errors
    /// If the file cannot be read or has a bad row, or no codebook in use has a record of its own.
    pub(super) fn record(&self, codebook: &CodebookArgs, desk: &Desk) -> Result<Option<Record>> {
        let Some(wanted) = &self.known else { return Ok(None) };
        let ids: Vec<&str> = desk.coder.codebook.propositions.iter().map(|proposition| proposition.id.as_str()).collect();
        let actors = &desk.coder.actors;
        let record = match wanted {
            Some(path) => Record::parse(&path.display().to_string(), &files::text(path)?, actors, &ids),
            None => match codebook.built_in().iter().find_map(|one| one.known) {
                Some(text) => Record::parse("known_positions.csv", text, actors, &ids),
                None => {
                    Err(Error::new("no record of known positions ships with this codebook").hint("name a table of your own: --known=FILE"))
                }
            },
        };
        record.map(Some)
    }
}

/// What the signs beside marks mean.
const SIGNS: &str = "Beside a mark: = confirms the record, + goes beyond it (firmer than the record, or the record is silent), < falls \
short of it, ≠ departs from it, ° does not repeat it. ";

/// What the record is.
const WHAT: &str = "The record is a choice of public sources: it changes no count, and its silence says nothing.";

/// What else the page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Marks with signs, and the quotes behind them.
    SignsAndQuotes,
    /// Marks with signs.
    Signs,
    /// The quotes.
    Quotes,
    /// Neither.
    Nothing,
}

/// The sign of how what was said stands to the record.
pub(super) fn sign(against: Against) -> char {
    match against {
        Against::Confirms => '=',
        Against::GoesBeyond => '+',
        Against::FallsShort => '<',
        Against::Departs => '≠',
        Against::NotRepeated => '°',
    }
}

fn tone(against: Against) -> Tone {
    match against {
        Against::Confirms => Tone::Agree,
        Against::GoesBeyond | Against::FallsShort => Tone::Differ,
        Against::Departs => Tone::Conflict,
        Against::NotRepeated => Tone::Silent,
    }
}

/// The mark of what is held with the sign beside it.
pub(super) fn signed(mut cell: Cell, found: Option<&Checked<'_>>) -> Cell {
    if let Some(found) = found {
        let sign = sign(found.against);
        cell.text = format!("{} {sign}", cell.text);
        if !cell.short.is_empty() {
            cell.short.push(sign);
        }
    }
    cell
}

/// A source in words: "support – Title, 2024-03-06, https://…".
pub(super) fn cited(known: &Known) -> String {
    let mut parts = vec![format!("{} – {}", known.stance, known.title)];
    parts.push(known.date.map_or_else(|| "undated".to_owned(), |date| date.to_string()));
    parts.push(known.address.clone());
    if known.is_machine_made {
        parts.push("machine-made report".to_owned());
    }
    if !known.note.is_empty() {
        parts.push(known.note.clone());
    }
    parts.join(", ")
}

/// All sources in words, each after how what was said stands to it: "confirms: support – Title, 2024-03-06, https://…".
pub(super) fn all_cited(found: &Checked<'_>) -> String {
    if found.sources.is_empty() {
        return format!("{} (the record is silent)", found.against.name());
    }
    found.sources.iter().map(|(known, against)| format!("{}: {}", against.name(), cited(known))).collect::<Vec<_>>().join("; ")
}

/// How often what was said confirms the record, and so on, in words.
fn sums(found: &[Checked<'_>]) -> String {
    let count = |against| found.iter().flat_map(|one| &one.sources).filter(|(_, one)| *one == against).count();
    let counts = Against::ALL.map(|against| format!("{} {}", against.name(), count(against))).join(", ");
    let silent = found.iter().filter(|one| one.sources.is_empty()).count();
    format!("Sources held against what was said: {counts}; on {silent} more of what was said the record is silent")
}

/// The heading, what the signs mean, and the table of sources: one row a source, in the order in which they were `found`. Where the record is silent
/// there is no row; the caption counts them.
pub(super) fn blocks(book: &Book<'_>, found: &[Checked<'_>], beside: Beside) -> Vec<Block> {
    let signs = if matches!(beside, Beside::Signs | Beside::SignsAndQuotes) { SIGNS } else { "" };
    let text = Block::Text(format!("{signs}{WHAT}"));
    vec![Block::Heading("Against the public record".into()), text, Block::Table(table(book, found, beside))]
}

fn table(book: &Book<'_>, found: &[Checked<'_>], beside: Beside) -> Table {
    let has_quotes = matches!(beside, Beside::Quotes | Beside::SignsAndQuotes);
    let mut columns = vec![
        Column::text("state_iso3", "who"),
        Column::text("proposition_id", "on"),
        Column::words("proposition", "proposition").for_data(),
        Column::mark("known", "the record"),
        Column::mark("stance", "said"),
        Column::text("known_stance", "the record has").for_data(),
        Column::words("known_source", "source").for_reading(),
        Column::words("known_title", "source").for_data(),
        Column::text("known_url", "address").for_data(),
        Column::text("known_date", "of").for_data(),
        Column::text("machine_made", "machine-made").for_data(),
        Column::words("note", "note").for_data(),
        Column::words("quote", "in its words"),
        Column::words("place", "where").for_reading(),
    ];
    columns.extend(place_columns());
    let mut rows = Vec::new();
    for one in found {
        let claim = book.claims(one.actor, one.proposition).first().copied();
        let link = claim.filter(|_| has_quotes).map(|_| anchor(one.actor, one.proposition)).unwrap_or_default();
        for (known, against) in &one.sources {
            let mut cells: Vec<Cell> = vec![
                one.actor.into(),
                one.proposition.into(),
                book.entry(one.proposition).map_or_else(String::new, |entry| entry.wording.clone()).into(),
                Cell::from(against.name()).in_tone(tone(*against)),
                mark(&one.held).linked(link.clone()),
                known.stance.name().into(),
                cited(known).into(),
                known.title.clone().into(),
                known.address.clone().into(),
                known.date.map(|date| date.to_string()).unwrap_or_default().into(),
                if known.is_machine_made { "yes" } else { "" }.into(),
                known.note.clone().into(),
                claim.map(|claim| claim.quote.clone()).unwrap_or_default().into(),
                claim.map(source).unwrap_or_default().into(),
            ];
            cells.extend(place(claim));
            rows.push(cells.into());
        }
    }
    Table { name: "known".into(), caption: sums(found), columns, rows, keys: 2, is_grid: false }
}

/// The columns that CSV, which holds one table, has for an actor: how what was said stands to the record, and the sources.
pub(super) fn data_columns(suffix: &str) -> [Column; 2] {
    let column = |name: &str| Column { name: format!("{name}_{suffix}").into(), ..Column::text("", "") };
    [column("known").for_data(), column("known_sources").for_data()]
}

/// See [`data_columns`].
pub(super) fn data(found: Option<&Checked<'_>>) -> [Cell; 2] {
    found.map_or_else(Default::default, |found| [found.against.name().into(), all_cited(found).into()])
}

/// Whether the record stands in columns of the table itself.
pub(super) fn in_columns(medium: Medium) -> bool {
    medium == Medium::Csv
}
