//! A table with a column of words → one text a row, with what the other columns say of it.

use super::{Budget, Columns, Part, Parts, Said};
use crate::error::{Error, Result};
use crate::text::near::did_you_mean;

const TEXT: &[&str] =
    &["text", "statement", "speech", "full_text", "speech_text", "statement_text", "content", "body", "words", "transcript"];
const ACTOR: &[&str] = &[
    "actor",
    "state",
    "country",
    "delegation",
    "member_state",
    "iso3",
    "state_iso3",
    "country_code",
    "iso",
    "iso_code",
    "country_name",
    "holder",
];
const GROUP: &[&str] = &["group", "on_behalf_of"];
const SPEAKER: &[&str] = &["speaker", "speaker_name", "representative"];
const DATE: &[&str] = &["date", "statement_date", "day", "year"];
const FORUM: &[&str] = &["forum", "meeting", "venue", "committee"];
/// Found only where the user names it: a `language` may be that of a speech of which the text is a translation.
const NEVER: &[&str] = &[];
const TITLE: &[&str] = &["title", "heading"];

/// What stands between a table's path and the name of one of its rows.
pub(super) const NAMED: &str = "#id=";

/// Where the columns of a table are.
#[derive(Debug, Default)]
pub(super) struct Found {
    text: usize,
    actor: Option<usize>,
    group: Option<usize>,
    speaker: Option<usize>,
    date: Option<usize>,
    forum: Option<usize>,
    title: Option<usize>,
    language: Option<usize>,
    id: Option<usize>,
}

impl Found {
    /// The columns that are read.
    #[cfg(feature = "arrow")]
    pub(super) fn used(&self) -> Vec<usize> {
        let Self { text, actor, group, speaker, date, forum, title, language, id } = *self;
        [actor, group, speaker, date, forum, title, language, id].into_iter().flatten().chain([text]).collect()
    }

    /// Whether the column holds dates.
    pub(super) fn is_date(&self, column: usize) -> bool {
        self.date == Some(column)
    }
}

/// The columns of a table, by the names the user gives, else by their usual names; none if it is a manifest, which tells of
/// other files, or has no such column and need not.
///
/// # Errors
/// If a named column is not there, or none holds words.
pub(super) fn find(header: &[String], columns: &Columns) -> Result<Option<Found>> {
    let names: Vec<String> = header.iter().map(|name| normal(name)).collect();
    let usual = |known: &[&str]| known.iter().find_map(|known| names.iter().position(|name| name == known));
    let given = |name: &Option<String>, option: &str, known: &[&str]| match name {
        None => Ok(usual(known)),
        Some(name) => header
            .iter()
            .position(|found| found.trim() == name)
            .or_else(|| names.iter().position(|found| *found == normal(name)))
            .map(Some)
            .ok_or_else(|| {
                Error::new(format!("has no column `{name}`, which `{option}` names"))
                    .hint(did_you_mean(name, header.iter().map(String::as_str)))
            }),
    };
    let text = given(&columns.text, "--text-column", TEXT);
    let Some(text) = (if columns.optional { text.unwrap_or_default() } else { text? }) else {
        if columns.optional || names.iter().any(|name| name == "path") {
            return Ok(None);
        }
        let shown = header.iter().take(12).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        return Err(Error::new(format!("no column of the table is known to hold statements: it has {shown}"))
            .hint("name it with `--text-column NAME`, and the others with `--actor-column` and `--date-column`"));
    };
    let (actor, date) = (given(&columns.actor, "--actor-column", ACTOR)?, given(&columns.date, "--date-column", DATE)?);
    let (language, id) = (given(&columns.language, "--language-column", NEVER)?, given(&columns.id, "--id-column", NEVER)?);
    let (group, speaker, forum, title) = (usual(GROUP), usual(SPEAKER), usual(FORUM), usual(TITLE));
    Ok(Some(Found { text, actor, group, speaker, date, forum, title, language, id }))
}

/// What is said where a table holds no statements.
pub(super) fn passed_over() -> Parts {
    let what = "is a table without a column of statements; passed over (name the column with `--text-column`; a manifest is given with `--manifest`)";
    Parts { notices: vec![what.to_owned()], ..Parts::default() }
}

fn normal(name: &str) -> String {
    name.trim().trim_start_matches('\u{feff}').to_lowercase().replace([' ', '-', '.'], "_")
}

/// Adds a row's text to `parts`; `row` counts from 1, without the header.
///
/// # Errors
/// If the table has more rows than the budget allows, or the time is over.
pub(super) fn add(parts: &mut Parts, row: usize, found: &Found, cell: &dyn Fn(usize) -> Option<String>, budget: &Budget) -> Result<()> {
    if row > budget.limits.parts {
        return Err(Error::new(format!("has more than {} rows: not read", budget.limits.parts)).hint("allow more with `--max-parts N`"));
    }
    if row.is_multiple_of(256) {
        budget.check_time()?;
    }
    let Some(text) = cell(found.text).filter(|text| !text.trim().is_empty()) else { return Ok(()) };
    let said = |column: Option<usize>| column.and_then(cell).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let said_id = said(found.id);
    let said = Said {
        actor: said(found.actor),
        group: said(found.group),
        speaker: said(found.speaker),
        date: said(found.date),
        forum: said(found.forum),
        title: said(found.title),
        language: said(found.language),
        running_head: None,
    };
    let key = said_id.map_or_else(|| format!("#{row}"), |id| format!("{NAMED}{id}"));
    parts.parts.push(Part { key, text, said, ..Part::default() });
    Ok(())
}

/// The table's texts, with a notice on rows that have none.
pub(super) fn done(mut parts: Parts, rows: usize) -> Parts {
    let empty = rows.saturating_sub(parts.parts.len());
    if empty > 0 {
        parts.notices.push(format!("{empty} of {rows} rows have no text; passed over"));
    }
    parts
}
