//! `demarche doctor`: is a project whole? If not, what can be saved is saved.

use super::super::{Ended, output, print, say};
use super::ProjectArgs;
use crate::error::Result;
use crate::project::DATABASE;
use crate::review;
use crate::store::Store;
use std::path::PathBuf;

/// Look whether a project's database is whole, and save what can be saved if it is not
///
/// Reads all of it: pages, references, and that no decision was altered after it was made. With --salvage the decisions that
/// can still be read go into a file for `demarche review import`, and the texts of the documents into a folder beside it.
///
/// Exit code 1 if something is damaged.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
    /// Write what can be read into this folder: decisions.jsonl, and the documents' texts
    #[arg(long, value_name = "FOLDER")]
    salvage: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<Ended> {
    let path = args.project.folder()?.join(DATABASE);
    let damage = Store::examine(&path, &|decision| review::id(decision) == decision.id);
    let damage = damage.map_or_else(|error| vec![error.to_string()], |all| all.into_iter().map(|one| one.what).collect::<Vec<_>>());
    if damage.is_empty() {
        print(&format!("{}: whole\n", path.display()))?;
    } else {
        print(&format!("{}: damaged\n  {}\n", path.display(), damage.join("\n  ")))?;
    }
    if let Some(folder) = &args.salvage {
        output::folder(folder)?;
        let saved = Store::salvage(&path);
        output::text(Some(&folder.join("decisions.jsonl")), &review::lines(&saved.decisions)?)?;
        let texts = folder.join("documents");
        output::folder(&texts)?;
        for (document, _) in &saved.documents {
            let name: String = document.id.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
            output::text(Some(&texts.join(format!("{name}.txt"))), &document.text)?;
        }
        say(&format!(
            "saved {} decisions and {} documents into {}; {} could not be read",
            saved.decisions.len(),
            saved.documents.len(),
            folder.display(),
            if saved.lost == 0 { "nothing".to_owned() } else { format!("at least {} rows", saved.lost) }
        ));
        say("to begin anew: move demarche.db away, `demarche update`, `demarche review import decisions.jsonl`");
    }
    Ok(if damage.is_empty() { Ended::Done } else { Ended::Found })
}
