//! `demarche backup`: a project's database in, a copy out.

use super::super::{Ended, say};
use super::ProjectArgs;
use crate::error::Result;
use std::path::PathBuf;

/// Copy a project's database, whole and as it is at this moment, while others may be using it
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The file to write; it must not be there yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    project: ProjectArgs,
}

pub(crate) fn run(args: &Args) -> Result<Ended> {
    args.project.open()?.store.backup(&args.file)?;
    say(&format!("wrote {}: to go back to it, put it in the place of demarche.db", args.file.display()));
    Ok(Ended::Done)
}
