//! `demarche review`: people decide on what was read.

mod decide;
mod exchange;
mod look;
mod rounds;
mod table;

use super::Ended;
use super::project::ProjectArgs;
use crate::error::{Error, Result};
use crate::pipeline::Coder;
use crate::project::{Author, Project};
use clap::Subcommand;

/// Decide on claims: accept, reject, correct, add, undo; see what others decided
///
/// Every decision is an event with a name, a time and a reason, bound to the quoted words: it holds when the document is converted
/// anew, moved, or read by another codebook. Nothing is ever overwritten: undo and redo are events too.
///
///   demarche review list --doubtful                 the claims least likely right
///   demarche review accept japan:412:il.applies
///   demarche review correct japan:412:il.applies --stance qualified --why "only where relevant"
///   demarche review add japan "We see merit in a treaty." --proposition nrm.treaty --stance support
///   demarche review undo
///   demarche review sample first --plan random -n 100 -o sheet.csv     then fill it in, import it, and
///   demarche review precision first                 how many of all claims are right, with its interval
///   demarche review agreement                       Cohen's kappa and Krippendorff's alpha of the coders
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    List(look::ListArgs),
    Accept(decide::OnClaims),
    Reject(decide::OnClaims),
    Correct(decide::CorrectArgs),
    Note(decide::NoteArgs),
    Add(decide::AddArgs),
    Merge(decide::MergeArgs),
    Split(decide::SplitArgs),
    Undo(decide::BackArgs),
    Redo(decide::BackArgs),
    Log(look::LogArgs),
    Conflicts(look::ConflictsArgs),
    Coders(look::CodersArgs),
    Sample(rounds::SampleArgs),
    Precision(rounds::PrecisionArgs),
    Agreement(rounds::AgreementArgs),
    Disagreements(rounds::DisagreementsArgs),
    Export(exchange::ExportArgs),
    Import(exchange::ImportArgs),
}

/// Who decides, and in which project.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct By {
    #[command(flatten)]
    project: ProjectArgs,
    /// Who decides [default: the variable `DEMARCHE_CODER`]
    #[arg(long = "by", value_name = "NAME")]
    name: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// Settle what coders differ on
    #[arg(long)]
    settle: bool,
}

impl By {
    fn open(&self) -> Result<(Project, &'static Coder, Author)> {
        let (project, coder) = self.project.open_with_coder()?;
        let named = self.name.clone().or_else(|| std::env::var("DEMARCHE_CODER").ok()).filter(|name| !name.trim().is_empty());
        let name = named.ok_or_else(|| {
            Error::new("nobody is said to decide").hint("give your name with --by, or once for all: export DEMARCHE_CODER=ann")
        })?;
        let settles = self.settle || project.store.coders()?.iter().any(|coder| coder.name == name && coder.settles);
        Ok((project, coder, Author { name, settles }))
    }
}

/// The id of a holder that is written so; as it is written if it is nobody's, so that whoever checks it can name it.
fn holder(coder: &Coder, name: &str) -> String {
    coder.actors.resolve(name).unwrap_or(name).to_owned()
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    match &args.what {
        What::List(args) => look::list(args),
        What::Accept(args) => decide::accept(args),
        What::Reject(args) => decide::reject(args),
        What::Correct(args) => decide::correct(args),
        What::Note(args) => decide::note(args),
        What::Add(args) => decide::add(args),
        What::Merge(args) => decide::merge(args),
        What::Split(args) => decide::split(args),
        What::Undo(args) => decide::undo(args),
        What::Redo(args) => decide::redo(args),
        What::Log(args) => look::log(args),
        What::Conflicts(args) => look::conflicts(args),
        What::Coders(args) => look::coders(args),
        What::Sample(args) => rounds::sample(args),
        What::Precision(args) => rounds::precision(args),
        What::Agreement(args) => rounds::agreement(args),
        What::Disagreements(args) => rounds::disagreements(args),
        What::Export(args) => exchange::export(args),
        What::Import(args) => exchange::import(args),
    }
}
