//! Labelled files of others come in, figures come out: how well the project's models do on tasks that were set for other systems.
//!
//! ```text
//! files ─task→ examples ─train→ Models          files (+ Models) ─evaluate→ Outcome (figures, predictions)
//! ```
//! Without models a task is measured by cross-validation: no example is judged by a model that saw a part of its speech or topic.
//! To add a task: one file with a unit struct that is a [`Task`], and its two lines here (`mod`, row of [`TASKS`]).

mod argkp;
mod argunsc;
mod equivalence;
mod outcome;
mod perspectrum;
mod propositions;
mod question;
mod running;
mod side;
mod speeches;
mod tsv;
mod unscon;

use crate::codebook::{Actors, Codebook, SourceFile};
use crate::error::{Error, Result};
use crate::learn::Models;
use crate::meaning::Encoder;
pub use outcome::{Figure, Outcome};

/// A task set by others, with labelled examples.
pub trait Task: Sync {
    /// The name, as `--task` takes it.
    fn name(&self) -> &'static str;
    /// What is to be told, in one sentence.
    fn summary(&self) -> &'static str;
    /// The files it reads, as a usage line.
    fn files(&self) -> &'static str;
    /// The weights that ship with the program, if there are any.
    fn built_in(&self) -> Option<&'static [u8]> {
        None
    }
    /// Trains models on all examples of the files.
    ///
    /// # Errors
    /// If a file is malformed, or the task has nothing to train.
    fn train(&self, given: &Given<'_>) -> Result<Models> {
        let _ = given;
        Err(Error::new(format!("the task `{}` trains no models", self.name())).hint("use `demarche evaluate` on it"))
    }
    /// Measures: with the weights given, or, without, by cross-validation.
    ///
    /// # Errors
    /// If a file is malformed or lacks what is needed.
    fn evaluate(&self, given: &Given<'_>) -> Result<Outcome>;
}

/// What a task works on.
#[derive(Debug)]
pub struct Given<'a> {
    /// The files, told apart by their headers.
    pub files: &'a [SourceFile],
    /// Running text of the same kind, without labels, from which words used alike are known; may be empty.
    pub text: &'a [SourceFile],
    /// The weights to apply; none to cross-validate.
    pub weights: Option<&'a Models>,
    /// The cues and propositions.
    pub codebook: &'a Codebook,
    /// The actors.
    pub actors: &'a Actors,
    /// An encoder, for tasks that can use one.
    pub encoder: Option<&'a Encoder>,
}

/// All tasks.
pub static TASKS: &[&dyn Task] =
    &[&argkp::ArgKp, &argunsc::ArgUnsc, &perspectrum::Perspectrum, &propositions::Propositions, &unscon::UnsCon];

/// The task of that name.
///
/// # Errors
/// If there is none; the error lists those there are.
pub fn named(name: &str) -> Result<&'static dyn Task> {
    TASKS.iter().copied().find(|task| task.name() == name).ok_or_else(|| {
        let names: Vec<String> = TASKS.iter().map(|task| format!("`{}`", task.name())).collect();
        let hint = format!("the tasks are {}", names.join(", "));
        Error::new(format!("there is no task `{name}`")).hint(hint)
    })
}
