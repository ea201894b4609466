//! `demarche init`: a folder in, a project out.

use super::super::{Ended, output, say};
use super::codebook;
use crate::error::{Error, Result};
use crate::project::{CONFIG, Config, Project, name_in};
use std::path::PathBuf;

/// Make a project of a folder: it remembers what was read, and what people decided on it
///
/// Writes two files into the folder:
///   demarche.toml   what is read and by which codebook: to read, to change, to keep under version control
///   demarche.db     the rest (SQLite): documents, claims, decisions; `demarche backup` copies it
///
/// Then `demarche add FILES` reads statements, and every command works on the project when it is called in the folder without
/// naming statements. demarche.toml may hold:
///   codebook = ["ict"]            names of built-in codebooks, files or folders
///   add = ["ours.toml"]           files that add propositions
///   actors = ["actors.toml"]      files that add States and groups
///   phrases_only = true           find propositions by phrases only
///   [[statements]]                once for each file or folder
///   path = "statements"           and, if wanted, manifest, actor, date, forum, text_column, actor_column, date_column
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The folder; made if it is not there
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Use this codebook: a built-in one by its name (ict, unga), a TOML file, or a folder of them [default: ict]
    #[arg(long, value_name = "NAME|FILE")]
    codebook: Vec<String>,
    /// Add this file's States and groups to the built-in ones
    #[arg(long, value_name = "FILE")]
    actors: Vec<String>,
}

pub(crate) fn run(args: &Args) -> Result<Ended> {
    output::folder(&args.folder)?;
    let path = args.folder.join(CONFIG);
    if path.exists() {
        return Err(Error::new("is a project already").in_file(&args.folder).hint("`demarche status` tells what is in it"));
    }
    // Names of built-in codebooks are no paths.
    let named = |names: &[String]| -> Vec<String> {
        let name = |name: &String| {
            let path = std::path::Path::new(name);
            if path.exists() { name_in(&args.folder, path) } else { name.clone() }
        };
        names.iter().map(name).collect()
    };
    let codebooks = if args.codebook.is_empty() { vec!["ict".to_owned()] } else { named(&args.codebook) };
    let config = Config { codebook: codebooks, actors: named(&args.actors), ..Config::default() };
    // A codebook that cannot be read is better said now than at the first statement.
    codebook(&args.folder, &config).coder()?;
    Project::create(&args.folder, config.clone())?;
    output::text(Some(&path), &config.written()?)?;
    say(&format!("made a project of {}: `demarche add FILES` reads statements into it", args.folder.display()));
    Ok(Ended::Done)
}
