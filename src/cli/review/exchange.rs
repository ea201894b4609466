//! Decisions and claims as files: out to a spreadsheet or to version control, and back.

use super::super::project::ProjectArgs;
use super::super::{Ended, complain, output, say};
use super::By;
use super::decide::stance;
use super::table::{self, Filled, Form};
use crate::error::{Error, Result};
use crate::export::Cells;
use crate::files;
use crate::model::{Correction, Decision};
use crate::pipeline::Coder;
use crate::project::{Asked, Author, Project};
use crate::review;
use crate::store::ClaimQuery;
use std::path::PathBuf;

/// Write claims for a spreadsheet (.xlsx or .csv), or all decisions for version control (.jsonl)
///
/// In the table a person fills in the columns from `decide` on (accept, reject, note; or `new_stance` …); `review import` reads them
/// back, and says row by row what it cannot take. The workbook has the same columns, with lists to choose from, and a sheet that says
/// how it is filled in. The JSON Lines are sorted, one decision a line.
#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// The file to write: .xlsx, .csv or .jsonl
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    project: ProjectArgs,
    /// Only claims that nobody has looked at
    #[arg(long)]
    open: bool,
    /// In a CSV, put an apostrophe before cells that a spreadsheet would take for a formula (`review import` takes it off again); in a
    /// workbook no text is ever a formula
    #[arg(long)]
    spreadsheet_safe: bool,
}

/// Read decisions back: a table that `review export` wrote, filled in (.xlsx or .csv); or decisions.jsonl of another copy
///
/// Rows that cannot be taken are named, with what was expected; the others are taken, and the exit code is 2. What is decided so
/// already is left as it is, so that a table can be read twice.
#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// The file to read: .xlsx, .csv or .jsonl
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    by: By,
}

pub(super) fn export(args: &ExportArgs) -> Result<Ended> {
    let (mut project, coder) = args.project.open_with_coder()?;
    project.refresh(coder)?;
    if files::has_extension(&args.file, &["jsonl"]) {
        let history = project.history()?;
        output::text(Some(&args.file), &review::lines(history.all())?)?;
        say(&format!("wrote {} decisions to {}", history.all().len(), args.file.display()));
        return Ok(Ended::Done);
    }
    if Form::of(&args.file).is_none() {
        return Err(unknown_form(&args.file));
    }
    let reviewed = args.open.then(String::new);
    let found = project.store.claims(&ClaimQuery { reviewed, limit: usize::MAX, ..ClaimQuery::default() })?;
    let cells = if args.spreadsheet_safe { Cells::SpreadsheetSafe } else { Cells::Verbatim };
    table::write(Some(&args.file), &found, &project.store.propositions()?, cells)?;
    say(&format!("wrote {} claims to {}: fill in the columns from `decide` on", found.len(), args.file.display()));
    Ok(Ended::Done)
}

fn unknown_form(path: &std::path::Path) -> Error {
    Error::new("the file's name should end in .xlsx or .csv (claims to decide on), or .jsonl (all decisions)").in_file(path)
}

pub(super) fn import(args: &ImportArgs) -> Result<Ended> {
    if files::has_extension(&args.file, &["jsonl"]) {
        let (mut project, coder) = args.by.project.open_with_coder()?;
        return import_events(&mut project, coder, args);
    }
    let form = Form::of(&args.file).ok_or_else(|| unknown_form(&args.file))?;
    let (mut project, coder, author) = args.by.open()?;
    let mut table = Filled::read(&args.file, form)?;
    let (mut taken, mut left, mut failed) = (0, 0, 0);
    for row in std::mem::take(&mut table.rows) {
        let done = row.and_then(|(place, row)| {
            let cell = |name: &str| table.cell(&row, name);
            take_row(&mut project, coder, &author, args.by.why.as_ref(), &cell).map_err(|error| error.at(place))
        });
        match done {
            Ok(Some(true)) => taken += 1,
            Ok(Some(false)) => left += 1,
            Ok(None) => {}
            Err(error) => {
                complain(&error);
                failed += 1;
            }
        }
    }
    say(&format!("{taken} decisions taken, {left} were made already, {failed} rows could not be taken"));
    Ok(if failed > 0 { Ended::Partly } else { Ended::Done })
}

/// Takes one row: `Some(true)` if it was new, `Some(false)` if it is decided so already, `None` if nothing is decided in it.
fn take_row(
    project: &mut Project,
    coder: &'static Coder,
    author: &Author,
    why: Option<&String>,
    cell: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<bool>> {
    let strength = match cell("new_strength") {
        Some(text) => Some(text.parse::<u8>().ok().filter(|n| (1..=5).contains(n)).ok_or_else(|| {
            Error::new(format!("`{text}` is no strength")).hint("new_strength is from 1 (acknowledgement) to 5 (red line)")
        })?),
        None => None,
    };
    let to = Correction {
        holder: cell("new_holder").map(|name| super::holder(coder, &name)),
        proposition: cell("new_proposition"),
        stance: cell("new_stance").map(|name| stance(&name).map_err(Error::new)).transpose()?,
        strength,
        quote: cell("new_quote"),
    };
    let decide = cell("decide").map(|word| word.to_lowercase());
    let asked = match decide.as_deref() {
        None if to.is_empty() => return Ok(None),
        None | Some("correct" | "change") => Asked::Correct(to),
        Some("accept" | "yes") if to.is_empty() => Asked::Accept,
        Some("reject" | "no") if to.is_empty() => Asked::Reject,
        Some("note") if to.is_empty() => Asked::Note,
        Some(word @ ("accept" | "yes" | "reject" | "no" | "note")) => {
            return Err(
                Error::new(format!("the row says `{word}`, and also what is otherwise")).hint("leave `decide` empty, or the columns new_…")
            );
        }
        Some(word) => {
            return Err(Error::new(format!("`{word}` is no decision"))
                .hint("decide is accept, reject, note, or empty where a new_ column is filled in"));
        }
    };
    let claim =
        cell("claim_id").ok_or_else(|| Error::new("the row has no claim_id").hint("leave the first columns as they were written"))?;
    let author = Author { name: cell("by").unwrap_or_else(|| author.name.clone()), settles: author.settles };
    if project.is_decided(coder, &claim, &asked, &author)? {
        return Ok(Some(false));
    }
    project.decide(coder, &claim, &asked, &author, cell("why").or_else(|| why.cloned()))?;
    Ok(Some(true))
}

fn import_events(project: &mut Project, coder: &Coder, args: &ImportArgs) -> Result<Ended> {
    let text = files::text(&args.file)?;
    let (mut decisions, mut failed) = (Vec::new(), 0);
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Decision>(line) {
            Ok(decision) if review::id(&decision) == decision.id => decisions.push(decision),
            Ok(decision) => {
                let error = Error::new(format!("decision {} is not what it was when it was made", decision.id));
                complain(
                    &error.at(format!("{}:{}", args.file.display(), number + 1)).hint("a decision is never altered: decide anew instead"),
                );
                failed += 1;
            }
            Err(cause) => {
                let place = format!("{}:{}:{}", args.file.display(), number + 1, cause.column());
                complain(&Error::new("is no decision").at(place).caused_by(cause));
                failed += 1;
            }
        }
    }
    let new = project.bring_in(coder, &decisions)?;
    say(&format!("{new} decisions were new, {} were here already, {failed} could not be taken", decisions.len() - new));
    Ok(if failed > 0 { Ended::Partly } else { Ended::Done })
}
