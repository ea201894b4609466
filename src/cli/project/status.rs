//! `demarche status`: what is in a project.

use super::super::{Ended, print};
use super::{ProjectArgs, reader};
use crate::error::Result;
use crate::model::Reviewed;
use crate::store::ClaimQuery;
use std::fmt::Write;

/// Tell what is in a project: statements, claims, decisions, what waits
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
    /// List the documents with their ids
    #[arg(long)]
    documents: bool,
}

pub(crate) fn run(args: &Args) -> Result<Ended> {
    let (mut project, coder) = args.project.open_with_coder()?;
    if project.store.documents()? > 0 {
        project.refresh(coder)?;
    }
    let store = &project.store;
    let mut out = String::new();
    // Writing to a String cannot fail.
    if args.documents {
        for (file, document) in store.abouts()? {
            let date = document.meta.date.map(|date| date.to_string()).unwrap_or_default();
            let _ = writeln!(out, "{}\t{}\t{}\t{file}", document.id, document.actor, date);
        }
        print(&out)?;
        return Ok(Ended::Done);
    }
    let _ = writeln!(out, "{}", project.folder.display());
    let _ = writeln!(out, "  {} documents in {} files", store.documents()?, store.files()?.len());
    let with = |reviewed: Option<&str>| store.count_claims(&ClaimQuery { reviewed: reviewed.map(str::to_owned), ..ClaimQuery::default() });
    let parts: Vec<String> = Reviewed::ALL
        .into_iter()
        .filter(|one| !one.is_no())
        .map(|one| Ok((one.name(), with(Some(one.name()))?)))
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    let reviewed = if parts.is_empty() { "none reviewed".to_owned() } else { parts.join(", ") };
    let _ = writeln!(out, "  {} claims: {reviewed}", with(None)?);
    for coder in store.coders()? {
        let settles = if coder.settles { ", settles" } else { "" };
        let _ = writeln!(out, "  {}: {} decisions{settles}", coder.name, coder.decisions);
    }
    let conflicts = store.conflicts()?.len();
    if conflicts > 0 {
        let _ = writeln!(out, "  {conflicts} decisions do not fit what was read: `demarche review conflicts`");
    }
    let others = store.read_by_others(&reader(&project)?.fingerprint)?.len();
    if others > 0 {
        let _ = writeln!(out, "  {others} documents were read by another program or codebook: `demarche update` shows what changes");
    }
    print(&out)?;
    Ok(Ended::Done)
}
