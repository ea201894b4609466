//! `demarche train`: labelled files of a task in, weights out.

use super::calibrate::calibrate;
use super::inputs::{self, CodebookArgs};
use super::{Ended, output, say};
use crate::error::{Error, Result};
use crate::evaluate::tasks::{self, Given, Task};
use crate::files;
use crate::learn::Models;
use crate::stance::confidence;
use std::path::{Path, PathBuf};

/// Train the small models of a task on labelled files
///
/// The same files give the same weights, in whatever order they are named. `demarche evaluate --task TASK --weights WEIGHTS`
/// applies them. Which tasks there are, and what the weights that ship with the program were trained on: data/models/README.md.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The task: argunsc, unscon, …; propositions, or confidence, for the models of the codebook
    #[arg(value_name = "TASK")]
    task: String,
    /// Its labelled file or files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Running text of the same kind (files or folders of .txt and .md), from which words used alike are known; for confidence, the
    /// statements that the judged claims were made in
    #[arg(long, value_name = "TEXT")]
    text: Vec<PathBuf>,
    /// The file to write the weights to
    #[arg(short, long, value_name = "WEIGHTS")]
    output: PathBuf,
    #[command(flatten)]
    codebook: CodebookArgs,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    if args.task == confidence::MODEL {
        return write(&calibrate(&args.files, &args.text, &args.codebook)?, &args.output);
    }
    let task = tasks::named(&args.task)?;
    let files = inputs::sources(&args.files)?;
    let coder = args.codebook.coder()?;
    let encoder = args.codebook.open_encoder()?;
    let text = inputs::running_text(&args.text)?;
    let given =
        Given { files: &files, text: &text, weights: None, codebook: &coder.codebook, actors: &coder.actors, encoder: encoder.as_ref() };
    let models = task.train(&given)?;
    write(&models, &args.output)
}

fn write(models: &Models, path: &Path) -> Result<Ended> {
    let bytes = models.to_bytes();
    output::file(path, &|out| out.write_all(&bytes).map_err(|cause| Error::new("could not write the weights").caused_by(cause)))?;
    let names: Vec<&str> = models.list.keys().map(String::as_str).collect();
    say(&format!("wrote {} ({} bytes) to {}", names.join(", "), bytes.len(), path.display()));
    Ok(Ended::Done)
}

/// The weights that a path names: a file, or those that ship with the program.
pub(super) fn weights(task: &dyn Task, path: &Path) -> Result<Models> {
    if path.as_os_str() == "built-in" {
        let bytes = task.built_in().ok_or_else(|| {
            Error::new(format!("no weights for the task `{}` ship with the program", task.name())).hint("make some with `demarche train`")
        })?;
        return Models::parse("built-in weights", bytes);
    }
    Models::parse(&path.display().to_string(), &files::bytes(path)?)
}
