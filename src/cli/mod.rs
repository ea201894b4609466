//! The command line: one file a sub-command, with its arguments and what it does. Uses only the public API of the library.
//!
//! Exit codes: 0 done · 1 the asked-for condition was found (`codebook check` found problems) · 2 something could not be
//! done, the rest was.

mod allies;
mod audit;
mod brief;
mod cache;
mod calibrate;
mod choosing;
mod claims;
mod codebook;
mod compare;
mod desk;
mod discover;
mod draft;
mod drift;
mod edits;
mod evaluate;
mod explain;
mod formats;
mod from_claims;
mod graph;
mod ground;
mod inputs;
mod known;
mod layout;
mod matrix;
mod near;
mod network;
mod output;
mod places;
#[cfg(feature = "project")]
mod project;
mod quoted;
mod reading;
mod report;
#[cfg(feature = "project")]
mod review;
mod scan;
#[cfg(feature = "serve")]
mod serve;
mod streamed;
mod structure;
mod terminal;
mod text;
mod ties;
mod train;
mod versus;

use crate::error::{Error, Result};
use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

/// Reads statements by States, extracts the claims they make, and shows who agrees with whom, on what, in whose words.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  demarche compare statements/ -o out/          everything at once: tables and a graph
  demarche claims japan.md                      what one statement claims, with quotes
  demarche scan statements/ > manifest.csv      who speaks, when, for whom: to correct, and give back with --manifest
  demarche graph statements/ --view actors | dot -Tsvg > actors.svg
  demarche explain --as JPN --sentence \"We do not oppose a permanent mechanism.\"
  demarche codebook show il.applies             what is looked for, and in which words

Exit codes: 0 done, 1 the asked-for condition was found, 2 something could not be done.";

#[derive(Debug, Subcommand)]
enum Command {
    Compare(compare::Args),
    Claims(claims::Args),
    Matrix(matrix::Args),
    Versus(Box<versus::Args>),
    Allies(allies::Args),
    Ground(Box<ground::Args>),
    Drift(drift::Args),
    Edits(edits::Args),
    Draft(draft::Args),
    Brief(brief::Args),
    Report(report::Args),
    Scan(scan::Args),
    #[cfg(feature = "project")]
    Init(project::init::Args),
    #[cfg(feature = "project")]
    Add(project::add::Args),
    #[cfg(feature = "project")]
    Update(project::update::Args),
    #[cfg(feature = "project")]
    Status(project::status::Args),
    #[cfg(feature = "project")]
    Review(review::Args),
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    #[cfg(feature = "project")]
    Learn(project::learn::Args),
    #[cfg(feature = "project")]
    Backup(project::backup::Args),
    #[cfg(feature = "project")]
    Doctor(project::doctor::Args),
    Discover(discover::Args),
    Graph(graph::Args),
    Network(Box<network::Args>),
    Structure(Box<structure::Args>),
    Explain(explain::Args),
    Text(text::Args),
    Formats(formats::Args),
    Codebook(codebook::Args),
    Evaluate(evaluate::Args),
    Train(train::Args),
}

/// How a command ended, if it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// All was done.
    Done,
    /// The asked-for condition was found.
    Found,
    /// Some inputs could not be read; the rest was done.
    Partly,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let ended = match cli.command {
        Command::Compare(args) => compare::run(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Matrix(args) => matrix::run(&args),
        Command::Versus(args) => versus::run(&args),
        Command::Allies(args) => allies::run(&args),
        Command::Ground(args) => ground::run(&args),
        Command::Drift(args) => drift::run(&args),
        Command::Edits(args) => edits::run(&args),
        Command::Draft(args) => draft::run(&args),
        Command::Brief(args) => brief::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Scan(args) => scan::run(&args),
        #[cfg(feature = "project")]
        Command::Init(args) => project::init::run(&args),
        #[cfg(feature = "project")]
        Command::Add(args) => project::add::run(&args),
        #[cfg(feature = "project")]
        Command::Update(args) => project::update::run(&args),
        #[cfg(feature = "project")]
        Command::Status(args) => project::status::run(&args),
        #[cfg(feature = "project")]
        Command::Review(args) => review::run(&args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args),
        #[cfg(feature = "project")]
        Command::Learn(args) => project::learn::run(&args),
        #[cfg(feature = "project")]
        Command::Backup(args) => project::backup::run(&args),
        #[cfg(feature = "project")]
        Command::Doctor(args) => project::doctor::run(&args),
        Command::Discover(args) => discover::run(&args),
        Command::Graph(args) => graph::run(&args),
        Command::Network(args) => network::run(&args),
        Command::Structure(args) => structure::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Text(args) => text::run(&args),
        Command::Formats(args) => formats::run(&args),
        Command::Codebook(args) => codebook::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Train(args) => train::run(&args),
    };
    match ended {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::Found) => ExitCode::from(1),
        Ok(Ended::Partly) => ExitCode::from(2),
        // `demarche … | head` ends here: no failure.
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

/// Says on standard error what could not be done.
fn complain(error: &Error) {
    say(&format!("error: {error}"));
}

/// Writes a line to standard error; if that is closed there is nobody left to tell.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Writes text to standard output.
fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|cause| Error::new("could not write to standard output").caused_by(cause))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
