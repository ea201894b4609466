//! What the commands for the desk share: what is looked at, and where it is written to.

use super::inputs::{AboutArgs, InputArgs, Loaded, coverage};
use super::{Ended, output, say, terminal};
use crate::codebook::Actors;
use crate::desk::Scope;
use crate::error::{Error, Result};
use crate::export::desk::{Drawing, Formulas, Medium, Page, draw};
use crate::model::{Comparison, Date, Document};
use crate::pipeline::Coder;
use crate::text::near::did_you_mean;
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// The statements, what of them is looked at, and where it is written to.
#[derive(Debug, clap::Args)]
pub(super) struct DeskArgs {
    #[command(flatten)]
    pub(super) inputs: InputArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    pub(super) out: OutArgs,
}

impl DeskArgs {
    /// Reads and compares those of the statements that are looked at.
    ///
    /// # Errors
    /// As [`ScopeArgs::read`].
    pub(super) fn read(&self) -> Result<Desk> {
        self.scope.read(&self.inputs)
    }
}

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
        self.write_with(&|out| draw(page, medium, Drawing { formulas, width }, out))
    }

    /// Writes to where the page goes.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(super) fn write_with(&self, write: &dyn Fn(&mut dyn Write) -> Result<()>) -> Result<()> {
        output::to(self.output.as_deref(), write)?;
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
}
