//! A yes-or-no question put to labelled rows → a trained model, or figures on how well it is answered.

use super::running::Running;
use super::{Given, Outcome};
use crate::error::Result;
use crate::learn::{Confusion, Features, FitOptions, Model, Models, Rows, expected_calibration_error};

/// The folds of a cross-validation.
const FOLDS: usize = 5;

/// Bins of the calibration error.
const BINS: usize = 10;

/// The columns of the predictions that questions write.
const COLUMNS: &[&str] = &["question", "id", "label", "said", "probability"];

/// A question with its examples.
#[derive(Debug, Clone, Default)]
pub(super) struct Question {
    /// The model's name in the weights.
    model: &'static str,
    /// The question, for people.
    name: &'static str,
    examples: Vec<Example>,
}

/// A labelled example.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Example {
    /// The group that no fold tears apart.
    pub(super) group: String,
    /// Its id within the group.
    pub(super) id: String,
    /// Its words.
    pub(super) text: String,
    /// What is seen of it.
    pub(super) features: Features,
    /// Whether the answer is yes.
    pub(super) label: bool,
}

impl Question {
    /// A question with its examples, put in the order of their groups and ids, so that the order of the files' rows makes no
    /// difference.
    pub(super) fn new(model: &'static str, name: &'static str, mut examples: Vec<Example>) -> Self {
        examples.sort_by(|a, b| (&a.group, &a.id, &a.text).cmp(&(&b.group, &b.id, &b.text)));
        Self { model, name, examples }
    }

    fn rows(&self) -> Rows {
        let mut rows = Rows::default();
        for example in &self.examples {
            rows.push(example.features.clone(), example.label, &example.group);
        }
        rows
    }

    /// Adds the figures and predictions of this question: by the weights given, else by cross-validation.
    fn measure(&self, options: &FitOptions, running: &Running, weights: Option<&Models>, outcome: &mut Outcome) -> Result<()> {
        let rows = self.rows();
        let answer = |model: &Model, row: usize| (model.says(&rows.features[row]), model.probability(&rows.features[row]));
        let answers: Vec<(bool, f32)> = match weights {
            Some(models) => {
                let model = models.get(self.model)?;
                (0..rows.len()).map(|row| answer(model, row)).collect()
            }
            None => rows.held_out(FOLDS, |train, test| {
                // The words of held-out rows are not looked at, not even for word vectors.
                let smoothing = running.smoothing(train.iter().map(|row| self.examples[*row].text.as_str()));
                let model = Model::fit(&rows.subset(train), options, &smoothing);
                test.iter().map(|row| answer(&model, *row)).collect()
            }),
        };
        let counts = Confusion::of(answers.iter().map(|(said, _)| *said).zip(rows.labels.iter().copied()));
        let probabilities: Vec<f32> = answers.iter().map(|(_, probability)| *probability).collect();
        for (measure, value) in [
            ("macro-F1", counts.macro_f1()),
            ("weighted-F1", counts.weighted_f1()),
            ("precision", counts.precision()),
            ("recall", counts.recall()),
            ("calibration error", expected_calibration_error(&probabilities, &rows.labels, BINS)),
        ] {
            outcome.figure(format!("{}, {measure}", self.name), value, counts.n());
        }
        for (example, (said, probability)) in self.examples.iter().zip(&answers) {
            let word = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
            let id = format!("{}:{}", example.group, example.id);
            outcome.predictions.push(vec![self.model.to_owned(), id, word(example.label), word(*said), format!("{probability:.4}")]);
        }
        Ok(())
    }
}

/// Trains a model for each question.
pub(super) fn train(questions: &[Question], options: &FitOptions, given: &Given<'_>, about: &str) -> Models {
    let running = Running::of(given);
    let smoothing = running.smoothing(questions.iter().flat_map(|question| &question.examples).map(|example| example.text.as_str()));
    let models = questions.iter().map(|question| (question.model.to_owned(), Model::fit(&question.rows(), options, &smoothing)));
    Models { about: about.to_owned(), list: models.collect() }
}

/// Measures each question.
///
/// # Errors
/// If the weights lack a model.
pub(super) fn measure(questions: &[Question], options: &FitOptions, given: &Given<'_>) -> Result<Outcome> {
    let running = Running::of(given);
    let mut outcome = Outcome { how: how(given), columns: COLUMNS.to_vec(), ..Outcome::default() };
    for question in questions {
        question.measure(options, &running, given.weights, &mut outcome)?;
    }
    Ok(outcome)
}

/// How figures come about, in a few words.
fn how(given: &Given<'_>) -> String {
    match given.weights {
        Some(models) => format!("by the weights given ({})", models.about),
        None => format!("cross-validated in {FOLDS} folds, no speech torn apart; {} running texts", given.text.len()),
    }
}
