//! What there is to decide, what was decided, and what does not fit.

use super::super::project::ProjectArgs;
use super::super::{Ended, output, print, say, terminal};
use crate::error::{Error, Result};
use crate::export::Cells;
use crate::export::review::{self as tables, ConflictRow};
use crate::model::Reviewed;
use crate::project::now;
use crate::review::Conflict;
use crate::store::{ClaimQuery, Order};
use std::path::PathBuf;

/// List claims with their ids
#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// Only claims that nobody has looked at, the least likely right first
    #[arg(long)]
    doubtful: bool,
    /// Only those that are: accepted, changed, added, rejected, disputed, or none
    #[arg(long, value_name = "STATE")]
    reviewed: Option<String>,
    /// Only claims of this holder
    #[arg(long, value_name = "ACTOR")]
    holder: Option<String>,
    /// Only claims on this proposition
    #[arg(long, value_name = "ID")]
    proposition: Option<String>,
    /// Only claims in this document
    #[arg(long, value_name = "ID")]
    document: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// List all decisions in the order in which they were made
#[derive(Debug, clap::Args)]
pub(super) struct LogArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// List decisions that do not fit what was read, or each other
///
/// Kinds: disputed (coders differ), read-otherwise (the program now reads the words otherwise), no-longer-read (it no longer finds
/// the claim), words-gone (the words are in no document), several (the words stand in several places). Decisions hold in any case.
#[derive(Debug, clap::Args)]
pub(super) struct ConflictsArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// List who takes part; say whose decisions settle what others differ on
#[derive(Debug, clap::Args)]
pub(super) struct CodersArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// This person's decisions settle what others differ on, from now on
    #[arg(long, value_name = "NAME")]
    settles: Option<String>,
    /// This person's decisions no longer do
    #[arg(long, value_name = "NAME")]
    settles_not: Option<String>,
}

pub(super) fn list(args: &ListArgs) -> Result<Ended> {
    let (mut project, coder) = args.project.open_with_coder()?;
    project.refresh(coder)?;
    let reviewed = match args.reviewed.as_deref() {
        Some("none") => Some(""),
        Some(name) => Some(Reviewed::named(name).filter(|one| !one.is_no()).map(Reviewed::name).ok_or_else(|| {
            Error::new(format!("there is no state `{name}`")).hint("give accepted, changed, added, rejected, disputed or none")
        })?),
        None if args.doubtful => Some(""),
        None => None,
    };
    let holder = args.holder.as_ref().map(|name| super::holder(coder, name));
    let query = ClaimQuery {
        holder,
        proposition: args.proposition.clone(),
        doc_id: args.document.clone(),
        reviewed: reviewed.map(str::to_owned),
        order: if args.doubtful { Order::Doubt } else { Order::Place },
        offset: 0,
        limit: args.limit,
    };
    let (claims, all) = (project.store.claims(&query)?, project.store.count_claims(&query)?);
    if args.output.is_none() && terminal::is_terminal() {
        print(&terminal::to_review(&claims))?;
    } else {
        output::to(args.output.as_deref(), &|out| tables::claims(out, claims.iter(), Cells::Verbatim))?;
    }
    if claims.len() < all {
        say(&format!("{} of {all} claims: --limit shows more", claims.len()));
    }
    Ok(Ended::Done)
}

pub(super) fn log(args: &LogArgs) -> Result<Ended> {
    let history = args.project.open()?.history()?;
    output::to(args.output.as_deref(), &|out| tables::decisions(out, history.all().iter().map(|one| (one, history.is_undone(&one.id)))))?;
    Ok(Ended::Done)
}

pub(super) fn conflicts(args: &ConflictsArgs) -> Result<Ended> {
    let (mut project, coder) = args.project.open_with_coder()?;
    project.refresh(coder)?;
    let rows: Vec<Conflict> = project
        .store
        .conflicts()?
        .iter()
        .map(|text| serde_json::from_str(text).map_err(|cause| Error::new("a conflict in the database cannot be read").caused_by(cause)))
        .collect::<Result<_>>()?;
    let row = |one: &'_ Conflict| -> (String, &'static str) { (one.by.join(";"), one.kind.name()) };
    output::to(args.output.as_deref(), &|out| {
        tables::conflicts(
            out,
            rows.iter().map(|one| {
                let (by, kind) = row(one);
                ConflictRow {
                    kind,
                    decision: &one.decision,
                    by,
                    doc_id: &one.doc_id,
                    quote: &one.quote,
                    was: &one.was,
                    now: one.now.as_ref(),
                }
            }),
        )
    })?;
    Ok(if rows.is_empty() { Ended::Done } else { Ended::Found })
}

pub(super) fn coders(args: &CodersArgs) -> Result<Ended> {
    let project = args.project.open()?;
    for (name, settles) in [(&args.settles, true), (&args.settles_not, false)] {
        if let Some(name) = name {
            project.store.appoint(name, settles, &now())?;
        }
    }
    let coders = project.store.coders()?;
    output::standard(&|out| tables::coders(out, coders.iter().map(|one| (one.name.as_str(), one.settles, one.decisions))))?;
    Ok(Ended::Done)
}
