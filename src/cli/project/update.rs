//! `demarche update`: a project's files are read again where they have changed.

use super::super::inputs::mention;
use super::super::terminal::Progress;
use super::super::{Ended, complain, say};
use super::{ProjectArgs, reader};
use crate::error::Result;
use crate::pipeline::Coder;
use crate::project::{Change, Project, Wanted};
use std::path::PathBuf;

/// Read what is new or has changed, and show what another codebook would change before it does
///
/// Files that have not changed are not read again. If the program or the codebook has changed since the project was read, this
/// shows what it would read otherwise; --apply keeps that. Decisions stay in any case: they are bound to the words.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
    /// Read all statements anew with today's program and codebook, and keep what is read
    #[arg(long)]
    apply: bool,
    /// Take statements out whose files are gone
    #[arg(long)]
    forget_missing: bool,
    /// Write what changes to this file (CSV): document, quote, holder, proposition, was, now
    #[arg(long, value_name = "FILE")]
    changes: Option<PathBuf>,
}

/// What an update is to do.
#[derive(Debug, Default)]
pub(super) struct Choice {
    pub(super) apply: bool,
    pub(super) forget_missing: bool,
    /// Files and folders that are read again in any case, as what is said about them may be new.
    pub(super) again: Vec<String>,
    pub(super) changes: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<Ended> {
    let (mut project, coder) = args.project.open_with_coder()?;
    let choice = Choice { apply: args.apply, forget_missing: args.forget_missing, again: Vec::new(), changes: args.changes.clone() };
    bring_up_to_date(&mut project, coder, choice)
}

/// So many changes are shown; a file has all.
const SHOWN: usize = 20;

pub(super) fn bring_up_to_date(project: &mut Project, coder: &Coder, choice: Choice) -> Result<Ended> {
    let reader = reader(project)?;
    // A project that has never been read has nothing to be compared with.
    let progress = Progress::new("statements", project.store.documents()?.max(1000));
    let wanted = Wanted { reread: choice.apply, forget_missing: choice.forget_missing, again: choice.again };
    let report = project.update(coder, &reader, &wanted, &|| progress.step())?;
    progress.finish();
    report.errors.iter().for_each(complain);
    mention(&report.notices);
    for (from, to) in &report.moved {
        say(&format!("{from} is now {to}"));
    }
    for file in &report.missing {
        let kept = if choice.forget_missing { "taken out" } else { "what was read stays; --forget-missing takes it out" };
        say(&format!("note: {file} is gone: {kept}"));
    }
    say(&format!("{} files new, {} changed, {} as before", report.new, report.changed, report.unchanged));
    if report.other_reader > 0 {
        let what = if choice.apply { "were read anew" } else { "were read by another program or codebook; today's would change" };
        say(&format!("{} documents {what}: {} claims", report.other_reader, report.changes.len()));
        for change in report.changes.iter().take(SHOWN) {
            say(&format!("  {}", line(change)));
        }
        if report.changes.len() > SHOWN {
            say(&format!("  and {} more: --changes FILE writes all", report.changes.len() - SHOWN));
        }
        if !choice.apply {
            say("nothing of that was kept: `demarche update --apply` keeps it");
        }
    }
    if let Some(path) = &choice.changes {
        crate::cli::output::file(path, &|out| crate::export::review::changes(out, report.changes.iter().map(row)))?;
        say(&format!("wrote {}", path.display()));
    }
    let conflicts = project.store.conflicts()?.len();
    if conflicts > 0 {
        say(&format!("note: {conflicts} decisions do not fit what was read: `demarche review conflicts` lists them"));
    }
    Ok(if report.errors.is_empty() { Ended::Done } else { Ended::Partly })
}

fn row(change: &Change) -> [&str; 6] {
    [&change.doc_id, &change.quote, &change.holder, &change.proposition, change.was.unwrap_or(""), change.now.unwrap_or("")]
}

fn line(change: &Change) -> String {
    let stance = match (change.was, change.now) {
        (None, Some(now)) => format!("+ {now}"),
        (Some(was), None) => format!("- {was}"),
        (was, now) => format!("{} → {}", was.unwrap_or(""), now.unwrap_or("")),
    };
    let quote: String = change.quote.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(70).collect();
    format!("{stance}  {} {}  \"{quote}\" ({})", change.holder, change.proposition, change.doc_id)
}
