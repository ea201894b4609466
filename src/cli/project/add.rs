//! `demarche add`: statements become part of a project.

use super::super::{Ended, output};
use super::{ProjectArgs, update};
use crate::error::{Error, Result};
use crate::model::Date;
use crate::project::{CONFIG, Entry};
use std::path::{Path, PathBuf};

/// Add statements to a project, and read them
///
/// What is said about them (--as, --date …) is kept in demarche.toml, and holds whenever they are read again.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Statements: files of any format that `demarche formats` lists, or folders of them
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    project: ProjectArgs,
    /// A CSV table as `demarche scan` writes it
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Whose statements these are: a code (JPN), a name, or a group
    #[arg(long = "as", value_name = "ACTOR")]
    actor: Option<String>,
    /// When they were made: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Where they were made, e.g. OEWG
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
    /// The column of tables with the words of the statement
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,
    /// The column of tables that says whose statement it is
    #[arg(long, value_name = "NAME")]
    actor_column: Option<String>,
    /// The column of tables that says when it was made
    #[arg(long, value_name = "NAME")]
    date_column: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<Ended> {
    let (mut project, coder) = args.project.open_with_coder()?;
    let there = |path: &Path| {
        if path.exists() { Ok(project.name(path)) } else { Err(Error::new("no such file or folder").in_file(path)) }
    };
    if args.inputs.iter().any(|input| input.as_os_str() == "-") {
        return Err(Error::new("standard input cannot be added to a project").hint("save it as a file: it is read again when it changes"));
    }
    let manifest = args.manifest.as_deref().map(there).transpose()?;
    let mut new = Vec::new();
    for input in &args.inputs {
        new.push(Entry {
            path: there(input)?,
            manifest: manifest.clone(),
            actor: args.actor.clone(),
            date: args.date,
            forum: args.forum.clone(),
            text_column: args.text_column.clone(),
            actor_column: args.actor_column.clone(),
            date_column: args.date_column.clone(),
        });
    }
    // What is said now of a path that is there already takes the place of what was said.
    project.config.statements.retain(|entry| !new.iter().any(|one| one.path == entry.path));
    let changed: Vec<String> = new.iter().map(|entry| entry.path.clone()).collect();
    project.config.statements.extend(new);
    output::text(Some(&project.folder.join(CONFIG)), &project.config.written()?)?;
    update::bring_up_to_date(&mut project, coder, update::Choice { again: changed, ..update::Choice::default() })
}
