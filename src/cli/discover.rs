//! `demarche discover`: statements in, the propositions they take up out, as a table and as a draft of a codebook.

use super::inputs::InputArgs;
use super::terminal::Progress;
use super::{Ended, print};
use crate::discover::Options;
use crate::error::Result;
use std::fmt::Write;

/// Find the propositions that statements take up, without a codebook or beside one
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    #[arg(long, default_value_t = 0.25)]
    likeness: f32,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let coder = args.inputs.codebook.coder()?;
    let loaded = args.inputs.load(&coder.actors)?;
    let progress = Progress::new("statements", loaded.documents.len());
    let found = coder.discover(&loaded.documents, &Options { likeness: args.likeness, ..Options::default() }, &|| progress.step());
    progress.finish();
    let mut out = String::new();
    for (rank, one) in found.iter().enumerate() {
        let _ = writeln!(
            out,
            "{} [{} actors, {} clauses, {} for, {} against] {}",
            rank + 1, one.n_actors, one.quotes.len(), one.states_for.len(), one.states_against.len(), one.name
        );
        for quote in one.quotes.iter().step_by((one.quotes.len() / 6).max(1)) {
            let _ = writeln!(out, "      {} {} {}", quote.actor, if quote.agrees { '+' } else { '-' }, quote.quote);
        }
    }
    print(&out)?;
    Ok(Ended::Done)
}
