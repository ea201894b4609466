//! What the commands for the desk share: what is looked at, where it is written to, and how marks, quotes and places are laid out.

use super::inputs::{AboutArgs, InputArgs, Loaded, coverage};
use super::{Ended, output, say, terminal};
use crate::codebook::Actors;
use crate::desk::{Book, Held, Scope};
use crate::error::{Error, Result};
use crate::export::desk::{Cell, Column, Drawing, Formulas, Kind, Medium, Page, Row, Table, Tone, draw};
use crate::export::{TABLES, View};
use crate::model::{Claim, Comparison, Date, Document, Position, Stance};
use crate::pipeline::Coder;
use crate::text::near::did_you_mean;
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// What is looked at.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "What is looked at")]
pub(super) struct ScopeArgs {
    /// Only these topics (by name or a part of it) or propositions (by id or its beginning): law,nrm.,rid.poa
    #[arg(long, value_name = "TOPIC", value_delimiter = ',')]
    topic: Vec<String>,
    /// Only the members of this group, and the group itself: EUE
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// Only statements made in this forum: OEWG
    #[arg(long, value_name = "FORUM")]
    in_forum: Option<String>,
    /// Only statements made on this date or later: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Only statements made on this date or earlier; a year counts to its end
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
}

/// Where it is written to, and as what.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "How it is written")]
pub(super) struct OutArgs {
    /// [default: what the file's name ends in; else terminal at a terminal, and csv in a pipe]
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    format: Option<FormatArg>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// In CSV, leave text as it was said even where a spreadsheet would take it for a formula; else it gets an apostrophe
    #[arg(long)]
    verbatim: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FormatArg {
    /// tables of text, as wide as the terminal
    Terminal,
    /// the first table, for spreadsheets and programs
    Csv,
    /// Markdown
    Md,
    /// one page for a browser, without network
    Html,
    /// a workbook: one sheet a table, marks linked to their quotes
    Xlsx,
    /// a document for Word and LibreOffice
    Docx,
}

impl FormatArg {
    fn medium(self) -> Medium {
        match self {
            Self::Terminal => Medium::Terminal,
            Self::Csv => Medium::Csv,
            Self::Md => Medium::Markdown,
            Self::Html => Medium::Html,
            Self::Xlsx => Medium::Xlsx,
            Self::Docx => Medium::Docx,
        }
    }
}

impl OutArgs {
    /// The medium that is asked for; `piped` is that of a pipe.
    ///
    /// # Errors
    /// If the file's name ends in nothing known, or a workbook is to go to a terminal.
    pub(super) fn medium(&self, piped: Medium) -> Result<Medium> {
        let medium = match (self.format, &self.output) {
            (Some(format), _) => format.medium(),
            (None, Some(path)) => {
                let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
                match extension.as_str() {
                    "txt" => Medium::Terminal,
                    "htm" => Medium::Html,
                    "markdown" => Medium::Markdown,
                    other => Medium::named(other).ok_or_else(|| {
                        let names = Medium::ALL.map(Medium::name).join(", ");
                        Error::new(format!("the ending `.{other}` is no format")).in_file(path).hint(format!("give --format: {names}"))
                    })?,
                }
            }
            (None, None) if terminal::is_terminal() => Medium::Terminal,
            (None, None) => piped,
        };
        if medium.is_binary() && self.output.is_none() && std::io::stdout().is_terminal() {
            return Err(
                Error::new(format!("a file of the format `{}` cannot be shown on a terminal", medium.name())).hint("name a file with -o")
            );
        }
        Ok(medium)
    }

    /// Writes the page.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(super) fn write(&self, page: &Page, medium: Medium) -> Result<()> {
        let formulas = if self.verbatim { Formulas::Verbatim } else { Formulas::Defused };
        // At a terminal it is as wide as that; in a file there is no width to ask for.
        let width = if terminal::is_terminal() && self.output.is_none() { None } else { Some(100) };
        output::to(self.output.as_deref(), &|out| draw(page, medium, Drawing { formulas, width }, out))?;
        if let Some(path) = &self.output {
            say(&format!("wrote {}", path.display()));
        }
        Ok(())
    }
}

/// Statements, read and compared.
pub(super) struct Desk {
    pub(super) coder: &'static Coder,
    pub(super) comparison: Comparison,
    pub(super) loaded: Loaded,
    pub(super) scope: Scope,
}

impl Desk {
    /// How the command ended, when it has done its work.
    pub(super) fn ended(&self) -> Ended {
        if self.loaded.failed > 0 { Ended::Partly } else { Ended::Done }
    }
}

impl ScopeArgs {
    /// Reads and compares those of the statements that are looked at.
    ///
    /// # Errors
    /// If none is left, a group is unknown, or a topic is in no codebook in use.
    pub(super) fn read(&self, inputs: &InputArgs) -> Result<Desk> {
        let forum = self.in_forum.as_ref().map(|forum| forum.trim().to_lowercase());
        let keep = |document: &Document| {
            let is_there =
                forum.as_ref().is_none_or(|wanted| document.meta.forum.as_ref().is_some_and(|one| one.to_lowercase() == *wanted));
            is_there && within(document.meta.date, self.from, self.to)
        };
        let (coder, comparison, loaded) = inputs.compare_where(&keep)?;
        let actors = match &self.group {
            Some(name) => {
                let group = actor(&coder.actors, name)?;
                let members = coder.actors.members(&group, None).into_iter().map(str::to_owned);
                Some(members.chain([group]).collect::<BTreeSet<String>>())
            }
            None => None,
        };
        let scope = Scope { topics: self.topic.clone(), actors };
        for topic in &self.topic {
            let one = Scope { topics: vec![topic.clone()], actors: None };
            if !comparison.propositions.iter().any(|entry| one.has(&entry.id, &entry.topic)) {
                let known: BTreeSet<&str> = comparison.propositions.iter().map(|entry| entry.topic.as_str()).collect();
                let hint = did_you_mean(topic, known.iter().copied());
                let all = known.into_iter().map(|topic| format!("`{topic}`")).collect::<Vec<_>>().join(", ");
                return Err(Error::new(format!("there is no topic or proposition `{topic}`")).hint(format!("{hint}; the topics are {all}")));
            }
        }
        say(&coverage(&comparison));
        Ok(Desk { coder, comparison, loaded, scope })
    }
}

/// Whether a date is within bounds, all compared as exactly as both are known. What has no date is within no bounds.
fn within(date: Option<Date>, from: Option<Date>, to: Option<Date>) -> bool {
    if from.is_none() && to.is_none() {
        return true;
    }
    let Some(date) = date else { return false };
    let bound = |bound: Option<Date>, holds: fn(Date, Date) -> bool| {
        bound.is_none_or(|bound| {
            let month = date.month.and(bound.month);
            let day = date.day.and(bound.day);
            let cut = |date: Date| Date { year: date.year, month: month.and(date.month), day: day.and(date.day) };
            holds(cut(date), cut(bound))
        })
    };
    bound(from, |date, from| date >= from) && bound(to, |date, to| date <= to)
}

/// Reads a text that is no statement: a draft, a report. It needs no speaker, and is read as if some actor's, whose id comes with it.
///
/// # Errors
/// If it cannot be read.
pub(super) fn text_of_nobody(about: &AboutArgs, path: &Path, actors: &Actors) -> Result<(String, Vec<Document>)> {
    let nobody = actors.iter().next().map(|actor| actor.id.clone()).unwrap_or_default();
    let mut about = about.clone();
    about.actor = Some(nobody.clone());
    let documents = about.load(&[path.to_path_buf()], actors)?.documents;
    if documents.is_empty() {
        return Err(Error::new("could not be read as a text").in_file(path).hint("`demarche formats` lists what is read"));
    }
    Ok((nobody, documents))
}

/// The id of an actor that is written so.
///
/// # Errors
/// If there is none.
pub(super) fn actor(actors: &Actors, name: &str) -> Result<String> {
    actors.resolve(name).map(str::to_owned).ok_or_else(|| {
        Error::new(format!("`{name}` is no known State or group")).hint(format!("{}; add others with --actors FILE", actors.suggest(name)))
    })
}

/// The ids of actors separated by commas.
///
/// # Errors
/// If one is unknown.
pub(super) fn actors(known: &Actors, names: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for name in names.iter().flat_map(|names| names.split(',')).map(str::trim).filter(|name| !name.is_empty()) {
        let id = actor(known, name)?;
        if !found.contains(&id) {
            found.push(id);
        }
    }
    Ok(found)
}

/// The word for an actor for which nobody spoke.
pub(super) const SILENT: &str = "silent";

/// What the letters of marks mean.
pub(super) const LEGEND: &str = "S support, Q qualified, P practice, U undecided, R reservation, O oppose, with the strength 1 to 5; \
in brackets what only a group of the State's said; – silent. Silence is no opposition.";

/// The mark of what is held: "support 4 ×3" for a position of strength 4 from three claims, "(support 4 EUE)" for a group's.
pub(super) fn mark(held: &Held<'_>) -> Cell {
    let of = |position: &Position| format!("{} {}", position.stance, position.strength);
    let letter = |position: &Position| format!("{}{}", initial(position.stance), position.strength);
    match held {
        Held::Own(position) => {
            let text = format!("{} ×{}", of(position), position.n_claims);
            Cell { text, short: letter(position), tone: Tone::Stance(position.stance), ..Cell::default() }
        }
        Held::OfGroups(positions) => {
            let all: Vec<String> =
                positions.iter().map(|position| format!("{} {}", of(position), position.group.as_deref().unwrap_or_default())).collect();
            let short = positions.first().map(|position| format!("({})", letter(position))).unwrap_or_default();
            let tone = positions.first().map_or(Tone::Plain, |position| Tone::Stance(position.stance));
            Cell { text: format!("({})", all.join("; ")), short, tone, ..Cell::default() }
        }
        Held::Silent => Cell { text: SILENT.into(), short: "–".into(), tone: Tone::Silent, ..Cell::default() },
    }
}

fn initial(stance: Stance) -> char {
    match stance {
        Stance::Support => 'S',
        Stance::Qualified => 'Q',
        Stance::Practice => 'P',
        Stance::Undecided => 'U',
        Stance::Reservation => 'R',
        Stance::Oppose => 'O',
    }
}

/// The name of the row that quotes an actor on a proposition.
pub(super) fn anchor(actor: &str, proposition: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '-' };
    format!("q-{actor}-{proposition}").chars().map(plain).collect()
}

/// Where a claim's words stand: `statement, ¶ 7, bytes 10–52, 2024, OEWG`.
pub(super) fn source(claim: &Claim) -> String {
    let mut parts = vec![claim.doc_id.clone()];
    parts.extend(claim.page.map(|page| format!("p. {page}")));
    parts.push(format!("¶ {}", claim.paragraph));
    parts.push(format!("bytes {}–{}", claim.span.start, claim.span.end));
    parts.extend(claim.date.map(|date| date.to_string()));
    parts.extend(claim.forum.clone());
    parts.join(", ")
}

/// The columns that say where words stand, as [`place`] fills them; for programs.
pub(super) fn place_columns() -> [Column; 4] {
    [
        Column::text("doc_id", "document").for_data(),
        Column::text("paragraph", "paragraph").for_data(),
        Column::number("start", "start").for_data(),
        Column::number("end", "end").for_data(),
    ]
}

/// See [`place_columns`].
pub(super) fn place(claim: Option<&Claim>) -> [Cell; 4] {
    claim.map_or_else(Default::default, |claim| {
        [claim.doc_id.clone().into(), claim.paragraph.clone().into(), Cell::count(claim.span.start), Cell::count(claim.span.end)]
    })
}

/// The table of quotes: for each actor and proposition the claims that speak for it; the first row of each can be linked to.
pub(super) fn quotes<'a>(book: &Book<'a>, wanted: impl IntoIterator<Item = (&'a str, &'a str)>) -> Table {
    let mut rows = Vec::new();
    for (actor, proposition) in wanted {
        for (at, claim) in book.claims(actor, proposition).into_iter().enumerate() {
            let anchor = if at == 0 { anchor(actor, proposition) } else { String::new() };
            let said_by = if claim.holder == actor { String::new() } else { claim.holder.clone() };
            let mut cells: Vec<Cell> = vec![
                actor.into(),
                claim.proposition_id.clone().into(),
                claim.proposition.clone().into(),
                Cell::from(format!("{} {}", claim.stance, claim.strength)).in_tone(Tone::Stance(claim.stance)),
                said_by.into(),
                claim.quote.clone().into(),
                source(claim).into(),
            ];
            cells.extend(place(Some(claim)));
            cells.extend([claim.date.map(|date| date.to_string()).unwrap_or_default().into(), claim.source.clone().into()]);
            rows.push(Row { anchor, cells });
        }
    }
    let mut columns = vec![
        Column::text("state_iso3", "who"),
        Column::text("proposition_id", "on"),
        Column::words("proposition", "proposition").for_data(),
        Column::mark("stance", "stance"),
        Column::text("said_by", "through"),
        Column::words("quote", "in whose words"),
        Column::words("place", "where").for_reading(),
    ];
    columns.extend(place_columns());
    columns.extend([Column::text("date", "date").for_data(), Column::text("source", "source").for_data()]);
    Table {
        name: "quotes".into(),
        caption: "The words behind each mark, the strongest first".into(),
        columns,
        rows,
        keys: 2,
        is_grid: false,
    }
}

/// The tables that `demarche compare` writes, for a workbook.
pub(super) fn whole(comparison: &Comparison, names: &[&str]) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for table in TABLES.iter().filter(|table| names.contains(&table.name())) {
        let mut bytes = Vec::new();
        table.write(&View::new(comparison), &mut bytes)?;
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let unread = |cause: csv::Error| Error::new(format!("the table `{}` could not be laid out", table.name())).caused_by(cause);
        let header = reader.headers().map_err(unread)?.clone();
        let columns = header.iter().map(|name| {
            let kind = match name {
                "quote" | "proposition" | "quote_a" | "quote_b" | "condition" => Kind::Words,
                "strength" | "score" | "consistency" | "start" | "end" | "confidence" | "controversy" | "page" => Kind::Number,
                name if name.starts_with("n_") || name.starts_with("coverage") => Kind::Number,
                "stance" => Kind::Mark,
                _ => Kind::Text,
            };
            Column { name: name.to_owned().into(), kind, ..Column::text("", "") }
        });
        let columns: Vec<Column> = columns.map(|column| Column { label: column.name.clone(), ..column }).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(unread)?;
            let cell = |(at, text): (usize, &str)| {
                let stance = if columns[at].kind == Kind::Mark { Stance::named(text) } else { None };
                Cell::from(text).in_tone(stance.map_or(Tone::Plain, Tone::Stance))
            };
            rows.push(Row::from(record.iter().enumerate().map(cell).collect::<Vec<_>>()));
        }
        let caption = table.summary().trim_end_matches('.').to_owned();
        tables.push(Table { name: table.name().into(), caption, columns, rows, keys: 1, is_grid: false });
    }
    tables.sort_by_key(|table| names.iter().position(|name| *name == table.name));
    Ok(tables)
}

/// "1 statement", "12 statements".
pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_compared_as_exactly_as_both_are_known() {
        let date = |text: &str| text.parse::<Date>().ok();
        for (day, from, to, expected) in [
            ("2019-09-09", "2019", "2019", true),
            ("2019-09-09", "2019-10", "", false),
            ("2019", "2019-10", "", true),
            ("2020-01-01", "", "2019", false),
            ("2019-12-31", "", "2019-12", true),
            ("", "2019", "", false),
            ("", "", "", true),
        ] {
            assert_eq!(within(date(day), date(from), date(to)), expected, "{day} within {from}…{to}");
        }
    }

    #[test]
    fn an_anchor_is_fit_for_a_link() {
        assert_eq!(anchor("straits-group", "para.7(b)"), "q-straits-group-para.7-b-");
    }
}
