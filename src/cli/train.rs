//! `demarche train`: labelled files of a task in, weights out.

use super::evaluate::{claims, judgements};
use super::inputs::{self, CodebookArgs};
use super::{Ended, output, say};
use crate::error::{Error, Result};
use crate::evaluate::{
    self,
    tasks::{self, Given, Task},
};
use crate::files;
use crate::learn::{Balance, FitOptions, Model, Models, Rows, Smoothing, expected_calibration_error};
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
    /// Running text of the same kind (files or folders of .txt and .md), from which words used alike are known
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
        return calibrate(args);
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

/// How much the weights of the confidence model are held back.
const CONFIDENCE: FitOptions = FitOptions { l2: 4.0, balance: Balance::AsIs, steps: 200, tolerance: 1e-5 };

/// Bins of the calibration error.
const BINS: usize = 5;

/// Fits the confidence of claims to gold files: is a claim with such signs right?
fn calibrate(args: &Args) -> Result<Ended> {
    let coder = args.codebook.coder()?;
    let left_out = ["other".to_owned(), "nat.measure".to_owned()];
    let mut rows = Rows::default();
    for path in &args.files {
        for unit in evaluate::parse(&path.display().to_string(), &files::text(path)?)? {
            for claim in claims(coder, &unit) {
                if let [(_, right)] = judgements(std::slice::from_ref(&claim), &unit, &left_out).as_slice() {
                    rows.push(confidence::features(&claim), *right, &unit.actor);
                }
            }
        }
    }
    if rows.is_empty() {
        return Err(Error::new("nothing was found in these files that could be right or wrong"));
    }
    let held_out = rows.held_out(5, |train, test| {
        let model = Model::fit(&rows.subset(train), &CONFIDENCE, &Smoothing::default());
        test.iter().map(|row| model.probability(&rows.features[*row])).collect()
    });
    let error = expected_calibration_error(&held_out, &rows.labels, BINS);
    say(&format!("expected calibration error {error:.3} of {} claims, five folds by actor", rows.len()));
    let model = Model::fit(&rows, &CONFIDENCE, &Smoothing::default());
    write(&Models { about: "confidence of claims".to_owned(), list: [(confidence::MODEL.to_owned(), model)].into() }, &args.output)
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
