//! A yes-or-no question put to labelled rows → a trained model, or figures on how well it is answered.

use super::Outcome;
use crate::error::Result;
use crate::learn::{Confusion, FitOptions, Model, Models, Rows, expected_calibration_error};

/// The folds of a cross-validation.
const FOLDS: usize = 5;

/// Bins of the calibration error.
const BINS: usize = 10;

/// A question with its examples.
#[derive(Debug, Clone, Default)]
pub(super) struct Question {
    /// The model's name in the weights.
    pub(super) model: &'static str,
    /// The question, for people.
    pub(super) name: &'static str,
    /// The examples.
    pub(super) rows: Rows,
    /// The id of each example.
    pub(super) ids: Vec<String>,
}

/// The columns of the predictions that questions write.
pub(super) const COLUMNS: &[&str] = &["question", "id", "label", "said", "probability"];

impl Question {
    /// A question without examples yet.
    pub(super) fn new(model: &'static str, name: &'static str) -> Self {
        Self { model, name, ..Self::default() }
    }

    /// Puts the examples in the order of their groups and ids, so that the order of the files' rows makes no difference.
    pub(super) fn sort(&mut self) {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by(|a, b| (&self.rows.groups[*a], &self.ids[*a]).cmp(&(&self.rows.groups[*b], &self.ids[*b])));
        self.rows = self.rows.subset(&order);
        self.ids = order.iter().map(|row| self.ids[*row].clone()).collect();
    }

    /// A model trained on all examples.
    pub(super) fn train(&self, options: &FitOptions) -> Model {
        Model::fit(&self.rows, options)
    }

    /// Adds the figures and predictions of this question: by the weights given, else by cross-validation.
    ///
    /// # Errors
    /// If the weights lack the model.
    pub(super) fn measure(&self, options: &FitOptions, weights: Option<&Models>, outcome: &mut Outcome) -> Result<()> {
        let answers: Vec<(bool, f32)> = match weights {
            Some(models) => {
                let model = models.get(self.model)?;
                self.rows.features.iter().map(|features| (model.says(features), model.probability(features))).collect()
            }
            None => self.rows.held_out(FOLDS, |train, test| {
                let model = Model::fit(train, options);
                test.iter().map(|features| (model.says(features), model.probability(features))).collect()
            }),
        };
        let counts = Confusion::of(answers.iter().map(|(said, _)| *said).zip(self.rows.labels.iter().copied()));
        let probabilities: Vec<f32> = answers.iter().map(|(_, probability)| *probability).collect();
        let n = counts.n();
        for (measure, value) in [
            ("macro-F1", counts.macro_f1()),
            ("weighted-F1", counts.weighted_f1()),
            ("precision", counts.precision()),
            ("recall", counts.recall()),
            ("calibration error", expected_calibration_error(&probabilities, &self.rows.labels, BINS)),
        ] {
            outcome.figure(format!("{}, {measure}", self.name), value, n);
        }
        for ((id, label), (said, probability)) in self.ids.iter().zip(&self.rows.labels).zip(&answers) {
            let word = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
            outcome.predictions.push(vec![self.model.to_owned(), id.clone(), word(*label), word(*said), format!("{probability:.4}")]);
        }
        Ok(())
    }
}

/// How figures came about, in a few words.
pub(super) fn how(weights: Option<&Models>) -> String {
    match weights {
        Some(models) if models.about.is_empty() => "with the weights given".to_owned(),
        Some(models) => format!("with the weights given ({})", models.about),
        None => format!("cross-validated, {FOLDS} folds, no speech torn apart"),
    }
}
