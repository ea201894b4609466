//! Commands for a project folder, and what every command does that is called within one.

pub(super) mod add;
pub(super) mod backup;
pub(super) mod doctor;
pub(super) mod init;
pub(super) mod learn;
pub(super) mod status;
pub(super) mod update;

use super::inputs::{CodebookArgs, InputArgs, Loaded};
use super::{cache, say};
use crate::error::{Error, Result};
use crate::model::{Comparison, Document};
use crate::pipeline::{Coded, Coder};
use crate::project::{Config, Project, Reader};
use crate::store::Kept;
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

/// The folder of the project that a command works on which was given no statements.
fn folder_of(args: &InputArgs) -> Result<PathBuf> {
    let folder = args.project_folder().or_else(found).ok_or_else(|| {
        Error::new("no statements are given").hint("name files or folders; or work in a project: `demarche init` makes one")
    })?;
    if !args.codebook.is_default_whole() {
        return Err(own_codebook());
    }
    Ok(folder)
}

/// The codebook of the project that a command works on which was given no statements.
pub(super) fn codebook_of(args: &InputArgs) -> Result<CodebookArgs> {
    let folder = folder_of(args)?;
    Ok(codebook(&folder, &Project::open(&folder)?.config))
}

/// The codebook of the project that is named, or of that which the current folder is in if no codebook is named; else the one that is
/// named.
pub(super) fn codebook_in(project: Option<&Path>, named: &CodebookArgs) -> Result<CodebookArgs> {
    let folder = match project {
        Some(_) if !named.is_default_whole() => return Err(own_codebook()),
        Some(folder) => folder.to_path_buf(),
        None => match found().filter(|_| named.is_default_whole()) {
            Some(folder) => folder,
            None => return Ok(named.clone()),
        },
    };
    say(&format!("with the codebook of the project {}", folder.display()));
    Ok(codebook(&folder, &Project::open(&folder)?.config))
}

fn own_codebook() -> Error {
    Error::new("a project has its own codebook").hint("change `codebook` in demarche.toml, then `demarche update`")
}

/// The statements of a project, with what reads for it, for a command that was given no statements.
///
/// # Errors
/// If there is no project, it cannot be read, or it has no statement.
pub(super) fn documents(args: &InputArgs) -> Result<(&'static Coder, Loaded)> {
    let folder = folder_of(args)?;
    let project = Project::open(&folder)?;
    let coder = codebook(&folder, &project.config).coder()?;
    let kept: Vec<Kept<Coded>> = project.store.kept()?;
    let documents: Vec<Document> = kept.into_iter().map(|one| one.document).collect();
    if documents.is_empty() {
        return Err(Error::new("the project has no statement").hint("`demarche add FILE` adds statements"));
    }
    Ok((coder, Loaded { documents, notices: Vec::new(), failed: 0 }))
}

/// The comparison of a project's statements as people left them, for a command that was given no statements.
///
/// # Errors
/// If there is no project, or it cannot be read.
pub(super) fn compare(args: &InputArgs, keep: &dyn Fn(&Document) -> bool) -> Result<(&'static Coder, Comparison, Loaded)> {
    let folder = folder_of(args)?;
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
