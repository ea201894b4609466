//! Commands for a project folder, and what every command does that is called within one.

pub(super) mod add;
pub(super) mod backup;
pub(super) mod doctor;
pub(super) mod init;
pub(super) mod status;
pub(super) mod update;

use super::inputs::{CodebookArgs, InputArgs, Loaded};
use super::{cache, say};
use crate::error::{Error, Result};
use crate::model::{Comparison, Document};
use crate::pipeline::Coder;
use crate::project::{Config, Project, Reader};
use std::path::{Path, PathBuf};

/// Which project.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct ProjectArgs {
    /// The project's folder [default: the one this folder is in]
    #[arg(long, value_name = "FOLDER")]
    project: Option<PathBuf>,
}

impl ProjectArgs {
    /// Opens the project.
    ///
    /// # Errors
    /// If there is none, or it cannot be opened.
    pub(super) fn open(&self) -> Result<Project> {
        Project::open(&self.folder()?)
    }

    /// Its folder.
    pub(super) fn folder(&self) -> Result<PathBuf> {
        match &self.project {
            Some(folder) => Ok(folder.clone()),
            None => found().ok_or_else(|| {
                Error::new("this folder is in no project").hint("`demarche init` makes one; or name its folder with --project")
            }),
        }
    }

    /// Opens the project with what reads for it.
    pub(super) fn open_with_coder(&self) -> Result<(Project, &'static Coder)> {
        let project = self.open()?;
        let coder = codebook(&project.folder, &project.config).coder()?;
        Ok((project, coder))
    }
}

/// The project that the current folder is in.
pub(super) fn found() -> Option<PathBuf> {
    Project::find(&std::env::current_dir().ok()?)
}

/// The codebook and the gazetteer that a project's settings name.
fn codebook(folder: &Path, config: &Config) -> CodebookArgs {
    // The name of a built-in codebook is no path.
    let path = |name: &String| if crate::codebook::BuiltIn::named(name).is_some() { PathBuf::from(name) } else { folder.join(name) };
    let all = |names: &[String]| names.iter().map(path).collect();
    CodebookArgs::new(all(&config.codebook), all(&config.add), config.models.as_ref().map(path), config.phrases_only, all(&config.actors))
}

/// What reads for a project, by its fingerprint.
pub(super) fn reader(project: &Project) -> Result<Reader> {
    let args = codebook(&project.folder, &project.config);
    let fingerprint = cache::fingerprint(&args.named_files(), &format!("{:?}", project.config.codebook))
        .ok_or_else(|| Error::new("the codebook's files cannot be read").hint("check `codebook` and `actors` in demarche.toml"))?;
    let name = if project.config.codebook.is_empty() { "ict".to_owned() } else { project.config.codebook.join(", ") };
    Ok(Reader { fingerprint: fingerprint.to_hex().to_string(), codebook: name })
}

/// The comparison of a project's statements as people left them, for a command that was given no statements.
///
/// # Errors
/// If there is no project, or it cannot be read.
pub(super) fn compare(args: &InputArgs, keep: &dyn Fn(&Document) -> bool) -> Result<(&'static Coder, Comparison, Loaded)> {
    let Some(folder) = args.project_folder().or_else(found) else {
        return Err(Error::new("no statements are given").hint("name files or folders; or work in a project: `demarche init` makes one"));
    };
    if !args.codebook.is_default_whole() {
        return Err(Error::new("a project has its own codebook").hint("change `codebook` in demarche.toml, then `demarche update`"));
    }
    let project = Project::open(&folder)?;
    let coder = codebook(&folder, &project.config).coder()?;
    let stood = project.compare(coder, args.least_confidence(), keep)?;
    if !stood.conflicts.is_empty() {
        say(&format!("note: {} decisions do not fit what was read: `demarche review conflicts` lists them", stood.conflicts.len()));
    }
    if stood.documents.is_empty() {
        return Err(
            Error::new("the project has no such statement").hint("`demarche add FILE` adds statements; see also --forum, --from and --to")
        );
    }
    Ok((coder, stood.comparison, Loaded { documents: stood.documents, notices: Vec::new(), failed: 0 }))
}
